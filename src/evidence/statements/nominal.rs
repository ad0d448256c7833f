//! Deeds that are nouns: "Norway's contribution of $40 million", "lodged a complaint against the
//! pact", "Togo's accession to the league".
//!
//! They stand apart from verbs because their holder is an owner, or the subject of a verb that says
//! little by itself, such as "make" or "announce".

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match};

use super::group;
use super::object;
use super::owner;
use super::subject::{Reader, Subject};
use super::{Statement, bodies};

/// How many words may stand between a verb and its noun.
const BETWEEN: usize = 6;

/// Finds the nouns for deeds in a passage whose holders are clear.
pub(super) fn find(reader: Reader<'_>, before: usize, out: &mut Vec<Statement>) {
    let nouns = EntryKind::DeedNoun.bit();
    for token in (reader.from..reader.end).filter(|t| reader.text.begins_any(*t, nouns)) {
        if let Some(m) = reader.text.match_at(token, EntryKind::DeedNoun)
            && (m.last as usize) < reader.end
            && let Some(statement) = state(reader, m, &out[before..])
            && !out[before..].iter().any(|s| repeats(s, &statement))
        {
            out.push(statement);
        }
    }
}

/// Whether a verb states the same of the same: "pledged a contribution of".
fn repeats(known: &Statement, new: &Statement) -> bool {
    let overlap = known.head.1 <= new.head.1 && new.head.0 < known.object.end;
    let same = known.holders.first().map(|h| h.entity) == new.holders.first().map(|h| h.entity);
    (known.deed == new.deed || known.stance.is_some()) && overlap && same
}

fn state(reader: Reader<'_>, m: Match, said: &[Statement]) -> Option<Statement> {
    let text = reader.text;
    let (first, last) = (m.first as usize, m.last as usize);
    let noun = text.lexicon.commitments.deed_nouns[m.entry.row as usize];
    // "the offer to send": the verb says more than the noun.
    let infinitive = last + 2 < reader.end
        && text.is_word(last + 1, "to")
        && text.tokens[last + 2].kind == Kind::Lower
        && !text.is(last + 2, class::DETERMINER.or(class::OWNER).or(class::NEUTER));
    if infinitive && noun.deed != Deed::Decline {
        return None;
    }
    let by = owner::after(reader, last);
    let from = by.as_ref().map_or(last, |(_, end)| end - 1);
    let mut object = object::after(text, from, reader.end);
    if by.is_some() {
        // "the ratification of the treaty by Kenya".
        object.has.0 |= object::after(text, last, reader.end).has.0 & Objects::UNDERTAKING.0;
    }
    let light = light(reader, first, said);
    // A declared cue, "complaint", needs no more than whose it is.
    let cue = light.is_some() && text.match_at(first, EntryKind::Stance).is_some();
    if !object.has.any(noun.objects) && !cue {
        return None;
    }
    let mut force = noun.force;
    let subject = match light {
        Some((subject, outer)) => {
            force = group::combine(outer, force);
            subject
        }
        None => by.map(|(subject, _)| subject).or_else(|| owner::before(reader, first))?,
    };
    // "without Kenya's contribution", "no contribution".
    let before = subject.first.min(first).checked_sub(1).filter(|b| *b >= reader.from);
    if before.is_some_and(|b| matches!(text.str(b), "without" | "despite" | "no" | "if")) {
        return None;
    }
    let holders = bodies(reader, subject);
    (!holders.is_empty()).then_some(Statement {
        holders,
        deed: noun.deed,
        force,
        modal: force != Force::Plain,
        noun: true,
        sentence: reader.from,
        head: (first, last),
        object: object.range,
        has: object.has,
        money: object.money,
        none: false,
        elliptic: false,
        weak: false,
        opposes: false,
        stance: None,
        rule: "noun of a deed",
    })
}

/// The subject of "made a [contribution]" and what its verb group makes of it.
fn light(reader: Reader<'_>, noun: usize, said: &[Statement]) -> Option<(Subject, Force)> {
    let text = reader.text;
    let lowest = reader.from.max(noun.saturating_sub(BETWEEN));
    let mut none = false;
    for at in (lowest..noun).rev() {
        let modal = text.match_ending(at, EntryKind::Modality);
        let lower = text.tokens[at].kind == Kind::Lower;
        let modal = modal.filter(|m| text.lexicon.commitments.modals[m.entry.row as usize].nominal);
        if text.matches_at(at).iter().any(|m| m.entry.kind == EntryKind::Commitment)
            && !text.is(at, class::LIGHT)
        {
            return None;
        }
        if lower && (text.is(at, class::LIGHT) || modal.is_some()) {
            let head = if text.is(at, class::LIGHT) { at } else { at + 1 };
            let group = group::before(text, head, reader.from, false);
            if group.dangling || (group.be && text.str(at).ends_with("ed")) {
                return None;
            }
            // "promised no ships but announced a contribution": of the same.
            let joined = group.start > reader.from
                && matches!(text.str(group.start - 1), "and" | "but" | "then");
            let same = || {
                let one = said.iter().rev().find(|s| joined && s.head.1 < group.start)?;
                let (holders, first) = (one.holders.clone(), one.holders.first()?.first);
                Some(Subject { holders, first, ..Subject::default() })
            };
            let subject = reader.subject(group.start).or_else(same)?;
            let force = if none { group::opposite(group.force) } else { group.force };
            return (!subject.holders.is_empty()).then_some((subject, force));
        }
        none |= object::is_none(text, at, noun);
        let inside = matches!(text.tokens[at].kind, Kind::Lower | Kind::Hyphen | Kind::Number)
            || matches!(text.tokens[at].kind, Kind::Mark('$' | '€' | '£'));
        if !inside || text.is(at, class::BE.or(class::HELPER).or(class::PREPOSITION)) {
            return None;
        }
    }
    None
}
