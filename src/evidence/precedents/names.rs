//! What in a sentence may be the name of an earlier instance.

use std::ops::Range;

use crate::evidence::EntityKind;
use crate::evidence::entities::{Entities, Form, Named};
use crate::lexicon::class;
use crate::lexicon::commitments::Noun;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// A name: tokens `first..=last`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is called.
    pub(super) words: String,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether the name tells by itself that it is of something that people found or join.
    pub(super) headed: bool,
    /// Whether it opens the sentence as a single word, which may be a plain one.
    pub(super) opens: bool,
}

/// All names of a sentence that are of no person, place or country, nor of the subject.
pub(super) fn find(text: &Text<'_>, entities: &Entities, range: &Range<usize>) -> Vec<Name> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let (name, last) = name_at(text, entities, range, at);
        out.extend(name);
        at = last + 1;
    }
    out
}

/// The name that begins at a token, and the last token that was looked at.
fn name_at(
    text: &Text<'_>,
    entities: &Entities,
    range: &Range<usize>,
    at: usize,
) -> (Option<Name>, usize) {
    if let Some(m) = text.match_at(at, EntryKind::Subject) {
        return (None, m.last as usize);
    }
    let named = entities.covering(at).filter(|n| n.first as usize == at);
    if let Some(n) = named {
        if entities.is_person(n.entity) {
            return (None, n.last as usize);
        }
        // "the SADC Seed Protocol": the body is a part of the name.
        let next = n.last as usize + 1;
        let goes_on = next < range.end
            && text.tokens[next].kind == Kind::Capital
            && entities.covering(next).is_none_or(|n| entities.get(n.entity).kind.is_body())
            && !text.is(next, class::MONTH.or(class::WEEKDAY));
        if !goes_on && let Some(name) = of_body(text, entities, n) {
            let name = with_rest(text, range, name);
            let last = name.last;
            return (Some(name), last);
        }
    }
    let starts = text.tokens[at].is_upper()
        && text.tokens[at].kind != Kind::Initial
        && !text.is(at, class::MONTH.or(class::WEEKDAY).or(class::HONORIFIC))
        && (at > range.start || named.is_some() || !text.is(at, class::NOT_NAME))
        && (named.is_some() || text.str(at).chars().count() > 2);
    if !starts {
        let name = common_noun(text, entities, range, at);
        let last = name.as_ref().map_or(at, |name| name.last);
        return (name, last);
    }
    capitalised(text, entities, range, at)
}

/// A body's name with what belongs to it: "the Commission for the Protection of the Rhine".
fn with_rest(text: &Text<'_>, range: &Range<usize>, mut name: Name) -> Name {
    let next = name.last + 1;
    if next < range.end && ["of", "for"].iter().any(|w| text.str(next) == *w) {
        let last = complement(text, name.last, range.end);
        if last > name.last {
            text.slice(name.first, last).clone_into(&mut name.words);
            name.last = last;
        }
    }
    name
}

/// A body that the article names: an organisation, an alliance, a company.
fn of_body(text: &Text<'_>, entities: &Entities, n: &Named) -> Option<Name> {
    let entity = entities.get(n.entity);
    let (first, last) = (n.first as usize, n.last as usize);
    let body = matches!(
        entity.kind,
        EntityKind::Organisation | EntityKind::Alliance | EntityKind::Agency | EntityKind::Company
    );
    // "Convention" alone: the name goes on, and is read as it stands.
    let bare = first == last && text.match_at(first, EntryKind::Undertaking).is_some();
    if !body || bare || n.form != Form::Name {
        return None;
    }
    let acronym = entity.aliases.iter().find(|a| a.chars().all(char::is_uppercase));
    let name = acronym.map_or(entity.name.as_str(), String::as_str).to_owned();
    Some(Name {
        words: name,
        first,
        last,
        headed: entity.kind != EntityKind::Company,
        opens: false,
    })
}

