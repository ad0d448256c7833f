//! What happened at a time, in the source's words.

use std::ops::Range;

use crate::evidence::clause;
use crate::lexicon::class;
use crate::text::{Kind, Text};

/// The clause around the words of time `from..=last`, without them where they stand at its edge.
pub(super) fn words<'a>(
    text: &Text<'a>,
    from: usize,
    last: usize,
    sentence: &Range<usize>,
) -> &'a str {
    let (mut start, mut end) = clause::around(text, from, last);
    if is_introduction(text, start, end, sentence) {
        if let Some((from, to)) = following(text, end, sentence) {
            (start, end) = (from, to);
        }
    } else if end == last && start < from {
        end = from - 1;
    } else if start == from && last < end {
        start = last + 1;
        while start < end && !begins(text, start) {
            start += 1;
        }
        end = over_apposition(text, end, sentence);
    }
    if start == from && end == last {
        (start, end) = (sentence.start, sentence.end - 1);
    }
    while end > start && dangles(text, end) {
        end -= 1;
    }
    text.slice(start, end)
}

fn begins(text: &Text<'_>, token: usize) -> bool {
    text.tokens[token].is_word() || matches!(text.tokens[token].kind, Kind::Number | Kind::Open(_))
}

/// A mark or preposition that is left at the end when the time behind it is taken away.
fn dangles(text: &Text<'_>, token: usize) -> bool {
    let kind = text.tokens[token].kind;
    matches!(kind, Kind::Mark(',' | '.' | ';' | ':' | '(') | Kind::Dash)
        || (kind == Kind::Lower
            && (text.is(token, class::TIME_WEAK)
                || text.is_word(token, "the")
                || text.is_word(token, "than")))
}

/// Whether the clause only leads to what happened: a dateline, or "In a letter on Saturday,".
fn is_introduction(text: &Text<'_>, start: usize, end: usize, sentence: &Range<usize>) -> bool {
    if start > sentence.start + 8 || end + 1 >= sentence.end {
        return false;
    }
    let dateline = matches!(text.tokens[end + 1].kind, Kind::Dash)
        && !(start..=end).any(|t| text.tokens[t].kind == Kind::Lower);
    let opening = start == sentence.start && text.is_mark(end + 1, ',');
    let preposition = ["in", "at", "during", "under", "after", "before", "on", "with", "following"];
    dateline || (opening && preposition.iter().any(|w| text.is_word(start, w)))
}

/// The clause behind the mark that follows token `end`.
fn following(text: &Text<'_>, end: usize, sentence: &Range<usize>) -> Option<(usize, usize)> {
    let start = (end + 1..sentence.end).take(4).find(|t| text.tokens[*t].is_word())?;
    let (_, end) = clause::around(text, start, start);
    Some((start, over_apposition(text, end, sentence)))
}

/// Where the clause goes on behind an apposition: "The pool, a club of ports, was dissolved".
fn over_apposition(text: &Text<'_>, end: usize, sentence: &Range<usize>) -> usize {
    let opens = text.is_mark(end + 1, ',')
        && ["a", "an", "the", "which", "who", "led", "known", "then"]
            .iter()
            .any(|w| text.is_word(end + 2, w));
    if !opens {
        return end;
    }
    let close = (end + 2..sentence.end).take(24).find(|t| text.is_mark(*t, ','));
    match close.filter(|close| close + 1 < sentence.end) {
        Some(close) => clause::around(text, close + 1, close + 1).1.max(end),
        None => end,
    }
}
