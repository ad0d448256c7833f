//! Entries about people: spellings, offices, quotations.

use serde_yaml::Spanned;

use super::desk::Desk;
use super::facts::cite;
use super::members::rename;
use super::written::{Entry, Item};
use super::{Placed, spoken};
use crate::diagnostic::{Place, did_you_mean};
use crate::fold::name_key;
use crate::slug::Slug;
use crate::span::Cited;
use crate::subject::{Change, Edit, Office, Person, SpeakerKind, Status, Subject};

pub(super) fn merge(subject: &mut Subject, entry: &Entry, desk: &mut Desk) -> Option<Placed> {
    let found = position(subject, entry);
    if entry.hides() {
        match found {
            Some(index) => {
                subject.people.remove(index);
            }
            None => gone(entry, desk),
        }
        return None;
    }
    let cited = desk.passages(entry, entry.written.cite.as_ref());
    let index = match found {
        Some(index) => index,
        None => add(subject, entry, cited.as_ref(), desk)?,
    };
    named(subject, index, entry, cited.as_ref());
    for item in entry.written.roles.iter().flatten() {
        office(&mut subject.people[index], entry, item, desk);
    }
    let person = &subject.people[index];
    let speaker = spoken::Speaker {
        names: std::iter::once(&person.name).chain(&person.variants).cloned().collect(),
        kind: SpeakerKind::Person,
    };
    spoken::merge(subject, entry, &speaker, desk);
    for id in entry.written.hide.iter().flatten() {
        if !spoken::hide(subject, &speaker, &id.value) {
            desk.no_claim(entry, id, subject.quotations.iter().map(|c| c.id.0.as_str()));
        }
    }
    let person = &subject.people[index];
    Some(Placed { slug: person.slug.clone(), title: person.name.clone(), claim: None })
}

/// The person of this address, or of this name.
fn position(subject: &Subject, entry: &Entry) -> Option<usize> {
    let slug = Slug::of(entry.stem);
    let people = &subject.people;
    people.iter().position(|person| person.slug == slug).or_else(|| {
        let key = name_key(&entry.name());
        let named = |person: &Person| {
            std::iter::once(&person.name).chain(&person.variants).any(|name| name_key(name) == key)
        };
        people.iter().position(named)
    })
}

fn gone(entry: &Entry, desk: &mut Desk) {
    desk.orphan(
        Place::file(entry.path),
        format!("no article names {:?}", entry.name()),
        "`cite` a passage that does to add this person, or take the file out",
    );
}

/// Somebody whom no article was found to name.
fn add(
    subject: &mut Subject,
    entry: &Entry,
    cited: Option<&Cited<()>>,
    desk: &mut Desk,
) -> Option<usize> {
    let Some(cited) = cited else {
        if entry.written.cite.is_none() {
            gone(entry, desk);
        }
        return None;
    };
    subject.people.push(Person {
        slug: Slug::of(entry.stem),
        name: entry.name(),
        variants: Vec::new(),
        status: Status::Confirmed,
        roles: Vec::new(),
        passages: cited.spans().cloned().collect(),
    });
    Some(subject.people.len() - 1)
}

fn named(subject: &mut Subject, index: usize, entry: &Entry, cited: Option<&Cited<()>>) {
    if let Some(name) = &entry.written.name {
        let old = std::mem::replace(&mut subject.people[index].name, name.clone());
        if old != *name {
            rename(subject, &old, name);
            subject.people[index].variants.insert(0, old);
        }
    }
    let person = &mut subject.people[index];
    person.status = Status::Confirmed;
    for variant in entry.written.variants.iter().flatten() {
        if *variant != person.name && !person.variants.contains(variant) {
            person.variants.push(variant.clone());
        }
    }
    person.variants.retain(|variant| *variant != person.name);
    for span in cited.into_iter().flat_map(Cited::spans) {
        let known =
            person.passages.iter().any(|p| p.source == span.source && p.passage == span.passage);
        if !known {
            person.passages.push(span.clone());
        }
    }
}

/// An office: that of the same words is confirmed, the one that it `corrects` replaced, else one is
/// added.
fn office(person: &mut Person, entry: &Entry, item: &Spanned<Item>, desk: &mut Desk) {
    let written = &item.value;
    let cited = desk.passages(entry, written.cite.as_ref());
    if written.cite.is_some() && cited.is_none() {
        return;
    }
    let key = |office: &Cited<Office>| name_key(&office.value.role);
    let of = |words: &str| {
        let wanted = name_key(words);
        person.roles.iter().position(|office| key(office) == wanted)
    };
    let corrected = written.corrects.as_ref().map(|words| (words, of(&words.value)));
    if let Some((words, None)) = &corrected {
        let all = person.roles.iter().map(|office| office.value.role.as_str());
        let hint = did_you_mean(&words.value, all).map_or_else(
            || "take `corrects` out if the office is right by now".to_owned(),
            |near| format!("did you mean {near:?}?"),
        );
        let message = format!("no article gives this office (any longer): {:?}", words.value);
        desk.orphan(entry.place(words), message, &hint);
    }
    let Some(role) = written.role.as_deref() else {
        desk.wrong(entry.item(item), "this entry of `roles` has no role", "add `role`");
        return;
    };
    let found = corrected.and_then(|(_, found)| found).or_else(|| of(role));
    let note = written.note.clone();
    let edit = |change| Some(Box::new(Edit { change, note: note.clone(), page: None }));
    let Some(found) = found else {
        let Some(cited) = cited else {
            desk.uncited(entry.item(item), "this office");
            return;
        };
        let affiliation = written.affiliation.clone();
        let office = Office { role: role.to_owned(), affiliation, edit: edit(Change::Added) };
        person.roles.push(cited.map(|()| office));
        return;
    };
    let old = &mut person.roles[found];
    let affiliation = written.affiliation.clone().or_else(|| old.value.affiliation.clone());
    let same = name_key(&old.value.role) == name_key(role)
        && (old.value.affiliation == affiliation || old.value.affiliation.is_none());
    if !same && cited.is_none() && written.note.is_none() {
        desk.uncited(entry.item(item), "an office that corrects the extracted one");
        return;
    }
    let was = match &old.value.affiliation {
        Some(body) => format!("{}, {body}", old.value.role),
        None => old.value.role.clone(),
    };
    let change = if same { Change::Confirmed } else { Change::Corrected(was) };
    cite(old, cited, !same);
    old.value = Office { role: role.to_owned(), affiliation, edit: edit(change) };
}
