//! Whom "he", "she" and "it" mean: the last eligible subject.
//!
//! It stands alone because it is the one sieve that looks back over sentences. It answers only
//! where one candidate remains.

use super::nouns::{Subject, Who};
use super::roles::UNCLEAR_BODY;
use super::scene::{Gender, SENTENCE, Scene};
use crate::evidence::EntityIndex;
use crate::lexicon::class;
use crate::text::Kind;

/// Sentences that are looked back over, at most.
const BACK: usize = 5;

/// What a sentence offers to a pronoun after it.
struct Offer {
    /// Its subject, and whether that is the subject of a reporting verb.
    subject: Option<(Who, bool)>,
    /// The people named outside of quotation marks, each once; at most eight.
    people: Vec<EntityIndex>,
}

impl Scene<'_, '_> {
    /// Replaces a pronoun by whom it means.
    pub(super) fn resolve(&self, who: Who) -> Who {
        let Who::Pronoun(at) = who else { return who };
        let text = self.text;
        if text.is(at, class::PLURAL_PRONOUN) {
            return Who::Unsure("a pronoun without a gender");
        }
        if text.is(at, class::NEUTER) {
            return self.resolve_it(at);
        }
        let gender = if text.is(at, class::MALE) { Gender::Male } else { Gender::Female };
        self.resolve_person(at, gender)
    }

    pub(super) fn resolve_it(&self, at: usize) -> Who {
        let passage = self.text.passage_of[at] as usize;
        if let Some(Subject { who: Who::Body(entity), first }) = self.main_subject(passage, at)
            && first < at
        {
            return Who::Body(entity);
        }
        let before = passage.checked_sub(1).filter(|p| self.same_block(*p, passage));
        let subject = before.and_then(|p| self.main_subject(p, self.text.tokens_of(p).end));
        match subject.map(|s| s.who) {
            Some(Who::Body(entity)) => Who::Body(entity),
            _ => Who::Unsure("whom the pronoun means is not clear"),
        }
    }

    fn resolve_person(&self, at: usize, gender: Gender) -> Who {
        const UNCLEAR: Who = Who::Unsure("whom the pronoun means is not clear");
        let fits = |person: EntityIndex| self.gender(person).is_none_or(|g| g == gender);
        let passage = self.text.passage_of[at] as usize;
        let mut upto = at;
        for back in 0..=BACK {
            let Some(here) = passage.checked_sub(back) else { break };
            if self.text.is_heading(here) {
                break;
            }
            let near = self.same_block(here, passage);
            let offer = self.offer(here, upto.min(self.text.tokens_of(here).end));
            upto = usize::MAX;
            let mut rivals = offer.people.iter().copied().filter(|p| fits(*p));
            match offer.subject {
                Some((Who::Person(person), reports)) if fits(person) => {
                    let alone = rivals.all(|p| p == person);
                    let clear = alone || reports && !self.has_object(here, person, &fits);
                    return if clear { Who::Person(person) } else { UNCLEAR };
                }
                Some((Who::Pronoun(other), _)) if self.same_gender(other, gender) => continue,
                Some((described @ Who::Described(_), _)) if near => {
                    return if rivals.next().is_none() { described } else { UNCLEAR };
                }
                Some((Who::Unsure(reason), _)) if reason != UNCLEAR_BODY => {
                    return Who::Unsure(reason);
                }
                _ => {}
            }
            if let Some(only) = rivals.next() {
                let alone = rivals.next().is_none() && near && back > 0;
                return if alone { Who::Person(only) } else { UNCLEAR };
            }
        }
        UNCLEAR
    }

    /// Whether a reporting verb of a passage has somebody else right after it: its object, or the
    /// subject of what is reported.
    fn has_object(
        &self,
        passage: usize,
        person: EntityIndex,
        fits: &impl Fn(EntityIndex) -> bool,
    ) -> bool {
        let tokens = self.text.tokens_of(passage);
        self.entities.within(tokens.clone()).iter().any(|named| {
            let other = self.entities.is_person(named.entity)
                && named.entity != person
                && fits(named.entity);
            let before = self.title_start(named.first as usize, tokens.start).checked_sub(1);
            other && before.is_some_and(|at| at >= tokens.start && self.is_verb(at))
        })
    }

    fn same_gender(&self, pronoun: usize, gender: Gender) -> bool {
        let class = if gender == Gender::Male { class::MALE } else { class::FEMALE };
        self.text.is(pronoun, class)
    }

