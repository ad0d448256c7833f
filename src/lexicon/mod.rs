//! Word lists: reporting verbs, titles, countries, boilerplate cues ... as data files, not code.
//!
//! One mechanism loads them all: plain text under `data/`, one entry a line, `#` comments, fields
//! separated by `|`, alternatives within a field by `;`. The `lexicon` key of `sitegen.yaml` adds
//! lines to any list by its name. [`Lists`] holds the rows as they are; [`Lexicon`] what the stages
//! look up in, compiled once a run.

mod abbreviations;
mod boilerplate;
mod bylines;
mod calendar;
pub mod class;
pub mod commitments;
pub mod cues;
pub mod deeds;
mod finder;
mod furniture;
mod inflect;
mod line;
mod lists;
mod numbers;
mod phrases;
mod stances;
mod tables;
pub mod vocabulary;
mod words;

use indexmap::IndexMap;

use crate::config::Axis;
use crate::diagnostic::Checked;

pub use abbreviations::Abbreviations;
pub use boilerplate::{Boilerplate, Cue, CuePlace, Hit};
pub use bylines::Bylines;
pub use calendar::{Calendar, Moment};
use commitments::{Commitments, Noun};
pub use furniture::{Furniture, Sign};
pub use line::{Line, Part, Words, parts};
pub use lists::{Lists, Row};
pub use numbers::{Cue as BoundCue, Currency, NumberWord, Numbers, Unit};
pub use phrases::PhraseMap;
pub use tables::{Country, Organisation, RoleKind, Tables};
use vocabulary::{Entry, EntryKind, Vocabulary};

/// Everything that stages look words up in. Immutable, shared between threads.
#[derive(Debug)]
pub struct Lexicon {
    /// Hash of all rows: what was extracted with another lexicon is stale.
    pub fingerprint: [u8; 16],
    /// What marks a line of a scraped article as no part of it.
    pub boilerplate: Boilerplate,
    /// Phrases of the lines around an article.
    pub bylines: Bylines,
    /// Words of the lines around an article.
    pub furniture: Furniture,
    /// Number words, bounds, currencies, units.
    pub numbers: Numbers,
    /// Months, weekdays and other words of time.
    pub calendar: Calendar,
    /// Every word and phrase.
    pub vocabulary: Vocabulary,
    /// Typed rows of the lists with phrases.
    pub tables: Tables,
    /// What has a full stop that need not end a sentence.
    pub abbreviations: Abbreviations,
    /// Deeds, modal words and the declared stances.
    pub commitments: Commitments,
    /// Phrases of precedents and definitions.
    pub cues: cues::Cues,
    /// The rows of every list.
    pub lists: Lists,
    /// The names of the subject, the main one first.
    pub subject: Vec<String>,
}

impl Lexicon {
    /// Compiles the built-in lists together with the `additions` of `sitegen.yaml` (list name to
    /// lines). An unknown list or a malformed line is an error in the result's diagnostics.
    pub fn load(additions: &IndexMap<String, Vec<String>>) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let lists = Lists::load(additions).into(&mut diagnostics);
        let mut vocabulary = Vocabulary::new();
        let tables = Tables::compile(&lists, &mut vocabulary);
        let numbers = Numbers::compile(&lists, &mut vocabulary);
        let calendar = Calendar::compile(&lists, &mut vocabulary);
        let commitments = Commitments::compile(&lists, &mut vocabulary);
        let cues = cues::Cues::compile(&lists, &mut vocabulary);
        let lexicon = Self {
            numbers,
            calendar,
            fingerprint: lists.fingerprint(),
            boilerplate: Boilerplate::compile(&lists),
            bylines: Bylines::compile(&lists),
            furniture: Furniture::compile(&lists),
            vocabulary,
            tables,
            abbreviations: Abbreviations::compile(&lists),
            commitments,
            cues,
            lists,
            subject: Vec::new(),
        };
        Checked::new(lexicon, diagnostics)
    }

    /// Adds the names of the subject, so that they are found like any other phrase. `row` 0 is its
    /// name, the others its aliases.
    pub fn add_subject<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        for (row, name) in names.into_iter().enumerate() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let entry = Entry { kind: EntryKind::Subject, row, field: 0 };
            self.vocabulary.add_phrase(&name.to_lowercase(), entry);
            self.subject.push(name.to_owned());
            if row == 0 {
                self.add_words_of_subject(name);
            }
        }
    }

    /// Adds the words of the subject's name as nouns for it: "the reserve" of the Krill Reserve Accord.
    fn add_words_of_subject(&mut self, name: &str) {
        let lower = name.to_lowercase();
        let listed = |word: &str| {
            self.lists.rows("undertakings").iter().any(|r| r.alternatives(0).any(|a| a == word))
        };
        let telling = |word: &&str| word.len() > 3 && !listed(word);
        let words: Vec<&str> = lower.split_whitespace().skip(1).filter(telling).collect();
        for word in words {
            let row = u32::try_from(self.commitments.nouns.len()).unwrap_or(u32::MAX);
            self.commitments.nouns.push(Noun::Word);
            let entry = Entry { kind: EntryKind::Undertaking, row, field: 0 };
            self.vocabulary.add_phrase(word, entry);
        }
    }

    /// Adds the stances that a project declares, so that their cues are found like any other phrase.
    pub fn add_positions(&mut self, axes: &IndexMap<String, Axis>) {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.fingerprint);
        hasher.update(format!("{axes:?}").as_bytes());
        hasher.finalize_xof().fill(&mut self.fingerprint);
        self.commitments.add_positions(axes, &mut self.vocabulary);
    }

    /// The built-in lists alone.
    pub fn builtin() -> Self {
        Self::load(&IndexMap::new()).value
    }
}
