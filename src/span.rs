//! Where a statement stands: articles, passages, spans, and values that cannot be had without one.
//!
//! It stands alone because every stage speaks it. A span is relative to its passage, so an edit
//! elsewhere in an article disturbs no citation.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Identifies an article: the stem of its file under `content/sources`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceId(Arc<str>);

impl SourceId {
    /// Wraps the stem of a file name.
    pub fn new(stem: &str) -> Self {
        Self(stem.into())
    }

    /// The id as it stands in citations and paths.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// Identifies a passage (a sentence, a heading, a list item or the headline) within its article:
/// 48 bits of a hash of its folded text, and which occurrence of that text it is, from one.
///
/// An edit disturbs only its own passage, and a repeated sentence does not collide.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PassageId {
    hash: u64,
    occurrence: u16,
}

impl PassageId {
    /// The id of the `occurrence`th passage (from one) whose folded text is `folded`.
    pub fn of(folded: &str, occurrence: u16) -> Self {
        let digest = blake3::hash(folded.as_bytes());
        let mut bytes = [0u8; 8];
        bytes[2..].copy_from_slice(&digest.as_bytes()[..6]);
        Self { hash: u64::from_be_bytes(bytes), occurrence }
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p{:012x}", self.hash)?;
        if self.occurrence > 1 {
            write!(f, "-{}", self.occurrence)?;
        }
        Ok(())
    }
}

impl fmt::Debug for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Text that is not the printed form of a [`PassageId`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a passage id: {0:?}")]
pub struct InvalidPassageId(String);

impl FromStr for PassageId {
    type Err = InvalidPassageId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidPassageId(text.to_owned());
        let rest = text.strip_prefix('p').ok_or_else(invalid)?;
        let (hash, occurrence) = rest.split_once('-').unwrap_or((rest, "1"));
        if hash.len() != 12 {
            return Err(invalid());
        }
        Ok(Self {
            hash: u64::from_str_radix(hash, 16).map_err(|_| invalid())?,
            occurrence: occurrence.parse().map_err(|_| invalid())?,
        })
    }
}

impl Serialize for PassageId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PassageId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Words of an article: bytes `start..end` of the text of `sentences` consecutive passages of one
/// block, the first of which is `passage`.
///
/// `sentences` is one but for claims that run over several sentences of a paragraph, such as a
/// long quotation; their text runs from the start of the first to the end of the last.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The article.
    pub source: SourceId,
    /// The passage in which the words begin.
    pub passage: PassageId,
    /// How many passages the words touch, at least one.
    pub sentences: u16,
    /// First byte of the words, relative to the text of the passages.
    pub start: u32,
    /// The byte after the words, relative to the text of the passages.
    pub end: u32,
}

/// A value, and the passages that it rests on: at least one, so nothing uncited can be stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited<T> {
    /// What is stated.
    pub value: T,
    /// Where it is stated first.
    pub first: Span,
    /// Where else it is stated.
    pub rest: Vec<Span>,
}

impl<T> Cited<T> {
    /// A value that rests on one passage.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, first: span, rest: Vec::new() }
    }

    /// All spans, the first one first.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The same spans with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Cited<U> {
        Cited { value: f(self.value), first: self.first, rest: self.rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passage_ids_print_and_parse() {
        for occurrence in [1, 2, 77] {
            let id = PassageId::of("A sentence.", occurrence);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        assert!("p12".parse::<PassageId>().is_err());
        assert_ne!(PassageId::of("a", 1), PassageId::of("b", 1));
    }
}
