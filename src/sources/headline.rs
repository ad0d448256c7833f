//! Finds the headline of a text: by standing twice, else by the shape of the first lines.
//!
//! A text that opens with its lead has none, and none is made up.

use super::draft::Draft;
use super::shape::{
    Ending, ending, is_capitals, is_sentence, is_title_case, label, starts_high, words,
};

/// No headline is longer, in characters.
const LONGEST: usize = 200;
/// A question that opens a text and is longer, in words, is its lead.
const LONGEST_QUESTION: usize = 18;
/// How many pieces from the top may be the headline.
const HEAD: usize = 6;

/// Takes the headline out of the pieces and into the title. `after_label` tells that a reader-view
/// label, which only a title follows, stood above the text.
pub(super) fn find(draft: &mut Draft) {
    let live = draft.live();
    if draft.meta.title.is_some() {
        repeated_title(draft, &live);
        return;
    }
    let Some(index) = twice(draft, &live).or_else(|| by_shape(draft, &live)) else { return };
    let title = draft.pieces[index].text.clone();
    draft.pieces[index].text.clear();
    draft.meta.title = Some(title);
    repeated_title(draft, &live);
}

/// Leaves out lines near the top that repeat the title.
fn repeated_title(draft: &mut Draft, live: &[usize]) {
    let Some(title) = draft.meta.title.clone() else { return };
    let key = crate::fold::name_key(&title);
    let same = |text: &str| text == title || crate::fold::name_key(text) == key;
    for &i in live.iter().take(HEAD + 4) {
        let piece = &mut draft.pieces[i];
        if piece.text.len().abs_diff(title.len()) <= 16
            && !piece.text.is_empty()
            && same(&piece.text)
        {
            piece.leave_out("headline repeated");
        }
    }
    // Further down, a caption or a pull line may say the headline again, word by word.
    if words(&title) < 5 || is_sentence(&title) {
        return;
    }
    for &i in live.iter().skip(HEAD + 4) {
        let piece = &mut draft.pieces[i];
        if piece.is_prose() && piece.text == title {
            piece.leave_out("headline repeated");
        }
    }
}

/// A line that stands twice near the top.
fn twice(draft: &Draft, live: &[usize]) -> Option<usize> {
    let head = &live[..live.len().min(HEAD + 2)];
    let fits = |i: usize| {
        let piece = &draft.pieces[i];
        piece.is_prose() && piece.text.chars().count() <= LONGEST && words(&piece.text) > 1
    };
    head.iter()
        .copied()
        .filter(|i| fits(*i))
        .find(|&i| head.iter().any(|&j| j > i && draft.pieces[j].text == draft.pieces[i].text))
}

fn by_shape(draft: &Draft, live: &[usize]) -> Option<usize> {
    let piece = |n: usize| live.get(n).map(|i| &draft.pieces[*i]);
    let first = piece(0)?;
    if !first.is_prose() {
        return None;
    }
    let body_follows = piece(1).is_some();
    if body_follows && is_headline(draft, live[0], &first.text) {
        return Some(live[0]);
    }
    // A standfirst of one sentence, and under it a line that has a headline's shape and a length
    // that a heading inside an article rarely has.
    let (second, third) = (piece(1)?, piece(2)?);
    let standfirst = is_sentence(&first.text) && first.text.chars().count() <= 250;
    let long = words(&second.text) >= 7 && second.is_prose();
    let bare = matches!(ending(&second.text), Ending::Bare) && !third.text.is_empty();
    let paragraph = third.is_prose() && is_sentence(&third.text) && third.text.len() > 60;
    let fits = second.text.chars().count() <= 120 && starts_high(&second.text);
    (standfirst && long && bare && paragraph && fits).then_some(live[1])
}

/// Whether the first line of a text is a headline rather than its lead.
fn is_headline(draft: &Draft, index: usize, text: &str) -> bool {
    let length = text.chars().count();
    if length > LONGEST || !starts_high(text) {
        return false;
    }
    match ending(text) {
        Ending::Colon | Ending::Open => false,
        Ending::Bare => true,
        Ending::Question | Ending::Exclamation => words(text) <= LONGEST_QUESTION,
        // A full stop is a lead's, unless something only headlines have stands against it: capitals,
        // a colon with short sentences after it, or neighbours that scrapers put beside a headline.
        Ending::Stop => {
            let colon = label_of_headline(text) && words(text) <= 22;
            length <= 140
                && (is_capitals(text)
                    || is_title_case(text)
                    || colon
                    || length <= 100 && beside_a_picture(draft, index))
        }
    }
}

/// "The dam: 10 villages ready. Two leading."
fn label_of_headline(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(": ") else { return false };
    let quoted = text.contains(['"', '“', '‘']);
    words(label) <= 6 && rest.contains(". ") && !quoted
        || self::label(text).is_some() && words(text) <= 14
}

/// Whether an image's text or file name was left out right after the line.
fn beside_a_picture(draft: &Draft, index: usize) -> bool {
    let next = draft.pieces.get(index + 1);
    next.and_then(|p| p.fate.as_deref()).is_some_and(|fate| fate.starts_with("image"))
}
