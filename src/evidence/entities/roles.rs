//! Roles of people and the country or organisation for which they are held.
//!
//! Two shapes cover nearly all of news: what stands before a name ("the outgoing Chilean foreign
//! minister Rosa Ibarra", "Velantis chief executive Jan Oort") and what stands after it in
//! apposition ("Jan Oort, treasurer of the Harbour Alliance,"). Where no body stands there,
//! [`super::affiliation`] looks further.

use crate::lexicon::vocabulary::EntryKind;
use crate::lexicon::{RoleKind, class};
use crate::text::{Kind, Text};

use super::affiliation;
use super::beside;
use super::copula;
use super::cover::{Cover, Covers};
use super::topic;
use super::{Entities, EntityIndex, EntityKind, Form, Held, Named, people};

/// How many plain nouns may stand between a body and the head of a role: "the South Korean oceans
/// minister", "Ghana's digital economy minister".
const NOUNS: usize = 3;

/// How many words may say what a role is for: "head of rivers and lakes".
const FIELD: usize = 5;

/// Finds the roles of all people.
pub(super) fn find(text: &Text<'_>, covers: &Covers, entities: &Entities) -> Vec<Held> {
    let mut roles: Vec<Held> = Vec::new();
    for named in entities.named.iter().filter(|n| entities.is_person(n.entity)) {
        let before = before_name(text, covers, entities, named);
        let after = after_name(text, covers, entities, named)
            .or_else(|| copula::became(text, covers, entities, named))
            .filter(|held| before.is_none() || !is_of_next(text, entities, held));
        let bare = before.is_none() && after.is_none();
        let beside = beside::find(text, entities, named);
        // "says Professor NAME of the University of Norsund": the role has its body after the name.
        let filled = before.map(|held| match (&held.body, &beside) {
            (None, Some(beside)) => Held { body: beside.body, ..held },
            // "Captain NAME, who directs the pact's centre".
            (None, None) if topic::led(text, named).is_some() => Held { of_subject: true, ..held },
            _ => held,
        });
        roles.extend(filled);
        roles.extend(after);
        if bare {
            roles.extend(beside.or_else(|| topic::led(text, named)));
        }
    }
    topic::own(text, &mut roles);
    roles.sort_by_key(|r| r.first);
    roles
}

/// Whether a role after one name is that of the next: "President NAME, Norsund's mayor, OTHER, and".
fn is_of_next(text: &Text<'_>, entities: &Entities, held: &Held) -> bool {
    let name = held.last as usize + 2;
    text.is_mark(name - 1, ',')
        && text.sentence(held.last as usize).contains(&name)
        && entities
            .covering(name)
            .is_some_and(|n| n.first as usize == name && entities.is_person(n.entity))
}

/// "[outgoing] [Canadian] [former] Prime Minister [Sir] NAME", "Norsund's mayor NAME",
/// "the president of the Czech Republic, NAME".
fn before_name(
    text: &Text<'_>,
    covers: &Covers,
    entities: &Entities,
    named: &Named,
) -> Option<Held> {
    let start = text.sentence(named.first as usize).start;
    let mut at = (named.first as usize).checked_sub(1).filter(|a| *a >= start)?;
    while covers.at(at) == Cover::Honorific && at > start {
        at -= 1;
    }
    let comma = text.is_mark(at, ',') && at > start;
    at -= usize::from(comma);
    let (role, at) = match (covers.role(at), of_something(text, at, start)) {
        (Some(role), _) => (role, role.last as usize),
        // "its head of sustainability, NAME".
        (None, Some(of)) if covers.role(of - 1).is_some() => match covers.role(of - 1) {
            Some(role) => (role, at),
            None => return None,
        },
        _ => return of_body_before(text, covers, entities, named, at, start, comma),
    };
    let given = text.is(named.first as usize, class::GIVEN_NAME.or(class::HOMOGRAPH));
    let (head, last) = (role.first as usize, at);
    let stretch = stretch_before(text, entities, head, start);
    let determined = stretch.body.is_some() || has_determiner(text, stretch.first, start);
    if comma && !given && !determined {
        return None;
    }
    let possessor =
        |e: EntityIndex| if entities.is_person(e) { entities.body_of(e) } else { Some(e) };
    let body = match stretch.body {
        Some(found) => possessor(found),
        None => affiliation::elsewhere(text, entities, named, stretch.first, last),
    };
    Some(Held {
        person: named.entity,
        role: stretch.words(text, last),
        body,
        of_subject: false,
        first: index(stretch.first),
        last: index(last),
        rule: "role before name",
    })
}

