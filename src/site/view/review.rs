//! Where the label "unreviewed" stands: once for a whole page, once for a block, or at an entry.
//!
//! It stands alone because it looks at all blocks together: a label at every statement of a page
//! that nobody has reviewed says no more than one at its top, and nobody reads it any more.

use super::BlockView;
use super::tables::GroupView;

/// Moves labels up as far as they hold for everything below. Returns whether one label holds for
/// the whole page; none is left in the blocks then.
pub(super) fn gather(blocks: &mut [BlockView]) -> bool {
    let mut marks = Vec::new();
    for block in blocks.iter_mut() {
        labels(block, &mut marks);
    }
    if marks.len() > 1 && marks.iter().all(|mark| **mark) {
        for mark in marks {
            *mark = false;
        }
        return true;
    }
    blocks.iter_mut().for_each(settle);
    false
}

/// One label for a block of which all entries have one.
fn settle(block: &mut BlockView) {
    if let BlockView::Columns { columns } = block {
        columns.iter_mut().flatten().for_each(settle);
        return;
    }
    let mut marks = Vec::new();
    labels(block, &mut marks);
    let all = marks.len() > 1 && marks.iter().all(|mark| **mark);
    if !all {
        return;
    }
    for mark in marks {
        *mark = false;
    }
    if let Some(whole) = whole(block) {
        *whole = true;
    }
}

/// The label of a block as a whole, where it can have one.
fn whole(block: &mut BlockView) -> Option<&mut bool> {
    match block {
        BlockView::Statements { unreviewed, .. }
        | BlockView::Quotations { unreviewed, .. }
        | BlockView::Timeline { unreviewed, .. }
        | BlockView::Figures { unreviewed, .. }
        | BlockView::Matrix { unreviewed, .. }
        | BlockView::Roster { unreviewed, .. }
        | BlockView::Grid { unreviewed, .. }
        | BlockView::Card { unreviewed, .. }
        | BlockView::Positions { unreviewed, .. }
        | BlockView::Cases { unreviewed, .. }
        | BlockView::Disagreement { unreviewed, .. } => Some(unreviewed),
        _ => None,
    }
}

/// The labels of a block's entries. Entries without a status have none.
fn labels<'a>(block: &'a mut BlockView, out: &mut Vec<&'a mut bool>) {
    match block {
        BlockView::Statements { items, .. } => {
            out.extend(items.iter_mut().filter(|item| item.status).map(|i| &mut i.unreviewed));
        }
        BlockView::Quotations { items, .. } => {
            out.extend(items.iter_mut().map(|item| &mut item.says.unreviewed));
        }
        BlockView::Timeline { items, .. } => {
            out.extend(items.iter_mut().map(|item| &mut item.says.unreviewed));
        }
        BlockView::Figures { items, .. } => {
            out.extend(items.iter_mut().map(|item| &mut item.unreviewed));
        }
        BlockView::Matrix { table, .. } => {
            out.extend(table.groups.iter_mut().flat_map(GroupView::labels));
        }
        BlockView::Grid { groups, .. } | BlockView::Roster { groups, .. } => {
            out.extend(groups.iter_mut().flat_map(GroupView::labels));
        }
        BlockView::Card { row, .. } => out.extend(row.labels()),
        BlockView::Positions { items, .. } => {
            out.extend(items.iter_mut().map(|item| &mut item.says.unreviewed));
        }
        BlockView::Cases { items, .. } => {
            out.extend(items.iter_mut().map(|item| &mut item.says.unreviewed));
        }
        BlockView::Disagreement { unreviewed, .. } => out.push(unreviewed),
        BlockView::Tiles { items } => {
            out.extend(items.iter_mut().filter(|i| i.by.is_some()).map(|i| &mut i.unreviewed));
        }
        BlockView::Columns { columns } => {
            columns.iter_mut().flatten().for_each(|block| labels(block, out));
        }
        _ => {}
    }
}
