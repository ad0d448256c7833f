//! Every word and phrase of the lists in one table, so that an article's words are looked up once.
//!
//! A word has [`Classes`], a bit per list of single words; phrases (and the names of countries,
//! organisations, roles, cues) are found from their first word on, the longest first.

use std::ops::Range;

use super::words::WordTable;
pub use super::words::key;
use crate::token::{Kind, Token, tokenise};

/// Number of a word in the table; [`UNKNOWN`] for a word of no list.
pub type WordId = u32;

/// The number of all words that stand in no list.
pub const UNKNOWN: WordId = 0;

/// Which lists a word stands in: one bit a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u128);

impl Classes {
    /// Whether the word stands in any of the lists of `other`.
    #[inline]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All lists of both.
    #[must_use]
    #[inline]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What sort of entry a phrase is, and where it stands in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry {
    /// The list.
    pub kind: EntryKind,
    /// Index of the row in that list.
    pub row: u32,
    /// Which field of the row gave the phrase.
    pub field: u8,
}

/// The lists whose entries may have several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// A country: field 1 canonical, 2 other names, 3 adjectives, 4 metonyms, 5 official name.
    Country,
    /// A known organisation: field 0 name, 2 acronyms.
    Organisation,
    /// A city or region.
    City,
    /// A role of a person.
    Role,
    /// A common noun for an organisation.
    OrgNoun,
    /// A word that bounds a number.
    Bound,
    /// A currency's words.
    Currency,
    /// A unit of measurement.
    Unit,
    /// A phrase of commitment or relation.
    Commitment,
    /// A name of the subject.
    Subject,
    /// A cue of a declared stance: row counts the cues of all axes.
    Stance,
    /// A word that makes a promise, an option or a refusal of a deed.
    Modality,
    /// A noun for a deed: "contribution".
    DeedNoun,
    /// A noun for an undertaking or its meetings.
    Undertaking,
    /// A noun that announces a list of those who belong.
    Roster,
    /// A phrase that announces an earlier instance.
    PrecedentCue,
    /// A verb of how an undertaking comes into being, lives or ends.
    FoundingVerb,
    /// What follows the subject's name in a definition.
    DefinitionVerb,
}

impl EntryKind {
    /// The bit of this list in a set of lists.
    #[inline]
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// How the letters of an article must stand for a phrase to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// In any way.
    Any,
    /// Each word that is listed with a capital must have one.
    Name,
    /// Exactly as listed (acronyms: "US" is not "us", "Us" or "U").
    Exact,
}

#[derive(Clone, Debug)]
struct Phrase {
    entry: Entry,
    case: Case,
    /// The words behind the first: where they stand in [`Vocabulary::rests`].
    rest: Range<u32>,
    /// Bit per word: listed with a capital.
    capitals: u32,
    /// Where the phrase stands as it is listed in [`Vocabulary::listed`], for [`Case::Exact`].
    listed: u32,
}

/// The phrases that begin with one word.
#[derive(Debug, Default)]
struct Start {
    /// A bit for each second word, by the last bits of its number: most words that follow are none.
    seconds: u64,
    /// The longer phrases, each with its second word: by that word, then the longest first.
    longer: Vec<(WordId, Phrase)>,
    /// The phrases of one word.
    alone: Vec<Phrase>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Its lists.
    classes: Classes,
    /// The place in [`Vocabulary::starts`] of the phrases that begin with it.
    start: u32,
}

/// All words and phrases.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: WordTable,
    words: Vec<Word>,
    /// The first is empty.
    starts: Vec<Start>,
    /// Phrases that must stand exactly as listed.
    listed: Vec<Box<str>>,
    /// The words of all phrases behind their first ones.
    rests: Vec<WordId>,
}

impl Vocabulary {
    /// An empty table.
    pub fn new() -> Self {
        Self { words: vec![Word::default()], starts: vec![Start::default()], ..Self::default() }
    }

