//! Whom the sources name: a list, and a page for each person with offices, words and passages.

use std::collections::{HashMap, HashSet};

use super::block::{Block, PersonCard, Quotation};
use super::book::{
    Book, Draft, PER_CELL, PER_PAGE, at_most, below, heading, mark_of, mark_of_span, paginate,
    paginate_steadily, top,
};
use super::members::mention_blocks;
use super::page::PageKind;
use crate::fold::name_key;
use crate::span::{Cited, Span};
use crate::subject::{Claim, Disagreement, Office, Person, Quote};

pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let people = &book.subject.people;
    if people.is_empty() {
        return Vec::new();
    }
    let mut spoken: HashMap<String, Vec<&Claim<Quote>>> = HashMap::new();
    for claim in &book.subject.quotations {
        if let Some(speaker) = &claim.stated.value.speaker {
            spoken.entry(name_key(speaker)).or_default().push(claim);
        }
    }
    let none = Vec::new();
    let of = |person: &Person| {
        let names = std::iter::once(&person.name).chain(&person.variants);
        names.into_iter().find_map(|name| spoken.get(&name_key(name))).unwrap_or(&none)
    };
    let mut order: Vec<&Person> = people.iter().collect();
    order.sort_by_key(|person| std::cmp::Reverse((of(person).len(), person.passages.len())));
    let cards: Vec<PersonCard> = order
        .iter()
        .map(|person| PersonCard {
            name: person.name.clone(),
            page: below("people", &person.slug),
            office: office(person).map(|office| at_most(office, 1)),
            disputed: disputed(book, person).map(|_| top("disagreements")),
            quotations: of(person).len(),
            mentions: person.passages.len(),
        })
        .collect();
    let intro = Block::Note(
        "People whom the sources name, those who are quoted most first. An office is given in the \
         words of a source."
            .to_owned(),
    );
    let mut out: Vec<Draft> = paginate(&top("people"), &cards, PER_PAGE, vec![intro], |cards| {
        vec![Block::People(cards.to_vec())]
    })
    .into_iter()
    .map(|(path, number, body)| Draft {
        path,
        kind: PageKind::People,
        title: title("Who speaks?", number),
        description: Some(format!(
            "People whom the sources name in connection with {}.",
            book.subject.name
        )),
        body,
    })
    .collect();
    for person in people {
        out.extend(one(book, person, of(person)));
    }
    out
}

/// The office that a list gives: one whose body is stated, if there is one.
fn office(person: &Person) -> Option<&Cited<Office>> {
    let stated = person.roles.iter().find(|office| office.value.affiliation.is_some());
    stated.or(person.roles.first())
}

/// On which sources differ of this person's offices: each side is one that they state.
fn disputed<'a>(book: &Book<'a>, person: &Person) -> Option<&'a Disagreement> {
    let stated: HashSet<&Span> = person.roles.iter().flat_map(Cited::spans).collect();
    let of_offices = |entry: &&Disagreement| {
        entry.sides.iter().flat_map(Cited::spans).all(|span| stated.contains(span))
    };
    book.subject.disagreements.iter().find(of_offices)
}

/// A title with the number of its page.
pub(super) fn title(title: &str, number: usize) -> String {
    if number == 1 { title.to_owned() } else { format!("{title} (page {number})") }
}

/// A quotation with its speaker's page; `named` as of [`Quotation::named`].
pub(super) fn quotation(book: &Book, claim: &Claim<Quote>, named: bool) -> Quotation {
    let speaker = claim.stated.value.speaker.as_deref();
    Quotation {
        claim: claim.clone(),
        speaker: speaker.and_then(|name| book.page_of(name)).cloned(),
        named,
    }
}

/// What stands on a person's page, one after the other, over as many pages as it takes.
enum Entry<'a> {
    Office(Cited<Office>),
    Disputed(&'a Disagreement),
    Quotation(&'a Claim<Quote>),
    Mention(&'a Span),
}

impl Entry<'_> {
    fn mark(&self) -> u64 {
        match self {
            Self::Office(office) => mark_of_span(&office.first),
            Self::Disputed(disagreement) => mark_of(&[&disagreement.id.0]),
            Self::Quotation(claim) => mark_of(&[&claim.id.0]),
            Self::Mention(span) => mark_of_span(span),
        }
    }
}

fn one(book: &Book, person: &Person, spoken: &[&Claim<Quote>]) -> Vec<Draft> {
    let mut body = Vec::new();
    if !person.variants.is_empty() {
        body.push(Block::Note(format!("Also spelled: {}.", person.variants.join(", "))));
    }
    let mut used: HashSet<_> = HashSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    let disputed = disputed(book, person);
    let sides: HashSet<&Span> =
        disputed.iter().flat_map(|entry| &entry.sides).flat_map(Cited::spans).collect();
    entries.extend(disputed.map(Entry::Disputed));
    // Those on which sources differ stand side by side already.
    let undisputed = |office: &&Cited<Office>| office.spans().any(|span| !sides.contains(span));
    used.extend(sides.iter().map(|span| key(span)));
    for office in person.roles.iter().filter(undisputed) {
        // The other passages that state it stand among the mentions.
        let office = at_most(office, PER_CELL);
        used.extend(office.spans().map(key));
        entries.push(Entry::Office(office));
    }
    for claim in spoken {
        used.extend(claim.stated.spans().map(key));
        entries.push(Entry::Quotation(claim));
    }
    let rest = person.passages.iter().filter(|span| used.insert(key(span)));
    entries.extend(rest.map(Entry::Mention));
    let description = Some(format!(
        "{}: offices, quotations and mentions in the sources about {}.",
        person.name, book.subject.name
    ));
    let blocks = |entries: &[Entry]| entry_blocks(book, entries);
    paginate_steadily(&below("people", &person.slug), &entries, Entry::mark, body, blocks)
        .into_iter()
        .map(|(path, number, body)| Draft {
            path,
            kind: PageKind::Person,
            title: title(&person.name, number),
            description: description.clone(),
            body,
        })
        .collect()
}

/// Some of the entries of a person's page, under their headings.
fn entry_blocks(book: &Book, entries: &[Entry]) -> Vec<Block> {
    let (mut offices, mut quotations, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
    let mut disputed = None;
    for entry in entries {
        match entry {
            Entry::Office(office) => offices.push(office.clone()),
            Entry::Disputed(entry) => {
                disputed = Some(Block::Disagreement { disagreement: (*entry).clone(), level: 2 });
            }
            Entry::Quotation(claim) => quotations.push(quotation(book, claim, false)),
            Entry::Mention(span) => mentions.push(*span),
        }
    }
    let mut out = Vec::new();
    out.extend(disputed);
    if !offices.is_empty() {
        out.push(heading(2, "Offices that sources state", "offices"));
        out.push(Block::Offices(offices));
    }
    if !quotations.is_empty() {
        out.push(heading(2, "Quoted", "quotations"));
        out.push(Block::Quotations(quotations));
    }
    out.extend(mention_blocks(&mentions));
    out
}

fn key(span: &Span) -> (crate::span::SourceId, crate::span::PassageId) {
    (span.source.clone(), span.passage)
}
