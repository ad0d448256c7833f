//! Whether somebody belongs: joined, says one article; has not decided, or stays out, says another.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{MemberRole, Relation};
use crate::subject::{Corpus, Disagreement};

use super::{Stated, disagreement};

/// Rules of relations that state outright that somebody joined, did not, or has not decided.
const JOINED: &str = "joins";
const NOT_JOINED: &str = "does not join";
const UNDECIDED: &str = "undecided";

/// On which side of the question an article puts a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Undecided,
    Joined,
    StaysOut,
}

/// Parties that articles put on different sides: joined and not joined, or undecided before that.
pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Disagreement> {
    let mut parties: BTreeMap<usize, Vec<(usize, Side, &Relation)>> = BTreeMap::new();
    for (source, said) in corpus.voices() {
        for relation in &said.relations {
            if let Some(side) = side(relation)
                && let Some(party) = corpus.merged.party(source, relation.entity)
            {
                parties.entry(party).or_default().push((source, side, relation));
            }
        }
    }
    let mut found = Vec::new();
    for (party, mut relations) in parties {
        // What an article says on either side outweighs that it was open before.
        let firm: BTreeSet<usize> =
            relations.iter().filter(|r| r.1 != Side::Undecided).map(|r| r.0).collect();
        relations.retain(|(source, side, _)| *side != Side::Undecided || !firm.contains(source));
        if !differ(corpus, &relations) {
            continue;
        }
        let stated: Vec<Stated<'_>> = relations
            .iter()
            .map(|(source, side, relation)| Stated {
                key: format!("{side:?}"),
                value: corpus.sources[*source].words(&relation.span).unwrap_or("").to_owned(),
                span: &relation.span,
                published: corpus.sources[*source].meta.published,
                asserted_by: None,
            })
            .collect();
        let about = format!("whether {} belongs", corpus.merged.list[party].name);
        found.extend(disagreement("belonging", about, None, &stated));
    }
    found
}

/// Whether no article is on two sides, and two articles are on different ones. Being undecided is no
/// contradiction of what came about later, but a change that readers ask for: it must be dated.
fn differ(corpus: &Corpus<'_>, relations: &[(usize, Side, &Relation)]) -> bool {
    let of = |wanted: Side| -> BTreeSet<usize> {
        relations.iter().filter(|(_, side, _)| *side == wanted).map(|r| r.0).collect()
    };
    let (open, joined, out) = (of(Side::Undecided), of(Side::Joined), of(Side::StaysOut));
    if !joined.is_disjoint(&out) {
        return false;
    }
    let date = |source: &usize| corpus.sources[*source].meta.published;
    let later = match (open.iter().map(date).max().flatten(), joined.iter().filter_map(date).min())
    {
        (Some(open), Some(joined)) => open.is_before(joined),
        _ => false,
    };
    (!joined.is_empty() && !out.is_empty()) || later
}

fn side(relation: &Relation) -> Option<Side> {
    let rule = &*relation.rule;
    match relation.role {
        MemberRole::Member if rule == JOINED => Some(Side::Joined),
        _ if rule == NOT_JOINED => Some(Side::StaysOut),
        MemberRole::Candidate if rule == UNDECIDED => Some(Side::Undecided),
        _ => None,
    }
}
