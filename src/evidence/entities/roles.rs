//! Roles of people and the country or organisation for which they are held.
//!
//! Two shapes cover nearly all of news: what stands before a name ("the outgoing Chilean foreign
//! minister Rosa Ibarra", "Velantis chief executive Jan Oort") and what stands after it in
//! apposition ("Jan Oort, treasurer of the Harbour Alliance,").

use crate::lexicon::class;
use crate::text::{Kind, Text};

use super::cover::Covers;
use super::{Entities, EntityIndex, Form, Held, Named, people};

/// Finds the roles of all people.
pub(super) fn find(text: &Text<'_>, covers: &Covers, entities: &Entities) -> Vec<Held> {
    let mut roles = Vec::new();
    for named in entities.named.iter().filter(|n| entities.is_person(n.entity)) {
        roles.extend(before_name(text, covers, entities, named));
        roles.extend(after_name(text, covers, entities, named));
    }
    roles.sort_by_key(|r| r.first);
    roles
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
    while covers.at(at) == super::cover::Cover::Honorific && at > start {
        at -= 1;
    }
    if text.is_mark(at, ',') && at > start {
        at -= 1;
    }
    let comma = text.is_mark(at + 1, ',');
    let Some(role) = covers.role(at) else {
        return of_body_before(text, covers, entities, named, at, start, comma);
    };
    if comma && !text.is(named.first as usize, class::GIVEN_NAME) {
        return None;
    }
    let (first_of_role, last) = (role.first as usize, role.last as usize);
    let mut first = first_of_role;
    let mut body = None;
    // Modifiers and the body may stand in any order: "outgoing Canadian", "Canada's former".
    while let Some(before) = first.checked_sub(1).filter(|b| *b >= start) {
        if text.is(before, class::ROLE_MODIFIER) {
            first = before;
        } else if let (None, Some(found)) = (body, body_ending(text, entities, before)) {
            body = Some(found.entity);
            first = found.first as usize;
        } else if text.tokens[before].kind == Kind::Hyphen
            && text.is(before.saturating_sub(1), class::ROLE_MODIFIER)
        {
            first = before;
        } else {
            break;
        }
    }
    let possessor =
        |e: EntityIndex| if entities.is_person(e) { entities.body_of(e) } else { Some(e) };
    let body = match body {
        Some(found) => possessor(found),
        None => whose(text, entities, first, start),
    };
    let role_from = (first..=first_of_role)
        .find(|t| text.is(*t, class::ROLE_MODIFIER) && !covers_body(entities, *t))
        .filter(|t| (*t..first_of_role).all(|u| !covers_body(entities, u)))
        .unwrap_or(first_of_role);
    Some(Held {
        person: named.entity,
        role: text.slice(role_from, last).to_owned(),
        body,
        first: index(first),
        last: index(last),
        rule: "role before name",
    })
}

