//! For whom somebody speaks, where it does not stand right beside the role: in the phrases after
//! it, in a pronoun, in a relative clause, in what the person says of a country.

use crate::lexicon::commitments::Noun;
use crate::lexicon::vocabulary::EntryKind;
use crate::lexicon::{RoleKind, class};
use crate::text::{Kind, Text};

use super::{Entities, EntityIndex, EntityKind, Form, Named, roles};

/// The body after a role that ends at `role_last`: of the prepositional phrases that follow, the
/// first one that consists of a body alone. "in the Russia and Eurasia programme at Chatham House"
/// gives the last. Also the last token that belongs to it.
pub(super) fn after_role(
    text: &Text<'_>,
    entities: &Entities,
    role_last: usize,
    end: usize,
) -> (Option<EntityIndex>, usize) {
    for at in role_last + 1..end.saturating_sub(1).min(role_last + 16) {
        let mark = matches!(
            text.tokens[at].kind,
            Kind::Mark(_) | Kind::Dash | Kind::Open(_) | Kind::Close(_)
        );
        if mark || text.is(at, class::SAY) {
            break;
        }
        // "the brigadier who runs the Wing".
        if text.is(at, class::OCCUPATION)
            && text.is_word(at - 1, "who")
            && let Some(found) = body_alone(text, entities, at + 1, end)
        {
            return (Some(found.entity), found.last as usize);
        }
        if matches!(text.str(at), "of" | "at" | "for" | "with" | "in" | "to" | "from")
            && let Some(found) = body_alone(text, entities, at + 1, end)
        {
            return (Some(found.entity), found.last as usize);
        }
    }
    (None, role_last)
}

/// The body that makes up a whole noun phrase: "the Harbour Alliance", not "the Norsund office".
pub(super) fn body_alone<'a>(
    text: &Text<'_>,
    entities: &'a Entities,
    from: usize,
    end: usize,
) -> Option<&'a Named> {
    let noun = (from..end.min(from + 2)).find(|t| !matches!(text.str(*t), "the" | "a"))?;
    // "of the passenger group Rail Friends": the noun says what the name is of.
    let describing = (noun..end.min(noun + 4)).take_while(|t| text.tokens[*t].kind == Kind::Lower);
    let noun = describing
        .filter(|t| *t > from && is_group_noun(text, *t))
        .last()
        .map_or(noun, |last| last + 1);
    if noun >= end {
        return None;
    }
    // "the Lisbon-based Institute": what is based there is meant.
    let noun = if noun + 2 < end && text.tokens[noun + 1].kind == Kind::Hyphen {
        entities.covering(noun + 3).map_or(noun, |_| noun + 3)
    } else {
        noun
    };
    let starts = |t: usize| entities.covering(t).filter(|n| n.first as usize == t);
    let mut found = starts(noun)?;
    // "of the Norse National Space Agency": the adjective belongs to what follows.
    if found.form == Form::Adjective
        && let Some(whole) = starts(found.last as usize + 1)
    {
        found = whole;
    }
    let next = found.last as usize + 1;
    // "a spokeswoman for China's foreign ministry" speaks for China.
    let owns = next + 1 < end
        && text.tokens[next].kind == Kind::Possessive
        && text.tokens[next + 1].kind == Kind::Lower;
    if owns && entities.is_body(found.entity) {
        return Some(found);
    }
    // "of the Reed Growers' Forum fears that": a name of several words is followed by its verb.
    let verb = next < end
        && found.last > found.first
        && text.tokens[next].kind == Kind::Lower
        && (text.str(next).ends_with("ed") || text.str(next).ends_with('s'));
    let goes_on = next < end
        && !verb
        && matches!(text.tokens[next].kind, Kind::Lower | Kind::Capital | Kind::Possessive)
        && !text.is(next, class::SAY.or(class::NOT_NAME))
        && !text.is(next, class::TIME_STRONG.or(class::AUXILIARY));
    let coordinated = next + 1 < end && text.str(next) == "and" && text.tokens[next + 1].is_upper();
    let body = entities.is_body(found.entity) && found.form != Form::Adjective;
    (body && !goes_on && !coordinated).then_some(found)
}

fn is_group_noun(text: &Text<'_>, at: usize) -> bool {
    let group = text
        .match_at(at, EntryKind::Undertaking)
        .is_some_and(|m| text.lexicon.commitments.nouns[m.entry.row as usize] == Noun::Group);
    group || text.match_ending(at, EntryKind::OrgNoun).is_some()
}

