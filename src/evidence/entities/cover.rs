//! Which tokens the word lists explain: countries, organisations, cities, roles, honorifics. What
//! they leave uncovered is left to the patterns.

use crate::evidence::EntityKind;
use crate::evidence::corpus::KnownName;
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::capitals;

/// What explains a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Nothing.
    None,
    /// The phrase at this index of [`Covers::phrases`].
    Phrase(u32),
    /// An honorific.
    Honorific,
}

/// What explains each token of an article.
#[derive(Debug)]
pub(super) struct Covers {
    /// Chosen phrases in reading order, none overlapping another.
    pub(super) phrases: Vec<Match>,
    of_token: Vec<Cover>,
}

impl Covers {
    /// Chooses among overlapping phrases: the longest; of equally long ones a country before an
    /// organisation before a city before a role. Roles give way to names. `known` are names that other
    /// articles introduce.
    pub(super) fn new(text: &Text<'_>, known: &[KnownName]) -> Self {
        let cities = capitals::cities(text, known);
        let mut chosen: Vec<Match> = Vec::new();
        let mut of_token = vec![Cover::None; text.tokens.len()];
        let mut taken = vec![false; text.tokens.len()];
        for names in [true, false] {
            let mut candidates: Vec<Match> = text
                .matches
                .iter()
                .filter(|m| if names { is_name(m) } else { m.entry.kind == EntryKind::Role })
                .filter(|m| !names || is_plausible(text, m) && !is_in_subject(text, m))
                .filter(|m| !(cities.contains(&m.first) && capitals::is_seat(text, m)))
                .copied()
                .collect();
            candidates.sort_by_key(|m| (m.first, std::cmp::Reverse(m.last), m.entry.kind));
            let mut free = 0;
            for m in candidates {
                let range = m.first as usize..=m.last as usize;
                if m.first >= free && !taken[range.clone()].iter().any(|t| *t) {
                    free = m.last + 1;
                    taken[range].fill(true);
                    chosen.push(m);
                }
            }
        }
        chosen.sort_by_key(|m| m.first);
        for (index, m) in chosen.iter().enumerate() {
            let cover = Cover::Phrase(u32::try_from(index).unwrap_or(u32::MAX));
            of_token[m.first as usize..=m.last as usize].fill(cover);
        }
        for (token, cover) in of_token.iter_mut().enumerate() {
            let honorific = || text.tokens[token].is_upper() && text.is(token, class::HONORIFIC);
            // The full stop of "Dr." belongs to it.
            let stop = || {
                text.is_mark(token, '.')
                    && !text.tokens[token].spaced
                    && token > 0
                    && text.is(token - 1, class::HONORIFIC)
            };
            if *cover == Cover::None && (honorific() || stop()) {
                *cover = Cover::Honorific;
            }
        }
        Self { phrases: chosen, of_token }
    }

    /// What explains a token; nothing beyond the end.
    #[inline]
    pub(super) fn at(&self, token: usize) -> Cover {
        self.of_token.get(token).copied().unwrap_or(Cover::None)
    }

    /// The phrase that covers a token.
    #[inline]
    pub(super) fn phrase(&self, token: usize) -> Option<&Match> {
        match self.at(token) {
            Cover::Phrase(index) => self.phrases.get(index as usize),
            _ => None,
        }
    }

    /// The role that covers a token.
    #[inline]
    pub(super) fn role(&self, token: usize) -> Option<&Match> {
        self.phrase(token).filter(|m| m.entry.kind == EntryKind::Role)
    }

    /// Takes a phrase away, because its words turned out to be part of another name.
    pub(super) fn uncover(&mut self, token: usize) {
        if let Some(m) = self.phrase(token).copied() {
            self.of_token[m.first as usize..=m.last as usize].fill(Cover::None);
            // The phrase stays in its place so that indexes hold, and covers nothing.
        }
    }
}

fn is_name(m: &Match) -> bool {
    matches!(m.entry.kind, EntryKind::Country | EntryKind::Organisation | EntryKind::City)
}

/// Whether a listed name is a word of the subject's own: "Hull" in "Green Hull Pledge".
fn is_in_subject(text: &Text<'_>, m: &Match) -> bool {
    (m.first.saturating_sub(4)..=m.first).any(|t| {
        let named = text.match_at(t as usize, EntryKind::Subject);
        named.is_some_and(|s| s.last >= m.last && (s.first < m.first || s.last > m.last))
    })
}

/// Whether a listed name stands here for what is listed, as far as its neighbours tell.
fn is_plausible(text: &Text<'_>, m: &Match) -> bool {
    let (first, last) = (m.first as usize, m.last as usize);
    if m.entry.kind == EntryKind::Organisation {
        let row = &text.lexicon.tables.organisations[m.entry.row as usize];
        // A platform of one letter is named as a channel: "on X", "the platform X".
        if row.platform && text.str(first).len() < 3 {
            let before = |word| first > 0 && text.is_word(first - 1, word);
            return ["on", "platform", "media", "network", "to"].into_iter().any(before)
                && !(last + 1..text.sentence(last).end)
                    .take(1)
                    .any(|t| text.tokens[t].is_upper() || text.tokens[t].kind == Kind::Hyphen);
        }
        // "the Amazon is drying" is no company: those take no article but before a noun.
        let end = text.sentence(last).end;
        let article = first > 0 && first == last && text.is_word(first - 1, "the");
        if row.kind == EntityKind::Company && article && last + 1 < end {
            return !text.is(last + 1, class::FUNCTION.or(class::AUXILIARY))
                && !matches!(text.tokens[last + 1].kind, Kind::Mark(_));
        }
    }
    let (single, passage) = (first == last, text.passage_of[first] as usize);
    // "the state of Georgia" is no country.
    if m.entry.kind == EntryKind::Country
        && first > 1
        && text.is_word(first - 1, "of")
        && text.is_word(first - 2, "state")
    {
        return false;
    }
    let acronym = text.tokens[first].kind == Kind::Acronym;
    // "US$41 million" names a currency; in a line of capitals any word looks like an acronym.
    let currency =
        single && text.tokens.get(last + 1).is_some_and(|t| !t.spaced && t.kind == Kind::Mark('$'));
    let shouted = single && acronym && !text.str(first).contains('.') && text.all_capitals(passage);
    !(currency || shouted)
}
