//! Whose deed it is: the subject before a verb group, over relative clauses and appositions, and
//! the body for which a speaker speaks.

use crate::evidence::entities::{Entities, Form};
use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::sources::BlockKind;
use crate::text::{Kind, Text};

use super::group;
use super::leftward;
use super::listing::{self, Holder};
use super::several;
use super::speaker::is_pronoun;

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
    /// First token of the passage before this one.
    pub(super) earlier: usize,
    /// Whether that passage says that somebody takes part in a meeting.
    pub(super) meeting: bool,
    /// First token of the passage.
    pub(super) from: usize,
    /// The token after its last.
    pub(super) end: usize,
}

impl Reader<'_> {
    /// The subject of the verb group that begins at token `start`.
    pub(super) fn subject(&self, start: usize) -> Option<Subject> {
        let at = start.checked_sub(1).filter(|at| *at >= self.from)?;
        // "Chile on Monday [joined]".
        let time = group::time(self.text, at, self.from).filter(|t| *t > self.from);
        let at = time.map_or(at, |first| first - 1);
        let mut at = listing::before_suffix(self.text, self.entities, at, self.from);
        let mut relative = false;
        if let Some(found) = self.enclosed(at) {
            return Some(found);
        }
        // "- Canada: applied in January".
        if self.text.is_mark(at, ':') && at > self.from && self.is_item() {
            return self.ending_at(at - 1).filter(|s| s.first == self.from);
        }
        // "the world's biggest carrier, NAME, [said]".
        if let Some(found) = self.apposed_name(at) {
            return Some(found);
        }
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
        let named = |t: usize| self.entities.covering(t).is_some_and(|n| n.last as usize == t);
        // "belongs to NAME, which": a name in a phrase of its own may have a relative clause.
        let antecedent = || {
            let (holders, first) = leftward::leftward(self.text, self.entities, at, self.from);
            Some(Subject { holders, first, plural: true, ..Subject::default() })
        };
        let found = self.ending_at(at).filter(|s| !(relative && s.holders.is_empty()));
        let found = found.or_else(|| antecedent().filter(|_| relative && named(at)));
        let mut subject = match found {
            Some(found) => found,
            None if relative => apposed()?,
            None => return None,
        };
        subject.plural |= relative;
        Some(subject)
    }

    /// "Seven countries (A, B and C) [signed]", "Six firms, including A and B, [signed]": the list
    /// in brackets, dashes or commas that ends at token `close`.
    fn enclosed(&self, close: usize) -> Option<Subject> {
        let lowest = self.from.max(close.saturating_sub(40));
        let open = match self.text.tokens[close].kind {
            Kind::Mark(')') => (lowest..close).rev().find(|t| self.text.is_mark(*t, '('))?,
            Kind::Dash => {
                (lowest..close).rev().find(|t| self.text.tokens[*t].kind == Kind::Dash)?
            }
            Kind::Mark(',') => (lowest..close).rev().find(|t| {
                matches!(self.text.str(*t), "including" | "namely" | "notably" | "like")
                    || (self.text.is_word(*t, "as")
                        && self.text.is_word(t.saturating_sub(1), "such"))
            })?,
            _ => return None,
        };
        let holders = listing::rightward(self.text, self.entities, open + 1, close);
        let whole = holders.last().is_some_and(|h| h.last + 4 > close);
        let single = self.text.is_mark(close, ',') && !holders.is_empty();
        let first = open + 1;
        (whole && (holders.len() >= 2 || single)).then(|| Subject {
            holders,
            first,
            plural: true,
            ..Subject::default()
        })
    }

    /// The last token of a body of which a preposition at token `before` tells where it is:
    /// "Charles University in [Prague]".
    fn located(&self, place: &Holder, before: usize) -> Option<usize> {
        let seat = self.entities.covering(place.last).is_some_and(|n| n.form == Form::Metonym)
            || self.entities.get(place.entity).kind == EntityKind::Place;
        let last = before.checked_sub(1).filter(|b| seat && *b >= self.from)?;
        let last = listing::before_suffix(self.text, self.entities, last, self.from);
        self.entities.covering(last).is_some_and(|n| n.last as usize == last).then_some(last)
    }

    /// The name between commas behind a common noun for it, that ends before the comma at `at`:
    /// "the world's biggest carrier, NAME,".
    pub(super) fn apposed_name(&self, at: usize) -> Option<Subject> {
        if !self.text.is_mark(at, ',') || at < self.from + 3 {
            return None;
        }
        let last = listing::before_suffix(self.text, self.entities, at - 1, self.from);
        let named = self.entities.covering(last).filter(|n| n.last as usize == last)?;
        let comma = (named.first as usize).checked_sub(1).filter(|c| *c > self.from + 1)?;
        let noun = self.text.tokens[comma - 1].kind == Kind::Lower
            && (self.text.match_ending(comma - 1, EntryKind::OrgNoun).is_some()
                || self.text.is(comma - 1, class::SPOKESPEOPLE));
        let size = || {
            // "Japan's biggest line by fleet size, NAME,".
            let from = self.after_opening().min(comma);
            (from..comma).any(|t| self.text.match_at(t, EntryKind::OrgNoun).is_some())
                && !(from..comma).any(|t| self.text.is(t, class::BE.or(class::HELPER)))
                && self
                    .entities
                    .within(from..comma)
                    .iter()
                    .all(|n| self.text.tokens[n.last as usize + 1].kind == Kind::Possessive)
        };
        let body = self.entities.is_body(named.entity) && named.form == Form::Name;
        if !(self.text.is_mark(comma, ',') && body && (noun || size())) {
            return None;
        }
        let holder = Holder { entity: named.entity, first: named.first as usize, last };
        Some(Subject { holders: vec![holder], first: holder.first, ..Subject::default() })
    }

    /// Whether the passage is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        let block = &self.text.source.blocks[self.text.block(self.from)];
        matches!(block.kind, BlockKind::Bullet(_) | BlockKind::Numbered(..))
    }

    /// The subject whose last token is `at`.
    pub(super) fn ending_at(&self, at: usize) -> Option<Subject> {
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
            if let Some(found) = self.counted(at) {
                return Some(found);
            }
            let counts = |t: &usize| *t >= self.from && several::count(self.text, *t).is_some();
            if let Some(before) = at.checked_sub(1).filter(counts)
                && (self.text.is(at, class::SPOKESPEOPLE)
                    || self.text.match_ending(at, EntryKind::Roster).is_some())
                && let Some(found) = self.counted(before)
            {
                return Some(found);
            }
            if let Some(found) = self.described(at) {
                return Some(found);
            }
            if word == "capital"
                && let Some(found) = self.capital(at)
            {
                return Some(found);
            }
            if self.text.is(at, class::SPOKESPEOPLE)
                || matches!(word, "union" | "group" | "own" | "carmaker")
                || matches!(word, "members" | "workers" | "staff" | "employees")
            {
                return self.spokespeople(at);
            }
        }
        None
    }

    /// "the Korean line", "the brewer": a noun for a body that stands for the one spoken of before.
    fn described(&self, at: usize) -> Option<Subject> {
        let noun = self.text.match_ending(at, EntryKind::OrgNoun)?;
        let kind = self.text.lexicon.tables.org_nouns[noun.entry.row as usize];
        let mut before = (noun.first as usize).checked_sub(1).filter(|b| *b >= self.from)?;
        if self.entities.covering(before).is_some_and(|n| listing::is_adjective(self.text, n)) {
            before = before.checked_sub(1).filter(|b| *b >= self.from)?;
        }
        if !matches!(self.text.str(before), "the" | "The") || self.text.str(at).ends_with("ies") {
            return None;
        }
        let meant = self.leading(before, false).or_else(|| self.topical(before))?;
        let [one] = meant.holders.as_slice() else { return None };
        (self.entities.get(one.entity).kind == kind).then_some(meant)
    }

    /// A list of names that ends at `at`, unless a preposition makes it part of another phrase.
    fn named(&self, at: usize) -> Option<Subject> {
        let (holders, first) = leftward::leftward(self.text, self.entities, at, self.from);
        let mut subject =
            Subject { plural: holders.len() > 1, holders, first, ..Subject::default() };
        // An adjective alone is no subject.
        let adjective =
            self.entities.covering(at).is_some_and(|n| listing::is_adjective(self.text, n));
        // "the British are undecided": an adjective with an article and no noun.
        let folk = || first < at && matches!(self.text.str(first), "the" | "The");
        if adjective && !folk() {
            return None;
        }
        let Some(before) = first.checked_sub(1).filter(|b| *b >= self.from) else {
            subject.neither = self.text.is_word(first, "neither");
            return Some(subject);
        };
        // "based in Bergen, Norway,": the country of a place.
        let place = || {
            let place = self.entities.covering(before.saturating_sub(1));
            place.is_some_and(|n| self.entities.get(n.entity).kind == EntityKind::Place)
                || self.text.match_ending(before - 1, EntryKind::City).is_some()
        };
        let closed = at + 1 < self.end && self.text.is_mark(at + 1, ',');
        if closed
            && self.text.is_mark(before, ',')
            && before > self.from
            && subject.holders.len() == 1
            && place()
        {
            return None;
        }
        let lower = self.text.str(before).to_ascii_lowercase();
        let word = lower.as_str();
        subject.neither = matches!(word, "neither" | "nor") || self.text.is_word(first, "neither");
        let office = || {
            let noun = before.checked_sub(1).filter(|n| *n >= self.from);
            matches!(word, "in" | "at")
                && noun.is_some_and(|n| {
                    // An embassy speaks for another country than that in which it is.
                    self.text.is(n, class::SPOKESPEOPLE) && !self.text.is_word(n, "embassy")
                })
        };
        if matches!(word, "from" | "of") || office() {
            let noun = before.checked_sub(1).filter(|n| *n >= self.from)?;
            // "the port of X": the city itself, unless somebody is "in the port of X".
            if self.text.is(noun, class::CIVIC) {
                let phrase = |t: &usize| {
                    let adjective = self
                        .entities
                        .covering(*t)
                        .is_some_and(|n| listing::is_adjective(self.text, n));
                    adjective || self.text.is_word(*t, "the")
                };
                let outside = (self.from..noun).rev().find(|t| !phrase(t));
                let governed = outside.is_some_and(|t| self.text.is(t, class::PREPOSITION));
                return (!governed).then_some(subject);
            }
            let speaks = self.text.is(noun, class::SPOKESPEOPLE)
                || self.text.match_ending(noun, EntryKind::Role).is_some();
            subject.plural = true;
            return speaks.then_some(subject);
        }
        // "three days after NAME said": a clause of its own.
        let verb = class::SAY.or(class::BE).or(class::HELPER).or(class::BODY_VERB);
        let clause = matches!(word, "after" | "before" | "since" | "until" | "than");
        if clause && at + 1 < self.end && self.text.is(at + 1, verb) {
            return Some(subject);
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
        if !loose {
            return Some(subject);
        }
        if let [one] = subject.holders.as_slice()
            && matches!(word, "in" | "at" | "near")
            && let Some(body) = self.located(one, before)
        {
            return self.named(body);
        }
        // "While not in Europe, A and B": the first name belongs to the phrase that opens the sentence.
        let [opening, rest @ ..] = subject.holders.as_slice() else { return None };
        let comma = self.text.is_mark(opening.last + 1, ',');
        if rest.is_empty() || !comma || before > self.from + 3 {
            return None;
        }
        subject.first = rest[0].first;
        subject.holders.remove(0);
        Some(subject)
    }
}
