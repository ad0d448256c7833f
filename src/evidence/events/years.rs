//! Years alone: which four digits are a year, ranges of years, decades.

use std::ops::Range;

use super::calendar::{Found, linked};
use super::time::{Mention, Part, When};
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// The year at a token: four digits and nothing glued to them.
pub(super) fn year_at(text: &Text<'_>, at: usize, end: usize) -> Option<i16> {
    let digits = (at < end && text.tokens[at].kind == Kind::Number).then(|| text.str(at))?;
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let glued = at + 1 < end
        && !text.tokens[at + 1].spaced
        && (text.tokens[at + 1].is_word()
            || matches!(text.tokens[at + 1].kind, Kind::Mark('%' | '/' | '°')));
    let year = digits.parse().ok().filter(|year| (1000..2200).contains(year))?;
    (!glued).then_some(year)
}

/// "the 1990s".
pub(super) fn decade(text: &Text<'_>, at: usize, end: usize) -> Option<Found> {
    let digits = text.str(at);
    let plural = at + 1 < end
        && !text.tokens[at + 1].spaced
        && (text.is_word(at + 1, "s") || text.tokens[at + 1].kind == Kind::Possessive);
    if !plural || digits.len() != 4 || !digits.ends_with('0') {
        return None;
    }
    let year: i16 = digits.parse().ok().filter(|year| (1000..2200).contains(year))?;
    let of = |year| Part { year: Some(year), ..Part::default() };
    Some((at + 1, When::Date(of(year), Some(of(year + 9)))))
}

/// A year, or a range of years.
pub(super) fn read(
    text: &Text<'_>,
    at: usize,
    sentence: &Range<usize>,
    before: Option<&Mention>,
) -> Option<Found> {
    let end = sentence.end;
    let year = year_at(text, at, end)?;
    let of = |year| Part { year: Some(year), ..Part::default() };
    if let Some(second) = linked(text, at, end) {
        let short = text.str(second).parse::<i16>().ok().filter(|_| {
            text.str(second).len() == 2
                && text.tokens[second - 1].kind != Kind::Mark(',')
                && matches!(text.tokens[second - 1].kind, Kind::Hyphen | Kind::Dash)
        });
        let full = year_at(text, second, end).or_else(|| short.map(|s| year - year % 100 + s));
        let dash = matches!(text.tokens[second - 1].kind, Kind::Hyphen | Kind::Dash);
        let opened = at > sentence.start
            && ["between", "from"].iter().any(|w| text.is_word(at - 1, w))
            && !is_counted(text, second + 1, end);
        if let Some(until) = full.filter(|until| *until > year && (dash || opened)) {
            return Some((second, When::Date(of(year), Some(of(until)))));
        }
    }
    match is_year(text, at, year, sentence, before) {
        Some(true) => Some((at, When::Date(of(year), None))),
        Some(false) => Some((at, When::Name)),
        None => None,
    }
}

/// Whether four digits are a year: true for a time, false for part of a name, none if they may
/// count something.
fn is_year(
    text: &Text<'_>,
    at: usize,
    year: i16,
    sentence: &Range<usize>,
    before: Option<&Mention>,
) -> Option<bool> {
    let counted = is_counted(text, at + 1, sentence.end);
    let modern = (1700..2100).contains(&year);
    let Some(mut lead) = at.checked_sub(1).filter(|t| *t >= sentence.start) else {
        let opens = matches!(text.tokens.get(at + 1)?.kind, Kind::Mark(',' | ':') | Kind::Dash);
        return (opens && modern).then_some(true);
    };
    if text.tokens[lead].kind == Kind::Hyphen && lead > sentence.start {
        lead -= 1;
    }
    // "in 2014 and 2016".
    let follows = before.is_some_and(|m| {
        let dated = matches!(m.when, When::Date(part, _) if part.month.is_none());
        dated
            && m.last + 2 == at
            && (text.is_word(lead, "and") || text.is_word(lead, "or") || text.is_mark(lead, ','))
    });
    let closes = text
        .tokens
        .get(at + 1)
        .is_none_or(|t| matches!(t.kind, Kind::Mark(')' | ',' | ';' | ':') | Kind::Dash));
    match text.tokens[lead].kind {
        Kind::Mark('©') => return Some(false),
        Kind::Mark('(') if closes && modern => return Some(true),
        Kind::Possessive if modern && !counted => return Some(true),
        _ => {}
    }
    // "the Plant Treaty of 2001 covers": what follows is a verb, not a counted noun; "dates to 1974".
    let named = text.is_word(lead, "of")
        && lead > sentence.start
        && text.tokens[lead - 1].is_upper()
        && (1500..2100).contains(&year);
    let since = text
        .match_ending(lead, EntryKind::FoundingVerb)
        .is_some_and(|m| m.last > m.first && text.is_word(lead, "to"));
    if modern && (named || since) {
        return Some(true);
    }
    let strong = text.is(lead, class::TIME_STRONG) && (!counted || (1900..2100).contains(&year));
    let weak = text.is(lead, class::TIME_WEAK)
        && !counted
        && modern
        && !text.is_word(lead, "and")
        && !text.is_word(lead, "or");
    let noun_behind = at + 1 < sentence.end && text.tokens[at + 1].is_word();
    let owner = text.is(lead, class::TIME_OWNER) && noun_behind && modern;
    if follows || strong || weak || owner {
        return Some(true);
    }
    let name = text.tokens[lead].is_upper() && lead > sentence.start && !counted;
    name.then_some(false)
}

/// Whether a counted noun begins at a token: a plural in small letters.
pub(super) fn is_counted(text: &Text<'_>, at: usize, end: usize) -> bool {
    let plural = |t: usize| {
        t < end
            && text.tokens[t].kind == Kind::Lower
            && !text.is(t, class::FUNCTION)
            && (text.is(t, class::PLURAL)
                || (text.str(t).ends_with('s')
                    && !text.str(t).ends_with("ss")
                    && !text.is(t, class::SINGULAR)))
    };
    let adjective =
        |t: usize| t < end && text.tokens[t].kind == Kind::Lower && !text.is(t, class::FUNCTION);
    plural(at) || (adjective(at) && plural(at + 1))
}
