//! Questions and their bare answers: "Which states are in?" with "Kenya, Chile and Peru." below it.
//!
//! They stand apart because the question has the verb and the answer has only the names, often in
//! another passage. A full sentence is no bare answer: it has a verb of its own, and is read as ever.

use std::ops::Range;

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::listing::{self, Holder};
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
    let joins = |t: usize| matches!(text.str(t), "And" | "But" | "So" | "and" | "but" | "so");
    let start = after_tag(reader);
    let from = (start..reader.end).find(|t| text.tokens[*t].is_word() && !joins(*t))?;
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
    // "Who refuses to?" makes something else of it.
    if let Some(before) = before.filter(|_| text.is_word(reader.end - 2, "to")) {
        let group = group::before(text, reader.end - 1, from + 1, false);
        return Some(Asked { force: group::combine(group.force, before.force), ..before });
    }
    let people = (from + 1..reader.end.min(from + 5)).any(|t| {
        text.is(t, class::SPOKESPEOPLE.or(class::CIVIC))
            || text.match_at(t, EntryKind::OrgNoun).is_some()
            || text.match_at(t, EntryKind::Roster).is_some()
    });
    if which && !people {
        return None;
    }
    // "And which airlines?" asks the same of others.
    if let Some(before) = before.filter(|_| which && reader.end - from <= 3) {
        return Some(before);
    }
    let last = reader.end - 1;
    by_verb(reader, from).or_else(|| by_stance(reader, from)).or_else(|| {
        let deed = by_words(text, from, last)?;
        Some(Asked { deed, force: Force::Plain, stance: None, has: LISTED, first: from, last })
    })
}

