//! Numbers of a text, in figures and in words: whether a passage says a number.

use std::ops::Range;
use std::sync::LazyLock;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use crate::lexicon::{Lists, Row};

/// Number words with their values, and whether they multiply what stands before them.
static WORDS: LazyLock<FxHashMap<String, (f64, bool)>> = LazyLock::new(|| {
    let lists = Lists::load(&IndexMap::new()).value;
    let word = |row: &Row| {
        let value: f64 = row.field(1).parse().ok()?;
        let scale = row.field(2) == "scale";
        let counts = scale || matches!(row.field(2), "small" | "ten");
        counts.then(|| (row.field(0).to_lowercase(), (value, scale)))
    };
    lists.rows("numbers").iter().filter_map(word).collect()
});

/// Whether two numbers are the same, as far as a computer can tell.
pub fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= f64::EPSILON * a.abs().max(b.abs())
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether it is written in figures.
    pub digits: bool,
    /// What it may be: as it stands, and multiplied by the words after it.
    pub values: Vec<f64>,
}

/// All numbers of a text, in figures and in words.
pub fn numbers(text: &str) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let end = word_end(text, at);
        let word = &text[at..end];
        if c.is_ascii_digit() {
            let length = figure(word);
            if let Ok(value) = word[..length].replace(',', "").parse() {
                out.push(Number { range: at..at + length, digits: true, values: vec![value] });
            }
        } else if let Some((value, scale)) = WORDS.get(&word.to_lowercase()) {
            let gap = |last: &&mut Number| at - last.range.end.min(at) <= 1;
            match out.last_mut().filter(gap) {
                Some(last) if *scale => {
                    let more: Vec<f64> = last.values.iter().map(|known| known * value).collect();
                    last.values.extend(more);
                    last.range.end = end;
                }
                Some(last) if !last.digits => {
                    let more: Vec<f64> = last.values.iter().map(|known| known + value).collect();
                    last.values.extend(more);
                    last.values.push(*value);
                    last.range.end = end;
                }
                _ => out.push(Number { range: at..end, digits: false, values: vec![*value] }),
            }
        }
        at = end;
    }
    out
}

/// The end of the word or figure at `at`: points and commas within figures belong to them.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    for (i, c) in text[at..].char_indices() {
        let i = at + i;
        let within = matches!(c, '.' | ',') && i > at && digit(i - 1) && digit(i + 1);
        if !c.is_alphanumeric() && !within {
            return i;
        }
        end = i + c.len_utf8();
    }
    end
}

/// How much of a word that begins with a digit is a figure: "12th" has two bytes.
fn figure(word: &str) -> usize {
    let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    end.unwrap_or(word.len())
}