/// What stands before the head of a role.
pub(super) struct Stretch {
    /// First token of all that belongs to it.
    pub(super) first: usize,
    /// First token of the role in its own words, modifiers included, the body left out.
    role: usize,
    pub(super) body: Option<EntityIndex>,
    /// A modifier before the body: "former Danish energy minister".
    modifier: Option<usize>,
}

impl Stretch {
    /// The role in its own words, up to token `last`.
    pub(super) fn words(&self, text: &Text<'_>, last: usize) -> String {
        let role = text.slice(self.role, last);
        match self.modifier {
            Some(modifier) => format!("{} {role}", text.str(modifier)),
            None => role.to_owned(),
        }
    }
}

/// Walks back over modifiers, nouns and the body, in any order: "outgoing Canadian", "Canada's
/// former", "South Korean oceans".
pub(super) fn stretch_before(
    text: &Text<'_>,
    entities: &Entities,
    head: usize,
    start: usize,
) -> Stretch {
    let mut stretch = Stretch { first: head, role: head, body: None, modifier: None };
    while let Some(before) = stretch.first.checked_sub(1).filter(|b| *b >= start) {
        if text.is(before, class::ROLE_MODIFIER) && entities.covering(before).is_none() {
            stretch.first = before;
            if stretch.body.is_none() {
                stretch.role = before;
            } else {
                stretch.modifier = Some(before);
            }
            continue;
        }
        if stretch.body.is_some() {
            break;
        }
        let nouns = (0..=NOUNS).take_while(|n| {
            *n == 0 || before + 1 >= start + n && is_plain_noun(text, before + 1 - n)
        });
        let found = nouns
            .filter_map(|n| before.checked_sub(n).filter(|b| *b >= start).map(|b| (n, b)))
            .find_map(|(n, b)| {
                let found = body_ending(text, entities, b)
                    .or_else(|| place_ending(entities, b).filter(|_| is_office(text, head)))?;
                Some((n, found))
            });
        let Some((nouns, found)) = found else { break };
        stretch.role -= nouns;
        stretch.first = found.first as usize;
        stretch.body = Some(found.entity);
    }
    stretch
}

pub(super) fn is_plain_noun(text: &Text<'_>, token: usize) -> bool {
    text.tokens[token].kind == Kind::Lower
        && !text.is(token, class::NOT_NAME.or(class::SAY).or(class::THINK).or(class::BODY_VERB))
}

/// The preposition of what a role is for, in plain nouns that end at `last`: "head of
/// sustainability", "director for rivers and lakes".
fn of_something(text: &Text<'_>, last: usize, start: usize) -> Option<usize> {
    let of = (start + 1..=last)
        .rev()
        .take(FIELD + 1)
        .take_while(|t| text.tokens[*t].kind == Kind::Lower)
        .find(|t| matches!(text.str(*t), "of" | "for"))?;
    (of < last && is_field(text, of + 1..last + 1)).then_some(of)
}

/// The last token of what a role is for, after it: "head of sustainability at".
fn field_after(text: &Text<'_>, entities: &Entities, role_last: usize, end: usize) -> usize {
    let of = role_last + 1;
    if of + 1 >= end || !matches!(text.str(of), "of" | "for") {
        return role_last;
    }
    let field = (of + 1..end.min(of + 1 + FIELD))
        .take_while(|t| {
            text.tokens[*t].kind == Kind::Lower
                && !matches!(text.str(*t), "at" | "in" | "with" | "of" | "for" | "who")
        })
        .count();
    let last = of + field;
    let closes = last + 1 >= end
        || text.is_mark(last + 1, ',')
        || matches!(text.str(last + 1), "at" | "in" | "with" | "of" | "for");
    let names = entities.covering(last + 1).is_some_and(|n| n.first as usize == last + 1);
    if field > 0 && closes && !names && is_field(text, of + 1..last + 1) { last } else { role_last }
}

/// Whether the words are plain nouns, joined or not: "rivers and lakes".
fn is_field(text: &Text<'_>, mut words: std::ops::Range<usize>) -> bool {
    words.all(|t| text.str(t) == "and" || is_plain_noun(text, t))
}

