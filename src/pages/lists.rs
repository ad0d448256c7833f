//! The long lists: what happened when, who said what, how many, and where the sources differ.

use indexmap::IndexMap;

use super::block::{Block, Quotation};
use super::book::{Book, Draft, PER_PAGE, heading, paginate, top};
use super::page::PageKind;
use super::people::{quotation, title};
use super::words::{capital, verdict_label};
use crate::fold::name_key;
use crate::slug::Slug;
use crate::subject::{Claim, Happening, Measure, Verdict};

pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let mut out = timeline(book);
    out.extend(quotations(book));
    out.extend(figures(book));
    out.extend(disagreements(book));
    out
}

/// A list, spread over pages, under one title.
fn list<T>(
    section: &str,
    kind: &PageKind,
    name: &str,
    description: &str,
    note: &str,
    entries: &[T],
    blocks: impl FnMut(&[T]) -> Vec<Block>,
) -> Vec<Draft> {
    if entries.is_empty() {
        return Vec::new();
    }
    paginate(&top(section), entries, PER_PAGE, vec![Block::Note(note.to_owned())], blocks)
        .into_iter()
        .map(|(path, number, body)| Draft {
            path,
            kind: kind.clone(),
            title: title(name, number),
            description: Some(description.to_owned()),
            body,
        })
        .collect()
}

fn timeline(book: &Book) -> Vec<Draft> {
    let events: Vec<&Claim<Happening>> = book.subject.events.iter().collect();
    list(
        "timeline",
        &PageKind::Timeline,
        "What happened when?",
        &format!("Dated events in the sources about {}.", book.subject.name),
        "In order of date, in the words of the sources. A date is as precise as its source gives \
         it; “inferred” means that the year, or the whole date, does not stand beside the event.",
        &events,
        |events| {
            let mut years: IndexMap<Option<i16>, Vec<Claim<Happening>>> = IndexMap::new();
            for claim in events {
                let year = claim.stated.value.date.map(|date| date.year);
                years.entry(year).or_default().push((*claim).clone());
            }
            let mut blocks = Vec::new();
            for (year, claims) in years {
                let (text, id) = match year {
                    Some(year) => (year.to_string(), format!("y{year}")),
                    None => ("Date not stated".to_owned(), "undated".to_owned()),
                };
                blocks.push(heading(2, text, &id));
                blocks.push(Block::Timeline(claims));
            }
            blocks
        },
    )
}

fn quotations(book: &Book) -> Vec<Draft> {
    let mut speakers: IndexMap<String, Vec<Quotation>> = IndexMap::new();
    for claim in &book.subject.quotations {
        let key = claim.stated.value.speaker.as_deref().map_or_else(String::new, name_key);
        speakers.entry(key).or_default().push(quotation(book, claim));
    }
    let unknown = speakers.shift_remove("");
    speakers.sort_by(|_, a, _, b| b.len().cmp(&a.len()));
    let all: Vec<Quotation> = speakers.into_values().chain(unknown).flatten().collect();
    list(
        "quotations",
        &PageKind::Quotations,
        "Who said what?",
        &format!("Direct quotations in the sources about {}.", book.subject.name),
        "Words that the sources put between quotation marks, grouped by the speaker whom the \
         source names. Where a source does not say clearly who speaks, no speaker is given.",
        &all,
        |quotations| {
            let mut groups: IndexMap<Option<&str>, Vec<Quotation>> = IndexMap::new();
            for quotation in quotations {
                let speaker = quotation.claim.stated.value.speaker.as_deref();
                groups.entry(speaker).or_default().push(quotation.clone());
            }
            let mut blocks = Vec::new();
            let mut ids = std::collections::HashSet::new();
            for (speaker, quotations) in groups {
                let text = speaker.unwrap_or("Speaker not stated");
                let id = super::book::free_slug(&format!("said {text}"), &mut ids);
                blocks.push(heading(2, text, id.as_str()));
                blocks.push(Block::Quotations(quotations));
            }
            blocks
        },
    )
}

fn figures(book: &Book) -> Vec<Draft> {
    let mut units: IndexMap<String, Vec<&Claim<Measure>>> = IndexMap::new();
    for claim in &book.subject.figures {
        units.entry(name_key(&claim.stated.value.unit)).or_default().push(claim);
    }
    units.sort_by(|_, a, _, b| b.len().cmp(&a.len()));
    let all: Vec<&Claim<Measure>> = units.into_values().flatten().collect();
    list(
        "figures",
        &PageKind::Figures,
        "How many, how much?",
        &format!("Numbers in the sources about {}.", book.subject.name),
        "Numbers as the sources state them, grouped by what is counted. Numbers in one table need \
         not count the same thing: compare only those that say so.",
        &all,
        |claims| {
            let mut groups: IndexMap<String, Vec<Claim<Measure>>> = IndexMap::new();
            for claim in claims {
                let unit = &claim.stated.value.unit;
                groups.entry(name_key(unit)).or_default().push((*claim).clone());
            }
            let mut blocks = Vec::new();
            let mut ids = std::collections::HashSet::new();
            for figures in groups.into_values() {
                let unit = figures.first().map_or("", |claim| claim.stated.value.unit.as_str());
                let text = if unit.is_empty() { "Other".to_owned() } else { capital(unit) };
                let id = super::book::free_slug(&format!("unit {text}"), &mut ids);
                blocks.push(heading(2, text.clone(), id.as_str()));
                blocks.push(Block::Figures { caption: format!("Figures: {text}"), figures });
            }
            blocks
        },
    )
}

fn disagreements(book: &Book) -> Vec<Draft> {
    const ORDER: [Verdict; 4] = [
        Verdict::Conflict,
        Verdict::HeadlineVsBody,
        Verdict::ChangedOverTime,
        Verdict::DifferentMeasure,
    ];
    let mut all: Vec<_> = book.subject.disagreements.iter().collect();
    all.sort_by_key(|entry| ORDER.iter().position(|verdict| *verdict == entry.verdict));
    list(
        "disagreements",
        &PageKind::Disagreements,
        "Where do the sources disagree?",
        &format!("What the sources about {} say differently, side by side.", book.subject.name),
        "Each side with its passage. Nothing is decided here: a label says of what sort a \
         difference is.",
        &all,
        |entries| {
            let mut blocks = Vec::new();
            let mut last = None;
            for entry in entries {
                if last.replace(entry.verdict) != Some(entry.verdict) {
                    let label = verdict_label(entry.verdict);
                    blocks.push(heading(2, label, Slug::of(label).as_str()));
                }
                blocks.push(Block::Disagreement { disagreement: (*entry).clone(), level: 3 });
            }
            blocks
        },
    )
}
