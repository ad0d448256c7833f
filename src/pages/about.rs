//! How the site was made, told from what was really done; and what is served for a dead address.

use std::collections::BTreeMap;

use super::block::{Block, Fact};
use super::book::{Book, Draft, heading, top};
use super::page::PageKind;
use super::sources::Cited;
use super::words::{capital, count, grouped};
use crate::config::Publish;
use crate::slug::SitePath;
use crate::subject::Status;

/// Its title.
pub(super) const TITLE: &str = "How this site was made";

/// The page about the site, on which `own` pages are an editor's.
pub(super) fn explain(book: &Book, cited: &Cited, own: usize) -> Draft {
    let subject = &book.subject.name;
    let mut body = vec![
        Block::Note(format!(
            "This site about {subject} was generated from articles. Every statement on a generated \
             page is one that an article makes, and opens to the passage that it rests on."
        )),
        heading(2, "What was read", "read"),
        Block::Facts(read(book, cited, own)),
        heading(2, "What was found", "found"),
        Block::Note(
            "Found by rules, not by people: a rule can misread. What no person has confirmed yet \
             is marked “unreviewed” wherever it stands."
                .to_owned(),
        ),
        Block::Facts(found(book)),
    ];
    inferred(book, &mut body);
    removed(book, &mut body);
    body.push(heading(2, "How to read it", "reading"));
    for note in notes(book) {
        body.push(Block::Note(note));
    }
    Draft {
        path: top("about"),
        kind: PageKind::About,
        title: TITLE.to_owned(),
        description: Some(format!("Method, counts and limits of this site about {subject}.")),
        body,
    }
}

fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into() }
}

fn read(book: &Book, cited: &Cited, own: usize) -> Vec<Fact> {
    let words: usize = book
        .order
        .iter()
        .flat_map(|source| &source.blocks)
        .map(|block| block.text.split_whitespace().count())
        .sum();
    let passages: usize = book.order.iter().map(|source| source.passages.len()).sum();
    let mut out = vec![
        fact("Articles", grouped(book.order.len())),
        fact("Words", grouped(words)),
        fact("Passages", grouped(passages)),
        fact("Passages cited on this site", grouped(cited.total())),
    ];
    let duplicates = book.subject.duplicates.len();
    if duplicates > 0 {
        out.push(fact(
            "Articles that repeat another one (counted as one voice)",
            grouped(duplicates),
        ));
    }
    if own > 0 {
        out.push(fact("Pages written by an editor, marked as such", grouped(own)));
    }
    let undated = book.order.iter().filter(|source| source.meta.published.is_none()).count();
    if undated > 0 {
        out.push(fact("Articles that state no date of publication", grouped(undated)));
    }
    out
}

fn found(book: &Book) -> Vec<Fact> {
    let subject = book.subject;
    let mut out = Vec::new();
    let mut row = |label: &str, statuses: Vec<Status>| {
        if !statuses.is_empty() {
            let confirmed = statuses.iter().filter(|s| **s == Status::Confirmed).count();
            let value = format!(
                "{} ({} confirmed, {} unreviewed)",
                grouped(statuses.len()),
                grouped(confirmed),
                grouped(statuses.len() - confirmed)
            );
            out.push(fact(label, value));
        }
    };
    row("Definitions", subject.definitions.iter().map(|c| c.status).collect());
    row(
        &format!("{} in a stated role", capital(book.words.members)),
        subject.members.iter().map(|m| m.status).collect(),
    );
    row("Positions", subject.members.iter().flat_map(|m| &m.positions).map(|c| c.status).collect());
    row("Quotations", subject.quotations.iter().map(|c| c.status).collect());
    row("Dated events", subject.events.iter().map(|c| c.status).collect());
    row("Figures", subject.figures.iter().map(|c| c.status).collect());
    row("Earlier cases", subject.precedents.iter().map(|c| c.status).collect());
    row("Disagreements", subject.disagreements.iter().map(|c| c.status).collect());
    if !subject.people.is_empty() {
        out.push(fact("People", grouped(subject.people.len())));
    }
    out
}

/// Fields of the articles that were inferred, and the name of the subject if it was.
fn inferred(book: &Book, body: &mut Vec<Block>) {
    let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
    for source in &book.order {
        for field in source.meta.inferred.keys() {
            *fields.entry(field).or_default() += 1;
        }
    }
    let dates = book.subject.events.iter().filter(|c| c.stated.value.inferred).count();
    if fields.is_empty() && dates == 0 && !book.subject.inferred {
        return;
    }
    body.push(heading(2, "What was inferred", "inferred"));
    let mut facts = Vec::new();
    if book.subject.inferred {
        facts.push(fact("Name of the subject, from the articles", book.subject.name.clone()));
    }
    for (field, articles) in fields {
        facts.push(fact(
            &format!("“{field}” of an article"),
            format!("in {}", count(articles, "article", "articles")),
        ));
    }
    if dates > 0 {
        facts.push(fact("Events whose year or date does not stand beside them", grouped(dates)));
    }
    body.push(Block::Facts(facts));
}

/// What was left out of the articles, by reason. The text itself is not shown.
fn removed(book: &Book, body: &mut Vec<Block>) {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for removed in book.order.iter().flat_map(|source| &source.meta.removed) {
        *reasons.entry(&removed.reason).or_default() += 1;
    }
    if reasons.is_empty() {
        return;
    }
    body.push(heading(2, "What was left out of the articles", "removed"));
    body.push(Block::Facts(
        reasons.into_iter().map(|(reason, n)| fact(&capital(reason), grouped(n))).collect(),
    ));
}

fn notes(book: &Book) -> Vec<String> {
    let mut out = vec![
        "A number beside a statement leads to its source: who reported it and when, the passage \
         with the words that are meant, and the original where its address is known."
            .to_owned(),
        "“Not stated” means that no article says. It is not a no.".to_owned(),
        "Where articles differ, all sides are shown, and none is preferred.".to_owned(),
    ];
    if book.config.publish == Publish::Confirmed {
        out.push("Only what a person confirmed is published here.".to_owned());
    }
    if !book.config.full_text {
        out.push(
            "Pages of articles show only the passages that are cited, since the articles belong \
             to their publishers."
                .to_owned(),
        );
    }
    out
}

/// The page for an address that does not exist.
pub(super) fn not_found() -> Draft {
    Draft {
        path: SitePath::new("404.html").unwrap_or_else(|_| SitePath::page(&[])),
        kind: PageKind::NotFound,
        title: "There is no such page".to_owned(),
        description: None,
        body: vec![Block::Note("The address may have changed, or never existed.".to_owned())],
    }
}
