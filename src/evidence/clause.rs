//! The clause around words of a sentence: what a number counts or a date dates, in the source's words.
//!
//! It stands alone because figures and events state what they are about in the same way.

use crate::lexicon::class;
use crate::text::{Kind, Text};

/// No clause is longer than this many tokens on either side; longer ones are cut at a word.
const REACH: usize = 28;

/// A quotation of fewer tokens is part of the clause that it stands in.
const QUOTED: usize = 8;

/// The tokens of the clause around tokens `first..=last`: up to the next comma or stronger mark on
/// either side, further if that leaves nothing but the words themselves. Brackets with the words
/// in them are looked through.
pub(super) fn around(text: &Text<'_>, first: usize, last: usize) -> (usize, usize) {
    let sentence = text.sentence(first);
    let (mut start, mut end) = (first, last);
    // Once for the clause, and twice more where it says nothing.
    for _ in 0..3 {
        start = leftmost(text, start, sentence.start);
        end = rightmost(text, end, sentence.end);
        if says_something(text, start..first, last + 1..end + 1) {
            break;
        }
        // What follows "In 2003," is what happened; what comes before ", or about 5" is counted.
        if text.is_mark(end + 1, ',') && end + 2 < sentence.end && no_words(text, start..first) {
            end += 2;
        } else if start > sentence.start + 1 && text.is_mark(start - 1, ',') {
            start -= 2;
        } else if text.is_mark(end + 1, ',') && end + 2 < sentence.end {
            end += 2;
        } else {
            break;
        }
    }
    trim(text, start, end, first, last)
}

fn leftmost(text: &Text<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at > limit.max(from.saturating_sub(REACH)) {
        match text.tokens[at - 1].kind {
            Kind::Mark(')') => {
                let back = (limit..at - 1).rev().take(12).find(|t| text.is_mark(*t, '('));
                let Some(open) = back else { break };
                at = open;
                continue;
            }
            Kind::Close(double) => {
                let back = (limit..at - 1).rev().take(QUOTED);
                let opens = |t: &usize| text.tokens[*t].kind == Kind::Open(double);
                let Some(open) = back.into_iter().find(opens) else {
                    if double {
                        break;
                    }
                    at -= 1;
                    continue;
                };
                at = open;
                continue;
            }
            Kind::Mark(',' | ';' | ':' | '.' | '?' | '!' | '|' | '…' | '[' | ']' | '•')
            | Kind::Dash
            | Kind::Open(_) => break,
            _ => {}
        }
        at -= 1;
    }
    at
}

fn rightmost(text: &Text<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at + 1 < limit.min(from + REACH) {
        match text.tokens[at + 1].kind {
            Kind::Mark('(') => {
                let close = (at + 2..limit).take(12).find(|t| text.is_mark(*t, ')'));
                let Some(close) = close else { break };
                at = close;
                continue;
            }
            Kind::Open(double) => {
                let closes = |t: &usize| text.tokens[*t].kind == Kind::Close(double);
                let Some(close) = (at + 2..limit).take(QUOTED).find(closes) else { break };
                at = close;
                continue;
            }
            // "the ports' fee": an ending of possession, no end of a quotation.
            Kind::Close(false)
                if text.str(at).ends_with('s')
                    && text
                        .tokens
                        .get(at + 2)
                        .is_some_and(|t| t.kind == Kind::Lower && t.spaced) => {}
            Kind::Mark(',' | ';' | ':' | '.' | '?' | '!' | '|' | '…' | '[' | ']' | '•')
            | Kind::Dash
            | Kind::Close(_) => break,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Whether there are two words, one of them no mere function word.
fn says_something(
    text: &Text<'_>,
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
) -> bool {
    let words = before.chain(after).filter(|t| text.tokens[*t].is_word());
    let (mut all, mut content) = (0, 0);
    for token in words {
        all += 1;
        content += usize::from(!text.is(token, class::FUNCTION.or(class::NUMERAL)));
    }
    all >= 2 && content >= 1
}

fn no_words(text: &Text<'_>, range: std::ops::Range<usize>) -> bool {
    !range.into_iter().any(|t| text.tokens[t].is_word() && !text.is(t, class::FUNCTION))
}

/// Leaves out conjunctions at the start and marks at either end, never the words themselves.
fn trim(
    text: &Text<'_>,
    mut start: usize,
    mut end: usize,
    first: usize,
    last: usize,
) -> (usize, usize) {
    let idle = |token: usize| {
        !matches!(text.tokens[token].kind, Kind::Number) && !text.tokens[token].is_word()
    };
    let joins = |token: usize| ["and", "but", "or", "yet", "that"].contains(&text.str(token));
    let opens = |token: usize| matches!(text.tokens[token].kind, Kind::Open(_));
    while start < first && ((idle(start) && !opens(start)) || joins(start)) {
        start += 1;
    }
    while end > last && idle(end) && !closes(text, end) {
        end -= 1;
    }
    (start, end)
}

/// Whether a mark belongs to the words before it.
fn closes(text: &Text<'_>, token: usize) -> bool {
    matches!(text.tokens[token].kind, Kind::Mark(')' | '%') | Kind::Close(_))
}
