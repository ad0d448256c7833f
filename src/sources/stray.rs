//! Lines between the paragraphs that are no words of any article: buttons, clocks, titles of other
//! articles behind a label, marks of sounds and parts, captions beside a credit, and what stands
//! between two lines of a plug.

use super::BlockKind;
use super::draft::{Draft, Piece};
use super::shape::{Ending, ending, in_quotation, is_capitals, starts_high, words};
use super::voice::{Voice, opens_with_ask};
use crate::lexicon::{CuePlace, Lexicon, Sign, class};

/// No caption is longer, in words.
const LONGEST_CAPTION: usize = 32;
/// How many lines may stand between the first line of a plug and its last.
const DEEPEST: usize = 4;

/// Leaves them out.
pub(super) fn read(draft: &mut Draft, lexicon: &Lexicon) {
    for piece in &mut draft.pieces {
        if piece.live()
            && !piece.text.is_empty()
            && let Some(reason) = reason(piece, lexicon)
        {
            piece.leave_out(reason);
        }
    }
    captions(draft, lexicon);
    enclosed(draft, lexicon);
    titles(draft, lexicon);
}

fn reason(piece: &Piece, lexicon: &Lexicon) -> Option<&'static str> {
    if words(&piece.text) > 30 {
        return None;
    }
    let item = matches!(piece.kind, Some(BlockKind::Bullet(_) | BlockKind::Numbered(..)));
    if item || matches!(piece.kind, Some(BlockKind::Heading(1))) {
        return None;
    }
    if is_numeral(&piece.text) {
        return Some("mark of a part");
    }
    // Most paragraphs are told by their length and end, before their words are looked up.
    let bare = matches!(ending(&piece.text), Ending::Bare | Ending::Colon);
    let clock = piece.text.starts_with(|c: char| c.is_ascii_digit() || c == '(');
    if !bare && !clock && words(&piece.text) > 6 {
        let plea = piece.is_prose()
            && opens_with_ask(&piece.text, lexicon)
            && Voice::new(&piece.text, lexicon).is_plain_plea();
        return plea.then_some("plea to the reader");
    }
    let voice = Voice::new(&piece.text, lexicon);
    if voice.is_button() {
        return Some("button");
    }
    if voice.is_clock() {
        return Some("time stamp");
    }
    if voice.is_sound() {
        return Some("sound");
    }
    if !piece.is_prose() {
        return None;
    }
    if voice.ends_in_barred_credit() {
        return Some("photo credit");
    }
    if voice.is_link() && ending(&piece.text) == Ending::Bare {
        return Some("related link");
    }
    is_labelled_caption(&piece.text).then_some("caption")
}

