//! Name parts: runs of capitalised words that no word list explains.

use crate::lexicon::class;
use crate::lexicon::vocabulary::{Classes, EntryKind};
use crate::text::{Kind, Text};

use super::cover::{Cover, Covers};

/// Words that, after a place, end the name of something else than a person.
const NO_SURNAME: Classes = class::ORG_HEAD
    .or(class::PLACE_HEAD)
    .or(class::EVENT_HEAD)
    .or(class::NOT_NAME)
    .or(class::MONTH)
    .or(class::WEEKDAY)
    .or(class::LEGAL_SUFFIX);

/// A run of capitalised words: tokens `first..=last`, with the particles, hyphens and ampersands
/// that join them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// First token.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    /// Whether it begins a sentence or a quotation, where a capital says nothing.
    pub(super) opens: bool,
}

impl Part {
    /// How many words it has.
    pub(super) fn words(self, text: &Text<'_>) -> usize {
        (self.first..=self.last).filter(|t| text.tokens[*t].is_word()).count()
    }
}

/// Finds all name parts, in reading order, in passages whose capitals say something.
pub(super) fn find(text: &Text<'_>, covers: &mut Covers) -> Vec<Part> {
    let mut parts = Vec::new();
    for passage in 0..text.passages.len() {
        // Headings name what the body names; by themselves their capitals say too little.
        if text.flat_case[passage] || text.is_heading(passage) {
            continue;
        }
        let range = text.tokens_of(passage);
        let mut at = range.start;
        while at < range.end {
            let Some(last) = part_at(text, covers, at, range.clone()) else {
                at += 1;
                continue;
            };
            parts.push(Part { first: at, last, opens: opens(text, at, range.start) });
            at = last + 1;
        }
    }
    parts
}

/// Whether the token stands where every word takes a capital.
pub(super) fn opens(text: &Text<'_>, token: usize, start: usize) -> bool {
    token == start
        || matches!(
            text.tokens[token - 1].kind,
            Kind::Open(_) | Kind::Mark(':' | '•' | '*') | Kind::Dash
        )
}

/// The last token of the name part that begins at `at`, if one does.
fn part_at(
    text: &Text<'_>,
    covers: &mut Covers,
    at: usize,
    range: std::ops::Range<usize>,
) -> Option<usize> {
    if !text.tokens[at].is_upper()
        || !is_name_word(text, covers, at) && !begins_with_place(text, covers, at, &range)
    {
        return None;
    }
    // "The", "However" at the start of a sentence; elsewhere such a word may begin a longer name.
    let given = text.is(at, class::MONTH) && is_given_month(text, covers, at, range.clone());
    let no_name = !given && text.is(at, class::NOT_NAME);
    let calendar = !given && text.is(at, class::MONTH.or(class::WEEKDAY));
    if calendar || (no_name && (opens(text, at, range.start) || is_article(text, at))) {
        return None;
    }
    let mut last = at;
    while let Some(next) = joined(text, covers, last, &range) {
        covers.uncover(next);
        last = next;
    }
    (last > at || !no_name).then_some(last)
}

/// A month that is a given name: "April Jones", "Jan Oort"; not "in May Velantis".
fn is_given_month(
    text: &Text<'_>,
    covers: &Covers,
    at: usize,
    range: std::ops::Range<usize>,
) -> bool {
    let next = at + 1;
    let dated = at > range.start
        && text.str(at - 1) != "and"
        && (text.is(at - 1, class::FUNCTION) || text.tokens[at - 1].kind == Kind::Number);
    text.is(at, class::GIVEN_NAME.or(class::HOMOGRAPH))
        && !dated
        && next < range.end
        && text.tokens[next].kind == Kind::Capital
        && text.tokens[next].spaced
        && is_name_word(text, covers, next)
        && !text.is(next, NO_SURNAME)
}

fn is_article(text: &Text<'_>, token: usize) -> bool {
    matches!(text.str(token), "The" | "A" | "An")
}

