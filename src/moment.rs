//! When a page was written: a date, with the time of day where one is given.
//!
//! It stands alone because only an editor's pages have a time; articles and events have dates.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::date::{Date, InvalidDate};

/// A date, with the time of day where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day as it is written, or the month, or the year.
    pub date: Date,
    /// The point in time, in seconds; one without a time zone counts as UTC.
    pub time: Option<Timestamp>,
}

impl Moment {
    /// Reads "2025", "2025-03", "2025-03-20", "2025-03-20T10:00:00Z", "2025-03-20 10:00:00".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = Date::parse(text)?;
        if !text.contains(['T', ' ']) {
            return Some(Self { date, time: None });
        }
        let time = match text.parse::<Timestamp>() {
            Ok(time) => time,
            Err(_) => text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        };
        let time = Timestamp::from_second(time.as_second()).ok()?;
        Some(Self { date, time: Some(time) })
    }

    /// The first point in time that it may mean, by which moments are put in order.
    pub fn begin(&self) -> Timestamp {
        let first = || {
            let (month, day) = (self.date.month.unwrap_or(1), self.date.day.unwrap_or(1));
            let day = jiff::civil::Date::new(
                self.date.year,
                month.try_into().unwrap_or(1),
                day.try_into().unwrap_or(1),
            );
            Some(day.ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp())
        };
        self.time.or_else(first).unwrap_or(Timestamp::MIN)
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

/// ISO 8601, in UTC where there is a time.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => time.fmt(f),
            None => self.date.fmt(f),
        }
    }
}

impl FromStr for Moment {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or_else(|| InvalidDate::of(text))
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
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
            Raw::Year(year) => Ok(Date::from_year(year).into()),
            Raw::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in ["2025", "2025-03", "2025-03-20", "2025-03-20T10:00:00Z"] {
            assert_eq!(Moment::parse(text).map(|m| m.to_string()).as_deref(), Some(text));
        }
        let local = Moment::parse("2025-03-20 10:00:00").map(|m| m.to_string());
        assert_eq!(local.as_deref(), Some("2025-03-20T10:00:00Z"));
        assert_eq!(Moment::parse("2025-03-20T99:00:00Z"), None);
    }

    #[test]
    fn a_day_begins_before_its_hours() {
        let begin = |text| Moment::parse(text).map(|moment| moment.begin());
        assert!(begin("2025-03-20") < begin("2025-03-20T00:00:01Z"));
        assert!(begin("2025-03-20T23:00:00Z") < begin("2025-03-21"));
        assert!(begin("2025") < begin("2025-03"));
    }
}
