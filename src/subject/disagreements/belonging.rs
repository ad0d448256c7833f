//! Whether somebody belongs: joined, says one article, and has not joined, says another.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{MemberRole, Relation};
use crate::subject::{Corpus, Disagreement};

use super::{Stated, disagreement};

/// Rules of relations that state outright that somebody joined, or did not.
const JOINED: &str = "joins";
const NOT_JOINED: &str = "does not join";

/// Parties that articles say both to have joined and not to have joined.
pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Disagreement> {
    let mut parties: BTreeMap<usize, Vec<(usize, &Relation)>> = BTreeMap::new();
    for (source, said) in corpus.voices() {
        for relation in said.relations.iter().filter(|r| side(r).is_some()) {
            if let Some(party) = corpus.merged.party(source, relation.entity) {
                parties.entry(party).or_default().push((source, relation));
            }
        }
    }
    let mut found = Vec::new();
    for (party, relations) in parties {
        let articles = |yes: bool| -> BTreeSet<usize> {
            let of = relations.iter().filter(|(_, r)| side(r) == Some(yes));
            of.map(|(source, _)| *source).collect()
        };
        let (joined, stayed_out) = (articles(true), articles(false));
        if joined.is_empty() || stayed_out.is_empty() || !joined.is_disjoint(&stayed_out) {
            continue;
        }
        let stated: Vec<Stated<'_>> = relations
            .iter()
            .map(|(source, relation)| Stated {
                key: format!("{:?}", side(relation)),
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

fn side(relation: &Relation) -> Option<bool> {
    match (relation.role, &*relation.rule) {
        (MemberRole::Member, JOINED) => Some(true),
        (_, NOT_JOINED) => Some(false),
        _ => None,
    }
}
