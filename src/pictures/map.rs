//! The map of members: outlines coloured by role, cropped to where members are, with a second panel
//! where many of them stand close together.

use std::fmt::Write;

use serde::Serialize;

use super::outlines::{self, Outline};
use super::projection::Point;
use super::tenth;

/// Width of the map in pixels; coordinates are tenths of them.
pub(super) const WIDTH: f64 = 720.0;

/// Fewer members than this are better listed.
const FEWEST: usize = 3;

/// A member to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'a> {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Which of the classes it is in.
    pub class: usize,
}

/// A map of countries.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    /// What it shows.
    pub title: String,
    /// The same for somebody who cannot see it.
    pub desc: String,
    /// Width, in tenths of a pixel.
    pub width: u32,
    /// Height of all panels, in tenths of a pixel.
    pub height: u32,
    /// The map, and below it a part of it enlarged.
    pub panels: Vec<Panel>,
    /// What the classes answer; empty where they are roles.
    pub question: String,
    /// Classes that have members, in order.
    pub legend: Vec<Class>,
    /// Members that have no place on the map.
    pub without: Vec<String>,
}

/// A part of the world.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// How far down it begins, in tenths of a pixel.
    pub top: u32,
    /// How high it is.
    pub height: u32,
    /// All countries that are not members, as one SVG path.
    pub land: String,
    /// Members.
    pub areas: Vec<Area>,
    /// Members that are too small to be seen, enlarged.
    pub dots: Vec<Dot>,
    /// Names, where they fit.
    pub names: Vec<Name>,
    /// The corner and size of the part that the next panel enlarges.
    pub frame: Option<[i32; 4]>,
}

/// A member's outline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Area {
    /// Its class.
    pub class: usize,
    /// SVG path.
    pub d: String,
}

/// A small member.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dot {
    /// Its class.
    pub class: usize,
    /// Across.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// A name on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Name {
    /// The words.
    pub text: String,
    /// The middle of the words.
    pub x: i32,
    /// Their base line.
    pub y: i32,
}

/// A class in the legend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Class {
    /// For colour and pattern.
    pub index: usize,
    /// What it is.
    pub label: String,
    /// Its members.
    pub names: Vec<String>,
}

/// Draws `places`, whose classes are called `classes` and answer `question`, if any. None with fewer
/// than three on the map.
pub fn map(
    subject: &str,
    question: Option<&str>,
    places: &[Place],
    classes: &[String],
) -> Option<Map> {
    let found: Vec<(&Place, &Outline)> =
        places.iter().filter_map(|p| Some((p, outlines::of(p.code)?))).collect();
    if found.len() < FEWEST {
        return None;
    }
    let whole = View::around(found.iter().map(|(_, outline)| *outline));
    let close = cluster(&found, &whole);
    let inset = close.as_ref().map(|close| View::around(close.iter().map(|(_, o)| *o)));
    let mut panels = vec![panel(&whole, &found, 0, inset.as_ref())];
    if let Some(view) = &inset {
        let top = panels[0].height + 100;
        panels.push(panel(view, &found, top, None));
    }
    let legend: Vec<Class> = classes
        .iter()
        .enumerate()
        .map(|(class, label)| {
            let names = places.iter().filter(|place| place.class == class);
            let names = names.map(|place| place.name.to_owned()).collect();
            Class { index: class, label: label.clone(), names }
        })
        .filter(|class| !class.names.is_empty())
        .collect();
    let said = legend.iter().map(|class| format!("{}: {}.", class.label, class.names.join(", ")));
    Some(Map {
        title: format!("Where they are: countries named in relation to {subject}"),
        desc: question.into_iter().map(str::to_owned).chain(said).collect::<Vec<_>>().join(" "),
        question: question.unwrap_or_default().to_owned(),
        width: tenths(WIDTH),
        height: panels.last().map_or(0, |panel| panel.top + panel.height),
        panels,
        legend,
        without: places
            .iter()
            .filter(|place| outlines::of(place.code).is_none())
            .map(|place| place.name.to_owned())
            .collect(),
    })
}

/// A rectangle of the projected world, and its scale.
struct View {
    from: Point,
    /// Pixels for one unit.
    scale: f64,
    /// In pixels.
    height: f64,
}

