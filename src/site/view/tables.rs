//! Tables as templates see them: the matrix of positions and the tables of figures.

use serde::Serialize;

use super::notes::ByView;
use super::parts::EditView;
use super::{DateView, Notes, RefView};
use crate::evidence::Bound;
use crate::pages::{Column, Group, Matrix, Position, Row, grouped, kind_label, role_label};
use crate::span::Cited;
use crate::subject::{Change, Claim, Measure, Status};

#[derive(Debug, Serialize)]
pub(in crate::site) struct MatrixView {
    caption: String,
    row_label: String,
    columns: Vec<String>,
    pub(super) groups: Vec<GroupView>,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct GroupView {
    label: String,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct RowView {
    name: String,
    href: String,
    kind: &'static str,
    role: &'static str,
    refs: Vec<RefView>,
    unreviewed: bool,
    edit: Option<EditView>,
    cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
struct CellView {
    question: String,
    chips: Vec<ChipView>,
}

/// A stance.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ChipView {
    label: String,
    /// From zero; stances beyond the palette share its last colour.
    rank: usize,
    date: Option<DateView>,
    undated: bool,
    unreviewed: bool,
    /// Only where it does not stand beside it.
    edit: Option<EditView>,
    refs: Vec<RefView>,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct FigureView {
    /// The number in the source's words.
    words: String,
    /// The number that an editor put right.
    corrected: Option<String>,
    value: Option<f64>,
    high: Option<f64>,
    bound: Bound,
    what: String,
    event: Option<String>,
    asserted_by: Option<String>,
    by: Option<ByView>,
    pub(super) unreviewed: bool,
    edit: Option<EditView>,
    refs: Vec<RefView>,
}

impl GroupView {
    /// The labels "unreviewed" of its rows and of their chips.
    pub(super) fn labels(&mut self) -> impl Iterator<Item = &mut bool> {
        self.rows.iter_mut().flat_map(RowView::labels)
    }
}

impl RowView {
    /// The labels "unreviewed" of its role and of its chips.
    pub(super) fn labels(&mut self) -> impl Iterator<Item = &mut bool> {
        let chips = self.cells.iter_mut().flat_map(|cell| &mut cell.chips);
        std::iter::once(&mut self.unreviewed).chain(chips.map(|chip| &mut chip.unreviewed))
    }
}

/// How many colours the palette of stances has.
const PALETTE: usize = 8;

/// How the axes are asked.
pub(super) fn questions(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.question.clone()).collect()
}

pub(super) fn matrix<'a>(notes: &mut Notes<'a>, table: &'a Matrix) -> MatrixView {
    let columns = questions(&table.columns);
    let groups = table.groups.iter().map(|g| group(notes, g, &columns));
    MatrixView {
        caption: table.caption.clone(),
        row_label: table.row_label.clone(),
        groups: groups.collect(),
        columns,
    }
}

/// Members of one role, with their positions on these axes.
pub(super) fn group<'a>(notes: &mut Notes<'a>, group: &'a Group, columns: &[String]) -> GroupView {
    GroupView {
        label: group.label.clone(),
        rows: group.rows.iter().map(|member| row(notes, member, columns)).collect(),
    }
}

/// A member with its role and positions.
pub(super) fn row<'a>(notes: &mut Notes<'a>, row: &'a Row, columns: &[String]) -> RowView {
    // One passage for each role is enough in a table; the member's page has them all.
    let refs = notes.refs(std::iter::once(&row.role.first));
    let cells = columns.iter().zip(&row.cells).map(|(question, positions)| CellView {
        question: question.clone(),
        chips: positions.iter().map(|position| chip(notes, position, true)).collect(),
    });
    let cells = cells.collect();
    RowView {
        name: row.name.clone(),
        href: notes.links.to(&row.page),
        kind: kind_label(row.kind),
        role: role_label(row.role.value),
        refs,
        unreviewed: row.status == Status::Suggested,
        edit: EditView::new(row.edit.as_deref(), notes.links),
        cells,
    }
}

/// A stance as a chip, with its references or (where they stand beside it) without.
pub(super) fn chip<'a>(notes: &mut Notes<'a>, position: &'a Position, refs: bool) -> ChipView {
    let stated = &position.claim.stated;
    ChipView {
        label: position.label.clone(),
        rank: position.rank.min(PALETTE - 1),
        date: stated.value.as_of.map(|date| DateView::new(date, notes.language())),
        undated: position.undated,
        // Beside the references stands the statement itself, with a label of its own.
        unreviewed: refs && position.claim.status == Status::Suggested,
        edit: EditView::new(position.claim.edit.as_deref().filter(|_| refs), notes.links),
        refs: if refs { notes.refs(Cited::spans(stated)) } else { Vec::new() },
    }
}

pub(super) fn figure<'a>(notes: &mut Notes<'a>, claim: &'a Claim<Measure>) -> Option<FigureView> {
    let measure = &claim.stated.value;
    Some(FigureView {
        words: worded(measure, &notes.passage(&claim.stated.first)?.words),
        corrected: corrected(claim),
        value: measure.value,
        high: measure.high,
        bound: measure.bound,
        what: measure.what.clone(),
        event: measure.event.clone(),
        asserted_by: measure.asserted_by.clone(),
        by: notes.by(&claim.stated.first.source),
        unreviewed: claim.status == Status::Suggested,
        edit: EditView::new(claim.edit.as_deref(), notes.links),
        refs: notes.refs(claim.stated.spans()),
    })
}

/// The number and unit of a figure that an editor put right; the source has other words.
pub(super) fn corrected(claim: &Claim<Measure>) -> Option<String> {
    let edit = claim.edit.as_deref()?;
    let measure = &claim.stated.value;
    let value = measure.value.filter(|_| matches!(edit.change, Change::Corrected(_)))?;
    let bound = bound(measure.bound);
    let high = measure.high.map_or_else(String::new, |high| format!(" to {}", number(high)));
    Some(format!("{bound}{}{high} {}", number(value), measure.unit).trim_end().to_owned())
}

/// A figure in the source's words, with what it says of its precision: that is no part of the words
/// that a figure points to.
pub(super) fn worded(measure: &Measure, words: &str) -> String {
    match measure.bound_words.as_deref() {
        Some(said) => format!("{said} {words}"),
        None => format!("{}{words}", bound(measure.bound)),
    }
}

/// What stands before a number that is no exact one, where the source's own word is not known.
fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::Exact | Bound::Range => "",
    }
}

/// A whole number with thousands apart, any other as it is.
fn number(value: f64) -> String {
    let plain = value.to_string();
    match plain.parse::<usize>() {
        Ok(whole) => grouped(whole),
        Err(_) => plain,
    }
}
