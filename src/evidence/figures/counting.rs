//! What a number counts that has no currency or measure beside it: the noun behind it, the whole
//! that it is a part of, the members of a body, or what an earlier figure counted.

use std::ops::Range;

use super::Recall;
use super::numeral::{Numeral, Refusal};
use super::summed;
use super::unit::{self, Counted, Sort};
use crate::lexicon::class;
use crate::text::{Kind, Text};

/// Numbers further back are not looked at for the noun that "them" stands for.
const REACH: usize = 60;

/// A number or range without a unit: tokens `first..=last`.
pub(super) struct Bare {
    /// The first token, currency sign and article included.
    pub first: usize,
    /// The last token.
    pub last: usize,
    /// The number, the upper one of a range.
    pub tail: Numeral,
    /// The value, and the upper one of a range.
    pub values: [Option<f64>; 2],
    /// Whether it is a range or a cue such as "about" stands before it.
    pub bounded: bool,
}

/// What is counted, and the rule that tells.
type Found = (Counted, &'static str);

/// What the number counts.
pub(super) fn find(
    text: &Text<'_>,
    bare: &Bare,
    sentence: &Range<usize>,
    recall: &Recall<'_>,
) -> Result<Found, Refusal> {
    let body = body_of(text, bare, sentence);
    // "The figure of 1,900 stands": the number names itself, what follows is a verb.
    if let Some(found) = body.filter(|name| *name == "-").and_then(|_| said_before(bare, recall)) {
        return Ok(found);
    }
    let mut next = bare.last + 1;
    if let Some((_, last)) = (next < sentence.end).then(|| unit::cue_behind(text, next)).flatten() {
        next = last + 1;
    }
    let hyphen = next < sentence.end && text.tokens[next].kind == Kind::Hyphen;
    next += usize::from(hyphen);
    if next < sentence.end {
        let noun = unit::measured(text, next, bare.tail.value)
            .or_else(|| unit::counted(text, next, hyphen));
        if let Some(noun) = noun {
            return Ok((noun, "figures.counted"));
        }
        if text.is_word(next, "of") {
            return part_of(text, bare, next, sentence);
        }
    }
    if bare.tail.value.is_none() {
        return Err("a vague number that counts nothing");
    }
    if let Some(found) = summed::find(text, bare, sentence) {
        return Ok(found);
    }
    if let Some(name) = body.filter(|name| *name != "-") {
        return Ok((inherits(name, bare), "figures.body"));
    }
    inherited(text, bare, next, sentence, recall)
}

fn inherits(name: &str, bare: &Bare) -> Counted {
    Counted { name: name.to_owned(), last: bare.last, sort: Sort::Noun }
}

/// "Two of the ships", "dozens of ports", "200 of them".
fn part_of(
    text: &Text<'_>,
    bare: &Bare,
    of: usize,
    sentence: &Range<usize>,
) -> Result<Found, Refusal> {
    let mut next = of + 1;
    if text.is_word(next, "them") {
        let noun = antecedent(text, bare.first).ok_or("\"of them\" without a noun before it")?;
        return Ok((inherits(&noun, bare), "figures.of-them"));
    }
    while next < sentence.end && text.is(next, class::FUNCTION) && next < of + 4 {
        next += 1;
    }
    // "19 of its 34 ferries": the whole is a figure of its own.
    let whole = next;
    while next < sentence.end
        && (text.tokens[next].kind == Kind::Number || text.is(next, class::NUMERAL))
    {
        next += 1;
    }
    let noun = (next < sentence.end).then(|| unit::counted(text, next, false)).flatten();
    let last = |noun: &Counted| if next > whole { of } else { noun.last };
    noun.map(|noun| (Counted { last: last(&noun), ..noun }, "figures.part"))
        .ok_or("a part of what is not counted")
}

/// The nearest plural noun before a token in its block.
fn antecedent(text: &Text<'_>, token: usize) -> Option<String> {
    let block = text.tokens_of_block(text.block(token));
    let plural = |t: &usize| {
        text.tokens[*t].is_word() && !text.is(*t, class::FUNCTION) && unit::is_plural(text, *t)
    };
    (block.start.max(token.saturating_sub(REACH))..token)
        .rev()
        .find(plural)
        .map(|t| text.str(t).to_lowercase())
}

/// "A team of 14": what the members of such a body are called.
fn body_of<'t>(text: &'t Text<'_>, bare: &Bare, sentence: &Range<usize>) -> Option<&'t str> {
    let first = unit::cue_before(text, bare.first, sentence.start).map_or(bare.first, |(_, f)| f);
    let body = first.checked_sub(2).filter(|t| *t >= sentence.start)?;
    let name = text.lexicon.numbers.collectives.get(&text.words[body])?;
    text.is_word(body + 1, "of").then_some(&**name)
}

/// What the same number counted when it last stood with a noun.
fn said_before(bare: &Bare, recall: &Recall<'_>) -> Option<Found> {
    let mut values = bare.values.iter().flatten();
    let name = values.find_map(|value| recall.by_value.get(&value.to_bits()))?;
    Some((inherits(name, bare), "figures.said-before"))
}

/// A bare number counts what the same number counted before, or what the latest figure of its
/// block counted. Small number words stand for people and things too often.
fn inherited(
    text: &Text<'_>,
    bare: &Bare,
    next: usize,
    sentence: &Range<usize>,
    recall: &Recall<'_>,
) -> Result<Found, Refusal> {
    let value = bare.tail.value.unwrap_or(0.0);
    if !bare.tail.digits && value < 13.0 && !bare.bounded && !is_object(text, bare, sentence) {
        return Err("a number word that counts nothing");
    }
    if next < sentence.end && text.tokens[next].is_upper() && text.tokens[next].spaced {
        return Err("a number before a name");
    }
    let plain = bare.tail.digits && text.str(bare.tail.first).len() == 4 && !bare.bounded;
    if plain && (1000.0..2200.0).contains(&value) {
        return Err("a year, or a number that counts nothing");
    }
    let latest = recall.latest.map(|name| (inherits(name, bare), "figures.inherited"));
    said_before(bare, recall).or(latest).ok_or("a number that counts nothing")
}

/// Whether a small number word ends a clause as the object of a verb: "the annex lists six." It
/// does not behind "the", "at" or "between".
fn is_object(text: &Text<'_>, bare: &Bare, sentence: &Range<usize>) -> bool {
    let Some(before) = bare.first.checked_sub(1).filter(|t| *t >= sentence.start) else {
        return false;
    };
    let has = ["has", "have", "had"].iter().any(|w| text.is_word(before, w));
    let verb = text.tokens[before].kind == Kind::Lower
        && !text.is(before, class::FUNCTION.or(class::NUMBERED).or(class::FURTHER));
    let next = text.tokens.get(bare.last + 1).filter(|_| bare.last + 1 < sentence.end);
    let ends =
        next.is_none_or(|t| matches!(t.kind, Kind::Mark('.' | ',' | ';' | '?' | '!') | Kind::Dash));
    (has || verb) && ends && bare.tail.value.is_some_and(|value| value >= 2.0)
}
