//! Who stands in which relation to the subject, and what each of them promises.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::KindOfMembers;
use crate::date::Date;
use crate::evidence::relations::{CONCERNED, LEAVES};
use crate::evidence::{EntityIndex, EntityKind, MemberRole};
use crate::span::{Cited, Span};

use super::claims::{claim, one_a_passage};
use super::merge::{Party, PartyIndex};
use super::slugs::Slugs;
use super::{Claim, Corpus, Member, Stance, Status, Topic};

/// A relation as one article states it.
#[derive(Clone, Copy, Debug)]
struct Stated<'a> {
    source: usize,
    role: MemberRole,
    /// Whether it is the one for whom the subject exists.
    concerned: bool,
    /// Whether it says that it has left.
    left: bool,
    span: &'a Span,
    published: Option<Date>,
}

/// All members: those that belong first, then by how many articles say so, then by name.
pub(super) fn members(corpus: &Corpus<'_>, topic: &Topic) -> Vec<Member> {
    let mut stated: FxHashMap<PartyIndex, Vec<Stated<'_>>> = FxHashMap::default();
    let spokespeople = spokespeople(corpus);
    let bearer = |source: usize, entity| {
        let party = corpus.merged.party(source, entity)?;
        Some(spokespeople.get(&party).copied().unwrap_or(party))
    };
    for (source, said) in corpus.voices() {
        let published = corpus.sources[source].meta.published;
        for relation in &said.relations {
            if let Some(party) = bearer(source, relation.entity) {
                let one = Stated {
                    source,
                    role: relation.role,
                    concerned: relation.rule == CONCERNED,
                    left: relation.rule == LEAVES,
                    span: &relation.span,
                    published,
                };
                stated.entry(party).or_default().push(one);
            }
        }
    }
    let mut found: Vec<(PartyIndex, Vec<Stated<'_>>)> = stated
        .into_iter()
        .filter(|(party, _)| may_belong(&corpus.merged.list[*party], topic.kind_of_members))
        .collect();
    without_homelands(corpus, &mut found);
    let ranked = |(party, all): &(PartyIndex, Vec<Stated<'_>>)| {
        let name = &corpus.merged.list[*party].name;
        (order(role(all)), Reverse(articles(all.iter())), name.clone(), *party)
    };
    found.sort_by_cached_key(ranked);
    let mut positions = positions(corpus, &bearer);
    let mut slugs = Slugs::default();
    let member = |(party, all): (PartyIndex, Vec<Stated<'_>>)| {
        let positions = positions.remove(&party).unwrap_or_default();
        member(corpus, party, &all, positions, &mut slugs)
    };
    found.into_iter().map(member).collect()
}

fn member(
    corpus: &Corpus<'_>,
    party: PartyIndex,
    all: &[Stated<'_>],
    positions: Vec<Claim<Stance>>,
    slugs: &mut Slugs,
) -> Member {
    let Party { name, aliases, kind, code, .. } = corpus.merged.list[party].clone();
    let chosen = role(all);
    let mut seen = FxHashSet::default();
    let mut spans: Vec<Span> = all
        .iter()
        .filter(|s| s.role == chosen && seen.insert((&s.span.source, s.span.passage)))
        .map(|s| s.span.clone())
        .collect();
    let first = spans.remove(0);
    let named = one_a_passage(corpus.named[party].iter().copied()).into_iter();
    let elsewhere =
        |(span, direct): &(Span, bool)| *direct && !seen.contains(&(&span.source, span.passage));
    let passages = named.filter(elsewhere).map(|(span, _)| span).collect();
    Member {
        slug: slugs.of(&name),
        name,
        aliases,
        kind,
        code,
        status: Status::Suggested,
        role: Cited { value: chosen, first, rest: spans },
        edit: None,
        positions,
        passages,
    }
}

/// Whether something of this kind can be a member. The subject is no member of itself.
fn may_belong(party: &Party, wanted: KindOfMembers) -> bool {
    let kind = party.kind;
    !party.is_topic
        && match wanted {
            // A place has relations only where it acts as a body does.
            KindOfMembers::Any => kind != EntityKind::Person,
            // Unions of states take part where states do.
            KindOfMembers::Countries => kind.is_body() && kind != EntityKind::Company,
            KindOfMembers::Organisations | KindOfMembers::Companies => {
                kind.is_body() && kind != EntityKind::Country
            }
            KindOfMembers::People => kind == EntityKind::Person,
        }
}

fn articles<'a>(stated: impl Iterator<Item = &'a Stated<'a>>) -> usize {
    let mut sources: Vec<usize> = stated.map(|s| s.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len()
}

/// The role that the articles together give. Belonging outweighs all but a rejection stated later,
/// or what more articles say against it; rejecting and perhaps joining are settled by the number of
/// articles; of those who do neither, having taken part says more than having stayed outside.
fn role(all: &[Stated<'_>]) -> MemberRole {
    let of = |role: MemberRole| all.iter().filter(move |s| s.role == role);
    let count = |role| articles(of(role));
    let latest = |role| of(role).filter_map(|s| s.published).max();
    let (inside, against) = (count(MemberRole::Member), count(MemberRole::Opponent));
    let left = match (latest(MemberRole::Member), latest(MemberRole::Opponent)) {
        (Some(joined), Some(rejected)) => rejected > joined,
        _ => false,
    };
    // For whom the subject exists takes part in meetings, and is no part of it.
    let concerned = articles(all.iter().filter(|s| s.concerned));
    // Who left belonged before; only a later article can say that it belongs again.
    let gone = all.iter().filter(|s| s.left).map(|s| s.published).max();
    if gone.is_some_and(|gone| {
        latest(MemberRole::Member).is_none_or(|joined| gone.is_none_or(|g| joined <= g))
    }) {
        return MemberRole::Other;
    }
    let part = inside.max(count(MemberRole::Candidate)).max(against);
    if concerned > part {
        return MemberRole::Other;
    }
    if inside > 0 && inside >= against.max(count(MemberRole::Other)) && !left {
        MemberRole::Member
    } else if against > 0 && against >= count(MemberRole::Candidate) {
        MemberRole::Opponent
    } else {
        let weaker = [MemberRole::Candidate, MemberRole::Observer, MemberRole::Other];
        weaker.into_iter().find(|r| count(*r) > 0).unwrap_or(MemberRole::Other)
    }
}

/// Leaves out whom only an adjective names, where the members are of another kind: "the Danish
/// carrier Orsel Lines joined" says nothing of Denmark, "Danish ministers joined" does.
fn without_homelands(corpus: &Corpus<'_>, found: &mut Vec<(PartyIndex, Vec<Stated<'_>>)>) {
    let belong = |(_, all): &&(PartyIndex, Vec<Stated<'_>>)| {
        all.iter().any(|s| s.role == MemberRole::Member)
    };
    let country = |(party, _): &&(PartyIndex, Vec<Stated<'_>>)| {
        corpus.merged.list[*party].kind == EntityKind::Country
    };
    let members = found.iter().filter(belong).count();
    if found.iter().filter(belong).filter(country).count() * 2 > members {
        return;
    }
    found.retain(|(party, all)| {
        let named = &corpus.named[*party];
        let outright = |stated: &Stated<'_>| {
            let here = |(span, direct): &(&Span, bool)| {
                *direct && span.passage == stated.span.passage && span.source == stated.span.source
            };
            named.iter().any(here)
        };
        corpus.merged.list[*party].kind != EntityKind::Country || all.iter().any(outright)
    });
}

/// The order in which members are listed.
pub(super) fn order(role: MemberRole) -> u8 {
    match role {
        MemberRole::Member => 0,
        MemberRole::Candidate => 1,
        MemberRole::Observer => 2,
        MemberRole::Opponent => 3,
        MemberRole::Other => 4,
    }
}

/// The countries for which people hold an office, where the articles together name one alone: what
/// a president does in an article that leaves out the country is done by it all the same.
fn spokespeople(corpus: &Corpus<'_>) -> FxHashMap<PartyIndex, PartyIndex> {
    let mut offices: FxHashMap<PartyIndex, FxHashSet<PartyIndex>> = FxHashMap::default();
    for (source, said) in corpus.voices() {
        for role in &said.roles {
            let person = corpus.merged.party(source, role.person);
            let body = role.body.and_then(|body| corpus.merged.party(source, body));
            if let (Some(person), Some(body)) = (person, body) {
                offices.entry(person).or_default().insert(body);
            }
        }
    }
    let kind = |party: PartyIndex| corpus.merged.list[party].kind;
    let single = |(person, bodies): (PartyIndex, FxHashSet<PartyIndex>)| {
        let mut countries = bodies.into_iter().filter(|b| kind(*b) == EntityKind::Country);
        let country = countries.next().filter(|_| kind(person) == EntityKind::Person)?;
        countries.next().is_none().then_some((person, country))
    };
    offices.into_iter().filter_map(single).collect()
}

/// Every stance that every article states, in the order of the articles, by party.
fn positions(
    corpus: &Corpus<'_>,
    bearer: &impl Fn(usize, EntityIndex) -> Option<PartyIndex>,
) -> FxHashMap<PartyIndex, Vec<Claim<Stance>>> {
    let mut all: FxHashMap<PartyIndex, Vec<Claim<Stance>>> = FxHashMap::default();
    for (source, said) in corpus.voices() {
        let as_of = corpus.sources[source].meta.published;
        for position in &said.positions {
            let Some(party) = bearer(source, position.entity) else { continue };
            let (axis, stance) = (&position.axis, &position.stance);
            let key = format!("{} {axis} {stance}", corpus.merged.list[party].name);
            let value = Stance { axis: axis.clone(), stance: stance.clone(), as_of };
            let claim = claim("position", &key, value, &position.span);
            let known = all.entry(party).or_default();
            if known.iter().all(|k| k.id != claim.id) {
                known.push(claim);
            }
        }
    }
    all
}
