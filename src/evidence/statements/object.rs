//! What a deed is done to: the undertaking, a meeting, a noun of the declared stances.

use std::ops::Range;

use crate::lexicon::class;
use crate::lexicon::commitments::{Noun, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// What follows a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Object {
    /// The tokens of the clause after the deed.
    pub(super) range: Range<usize>,
    /// What is among them.
    pub(super) has: Objects,
    /// Whether a sum of money is.
    pub(super) money: bool,
    /// Whether it is a number alone: "another five".
    pub(super) elliptic: bool,
    /// Whether a meeting is named before the undertaking: "a call to discuss the pact".
    pub(super) meeting_first: bool,
}

/// How far after a deed its object may stand.
const REACH: usize = 14;

/// Reads what follows token `last` in a passage that ends before `end`.
pub(super) fn after(text: &Text<'_>, last: usize, end: usize) -> Object {
    let start = last + 1;
    let mut has = Objects::ANY;
    let stop = (start..end.min(start + REACH)).find(|t| ends_clause(text, *t, start));
    let mut range = start..stop.unwrap_or(end.min(start + REACH));
    // "pay: $70 million together".
    if range.is_empty() && start + 1 < end && text.is_mark(start, ':') {
        range = start + 1..end.min(start + 4);
    }
    let elliptic = is_elliptic(text, range.clone(), end);
    if elliptic {
        has.0 |= Objects::AXIS.0;
    }
    if is_end(text, start, end) {
        has.0 |= Objects::END.0;
    }
    let mut money = false;
    let mut against = false;
    let mut negative = false;
    let mut meeting_first = false;
    for token in range.clone() {
        // "condemns the campaign against the pact" is not against the pact.
        against |= token > start && text.is_word(token, "against");
        negative |= text.is(token, class::NEGATIVE);
        if text.is(token, class::AXIS) {
            has.0 |= Objects::AXIS.0;
        }
        money |= text.is(token, class::MONEY)
            || matches!(text.tokens[token].kind, Kind::Mark('€' | '$' | '£' | '¥'));
        meeting_first |= has.any(Objects::EVENT) && !has.any(Objects::UNDERTAKING);
        for m in text.matches_at(token) {
            has.0 |= match m.entry.kind {
                EntryKind::Subject if !against => Objects::UNDERTAKING.0,
                EntryKind::Undertaking if !against => {
                    noun(text, m.entry.row as usize, m.first as usize, start)
                }
                _ => 0,
            };
        }
    }
    if money && text.lexicon.commitments.stances.iter().any(|stance| stance.money) {
        has.0 |= Objects::MONEY.0;
    }
    // "opposes it", "come out against it".
    if text.tokens.get(start).is_some() && start < end && matches!(text.str(start), "it" | "them") {
        has.0 |= Objects::UNDERTAKING.0;
    }
    if negative && has.any(Objects::UNDERTAKING) {
        has.0 |= Objects::NEGATIVE.0;
    }
    Object { range, has, money, elliptic, meeting_first }
}

fn noun(text: &Text<'_>, row: usize, at: usize, start: usize) -> u16 {
    // "the Northern Sailors Union" is a body of its own.
    if text.tokens[at].is_upper() && at > start && text.tokens[at - 1].is_upper() {
        return 0;
    }
    match text.lexicon.commitments.nouns[row] {
        Noun::Event => Objects::EVENT.0,
        // "the power station" is not what the Power League is about.
        Noun::Word if goes_on(text, at + 1) => 0,
        Noun::Delegation => Objects::DELEGATION.0,
        // "the campaign against the pact" is another one.
        _ if text.is_word(at + 1, "against") => 0,
        _ if is_definite(text, at, start) => Objects::UNDERTAKING.0,
        _ => 0,
    }
}

/// Whether a token stands in the first sentence of an article's text.
fn is_lead(text: &Text<'_>, token: usize) -> bool {
    let passage = text.passage_of[token] as usize;
    let prose = |p: usize| !text.is_heading(p);
    prose(passage) && !(0..passage).any(prose)
}

/// Whether the word at a token carries on a noun phrase.
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    let ends = class::FUNCTION
        .or(class::TAIL)
        .or(class::PREPOSITION)
        .or(class::SAY)
        .or(class::BE.or(class::HELPER).or(class::AUXILIARY));
    text.tokens.get(at).is_some_and(crate::token::Token::is_word) && !text.is(at, ends)
}