impl View {
    /// The part of the world around these, wider than high.
    fn around<'a>(outlines: impl Iterator<Item = &'a Outline>) -> Self {
        let corners: Vec<Point> = outlines.map(Outline::bounds).flat_map(|(a, b)| [a, b]).collect();
        let (from, to) = outlines::bounds(&corners);
        let (wide, high) = (to.x - from.x, to.y - from.y);
        // Room at the edges, and no closer than a large country.
        let width = (wide * 1.1).max(high * 1.1 * 1.5).max(0.35);
        let height = (high * 1.1).max(width / 2.4).min(width / 1.5);
        Self {
            from: Point {
                x: f64::midpoint(from.x, to.x) - width / 2.0,
                y: f64::midpoint(from.y, to.y) - height / 2.0,
            },
            scale: WIDTH / width,
            height: height * WIDTH / width,
        }
    }

    fn at(&self, point: Point) -> (f64, f64) {
        ((point.x - self.from.x) * self.scale, (point.y - self.from.y) * self.scale)
    }

    fn shows(&self, (from, to): (Point, Point)) -> bool {
        let ((left, top), (right, bottom)) = (self.at(from), self.at(to));
        right > 0.0 && bottom > 0.0 && left < WIDTH && top < self.height
    }
}

/// The members that stand too close together to be told apart, if they are several.
fn cluster<'a, 'b>(
    found: &[(&'a Place<'b>, &'static Outline)],
    view: &View,
) -> Option<Vec<(&'a Place<'b>, &'static Outline)>> {
    const REACH: (f64, f64) = (110.0, 75.0);
    let near = |(_, outline): &(&Place, &Outline)| {
        let (x, y) = view.at(outline.middle());
        let within = move |other: &Outline| {
            let (from, to) = other.bounds();
            let small = (to.x - from.x) * view.scale < 2.0 * REACH.0;
            let (p, q) = view.at(other.middle());
            small && (p - x).abs() < REACH.0 && (q - y).abs() < REACH.1
        };
        found.iter().copied().filter(|(_, other)| within(other)).collect::<Vec<_>>()
    };
    let best = found.iter().map(near).rev().max_by_key(Vec::len)?;
    let all = View::around(best.iter().map(|(_, outline)| *outline));
    (best.len() >= FEWEST && best.len() < found.len() && all.scale > 2.2 * view.scale)
        .then_some(best)
}

fn panel(view: &View, found: &[(&Place, &Outline)], top: u32, inset: Option<&View>) -> Panel {
    let mut land = String::new();
    for (code, outline) in outlines::all() {
        let member = found.iter().any(|(p, _)| p.code.split('-').next() == Some(*code));
        if let (false, Outline::Rings(rings)) = (member, outline) {
            for ring in rings {
                draw(&mut land, view, ring, 2.2);
            }
        }
    }
    let (mut areas, mut dots) = (Vec::new(), Vec::new());
    let mut names: Vec<Name> = Vec::new();
    for (place, outline) in found {
        let (from, to) = outline.bounds();
        if !view.shows((from, to)) {
            continue;
        }
        let mut d = String::new();
        if let Outline::Rings(rings) = outline {
            for ring in rings {
                draw(&mut d, view, ring, 1.0);
            }
        }
        let (x, y) = view.at(outline.middle());
        let size = ((to.x - from.x) * view.scale).max((to.y - from.y) * view.scale);
        if size < 7.0 {
            dots.push(Dot { class: place.class, x: signed(x), y: signed(y) });
        }
        if !d.is_empty() {
            areas.push(Area { class: place.class, d });
        }
        let enlarged = inset.is_some_and(|inset| inset.shows((outline.middle(), outline.middle())));
        if !enlarged && y > 16.0 && y < view.height - 8.0 {
            name(&mut names, place.name, x, y, size);
        }
    }
    Panel {
        top,
        height: tenths(view.height),
        land,
        areas,
        dots,
        names,
        frame: inset.map(|inset| {
            let (x, y) = view.at(inset.from);
            let scale = view.scale / inset.scale;
            [signed(x), signed(y), signed(WIDTH * scale), signed(inset.height * scale)]
        }),
    }
}

/// Writes a name unless it runs into another one or over the edge.
fn name(names: &mut Vec<Name>, text: &str, x: f64, y: f64, size: f64) {
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    let half = |text: &str| text.chars().count() as f64 * 3.6;
    let y = if size < 7.0 { y - 9.0 } else { y + 4.0 };
    let clear = names.iter().all(|other| {
        let apart = (f64::from(other.x) / 10.0 - x).abs();
        apart > half(text) + half(&other.text) || (f64::from(other.y) / 10.0 - y).abs() > 17.0
    });
    if clear && x > half(text) && x + half(text) < WIDTH {
        names.push(Name { text: text.to_owned(), x: signed(x), y: signed(y) });
    }
}

/// Adds a closed line to an SVG path, without points closer together than `step` pixels.
fn draw(path: &mut String, view: &View, ring: &[Point], step: f64) {
    let corners = outlines::bounds(ring);
    let size = (corners.1.x - corners.0.x).max(corners.1.y - corners.0.y) * view.scale;
    if !view.shows(corners) || size < 1.5 {
        return;
    }
    let start = path.len();
    let mut last = (0, 0);
    let mut points = 0;
    for point in ring {
        let (x, y) = view.at(*point);
        // What lies far outside is not seen, and its numbers would be long.
        let (x, y) = (x.clamp(-60.0, WIDTH + 60.0), y.clamp(-60.0, view.height + 60.0));
        let next = (signed(x), signed(y));
        let (dx, dy) = (next.0 - last.0, next.1 - last.1);
        // Writing to a string cannot fail.
        if points == 0 {
            let _ = write!(path, "M{} {}l", next.0, next.1);
        } else if f64::from(dx.abs().max(dy.abs())) < step * 10.0 {
            continue;
        } else {
            let gap = if path.ends_with('l') || dx < 0 { "" } else { " " };
            let comma = if dy < 0 { "" } else { " " };
            let _ = write!(path, "{gap}{dx}{comma}{dy}");
        }
        last = next;
        points += 1;
    }
    // Of a part that is narrower than a step, nothing is left that could be drawn.
    if points < 3 {
        path.truncate(start);
    } else {
        path.push('z');
    }
}

fn signed(pixels: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "coordinates are small")]
    let value = (tenth(pixels) * 10.0).round() as i32;
    value
}

