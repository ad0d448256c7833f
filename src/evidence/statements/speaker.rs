//! Whom a pronoun means: the one whose words a sentence reports, or of whom the text speaks; and what
//! stands between a subject and its verb.
//!
//! It stands apart from subjects that are named, which need no context.

use crate::lexicon::class;
use crate::lexicon::vocabulary::{EntryKind, UNKNOWN};
use crate::text::Kind;

use super::listing::{self, Holder};
use super::several;
use super::subject::{Reader, Subject};

impl Reader<'_> {
    /// Whom a pronoun means: the one whose words the sentence reports, else the topic.
    pub(super) fn pronoun(&self, at: usize, word: &str) -> Option<Subject> {
        let several =
            matches!(word.to_ascii_lowercase().as_str(), "they" | "we" | "i" | "their" | "our");
        if let Some(mut subject) = self.speaker(at) {
            subject.plural |= several;
            return Some(subject);
        }
        // Somebody else speaks here, whom the article names in a way that is not understood.
        if self.is_reported(at) {
            return None;
        }
        if let Some(comma) = self.fronted(at) {
            return self.opening_after(comma, at, several);
        }
        let they = matches!(word, "they" | "They");
        let list = || self.several(at, several::Count::Any).or_else(|| self.people(at));
        let mut subject =
            self.leading(at, several).or_else(|| list().filter(|_| they)).or_else(|| {
                let meant = self.topical(at).filter(|s| !they || !self.is_country(s));
                meant.filter(|_| !self.has_unknown(at))
            })?;
        subject.plural |= several;
        Some(subject)
    }

    /// The comma that ends a clause in front of its main clause, where `at` stands in one that names
    /// nobody before: "Months after [it] had signed, the city of X withdrew".
    fn fronted(&self, at: usize) -> Option<usize> {
        let from = self.after_opening();
        let opens = (from..at).any(|t| self.text.is(t, class::BREAK) && t < from + 6);
        let plain = self.entities.within(from..at).is_empty()
            && !(from..at).any(|t| self.text.is_mark(t, ','));
        let comma = (at..self.end).find(|t| self.text.is_mark(*t, ','))?;
        (opens && plain).then_some(comma)
    }

    /// Who a main clause opens with, for the pronoun at `at` in the clause before it.
    fn opening_after(&self, comma: usize, at: usize, several: bool) -> Option<Subject> {
        let first =
            self.entities.within(comma + 1..self.end.min(comma + 8)).first()?.first as usize;
        // "the city of X", "Italy’s Y"; a verb before the name means that somebody else acts.
        let near = (comma + 1..first)
            .all(|t| matches!(self.text.str(t), "the" | "of") || self.text.is(t, class::CIVIC));
        let holders = listing::rightward(self.text, self.entities, first, self.end);
        let fits = near && several == (holders.len() > 1);
        let holders = holders.into_iter().map(|holder| Holder { first: at, last: at, ..holder });
        fits.then(|| Subject { holders: holders.collect(), first: at, ..Subject::default() })
    }

    /// Whether a name of which nothing is known stands in the sentence before token `at`: a pronoun
    /// may mean that one.
    fn has_unknown(&self, at: usize) -> bool {
        (self.from + 1..at).any(|t| {
            self.text.words[t] == UNKNOWN
                && self.text.tokens[t].kind == Kind::Capital
                && self.entities.covering(t).is_none()
        })
    }

    /// Whether a verb of speech stands in the clause before token `at`.
    pub(super) fn is_reported(&self, at: usize) -> bool {
        let ends = |t: &usize| {
            matches!(self.text.tokens[*t].kind, Kind::Mark(';' | ':') | Kind::Dash)
                // ", and its ministry": another main clause.
                || (self.text.is_mark(*t, ',') && matches!(self.text.str(*t + 1), "and" | "but" | "while"))
        };
        let clause = (self.from..at).rev().find(ends).unwrap_or(self.from);
        (clause..at).any(|t| self.text.is(t, class::SAY.or(class::THINK)))
    }

    pub(super) fn topical(&self, at: usize) -> Option<Subject> {
        let entity = self.topic?;
        let holders = vec![Holder { entity, first: at, last: at }];
        Some(Subject { holders, first: at, ..Subject::default() })
    }

    /// Whose words the passage reports: the subject of its reporting verb before token `at`, or
    /// beside one after it.
    fn speaker(&self, at: usize) -> Option<Subject> {
        let reports = |t: &usize| {
            self.text.is(*t, class::SAY.or(class::THINK)) && !self.text.is(*t, class::PARTICIPLE)
        };
        for verb in (self.from..at).rev().filter(reports) {
            let mut start = verb;
            while let Some(before) = start.checked_sub(1).filter(|b| *b >= self.from) {
                if !self
                    .text
                    .is(before, class::HELPER.or(class::GAP).or(class::BE).or(class::NEGATION))
                {
                    break;
                }
                start = before;
            }
            if let Some(found) = self.reporter(start) {
                return Some(found);
            }
        }
        // "“We will not,” said the Norsund minister NAME."
        let quoted = (at..self.end).any(|t| matches!(self.text.tokens[t].kind, Kind::Close(_)));
        let comma = (at..self.end).any(|t| self.text.is_mark(t, ','));
        if !(quoted || comma) {
            return None;
        }
        let verb = (at + 1..self.end).find(|t| {
            reports(t)
                && *t > 0
                && (self.text.is_mark(*t - 1, ',')
                    || matches!(self.text.tokens[*t - 1].kind, Kind::Close(_)))
        })?;
        let holders = listing::rightward(self.text, self.entities, verb + 1, self.end);
        let holder = *holders.first()?;
        Some(Subject { holders: vec![holder], first: at, ..Subject::default() })
    }

    /// The subject of a reporting verb: a name, or a pronoun that means the topic.
    fn reporter(&self, start: usize) -> Option<Subject> {
        let at = start.checked_sub(1).filter(|at| *at >= self.from)?;
        let at = listing::before_suffix(self.text, self.entities, at, self.from);
        if matches!(self.text.str(at), "he" | "she" | "it" | "He" | "She" | "It" | "they" | "They")
        {
            return self.topical(at);
        }
        // "NAME stopped short of that and said it would": the subject of the first verb.
        if matches!(self.text.str(at), "and" | "but") {
            return self.leading(at + 1, false);
        }
        if let Some(found) = self.apposed_name(at) {
            return Some(found);
        }
        if self.text.is_mark(at, ',') {
            let before = self.before_aside(at)?;
            return self.ending_at(before).filter(|s| !s.holders.is_empty());
        }
        self.ending_at(at).filter(|s| !s.holders.is_empty())
    }

    /// The last token before an aside that ends with the comma at `at`: ", which ...,".
    pub(super) fn before_aside(&self, at: usize) -> Option<usize> {
        let lowest = self.from.max(at.saturating_sub(40));
        let opens = |t: &usize| {
            (self.text.is_mark(*t, ',') || self.text.tokens[*t].kind == Kind::Dash)
                && *t > self.from
        };
        // The nearest comma after a name or a title; the words after it must begin an aside.
        (lowest..at).rev().filter(opens).find_map(|comma| {
            let last = listing::before_suffix(self.text, self.entities, comma - 1, self.from);
            let name = self.entities.covering(last).is_some_and(|n| n.last as usize == last)
                || self.text.match_ending(last, EntryKind::Role).is_some()
                || self.text.is_mark(last, ')');
            let word = self.text.str(comma + 1);
            let lower = self.text.tokens[comma + 1].kind == Kind::Lower;
            // What follows must open an aside, not the next clause.
            let begins = (lower && !matches!(word, "and" | "or" | "but"))
                || self.text.match_at(comma + 1, EntryKind::Role).is_some()
                || self.entities.covering(comma + 1).is_some();
            if !(name && begins) {
                return None;
            }
            if self.text.is_mark(last, ')') {
                let open = (self.from..last).rev().take(14).find(|t| self.text.is_mark(*t, '('))?;
                return open.checked_sub(1);
            }
            Some(last)
        })
    }
}

/// Whether a word is a pronoun that may be a subject.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "it" | "It"
            | "they"
            | "They"
            | "we"
            | "We"
            | "she"
            | "She"
            | "he"
            | "He"
            | "I"
            | "we'll"
            | "we’ll"
    )
}
