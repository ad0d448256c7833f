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

/// How often names may explain their neighbours in lists: a chain of four covers real lists.
const ROUNDS: usize = 4;

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
    for _ in 0..ROUNDS {
        let before = rest.len();
        rest = round(text, covers, rest, &mut kinds, register);
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
    kinds: &mut [Option<EntityKind>],
    register: &mut Register,
) -> Vec<Part> {
    let mut tally: FxHashMap<String, Votes> = FxHashMap::default();
    let alone: FxHashMap<String, usize> = singles(text, &rest);
    for part in &rest {
        let neighbour = context::neighbours(text, *part)
            .iter()
            .flatten()
            .find_map(|t| kinds.get(*t).copied().flatten());
        let votes = context::votes(text, covers, *part, neighbour);
        tally.entry(name_key(text.slice(part.first, part.last))).or_default().merge(votes);
    }
    let mut left = Vec::new();
    for part in rest {
        let name = text.slice(part.first, part.last);
        let key = name_key(name);
        let votes = tally.get(&key).copied().unwrap_or_default();
        let prior = prior(text, part, &alone);
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

/// How often each word stands alone as a part.
fn singles(text: &Text<'_>, parts: &[Part]) -> FxHashMap<String, usize> {
    let mut alone = FxHashMap::default();
    for part in parts.iter().filter(|p| p.first == p.last && !p.opens) {
        *alone.entry(name_key(text.str(part.first))).or_insert(0) += 1;
    }
    alone
}

/// What the shape of a name says before any neighbour is asked. Companies are shortened to their
/// first word, people to their last.
fn prior(text: &Text<'_>, part: Part, alone: &FxHashMap<String, usize>) -> i32 {
    if part.first == part.last {
        let token = &text.tokens[part.first];
        let camel = text.str(part.first).chars().skip(1).any(char::is_uppercase);
        let digits = text.str(part.first).contains(|c: char| c.is_ascii_digit());
        let odd = token.kind == Kind::Capital && (camel || digits);
        let acronym = token.kind == Kind::Acronym && text.str(part.first).len() >= 3;
        return i32::from(odd) + 2 * i32::from(acronym) - i32::from(part.opens);
    }
    let first = alone.contains_key(&name_key(text.str(part.first)));
    let last = alone.contains_key(&name_key(text.str(part.last)));
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
