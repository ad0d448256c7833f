//! Who vouches for a figure, and at what happening its sentence says things were counted.

use std::ops::Range;

use crate::lexicon::class;
use crate::text::{Kind, Text};

/// Names and phrases longer than this are not taken for who asserts something.
const LONGEST: usize = 9;

/// Who asserts what stands at tokens `first..=last`, in the source's words.
pub(super) fn asserted_by(text: &Text<'_>, first: usize, last: usize) -> Option<String> {
    let sentence = text.sentence(first);
    according_to(text, &sentence)
        .or_else(|| subject_before(text, first, &sentence))
        .or_else(|| speaker_behind(text, last, &sentence))
        .map(|(from, to)| text.slice(from, to).to_owned())
}

/// "according to the harbour board".
fn according_to(text: &Text<'_>, sentence: &Range<usize>) -> Option<(usize, usize)> {
    let at = sentence.clone().find(|t| {
        t + 2 < sentence.end && text.is_word(*t, "according") && text.is_word(t + 1, "to")
    })?;
    phrase_from(text, at + 2, sentence.end)
}

/// The subject of the nearest asserting verb before the figure: "Downing Street says".
fn subject_before(
    text: &Text<'_>,
    first: usize,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let verb = (sentence.start..first).rev().find(|t| text.is(*t, class::ASSERTION))?;
    let mut to = verb.checked_sub(1).filter(|t| *t >= sentence.start)?;
    while to > sentence.start && is_adverb(text, to) {
        to -= 1;
    }
    // After an apposition the subject stands before it: "Rosa Ibarra, the chair, said".
    if text.is_mark(to, ',') {
        let open = (sentence.start..to).find(|t| text.is_mark(*t, ','))?;
        to = open.checked_sub(1).filter(|t| *t >= sentence.start)?;
    }
    let mut from = to;
    while from > sentence.start && joins(text, from - 1) && to - from < LONGEST {
        from -= 1;
    }
    noun_phrase(text, from, to)
}

/// ", the secretariat said" and ", said Rosa Ibarra" behind the figure.
fn speaker_behind(text: &Text<'_>, last: usize, sentence: &Range<usize>) -> Option<(usize, usize)> {
    let verb = (last + 1..sentence.end).find(|t| text.is(*t, class::ASSERTION))?;
    let breaks = |t: usize| text.is_mark(t, ',') || matches!(text.tokens[t].kind, Kind::Close(_));
    let comma = (last + 1..verb).rev().find(|t| breaks(*t))?;
    if comma + 1 == verb {
        return phrase_from(text, verb + 1, sentence.end);
    }
    let whole = (comma + 1..verb).all(|t| joins(text, t));
    (whole && verb - comma <= LONGEST).then(|| noun_phrase(text, comma + 1, verb - 1)).flatten()
}

/// A noun phrase from a token to the next mark or verb-like word.
fn phrase_from(text: &Text<'_>, from: usize, end: usize) -> Option<(usize, usize)> {
    let mut to = from;
    while to < end && to - from < LONGEST && joins(text, to) {
        to += 1;
    }
    (to > from).then(|| noun_phrase(text, from, to - 1)).flatten()
}

/// Whether a token may belong to a noun phrase.
fn joins(text: &Text<'_>, token: usize) -> bool {
    let kind = text.tokens[token].kind;
    if matches!(kind, Kind::Possessive | Kind::Hyphen | Kind::Mark('&')) {
        return true;
    }
    let inner = ["the", "a", "an", "of", "its", "his", "her", "their", "and", "two", "for"];
    text.tokens[token].is_word()
        && (!text.is(token, class::FUNCTION) || inner.iter().any(|w| text.is_word(token, w)))
        && !(kind == Kind::Lower && text.str(token).ends_with("ed"))
}

fn is_adverb(text: &Text<'_>, token: usize) -> bool {
    text.tokens[token].kind == Kind::Lower
        && (text.is(token, class::FUNCTION) || text.str(token).ends_with("ly"))
        && !text.is_word(token, "it")
}

/// The phrase without function words at its ends; none if nothing is left but a pronoun.
fn noun_phrase(text: &Text<'_>, mut from: usize, mut to: usize) -> Option<(usize, usize)> {
    let idle = |t: usize| text.is(t, class::FUNCTION) || !text.tokens[t].is_word();
    while from < to && idle(from) && !text.is_word(from, "the") && !text.is_word(from, "two") {
        from += 1;
    }
    while to > from && idle(to) {
        to -= 1;
    }
    (!idle(to)).then_some((from, to))
}

/// The happening that the sentence names, nearest to tokens `first..=last`: "London summit",
/// "invasion of Iraq". It must stand behind an article, a preposition or a possessive.
pub(super) fn event(text: &Text<'_>, first: usize, last: usize) -> Option<String> {
    let sentence = text.sentence(first);
    let distance = |t: usize| if t < first { first - t } else { t.saturating_sub(last) };
    let head = sentence
        .clone()
        .filter(|t| text.is(*t, class::EVENT_NOUN) && !(first..=last).contains(t))
        .filter(|t| {
            !(text.tokens[*t].kind == Kind::Lower && text.is_word(t.saturating_sub(1), "to"))
        })
        .min_by_key(|t| distance(*t))?;
    let mut from = head;
    while from > sentence.start && head - from < 5 {
        let before = from - 1;
        let part = text.tokens[before].is_word() && !text.is(before, class::FUNCTION)
            || matches!(text.tokens[before].kind, Kind::Hyphen | Kind::Number);
        if !part || (first..=last).contains(&before) {
            break;
        }
        from = before;
    }
    let before = from.checked_sub(1).filter(|t| *t >= sentence.start)?;
    let introduced = text.tokens[before].kind == Kind::Possessive
        || (text.is(before, class::FUNCTION) && !(first..=last).contains(&before));
    introduced.then(|| text.slice(from, place_behind(text, head, sentence.end)).to_owned())
}

/// The end of "in London" or "of Iraq" behind a happening, or the happening itself.
fn place_behind(text: &Text<'_>, head: usize, end: usize) -> usize {
    let linked = head + 2 < end
        && ["in", "of", "at", "on"].iter().any(|w| text.is_word(head + 1, w))
        && text.tokens[head + 2].kind == Kind::Capital
        && !text.is(head + 2, class::MONTH.or(class::WEEKDAY));
    if !linked {
        return head;
    }
    let mut last = head + 2;
    while last + 1 < end && text.tokens[last + 1].kind == Kind::Capital {
        last += 1;
    }
    last
}
