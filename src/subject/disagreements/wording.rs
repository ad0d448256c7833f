//! What a sentence is about, as far as that tells two sentences apart: its telling words, the
//! years that it names, the places at which it says things happened.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;
use crate::lexicon::class;
use crate::lexicon::vocabulary::{EntryKind, UNKNOWN};
use crate::token::{Kind, Token, tokenise};

/// The word lists that counting needs, by their words in lower case.
#[derive(Debug)]
pub(super) struct Cues<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) parties: FxHashSet<&'a str>,
    /// Those that tell whether the parties are states or companies.
    pub(super) sorts: FxHashMap<&'a str, &'a str>,
    pub(super) neutral: FxHashSet<&'a str>,
    pub(super) part: FxHashSet<&'a str>,
    /// Nouns that count anything.
    pub(super) loose: FxHashSet<&'a str>,
    /// The first of words that news uses for one another, by each of them: "plane", "aircraft".
    pub(super) same: FxHashMap<&'a str, &'a str>,
    /// Nouns for what something costs, which mean the same.
    pub(super) cost: FxHashSet<&'a str>,
    pub(super) attend: FxHashSet<&'a str>,
    pub(super) remote: FxHashSet<&'a str>,
    /// Units of measurement and of time, which count nothing.
    pub(super) units: FxHashSet<&'a str>,
    /// Words of numbers and currencies, which tell nothing of what is counted.
    pub(super) numbers: FxHashSet<&'a str>,
}

impl<'a> Cues<'a> {
    pub(super) fn load(lexicon: &'a Lexicon) -> Self {
        let of = |list: &str, kind: &'static str| {
            let rows = lexicon.lists.rows(list).iter().filter(move |r| r.field(1) == kind);
            rows.map(|r| r.field(0)).collect()
        };
        let units = lexicon.lists.rows("units").iter();
        let forms = |r: &'a crate::lexicon::Row| {
            std::iter::once(r.field(0)).chain(r.alternatives(1)).chain(r.alternatives(2))
        };
        let numbers = lexicon.lists.rows("numbers").iter().map(|r| r.field(0));
        let currencies = lexicon.lists.rows("currencies").iter().flat_map(|r| r.alternatives(2));
        let same = lexicon.lists.rows("stance-synonyms").iter();
        let same = same.flat_map(|r| {
            r.alternatives(0)
                .map(|word| (word, r.field(0).split(';').next().unwrap_or(word).trim()))
        });
        let sorts = lexicon.lists.rows("parties").iter().filter(|r| !r.field(2).is_empty());
        Self {
            lexicon,
            parties: of("parties", "party"),
            sorts: sorts.map(|r| (r.field(0), r.field(2))).collect(),
            neutral: of("parties", "neutral"),
            part: of("count-cues", "part"),
            loose: of("count-cues", "loose"),
            same: same.collect(),
            cost: of("count-cues", "cost"),
            attend: of("count-cues", "attend"),
            remote: of("count-cues", "remote"),
            units: units.flat_map(forms).collect(),
            numbers: numbers.chain(currencies).collect(),
        }
    }
}

/// When, where and at what sort of occasion a sentence is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    /// Years that it names.
    pub(super) years: BTreeSet<i16>,
    /// Places in or at which it says something happened, folded.
    pub(super) places: BTreeSet<String>,
    /// Whether it speaks of a gathering.
    pub(super) gathers: bool,
    /// Whether that was a call or the like.
    pub(super) remote: bool,
    /// Whether it names a month, and so a time of its own.
    pub(super) dated: bool,
}