/// Whether the token is a capitalised word that nothing explains.
fn is_name_word(text: &Text<'_>, covers: &Covers, token: usize) -> bool {
    text.tokens[token].is_upper()
        && covers.at(token) == Cover::None
        && !matches!(text.str(token), "I" | "I'm" | "I’m" | "I've" | "I’ve" | "I'd" | "I’d")
}

/// The next token that carries on a name after `last`.
fn joined(
    text: &Text<'_>,
    covers: &Covers,
    last: usize,
    range: &std::ops::Range<usize>,
) -> Option<usize> {
    let inside = |t: usize| t < range.end;
    let name = |t: usize| {
        inside(t)
            && (is_name_word(text, covers, t)
                || is_surname_place(text, covers, t, last)
                || ends_with_city(text, covers, t, last, range.start))
    };
    let mut next = last + 1;
    if !inside(next) {
        return None;
    }
    if name(next) && text.tokens[next].spaced {
        // "Theresa May": a month is a surname after a given name.
        let dated = text.is(next, class::MONTH.or(class::WEEKDAY))
            && !(text.is(last, class::GIVEN_NAME)
                && text.is(next, class::HOMOGRAPH)
                && !(inside(next + 1) && text.tokens[next + 1].kind == Kind::Number));
        return (!dated).then_some(next);
    }
    match text.tokens[next].kind {
        Kind::Hyphen if is_syllable(text, last, next + 1, range) => Some(next + 1),
        Kind::Hyphen if inside(next + 1) && is_single_place(text, covers, next + 1) => {
            Some(next + 1)
        }
        // "Teamsters Local 88".
        Kind::Number if text.is_word(last, "Local") && last > range.start => Some(next),
        // "the Retail and Allied Workers".
        Kind::Lower if text.is_word(next, "and") && is_one_name(text, covers, last, range) => {
            Some(next + 1)
        }
        Kind::Lower if text.is(next, class::LOWER_SUFFIX) && text.tokens[next].spaced => Some(next),
        Kind::Hyphen | Kind::Mark('&' | '+') => name(next + 1).then_some(next + 1),
        // "the Norsund Beekeepers' Cooperative", "the Women's Institute": people own it.
        Kind::Possessive
            if name(next + 1)
                && text.is(next + 1, class::ORG_HEAD)
                && (text.tokens[next].end - text.tokens[next].start < 2
                    || text.tokens[next].end - text.tokens[next].start == 3
                    || text.str(last).ends_with("men")
                    || text.str(last).ends_with("ren")) =>
        {
            Some(next + 1)
        }
        // A nickname: "Isamu “Sam” Kealoha".
        Kind::Open(_)
            if name(next + 1)
                && inside(next + 3)
                && matches!(text.tokens[next + 2].kind, Kind::Close(_))
                && name(next + 3)
                && text.is(last, class::GIVEN_NAME) =>
        {
            Some(next + 3)
        }
        // Particles: "Ursula von der Leyen", "Khalid al-Rashid".
        Kind::Lower if text.is(next, class::PARTICLE) => {
            let limit = next + 4;
            while inside(next)
                && next < limit
                && (text.is(next, class::PARTICLE) && text.tokens[next].kind == Kind::Lower
                    || text.tokens[next].kind == Kind::Hyphen)
            {
                next += 1;
            }
            name(next).then_some(next)
        }
        _ => None,
    }
}

/// Whether "and" joins two halves of one name: behind an article, a lone word before it, and a noun
/// that heads organisations at the end.
fn is_one_name(
    text: &Text<'_>,
    covers: &Covers,
    last: usize,
    range: &std::ops::Range<usize>,
) -> bool {
    let article = last > range.start && matches!(text.str(last - 1), "the" | "The");
    let upper = |t: &usize| text.tokens[*t].is_upper() && covers.at(*t) == Cover::None;
    let end = range.end.min(last + 7);
    let run = (last + 2..end).take_while(upper);
    let head = run.last().filter(|t| *t > last + 2);
    // "the Council and Norsund Bank" are two; people go by their trades.
    let trades = |t: usize| text.is(last, class::ORG_HEAD) && !text.str(t).ends_with('s');
    let named = text.is(last, class::GIVEN_NAME);
    article && !named && head.is_some_and(|t| text.is(t, class::ORG_HEAD) && !trades(t))
}