/// Capitalised words that stand together, with what belongs to them.
fn capitalised(
    text: &Text<'_>,
    entities: &Entities,
    range: &Range<usize>,
    at: usize,
) -> (Option<Name>, usize) {
    let mut last = at;
    while last + 1 < range.end {
        let next = last + 1;
        let calendar = text.is(next, class::MONTH.or(class::WEEKDAY));
        let person = entities.covering(next).is_some_and(|n| entities.is_person(n.entity));
        let over = next + 1;
        let part = text.tokens[next].kind == Kind::Hyphen
            && over < range.end
            && (text.tokens[over].is_upper() || text.tokens[over].kind == Kind::Lower);
        let particle = text.is(next, class::PARTICLE)
            && over < range.end
            && text.tokens[over].kind == Kind::Capital;
        if text.tokens[next].is_upper() && !calendar && !person {
            last = next;
        } else if part || particle {
            last = over;
        } else {
            break;
        }
    }
    // "Franco-Spanish squadron", "Gulf railway": the noun behind is the head.
    if let Some(name) = common_noun(text, entities, range, at).filter(|n| n.last > last) {
        let last = name.last;
        return (Some(name), last);
    }
    let whole = entities
        .covering(at)
        .filter(|n| n.first as usize == at && n.last as usize >= last && is_place(entities, n));
    if whole.is_some() {
        return (None, last);
    }
    // "the Adriatic Skies programme": the noun says what it is of, and is no part of the name.
    let next = last + 1;
    let plain = next < range.end && last > at && undertaking(text, next);
    if plain {
        let name = text.slice(at, last).to_owned();
        return (
            Some(Name { words: name, first: at, last: next, headed: true, opens: false }),
            next,
        );
    }
    let head = last;
    let last = with_complement(text, head, range.end);
    let war = text.is_word(head, "war") && head > at;
    let headed = undertaking(text, head) || text.is(head, class::ORG_HEAD.or(class::EVENT_HEAD));
    let mut name = text.slice(at, last).to_owned();
    if war {
        name.push_str(group_noun(text, range));
    }
    // "in Boise": where, not what.
    let place = at > range.start
        && at == last
        && ["in", "at", "near"].iter().any(|w| text.is_word(at - 1, w));
    if place {
        return (None, last);
    }
    // "eight Himalayan states": an adjective of a noun, not a name.
    let next = last + 1;
    let adjective = at == last
        && text.tokens[at].kind == Kind::Capital
        && at > range.start
        && text.tokens[at - 1].kind == Kind::Lower
        && next < range.end
        && text.tokens[next].kind == Kind::Lower
        && text.str(next).ends_with('s')
        && text.match_at(next, EntryKind::FoundingVerb).is_none();
    if adjective {
        return (None, last);
    }
    let opens = at == range.start && at == last && text.tokens[at].kind != Kind::Acronym;
    let headed = (headed && last > at) || war;
    (Some(Name { words: name, first: at, last, headed, opens }), last)
}

/// Whether a noun for an undertaking, not for its meetings, stands at a token.
fn undertaking(text: &Text<'_>, at: usize) -> bool {
    text.match_at(at, EntryKind::Undertaking).is_some_and(|m| {
        let noun = text.lexicon.commitments.nouns[m.entry.row as usize];
        !matches!(noun, Noun::Event | Noun::Delegation)
    })
}

fn is_place(entities: &Entities, n: &Named) -> bool {
    matches!(entities.get(n.entity).kind, EntityKind::Place | EntityKind::Country)
        || n.form != Form::Name
}

/// "the joint Arab force that", "a common plasma reserve formed": a noun phrase without a name of
/// its own, which a verb of coming into being must follow.
fn common_noun(
    text: &Text<'_>,
    entities: &Entities,
    range: &Range<usize>,
    at: usize,
) -> Option<Name> {
    let article = at.checked_sub(1).filter(|a| *a >= range.start)?;
    if !["a", "an", "the"].iter().any(|w| text.is_word(article, w)) {
        return None;
    }
    let mut last = at;
    let mut capital = false;
    while last + 1 < range.end.min(at + 7) {
        if founded_after(text, last + 1, range.end) {
            let telling = capital && text.tokens[last].kind == Kind::Lower && last > at;
            let name = text.slice(at, last).to_owned();
            return telling.then_some(Name {
                words: name,
                first: at,
                last,
                headed: false,
                opens: false,
            });
        }
        let person = entities.covering(last).is_some_and(|n| entities.is_person(n.entity));
        let word = text.tokens[last].is_word() || text.tokens[last].kind == Kind::Hyphen;
        if !word || person || text.is(last, class::FUNCTION.or(class::AUXILIARY)) {
            return None;
        }
        capital |= text.tokens[last].is_upper();
        last += 1;
    }
    None
}

/// Whether "formed", ", agreed" or "that was proclaimed" stands at a token.
fn founded_after(text: &Text<'_>, at: usize, end: usize) -> bool {
    let mut at = at;
    while at < end
        && (text.is_mark(at, ',')
            || ["that", "which"].iter().any(|w| text.is_word(at, w))
            || text.is(at, class::AUXILIARY))
    {
        at += 1;
    }
    at < end && text.match_at(at, EntryKind::FoundingVerb).is_some()
}

/// "Convention for the Protection of ...": the last token of a name with what belongs to it.
fn with_complement(text: &Text<'_>, head: usize, end: usize) -> usize {
    if text.match_at(head, EntryKind::Undertaking).is_none() {
        return head;
    }
    complement(text, head, end)
}

fn complement(text: &Text<'_>, head: usize, end: usize) -> usize {
    let mut last = head;
    for at in head + 1..end.min(head + 14) {
        if text.tokens[at].is_upper() && !text.is(at, class::MONTH) {
            last = at;
        } else {
            let joins = ["for", "of", "the", "on"].iter().any(|w| text.str(at) == *w);
            // "Convention for the Protection of Seals and Whales", not "the Accord and the Pact".
            let and = last > head && text.str(at) == "and";
            if !(joins || and) {
                break;
            }
        }
    }
    last
}

/// What to call those who acted together in a war.
fn group_noun(text: &Text<'_>, range: &Range<usize>) -> &'static str {
    let alliance = range.clone().any(|t| text.is_word(t, "alliance"));
    if alliance { " alliance" } else { " coalition" }
}
