//! Organisations and companies: by the words of their names, else by what stands beside them in
//! all of the article, list by list.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::evidence::EntityKind;
use crate::fold::name_key;
use crate::lexicon::class;
use crate::sources::MarkKind;
use crate::text::{Kind, Text};

use super::context::{self, ENOUGH, Votes};
use super::cover::Covers;
use super::naming;
use super::parts::Part;
use super::register::Register;
use super::{Form, people};

/// How often names may explain their neighbours in lists: so long are the longest real ones.
const ROUNDS: usize = 16;

/// Registers the parts that name organisations; `is_person` tells those that name people.
/// Returns the parts that remain unexplained.
pub(super) fn find(
    text: &Text<'_>,
    covers: &mut Covers,
    parts: &[Part],
    is_person: &[bool],
    register: &mut Register,
) -> Vec<Part> {
    let mut rest = Vec::new();
    let mut kinds = vec![None; text.tokens.len()];
    let mut explained = vec![false; text.tokens.len()];
    let titles = emphasised(text);
    for (part, acronym) in naming::bracketed(text) {
        let kind = naming::by_name(text, covers, part).map_or(EntityKind::Organisation, |n| n.1);
        (part.first..=part.last).for_each(|t| covers.uncover(t));
        kinds[part.first..=part.last].fill(Some(kind));
        explained[part.first..=acronym.1].fill(true);
        add(text, part, kind, "acronym in brackets", register);
    }
    for (part, _) in parts.iter().zip(is_person).filter(|(_, person)| !**person) {
        // What is set in italics is the title of a work.
        if explained[part.first] || titles.contains(&part.first) {
            continue;
        }
        match naming::by_name(text, covers, *part) {
            Some((whole, kind, rule)) => {
                (whole.first..=whole.last).for_each(|t| covers.uncover(t));
                kinds[whole.first..=whole.last].fill(Some(kind));
                add(text, whole, kind, rule, register);
            }
            None => rest.push(*part),
        }
    }
    for part in &rest {
        if let Some(kind) = register.kind_of_known(text, part.first, part.last) {
            kinds[part.first..=part.last].fill(Some(kind));
        }
    }
    let mut buffer = String::new();
    let (known, mut rest): (Vec<Part>, Vec<Part>) = rest
        .into_iter()
        .partition(|p| register.known_at(text, p.first, &mut buffer).iter().any(|k| k.0 == p.last));
    for m in &covers.phrases {
        if m.entry.kind == crate::lexicon::vocabulary::EntryKind::Organisation {
            let kind = text.lexicon.tables.organisations[m.entry.row as usize].kind;
            kinds[m.first as usize..=m.last as usize].fill(Some(kind));
        }
    }
    let keys = Keys::new(text, &rest);
    for _ in 0..ROUNDS {
        let before = rest.len();
        rest = round(text, covers, rest, &keys, &mut kinds, register);
        if rest.len() == before {
            break;
        }
    }
    rest.extend(known);
    rest.sort_by_key(|p| p.first);
    rest
}

/// The tokens at which emphasis begins.
fn emphasised(text: &Text<'_>) -> FxHashSet<usize> {
    let mut found = FxHashSet::default();
    for (block, content) in text.source.blocks.iter().enumerate() {
        for mark in content.marks.iter().filter(|m| m.kind == MarkKind::Emphasis) {
            found.extend(text.tokens_of_block(block).find(|t| text.tokens[*t].start >= mark.start));
        }
    }
    found
}

/// Adds up the votes of all occurrences of each name and registers those with enough.
fn round(
    text: &Text<'_>,
    covers: &Covers,
    rest: Vec<Part>,
    keys: &Keys<'_>,
    kinds: &mut [Option<EntityKind>],
    register: &mut Register,
) -> Vec<Part> {
    let mut tally: Vec<Votes> = vec![Votes::default(); keys.count()];
    let alone = singles(text, keys, &rest);
    for part in &rest {
        let neighbour = context::neighbours(text, *part)
            .iter()
            .flatten()
            .find_map(|t| kinds.get(*t).copied().flatten());
        let votes = context::votes(text, covers, *part, neighbour);
        tally[keys.of(text.slice(part.first, part.last))].merge(votes);
    }
    let mut left = Vec::new();
    for part in rest {
        let votes = tally[keys.of(text.slice(part.first, part.last))];
        let prior = prior(text, part, keys, &alone);
        let plain = part.first == part.last && text.is(part.first, class::PLAIN_ACRONYM);
        if votes.body + prior >= ENOUGH && !plain {
            let kind = votes.kind.unwrap_or(EntityKind::Organisation);
            kinds[part.first..=part.last].fill(Some(kind));
            add(text, part, kind, votes.rule.unwrap_or("votes"), register);
        } else {
            left.push(part);
        }
    }
    left
}

