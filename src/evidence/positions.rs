//! What entities promise or refuse, by the axes that a project declares.
//!
//! A statement's deed and force give the sort of stance (leads, acts, may act, declines ...); of
//! the declared stances of that sort the one is taken whose words it uses. Where that is not one
//! alone, nothing is claimed.

use std::borrow::Cow;
use std::ops::Deref;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::entities::Entities;
use super::statements::{Statement, parent};
use super::{Abstention, Position};
use crate::config::Axis;
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
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
    let mut before: Option<usize> = None;
    for (index, statement) in statements.iter().enumerate() {
        let statement = &Read::new(text, statement);
        for axis in axes.keys() {
            // "offered four more": of what was said to be given before.
            let same = before.filter(|_| statement.elliptic && statement.deed == Deed::Act);
            let of_axis =
                |stance: &usize| *text.lexicon.commitments.stances[*stance].axis == **axis;
            let near = &statements[index.saturating_sub(4)..statements.len().min(index + 5)];
            let chosen = match same.filter(of_axis) {
                Some(stance) if statement.stance.is_none() => Ok(stance),
                _ if is_partial(text, axis, statement, near) => Err(None),
                _ => choose(text, statement, axis),
            };
            let stance = match chosen {
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
            if statement.deed == Deed::Act && declared.deed == Some(Deed::Act) {
                before = Some(stance);
            }
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
    without_more(text, statements, &mut positions);
    (positions, abstentions)
}

/// How far back the noun may stand that a bare number counts.
const ANTECEDENT: usize = 60;

/// A statement, and for each of the declared stances how much its words and those of the stance have in
/// common.
struct Read<'s> {
    statement: Cow<'s, Statement>,
    shared: Vec<usize>,
}

impl<'s> Read<'s> {
    fn new(text: &Text<'_>, statement: &'s Statement) -> Self {
        let statement = with_antecedent(text, statement);
        let shared = words_shared(text, &statement);
        Self { statement, shared }
    }
}

impl Deref for Read<'_> {
    type Target = Statement;

    fn deref(&self) -> &Statement {
        &self.statement
    }
}

/// A statement whose object is a bare number, with the noun that the number counts: that of the last
/// number before, "Peru sends 80 nurses. Chile has promised 60."
fn with_antecedent<'s>(text: &Text<'_>, statement: &'s Statement) -> Cow<'s, Statement> {
    if !statement.elliptic || statement.deed != Deed::Act {
        return Cow::Borrowed(statement);
    }
    let lowest = statement.head.0.saturating_sub(ANTECEDENT);
    let number =
        |t: usize| text.tokens[t].kind == crate::text::Kind::Number || text.is(t, class::NUMERAL);
    let noun = (lowest + 3..statement.head.0)
        .rev()
        .find(|t| text.is(*t, class::AXIS) && (number(t - 1) || number(t - 2) || number(t - 3)));
    match noun {
        Some(noun) => Cow::Owned(Statement { object: noun..noun + 1, ..statement.clone() }),
        None => Cow::Borrowed(statement),
    }
}

/// Drops a stance of those who "only attended" where the article says more of them.
fn without_more(text: &Text<'_>, statements: &[Statement], positions: &mut Vec<Position>) {
    let declared = &text.lexicon.commitments.stances;
    if !declared.iter().any(|s| s.only) {
        return;
    }
    let does = |s: &&Statement| {
        matches!(s.deed, Deed::Lead | Deed::Join | Deed::Act | Deed::Oppose)
            && matches!(s.force, Force::Plain | Force::Commit)
    };
    let more: FxHashSet<_> =
        statements.iter().filter(does).flat_map(|s| s.holders.iter().map(|h| h.entity)).collect();
    let only =
        |p: &Position| declared.iter().any(|s| s.only && *s.id == *p.stance && *s.axis == *p.axis);
    positions.retain(|p| !(only(p) && more.contains(&p.entity)));
}

/// Whether a refusal stands in one sentence with a support that itself says what it does without:
/// "backs the plan but will not pay" is one stance where "backs it without money" is declared.
fn is_partial(
    text: &Text<'_>,
    axis: &str,
    statement: &Statement,
    statements: &[Statement],
) -> bool {
    let declared = &text.lexicon.commitments.stances;
    let without = || declared.iter().any(|s| *s.axis == *axis && s.without);
    statement.deed == Deed::Act
        && statement.force == Force::Decline
        && without()
        && statements.iter().any(|s| {
            s.sentence == statement.sentence
                && s.head.0.abs_diff(statement.head.0) <= 10
                && s.deed == Deed::Support
                && s.holders.first().map(|h| h.entity)
                    == statement.holders.first().map(|h| h.entity)
        })
}

