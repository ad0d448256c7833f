//! Phrases that are looked for only where something else was found: bounds before a number, units
//! behind it.
//!
//! It stands beside the vocabulary, which looks for its phrases at every word; words as common as
//! "over" or "some" would be found everywhere and mean nothing there.

use rustc_hash::FxHashMap;

use super::vocabulary::{Vocabulary, WordId};
use crate::token::{Kind, tokenise};

/// The words of a phrase behind the first, and what it means.
type Phrase<T> = (Box<[WordId]>, T);

/// Phrases by the word at which reading starts: the first, or the last for those read backwards.
#[derive(Debug)]
pub struct PhraseMap<T> {
    by_word: FxHashMap<WordId, Vec<Phrase<T>>>,
}

impl<T> Default for PhraseMap<T> {
    fn default() -> Self {
        Self { by_word: FxHashMap::default() }
    }
}

impl<T> PhraseMap<T> {
    /// Adds a phrase that is read from its first word on. Phrases with marks are left out.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let words = words_of(vocabulary, phrase);
        self.insert(&words, value);
    }

    /// Adds a phrase that is read from its last word back.
    pub fn add_reversed(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let mut words = words_of(vocabulary, phrase);
        words.reverse();
        self.insert(&words, value);
    }

    /// The longest phrase that `words`, in reading order, begin with, and the place of its last
    /// word. Each word comes with its place.
    pub fn longest(
        &self,
        mut words: impl Iterator<Item = (WordId, usize)> + Clone,
    ) -> Option<(&T, usize)> {
        let (first, place) = words.next()?;
        for (rest, value) in self.by_word.get(&first)? {
            let mut following = words.clone();
            let mut last = place;
            let fits = rest.iter().all(|wanted| match following.next() {
                Some((word, place)) if word == *wanted => {
                    last = place;
                    true
                }
                _ => false,
            });
            if fits {
                return Some((value, last));
            }
        }
        None
    }

    fn insert(&mut self, words: &[WordId], value: T) {
        let Some((first, rest)) = words.split_first() else { return };
        let entries = self.by_word.entry(*first).or_default();
        let place = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(place, (rest.into(), value));
    }
}

/// The numbers of a phrase's words; none at all if it holds anything but words and hyphens.
fn words_of(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<WordId> {
    let mut ranges = Vec::new();
    let mut plain = true;
    tokenise(phrase, |token| {
        if token.is_word() {
            ranges.push(token.range());
        } else if token.kind != Kind::Hyphen {
            plain = false;
        }
    });
    if !plain {
        return Vec::new();
    }
    ranges.into_iter().map(|range| vocabulary.intern(&phrase[range])).collect()
}
