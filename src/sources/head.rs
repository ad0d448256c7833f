//! What stands above the lead: the headline and its standfirst, and around them kickers, navigation,
//! buttons, bylines, captions and counts.
//!
//! It stands alone because no cue tells "Politics" above a headline from a headline: only what else
//! stands there, and what the article goes on to say.

use rustc_hash::FxHashSet;

use super::BlockKind;
use super::draft::Draft;
use super::shape::{Ending, ending, is_capitals, label, starts_high, words};
use super::voice::Voice;
use crate::fold::name_key;
use crate::lexicon::{Lexicon, class, parts};

/// A sentence of so many words may be an article's lead.
const LEAD: usize = 11;
/// A question that opens a text and is longer, in words, is its lead.
const LONGEST_QUESTION: usize = 18;
/// A first sentence of so many words is the lead itself, not a standfirst above it.
const LONG_LEAD: usize = 25;
/// How many lines may stand above a lead.
const DEEPEST: usize = 60;
/// How many bytes of the article are read for words of its headline.
const SAMPLE: usize = 4000;
/// No headline is longer, in characters.
const LONGEST: usize = 200;

/// Leaves out what stands above the lead and is neither headline nor standfirst, and takes the
/// headline out, if there is more than one line to choose from.
pub(super) fn read(draft: &mut Draft, lexicon: &Lexicon) {
    let live: Vec<usize> =
        draft.live().into_iter().filter(|i| !draft.pieces[*i].text.is_empty()).collect();
    let leads: Vec<usize> = (0..live.len().min(DEEPEST + 8))
        .filter(|n| is_lead(draft, live[*n], lexicon))
        .take(2)
        .collect();
    let Some(&lead) = leads.first() else { return };
    let zone = &live[..lead];
    let title = match title(draft, zone) {
        Some(known) => known,
        None if zone.len() >= 2 => {
            let Some(at) = choose(draft, zone, &live, lexicon) else { return };
            let text = std::mem::take(&mut draft.pieces[zone[at]].text);
            draft.pieces[zone[at]].kind = None;
            draft.pieces[zone[at]].marks.clear();
            draft.meta.title = Some(text);
            zone[at]
        }
        None => zone.first().copied().unwrap_or(0),
    };
    for (n, &index) in zone.iter().enumerate() {
        let next = live[n + 1];
        if index < title {
            above(draft, index, lexicon);
        } else if index > title {
            // A short line behind a list that the article begins with is its next heading.
            let list = zone[..n]
                .iter()
                .any(|i| *i > title && matches!(draft.pieces[*i].kind, Some(BlockKind::Bullet(_))));
            below(draft, index, next, list, lexicon);
        }
    }
    if let [lead, second] = leads[..] {
        between(draft, &live[lead..=second], lexicon);
    }
}

/// Whether a piece could be the first paragraph of an article.
fn is_lead(draft: &Draft, index: usize, lexicon: &Lexicon) -> bool {
    let piece = &draft.pieces[index];
    let text = piece.text.as_str();
    let count = words(text);
    // A question may be the headline, unless it is long.
    let prose = piece.is_prose()
        && match ending(text) {
            Ending::Stop => count >= LEAD,
            Ending::Question | Ending::Exclamation => count > LONGEST_QUESTION,
            _ => count >= 35,
        };
    let title_after = draft.meta.title.is_none()
        && draft.pieces[index + 1..].iter().take(3).any(|p| p.kind == Some(BlockKind::Heading(1)));
    prose && !title_after && !Voice::new(text, lexicon).is_plea()
}

/// Where the title stands that is known already: its piece, which is empty by now, or one that says
/// the same.
fn title(draft: &Draft, zone: &[usize]) -> Option<usize> {
    let key = name_key(draft.meta.title.as_deref()?);
    let last = zone.last().copied().unwrap_or(0) + 1;
    let same = |i: &usize| {
        let piece = &draft.pieces[*i];
        piece.live() && (piece.text.is_empty() || name_key(&piece.text) == key)
    };
    Some((0..=last.min(draft.pieces.len() - 1)).find(same).unwrap_or(0))
}

/// A line above the headline goes, unless it is a sentence that nobody but the article says.
fn above(draft: &mut Draft, index: usize, lexicon: &Lexicon) {
    let piece = &draft.pieces[index];
    let text = piece.text.as_str();
    let sentence = ending(text) == Ending::Stop && words(text) >= 6;
    let paper = Voice::new(text, lexicon).reason();
    let list = !piece.is_prose() && words(text) > 6;
    if paper.is_some() || !sentence && !list && words(text) <= 30 {
        draft.pieces[index].leave_out(paper.unwrap_or("navigation"));
    }
}

