//! Whom and what an article names: the ground on which the other extractors stand.
//!
//! [`recognise`] finds the names of countries and known organisations from the word lists, and
//! other organisations, companies and people by pattern; later mentions by surname, acronym or
//! short form are tied to the entity they name.

mod affiliation;
mod beside;
mod bodies;
mod capitals;
mod context;
mod copula;
mod cover;
mod known;
mod listed;
mod naming;
mod parts;
mod people;
mod places;
mod register;
mod roles;
mod topic;
mod towns;

use super::{Entity, EntityIndex, EntityKind};
use crate::text::Text;
pub(in crate::evidence) use capitals::capital_of;

use super::corpus::KnownName;
use cover::Covers;
use register::Register;

/// All entities of an article, and where they are named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// The entities, in order of first mention.
    pub list: Vec<Entity>,
    /// Where they are named, in reading order; two never overlap but for an adjective within a
    /// longer name.
    pub named: Vec<Named>,
    /// Roles of people, in reading order.
    pub roles: Vec<Held>,
    /// Names of which this article tells nothing more, each once; another may.
    pub unexplained: Vec<String>,
    /// Capitals that stand for their governments, each once.
    pub seats: Vec<String>,
    /// Places that act as bodies do: cities and states that sign, join or pay. In order.
    pub acting: Vec<EntityIndex>,
    /// For each token up to the last that begins a mention, how many mentions begin
    /// before it: [`index`](Self::index) makes it anew where mentions were added.
    begins: Vec<u32>,
}

/// A mention: tokens `first..=last` name an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who or what.
    pub entity: EntityIndex,
    /// First token.
    pub first: u32,
    /// Last token, inclusive; the ending of possession is left out.
    pub last: u32,
    /// In what form.
    pub form: Form,
}

/// In what form an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By a name or abbreviation.
    Name,
    /// By an adjective or demonym: "Dutch".
    Adjective,
    /// By a seat or capital: "Downing Street".
    Metonym,
}

/// A person's role as it stands: tokens `first..=last` from the first word of affiliation or role
/// to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The person.
    pub person: EntityIndex,
    /// The role in the source's words.
    pub role: String,
    /// The country or organisation for which it is held.
    pub body: Option<EntityIndex>,
    /// Whether it is held for the subject itself, which is no entity of the article.
    pub of_subject: bool,
    /// First token of role and affiliation.
    pub first: u32,
    /// Last token of role and affiliation.
    pub last: u32,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Entities {
    /// The mentions that begin within tokens `range`.
    #[inline]
    pub fn within(&self, range: std::ops::Range<usize>) -> &[Named] {
        let start = self.before(range.start);
        &self.named[start..self.before(range.end).max(start)]
    }

    /// The mention that covers a token.
    #[inline]
    pub fn covering(&self, token: usize) -> Option<&Named> {
        let end = self.before(token.saturating_add(1));
        self.named[..end].last().filter(|n| n.last as usize >= token)
    }

    /// Notes where mentions begin: to be called when any were added or taken away.
    pub fn index(&mut self) {
        self.begins.clear();
        for (before, named) in (0u32..).zip(&self.named) {
            self.begins.resize(named.first as usize + 1, before);
        }
    }

    /// How many mentions begin before a token. Asked of every token many times over: a look-up, where
    /// a search would be slow.
    #[inline]
    fn before(&self, token: usize) -> usize {
        self.begins.get(token).map_or(self.named.len(), |before| *before as usize)
    }

    /// The entity at an index.
    #[inline]
    pub fn get(&self, entity: EntityIndex) -> &Entity {
        &self.list[entity as usize]
    }

    /// Whether an entity is a person.
    #[inline]
    pub fn is_person(&self, entity: EntityIndex) -> bool {
        self.get(entity).kind == EntityKind::Person
    }

    /// Whether an entity can belong to something and take positions.
    pub fn is_body(&self, entity: EntityIndex) -> bool {
        self.get(entity).kind.is_body() || self.acting.binary_search(&entity).is_ok()
    }

    /// The country or organisation for which a person speaks, if a role says so.
    pub fn body_of(&self, person: EntityIndex) -> Option<EntityIndex> {
        self.roles.iter().find(|r| r.person == person && r.body.is_some()).and_then(|r| r.body)
    }
}

/// Finds all entities of an article, where they are named, and the roles of people.
/// `known` are names that other articles introduce.
pub fn recognise(text: &Text<'_>, known: &[KnownName]) -> Entities {
    let mut covers = Covers::new(text, known);
    let mut register = Register::default();
    for name in known {
        register.introduce(name);
    }
    let parts = parts::find(text, &mut covers);
    let is_person = people::find(text, &covers, &parts, &mut register);
    towns::several(text, &mut covers, &mut register);
    towns::cede(text, &mut covers, &mut register);
    let rest = bodies::find(text, &mut covers, &parts, &is_person, &mut register);
    listed::find(text, &covers, &mut register);
    known::find(text, &covers, &rest, &mut register);
    let mut entities = register.finish();
    entities.unexplained = unexplained(text, &entities, &rest);
    entities.seats = capitals::seats(text, &entities);
    entities.acting = places::acting(text, &entities);
    // "Her envoy" needs the body of the person meant: the second pass has it.
    entities.roles = roles::find(text, &covers, &entities);
    entities.roles = roles::find(text, &covers, &entities);
    entities
}

/// The parts that no mention covers, as they stand, each once.
fn unexplained(text: &Text<'_>, entities: &Entities, rest: &[parts::Part]) -> Vec<String> {
    let open = rest.iter().filter(|p| entities.covering(p.first).is_none());
    let mut names: Vec<String> = open.map(|p| text.slice(p.first, p.last).to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
