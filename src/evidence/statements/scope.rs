//! What a clause is in the scope of: doubt, a condition, a denial.
//!
//! It stands apart because these stand before the subject, out of the verb group's sight.

use crate::lexicon::class;
use crate::lexicon::commitments::Force;
use crate::text::Text;

use super::subject::{Reader, Subject};

/// Where the subject of a verb group that begins at token `start` stands: a pronoun or "the
/// country" stands elsewhere than whom it means.
pub(super) fn surface(reader: Reader<'_>, start: usize, subject: &Subject) -> usize {
    let text = reader.text;
    let pronouns = class::NEUTER.or(class::PLURAL_PRONOUN).or(class::MALE).or(class::FEMALE);
    let Some(last) = start.checked_sub(1).filter(|at| *at >= reader.from) else {
        return subject.first;
    };
    if text.is(last, pronouns) {
        return last;
    }
    let phrase = last > reader.from
        && text.is(last - 1, class::DETERMINER.or(class::OWNER))
        && subject.holders.iter().all(|h| h.last + 2 < last);
    if phrase { last - 1 } else { subject.first }
}

/// Whether "denied that" stands before a subject.
pub(super) fn is_denied(text: &Text<'_>, first: usize, from: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|b| *b >= from) else { return false };
    let verb = before - usize::from(text.is_word(before, "that") && before > from);
    text.is(verb, class::DENY)
}

/// Whether "would not say whether" stands before a subject: what is kept back may well be decided.
pub(super) fn is_kept_back(text: &Text<'_>, first: usize, from: usize) -> bool {
    let Some(verb) = first.checked_sub(2).filter(|v| *v > from) else { return false };
    let asked = matches!(text.str(first - 1), "whether" | "if" | "what" | "much" | "many");
    let told = text.is(verb, class::SAY.or(class::BASE)) || text.is_word(verb, "disclose");
    asked && told && (from.max(verb.saturating_sub(3))..verb).any(|t| keeps_back(text, t))
}

/// Whether a word before "say" tells that somebody does not want to.
pub(super) fn keeps_back(text: &Text<'_>, at: usize) -> bool {
    matches!(text.str(at), "would" | "wouldn't" | "wouldn’t" | "declined" | "refused")
}

/// How a clause stands to a condition.
pub(super) enum Condition {
    /// In no way.
    None,
    /// It is one.
    Itself,
    /// It holds under one.
    Follows,
}

/// How the clause of a subject that begins at token `first` stands to a condition.
pub(super) fn condition(text: &Text<'_>, first: usize, from: usize) -> Condition {
    let before = first.checked_sub(1).filter(|b| *b >= from);
    let conditional = |t: usize| text.is(t, class::CONDITION) && !text.is_word(t, "whether");
    if before.is_some_and(conditional) {
        return Condition::Itself;
    }
    // "Had NAME joined", "Should NAME join".
    let inverted = matches!(text.str(from), "Had" | "Should");
    if inverted && before == Some(from) {
        return Condition::Itself;
    }
    let opens = inverted || conditional(from);
    if opens && (from..first).any(|t| text.is_mark(t, ',')) {
        return Condition::Follows;
    }
    Condition::None
}

/// What "unclear whether" and the like before a subject make of its deed.
pub(super) fn doubt(text: &Text<'_>, first: usize, from: usize) -> Option<Force> {
    let before = first.checked_sub(1).filter(|b| *b >= from)?;
    // "has not said what it will pay", "knows how much it will pay".
    if matches!(text.str(before), "whether" | "Whether" | "what" | "much" | "many" | "which") {
        return Some(Force::Undecided);
    }
    if !text.is_word(before, "if") {
        return None;
    }
    let unsure = (from..before).rev().take(6).any(|t| {
        matches!(
            text.str(t),
            "unclear"
                | "uncertain"
                | "undecided"
                | "unknown"
                | "doubtful"
                | "clear"
                | "seen"
                | "decide"
                | "decided"
                | "say"
                | "said"
                | "says"
        )
    });
    unsure.then_some(Force::Undecided)
}
