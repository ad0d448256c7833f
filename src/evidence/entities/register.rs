//! The entities found so far, by every form under which they are known, and their mentions.

use rustc_hash::FxHashMap;

use crate::evidence::{Entity, EntityIndex, EntityKind};
use crate::fold::name_key;
use crate::lexicon::vocabulary::key;
use crate::text::{Kind, Text};

use crate::evidence::corpus::{ELSEWHERE, KnownName};

use super::{Entities, Form, Named};

/// Entities under construction.
#[derive(Debug, Default)]
pub(super) struct Register {
    list: Vec<Entity>,
    by_key: FxHashMap<String, EntityIndex>,
    named: Vec<Named>,
    /// Forms by the key of their first word: the keys of the further words, and whom they name.
    forms: FxHashMap<String, Vec<KnownForm>>,
    /// Bits of the first words in `forms`: most words begin no form, and are told by this.
    beginnings: Beginnings,
    /// For each entity, the forms that were made known already, and whether as short ones: most are
    /// named many times.
    made_known: Vec<Vec<(Box<str>, bool)>>,
}

#[derive(Debug)]
struct KnownForm {
    rest: Vec<String>,
    entity: EntityIndex,
    /// Whether it is a short form (a surname, a short name), which a fuller one overrides.
    short: bool,
    /// Whether the case must be that of an acronym.
    acronym: bool,
}

impl Register {
    /// The entity with this canonical name and kind, made if it is new.
    pub(super) fn entity(
        &mut self,
        name: &str,
        kind: EntityKind,
        code: Option<&str>,
        rule: &str,
    ) -> EntityIndex {
        let folded = name_key(name);
        if let Some(index) = self.by_key.get(&folded) {
            return *index;
        }
        let index = EntityIndex::try_from(self.list.len()).unwrap_or(EntityIndex::MAX);
        self.list.push(Entity {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind,
            code: code.map(str::to_owned),
            rule: rule.to_owned(),
        });
        self.by_key.insert(folded, index);
        index
    }

    /// Takes over a name that another article introduces.
    pub(super) fn introduce(&mut self, known: &KnownName) {
        let entity = self.entity(&known.name, known.kind, None, ELSEWHERE);
        for form in &known.forms {
            self.know(form, entity, form != &known.name);
        }
    }

    /// The entity known under this form.
    pub(super) fn find(&self, form: &str) -> Option<EntityIndex> {
        self.by_key.get(&name_key(form)).copied()
    }

    /// The entity at an index.
    pub(super) fn get(&self, entity: EntityIndex) -> &Entity {
        &self.list[entity as usize]
    }

    /// All entities.
    pub(super) fn list(&self) -> &[Entity] {
        &self.list
    }

    /// Makes a longer form the name, keeping the shorter one as an alias.
    pub(super) fn rename(&mut self, entity: EntityIndex, name: &str) {
        let entry = &mut self.list[entity as usize];
        let old = std::mem::replace(&mut entry.name, name.to_owned());
        entry.aliases.retain(|a| a != name);
        if old != name && !entry.aliases.contains(&old) {
            entry.aliases.push(old);
        }
        self.by_key.entry(name_key(name)).or_insert(entity);
    }

    /// Notes another form of an entity.
    pub(super) fn alias(&mut self, entity: EntityIndex, form: &str) {
        let entry = &mut self.list[entity as usize];
        if entry.name == form || entry.aliases.iter().any(|a| a == form) {
            return;
        }
        entry.aliases.push(form.to_owned());
        self.by_key.entry(name_key(form)).or_insert(entity);
    }

    /// Notes a mention at tokens `first..=last`.
    pub(super) fn mention(&mut self, entity: EntityIndex, first: usize, last: usize, form: Form) {
        self.named.push(Named { entity, first: index(first), last: index(last), form });
    }

