//! Articles as structured Markdown: `content/sources/ID.md`.
//!
//! [`ingest`] makes a [`Document`] of a raw seed; [`print`] and [`parse`] turn it into the Markdown
//! that an editor may change and back; [`segment`] cuts it into [`Passage`]s. Extraction reads what
//! was parsed, so that a correction made by hand counts.

mod bylines;
mod draft;
mod duplicates;
mod emphasis;
mod filter;
mod front;
mod grams;
mod head;
mod headline;
mod imprint;
mod ingest;
mod lines;
mod markdown;
mod normal;
mod parse;
mod print;
mod refresh;
mod seed_html;
mod seed_markdown;
mod segment;
mod sentences;
mod shape;
mod stray;
mod structure;
mod tail;
mod voice;
mod writers;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::span::{PassageId, SourceId, Span};

pub use duplicates::duplicates;
pub use front::SHAPE as FRONT_MATTER;
pub use ingest::ingest;
pub use parse::parse;
pub use print::print;
pub use refresh::{Refresh, refresh};
pub use segment::segment;

/// An article without identity: front matter and blocks. `parse(print(d)) == d`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The front matter.
    pub meta: Meta,
    /// The body: headings, paragraphs, list items, quotations. The headline is `meta.title`.
    pub blocks: Vec<Block>,
}

/// Front matter of an article. What the article does not state is none, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meta {
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Bylines.
    #[serde(deserialize_with = "crate::seeds::one_or_many")]
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// Path of the seed, relative to the project's root.
    pub seed: Option<String>,
    /// Hash of the seed (and its sidecar) that this was made from.
    pub seed_hash: Option<String>,
    /// Hash of the body as sitegen wrote it, line ends made LF; tells whether a person edited it.
    pub generated: Option<String>,
    /// For each field above that sitegen filled in, a short hash of what it wrote; tells which values a
    /// person changed.
    #[serde(deserialize_with = "or_default")]
    pub generated_meta: BTreeMap<String, String>,
    /// Fields that were inferred, and from what.
    #[serde(deserialize_with = "or_default")]
    pub inferred: BTreeMap<String, String>,
    /// What was left out of the body, so that nothing is lost.
    #[serde(deserialize_with = "or_default")]
    pub removed: Vec<Removed>,
}

/// A key without a value is as good as none.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A span of the seed's text that is not part of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// First and last line in the decoded seed, from one.
    pub lines: (u32, u32),
    /// Why it was left out, such as "podcast plug".
    pub reason: String,
    /// The text itself.
    pub text: String,
}

/// A block of an article's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its plain text, one line, without marks.
    pub text: String,
    /// Emphasis and links, in order of start, properly nested.
    pub marks: Vec<Mark>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The headline; only in a [`Source`], where it is the first block.
    Headline,
    /// A heading of level 2 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list with bullets, at a depth from 0.
    Bullet(u8),
    /// An item of a numbered list, at a depth from 0, with its number.
    Numbered(u8, u32),
    /// A block quotation.
    Quote,
}

/// Marked text: bytes `start..end` of a block's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// How it is marked.
    pub kind: MarkKind,
}

/// How text is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkKind {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis, such as a run-in heading.
    Strong,
    /// A link to an address.
    Link(String),
}

/// An article cut into passages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The stem of its file.
    pub id: SourceId,
    /// Its front matter.
    pub meta: Meta,
    /// The headline first if there is one, then the body.
    pub blocks: Vec<Block>,
    /// All passages in reading order.
    pub passages: Vec<Passage>,
    /// For each block, the range of its passages.
    pub of_block: Vec<Range<u32>>,
}

/// A sentence, a heading, a list item or the headline: the smallest thing that can be cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Stable under edits elsewhere.
    pub id: PassageId,
    /// Index of its block.
    pub block: u32,
    /// First byte in the block's text.
    pub start: u32,
    /// The byte after the last in the block's text.
    pub end: u32,
}

impl Source {
    /// The text of the `index`th passage.
    pub fn passage_text(&self, index: usize) -> &str {
        let p = &self.passages[index];
        &self.blocks[p.block as usize].text[p.start as usize..p.end as usize]
    }

    /// The index of the passage with this id.
    pub fn find(&self, id: PassageId) -> Option<usize> {
        self.passages.iter().position(|p| p.id == id)
    }

    /// The span of bytes `start..end` of the text of block `block`, counted from its passage.
    ///
    /// # Panics
    /// If the block has no passage, or the bytes lie outside of it.
    pub fn span(&self, block: usize, start: usize, end: usize) -> Span {
        let range = self.of_block[block].clone();
        let passages = &self.passages[range.start as usize..range.end as usize];
        let first = passages.iter().rposition(|p| p.start as usize <= start).unwrap_or(0);
        let last = passages.iter().rposition(|p| (p.start as usize) < end.max(start + 1));
        let last = last.unwrap_or(first).max(first);
        let base = passages[first].start as usize;
        Span {
            source: self.id.clone(),
            passage: passages[first].id,
            sentences: u16::try_from(last - first + 1).unwrap_or(u16::MAX),
            start: u32::try_from(start.saturating_sub(base)).unwrap_or(0),
            end: u32::try_from(end.saturating_sub(base)).unwrap_or(0),
        }
    }

    /// The text of all passages that a span touches: what is shown as its evidence. None if the
    /// passage does not (any longer) stand in this article.
    pub fn evidence(&self, span: &Span) -> Option<&str> {
        let first = self.find(span.passage)?;
        let last = first + usize::from(span.sentences.max(1)) - 1;
        let (first, last) = (self.passages.get(first)?, self.passages.get(last)?);
        if first.block != last.block {
            return None;
        }
        self.blocks[first.block as usize].text.get(first.start as usize..last.end as usize)
    }

    /// The words that a span delimits.
    pub fn words(&self, span: &Span) -> Option<&str> {
        self.evidence(span)?.get(span.start as usize..span.end as usize)
    }
}
