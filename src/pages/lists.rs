//! The long lists: what happened when, who said what, how many, and where the sources differ.

use indexmap::IndexMap;

use super::block::{Block, Quotation};
use super::book::{Book, Draft, heading, mark_of, paginate_steadily, top};
use super::page::PageKind;
use super::people::{quotation, title};
use super::words::{capital, verdict_label};
use crate::fold::name_key;
use crate::pictures::{self, Picture};
use crate::slug::Slug;
use crate::span::SourceId;
use crate::subject::{Change, Claim, Happening, Measure, Verdict};

pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let mut out = timeline(book);
    out.extend(quotations(book));
    out.extend(figures(book));
    out.extend(disagreements(book));
    out
}

/// A list, spread over pages, under one title.
#[expect(clippy::too_many_arguments, reason = "the lists differ in each of them")]
fn list<T>(
    section: &str,
    kind: &PageKind,
    name: &str,
    description: &str,
    note: &str,
    entries: &[T],
    mark: impl Fn(&T) -> u64,
    blocks: impl FnMut(&[T]) -> Vec<Block>,
) -> Vec<Draft> {
    if entries.is_empty() {
        return Vec::new();
    }
    paginate_steadily(&top(section), entries, mark, vec![Block::Note(note.to_owned())], blocks)
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
    let name = |id: &SourceId| {
        book.reference(id).map_or_else(|| id.to_string(), |source| source.who_briefly())
    };
    list(
        "timeline",
        &PageKind::Timeline,
        "What happened when?",
        &format!("Dated events in the sources about {}.", book.subject.name),
        "In order of date, in the words of the sources. A date is as precise as its source gives \
         it; “inferred” means that the year, or the whole date, does not stand beside the event.",
        &events,
        |claim| mark_of(&[&claim.id.0]),
        |events| {
            let mut years: IndexMap<Option<i16>, Vec<Claim<Happening>>> = IndexMap::new();
            for claim in events {
                let year = claim.stated.value.date.map(|date| date.year);
                years.entry(year).or_default().push((*claim).clone());
            }
            let mut blocks = Vec::new();
            let drawn = book.config.pictures.timeline;
            blocks.extend(
                drawn
                    .then(|| pictures::timeline(&book.subject.name, events, name))
                    .flatten()
                    .map(|picture| Block::Picture(Picture::Timeline(picture))),
            );
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
        speakers.entry(key).or_default().push(quotation(book, claim, false));
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
        |quotation| mark_of(&[&quotation.claim.id.0]),
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
    // A table for one number says less than a row of a table of such numbers.
    let (several, single): (Vec<_>, Vec<_>) =
        units.into_values().partition(|claims| claims.len() > 1);
    let all: Vec<(bool, &Claim<Measure>)> = several
        .into_iter()
        .flatten()
        .map(|claim| (false, claim))
        .chain(single.into_iter().flatten().map(|claim| (true, claim)))
        .collect();
    list(
        "figures",
        &PageKind::Figures,
        "How many, how much?",
        &format!("Numbers in the sources about {}.", book.subject.name),
        "Numbers as the sources state them, grouped by what is counted. Numbers in one table need \
         not count the same thing: compare only those that say so.",
        &all,
        |(_, claim)| mark_of(&[&claim.id.0]),
        |claims| {
            let mut groups: IndexMap<String, Vec<Claim<Measure>>> = IndexMap::new();
            for (single, claim) in claims {
                let unit = if *single { "" } else { claim.stated.value.unit.as_str() };
                groups.entry(name_key(unit)).or_default().push((*claim).clone());
            }
            let mut blocks = Vec::new();
            let mut ids = std::collections::HashSet::new();
            for (key, figures) in groups {
                let unit = figures.first().map_or("", |claim| claim.stated.value.unit.as_str());
                let text = match (key.is_empty(), figures.len()) {
                    (true, 2..) => "Other numbers".to_owned(),
                    _ if unit.is_empty() => "Other numbers".to_owned(),
                    _ => capital(unit),
                };
                let id = super::book::free_slug(&format!("unit {text}"), &mut ids);
                blocks.push(heading(2, text.clone(), id.as_str()));
                if book.config.pictures.figures && !key.is_empty() {
                    blocks.extend(dots(book, &text, &figures));
                }
                blocks.push(Block::Figures { caption: text, figures });
            }
            blocks
        },
    )
}

/// The figures of a unit, drawn.
fn dots(book: &Book, unit: &str, figures: &[Claim<Measure>]) -> Option<Block> {
    let words: Vec<String> = figures
        .iter()
        .map(|claim| {
            // What an editor put right has other words than the source.
            let corrected =
                claim.edit.as_ref().filter(|edit| matches!(edit.change, Change::Corrected(_)));
            let measure = &claim.stated.value;
            if let (Some(_), Some(value)) = (corrected, measure.value) {
                return format!("{value} {}", measure.unit);
            }
            let span = &claim.stated.first;
            let text = book.text(span).and_then(|t| t.get(span.start as usize..span.end as usize));
            text.unwrap_or_default().to_owned()
        })
        .collect();
    let figures: Vec<&Claim<Measure>> = figures.iter().collect();
    pictures::dots(unit, &figures, &words).map(|picture| Block::Picture(Picture::Dots(picture)))
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
        |entry| mark_of(&[&entry.id.0]),
        |entries| {
            let mut blocks = Vec::new();
            let mut last = None;
            for entry in entries {
                if last.replace(entry.verdict) != Some(entry.verdict) {
                    let label = verdict_label(entry.verdict);
                    blocks.push(heading(2, label, Slug::of(label).as_str()));
                    if entry.verdict == Verdict::DifferentMeasure {
                        let note = "These numbers need not contradict each other: each counts \
                                    something else.";
                        blocks.push(Block::Note(note.to_owned()));
                    }
                }
                blocks.push(Block::Disagreement { disagreement: (*entry).clone(), level: 3 });
            }
            blocks
        },
    )
}