impl Scene {
    /// Reads a sentence.
    pub(super) fn read(text: &str, cues: &Cues<'_>) -> Self {
        let mut out = Self::default();
        let mut tokens: Vec<Token> = Vec::new();
        let mut ids = Vec::new();
        let vocabulary = &cues.lexicon.vocabulary;
        let mut buffer = String::new();
        tokenise(text, |token| {
            let word = &text[token.range()];
            tokens.push(token);
            ids.push(if token.is_word() {
                vocabulary.look_up(word, &mut buffer).0
            } else {
                UNKNOWN
            });
        });
        for (at, token) in tokens.iter().enumerate() {
            let word = &text[token.range()];
            if token.kind == Kind::Number {
                out.years.extend(year(word));
            } else if token.is_upper() {
                out.dated |= vocabulary.classes(ids[at]).any(class::MONTH);
                out.place(text, &tokens, &ids, at, cues);
            } else if token.is_word() {
                // "a call" gathers, "calls on" does not.
                let before = at.checked_sub(1).map_or("", |b| &text[tokens[b].range()]);
                let verb = word == "call" && !matches!(before, "a" | "the" | "phone" | "video");
                out.remote |= !verb && cues.remote.contains(word);
                let event = vocabulary.classes(ids[at]).any(class::EVENT_NOUN);
                out.gathers |= cues.attend.contains(word) || (event && !verb);
            }
        }
        out
    }

    /// Notes a city at a token, if something happened in or at it.
    fn place(&mut self, text: &str, tokens: &[Token], ids: &[u32], at: usize, cues: &Cues<'_>) {
        let vocabulary = &cues.lexicon.vocabulary;
        let mut end = None;
        vocabulary.phrases_at(text, &tokens[at..], &ids[at..], |entry, length| {
            let metonym = entry.kind == EntryKind::Country && entry.field == 4;
            if entry.kind == EntryKind::City || metonym {
                end = end.max(Some(at + length));
            }
        });
        let Some(end) = end else { return };
        let located = at == 0
            || tokens[at.saturating_sub(6)..at]
                .iter()
                .any(|t| matches!(&text[t.range()], "in" | "at" | "In" | "At" | "near"));
        if located {
            let range = tokens[at].start as usize..tokens[end - 1].end as usize;
            self.places.insert(crate::fold::name_key(&text[range]));
        }
    }

    /// Whether the years that both name, if one does, are different ones.
    pub(super) fn other_years(&self, other: &Self) -> bool {
        !(self.years.is_empty() && other.years.is_empty()) && self.years.is_disjoint(&other.years)
    }
}

/// Stems of the words that tell what a text is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    /// All of them.
    pub(super) stems: BTreeSet<String>,
    /// Those that have a capital, and the first of a kind.
    pub(super) names: BTreeSet<String>,
}

impl Telling {
    /// Reads a text.
    pub(super) fn read(text: &str, cues: &Cues<'_>) -> Self {
        let mut out = Self::default();
        let mut buffer = String::new();
        let mut first = false;
        tokenise(text, |token| {
            let word = &text[token.range()];
            if std::mem::replace(&mut first, word.eq_ignore_ascii_case("first")) {
                // "The first ship" names one as well as a name does.
                out.names.insert(format!("first {}", stem(&word.to_lowercase())));
            }
            if !token.is_word() || word.chars().count() < 4 {
                return;
            }
            let lower = word.to_lowercase();
            let classes = cues.lexicon.vocabulary.look_up(word, &mut buffer).1;
            if classes.any(class::NOT_NAME) || cues.numbers.contains(&*lower) {
                return;
            }
            let stem = stem(if cues.cost.contains(&*lower) { "cost" } else { &lower });
            if token.is_upper() {
                out.names.insert(stem.clone());
            }
            out.stems.insert(stem);
        });
        out
    }
}

/// A year of the common era in four digits.
fn year(word: &str) -> Option<i16> {
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|y| plain && (1000..2200).contains(y))
}

/// A word without its usual endings, so that "opens" and "opening" meet.
pub(super) fn stem(word: &str) -> String {
    let ends = ["ings", "ing", "ies", "ed", "es", "s", "y", "e"];
    let long = |rest: &&str| rest.chars().count() >= 3;
    let bare = ends.iter().find_map(|end| word.strip_suffix(end).filter(long));
    bare.unwrap_or(word).to_owned()
}
