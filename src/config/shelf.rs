//! How long something holds: "180 days", "2 years", "never".

use jiff::ToSpan as _;

use crate::date::Date;

/// A time after which a claim is to be looked at again.
#[derive(Clone, Copy, Debug)]
pub struct ShelfTime(Option<jiff::Span>);

impl ShelfTime {
    /// Reads a number and its unit, or "never".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("never") {
            return Some(Self(None));
        }
        let (number, unit) = text.split_once(char::is_whitespace)?;
        let number: i64 = number.parse().ok().filter(|n| (1..=36_500).contains(n))?;
        Some(Self(Some(match unit.trim() {
            "day" | "days" => number.days(),
            "week" | "weeks" => number.weeks(),
            "month" | "months" => number.months(),
            "year" | "years" => i64::min(number, 1_000).years(),
            _ => return None,
        })))
    }

    /// Whether it is surely over on the day `now` for what was said on `date`, of which the last
    /// possible day counts.
    pub fn is_over(self, date: Date, now: Date) -> bool {
        let over = || {
            let end = date.last_day()?.checked_add(self.0?).ok()?;
            Some(end < now.first_day()?)
        };
        over().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_and_end() {
        let date = |text| Date::parse(text).unwrap();
        let over =
            |time: &str, from, now| ShelfTime::parse(time).unwrap().is_over(date(from), date(now));
        assert!(over("30 days", "2031-03-01", "2031-04-01"));
        assert!(!over("30 days", "2031-03-01", "2031-03-31"));
        // Any day of the month may have been the one.
        assert!(!over("30 days", "2031-03", "2031-04-29"));
        assert!(over("2 years", "2028", "2031-01-01"));
        assert!(!over("never", "1999", "2031-01-01"));
        for bad in ["", "30", "days", "0 days", "-1 days", "3 moons", "99999999999999999999 days"] {
            assert!(ShelfTime::parse(bad).is_none(), "{bad}");
        }
    }
}
