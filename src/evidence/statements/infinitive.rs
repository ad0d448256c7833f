//! Infinitives whose holder stands elsewhere: with a noun, a request or a contract; and places that
//! hold what is put there.
//!
//! They stand apart because nothing before "to" is their subject.

use crate::evidence::EntityKind;
use crate::evidence::entities::Form;
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force};
use crate::text::Kind;

use super::group::{self, Group};
use super::listing::Holder;
use super::owner;
use super::subject::{Reader, Subject};
use super::{Statement, bodies};

/// The deed of an infinitive whose holder is the owner of a noun before it, "the pledge by NAME to
/// pay", or whoever asks another to undo the undertaking, "asked a court to stop the pact".
pub(super) fn find(
    reader: Reader<'_>,
    mut statement: Statement,
    group: Group,
) -> Option<Statement> {
    let text = reader.text;
    let subject = if let Some((subject, row)) = owner::of_infinitive(reader, group.start) {
        let outer = text.lexicon.commitments.modals[row as usize].force;
        statement.force = group::combine(outer, group.force);
        subject
    } else if statement.deed == Deed::Oppose && group.force == Force::Plain {
        let lowest = reader.from.max(group.start.saturating_sub(12));
        let asks = |t: &usize| text.is(*t, class::REQUEST) && text.tokens[*t].kind == Kind::Lower;
        let verb = (lowest..group.start).rev().find(asks)?;
        let outer = group::before(text, verb, reader.from, false);
        if outer.dangling || !matches!(outer.force, Force::Plain | Force::Commit) {
            return None;
        }
        reader.subject(outer.start)?
    } else if statement.deed == Deed::Act {
        statement.force = Force::Commit;
        contractor(reader, group.start)?
    } else {
        return None;
    };
    statement.holders = bodies(reader, subject);
    statement.rule = "infinitive with an owner";
    (!statement.holders.is_empty()).then_some(statement)
}

/// Whoever signed or won a contract before the infinitive that begins at token `to`.
fn contractor(reader: Reader<'_>, to: usize) -> Option<Subject> {
    let text = reader.text;
    let lowest = reader.from.max(to.saturating_sub(26));
    let noun = (lowest..to).rev().find(|t| text.is(*t, class::CONTRACT))?;
    let made = |t: &usize| text.is(*t, class::CONTRACTING) && text.tokens[*t].kind == Kind::Lower;
    let verb = (lowest.max(noun.saturating_sub(5))..noun).rev().find(made)?;
    let group = group::before(text, verb, reader.from, false);
    let done = matches!(group.force, Force::Plain | Force::Commit) && !group.dangling;
    reader.subject(group.start).filter(|_| done)
}

/// Where something has its place: the country named after "in".
pub(super) fn housed(reader: Reader<'_>, mut statement: Statement, at: usize) -> Option<Statement> {
    let named = reader.entities.covering(at).filter(|n| n.form == Form::Name)?;
    let country = reader.entities.get(named.entity).kind == EntityKind::Country;
    let (first, last) = (named.first as usize, named.last as usize);
    let holders = vec![Holder { entity: named.entity, first, last }];
    statement.holders = bodies(reader, Subject { holders, ..Subject::default() });
    statement.rule = "where it has its place";
    (country && !statement.holders.is_empty()).then_some(statement)
}
