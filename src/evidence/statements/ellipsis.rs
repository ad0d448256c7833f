//! Clauses that end with an auxiliary and take their verb from the statement before: "Kenya signed;
//! Peru has not", "Chile will pay it. Ghent refuses to."
//!
//! They stand apart because the deed is in another clause, and only its force is here.

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::subject::Reader;
use super::{Statement, bodies, group};

/// Adds what such clauses state; the statements before the first of this sentence are `before`.
pub(super) fn find(reader: Reader<'_>, before: usize, out: &mut Vec<Statement>) {
    let text = reader.text;
    // Without a statement here or in the sentence before there is no verb to be taken.
    if !out.iter().rev().any(|s| s.sentence >= reader.earlier.min(reader.from)) {
        return;
    }
    for last in reader.from + 1..reader.end {
        if text.tokens[last].kind != Kind::Lower
            || !(ends(text, last, reader.end) || stands_for_verb(text, last, reader.end))
        {
            continue;
        }
        let Some(start) = opens(text, last, reader.from) else { continue };
        let pro = stands_for_verb(text, last, reader.end);
        let model = out
            .iter()
            .enumerate()
            .rev()
            .find(|(index, s)| {
                let here = *index >= before;
                let earlier = here || s.sentence == reader.earlier;
                s.head.1 < start && earlier && may_lend(s) && (pro || agrees(text, s, start, last))
            })
            .map(|(_, s)| s.clone());
        let Some(mut statement) = model else { continue };
        let group = group::before(text, last + usize::from(!pro), reader.from, false);
        let Some(subject) = reader.subject(group.start) else { continue };
        let same = |h: &super::Holder| statement.holders.iter().any(|s| s.entity == h.entity);
        let named = !subject.generic && subject.holders.iter().all(|h| h.first >= reader.from);
        if !named || subject.holders.is_empty() || subject.holders.iter().any(same) {
            continue;
        }
        // The force of the clause stands for that of the model: "will pay. NAME may not."
        let negated = matches!(group.force, Force::Decline);
        statement.force = if group.modal || negated { group.force } else { statement.force };
        if subject.neither {
            statement.force = group::opposite(statement.force);
        }
        statement.modal = group.modal;
        statement.object = statement.head.0..statement.object.end;
        statement.head = (group.start, last);
        statement.sentence = reader.from;
        statement.rule = "verb of the statement before";
        statement.holders = bodies(reader, subject);
        if !statement.holders.is_empty() {
            out.push(statement);
        }
    }
}

/// Whether a clause ends right after a token: with a mark, or a conjunction that opens another.
fn ends(text: &Text<'_>, last: usize, end: usize) -> bool {
    let next = last + 1 + usize::from(last + 1 < end && matches!(text.str(last + 1), "so" | "yet"));
    next >= end
        || matches!(text.tokens[next].kind, Kind::Mark('.' | ';' | ',') | Kind::Dash)
        || matches!(text.str(next), "but" | "because" | "while")
}

/// "do the same", "did so", "followed suit": words that stand for the verb before.
fn stands_for_verb(text: &Text<'_>, at: usize, end: usize) -> bool {
    let word = |t: usize| if t < end { text.str(t) } else { "" };
    match word(at) {
        "do" | "does" | "did" | "done" | "doing" => {
            matches!(word(at + 1), "so" | "likewise")
                || (word(at + 1) == "the" && word(at + 2) == "same")
        }
        "follow" | "follows" | "followed" => word(at + 1) == "suit",
        _ => false,
    }
}

/// The first token of the auxiliaries that end at token `last`.
fn opens(text: &Text<'_>, last: usize, from: usize) -> Option<usize> {
    let word = text.str(last);
    let helper = text.is(last, class::HELPER.or(class::NEGATION))
        || matches!(word, "will" | "would" | "won't" | "may" | "might" | "could");
    let bare = word == "not" || word == "so";
    // "refuses to", "has yet to", "plans to".
    let infinitive =
        word == "to" && last > from && text.match_ending(last - 1, EntryKind::Modality).is_some();
    let infinitive = infinitive
        || text
            .match_ending(last, EntryKind::Modality)
            .is_some_and(|m| m.first < m.last && word == "to");
    let verb = helper || bare || infinitive || stands_for_verb(text, last, text.sentence(last).end);
    (text.tokens[last].kind == Kind::Lower && verb).then_some(last)
}

/// Whether an auxiliary stands for the verb of a statement: "does not" is no echo of "will pay", and
/// what a relative clause in between tells is nearer: "a condition that A supports and B does not".
fn agrees(text: &Text<'_>, model: &Statement, start: usize, last: usize) -> bool {
    let does = (start.saturating_sub(1)..=last)
        .any(|t| matches!(text.str(t), "do" | "does" | "did" | "don't" | "doesn't" | "didn't"));
    let relative =
        |t: usize| matches!(text.str(t), "that" | "which" | "who" | "whose" | "whom" | "where");
    !((model.object.end..start).any(relative) || does && model.modal)
}

/// Whether a statement may lend its verb.
fn may_lend(statement: &Statement) -> bool {
    matches!(statement.deed, Deed::Join | Deed::Act | Deed::Lead | Deed::Support | Deed::Attend)
        && !matches!(statement.force, Force::Undecided)
}
