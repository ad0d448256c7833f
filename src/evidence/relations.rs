//! How entities relate to the subject: who belongs, may join, attends, opposes, stays away.
//!
//! It stands apart from positions because a role is the same for every project, while stances are
//! what a project declares; both read the same statements.

use rustc_hash::FxHashSet;

use super::entities::Entities;
use super::statements::{Statement, parent};
use super::{Abstention, MemberRole, Relation};
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::text::Text;

/// The rule of those for whom the undertaking exists.
pub const CONCERNED: &str = "for whom it exists";

/// The rule that finds who has left, which presupposes having belonged.
pub const LEAVES: &str = "leaves";

/// The rule of deeds that are done.
const CONTRIBUTES: &str = "contributes";

/// The rule of deeds that are not done.
const REFRAINS: &str = "does not contribute";

/// Every stated relation with its passage, and what was read and not made one.
pub fn extract(
    text: &Text<'_>,
    entities: &Entities,
    statements: &[Statement],
) -> (Vec<Relation>, Vec<Abstention>) {
    let mut relations = Vec::new();
    let mut abstentions = Vec::new();
    let mut seen = FxHashSet::default();
    for statement in statements {
        let Some((relation, rule)) = role_of(statement) else {
            abstentions.push(Abstention {
                rule: statement.rule.to_owned(),
                reason: "says nothing about belonging to the subject".to_owned(),
                span: text.span(statement.head.0, statement.head.1),
            });
            continue;
        };
        for holder in &statement.holders {
            let passage = text.passage_of[holder.first];
            let entity = parent(text, entities, holder.entity);
            if !seen.insert((entity, relation, passage)) {
                continue;
            }
            let first = holder.first.min(statement.head.0);
            let last = holder.last.max(statement.head.1);
            relations.push(Relation {
                entity,
                role: relation,
                span: text.span(first, last),
                rule: rule.to_owned(),
            });
        }
    }
    // Who contributes nothing may well belong: it counts only where nothing else is said.
    let more: FxHashSet<_> =
        relations.iter().filter(|r| r.rule != REFRAINS).map(|r| r.entity).collect();
    relations.retain(|r| r.rule != REFRAINS || !more.contains(&r.entity));
    // Who sues and also does what the undertaking asks for has not joined by that.
    let against: FxHashSet<_> =
        relations.iter().filter(|r| r.role == MemberRole::Opponent).map(|r| r.entity).collect();
    relations.retain(|r| r.rule != CONTRIBUTES || !against.contains(&r.entity));
    (relations, abstentions)
}

/// The role that a statement gives its holders, and the rule's name.
fn role_of(statement: &Statement) -> Option<(MemberRole, &'static str)> {
    use MemberRole::{Candidate, Member, Observer, Opponent, Other};
    let done = matches!(statement.force, Force::Plain | Force::Commit);
    let maybe = matches!(statement.force, Force::Open | Force::Ready | Force::Undecided);
    Some(match statement.deed {
        Deed::Lead if done && concerns(statement) => (Member, "leads"),
        Deed::Join if done => (Member, "joins"),
        Deed::Join if maybe => (Candidate, "may join"),
        Deed::Join => (Other, "does not join"),
        Deed::Act if done && concerns(statement) => (Member, CONTRIBUTES),
        Deed::Act if maybe && concerns(statement) => (Candidate, "may contribute"),
        Deed::Act if concerns(statement) => (Other, REFRAINS),
        Deed::Open if done || maybe => (Candidate, "open to joining"),
        Deed::Undecided => (Candidate, "undecided"),
        Deed::Decide if statement.force == Force::Decline => (Candidate, "undecided"),
        Deed::Decline if done && statement.opposes => (Opponent, "opposes"),
        Deed::Decline if done => (Other, "declines"),
        Deed::Leave if done => (Other, LEAVES),

        Deed::Support if statement.force != Force::Decline => (Other, "supports"),
        Deed::Oppose if done => (Opponent, "opposes"),
        Deed::Concern => (Other, CONCERNED),
        Deed::Attend if done => (Observer, "attends"),
        Deed::Convene if done => (Observer, "calls a meeting"),
        Deed::Attend => (Other, "does not attend"),
        Deed::Absent if done => (Other, "absent"),
        _ => return None,
    })
}

/// Whether a deed is done for the undertaking, not for something else.
fn concerns(statement: &Statement) -> bool {
    let axis = if statement.weak { 0 } else { Objects::AXIS.0 };
    statement.stance.is_some()
        || statement.has.any(Objects(Objects::UNDERTAKING.0 | axis | Objects::MONEY.0))
}
