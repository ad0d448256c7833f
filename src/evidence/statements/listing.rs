//! Lists of countries, organisations and people who speak for them: "France, the Dutch carmaker X
//! and German Chancellor Y".

use crate::evidence::entities::{Entities, Form, Named};
use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// How many words a relative clause within a list may have.
const RELATIVE: usize = 14;

/// Somebody of whom something is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who: the body, or a person whose body the article does not name.
    pub entity: EntityIndex,
    /// First token of the item.
    pub first: usize,
    /// Last token of the item.
    pub last: usize,
}

/// The body for which a mention stands.
pub(super) fn body(entities: &Entities, named: &Named) -> EntityIndex {
    if entities.is_person(named.entity) {
        entities.body_of(named.entity).unwrap_or(named.entity)
    } else {
        named.entity
    }
}

/// Whether a mention is an adjective that names nobody by itself: "Dutch", but not "the Egyptians".
pub(super) fn is_adjective(text: &Text<'_>, named: &Named) -> bool {
    let word = text.str(named.last as usize);
    named.form == Form::Adjective && (!word.ends_with('s') || word.ends_with("ss"))
}

/// The items of a list that begins at token `at`, before token `end`.
pub(super) fn rightward(
    text: &Text<'_>,
    entities: &Entities,
    at: usize,
    end: usize,
) -> Vec<Holder> {
    let mut holders = Vec::new();
    let mut next = at;
    while let Some((holder, after)) = item(text, entities, next, end) {
        holders.extend(holder);
        match joint(text, after, end) {
            // "Panama, which has no army, Peru and Chile".
            Some(following) if matches!(text.str(following), "which" | "whose" | "who") => {
                let close = (following..end.min(following + RELATIVE))
                    .find(|t| text.is_mark(*t, ','))
                    .filter(|close| close + 2 < end && is_named(text, close + 1))
                    .filter(|close| item(text, entities, close + 1, end).is_some());
                match close {
                    Some(close) => next = close + 1,
                    None => break,
                }
            }
            Some(following) => next = following,
            None => break,
        }
    }
    holders
}

/// The item that begins at `at`, and the token after it. An item that names nobody listed, such as
/// "other countries", has no holder.
fn item(
    text: &Text<'_>,
    entities: &Entities,
    at: usize,
    end: usize,
) -> Option<(Option<Holder>, usize)> {
    let mut token = at;
    let limit = (at + 10).min(end);
    while token < limit {
        if let Some(named) = entities.covering(token).filter(|n| n.first as usize == token) {
            // "the Munich-based bank NAME": where it sits says which bank.
            let hyphen = named.last as usize + 1;
            if hyphen + 2 < end
                && text.tokens[hyphen].kind == Kind::Hyphen
                && text.is(hyphen + 1, class::HYPHEN_PARTICIPLE)
            {
                token = hyphen + 2;
                continue;
            }
            return Some(finish(text, entities, named, at, end));
        }
        let token_kind = text.tokens[token].kind;
        let goes_on = match token_kind {
            Kind::Lower => {
                !text.is(token, class::BE.or(class::HELPER)) && !is_break(text.str(token))
            }
            Kind::Capital
            | Kind::Acronym
            | Kind::Initial
            | Kind::Hyphen
            | Kind::Number
            | Kind::Possessive => true,
            _ => false,
        };
        if !goes_on {
            break;
        }
        token += 1;
    }
    // A name that nothing explains is an item all the same.
    let name = |t: usize| text.tokens[t].is_upper() || text.tokens[t].kind == Kind::Hyphen;
    let unknown = token > at && (at..token).all(name) && joint(text, token, end).is_some();
    if unknown {
        return Some((None, token));
    }
    let other =
        matches!(text.str(at.min(end.saturating_sub(1))), "other" | "others" | "several" | "more");
    (other && token > at).then_some((None, token))
}

/// Whether a name, with or without an article, begins at a token: no noun that has a verb of its own.
fn is_named(text: &Text<'_>, at: usize) -> bool {
    let article = matches!(text.str(at), "the" | "and");
    text.tokens[at + usize::from(article)].is_upper()
}

/// Words that no noun phrase contains.
pub(super) fn is_break(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "which"
            | "who"
            | "whose"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "with"
            | "after"
            | "before"
            | "when"
            | "while"
            | "if"
            | "will"
            | "would"
            | "could"
            | "and"
            | "or"
            | "but"
    )
}

