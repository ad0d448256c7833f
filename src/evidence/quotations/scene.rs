//! An article as the sieves see it: which tokens are quoted, which are reporting verbs, who is
//! named where.
//!
//! It stands alone so that the sieves share one reading of each token.

use super::marks::Quoted;
use crate::evidence::EntityIndex;
use crate::evidence::entities::{Entities, Named};
use crate::lexicon::class;
use crate::lexicon::vocabulary::{Classes, EntryKind};
use crate::text::{Kind, Text, Token};

/// All verbs that may govern a quotation.
pub(super) const VERB: Classes =
    class::SAY.or(class::THINK).or(class::DESCRIBE).or(class::DENY).or(class::ECHO).or(class::WEAK);

/// Tokens of a sentence that are looked at, at most: more is no sentence, and looking back over it
/// for each quotation would take time out of proportion.
pub(super) const SENTENCE: usize = 400;

/// The gender that an article gives a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// "Sir", "spokesman".
    Male,
    /// "Dame", "chairwoman".
    Female,
}

/// An article with its quoted tokens marked.
pub(super) struct Scene<'t, 'a> {
    /// The article.
    pub(super) text: &'t Text<'a>,
    /// Who is named where.
    pub(super) entities: &'t Entities,
    quoted: Vec<bool>,
    genders: Vec<Option<Gender>>,
    /// For each entity, the token at which it is named first.
    first_named: Vec<u32>,
}

impl<'t, 'a> Scene<'t, 'a> {
    /// Marks the quoted tokens, their marks included.
    pub(super) fn new(text: &'t Text<'a>, entities: &'t Entities, quoted: &[Quoted]) -> Self {
        let mut first_named = vec![u32::MAX; entities.list.len()];
        for named in &entities.named {
            if let Some(first) = first_named.get_mut(named.entity as usize) {
                *first = named.first.min(*first);
            }
        }
        let (marked, genders) = (vec![false; text.tokens.len()], Vec::new());
        let mut scene = Self { text, entities, quoted: marked, genders, first_named };
        for quote in quoted {
            scene.quoted[quote.open..quote.after()].fill(true);
        }
        scene.genders = scene.find_genders();
        scene
    }

    /// Whether a token is quoted, or a mark of quotation.
    #[inline]
    pub(super) fn inside(&self, at: usize) -> bool {
        self.quoted.get(at).is_some_and(|quoted| *quoted)
    }

