//! Numbers that count nothing: names, dates of birth, addresses, clock times, list numbers.

use super::numeral::{Numeral, Refusal};
use super::unit;
use crate::lexicon::class;
use crate::text::{Kind, Text};

/// Why a number counts nothing, judged by what stands before it and right behind it; none if it
/// may count something. `start..end` is its sentence.
pub(super) fn reason(
    text: &Text<'_>,
    numeral: &Numeral,
    start: usize,
    end: usize,
) -> Option<Refusal> {
    let Numeral { first, last, .. } = *numeral;
    if numeral.digits {
        if let Some(reason) = joined(text, first, last, start, end) {
            return Some(reason);
        }
    } else if named(text, first, start) {
        return Some("a number word in a name");
    }
    let previous = first.checked_sub(1).filter(|t| *t >= start);
    series(text, numeral, previous, start, end).or_else(|| clock(text, numeral, previous, end))
}

/// Digits glued to other signs: versions, times, telephone numbers, list numbers, footnotes.
fn joined(text: &Text<'_>, first: usize, last: usize, start: usize, end: usize) -> Option<Refusal> {
    let mark = |t: usize| match text.tokens[t].kind {
        Kind::Mark(mark) => Some(mark),
        _ => None,
    };
    let before = (first > start).then(|| mark(first - 1)).flatten();
    let behind = (last + 1 < end).then(|| mark(last + 1)).flatten();
    let glued_before = first > start && !text.tokens[first].spaced;
    let glued_behind = last + 1 < end && !text.tokens[last + 1].spaced;
    let digits_behind = last + 2 < end
        && !text.tokens[last + 2].spaced
        && text.tokens[last + 2].kind == Kind::Number;
    match (before, behind) {
        _ if glued_before && text.tokens[first - 1].kind == Kind::Hyphen => {
            Some("part of a compound")
        }
        (Some('.' | '/' | ':' | '@' | '_' | '#' | '=' | '&' | '?' | '~' | '\\'), _)
            if glued_before =>
        {
            Some("part of a longer sign")
        }
        (Some('+'), _) => Some("a telephone number"),
        (_, Some(':' | '/' | '@' | '_' | '=')) if glued_behind && digits_behind => {
            Some("a time, a ratio or a date")
        }
        (Some('['), Some(']')) => Some("a footnote"),
        (Some('('), Some(')')) => Some("a lone number in brackets"),
        (_, Some('.' | ')')) if first == start && last + 2 < end && glued_behind => {
            Some("the number of a list item")
        }
        _ if last + 1 < end && text.tokens[last + 1].kind == Kind::Number => {
            Some("digits in a row")
        }
        (Some(','), Some(','))
            if first > start + 1
                && text.tokens[first - 2].is_upper()
                && text.str(first).len() == 2 =>
        {
            Some("an age")
        }
        _ => None,
    }
}

/// A number word with a capital inside a sentence: "Big Four", "Group of Seven".
fn named(text: &Text<'_>, first: usize, start: usize) -> bool {
    let flat = text.flat_case[text.passage_of[first] as usize];
    let opens = first == start || !text.tokens[first - 1].is_word();
    !flat && !opens && text.tokens[first].is_upper() && text.tokens[first].kind != Kind::Acronym
}

/// One of a series: "article 5", "page 12", "Boeing 737", "stage two", "aged 54".
fn series(
    text: &Text<'_>,
    numeral: &Numeral,
    previous: Option<usize>,
    start: usize,
    end: usize,
) -> Option<Refusal> {
    let mut before = previous?;
    if text.is_mark(before, '.') && before > start && text.is(before - 1, class::NUMBERED) {
        before -= 1;
    }
    let counts = numeral.last + 1 < end
        && (unit::counted(text, numeral.last + 1, false).is_some()
            || unit::measure(text, numeral.last + 1).is_some());
    let sure = text.tokens[before].is_upper() || !numeral.digits || !counts;
    // "are said to number 22": a verb.
    let verb = text.is_word(before, "number")
        && before > start
        && matches!(text.str(before - 1), "to" | "now" | "who" | "which" | "would" | "could");
    if text.is(before, class::NUMBERED) && sure && !verb {
        return Some("the number of one of a series");
    }
    if text.is_word(before, "aged") || text.is_word(before, "age") {
        return Some("an age");
    }
    let name = numeral.digits
        && numeral.scale <= 1.0
        && text.tokens[before].is_upper()
        && !text
            .is(before, class::FUNCTION.or(class::MONTH).or(class::WEEKDAY).or(class::NOT_NAME));
    (name && !counts).then_some("a number in a name")
}

/// Times of day and ages: "5 p.m.", "at five", "a 40-year-old".
fn clock(
    text: &Text<'_>,
    numeral: &Numeral,
    previous: Option<usize>,
    end: usize,
) -> Option<Refusal> {
    let next = numeral.last + 1;
    if next < end {
        let word = text.str(next);
        let half_day =
            ["am", "pm", "a.m.", "p.m.", "o'clock", "o’clock", "gmt", "utc", "noon", "midnight"];
        if half_day.iter().any(|w| word.eq_ignore_ascii_case(w)) {
            return Some("a time of day");
        }
        let skip = next + usize::from(text.tokens[next].kind == Kind::Hyphen);
        if skip + 1 < end && text.is_word(skip, "year") || text.is_word(skip, "years") {
            let old = skip
                + 1
                + usize::from(text.tokens.get(skip + 1).is_some_and(|t| t.kind == Kind::Hyphen));
            if old < end && text.is_word(old, "old") {
                return Some("an age");
            }
        }
    }
    let hour = previous.is_some_and(|t| text.is_word(t, "at"))
        && numeral.scale <= 1.0
        && numeral.bare <= 24.0;
    let counts = next < end
        && (unit::counted(text, next, false).is_some()
            || unit::measure(text, next).is_some()
            || text.is_word(next, "of")
            || text.tokens[next].kind == Kind::Hyphen);
    (hour && !counts).then_some("a time of day")
}
