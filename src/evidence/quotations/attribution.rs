//! The sieves that read the sentence of a quotation: a reporting verb after it, or before it.
//!
//! They stand apart from those that look at the sentences around it, because what stands in the
//! sentence itself decides.

use super::marks::Quoted;
use super::nouns::Who;
use super::scene::{Scene, VERB};
use crate::lexicon::class;
use crate::text::{Kind, Token};

/// A speaker as a sieve found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    /// Who speaks.
    pub(super) who: Who,
    /// The sieve.
    pub(super) rule: &'static str,
    /// Whether the words stand right beside the reporting clause, so that they are surely speech.
    pub(super) tight: bool,
    /// Whether the verb reports speech rather than opinion.
    pub(super) speech: bool,
}

/// Tokens between a quotation and the verb after it, at most.
const REACH: usize = 50;
/// Tokens from the verb of a reporting clause to the end of the sentence that it closes, at most.
const CLOSING: usize = 6;

impl Scene<'_, '_> {
    /// The attribution after a quotation: `said X`, `X said`, `according to X`.
    pub(super) fn voice_after(&self, quote: &Quoted) -> Option<Voice> {
        let text = self.text;
        let end = text.tokens_of_block(quote.block).end;
        let close = quote.close?;
        let mut start = close + 1;
        if start >= end {
            return None;
        }
        let last = text.tokens[quote.last].kind;
        let mut joined = matches!(last, Kind::Mark(',' | '?' | '!' | '…') | Kind::Dash);
        if self.is_comma(start) || text.tokens[start].kind == Kind::Dash {
            joined = true;
            start += 1;
        }
        if start >= end || (last == Kind::Mark('.') && text.tokens[start].is_upper()) {
            return None;
        }
        if let Some(voice) = self.source_voice(start, end) {
            return Some(voice);
        }
        let mut verb = start;
        while verb < end && self.is_adverb(verb) {
            verb += 1;
        }
        if verb < end && self.is_verb(verb) && !text.is(verb, class::PARTICIPLE) {
            let subject = self.subject_starting(verb + 1, end)?;
            return Some(self.voice(subject.who, verb, "verb and name after", true))
                .filter(|v| v.who != Who::Thing);
        }
        if text.is_word(start, "as") {
            start += 1;
            joined = true;
        }
        if !joined {
            return None;
        }
        self.name_and_verb(start, end)
    }

    /// `X said`, X beginning exactly at `start`.
    fn name_and_verb(&self, start: usize, end: usize) -> Option<Voice> {
        let text = self.text;
        for at in start + 1..end.min(start + REACH) {
            let token = text.tokens[at];
            let stop = matches!(token.kind, Kind::Mark(';' | ':' | '?'));
            if stop || self.inside(at) || text.passage_of[at] != text.passage_of[start] {
                return None;
            }
            if !self.is_verb(at) || text.is(at, class::PARTICIPLE) {
                continue;
            }
            let Some(subject) = self.finite_subject(at, start) else { continue };
            if subject.first == start && subject.who != Who::Thing {
                // "X quoted her as saying", but "X recalled".
                if text.is(at, class::ECHO) && text.tokens.get(at + 1).is_some_and(Token::is_word) {
                    let who = Who::Unsure("somebody else's words");
                    return Some(self.voice(who, at, "name and verb after", true));
                }
                return Some(self.voice(subject.who, at, "name and verb after", true));
            }
        }
        None
    }

    /// `That was “Q” for the town, X wrote`: what somebody finds something to be, and a reporting
    /// clause that ends the sentence. Elsewhere in such a sentence, marks may be around a mere term.
    pub(super) fn closing_voice(&self, quote: &Quoted) -> Option<Voice> {
        let text = self.text;
        let start = self.sentence_start(quote.open);
        let mut before = quote.open.checked_sub(1)?;
        while before > start && self.is_adverb(before) {
            before -= 1;
        }
        if before < start || !text.is(before, class::BE) {
            return None;
        }
        let end = text.sentence(quote.last).end;
        let last = (quote.after()..end).rev().find(|at| self.is_comma(*at))?;
        let verb = (last + 2..end).find(|at| self.is_verb(*at))?;
        if end - verb > CLOSING {
            return None;
        }
        Some(Voice { rule: "closing clause", ..self.name_and_verb(last + 1, end)? })
    }

