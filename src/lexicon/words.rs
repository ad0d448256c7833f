//! The table that gives each listed word its number: the look-up that every word of every article
//! goes through.
//!
//! It stands alone because it is laid out for speed: a word of up to sixteen bytes is one integer,
//! made lower case and compared as such, without a copy.

use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::vocabulary::{UNKNOWN, WordId};

/// Bytes of the words that are kept as integers.
const PACKED: usize = 16;
/// Bits of a slot that hold a word's number; the others hold bits of its hash.
const ID_BITS: u32 = 20;
/// Slots of a new table, a power of two: room for the built-in lists.
const SLOTS: usize = 1 << 16;

/// Words by their keys, numbered from one in the order in which they came.
#[derive(Debug)]
pub(super) struct WordTable {
    /// A number and bits of the hash; zero where it is free. Collisions go to the next slot.
    slots: Vec<u32>,
    /// For each number, the word, if it is short.
    packed: Vec<u128>,
    /// Words of more bytes.
    long: FxHashMap<Box<str>, WordId>,
}

impl Default for WordTable {
    fn default() -> Self {
        Self { slots: vec![0; SLOTS], packed: vec![0], long: FxHashMap::default() }
    }
}

impl WordTable {
    /// The number of `word`, [`UNKNOWN`] if it has none. Uses `buffer` only for words that are not
    /// plain ASCII.
    #[inline]
    pub(super) fn find(&self, word: &str, buffer: &mut String) -> WordId {
        if let Some(short) = pack_lower(word) {
            return self.find_packed(short);
        }
        let key = key(word, buffer);
        match pack(key) {
            Some(short) => self.find_packed(short),
            None => self.long.get(key).copied().unwrap_or(UNKNOWN),
        }
    }

    /// The number of the word at some bytes of `text`, as [`find`](Self::find) gives it. Where text
    /// follows, a word of any length is read in one go.
    #[inline]
    pub(super) fn find_in(&self, text: &str, range: Range<usize>, buffer: &mut String) -> WordId {
        match pack_in(text.as_bytes(), range.clone()).and_then(lower) {
            Some(short) => self.find_packed(short),
            None => self.find(&text[range], buffer),
        }
    }

    /// The number of `word`, a new one if it has none.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(short) = pack_lower(word) {
            return self.intern_packed(short);
        }
        let mut buffer = String::new();
        let key = key(word, &mut buffer);
        if let Some(short) = pack(key) {
            return self.intern_packed(short);
        }
        let next = self.next();
        let id = *self.long.entry(key.into()).or_insert(next);
        if id == next {
            self.packed.push(0);
        }
        id
    }

    fn intern_packed(&mut self, short: u128) -> WordId {
        let known = self.find_packed(short);
        if known != UNKNOWN {
            return known;
        }
        let id = self.next();
        // Lists of a million words are not foreseen: what is beyond stays unknown.
        if id >> ID_BITS != 0 {
            return UNKNOWN;
        }
        self.packed.push(short);
        if self.packed.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.place(short, id);
        id
    }

    fn next(&self) -> WordId {
        WordId::try_from(self.packed.len()).unwrap_or(UNKNOWN)
    }

    #[inline]
    fn find_packed(&self, word: u128) -> WordId {
        let hash = hash(word);
        let mask = self.slots.len() - 1;
        let mut at = place(hash, mask);
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return UNKNOWN;
            }
            let id = slot & ((1 << ID_BITS) - 1);
            if slot ^ tag(hash) == id && self.packed[id as usize] == word {
                return id;
            }
            at = (at + 1) & mask;
        }
    }

    fn place(&mut self, word: u128, id: WordId) {
        let hash = hash(word);
        let mask = self.slots.len() - 1;
        let mut at = place(hash, mask);
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = tag(hash) | id;
    }

    fn grow(&mut self) {
        let slots = std::mem::take(&mut self.slots);
        self.slots = vec![0; slots.len() * 2];
        for slot in slots.into_iter().filter(|slot| *slot != 0) {
            let id = slot & ((1 << ID_BITS) - 1);
            self.place(self.packed[id as usize], id);
        }
    }
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

/// A word of plain ASCII letters, digits and the like, made lower case, as an integer. None for any
/// other, and for one that ends with a full stop.
#[inline]
fn pack_lower(word: &str) -> Option<u128> {
    if word.ends_with('.') { None } else { lower(pack(word)?) }
}

