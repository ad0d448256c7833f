//! Mentions of countries and organisations that the word lists name.

use rustc_hash::FxHashMap;

use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Match, Text};

use super::Form;
use super::cover::Covers;
use super::register::Register;

/// Registers every listed country, organisation and city that the article names.
pub(super) fn find(text: &Text<'_>, covers: &Covers, register: &mut Register) {
    // Each row is looked up by its name once, however often the article names it.
    let mut of_row: FxHashMap<(EntryKind, u32), EntityIndex> = FxHashMap::default();
    for m in &covers.phrases {
        // A phrase that became part of another name covers nothing any more.
        if covers.phrase(m.first as usize) != Some(m) {
            continue;
        }
        let row = (m.entry.kind, m.entry.row);
        let entity = match of_row.get(&row) {
            Some(known) => *known,
            None => match entity(text, m, register) {
                Some(found) => *of_row.entry(row).or_insert(found),
                None => continue,
            },
        };
        let form = form(m);
        let (first, last) = (m.first as usize, m.last as usize);
        register.mention(entity, first, last, form);
        if form == Form::Name {
            register.alias(entity, text.slice(first, last));
        }
    }
}

/// In what form a listed phrase names its entity.
fn form(m: &Match) -> Form {
    match (m.entry.kind, m.entry.field) {
        (EntryKind::Country, 3) => Form::Adjective,
        (EntryKind::Country, 4) => Form::Metonym,
        _ => Form::Name,
    }
}

/// The entity that a listed phrase names.
fn entity(text: &Text<'_>, m: &Match, register: &mut Register) -> Option<EntityIndex> {
    let tables = &text.lexicon.tables;
    let row = m.entry.row as usize;
    match m.entry.kind {
        EntryKind::Country => {
            let country = tables.countries.get(row)?;
            let kind = EntityKind::Country;
            Some(register.entity(&country.name, kind, Some(&country.code), "listed"))
        }
        EntryKind::Organisation => {
            let known = tables.organisations.get(row)?;
            Some(register.entity(&known.name, known.kind, None, "listed"))
        }
        EntryKind::City => {
            let (name, _) = tables.cities.get(row)?;
            Some(register.entity(name, EntityKind::Place, None, "listed"))
        }
        _ => None,
    }
}
