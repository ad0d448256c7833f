//! The outlines of countries, read from the data file that is built in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::projection::{Point, project};

/// Where a country is.
#[derive(Debug)]
pub(super) enum Outline {
    /// Its parts, each a closed line, projected; the largest one first.
    Rings(Vec<Vec<Point>>),
    /// A state too small to be drawn at this scale: its middle.
    Dot(Point),
}

const DATA: &str = include_str!("data/countries.txt");

static OUTLINES: LazyLock<BTreeMap<&str, Outline>> = LazyLock::new(|| {
    let lines = DATA.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('|')).map(|(code, text)| (code, read(text))).collect()
});

/// All countries by their ISO 3166-1 alpha-2 code.
pub(super) fn all() -> &'static BTreeMap<&'static str, Outline> {
    &OUTLINES
}

/// The country of this code; a part of one (`GB-SCT`) stands for the whole.
pub(super) fn of(code: &str) -> Option<&'static Outline> {
    OUTLINES.get(code.split('-').next().unwrap_or(code))
}

impl Outline {
    /// The corners of the largest part: overseas parts would make the map one of the world.
    pub(super) fn bounds(&self) -> (Point, Point) {
        match self {
            Self::Dot(point) => (*point, *point),
            Self::Rings(rings) => bounds(rings.first().map_or(&[], Vec::as_slice)),
        }
    }

    /// Where its name belongs.
    pub(super) fn middle(&self) -> Point {
        let (from, to) = self.bounds();
        Point { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) }
    }
}

/// The corners of a line.
pub(super) fn bounds(ring: &[Point]) -> (Point, Point) {
    let mut from = Point { x: f64::INFINITY, y: f64::INFINITY };
    let mut to = Point { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
    for point in ring {
        from = Point { x: from.x.min(point.x), y: from.y.min(point.y) };
        to = Point { x: to.x.max(point.x), y: to.y.max(point.y) };
    }
    (from, to)
}

fn read(text: &str) -> Outline {
    let pair = |text: &str| {
        let (east, north) = text.split_once(',')?;
        Some((east.parse::<i32>().ok()?, north.parse::<i32>().ok()?))
    };
    let place =
        |(east, north): (i32, i32)| project(f64::from(east) / 100.0, f64::from(north) / 100.0);
    if let Some(middle) = text.strip_prefix('@').and_then(pair) {
        return Outline::Dot(place(middle));
    }
    let mut rings: Vec<Vec<Point>> = text
        .split(';')
        .map(|ring| {
            let mut at = (0, 0);
            let steps = ring.split(' ').filter_map(pair);
            let points = steps.map(|(east, north)| {
                at = (at.0 + east, at.1 + north);
                place(at)
            });
            points.collect()
        })
        .collect();
    rings.sort_by(|a, b| extent(b).total_cmp(&extent(a)));
    Outline::Rings(rings)
}

fn extent(ring: &[Point]) -> f64 {
    let (from, to) = bounds(ring);
    (to.x - from.x) * (to.y - from.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = DATA.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().len(), lines);
        for (code, outline) in all() {
            let (from, to) = outline.bounds();
            assert!(from.x >= -2.8 && to.x <= 2.8 && from.y >= -1.4 && to.y <= 1.4, "{code}");
            if let Outline::Rings(rings) = outline {
                assert!(rings.iter().all(|ring| ring.len() > 2), "{code}");
            }
        }
        assert!(of("GB-SCT").is_some() && of("ZZ").is_none());
    }
}
