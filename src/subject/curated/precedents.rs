//! Entries about earlier cases.

use super::Placed;
use super::desk::Desk;
use super::facts::cite;
use super::written::Entry;
use crate::diagnostic::Place;
use crate::fold::name_key;
use crate::slug::Slug;
use crate::subject::{Change, ClaimId, EarlierCase, Edit, Status, Subject};

pub(super) fn merge(subject: &mut Subject, entry: &Entry, desk: &mut Desk) -> Option<Placed> {
    let found = position(subject, entry, desk);
    if entry.hides() {
        match found {
            Some(index) => {
                subject.precedents.remove(index);
            }
            None => gone(entry, desk),
        }
        return None;
    }
    let written = &entry.written;
    let cited = desk.passages(entry, written.cite.as_ref());
    if written.cite.is_some() && cited.is_none() {
        return None;
    }
    let note = written.note.clone();
    let edit = |change| Some(Box::new(Edit { change, note: note.clone(), page: None }));
    let Some(index) = found else {
        let Some(cited) = cited else {
            gone(entry, desk);
            return None;
        };
        let name = entry.name();
        let case = EarlierCase {
            id: ClaimId::of("precedent", &name, &cited.first),
            slug: Slug::of(entry.stem),
            status: Status::Confirmed,
            name: cited.map(|()| name.clone()),
            date: written.date,
            edit: edit(Change::Added),
        };
        let placed = Placed { slug: case.slug.clone(), title: name, claim: None };
        subject.precedents.push(case);
        return Some(placed);
    };
    let case = &mut subject.precedents[index];
    let date = written.date.or(case.date);
    let redated = case.date.is_some() && date != case.date;
    if redated && cited.is_none() && note.is_none() {
        desk.uncited(Place::file(entry.path), "a date that corrects the extracted one");
        return None;
    }
    let was = match case.date.filter(|_| redated) {
        Some(date) => Some(format!("{}, {date}", case.name.value)),
        None => written
            .name
            .as_ref()
            .filter(|n| **n != case.name.value)
            .map(|_| case.name.value.clone()),
    };
    let corrected = was.is_some();
    case.edit = edit(was.map_or(Change::Confirmed, Change::Corrected));
    case.status = Status::Confirmed;
    case.date = date;
    if let Some(name) = &written.name {
        case.name.value.clone_from(name);
    }
    cite(&mut case.name, cited, corrected);
    Some(Placed { slug: case.slug.clone(), title: case.name.value.clone(), claim: None })
}

/// The case of this id, of this address, or of this name.
fn position(subject: &Subject, entry: &Entry, desk: &mut Desk) -> Option<usize> {
    let cases = &subject.precedents;
    if let Some(claim) = &entry.written.claim {
        let found = cases.iter().position(|case| case.id.0 == claim.value);
        if found.is_none() {
            desk.no_claim(entry, claim, cases.iter().map(|case| case.id.0.as_str()));
        }
        return found;
    }
    let slug = Slug::of(entry.stem);
    let key = name_key(&entry.name());
    let cases = &subject.precedents;
    let named = |case: &EarlierCase| name_key(&case.name.value) == key;
    cases.iter().position(|case| case.slug == slug).or_else(|| cases.iter().position(named))
}

fn gone(entry: &Entry, desk: &mut Desk) {
    if entry.written.claim.is_some() {
        // Said at the id.
        return;
    }
    desk.orphan(
        Place::file(entry.path),
        format!("no article mentions {:?} as an earlier case", entry.name()),
        "`cite` a passage that does to add it, or take the file out",
    );
}
