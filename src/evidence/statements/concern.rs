//! For whom an undertaking exists: "a coalition to protect A", "the fund will help A rebuild".
//!
//! It stands apart because whoever is meant does nothing here: it is the object of a verb whose
//! subject is the undertaking.

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Noun, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Kind;

use super::listing::{self, Holder};
use super::object;
use super::subject::{Reader, Subject};
use super::{Statement, bodies};

/// How far before the verb the undertaking may stand.
const REACH: usize = 24;

/// Finds those for whom the undertaking exists.
pub(super) fn find(reader: Reader<'_>, out: &mut Vec<Statement>) {
    let text = reader.text;
    if !text.holds(text.passage_of[reader.from] as usize, class::BENEFIT) {
        return;
    }
    for verb in reader.from..reader.end {
        if !text.is(verb, class::BENEFIT) || text.tokens[verb].kind != Kind::Lower {
            continue;
        }
        let Some(holder) = object_of(reader, verb) else { continue };
        if !acts(reader, verb) {
            continue;
        }
        let holders = bodies(reader, Subject { holders: vec![holder], ..Subject::default() });
        if holders.is_empty() {
            continue;
        }
        out.push(Statement {
            holders,
            deed: Deed::Concern,
            force: Force::Plain,
            modal: false,
            noun: false,
            sentence: reader.from,
            head: (verb, verb),
            object: verb + 1..holder.last + 1,
            has: Objects::ANY,
            money: false,
            none: false,
            elliptic: false,
            weak: false,
            opposes: false,
            stance: None,
            rule: "for whom it exists",
        });
    }
}

/// The name that is the verb's object: "help [A]", "defend [A's] coast".
fn object_of(reader: Reader<'_>, verb: usize) -> Option<Holder> {
    let text = reader.text;
    let mut at = verb + 1;
    while at < reader.end && text.is(at, class::DETERMINER) {
        at += 1;
    }
    let named = reader.entities.covering(at).filter(|n| n.first as usize == at)?;
    let person = reader.entities.is_person(named.entity);
    let entity = listing::body(reader.entities, named);
    (!person && !listing::is_adjective(text, named)).then_some(Holder {
        entity,
        first: at,
        last: named.last as usize,
    })
}

/// Whether the undertaking stands before the verb, and nobody else does in between.
fn acts(reader: Reader<'_>, verb: usize) -> bool {
    let text = reader.text;
    let lowest = reader.from.max(verb.saturating_sub(REACH));
    let undertaking = (lowest..verb).rev().find(|t| {
        text.match_at(*t, EntryKind::Subject).is_some()
            || text.match_at(*t, EntryKind::Undertaking).is_some_and(|m| {
                let noun = text.lexicon.commitments.nouns[m.entry.row as usize];
                noun == Noun::Group && object::is_definite(text, *t, reader.from + 1)
            })
    });
    let Some(at) = undertaking else { return false };
    let name = text.match_at(at, EntryKind::Subject).map_or(at, |m| m.last as usize);
    !reader.entities.within(name + 1..verb).iter().any(|n| n.first as usize > name)
}
