//! An article while it is being ingested: pieces in reading order, each with its place in the seed.
//!
//! Pieces are never dropped: what is no part of the article gets a fate, and becomes an entry of
//! `removed` in the end, so nothing can get lost on the way.

use super::{Block, BlockKind, Document, Mark, Meta, Removed};
use crate::seeds::Sidecar;

/// A line, paragraph or item of a seed.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// First and last line in the decoded seed, from one.
    pub(super) lines: (u32, u32),
    /// What it is; none for text whose kind only its shape can tell.
    pub(super) kind: Option<BlockKind>,
    /// Its text: one line, single blanks, none at either end.
    pub(super) text: String,
    /// Marks in its text.
    pub(super) marks: Vec<Mark>,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    /// Why it is left out, if it is.
    pub(super) fate: Option<String>,
    /// Whether the sidecar says that it must stay.
    pub(super) kept: bool,
}

/// An article while it is being ingested.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// In reading order.
    pub(super) pieces: Vec<Piece>,
    /// What is known about the article so far.
    pub(super) meta: Meta,
    /// Spans left out of pieces that stay.
    pub(super) cuts: Vec<Removed>,
    /// Whether the text is a press release.
    pub(super) release: bool,
}

impl Piece {
    /// A piece that nothing is known about but its text.
    pub(super) fn line(no: u32, text: String, gap: bool) -> Self {
        Self { lines: (no, no), kind: None, text, marks: Vec::new(), gap, fate: None, kept: false }
    }

    /// Whether it is still part of the article.
    pub(super) fn live(&self) -> bool {
        self.fate.is_none()
    }

    /// Leaves it out for `reason`, unless the sidecar keeps it.
    pub(super) fn leave_out(&mut self, reason: &str) {
        if !self.kept && self.fate.is_none() {
            self.fate = Some(reason.to_owned());
        }
    }

    /// Whether it is a line, a paragraph or a quotation, not a heading or an item.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.kind, None | Some(BlockKind::Paragraph | BlockKind::Quote))
    }
}

impl Draft {
    /// Marks what the sidecar keeps, whatever was decided about it.
    pub(super) fn keep(&mut self, sidecar: &Sidecar) {
        if !sidecar.keep.is_empty() {
            for piece in &mut self.pieces {
                piece.kept = sidecar.keeps(piece.lines, &piece.text);
                if piece.kept {
                    piece.fate = None;
                }
            }
        }
    }

    /// Cuts the text of piece `index` off at byte `at`, for `reason`.
    pub(super) fn cut(&mut self, index: usize, at: usize, reason: &str) {
        let piece = &mut self.pieces[index];
        if piece.kept {
            return;
        }
        let text = piece.text.split_off(at);
        piece.text.truncate(piece.text.trim_end().len());
        let end = u32::try_from(piece.text.len()).unwrap_or(u32::MAX);
        piece.marks.retain_mut(|mark| {
            mark.end = mark.end.min(end);
            mark.start < mark.end
        });
        self.cuts.push(Removed { lines: piece.lines, reason: reason.to_owned(), text });
    }

    /// Indices of the pieces that are still part of the article.
    pub(super) fn live(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|i| self.pieces[*i].live()).collect()
    }

    /// The finished article.
    pub(super) fn finish(self) -> Document {
        let mut meta = self.meta;
        let mut removed = self.cuts;
        let mut blocks = Vec::with_capacity(self.pieces.len());
        for piece in self.pieces {
            match piece.fate {
                Some(reason) => {
                    removed.push(Removed { lines: piece.lines, reason, text: piece.text });
                }
                None if piece.text.is_empty() => {}
                None => blocks.push(Block {
                    kind: piece.kind.unwrap_or(BlockKind::Paragraph),
                    text: piece.text,
                    marks: piece.marks,
                }),
            }
        }
        removed.sort_by_key(|r| r.lines);
        meta.removed = removed;
        Document { meta, blocks }
    }
}
