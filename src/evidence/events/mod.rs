//! Events: dated happenings, in the source's words.
//!
//! [`time`] finds the words of time, [`resolve`] makes dates of them; [`extract`] adds what
//! happened. A date that cannot be told is left out, its words are kept.

mod calendar;
mod happening;
mod relative;
mod resolve;
pub(in crate::evidence) mod time;
mod years;

use std::ops::Range;

use super::entities::Entities;
use super::{Abstention, Event};
use crate::date::{Date, Precision};
use crate::lexicon::{Lexicon, class};
use crate::sources::{Block, BlockKind, Meta, Passage, Source};
use crate::span::{PassageId, SourceId};
use crate::text::{Kind, Text};
use resolve::{Context, Tense};
use time::{Mention, When};

/// All dated happenings of an article, and the dates that were not made events. `times` are its
/// words of time.
pub(super) fn extract(
    text: &Text<'_>,
    entities: &Entities,
    mut times: Vec<Mention>,
) -> (Vec<Event>, Vec<Abstention>) {
    // "June Osborn", "Theresa May".
    times.retain(|m| !entities.covering(m.first).is_some_and(|n| entities.is_person(n.entity)));
    let stated = times.iter().filter_map(|m| match m.when {
        When::Date(part, _) => Some((part, tense(text, m.first, m.last, &text.sentence(m.first)))),
        _ => None,
    });
    let context = Context::of(text.source.meta.published, stated);
    let (mut events, mut left_out) = (Vec::new(), Vec::new());
    let mut before: Option<(usize, Event)> = None;
    let mut listed_after: Option<usize> = None;
    for mention in &times {
        match event(text, mention, &context) {
            Ok(mut event) => {
                // "in 2003 and 2005": the same happened in both.
                let listed = listed_after.filter(|last| {
                    mention.first == last + 2
                        && ["and", "or"].iter().any(|w| text.is_word(last + 1, w))
                });
                if let (Some(_), Some((_, other))) = (listed, &before) {
                    event.what.clone_from(&other.what);
                }
                listed_after = Some(mention.last);
                // The same date twice in a sentence is one event.
                let passage = text.passage_of[mention.first] as usize;
                let again = before.as_ref().is_some_and(|(p, e)| {
                    *p == passage
                        && e.date.is_some()
                        && e.date == event.date
                        && e.until == event.until
                });
                if !again {
                    before = Some((passage, event.clone()));
                    events.push(event);
                }
            }
            Err(reason) => left_out.push(Abstention {
                rule: "events".to_owned(),
                reason: reason.to_owned(),
                span: text.span(mention.first, mention.last),
            }),
        }
    }
    (events, left_out)
}

/// The date that words such as "on May 14" or "in March" mean, which an article without any date of
/// its own leaves open: the nearest to `around`, a day from which others of its subject are. None
/// for words that do not name a month.
pub fn near(words: &str, around: Date, lexicon: &Lexicon) -> Option<(Date, Option<Date>)> {
    let end = u32::try_from(words.len()).ok()?;
    let block = Block { kind: BlockKind::Paragraph, text: words.to_owned(), marks: Vec::new() };
    let passage = Passage { id: PassageId::of(words, 1), block: 0, start: 0, end };
    let source = Source {
        id: SourceId::new(""),
        meta: Meta::default(),
        blocks: vec![block],
        passages: vec![passage],
        of_block: std::iter::once(0..1).collect(),
    };
    let text = Text::new(&source, lexicon);
    let context = Context::of(Some(around), std::iter::empty());
    let times = time::scan(&text);
    let when = times.iter().map(|mention| mention.when).find(
        |when| matches!(when, When::Date(part, _) if part.month.is_some() && part.year.is_none()),
    )?;
    context.resolve(when, Tense::Open).map(|(resolved, _)| resolved)
}

