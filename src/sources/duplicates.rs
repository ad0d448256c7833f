//! The same article twice: one voice, though two files.
//!
//! Every article gets a signature (one-permutation minhash over its runs of four words). Articles whose
//! signatures share a band are compared for real, so the work grows with the number of articles,
//! not with that of pairs.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{BlockKind, Source, grams};

/// From this share of common runs on, two articles are the same.
const ALIKE: f64 = 0.6;
/// Numbers of a signature, and how many of them make a band: two articles that are alike share a band
/// with a probability of 0.99, two that share a thirtieth of their runs with one of 0.001.
const BINS: usize = 64;
const ROWS: usize = 3;
/// How many earlier articles with the same band an article is compared with: copies of one article are
/// all alike, so the first ones stand for the others.
const COMPARED: usize = 8;
const EMPTY: u64 = u64::MAX;

/// Pairs of articles that are the same or nearly so, with the share of their runs of four words that
/// both have; the earlier one of `sources` first, in order.
pub fn duplicates(sources: &[Source]) -> Vec<(usize, usize, f64)> {
    let signatures: Vec<[u64; BINS]> = sources.par_iter().map(signature).collect();
    let mut buckets: FxHashMap<(usize, [u64; ROWS]), Vec<usize>> = FxHashMap::default();
    let mut pairs: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (index, signature) in signatures.iter().enumerate() {
        for (band, rows) in signature.chunks_exact(ROWS).enumerate() {
            let Ok(key) = <[u64; ROWS]>::try_from(rows) else { continue };
            if key.iter().all(|row| *row == EMPTY) {
                continue;
            }
            let bucket = buckets.entry((band, key)).or_default();
            pairs.extend(bucket.iter().map(|earlier| (*earlier, index)));
            if bucket.len() < COMPARED {
                bucket.push(index);
            }
        }
    }
    let mut found: Vec<(usize, usize, f64)> = pairs
        .into_par_iter()
        .filter(|(a, b)| may_be_alike(&signatures[*a], &signatures[*b]))
        .map(|(a, b)| (a, b, likeness(&sources[a], &sources[b])))
        .filter(|(_, _, share)| *share >= ALIKE)
        .collect();
    found.sort_by_key(|(a, b, _)| (*a, *b));
    found
}

fn texts(source: &Source) -> impl Iterator<Item = &str> {
    let body = source.blocks.iter().filter(|block| block.kind != BlockKind::Headline);
    body.map(|block| block.text.as_str())
}

/// The least hash of all that fall into each bin.
fn signature(source: &Source) -> [u64; BINS] {
    let mut out = [EMPTY; BINS];
    for text in texts(source) {
        for run in grams::fours(&grams::words(text)) {
            let bin = &mut out[usize::try_from(run >> 58).unwrap_or(0)];
            *bin = (*bin).min(run);
        }
    }
    out
}

/// Whether the signatures agree in at least a third of their bins: cheap, and never wrong for two
/// articles that are alike but with a negligible probability.
fn may_be_alike(a: &[u64; BINS], b: &[u64; BINS]) -> bool {
    let used = a.iter().zip(b).filter(|(a, b)| **a != EMPTY || **b != EMPTY).count();
    let same = a.iter().zip(b).filter(|(a, b)| a == b && **a != EMPTY).count();
    same * 3 >= used
}

/// The share of the runs of both that are common to both.
#[expect(clippy::cast_precision_loss, reason = "a share of some thousand runs")]
fn likeness(a: &Source, b: &Source) -> f64 {
    let runs = |source: &Source| -> FxHashSet<u64> {
        texts(source)
            .flat_map(|text| grams::fours(&grams::words(text)).collect::<Vec<_>>())
            .collect()
    };
    let (a, b) = (runs(a), runs(b));
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::lexicon::Lexicon;
    use crate::sources::{parse, segment};
    use crate::span::SourceId;

    /// A text of `length` invented words, the same for the same `seed`.
    fn text(seed: u64, length: u64) -> String {
        let word = |i| {
            let n = grams::mix(seed.wrapping_mul(7919).wrapping_add(i)) % 2000;
            format!("w{n}{}", if i % 15 == 14 { ".\n\n" } else { " " })
        };
        (0..length).map(word).collect()
    }

    fn source(text: &str) -> Source {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);
        segment(SourceId::new("a"), parse("a.md", text).value, &LEXICON)
    }

    #[test]
    fn finds_copies_and_near_copies_only() {
        let first = text(1, 400);
        let edited = first.replacen("w1", "other w1", 6) + "And one more sentence was added.";
        let texts = [first.clone(), text(2, 400), edited, text(3, 400), first, String::new()];
        let sources: Vec<Source> = texts.iter().map(|t| source(t)).collect();
        let found = duplicates(&sources);
        let pairs: Vec<_> = found.iter().map(|(a, b, _)| (*a, *b)).collect();
        assert_eq!(pairs, [(0, 2), (0, 4), (2, 4)]);
        assert!(found[1].2 > 0.999 && found[0].2 < 0.99);
    }

    #[test]
    fn many_copies_do_not_cost_their_square() {
        let sources: Vec<Source> = (0..3000).map(|_| source(&text(5, 60))).collect();
        let found = duplicates(&sources);
        assert!(found.len() >= 2999 && found.len() <= 3000 * COMPARED, "{}", found.len());
    }
}
