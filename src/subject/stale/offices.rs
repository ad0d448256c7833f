//! Offices that a later article gives to somebody else.

use std::collections::{BTreeMap, HashMap};

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::fold::name_key;
use crate::span::{SourceId, Span};
use crate::subject::disagreements::offices::{Offices, Post};

use super::{Shelf, latest};

/// Somebody who is said to hold an office.
struct Holder<'a> {
    person: &'a str,
    role: &'a str,
    body: &'a str,
    date: Date,
    span: &'a Span,
}

/// A warning for each holder of an office of one person at a time who is named in it by no article
/// as late as one that names another. Without dates, nobody is succeeded.
pub(super) fn succeeded(
    shelf: &Shelf<'_>,
    published: &HashMap<&SourceId, Date>,
) -> Vec<Diagnostic> {
    let offices = Offices::load(shelf.lexicon);
    let mut held: BTreeMap<(Post, String), Vec<Holder<'_>>> = BTreeMap::new();
    for person in &shelf.subject.people {
        for office in &person.roles {
            let Some(body) = office.value.affiliation.as_deref() else { continue };
            let Some(post) = offices.post(&office.value.role) else { continue };
            let (Some(date), span) = latest(office, published) else { continue };
            let holder =
                Holder { person: &person.name, role: &office.value.role, body, date, span };
            held.entry((post, name_key(body))).or_default().push(holder);
        }
    }
    let mut out = Vec::new();
    for holders in held.values() {
        for one in holders {
            let own = holders.iter().filter(|other| other.person == one.person);
            let still = own.map(|other| other.date).max().unwrap_or(one.date);
            let later =
                holders.iter().filter(|h| h.person != one.person && still.is_before(h.date));
            if let Some(next) = later.max_by_key(|holder| holder.date) {
                out.push(warning(shelf, one, next));
            }
        }
    }
    out
}

fn warning(shelf: &Shelf<'_>, one: &Holder<'_>, next: &Holder<'_>) -> Diagnostic {
    let Holder { person, role, body, date, span } = one;
    let message =
        format!("a later article gives the office of {person}, {role} ({body}), to somebody else");
    Diagnostic::warning("office-superseded", message)
        .at((shelf.place)(span))
        .also(format!("{person} on {date}, {} on {}", next.person, next.date))
        .hint("say so in your prose, or correct the office in content/people/ID.md")
}