    fn same_block(&self, a: usize, b: usize) -> bool {
        self.text.source.passages[a].block == self.text.source.passages[b].block
    }

    /// What the tokens of a passage before `upto` offer.
    fn offer(&self, passage: usize, upto: usize) -> Offer {
        let tokens = self.text.tokens_of(passage);
        let range = tokens.start..upto.max(tokens.start);
        let mut people = Vec::new();
        for named in self.entities.within(range.clone()) {
            let outside = !self.inside(named.first as usize);
            let person = self.entities.is_person(named.entity);
            if outside && person && !people.contains(&named.entity) && people.len() < 8 {
                people.push(named.entity);
            }
        }
        let subject = self.reporter(passage, upto).map(|who| (who, true)).or_else(|| {
            let subject = self.main_subject(passage, upto)?;
            (subject.who != Who::Thing).then_some((subject.who, false))
        });
        Offer { subject, people }
    }

    /// The subject of the reporting verbs of a passage before `upto`, if all have the same one.
    pub(super) fn reporter(&self, passage: usize, upto: usize) -> Option<Who> {
        let tokens = self.text.tokens_of(passage);
        let mut found: Option<Who> = None;
        let end = upto.min(tokens.end);
        let start = tokens.start.max(end.saturating_sub(SENTENCE));
        for at in start..end {
            if !self.reports(at) {
                continue;
            }
            let Some(subject) = self.finite_subject(at, start) else { continue };
            match (&found, subject.who) {
                // "He added" goes on about whoever spoke before in the sentence.
                (_, Who::Thing | Who::Unsure(_)) | (Some(_), Who::Pronoun(_)) => {}
                (Some(known), who) if *known != who => {
                    return Some(Who::Unsure("several speakers"));
                }
                (_, who) => found = Some(who),
            }
        }
        found
    }

    fn reports(&self, at: usize) -> bool {
        !self.inside(at)
            && self.is_verb(at)
            && self.text.is(at, class::SAY.or(class::DESCRIBE).or(class::DENY))
            && !self.text.is(at, class::WEAK.or(class::PARTICIPLE))
    }

    /// The subject of a sentence that stands before `upto`: the first noun phrase, after an
    /// adverbial that ends in a comma.
    pub(super) fn main_subject(&self, passage: usize, upto: usize) -> Option<Subject> {
        let text = self.text;
        let tokens = text.tokens_of(passage);
        let end = upto.min(tokens.end).min(tokens.start + SENTENCE);
        let mut at = tokens.start;
        while at < end && (self.inside(at) || !text.tokens[at].is_word() || self.is_adverb(at)) {
            at += 1;
        }
        let opener = class::PREPOSITION.or(class::BREAK).or(class::SOURCE);
        let opens = |at| text.is(at, opener) || self.is_participle(at);
        if at < end && (text.is_word(at, "but") || text.is_word(at, "and")) {
            at += 1;
        }
        if at < end && opens(at) {
            let comma = (at..end).find(|c| self.is_comma(*c));
            let upto = comma.unwrap_or(end);
            if text.is(at, class::PREPOSITION)
                && !text.is(at, class::BREAK)
                && let Some(subject) = self.after_adverbial(at, upto)
            {
                return Some(subject);
            }
            at = comma? + 1;
        }
        self.subject_starting(at, end)
    }

    /// The subject after an adverbial without a comma: "In the evening Starmer met ...".
    fn after_adverbial(&self, from: usize, upto: usize) -> Option<Subject> {
        let people = self.entities.within(from..upto).iter();
        let mut people = people.filter(|n| self.entities.is_person(n.entity));
        let named = people.find(|n| {
            let after = self.text.tokens.get(n.last as usize + 1);
            let first = self.title_start(n.first as usize, from);
            // "During the dinner Starmer met ...": the preposition governs the dinner.
            let plain =
                first == n.first as usize || self.role_ending(n.first as usize - 1).is_some();
            let governed = plain && first > from && self.text.is(first - 1, class::PREPOSITION);
            after.is_none_or(|t| t.kind != Kind::Possessive) && !governed
        })?;
        let first = self.title_start(named.first as usize, from);
        (first > from).then_some(Subject { who: Who::Person(named.entity), first })
    }

    /// Whether a token is a participle that may open a sentence.
    fn is_participle(&self, at: usize) -> bool {
        let word = self.text.str(at);
        self.text.is(at, class::PARTICIPLE) || (word.len() > 5 && word.ends_with("ing"))
    }
}
