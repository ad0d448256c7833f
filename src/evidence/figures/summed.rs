//! Numbers that sum up what was counted before: "bringing the number of signatories to eight",
//! "making eight in all", "its backers are said to number nine", "that leaves five".

use std::ops::Range;

use super::counting::Bare;
use super::unit::{self, Counted, Sort};
use crate::lexicon::class;
use crate::lexicon::commitments::Deed;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// How far before a number what it sums up may stand.
const REACH: usize = 12;

/// How far before a number a sentence may tell who joined or left.
const BEFORE: usize = 60;

/// What a number that sums up counts, and the rule that tells.
pub(super) fn find(
    text: &Text<'_>,
    bare: &Bare,
    sentence: &Range<usize>,
) -> Option<(Counted, &'static str)> {
    let name = number_of(text, bare, sentence)
        .or_else(|| numbering(text, bare, sentence))
        .or_else(|| in_all(text, bare, sentence))?;
    Some((Counted { name, last: bare.last, sort: Sort::Noun }, "figures.summed"))
}

/// "The number of signatories rose to eight".
fn number_of(text: &Text<'_>, bare: &Bare, sentence: &Range<usize>) -> Option<String> {
    let linked = bare.first.checked_sub(1).filter(|t| *t > sentence.start)?;
    let verb = matches!(text.str(linked), "to" | "at" | "is" | "was" | "reached" | "reaches");
    let lowest = sentence.start.max(bare.first.saturating_sub(REACH));
    let of = (lowest + 1..linked).rev().find(|t| {
        text.is_word(*t, "of") && matches!(text.str(*t - 1), "number" | "total" | "count" | "tally")
    })?;
    let noun = (of + 1..linked).find(|t| unit::is_plural(text, *t))?;
    let plain = (of + 1..linked).all(|t| text.tokens[t].kind == Kind::Lower);
    (verb && plain && noun <= of + 3).then(|| text.str(noun).to_lowercase())
}

/// "Its backers are said to number nine", "they now number 30".
fn numbering(text: &Text<'_>, bare: &Bare, sentence: &Range<usize>) -> Option<String> {
    let verb = bare.first.checked_sub(1).filter(|t| *t > sentence.start)?;
    if !matches!(text.str(verb), "number" | "numbered" | "total" | "totalled") {
        return None;
    }
    let plural = |t: &usize| {
        text.tokens[*t].kind == Kind::Lower
            && !text.is(*t, class::FUNCTION)
            && unit::is_plural(text, *t)
    };
    (sentence.start..verb).rev().find(plural).map(|t| text.str(t).to_lowercase())
}

/// "A has joined, making eight in all", "That leaves five": of those who belong.
fn in_all(text: &Text<'_>, bare: &Bare, sentence: &Range<usize>) -> Option<String> {
    let verb = bare.first.checked_sub(1).filter(|t| *t >= sentence.start)?;
    let word = |t: usize| if t < sentence.end { text.str(t) } else { "" };
    let next = bare.last + 1;
    let all = matches!((word(next), word(next + 1)), ("in", "all" | "total"))
        || matches!(word(next), "altogether");
    let ends =
        next >= sentence.end || matches!(text.tokens[next].kind, Kind::Mark('.' | ',' | ';'));
    let sums = matches!(text.str(verb), "making" | "makes" | "made") && all;
    let leaves = matches!(text.str(verb), "leaves" | "left" | "leaving") && (ends || all);
    if !(sums || leaves) {
        return None;
    }
    let rows = &text.lexicon.commitments.rows;
    let moves = |t: usize| {
        text.matches_at(t).iter().any(|m| {
            m.entry.kind == EntryKind::Commitment
                && matches!(rows[m.entry.row as usize].deed, Deed::Join | Deed::Leave)
        })
    };
    (bare.first.saturating_sub(BEFORE)..verb).any(moves).then(|| "members".to_owned())
}