/// The second syllable of a given name in romanised Korean or Chinese: "Han Seo-yeon".
fn is_syllable(
    text: &Text<'_>,
    before: usize,
    token: usize,
    range: &std::ops::Range<usize>,
) -> bool {
    token < range.end
        && text.tokens[token].kind == Kind::Lower
        && text.str(token).len() <= 5
        && text.str(before).len() <= 5
        && !text.is(token, class::HYPHEN_PARTICIPLE.or(class::NOT_NAME))
}

/// A country or city that is part of a person's name: "Michael Jordan", "Jack London".
fn is_surname_place(text: &Text<'_>, covers: &Covers, token: usize, before: usize) -> bool {
    is_single_place(text, covers, token)
        && text.is(before, class::GIVEN_NAME)
        && covers.at(before) == Cover::None
}

/// A city that ends a name of something else: "FC Turin", "Rapid Turin". At the start of a sentence
/// the first word may be any.
fn ends_with_city(
    text: &Text<'_>,
    covers: &Covers,
    token: usize,
    before: usize,
    start: usize,
) -> bool {
    let other = class::NOT_NAME.or(class::GIVEN_NAME).or(class::MONTH).or(class::WEEKDAY);
    // "Trinity College Dublin" is known by its head, "FC Turin" only as a whole.
    let headed = || text.is(before, class::ORG_HEAD) && text.tokens[before - 1].is_upper();
    before > start
        && !headed()
        && is_city(text, covers, token)
        && covers.at(before) == Cover::None
        && !text.is(before, other)
}

/// A city that begins the name of something else: "Turin Silo", "Turin & Coast Ferries"; not "in
/// Turin Mr Vale", where a preposition stands before it.
fn begins_with_city(
    text: &Text<'_>,
    covers: &Covers,
    at: usize,
    range: &std::ops::Range<usize>,
) -> bool {
    let located = at > range.start && text.is(at - 1, class::PREPOSITION);
    let ampersand = at + 1 < range.end && text.is_mark(at + 1, '&');
    let next = at + 1 + usize::from(ampersand);
    !located
        && is_city(text, covers, at)
        && next < range.end
        && text.tokens[next].spaced
        && is_name_word(text, covers, next)
        && !text.is(next, NO_SURNAME.or(class::HONORIFIC).or(class::GIVEN_NAME))
}

/// A city of a single word, be it a country's seat.
fn is_city(text: &Text<'_>, covers: &Covers, token: usize) -> bool {
    let city = covers
        .phrase(token)
        .is_some_and(|m| m.entry.kind == EntryKind::City || super::capitals::is_seat(text, m));
    city && is_single_place(text, covers, token)
}

/// A country or city that begins a person's name after a title: "Prime Minister Georgia Bell".
fn begins_with_place(
    text: &Text<'_>,
    covers: &mut Covers,
    at: usize,
    range: &std::ops::Range<usize>,
) -> bool {
    let titled = at > range.start
        && (covers.at(at - 1) == Cover::Honorific || covers.role(at - 1).is_some());
    let found = (titled || text.is(at, class::HOMOGRAPH))
        && is_single_place(text, covers, at)
        && at + 1 < range.end
        && text.tokens[at + 1].spaced
        && is_name_word(text, covers, at + 1)
        && !text.is(at + 1, NO_SURNAME);
    let found = found || begins_with_city(text, covers, at, range);
    if found {
        covers.uncover(at);
    }
    found
}

/// A country by its name, or a city, of a single word.
fn is_single_place(text: &Text<'_>, covers: &Covers, token: usize) -> bool {
    covers.phrase(token).is_some_and(|m| {
        m.first == m.last
            && text.tokens[token].kind == Kind::Capital
            && match m.entry.kind {
                EntryKind::Country => matches!(m.entry.field, 1 | 2 | 4),
                EntryKind::City => true,
                _ => false,
            }
    })
}
