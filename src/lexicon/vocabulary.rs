//! Every word and phrase of the lists in one table, so that an article's words are looked up once.
//!
//! A word has [`Classes`], a bit per list of single words; phrases (and the names of countries,
//! organisations, roles, cues) are found from their first word on, the longest first.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

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
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All lists of both.
    #[must_use]
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
    /// A noun for an undertaking or its meetings.
    Undertaking,
    /// A noun that announces a list of those who belong.
    Roster,
    /// A phrase that announces an earlier instance.
    PrecedentCue,
    /// A verb whose object comes into being.
    FoundingVerb,
    /// What follows the subject's name in a definition.
    DefinitionVerb,
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

#[derive(Debug)]
struct Phrase {
    rest: Box<[WordId]>,
    case: Case,
    /// The phrase as listed, for [`Case::Exact`].
    listed: Box<str>,
    /// Bit per word: listed with a capital.
    capitals: u32,
    entry: Entry,
}

#[derive(Clone, Debug, Default)]
struct Word {
    classes: Classes,
    /// Indexes of the phrases that begin with it, the longest first.
    phrases: Vec<u32>,
}

/// All words and phrases.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    phrases: Vec<Phrase>,
}

/// A word as it is looked up: lower case, without diacritics and the full stop of an abbreviation.
/// Uses `buffer` only where `word` is not such already.
pub fn key<'a>(word: &'a str, buffer: &'a mut String) -> &'a str {
    let word = if word.len() > 1 && word.ends_with('.') && !word[..word.len() - 1].contains('.') {
        &word[..word.len() - 1]
    } else {
        word
    };
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.') {
        return word;
    }
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
        return buffer;
    }
    for c in word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match c {
            'ø' | 'Ø' => buffer.push('o'),
            'ł' | 'Ł' => buffer.push('l'),
            'ı' => buffer.push('i'),
            '’' => buffer.push('\''),
            other => buffer.extend(other.to_lowercase()),
        }
    }
    buffer
}

impl Vocabulary {
    /// An empty table.
    pub fn new() -> Self {
        Self { words: vec![Word::default()], ..Self::default() }
    }

    /// Adds a single word to the lists of `classes`.
    pub fn add_word(&mut self, word: &str, classes: Classes) {
        let id = self.intern(word);
        let entry = &mut self.words[id as usize];
        entry.classes = entry.classes.or(classes);
    }

    /// Adds a phrase of one or more words. Words listed with a capital must have one in the
    /// article; acronyms must stand exactly as listed.
    pub fn add_phrase(&mut self, phrase: &str, entry: Entry) {
        let mut ids = Vec::new();
        let mut capitals = 0u32;
        let mut acronym = false;
        tokenise(phrase, |token| {
            if token.kind == Kind::Hyphen {
                return;
            }
            if token.is_upper() && ids.len() < 32 {
                capitals |= 1 << ids.len();
            }
            acronym |= matches!(token.kind, Kind::Acronym | Kind::Initial);
            ids.push((token.start, token.end));
        });
        let ids: Vec<WordId> =
            ids.into_iter().map(|(s, e)| self.intern(&phrase[s as usize..e as usize])).collect();
        let Some((first, rest)) = ids.split_first() else { return };
        let case = match (acronym && rest.is_empty(), capitals) {
            (true, _) => Case::Exact,
            (false, 0) => Case::Any,
            (false, _) => Case::Name,
        };
        let index = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
        self.phrases.push(Phrase {
            rest: rest.into(),
            case,
            listed: phrase.into(),
            capitals,
            entry,
        });
        let length = rest.len();
        let phrases = &self.phrases;
        let starts = &mut self.words[*first as usize].phrases;
        let place = starts.partition_point(|p| phrases[*p as usize].rest.len() >= length);
        starts.insert(place, index);
    }

    /// The word's number and lists.
    pub fn look_up(&self, word: &str, buffer: &mut String) -> (WordId, Classes) {
        match self.ids.get(key(word, buffer)) {
            Some(id) => (*id, self.words[*id as usize].classes),
            None => (UNKNOWN, Classes::default()),
        }
    }

    /// Whether a word begins a phrase of any list.
    pub fn begins_phrase(&self, word: &str) -> bool {
        let (id, _) = self.look_up(word, &mut String::new());
        !self.words[id as usize].phrases.is_empty()
    }

    /// The lists of a word by its number.
    pub fn classes(&self, word: WordId) -> Classes {
        self.words[word as usize].classes
    }

    /// Finds the phrases that begin at `tokens[0]`, handing each entry and the number of tokens it
    /// takes to `found`, the longest first. `text` is the block's text, `words` the tokens' numbers.
    pub fn phrases_at(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[WordId],
        mut found: impl FnMut(Entry, usize),
    ) {
        let Some(first) = words.first().filter(|w| **w != UNKNOWN) else { return };
        for index in &self.words[*first as usize].phrases {
            let phrase = &self.phrases[*index as usize];
            if let Some(length) = phrase.length_at(text, tokens, words) {
                found(phrase.entry, length);
            }
        }
    }

    /// The word's number, a new one if it has none.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let mut buffer = String::new();
        let key = key(word, &mut buffer);
        if let Some(id) = self.ids.get(key) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(Word::default());
        self.ids.insert(key.into(), id);
        id
    }
}

impl Phrase {
    /// How many tokens the phrase takes, if it stands at the first of them. Hyphens are passed over.
    fn length_at(&self, text: &str, tokens: &[Token], words: &[WordId]) -> Option<usize> {
        let mut at = 0;
        for (position, wanted) in self.rest.iter().enumerate() {
            at += 1;
            if tokens.get(at)?.kind == Kind::Hyphen {
                at += 1;
            }
            if words.get(at)? != wanted
                || (self.needs_capital(position + 1) && !tokens[at].is_upper())
            {
                return None;
            }
        }
        let fits = match self.case {
            Case::Any => true,
            Case::Name => !self.needs_capital(0) || tokens[0].is_upper(),
            Case::Exact => {
                let word = &text[tokens[0].range()];
                word == &*self.listed || word.strip_suffix('.') == Some(&self.listed)
            }
        };
        fits.then_some(at + 1)
    }

    fn needs_capital(&self, position: usize) -> bool {
        self.case == Case::Name && position < 32 && self.capitals & (1 << position) != 0
    }
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
