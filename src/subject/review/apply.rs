//! Decisions meet the claims that articles make today.

use std::collections::{HashMap, HashSet};

use super::{Decision, Entry, Kind, Review, Ruling, entries, key};
use crate::diagnostic::{Checked, Diagnostic};
use crate::sources::Source;
use crate::span::{Cited, Span};
use crate::subject::{ClaimId, Status, Subject};

/// The subject as the decisions leave it (what is rejected is gone), and every claim with what was
/// decided about it.
pub fn apply(
    mut subject: Subject,
    review: &Review,
    sources: &[Source],
) -> Checked<(Subject, Vec<Entry>)> {
    let mut list = entries(&subject, sources);
    let diagnostics = decide(&mut list, review);
    let mut rulings = HashMap::new();
    for entry in &list {
        if let Some(ruling) = entry.ruling {
            rulings.insert((entry.kind, entry.id.as_str()), ruling);
        }
    }
    if !rulings.is_empty() {
        let rejected = rejected(&subject, &rulings);
        rule(&mut subject, &rulings);
        note(&mut subject, review);
        leave_out(&mut subject, &rejected);
    }
    Checked::new((subject, list), diagnostics)
}

/// Gives each claim its ruling; what there is to say about decisions whose claim is not there.
fn decide(list: &mut [Entry], review: &Review) -> Vec<Diagnostic> {
    // The last decision on an id counts.
    let mut latest: HashMap<&str, &Decision> = HashMap::new();
    for decision in &review.decisions {
        latest.insert(&decision.id, decision);
    }
    let mut found: HashSet<&str> = HashSet::new();
    let mut clashes = Vec::new();
    for entry in list.iter_mut() {
        if let Some((id, decision)) = latest.get_key_value(entry.id.as_str())
            && is_meant(decision, entry)
        {
            if entry.ruling == Some(Ruling::Confirmed) && decision.ruling == Ruling::Rejected {
                clashes.push(clash(decision));
            }
            entry.ruling = Some(decision.ruling);
            found.insert(id);
        }
    }
    let gone: Vec<&Decision> = review
        .decisions
        .iter()
        .filter(|d| !found.contains(d.id.as_str()))
        .filter(|d| latest.get(d.id.as_str()).is_some_and(|kept| std::ptr::eq(*kept, *d)))
        .collect();
    let remembered: HashMap<(Option<Kind>, &str, String), &str> = gone
        .iter()
        .filter(|d| d.ruling == Ruling::Rejected && !key(&d.words).is_empty())
        .map(|d| ((d.kind, d.source.as_str(), key(&d.words)), d.id.as_str()))
        .collect();
    let mut used: HashSet<&str> = HashSet::new();
    if !remembered.is_empty() {
        for entry in list.iter_mut().filter(|entry| entry.ruling.is_none()) {
            let words = key(&entry.words);
            let key = (Some(entry.kind), entry.source.as_str(), words);
            if let Some(id) = remembered.get(&key) {
                entry.ruling = Some(Ruling::Rejected);
                used.insert(id);
            }
        }
    }
    let orphans = gone.into_iter().filter(|d| !used.contains(d.id.as_str())).map(orphan);
    clashes.extend(orphans);
    clashes
}

/// Whether a decision was made on this claim. The id of a member is its address and does not say
/// its role, that of a quotation not its speaker: nobody confirmed another role or speaker.
fn is_meant(decision: &Decision, entry: &Entry) -> bool {
    let whole = match entry.kind {
        Kind::Member => true,
        Kind::Quotation => decision.ruling == Ruling::Confirmed,
        _ => false,
    };
    let same = || decision.words.is_empty() || key(&decision.words) == key(&entry.words);
    decision.kind.is_none_or(|kind| kind == entry.kind) && (!whole || same())
}

/// The decision rejects what an editor's entry states.
fn clash(decision: &Decision) -> Diagnostic {
    let message = format!("this rejects what an entry in content states: {:?}", decision.words);
    let diagnostic = Diagnostic::error("review-clash", message)
        .hint("take the decision out, or what the entry says of it");
    match &decision.place {
        Some(place) => diagnostic.at(place.clone()),
        None => diagnostic,
    }
}

