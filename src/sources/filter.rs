//! Leaves out what is no part of the article: plugs, labels, credits, links, press contacts.
//!
//! Cues come from the lexicon; a cue alone is not enough. It must stand where such lines have it,
//! outside of quotation marks, and in a line of their shape, for a sentence of the article must
//! never be lost.

use rustc_hash::FxHashMap;

use super::BlockKind;
use super::draft::{Draft, Piece};
use super::shape::{Ending, at_sentence_start, ending, in_quotation, is_sentence, picture, words};
use crate::lexicon::{Boilerplate, CuePlace, Hit};

/// No plug is longer than this, in bytes: a longer line is a paragraph.
const LONGEST_PLUG: usize = 900;
/// No credit at the end of a paragraph is longer than this, in bytes.
const LONGEST_CREDIT: usize = 160;

/// What a line turns out to be.
enum Verdict<'a> {
    Article,
    Out(&'a str),
    Cut(usize, &'a str),
    Titles(&'a str),
    About(&'a str),
    Contact(&'a str),
    Release(&'a str),
}

/// Gives every piece that is no part of the article its fate.
pub(super) fn leave_out(draft: &mut Draft, cues: &Boilerplate) {
    let mut abouts = Vec::new();
    for (i, repeated) in repeated(&draft.pieces).into_iter().enumerate() {
        let piece = &mut draft.pieces[i];
        if !piece.live() {
            continue;
        }
        if let Some(reason) = by_shape(piece) {
            if reason == "end mark" {
                draft.release = true;
            }
            piece.leave_out(reason);
            continue;
        }
        match judge(piece, cues, repeated) {
            Verdict::Article => {}
            Verdict::Out(reason) => piece.leave_out(reason),
            Verdict::Cut(at, reason) => draft.cut(i, at, reason),
            Verdict::Titles(reason) => {
                piece.leave_out(reason);
                titles(draft, i, reason);
            }
            Verdict::About(reason) => abouts.push((i, reason)),
            Verdict::Contact(reason) => {
                piece.leave_out(reason);
                contact(draft, i, reason);
            }
            Verdict::Release(reason) => {
                piece.leave_out(reason);
                draft.release = true;
            }
        }
    }
    for (i, reason) in abouts {
        about(draft, i, reason);
    }
}

/// Fates that need no cue.
fn by_shape(piece: &Piece) -> Option<&'static str> {
    let text = &piece.text;
    if !text.chars().any(char::is_alphanumeric) {
        return Some(match text.as_str() {
            t if t.contains('#') => "end mark",
            t if t.chars().count() == 1 => "lone bullet",
            _ => "ornament",
        });
    }
    if text.starts_with("![") && text.ends_with(')') {
        return Some("image");
    }
    if text.starts_with('#') && text.split(' ').all(|w| w.len() > 1 && w.starts_with('#')) {
        return Some("tags");
    }
    if matches!(text.as_str(), "-30-" | "– 30 –" | "- 30 -") {
        return Some("end mark");
    }
    piece.is_prose().then(|| picture(text)).flatten()
}

/// What the cues in a piece make of it.
fn judge<'a>(piece: &Piece, cues: &'a Boilerplate, repeated: bool) -> Verdict<'a> {
    let text = piece.text.as_str();
    let hits: Vec<Hit<'a>> = cues.reasons(text).collect();
    if hits.is_empty() || is_dialogue(text) {
        return Verdict::Article;
    }
    if let Some(verdict) = hits.iter().find_map(|hit| structural(piece, hit)) {
        return verdict;
    }
    let line = Line::new(text, &hits, cues, repeated);
    let mut first: Option<Hit<'a>> = None;
    for hit in &hits {
        let found = match hit.cue.place {
            CuePlace::Whole if is_whole(text, hit) => return Verdict::Out(&hit.cue.reason),
            CuePlace::End => line.is_credit_with(hit),
            CuePlace::Start => line.starts_with(hit),
            CuePlace::Opens => line.opens_with(hit),
            CuePlace::Any => line.holds(hit),
            _ => false,
        };
        if found && first.is_none_or(|f| hit.start < f.start) {
            first = Some(*hit);
        }
    }
    first.map_or(Verdict::Article, |hit| plug(text, &hit))
}

/// Cues that decide by themselves, and may take more than their line with them.
fn structural<'a>(piece: &Piece, hit: &Hit<'a>) -> Option<Verdict<'a>> {
    let text = piece.text.as_str();
    let reason = hit.cue.reason.as_str();
    match hit.cue.place {
        CuePlace::Titles if is_whole(text, hit) => Some(Verdict::Titles(reason)),
        CuePlace::Release if is_whole(text, hit) => Some(Verdict::Release(reason)),
        CuePlace::Contact if hit.start == 0 && text.len() <= 300 => Some(Verdict::Contact(reason)),
        CuePlace::About if hit.start == 0 && is_about(piece) => Some(Verdict::About(reason)),
        CuePlace::Tail => credit(text, hit),
        _ => None,
    }
}

