//! A number in a cited sentence stands in a passage that is cited there, in figures or in words.

use std::ops::Range;

use super::Prose;
use crate::citations::numbers::{equal, numbers};
use crate::diagnostic::Diagnostic;
use crate::pages::block::Reference;
use crate::pages::markdown::Wording;

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
