//! Cities and states that act as bodies do. Where a place signs, joins or pays, its government does.

use std::ops::Range;

use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::text::{Kind, Text};

use super::{Entities, Form, Named};

/// How many words may stand between a subject and its verb: "has so far not".
const BETWEEN: usize = 4;

/// The places that are the subject of a verb that only bodies have, and those named in one list
/// with them: "Aarhus, Lille and Porto signed". In order.
pub(super) fn acting(text: &Text<'_>, entities: &Entities) -> Vec<EntityIndex> {
    let mut found = Vec::new();
    for (index, named) in entities.named.iter().enumerate() {
        if !is_place(entities, named) {
            continue;
        }
        // "Colorado lawmakers", "Nevada Gov. NAME", "Tampere's mayor".
        if is_spoken_for(text, named) {
            found.push(named.entity);
            continue;
        }
        if !acts(text, named) {
            continue;
        }
        let list = list_before(text, entities, index);
        let first = &entities.named[list.start];
        if is_subject(text, first.first as usize) {
            found.extend(entities.named[list].iter().map(|n| n.entity));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether those who act for a state follow: its lawmakers, its governor.
fn is_spoken_for(text: &Text<'_>, named: &Named) -> bool {
    let end = text.sentence(named.first as usize).end;
    let next = named.last as usize + 1;
    let noun = |t: usize| t < end && text.tokens[t].spaced && text.is(t, class::LEGISLATING);
    next < end && (noun(next) || (text.tokens[next].kind == Kind::Possessive && noun(next + 1)))
}

fn is_place(entities: &Entities, named: &Named) -> bool {
    named.form == Form::Name && entities.get(named.entity).kind == EntityKind::Place
}

/// Whether a verb of a body's follows: "signed", "will contribute", "has not joined".
fn acts(text: &Text<'_>, named: &Named) -> bool {
    let end = text.sentence(named.first as usize).end;
    let mut at = named.last as usize + 1;
    let limit = end.min(at + BETWEEN);
    while at < limit
        && text.tokens[at].kind == Kind::Lower
        && !text.is(at, class::BODY_VERB)
        && text.is(at, class::AUXILIARY.or(class::FUNCTION))
    {
        at += 1;
    }
    at < limit && text.is(at, class::BODY_VERB) && text.tokens[at].kind == Kind::Lower
}

/// Whether a noun phrase that begins at `first` is a subject: no preposition governs it.
fn is_subject(text: &Text<'_>, first: usize) -> bool {
    let start = text.sentence(first).start;
    let mut before = first;
    // "the Danish port of X".
    if before >= start + 2 && text.is_word(before - 1, "of") && text.is(before - 2, class::CIVIC) {
        before -= 2;
        before -= usize::from(before > start && text.tokens[before - 1].kind == Kind::Capital);
    }
    while before > start && text.is_word(before - 1, "the") {
        before -= 1;
    }
    if before == start {
        return true;
    }
    let word = before - 1;
    let joins = matches!(
        text.str(word),
        "and" | "but" | "while" | "that" | "because" | "although" | "if" | "when" | "as" | "or"
    );
    joins || matches!(text.tokens[word].kind, Kind::Mark(',' | ';' | ':') | Kind::Open(_))
}

/// The mentions of places in a list that ends with the mention at `index`.
fn list_before(text: &Text<'_>, entities: &Entities, index: usize) -> Range<usize> {
    let mut first = index;
    while let Some(before) = first.checked_sub(1) {
        let (left, right) = (&entities.named[before], &entities.named[first]);
        let gap = left.last as usize + 1..right.first as usize;
        let joint = gap.len() <= 2
            && gap.clone().all(|t| text.is_mark(t, ',') || matches!(text.str(t), "and" | "or"));
        if gap.is_empty() || !joint || !is_place(entities, left) {
            break;
        }
        first = before;
    }
    first..index + 1
}
