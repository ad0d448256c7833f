//! A number in a cited sentence stands in a passage that is cited there, in figures or in words.

use std::ops::Range;
use std::sync::LazyLock;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::lexicon::{Lists, Row};
use crate::pages::block::Reference;
use crate::pages::markdown::Wording;

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

pub(super) fn check(prose: &Prose, wording: &Wording, out: &mut Vec<Diagnostic>) {
    if wording.cites.is_empty() || !wording.text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for sentence in sentences(wording) {
        let cites: Vec<usize> = wording
            .cites
            .iter()
            .filter(|(at, _)| sentence.start < *at && *at <= sentence.end)
            .map(|(_, number)| *number)
            .collect();
        let text = &wording.text[sentence.clone()];
        if cites.is_empty() || cites.iter().any(|n| prose.references(*n).is_empty()) {
            continue;
        }
        let mut there: Option<Vec<f64>> = None;
        for number in numbers(text).into_iter().filter(|number| number.digits) {
            let there = there.get_or_insert_with(|| cited(prose, &cites));
            let same = |value: &f64| there.iter().any(|known| equal(*known, *value));
            if number.values.iter().any(same) {
                continue;
            }
            let range = sentence.start + number.range.start..sentence.start + number.range.end;
            let words = &wording.text[range.clone()];
            out.push(
                Diagnostic::warning("number", format!("no passage cited here says {words}"))
                    .at(prose.place(wording, range))
                    .hint("cite the passage that has the number, or correct it"),
            );
        }
    }
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= f64::EPSILON * a.abs().max(b.abs())
}

/// All numbers that the citations stand for: those of pinned passages, of whole articles where
/// nothing is pinned, and the year in which an article appeared, which its dates leave out.
fn cited(prose: &Prose, cites: &[usize]) -> Vec<f64> {
    let mut out = Vec::new();
    let mut read = |text: &str| out.extend(numbers(text).into_iter().flat_map(|n| n.values));
    let mut years = Vec::new();
    for reference in cites.iter().flat_map(|number| prose.references(*number)) {
        let id = match reference {
            Reference::Words(span) => {
                read(prose.book.text(span).unwrap_or_default());
                &span.source
            }
            Reference::Source(id) => id,
        };
        let source = prose.book.order.iter().find(|source| source.id == *id);
        if matches!(reference, Reference::Source(_)) {
            source.into_iter().flat_map(|s| &s.blocks).for_each(|block| read(&block.text));
        }
        years.extend(source.and_then(|source| source.meta.published).map(|d| f64::from(d.year)));
    }
    out.extend(years);
    out
}

/// A number in a text.
struct Number {
    range: Range<usize>,
    /// Whether it is written in figures.
    digits: bool,
    /// What it may be: as it stands, and multiplied by the words after it.
    values: Vec<f64>,
}

/// All numbers of a text, in figures and in words.
fn numbers(text: &str) -> Vec<Number> {
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

/// The sentences of a block. A citation after the full stop belongs to what stands before it.
fn sentences(wording: &Wording) -> Vec<Range<usize>> {
    let text = wording.text.as_str();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == '\n' && text[end..].starts_with('\n') || matches!(c, '.' | '!' | '?') {
            let rest = text[end..].trim_start_matches(['"', '”', '’', ')', '»']);
            let next = rest.trim_start();
            let begins = next
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“„«".contains(c));
            if begins && next.len() < rest.len() {
                let gap = text.len() - next.len();
                // The citations between two sentences stand at the end of the gap at the latest.
                let cited =
                    wording.cites.iter().rev().find(|(cite, _)| end <= *cite && *cite < gap);
                let cut = cited.map_or(text.len() - rest.len(), |(cite, _)| *cite);
                out.push(start..cut);
                start = cut;
            }
        }
    }
    out.push(start..text.len());
    out
}

/// The sentence in which a range begins.
pub(super) fn sentence(wording: &Wording, range: &Range<usize>) -> Range<usize> {
    let all = sentences(wording);
    let found =
        all.iter().find(|sentence| sentence.start <= range.start && range.start < sentence.end);
    let end = all.iter().find(|sentence| range.end <= sentence.end).map_or(range.end, |s| s.end);
    found.map_or(range.clone(), |sentence| sentence.start..end)
}
