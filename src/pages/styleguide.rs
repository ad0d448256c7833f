//! All parts that pages are made of, on one page, in drafts only: for those who change a theme.
//!
//! Each part is shown as the site itself first uses it, so that it shows what real content does to it,
//! and states nothing that the site does not.

use super::block::Block;
use super::book::{Draft, heading, top};
use super::page::PageKind;

/// A part's name, and whether a block is one.
type Part = (&'static str, fn(&Block) -> bool);

const PARTS: [Part; 23] = [
    ("Banner and note", |b| matches!(b, Block::Note(_))),
    ("Claim card: statements with citations and passages", |b| matches!(b, Block::Statements(_))),
    ("Member at a glance, with position chips", |b| matches!(b, Block::Card { .. })),
    ("Positions in order", |b| matches!(b, Block::Positions(_))),
    ("Quotation", |b| matches!(b, Block::Quotations(_))),
    ("Map", |b| matches!(b, Block::Picture(crate::pictures::Picture::Map(_)))),
    ("Grid of members", |b| matches!(b, Block::Grid(_))),
    ("Roster", |b| matches!(b, Block::Roster { .. })),
    ("Table: who takes which position", |b| matches!(b, Block::Matrix(_))),
    ("Dot plot", |b| matches!(b, Block::Picture(crate::pictures::Picture::Dots(_)))),
    ("Table: figures", |b| matches!(b, Block::Figures { .. })),
    ("Timeline, drawn", |b| matches!(b, Block::Picture(crate::pictures::Picture::Timeline(_)))),
    ("Timeline entries", |b| matches!(b, Block::Timeline(_))),
    ("Disagreement, side by side", |b| matches!(b, Block::Disagreement { .. })),
    ("Facts at a glance", |b| matches!(b, Block::Tiles(_))),
    ("Questions", |b| matches!(b, Block::Questions(_))),
    ("People", |b| matches!(b, Block::People(_))),
    ("Earlier cases", |b| matches!(b, Block::Cases(_))),
    ("Articles", |b| matches!(b, Block::Sources(_))),
    ("An editor's prose with citations", |b| matches!(b, Block::Prose(_))),
    ("Corrections", |b| matches!(b, Block::Corrections(_))),
    ("Counts", |b| matches!(b, Block::Facts(_))),
    ("Links, as on the page of the search", |b| matches!(b, Block::Links(_))),
];

/// The page, made of what `drafts` show.
pub(super) fn explain<'a>(drafts: impl Iterator<Item = &'a Draft>) -> Draft {
    let blocks: Vec<&Block> = drafts.flat_map(|draft| flat(&draft.body)).collect();
    let mut body = Vec::new();
    let mut without = Vec::new();
    for (number, (name, is)) in (1..).zip(PARTS) {
        let Some(block) = blocks.iter().find(|block| is(block)) else {
            without.push(name);
            continue;
        };
        body.push(heading(2, name, &format!("part-{number}")));
        body.push(shown(block));
    }
    if !without.is_empty() {
        body.push(Block::Note(format!("Not used by this site: {}.", without.join("; "))));
    }
    Draft {
        path: top("styleguide"),
        kind: PageKind::Styleguide,
        title: "Style guide".to_owned(),
        description: Some("All parts that the pages of this site are made of.".to_owned()),
        body,
    }
}

/// The blocks of a page, those in columns too.
fn flat(body: &[Block]) -> Vec<&Block> {
    let mut out = Vec::new();
    for block in body {
        match block {
            Block::Columns(columns) => out.extend(columns.iter().flat_map(|column| flat(column))),
            block => out.push(block),
        }
    }
    out
}

/// A block as it is shown: long lists cut, what has a heading of its own at the right level.
fn shown(block: &Block) -> Block {
    const FEW: usize = 3;
    let mut block = block.clone();
    match &mut block {
        Block::Statements(list) => list.truncate(FEW),
        Block::Quotations(list) => list.truncate(FEW),
        Block::People(list) => list.truncate(FEW),
        Block::Sources(list) => list.truncate(FEW),
        Block::Cases(list) => list.truncate(1),
        Block::Disagreement { level, .. } => *level = 3,
        _ => {}
    }
    block
}
