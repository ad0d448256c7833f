//! Whom a description means: "the UK leader", "the minister", "Finland's foreign minister".
//!
//! It stands alone because it weighs the roles that an article gives its people. A description is
//! a name only if exactly one person of the article fits it.

use std::ops::Range;

use super::nouns::Who;
use super::scene::Scene;
use crate::evidence::entities::{Form, Held, Named};
use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::text::Kind;

/// Said of "the ministry" where several are named: no person is meant.
pub(super) const UNCLEAR_BODY: &str = "which body is meant is not clear";

impl Scene<'_, '_> {
    /// Whom the noun phrase of tokens `first..=end` with the head `head` means.
    pub(super) fn describe(&self, first: usize, head: usize, end: usize) -> Who {
        let text = self.text;
        let definite = text.is_word(first, "the")
            || text.is(first, class::OWNER)
            || text.tokens[first].is_upper() && !text.is(first, class::DETERMINER);
        let body = self.body_within(first, end);
        let role = self.role_ending(head).filter(|start| *start >= first);
        let leader = text.is(head, class::LEADER);
        if role.is_none() && !leader {
            return self.describe_body(first, head, end, body);
        }
        if !definite && body.is_none() {
            return Who::Unsure("an unnamed person");
        }
        if text.is(first, class::DETERMINER) && !text.is_word(first, "the") {
            return Who::Unsure("an unnamed person");
        }
        let start = role.unwrap_or(head);
        let mut phrase = text.slice(start, head);
        // "UK leader": an affiliation within the role is compared apart.
        if let Some(named) = self.entities.within(start..head).last() {
            let after = named.last as usize + 1;
            if after <= head && text.tokens[after].is_word() {
                phrase = text.slice(after, head);
            }
        }
        if let Some(who) = self.holder(phrase, body, leader, first..head) {
            return who;
        }
        if body.is_some() && !text.is(first, class::OWNER) {
            return Who::Described(self.plain(first, end));
        }
        Who::Unsure("nobody named holds this role")
    }

    /// The one person who holds the role `phrase` for `body`, where it is stated; tokens `noun` are
    /// what stands before its head. Without a body only those count who were named before them.
    fn holder(
        &self,
        phrase: &str,
        body: Option<EntityIndex>,
        leader: bool,
        noun: Range<usize>,
    ) -> Option<Who> {
        let deputy = |mut tokens: Range<usize>| tokens.any(|t| self.text.is(t, class::DEPUTY));
        let fits = |held: &&Held| {
            let placed = match body {
                Some(body) => held.body == Some(body),
                None => self.named_before(held.person, noun.start),
            };
            let own = held.first as usize..held.last as usize + 1;
            placed
                && deputy(own) == deputy(noun.clone())
                && (leader && body.is_some() || fits_role(&held.role, phrase))
        };
        let mut found = self.entities.roles.iter().filter(fits).map(|held| held.person);
        let person = found.next()?;
        if found.all(|other| other == person) {
            return Some(Who::Person(person));
        }
        Some(Who::Unsure("several people hold this role"))
    }

    /// The country or organisation, or else the place, named within a noun phrase.
    fn body_within(&self, first: usize, last: usize) -> Option<EntityIndex> {
        let named = self.entities.within(first..last + 1);
        let place = |n: &&Named| self.entities.get(n.entity).kind == EntityKind::Place;
        let body = named.iter().find(|n| self.is_body(n.entity)).or(named.iter().find(place));
        body.map(|n| n.entity)
    }

    /// A noun phrase that is no role: "the ministry", "China's foreign ministry", "the report".
    fn describe_body(
        &self,
        first: usize,
        head: usize,
        end: usize,
        body: Option<EntityIndex>,
    ) -> Who {
        let text = self.text;
        let office = text.is(head, class::ORG_HEAD) || self.heads_office(head);
        if !office {
            return Who::Thing;
        }
        if text.is(first, class::OWNER) {
            return match self.owner_of(first) {
                Some(owner) => Who::Described(format!(
                    "{}'s {}",
                    self.entities.get(owner).name,
                    text.slice(first + 1, end)
                )),
                None => Who::Unsure("the owner is not clear"),
            };
        }
        // "the German company": the one spoken of, if it is clear which.
        let adjective = |n: &Named| n.form == Form::Adjective && Some(n.entity) == body;
        if self.heads_office(head) && self.entities.within(first..head).iter().any(adjective) {
            return self.resolve_it(first);
        }
        if body.is_some() {
            return Who::Described(self.plain(first, end));
        }
        let word = text.str(head);
        let mut fitting = (0u32..).zip(&self.entities.list).filter(|(index, entity)| {
            entity.kind.is_body()
                && self.named_before(*index, first)
                && entity
                    .name
                    .rsplit(' ')
                    .next()
                    .is_some_and(|last| last.eq_ignore_ascii_case(word))
        });
        match (fitting.next(), fitting.next()) {
            (Some((only, _)), None) => Who::Body(only),
            _ => Who::Unsure(UNCLEAR_BODY),
        }
    }

    /// Whether the noun is one that heads offices, whatever its case: "ministry".
    fn heads_office(&self, head: usize) -> bool {
        self.text.tokens[head].kind == Kind::Lower && self.text.is(head, class::COMPANY_HEAD)
    }

    /// Whose "its" is at a token: the body that is the subject of the sentence.
    fn owner_of(&self, at: usize) -> Option<EntityIndex> {
        match self.main_subject(self.text.passage_of[at] as usize, at)?.who {
            Who::Body(entity) => Some(entity),
            _ => None,
        }
    }

    /// A noun phrase without its article.
    fn plain(&self, first: usize, last: usize) -> String {
        let first = if self.text.is_word(first, "the") && first < last { first + 1 } else { first };
        self.text.slice(first, last).to_owned()
    }
}

/// Whether a role held is the one meant by `phrase`: the same words at its end, or its initials
/// ("PM").
fn fits_role(held: &str, phrase: &str) -> bool {
    let (long, short) = if held.len() >= phrase.len() { (held, phrase) } else { (phrase, held) };
    ends_with_words(long, short) || is_initials(phrase, held) || is_initials(held, phrase)
}

fn ends_with_words(long: &str, short: &str) -> bool {
    let Some(start) = long.len().checked_sub(short.len()) else { return false };
    long.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(short))
        && (start == 0 || long[..start].ends_with([' ', '-']))
}

/// Whether `short` is made of the initials of the last words of `long`.
fn is_initials(short: &str, long: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_alphabetic());
    if short.len() < 2 || !letters.clone().all(char::is_uppercase) {
        return false;
    }
    let mut initials = long.split([' ', '-']).rev().filter_map(|w| w.chars().next());
    letters
        .rev()
        .all(|letter| initials.next().is_some_and(|i| i.to_uppercase().eq(std::iter::once(letter))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_compared_by_their_last_words_or_initials() {
        assert!(fits_role("Prime Minister", "prime minister"));
        assert!(fits_role("outgoing Prime Minister", "minister"));
        assert!(fits_role("Prime Minister", "PM"));
        assert!(fits_role("CEO", "chief executive officer"));
        assert!(!fits_role("Subminister", "minister"));
        assert!(!fits_role("foreign minister", "prime minister"));
    }
}