    /// Adds a single word to the lists of `classes`.
    pub fn add_word(&mut self, word: &str, classes: Classes) {
        let id = self.intern(word);
        if id != UNKNOWN {
            let known = &mut self.words[id as usize].classes;
            *known = known.or(classes);
        }
    }

    /// Adds a phrase of one or more words. Words listed with a capital must have one in the
    /// article; acronyms must stand exactly as listed.
    pub fn add_phrase(&mut self, phrase: &str, entry: Entry) {
        let from = self.rests.len();
        let mut first = None;
        let mut capitals = 0u32;
        let mut count = 0;
        let mut acronym = false;
        tokenise(phrase, |token| {
            if token.kind == Kind::Hyphen {
                return;
            }
            if token.is_upper() && count < 32 {
                capitals |= 1 << count;
            }
            acronym |= matches!(token.kind, Kind::Acronym | Kind::Initial);
            let id = self.intern(&phrase[token.range()]);
            if first.is_none() {
                first = Some(id);
            } else {
                self.rests.push(id);
            }
            count += 1;
        });
        let Some(first) = first.filter(|first| *first != UNKNOWN) else { return };
        let rest = number(from)..number(self.rests.len());
        let case = match (acronym && rest.is_empty(), capitals) {
            (true, _) => Case::Exact,
            (false, 0) => Case::Any,
            (false, _) => Case::Name,
        };
        let listed = number(self.listed.len());
        if case == Case::Exact {
            self.listed.push(phrase.into());
        }
        self.start(first, Phrase { entry, case, rest, capitals, listed });
    }

    /// Adds a phrase that begins with the word `first`.
    fn start(&mut self, first: WordId, phrase: Phrase) {
        let place = &mut self.words[first as usize].start;
        if *place == 0 {
            *place = number(self.starts.len());
            self.starts.push(Start::default());
        }
        let start = &mut self.starts[*place as usize];
        let rest = phrase.rest.clone();
        let Some(second) = self.rests.get(rest.start as usize).filter(|_| !rest.is_empty()) else {
            start.alone.push(phrase);
            return;
        };
        start.seconds |= bit(*second);
        let before = |(word, other): &(WordId, Phrase)| {
            word < second || word == second && other.rest.len() >= rest.len()
        };
        let place = start.longer.partition_point(before);
        start.longer.insert(place, (*second, phrase));
    }

    /// The word's number and lists.
    #[inline]
    pub fn look_up(&self, word: &str, buffer: &mut String) -> (WordId, Classes) {
        let id = self.ids.find(word, buffer);
        (id, self.classes(id))
    }

    /// The number of the word at some bytes of `text`.
    #[inline]
    pub fn number_in(&self, text: &str, range: Range<usize>, buffer: &mut String) -> WordId {
        self.ids.find_in(text, range, buffer)
    }

    /// Whether a word begins a phrase of any list.
    pub fn begins_phrase(&self, word: &str) -> bool {
        self.begins(self.ids.find(word, &mut String::new()))
    }

    /// The same for the word of a number.
    #[inline]
    pub fn begins(&self, word: WordId) -> bool {
        self.words[word as usize].start != 0
    }

    /// The lists of a word by its number.
    #[inline]
    pub fn classes(&self, word: WordId) -> Classes {
        self.words[word as usize].classes
    }

    /// Finds the phrases that begin at `tokens[0]`, handing each entry and the number of tokens it
    /// takes to `found`, the longest first. `text` is the block's text, `words` the tokens' numbers.
    #[inline]
    pub fn phrases_at(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[WordId],
        mut found: impl FnMut(Entry, usize),
    ) {
        let Some(first) = words.first() else { return };
        let place = self.words[*first as usize].start;
        if place != 0 {
            self.phrases_of(&self.starts[place as usize], text, tokens, words, &mut found);
        }
    }

