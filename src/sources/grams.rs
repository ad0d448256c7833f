//! Runs of four words as numbers: how two texts are compared without regard to their marks.

use rustc_hash::{FxHashSet, FxHasher};
use std::hash::Hasher;

/// The hashes of the words of `text`, in lower case, without anything that is no letter or digit.
pub(super) fn words(text: &str) -> Vec<u64> {
    let mut out = Vec::with_capacity(text.len() / 6 + 1);
    let mut word = FxHasher::default();
    let mut open = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if c.is_ascii() {
                word.write_u8(c.to_ascii_lowercase() as u8);
            } else {
                for lower in c.to_lowercase() {
                    word.write_u32(u32::from(lower));
                }
            }
            open = true;
        } else if open && !matches!(c, '\'' | '’' | '-' | '\u{ad}') {
            out.push(word.finish());
            word = FxHasher::default();
            open = false;
        }
    }
    if open {
        out.push(word.finish());
    }
    out
}

/// The hash of each run of four words; of all words, where there are fewer.
pub(super) fn fours(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    let size = words.len().clamp(1, 4);
    words.windows(size).map(|run| {
        // Mixed, for the low bits of a sum of hashes are not evenly spread.
        let sum = run
            .iter()
            .fold(0u64, |sum, word| sum.rotate_left(13) ^ word.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        mix(sum)
    })
}

/// Spreads the bits of a number (the finaliser of SplitMix64).
pub(super) fn mix(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}

/// All runs of a text, to compare others with.
pub(super) struct Runs(FxHashSet<u64>);

impl Runs {
    /// The runs of `text`, and, that short texts are found as well, of one to three words.
    pub(super) fn of(text: &str) -> Self {
        let words = words(text);
        let mut runs: FxHashSet<u64> = fours(&words).collect();
        for size in 1..=3 {
            runs.extend(words.windows(size).flat_map(|run| fours(run).collect::<Vec<_>>()));
        }
        Self(runs)
    }

    /// Which share of the runs of `text` is among these.
    #[expect(clippy::cast_precision_loss, reason = "a share of some thousand runs")]
    pub(super) fn share(&self, text: &str) -> f64 {
        let words = words(text);
        let (mut found, mut all) = (0usize, 0usize);
        for run in fours(&words) {
            all += 1;
            found += usize::from(self.0.contains(&run));
        }
        if all == 0 { 0.0 } else { found as f64 / all as f64 }
    }
}
