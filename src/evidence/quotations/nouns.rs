//! Reads noun phrases: whom they mean, and the subject that begins at a token.
//!
//! It stands alone because a subject is read in the same way whichever sieve asks for it. It never
//! guesses: what it cannot tell apart is [`Who::Unsure`] with the reason.

use super::scene::Scene;
use crate::evidence::EntityIndex;
use crate::evidence::entities::{Form, Named};
use crate::lexicon::class;
use crate::text::Kind;

/// Whom a noun phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A person of the article.
    Person(EntityIndex),
    /// A country or organisation.
    Body(EntityIndex),
    /// Somebody described: "Finland's foreign minister".
    Described(String),
    /// The pronoun at a token, not yet resolved.
    Pronoun(usize),
    /// No person and no known body: "the report".
    Thing,
    /// Somebody who cannot be told, and why.
    Unsure(&'static str),
}

/// A noun phrase read as a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// Whom it means.
    pub(super) who: Who,
    /// Its first token.
    pub(super) first: usize,
}

impl Subject {
    pub(super) fn unsure(reason: &'static str, first: usize) -> Self {
        Self { who: Who::Unsure(reason), first }
    }
}

/// Words of a noun phrase that are looked at, at most.
const LONGEST: usize = 12;

impl Scene<'_, '_> {
    /// A noun phrase with the head `head`, completed up to `end` ("the president of Velantis").
    pub(super) fn common_noun(&self, head: usize, end: usize, floor: usize) -> Subject {
        let text = self.text;
        let mut first = head;
        for at in (floor..=head).rev().take(LONGEST) {
            let token = text.tokens[at];
            let part = token.is_word() || matches!(token.kind, Kind::Hyphen | Kind::Possessive);
            if !part || self.inside(at) || (at != head && self.is_barrier(at)) {
                break;
            }
            first = at;
            if text.is(at, class::DETERMINER.or(class::OWNER)) {
                break;
            }
        }
        if first > floor && self.joins_names(first - 1, floor) {
            return Subject::unsure("several speakers", first);
        }
        // "a spokeswoman for the deputy mayor": she speaks, not the mayor.
        let for_whom = first.checked_sub(2).filter(|at| {
            *at >= floor && text.is(at + 1, class::PREPOSITION) && self.role_ending(head).is_some()
        });
        if let Some(outer) = for_whom.filter(|at| self.role_ending(*at).is_some()) {
            return self.common_noun(outer, end, floor);
        }
        Subject { who: self.describe(first, head, end), first }
    }

    /// The subject that begins at `first`: after an inverted verb, or at the start of a sentence.
    pub(super) fn subject_starting(&self, first: usize, end: usize) -> Option<Subject> {
        let text = self.text;
        if first >= end {
            return None;
        }
        if self.is_pronoun(first) {
            return Some(Subject { who: Who::Pronoun(first), first });
        }
        let mut head = None;
        let mut at = first;
        while at < end.min(first + 2 * LONGEST) && !self.inside(at) {
            if let Some(who) = self.unlisted_starting(at, end).filter(|_| head.is_none()) {
                return Some(Subject { who, first });
            }
            if let Some(named) = self.named_at(at) {
                let after = named.last as usize + 1;
                let owner = text.tokens.get(after).is_some_and(|t| t.kind == Kind::Possessive);
                if owner || head.is_some() || self.modifies(named, after) {
                    at = after + usize::from(owner);
                    continue;
                }
                return Some(self.name_starting(*named, first, end));
            }
            if self.is_comma(at) {
                if let Some(who) = self.apposed_person(at + 1, end).filter(|_| at > first) {
                    return Some(Subject { who, first });
                }
                break;
            }
            if self.honorific_stop(at) {
            } else if text.is(at, class::PREPOSITION) && at > first {
                head = head.or(Some(at - 1));
            } else if self.ends_phrase(at) {
                break;
            }
            at += 1;
        }
        if at == first {
            return None;
        }
        let who = self.describe(first, head.unwrap_or(at - 1), at - 1);
        Some(Subject { who, first })
    }

    /// Whom a name means that stands in no list and begins at `at`.
    fn unlisted_starting(&self, at: usize, end: usize) -> Option<Who> {
        let text = self.text;
        let Some(last) = self.unlisted_at(at, end) else {
            return self.bearer(at).map(Who::Person);
        };
        let joint = text.is_word(last + 1, "and") && last + 2 < end;
        Some(if joint && text.tokens[last + 2].is_upper() {
            Who::Unsure("several speakers")
        } else {
            Who::Described(text.slice(at, last).to_owned())
        })
    }

    /// Whether a name only modifies the noun after it: "Velantis chief executive".
    fn modifies(&self, named: &Named, after: usize) -> bool {
        !self.entities.is_person(named.entity)
            && self.text.tokens.get(after).is_some_and(|t| {
                t.kind == Kind::Hyphen || (t.is_word() && !self.ends_phrase(after))
            })
            && !self.text.is(after, class::PREPOSITION)
    }

    fn name_starting(&self, named: Named, first: usize, end: usize) -> Subject {
        let after = named.last as usize + 1;
        let joint = after + 1 < end
            && self.text.is_word(after, "and")
            && (self.named_at(after + 1).is_some() || self.text.is(after + 1, class::DETERMINER));
        let who = if joint {
            Who::Unsure("several speakers")
        } else if self.entities.is_person(named.entity) {
            Who::Person(named.entity)
        } else if named.form == Form::Adjective {
            Who::Unsure("only an adjective names it")
        } else if self.is_body(named.entity) {
            Who::Body(named.entity)
        } else {
            Who::Thing
        };
        Subject { who, first }
    }

    /// The person, titles before the name allowed, who is named from `first` on.
    fn apposed_person(&self, first: usize, end: usize) -> Option<Who> {
        let upto = end.min(first + LONGEST);
        let named = self.entities.within(first..upto);
        if let Some(person) = named.iter().find(|n| self.entities.is_person(n.entity)) {
            let start = self.title_start(person.first as usize, first);
            return (start == first).then_some(Who::Person(person.entity));
        }
        let mut name = first;
        while self.text.is(name, class::HONORIFIC) || self.honorific_stop(name) {
            name += 1;
        }
        let last = self.unlisted_at(name, end)?;
        Some(Who::Described(self.text.slice(name, last).to_owned()))
    }

    /// Whether a token cannot be part of the noun phrase that it follows.
    fn ends_phrase(&self, at: usize) -> bool {
        let token = self.text.tokens[at];
        let part =
            token.is_word() || matches!(token.kind, Kind::Hyphen | Kind::Possessive | Kind::Number);
        let closed =
            class::AUX_NOT_BE.or(class::BE).or(class::BREAK).or(class::RELATIVE).or(class::WEEKDAY);
        !part
            || (self.text.is(at, closed) && !self.text.is(at, class::DETERMINER))
            || self.text.is_word(at, "and")
            || self.is_verb(at)
    }

    /// Whether a token cannot be part of the noun phrase that it precedes.
    pub(super) fn is_barrier(&self, at: usize) -> bool {
        let closed = class::PREPOSITION
            .or(class::BE)
            .or(class::AUX_NOT_BE)
            .or(class::BREAK)
            .or(class::RELATIVE);
        (self.text.is(at, closed) && !self.text.is(at, class::DETERMINER))
            || self.text.is_word(at, "and")
            || self.is_pronoun(at)
            || self.is_verb(at)
    }
}
