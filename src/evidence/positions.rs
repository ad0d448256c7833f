//! What entities promise or refuse, by the axes that a project declares.
//!
//! A statement's deed and force give the sort of stance (leads, acts, may act, declines ...); of
//! the declared stances of that sort the one is taken whose words it uses. Where that is not one
//! alone, nothing is claimed.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::entities::Entities;
use super::statements::{Statement, parent};
use super::{Abstention, Position};
use crate::config::Axis;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::text::Text;

/// Every stated stance with its passage, and what was read and not made one.
pub fn extract(
    text: &Text<'_>,
    entities: &Entities,
    axes: &IndexMap<String, Axis>,
    statements: &[Statement],
) -> (Vec<Position>, Vec<Abstention>) {
    let mut positions = Vec::new();
    let mut abstentions = Vec::new();
    if axes.is_empty() {
        return (positions, abstentions);
    }
    let mut seen = FxHashSet::default();
    for statement in statements {
        for axis in axes.keys() {
            let stance = match choose(text, statement, axis) {
                Ok(stance) => stance,
                Err(None) => continue,
                Err(Some(reason)) => {
                    abstentions.push(Abstention {
                        rule: statement.rule.to_owned(),
                        reason: reason.to_owned(),
                        span: text.span(statement.head.0, statement.head.1),
                    });
                    continue;
                }
            };
            let declared = &text.lexicon.commitments.stances[stance];
            for holder in &statement.holders {
                let entity = parent(text, entities, holder.entity);
                if !seen.insert((entity, stance, text.passage_of[holder.first])) {
                    continue;
                }
                let first = holder.first.min(statement.head.0);
                let last = holder.last.max(statement.head.1);
                positions.push(Position {
                    entity,
                    axis: axis.clone(),
                    stance: declared.id.to_string(),
                    span: text.span(first, last),
                    rule: statement.rule.to_owned(),
                });
            }
        }
    }
    (positions, abstentions)
}

/// The declared stance that a statement expresses on an axis; or why none.
fn choose(text: &Text<'_>, s: &Statement, axis: &str) -> Result<usize, Option<&'static str>> {
    let sort = sort(text, s, axis).ok_or(None)?;
    let declared = &text.lexicon.commitments.stances;
    let of_sort = |i: &usize| &*declared[*i].axis == axis && declared[*i].deed == Some(sort);
    // A cue of that very stance decides.
    if let Some(stance) = s.stance.map(|stance| stance as usize).filter(of_sort) {
        return Ok(stance);
    }
    let candidates: Vec<usize> = (0..declared.len()).filter(of_sort).collect();
    let bits = |stance: usize| words_shared(text, s, stance);
    match candidates.as_slice() {
        [] => Err(None),
        [one] => {
            // What is done must be what the stance is about: "sends delegates" is no "sends troops".
            if sort == Deed::Act && bits(*one) == 0 {
                return Err(Some("promises something that the declared stance is not about"));
            }
            Ok(*one)
        }
        several => {
            let most = several.iter().map(|stance| bits(*stance)).max().unwrap_or(0);
            let mut best = several.iter().filter(|stance| bits(**stance) == most);
            match (best.next(), best.next()) {
                (Some(stance), None) if most > 0 => Ok(*stance),
                _ => Err(Some("may mean more than one of the declared stances")),
            }
        }
    }
}

/// How many words of the statement the stance shares.
fn words_shared(text: &Text<'_>, s: &Statement, stance: usize) -> usize {
    if stance >= 64 {
        return 0;
    }
    let words = &text.lexicon.commitments.stance_words;
    let has = |t: &usize| words.get(&text.words[*t]).is_some_and(|bits| bits & (1 << stance) != 0);
    let sum = usize::from(s.money && text.lexicon.commitments.stances[stance].money);
    let nearest = s.object.start..s.object.end.min(s.object.start + 8);
    let verb = (s.head.0..=s.head.1).filter(has).count() * 2;
    let cue = usize::from(s.stance == u32::try_from(stance).ok()) * 4;
    verb + cue + sum + nearest.filter(has).count()
}

/// What sort of stance a statement expresses.
fn sort(text: &Text<'_>, s: &Statement, axis: &str) -> Option<Deed> {
    let done = matches!(s.force, Force::Plain | Force::Commit);
    let about = Objects(Objects::AXIS.0 | Objects::UNDERTAKING.0 | Objects::MONEY.0);
    let near = s.stance.is_some() || s.has.any(about);
    match s.deed {
        Deed::Lead | Deed::Oppose | Deed::Attend if done => Some(s.deed),
        Deed::Support if s.force != Force::Decline && s.force != Force::Undecided => {
            Some(Deed::Support)
        }
        Deed::Join => match s.force {
            Force::Plain | Force::Commit => Some(Deed::Join),
            Force::Open | Force::Ready => Some(Deed::Open),
            Force::Undecided => Some(Deed::Undecided),
            // "is not a member", "has not signed" tell how things stand, not what is intended.
            _ => s.modal.then_some(Deed::Decline),
        },
        Deed::Act => match s.force {
            Force::Open if near || s.has.any(Objects::END) => Some(Deed::Open),
            // Readiness is the open stance where that is about this deed, else as good as a promise.
            Force::Ready if open_covers(text, s, axis) => Some(Deed::Open),
            Force::Plain | Force::Commit | Force::Ready => Some(Deed::Act),
            Force::Undecided => Some(Deed::Undecided),
            Force::Decline if near => Some(Deed::Decline),
            _ => None,
        },
        Deed::Open if s.force != Force::Decline => Some(Deed::Open),
        Deed::Decline if done => Some(Deed::Decline),
        Deed::Undecided => Some(Deed::Undecided),
        Deed::Decide if s.force == Force::Decline => Some(Deed::Undecided),
        _ => None,
    }
}

/// Whether the axis has an open stance that shares a word with the deed.
fn open_covers(text: &Text<'_>, s: &Statement, axis: &str) -> bool {
    let declared = &text.lexicon.commitments.stances;
    (0..declared.len()).any(|stance| {
        &*declared[stance].axis == axis
            && declared[stance].deed == Some(Deed::Open)
            && words_shared(text, s, stance) > 0
    })
}