/// The body of a role that names none: "Hungary, whose Prime Minister NAME", "the US, under
/// President NAME", "his envoy NAME", "its founder, NAME", "Oceans Minister NAME said Norsund would".
/// `first..=last` are the tokens of the role.
pub(super) fn elsewhere(
    text: &Text<'_>,
    entities: &Entities,
    named: &Named,
    first: usize,
    last: usize,
) -> Option<EntityIndex> {
    let sentence = text.sentence(first);
    // "the country's space minister": plain nouns may stand between.
    let nouns =
        (sentence.start..first).rev().take_while(|t| roles::is_plain_noun(text, *t)).count();
    let before = first.checked_sub(1 + nouns).filter(|b| *b >= sentence.start);
    let determiner = before.map_or("", |b| text.str(b));
    match determiner {
        "whose" | "under" => {
            let mut at = before?.checked_sub(1).filter(|b| *b >= sentence.start)?;
            if text.is_mark(at, ',') {
                at = at.checked_sub(1).filter(|b| *b >= sentence.start)?;
            }
            let found = entities.covering(at).filter(|n| n.form != Form::Adjective)?;
            entities.is_body(found.entity).then_some(found.entity)
        }
        "his" | "her" | "His" | "Her" => {
            let people = entities.within(sentence.start..before?);
            let mut owners = people.iter().filter(|n| entities.is_person(n.entity));
            let owner = owners.next()?;
            // With two people before it, the pronoun may mean either.
            owners.all(|n| n.entity == owner.entity).then(|| entities.body_of(owner.entity))?
        }
        "'s" | "’s" if is_generic_owner(text, before?, sentence.start) => {
            antecedent(text, entities, before?, false)
        }
        "its" | "Its" => {
            let executive = text.match_ending(last, EntryKind::Role).is_some_and(|m| {
                text.lexicon.tables.roles[m.entry.row as usize].1 == RoleKind::Executive
            });
            antecedent(text, entities, before?, executive)
        }
        "the" if text.is(first, class::ROLE_MODIFIER) => {
            only_country(entities, sentence.start..first)
                .or_else(|| spoken_for(text, entities, named, last))
        }
        _ => spoken_for(text, entities, named, last)
            .or_else(|| spoken_of(text, entities, named, last)),
    }
}

/// Whether a common noun owns what follows: "the country's", "the company's".
fn is_generic_owner(text: &Text<'_>, possessive: usize, start: usize) -> bool {
    let Some(noun) = possessive.checked_sub(1).filter(|n| *n > start) else { return false };
    let common = matches!(text.str(noun), "country" | "state" | "city" | "province" | "tribe")
        || text.match_ending(noun, EntryKind::OrgNoun).is_some_and(|m| m.first as usize == noun);
    common && text.is_word(noun - 1, "the")
}

/// The only country that tokens `range` name: the one whose "new chancellor" is spoken of.
fn only_country(entities: &Entities, range: std::ops::Range<usize>) -> Option<EntityIndex> {
    let country = |n: &&Named| entities.get(n.entity).kind == EntityKind::Country;
    let mut named = entities.within(range).iter().filter(country);
    let first = named.next()?.entity;
    named.all(|n| n.entity == first).then_some(first)
}

/// What "its" means: the only body, else the first one, before it in the sentence; else what the
/// sentence before ends with, else what it begins with.
/// An executive is never a country's.
fn antecedent(
    text: &Text<'_>,
    entities: &Entities,
    at: usize,
    executive: bool,
) -> Option<EntityIndex> {
    let sentence = text.sentence(at);
    let body = |n: &&Named| {
        let kind = entities.get(n.entity).kind;
        let fits = entities.is_body(n.entity) && !(executive && kind == EntityKind::Country);
        fits && n.form == Form::Name
    };
    // Inside a quotation, the sentence is somebody else's; look at what stands before the quotation.
    let breaks =
        |t: &usize| matches!(text.str(*t), "but" | "while" | "whereas") || text.is_mark(*t, ';');
    let clause = (sentence.start..at)
        .rev()
        .filter(breaks)
        .find(|t| entities.within(*t + 1..(*t + 3).min(at)).iter().any(|n| body(&n)));
    let from = clause.map_or(sentence.start, |t| t + 1);
    if let Some(found) = entities.within(from..at).iter().find(body) {
        return Some(found.entity);
    }
    let passage = text.passage_of[at] as usize;
    let mut before = passage;
    while let Some(previous) = before.checked_sub(1) {
        if passage - previous > 2 || text.is_heading(previous) {
            return None;
        }
        let range = text.tokens_of(previous);
        let found: Vec<&Named> = entities.within(range.clone()).iter().filter(body).collect();
        if let (Some(first), Some(last)) = (found.first(), found.last()) {
            let closing = last.last as usize + 2 >= range.end;
            return Some(if closing { last.entity } else { first.entity });
        }
        before = previous;
    }
    None
}

