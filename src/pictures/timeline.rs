//! The timeline: a lane for each source, each event as long as its date is imprecise.

use std::fmt::Write;

use indexmap::IndexMap;
use serde::Serialize;

use super::{NARROW, brief, tenth};
use crate::date::{Date, Precision};
use crate::span::SourceId;
use crate::subject::{Claim, Happening};

/// Fewer dated events than this are better listed.
const FEWEST: usize = 3;

/// How much wider than a year of which only the number is known one is that has months or days.
const DETAIL: f64 = 4.0;

/// How high a row of marks is, and the line with a source's name, in pixels.
const ROW: u32 = 26;
const NAME: u32 = 24;

/// Dated events.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// What it shows.
    pub title: String,
    /// The same for somebody who cannot see it.
    pub desc: String,
    /// In pixels.
    pub height: u32,
    /// The years, from left to right.
    pub years: Vec<Year>,
    /// A lane for each source, in the order in which they first say something.
    pub lanes: Vec<Lane>,
    /// Whether any mark's date is inferred.
    pub inferred: bool,
}

/// A year on the axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Year {
    /// The year of the common era.
    pub number: i16,
    /// Where it begins, in percent.
    pub x: f32,
    /// How wide it is, in percent.
    pub width: f32,
    /// Whether years are left out before it.
    pub gap: bool,
}

/// The events of one source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    /// The source.
    pub name: String,
    /// Where its name stands, in pixels.
    pub y: u32,
    /// Its events.
    pub marks: Vec<Mark>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// The number by which the list below calls it, from one.
    pub key: usize,
    /// Where it begins, in percent.
    pub x: f32,
    /// How long it lasts, or how imprecise it is, in percent; 0 for a day.
    pub width: f32,
    /// Its middle, in percent.
    pub middle: f32,
    /// Its middle, in pixels from above.
    pub y: u32,
    /// How precisely it is stated.
    pub precision: Precision,
    /// Whether the year or the whole date does not stand beside it.
    pub inferred: bool,
}

/// Draws the dated ones of `events`, which are in order of date; `name` says who a source is.
/// None with fewer than three.
pub fn timeline(
    subject: &str,
    events: &[&Claim<Happening>],
    name: impl Fn(&SourceId) -> String,
) -> Option<Timeline> {
    let dated: Vec<(usize, &Claim<Happening>, Date)> = (1..)
        .zip(events)
        .filter_map(|(key, claim)| Some((key, *claim, claim.stated.value.date?)))
        .collect();
    if dated.len() < FEWEST {
        return None;
    }
    let years = years(&dated);
    let mut lanes: IndexMap<&SourceId, Vec<Mark>> = IndexMap::new();
    for (key, claim, date) in &dated {
        let lane = lanes.entry(&claim.stated.first.source).or_default();
        lane.push(mark(*key, &claim.stated.value, *date, &years));
    }
    let mut y = 30;
    let lanes: Vec<Lane> = lanes
        .into_iter()
        .map(|(source, mut marks)| {
            let top = y;
            let rows = stack(&mut marks, top + NAME);
            y = top + NAME + rows * ROW + 10;
            Lane { name: brief(&name(source), 46), y: top + 14, marks }
        })
        .collect();
    let inferred = lanes.iter().flat_map(|lane| &lane.marks).filter(|mark| mark.inferred).count();
    let mut desc = format!(
        "{} dated events from {} to {}, in a lane for each of {} sources.",
        dated.len(),
        dated.first().map(|(_, _, date)| date.year)?,
        dated.last().map(|(_, _, date)| date.year)?,
        lanes.len(),
    );
    if inferred > 0 {
        // Writing to a string cannot fail.
        let _ = write!(desc, " The dates of {inferred} are inferred.");
    }
    desc.push_str(" The list below has all of them, by the same numbers.");
    Some(Timeline {
        title: format!("When things happened, as the sources about {subject} date them"),
        desc,
        height: y,
        years,
        lanes,
        inferred: inferred > 0,
    })
}

