//! Has it been tried before: earlier cases, and a page for each.

use std::collections::HashSet;

use super::block::{Block, Case, Statement};
use super::book::{Book, Draft, PER_CELL, PER_PAGE, at_most, below, heading, paginate, top};
use super::page::PageKind;
use super::people::title;
use crate::span::{Cited, PassageId, SourceId};
use crate::subject::{Claim, EarlierCase, Measure};

pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let cases = &book.subject.precedents;
    if cases.is_empty() {
        return Vec::new();
    }
    let list: Vec<Case> = cases
        .iter()
        .map(|case| Case {
            name: at_most(&case.name, PER_CELL),
            page: below("precedents", &case.slug),
            date: case.date,
            status: case.status,
            edit: case.edit.clone(),
        })
        .collect();
    let note = Block::Note(
        "Earlier cases that the sources themselves compare with or mention as precedents."
            .to_owned(),
    );
    let description =
        Some(format!("Earlier cases that the sources mention beside {}.", book.subject.name));
    let blocks = |list: &[Case]| vec![Block::Cases(list.to_vec())];
    let mut out: Vec<Draft> = paginate(&top("precedents"), &list, PER_PAGE, vec![note], blocks)
        .into_iter()
        .map(|(path, number, body)| Draft {
            path,
            kind: PageKind::Precedents,
            title: title("Has it been tried before?", number),
            description: description.clone(),
            body,
        })
        .collect();
    out.extend(cases.iter().flat_map(|case| one(book, case)));
    out
}

/// What stands on the page of a case, over as many pages as it takes.
enum Entry<'a> {
    Statement(Statement),
    Figure(&'a Claim<Measure>),
}

fn one(book: &Book, case: &EarlierCase) -> Vec<Draft> {
    let mut entries: Vec<Entry> = case
        .name
        .spans()
        .enumerate()
        .map(|(number, span)| Statement {
            label: None,
            status: Some(case.status),
            edit: case.edit.clone().filter(|_| number == 0),
            cited: Cited::new((), span.clone()),
        })
        .map(Entry::Statement)
        .collect();
    let here: HashSet<(&SourceId, PassageId)> =
        case.name.spans().map(|span| (&span.source, span.passage)).collect();
    let figures = book.subject.figures.iter().filter(|claim| {
        claim.stated.spans().any(|span| here.contains(&(&span.source, span.passage)))
    });
    entries.extend(figures.map(Entry::Figure));
    let description =
        Some(format!("{}: what the sources say about this earlier case.", case.name.value));
    let blocks = |entries: &[Entry]| entry_blocks(case, entries);
    paginate(&below("precedents", &case.slug), &entries, PER_PAGE, Vec::new(), blocks)
        .into_iter()
        .map(|(path, number, body)| Draft {
            path,
            kind: PageKind::Precedent,
            title: title(&case.name.value, number),
            description: description.clone(),
            body,
        })
        .collect()
}

/// Some of the entries of a case's page, under their headings.
fn entry_blocks(case: &EarlierCase, entries: &[Entry]) -> Vec<Block> {
    let (mut statements, mut figures) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            Entry::Statement(statement) => statements.push(statement.clone()),
            Entry::Figure(figure) => figures.push((*figure).clone()),
        }
    }
    let mut out = Vec::new();
    if !statements.is_empty() {
        out.push(heading(2, "What the sources say", "passages"));
        out.push(Block::Statements(statements));
    }
    if !figures.is_empty() {
        out.push(heading(2, "Figures in these passages", "figures"));
        out.push(Block::Figures { caption: format!("Figures about {}", case.name.value), figures });
    }
    out
}