/// A line of an interview: whoever asks there says "you" to a person, not to the reader.
fn is_dialogue(text: &str) -> bool {
    super::shape::label(text).is_some_and(|end| end <= 3)
}

/// Whether the cue is all of the line but numbers before it, and a colon or an arrow after it.
fn is_whole(text: &str, hit: &Hit<'_>) -> bool {
    let odd = |c: char| !c.is_alphabetic() && c != '"' && c != '“';
    text[..hit.start].chars().all(odd) && !text[hit.end..].chars().any(char::is_alphanumeric)
}

/// What a line with cues looks like.
struct Line<'a> {
    text: &'a str,
    words: usize,
    /// Whether it speaks to the reader, outside of quotation marks.
    voice: bool,
    /// Whether it stands in the file more than once.
    repeated: bool,
    /// Whether it reports what somebody said and stands there once: then it is none of the paper's lines.
    reports: bool,
    ending: Ending,
    /// Bytes of all its cues.
    cued: usize,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, hits: &[Hit<'_>], cues: &Boilerplate, repeated: bool) -> Self {
        let outside = |place: CuePlace| {
            cues.words(text).any(|h| h.cue.place == place && !in_quotation(text, h.start))
        };
        Self {
            text,
            words: words(text),
            voice: outside(CuePlace::Voice),
            reports: !repeated && outside(CuePlace::Reported),
            repeated,
            ending: ending(text),
            cued: hits.iter().map(|h| h.end - h.start).sum(),
        }
    }

    /// Whether a cue that must stand at the start of a line, or of a sentence in it, makes it a plug.
    fn starts_with(&self, hit: &Hit<'_>) -> bool {
        if !self.could_be_plug(hit) {
            return false;
        }
        let before = &self.text[..hit.start];
        let phrase = words(&hit.cue.phrase);
        if !before.chars().any(char::is_alphanumeric) {
            return self.voice
                || self.repeated
                || hit.cue.phrase.ends_with(':')
                || self.is_mostly_cue()
                || phrase >= 3 && self.words <= 25;
        }
        let short = self.text.len() <= 300 && phrase >= 3;
        at_sentence_start(self.text, hit.start) && (self.voice || self.repeated || short)
    }

    /// Whether a cue that needs nothing but the start of a line stands there.
    fn opens_with(&self, hit: &Hit<'_>) -> bool {
        hit.start == 0 && self.text.len() <= 400 && self.could_be_plug(hit)
    }

    /// Whether a cue that may stand anywhere makes it a plug.
    fn holds(&self, hit: &Hit<'_>) -> bool {
        self.could_be_plug(hit) && (self.voice || self.repeated || self.is_mostly_cue())
    }

    /// Whether a cue at the end of the line makes it a credit or a label.
    fn is_credit_with(&self, hit: &Hit<'_>) -> bool {
        let last = !self.text[hit.end..].chars().any(char::is_alphanumeric);
        let credit = self.text.contains(['/', '(', '©', '|', '[']) && self.words <= 25;
        last && self.could_be_plug(hit)
            && self.text.len() <= 200
            && (self.voice
                || (self.ending == Ending::Bare) && (credit || self.cued * 2 >= self.text.len()))
    }

    /// Whether a short line says little else than its cues do.
    fn is_mostly_cue(&self) -> bool {
        let share = if self.ending == Ending::Bare { 3 } else { 2 };
        self.words <= 14 && self.cued * share >= self.text.len()
    }

    fn could_be_plug(&self, hit: &Hit<'_>) -> bool {
        self.text.len() <= LONGEST_PLUG
            && !self.reports
            && !in_quotation(self.text, hit.start)
            && !self.text[..hit.start].ends_with(['"', '“', '‘', '\''])
    }
}

/// A plug goes with its whole line, but for the sentences before it in a line that began as an
/// ordinary long paragraph.
fn plug<'a>(text: &str, hit: &Hit<'a>) -> Verdict<'a> {
    let start = sentence_start(text, hit.start);
    if start >= 300 {
        return Verdict::Cut(start, &hit.cue.reason);
    }
    Verdict::Out(&hit.cue.reason)
}

/// The first byte of the sentence that holds byte `at`.
fn sentence_start(text: &str, at: usize) -> usize {
    let ends = |(i, c): (usize, char)| {
        matches!(c, '.' | '?' | '!' | '…') && text[i + c.len_utf8()..].starts_with(' ')
    };
    text[..at].char_indices().rfind(|x| ends(*x)).map_or(0, |(i, c)| i + c.len_utf8() + 1)
}