/// A line between the headline and the lead stays if it is a standfirst, a list, or a heading.
fn below(draft: &mut Draft, index: usize, next: usize, list: bool, lexicon: &Lexicon) {
    let piece = &draft.pieces[index];
    let text = piece.text.as_str();
    let voice = Voice::new(text, lexicon);
    if voice.is_name_label() {
        draft.pieces[index].leave_out("byline");
        return;
    }
    if !piece.is_prose() || matches!(ending(text), Ending::Colon) {
        return;
    }
    if let Some(reason) = voice.reason() {
        draft.pieces[index].leave_out(reason);
        return;
    }
    if voice.is_people() {
        authors(draft, index);
        draft.pieces[index].leave_out("byline");
        return;
    }
    let written = |name: &str| draft.meta.authors.iter().any(|author| author == name);
    if voice.is_named() || voice.is_bio(written, |_| true) {
        draft.pieces[index].leave_out("byline");
        return;
    }
    let follower = &draft.pieces[next];
    let listed = list || !follower.is_prose();
    let question = ending(text) == Ending::Question;
    let numbered = text.starts_with(|c: char| c.is_ascii_digit()) && words(text) >= 3;
    if words(text) <= 5 && ending(text) == Ending::Bare && !listed && !question && !numbered {
        draft.pieces[index].leave_out("label");
    }
}

/// Names alone on a line are the writers' if a date or the word "by" stands near them, or a line about
/// one of them further down.
fn authors(draft: &mut Draft, index: usize) {
    if !draft.meta.authors.is_empty() {
        return;
    }
    let line = draft.pieces[index].text.clone();
    let names: Vec<String> =
        line.replace(" and ", ", ").replace(" & ", ", ").split(", ").map(str::to_owned).collect();
    let near = &draft.pieces[index.saturating_sub(2)..draft.pieces.len().min(index + 3)];
    let dated = near.iter().any(|p| {
        p.fate.as_deref().is_some_and(|fate| {
            fate.contains("stamp") || fate.contains("dateline") || fate == "byline"
        })
    });
    let told = draft.pieces[index + 1..].iter().any(|p| {
        names.iter().any(|name| {
            p.text.strip_prefix(name.as_str()).is_some_and(|r| r.starts_with([' ', ',']))
        })
    });
    if dated || told {
        let from = format!("names in line {}", draft.pieces[index].lines.0);
        draft.meta.inferred.insert("authors".to_owned(), from);
        draft.meta.authors = names;
    }
}

/// Bylines, captions and buttons between a standfirst of one sentence and the lead.
fn between(draft: &mut Draft, run: &[usize], lexicon: &Lexicon) {
    let [first, middle @ .., last] = run else { return };
    let long = words(&draft.pieces[*first].text) >= LONG_LEAD;
    let furnished = draft.pieces[*first..*last].iter().any(|p| {
        p.fate.as_deref().is_some_and(|fate| {
            fate.contains("byline") || fate.contains("stamp") || fate.contains("dateline")
        })
    });
    let prose = |i: &usize| draft.pieces[*i].is_prose();
    if middle.is_empty() || !middle.iter().all(prose) || !furnished && middle.len() < 2 {
        return;
    }
    for (n, &index) in middle.iter().enumerate() {
        // Under a real lead the last line may be the first heading.
        if n + 1 == middle.len() && (long || !furnished && words(&draft.pieces[index].text) > 1) {
            let text = &draft.pieces[index].text;
            let reason = Voice::new(text, lexicon).reason();
            if let Some(reason) = reason {
                draft.pieces[index].leave_out(reason);
            }
            continue;
        }
        below(draft, index, *last, false, lexicon);
    }
}

/// The line of the zone that is the headline.
fn choose(draft: &Draft, zone: &[usize], live: &[usize], lexicon: &Lexicon) -> Option<usize> {
    let mut wanted: FxHashSet<Stem> =
        zone.iter().flat_map(|i| stems(&draft.pieces[*i].text)).collect();
    let (mut word, mut buffer) = (String::new(), String::new());
    wanted.retain(|stem| {
        word.clear();
        word.extend(stem.iter());
        !lexicon.vocabulary.look_up(&word, &mut buffer).1.any(class::FUNCTION)
    });
    let body = body(draft, &live[zone.len()..], &wanted);
    let mut best: Option<(i32, usize)> = None;
    let mut rank = 0;
    for (n, &index) in zone.iter().enumerate() {
        let Some(score) = score(draft, index, zone, &body, lexicon) else { continue };
        let score = score - rank;
        rank += if words(&draft.pieces[index].text) >= 5 { 3 } else { 1 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, n));
        }
    }
    best.map(|(_, n)| n)
}