/// "II": the number of a part of a long text.
fn is_numeral(text: &str) -> bool {
    let core = text.trim_end_matches(['.', ')']);
    !core.is_empty() && core.len() <= 5 && core.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// "FLOODED: the bridge at Marden": a word in capitals over a picture, and no stop.
fn is_labelled_caption(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(": ") else { return false };
    words(label) == 1
        && label.chars().count() >= 5
        && is_capitals(label)
        && !is_capitals(rest)
        && starts_high(rest)
        && ending(text) == Ending::Bare
        && words(rest) <= 14
}

/// A short paragraph whose credit was cut off, or that a credit follows where the label of a picture
/// stands above, is a caption; a credit in words that no cue knows goes as well.
fn captions(draft: &mut Draft, lexicon: &Lexicon) {
    let reports =
        |text: &str| lexicon.boilerplate.words(text).any(|hit| hit.cue.place == CuePlace::Reported);
    let short = |text: &str| {
        words(text) <= LONGEST_CAPTION && !text.contains(['"', '“', '”']) && !reports(text)
    };
    let credited: Vec<u32> = draft
        .cuts
        .iter()
        .filter(|cut| cut.reason.contains("credit"))
        .map(|cut| cut.lines.0)
        .collect();
    let is = |p: &Piece, what: &str| p.fate.as_deref().is_some_and(|fate| fate.contains(what));
    let verb = |text: &str| {
        let mut buffer = String::new();
        lexicon
            .furniture
            .line(text)
            .words(&lexicon.furniture)
            .iter()
            .any(|word| lexicon.vocabulary.look_up(word, &mut buffer).1.any(class::AUXILIARY))
    };
    let second = (0..draft.pieces.len())
        .filter(|i| draft.pieces[*i].live() && words(&draft.pieces[*i].text) > LONGEST_CAPTION)
        .nth(1)
        .unwrap_or(4);
    let last = draft.pieces.iter().rposition(|p| p.live() && p.is_prose()).unwrap_or(0);
    for i in 0..draft.pieces.len() {
        let piece = &draft.pieces[i];
        if !piece.live() || !piece.is_prose() || piece.text.is_empty() {
            continue;
        }
        // A credit is glued to a last paragraph as well: only a line without a verb is a caption there.
        let fragment = || words(&piece.text) <= 14 && !verb(&piece.text);
        let cut =
            credited.contains(&piece.lines.0) && (i < second.min(8) || i < last && fragment());
        let rights = || {
            memchr::memmem::find(piece.text.as_bytes(), " © ".as_bytes()).is_some_and(|at| {
                words(&piece.text[at..]) <= 10 && ending(&piece.text[..at]) == Ending::Stop
            })
        };
        let below = || draft.pieces.get(i + 1).is_some_and(|next| is(next, "credit"));
        let above =
            || i > 0 && (is(&draft.pieces[i - 1], "button") || is(&draft.pieces[i - 1], "credit"));
        // Few lines stand beside a credit, so what they say is asked last.
        if (cut || below() && above() || rights()) && short(&piece.text) {
            draft.pieces[i].leave_out("caption");
        }
    }
}

/// Titles of other articles after a label, in the middle of a text: lines without a stop, but for a
/// last short one, which is the next heading.
fn titles(draft: &mut Draft, lexicon: &Lexicon) {
    let is_list = |p: &Piece| words(&p.text) <= 7 && lexicon.furniture.is_line(Sign::List, &p.text);
    let mut i = 0;
    while i < draft.pieces.len() {
        if is_list(&draft.pieces[i]) {
            let bare = |p: &Piece| {
                !p.live() || p.is_prose() && ending(&p.text) != Ending::Stop && words(&p.text) <= 18
            };
            let run = draft.pieces[i + 1..].iter().take_while(|p| bare(p)).count();
            let mut end = i + 1 + run;
            if end < draft.pieces.len() && end > i + 1 && words(&draft.pieces[end - 1].text) <= 5 {
                end -= 1;
            }
            for piece in &mut draft.pieces[i..end.max(i + 1)] {
                piece.leave_out("related link");
            }
            i = end;
        }
        i += 1;
    }
}

/// What stands between the first and the last line of a plug for a newsletter goes with them.
fn enclosed(draft: &mut Draft, lexicon: &Lexicon) {
    let opens = |p: &Piece| p.fate.as_deref().is_some_and(|fate| fate.contains("newsletter"));
    let closes = |p: &Piece| {
        p.fate.as_deref().is_some_and(|fate| fate.contains("newsletter") || fate == "button")
    };
    let mut i = 0;
    while i < draft.pieces.len() {
        let sign_up = draft.pieces[i].fate.as_deref() == Some("button")
            && Voice::new(&draft.pieces[i].text, lexicon).words().among(Sign::Medium);
        if opens(&draft.pieces[i]) || sign_up {
            let end = (i + 1..draft.pieces.len().min(i + 2 + DEEPEST))
                .rfind(|j| closes(&draft.pieces[*j]));
            if let Some(end) = end {
                let plug = |p: &Piece| {
                    let text = p.text.as_str();
                    !p.live()
                        || words(text) <= 45
                            && p.is_prose()
                            && !in_quotation(text, text.len() / 2)
                            && !text.contains(['"', '“'])
                            && !lexicon
                                .boilerplate
                                .words(text)
                                .any(|hit| hit.cue.place == CuePlace::Reported)
                };
                if draft.pieces[i + 1..end].iter().all(plug) {
                    for piece in &mut draft.pieces[i + 1..end] {
                        piece.leave_out("newsletter plug");
                    }
                }
                i = end.max(i + 1);
                continue;
            }
        }
        i += 1;
    }
}