fn tenths(pixels: f64) -> u32 {
    signed(pixels).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &'static str, class: usize) -> Place<'static> {
        Place { code, name: code, class }
    }

    #[test]
    fn a_map_needs_three_places_on_it() {
        let classes = ["In".to_owned(), "Out".to_owned()];
        assert!(
            map("X", None, &[place("FR", 0), place("DE", 0), place("ZZ", 0)], &classes).is_none()
        );
        let places = [place("FR", 0), place("MT", 0), place("DE", 1), place("ZZ", 1)];
        let map = map("X", Some("In?"), &places, &classes).unwrap();
        assert_eq!(map.without, ["ZZ"]);
        assert_eq!(map.panels.len(), 1);
        assert_eq!((map.panels[0].areas.len(), map.panels[0].dots.len()), (2, 1));
        assert!(map.desc.contains("In: FR, MT.") && map.desc.contains("Out: DE, ZZ."));
        assert!(map.panels[0].height <= tenths(WIDTH));
    }

    #[test]
    fn neighbours_far_from_the_others_are_enlarged() {
        let all = ["AU", "CA", "FR", "DE", "PL", "IT"].map(|code| place(code, 0));
        let map = map("X", None, &all, &["In".to_owned()]).unwrap();
        assert_eq!(map.panels.len(), 2);
        assert!(map.panels[0].frame.is_some() && map.panels[1].frame.is_none());
        let size: usize = map
            .panels
            .iter()
            .flat_map(|p| p.areas.iter().map(|a| a.d.len()).chain([p.land.len()]))
            .sum();
        assert!(size < 45_000, "{size}");
        let drawn = map.panels.iter().flat_map(|p| p.areas.iter().map(|a| &a.d).chain([&p.land]));
        assert!(drawn.into_iter().all(|d| !d.contains("lz")), "a line without an end");
    }
}
