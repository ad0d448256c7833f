//! Abbreviations whose full stop need not end a sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Lists;

/// Abbreviations, and the words that begin sentences.
#[derive(Debug)]
pub struct Abbreviations {
    forms: FxHashMap<Box<str>, bool>,
    starters: FxHashSet<Box<str>>,
}

impl Abbreviations {
    /// Reads the lists `abbreviations` (`form | never or maybe`) and `sentence-starters`.
    pub fn compile(lists: &Lists) -> Self {
        let rows = lists.rows("abbreviations").iter();
        Self {
            forms: rows.map(|r| (r.field(0).into(), r.field(1) == "never")).collect(),
            starters: lists.rows("sentence-starters").iter().map(|r| r.field(0).into()).collect(),
        }
    }

    /// Whether a sentence never ends with `word` (its stop included) before a capital; none if it is no
    /// known abbreviation.
    pub fn never_ends(&self, word: &str) -> Option<bool> {
        self.forms.get(word).copied()
    }

    /// Whether `word` begins sentences.
    pub fn starts_sentence(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}
