//! Dates with their precision: an article may state a year, a month or a day, and no more is made of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date in the Gregorian calendar, known to the year, the month or the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year of the common era.
    pub year: i16,
    /// Month from 1 to 12; none where only the year is known.
    pub month: Option<u8>,
    /// Day of the month; only with a month.
    pub day: Option<u8>,
}

/// How precisely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
    /// Words such as "on Sunday" that could not be resolved to a date.
    Relative,
}

impl Date {
    /// A year.
    pub fn from_year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month, if it exists.
    pub fn from_month(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A day, if it exists in the calendar.
    pub fn from_day(year: i16, month: u8, day: u8) -> Option<Self> {
        let civil = jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?);
        civil.is_ok().then_some(Self { year, month: Some(month), day: Some(day) })
    }

    /// How precisely it is known.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }

    /// The day in the calendar, where a day is known.
    pub fn civil(self) -> Option<jiff::civil::Date> {
        let (month, day) = (self.month?, self.day?);
        jiff::civil::Date::new(self.year, month.try_into().ok()?, day.try_into().ok()?).ok()
    }

    /// Whether it surely lies before `other`: a year lies before no month of its own, since only what
    /// is known of both counts.
    pub fn is_before(self, other: Self) -> bool {
        let parts =
            |date: Self| [Some(date.year), date.month.map(i16::from), date.day.map(i16::from)];
        for known in parts(self).into_iter().zip(parts(other)) {
            match known {
                (Some(a), Some(b)) if a == b => {}
                (Some(a), Some(b)) => return a < b,
                _ => return false,
            }
        }
        false
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> Option<jiff::civil::Date> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        jiff::civil::Date::new(self.year, month.try_into().ok()?, day.try_into().ok()?).ok()
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Option<jiff::civil::Date> {
        let first = self.first_day()?;
        Some(match (self.month, self.day) {
            (None, _) => first.last_of_year(),
            (Some(_), None) => first.last_of_month(),
            (Some(_), Some(_)) => first,
        })
    }

    /// Reads what front matter and page metadata hold: "2025", "2025-03", "2025-03-20",
    /// "2025-03-20T10:00:00Z" (the time is dropped).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = text.split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Some(Self::from_year(year)),
            (Some(month), None, _) => Self::from_month(year, month.parse().ok()?),
            (Some(month), Some(day), None) => {
                Self::from_day(year, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        }
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(day: jiff::civil::Date) -> Self {
        Self {
            year: day.year(),
            month: u8::try_from(day.month()).ok(),
            day: u8::try_from(day.day()).ok(),
        }
    }
}

/// ISO 8601: "2025", "2025-03" or "2025-03-20".
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Text that is not a date as [`Date::parse`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0:?} (write a year, a month or a day: 2025, 2025-03 or 2025-03-20)")]
pub struct InvalidDate(String);

impl InvalidDate {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or_else(|| InvalidDate(text.to_owned()))
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A bare year is a number in YAML.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Year(i16),
            Text(String),
        }
        // Other formats do not tell what comes next, and have what was serialised.
        if !deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            return text.parse().map_err(serde::de::Error::custom);
        }
        match Raw::deserialize(deserializer)? {
            Raw::Year(year) => Ok(Self::from_year(year)),
            Raw::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in ["2025", "2025-03", "2025-03-20"] {
            assert_eq!(Date::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Date::parse("2025-02-30"), None);
        assert_eq!(Date::parse("2025-03-20T10:00:00Z"), Date::from_day(2025, 3, 20));
    }

    #[test]
    fn lies_before_only_what_is_surely_later() {
        let before = |a: &str, b: &str| Date::parse(a).unwrap().is_before(Date::parse(b).unwrap());
        assert!(before("2024", "2025-03") && before("2025-03", "2025-04-01"));
        assert!(before("2025-03-01", "2025-03-02"));
        for (a, b) in [("2025", "2025-03"), ("2025-03", "2025"), ("2025-03", "2025-03-20")] {
            assert!(!before(a, b), "{a} {b}");
        }
        assert!(!before("2025-03-02", "2025-03-02") && !before("2026", "2025-03-02"));
    }
}
