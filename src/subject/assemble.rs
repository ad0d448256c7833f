//! Puts the picture together, part by part.

use rustc_hash::FxHashMap;

use crate::diagnostic::Checked;
use crate::evidence::{EntityKind, Evidence};
use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::sources::Source;
use crate::span::{Cited, SourceId, Span};

use super::claims::one_a_passage;
use super::merge::{Merged, PartyIndex, merge};
use super::slugs::Slugs;
use super::{
    Named, Office, Person, Status, Subject, Topic, claims, disagreements, duplicates, members,
    precedents,
};

/// All articles, what they say, and whom they mean by it.
#[derive(Debug)]
pub(super) struct Corpus<'a> {
    /// The articles.
    pub(super) sources: &'a [Source],
    /// What each of them says.
    pub(super) evidence: &'a [Evidence],
    /// Whom and what they name.
    pub(super) merged: Merged,
    /// For each party, where it is named and whether outright.
    pub(super) named: Vec<Vec<(&'a Span, bool)>>,
    /// For each article, the one whose text it repeats.
    pub(super) repeats: Vec<Option<usize>>,
}

impl<'a> Corpus<'a> {
    /// The articles that do not repeat another, by index, with what they say.
    pub(super) fn voices(&self) -> impl Iterator<Item = (usize, &'a Evidence)> {
        let evidence = self.evidence.iter().enumerate();
        evidence.zip(&self.repeats).filter(|(_, repeats)| repeats.is_none()).map(|(one, _)| one)
    }
}

/// Merges what all articles say. `evidence` is that of `sources`, in the same order.
pub fn assemble(
    sources: &[Source],
    evidence: &[Evidence],
    lexicon: &Lexicon,
    topic: &Topic,
) -> Checked<Subject> {
    let merged = merge(sources, evidence, lexicon, topic);
    let named = named(&merged, evidence);
    let repeats = duplicates::find(sources);
    let corpus = Corpus { sources, evidence, merged, named, repeats };
    let mut subject = Subject {
        name: topic.name.clone(),
        inferred: topic.inferred,
        aliases: topic.aliases.clone(),
        definitions: claims::definitions(&corpus),
        members: members::members(&corpus, topic),
        mentions: mentions(&corpus),
        people: people(&corpus),
        quotations: claims::quotations(&corpus),
        events: claims::events(&corpus, lexicon),
        figures: claims::figures(&corpus),
        precedents: precedents::precedents(&corpus),
        disagreements: Vec::new(),
        duplicates: pairs(&corpus),
        entries: Vec::new(),
    };
    subject.disagreements = disagreements::find(&corpus, lexicon, topic, &subject);
    Checked::clean(subject)
}

fn named<'a>(merged: &Merged, evidence: &'a [Evidence]) -> Vec<Vec<(&'a Span, bool)>> {
    let mut named = vec![Vec::new(); merged.list.len()];
    for (source, said) in evidence.iter().enumerate() {
        for mention in &said.mentions {
            if let Some(party) = merged.party(source, mention.entity) {
                named[party].push((&mention.span, mention.direct));
            }
        }
    }
    named
}

/// All that is named but people and the subject itself; what most articles name first.
fn mentions(corpus: &Corpus<'_>) -> Vec<Named> {
    let mut list: Vec<(usize, Named)> = Vec::new();
    for (party, named) in corpus.merged.list.iter().zip(&corpus.named) {
        if party.kind == EntityKind::Person || party.is_topic || named.is_empty() {
            continue;
        }
        let places = one_a_passage(named.iter().copied());
        let entry = Named {
            name: party.name.clone(),
            aliases: party.aliases.clone(),
            kind: party.kind,
            code: party.code.clone(),
            places,
        };
        list.push((articles(named), entry));
    }
    list.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.name.cmp(&y.name)));
    list.into_iter().map(|(_, named)| named).collect()
}

fn articles(named: &[(&Span, bool)]) -> usize {
    let mut sources: Vec<&SourceId> = named.iter().map(|(span, _)| &span.source).collect();
    sources.dedup();
    sources.len()
}

/// All people; those that most articles name first.
fn people(corpus: &Corpus<'_>) -> Vec<Person> {
    let roles = roles(corpus);
    let mut order: Vec<PartyIndex> = (0..corpus.merged.list.len())
        .filter(|p| corpus.merged.list[*p].kind == EntityKind::Person)
        .filter(|p| !corpus.named[*p].is_empty())
        .collect();
    order.sort_by(|a, b| {
        let rank = |p: PartyIndex| articles(&corpus.named[p]);
        let name = |p: PartyIndex| &corpus.merged.list[p].name;
        rank(*b).cmp(&rank(*a)).then_with(|| name(*a).cmp(name(*b)))
    });
    let mut slugs = Slugs::default();
    let person = |index: PartyIndex| {
        let party = &corpus.merged.list[index];
        let passages = one_a_passage(corpus.named[index].iter().copied());
        Person {
            slug: slugs.of(&party.name),
            name: party.name.clone(),
            variants: party.aliases.clone(),
            status: Status::default(),
            roles: roles.get(&index).cloned().unwrap_or_default(),
            passages: passages.into_iter().map(|(span, _)| span).collect(),
        }
    };
    order.into_iter().map(person).collect()
}

/// Each person's offices, each once with all its passages, in the order of the articles.
fn roles(corpus: &Corpus<'_>) -> FxHashMap<PartyIndex, Vec<Cited<Office>>> {
    let mut roles: FxHashMap<PartyIndex, Vec<Cited<Office>>> = FxHashMap::default();
    let mut places = FxHashMap::default();
    for (source, said) in corpus.evidence.iter().enumerate() {
        for role in &said.roles {
            let Some(person) = corpus.merged.party(source, role.person) else { continue };
            let body = role.body.and_then(|b| corpus.merged.party(source, b));
            let affiliation = body
                .map(|b| corpus.merged.list[b].name.clone())
                .or_else(|| role.affiliation.clone());
            let known = roles.entry(person).or_default();
            let key = (person, name_key(&role.role), affiliation.clone());
            let place = *places.entry(key).or_insert(known.len());
            if let Some(cited) = known.get_mut(place) {
                cited.rest.push(role.span.clone());
            } else {
                let office = Office { role: role.role.clone(), affiliation, edit: None };
                known.push(Cited::new(office, role.span.clone()));
            }
        }
    }
    roles
}

/// Articles that repeat another, each after the one it repeats.
fn pairs(corpus: &Corpus<'_>) -> Vec<(SourceId, SourceId)> {
    let id = |source: usize| corpus.sources[source].id.clone();
    let repeats = corpus.repeats.iter().enumerate();
    repeats.filter_map(|(later, first)| Some((id((*first)?), id(later)))).collect()
}
