//! Questions and their bare answers: "Which states are in?" with "Kenya, Chile and Peru." below it.
//!
//! They stand apart because the question has the verb and the answer has only the names, often in
//! another passage. A full sentence is no bare answer: it has a verb of its own, and is read as ever.

use std::ops::Range;

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::listing;
use super::lists::LISTED;
use super::subject::{Reader, Subject};
use super::{Statement, bodies, deed, group};

/// How many words may lead up to the names of an answer: "So far, eleven states:".
const LEAD: usize = 8;

/// How many may follow them: "at the last count".
const REST: usize = 7;

/// What a question asks: who does something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    deed: Deed,
    force: Force,
    stance: Option<u32>,
    has: Objects,
    /// Its words, from the verb on: what the answer is about.
    first: usize,
    last: usize,
}

/// What the question in `reader` asks, if it asks who does something; `before` is what the question
/// before it asked.
pub(super) fn asked(reader: Reader<'_>, before: Option<Asked>) -> Option<Asked> {
    let text = reader.text;
    let from = (reader.from..reader.end).find(|t| text.tokens[*t].is_word())?;
    let which = match text.str(from).to_ascii_lowercase().as_str() {
        "who" | "who's" | "who’s" => false,
        "which" | "what" => true,
        _ => return None,
    };
    // "Who hasn't?" repeats the question before.
    if let Some(before) = before.filter(|_| reader.end - from <= 4)
        && (from..reader.end).any(|t| text.is(t, class::NEGATION))
    {
        return Some(Asked { force: group::opposite(before.force), ..before });
    }
    let people = (from + 1..reader.end.min(from + 5)).any(|t| {
        text.is(t, class::SPOKESPEOPLE.or(class::CIVIC))
            || text.match_at(t, EntryKind::Roster).is_some()
    });
    if which && !people {
        return None;
    }
    let last = reader.end - 1;
    by_verb(reader, from).or_else(|| {
        let deed = by_words(text, from, last)?;
        Some(Asked { deed, force: Force::Plain, stance: None, has: LISTED, first: from, last })
    })
}

/// "Which states have signed?"
fn by_verb(reader: Reader<'_>, from: usize) -> Option<Asked> {
    let stated = EntryKind::Stance.bit() | EntryKind::Commitment.bit();
    let verbs = (from + 1..reader.end).filter(|t| reader.text.begins_any(*t, stated));
    let found = verbs.filter_map(|t| deed::at(reader, t)).find(|one| {
        // Nobody else may do it: "Who said Kenya would join?".
        let before = from + 1..one.m.first as usize;
        !one.group.dangling && reader.entities.within(before).is_empty()
    })?;
    Some(Asked {
        deed: found.deed,
        force: found.group.force,
        stance: found.stance,
        has: found.object.has,
        first: found.m.first as usize,
        last: found.object.range.end.min(reader.end),
    })
}

/// "Who is in?", "Who are the members?"
fn by_words(text: &Text<'_>, from: usize, last: usize) -> Option<Deed> {
    let words: Vec<String> = (from..before_name(text, from, last))
        .map(|t| text.str(t).to_lowercase().replace('’', "'"))
        .collect();
    let ends = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.len() > phrase.len() && words[words.len() - phrase.len()..] == phrase[..]
    };
    let lists = &text.lexicon.commitments;
    let ended = lists.asked.iter().find(|(phrase, _)| ends(phrase)).map(|(_, deed)| *deed);
    let listed = || {
        let m = (from..last).find_map(|t| text.match_at(t, EntryKind::Roster))?;
        let be = (from..m.first as usize).any(|t| text.is(t, class::BE));
        let whole = m.last as usize + 5 >= last;
        (be && whole).then(|| lists.rosters[m.entry.row as usize])
    };
    ended.or_else(listed)
}

/// The end of a question's words before the name of the undertaking that may close it: "Who is in
/// [the pact]?".
fn before_name(text: &Text<'_>, from: usize, last: usize) -> usize {
    let Some(at) = last.checked_sub(1).filter(|at| *at > from) else { return last };
    let named = text.match_ending(at, EntryKind::Subject).or_else(|| {
        let article = |m: &Match| m.first > 0 && text.is_word(m.first as usize - 1, "the");
        text.match_ending(at, EntryKind::Undertaking).filter(article)
    });
    let Some(first) = named.map(|m| m.first as usize).filter(|first| *first > from + 1) else {
        return last;
    };
    if text.is(first - 1, class::DETERMINER) { first - 1 } else { first }
}