/// Walks over the title and the name of a person, so that "German Chancellor Olaf Scholz" is one
/// item, and over an acronym in brackets.
fn finish(
    text: &Text<'_>,
    entities: &Entities,
    named: &Named,
    first: usize,
    end: usize,
) -> (Option<Holder>, usize) {
    let mut entity = body(entities, named);
    let mut last = named.last as usize;
    let owned = last + 1 < end && text.tokens[last + 1].kind == Kind::Possessive;
    let adjective = is_adjective(text, named);
    if adjective || owned || !entities.is_person(named.entity) {
        // "NATO's Secretary General", "Dutch Prime Minister NAME", "the Dutch carmaker NAME".
        let mut at = last + 1 + usize::from(owned);
        let mut person = None;
        let limit = (at + 8).min(end);
        while at < limit {
            if let Some(next) = entities.covering(at).filter(|n| n.first as usize == at) {
                person = Some(*next);
                break;
            }
            let titled = text.match_at(at, EntryKind::Role).is_some()
                || (adjective
                    && text.tokens[at].kind == Kind::Lower
                    && !is_break(text.str(at))
                    && !is_verbal(text, at))
                || (text.tokens[at].is_upper() && !text.is(at, class::NOT_NAME))
                || matches!(text.tokens[at].kind, Kind::Hyphen);
            if !titled {
                break;
            }
            at = text.match_at(at, EntryKind::Role).map_or(at + 1, |m| m.last as usize + 1);
        }
        match person {
            Some(next) if entities.is_person(next.entity) => {
                last = next.last as usize;
                entity = entities.body_of(next.entity).unwrap_or(entity);
            }
            Some(next) if (adjective || owned) && next.form == Form::Name => {
                last = next.last as usize;
                entity = body(entities, &next);
            }
            _ if adjective || owned => {
                // "the Dutch government" speaks for its country, "the Dutch foundry" does not.
                let after = last + 1 + usize::from(owned);
                last = at.saturating_sub(1).max(last);
                let speaks = (after..=last).any(|t| {
                    text.is(t, class::SPOKESPEOPLE) || text.match_at(t, EntryKind::Role).is_some()
                });
                if adjective && !speaks {
                    return (None, last + 1);
                }
            }
            _ => {}
        }
    }
    let holder = Holder { entity, first, last };
    let mut after = after_suffix(text, last + 1, end);
    // "Brandt & Sohn of Leipzig": where it sits.
    if after + 1 < end
        && matches!(text.str(after), "of" | "in")
        && let Some(place) = entities.covering(after + 1).filter(|n| n.first as usize == after + 1)
        && entities.get(place.entity).kind == EntityKind::Place
    {
        after = place.last as usize + 1;
    }
    if after + 1 < end && text.is_mark(after, '(') {
        let close = (after..end.min(after + 12)).find(|t| text.is_mark(*t, ')'));
        after = close.map_or(after, |close| close + 1);
    }
    (Some(holder), after)
}

/// The last token of a name whose legal form ("plc", "Inc.") ends with token `at`.
pub(super) fn before_suffix(text: &Text<'_>, entities: &Entities, at: usize, from: usize) -> usize {
    let mut last = at;
    if text.is_mark(last, '.') && last > from && text.is(last - 1, class::LEGAL_SUFFIX) {
        last -= 1;
    }
    let named = |t: usize| entities.covering(t).is_some_and(|n| n.last as usize == t);
    while last > from && !named(last) && text.is(last, class::LEGAL_SUFFIX) {
        last -= 1;
    }
    last
}

/// The token after a name's legal form that may stand at token `at`.
pub(super) fn after_suffix(text: &Text<'_>, mut at: usize, end: usize) -> usize {
    while at < end && is_suffix(text, at) {
        at += 1;
    }
    at
}

/// Whether a legal form, or the full stop of one, stands at a token.
fn is_suffix(text: &Text<'_>, at: usize) -> bool {
    text.is(at, class::LEGAL_SUFFIX)
        || (text.is_mark(at, '.') && text.is(at - 1, class::LEGAL_SUFFIX))
}

fn is_verbal(text: &Text<'_>, at: usize) -> bool {
    text.is(at, class::SAY.or(class::THINK).or(class::BE).or(class::HELPER))
}

/// The token after what joins two items.
fn joint(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    if at >= end {
        return None;
    }
    let comma = text.is_mark(at, ',') || text.is_mark(at, ';');
    let mut next = at + usize::from(comma);
    let word = |t: usize| if t < end { text.str(t) } else { "" };
    // "and, since February, NAME".
    if matches!(word(next), "and" | "or") && next + 1 < end && text.is_mark(next + 1, ',') {
        let close = (next + 2..end.min(next + 9)).find(|t| text.is_mark(*t, ','))?;
        return Some(close + 1).filter(|next| *next < end);
    }
    match word(next) {
        "and" | "or" | "plus" | "nor" | "alongside" | "&" | "including" => {
            next += 1 + usize::from(word(next + 1) == "by");
        }
        // "by" as in "joined by A, by B and C".
        "with" | "by" if comma => next += 1,
        "as" if word(next + 1) == "well" && word(next + 2) == "as" => next += 3,
        "along" | "together" if word(next + 1) == "with" => next += 2,
        _ => {}
    }
    (next > at && next < end).then_some(next)
}