    /// Whether a token is a comma.
    #[inline]
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.text.is_mark(at, ',')
    }

    /// Whether a token is a pronoun that may be a subject.
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.text.is(at, class::MALE.or(class::FEMALE).or(class::NEUTER).or(class::PLURAL_PRONOUN))
    }

    /// Whether an entity can speak as a body.
    pub(super) fn is_body(&self, entity: EntityIndex) -> bool {
        self.entities.get(entity).kind.is_body()
    }

    /// The gender of a person, if the article tells it.
    pub(super) fn gender(&self, person: EntityIndex) -> Option<Gender> {
        self.genders.get(person as usize).copied().flatten()
    }

    /// Whether an entity is named before a token.
    pub(super) fn named_before(&self, entity: EntityIndex, token: usize) -> bool {
        self.first_named.get(entity as usize).is_some_and(|first| (*first as usize) < token)
    }

    /// The mention that begins at a token, the longest if there are several.
    pub(super) fn named_at(&self, at: usize) -> Option<&'t Named> {
        self.entities.within(at..at + 1).iter().max_by_key(|n| n.last)
    }

    /// The mention that ends at a token, the longest if there are several.
    pub(super) fn named_ending(&self, at: usize) -> Option<&'t Named> {
        let named = &self.entities.named;
        let end = named.partition_point(|n| n.first as usize <= at);
        let near = named[..end].iter().rev().take(4);
        near.filter(|n| n.last as usize == at).min_by_key(|n| n.first)
    }

    /// The first token of the role that ends at a token.
    pub(super) fn role_ending(&self, at: usize) -> Option<usize> {
        let listed = self.text.match_ending(at, EntryKind::Role).map(|m| m.first as usize);
        let roles = &self.entities.roles;
        let end = roles.partition_point(|r| r.first as usize <= at);
        let held = roles[..end].last().filter(|r| r.last as usize == at).map(|r| r.first as usize);
        match (listed, held) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// The first token of the sentence of `at`. A list item is one passage, however many sentences
    /// it has.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        let text = self.text;
        let start = text.sentence(at).start.max(at.saturating_sub(SENTENCE));
        let ended = (start..at).rev().find(|t| {
            let stop = matches!(text.tokens[*t].kind, Kind::Mark('.' | '?' | '!'));
            let next = text.tokens[*t + 1];
            let closed = matches!(next.kind, Kind::Close(_));
            let after = text.tokens.get(*t + 1 + usize::from(closed));
            let opens = |n: &Token| n.spaced && (n.is_upper() || matches!(n.kind, Kind::Open(_)));
            let same = *t + usize::from(closed) < at;
            stop && same && !self.honorific_stop(*t) && after.is_some_and(opens)
        });
        ended.map_or(start, |t| {
            t + 1 + usize::from(matches!(text.tokens[t + 1].kind, Kind::Close(_)))
        })
    }

    /// Whether a token is the full stop of "Dr.".
    pub(super) fn honorific_stop(&self, at: usize) -> bool {
        at > 0 && self.text.is_mark(at, '.') && self.text.is(at - 1, class::HONORIFIC)
    }

    /// Whether a token is a form of a reporting verb, and no noun of the same letters.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let text = self.text;
        let plain = matches!(text.tokens[at].kind, Kind::Lower);
        if !plain || !text.is(at, VERB) {
            return false;
        }
        let Some(before) = at.checked_sub(1) else { return true };
        let kind = text.tokens[before].kind;
        let hyphened = text.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Hyphen);
        if hyphened || matches!(kind, Kind::Hyphen | Kind::Number) {
            return false;
        }
        let noun_like = class::DETERMINER.or(class::OWNER).or(class::PREPOSITION);
        let after_noun_marker = kind == Kind::Possessive
            || (text.is(before, noun_like) && !text.is(before, class::RELATIVE.or(class::BREAK)));
        if text.is(at, class::BASE) && !text.is(at, class::THIRD) {
            // The base form needs a modal, a plural pronoun or "to"; else it is a noun ("report"),
            // unless the past has the same form.
            let free =
                class::AUX_NOT_BE.or(class::PLURAL_PRONOUN).or(class::ADVERB).or(class::RELATIVE);
            let plural = kind == Kind::Lower
                && text.str(before).ends_with('s')
                && !text.str(before).ends_with("ss");
            let object = class::MALE.or(class::FEMALE).or(class::NEUTER).or(class::OWNER);
            let governs = text.is(at, class::DESCRIBE) && text.is(at + 1, object);
            return plural || governs || text.is(before, free) || text.is_word(before, "to");
        }
        !after_noun_marker || text.is(at, class::PARTICIPLE)
    }

    /// Whether a token is an adverb.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let text = self.text;
        let kind = text.tokens[at].kind;
        text.is(at, class::ADVERB)
            || (kind == Kind::Lower && text.str(at).len() > 4 && text.str(at).ends_with("ly"))
    }

    fn find_genders(&self) -> Vec<Option<Gender>> {
        let mut genders = vec![None; self.entities.list.len()];
        let mut set = |person: EntityIndex, at: usize| {
            let gender = match () {
                () if self.text.is(at, class::MAN) => Gender::Male,
                () if self.text.is(at, class::WOMAN) => Gender::Female,
                () => return,
            };
            if let Some(known) = genders.get_mut(person as usize) {
                *known = Some(gender);
            }
        };
        for named in self.entities.named.iter().filter(|n| self.entities.is_person(n.entity)) {
            let first = named.first as usize;
            for at in first.saturating_sub(2)..=first {
                if at == first || self.text.is(at, class::HONORIFIC.or(class::MAN).or(class::WOMAN))
                {
                    set(named.entity, at);
                }
            }
        }
        for role in &self.entities.roles {
            set(role.person, role.last as usize);
        }
        genders
    }
}