/// Years that have events; with few, each has its place, and what lies between is left out.
fn years(dated: &[(usize, &Claim<Happening>, Date)]) -> Vec<Year> {
    let mut weights: IndexMap<i16, f64> = IndexMap::new();
    for (_, claim, date) in dated {
        let fine = date.month.is_some();
        let weight = weights.entry(date.year).or_insert(1.0);
        if fine {
            *weight = DETAIL;
        }
        for between in date.year
            ..=claim
                .stated
                .value
                .until
                .map_or(date.year, |d| d.year.min(date.year.saturating_add(30)))
        {
            weights.entry(between).or_insert(1.0);
        }
    }
    weights.sort_keys();
    let all: f64 = weights.values().sum();
    let mut x = 0.0;
    let mut before: Option<i16> = None;
    weights
        .into_iter()
        .map(|(year, weight)| {
            let width = 100.0 * weight / all;
            let gap = before.is_some_and(|before| year > before.saturating_add(1));
            before = Some(year);
            let out = Year { number: year, x: tenth(x), width: tenth(width), gap };
            x += width;
            out
        })
        .collect()
}

fn mark(key: usize, happening: &Happening, date: Date, years: &[Year]) -> Mark {
    let (from, mut to) = extent(date, years);
    if let Some(until) = happening.until {
        to = to.max(extent(until, years).1);
    }
    let day = date.day.is_some() && happening.until.is_none();
    let middle = f64::midpoint(from, to);
    Mark {
        key,
        x: tenth(if day { middle } else { from }),
        width: tenth(if day { 0.0 } else { to - from }),
        middle: tenth(middle),
        y: 0,
        precision: date.precision(),
        inferred: happening.inferred,
    }
}

/// From where to where a date reaches, in percent.
fn extent(date: Date, years: &[Year]) -> (f64, f64) {
    let Some(year) = years.iter().find(|year| year.number == date.year) else { return (0.0, 0.0) };
    let (x, width) = (f64::from(year.x), f64::from(year.width));
    // A little is left free at both sides, so that marks of two years do not touch.
    let (x, width) = (x + 0.04 * width, 0.92 * width);
    let Some(month) = date.month else { return (x, x + width) };
    let step = width / 12.0;
    let from = x + step * f64::from(month.saturating_sub(1));
    match date.day {
        None => (from, from + step),
        Some(day) => {
            let at = from + step * (f64::from(day) - 0.5) / 31.0;
            (at, at)
        }
    }
}

/// Puts marks that would touch on a narrow screen into rows below each other; says how many rows.
fn stack(marks: &mut [Mark], top: u32) -> u32 {
    let mut ends: Vec<f32> = Vec::new();
    for mark in marks {
        let half = (mark.width * NARROW / 200.0).max(11.0);
        let middle = mark.middle * NARROW / 100.0;
        let row = ends.iter().position(|end| *end + 2.0 < middle - half);
        let row = row.unwrap_or_else(|| {
            ends.push(0.0);
            ends.len() - 1
        });
        ends[row] = middle + half;
        mark.y = top + u32::try_from(row).unwrap_or(0) * ROW + ROW / 2;
    }
    u32::try_from(ends.len()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Cited, PassageId, Span};
    use crate::subject::{ClaimId, Status};

    fn event(date: &str, inferred: bool) -> Claim<Happening> {
        let date = Date::parse(date);
        let span = Span {
            source: SourceId::new("a"),
            passage: "p000000000001".parse::<PassageId>().unwrap(),
            sentences: 1,
            start: 0,
            end: 1,
        };
        let value = Happening {
            date,
            until: None,
            precision: date.map_or(Precision::Relative, Date::precision),
            inferred,
            when: String::new(),
            what: String::new(),
        };
        Claim {
            id: ClaimId("e".into()),
            status: Status::Suggested,
            edit: None,
            stated: Cited::new(value, span),
        }
    }

    #[test]
    fn precision_is_width_and_gaps_are_said() {
        let events = ["1999", "2003-05", "2025-08-18", "2025-08-18"].map(|date| event(date, false));
        let refs: Vec<&Claim<Happening>> = events.iter().collect();
        let line = timeline("X", &refs, ToString::to_string).unwrap();
        assert_eq!(line.years.iter().map(|y| y.gap).collect::<Vec<_>>(), [false, true, true]);
        let marks = &line.lanes[0].marks;
        assert!(marks[0].width > marks[1].width && marks[2].width == 0.0);
        assert_ne!(marks[2].y, marks[3].y, "two events of a day stand below each other");
        assert!(line.years.last().map_or(0.0, |y| y.x + y.width) <= 100.1);
        assert!(timeline("X", &refs[..2], ToString::to_string).is_none());
    }
}
