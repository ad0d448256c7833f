//! Where the articles differ: counts of the same thing, offices of the same person, years of the
//! same happening, whether somebody belongs.
//!
//! Two statements only disagree if they are shown to be about the same; counts that cannot be
//! shown to are listed apart as different measures.

mod amounts;
mod belonging;
mod count;
mod dates;
mod figures;
pub(super) mod offices;
mod things;
mod wording;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::date::Date;
use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::span::{Cited, Span};

use super::{ClaimId, Corpus, Disagreement, Status, Subject, Topic, Verdict};

/// Sides of a disagreement at most; the rest is as in one of them.
const SIDES: usize = 8;

/// All disagreements: conflicts first, then by the number of passages.
pub(super) fn find(
    corpus: &Corpus<'_>,
    lexicon: &Lexicon,
    topic: &Topic,
    subject: &Subject,
) -> Vec<Disagreement> {
    let mut all = figures::find(corpus, lexicon, topic, &subject.figures);
    all.extend(offices::find(corpus, lexicon, &subject.people));
    all.extend(dates::find(corpus, lexicon));
    all.extend(belonging::find(corpus));
    let passages = |d: &Disagreement| d.sides.iter().map(|s| s.spans().count()).sum::<usize>();
    all.sort_by_cached_key(|d| {
        (d.verdict, std::cmp::Reverse(passages(d)), d.about.clone(), d.id.clone())
    });
    let mut seen = FxHashSet::default();
    all.retain(|d| seen.insert(d.id.clone()));
    all
}

/// One statement of a side: its words, where, and when they were published.
#[derive(Clone, Debug)]
struct Stated<'a> {
    /// What tells the side from others.
    key: String,
    /// The value in words.
    value: String,
    span: &'a Span,
    published: Option<Date>,
    /// Who asserts it, where the article only reports that.
    asserted_by: Option<&'a str>,
}

impl Stated<'_> {
    /// Whose statement it is: all articles that relay one briefing are one voice.
    fn voice(&self) -> String {
        voice(self.asserted_by, self.span)
    }
}

/// Whose statement something is: that of whoever asserts it, else the article's own.
fn voice(asserted_by: Option<&str>, span: &Span) -> String {
    asserted_by.map_or_else(|| format!("@{}", span.source), name_key)
}

/// Puts statements of the same thing into sides; none if there are not two.
fn disagreement(
    kind: &str,
    about: String,
    verdict: Option<Verdict>,
    stated: &[Stated<'_>],
) -> Option<Disagreement> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sides: Vec<Cited<String>> = Vec::new();
    for one in stated {
        let next = sides.len();
        let at = *place.entry(&one.key).or_insert(next);
        match sides.get_mut(at) {
            Some(side) if side.spans().any(|s| same_passage(s, one.span)) => {}
            Some(side) => side.rest.push(one.span.clone()),
            None => sides.push(Cited::new(one.value.clone(), one.span.clone())),
        }
    }
    if sides.len() < 2 {
        return None;
    }
    // What most voices say stands first, then what stands in most passages.
    let voices: BTreeMap<&Span, String> = stated.iter().map(|s| (s.span, s.voice())).collect();
    sides.sort_by_cached_key(|side| {
        let heard: BTreeSet<&String> = side.spans().filter_map(|span| voices.get(span)).collect();
        std::cmp::Reverse((heard.len(), side.spans().count()))
    });
    sides.truncate(SIDES);
    let verdict = verdict.unwrap_or_else(|| judge(stated));
    let key = format!("{kind} {about}");
    let id = ClaimId::of("disagreement", &key, &sides[0].first);
    Some(Disagreement { id, status: Status::Suggested, about, verdict, sides, note: None })
}

fn same_passage(a: &Span, b: &Span) -> bool {
    a.passage == b.passage && a.source == b.source
}

/// What sort of disagreement dated statements make: a change if all are dated and no two sides
/// were held at a time; against one's own headline if there is but one article; else a conflict.
fn judge(stated: &[Stated<'_>]) -> Verdict {
    let source = &stated[0].span.source;
    if stated.iter().all(|s| s.span.source == *source) {
        return Verdict::HeadlineVsBody;
    }
    let mut ranges: BTreeMap<&str, (Date, Date)> = BTreeMap::new();
    for one in stated {
        let Some(date) = one.published else { return Verdict::Conflict };
        let range = ranges.entry(&one.key).or_insert((date, date));
        *range = (range.0.min(date), range.1.max(date));
    }
    let mut ranges: Vec<(Date, Date)> = ranges.into_values().collect();
    ranges.sort_unstable();
    // News of the same days tells of the same state of things.
    let apart = |pair: &[(Date, Date)]| days_between(pair[0].1, pair[1].0).is_some_and(|d| d > 7);
    if ranges.windows(2).all(apart) { Verdict::ChangedOverTime } else { Verdict::Conflict }
}

/// Days from one date to a later one, where both are known to the day.
fn days_between(earlier: Date, later: Date) -> Option<i32> {
    let (earlier, later) = (earlier.civil()?, later.civil()?);
    (later - earlier).to_duration(earlier).ok().and_then(|d| i32::try_from(d.as_hours() / 24).ok())
}
