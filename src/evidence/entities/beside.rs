//! For whom somebody speaks who is given no listed role: "NAME of the State Department", "NAME, a
//! haematologist at BODY", "NAME, who teaches history at BODY".

use crate::lexicon::class;
use crate::text::{Kind, Text};

use super::{Entities, EntityIndex, EntityKind, Held, Named, affiliation, roles};

/// "NAME, a haematologist at BODY,", "NAME, of the passenger group BODY,", "NAME, BODY:": what
/// somebody is, in words that need not be listed, and the body. `comma` is the token behind the name.
fn apposed<'a>(
    text: &Text<'_>,
    entities: &'a Entities,
    comma: usize,
    end: usize,
) -> Option<(String, &'a Named)> {
    let first = comma + 1;
    if first >= end || !(text.is_mark(comma, ',') || text.is_mark(comma, '(')) {
        return None;
    }
    if is_preposition(text, first) {
        let found = affiliation::body_alone(text, entities, first + 1, end)?;
        return Some((String::new(), found));
    }
    if text.tokens[first].is_upper() {
        let found = affiliation::body_alone(text, entities, first, end)?;
        let next = found.last as usize + 1;
        let closes = next >= end || !text.tokens[next].is_word() && !text.is_mark(next, ',');
        let firm = entities.get(found.entity).kind != EntityKind::Country;
        return (closes && firm).then(|| (String::new(), found));
    }
    if !["a", "an", "the"].iter().any(|w| text.is_word(first, w)) {
        return None;
    }
    let plain = |t: &usize| matches!(text.tokens[*t].kind, Kind::Lower | Kind::Hyphen);
    let stop = class::SAY.or(class::AUXILIARY);
    let words = (first + 1..end.min(first + 8)).take_while(|t| plain(t) && !text.is(*t, stop));
    let at = words.filter(|t| is_preposition(text, *t)).find(|t| *t > first + 1)?;
    let found = affiliation::body_alone(text, entities, at + 1, end)?;
    let firm = entities.get(found.entity).kind != EntityKind::Country;
    firm.then(|| (text.slice(first + 1, at - 1).to_owned(), found))
}

fn is_preposition(text: &Text<'_>, at: usize) -> bool {
    ["of", "at", "with", "from", "for"].iter().any(|w| text.is_word(at, w))
}

/// An affiliation without a role: "NAME of the State Department", "Northwind's NAME", "NAME, who
/// teaches history at the University of Norsund".
pub(super) fn find(text: &Text<'_>, entities: &Entities, named: &Named) -> Option<Held> {
    let sentence = text.sentence(named.first as usize);
    let (first, last) = (named.first as usize, named.last as usize);
    let held = |body: EntityIndex, from: usize, to: usize, rule: &'static str| Held {
        person: named.entity,
        role: String::new(),
        body: Some(body),
        of_subject: false,
        first: u32::try_from(from).unwrap_or(u32::MAX),
        last: u32::try_from(to).unwrap_or(u32::MAX),
        rule,
    };
    let next = last + 1;
    if next + 1 < sentence.end && matches!(text.str(next), "of" | "from" | "at") {
        let found = affiliation::body_alone(text, entities, next + 1, sentence.end)?;
        return Some(held(found.entity, next, found.last as usize, "of a body after name"));
    }
    let owner = first.checked_sub(1).filter(|b| *b >= sentence.start);
    if let Some(owner) = owner.filter(|o| text.tokens[*o].kind == Kind::Possessive) {
        let found =
            roles::body_ending(text, entities, owner).filter(|n| entities.is_body(n.entity))?;
        return Some(held(found.entity, found.first as usize, owner, "body's before name"));
    }
    if let Some((words, found)) = apposed(text, entities, next, sentence.end) {
        let to = found.last as usize;
        return Some(Held {
            role: words,
            ..held(found.entity, next + 1, to, "body in apposition to name")
        });
    }
    let clause = next + 2 < sentence.end
        && text.is_mark(next, ',')
        && text.str(next + 1) == "who"
        && text.is(next + 2, class::OCCUPATION);
    if !clause {
        return None;
    }
    // "who heads the Canadian delegation" speaks for Canada.
    let object = next + 3 + usize::from(text.is_word(next + 3, "the"));
    let led = Some(object).filter(|o| *o < sentence.end).and_then(|o| {
        entities.covering(o).filter(|n| n.first as usize == o && !entities.is_person(n.entity))
    });
    if let Some(found) = led.filter(|n| entities.is_body(n.entity)) {
        return Some(held(found.entity, next + 1, found.last as usize, "occupation after name"));
    }
    let (body, to) = affiliation::after_role(text, entities, next + 2, sentence.end);
    Some(held(body?, next + 1, to, "occupation after name"))
}
