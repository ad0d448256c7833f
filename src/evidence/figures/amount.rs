//! Reads a number with all that belongs to it: currency, scale, range, bound, and what it counts.

use std::ops::Range;

use super::counting::{self, Bare};
use super::numeral::{self, Numeral, Refusal};
use super::unit::{self, Counted, Sort};
use super::{Draft, Recall, traps};
use crate::evidence::Bound;
use crate::lexicon::{BoundCue, NumberWord, class};
use crate::text::{Kind, Text};

/// What was read at a number.
pub(super) enum Reading {
    /// One figure, or two that stand as "from 10 to 15".
    Figures([Option<Draft>; 2]),
    /// No figure; reading goes on behind token `last`.
    Refused {
        /// The last token of what was refused.
        last: usize,
        /// Why.
        reason: Refusal,
    },
}

/// A number with the currency or measure that stands right beside it.
struct Amount {
    numeral: Numeral,
    first: usize,
    unit: Option<Counted>,
    last: usize,
}

/// Reads the figure whose number begins at token `at` of `sentence`.
pub(super) fn read(
    text: &Text<'_>,
    at: usize,
    sentence: &Range<usize>,
    recall: &Recall<'_>,
) -> Reading {
    let mut one = match amount(text, at, sentence) {
        Ok(amount) => amount,
        Err(reason) => return Reading::Refused { last: run(text, at, sentence.end), reason },
    };
    // A currency sign before the digits leaves no doubt.
    let signed = one.numeral.digits && one.first < at;
    let trap = || traps::reason(text, &one.numeral, sentence.start, sentence.end);
    if let Some(reason) = if signed { None } else { trap() } {
        return Reading::Refused { last: run(text, one.last, sentence.end), reason };
    }
    let two = match second(text, &mut one, sentence) {
        Ok(two) => two,
        Err((reason, last)) => return Reading::Refused { last, reason },
    };
    let bound = cue(text, &one, sentence);
    let tail = two.as_ref().unwrap_or(&one);
    let bare = Bare {
        first: one.first,
        last: tail.last,
        tail: tail.numeral,
        values: [one.numeral.value, two.as_ref().and_then(|two| two.numeral.value)],
        bounded: bound.is_some() || two.is_some(),
    };
    let counted = match tail.unit.clone() {
        Some(unit) => Ok((unit, "figures.measured")),
        None => counting::find(text, &bare, sentence, recall),
    };
    let counted = match counted {
        Ok(found) => found,
        Err(reason) => return Reading::Refused { last: tail.last, reason },
    };
    drafts(text, &one, two.as_ref(), bound, counted, sentence)
}

/// Number words and hyphens from a token on, so that a refused number is not read from its middle.
fn run(text: &Text<'_>, at: usize, end: usize) -> usize {
    let mut last = at;
    let digits = text.tokens[at].kind == Kind::Number;
    while last + 1 < end {
        let numeral = if digits {
            text.tokens[last + 1].kind == Kind::Number
        } else {
            numeral::number_word(text, last + 1).is_some()
        };
        let hyphen = text.tokens[last + 1].kind == Kind::Hyphen
            && numeral::number_word(text, last + 2).is_some()
            && last + 2 < end;
        match (numeral, hyphen) {
            (true, _) => last += 1,
            (_, true) => last += 2,
            _ => break,
        }
    }
    last
}

