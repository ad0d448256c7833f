//! People: a name part is one where a title, a given name, a particle or an apposition says so.

use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::Form;
use super::cover::{Cover, Covers};
use super::parts::Part;
use super::register::Register;

/// How far after a name an apposition's role may stand: ", an associate fellow", ", the then
/// Danish energy minister".
const APPOSITION: usize = 7;

/// Registers the parts that name people, and returns for each part whether it does.
pub(super) fn find(
    text: &Text<'_>,
    covers: &Covers,
    parts: &[Part],
    register: &mut Register,
) -> Vec<bool> {
    let mut is_person = vec![false; parts.len()];
    // Full names first, so that a surname alone finds the person it belongs to.
    for (index, part) in parts.iter().enumerate() {
        if let Some(rule) = full_name(text, covers, *part) {
            is_person[index] = true;
            add(text, *part, rule, register);
        }
    }
    for (index, part) in parts.iter().enumerate() {
        if is_person[index] || part.words(text) > 2 {
            continue;
        }
        if formally_titled(text, covers, part.first) && register_surname(text, *part, register) {
            is_person[index] = true;
        }
    }
    is_person
}

/// The rule by which a part of two words or more names a person.
fn full_name(text: &Text<'_>, covers: &Covers, part: Part) -> Option<&'static str> {
    let words = part.words(text);
    if words > 6 || (heads_a_body(text, part.last) && !is_surely_a_person(text, covers, part)) {
        return None;
    }
    if words >= 2 {
        if titled(text, covers, part.first) {
            return Some("title before name");
        }
        let given = text.is(part.first, class::GIVEN_NAME.or(class::HOMOGRAPH))
            || is_initials(text, part.first);
        let ampersand = (part.first..=part.last).any(|t| text.is_mark(t, '&'));
        if given && !ampersand && !text.tokens[part.last].kind.eq(&Kind::Acronym) {
            return Some("given name");
        }
        if has_particle(text, part) && !is_named_after(text, part) && !is_firm(text, part) {
            return Some("particle in name");
        }
        if has_double_surname(text, part) {
            return Some("double surname");
        }
        if words <= 4 && apposed_role(text, covers, part.last).is_some() {
            return Some("role after name");
        }
        if words <= 4 && is_somebody(text, part.last) {
            return Some("who after name");
        }
        if words <= 4 && is_apposed_to_role(text, covers, part) {
            return Some("name after role");
        }
    }
    None
}

/// Whether a name whose last word also heads other names ("Bush", "Hill") is a person's after all:
/// it has a middle initial, or a given name and a formal title or a verb of speech beside it.
fn is_surely_a_person(text: &Text<'_>, covers: &Covers, part: Part) -> bool {
    let place = text.is(part.last, class::PLACE_HEAD)
        && !text.is(part.last, class::ORG_HEAD.or(class::LEGAL_SUFFIX));
    if !place || !text.is(part.first, class::GIVEN_NAME) {
        return false;
    }
    let initial = (part.first + 1..part.last).any(|t| text.tokens[t].kind == Kind::Initial);
    let speaks =
        text.is(part.last + 1, class::SAY) && text.sentence(part.last).contains(&(part.last + 1));
    initial
        || speaks
        || formally_titled(text, covers, part.first)
        || apposed_role(text, covers, part.last).is_some()
}

/// Whether a title or role stands right before the token: "Prime Minister", "Sir", "analyst".
pub(super) fn titled(text: &Text<'_>, covers: &Covers, token: usize) -> bool {
    let start = text.sentence(token).start;
    if token == start {
        return false;
    }
    let before = token - 1;
    match covers.at(before) {
        Cover::Honorific => true,
        Cover::Phrase(_) => covers.role(before).is_some(),
        // "European Commission chief, Ursula Bell": a comma between role and name.
        Cover::None => {
            before > start
                && text.is_mark(before, ',')
                && covers.role(before - 1).is_some()
                && text.tokens[token].kind == Kind::Capital
                && text.is(token, class::GIVEN_NAME)
        }
    }
}

/// Whether an honorific or a capitalised role stands right before: "Mr", "President". A role in
/// lower case also stands before companies: "market leader Velantis".
fn formally_titled(text: &Text<'_>, covers: &Covers, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|b| *b >= text.sentence(token).start) else {
        return false;
    };
    match covers.at(before) {
        Cover::Honorific => true,
        Cover::Phrase(_) => covers.role(before).is_some() && text.tokens[before].is_upper(),
        Cover::None => false,
    }
}