/// For each key, whether a word of that key stands alone as a part.
fn singles(text: &Text<'_>, keys: &Keys<'_>, parts: &[Part]) -> Vec<bool> {
    let mut alone = vec![false; keys.count()];
    for part in parts.iter().filter(|p| p.first == p.last && !p.opens) {
        alone[keys.of(text.str(part.first))] = true;
    }
    alone
}

/// The keys of the names of parts and of their first and last words, numbered: parts are many, are
/// asked for in every round, and mostly name the same.
struct Keys<'a> {
    /// By the words as they stand.
    numbers: FxHashMap<&'a str, usize>,
    count: usize,
}

impl<'a> Keys<'a> {
    fn new(text: &Text<'a>, parts: &[Part]) -> Self {
        let mut numbers = FxHashMap::default();
        let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
        for part in parts {
            for (first, last) in
                [(part.first, part.last), (part.first, part.first), (part.last, part.last)]
            {
                let name = text.slice(first, last);
                numbers.entry(name).or_insert_with(|| {
                    let next = by_key.len();
                    *by_key.entry(name_key(name)).or_insert(next)
                });
            }
        }
        Self { numbers, count: by_key.len() }
    }

    /// One more than the greatest number.
    fn count(&self) -> usize {
        self.count
    }

    /// The number of the key of a part's name, or of its first or last word.
    fn of(&self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or_default()
    }
}

/// What the shape of a name says before any neighbour is asked. Companies are shortened to their
/// first word, people to their last.
fn prior(text: &Text<'_>, part: Part, keys: &Keys<'_>, alone: &[bool]) -> i32 {
    // "Ortiz-Boyd" is one word, and as likely a surname.
    let joined = (part.first + 1..=part.last).all(|t| !text.tokens[t].spaced);
    if part.first == part.last || joined && !text.is_mark(part.first + 1, '&') {
        let token = &text.tokens[part.first];
        let camel = text.str(part.first).chars().skip(1).any(char::is_uppercase);
        let digits = text.str(part.first).contains(|c: char| c.is_ascii_digit());
        let odd = token.kind == Kind::Capital && (camel || digits);
        let acronym = token.kind == Kind::Acronym && text.str(part.first).len() >= 3;
        return i32::from(odd) + 2 * i32::from(acronym) - i32::from(part.opens);
    }
    let first = alone[keys.of(text.str(part.first))];
    let last = alone[keys.of(text.str(part.last))];
    let ampersand = (part.first..=part.last).any(|t| text.is_mark(t, '&'));
    1 + i32::from(!part.opens) + 2 * i32::from(ampersand) + i32::from(first)
        - 3 * i32::from(last && !first)
}

/// Registers a name with its acronym and the short forms under which it may appear later.
fn add(text: &Text<'_>, part: Part, kind: EntityKind, rule: &str, register: &mut Register) {
    let full = text.slice(part.first, part.last);
    let last = naming::without_legal_form(text, part);
    let name = text.slice(part.first, last);
    let acronym = naming::acronym_after(text, part);
    // An acronym that the article introduces is the short name under which it goes on.
    let canonical = acronym.map_or(name, |(first, last)| text.slice(first, last));
    let entity = match register.find(name) {
        Some(known) => known,
        None => register.entity(canonical, kind, None, rule),
    };
    if register.get(entity).kind == EntityKind::Person {
        return;
    }
    register.mention(entity, part.first, part.last, Form::Name);
    for form in [name, full, canonical] {
        register.alias(entity, form);
        register.know(form, entity, false);
    }
    if let Some((first, last)) = acronym {
        register.mention(entity, first, last, Form::Name);
    }
    // "ETH Zurich" is "ETH" later.
    let initials = text.tokens[part.first].kind == Kind::Acronym && text.str(part.first).len() > 2;
    if last > part.first && initials {
        register.know(text.str(part.first), entity, true);
    }
    // "Velantis Holdings" is "Velantis" later; "Orsino Motors" is "Orsino".
    if last > part.first && kind == EntityKind::Company {
        let first = part.first;
        let distinct = text.tokens[first].kind == Kind::Capital
            && !text.is(first, class::NOT_NAME.or(class::GIVEN_NAME))
            && text.matches_at(first).is_empty()
            && !people::heads_a_body(text, first);
        if distinct {
            register.know(text.str(first), entity, true);
        }
    }
}
