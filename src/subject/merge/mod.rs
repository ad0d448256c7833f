//! Whom and what all articles name, each once, under one name.
//!
//! Names are interned by a key and compared within blocks that share one, so that ten thousand
//! articles merge in about the time of reading them. No order of the articles changes who is one.

mod bodies;
mod names;
mod naming;
mod nodes;
mod people;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::evidence::{EntityIndex, EntityKind, Evidence};
use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::sources::Source;

use super::Topic;
use bodies::CompanyForms;
use nodes::{KINDS, NOBODY, Node, Nodes, Unions};

/// Somebody or something that the articles name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Party {
    /// Canonical name.
    pub(super) name: String,
    /// All other forms, in a stable order.
    pub(super) aliases: Vec<String>,
    /// What it is.
    pub(super) kind: EntityKind,
    /// ISO 3166 code of a country.
    pub(super) code: Option<String>,
    /// Whether it is the subject itself.
    pub(super) is_topic: bool,
}

/// Index of a party in [`Merged::list`].
pub(super) type PartyIndex = usize;

/// All parties, and who each article's entities are.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The parties, in order of first mention.
    pub(super) list: Vec<Party>,
    of: Vec<Vec<u32>>,
}

impl Merged {
    /// Who an entity of the article at `source` is; none if the articles together show that it
    /// names nobody.
    pub(super) fn party(&self, source: usize, entity: EntityIndex) -> Option<PartyIndex> {
        let node = *self.of.get(source)?.get(entity as usize)?;
        (node != NOBODY).then_some(node as usize)
    }
}

/// Merges the entities of all articles.
pub(super) fn merge(
    sources: &[Source],
    evidence: &[Evidence],
    lexicon: &Lexicon,
    topic: &Topic,
) -> Merged {
    let forms = CompanyForms::load(lexicon);
    let key = |name: &str| nodes::body_key(name, &forms.legal);
    let nodes = Nodes::collect(sources, evidence, lexicon, &key);
    let mut unions = Unions::new(nodes.list.len());
    bodies::join(&nodes, &forms, &mut unions);
    people::join(&nodes, evidence, &mut unions);
    let dropped = settle_kinds(&nodes, &mut unions);
    gather(&nodes, &mut unions, &dropped, &forms, topic)
}

/// Where some articles take a name for a person's and others for a body's, the most articles
/// decide. A surname that no full name explains gives way to a body or place of that name.
/// Returns the names that then stand for nobody.
fn settle_kinds(nodes: &Nodes<'_>, unions: &mut Unions) -> FxHashSet<u32> {
    let mut dropped = FxHashSet::default();
    let mut joined = Vec::new();
    let groups = groups(nodes, unions, &dropped);
    let countries = countries(nodes);
    for (index, node) in (0u32..).zip(&nodes.list) {
        let Some(person) = &node.person else { continue };
        let words = [person.given.as_slice(), &person.surname].concat().join(" ");
        let country = countries.get(&words).copied();
        let Some(body) = country.or_else(|| nodes.find(false, &words)) else { continue };
        let group = &groups[&unions.root(index)];
        let surname = person.given.is_empty();
        if surname && group.iter().all(|n| is_surname(&nodes.list[*n as usize])) {
            dropped.insert(index);
        } else if !surname {
            // The kind of both together is that of most articles.
            joined.push((index, body));
        }
    }
    for (person, body) in joined {
        unions.join(person, body);
    }
    dropped
}

fn is_surname(node: &Node<'_>) -> bool {
    node.person.as_ref().is_some_and(|p| p.given.is_empty())
}

/// Countries by the key of each of their names.
fn countries(nodes: &Nodes<'_>) -> FxHashMap<String, u32> {
    let coded = (0u32..).zip(&nodes.list).filter(|(_, n)| n.code.is_some());
    coded.flat_map(|(i, n)| n.names.keys().map(move |name| (name_key(name), i))).collect()
}

/// The nodes of each root.
fn groups(
    nodes: &Nodes<'_>,
    unions: &mut Unions,
    dropped: &FxHashSet<u32>,
) -> FxHashMap<u32, Vec<u32>> {
    let mut groups: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for node in (0u32..).take(nodes.list.len()).filter(|n| !dropped.contains(n)) {
        groups.entry(unions.root(node)).or_default().push(node);
    }
    groups
}

/// Makes a party of each group of names.
fn gather(
    nodes: &Nodes<'_>,
    unions: &mut Unions,
    dropped: &FxHashSet<u32>,
    forms: &CompanyForms,
    topic: &Topic,
) -> Merged {
    let subject: FxHashSet<String> = topic.names().map(name_key).collect();
    let groups = groups(nodes, unions, dropped);
    let mut roots: Vec<u32> = groups.keys().copied().collect();
    roots.sort_unstable();
    let mut merged = Merged::default();
    let mut place = vec![NOBODY; nodes.list.len()];
    for root in roots {
        let group: Vec<&Node<'_>> =
            groups[&root].iter().map(|n| &nodes.list[*n as usize]).collect();
        let index = u32::try_from(merged.list.len()).unwrap_or(NOBODY);
        for node in &groups[&root] {
            place[*node as usize] = index;
        }
        merged.list.push(party(&group, forms, &subject));
    }
    let entity = |node: &u32| place.get(*node as usize).copied().unwrap_or(NOBODY);
    merged.of = nodes.of.iter().map(|of| of.iter().map(entity).collect()).collect();
    merged
}

fn party(group: &[&Node<'_>], forms: &CompanyForms, subject: &FxHashSet<String>) -> Party {
    let mut votes = [0; KINDS.len()];
    for node in group {
        for (sum, articles) in votes.iter_mut().zip(node.kinds) {
            *sum += articles;
        }
    }
    let total = Node { kinds: votes, ..Node::default() };
    let code = group.iter().find_map(|n| n.code);
    let kind = if code.is_some() { EntityKind::Country } else { total.kind() };
    let (name, aliases) = match kind {
        EntityKind::Person => naming::person(group),
        _ => naming::body(group, code.is_some(), forms),
    };
    let is_topic = subject.contains(&name_key(&name))
        || aliases.iter().any(|a| a.contains(' ') && subject.contains(&name_key(a)));
    Party { name, aliases, kind, code: code.map(str::to_owned), is_topic }
}
