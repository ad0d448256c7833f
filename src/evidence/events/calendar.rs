//! The grammar of dates: "14 May 2026", "May 14-16", "2026-05-14", "mid-2025", "between 2019 and 2021".

use std::ops::Range;

use super::time::{Mention, Part, When};
use super::years::{self, is_counted, year_at};
use crate::lexicon::class;
use crate::text::{Kind, Text};

/// The last token and meaning of words of time.
pub(super) type Found = (usize, When);

/// A date that begins with digits at token `at`; `before` is the latest one found.
pub(super) fn number(
    text: &Text<'_>,
    at: usize,
    sentence: &Range<usize>,
    before: Option<&Mention>,
) -> Option<Found> {
    let end = sentence.end;
    if at > sentence.start
        && !text.tokens[at].spaced
        && matches!(text.tokens[at - 1].kind, Kind::Mark('/' | '.' | ':' | '@' | '_' | '#' | '+'))
    {
        return None;
    }
    iso(text, at, end)
        .or_else(|| dotted(text, at))
        .or_else(|| slashed(text, at, end))
        .or_else(|| day_first(text, at, end))
        .or_else(|| years::decade(text, at, end))
        .or_else(|| years::read(text, at, sentence, before))
}

/// A date that begins with the month at token `at`.
pub(super) fn month(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Option<Found> {
    let end = sentence.end;
    let (month, mut last) = month_at(text, at, end)?;
    let of_month = |day, year| Part { year, month: Some(month), day };
    if let Some((day, day_last)) = day_at(text, last + 1, end) {
        let (until, after) = day_range(text, day_last, end);
        let (year, stop) = year_behind(text, after, end);
        // "In May 14 ministers met": the number counts.
        let counts = year.is_none() && until.is_none() && is_counted(text, stop + 1, end);
        if !counts {
            let first = of_month(Some(day), year);
            if let Some((second, second_last)) = month_behind(text, stop, end) {
                return Some((second_last, span(first, second)));
            }
            let until = until.map(|day| of_month(Some(day), year));
            return Some((stop, When::Date(first, until)));
        }
    }
    // "March to May 2026", "May-June".
    if let Some((other, other_last)) =
        linked(text, last, end).and_then(|at| month_at(text, at, end))
    {
        let (year, stop) = year_behind(text, other_last, end);
        let introduced = year.is_some() || is_lead(text, at, sentence);
        if introduced && !text.is_word(last + 1, "and") {
            let until = Part { year, month: Some(other), day: None };
            return Some((stop, When::Date(of_month(None, year), Some(until))));
        }
    }
    let of = usize::from(text.is_word(last + 1, "of"));
    let (year, stop) = year_behind(text, last + of, end);
    if year.is_some() {
        return Some((stop, When::Date(of_month(None, year), None)));
    }
    let abbreviated =
        text.str(at).len() < 5 && !["May", "June", "July"].iter().any(|m| text.is_word(at, m));
    if abbreviated || !is_lead(text, at, sentence) {
        return None;
    }
    last = at;
    Some((last, When::Date(of_month(None, None), None)))
}

/// Whether what stands before a lone month makes it a time: "in May", "the March meeting".
fn is_lead(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let Some(mut before) = at.checked_sub(1).filter(|t| *t >= sentence.start) else { return false };
    if text.tokens[before].kind == Kind::Hyphen && before > sentence.start {
        before -= 1;
    }
    let leads = class::TIME_STRONG.or(class::TIME_WEAK).or(class::TIME_PART);
    if text.is_word(before, "and") || text.is_word(before, "or") {
        return before > sentence.start && text.is(before - 1, class::MONTH);
    }
    let next = text.tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
    let named = next.is_some_and(|t| t.is_upper() || t.kind == Kind::Hyphen);
    let owned = text.is(before, class::TIME_OWNER) && next.is_some_and(|t| t.kind == Kind::Lower);
    !named && (text.is(before, leads) || owned)
}

/// The month whose name stands at a token, and its last token, a full stop included.
fn month_at(text: &Text<'_>, at: usize, end: usize) -> Option<(u8, usize)> {
    if at >= end || !text.is(at, class::MONTH) || !text.tokens[at].is_upper() {
        return None;
    }
    let month = *text.lexicon.calendar.months.get(&text.words[at])?;
    let stop = at + 2 < end && text.is_mark(at + 1, '.') && text.str(at).len() < 5;
    let stop = stop && text.tokens[at + 2].kind == Kind::Number;
    Some((month, at + usize::from(stop)))
}

/// The day of a month at a token, and its last token: "14", "14th".
fn day_at(text: &Text<'_>, at: usize, end: usize) -> Option<(u8, usize)> {
    let digits = (at < end && text.tokens[at].kind == Kind::Number).then(|| text.str(at))?;
    if digits.len() > 2 {
        return None;
    }
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let glued = at + 1 < end && !text.tokens[at + 1].spaced && text.tokens[at + 1].is_word();
    if !glued {
        return Some((day, at));
    }
    ["st", "nd", "rd", "th"].contains(&text.str(at + 1)).then_some((day, at + 1))
}

/// The year behind token `last`, with or without a comma, and its last token.
fn year_behind(text: &Text<'_>, last: usize, end: usize) -> (Option<i16>, usize) {
    let comma = usize::from(text.is_mark(last + 1, ','));
    match year_at(text, last + 1 + comma, end) {
        // "On 14 May, 2000 people": the number counts.
        Some(_) if comma == 1 && is_counted(text, last + 3, end) => (None, last),
        Some(year) => (Some(year), last + 1 + comma),
        None => (None, last),
    }
}

/// The token behind a dash, "to" or "and" that follows token `last`.
pub(super) fn linked(text: &Text<'_>, last: usize, end: usize) -> Option<usize> {
    let link = last + 1;
    let joins = link + 1 < end
        && (matches!(text.tokens[link].kind, Kind::Hyphen | Kind::Dash)
            || ["to", "and", "through", "until"].iter().any(|w| text.is_word(link, w)));
    joins.then_some(link + 1)
}

/// The second day of "14-16" or "14 to 16" behind token `last`.
fn day_range(text: &Text<'_>, last: usize, end: usize) -> (Option<u8>, usize) {
    match linked(text, last, end).and_then(|at| day_at(text, at, end)) {
        Some((day, after)) if !is_counted(text, after + 1, end) => (Some(day), after),
        _ => (None, last),
    }
}

/// The second date of "30 May to 2 June" or "May 30 - June 2" behind token `last`.
fn month_behind(text: &Text<'_>, last: usize, end: usize) -> Option<(Part, usize)> {
    let at = linked(text, last, end)?;
    if text.is_word(at - 1, "and") {
        return None;
    }
    let (month, day, stop) = if let Some((day, after)) = day_at(text, at, end) {
        let (month, stop) = month_at(text, after + 1, end)?;
        (month, day, stop)
    } else {
        let (month, after) = month_at(text, at, end)?;
        let (day, stop) = day_at(text, after + 1, end)?;
        (month, day, stop)
    };
    let (year, stop) = year_behind(text, stop, end);
    Some((Part { year, month: Some(month), day: Some(day) }, stop))
}

/// A range whose first date may take its year from the second.
fn span(first: Part, second: Part) -> When {
    let year = first.year.or(second.year);
    When::Date(Part { year, ..first }, Some(Part { year: second.year.or(year), ..second }))
}

fn day_first(text: &Text<'_>, at: usize, end: usize) -> Option<Found> {
    let (day, last) = day_at(text, at, end)?;
    let (until, after) = day_range(text, last, end);
    let of = usize::from(text.is_word(after + 1, "of"));
    // "30 May to 2 June" is no range of days within a month.
    let (month, stop) = month_at(text, after + 1 + of, end)?;
    let (year, stop) = year_behind(text, stop, end);
    let first = Part { year, month: Some(month), day: Some(day) };
    let second = if until.is_none() { month_behind(text, stop, end) } else { None };
    if let Some((second, second_last)) = second {
        return Some((second_last, span(first, second)));
    }
    Some((stop, When::Date(first, until.map(|day| Part { day: Some(day), ..first }))))
}

fn iso(text: &Text<'_>, at: usize, end: usize) -> Option<Found> {
    let year = year_at(text, at, end)?;
    if at + 4 >= end
        || text.tokens[at + 1].kind != Kind::Hyphen
        || text.tokens[at + 3].kind != Kind::Hyphen
    {
        return None;
    }
    let (month, day) = (text.str(at + 2).parse().ok()?, text.str(at + 4).parse().ok()?);
    let part = Part { year: Some(year), month: Some(month), day: Some(day) };
    Some((at + 4, When::Date(part, None)))
}

/// "14.05.2026", which is one token.
fn dotted(text: &Text<'_>, at: usize) -> Option<Found> {
    let mut parts = text.str(at).split('.');
    let day: u8 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let valid = parts.next().is_none() && (1..=31).contains(&day) && (1..=12).contains(&month);
    let part = Part { year: Some(year), month: Some(month), day: Some(day) };
    valid.then_some((at, When::Date(part, None)))
}

/// "14/05/2026"; which is the day may be unclear.
fn slashed(text: &Text<'_>, at: usize, end: usize) -> Option<Found> {
    if at + 4 >= end || !text.is_mark(at + 1, '/') || !text.is_mark(at + 3, '/') {
        return None;
    }
    let small = |t: usize| text.str(t).parse::<u8>().ok().filter(|n| (1..=31).contains(n));
    let (one, two) = (small(at)?, small(at + 2)?);
    let year = Some(text.str(at + 4)).filter(|y| y.len() == 4)?.parse().ok();
    let (day, month) = match (one, two) {
        (one, two) if one > 12 || one == two => (one, two),
        (one, two) if two > 12 => (two, one),
        _ => return Some((at + 4, When::Ambiguous)),
    };
    Some((at + 4, When::Date(Part { year, month: Some(month), day: Some(day) }, None)))
}