/// Whether "its", "their", "the", "whose" stand before.
fn has_determiner(text: &Text<'_>, first: usize, start: usize) -> bool {
    first > start
        && matches!(
            text.str(first - 1),
            "its" | "Its" | "their" | "Their" | "whose" | "the" | "The"
        )
}

/// "the president of the Czech Republic, NAME,": `at` is the last token of the body.
fn of_body_before(
    text: &Text<'_>,
    covers: &Covers,
    entities: &Entities,
    named: &Named,
    at: usize,
    start: usize,
    comma: bool,
) -> Option<Held> {
    let body = entities.covering(at).filter(|n| n.last as usize == at && n.form == Form::Name)?;
    if entities.is_person(body.entity) || !comma {
        return None;
    }
    let mut of = (body.first as usize).checked_sub(1).filter(|o| *o > start)?;
    if text.is_word(of, "the") && of > start {
        of -= 1;
    }
    if !matches!(text.str(of), "of" | "for" | "at" | "to") || of == start {
        return None;
    }
    let role = covers.role(of - 1)?;
    // "its ambassador to Norsund" speaks for what "its" means.
    let speaks_for = if text.str(of) == "to" {
        affiliation::elsewhere(text, entities, named, role.first as usize, of - 1)
    } else {
        Some(body.entity)
    };
    // The name must be an apposition of its own, not the next item of a list.
    let next = named.last as usize + 1;
    let closes =
        next < text.sentence(at).end && (text.is_mark(next, ',') || text.is(next, class::SAY));
    closes.then(|| Held {
        person: named.entity,
        role: text.slice(role.first as usize, role.last as usize).to_owned(),
        body: speaks_for,
        of_subject: false,
        first: role.first,
        last: index(at),
        rule: "role of body before name",
    })
}

/// "NAME, [then] [a|the] [Chilean] associate fellow in ... at Chatham House,".
fn after_name(
    text: &Text<'_>,
    covers: &Covers,
    entities: &Entities,
    named: &Named,
) -> Option<Held> {
    let role_at = people::apposed_role(text, covers, named.last as usize)?;
    let role = covers.role(role_at)?;
    let comma = named.last as usize + 1;
    let (head, role_last) = (role.first as usize, role.last as usize);
    // The next item of a list is no apposition: "NAME, Danish Prime Minister OTHER and".
    let next = role_last + 1;
    let end = text.sentence(role_at).end;
    let names_next = entities
        .covering(next)
        .is_some_and(|n| n.first as usize == next && entities.is_person(n.entity));
    if next < end && (names_next || covers.at(next) == Cover::Honorific) {
        return None;
    }
    let stretch = stretch_before(text, entities, head, comma + 1);
    let (body, last) = match stretch.body {
        Some(found) => (Some(found), role_last),
        None => match affiliation::after_role(text, entities, role_last, end) {
            (Some(found), last) => (Some(found), last),
            (None, last) => {
                (affiliation::elsewhere(text, entities, named, stretch.first, role_last), last)
            }
        },
    };
    let body = body.and_then(|b| if entities.is_person(b) { entities.body_of(b) } else { Some(b) });
    let field = field_after(text, entities, role_last, end);
    Some(Held {
        person: named.entity,
        role: stretch.words(text, field),
        body,
        of_subject: false,
        first: index(comma + 1),
        last: index(last.max(field)),
        rule: "role after name",
    })
}

/// The mention of a body that ends at `token`, or whose ending of possession does.
pub(super) fn body_ending<'a>(
    text: &Text<'_>,
    entities: &'a Entities,
    token: usize,
) -> Option<&'a Named> {
    let owned = text.tokens[token].kind == Kind::Possessive;
    let last = if owned { token.checked_sub(1)? } else { token };
    let found = entities.covering(last).filter(|n| n.last as usize == last)?;
    (owned || entities.is_body(found.entity)).then_some(found)
}

/// The mention of a city or state that ends at `token`: "California Gov. NAME".
fn place_ending(entities: &Entities, token: usize) -> Option<&Named> {
    let found = entities.covering(token).filter(|n| n.last as usize == token)?;
    (entities.get(found.entity).kind == EntityKind::Place).then_some(found)
}

/// Whether the role that begins at a token is a public office.
fn is_office(text: &Text<'_>, head: usize) -> bool {
    text.match_at(head, EntryKind::Role)
        .is_some_and(|m| text.lexicon.tables.roles[m.entry.row as usize].1 == RoleKind::Office)
}

pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
