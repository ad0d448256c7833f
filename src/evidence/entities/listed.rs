//! Mentions of countries and organisations that the word lists name.

use crate::evidence::EntityKind;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Match, Text};

use super::Form;
use super::cover::Covers;
use super::register::Register;

/// Registers every listed country, organisation and city that the article names.
pub(super) fn find(text: &Text<'_>, covers: &Covers, register: &mut Register) {
    for m in &covers.phrases {
        // A phrase that became part of another name covers nothing any more.
        if covers.phrase(m.first as usize) != Some(m) {
            continue;
        }
        let Some((entity, form)) = entity(text, m, register) else { continue };
        let (first, last) = (m.first as usize, m.last as usize);
        register.mention(entity, first, last, form);
        if form == Form::Name {
            register.alias(entity, text.slice(first, last));
        }
    }
}

/// The entity that a listed phrase names, and in what form.
pub(super) fn entity(
    text: &Text<'_>,
    m: &Match,
    register: &mut Register,
) -> Option<(crate::evidence::EntityIndex, Form)> {
    let tables = &text.lexicon.tables;
    let row = m.entry.row as usize;
    match m.entry.kind {
        EntryKind::Country => {
            let country = tables.countries.get(row)?;
            let form = match m.entry.field {
                3 => Form::Adjective,
                4 => Form::Metonym,
                _ => Form::Name,
            };
            let kind = EntityKind::Country;
            let entity = register.entity(&country.name, kind, Some(&country.code), "listed");
            Some((entity, form))
        }
        EntryKind::Organisation => {
            let known = tables.organisations.get(row)?;
            Some((register.entity(&known.name, known.kind, None, "listed"), Form::Name))
        }
        EntryKind::City => {
            let (name, _) = tables.cities.get(row)?;
            Some((register.entity(name, EntityKind::Place, None, "listed"), Form::Name))
        }
        _ => None,
    }
}