/// The number at a token with its currency sign, or the currency or measure behind it.
fn amount(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Result<Amount, Refusal> {
    let numeral = numeral::read(text, at, sentence.end)?;
    if let Some((code, first)) = unit::currency_before(text, at, sentence.start) {
        let unit = Counted { name: code, last: numeral.last, sort: Sort::Money };
        return Ok(Amount { numeral, first, unit: Some(unit), last: numeral.last });
    }
    // "a million": the article belongs to the number.
    let part = !matches!(
        numeral::number_word(text, at),
        None | Some(NumberWord::Small(_) | NumberWord::Ten(_) | NumberWord::Letter(_))
    );
    let article = at.checked_sub(1).filter(|t| {
        *t >= sentence.start && part && (text.is_word(*t, "a") || text.is_word(*t, "an"))
    });
    let first = article.unwrap_or(at);
    let mut next = numeral.last + 1;
    if numeral.value.is_none() && text.is_word(next, "of") {
        next += 1;
    }
    next += usize::from(next < sentence.end && text.tokens[next].kind == Kind::Hyphen);
    let unit = if next < sentence.end {
        unit::currency_at(text, next, numeral.scale > 1.0)
            .or_else(|| unit::measured(text, next, numeral.value))
    } else {
        None
    };
    if unit.as_ref().is_some_and(|unit| is_multiple(text, unit.last + 1)) {
        return Err("a multiple of something");
    }
    if let Some(reason) = lone_one(text, &numeral, unit.as_ref(), sentence) {
        return Err(reason);
    }
    let last = unit.as_ref().map_or(numeral.last, |unit| unit.last);
    let amount = Amount { numeral, first, unit, last };
    if amount.unit.as_ref().is_some_and(|u| u.sort == Sort::Time)
        && is_age(text, last + 1, sentence)
    {
        return Err("an age");
    }
    Ok(amount)
}

/// "Three times as many" multiplies and counts nothing.
fn is_multiple(text: &Text<'_>, behind: usize) -> bool {
    text.is_word(behind.saturating_sub(1), "times")
        && ["as", "more", "the", "larger", "higher"].iter().any(|w| text.is_word(behind, w))
}

fn is_age(text: &Text<'_>, behind: usize, sentence: &Range<usize>) -> bool {
    let hyphen = behind < sentence.end && text.tokens[behind].kind == Kind::Hyphen;
    text.is_word(behind + usize::from(hyphen), "old")
}

/// "One" is a pronoun or an article more often than a count: it counts time or a measure only,
/// "a one-month truce" or "within one year".
fn lone_one(
    text: &Text<'_>,
    numeral: &Numeral,
    unit: Option<&Counted>,
    sentence: &Range<usize>,
) -> Option<Refusal> {
    let alone = !numeral.digits && numeral.value == Some(1.0) && numeral.first == numeral.last;
    if !alone {
        return None;
    }
    let measured = unit.is_some_and(|u| u.sort != Sort::Noun);
    let hyphen = text.tokens.get(numeral.last + 1).is_some_and(|t| t.kind == Kind::Hyphen);
    let before = numeral.first.checked_sub(1).filter(|t| *t >= sentence.start);
    let bounded = unit::cue_before(text, numeral.first, sentence.start).is_some()
        || before.is_some_and(|t| {
            ["for", "within", "in", "after", "than", "by"].iter().any(|w| text.is_word(t, w))
        });
    (!(measured && (hyphen || bounded))).then_some("\"one\" that need not count")
}

/// The second number of a range or of "from 10 to 15", if there is one.
fn second(
    text: &Text<'_>,
    one: &mut Amount,
    sentence: &Range<usize>,
) -> Result<Option<Amount>, (Refusal, usize)> {
    let mut link = one.last + 1;
    if one.unit.as_ref().is_some_and(|u| u.sort == Sort::Noun) || link + 1 >= sentence.end {
        return Ok(None);
    }
    let dash = matches!(text.tokens[link].kind, Kind::Hyphen | Kind::Dash);
    let worded = text.is_word(link, "to")
        || text.is_word(link, "or")
        || (text.is_word(link, "and") && is_between(text, one, sentence));
    if !dash && !worded {
        return Ok(None);
    }
    link += 1;
    let reach = (link + 3).min(sentence.end);
    let start = (link..reach).find(|t| {
        (text.tokens[*t].kind == Kind::Number || text.is(*t, class::NUMERAL))
            && (*t == link
                || unit::currency_before(text, *t, link).is_some_and(|(_, first)| first == link))
    });
    let Some(start) = start else { return Ok(None) };
    let tight = dash && !text.tokens[link - 1].spaced;
    let two = match amount(text, start, sentence) {
        Ok(two) if two.first >= link => two,
        // "555-0142" is no number at all; "10 - not 12" is one and something else.
        _ if tight && one.numeral.digits => return Err(("digits joined by a dash", start)),
        _ => return Ok(None),
    };
    if one.numeral.scale <= 1.0 && two.numeral.scale > 1.0 && one.numeral.bare < two.numeral.bare {
        one.numeral.value = one.numeral.value.map(|value| value * two.numeral.scale);
    }
    let same = match (&one.unit, &two.unit) {
        (Some(a), Some(b)) => a.name == b.name,
        (Some(a), None) => a.sort == Sort::Money || a.name == "percent",
        _ => true,
    };
    let rising = matches!((one.numeral.value, two.numeral.value), (Some(a), Some(b)) if a < b);
    if rising && same {
        return Ok(Some(two));
    }
    if tight && one.numeral.digits && one.unit.is_none() {
        return Err(("a score or a number with a dash", two.last));
    }
    let change = is_from(text, one, sentence) && text.is_word(link - 1, "to") && same;
    Ok(change.then_some(two))
}

/// The token before the number, its article and its bound.
fn before_all(text: &Text<'_>, one: &Amount, sentence: &Range<usize>) -> Option<usize> {
    let first = unit::cue_before(text, one.first, sentence.start).map_or(one.first, |(_, f)| f);
    first.checked_sub(1).filter(|t| *t >= sentence.start)
}

fn is_between(text: &Text<'_>, one: &Amount, sentence: &Range<usize>) -> bool {
    before_all(text, one, sentence).is_some_and(|t| text.is_word(t, "between"))
}

/// Whether a change is told, "grew from 10 to 15", and not a range, "costs from 10 to 15".
fn is_from(text: &Text<'_>, one: &Amount, sentence: &Range<usize>) -> bool {
    before_all(text, one, sentence).is_some_and(|from| {
        let before = (sentence.start..from).rev().take(8);
        text.is_word(from, "from") && before.into_iter().any(|t| text.is(t, class::CHANGE))
    })
}

/// What the cue before the number says of it.
fn cue(text: &Text<'_>, one: &Amount, sentence: &Range<usize>) -> Option<BoundCue> {
    let (cue, first) = unit::cue_before(text, one.first, sentence.start)?;
    let time = one.unit.as_ref().is_some_and(|u| u.sort == Sort::Time);
    // "Over eight years" is how long something takes, and no bound.
    let during = time && first + 1 == one.first && text.is_word(first, "over");
    (!during).then_some(cue)
}

/// Puts the parts together.
fn drafts(
    text: &Text<'_>,
    one: &Amount,
    two: Option<&Amount>,
    cue: Option<BoundCue>,
    (counted, rule): (Counted, &'static str),
    sentence: &Range<usize>,
) -> Reading {
    let last = counted.last.max(two.map_or(one.last, |two| two.last));
    let behind = || {
        let tail = two.map_or(one.numeral.last, |two| two.numeral.last);
        let at = |t: usize| (t < sentence.end).then(|| unit::cue_behind(text, t)).flatten();
        // Behind the noun only "or more" bounds the number: "26 ports plus a dock" does not.
        let linked = text.is_word(last + 1, "or") || text.is_word(last + 1, "and");
        at(tail + 1).or_else(|| if linked { at(last + 1) } else { None }).map(|(cue, _)| cue)
    };
    let bound = match cue.or_else(behind) {
        Some(BoundCue::About) => Bound::About,
        Some(BoundCue::AtLeast) => Bound::AtLeast,
        Some(BoundCue::AtMost) => Bound::AtMost,
        Some(BoundCue::Exact) | None => Bound::Exact,
    };
    let draft = Draft {
        first: one.first,
        last,
        value: one.numeral.value,
        high: None,
        bound,
        unit: counted.name,
        sort: counted.sort,
        rule,
    };
    match two {
        None => Reading::Figures([Some(draft), None]),
        Some(two) if is_from(text, one, sentence) => {
            let from = Draft { last: one.last, ..draft.clone() };
            let to = Draft { first: two.first, value: two.numeral.value, ..draft };
            Reading::Figures([Some(from), Some(to)])
        }
        Some(two) => {
            let high = two.numeral.value;
            Reading::Figures([Some(Draft { high, bound: Bound::Range, ..draft }), None])
        }
    }
}
