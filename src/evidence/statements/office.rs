//! Whom offices and common nouns stand for: "Finland's foreign minister", "the Nordic country",
//! "their leaders".
//!
//! It stands apart from names and pronouns, because the body is found beside the noun.

use crate::evidence::entities::{Form, capital_of};
use crate::lexicon::class;
use crate::text::Kind;

use super::leftward;
use super::listing::Holder;
use super::subject::{Reader, Subject};

impl Reader<'_> {
    /// "Finland's [foreign minister]", "the Turkish [transport minister]", "the [president] of ...".
    pub(super) fn owner_of(&self, first: usize) -> Option<Subject> {
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
                let (holders, first) =
                    leftward::leftward(self.text, self.entities, last, self.from);
                Some(Subject { holders, first, plural: true, ..Subject::default() })
            }
            _ if matches!(
                self.text.str(before),
                "its" | "Its" | "their" | "his" | "her" | "Her" | "His" | "Their"
            ) =>
            {
                self.leading(before, false).or_else(|| self.topical(before))
            }
            _ => None,
        }
    }

    /// "the Danish [capital]", of a city that takes part itself.
    pub(super) fn capital(&self, at: usize) -> Option<Subject> {
        let before = at.checked_sub(1).filter(|b| *b >= self.from)?;
        let country = self.entities.covering(before).filter(|n| n.form == Form::Adjective)?;
        let entity = capital_of(self.text, self.entities, country.entity)?;
        let first = country.first as usize;
        let holders = vec![Holder { entity, first, last: at }];
        Some(Subject { holders, first, ..Subject::default() })
    }

    /// "NAME's 61,000 [members]": what they do, it does.
    fn those_of(&self, at: usize) -> Option<Subject> {
        let text = self.text;
        let number = |t: usize| text.tokens[t].kind == Kind::Number || text.is(t, class::NUMERAL);
        let before = at.checked_sub(1).filter(|b| *b > self.from)?;
        let owner = before - usize::from(number(before));
        let last = owner.checked_sub(1).filter(|l| *l >= self.from)?;
        let named = self.entities.covering(last).filter(|n| n.last as usize == last)?;
        let possessive = text.tokens[owner].kind == Kind::Possessive;
        let first = named.first as usize;
        let holders = vec![Holder { entity: named.entity, first, last }];
        possessive.then(|| Subject { holders, first, plural: true, ..Subject::default() })
    }

    /// "French and British [officials]", "her [country]", "the [company]", "their [leaders]".
    pub(super) fn spokespeople(&self, at: usize) -> Option<Subject> {
        if matches!(self.text.str(at), "members" | "workers" | "staff" | "employees") {
            return self.those_of(at);
        }
        let mut before = at.checked_sub(1).filter(|b| *b >= self.from)?;
        // "its foreign [ministry]", "the country's health [authorities]".
        let owns = |t: usize| {
            self.text.is(t, class::OWNER) || self.text.tokens[t].kind == Kind::Possessive
        };
        if self.text.tokens[before].kind == Kind::Lower
            && !owns(before)
            && before > self.from
            && owns(before - 1)
        {
            before -= 1;
        }
        // "its cabinet", "their ministers".
        if self.text.is(before, class::OWNER) && !self.text.is_word(before, "our") {
            let meant = self.leading(before, false).or_else(|| self.topical(before));
            if let Some(meant) = meant.filter(|_| !self.is_reported(before)) {
                return Some(meant);
            }
        }
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
        // "the Nordic country", "the island state".
        let far = before.checked_sub(1).filter(|b| *b >= self.from);
        let article = far.filter(|b| matches!(self.text.str(*b), "the" | "The"));
        if let Some(article) = article.filter(|_| single && self.is_region(before)) {
            return self.pronoun(article, self.text.str(article)).filter(|s| self.is_country(s));
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
                leftward::leftward(self.text, self.entities, list, self.from)
            } else {
                leftward::leftward_open(self.text, self.entities, list, self.from)
            };
            return Some(Subject { holders, first, plural: true, ..Subject::default() });
        }
        Some(Subject { first: at, plural: true, generic: true, ..Subject::default() })
    }
    /// Whether a word tells of a country where it lies, and names none: "Nordic", "island".
    fn is_region(&self, at: usize) -> bool {
        self.entities.covering(at).is_none() && self.text.is(at, class::REGION)
    }
}
