//! Figures: counted and measured things, with their bound, their unit and who vouches for them.
//!
//! [`extract`] reads every number of an article that is no date (see [`super::events::time`]), drops
//! those that count nothing ([`traps`]), and finds what the others count ([`unit`]). What a bare
//! number counts is inherited from an earlier figure, or it is left out.

mod amount;
mod context;
mod counting;
mod numeral;
mod summed;
mod traps;
mod unit;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entities::Entities;
use super::events::time::Mention;
use super::{Abstention, Bound, Figure, clause};
use crate::lexicon::class;
use crate::text::{Kind, Text};
use amount::Reading;
use unit::Sort;

/// All figures of an article, and the numbers that were not made figures, each with the reason.
/// `times` are its words of time.
pub(super) fn extract(
    text: &Text<'_>,
    entities: &Entities,
    times: &[Mention],
) -> (Vec<Figure>, Vec<Abstention>) {
    let mut reader = Reader {
        text,
        entities,
        memory: Memory::default(),
        figures: Vec::new(),
        left_out: Vec::new(),
    };
    let mut next_time = 0;
    for passage in 0..text.passages.len() {
        if !(text.holds_number(passage) || text.holds(passage, class::NUMERAL)) {
            continue;
        }
        let range = text.tokens_of(passage);
        let mut at = range.start;
        while at < range.end {
            while times.get(next_time).is_some_and(|m| m.last < at) {
                next_time += 1;
            }
            at = match times.get(next_time) {
                Some(Mention { first, last, core: true, .. }) if *first <= at => last + 1,
                _ => reader.step(at, range.clone()),
            };
        }
    }
    (reader.figures, reader.left_out)
}

struct Reader<'t> {
    text: &'t Text<'t>,
    entities: &'t Entities,
    memory: Memory,
    figures: Vec<Figure>,
    left_out: Vec<Abstention>,
}

/// What earlier figures counted, for numbers that do not say.
#[derive(Default)]
struct Memory {
    /// The block and noun of the latest counted noun.
    latest: Option<(usize, String)>,
    /// What each number counted when it last stood with a noun.
    by_value: FxHashMap<u64, String>,
    /// Figures of the passage at hand, so that none is stated twice.
    stated: FxHashSet<(u32, u64, String, String)>,
}

impl Reader<'_> {
    /// Reads the number at token `at`, if there is one, and returns the token at which to go on.
    fn step(&mut self, at: usize, sentence: std::ops::Range<usize>) -> usize {
        let text = self.text;
        if text.tokens[at].kind != Kind::Number && !text.is(at, class::NUMERAL) {
            return at + 1;
        }
        match amount::read(text, at, &sentence, &self.memory_of(at)) {
            Reading::Figures(drafts) => {
                let mut next = at + 1;
                for draft in drafts.into_iter().flatten() {
                    next = next.max(draft.last + 1);
                    self.remember(&draft);
                    self.push(draft);
                }
                next
            }
            Reading::Refused { last, reason } => {
                // A mere word such as "one" needs no explanation.
                if text.tokens[at].kind == Kind::Number || last > at {
                    self.left_out.push(Abstention {
                        rule: "figures".to_owned(),
                        reason: reason.to_owned(),
                        span: text.span(at, last),
                    });
                }
                last + 1
            }
        }
    }

    fn memory_of(&self, at: usize) -> Recall<'_> {
        let block = self.text.block(at);
        Recall {
            latest: self
                .memory
                .latest
                .as_ref()
                .filter(|(b, _)| *b == block)
                .map(|(_, n)| n.as_str()),
            by_value: &self.memory.by_value,
        }
    }

    fn remember(&mut self, draft: &Draft) {
        if draft.sort == Sort::Noun {
            self.memory.latest = Some((self.text.block(draft.first), draft.unit.clone()));
        }
        if matches!(draft.sort, Sort::Noun | Sort::Measure) {
            for value in draft.value.iter().chain(&draft.high) {
                self.memory.by_value.insert(value.to_bits(), draft.unit.clone());
            }
        }
    }

    fn push(&mut self, draft: Draft) {
        let text = self.text;
        let (from, to) = clause::around(text, draft.first, draft.last);
        let what = text.slice(from, to).to_owned();
        let value = draft.value.unwrap_or(-1.0).to_bits();
        let key = (text.passage_of[draft.first], value, draft.unit.clone(), what.clone());
        if !self.memory.stated.insert(key) {
            return;
        }
        self.figures.push(Figure {
            value: draft.value,
            high: draft.high,
            bound: draft.bound,
            bound_words: bound_words(text, draft.first, draft.bound),
            unit: draft.unit,
            what,
            event: context::event(text, draft.first, draft.last),
            asserted_by: context::asserted_by(text, self.entities, draft.first, draft.last),
            span: text.span(draft.first, draft.last),
            rule: draft.rule.to_owned(),
        });
    }
}

/// The source's own words for a bound, where they stand before the number.
fn bound_words(text: &Text<'_>, first: usize, bound: Bound) -> Option<String> {
    let start = text.sentence(first).start;
    let (_, cue) = unit::cue_before(text, first, start).filter(|_| bound != Bound::Exact)?;
    Some(text.slice(cue, first - 1).to_owned())
}

/// What a bare number may count.
struct Recall<'m> {
    latest: Option<&'m str>,
    by_value: &'m FxHashMap<u64, String>,
}

/// A figure before its surroundings are read.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    first: usize,
    last: usize,
    value: Option<f64>,
    high: Option<f64>,
    bound: Bound,
    unit: String,
    sort: Sort,
    rule: &'static str,
}