/// Some bytes of `text` as an integer, filled up with zeros: what [`pack`] makes of them. None for more
/// than sixteen, for those near the end of the text, and for those that end with a full stop.
#[inline]
fn pack_in(text: &[u8], range: Range<usize>) -> Option<u128> {
    let chunk = text.get(range.start..)?.first_chunk::<PACKED>()?;
    let length = range.len();
    if length == 0 || length > PACKED || chunk[length - 1] == b'.' {
        return None;
    }
    Some(u128::from_le_bytes(*chunk) & (u128::MAX >> (8 * (PACKED - length))))
}

/// A packed word in lower case; none if it is not plain ASCII.
#[inline]
fn lower(packed: u128) -> Option<u128> {
    const fn each(byte: u8) -> u128 {
        u128::from_le_bytes([byte; PACKED])
    }
    if packed & each(0x80) != 0 {
        return None;
    }
    // A byte's top bit becomes set where it is at least "A", and where it is more than "Z".
    let upper = (packed + each(0x80 - b'A')) & !(packed + each(0x7F - b'Z')) & each(0x80);
    Some(packed | (upper >> 2))
}

/// The bytes of a short word as an integer, filled up with zeros.
#[inline]
fn pack(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    // Two overlapping halves are faster to read than as many bytes as there are.
    let half = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
    let quarter = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    Some(match bytes.len() {
        0 => 0,
        length @ 1..=3 => {
            let (first, middle, last) = (bytes[0], bytes[length / 2], bytes[length - 1]);
            let shift = 8 * (length - 1);
            u128::from(first) | u128::from(middle) << (8 * (length / 2)) | u128::from(last) << shift
        }
        length @ 4..=7 => {
            let shift = 8 * (length - 4);
            u128::from(quarter(0)?) | u128::from(quarter(length - 4)?) << shift
        }
        length @ 8..=PACKED => {
            let shift = 8 * (length - 8);
            u128::from(half(0)?) | u128::from(half(length - 8)?) << shift
        }
        _ => return None,
    })
}

#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn hash(word: u128) -> u64 {
    let (low, high) = (word as u64, (word >> 64) as u64);
    let mixed = low.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ high.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The slot at which a word's search begins.
fn place(hash: u64, mask: usize) -> usize {
    (hash >> 32) as usize & mask
}

/// The bits of a hash that stand in its slot.
#[expect(clippy::cast_possible_truncation, reason = "only low bits are meant")]
fn tag(hash: u64) -> u32 {
    (hash as u32) << ID_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_and_case_are_found() {
        let mut table = WordTable::default();
        let words = [
            "a",
            "of",
            "the",
            "said",
            "Paris",
            "london",
            "seventh",
            "European",
            "Côte",
            "Vos",
            "counteroffensive",
            "counteroffensives",
            "won't",
            "e.g.",
            "No.",
            "Łódź",
            "",
        ];
        let ids: Vec<WordId> = words.iter().map(|word| table.intern(word)).collect();
        assert_eq!(ids, (1..=17).collect::<Vec<WordId>>());
        let mut buffer = String::new();
        for (word, id) in words.iter().zip(&ids) {
            assert_eq!(table.find(word, &mut buffer), *id, "{word}");
            let line = format!("A {word} and what comes behind it");
            assert_eq!(table.find_in(&line, 2..2 + word.len(), &mut buffer), *id, "{word}");
            assert_eq!(table.find(&word.to_uppercase(), &mut buffer), *id, "{word}");
        }
        for (word, id) in [("cote", ids[8]), ("won’t", ids[12]), ("no", ids[14]), ("lodz", ids[15])]
        {
            assert_eq!(table.find(word, &mut buffer), id, "{word}");
        }
        assert_eq!(table.find("par", &mut buffer), UNKNOWN);
    }

    #[test]
    fn a_table_grows() {
        let mut table = WordTable::default();
        for number in 0..50_000 {
            table.intern(&format!("word{number}"));
        }
        let mut buffer = String::new();
        assert_eq!(table.find("Word49999", &mut buffer), 50_000);
        assert_eq!(table.find("word50000", &mut buffer), UNKNOWN);
    }
}
