//! Finds the words of time in an article: dates in all usual forms, weekdays, "last week".
//!
//! It stands apart from events because figures must know which numbers are dates.

use std::ops::Range;

use super::{calendar, relative};
use crate::lexicon::vocabulary::Classes;
use crate::lexicon::{Moment, class};
use crate::text::{Kind, Text};

/// Words of time: tokens `first..=last`, without a preposition before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::evidence) struct Mention {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// What time they mean.
    pub when: When,
    /// Whether no number in them counts anything; "three weeks ago" counts weeks.
    pub core: bool,
}

/// What time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::evidence) enum When {
    /// A date or a range of dates, the year stated or not.
    Date(Part, Option<Part>),
    /// The months of a quarter or half of a year, which are told by its number only.
    Months(Part, Part),
    /// A weekday, Monday is one.
    Weekday(u8, Which),
    /// A day, week, month or year counted from that of the article.
    Moment(Moment),
    /// Words that cannot be resolved from the date of the article alone.
    Words,
    /// "03/04/2026" is one of two days.
    Ambiguous,
    /// A number or name that looks like a date and is none.
    Name,
}

/// Year, month and day, as far as they are stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::evidence) struct Part {
    /// The year.
    pub year: Option<i16>,
    /// The month, from one.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
}

/// Which of several weekdays is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::evidence) enum Which {
    /// "on Friday".
    Nearest,
    /// "last Friday".
    Last,
    /// "this Friday".
    This,
    /// "next Friday".
    Next,
}

/// Words with which a time may begin.
const WORDS: Classes = class::MONTH.or(class::WEEKDAY).or(class::TIME);

/// All words of time, in reading order; none overlap.
pub(in crate::evidence) fn scan(text: &Text<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for passage in 0..text.passages.len() {
        if !(text.holds_number(passage) || text.holds(passage, WORDS)) {
            continue;
        }
        let sentence = text.tokens_of(passage);
        let mut at = sentence.start;
        while at < sentence.end {
            let mention = mention(text, at, &sentence, found.last());
            at = mention.map_or(at, |m| m.last) + 1;
            found.extend(mention);
        }
    }
    found
}

fn mention(
    text: &Text<'_>,
    at: usize,
    sentence: &Range<usize>,
    before: Option<&Mention>,
) -> Option<Mention> {
    let number = text.tokens[at].kind == Kind::Number;
    if !number && !text.is(at, WORDS) {
        return None;
    }
    let dated = |(last, when)| Mention { first: at, last, when, core: true };
    if number {
        return calendar::number(text, at, sentence, before).map(dated);
    }
    let weekday = text.is(at, class::WEEKDAY).then(|| relative::weekday(text, at, sentence));
    let month = || text.is(at, class::MONTH).then(|| calendar::month(text, at, sentence));
    let found = weekday.flatten().or_else(|| month().flatten());
    found.map(dated).or_else(|| relative::moment(text, at, sentence))
}