/// The first token of a role in apposition after a name: ", an associate fellow at", ", treasurer
/// of". The role must come before any verb, that is, within a few words and without a comma.
pub(super) fn apposed_role(text: &Text<'_>, covers: &Covers, last: usize) -> Option<usize> {
    let end = text.sentence(last).end;
    let stop = text.is(last, class::NAME_SUFFIX) && text.is_mark(last + 1, '.');
    let comma = last + 1 + usize::from(stop);
    if comma >= end || !(text.is_mark(comma, ',') || text.is_mark(comma, '(')) {
        return None;
    }
    let mut at = comma + 1;
    while at < end && at <= comma + APPOSITION {
        if covers.role(at).is_some() {
            return Some(at);
        }
        let token = &text.tokens[at];
        let stops = matches!(token.kind, Kind::Mark(_) | Kind::Open(_) | Kind::Dash)
            // "the state's water director": a noun behind an article.
            || (text.is(at, class::SAY) && !text.is(at - 1, class::DETERMINER))
            || text.is(at, class::AUXILIARY)
            || matches!(text.str(at), "who" | "which" | "and" | "but");
        if stops {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether what follows is said of people only: ", who heads", ", 43,".
fn is_somebody(text: &Text<'_>, last: usize) -> bool {
    let end = text.sentence(last).end;
    if last + 3 >= end || !text.is_mark(last + 1, ',') {
        return false;
    }
    let age = text.tokens[last + 2].kind == Kind::Number
        && text.str(last + 2).len() == 2
        && text.is_mark(last + 3, ',');
    age || text.str(last + 2) == "who"
}

/// Whether a name is set between commas after a role: "Its finance director, NAME, said".
fn is_apposed_to_role(text: &Text<'_>, covers: &Covers, part: Part) -> bool {
    let start = text.sentence(part.first).start;
    part.first >= start + 2
        && text.is_mark(part.first - 1, ',')
        && (text.is_mark(part.last + 1, ',') || text.is_mark(part.last + 1, '.'))
        && covers.role(part.first - 2).is_some()
        && text.tokens[part.last].kind == Kind::Capital
}

/// "J." or "J.P.".
fn is_initials(text: &Text<'_>, token: usize) -> bool {
    let word = text.str(token);
    text.tokens[token].kind == Kind::Initial
        || (text.tokens[token].kind == Kind::Acronym && word.ends_with('.') && word.len() <= 6)
}

/// A last word of two capitalised halves after a first one: "Sunniva Haugland-Pérez".
fn has_double_surname(text: &Text<'_>, part: Part) -> bool {
    part.last >= part.first + 3
        && text.tokens[part.last].kind == Kind::Capital
        && text.tokens[part.last - 1].kind == Kind::Hyphen
        && text.tokens[part.last - 2].kind == Kind::Capital
        && text.tokens[part.last - 2].spaced
}

/// Whether the word is a particle, but for the capital with which a sentence begins.
fn is_particle(text: &Text<'_>, token: usize) -> bool {
    let lower = text.str(token).to_lowercase();
    let (_, classes) = text.lexicon.vocabulary.look_up(&lower, &mut String::new());
    classes.any(class::PARTICLE)
}

fn has_particle(text: &Text<'_>, part: Part) -> bool {
    (part.first + 1..part.last)
        .any(|t| text.tokens[t].kind == Kind::Lower && text.is(t, class::PARTICLE))
}

/// Whether what bears a particle is named otherwise: "Rio de Janeiro", "Banco de Chile".
fn is_named_after(text: &Text<'_>, part: Part) -> bool {
    let head = (part.first..=part.last).any(|t| heads_a_body(text, t));
    let before = part.first.checked_sub(1).filter(|b| *b >= text.sentence(part.first).start);
    let located = before.is_some_and(|b| matches!(text.str(b), "in" | "at" | "near" | "the"));
    head || located
}

/// Whether a common noun before the name says that it is a firm or body: "the glass manufacturer
/// Verreries du Nord".
fn is_firm(text: &Text<'_>, part: Part) -> bool {
    let before = part.first.checked_sub(1).filter(|b| *b >= text.sentence(part.first).start);
    before.is_some_and(|b| text.match_ending(b, EntryKind::OrgNoun).is_some())
}

/// Whether the word heads the name of an organisation, a place or an event.
pub(super) fn heads_a_body(text: &Text<'_>, token: usize) -> bool {
    text.is(
        token,
        class::ORG_HEAD.or(class::PLACE_HEAD).or(class::EVENT_HEAD).or(class::LEGAL_SUFFIX),
    )
}

/// Registers a full name and the short forms under which the person may be named later.
fn add(text: &Text<'_>, part: Part, rule: &'static str, register: &mut Register) {
    let name = text.slice(part.first, part.last);
    // "De la Cruz said", where the particle has its capital from the sentence only.
    if part.opens && is_particle(text, part.first) {
        let known = register.known_at(text, part.first, &mut String::new());
        if let Some((_, entity, _)) = known.iter().find(|k| k.0 == part.last) {
            register.mention(*entity, part.first, part.last, Form::Name);
            return;
        }
    }
    let entity = match same_surname(text, part, register) {
        Some(entity) => {
            register.rename(entity, name);
            entity
        }
        None => register.entity(name, EntityKind::Person, None, rule),
    };
    if register.get(entity).kind != EntityKind::Person {
        return;
    }
    register.mention(entity, part.first, part.last, Form::Name);
    register.know(name, entity, false);
    for surname in surnames(text, part) {
        register.know(&surname, entity, true);
    }
}

/// A person known so far by the surname only.
fn same_surname(text: &Text<'_>, part: Part, register: &Register) -> Option<EntityIndex> {
    surnames(text, part)
        .iter()
        .find_map(|s| register.find(s).filter(|e| register.get(*e).kind == EntityKind::Person))
}

/// The forms that may stand for the whole name: the last word, with its particles and hyphens, and
/// the last two words ("Ibarra Soto"), never the given name.
fn surnames(text: &Text<'_>, part: Part) -> Vec<String> {
    let mut last = part.last;
    while last > part.first && text.is(last, class::NAME_SUFFIX) {
        last -= 1;
    }
    let starts_word = |t: usize| text.tokens[t].is_word() && text.tokens[t].spaced;
    let mut first = last;
    while first > part.first && !starts_word(first) {
        first -= 1;
    }
    let mut forms = Vec::new();
    let mut push = |from: usize| {
        if from > part.first {
            forms.push(text.slice(from, last).to_owned());
        }
    };
    push(first);
    // Particles belong to it: "von der Leyen", and Dutch and Arabic ones are left out as often.
    let mut with = first;
    while with > part.first + 1
        && (text.is(with - 1, class::PARTICLE) || text.tokens[with - 1].kind == Kind::Hyphen)
    {
        with -= 1;
    }
    if with < first {
        push(with);
    } else if first > part.first + 1 {
        let mut before = first - 1;
        while before > part.first && !starts_word(before) {
            before -= 1;
        }
        let initial = text.tokens[before].kind == Kind::Initial;
        if !initial && !text.is(before, class::GIVEN_NAME) {
            // "Rosa Ibarra Soto" is "Ibarra Soto", and "Ibarra" alone.
            push(before);
            forms.push(text.slice(before, first - 1).to_owned());
        }
    }
    forms
}

/// A surname after a title: of the person known by it, or of somebody named by no more than that.
fn register_surname(text: &Text<'_>, part: Part, register: &mut Register) -> bool {
    let place = text.is(part.last, class::PLACE_HEAD) && !text.is(part.last, class::ORG_HEAD);
    if (heads_a_body(text, part.last) && !place) || text.tokens[part.last].kind == Kind::Acronym {
        return false;
    }
    let mut buffer = String::new();
    let known = register.known_at(text, part.first, &mut buffer);
    if known.iter().any(|(last, ..)| *last == part.last) {
        return true;
    }
    let name = text.slice(part.first, part.last);
    if part.words(text) != 1 || name.chars().count() < 3 {
        return false;
    }
    // "Sir Keir" is called by the given name.
    if let Some(person) = register.person_with_given_name(name) {
        register.mention(person, part.first, part.last, Form::Name);
        return true;
    }
    let entity = register.entity(name, EntityKind::Person, None, "title before surname");
    if register.get(entity).kind != EntityKind::Person {
        return false;
    }
    register.mention(entity, part.first, part.last, Form::Name);
    register.know(name, entity, false);
    true
}
