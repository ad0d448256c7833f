//! Finds many phrases in a text in one pass, whatever the case of their ASCII letters.
//!
//! It stands alone because it is an algorithm: where a word begins, its first bytes are looked up in
//! a set of bits, which nearly always says that no phrase begins there. An automaton of the thousand
//! phrases would take longer to build than all else that is loaded, and be slower, since its states
//! do not fit the processor's cache.

/// Bits of the set, a power of two: some twenty for each of a thousand phrases.
const BITS: usize = 1 << 15;
/// Bytes by which a phrase is looked up: as many as it has of these.
const WINDOWS: [usize; 4] = [8, 4, 2, 1];

/// The bits of windows by which phrases of four bytes or more are looked up.
const LONG: u8 = 0b0011;
/// Those of shorter phrases.
const SHORT: u8 = 0b1100;
/// The bit of bytes that are part of words: a phrase that begins with one begins where a word does.
const WORD: u8 = 1 << 7;

/// Phrases, ready to be found.
#[derive(Debug)]
pub(super) struct Finder {
    /// Sorted by their windows, the longest first.
    patterns: Vec<Pattern>,
    /// For each byte, the bits of the windows of the phrases that begin with it, and [`WORD`].
    bytes: [u8; 256],
    /// A bit for the first four bytes of each phrase that has as many: most words are told by these.
    openings: Box<[u64]>,
    /// A bit for each window.
    set: Box<[u64]>,
}

#[derive(Debug)]
struct Pattern {
    /// Its first bytes.
    window: u64,
    phrase: Box<str>,
    /// What it stands for.
    number: u32,
}

impl Finder {
    /// Makes phrases ready, each with a number that it stands for. Of two that
    /// are the same, the first is found.
    pub(super) fn new(phrases: impl IntoIterator<Item = (Box<str>, u32)>) -> Self {
        let mut finder = Self {
            patterns: Vec::new(),
            bytes: std::array::from_fn(is_word),
            openings: vec![0; BITS / 64].into(),
            set: vec![0; BITS / 64].into(),
        };
        for (phrase, number) in phrases {
            let bytes = phrase.as_bytes();
            let fits = |(_, size): &(usize, usize)| bytes.len() >= *size;
            let Some((which, size)) = WINDOWS.into_iter().enumerate().find(fits) else { continue };
            let Some(window) = window(bytes, size) else { continue };
            for first in [bytes[0].to_ascii_lowercase(), bytes[0].to_ascii_uppercase()] {
                finder.bytes[usize::from(first)] |= 1 << which;
            }
            if let Some(opening) = self::window(bytes, 4) {
                insert(&mut finder.openings, opening);
            }
            insert(&mut finder.set, window);
            finder.patterns.push(Pattern { window, phrase, number });
        }
        // The sort is stable: of two that are the same, the first stays before the other.
        finder.patterns.sort_by_key(|p| (p.window, std::cmp::Reverse(p.phrase.len())));
        finder
    }

    /// The phrases in `text` that begin where a word or a sign does, from left to right, none
    /// overlapping another, the longest where several begin: first byte, the byte after the last, and
    /// the number of each.
    pub(super) fn find_iter<'a, 't>(
        &'a self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, u32)> + use<'a, 't> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (start, found) = self.next(text.as_bytes(), at)?;
            at = start + found.phrase.len();
            Some((start, at, found.number))
        })
    }

    /// The first phrase from `from` on, and its first byte.
    fn next(&self, text: &[u8], from: usize) -> Option<(usize, &Pattern)> {
        let known = |at: usize| text.get(at).map_or(0, |byte| self.bytes[usize::from(*byte)]);
        let mut at = from;
        // The rest of a word in which another phrase ended.
        if at.checked_sub(1).is_some_and(|before| known(before) & WORD != 0) {
            while known(at) & WORD != 0 {
                at += 1;
            }
        }
        while at < text.len() {
            let byte = known(at);
            if byte & !WORD != 0
                && let Some(found) = self.at(&text[at..], byte)
            {
                return Some((at, found));
            }
            at += 1;
            if byte & WORD != 0 {
                while known(at) & WORD != 0 {
                    at += 1;
                }
            }
        }
        None
    }

    /// The longest phrase with which `text` begins; `byte` is what is known of its first one.
    fn at(&self, text: &[u8], byte: u8) -> Option<&Pattern> {
        let opens = |four| holds(&self.openings, four);
        let long = byte & LONG != 0 && window(text, 4).is_some_and(opens);
        let long = || if long { self.by(text, 8).or_else(|| self.by(text, 4)) } else { None };
        let short =
            || if byte & SHORT != 0 { self.by(text, 2).or_else(|| self.by(text, 1)) } else { None };
        long().or_else(short)
    }

    /// The longest phrase looked up by its first `size` bytes with which `text` begins.
    fn by(&self, text: &[u8], size: usize) -> Option<&Pattern> {
        let window = window(text, size)?;
        if !holds(&self.set, window) {
            return None;
        }
        let first = self.patterns.partition_point(|other| other.window < window);
        let mut same = self.patterns[first..].iter().take_while(|other| other.window == window);
        same.find(|pattern| {
            let phrase = pattern.phrase.as_bytes();
            text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
        })
    }
}

fn is_word(byte: usize) -> u8 {
    let word = u8::try_from(byte).is_ok_and(|byte| byte.is_ascii_alphanumeric());
    if word { WORD } else { 0 }
}

/// The first `size` bytes of a text as a number, letters alike whatever their case.
#[inline]
fn window(text: &[u8], size: usize) -> Option<u64> {
    let bytes = text.get(..size)?;
    Some(match size {
        8 => u64::from_le_bytes(bytes.try_into().ok()?) | 0x2020_2020_2020_2020,
        4 => u64::from(u32::from_le_bytes(bytes.try_into().ok()?) | 0x2020_2020),
        2 => u64::from(u16::from_le_bytes(bytes.try_into().ok()?) | 0x2020),
        _ => u64::from(bytes.first()? | 0x20),
    })
}

/// Whether a window may have been added to a set.
#[inline]
fn holds(set: &[u64], window: u64) -> bool {
    let bit = bit(window);
    set[bit / 64] >> (bit % 64) & 1 != 0
}

fn insert(set: &mut [u64], window: u64) {
    let bit = bit(window);
    set[bit / 64] |= 1 << (bit % 64);
}

/// The bit of a window in the set.
#[inline]
fn bit(window: u64) -> usize {
    const SHIFT: u32 = 64 - BITS.trailing_zeros();
    (window.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> SHIFT) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_of_those_that_begin_and_none_within_another() {
        let phrases = ["read", "read more", "more news", "©", "it’s us", "Read"];
        let finder = Finder::new(phrases.iter().map(|p| Box::from(*p)).zip(0..));
        let find = |text: &str| -> Vec<(String, u32)> {
            finder.find_iter(text).map(|(a, b, n)| (text[a..b].to_owned(), n)).collect()
        };
        assert_eq!(find("READ MORE NEWS © 2020"), [("READ MORE".into(), 1), ("©".into(), 3)]);
        assert_eq!(find("re, rea, Read"), [("Read".to_owned(), 0)]);
        assert_eq!(find("No, it’s us"), [("it’s us".to_owned(), 4)]);
        assert_eq!(find("bread: READ MORE, no"), [("READ MORE".to_owned(), 1)]);
        assert!(find("more new").is_empty() && find("").is_empty());
    }
}
