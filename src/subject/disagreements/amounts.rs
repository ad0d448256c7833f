//! Amounts of money for the same thing that differ.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::subject::{Corpus, Disagreement};

use super::count::Count;
use super::figures::{OF_A_WHOLE, current, differing, usual};
use super::wording::stem;

/// How many articles use each stem beside figures of a class.
fn common(counts: &[Count<'_>]) -> FxHashMap<String, usize> {
    let mut articles: FxHashMap<String, BTreeSet<usize>> = FxHashMap::default();
    for count in counts {
        for stem in &count.clause {
            articles.entry(stem.clone()).or_default().insert(count.source);
        }
    }
    articles.into_iter().map(|(stem, sources)| (stem, sources.len())).collect()
}

/// Amounts of money, by the telling words that their sentences share.
pub(super) fn amounts(corpus: &Corpus<'_>, counts: &[Count<'_>]) -> Vec<Disagreement> {
    let common = common(counts);
    let mut by_stem: BTreeMap<&str, Vec<&Count<'_>>> = BTreeMap::new();
    for count in counts.iter().filter(|c| current(c)) {
        for stem in &count.clause {
            if common.get(stem).is_some_and(|n| (2..=50).contains(n)) {
                by_stem.entry(stem).or_default().push(count);
            }
        }
    }
    // Groups of the same values are about the same amount.
    let mut groups: BTreeMap<BTreeSet<Option<u64>>, Vec<&Count<'_>>> = BTreeMap::new();
    for sharing in by_stem.into_values() {
        let Some(usual) = usual(&sharing) else { continue };
        let fits = |c: &&Count<'_>| {
            let same = c.actors.is_empty()
                || usual.actors.is_empty()
                || !c.actors.is_disjoint(&usual.actors);
            same && c.comparable(usual, OF_A_WHOLE)
        };
        let alike: Vec<&Count<'_>> = sharing.into_iter().filter(fits).collect();
        let values = alike.iter().map(|c| c.measure.value.map(f64::to_bits)).collect();
        let group = groups.entry(values).or_default();
        for count in alike {
            if !group.iter().any(|known| std::ptr::eq(known.measure, count.measure)) {
                group.push(count);
            }
        }
    }
    let about = |counts: &[&Count<'_>]| {
        let word = telling_word(counts).map_or_else(String::new, |w| format!(" ({w})"));
        format!("amount in {}{word}", counts.first().map_or("", |c| &c.class))
    };
    groups.into_values().filter_map(|alike| differing(corpus, about(&alike), &alike)).collect()
}

/// The word that most of the clauses share, as it stands in one of them.
fn telling_word(counts: &[&Count<'_>]) -> Option<String> {
    let mut shared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for count in counts {
        for stem in &count.clause {
            shared.entry(stem).or_default().insert(count.source);
        }
    }
    let (best, _) = shared.into_iter().rev().max_by_key(|(_, sources)| sources.len())?;
    let words = counts.iter().flat_map(|c| c.measure.what.split(|c: char| !c.is_alphanumeric()));
    words.map(str::to_lowercase).find(|word| stem(word) == best)
}
