//! Articles that are (nearly) the same text, as agencies' reports are: one voice, not two.
//!
//! Each article's five-word runs are hashed into a sketch of minima, and only articles that share
//! a band of it are compared, so the time grows with the number of articles and not its square.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::sources::{BlockKind, Source};

/// Slots of a sketch.
const SLOTS: usize = 64;
/// Slots of a band.
const BAND: usize = 4;
/// Words of a run.
const RUN: usize = 5;
/// How many tenths of the slots of two sketches must agree.
const ALIKE: usize = 7;
/// Articles with fewer runs are too short to tell.
const SHORTEST: usize = 30;

/// For each article, the index of the one that it repeats. Of several the one published first is
/// the voice, or the one whose id comes first.
pub(super) fn find(sources: &[Source]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|i| {
        let source = &sources[*i];
        (source.meta.published.is_none(), source.meta.published, &source.id)
    });
    let sketches: Vec<Option<[u64; SLOTS]>> = sources.iter().map(sketch).collect();
    let mut repeats = vec![None; sources.len()];
    let mut bands: FxHashMap<(usize, [u64; BAND]), usize> = FxHashMap::default();
    for index in order {
        let Some(sketch) = &sketches[index] else { continue };
        let keys = || {
            let band = |at: usize| {
                let mut key = [0; BAND];
                key.copy_from_slice(&sketch[at * BAND..(at + 1) * BAND]);
                (at, key)
            };
            (0..SLOTS / BAND).map(band)
        };
        let known = keys().filter_map(|key| bands.get(&key).copied());
        let mut original = None;
        for other in known {
            if sketches[other].as_ref().is_some_and(|o| alike(sketch, o)) {
                original = Some(other);
                break;
            }
        }
        repeats[index] = original;
        if original.is_none() {
            for key in keys() {
                bands.entry(key).or_insert(index);
            }
        }
    }
    repeats
}

fn alike(a: &[u64; SLOTS], b: &[u64; SLOTS]) -> bool {
    let same = a.iter().zip(b).filter(|(x, y)| x == y).count();
    same * 10 >= SLOTS * ALIKE
}

/// The least hash of a run in each slot; none for a short text.
fn sketch(source: &Source) -> Option<[u64; SLOTS]> {
    let mut slots = [u64::MAX; SLOTS];
    let mut window = [0u64; RUN];
    let mut count = 0usize;
    let body = source.blocks.iter().filter(|b| b.kind != BlockKind::Headline);
    for word in body.flat_map(|b| b.text.split(|c: char| !c.is_alphanumeric())) {
        if word.is_empty() {
            continue;
        }
        window.rotate_left(1);
        window[RUN - 1] = hash_word(word);
        count += 1;
        if count >= RUN {
            let run = window.iter().fold(0u64, |all, word| mix(all ^ word));
            let slot = usize::try_from(run % (SLOTS as u64)).unwrap_or(0);
            slots[slot] = slots[slot].min(run / (SLOTS as u64));
        }
    }
    if count < SHORTEST + RUN {
        return None;
    }
    // A slot that no run fell into takes over the next one's, so that short texts compare too.
    for at in (0..2 * SLOTS).rev() {
        if slots[at % SLOTS] == u64::MAX {
            slots[at % SLOTS] = slots[(at + 1) % SLOTS];
        }
    }
    Some(slots)
}

fn hash_word(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars() {
        hasher.write_u32(c.to_ascii_lowercase().into());
    }
    mix(hasher.finish())
}

/// Spreads the bits of a hash, so that the least of many is as good as drawn by lot.
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
