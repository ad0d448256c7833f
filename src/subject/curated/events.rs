//! Entries about events: one each.

use super::Placed;
use super::desk::Desk;
use super::facts::{Fact, beside, find, own_page};
use super::written::Entry;
use crate::citations::numbers::{equal, numbers};
use crate::date::{Date, Precision};
use crate::diagnostic::{Diagnostic, Place};
use crate::slug::Slug;
use crate::span::Cited;
use crate::subject::{Claim, ClaimId, Happening, Subject};

pub(super) fn merge(subject: &mut Subject, entry: &Entry, desk: &mut Desk) -> Option<Placed> {
    let written = &entry.written;
    let cited = desk.passages(entry, written.cite.as_ref());
    if written.cite.is_some() && cited.is_none() {
        return None;
    }
    let mut found = None;
    if let Some(claim) = &written.claim {
        found = find(&subject.events, &claim.value);
        if found.is_none() {
            desk.no_claim(entry, claim, subject.events.iter().map(|c| c.id.0.as_str()));
        }
    } else if let Some(cited) = &cited {
        let same = |claim: &Claim<Happening>| {
            written.date.is_none_or(|date| claim.stated.value.date == Some(date))
                && written.until.is_none_or(|date| claim.stated.value.until == Some(date))
        };
        found = beside(&subject.events, cited).find(|(_, c)| same(c)).map(|(at, _)| at);
    }
    if entry.hides() {
        if let Some(at) = found {
            subject.events.remove(at);
        } else if written.claim.is_none() {
            gone(entry, desk);
        }
        return None;
    }
    let at = match found {
        Some(at) => meet(&mut subject.events, at, entry, cited, desk)?,
        None => add(&mut subject.events, entry, cited?, desk)?,
    };
    let claim = &subject.events[at];
    Some(Placed {
        slug: Slug::of(entry.stem),
        title: claim.stated.value.what.clone(),
        claim: Some(claim.id.clone()),
    })
}

fn gone(entry: &Entry, desk: &mut Desk) {
    let message = "nothing extracted is meant by this entry";
    let hint = "name the `claim` that it hides, or take the file out";
    desk.orphan(Place::file(entry.path), message, hint);
}

/// Confirms or corrects the event at `at`.
fn meet(
    events: &mut [Claim<Happening>],
    at: usize,
    entry: &Entry,
    cited: Option<Cited<()>>,
    desk: &mut Desk,
) -> Option<usize> {
    let written = &entry.written;
    let old = events[at].stated.value.clone();
    let date = written.date.or(old.date);
    let until = if written.date.is_some() { written.until } else { written.until.or(old.until) };
    let redated = old.date.is_some() && (date, until) != (old.date, old.until);
    if redated && cited.is_none() && written.note.is_none() {
        let what = "a date that corrects the extracted one";
        desk.uncited(Place::file(entry.path), what);
        return None;
    }
    if let Some(cited) = cited.as_ref().filter(|_| redated) {
        dated(events, entry, cited, date, Some(at), desk);
    }
    let was = redated.then(|| match (old.date, old.until) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (from, _) => from.map_or_else(String::new, |date| date.to_string()),
    });
    let value = Happening {
        date,
        until,
        precision: date.map_or(old.precision, Date::precision),
        inferred: old.inferred && written.date.is_none(),
        when: old.when,
        what: written.what.clone().unwrap_or(old.what),
    };
    let note = written.note.clone();
    Fact { value, cited, note, page: own_page(entry) }.meet(&mut events[at], was);
    Some(at)
}

fn add(
    events: &mut Vec<Claim<Happening>>,
    entry: &Entry,
    cited: Cited<()>,
    desk: &mut Desk,
) -> Option<usize> {
    let written = &entry.written;
    let Some(date) = written.date else {
        let hint = "add `date`: a year, month or day";
        desk.wrong(Place::file(entry.path), "an event that is added needs a date", hint);
        return None;
    };
    dated(events, entry, &cited, Some(date), None, desk);
    let pinned = desk.words(&cited.first).to_owned();
    let value = Happening {
        date: Some(date),
        until: written.until,
        precision: date.precision(),
        inferred: false,
        what: written.what.clone().unwrap_or_else(|| pinned.clone()),
        when: pinned,
    };
    let fact =
        Fact { value, cited: Some(cited), note: written.note.clone(), page: own_page(entry) };
    events.extend(fact.add(|_, span| ClaimId::of("event", &date.to_string(), span)));
    Some(events.len() - 1)
}

/// Says if the cited passages date what they tell, and otherwise than the entry.
fn dated(
    events: &[Claim<Happening>],
    entry: &Entry,
    cited: &Cited<()>,
    date: Option<Date>,
    corrected: Option<usize>,
    desk: &mut Desk,
) {
    if entry.written.note.is_some() {
        return;
    }
    // A day that was inferred is not the passage's word.
    let stated = |(at, claim): &(usize, &Claim<Happening>)| {
        let happening = &claim.stated.value;
        happening.precision != Precision::Relative
            && !(happening.inferred && Some(*at) == corrected)
    };
    let others: Vec<Date> =
        beside(events, cited).filter(stated).filter_map(|(_, c)| c.stated.value.date).collect();
    let Some(date) = date.filter(|date| !others.is_empty() && !others.contains(date)) else {
        return;
    };
    let words = cited.spans().flat_map(|span| numbers(desk.text(span)));
    let mut said = words.flat_map(|number| number.values);
    let near = others.iter().any(|other| (other.year, other.month) == (date.year, date.month));
    let day = date.day.filter(|_| near);
    if day.is_some_and(|day| said.any(|number| equal(number, f64::from(day)))) {
        return;
    }
    let others: Vec<String> = others.iter().map(Date::to_string).collect();
    let place =
        entry.written.cite.as_ref().map_or_else(|| Place::file(entry.path), |c| entry.place(c));
    desk.said.push(
        Diagnostic::warning("date", format!("the passage dates this {}", others.join(", ")))
            .at(place)
            .hint("correct the date, or say in a `note` why the passage is wrong"),
    );
}
