//! Names as they occur across all articles, each once, with what the articles say of their bearer;
//! and which of them are one.

use rustc_hash::FxHashMap;

use crate::evidence::{Entity, EntityKind, Evidence};
use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::sources::Source;

use super::names::PersonName;

/// A name that stands for nobody: dropped, or never mentioned.
pub(super) const NOBODY: u32 = u32::MAX;

/// A distinct name of one class (people, or anything else).
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    /// The key under which it is distinct.
    pub(super) key: String,
    /// The name taken apart, of a person.
    pub(super) person: Option<PersonName>,
    /// Number of articles by kind.
    pub(super) kinds: [u32; KINDS.len()],
    /// Code of a country.
    pub(super) code: Option<&'a str>,
    /// Canonical forms, with the number of articles.
    pub(super) names: FxHashMap<&'a str, u32>,
    /// Forms that its article ties to the name, such as an acronym in brackets.
    pub(super) ties: FxHashMap<&'a str, u32>,
    /// Forms by which it is named outright, with their number.
    pub(super) surface: FxHashMap<&'a str, u32>,
    /// The articles that name it, ascending.
    pub(super) sources: Vec<u32>,
    /// Whether a title or a role stands beside it somewhere.
    pub(super) titled: bool,
}

/// Kinds in order of priority where as many articles say one as another.
pub(super) const KINDS: [EntityKind; 8] = [
    EntityKind::Country,
    EntityKind::Alliance,
    EntityKind::Agency,
    EntityKind::Media,
    EntityKind::Company,
    EntityKind::Organisation,
    EntityKind::Place,
    EntityKind::Person,
];

impl Node<'_> {
    /// The kind that most articles give.
    pub(super) fn kind(&self) -> EntityKind {
        let best = (0..KINDS.len()).max_by_key(|i| (self.kinds[*i], KINDS.len() - i)).unwrap_or(0);
        KINDS[best]
    }
}

/// All names, and the node of each article's entities.
#[derive(Debug, Default)]
pub(super) struct Nodes<'a> {
    /// The names, in order of first occurrence.
    pub(super) list: Vec<Node<'a>>,
    /// For each article, for each of its entities, its node.
    pub(super) of: Vec<Vec<u32>>,
    by_name: FxHashMap<(bool, &'a str), u32>,
    by_key: FxHashMap<(bool, String), u32>,
}

impl<'a> Nodes<'a> {
    /// Collects the names of all articles.
    pub(super) fn collect(
        sources: &'a [Source],
        evidence: &'a [Evidence],
        lexicon: &Lexicon,
        body_key: &dyn Fn(&str) -> String,
    ) -> Self {
        let mut nodes = Self::default();
        for (index, (source, said)) in sources.iter().zip(evidence).enumerate() {
            let index = u32::try_from(index).unwrap_or(NOBODY);
            let named = referenced(said);
            let mut of = Vec::with_capacity(said.entities.len());
            for (entity, named) in said.entities.iter().zip(named) {
                of.push(if named { nodes.add(entity, index, lexicon, body_key) } else { NOBODY });
            }
            for role in &said.roles {
                if let Some(node) = of.get(role.person as usize).filter(|n| **n != NOBODY) {
                    nodes.list[*node as usize].titled = true;
                }
            }
            for mention in said.mentions.iter().filter(|m| m.direct) {
                let node = of.get(mention.entity as usize).filter(|n| **n != NOBODY);
                if let (Some(node), Some(words)) = (node, source.words(&mention.span)) {
                    *nodes.list[*node as usize].surface.entry(words).or_default() += 1;
                }
            }
            nodes.of.push(of);
        }
        nodes
    }

    /// The node of a name that is no person's.
    pub(super) fn find(&self, person: bool, key: &str) -> Option<u32> {
        self.by_key.get(&(person, key.to_owned())).copied()
    }

    fn add(
        &mut self,
        entity: &'a Entity,
        source: u32,
        lexicon: &Lexicon,
        body_key: &dyn Fn(&str) -> String,
    ) -> u32 {
        let person = entity.kind == EntityKind::Person;
        let name = entity.code.as_deref().unwrap_or(&entity.name);
        let known = self.by_name.get(&(person, name)).copied();
        let node = known.unwrap_or_else(|| {
            let parsed = person.then(|| PersonName::parse(&entity.name, lexicon));
            let key = match (&parsed, &entity.code) {
                (Some(parsed), _) => parsed.squeezed.clone(),
                // No name has a capital in its key, so a code never meets one.
                (None, Some(code)) => code.to_uppercase(),
                (None, None) => body_key(&entity.name),
            };
            let node = *self.by_key.entry((person, key.clone())).or_insert_with(|| {
                self.list.push(Node { key, person: parsed, ..Node::default() });
                u32::try_from(self.list.len() - 1).unwrap_or(NOBODY)
            });
            self.by_name.insert((person, name), node);
            node
        });
        let entry = &mut self.list[node as usize];
        entry.code = entry.code.or(entity.code.as_deref());
        *entry.names.entry(&entity.name).or_default() += 1;
        for alias in &entity.aliases {
            *entry.ties.entry(alias).or_default() += 1;
        }
        if entry.sources.last() != Some(&source) {
            entry.sources.push(source);
            let kind = KINDS.iter().position(|k| *k == entity.kind).unwrap_or(0);
            entry.kinds[kind] += 1;
        }
        entry.titled |= entity.rule.starts_with("title");
        node
    }
}

/// For each entity, whether the article names it anywhere or claims something of it.
fn referenced(said: &Evidence) -> Vec<bool> {
    let mut named = vec![false; said.entities.len()];
    let mentioned = said.mentions.iter().map(|m| m.entity);
    let related = said.relations.iter().map(|r| r.entity);
    let placed = said.positions.iter().map(|p| p.entity);
    let held = said.roles.iter().flat_map(|r| [Some(r.person), r.body]).flatten();
    for entity in mentioned.chain(related).chain(placed).chain(held) {
        if let Some(named) = named.get_mut(entity as usize) {
            *named = true;
        }
    }
    named
}

/// Which nodes are one: a forest in which each points to its parent.
#[derive(Debug)]
pub(super) struct Unions(Vec<u32>);

impl Unions {
    /// Each of `count` nodes by itself.
    pub(super) fn new(count: usize) -> Self {
        Self((0..u32::try_from(count).unwrap_or(NOBODY)).collect())
    }

    /// The node that stands for all that are one with `node`.
    pub(super) fn root(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            let above = self.0[self.0[node as usize] as usize];
            self.0[node as usize] = above;
            node = above;
        }
        node
    }

    /// Makes two nodes one.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The distinct roots of `nodes`.
    pub(super) fn roots(&mut self, nodes: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut roots: Vec<u32> = nodes.into_iter().map(|n| self.root(n)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }
}

/// The key under which two spellings of a body's name are one, given the words that do not tell
/// one company from another (`legal`).
pub(super) fn body_key(name: &str, legal: &[Vec<String>]) -> String {
    let key = name_key(name);
    let mut words: Vec<&str> = key.split(' ').collect();
    let ends = |words: &[&str], form: &[String]| {
        form.len() < words.len() && words.iter().rev().zip(form.iter().rev()).all(|(w, f)| w == f)
    };
    while let Some(form) = legal.iter().find(|form| ends(&words, form)) {
        words.truncate(words.len() - form.len());
    }
    words.join(" ")
}
