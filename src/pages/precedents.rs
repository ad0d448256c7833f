//! Has it been tried before: earlier cases, and a page for each.

use super::block::{Block, Case, Statement};
use super::book::{Book, Draft, below, heading, top};
use super::page::PageKind;
use crate::span::Cited;
use crate::subject::EarlierCase;

pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let cases = &book.subject.precedents;
    if cases.is_empty() {
        return Vec::new();
    }
    let list = cases.iter().map(|case| Case {
        name: case.name.clone(),
        page: below("precedents", &case.slug),
        date: case.date,
        status: case.status,
        edit: case.edit.clone(),
    });
    let note = Block::Note(
        "Earlier cases that the sources themselves compare with or mention as precedents."
            .to_owned(),
    );
    let mut out = vec![Draft {
        path: top("precedents"),
        kind: PageKind::Precedents,
        title: "Has it been tried before?".to_owned(),
        description: Some(format!(
            "Earlier cases that the sources mention beside {}.",
            book.subject.name
        )),
        body: vec![note, Block::Cases(list.collect())],
    }];
    out.extend(cases.iter().map(|case| one(book, case)));
    out
}

fn one(book: &Book, case: &EarlierCase) -> Draft {
    let mut body = vec![heading(2, "What the sources say", "passages")];
    let list = case.name.spans().enumerate().map(|(number, span)| Statement {
        label: None,
        status: Some(case.status),
        edit: case.edit.clone().filter(|_| number == 0),
        cited: Cited::new((), span.clone()),
    });
    body.push(Block::Statements(list.collect()));
    let here = |span: &crate::span::Span| {
        case.name.spans().any(|own| own.source == span.source && own.passage == span.passage)
    };
    let figures: Vec<_> = book
        .subject
        .figures
        .iter()
        .filter(|claim| claim.stated.spans().any(here))
        .cloned()
        .collect();
    if !figures.is_empty() {
        body.push(heading(2, "Figures in these passages", "figures"));
        body.push(Block::Figures {
            caption: format!("Figures about {}", case.name.value),
            figures,
        });
    }
    Draft {
        path: below("precedents", &case.slug),
        kind: PageKind::Precedent,
        title: case.name.value.clone(),
        description: Some(format!(
            "{}: what the sources say about this earlier case.",
            case.name.value
        )),
        body,
    }
}