/// Adds what the names of a bare answer state; tells whether the sentence is one.
pub(super) fn find(reader: Reader<'_>, asked: Asked, out: &mut Vec<Statement>) -> bool {
    let text = reader.text;
    let lead = reader.from..reader.end.min(reader.from + LEAD);
    let Some(named) = reader.entities.within(lead).iter().find(|n| !listing::is_adjective(text, n))
    else {
        return false;
    };
    let mut first = named.first as usize;
    while first > reader.from && text.is(first - 1, class::DETERMINER) {
        first -= 1;
    }
    let holders = listing::rightward(text, reader.entities, first, reader.end);
    let Some(last) = holders.last().map(|h| h.last) else { return false };
    let opening = reader.from..first;
    // "The best known are A and B": nothing stands before the names but a noun and its verb.
    let be = first > reader.from + 1 && text.is(first - 1, class::BE);
    let opening = if be { opening.start..first - 1 } else { opening };
    if has_verb(text, opening.clone()) || opening.clone().any(|t| is_linked(text, t)) {
        return false;
    }
    let Some(force) = remainder(reader, last + 1..reader.end, asked.force) else { return false };
    let holders = bodies(reader, Subject { holders, ..Subject::default() });
    if holders.is_empty() {
        return false;
    }
    out.push(Statement {
        holders,
        deed: asked.deed,
        force,
        modal: force != asked.force
            || matches!(force, Force::Commit | Force::Open | Force::Decline),
        noun: false,
        sentence: reader.from,
        head: (first, last),
        object: asked.first..asked.last,
        has: asked.has,
        money: false,
        none: false,
        elliptic: false,
        weak: false,
        stance: asked.stance,
        rule: "bare answer to a question",
    });
    true
}

/// Whether a sentence only counts those whom the next one names: "Fourteen companies so far."
pub(super) fn is_count(reader: Reader<'_>) -> bool {
    let short = reader.end - reader.from <= REST;
    short
        && reader.entities.within(reader.from..reader.end).is_empty()
        && !has_verb(reader.text, reader.from..reader.end)
}

/// What a bare answer's words after its names make of the question's force: none, or the verb that
/// repeats it: "Kenya and Chile are, so far", "Peru has not".
fn remainder(reader: Reader<'_>, rest: Range<usize>, force: Force) -> Option<Force> {
    let text = reader.text;
    let mut at = rest.start;
    let mut negated = false;
    while at < rest.end && text.is(at, class::BE.or(class::HELPER).or(class::NEGATION)) {
        negated |= text.is(at, class::NEGATION);
        at += 1;
    }
    let ends =
        |t: usize| t >= rest.end || matches!(text.tokens[t].kind, Kind::Mark(_) | Kind::Dash);
    // "are", "has not", "are the smaller names".
    let noun = text.is(at.min(text.tokens.len() - 1), class::DETERMINER)
        && rest.end.saturating_sub(at) <= REST
        && !has_verb(text, at..rest.end);
    let repeated = at > rest.start && (ends(at) || noun);
    let bare = at == rest.start && rest.len() <= REST && !has_verb(text, rest);
    (repeated || bare).then(|| if negated { group::opposite(force) } else { force })
}

fn is_linked(text: &Text<'_>, token: usize) -> bool {
    matches!(
        text.str(token),
        "in" | "In" | "at" | "At" | "by" | "from" | "From" | "for" | "against" | "of"
    ) && text.str(token + 1) != "all"
}

/// Whether a finite verb may stand in a range.
fn has_verb(text: &Text<'_>, mut range: Range<usize>) -> bool {
    let verb = class::BE.or(class::HELPER).or(class::AUXILIARY).or(class::SAY).or(class::THINK);
    range.any(|t| {
        let deed =
            EntryKind::Stance.bit() | EntryKind::Commitment.bit() | EntryKind::Modality.bit();
        text.tokens[t].kind == Kind::Lower
            && (text.is(t, verb.or(class::BODY_VERB)) || text.begins_any(t, deed))
    })
}
