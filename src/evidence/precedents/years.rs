//! Years of the past in a sentence.

use std::ops::Range;

use crate::lexicon::class;
use crate::text::{Kind, Text};

/// A year and the token at which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) at: usize,
    pub(super) year: i16,
}

/// The years of a sentence before that of the article, in reading order; a number is one by the
/// word before it.
pub(super) fn find(text: &Text<'_>, range: &Range<usize>) -> Vec<Year> {
    let now = text.source.meta.published.map_or(2100, |date| date.year);
    let number = |at: &usize| text.tokens[*at].kind == Kind::Number && text.str(*at).len() == 4;
    let year = |at: usize| {
        let year: i16 = text.str(at).parse().ok()?;
        ((1500..=now).contains(&year) && is_dated(text, range, at)).then_some(Year { at, year })
    };
    let mut found: Vec<Year> = range.clone().filter(number).filter_map(year).collect();
    // "from 1998 to 2004": of a period the year in which it began.
    let ends: Vec<usize> =
        found.iter().filter(|y| ends_period(text, range, y.at)).map(|y| y.at).collect();
    found.retain(|y| !ends.contains(&y.at));
    found
}

/// Whether "1998 to" or "1998-" stands before a token.
fn ends_period(text: &Text<'_>, range: &Range<usize>, at: usize) -> bool {
    let Some(start) = at.checked_sub(2).filter(|b| *b >= range.start) else { return false };
    let joined = ["to", "until", "and"].iter().any(|w| text.is_word(at - 1, w))
        || matches!(text.tokens[at - 1].kind, Kind::Hyphen | Kind::Dash);
    let digits = text.str(start);
    joined && text.tokens[start].kind == Kind::Number && digits.len() == 4
}

fn is_dated(text: &Text<'_>, range: &Range<usize>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|b| *b >= range.start) else {
        return at + 1 < range.end && !text.is_mark(at + 1, '.');
    };
    text.is(before, class::TIME_STRONG.or(class::TIME_WEAK).or(class::TIME_PART).or(class::MONTH))
        || ["the", "to", "a", "an", "its", "their"].iter().any(|w| text.is_word(before, w))
        || text.is_mark(before, '(')
        || text.is_mark(before, ',')
        || text.tokens[before].kind == Kind::Possessive
        || text.tokens[before].kind == Kind::Number
}