/// "the president of the Czech Republic, NAME", "head of Velantis NAME": `at` is the last token of
/// the body.
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
    if !matches!(text.str(of), "of" | "for" | "at") || of == start {
        return None;
    }
    let role = covers.role(of - 1)?;
    let end = text.sentence(at).end;
    // The name must be an apposition of its own, not the next item of a list.
    let closes = (named.last as usize + 1) < end
        && (text.is_mark(named.last as usize + 1, ',')
            || text.is(named.last as usize + 1, class::SAY));
    closes.then(|| Held {
        person: named.entity,
        role: text.slice(role.first as usize, role.last as usize).to_owned(),
        body: Some(body.entity),
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
    // The next item of a list is no apposition: "NAME, Danish Prime Minister OTHER and".
    let next = role.last as usize + 1;
    let end = text.sentence(role_at).end;
    let names_next = |t: usize| {
        t < end
            && entities
                .covering(t)
                .is_some_and(|n| n.first as usize == t && entities.is_person(n.entity))
    };
    if names_next(next) || (next < end && covers.at(next) == super::cover::Cover::Honorific) {
        return None;
    }
    let before = (comma + 1..role.first as usize)
        .filter_map(|t| entities.covering(t))
        .find(|n| !entities.is_person(n.entity));
    let (body, last) = match before {
        Some(found) => (Some(found.entity), role.last as usize),
        None => body_after(text, entities, role.last as usize, end),
    };
    let from = (comma + 1..role.first as usize)
        .find(|t| text.is(*t, class::ROLE_MODIFIER) && !covers_body(entities, *t))
        .filter(|t| (*t..role.first as usize).all(|u| !covers_body(entities, u)))
        .unwrap_or(role.first as usize);
    Some(Held {
        person: named.entity,
        role: text.slice(from, role.last as usize).to_owned(),
        body,
        first: index(comma + 1),
        last: index(last),
        rule: "role after name",
    })
}

/// The body after a role: of the prepositional phrases that follow, the first one that consists of
/// a body alone. "in the Russia and Eurasia programme at Chatham House" gives the last.
fn body_after(
    text: &Text<'_>,
    entities: &Entities,
    role_last: usize,
    end: usize,
) -> (Option<EntityIndex>, usize) {
    let mut at = role_last + 1;
    while at + 1 < end && at < role_last + 16 {
        if matches!(
            text.tokens[at].kind,
            Kind::Mark(',' | '.' | ';' | ')' | ':') | Kind::Dash | Kind::Open(_) | Kind::Close(_)
        ) || text.is(at, class::SAY)
        {
            break;
        }
        if matches!(text.str(at), "of" | "at" | "for" | "with" | "in" | "to" | "from") {
            let mut noun = at + 1;
            while noun < end && matches!(text.str(noun), "the" | "a") {
                noun += 1;
            }
            if let Some(found) = entities.covering(noun).filter(|n| n.first as usize == noun) {
                let next = found.last as usize + 1;
                let ends = next >= end
                    || !matches!(
                        text.tokens[next].kind,
                        Kind::Lower | Kind::Capital | Kind::Possessive
                    )
                    || matches!(
                        text.str(next),
                        "and" | "who" | "in" | "told" | "said" | "has" | "was" | "is"
                    );
                let and_name =
                    next + 1 < end && text.str(next) == "and" && text.tokens[next + 1].is_upper();
                let body = entities.get(found.entity).kind;
                if ends && !and_name && body.is_body() {
                    return (Some(found.entity), found.last as usize);
                }
            }
        }
        at += 1;
    }
    (None, role_last)
}

/// The body that a mention ending at `token`, or its possessive, names.
fn body_ending<'a>(text: &Text<'_>, entities: &'a Entities, token: usize) -> Option<&'a Named> {
    let last =
        if text.tokens[token].kind == Kind::Possessive { token.checked_sub(1)? } else { token };
    let found = entities.covering(last).filter(|n| n.last as usize == last)?;
    let person = entities.is_person(found.entity);
    let owned = last != token;
    let kind = entities.get(found.entity).kind;
    (owned || (!person && kind.is_body())).then_some(found)
}

/// "Hungary, whose Prime Minister NAME", "the US, under President NAME", "his envoy NAME".
fn whose(text: &Text<'_>, entities: &Entities, first: usize, start: usize) -> Option<EntityIndex> {
    let before = first.checked_sub(1).filter(|b| *b >= start)?;
    match text.str(before) {
        "whose" | "under" => {
            let mut at = before.checked_sub(1).filter(|b| *b >= start)?;
            if text.is_mark(at, ',') {
                at = at.checked_sub(1).filter(|b| *b >= start)?;
            }
            let found = entities.covering(at).filter(|n| n.form != Form::Adjective)?;
            entities.get(found.entity).kind.is_body().then_some(found.entity)
        }
        "his" | "her" | "His" | "Her" => {
            let people = entities.within(start..before);
            let mut owners = people.iter().filter(|n| entities.is_person(n.entity));
            let owner = owners.next()?;
            // With two people before it, the pronoun may mean either.
            owners.all(|n| n.entity == owner.entity).then(|| entities.body_of(owner.entity))?
        }
        _ => None,
    }
}

fn covers_body(entities: &Entities, token: usize) -> bool {
    entities.covering(token).is_some_and(|n| !entities.is_person(n.entity))
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
