//! A line of a seed cut into words, each looked up once in the list `furniture`.
//!
//! It stands beside the list because whoever asks for the voice of a line asks many questions about
//! the same words.

use super::furniture::{Furniture, Node, Sign, Signs};

/// A line cut into words, in lower case, without punctuation at their ends, each looked up once.
#[derive(Debug, Default)]
pub struct Line {
    /// The line with its ASCII letters in lower case, and behind it the words that are not plain.
    text: String,
    words: Vec<Word>,
    /// What all phrases say that begin with any of them.
    any: Signs,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    /// Its number in the list, zero if it is not in it.
    number: u32,
    node: Node,
    /// Whether a sentence begins with it, roughly: a stop and a blank stand before it.
    opens: bool,
}

/// Some words of a [`Line`] in a row.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    text: &'a str,
    list: &'a [Word],
    furniture: &'a Furniture,
    /// At least what all phrases say that begin with any of them.
    any: Signs,
}

impl Furniture {
    /// The words of `text`: what stands between blanks, bars, dashes and dots.
    pub fn line(&self, text: &str) -> Line {
        let mut line = Line { text: text.to_ascii_lowercase(), ..Line::default() };
        line.words.reserve(text.len() / 5 + 1);
        let mut opens = true;
        for part in parts(text) {
            if part.text.is_empty() {
                opens |= part.stop;
                continue;
            }
            let range = if part.text.is_ascii() {
                part.start..part.start + part.text.len()
            } else {
                let start = line.text.len();
                push_lower(&mut line.text, part.text);
                start..line.text.len()
            };
            let number = self.number(&line.text[range.clone()]);
            let node = self.node(number);
            line.any |= node.any;
            let (start, end) = (offset(range.start), offset(range.end));
            let opens = std::mem::replace(&mut opens, part.stop);
            line.words.push(Word { start, end, number, node, opens });
        }
        line
    }
}

/// What stands between two signs that part words.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its first byte in the line.
    start: usize,
    /// Its text, without punctuation at either end.
    pub text: &'a str,
    /// Whether a stop and a blank come behind it.
    stop: bool,
}

/// What stands between blanks, bars, dashes and dots.
pub fn parts(line: &str) -> impl Iterator<Item = Part<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..).filter(|rest| !rest.is_empty())?;
        let (piece, separator) = rest.split_at(next_separator(rest));
        let blank = separator.starts_with(' ');
        let width = if blank { 1 } else { separator.chars().next().map_or(0, char::len_utf8) };
        let mut part = Part { start: at, text: piece, stop: false };
        at += piece.len() + width;
        part.stop = blank && piece.ends_with(['.', '?', '!']);
        // Nearly all words are plain, and have nothing to be taken off.
        let bytes = piece.as_bytes();
        let ends = bytes.first().zip(bytes.last());
        if !ends.is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()) {
            let odd = |c: char| !c.is_alphanumeric();
            let core = piece.trim_start_matches(odd);
            part.start += piece.len() - core.len();
            part.text = core.trim_end_matches(odd);
        }
        Some(part)
    })
}

/// The first byte of the first sign between words in `text`, or its length.
fn next_separator(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is = |at: usize, sign: &str| bytes[at..].starts_with(sign.as_bytes());
    let separates = |(at, byte): &(usize, &u8)| match byte {
        b' ' | b'|' => true,
        0xC2 => is(*at, "·"),
        0xE2 => ["—", "–", "•"].iter().any(|sign| is(*at, sign)),
        _ => false,
    };
    bytes.iter().enumerate().find(separates).map_or(bytes.len(), |(at, _)| at)
}

/// Adds a word in lower case, with plain apostrophes.
pub(super) fn push_lower(out: &mut String, word: &str) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else {
        out.extend(word.to_lowercase().chars().map(|c| if c == '’' { '\'' } else { c }));
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Line {
    /// All of its words.
    pub fn words<'a>(&'a self, furniture: &'a Furniture) -> Words<'a> {
        Words { text: &self.text, list: &self.words, furniture, any: self.any }
    }
}

impl<'a> Words<'a> {
    /// How many they are.
    pub fn len(self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.list.is_empty()
    }

    /// Those from the `from`th on; none if there are not so many.
    #[must_use]
    pub fn from(self, from: usize) -> Self {
        Self { list: self.list.get(from..).unwrap_or_default(), ..self }
    }

    /// The first `count`, or all.
    #[must_use]
    pub fn up_to(self, count: usize) -> Self {
        Self { list: &self.list[..count.min(self.list.len())], ..self }
    }

    /// The words themselves.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator {
        self.list.iter().map(|word| &self.text[word.start as usize..word.end as usize])
    }

    /// The sentences that they make, roughly.
    pub fn sentences(self) -> impl Iterator<Item = Self> {
        self.list.chunk_by(|_, next| !next.opens).map(move |list| Self { list, ..self })
    }

    /// Whether the `index`th is `word`.
    pub fn is_word(self, index: usize, word: &str) -> bool {
        self.from(index).iter().next() == Some(word)
    }

    /// Whether the `index`th is one of a kind by itself.
    pub fn is(self, sign: Sign, index: usize) -> bool {
        self.list.get(index).is_some_and(|word| word.node.here & sign.bit() != 0)
    }

    /// How many words the longest phrase of a kind has that they begin with.
    pub fn opening(self, sign: Sign) -> Option<usize> {
        let first = self.list.first()?;
        if first.node.any & sign.bit() == 0 {
            return None;
        }
        let mut longest = None;
        let (mut at, mut node) = (first.number, first.node);
        for (count, next) in (1..).zip(self.list[1..].iter().map(Some).chain([None])) {
            if node.here & sign.bit() != 0 {
                longest = Some(count);
            }
            let Some(below) = next.and_then(|n| self.furniture.below(at, n.number)) else { break };
            (at, node) = below;
        }
        longest
    }

    /// Whether they are one phrase of a kind, and nothing else.
    pub fn are(self, sign: Sign) -> bool {
        !self.is_empty() && self.opening(sign) == Some(self.len())
    }

    /// Whether any word or phrase of a kind stands among them.
    pub fn among(self, sign: Sign) -> bool {
        self.any & sign.bit() != 0 && (0..self.len()).any(|n| self.from(n).opening(sign).is_some())
    }
}
