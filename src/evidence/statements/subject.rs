//! Whose deed it is: the subject before a verb group, over relative clauses and appositions, and
//! the body for which a speaker speaks.

use crate::evidence::EntityIndex;
use crate::evidence::entities::{Entities, Form};
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::listing::{self, Holder};

/// The subject of a deed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Subject {
    /// Whose deed it is.
    pub(super) holders: Vec<Holder>,
    /// Its first token.
    pub(super) first: usize,
    /// Whether it is introduced by "neither".
    pub(super) neither: bool,
    /// Whether it is several or a pronoun, so that a verb in its base form may follow.
    pub(super) plural: bool,
    /// Nobody by name, but a noun for those who attend or lead: "leaders", "delegations".
    pub(super) generic: bool,
}

/// Reads texts with what is known of the passages before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    /// The article.
    pub(super) text: &'a Text<'a>,
    /// Who is in it.
    pub(super) entities: &'a Entities,
    /// Of whom the passages before spoke: what "it", "she" or "the company" stands for.
    pub(super) topic: Option<EntityIndex>,
    /// First token of the passage.
    pub(super) from: usize,
    /// The token after its last.
    pub(super) end: usize,
}

impl Reader<'_> {
    /// The subject of the verb group that begins at token `start`.
    pub(super) fn subject(&self, start: usize) -> Option<Subject> {
        let at = start.checked_sub(1).filter(|at| *at >= self.from)?;
        let mut at = listing::before_suffix(self.text, self.entities, at, self.from);
        let mut relative = false;
        // "Brazil and India, which attended as observers, [ruled out]".
        if self.text.is_mark(at, ',') || self.text.tokens[at].kind == Kind::Dash {
            at = self.before_aside(at)?;
        } else if self.text.is_mark(at, ')') {
            let open = (self.from..at).rev().take(14).find(|t| self.text.is_mark(*t, '('))?;
            at = open.checked_sub(1).filter(|t| *t >= self.from)?;
        }
        if matches!(self.text.str(at), "which" | "who" | "that") && at > self.from {
            relative = true;
            at -= 1;
            if self.text.is_mark(at, ',') && at > self.from {
                at -= 1;
            }
            if self.text.is_mark(at, ')') {
                let open = (self.from..at).rev().take(14).find(|t| self.text.is_mark(*t, '('))?;
                at = open.checked_sub(1).filter(|t| *t >= self.from)?;
            }
        }
        at = listing::before_suffix(self.text, self.entities, at, self.from);
        // "NAME, the foundry group, which": the name stands before the apposition.
        let apposed = || {
            let comma = (at + 1..start).find(|t| self.text.is_mark(*t, ','))?;
            self.ending_at(self.before_aside(comma)?)
        };
        let found = self.ending_at(at).filter(|s| !(relative && s.holders.is_empty()));
        let mut subject = match found {
            Some(found) => found,
            None if relative => apposed()?,
            None => return None,
        };
        subject.plural |= relative;
        Some(subject)
    }

    /// The subject whose last token is `at`.
    fn ending_at(&self, at: usize) -> Option<Subject> {
        if self.entities.covering(at).is_some_and(|n| n.last as usize == at) {
            return self.named(at);
        }
        if let Some(role) = self.text.match_ending(at, EntryKind::Role)
            && let Some(found) = self.owner_of(role.first as usize)
        {
            return Some(found);
        }
        let word = self.text.str(at);
        if self.text.tokens[at].kind == Kind::Lower || at == self.from {
            if is_pronoun(word) {
                return self.pronoun(at, word);
            }
            if self.text.is(at, class::SPOKESPEOPLE)
                || matches!(word, "union" | "group" | "own" | "carmaker")
            {
                return self.spokespeople(at);
            }
        }
        None
    }

    /// A list of names that ends at `at`, unless a preposition makes it part of another phrase.
    fn named(&self, at: usize) -> Option<Subject> {
        let (holders, first) = listing::leftward(self.text, self.entities, at, self.from);
        let mut subject =
            Subject { plural: holders.len() > 1, holders, first, ..Subject::default() };
        // An adjective alone is no subject.
        let adjective = self.entities.covering(at).is_some_and(|n| n.form == Form::Adjective);
        if adjective {
            return None;
        }
        let Some(before) = first.checked_sub(1).filter(|b| *b >= self.from) else {
            subject.neither = self.text.is_word(first, "neither");
            return Some(subject);
        };
        let word = self.text.str(before);
        subject.neither =
            matches!(word, "neither" | "Neither" | "nor") || self.text.is_word(first, "neither");
        if matches!(word, "from" | "of") {
            let noun = before.checked_sub(1).filter(|n| *n >= self.from)?;
            let speaks = self.text.is(noun, class::SPOKESPEOPLE)
                || self.text.match_ending(noun, EntryKind::Role).is_some();
            subject.plural = true;
            return speaks.then_some(subject);
        }
        let loose = matches!(
            word,
            "in" | "at"
                | "for"
                | "with"
                | "against"
                | "by"
                | "to"
                | "between"
                | "on"
                | "into"
                | "over"
                | "toward"
                | "towards"
                | "about"
                | "like"
                | "unlike"
                | "near"
                | "via"
                | "through"
                | "without"
                | "after"
                | "despite"
                | "than"
        );
        (!loose).then_some(subject)
    }

    /// "Finland's [foreign minister]", "the Turkish [transport minister]", "the [president] of ...".
    fn owner_of(&self, first: usize) -> Option<Subject> {
        let mut before = first.checked_sub(1).filter(|b| *b >= self.from)?;
        while self.text.is(before, class::ROLE_MODIFIER) && before > self.from {
            before -= 1;
        }
        let owned = self.text.tokens[before].kind == Kind::Possessive;
        let last = if owned { before.checked_sub(1).filter(|b| *b >= self.from)? } else { before };
        let named = self.entities.covering(last).filter(|n| n.last as usize == last);
        match named {
            Some(named)
                if owned
                    || named.form == Form::Adjective
                    || !self.entities.is_person(named.entity) =>
            {
                let (holders, first) = listing::leftward(self.text, self.entities, last, self.from);
                Some(Subject { holders, first, plural: true, ..Subject::default() })
            }
            _ if matches!(
                self.text.str(before),
                "its" | "Its" | "their" | "his" | "her" | "Her" | "His" | "Their"
            ) =>
            {
                self.topical(before)
            }
            _ => None,
        }
    }

    /// "French and British [officials]", "her [country]", "the [company]", "their [leaders]".
    fn spokespeople(&self, at: usize) -> Option<Subject> {
        let mut before = at.checked_sub(1).filter(|b| *b >= self.from)?;
        let single = matches!(
            self.text.str(at),
            "country"
                | "company"
                | "government"
                | "union"
                | "firm"
                | "nation"
                | "state"
                | "group"
                | "own"
                | "carmaker"
        );
        if single
            && matches!(
                self.text.str(before),
                "his"
                    | "her"
                    | "its"
                    | "our"
                    | "their"
                    | "His"
                    | "Her"
                    | "Its"
                    | "Their"
                    | "Our"
                    | "the"
                    | "The"
            )
        {
            return self.pronoun(before, self.text.str(before));
        }
        if self.text.tokens[before].kind == Kind::Possessive && before > self.from {
            before -= 1;
        }
        // "France and other countries": the names are the subject too.
        let mut list = before;
        if matches!(self.text.str(list), "other" | "more") && list > self.from {
            list -= 1;
            while list > self.from
                && (matches!(self.text.str(list), "and" | "or") || self.text.is_mark(list, ','))
            {
                list -= 1;
            }
        }
        if self.entities.covering(list).is_some_and(|n| n.last as usize == list) {
            let (holders, first) = if list == before {
                listing::leftward(self.text, self.entities, list, self.from)
            } else {
                listing::leftward_open(self.text, self.entities, list, self.from)
            };
            return Some(Subject { holders, first, plural: true, ..Subject::default() });
        }
        Some(Subject { first: at, plural: true, generic: true, ..Subject::default() })
    }

    /// Whom a pronoun means: the one whose words the sentence reports, else the topic.
    fn pronoun(&self, at: usize, word: &str) -> Option<Subject> {
        let several =
            matches!(word.to_ascii_lowercase().as_str(), "they" | "we" | "i" | "their" | "our");
        if let Some(mut subject) = self.speaker(at) {
            subject.plural |= several;
            return Some(subject);
        }
        // Somebody else speaks here, whom the article names in a way that is not understood.
        let reported = (self.from..at).any(|t| self.text.is(t, class::SAY.or(class::THINK)));
        let mut subject = if reported { None } else { self.topical(at) }?;
        subject.plural = several;
        Some(subject)
    }

    fn topical(&self, at: usize) -> Option<Subject> {
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
                if !self.text.is(before, class::HELPER.or(class::GAP).or(class::BE)) {
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
        if matches!(self.text.str(at), "he" | "she" | "it" | "He" | "She" | "It" | "they" | "They")
        {
            return self.topical(at);
        }
        if self.text.is_mark(at, ',') {
            let before = self.before_aside(at)?;
            return self.ending_at(before).filter(|s| !s.holders.is_empty());
        }
        self.ending_at(at).filter(|s| !s.holders.is_empty())
    }

    /// The last token before an aside that ends with the comma at `at`: ", which ...,".
    fn before_aside(&self, at: usize) -> Option<usize> {
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
            let begins = matches!(
                word,
                "which"
                    | "who"
                    | "whose"
                    | "a"
                    | "an"
                    | "the"
                    | "both"
                    | "all"
                    | "one"
                    | "through"
                    | "with"
                    | "like"
                    | "however"
                    | "too"
                    | "in"
                    | "on"
                    | "at"
                    | "from"
                    | "to"
                    | "where"
                    | "whom"
                    | "its"
                    | "once"
                    | "under"
            ) || (lower && word.ends_with("ed"))
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

fn is_pronoun(word: &str) -> bool {
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
