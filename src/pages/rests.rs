//! What a block rests on: its passages and articles, in reading order.
//!
//! It stands alone because everything depends on its being complete: a passage that it misses
//! would be stated without being shown.

use super::block::{Block, Group, Piece, Prose, Reference, Row, Stands, Tile};
use crate::citations::Outcome;
use crate::span::{Cited, SourceId, Span};

impl Block {
    /// Calls `see` with each passage that the block rests on, in reading order.
    pub fn each_span<'a>(&'a self, see: &mut dyn FnMut(&'a Span)) {
        match self {
            Self::Statements(list) => list.iter().flat_map(|s| s.cited.spans()).for_each(see),
            Self::Quotations(list) => {
                list.iter().flat_map(|q| q.claim.stated.spans()).for_each(see);
            }
            Self::Timeline(list) => list.iter().flat_map(|c| c.stated.spans()).for_each(see),
            Self::Figures { figures, .. } => {
                figures.iter().flat_map(|c| c.stated.spans()).for_each(see);
            }
            Self::Matrix(matrix) => {
                for group in &matrix.groups {
                    group.each_span(see);
                }
            }
            Self::Grid(groups) | Self::Roster { groups, .. } => {
                for group in groups {
                    group.each_span(see);
                }
            }
            Self::Card { row, .. } => row.each_span(see),
            Self::Columns(columns) => {
                for block in columns.iter().flatten() {
                    block.each_span(see);
                }
            }
            Self::Positions(list) => list.iter().flat_map(|p| p.claim.stated.spans()).for_each(see),
            Self::Disagreement { disagreement, .. } => {
                disagreement.sides.iter().flat_map(Cited::spans).for_each(see);
            }
            Self::People(list) => {
                list.iter().filter_map(|p| p.office.as_ref()).flat_map(Cited::spans).for_each(see);
            }
            Self::Offices(list) => list.iter().flat_map(Cited::spans).for_each(see),
            Self::Cases(list) => list.iter().flat_map(|c| c.name.spans()).for_each(see),
            Self::Tiles(tiles) => {
                let figures = tiles.iter().filter_map(|tile| match tile {
                    Tile::Figure(claim) => Some(claim),
                    Tile::Count { .. } => None,
                });
                figures.flat_map(|c| c.stated.spans()).for_each(see);
            }
            Self::Prose(prose) => prose.spans().for_each(see),
            Self::Changes(items) => {
                let said = items.iter().flat_map(|item| item.now.iter().chain(&item.before));
                let here = said.filter_map(|said| match &said.stands {
                    Stands::Here(cited) => Some(cited),
                    Stands::Gone(..) => None,
                });
                here.flat_map(Cited::spans).for_each(see);
            }
            Self::Corrections(items) => {
                items.iter().flat_map(|item| words(&item.references)).for_each(see);
            }
            // What cites is no such block.
            Self::Written(_)
            | Self::Heading(_)
            | Self::Note(_)
            | Self::Picture(_)
            | Self::Sources(_)
            | Self::Article(_)
            | Self::Questions(_)
            | Self::Facts(_)
            | Self::Links(_)
            | Self::Pager(_) => {}
        }
    }

    /// Calls `see` with each article that the block names as a whole.
    pub fn each_source<'a>(&'a self, see: &mut dyn FnMut(&'a SourceId)) {
        match self {
            Self::Sources(list) => {
                for entry in list {
                    see(&entry.source);
                    entry.repeats.iter().for_each(&mut *see);
                }
            }
            Self::Article(article) => see(&article.source),
            Self::Prose(prose) => {
                for piece in &prose.pieces {
                    if let Piece::Refs(refs) = piece {
                        articles(refs).for_each(&mut *see);
                    }
                }
            }
            Self::Corrections(items) => {
                items.iter().flat_map(|item| articles(&item.references)).for_each(see);
            }
            Self::Columns(columns) => {
                for block in columns.iter().flatten() {
                    block.each_source(see);
                }
            }
            _ => {}
        }
    }
}

impl Group {
    fn each_span<'a>(&'a self, see: &mut dyn FnMut(&'a Span)) {
        for row in &self.rows {
            row.each_span(see);
        }
    }
}

impl Row {
    fn each_span<'a>(&'a self, see: &mut dyn FnMut(&'a Span)) {
        self.role.spans().for_each(&mut *see);
        for position in self.cells.iter().flatten() {
            position.claim.stated.spans().for_each(&mut *see);
        }
    }
}

impl Prose {
    /// The passages that the prose cites.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let refs = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Refs(refs) => Some(refs),
            Piece::Html(_) | Piece::Link(..) => None,
        });
        refs.flat_map(|refs| words(refs))
    }
}

impl Reference {
    /// What a citation that was looked up leads to; none if it leads nowhere.
    pub(super) fn of(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Verified(span) => Some(Self::Words(span)),
            Outcome::Ambiguous(spans) => spans.into_iter().next().map(Self::Words),
            Outcome::Unpinned(id) => Some(Self::Source(id)),
            Outcome::Elsewhere(_) | Outcome::NotFound(_) | Outcome::UnknownSource(_) => None,
        }
    }
}

/// The passages among an editor's references.
fn words(references: &[Reference]) -> impl Iterator<Item = &Span> {
    references.iter().filter_map(|reference| match reference {
        Reference::Words(span) => Some(span),
        Reference::Source(_) => None,
    })
}

/// The articles that are cited as a whole among them.
fn articles(references: &[Reference]) -> impl Iterator<Item = &SourceId> {
    references.iter().filter_map(|reference| match reference {
        Reference::Source(id) => Some(id),
        Reference::Words(_) => None,
    })
}
