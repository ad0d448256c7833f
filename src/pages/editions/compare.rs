//! What changed from one edition to the next.

use std::collections::HashMap;

use super::{Fact, Kind};
use crate::fold::fold;

/// A change from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// It was not stated before.
    Added(&'a Fact),
    /// It is still kept; a later statement, or more of them, say otherwise: those that stand now.
    Superseded(&'a Fact, Option<&'a Fact>),
    /// The same passage is put differently: before, now.
    Corrected(&'a Fact, &'a Fact),
    /// It is no longer stated.
    Withdrawn(&'a Fact),
}

/// All changes, each fact in at most one of them, in the order of the facts.
///
/// A claim whose passage was mended without changing what it states has another id, and is no
/// change: no reader sees one.
pub fn compare<'a>(before: &'a [Fact], after: &'a [Fact]) -> Vec<Change<'a>> {
    let pairs = pairs(before, after);
    let reread = reread(before, after, &pairs);
    let mut told: Vec<bool> = vec![false; after.len()];
    let mut changes = Vec::new();
    for (was, at) in before.iter().zip(&pairs) {
        let Some(now) = at.and_then(|at| after.get(at)) else { continue };
        if !was.superseded && now.superseded {
            let stands = after.iter().position(|f| {
                (f.kind, &f.topic) == (now.kind, &now.topic) && !f.superseded && f.says != now.says
            });
            if let Some(told) = stands.and_then(|at| told.get_mut(at)) {
                *told = true;
            }
            changes.push(Change::Superseded(was, stands.and_then(|at| after.get(at))));
        } else if words(&was.says) != words(&now.says) {
            changes.push(if was.kind.is_merged() {
                Change::Superseded(was, Some(now))
            } else {
                Change::Corrected(was, now)
            });
        }
    }
    let kept: Vec<usize> = pairs.iter().flatten().copied().collect();
    for at in kept {
        told[at] = true;
    }
    let gone = before.iter().enumerate().filter(|(at, _)| pairs.get(*at) == Some(&None));
    for (at, fact) in gone {
        match reread.get(&at) {
            Some(now) => {
                told[*now] = true;
                changes.push(Change::Corrected(fact, &after[*now]));
            }
            None => changes.push(Change::Withdrawn(fact)),
        }
    }
    let new = after.iter().zip(&told).filter(|(_, told)| !**told);
    changes.extend(new.map(|(fact, _)| Change::Added(fact)));
    changes
}

/// For each fact before, the index of the same one after: that of its id, else one that tells the
/// same, each of them once.
fn pairs(before: &[Fact], after: &[Fact]) -> Vec<Option<usize>> {
    let ids: HashMap<(Kind, &str), usize> =
        after.iter().enumerate().map(|(at, fact)| ((fact.kind, &*fact.id), at)).collect();
    let mut pairs: Vec<Option<usize>> =
        before.iter().map(|fact| ids.get(&(fact.kind, &*fact.id)).copied()).collect();
    let mut free: HashMap<Same, Vec<usize>> = HashMap::new();
    let mut taken = vec![false; after.len()];
    for at in pairs.iter().flatten() {
        taken[*at] = true;
    }
    for (at, fact) in after.iter().enumerate().rev().filter(|(at, _)| !taken[*at]) {
        free.entry(same(fact)).or_default().push(at);
    }
    for (pair, fact) in pairs.iter_mut().zip(before).filter(|(pair, _)| pair.is_none()) {
        *pair = free.get_mut(&same(fact)).and_then(Vec::pop);
    }
    pairs
}

/// Facts that are gone, each with the new one that is read from its passage instead: the only one
/// of its kind, in place of the only one.
fn reread(before: &[Fact], after: &[Fact], pairs: &[Option<usize>]) -> HashMap<usize, usize> {
    let mut kept = vec![false; after.len()];
    for at in pairs.iter().flatten() {
        kept[*at] = true;
    }
    let place = |fact: &Fact| (fact.kind, fact.source.clone(), fact.passage);
    let mut at: HashMap<_, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (index, fact) in before.iter().enumerate().filter(|(i, _)| pairs[*i].is_none()) {
        at.entry(place(fact)).or_default().0.push(index);
    }
    for (index, fact) in after.iter().enumerate().filter(|(i, _)| !kept[*i]) {
        at.entry(place(fact)).or_default().1.push(index);
    }
    let one = |(gone, new): (Vec<usize>, Vec<usize>)| match (&gone[..], &new[..]) {
        ([gone], [new]) => Some((*gone, *new)),
        _ => None,
    };
    at.into_values().filter_map(one).collect()
}

/// See [`same`].
pub(in crate::pages) type Same = (Kind, String, String);

/// What two facts with different ids share if they are the same one.
pub(in crate::pages) fn same(fact: &Fact) -> Same {
    if fact.kind.is_merged() {
        return (fact.kind, fact.topic.clone(), String::new());
    }
    (fact.kind, fact.source.to_string(), words(&fact.says))
}

/// The words of a sentence without case and punctuation, but for points within numbers.
fn words(says: &str) -> String {
    let folded = fold(says).to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '%'));
    let words = words.map(|word| word.trim_matches(['.', ',']));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
