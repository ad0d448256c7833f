//! Months, weekdays and other words of time, compiled for the reading of dates.

use rustc_hash::FxHashMap;

use super::phrases::PhraseMap;
use super::vocabulary::{Vocabulary, WordId};
use super::{Lists, class};

/// What a phrase of time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A season of a year.
    Season,
    /// A quarter of a year, from one.
    Quarter(u8),
    /// A half of a year, one or two.
    Half(u8),
    /// Days from today: "yesterday" is -1.
    Days(i32),
    /// Weeks from this one.
    Weeks(i32),
    /// Months from this one.
    Months(i32),
    /// Years from this one.
    Years(i32),
    /// A feast or day of remembrance.
    Holiday,
}

/// Words of time.
#[derive(Debug, Default)]
pub struct Calendar {
    /// Months, from one.
    pub months: FxHashMap<WordId, u8>,
    /// Weekdays, Monday is one; plurals ("Mondays") are left out.
    pub weekdays: FxHashMap<WordId, u8>,
    /// Phrases of other moments.
    pub moments: PhraseMap<Moment>,
}

impl Calendar {
    /// Reads the list `calendar`.
    pub fn compile(lists: &Lists, vocabulary: &mut Vocabulary) -> Self {
        let mut calendar = Self::default();
        for word in ["ago", "later", "earlier", "after", "before"] {
            vocabulary.add_word(word, class::TIME);
        }
        for row in lists.rows("calendar") {
            let (words, number) = (row.field(0), row.field(2).parse::<i32>().unwrap_or(0));
            let small = u8::try_from(number).unwrap_or(0);
            let moment = match row.field(1) {
                "month" => {
                    vocabulary.add_word(words, class::MONTH);
                    calendar.months.insert(vocabulary.intern(words), small);
                    continue;
                }
                "weekday" => {
                    if !words.ends_with("days") {
                        vocabulary.add_word(words, class::WEEKDAY);
                        calendar.weekdays.insert(vocabulary.intern(words), small);
                    }
                    continue;
                }
                "season" => Moment::Season,
                "quarter" => Moment::Quarter(small),
                "half" => Moment::Half(small),
                "relative-day" => Moment::Days(number),
                "relative-week" => Moment::Weeks(number),
                "relative-month" => Moment::Months(number),
                "relative-year" => Moment::Years(number),
                "holiday" => Moment::Holiday,
                _ => continue,
            };
            if let Some(first) = words.split(' ').next() {
                vocabulary.add_word(first, class::TIME);
            }
            calendar.moments.add(vocabulary, words, moment);
        }
        calendar
    }
}