/// The declared stance that a statement expresses on an axis; or why none.
fn choose(text: &Text<'_>, s: &Read<'_>, axis: &str) -> Result<usize, Option<&'static str>> {
    let declared = &text.lexicon.commitments.stances;
    let known = |sort: Deed| {
        declared.iter().any(|stance| &*stance.axis == axis && stance.deed == Some(sort))
    };
    // What is not given concerns an axis of giving, what is not joined one of joining.
    let axis_of = |deed: Deed, other: Deed| known(deed) || !known(other);
    let concerned = match (s.deed, s.force) {
        (Deed::Act, Force::Plain | Force::Commit) => true,
        (Deed::Act, _) => axis_of(Deed::Act, Deed::Join),
        (
            Deed::Join | Deed::Open | Deed::Decline | Deed::Leave | Deed::Undecided | Deed::Decide,
            _,
        ) => {
            let own = s.stance.map(|stance| *declared[stance as usize].axis == *axis);
            let joining = declared.iter().any(|stance| stance.deed == Some(Deed::Join));
            own.unwrap_or(known(Deed::Join) || !joining)
        }
        _ => true,
    };
    // A cue of one axis that is refused says nothing on the others.
    let elsewhere = |stance: u32| *declared[stance as usize].axis != *axis;
    let refused = s.deed == Deed::Act && !matches!(s.force, Force::Plain | Force::Commit);
    // Nor do words that another axis shares more of.
    let share = |axis: &str| {
        let own = (0..declared.len()).filter(|stance| *declared[*stance].axis == *axis);
        own.map(|stance| s.shared[stance]).max().unwrap_or(0)
    };
    let nearer = || {
        let own = share(axis);
        declared.iter().zip(&s.shared).any(|(other, shared)| *other.axis != *axis && *shared > own)
    };
    if !concerned
        || (refused && s.stance.is_some_and(elsewhere))
        || (s.deed == Deed::Act && s.stance.is_none_or(elsewhere) && nearer())
    {
        return Err(None);
    }
    // Where a project has one stance for both, "may join" and "has not decided" are that one.
    let founds = || text.match_at(s.head.0, EntryKind::FoundingVerb).is_some();
    let sort = match sort(text, s, axis).ok_or(None)? {
        // Who founds it belongs.
        Deed::Lead if founds() && (!known(Deed::Lead) || s.holders.len() > 2) => Deed::Join,
        Deed::Open if !known(Deed::Open) => Deed::Undecided,
        Deed::Undecided if !known(Deed::Undecided) => Deed::Open,
        Deed::Leave if !known(Deed::Leave) => Deed::Decline,
        // "is considering whether to join" is what the project calls it, open or undecided.
        Deed::Open if worded(text, s, axis, Deed::Undecided) => Deed::Undecided,
        Deed::Undecided if worded(text, s, axis, Deed::Open) => Deed::Open,
        sort => sort,
    };
    let of_sort = |i: &usize| &*declared[*i].axis == axis && declared[*i].deed == Some(sort);
    // A cue of that very stance decides.
    if let Some(stance) = s.stance.map(|stance| stance as usize).filter(of_sort) {
        return Ok(stance);
    }
    let candidates: Vec<usize> = (0..declared.len()).filter(of_sort).collect();
    let bits = |stance: usize| s.shared[stance];
    match candidates.as_slice() {
        [] => Err(None),
        [one] => {
            // What is done must be what the stance is about: "sends delegates" is no "sends troops".
            let idle = s.weak && s.stance.is_none() && !verb_shared(text, s, axis);
            if sort == Deed::Act && (bits(*one) == 0 || idle) {
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

/// Whether the verbs that lead to the deed are a cue of a stance of this sort.
fn worded(text: &Text<'_>, s: &Statement, axis: &str, sort: Deed) -> bool {
    let lists = &text.lexicon.commitments;
    let subject = s.holders.iter().map(|h| h.last + 1).filter(|last| *last <= s.head.0).max();
    (subject.unwrap_or(s.head.0)..=s.head.1)
        .filter_map(|t| text.match_at(t, EntryKind::Stance))
        .filter_map(|found| lists.stances.get(lists.cues[found.entry.row as usize].stance as usize))
        .any(|stance| *stance.axis == *axis && stance.deed == Some(sort))
}

/// How much the words of the statement and of each stance have in common: a word of its own weighs
/// more than a synonym, the verb more than what it is done to. Nothing beyond the 64th stance, whose
/// words are not kept.
fn words_shared(text: &Text<'_>, s: &Statement) -> Vec<usize> {
    let lists = &text.lexicon.commitments;
    let mut shared = vec![0; lists.stances.len()];
    for (stance, shared) in shared.iter_mut().enumerate().take(64) {
        let sum = usize::from(s.money && lists.stances[stance].money) * 2;
        let cue = usize::from(s.stance == u32::try_from(stance).ok()) * 8;
        *shared = cue + sum;
    }
    let verb = (s.head.0..=s.head.1).map(|t| (t, 2));
    for (token, weight) in verb.chain(s.object.clone().map(|t| (t, 1))) {
        if !text.is(token, class::AXIS) {
            continue;
        }
        for words in [&lists.stance_words, &lists.stance_own_words] {
            let mut bits = words.get(&text.words[token]).copied().unwrap_or(0);
            while bits != 0 {
                shared[bits.trailing_zeros() as usize] += weight;
                bits &= bits - 1;
            }
        }
    }
    shared
}

/// Whether the verb of a statement is one of the words of an axis.
fn verb_shared(text: &Text<'_>, s: &Statement, axis: &str) -> bool {
    let lists = &text.lexicon.commitments;
    let bits = (0..lists.stances.len().min(64))
        .filter(|stance| *lists.stances[*stance].axis == *axis)
        .fold(0u64, |bits, stance| bits | 1 << stance);
    let has = |t: usize| lists.stance_words.get(&text.words[t]).is_some_and(|b| b & bits != 0);
    (s.head.0..=s.head.1).any(has)
}

/// What sort of stance a statement expresses.
fn sort(text: &Text<'_>, s: &Read<'_>, axis: &str) -> Option<Deed> {
    let done = matches!(s.force, Force::Plain | Force::Commit);
    let about = Objects(Objects::AXIS.0 | Objects::UNDERTAKING.0 | Objects::MONEY.0);
    let near = s.stance.is_some() || s.has.any(about);
    match s.deed {
        Deed::Lead | Deed::Oppose | Deed::Attend | Deed::Decline | Deed::Leave if done => {
            Some(s.deed)
        }
        Deed::Support if s.force != Force::Decline && s.force != Force::Undecided => {
            Some(Deed::Support)
        }
        Deed::Join => match s.force {
            Force::Plain | Force::Commit => Some(Deed::Join),
            Force::Open | Force::Ready => Some(Deed::Open),
            Force::Undecided => Some(Deed::Undecided),
            // "is not a member", "has not signed" tell how things stand, not what is intended.
            // "is not joining" does.
            _ => {
                (s.modal || s.none || text.str(s.head.0).ends_with("ing")).then_some(Deed::Decline)
            }
        },
        Deed::Act => match s.force {
            Force::Open if near || s.has.any(Objects::END) => Some(Deed::Open),
            // Readiness is the open stance where that is about this deed, else as good as a promise.
            Force::Ready if open_covers(text, s, axis) => Some(Deed::Open),
            Force::Plain | Force::Commit | Force::Ready => Some(Deed::Act),
            Force::Undecided => Some(Deed::Undecided),
            // "makes no lorries" refuses nothing that was asked for.
            Force::Decline if s.weak && s.stance.is_none() && !verb_shared(text, s, axis) => None,
            Force::Decline if near || s.has.any(Objects::END) => Some(Deed::Decline),
            _ => None,
        },
        Deed::Open if s.force != Force::Decline => Some(Deed::Open),
        Deed::Undecided => Some(Deed::Undecided),
        Deed::Decide if s.force == Force::Decline => Some(Deed::Undecided),
        _ => None,
    }
}

/// Whether the axis has an open stance that shares a word with the deed.
fn open_covers(text: &Text<'_>, s: &Read<'_>, axis: &str) -> bool {
    let declared = &text.lexicon.commitments.stances;
    (0..declared.len()).any(|stance| {
        &*declared[stance].axis == axis
            && declared[stance].deed == Some(Deed::Open)
            && s.shared[stance] > 0
    })
}
