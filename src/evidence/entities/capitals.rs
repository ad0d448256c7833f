//! Capitals that are meant themselves: "Oslo" stands for a government, but not in "Bergen, Oslo and
//! Turin", nor where the article or another one speaks of it as a city that takes part.

use rustc_hash::FxHashSet;

use crate::evidence::corpus::KnownName;
use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::{Entities, Form};

/// The field of a country's row that lists its capital and seats.
pub(super) const SEATS: u8 = 4;

/// First tokens of the capitals that name a city, not a government. `known` are names that other
/// articles introduce.
pub(super) fn cities(text: &Text<'_>, known: &[KnownName]) -> FxHashSet<u32> {
    let seats = || text.matches.iter().filter(|m| is_seat(text, m));
    let mut found: FxHashSet<u32> = FxHashSet::default();
    let mut everywhere: FxHashSet<&str> = FxHashSet::default();
    for name in known.iter().filter(|name| name.kind == EntityKind::Place) {
        everywhere.insert(&name.name);
    }
    for seat in seats() {
        if is_civic(text, seat) {
            everywhere.insert(words(text, seat));
        }
    }
    // A list hands it on from city to city, either way.
    loop {
        let before = found.len();
        for seat in seats() {
            let (first, last) = (seat.first as usize, seat.last as usize);
            let beside = [left(text, first), right(text, last)];
            let city = |t: &usize| is_city(text, *t) || found.contains(&start(text, *t));
            if everywhere.contains(words(text, seat)) || beside.iter().flatten().any(city) {
                found.insert(seat.first);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Whether a phrase is a capital that is listed as a city too.
pub(super) fn is_seat(text: &Text<'_>, m: &Match) -> bool {
    m.entry.kind == EntryKind::Country
        && m.entry.field == SEATS
        && text.match_at(m.first as usize, EntryKind::City).is_some_and(|city| city.last == m.last)
}

/// The city that "the Danish capital" means, where the article speaks of it as a city.
pub(in crate::evidence) fn capital_of(
    text: &Text<'_>,
    entities: &Entities,
    country: EntityIndex,
) -> Option<EntityIndex> {
    let code = entities.get(country).code.as_deref()?;
    let countries = &text.lexicon.tables.countries;
    let own = |m: &&Match| {
        is_seat(text, m) && countries.get(m.entry.row as usize).is_some_and(|c| &*c.code == code)
    };
    let named = |m: &Match| entities.covering(m.first as usize).map(|named| named.entity);
    let mut cities = text.matches.iter().filter(own).filter_map(named);
    cities.find(|city| entities.get(*city).kind == EntityKind::Place)
}

fn words<'a>(text: &'a Text<'_>, m: &Match) -> &'a str {
    text.slice(m.first as usize, m.last as usize)
}

/// "the city of Oslo", "Oslo's mayor", "the mayor of Oslo".
fn is_civic(text: &Text<'_>, m: &Match) -> bool {
    let (first, last) = (m.first as usize, m.last as usize);
    let sentence = text.sentence(first);
    let of = first >= sentence.start + 2 && text.is_word(first - 1, "of");
    let owner = last + 2 < sentence.end && text.tokens[last + 1].kind == Kind::Possessive;
    // "Oslo will not join, its mayor said."
    let opens = first == sentence.start;
    let its = |t: usize| {
        text.is(t, class::OWNER)
            && (t + 1..sentence.end.min(t + 3)).any(|n| text.is(n, class::CIVIC))
    };
    (of && text.is(first - 2, class::CIVIC))
        || (opens && (last + 1..sentence.end).any(its))
        || (owner && (last + 2..sentence.end.min(last + 5)).any(|t| text.is(t, class::CIVIC)))
}

/// Whether a phrase that names a city, and no country, begins or ends at a token.
fn is_city(text: &Text<'_>, token: usize) -> bool {
    let whole = |m: Match| {
        let country = text.match_at(m.first as usize, EntryKind::Country);
        country.is_none_or(|c| c.last < m.last)
    };
    text.match_at(token, EntryKind::City).is_some_and(whole)
        || text.match_ending(token, EntryKind::City).is_some_and(whole)
}

/// The first token of the capital that begins or ends at a token.
fn start(text: &Text<'_>, token: usize) -> u32 {
    let m = text.match_ending(token, EntryKind::City);
    m.map_or(u32::try_from(token).unwrap_or(u32::MAX), |m| m.first)
}

/// The last token of the item before one that begins at `first`, in a list.
fn left(text: &Text<'_>, first: usize) -> Option<usize> {
    let from = text.sentence(first).start;
    let mut at = first.checked_sub(1).filter(|t| *t >= from)?;
    if !joins(text, at) {
        return None;
    }
    while at > from && joins(text, at) {
        at -= 1;
    }
    Some(at)
}

/// The first token of the item after one that ends at `last`, in a list.
fn right(text: &Text<'_>, last: usize) -> Option<usize> {
    let end = text.sentence(last).end;
    let at = (last + 1..end).find(|t| !joins(text, *t))?;
    (at > last + 1).then_some(at)
}

fn joins(text: &Text<'_>, token: usize) -> bool {
    text.is_mark(token, ',') || matches!(text.str(token), "and" | "or")
}

/// The capitals that stand for their governments, each once.
pub(super) fn seats(text: &Text<'_>, entities: &Entities) -> Vec<String> {
    let of_government = |m: &&Match| {
        let named = entities.covering(m.first as usize);
        is_seat(text, m) && named.is_some_and(|n| n.form == Form::Metonym)
    };
    let mut names: Vec<String> =
        text.matches.iter().filter(of_government).map(|m| words(text, m).to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
