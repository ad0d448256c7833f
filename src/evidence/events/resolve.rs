//! Makes dates of what stands in the text: years from the context, days from the date of the article.

use jiff::civil;
use jiff::{Span, ToSpan};

use super::time::{Part, When, Which};
use crate::date::Date;
use crate::lexicon::Moment;

/// Whether a clause looks forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "was signed".
    Past,
    /// "will be signed".
    Future,
    /// Neither is told.
    Open,
}

/// What the article tells of its own time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The day of publication, if it is known to the day.
    day: Option<civil::Date>,
    /// The year of publication, if no more is known.
    year: Option<i16>,
    /// The latest day or month that the text looks back to.
    after: Option<Date>,
    /// The earliest that it looks forward to.
    before: Option<Date>,
}

/// A date and the end of its range.
pub(super) type Resolved = (Date, Option<Date>);

impl Context {
    /// Reads it from the date of publication, and from the dates that the text states in full,
    /// each with the tense of its clause: it was written between those in the past and those in
    /// the future.
    pub(super) fn of(published: Option<Date>, stated: impl Iterator<Item = (Part, Tense)>) -> Self {
        let (mut after, mut before) = (None::<Date>, None::<Date>);
        for (part, tense) in stated.filter(|(part, _)| part.month.is_some()) {
            let Some(date) = date(part) else { continue };
            match tense {
                Tense::Future => before = Some(before.map_or(date, |other| other.min(date))),
                Tense::Past | Tense::Open => {
                    after = Some(after.map_or(date, |other| other.max(date)));
                }
            }
        }
        let day = published.and_then(Date::civil);
        Self { day, year: published.map(|date| date.year), after, before }
    }

    /// The date that is meant, if it can be told, and whether any of it was inferred.
    pub(super) fn resolve(&self, when: When, tense: Tense) -> Option<(Resolved, bool)> {
        match when {
            When::Date(part, until) => self.dated(part, until, tense),
            // Whose quarter is meant, the calendar's or a company's, is not said.
            When::Months(part, until) => {
                self.dated(part, Some(until), tense).map(|(dates, _)| (dates, true))
            }
            When::Weekday(day, which) => {
                let date = self.weekday(day, which, tense)?;
                Some(((Date::from(date), None), true))
            }
            When::Moment(moment) => self.moment(moment).map(|resolved| (resolved, true)),
            When::Words | When::Ambiguous | When::Name => None,
        }
    }

    fn dated(&self, part: Part, until: Option<Part>, tense: Tense) -> Option<(Resolved, bool)> {
        let inferred = part.year.is_none();
        let year = match part.year {
            Some(year) => year,
            None => self.year_of(part, tense)?,
        };
        let date = date(Part { year: Some(year), ..part })?;
        let until = until.and_then(|end| date_of_end(end, year, date));
        Some(((date, until), inferred))
    }

    /// The year of a month or day without one: with the day of publication the one that suits the
    /// tense, else the nearest; else the year that the article writes in.
    fn year_of(&self, part: Part, tense: Tense) -> Option<i16> {
        let Some(published) = self.day else {
            return self.year.or_else(|| self.year_between(part, tense));
        };
        let month = i8::try_from(part.month?).ok()?;
        let day = |year: i16| {
            let first = civil::Date::new(year, month, 1).ok()?;
            let day = part.day.and_then(|day| i8::try_from(day).ok());
            match day {
                Some(day) => civil::Date::new(year, month, day).ok(),
                // A month is as far away as its nearest day.
                None => Some(published.clamp(first, first.last_of_month())),
            }
        };
        let away = |date: civil::Date| published.until(date).map_or(i32::MAX, |s| s.get_days());
        let candidates = (published.year() - 1..=published.year() + 1)
            .filter_map(|year| Some((year, away(day(year)?))));
        let fitting = candidates.filter(|(_, days)| match tense {
            Tense::Past => *days <= 0,
            Tense::Future => *days >= 0,
            Tense::Open => true,
        });
        fitting.min_by_key(|(_, days)| days.abs()).map(|(year, _)| year)
    }

    /// The year as the dates stated in full bound it; none where they leave more than two.
    fn year_between(&self, part: Part, tense: Tense) -> Option<i16> {
        match (self.after, self.before) {
            (Some(after), Some(before)) if before.year > after.year + 1 => None,
            (Some(after), _) if tense == Tense::Future => {
                let day = part.day.or(after.day);
                let earlier = (part.month, day) < (after.month, after.day);
                Some(after.year + i16::from(earlier))
            }
            (Some(after), _) => Some(after.year),
            (None, before) => before.map(|before| before.year),
        }
    }

    fn weekday(&self, day: u8, which: Which, tense: Tense) -> Option<civil::Date> {
        let published = self.day?;
        let today = i32::from(published.weekday().to_monday_one_offset());
        let ahead = (i32::from(day) - today).rem_euclid(7);
        let days = match (which, tense) {
            (Which::Nearest, Tense::Future) | (Which::This, _) => ahead,
            (Which::Nearest, _) if ahead == 0 => 0,
            (Which::Nearest | Which::Last, _) => {
                if ahead == 0 {
                    -7
                } else {
                    ahead - 7
                }
            }
            // Within the same week "next Friday" is this one or the one after: nobody can tell.
            (Which::Next, _) if today + ahead <= 7 && ahead > 0 => return None,
            (Which::Next, _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
        };
        shifted(published, days.days())
    }

    fn moment(&self, moment: Moment) -> Option<Resolved> {
        let published = self.day?;
        match moment {
            Moment::Days(n) => shifted(published, n.days()).map(|day| (day.into(), None)),
            Moment::Weeks(n) => {
                let since_monday = i32::from(published.weekday().to_monday_zero_offset());
                let monday = shifted(published, (7 * n - since_monday).days())?;
                Some((monday.into(), Some(shifted(monday, 6.days())?.into())))
            }
            Moment::Months(n) => {
                let day = shifted(published, n.months())?;
                let month = u8::try_from(day.month()).ok()?;
                Date::from_month(day.year(), month).map(|month| (month, None))
            }
            Moment::Years(n) => {
                let year = i16::try_from(n).ok().and_then(|n| published.year().checked_add(n))?;
                (year > 0).then(|| (Date::from_year(year), None))
            }
            Moment::Season | Moment::Quarter(_) | Moment::Half(_) | Moment::Holiday => None,
        }
    }
}

fn shifted(day: civil::Date, by: Span) -> Option<civil::Date> {
    day.checked_add(by).ok()
}

fn date(part: Part) -> Option<Date> {
    match part {
        Part { year: Some(year), month: Some(month), day: Some(day) } => {
            Date::from_day(year, month, day)
        }
        Part { year: Some(year), month: Some(month), day: None } => Date::from_month(year, month),
        Part { year: Some(year), .. } => Some(Date::from_year(year)),
        Part { year: None, .. } => None,
    }
}

/// The end of a range, which takes its year from the beginning; none if it is not after it.
fn date_of_end(end: Part, year: i16, start: Date) -> Option<Date> {
    let end = date(Part { year: end.year.or(Some(year)), ..end })?;
    (end > start).then_some(end)
}
