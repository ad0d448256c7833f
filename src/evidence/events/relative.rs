//! Words of time that hang on the date of the article: weekdays, "last week", "two years ago".

use std::ops::Range;

use super::calendar;
use super::time::{Mention, Part, When, Which};
use crate::lexicon::{Moment, NumberWord, class};
use crate::text::{Kind, Text};

/// A weekday, alone or before a date ("Monday, 14 May"): the last token and meaning.
pub(super) fn weekday(
    text: &Text<'_>,
    at: usize,
    sentence: &Range<usize>,
) -> Option<(usize, When)> {
    let day = *text.lexicon.calendar.weekdays.get(&text.words[at])?;
    if !text.tokens[at].is_upper() {
        return None;
    }
    let mut next = at + 1;
    while next < sentence.end
        && (text.is_mark(next, ',') || text.is_mark(next, '.') || text.is_word(next, "the"))
        && next < at + 3
    {
        next += 1;
    }
    if next < sentence.end {
        let dated = match text.tokens[next].kind {
            Kind::Number => calendar::number(text, next, &(next..sentence.end), None),
            _ if text.is(next, class::MONTH) => calendar::month(text, next, &(next..sentence.end)),
            _ => None,
        };
        if let Some((last, when @ When::Date(Part { day: Some(_), .. }, _))) = dated {
            return Some((last, when));
        }
    }
    if text.str(at).len() < 6 {
        return None;
    }
    let before = at.checked_sub(1).filter(|t| *t >= sentence.start);
    let word = |w: &str| before.is_some_and(|t| text.is_word(t, w));
    if ["every", "each", "our", "per"].iter().any(|w| word(w)) {
        return None;
    }
    let which = match () {
        () if word("last") => Which::Last,
        () if word("next") => Which::Next,
        () if word("this") || word("coming") => Which::This,
        () => Which::Nearest,
    };
    let part_of_day = ["morning", "afternoon", "evening", "night"];
    let longer = part_of_day.iter().any(|w| text.is_word(at + 1, w)) && at + 1 < sentence.end;
    Some((at + usize::from(longer), When::Weekday(day, which)))
}

/// Other words of time at token `at`.
pub(super) fn moment(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Option<Mention> {
    if !text.is(at, class::TIME) {
        return None;
    }
    if let Some(mention) = distance(text, at, sentence) {
        return Some(mention);
    }
    let words = (at..sentence.end)
        .filter(|t| text.tokens[*t].kind != Kind::Hyphen)
        .map(|t| (text.words[t], t));
    let (moment, last) = text.lexicon.calendar.moments.longest(words)?;
    let dated = |last, when| Some(Mention { first: at, last, when, core: true });
    let span = |year, from, to| {
        let of = |month| Part { year: Some(year), month: Some(month), day: None };
        When::Months(of(from), of(to))
    };
    let year = year_of(text, last, sentence.end);
    match (*moment, year) {
        (Moment::Quarter(n), Some((year, stop))) => dated(stop, span(year, 3 * n - 2, 3 * n)),
        (Moment::Half(n), Some((year, stop))) => dated(stop, span(year, 6 * n - 5, 6 * n)),
        (Moment::Season, Some((year, stop))) => {
            dated(stop, When::Date(Part { year: Some(year), ..Part::default() }, None))
        }
        (Moment::Season, None) if in_season(text, at, sentence) => dated(last, When::Words),
        (Moment::Holiday, _) if text.tokens[at].is_upper() => dated(last, When::Words),
        (
            moment @ (Moment::Days(_) | Moment::Weeks(_) | Moment::Months(_) | Moment::Years(_)),
            _,
        ) => dated(last, When::Moment(moment)),
        _ => None,
    }
}

/// The year of "spring 2026" or "the first quarter of 2026".
fn year_of(text: &Text<'_>, last: usize, end: usize) -> Option<(i16, usize)> {
    let at = last + 1 + usize::from(text.is_word(last + 1, "of"));
    let at = at + usize::from(text.is_mark(at, ','));
    let digits = (at < end && text.tokens[at].kind == Kind::Number).then(|| text.str(at))?;
    let year = (digits.len() == 4).then(|| digits.parse::<i16>().ok()).flatten()?;
    (1000..2200).contains(&year).then_some((year, at))
}

/// "in the spring", "this summer": a season and not a verb or a source of water.
fn in_season(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let Some(before) = at.checked_sub(1).filter(|t| *t >= sentence.start) else { return false };
    if ["this", "last", "next"].iter().any(|w| text.is_word(before, w)) {
        return true;
    }
    text.is_word(before, "the")
        && before > sentence.start
        && ["in", "by", "until", "during", "before", "after", "since", "over"]
            .iter()
            .any(|w| text.is_word(before - 1, w))
}

/// "two years ago", "three months after", "a few weeks later": the word at token `at` ends it.
fn distance(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Option<Mention> {
    if !["ago", "later", "earlier", "after", "before"].iter().any(|w| text.is_word(at, w)) {
        return None;
    }
    let noun = at.checked_sub(1).filter(|t| *t > sentence.start)?;
    let numbers = &text.lexicon.numbers;
    let (unit, _) = numbers.unit_words.longest(std::iter::once((text.words[noun], noun)))?;
    let unit = numbers.units.get(usize::from(*unit)).filter(|unit| unit.time)?;
    let count = noun - 1;
    let mut first = count;
    while first > sentence.start && text.is(first - 1, class::NUMERAL) {
        first -= 1;
    }
    let number = if first == count { count_at(text, count) } else { None };
    let article = text.is_word(count, "a") || text.is_word(count, "an");
    let vague = text.is(count, class::NUMERAL) || text.is_word(count, "several");
    if number.is_none() && !article && !vague {
        return None;
    }
    if first > sentence.start && text.is_word(first - 1, "for") {
        return None;
    }
    let few = first > sentence.start && vague && number.is_none() && text.is_word(first - 1, "a");
    let first = first - usize::from(few);
    let back = number.or(article.then_some(1)).map(|n| -n);
    let when = match (back, &*unit.one) {
        (Some(n), "day") if text.is_word(at, "ago") => When::Moment(Moment::Days(n)),
        (Some(n), "month") if text.is_word(at, "ago") => When::Moment(Moment::Months(n)),
        (Some(n), "year") if text.is_word(at, "ago") => When::Moment(Moment::Years(n)),
        _ => When::Words,
    };
    Some(Mention { first, last: at, when, core: false })
}

/// A small whole number at a token.
fn count_at(text: &Text<'_>, token: usize) -> Option<i32> {
    if text.tokens[token].kind == Kind::Number {
        return text.str(token).parse().ok().filter(|n| (0..10_000).contains(n));
    }
    match text.lexicon.numbers.words.get(&text.words[token])? {
        NumberWord::Small(n) | NumberWord::Ten(n) => {
            #[expect(clippy::cast_possible_truncation, reason = "number words are below a hundred")]
            let n = *n as i32;
            Some(n)
        }
        _ => None,
    }
}
