//! The verbs of a sentence that link a name of something with a year of its life: "X, set up in
//! 1964", "in 1987 nine states founded X", "known as X".

use std::ops::Range;

use crate::lexicon::class;
use crate::lexicon::commitments::{Noun, Stage};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::names::Name;
use super::years::Year;

/// How far a verb may stand from the name or the year that it links.
pub(super) const FAR: usize = 22;

/// A sentence with its names and years.
pub(super) struct Clause<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) range: Range<usize>,
    pub(super) names: &'a [Name],
    pub(super) years: &'a [Year],
}

impl Clause<'_> {
    /// The stage of which a verb that links a name and a year speaks; the firmest of several.
    pub(super) fn verb(&self, name: &Name, year: Year) -> Option<Stage> {
        let verbs = self.range.clone().filter_map(|at| verb_at(self.text, at));
        let linked = verbs.filter(|verb| {
            let first = verb.first as usize;
            if (verb.last as usize) < name.first {
                matches!(stage(self.text, verb), Stage::Begin | Stage::Name)
                    && self.has_object(verb, name, year)
            } else {
                first > name.last
                    && stage(self.text, verb) != Stage::Name
                    && self.has_subject(verb, name, year)
            }
        });
        linked.map(|verb| stage(self.text, &verb)).min()
    }

    /// "founded X", "known as X", "called it X".
    fn has_object(&self, verb: &Match, name: &Name, year: Year) -> bool {
        let text = self.text;
        let gap = verb.last as usize + 1..name.first;
        let plain = |t: usize| {
            let by = ["in", "by", "from", "to", "since", "until", "with", "at", "under"];
            !begins(text, t)
                && text.tokens[t].kind != Kind::Number
                && !by.iter().any(|w| text.is_word(t, w))
        };
        let later = stage(text, verb) != Stage::Name
            && year.at > name.last
            && (name.last..year.at).any(|t| begins(text, t));
        gap.len() <= 9 && gap.clone().all(plain) && !self.another(gap, name) && !later
    }

    /// "X, set up in 1964", "X began in 1998", "in 2003, when X was set up".
    fn has_subject(&self, verb: &Match, name: &Name, year: Year) -> bool {
        let text = self.text;
        let (first, last) = (verb.first as usize, verb.last as usize);
        let gap = name.last + 1..first;
        let near = gap.len() < FAR
            && !self.another(gap.clone(), name)
            && !gap.clone().any(|t| begins(text, t))
            && (!name.opens || self.is_firm(name, verb))
            // "launched by the Commission in 1999": the year is that of what was launched. With
            // a clause of its own, what stands behind "with" is what is told about.
            && (!self.is_agent(name) || self.has_clause(name));
        let number = |t: usize| text.tokens[t].kind == Kind::Number && t + 3 < year.at;
        let follows = year.at > last
            && year.at - last <= FAR
            && !(last + 1..year.at).any(|t| begins(text, t) || number(t));
        let own = self
            .years
            .iter()
            .any(|y| y.at > last && y.at - last <= FAR && !(last..y.at).any(|t| begins(text, t)));
        let leads = year.at < name.first && name.first - year.at <= 12 && !own;
        near && (follows || leads)
    }

    /// Whether another name stands in a stretch, of something that does nothing there.
    fn another(&self, gap: Range<usize>, name: &Name) -> bool {
        let mut names = self.names.iter();
        names.any(|n| n != name && gap.contains(&n.first) && !n.opens && !self.acts(n))
    }

    /// Whether a word that opens a sentence is told to be a name by what follows it.
    fn is_firm(&self, name: &Name, verb: &Match) -> bool {
        let text = self.text;
        let comma = text.is_mark(name.last + 1, ',');
        let be = verb.first > 0 && text.is(verb.first as usize - 1, class::AUXILIARY);
        let lives = matches!(stage(text, verb), Stage::Rise | Stage::Live);
        comma || ((be || lives) && !name.words.ends_with('s'))
    }

    /// Whether somebody merely does something in the sentence: "launched by the X", "an X professor
    /// said", "X founded Y".
    pub(super) fn acts(&self, name: &Name) -> bool {
        self.founds(name) || self.is_agent(name)
    }

    /// The subject of an active verb whose object comes into being: "the Reed states founded a".
    pub(super) fn founds(&self, name: &Name) -> bool {
        let (text, end) = (self.text, self.range.end);
        let after = name.last + 1;
        let verbs = (after..end.min(after + 3)).filter_map(|t| verb_at(text, t));
        let verb = verbs.into_iter().find(|v| stage(text, v) == Stage::Begin);
        verb.is_some_and(|v| {
            let object = v.last as usize + 1;
            let plain =
                |t: usize| text.tokens[t].kind == Kind::Lower && !text.is(t, class::AUXILIARY);
            let article = ["a", "an", "the", "its", "their"];
            (after..v.first as usize).all(plain)
                && object < end
                && (text.tokens[object].is_upper()
                    || article.iter().any(|w| text.is_word(object, w)))
        })
    }

    fn is_agent(&self, name: &Name) -> bool {
        let (text, range) = (self.text, &self.range);
        let article = |b: usize| ["the", "a", "an"].iter().any(|w| text.is_word(b, w));
        let before = name.first.checked_sub(1).filter(|b| *b >= range.start);
        let determined = before.filter(|b| article(*b));
        let before = match determined {
            Some(b) => b.checked_sub(1).filter(|b| *b >= range.start),
            None => before,
        };
        // "which the X replaced": what is told about stands before "which".
        let by = ["by", "of", "at", "to", "from", "with", "which", "that"];
        let agent = before.is_some_and(|b| {
            let acronym = text.tokens[name.last].kind == Kind::Acronym;
            // "known as", "dates to" are verbs as a whole.
            let verb = text.match_ending(b, EntryKind::FoundingVerb).is_some();
            (text.is_word(b, "under") && acronym)
                || (!verb && by.iter().any(|w| text.is_word(b, w)))
        });
        let after = name.last + 1;
        let modifies = determined.is_some_and(|d| !text.is_word(d, "the"))
            && after < range.end
            && text.tokens[after].kind == Kind::Lower
            && !text.is(after, class::TIME_STRONG.or(class::TIME_WEAK).or(class::AUXILIARY))
            && stage_at(text, after).is_none();
        agent || modifies
    }

    /// Whether a clause of its own tells about a name: "X, which ran", "X, a register that".
    fn has_clause(&self, name: &Name) -> bool {
        let before = name.first.checked_sub(1).filter(|b| *b >= self.range.start);
        let by = before.is_some_and(|b| self.text.is_word(b, "by"));
        self.text.is_mark(name.last + 1, ',') && !by
    }
}