/// Those of some stems that the longer words have with which the article begins.
fn body(draft: &Draft, live: &[usize], wanted: &FxHashSet<Stem>) -> FxHashSet<Stem> {
    let mut out = FxHashSet::default();
    let mut size = 0;
    for &index in live {
        let text = &draft.pieces[index].text;
        size += text.len();
        out.extend(stems(text).filter(|stem| wanted.contains(stem)));
        if size > SAMPLE {
            break;
        }
    }
    out
}

/// The first four letters of a word, in lower case.
type Stem = [char; 4];

/// The stem of each word that has as many letters.
fn stems(text: &str) -> impl Iterator<Item = Stem> {
    parts(text).filter_map(|part| {
        let word = part.text;
        // Nearly all are plain letters.
        if let Some(head) = word.as_bytes().first_chunk::<4>().filter(|head| head.is_ascii()) {
            return Some(head.map(|byte| char::from(byte.to_ascii_lowercase())));
        }
        let mut letters = word.chars().flat_map(char::to_lowercase);
        let mut next = || letters.next().map(|c| if c == '’' { '\'' } else { c });
        Some([next()?, next()?, next()?, next()?])
    })
}

/// How much a line is like a headline; none if it cannot be one.
fn score(
    draft: &Draft,
    index: usize,
    zone: &[usize],
    body: &FxHashSet<Stem>,
    lexicon: &Lexicon,
) -> Option<i32> {
    let piece = &draft.pieces[index];
    let text = piece.text.as_str();
    let heading = matches!(piece.kind, Some(BlockKind::Heading(_)));
    let end = ending(text);
    if !piece.is_prose() && !heading
        || text.chars().count() > LONGEST
        || !starts_high(text)
        || matches!(end, Ending::Colon | Ending::Open)
        || is_glued(text)
    {
        return None;
    }
    let voice = Voice::new(text, lexicon);
    let count = i32::try_from(words(text)).unwrap_or(i32::MAX);
    if voice.is_section() || voice.is_stamp() || voice.is_named() {
        return None;
    }
    let parts =
        text.matches(['|', '›', '»', '•', '·', '>', '~']).count() + text.matches(" / ").count();
    if parts >= 2 || parts == 1 && count <= 7 {
        return None;
    }
    let mut score = match count {
        5..=22 => 8,
        4 => 5,
        3 => 3,
        2 => 1,
        _ => 0,
    };
    let found: FxHashSet<Stem> = stems(text).collect();
    let shared = found.iter().filter(|stem| body.contains(*stem)).count();
    score += 2 * i32::try_from(shared.min(4)).unwrap_or(0);
    let same = |p: &super::draft::Piece| p.text == text;
    if zone.iter().any(|i| *i != index && same(&draft.pieces[*i])) {
        score += 12;
    }
    score += if heading { 8 } else { 0 };
    score -= match end {
        Ending::Stop if count > 14 => 8,
        Ending::Stop => 4,
        _ => 0,
    };
    // Above the headline stand the paper's lines, under its byline the pictures'.
    let byline = |p: &super::draft::Piece| {
        p.fate.as_deref().is_some_and(|f| f == "byline" || f.starts_with("photo credit"))
    };
    let late = draft.pieces[zone[0]..index].iter().any(byline);
    score -= if late { 6 } else { 0 };
    score -= if voice.is_people() { 8 } else { 0 };
    score -= if is_capitals(text) && count <= 3 { 2 } else { 0 };
    score -= if voice.is_plea() || voice.is_about_itself() { 12 } else { 0 };
    score -= if label(text).is_some() && shared == 0 { 3 } else { 0 };
    Some(score)
}

/// "HomeNewsSport": items that a scraper glued together.
fn is_glued(text: &str) -> bool {
    let mut before = ' ';
    let mut joints = 0;
    for c in text.chars() {
        joints += usize::from(c.is_uppercase() && before.is_lowercase());
        before = c;
    }
    joints >= 2 && joints * 2 >= words(text)
}
