//! Cities that stand for the university or the club that bears their name: "Ghent will chair the
//! league", where other articles tell that universities belong to it.

use rustc_hash::FxHashMap;

use crate::evidence::corpus::town_of;
use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::Form;
use super::cover::Covers;
use super::register::Register;

/// Registers "the universities of A and B": each has a name of its own.
pub(super) fn several(text: &Text<'_>, covers: &mut Covers, register: &mut Register) {
    let tables = &text.lexicon.tables;
    for token in 0..text.tokens.len().saturating_sub(3) {
        if text.tokens[token].kind != Kind::Lower || !text.is_word(token + 1, "of") {
            continue;
        }
        // "the diocese of Linz", written small, is one too.
        let word = text.str(token);
        let found = tables.town_bodies.iter().find(|head| {
            *head.plural == *word || (head.after && head.name.eq_ignore_ascii_case(word))
        });
        let Some(head) = found else { continue };
        let end = text.sentence(token).end;
        let mut at = token + 2;
        while let Some(city) =
            covers.phrase(at).copied().filter(|m| m.entry.kind == EntryKind::City)
        {
            let (first, last) = (city.first as usize, city.last as usize);
            let town = text.slice(first, last);
            let name = format!("{} of {town}", head.name);
            let entity = register.entity(&name, EntityKind::Organisation, None, "plural head noun");
            covers.uncover(first);
            // The noun belongs to the first: nothing governs the list.
            let from = if at == token + 2 { token } else { first };
            register.mention(entity, from, last, Form::Name);
            register.alias(entity, &name);
            register.know(&name, entity, false);
            let comma = usize::from(last + 1 < end && text.is_mark(last + 1, ','));
            let and = last + 1 + comma;
            let joined = and < end && text.is_word(and, "and");
            at = and + usize::from(joined);
            if (comma == 0 && !joined) || at >= end {
                break;
            }
        }
    }
}

/// Lets cities be known as the bodies that bear their names, where such bodies are known. A city
/// in which something happens stays one.
pub(super) fn cede(text: &Text<'_>, covers: &mut Covers, register: &mut Register) {
    let mut bodies: FxHashMap<String, EntityIndex> = FxHashMap::default();
    for (entity, known) in (0..).zip(register.list()) {
        if let Some(town) = town_of(&known.name, text.lexicon)
            && known.rule == crate::evidence::corpus::ELSEWHERE
        {
            bodies.insert(town.to_owned(), entity);
        }
    }
    if bodies.is_empty() {
        return;
    }
    for m in covers.phrases.clone() {
        let (first, last) = (m.first as usize, m.last as usize);
        if m.entry.kind != EntryKind::City || covers.phrase(first) != Some(&m) {
            continue;
        }
        let Some(entity) = bodies.get(text.slice(first, last)) else { continue };
        let start = text.sentence(first).start;
        let located = first > start
            && matches!(
                text.str(first - 1),
                "in" | "near" | "outside" | "around" | "across" | "of"
            );
        let named_after = text.tokens.get(last + 1).is_some_and(|t| t.is_upper() && t.spaced);
        if !located && !named_after {
            covers.uncover(first);
            register.know(text.slice(first, last), *entity, true);
        }
    }
}
