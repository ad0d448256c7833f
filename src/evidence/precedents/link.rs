//! Which year belongs to which name.
//!
//! A year stands beside its name ("the 1996 X", "X of 1975", "X (1994)"), or a verb of coming into
//! being, of living or of ending links the two in one clause. A name that tells by itself what it
//! is of may also have the nearest year of its clause.

use std::ops::Range;

use crate::evidence::entities::Entities;
use crate::lexicon::commitments::Stage;
use crate::text::{Kind, Text};

use super::clause::Clause;
use super::names::{self, Name};
use super::years::{self, Year};
use super::{clause, group};

/// A name with its year, and the tokens in which both stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Instance {
    pub(super) name: String,
    pub(super) year: i16,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) tie: Tie,
}

/// What the sentence before left open: a name without a year, a year without a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    name: Option<Name>,
    year: Option<Year>,
}

/// How a year and a name hang together, the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Nothing between them.
    Beside,
    /// A verb of the life of an undertaking.
    Verb(Stage),
    /// The name tells by itself what it is of.
    Near,
    /// No name: several acted together.
    Group,
}

impl Tie {
    pub(super) fn rule(self) -> &'static str {
        match self {
            Self::Beside => "year beside the name",
            Self::Verb(Stage::Begin | Stage::Rise) => super::FOUNDED,
            Self::Verb(Stage::Name) => "instance called by its name",
            Self::Verb(Stage::Live | Stage::End) => "instance that lived or ended",
            Self::Near => "named instance",
            Self::Group => "group that acted together",
        }
    }
}

/// The earlier instances of which a sentence speaks.
pub(super) fn instances(
    text: &Text<'_>,
    entities: &Entities,
    range: &Range<usize>,
    open: &mut Open,
) -> Vec<Instance> {
    let years = years::find(text, range);
    let names = names::find(text, entities, range);
    let clause = Clause { text, range: range.clone(), names: &names, years: &years };
    let before = std::mem::take(open);
    let mut ties: Vec<(Tie, usize, usize, usize)> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        for (y, year) in years.iter().enumerate() {
            if let Some(tie) = tie(&clause, name, *year) {
                let far = name.first.abs_diff(year.at).min(name.last.abs_diff(year.at));
                ties.push((tie, far, n, y));
            }
        }
    }
    ties.sort_unstable();
    let mut out: Vec<Instance> = Vec::new();
    let (mut done, mut used) = (vec![false; names.len()], vec![false; years.len()]);
    for (tie, _, n, y) in ties {
        // A year that only stands near is that of one name.
        if done[n] || (used[y] && matches!(tie, Tie::Near | Tie::Verb(Stage::Name))) {
            continue;
        }
        (done[n], used[y]) = (true, true);
        let (name, year) = (&names[n], years[y]);
        let (first, last) = (name.first.min(year.at), name.last.max(year.at));
        out.push(Instance { name: name.words.clone(), year: year.year, first, last, tie });
    }
    if out.is_empty() {
        out.extend(resumed(&clause, &before));
    }
    if out.is_empty()
        && let Some(year) = years.first()
        && let Some((name, first, last)) = group::find(text, range)
    {
        let (first, last) = (first.min(year.at), last.max(year.at));
        out.push(Instance { name, year: year.year, first, last, tie: Tie::Group });
    }
    out.sort_by_key(|i| i.first);
    let free = names.iter().enumerate().find(|(n, name)| {
        let tells = name.headed || clause::is_apposed(text, name.last + 1, range.end);
        !done[*n] && tells && !clause.acts(name)
    });
    open.name = free.map(|(_, name)| name.clone());
    open.year = years.iter().enumerate().find(|(y, _)| !used[*y]).map(|(_, year)| *year);
    out
}

/// How a year belongs to a name, if it does.
fn tie(clause: &Clause<'_>, name: &Name, year: Year) -> Option<Tie> {
    if beside(clause, name, year) {
        return Some(Tie::Beside);
    }
    if clause.founds(name) {
        return None;
    }
    if let Some(stage) = clause.verb(name, year) {
        return Some(Tie::Verb(stage));
    }
    let between =
        if name.last < year.at { name.last + 1..year.at } else { year.at + 1..name.first };
    let tells = name.headed || clause::is_apposed(clause.text, name.last + 1, clause.range.end);
    let alone = clause.years.len() == 1 && clause.names.iter().filter(|n| n.headed).count() == 1;
    let other = between.clone().any(|t| clause::begins(clause.text, t))
        || (between.len() > clause::FAR && !alone);
    (tells && !other && !name.opens && !clause.acts(name)).then_some(Tie::Near)
}

/// "the 1996 X", "X of 1975", "X (1994)", "X, 1994", "X, since 1994,".
fn beside(clause: &Clause<'_>, name: &Name, year: Year) -> bool {
    let (text, range) = (clause.text, &clause.range);
    if year.at + 1 == name.first {
        let before = year.at.checked_sub(1).filter(|b| *b >= range.start);
        return before.is_some_and(|b| {
            ["the", "a", "its", "their"].iter().any(|w| text.is_word(b, w))
                || text.tokens[b].kind == Kind::Possessive
        });
    }
    let after = name.last + 1;
    let closed = |at: usize| {
        at >= range.end || !text.tokens[at].is_word() || text.tokens[at].kind == Kind::Lower
    };
    let joined = text.is_word(after, "of") || text.is_mark(after, '(') || text.is_mark(after, ',');
    let since = year.at == after + 2
        && text.is_mark(after, ',')
        && text.is_word(after + 1, "since")
        && text.is_mark(year.at + 1, ',');
    since || (year.at == after + 1 && joined && closed(year.at + 1) && !name.opens)
}

/// "Founded in 1987, it ran out of money", "Its name was X": what the sentence before left open.
fn resumed(clause: &Clause<'_>, before: &Open) -> Option<Instance> {
    let (text, range) = (clause.text, &clause.range);
    let stages = range.clone().filter_map(|t| Some((t, clause::stage_at(text, t)?)));
    if let (Some(name), Some(year)) = (&before.name, clause.years.first()) {
        let it = range.clone().any(|t| ["it", "its"].iter().any(|w| text.is_word(t, w)));
        let mut verbs = stages.filter(|(_, stage)| *stage != Stage::Name);
        let verb = verbs.find(|(t, _)| *t < year.at && year.at - t <= 6);
        let (_, stage) = verb.filter(|_| it)?;
        return Some(Instance {
            name: name.words.clone(),
            year: year.year,
            first: range.start,
            last: year.at,
            tie: Tie::Verb(stage),
        });
    }
    let (year, name) = (before.year?, clause.names.first()?);
    let mut verbs = stages.filter(|(_, stage)| *stage == Stage::Name);
    let (verb, _) = verbs.next()?;
    let called = verb < name.first && name.first - verb <= 5;
    called.then(|| Instance {
        name: name.words.clone(),
        year: year.year,
        first: name.first,
        last: name.last,
        tie: Tie::Verb(Stage::Name),
    })
}
