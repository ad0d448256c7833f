//! People under one name each. Full names meet by spelling; a shorter form or a surname joins the
//! fuller name that it fits only if it fits one person alone, so that different people stay apart.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::evidence::Evidence;

use super::names::PersonName;
use super::nodes::{NOBODY, Node, Nodes, Unions};

/// How many different full names may share a surname and be compared one by one.
const COMPARED: usize = 400;

/// People under construction.
struct People<'n, 'a> {
    nodes: &'n Nodes<'a>,
    /// The bodies for which a person holds an office, by node.
    bodies: FxHashMap<u32, BTreeSet<u32>>,
    /// All nodes of people in order of their key, which no order of articles changes.
    all: Vec<u32>,
}

/// Joins the names of people that are one.
pub(super) fn join(nodes: &Nodes<'_>, evidence: &[Evidence], unions: &mut Unions) {
    let mut all: Vec<u32> =
        (0u32..).zip(&nodes.list).filter(|(_, n)| n.person.is_some()).map(|(i, _)| i).collect();
    all.sort_by(|a, b| nodes.list[*a as usize].key.cmp(&nodes.list[*b as usize].key));
    let bodies = bodies(nodes, evidence, unions);
    let people = People { nodes, bodies, all };
    people.turned_round(unions);
    people.spellings(unions);
    people.shorter_forms(unions);
    people.surnames(unions);
}

fn bodies(
    nodes: &Nodes<'_>,
    evidence: &[Evidence],
    unions: &mut Unions,
) -> FxHashMap<u32, BTreeSet<u32>> {
    let mut bodies: FxHashMap<u32, BTreeSet<u32>> = FxHashMap::default();
    for (of, said) in nodes.of.iter().zip(evidence) {
        for role in &said.roles {
            let Some(body) = role.body.and_then(|b| of.get(b as usize)) else { continue };
            let Some(person) = of.get(role.person as usize) else { continue };
            if *body != NOBODY && *person != NOBODY {
                bodies.entry(*person).or_default().insert(unions.root(*body));
            }
        }
    }
    bodies
}

impl<'n, 'a> People<'n, 'a> {
    fn node(&self, node: u32) -> &'n Node<'a> {
        &self.nodes.list[node as usize]
    }

