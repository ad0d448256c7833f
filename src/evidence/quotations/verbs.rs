//! The subject of a verb by its form: finite, inverted, coordinated, passive, participle.
//!
//! It stands alone because it knows how verbs find their subjects, and nothing of quotations but
//! where they stand.

use super::marks::Quoted;
use super::nouns::{Subject, Who};
use super::scene::Scene;
use crate::lexicon::class;
use crate::text::Kind;

impl Scene<'_, '_> {
    /// Whose words a verb before a quotation reports.
    pub(super) fn subject_of(&self, verb: usize, start: usize, quote: &Quoted) -> Who {
        let text = self.text;
        let as_said = text.is_word(quote.open - 1, "as")
            || (quote.open >= 2 && text.is_word(quote.open - 2, "as"));
        if text.is(verb, class::ECHO) {
            return Who::Unsure("somebody else's words");
        }
        if text.is(verb, class::DENY) && !as_said && quote.open - verb > 2 {
            return Who::Unsure("somebody else's charge may be quoted");
        }
        let subject = if text.is(verb, class::PARTICIPLE) {
            self.participle_subject(verb, start)
        } else if let Some(agent) = self.passive_agent(verb, start, quote) {
            return agent;
        } else {
            self.finite_subject(verb, start)
        };
        subject.map_or(Who::Thing, |s| s.who)
    }

    /// The agent of a passive ("was called “...” by X"); none if the verb is active.
    fn passive_agent(&self, verb: usize, start: usize, quote: &Quoted) -> Option<Who> {
        let text = self.text;
        let end = text.tokens_of_block(quote.block).end;
        let auxiliary = (start..verb).rev().find(|at| !self.is_adverb(*at));
        let passive =
            auxiliary.is_some_and(|at| text.is(at, class::BE)) || text.is_word(verb + 1, "by");
        if !passive {
            return None;
        }
        let by = (verb + 1..quote.open).find(|at| text.is_word(*at, "by"));
        let after = Some(quote.after()).filter(|at| *at < end && text.is_word(*at, "by"));
        let subject = by.or(after).and_then(|at| self.subject_starting(at + 1, end));
        Some(match subject.map(|s| s.who) {
            None | Some(Who::Thing) => Who::Unsure("a passive without an agent"),
            Some(who) => who,
        })
    }

    /// The subject of a finite verb within its sentence, which begins at `start`.
    pub(super) fn finite_subject(&self, verb: usize, start: usize) -> Option<Subject> {
        let text = self.text;
        let floor = (start..verb).rev().find(|at| self.inside(*at)).map_or(start, |at| at + 1);
        let mut at = verb.checked_sub(1)?;
        let skipped = class::AUX_NOT_BE;
        while at >= floor && at > 0 && (text.is(at, skipped) || self.is_adverb(at)) {
            at -= 1;
        }
        if at < floor || self.inside(at) {
            let inverted = at + 1 >= floor && floor > start;
            return if inverted {
                self.subject_starting(verb + 1, self.sentence_end(verb))
            } else {
                None
            };
        }
        if self.is_comma(at) && (at == floor || self.inside(at - 1)) && floor > start {
            return self.subject_starting(verb + 1, self.sentence_end(verb));
        }
        if self.is_comma(at) && self.inverted(verb) {
            return self.subject_starting(verb + 1, self.sentence_end(verb));
        }
        if text.is(at, class::BE) {
            return None;
        }
        if text.is_word(at, "and") || text.is_word(at, "but") {
            return self.shared_subject(at, start);
        }
        self.subject_ending(at, floor)
    }

    /// Whether a verb after a comma closes its sentence with the speaker: "..., said X."
    fn inverted(&self, verb: usize) -> bool {
        self.named_at(verb + 1).is_some_and(|n| self.entities.is_person(n.entity))
            || self.text.is(verb + 1, class::HONORIFIC)
    }

    fn sentence_end(&self, at: usize) -> usize {
        self.text.sentence(at).end
    }

    /// The subject that a verb after "and" shares with the verbs before it: that of the sentence,
    /// if nobody else in it may have become the subject meanwhile.
    fn shared_subject(&self, and: usize, start: usize) -> Option<Subject> {
        let passage = self.text.passage_of[and] as usize;
        let main = self.main_subject(passage, and)?;
        let rival = self.entities.within(start..and).iter().any(|named| {
            let first = named.first as usize;
            first > main.first
                && Who::Person(named.entity) != main.who
                && Who::Body(named.entity) != main.who
                && (self.entities.is_person(named.entity) || self.is_body(named.entity))
                && first > start
                && self.opens_clause(first - 1)
        });
        Some(if rival {
            Subject { who: Who::Unsure("several subjects"), first: main.first }
        } else {
            main
        })
    }

    /// Whether a new clause may begin after the token at `at`.
    fn opens_clause(&self, at: usize) -> bool {
        let text = self.text;
        let conjunction = class::BREAK.or(class::RELATIVE);
        text.is(at, conjunction)
            || text.is_word(at, "and")
            || matches!(text.tokens[at].kind, Kind::Mark(_) | Kind::Dash)
    }

    /// The subject of a participle: "adding that", "accusing him of", "with X calling it".
    fn participle_subject(&self, verb: usize, start: usize) -> Option<Subject> {
        let text = self.text;
        let mut at = verb.checked_sub(1).filter(|at| *at >= start)?;
        while at > start && self.is_adverb(at) {
            at -= 1;
        }
        if text.is(at, class::BE) {
            // "is saying", "was quoted as saying".
            return self.subject_ending(at.checked_sub(1)?, start);
        }
        if text.is_word(at, "and") {
            let lowest = start.max(at.saturating_sub(10));
            let earlier = (lowest + 1..at).rev().find(|p| text.str(*p).ends_with("ing"));
            if let Some(earlier) = earlier {
                return self.participle_subject(earlier, start).or_else(|| self.main_before(verb));
            }
            return self.main_before(verb);
        }
        if let Some(named) = self.named_ending(at)
            && self.entities.is_person(named.entity)
        {
            return Some(Subject { who: Who::Person(named.entity), first: named.first as usize });
        }
        let attached = self.is_comma(at)
            || self.inside(at)
            || text.tokens[at].kind == Kind::Dash
            || text.is(at, class::PREPOSITION.or(class::BREAK));
        if attached { self.main_before(verb) } else { None }
    }

    /// Who speaks or acts in the sentence before `verb`: its reporter, else its subject.
    fn main_before(&self, verb: usize) -> Option<Subject> {
        let passage = self.text.passage_of[verb] as usize;
        let first = self.text.tokens_of(passage).start;
        if let Some(who) = self.reporter(passage, verb) {
            return Some(Subject { who, first });
        }
        self.main_subject(passage, verb)
    }
}