    /// `according to X`, `as per X`, `in the words of X`.
    fn source_voice(&self, start: usize, end: usize) -> Option<Voice> {
        let text = self.text;
        let at = (start..end.min(start + 3)).find(|at| text.is(*at, class::SOURCE))?;
        let name = match () {
            () if text.is_word(at + 1, "to") || text.is_word(at + 1, "of") => at + 2,
            () if text.is_word(at, "per") => at + 1,
            () => return None,
        };
        let subject = self.subject_starting(name, end)?;
        (subject.who != Who::Thing).then(|| self.voice(subject.who, at, "according to", true))
    }

    /// The attribution before a quotation in its sentence: the nearest reporting verb that governs
    /// it.
    pub(super) fn voice_before(&self, quote: &Quoted) -> Option<Voice> {
        let text = self.text;
        let start = self.sentence_start(quote.open);
        let before = quote.open.checked_sub(1).filter(|at| *at >= start)?;
        let colon = text.is_mark(before, ':');
        let direct = colon || self.is_comma(before);
        for at in (start..=before).rev() {
            if self.inside(at) {
                continue;
            }
            if text.is_mark(at, ';') || self.breaks_off(at, start, before) {
                break;
            }
            if text.is(at, class::SOURCE) && text.is_word(at + 1, "to") {
                return self.source_voice(at, quote.open);
            }
            if self.is_verb(at) && self.governs(at, before) {
                let who = self.subject_of(at, start, quote);
                // "other promises", "recent claims": a noun after all.
                let bare = at > start && !self.has_determiner(at - 1, start);
                if bare && text.is(at, class::THIRD) && who == Who::Thing {
                    continue;
                }
                let who = if who == Who::Thing {
                    Who::Unsure("no speaker stands by the verb")
                } else {
                    who
                };
                let tight = direct || before - at <= 1;
                return Some(self.voice(who, at, "verb before", tight));
            }
        }
        if !colon {
            return None;
        }
        let subject = self.main_subject(text.passage_of[quote.open] as usize, before)?;
        let people = self.entities.within(start..before);
        let Who::Person(person) = subject.who else { return None };
        people
            .iter()
            .all(|n| n.entity == person || !self.entities.is_person(n.entity))
            .then_some(Voice { who: Who::Person(person), rule: "colon", tight: true, speech: true })
    }

    /// Whether the noun that ends at `last` has an article or owner before it.
    fn has_determiner(&self, last: usize, start: usize) -> bool {
        let text = self.text;
        let words = (start..=last).rev().take_while(|at| text.tokens[*at].is_word());
        words.take(5).any(|at| text.is(at, class::DETERMINER.or(class::OWNER)))
    }

    /// Whether a conjunction at `at`, after a comma, ends the reach of the verbs before it.
    fn breaks_off(&self, at: usize, start: usize, before: usize) -> bool {
        at < before
            && at > start
            && self.text.is(at, class::BREAK)
            && (self.is_comma(at - 1)
                || self.text.tokens[at - 1].kind == Kind::Dash
                || self.inside(at - 1))
    }

    /// Whether a verb form governs a quotation whose mark stands after `before`.
    fn governs(&self, verb: usize, before: usize) -> bool {
        let text = self.text;
        let infinitive = verb > 0 && text.is_word(verb - 1, "to");
        if infinitive {
            return false;
        }
        let near = before - verb <= 1;
        // "show", "find" and the like report only with the quotation beside them.
        !text.is(verb, class::WEAK) || near
    }

    fn voice(&self, who: Who, verb: usize, rule: &'static str, tight: bool) -> Voice {
        let speech = self.text.is(verb, VERB) && !self.text.is(verb, class::THINK);
        let rule = match &who {
            Who::Pronoun(_) => "pronoun",
            Who::Described(_) => "description",
            _ => rule,
        };
        Voice { who: self.resolve(who), rule, tight, speech: speech || tight }
    }
}
