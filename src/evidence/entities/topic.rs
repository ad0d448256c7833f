//! Offices of the subject itself: "the pact's secretary-general", "director of the league", "who
//! chairs the Harbour Compact's board".
//!
//! It stands apart from [`super::affiliation`] because the subject need not be an entity: its name
//! may be any words, and articles call it by the noun at its end.

use crate::lexicon::class;
use crate::lexicon::commitments::Noun;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::{Held, Named};

/// Gives the subject's officers their body, whatever stands elsewhere in the sentence.
pub(super) fn own(text: &Text<'_>, roles: &mut [Held]) {
    for held in roles {
        let (first, last) = (held.first as usize, held.last as usize);
        let sentence = text.sentence(first);
        let before = first.checked_sub(1).filter(|b| *b > sentence.start);
        let owned = before.is_some_and(|possessive| {
            text.tokens[possessive].kind == Kind::Possessive
                && ends_at(text, possessive - 1, sentence.start)
        });
        let within = (first..=last.min(sentence.end - 1)).find(|t| {
            text.tokens[*t].kind == Kind::Possessive && ends_at(text, *t - 1, sentence.start)
        });
        let of = (first..sentence.end.min(last + 2)).find(|t| text.is_word(*t, "of"));
        let of = of.filter(|t| begins_at(text, t + 1, sentence.end));
        if owned || within.is_some() || of.is_some() {
            (held.body, held.of_subject) = (None, true);
        }
    }
}

/// "NAME, who chairs the Harbour Compact's board".
pub(super) fn led(text: &Text<'_>, named: &Named) -> Option<Held> {
    let next = named.last as usize + 1;
    let end = text.sentence(named.last as usize).end;
    let clause = next + 3 < end
        && text.is_mark(next, ',')
        && text.is_word(next + 1, "who")
        && text.is(next + 2, class::OCCUPATION)
        && begins_at(text, next + 3, end);
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    clause.then(|| Held {
        person: named.entity,
        role: String::new(),
        body: None,
        of_subject: true,
        first: index(next + 1),
        last: index(next + 3),
        rule: "occupation in the subject",
    })
}

/// Whether the subject ends at a token: its name, or "the" and the noun that it is called by.
fn ends_at(text: &Text<'_>, at: usize, start: usize) -> bool {
    let name = text.match_ending(at, EntryKind::Subject).is_some();
    name || (at > start && text.is_word(at - 1, "the") && is_noun(text, at))
}

/// Whether the subject begins at a token, with its article.
fn begins_at(text: &Text<'_>, at: usize, end: usize) -> bool {
    let the = at < end && text.is_word(at, "the");
    let first = at + usize::from(the);
    if first >= end {
        return false;
    }
    if text.match_at(first, EntryKind::Subject).is_some() {
        return true;
    }
    // "the pact", not "the Pact Institute".
    let alone = first + 1 >= end || !text.tokens[first + 1].is_upper();
    the && alone && is_noun(text, first)
}

/// Whether a token is the noun that ends a name of the subject, and one for undertakings.
fn is_noun(text: &Text<'_>, at: usize) -> bool {
    let Some(noun) = text.match_at(at, EntryKind::Undertaking) else { return false };
    let kind = text.lexicon.commitments.nouns[noun.entry.row as usize];
    let ends = |name: &String| {
        name.rsplit(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(text.str(at)))
    };
    matches!(kind, Noun::Group | Noun::Instrument | Noun::Plan)
        && text.lexicon.subject.iter().any(ends)
}