/// Whether a noun is one that the reader knows already: "the pact", "this joint plan", "Bell's plan".
pub(super) fn is_definite(text: &Text<'_>, noun: usize, from: usize) -> bool {
    for before in (from.saturating_sub(1)..noun).rev().take(4) {
        let word = text.str(before);
        if matches!(
            word,
            "the"
                | "The"
                | "this"
                | "This"
                | "that"
                | "its"
                | "their"
                | "such"
                | "his"
                | "her"
                | "your"
        ) {
            return true;
        }
        let kind = text.tokens[before].kind;
        if kind == Kind::Possessive {
            return true;
        }
        if !matches!(kind, Kind::Lower | Kind::Hyphen | Kind::Open(_) | Kind::Capital)
            || matches!(word, "a" | "an" | "of" | "and")
        {
            // The first sentence of a report introduces what the article is about.
            return matches!(word, "a" | "an") && is_lead(text, noun);
        }
    }
    false
}

/// Whether a number stands for what was named before: "four more in April", "half a million.", "any".
fn is_elliptic(text: &Text<'_>, range: Range<usize>, end: usize) -> bool {
    let word = |t: usize| if t < end { text.str(t) } else { "" };
    let mut at = range.start;
    let mut counted = false;
    while at < end {
        let number = text.tokens[at].kind == Kind::Number || text.is(at, class::NUMERAL);
        let more = matches!(word(at), "more" | "another" | "others" | "extra");
        let filler = matches!(
            word(at),
            "a" | "about"
                | "around"
                | "some"
                | "up"
                | "to"
                | "nearly"
                | "almost"
                | "at"
                | "least"
                | "over"
                | "than"
                | "half"
        );
        let pronoun = matches!(word(at), "any" | "none");
        if !(number || more || filler || pronoun) {
            break;
        }
        counted |= number || pronoun || word(at) == "half";
        at += 1;
    }
    let them = word(at) == "of" && matches!(word(at + 1), "them" | "these" | "those" | "which");
    let closed = them || at >= end || !text.tokens[at].is_word() || text.is(at, class::TAIL);
    // "any of them"; a year or an amount of money is no such number.
    let money = at < end && matches!(text.tokens[at].kind, Kind::Mark('%' | '€' | '$' | '£' | '¥'));
    counted && closed && !money && !text.is(range.start, class::PREPOSITION)
}

/// Whether what begins at token `at` is nothing: "no troops", "nothing", "not a penny".
pub(super) fn is_none(text: &Text<'_>, at: usize, end: usize) -> bool {
    if at >= end || at + 1 >= end {
        return at < end && text.is(at, class::NONE);
    }
    let next = text.str(at + 1);
    // "no fewer than ten" and "no later than May" deny nothing.
    let compared =
        matches!(next, "less" | "fewer" | "more" | "later" | "longer" | "doubt" | "matter");
    (text.is(at, class::NONE) && !compared)
        || (text.is_word(at, "not") && matches!(next, "a" | "one" | "any" | "even" | "much"))
}

fn ends_clause(text: &Text<'_>, token: usize, start: usize) -> bool {
    match text.tokens[token].kind {
        Kind::Mark(';' | '.' | '?' | '!' | ':') => true,
        Kind::Mark(',') | Kind::Dash => token >= start,
        Kind::Lower => matches!(
            text.str(token),
            "that"
                | "without"
                | "rather"
                | "instead"
                | "but"
                | "although"
                | "though"
                | "while"
                | "because"
                | "unless"
                | "which"
                | "who"
                | "despite"
                | "whereas"
        ),
        _ => false,
    }
}

/// Whether the clause ends right after a deed, or goes on with a time or condition.
fn is_end(text: &Text<'_>, at: usize, end: usize) -> bool {
    if at >= end {
        return true;
    }
    // "a week before the launch", "two days later".
    let counts = matches!(text.str(at), "a" | "an") || text.is(at, class::NUMERAL);
    let unit = |t: usize| {
        let word = text.str(t);
        matches!(word.trim_end_matches('s'), "week" | "month" | "day" | "year" | "hour" | "minute")
    };
    if counts && at + 2 < end && unit(at + 1) && text.is(at + 2, class::TAIL) {
        return true;
    }
    match text.tokens[at].kind {
        Kind::Lower => text.is(at, class::TAIL),
        Kind::Capital
        | Kind::Acronym
        | Kind::Number
        | Kind::Initial
        | Kind::Open(_)
        | Kind::Hyphen
        | Kind::Possessive
        | Kind::Mark('€' | '$' | '£' | '¥') => false,
        _ => true,
    }
}