    fn name(&self, node: u32) -> &'n PersonName {
        static NONE: std::sync::OnceLock<PersonName> = std::sync::OnceLock::new();
        self.node(node).person.as_ref().unwrap_or_else(|| NONE.get_or_init(PersonName::default))
    }

    /// Whether they hold an office for the same body.
    fn share_body(&self, a: u32, b: u32) -> bool {
        match (self.bodies.get(&a), self.bodies.get(&b)) {
            (Some(a), Some(b)) => !a.is_disjoint(b),
            _ => false,
        }
    }

    /// Whether nothing that is known of their offices tells them apart.
    fn may_be_one(&self, a: u32, b: u32) -> bool {
        !self.bodies.contains_key(&a) || !self.bodies.contains_key(&b) || self.share_body(a, b)
    }

    /// Groups of people by a key, in order of the key; each group in order of name.
    fn blocks(&self, key: impl Fn(&PersonName) -> Option<String>) -> Vec<Vec<u32>> {
        let mut blocks: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for node in &self.all {
            if let Some(key) = key(self.name(*node)) {
                blocks.entry(key).or_default().push(*node);
            }
        }
        let mut blocks: Vec<_> = blocks.into_iter().collect();
        blocks.sort_unstable();
        blocks.into_iter().map(|(_, block)| block).collect()
    }

    /// "Han Seo-yeon" and "Seo-yeon Han".
    fn turned_round(&self, unions: &mut Unions) {
        for node in &self.all {
            let name = self.name(*node);
            if name.given.is_empty() {
                continue;
            }
            let turned = name.surname.concat() + &name.given.concat();
            if let Some(other) = self.nodes.find(true, &turned)
                && self.may_be_one(*node, other)
            {
                unions.join(*node, other);
            }
        }
    }

    /// Full names that differ as transliterations and slips do.
    fn spellings(&self, unions: &mut Unions) {
        let initial = |text: &str, letters: usize| text.chars().take(letters).collect::<String>();
        let by_surname = |n: &PersonName| {
            (!n.given.is_empty())
                .then(|| format!("{} {}", n.surname.concat(), initial(n.first(), 1)))
        };
        let by_both = |n: &PersonName| {
            (!n.given.is_empty())
                .then(|| format!("{} {}", initial(n.first(), 3), initial(&n.surname.concat(), 3)))
        };
        for block in self.blocks(by_surname).into_iter().chain(self.blocks(by_both)) {
            if block.len() > COMPARED {
                continue;
            }
            for (at, a) in block.iter().enumerate() {
                for b in &block[at + 1..] {
                    if self.one_spelt_twice(*a, *b) {
                        unions.join(*a, *b);
                    }
                }
            }
        }
    }

    fn one_spelt_twice(&self, a: u32, b: u32) -> bool {
        let (x, y) = (self.name(a), self.name(b));
        if !x.near_given(y) || !x.near_surname(y) {
            return false;
        }
        if x.given == y.given {
            // A long given name and a long surname rarely meet twice.
            let long = x.surname.concat().chars().count() >= 6;
            return self.share_body(a, b) || (long && self.may_be_one(a, b));
        }
        // An article that names both means two people.
        let apart = self.node(a).sources.iter().any(|s| self.node(b).sources.contains(s));
        self.share_body(a, b) && !apart
    }

    /// "J. P. Ortega", "Juan Ortega" and "Juan Pablo Ortega".
    fn shorter_forms(&self, unions: &mut Unions) {
        let full = |n: &PersonName| (!n.given.is_empty()).then_some(());
        let mut by_word: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for node in &self.all {
            let name = self.name(*node);
            if full(name).is_some() {
                by_word.entry(name.last()).or_default().push(*node);
                if let [first, _, ..] = &*name.surname {
                    by_word.entry(first).or_default().push(*node);
                }
            }
        }
        let mut order: Vec<u32> =
            self.all.iter().copied().filter(|n| full(self.name(*n)).is_some()).collect();
        let length = |n: u32| self.name(n).given.concat().len();
        order.sort_by_key(|n| std::cmp::Reverse(length(*n)));
        for node in order {
            let name = self.name(node);
            let empty = Vec::new();
            let near = by_word.get(name.last()).unwrap_or(&empty);
            let fits = near.iter().copied().filter(|o| name.shortens(self.name(*o)));
            self.join_the_only(node, fits.collect(), unions);
        }
    }

    /// A surname alone and the one person who bears it.
    fn surnames(&self, unions: &mut Unions) {
        let mut by_word: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut by_start: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let start = |n: &PersonName| n.surname.concat().chars().take(4).collect::<String>();
        for node in &self.all {
            let name = self.name(*node);
            if name.given.is_empty() {
                continue;
            }
            by_start.entry(start(name)).or_default().push(*node);
            for word in name.surname.iter().chain(&name.nickname) {
                by_word.entry(word).or_default().push(*node);
            }
        }
        let empty = Vec::new();
        for node in &self.all {
            let name = self.name(*node);
            if !name.given.is_empty() && !name.opens_with_particle {
                continue;
            }
            let near = by_word.get(name.last()).unwrap_or(&empty);
            let mut fits: Vec<u32> =
                near.iter().copied().filter(|o| self.name(*o).explains(name)).collect();
            if fits.is_empty() && name.given.is_empty() {
                let near = by_start.get(&start(name)).unwrap_or(&empty).iter().copied();
                fits = near
                    .filter(|o| self.name(*o).near_surname(name) && self.may_be_one(*node, *o))
                    .collect();
            }
            self.join_the_only(*node, fits, unions);
        }
    }

    /// Joins a shorter form with the only person it fits; where it fits several, with the only one
    /// who holds an office for the same body.
    fn join_the_only(&self, node: u32, fits: Vec<u32>, unions: &mut Unions) {
        let shared: Vec<u32> = fits.iter().copied().filter(|o| self.share_body(node, *o)).collect();
        let roots = match unions.roots(fits) {
            several if several.len() > 1 => unions.roots(shared),
            other => other,
        };
        if let [only] = &*roots {
            unions.join(node, *only);
        }
    }
}
