//! Figures of one unit as dots on one axis, each in a row of its own: nothing joins them, since they
//! need not count the same thing.

use serde::Serialize;

use super::{brief, tenth};
use crate::evidence::Bound;
use crate::subject::{Claim, Measure};

/// How high a row is, in pixels: its label, then its dot.
const ROW: u32 = 44;

/// Figures of one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dots {
    /// What it shows.
    pub title: String,
    /// The same for somebody who cannot see it.
    pub desc: String,
    /// In pixels.
    pub height: u32,
    /// Numbers on the axis, from zero.
    pub ticks: Vec<Tick>,
    /// The figures.
    pub rows: Vec<Row>,
    /// Which bounds occur, for the key: "at-least" and so on.
    pub bounds: Vec<Bound>,
}

/// A number on the axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// The number, as it is written.
    pub text: String,
    /// Where, in percent.
    pub x: f32,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What is counted, cut short.
    pub label: String,
    /// The base line of the label, in pixels.
    pub text_y: u32,
    /// The dot's, in pixels.
    pub y: u32,
    /// Where, in percent.
    pub x: f32,
    /// The upper end of a range.
    pub high: Option<f32>,
    /// How it bounds.
    pub bound: Bound,
}

/// Draws those of `figures` that have a number. `words` has the words of each, as the source states
/// them. None unless at least two different numbers are among them.
pub fn dots(unit: &str, figures: &[&Claim<Measure>], words: &[String]) -> Option<Dots> {
    let known: Vec<(&Measure, &str, f64)> = figures
        .iter()
        .zip(words)
        .filter_map(|(claim, words)| {
            let measure = &claim.stated.value;
            let value = measure.value.filter(|v| v.is_finite() && *v >= 0.0)?;
            Some((measure, words.as_str(), value))
        })
        .collect();
    let most = known.iter().map(|(m, _, v)| m.high.unwrap_or(*v).max(*v)).fold(0.0, f64::max);
    let least = known.iter().map(|(_, _, value)| *value).fold(f64::INFINITY, f64::min);
    if known.len() < 2 || most <= least || !most.is_finite() {
        return None;
    }
    let step = step(most);
    let end = (most / step).ceil() * step;
    // Room for the dot at zero, and for an arrow at the end.
    let at = |value: f64| tenth(2.0 + 88.0 * value / end);
    let rows: Vec<Row> = (0u32..)
        .zip(&known)
        .map(|(index, (measure, words, value))| Row {
            label: label(words, &measure.what),
            text_y: index * ROW + 16,
            y: index * ROW + 31,
            x: at(*value),
            high: measure.high.filter(|high| high > value).map(at),
            bound: measure.bound,
        })
        .collect();
    let mut ticks = Vec::new();
    let mut number = 0.0;
    while number <= end + step / 2.0 && ticks.len() < 12 {
        ticks.push(Tick { text: short(number), x: at(number) });
        number += step;
    }
    let mut bounds: Vec<Bound> = Vec::new();
    for row in &rows {
        if row.bound != Bound::Exact && !bounds.contains(&row.bound) {
            bounds.push(row.bound);
        }
    }
    let said: Vec<&str> = known.iter().map(|(_, words, _)| *words).collect();
    Some(Dots {
        title: format!("{unit}: the numbers that sources state"),
        desc: format!(
            "{} numbers on one scale, each by itself: {}. The table below says what each counts.",
            known.len(),
            said.join("; ")
        ),
        height: u32::try_from(rows.len()).unwrap_or(0) * ROW + 34,
        ticks,
        rows,
        bounds,
    })
}

/// The words of a figure and what it counts, as much as fits on a phone.
fn label(words: &str, what: &str) -> String {
    const MOST: usize = 50;
    let rest = what.trim();
    if rest.to_lowercase().contains(&words.to_lowercase()) {
        return brief(rest, MOST);
    }
    brief(&format!("{words}: {rest}"), MOST)
}

/// A round step that divides the axis into four parts or so.
fn step(most: f64) -> f64 {
    let rough = most / 4.0;
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|s| *s >= rough).unwrap_or(rough)
}

/// A number in few letters.
fn short(value: f64) -> String {
    let (value, unit) = match value {
        v if v >= 1e9 => (v / 1e9, " bn"),
        v if v >= 1e6 => (v / 1e6, " m"),
        v if v >= 1e4 => (v / 1e3, "k"),
        v => (v, ""),
    };
    let rounded = (value * 100.0).round() / 100.0;
    format!("{rounded}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_numbers() {
        assert!((step(38.0) - 10.0).abs() < 1e-9);
        assert!((step(160_000.0) - 50_000.0).abs() < 1e-6);
        assert!((step(3.0) - 1.0).abs() < 1e-9);
        assert_eq!(short(50_000.0), "50k");
        assert_eq!(short(1_600_000_000.0), "1.6 bn");
        assert_eq!(short(2.5), "2.5");
    }

    #[test]
    fn labels_do_not_repeat_the_number() {
        assert_eq!(label("30 countries", "Over 30 countries agreed"), "Over 30 countries agreed");
        assert_eq!(label("£2", "a deal"), "£2: a deal");
    }
}