/// A credit is the whole line, or the last words of a paragraph.
fn credit<'a>(text: &str, hit: &Hit<'a>) -> Option<Verdict<'a>> {
    let open = text[..hit.start].trim_end_matches(['(', '[']).len();
    let tail = &text[open..];
    if tail.len() > LONGEST_CREDIT || words(tail) < words(&hit.cue.phrase) || tail.contains('"') {
        return None;
    }
    if open == 0 {
        return Some(Verdict::Out(&hit.cue.reason));
    }
    let before = text[..open].trim_end();
    // "Photo" in the middle of a sentence is no credit; nor is it one if more sentences follow.
    let ended = matches!(ending(before), Ending::Stop | Ending::Question | Ending::Exclamation);
    let capital = text[hit.start..].chars().next().is_some_and(char::is_uppercase);
    let long_word = |at: usize| tail[..at].rsplit(' ').next().is_some_and(|w| w.len() > 2);
    let more = tail.match_indices(". ").any(|(at, _)| long_word(at));
    (ended && capital && !more).then_some(Verdict::Cut(open, &hit.cue.reason))
}

/// The titles of other articles after the label at `index`: all of them at the end of a file or in a
/// list, one in the middle of it.
fn titles(draft: &mut Draft, index: usize, reason: &str) {
    let item = |p: &Piece| matches!(p.kind, Some(BlockKind::Bullet(_) | BlockKind::Numbered(..)));
    let is_title = |p: &Piece| {
        p.text.chars().count() <= 160
            && (item(p) || p.is_prose() && ending(&p.text) != Ending::Stop)
            && p.text.chars().any(char::is_alphanumeric)
    };
    let run = draft.pieces[index + 1..].iter().take_while(|p| p.live() && is_title(p)).count();
    let items = draft.pieces[index + 1..].iter().take_while(|p| p.live() && item(p)).count();
    let tail = !draft.pieces[index + 1 + run..]
        .iter()
        .any(|p| p.live() && is_sentence(&p.text) && p.text.len() > 60);
    let count = if tail { run } else { items.max(run.min(1)) };
    for piece in &mut draft.pieces[index + 1..=index + count] {
        piece.leave_out(reason);
    }
}

/// Whether a piece looks like the heading "About X".
fn is_about(piece: &Piece) -> bool {
    words(&piece.text) <= 10 && matches!(ending(&piece.text), Ending::Bare | Ending::Colon)
}

/// What a press release says about its sender: in a press release, or where the text under the
/// heading begins with the name in it.
fn about(draft: &mut Draft, index: usize, reason: &str) {
    let name = draft.pieces[index].text.split_once(' ').map_or("", |(_, name)| name).to_owned();
    let name = name.trim_end_matches(':').trim_start_matches("the ");
    let late = index * 2 >= draft.pieces.len();
    let Some(first) = draft.pieces.get(index + 1) else { return };
    let head: String = first.text.chars().take(80).collect();
    let named = !name.is_empty() && head.contains(name);
    if !late || !(draft.release || named) {
        return;
    }
    draft.pieces[index].leave_out(reason);
    let mut first = true;
    for piece in &mut draft.pieces[index + 1..] {
        let heading = !is_sentence(&piece.text) && words(&piece.text) <= 12;
        if !piece.live() || heading || piece.kind.is_some() && !piece.is_prose() {
            break;
        }
        if !first && !piece.text.contains(name) && !draft.release {
            break;
        }
        piece.leave_out(reason);
        first = false;
    }
}

/// Names, addresses and telephone numbers under the label at `index`.
fn contact(draft: &mut Draft, index: usize, reason: &str) {
    let digits = |t: &str| t.bytes().filter(u8::is_ascii_digit).count();
    for piece in &mut draft.pieces[index + 1..] {
        let text = &piece.text;
        let address = text.contains('@') || text.contains("www.") || text.contains("://");
        let number = digits(text) >= 6 && (text.contains('+') || text.len() < 80);
        let name = words(text) <= 10 && ending(text) == Ending::Bare;
        let empty = !text.chars().any(char::is_alphanumeric);
        if !piece.live() || empty || text.len() > 200 || !(address || number || name) {
            break;
        }
        piece.leave_out(reason);
    }
}

/// For each piece, whether the same text stands in the file more than once.
fn repeated(pieces: &[Piece]) -> Vec<bool> {
    let mut count: FxHashMap<&str, u32> = FxHashMap::default();
    count.reserve(pieces.len());
    for piece in pieces {
        if piece.text.len() <= 400 {
            *count.entry(&piece.text).or_default() += 1;
        }
    }
    pieces.iter().map(|p| count.get(p.text.as_str()).is_some_and(|n| *n > 1)).collect()
}