fn event(text: &Text<'_>, mention: &Mention, context: &Context) -> Result<Event, &'static str> {
    let Mention { first, last, when, .. } = *mention;
    match when {
        When::Name => return Err("a year in a name"),
        When::Ambiguous => return Err("day and month cannot be told apart"),
        _ => {}
    }
    let sentence = text.sentence(first);
    let from = lead(text, first, &sentence);
    let resolved = context.resolve(when, tense(text, from, last, &sentence));
    if resolved.is_none() && matches!(when, When::Date(p, _) if p.year.is_some()) {
        return Err("no day of the calendar");
    }
    if resolved.is_none() && last < text.after_dateline(sentence.start, sentence.end) {
        return Err("the day of writing, without its year");
    }
    let (date, until, inferred) = match resolved {
        Some(((date, until), inferred)) => (Some(date), until, inferred),
        None => (None, None, false),
    };
    let rule = match when {
        When::Date(..) if inferred => "events.year-from-context",
        When::Date(..) | When::Months(..) => "events.date",
        When::Weekday(..) => "events.weekday",
        _ => "events.relative",
    };
    Ok(Event {
        date,
        until,
        precision: date.map_or(Precision::Relative, Date::precision),
        inferred,
        when: text.slice(from, last).to_owned(),
        what: happening::words(text, from, last, &sentence).to_owned(),
        span: text.span(from, last),
        rule: rule.to_owned(),
    })
}

/// The first token of the words of time with what leads to them: "as of mid-2025", "by the end
/// of 2027". "Of" and "the" only belong to them behind such a word.
fn lead(text: &Text<'_>, first: usize, sentence: &Range<usize>) -> usize {
    let leads = class::TIME_STRONG.or(class::TIME_WEAK).or(class::TIME_PART);
    let mut best = first;
    let mut at = first;
    while at > sentence.start && first - at < 7 {
        let before = at - 1;
        let hyphen = text.tokens[before].kind == Kind::Hyphen && before > sentence.start;
        let word = if hyphen { before - 1 } else { before };
        let linking = ["of", "the", "and", "or", "to"].iter().any(|w| text.is_word(word, w));
        if !text.is(word, leads) && !text.is_word(word, "the") {
            break;
        }
        at = word;
        let inner = best;
        if !linking {
            best = at;
        }
        // "For" and "at" lead to a time only before such words as "the end of".
        if ["for", "at", "about"].iter().any(|w| text.is_word(word, w)) && best == word {
            let part = text.is(first.min(word + 2), class::TIME_PART);
            best = if part { word } else { inner };
            break;
        }
        // A preposition begins the words of time, but for "since before" and the like.
        if ["in", "on", "by", "since", "until", "till", "from", "during", "as", "at"]
            .iter()
            .any(|w| text.is_word(word, w))
        {
            break;
        }
    }
    best
}

/// Whether the clause looks forward or back: the nearest cue before the words of time decides, or
/// else the nearest behind them. What is said beyond a comma is of another time.
fn tense(text: &Text<'_>, from: usize, last: usize, sentence: &Range<usize>) -> Tense {
    let cue = |token: usize| match () {
        () if text.is(token, class::FUTURE) && text.tokens[token].kind == Kind::Lower => {
            Some(Tense::Future)
        }
        () if text.is(token, class::PAST) => Some(Tense::Past),
        () if text.tokens[token].kind == Kind::Lower && text.str(token).ends_with("ed") => {
            Some(Tense::Past)
        }
        () => None,
    };
    let within =
        |t: &usize| !matches!(text.tokens[*t].kind, Kind::Mark(',' | ';') | Kind::Close(true));
    let before = (sentence.start..from).rev().take(20).take_while(within).find_map(cue);
    let next = last + 1 + usize::from(text.is_mark(last + 1, ','));
    let behind = || (next..sentence.end).take(20).take_while(within).find_map(cue);
    before.or_else(behind).unwrap_or(Tense::Open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_a_year_is_the_nearest_to_a_known_day() {
        let lexicon = Lexicon::builtin();
        let around = Date::from_day(2031, 1, 20).unwrap();
        let near = |words| near(words, around, &lexicon).map(|(date, _)| date.to_string());
        assert_eq!(near("on December 3").as_deref(), Some("2030-12-03"));
        assert_eq!(near("in March").as_deref(), Some("2031-03"));
        for words in ["on Sunday", "last week", "in 2029", ""] {
            assert_eq!(near(words), None, "{words}");
        }
    }
}
