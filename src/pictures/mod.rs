//! Pictures as geometry: what is drawn where, computed when the site is built.
//!
//! Each function takes the same claims that the table below the picture shows, and returns nothing
//! where a picture would say nothing. A theme's template turns the geometry into SVG, so that a
//! project can draw it differently and can never draw something else. No picture states anything
//! that is not in the block after it.
//!
//! Timelines and dot plots are as wide as there is room: their `x` are percents of the width, their
//! `y` pixels, so that text keeps its size on a phone. Maps are scaled: tenths of a pixel at
//! [`map::WIDTH`].

mod dots;
mod map;
mod outlines;
mod projection;
mod timeline;

use serde::Serialize;

pub use dots::{Dots, dots};
pub use map::{Map, Place, map};
pub use timeline::{Timeline, timeline};

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "picture", rename_all = "kebab-case")]
pub enum Picture {
    /// Where members are.
    Map(Map),
    /// When things happened.
    Timeline(Timeline),
    /// How much, each value for itself.
    Dots(Dots),
}

/// How wide the narrowest screen is that pictures are laid out for, in pixels.
const NARROW: f32 = 330.0;

/// A number with one decimal: more is not seen, and makes pages heavier.
fn tenth(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "coordinates are small")]
    let value = value as f32;
    (value * 10.0).round() / 10.0
}

/// Text cut short at a word.
fn brief(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_at_words() {
        assert_eq!(brief("one two three", 20), "one two three");
        assert_eq!(brief("one two, three", 9), "one two …");
        assert_eq!(brief("unbroken", 4), "unbr …");
    }
}
