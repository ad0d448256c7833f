//! Lists read backwards from their last item, as a verb behind them asks for its subject.
//!
//! They stand apart from lists that are read forwards: nothing announces where these begin.

use crate::evidence::entities::{Entities, Named};
use crate::lexicon::class;
use crate::text::{Kind, Text};

use super::listing::{Holder, before_suffix, body, is_adjective, is_break};

/// How many words an apposition between two items of a list may have.
const APPOSITION: usize = 12;

/// The items of the list that ends with token `last`, in reading order, and its first token. Items
/// before a comma belong to it only when "and" or "or" joins the last two.
pub(super) fn leftward(
    text: &Text<'_>,
    entities: &Entities,
    last: usize,
    from: usize,
) -> (Vec<Holder>, usize) {
    let mut holders = Vec::new();
    let mut first = last + 1;
    let mut end = last;
    let mut anded = false;
    let mut apposed = false;
    while let Some(named) = entities.covering(end).filter(|n| n.first as usize >= from) {
        let start = start_of_item(text, entities, named, from);
        holders.push(Holder { entity: body(entities, named), first: start, last: end });
        first = start;
        let Some(mut before) = start.checked_sub(1).filter(|b| *b >= from) else { break };
        let conjunction =
            matches!(text.str(before), "and" | "or" | "nor" | "plus" | "&" | "alongside");
        let mut joined = conjunction;
        if conjunction {
            anded = true;
            let Some(next) = before.checked_sub(1).filter(|b| *b >= from) else { break };
            before = next;
        }
        if text.is_mark(before, ',') && (anded || conjunction) {
            joined = true;
            let Some(next) = before.checked_sub(1).filter(|b| *b >= from) else { break };
            before = next;
        }
        if text.is_mark(before, ')') {
            let open = (from..before).rev().take(12).find(|t| text.is_mark(*t, '('));
            before = open.and_then(|open| open.checked_sub(1)).unwrap_or(before);
        }
        before = before_suffix(text, entities, before, from);
        let named = |t: usize| entities.covering(t).is_some_and(|n| n.last as usize == t);
        // "NAME, the Swedish baker, and NAME".
        if joined && anded && !named(before) {
            let Some(name) = before_apposition(text, before, from).filter(|t| named(*t)) else {
                break;
            };
            before = name;
            apposed = true;
        }
        if !joined || !named(before) {
            break;
        }
        end = before;
    }
    holders.reverse();
    // "backed the pact, and B": a comma before "and" joins clauses where there are no more items.
    if let [one, two] = holders.as_slice()
        && !apposed
        && (one.last + 1..two.first).any(|t| text.is_mark(t, ','))
        && (one.last + 1..two.first).any(|t| text.is_word(t, "and"))
    {
        let two = *two;
        return (vec![two], two.first);
    }
    (holders, first)
}

/// The last token of a name whose apposition or relative clause ends with token `last`: "NAME, the
/// Swedish baker", "NAME, which has no army".
fn before_apposition(text: &Text<'_>, last: usize, from: usize) -> Option<usize> {
    let lowest = from.max(last.saturating_sub(APPOSITION));
    let comma = (lowest..last).rev().find(|t| text.is_mark(*t, ','))?;
    let opens = matches!(
        text.str(comma + 1),
        "a" | "an" | "the" | "another" | "which" | "whose" | "who" | "part" | "formerly"
    );
    comma.checked_sub(1).filter(|name| opens && *name >= from)
}

/// The first token of an item: its article, adjectives, the title of a person.
fn start_of_item(text: &Text<'_>, entities: &Entities, named: &Named, from: usize) -> usize {
    let mut first = named.first as usize;
    let title = entities
        .roles
        .iter()
        .find(|r| r.person == named.entity && r.last < named.first && named.first - r.last <= 3);
    if let Some(title) = title.filter(|t| t.first as usize >= from) {
        first = title.first as usize;
    }
    // "the Swedish group NAME": back to the article over a few small words.
    let mut at = first;
    for _ in 0..5 {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= from) else { break };
        let word = text.str(before);
        if matches!(word, "the" | "The" | "a" | "an" | "neither" | "Neither" | "both" | "Both")
            || text.is(before, class::OWNER)
        {
            return before;
        }
        let adjective = entities.covering(before).is_some_and(|n| is_adjective(text, n));
        let plain = text.tokens[before].kind == Kind::Lower
            && !is_break(word)
            && word.len() > 2
            && !text.is(before, class::SAY.or(class::THINK).or(class::BE).or(class::HELPER));
        if !(adjective
            || plain
            || text.is(before, class::HONORIFIC)
            || text.is(before, class::ROLE_MODIFIER))
        {
            break;
        }
        if adjective || text.is(before, class::HONORIFIC.or(class::ROLE_MODIFIER)) {
            first = before;
        }
        at = before;
    }
    first
}

/// Like [`leftward`], for a list that a noun such as "other countries" ends: every comma joins.
pub(super) fn leftward_open(
    text: &Text<'_>,
    entities: &Entities,
    last: usize,
    from: usize,
) -> (Vec<Holder>, usize) {
    let (mut holders, mut first) = leftward(text, entities, last, from);
    while let Some(comma) = first.checked_sub(1).filter(|c| *c > from && text.is_mark(*c, ',')) {
        let (mut more, start) = leftward(text, entities, comma - 1, from);
        if more.is_empty() {
            break;
        }
        more.append(&mut holders);
        holders = more;
        first = start;
    }
    (holders, first)
}