    fn phrases_of(
        &self,
        start: &Start,
        text: &str,
        tokens: &[Token],
        words: &[WordId],
        found: &mut impl FnMut(Entry, usize),
    ) {
        let hyphen = tokens.get(1).is_some_and(|t| t.kind == Kind::Hyphen);
        let second = words.get(1 + usize::from(hyphen)).copied().unwrap_or(UNKNOWN);
        if start.seconds & bit(second) != 0 {
            let first = start.longer.partition_point(|(word, _)| *word < second);
            let same = start.longer[first..].iter().take_while(|(word, _)| *word == second);
            for (_, phrase) in same {
                if let Some(length) = self.length_at(phrase, text, tokens, words) {
                    found(phrase.entry, length);
                }
            }
        }
        for phrase in &start.alone {
            if let Some(length) = self.length_at(phrase, text, tokens, words) {
                found(phrase.entry, length);
            }
        }
    }

    /// How many tokens the phrase takes, if it stands at the first of them. Hyphens are passed over.
    fn length_at(
        &self,
        phrase: &Phrase,
        text: &str,
        tokens: &[Token],
        words: &[WordId],
    ) -> Option<usize> {
        let mut at = 0;
        let rest = &self.rests[phrase.rest.start as usize..phrase.rest.end as usize];
        for (position, wanted) in rest.iter().enumerate() {
            at += 1;
            if tokens.get(at)?.kind == Kind::Hyphen {
                at += 1;
            }
            if words.get(at)? != wanted
                || (phrase.needs_capital(position + 1) && !tokens[at].is_upper())
            {
                return None;
            }
        }
        let fits = match phrase.case {
            Case::Any => true,
            Case::Name => !phrase.needs_capital(0) || tokens[0].is_upper(),
            Case::Exact => {
                let word = &text[tokens[0].range()];
                let listed = &*self.listed[phrase.listed as usize];
                word == listed || word.strip_suffix('.') == Some(listed)
            }
        };
        fits.then_some(at + 1)
    }

    /// The word's number, a new one if it has none.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let id = self.ids.intern(word);
        if id as usize >= self.words.len() {
            self.words.push(Word::default());
        }
        id
    }
}

impl Phrase {
    fn needs_capital(&self, position: usize) -> bool {
        self.case == Case::Name && position < 32 && self.capitals & (1 << position) != 0
    }
}

/// The bit of a word in [`Start::seconds`]; none for a word of no list.
fn bit(word: WordId) -> u64 {
    u64::from(word != UNKNOWN) << (word % 64)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(vocabulary: &Vocabulary, text: &str) -> Vec<(String, u32)> {
        let (mut tokens, mut words, mut buffer) = (Vec::new(), Vec::new(), String::new());
        tokenise(text, |t| {
            words.push(vocabulary.look_up(&text[t.range()], &mut buffer).0);
            tokens.push(t);
        });
        let mut out = Vec::new();
        for at in 0..tokens.len() {
            vocabulary.phrases_at(text, &tokens[at..], &words[at..], |entry, length| {
                let range = tokens[at].start as usize..tokens[at + length - 1].end as usize;
                out.push((text[range].to_owned(), entry.row));
            });
        }
        out
    }

    #[test]
    fn names_need_their_capitals_and_acronyms_their_form() {
        let mut v = Vocabulary::new();
        let entry = |row| Entry { kind: EntryKind::Country, row, field: 1 };
        v.add_phrase("Turkey", entry(1));
        v.add_phrase("US", entry(2));
        v.add_phrase("U.S.", entry(2));
        v.add_phrase("Côte d'Ivoire", entry(3));
        v.add_phrase("secretary-general", entry(4));
        assert_eq!(find(&v, "Turkey, turkey, us and Us"), [("Turkey".to_owned(), 1)]);
        assert_eq!(find(&v, "the US, the U.S. now").len(), 2);
        assert_eq!(find(&v, "Cote d’Ivoire"), [("Cote d’Ivoire".to_owned(), 3)]);
        assert_eq!(find(&v, "Secretary General and secretary-general").len(), 2);
    }
}
