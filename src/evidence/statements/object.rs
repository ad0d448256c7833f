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
}

/// How far after a deed its object may stand.
const REACH: usize = 14;

/// Reads what follows token `last` in a passage that ends before `end`.
pub(super) fn after(text: &Text<'_>, last: usize, end: usize) -> Object {
    let start = last + 1;
    let stop = (start..end.min(start + REACH)).find(|t| ends_clause(text, *t, start));
    let range = start..stop.unwrap_or(end.min(start + REACH));
    let mut has = Objects::ANY;
    if is_end(text, start, end) {
        has.0 |= Objects::END.0;
    }
    let mut money = false;
    for token in range.clone() {
        if text.is(token, class::AXIS) {
            has.0 |= Objects::AXIS.0;
        }
        money |= text.is(token, class::MONEY)
            || matches!(text.tokens[token].kind, Kind::Mark('€' | '$' | '£' | '¥'));
        for m in text.matches_at(token) {
            has.0 |= match m.entry.kind {
                EntryKind::Subject => Objects::UNDERTAKING.0,
                EntryKind::Undertaking => noun(text, m.entry.row as usize, m.first as usize, start),
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
    Object { range, has, money }
}

fn noun(text: &Text<'_>, row: usize, at: usize, start: usize) -> u8 {
    // "the Northern Sailors Union" is a body of its own.
    if text.tokens[at].is_upper() && at > start && text.tokens[at - 1].is_upper() {
        return 0;
    }
    match text.lexicon.commitments.nouns[row] {
        Noun::Event => Objects::EVENT.0,
        Noun::Delegation => Objects::DELEGATION.0,
        _ if is_definite(text, at, start) => Objects::UNDERTAKING.0,
        _ => 0,
    }
}

/// Whether a noun is one that the reader knows already: "the pact", "this joint plan", "Bell's plan".
pub(super) fn is_definite(text: &Text<'_>, noun: usize, from: usize) -> bool {
    for before in (from.saturating_sub(1)..noun).rev().take(4) {
        let word = text.str(before);
        if matches!(
            word,
            "the" | "The" | "this" | "This" | "that" | "its" | "their" | "such" | "his" | "her"
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
            return false;
        }
    }
    false
}

fn ends_clause(text: &Text<'_>, token: usize, start: usize) -> bool {
    match text.tokens[token].kind {
        Kind::Mark(';' | '.' | '?' | '!' | ':') => true,
        Kind::Mark(',') | Kind::Dash => token >= start,
        Kind::Lower => matches!(
            text.str(token),
            "that"
                | "without"
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
    match text.tokens[at].kind {
        Kind::Lower => matches!(
            text.str(at),
            "later"
                | "this"
                | "next"
                | "last"
                | "in"
                | "on"
                | "by"
                | "if"
                | "before"
                | "once"
                | "until"
                | "when"
                | "after"
                | "too"
                | "soon"
                | "as"
                | "unless"
                | "because"
                | "although"
                | "but"
                | "and"
                | "alongside"
                | "for"
                | "at"
                | "or"
                | "today"
                | "yesterday"
                | "only"
                | "with"
        ),
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
