//! Who vouches for a figure, and at what happening its sentence says things were counted.

use std::ops::Range;

use super::unit;
use crate::evidence::entities::Entities;
use crate::lexicon::class;
use crate::text::{Kind, Text};

/// Names and phrases longer than this are not taken for who asserts something.
const LONGEST: usize = 9;

/// A sentence without end, such as a table in one line, is read this far to either side.
const WINDOW: usize = 80;

fn window(text: &Text<'_>, first: usize, last: usize) -> Range<usize> {
    let sentence = text.sentence(first);
    sentence.start.max(first.saturating_sub(WINDOW))..sentence.end.min(last + WINDOW)
}

/// Who asserts what stands at tokens `first..=last`, in the source's words.
pub(super) fn asserted_by(
    text: &Text<'_>,
    entities: &Entities,
    first: usize,
    last: usize,
) -> Option<String> {
    let sentence = window(text, first, last);
    according_to(text, entities, &sentence)
        .or_else(|| subject_before(text, entities, first, &sentence))
        .or_else(|| speaker_behind(text, entities, last, &sentence))
        .map(|(from, to)| text.slice(from, to).to_owned())
}

/// "according to the harbour board".
fn according_to(
    text: &Text<'_>,
    entities: &Entities,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let at = sentence.clone().find(|t| {
        t + 2 < sentence.end && text.is_word(*t, "according") && text.is_word(t + 1, "to")
    })?;
    phrase_from(text, entities, at + 2, sentence.end)
}

/// The subject of the nearest asserting verb before the figure: "Downing Street says".
fn subject_before(
    text: &Text<'_>,
    entities: &Entities,
    first: usize,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let start = unit::cue_before(text, first, sentence.start).map_or(first, |(_, f)| f);
    let vouches = |t: &usize| text.is(*t, class::ASSERTION) && is_finite(text, *t, start, sentence);
    let verb = (sentence.start..start).rev().find(vouches)?;
    let mut to = verb.checked_sub(1).filter(|t| *t >= sentence.start)?;
    while to > sentence.start && is_adverb(text, to) {
        to -= 1;
    }
    if text.is_mark(to, ',') {
        return beside_apposition(text, entities, to, sentence);
    }
    let mut from = to;
    while from > sentence.start && joins(text, from - 1) && to - from < LONGEST {
        from -= 1;
    }
    noun_phrase(text, entities, from, to)
}

/// Whether a form is a verb with a subject before it: not "an estimated", not "is expected", and
/// "put" only in "put the cost at".
fn is_finite(text: &Text<'_>, verb: usize, figure: usize, sentence: &Range<usize>) -> bool {
    let Some(before) = verb.checked_sub(1).filter(|t| *t >= sentence.start) else { return false };
    let passive = [
        "is", "are", "was", "were", "be", "been", "being", "a", "an", "the", "to", "and", "or",
        "but",
    ];
    let at = figure > 0 && text.is_word(figure - 1, "at");
    let put = text.is_word(verb, "put") || text.is_word(verb, "puts");
    !passive.iter().any(|w| text.is_word(before, w)) && (!put || at)
}

/// The subject before the comma at token `close` that ends an apposition: the person whom it
/// names ("its chair, Rosa Ibarra, said"), or what stands before it.
fn beside_apposition(
    text: &Text<'_>,
    entities: &Entities,
    close: usize,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let open = (sentence.start..close).rev().find(|t| text.is_mark(*t, ','))?;
    let person = entities.within(open..close).iter().find(|n| entities.is_person(n.entity));
    if let Some(person) = person {
        return Some((person.first as usize, person.last as usize));
    }
    let to = open.checked_sub(1).filter(|t| *t >= sentence.start)?;
    let mut from = to;
    while from > sentence.start && joins(text, from - 1) && to - from < LONGEST {
        from -= 1;
    }
    noun_phrase(text, entities, from, to)
}

/// ", the secretariat said" and ", said Rosa Ibarra" behind the figure.
fn speaker_behind(
    text: &Text<'_>,
    entities: &Entities,
    last: usize,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let verb = (last + 1..sentence.end).find(|t| text.is(*t, class::ASSERTION))?;
    let breaks = |t: usize| text.is_mark(t, ',') || matches!(text.tokens[t].kind, Kind::Close(_));
    let comma = (last + 1..verb).rev().find(|t| breaks(*t))?;
    if comma + 1 == verb {
        let person = entities.within(verb + 1..(verb + 10).min(sentence.end)).iter();
        let person = person.take(2).find(|n| entities.is_person(n.entity));
        let near = person.map(|n| (n.first as usize, n.last as usize));
        return near.or_else(|| phrase_from(text, entities, verb + 1, sentence.end));
    }
    let whole = (comma + 1..verb).all(|t| joins(text, t));
    (whole && verb - comma <= LONGEST)
        .then(|| noun_phrase(text, entities, comma + 1, verb - 1))
        .flatten()
}

/// A noun phrase from a token to the next mark or verb-like word.
fn phrase_from(
    text: &Text<'_>,
    entities: &Entities,
    from: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let mut to = from;
    while to < end && to - from < LONGEST && joins(text, to) {
        to += 1;
    }
    (to > from).then(|| noun_phrase(text, entities, from, to - 1)).flatten()
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

/// "also", "has", "later": words between a subject and its verb.
fn is_adverb(text: &Text<'_>, token: usize) -> bool {
    text.is(token, class::ADVERB)
        || (text.tokens[token].kind == Kind::Lower && text.str(token).ends_with("ly"))
}

/// The name in the phrase if it ends with one, else the phrase without function words at its
/// ends; none if nothing is left but a pronoun.
fn noun_phrase(
    text: &Text<'_>,
    entities: &Entities,
    mut from: usize,
    mut to: usize,
) -> Option<(usize, usize)> {
    let idle =
        |t: usize| text.is(t, class::FUNCTION.or(class::NUMERAL)) || !text.tokens[t].is_word();
    while from < to && idle(from) && !["the", "two", "its"].iter().any(|w| text.is_word(from, w)) {
        from += 1;
    }
    while to > from && idle(to) {
        to -= 1;
    }
    if idle(to) {
        return None;
    }
    let named = entities.covering(to).filter(|n| entities.is_person(n.entity));
    named.map(|n| (n.first as usize, n.last as usize)).or(Some((from, to)))
}

/// The happening that the sentence names, nearest to tokens `first..=last`: "London summit",
/// "invasion of Iraq". It must stand behind an article, a preposition or a possessive.
pub(super) fn event(text: &Text<'_>, first: usize, last: usize) -> Option<String> {
    let sentence = window(text, first, last);
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
