//! Counts of things by a noun: ships, depots, fields of a form.

use std::collections::{BTreeMap, BTreeSet};

use crate::subject::{Corpus, Disagreement};

use super::count::Count;
use super::figures::{OF_A_WHOLE, current, differing, units, usual};
use super::voice;
use super::wording::Cues;

/// How far apart two counts may be where nobody else says which is right.
const ALONE: f64 = 1.45;
/// Smaller numbers count parts more often than the whole.
const FEWEST: f64 = 8.0;

/// Things counted by a noun: where two voices or more agree, others that do not. Articles that relay
/// what one body asserts are one voice.
pub(super) fn things(
    corpus: &Corpus<'_>,
    cues: &Cues<'_>,
    counts: &[Count<'_>],
) -> Option<Disagreement> {
    let whole: Vec<&Count<'_>> = counts.iter().filter(|c| current(c)).collect();
    let usual = usual(&whole)?;
    let agreeing = |c: &&&Count<'_>| c.agrees(usual);
    let voice = |c: &&Count<'_>| voice(c.measure.asserted_by.as_deref(), c.span);
    let voices: BTreeSet<String> = whole.iter().filter(agreeing).map(voice).collect();
    if voices.len() < 2 {
        return counted_once(corpus, cues, &whole);
    }
    if usual.measure.value.is_some_and(|v| v < 3.0) {
        return None;
    }
    let fits = |c: &&Count<'_>| {
        let elsewhere = c.actors.is_empty() || !c.actors.is_disjoint(&usual.actors);
        c.agrees(usual) || (c.comparable(usual, OF_A_WHOLE) && elsewhere)
    };
    let whole: Vec<&Count<'_>> = whole.into_iter().filter(fits).collect();
    differing(corpus, units(&whole), &whole)
}

/// Things of which each article gives one number, and two articles different ones: a noun so rare
/// that both mean the same whole. Nouns that count anything ("people", "cities") tell nothing.
fn counted_once(
    corpus: &Corpus<'_>,
    cues: &Cues<'_>,
    whole: &[&Count<'_>],
) -> Option<Disagreement> {
    // Much smaller numbers in the same article count parts.
    let top = whole.iter().copied().max_by(|a, b| a.value().total_cmp(&b.value()))?;
    let whole: Vec<&Count<'_>> =
        whole.iter().copied().filter(|c| c.comparable(top, ALONE)).collect();
    let whole = &*whole;
    let mut values: BTreeMap<usize, BTreeSet<Option<u64>>> = BTreeMap::new();
    for count in whole {
        values.entry(count.source).or_default().insert(count.measure.value.map(f64::to_bits));
    }
    let once = values.len() > 1 && values.values().all(|values| values.len() == 1);
    let first = whole.first()?;
    let fits = |c: &&Count<'_>| {
        let elsewhere =
            c.actors.is_empty() || first.actors.is_empty() || !c.actors.is_disjoint(&first.actors);
        let loose = c.measure.unit.split(' ').any(|w| cues.loose.contains(&*w.to_lowercase()));
        !loose
            && elsewhere
            && c.measure.value.is_some_and(|v| v >= FEWEST)
            && c.comparable(first, ALONE)
    };
    (once && whole.iter().all(fits)).then(|| differing(corpus, units(whole), whole))?
}
