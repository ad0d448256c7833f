//! Where a name begins and ends: the titles before it, and names that stand in no list.
//!
//! It stands alone because it reads capitals and titles, not grammar.

use super::scene::Scene;
use crate::evidence::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::vocabulary::{Classes, EntryKind};
use crate::text::Kind;

/// Words of a name that are looked at, at most.
const LONGEST: usize = 12;
/// Words that stand before a name and belong to it.
const TITLE: Classes = class::HONORIFIC.or(class::ROLE_MODIFIER).or(class::MAN).or(class::WOMAN);

impl Scene<'_, '_> {
    /// Where the titles, roles and affiliations before a person's name begin.
    pub(super) fn title_start(&self, name: usize, floor: usize) -> usize {
        let text = self.text;
        let mut first = name;
        while let Some(before) = first.checked_sub(1).filter(|at| *at >= floor) {
            let kind = text.tokens[before].kind;
            let titled = first != name;
            let mut next = before;
            if self.honorific_stop(before) {
                next = before - 1;
            } else if let Some(role) = self.role_ending(before) {
                next = role;
            } else if let Some(named) = self.named_ending(before) {
                if !titled || self.entities.is_person(named.entity) {
                    break;
                }
                next = named.first as usize;
            } else if kind == Kind::Possessive {
                next = self.owner_start(before, floor);
            } else if text.is(before, class::DETERMINER.or(class::OWNER)) {
                return if titled { before } else { first };
            } else if !(text.is(before, TITLE) || titled && kind == Kind::Hyphen) {
                match self.plain_title(before, floor) {
                    Some(start) => return start,
                    None => break,
                }
            }
            first = next.max(floor);
        }
        first
    }

    /// Where the country or owner named right before a role begins; else the role itself.
    pub(super) fn owner_before(&self, role: usize, floor: usize) -> usize {
        let Some(before) = role.checked_sub(1).filter(|at| *at >= floor) else { return role };
        if self.text.tokens[before].kind == Kind::Possessive {
            return self.owner_start(before, floor);
        }
        match self.named_ending(before).filter(|n| !self.entities.is_person(n.entity)) {
            Some(named) => self.article_start((named.first as usize).max(floor), floor),
            None => self.article_start(role, floor),
        }
    }

    /// The start of whatever owns by the ending of possession at `ending`.
    fn owner_start(&self, ending: usize, floor: usize) -> usize {
        let Some(last) = ending.checked_sub(1).filter(|at| *at >= floor) else { return ending };
        let start = self.named_ending(last).map_or(last, |n| n.first as usize);
        self.article_start(start, floor)
    }

    pub(super) fn article_start(&self, first: usize, floor: usize) -> usize {
        match first.checked_sub(1).filter(|at| *at >= floor) {
            Some(before) if self.text.is(before, class::DETERMINER) => before,
            _ => first,
        }
    }

    /// The start of a title of a few common nouns after "its", "the" or a name: "its campaigner".
    fn plain_title(&self, last: usize, floor: usize) -> Option<usize> {
        let text = self.text;
        for at in (floor..=last).rev().take(6) {
            if text.is(at, class::DETERMINER.or(class::OWNER)) {
                return Some(at);
            }
            if at != last {
                if text.tokens[at].kind == Kind::Possessive {
                    return Some(self.owner_start(at, floor));
                }
                if let Some(named) = self.named_ending(at) {
                    let person = self.entities.is_person(named.entity);
                    return (!person).then(|| self.article_start(named.first as usize, floor));
                }
            }
            let noun = text.tokens[at].is_word() || text.tokens[at].kind == Kind::Hyphen;
            if !noun || self.is_barrier(at) || text.is(at, class::WEEKDAY.or(class::MONTH)) {
                return None;
            }
        }
        None
    }

    /// The first word of a name of several words that ends at `last` and stands in no list.
    pub(super) fn unlisted_ending(&self, last: usize, floor: usize) -> Option<usize> {
        let mut first = last;
        for at in (floor..=last).rev().take(LONGEST) {
            if !self.may_name(at) {
                break;
            }
            if self.text.tokens[at].is_upper() {
                first = at;
            }
        }
        self.unlisted_within(first, last)
    }

    /// The last word of a name of several words that begins at `first` and stands in no list.
    pub(super) fn unlisted_at(&self, first: usize, end: usize) -> Option<usize> {
        let upto = end.min(first + LONGEST);
        // "said the minister,": nothing stands after the comma.
        if first >= upto {
            return None;
        }
        let mut last = first;
        for at in first..upto {
            if !self.may_name(at) {
                break;
            }
            if self.text.tokens[at].is_upper() {
                last = at;
            }
        }
        self.unlisted_within(first, last).filter(|start| *start == first).map(|_| last)
    }

    /// The one person whose name begins with the single capitalised word at `at`: names of East
    /// Asia have the family name first, and features call people by their first name.
    pub(super) fn bearer(&self, at: usize) -> Option<EntityIndex> {
        let text = self.text;
        let alone = |at: Option<usize>| {
            at.and_then(|at| text.tokens.get(at))
                .is_none_or(|t| !t.is_upper() && t.kind != Kind::Hyphen)
        };
        let single = self.may_name(at)
            && text.tokens[at].is_upper()
            && text.tokens[at].end - text.tokens[at].start > 1
            && alone(Some(at + 1))
            && self.entities.covering(at).is_none();
        if !single || text.flat_case[text.passage_of[at] as usize] {
            return None;
        }
        let word = text.str(at);
        let named = (0u32..).zip(&self.entities.list);
        let mut people = named.filter(|(_, entity)| {
            entity.kind == EntityKind::Person && entity.name.split(' ').next() == Some(word)
        });
        let (person, _) = people.next()?;
        people.next().is_none().then_some(person)
    }

    /// Whether a token may be part of a name that stands in no list.
    fn may_name(&self, at: usize) -> bool {
        let text = self.text;
        let token = text.tokens[at];
        let name = token.is_upper()
            && !text
                .is(at, class::NOT_NAME.or(class::HONORIFIC).or(class::WEEKDAY).or(class::MONTH));
        !self.inside(at) && (name || token.kind == Kind::Hyphen || text.is(at, class::PARTICLE))
    }

    /// The first word of the name within capitals `first..=last`, roles before it left out; none if
    /// a single word is left, or a known name ends it.
    fn unlisted_within(&self, mut first: usize, last: usize) -> Option<usize> {
        let text = self.text;
        let flat = text.flat_case[text.passage_of[last] as usize];
        if flat || !text.tokens[last].is_upper() || self.entities.covering(last).is_some() {
            return None;
        }
        while let Some(role) = text.match_at(first, EntryKind::Role) {
            first = role.last as usize + 1;
            if first > last {
                return None;
            }
        }
        let words = (first..=last).filter(|at| text.tokens[*at].is_upper()).count();
        (words > 1 && text.tokens[first].is_upper()).then_some(first)
    }
}