/// The country of an office-holder, or the company of an executive, who is introduced without
/// one: that with which the sentence before begins. "Norsund stayed away. Its absence was noted.
/// Information Minister NAME wrote".
fn spoken_of(
    text: &Text<'_>,
    entities: &Entities,
    named: &Named,
    role_last: usize,
) -> Option<EntityIndex> {
    let role = text.match_ending(role_last, EntryKind::Role)?;
    let kind = match text.lexicon.tables.roles[role.entry.row as usize].1 {
        RoleKind::Office => EntityKind::Country,
        RoleKind::Executive => EntityKind::Company,
        _ => return None,
    };
    let introduced = entities.named.iter().find(|n| n.entity == named.entity) == Some(named);
    if !introduced {
        return None;
    }
    let passage = text.passage_of[named.first as usize] as usize;
    for previous in (passage.saturating_sub(3)..=passage).rev() {
        if text.is_heading(previous) {
            return None;
        }
        // A list item is one passage, and may hold several sentences.
        let mut range = text.tokens_of(previous);
        if previous == passage {
            range.end = named.first as usize;
        }
        let mut inside = entities.within(range.clone()).iter();
        let Some(first) = inside.next() else { continue };
        // What stands in the quotation is what the person says, not who the person is.
        let quoted = previous == passage && matches!(text.tokens[range.start].kind, Kind::Open(_));
        if quoted {
            continue;
        }
        // "Japan's biggest carrier": the sentence is about the carrier.
        let owner = text.tokens.get(first.last as usize + 1);
        let about = owner.is_none_or(|t| t.kind != Kind::Possessive);
        let begins = about && (first.first as usize) < range.start + 5;
        // "Idaho walked out. Attorney General NAME": a state has offices too.
        let state = |n: &Named| {
            kind == EntityKind::Country
                && entities.get(n.entity).kind == EntityKind::Place
                && entities.is_body(n.entity)
        };
        let fits = entities.get(first.entity).kind == kind || state(first);
        let another = inside
            .any(|n| n.entity != first.entity && (entities.get(n.entity).kind == kind || state(n)));
        return (begins && fits && !another).then_some(first.entity);
    }
    None
}

/// The country for which an office-holder speaks: the subject of what the person says, right after
/// the verb ("NAME said South Korea would host") or before it ("The UK would pay, said NAME").
fn spoken_for(
    text: &Text<'_>,
    entities: &Entities,
    named: &Named,
    role_last: usize,
) -> Option<EntityIndex> {
    let sentence = text.sentence(role_last);
    let (first, last) = (named.first as usize, named.last as usize);
    let country = |t: usize| {
        let open = usize::from(matches!(text.tokens[t].kind, Kind::Open(_)));
        let at = t + open + usize::from(text.is_word(t + open, "the"));
        entities
            .covering(at)
            .filter(|n| n.first as usize == at && n.form != Form::Adjective)
            .filter(|n| {
                let kind = entities.get(n.entity).kind;
                matches!(kind, EntityKind::Country | EntityKind::Place)
            })
    };
    let verb = (last + 1..sentence.end.min(last + 3)).find(|t| text.is(*t, class::SAY));
    if let Some(verb) = verb {
        let that = (verb + 1..sentence.end.min(verb + 6)).find(|t| text.str(*t) == "that");
        let from = that.unwrap_or(verb) + 1;
        let found = Some(from).filter(|f| *f < sentence.end).and_then(country);
        let clause = found.filter(|n| {
            let next = n.last as usize + 1;
            next < sentence.end && text.tokens[next].kind == Kind::Lower
        });
        if let Some(found) = clause {
            return Some(found.entity);
        }
    }
    // "Norsund will pay its share, the minister, NAME, told", "..., said NAME, the minister".
    let comma = (sentence.start + 3..first).rev().take(6).find(|t| text.is_mark(*t, ','))?;
    let reported = verb.is_some()
        || text.is_mark(last + 1, ',')
        || text.is(comma + 1, class::SAY)
        || matches!(text.tokens[comma + 1].kind, Kind::Close(_));
    reported.then(|| country(sentence.start)).flatten().map(|n| n.entity)
}