    /// Lets later passages name an entity by this form. A short form never replaces a full one.
    pub(super) fn know(&mut self, form: &str, entity: EntityIndex, short: bool) {
        let index = entity as usize;
        if self.made_known.len() <= index {
            self.made_known.resize(index + 1, Vec::new());
        }
        let made = &mut self.made_known[index];
        if made.iter().any(|(known, was)| **known == *form && *was == short) {
            return;
        }
        made.push((form.into(), short));
        let mut keys = Vec::new();
        let mut buffer = String::new();
        let mut acronym = true;
        crate::token::tokenise(form, |t| {
            if t.is_word() || t.kind == Kind::Number {
                keys.push(key(&form[t.range()], &mut buffer).to_owned());
                acronym &= t.kind == Kind::Acronym;
            } else if matches!(t.kind, Kind::Mark('&' | '+')) {
                keys.push(form[t.range()].to_owned());
            }
        });
        if keys.is_empty() {
            return;
        }
        let first = keys.remove(0);
        self.beginnings.add(&first);
        let known = self.forms.entry(first).or_default();
        if known.iter().any(|k| k.rest == keys && (k.entity == entity || !k.short)) {
            return;
        }
        known.push(KnownForm { rest: keys, entity, short, acronym });
        known.sort_by_key(|k| (std::cmp::Reverse(k.rest.len()), k.short));
    }

    /// The known forms that begin at a token, the longest first: the last token of each, whom it
    /// names, and whether the form is short.
    pub(super) fn known_at(
        &self,
        text: &Text<'_>,
        at: usize,
        buffer: &mut String,
    ) -> Vec<(usize, EntityIndex, bool)> {
        if !self.beginnings.may_hold(text.str(at)) {
            return Vec::new();
        }
        let Some(known) = self.forms.get(key(text.str(at), buffer)) else { return Vec::new() };
        let end = text.sentence(at).end;
        let fits = |form: &KnownForm| {
            let mut last = at;
            let mut scratch = String::new();
            for word in &form.rest {
                last += 1;
                if last < end && text.tokens[last].kind == Kind::Hyphen {
                    last += 1;
                }
                if last >= end || key(text.str(last), &mut scratch) != word {
                    return None;
                }
            }
            let upper = (at..=last).any(|t| text.tokens[t].is_upper());
            let acronym = !form.acronym || text.tokens[at].kind == Kind::Acronym;
            (upper && acronym).then_some((last, form.entity, form.short))
        };
        known.iter().filter_map(fits).collect()
    }

    /// The only person so far whose full name begins with this given name.
    pub(super) fn person_with_given_name(&self, given: &str) -> Option<EntityIndex> {
        let fits = |e: &Entity| {
            let rest = e.name.strip_prefix(given);
            e.kind == EntityKind::Person && rest.is_some_and(|rest| rest.starts_with(' '))
        };
        let mut found = self.list.iter().enumerate().filter(|(_, e)| fits(e));
        let (index, _) = found.next()?;
        found.next().is_none().then(|| EntityIndex::try_from(index).ok()).flatten()
    }

    /// The kind of the body that tokens `first..=last` are a known form of.
    pub(super) fn kind_of_known(
        &self,
        text: &Text<'_>,
        first: usize,
        last: usize,
    ) -> Option<EntityKind> {
        let mut buffer = String::new();
        let known = self.known_at(text, first, &mut buffer);
        let entity = known.iter().find(|k| k.0 == last)?.1;
        Some(self.get(entity).kind).filter(|kind| kind.is_body())
    }

    /// Sorts the mentions, drops repeated and overlapping ones (the longest stays), and hands all
    /// over. Entities without a mention are dropped.
    pub(super) fn finish(mut self) -> Entities {
        self.named.sort_by_key(|n| (n.first, std::cmp::Reverse(n.last)));
        let mut named: Vec<Named> = Vec::with_capacity(self.named.len());
        for n in self.named {
            if named.last().is_none_or(|before| n.first > before.last) {
                named.push(n);
            }
        }
        let mut entities = Entities { list: self.list, named, ..Entities::default() };
        entities.index();
        entities
    }
}

/// A set of words that may say that it holds a word which it does not.
#[derive(Debug, Default)]
struct Beginnings([u64; 16]);

impl Beginnings {
    /// Adds a key.
    fn add(&mut self, key: &str) {
        if let Some(bit) = Self::bit(key) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether the key of a word may have been added.
    fn may_hold(&self, word: &str) -> bool {
        Self::bit(word).is_none_or(|bit| self.0[bit / 64] >> (bit % 64) & 1 != 0)
    }

    /// The bit of a word and of its key; none for words whose key has other letters.
    fn bit(word: &str) -> Option<usize> {
        let bytes = word.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return None };
        if *last == b'.' || !word.is_ascii() {
            return None;
        }
        let middle = bytes[bytes.len() / 2];
        let letters = [*first, middle, *last].map(|b| usize::from(b.to_ascii_lowercase()));
        Some((letters[0] * 61 + letters[1] * 17 + letters[2] * 5 + bytes.len()) % 1024)
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