fn orphan(decision: &Decision) -> Diagnostic {
    let what = if decision.words.is_empty() { &decision.id } else { &decision.words };
    let message = format!("no article makes this claim any longer: {what:?}");
    let diagnostic = match decision.ruling {
        Ruling::Confirmed => Diagnostic::warning("review-orphan", message).hint(
            "its passage was changed or is gone: look at the new claim with `sitegen review`, and \
             take this decision out",
        ),
        // It does what it should: the claim is not on the site.
        Ruling::Rejected => Diagnostic::note("review-orphan", message)
            .hint("the rejection is kept in case the claim comes back"),
    };
    match &decision.place {
        Some(place) => diagnostic.at(place.clone()),
        None => diagnostic,
    }
}

/// Puts an editor's notes beside the disagreements that they are about: the last one counts.
fn note(subject: &mut Subject, review: &Review) {
    for entry in &mut subject.disagreements {
        let own = |decision: &&Decision| {
            decision.id == entry.id.0 && decision.kind.is_none_or(|kind| kind == Kind::Disagreement)
        };
        let last = review.decisions.iter().rev().find(own);
        entry.note = last.and_then(|decision| decision.note.clone());
    }
}

type Rulings<'a> = HashMap<(Kind, &'a str), Ruling>;

/// The words of figures and positions that are rejected: they are no side of a disagreement either.
fn rejected(subject: &Subject, rulings: &Rulings<'_>) -> HashSet<Span> {
    let gone = |kind, id: &ClaimId| rulings.get(&(kind, id.0.as_str())) == Some(&Ruling::Rejected);
    let figures = subject.figures.iter().filter(|c| gone(Kind::Figure, &c.id));
    let figures = figures.flat_map(|claim| claim.stated.spans().cloned());
    let positions = subject.members.iter().flat_map(|member| &member.positions);
    let positions = positions.filter(|c| gone(Kind::Position, &c.id));
    figures.chain(positions.flat_map(|claim| claim.stated.spans().cloned())).collect()
}

/// Takes these words out of all disagreements. One that has a single side left is none.
pub(in crate::subject) fn leave_out(subject: &mut Subject, rejected: &HashSet<Span>) {
    if rejected.is_empty() {
        return;
    }
    for entry in &mut subject.disagreements {
        let sides = std::mem::take(&mut entry.sides);
        entry.sides = sides
            .into_iter()
            .filter_map(|side| {
                let mut spans = side.spans().filter(|s| !rejected.contains(s)).cloned();
                let first = spans.next()?;
                let rest = spans.collect();
                Some(Cited { first, rest, value: side.value })
            })
            .collect();
    }
    subject.disagreements.retain(|entry| entry.sides.len() > 1);
}

/// Confirms what is confirmed and takes out what is rejected.
fn rule(subject: &mut Subject, rulings: &Rulings<'_>) {
    let keep = |kind: Kind, id: &str, status: &mut Status| match rulings.get(&(kind, id)) {
        Some(Ruling::Confirmed) => {
            *status = Status::Confirmed;
            true
        }
        Some(Ruling::Rejected) => false,
        None => true,
    };
    let claim = |kind, id: &ClaimId, status: &mut Status| keep(kind, &id.0, status);
    subject.disagreements.retain_mut(|d| claim(Kind::Disagreement, &d.id, &mut d.status));
    subject.members.retain_mut(|m| keep(Kind::Member, m.slug.as_str(), &mut m.status));
    for member in &mut subject.members {
        member.positions.retain_mut(|c| claim(Kind::Position, &c.id, &mut c.status));
    }
    subject.definitions.retain_mut(|c| claim(Kind::Definition, &c.id, &mut c.status));
    subject.quotations.retain_mut(|c| claim(Kind::Quotation, &c.id, &mut c.status));
    subject.figures.retain_mut(|c| claim(Kind::Figure, &c.id, &mut c.status));
    subject.events.retain_mut(|c| claim(Kind::Event, &c.id, &mut c.status));
    subject.precedents.retain_mut(|p| claim(Kind::Precedent, &p.id, &mut p.status));
}
