//! Whose a noun for a deed is: "Kenya's refusal to pay", "an Omani offer of ships", "the pledge by
//! Japan to send engineers".
//!
//! It stands apart from subjects because an owner stands beside a noun, not before a verb.

use crate::evidence::entities::Form;
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Kind;

use super::leftward;
use super::listing::{self, Holder};
use super::subject::{Reader, Subject};

/// How many words may stand between an owner and the noun.
const BETWEEN: usize = 4;

/// The owner before a noun that begins at token `start`: a possessive, an adjective or "its".
pub(super) fn before(reader: Reader<'_>, start: usize) -> Option<Subject> {
    let (text, entities) = (reader.text, reader.entities);
    let lowest = reader.from.max(start.saturating_sub(BETWEEN));
    for at in (lowest..start.min(reader.end)).rev() {
        let named = entities.covering(at).filter(|n| n.last as usize == at);
        match text.tokens[at].kind {
            Kind::Possessive => {
                let last = listing::before_suffix(text, entities, at.checked_sub(1)?, reader.from);
                entities.covering(last).filter(|n| n.last as usize == last)?;
                let (holders, first) = leftward::leftward(text, entities, last, reader.from);
                return Some(Subject { holders, first, plural: true, ..Subject::default() });
            }
            _ if named.is_some_and(|n| n.form == Form::Adjective) => {
                return adjectives(reader, at);
            }
            Kind::Lower | Kind::Capital
                if matches!(text.str(at), "its" | "Its" | "their" | "Their") =>
            {
                return reader.subject(at + 1).filter(|s| !s.holders.is_empty());
            }
            Kind::Lower | Kind::Hyphen | Kind::Open(_) | Kind::Number
                if !text.is(at, class::PREPOSITION.or(class::BE).or(class::HELPER)) => {}
            _ => return None,
        }
    }
    None
}

/// "the Kenyan and Ugandan [offer]".
fn adjectives(reader: Reader<'_>, last: usize) -> Option<Subject> {
    let (text, entities) = (reader.text, reader.entities);
    let mut holders = Vec::new();
    let mut at = last;
    loop {
        let named = entities.covering(at).filter(|n| n.form == Form::Adjective)?;
        let first = named.first as usize;
        holders.insert(0, Holder { entity: named.entity, first, last: named.last as usize });
        let joined = first.checked_sub(2).filter(|b| {
            *b >= reader.from
                && (text.is_word(first - 1, "and") || text.is_mark(first - 1, ','))
                && entities.covering(*b).is_some_and(|n| n.form == Form::Adjective)
        });
        match joined {
            Some(next) => at = next,
            None => return Some(Subject { holders, first, plural: true, ..Subject::default() }),
        }
    }
}

/// The owner after a noun that ends with token `last`: "by Japan", "from the Dutch government";
/// and the token after it.
pub(super) fn after(reader: Reader<'_>, last: usize) -> Option<(Subject, usize)> {
    // "the ratification of the treaty by Kenya".
    let named = |t: &usize| reader.entities.covering(*t).is_some();
    let of = last + 1 < reader.end && reader.text.is_word(last + 1, "of");
    let far = (last + 2..reader.end.min(last + 9)).find(|t| reader.text.is_word(*t, "by"));
    let far = far.filter(|by| {
        of && !(last + 2..*by)
            .any(|t| named(&t) && reader.text.match_at(t, EntryKind::Subject).is_none())
    });
    let by = far.unwrap_or(last + 1);
    if by + 1 >= reader.end || !matches!(reader.text.str(by), "by" | "from") {
        return None;
    }
    let holders = listing::rightward(reader.text, reader.entities, by + 1, reader.end);
    let end = holders.last()?.last + 1;
    Some((Subject { holders, first: by + 1, plural: true, ..Subject::default() }, end))
}

/// The owner of the infinitive that begins at token `to`: "the pledge by Japan [to pay]", and the
/// row of the noun in the list `modality`.
pub(super) fn of_infinitive(reader: Reader<'_>, to: usize) -> Option<(Subject, u32)> {
    let at = to.checked_sub(1).filter(|at| *at >= reader.from)?;
    let last = listing::before_suffix(reader.text, reader.entities, at, reader.from);
    reader.entities.covering(last).filter(|n| n.last as usize == last)?;
    let (holders, first) = leftward::leftward(reader.text, reader.entities, last, reader.from);
    let by = first.checked_sub(1).filter(|by| *by > reader.from)?;
    if !matches!(reader.text.str(by), "by" | "from" | "of") {
        return None;
    }
    let noun = reader.text.match_ending(by - 1, EntryKind::Modality)?;
    let rows = &reader.text.lexicon.commitments.modals;
    let subject = Subject { holders, first, plural: true, ..Subject::default() };
    rows[noun.entry.row as usize].noun.then_some((subject, noun.entry.row))
}
