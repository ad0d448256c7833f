//! Whom words for several mean: "both", "the three", "all five signatories", "they".
//!
//! It stands apart from single pronouns because what they stand for is a list that was given
//! shortly before, and its length must fit.

use std::ops::Range;

use crate::evidence::EntityKind;
use crate::lexicon::NumberWord;
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::listing::{self, Holder};
use super::subject::{Reader, Subject};

/// What words for several say of how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// A number.
    Exactly(usize),
    /// "all", "they".
    Any,
}

/// What a word says of how many are meant: "both", "neither", "three", "all".
pub(super) fn count(text: &Text<'_>, token: usize) -> Option<Count> {
    Some(match text.str(token) {
        "both" | "Both" | "neither" | "Neither" | "pair" | "duo" => Count::Exactly(2),
        "trio" => Count::Exactly(3),
        "all" | "All" | "each" | "Each" => Count::Any,
        _ if text.is(token, class::NUMERAL) => {
            match text.lexicon.numbers.words.get(&text.words[token])? {
                NumberWord::Small(n) if *n >= 2.0 => {
                    Count::Exactly((2..20).find(|k| (small(*k) - *n).abs() < 0.5)?)
                }
                _ => return None,
            }
        }
        _ => return None,
    })
}

fn small(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

impl Reader<'_> {
    /// The subject "the three", "both", "all five [signatories]" whose last word, noun left out, is
    /// the token `at`.
    pub(super) fn counted(&self, at: usize) -> Option<Subject> {
        let wanted = count(self.text, at)?;
        // A bare number counts something else: "five of them".
        let before = at.checked_sub(1).filter(|b| *b >= self.from);
        let definite = before.is_some_and(|b| {
            matches!(self.text.str(b), "the" | "The" | "all" | "All" | "these" | "These")
        });
        let numeral = self.text.is(at, class::NUMERAL);
        if numeral && !definite {
            return None;
        }
        let neither = self.text.is_word(at, "neither");
        let subject = self.several(at, wanted)?;
        Some(Subject { neither, ..subject })
    }

    /// The list that words for several at token `at` stand for: in this passage, or the one before.
    pub(super) fn several(&self, at: usize, count: Count) -> Option<Subject> {
        let here = self.list_in(self.from..at, count);
        let found = here.or_else(|| self.list_in(self.earlier..self.from, count))?;
        let holders = found.iter().map(|h| Holder { entity: h.entity, first: at, last: at });
        Some(Subject { holders: holders.collect(), first: at, plural: true, ..Subject::default() })
    }

    /// The last list of names in a range that is as long as wanted.
    fn list_in(&self, range: Range<usize>, count: Count) -> Option<Vec<Holder>> {
        let mut next = range.start;
        let mut best = None;
        for named in self.entities.within(range.clone()) {
            let first = named.first as usize;
            if first < next || listing::is_adjective(self.text, named) {
                continue;
            }
            let holders = listing::rightward(self.text, self.entities, first, range.end);
            let [.., before, last] = holders.as_slice() else { continue };
            next = last.last + 1;
            let anded =
                (before.last..last.first).any(|t| matches!(self.text.str(t), "and" | "&" | "nor"));
            let fits = match count {
                Count::Exactly(n) => holders.len() == n,
                Count::Any => true,
            };
            if anded && fits {
                best = Some(holders);
            }
        }
        best
    }

    /// The people whom the passage before names by their country, "the Egyptians": "they" means
    /// them rather than a country.
    pub(super) fn people(&self, at: usize) -> Option<Subject> {
        let named = self.entities.within(self.earlier..self.from);
        let folk = named.iter().rev().find(|n| {
            let (first, last) = (n.first as usize, n.last as usize);
            first > self.earlier
                && self.entities.get(n.entity).kind == EntityKind::Country
                && self.text.is_word(first - 1, "the")
                && self.text.str(last).ends_with('s')
                && last + 1 < self.from
                && self.text.tokens[last + 1].kind != Kind::Capital
                && !self.entities.get(n.entity).name.ends_with(self.text.str(last))
        })?;
        let holder = Holder { entity: folk.entity, first: at, last: at };
        Some(Subject { holders: vec![holder], first: at, plural: true, ..Subject::default() })
    }

    /// Whether a subject is one country, for which "they" does not stand.
    pub(super) fn is_country(&self, subject: &Subject) -> bool {
        let [one] = subject.holders.as_slice() else { return false };
        self.entities.get(one.entity).kind == EntityKind::Country
    }

    /// The token with which the sentence itself begins, over what may stand before it: a dateline in
    /// any form ([`Text::after_dateline`] knows the sure ones only), a speaker's tag ("NAME:").
    pub(super) fn after_opening(&self) -> usize {
        let limit = self.end.min(self.from + 16);
        let small = |t: &usize| self.text.tokens[*t].kind == Kind::Lower;
        let clause = (self.from..limit).find(small).unwrap_or(limit);
        let closes = |t: &usize| {
            self.text.tokens[*t].kind == Kind::Dash
                || (self.text.tokens[*t].kind == Kind::Hyphen && self.text.tokens[*t].spaced)
                || self.text.is_mark(*t, ')')
                || self.text.is_mark(*t, '.')
                || self.text.is_mark(*t, ':')
        };
        (self.from + 1..clause).rev().find(closes).map_or(self.from, |t| t + 1)
    }

    /// The first token of the last main clause before token `at` that names its own subject: "A has
    /// signed, but [B is reviewing it: its ...]".
    fn last_clause(&self, at: usize) -> usize {
        let start = self.after_opening().min(at);
        let breaks = |t: &usize| {
            let word = self.text.str(*t);
            matches!(word, "but" | "while" | "whereas") || self.text.is_mark(*t, ';')
        };
        let named = |t: &usize| {
            let verb = class::BE.or(class::HELPER).or(class::AUXILIARY).or(class::SAY);
            let name = self.entities.within(*t..(*t + 2).min(at)).first().copied();
            name.is_some_and(|n| {
                let next = n.last as usize + 1;
                next < at && (self.text.is(next, verb) || self.text.is_mark(next, ','))
            })
        };
        (start..at).rev().filter(breaks).map(|t| t + 1).find(named).unwrap_or(start)
    }

    /// The subject with which the sentence opens, for "it" or "they" in a later clause.
    pub(super) fn leading(&self, at: usize, several: bool) -> Option<Subject> {
        let opening = self.entities.within(self.last_clause(at)..at);
        let named = opening.iter().find(|n| !listing::is_adjective(self.text, n))?;
        let last = named.last as usize;
        let clause = (last + 1..at).any(|t| {
            matches!(self.text.str(t), "," | ";" | ":" | "and" | "but" | "that" | "because" | "if")
        });
        let own = self.text.match_at(named.first as usize, EntryKind::Subject).is_some();
        if !clause || own {
            return None;
        }
        let mut end = last;
        // The whole list, which `ending_at` reads from its end.
        if several {
            let first = named.first as usize;
            let holders = listing::rightward(self.text, self.entities, first, at);
            end = holders.last().map_or(last, |h| h.last);
        }
        let only = || {
            let others = opening.iter().any(|n| n.entity != named.entity);
            let holder =
                Holder { entity: listing::body(self.entities, named), first: at, last: at };
            (!others && !several).then(|| Subject {
                holders: vec![holder],
                first: at,
                ..Subject::default()
            })
        };
        let subject = self.ending_at(end).or_else(only)?;
        let fits = several || subject.holders.len() == 1;
        (fits && !subject.holders.is_empty()).then_some(subject)
    }
}