fn verb_at(text: &Text<'_>, at: usize) -> Option<Match> {
    text.match_at(at, EntryKind::FoundingVerb)
}

fn stage(text: &Text<'_>, verb: &Match) -> Stage {
    text.lexicon.commitments.stages[verb.entry.row as usize]
}

/// The stage of the verb that begins at a token.
pub(super) fn stage_at(text: &Text<'_>, at: usize) -> Option<Stage> {
    verb_at(text, at).map(|verb| stage(text, &verb))
}

/// Whether another clause begins at a token: ", and in", "; it", "but".
pub(super) fn begins(text: &Text<'_>, at: usize) -> bool {
    let article = |t: usize| ["a", "an", "the"].iter().any(|w| text.is_word(t, w));
    // "Take X: a ticket that ..." says what X is.
    let colon = text.is_mark(at, ':') && !(at + 1 < text.tokens.len() && article(at + 1));
    if text.is_mark(at, ';') || colon || text.is_word(at, "but") {
        return true;
    }
    let joined = text.is_word(at, "and") || text.is_word(at, "until");
    let comma = at > 0 && text.is_mark(at - 1, ',');
    let goes_on =
        at + 1 < text.tokens.len() && text.is(at + 1, class::AUXILIARY.or(class::TIME_STRONG));
    joined && (comma || goes_on)
}

/// Whether ", an agreement" or the like stands at a token.
pub(super) fn is_apposed(text: &Text<'_>, comma: usize, end: usize) -> bool {
    let article = comma + 1 < end
        && text.is_mark(comma, ',')
        && ["a", "an", "the"].iter().any(|w| text.is_word(comma + 1, w));
    let undertaking = |t: usize| {
        text.match_at(t, EntryKind::Undertaking).is_some_and(|m| {
            let noun = text.lexicon.commitments.nouns[m.entry.row as usize];
            matches!(noun, Noun::Group | Noun::Instrument | Noun::Plan)
        }) || text.match_at(t, EntryKind::OrgNoun).is_some()
    };
    article && (comma + 2..end.min(comma + 8)).any(undertaking)
}