/// The token after "Q:" or "A:", with which a transcript marks who speaks.
fn after_tag(reader: Reader<'_>) -> usize {
    let tag = matches!(reader.text.str(reader.from), "Q" | "A" | "Question" | "Answer");
    let colon = reader.from + 1 < reader.end && reader.text.is_mark(reader.from + 1, ':');
    if tag && colon { reader.from + 2 } else { reader.from }
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

/// "Who pays?": the verb of one declared stance alone, whatever follows it.
fn by_stance(reader: Reader<'_>, from: usize) -> Option<Asked> {
    let text = reader.text;
    let lists = &text.lexicon.commitments;
    let helps =
        |t: &usize| text.is(*t, class::HELPER.or(class::BE).or(class::GAP).or(class::AUXILIARY));
    let verb = (from + 1..reader.end).find(|t| !helps(t))?;
    let bits = lists.stance_own_words.get(&text.words[verb]).copied()?;
    let acts = |stance: &usize| {
        bits & (1 << stance) != 0 && lists.stances[*stance].deed == Some(Deed::Act)
    };
    let mut stances = (0..lists.stances.len().min(64)).filter(acts);
    let stance = stances.next().filter(|_| stances.next().is_none())?;
    Some(Asked {
        deed: Deed::Act,
        force: group::before(text, verb, from + 1, false).force,
        stance: u32::try_from(stance).ok(),
        has: LISTED,
        first: verb,
        last: verb + 1,
    })
}

/// "Who is in?", "Who are the members?"
pub(super) fn by_words(text: &Text<'_>, from: usize, last: usize) -> Option<Deed> {
    let words: Vec<String> = (from..before_name(text, from, last))
        .map(|t| text.str(t).to_lowercase().replace('’', "'"))
        .collect();
    let ends = |phrase: &[Box<str>]| {
        let mut last = words.iter().rev();
        phrase.iter().rev().all(|word| last.next().is_some_and(|own| **own == **word))
    };
    let lists = &text.lexicon.commitments;
    let ended = lists.asked.iter().find(|(phrase, ..)| ends(phrase)).map(|(_, deed, _)| *deed);
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
    let mut holders = listing::rightward(text, reader.entities, first, reader.end);
    // "Kenya and Peru, plus two companies: A and B".
    if let Some(last) = holders.last().map(|h| h.last)
        && let Some(colon) = (last + 1..reader.end.min(last + LEAD)).find(|t| text.is_mark(*t, ':'))
        && !has_verb(text, last + 1..colon)
    {
        holders.extend(listing::rightward(text, reader.entities, colon + 1, reader.end));
    }
    let Some(last) = holders.last().map(|h| h.last) else { return false };
    let opening = reader.from..first;
    // "The best known are A and B": nothing stands before the names but a noun and its verb.
    let be = first > reader.from + 1 && text.is(first - 1, class::BE);
    let opening = if be { opening.start..first - 1 } else { opening };
    if has_verb(text, opening.clone()) || opening.clone().any(|t| is_linked(text, t)) {
        return false;
    }
    let relative = relative(reader, last + 1, &mut holders);
    let remainder = || remainder(reader, last + 1..reader.end, asked.force);
    let Some(force) = relative.then_some(asked.force).or_else(remainder) else { return false };
    let holders = bodies(reader, Subject { holders, ..Subject::default() });
    if holders.is_empty() {
        return false;
    }
    out.push(statement(reader, asked, force, holders, (first, last)));
    true
}

/// What is stated of those who do what a question asks.
fn statement(
    reader: Reader<'_>,
    asked: Asked,
    force: Force,
    holders: Vec<Holder>,
    head: (usize, usize),
) -> Statement {
    Statement {
        holders,
        deed: asked.deed,
        force,
        modal: force != asked.force
            || matches!(force, Force::Commit | Force::Open | Force::Decline),
        noun: false,
        sentence: reader.from,
        head,
        object: asked.first..asked.last,
        has: asked.has,
        money: false,
        none: false,
        elliptic: false,
        weak: false,
        opposes: false,
        stance: asked.stance,
        rule: "bare answer to a question",
    }
}

/// Whether a sentence only counts those whom the next one names: "Fourteen companies so far."
pub(super) fn is_count(reader: Reader<'_>) -> bool {
    let short = reader.end - reader.from <= REST;
    short
        && reader.entities.within(reader.from..reader.end).is_empty()
        && !has_verb(reader.text, reader.from..reader.end)
}

/// Whether a relative clause follows the names, over which more of them may follow: "Kenya, which
/// has applied, and Peru, which has not". The last sentence part must be such a clause or a name.
fn relative(reader: Reader<'_>, at: usize, holders: &mut Vec<Holder>) -> bool {
    let text = reader.text;
    let opens = |t: usize| {
        t + 1 < reader.end
            && text.is_mark(t, ',')
            && matches!(text.str(t + 1), "which" | "who" | "whose" | "though" | "but" | "because")
    };
    if !opens(at) {
        return false;
    }
    // "Kenya, which has applied, will sign" is a full sentence.
    let goes_on = |t: usize| {
        text.is_mark(t, ',')
            && t + 1 < reader.end
            && !matches!(
                text.str(t + 1),
                "and" | "or" | "but" | "because" | "though" | "if" | "when" | "as"
            )
            && !opens(t)
    };
    if (at + 1..reader.end).any(goes_on) {
        return false;
    }
    for token in at + 2..reader.end.saturating_sub(1) {
        let joined = text.is_mark(token, ',') && matches!(text.str(token + 1), "and" | "or");
        let first = token + 2;
        if !joined {
            continue;
        }
        let more = listing::rightward(text, reader.entities, first, reader.end);
        let closed = more
            .last()
            .is_some_and(|h| h.first == first && (opens(h.last + 1) || h.last + 2 >= reader.end));
        if closed {
            holders.extend(more);
        }
    }
    true
}

/// Adds what clauses state that end like such questions: "Kenya is in, Peru is out".
pub(super) fn predicates(reader: Reader<'_>, out: &mut Vec<Statement>) {
    let text = reader.text;
    // A form of "be" must stand before it.
    if !text.holds(text.passage_of[reader.from] as usize, class::BE) {
        return;
    }
    let ends =
        |t: &usize| *t >= reader.end || matches!(text.tokens[*t].kind, Kind::Mark(_) | Kind::Dash);
    let ends: Vec<usize> = (reader.from + 2..=reader.end).filter(ends).collect();
    let stating = text.lexicon.commitments.asked.iter().filter(|(.., states)| *states);
    for (phrase, deed, _) in stating {
        let length = phrase.len();
        let stands = |t: &usize| phrase.iter().zip(*t..).all(|(word, t)| text.is_word(t, word));
        let starts = ends.iter().filter_map(|end| end.checked_sub(length));
        for at in starts.filter(|at| *at > reader.from).filter(stands) {
            let group = group::before(text, at, reader.from, false);
            let Some(subject) = reader.subject(group.start).filter(|_| group.be) else { continue };
            if subject.generic || subject.neither {
                continue;
            }
            let asked = Asked {
                deed: *deed,
                force: group.force,
                stance: None,
                has: LISTED,
                first: at,
                last: at + length,
            };
            let holders = bodies(reader, subject);
            if !holders.is_empty() {
                out.push(statement(
                    reader,
                    asked,
                    group.force,
                    holders,
                    (group.start, at + length - 1),
                ));
            }
        }
    }
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
