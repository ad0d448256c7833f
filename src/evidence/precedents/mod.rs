//! Earlier instances of the same kind of thing, with the year.
//!
//! A dated event of the past is none by itself: it must stand where the article speaks of earlier
//! instances, under a heading such as "Has it been tried before?" or beside words such as
//! "precedent", and name something by a proper name or as a group that acted together.

mod clause;
mod group;
mod link;
mod names;
mod years;

use std::ops::Range;

use super::Precedent;
use super::entities::Entities;
use crate::date::Date;
use crate::lexicon::commitments::{Noun, Stage};
use crate::lexicon::cues::PastPlace;
use crate::lexicon::vocabulary::EntryKind;
use crate::sources::BlockKind;
use crate::text::Text;

/// How many sentences a sentence such as "There is a precedent." covers.
const REACH: usize = 4;

/// How many sentences of a paragraph that tells of several are read.
const HISTORY: usize = 8;

/// The rule that reads when an instance came into being, which happens once.
pub const FOUNDED: &str = "founded instance";

/// All precedents that an article gives.
pub fn extract(text: &Text<'_>, entities: &Entities) -> Vec<Precedent> {
    let mut out: Vec<(Precedent, link::Tie)> = Vec::new();
    let mut section = false;
    let mut left = 0usize;
    let mut block = usize::MAX;
    let mut open = link::Open::default();
    for passage in 0..text.passages.len() {
        let range = text.tokens_of(passage);
        if range.is_empty() {
            continue;
        }
        if text.is_heading(passage) {
            section = is_about_the_past(text, passage);
            (left, open) = (0, link::Open::default());
            continue;
        }
        let here = text.source.passages[passage].block as usize;
        let opens_block = here != block;
        if opens_block {
            block = here;
            left = left.min(2);
        }
        if announces(text, passage, &range) {
            left = REACH;
        } else if opens_block && left == 0 && is_history(text, entities, here) {
            left = HISTORY;
        }
        let found = if section || left > 0 {
            link::instances(text, entities, &range, &mut open)
        } else {
            open = link::Open::default();
            let part = contrasted(text, &range);
            part.map_or_else(Vec::new, |part| link::instances(text, entities, &part, &mut open))
        };
        for instance in found {
            let known = out.iter().position(|(p, _)| p.name == instance.name);
            let tie = instance.tie;
            // Of the years that an article gives to one instance, the one in which it began.
            match known {
                Some(at) if out[at].1 <= tie => {}
                Some(at) => out[at] = (claim(text, instance), tie),
                None => out.push((claim(text, instance), tie)),
            }
        }
        left = left.saturating_sub(1);
    }
    out.into_iter().map(|(precedent, _)| precedent).collect()
}

/// Whether a paragraph tells how two things or more came into being in the past, which the article
/// speaks of nowhere else: then it tells of earlier ones, whatever its words.
fn is_history(text: &Text<'_>, entities: &Entities, block: usize) -> bool {
    let range = text.tokens_of_block(block);
    if years::find(text, &range).len() < 2 {
        return false;
    }
    let mut open = link::Open::default();
    let mut names: Vec<String> = Vec::new();
    let mut founded = 0usize;
    let mut at = range.start;
    while at < range.end {
        let sentence = text.sentence(at);
        at = sentence.end.max(at + 1);
        for instance in link::instances(text, entities, &sentence, &mut open) {
            let dated = !matches!(instance.tie, link::Tie::Near | link::Tie::Group);
            let elsewhere = entities.named.iter().any(|n| {
                entities.get(n.entity).name == instance.name && !range.contains(&(n.first as usize))
            });
            if dated && !elsewhere && !names.contains(&instance.name) {
                founded += usize::from(instance.tie.rule() == FOUNDED);
                names.push(instance.name);
            }
        }
    }
    names.len() > 1 && founded > 0
}

fn claim(text: &Text<'_>, instance: link::Instance) -> Precedent {
    Precedent {
        name: instance.name,
        date: Some(Date::from_year(instance.year)),
        span: text.span(instance.first, instance.last),
        rule: instance.tie.rule().to_owned(),
    }
}

/// Whether a heading opens a section about earlier instances.
pub(super) fn is_about_the_past(text: &Text<'_>, passage: usize) -> bool {
    let range = text.tokens_of(passage);
    // Long headings speak of other things: "What happened before the vote on the plan".
    let block = text.source.passages[passage].block as usize;
    let headline = text.source.blocks[block].kind == BlockKind::Headline;
    let short = range.len() <= 14 && !headline;
    short
        && (cues(text, &range).any(|place| !matches!(place, PastPlace::Contrast))
            || earlier_one(text, &range))
}

fn announces(text: &Text<'_>, passage: usize, range: &Range<usize>) -> bool {
    cues(text, range).any(|place| place == PastPlace::Any)
        || earlier_one(text, range)
        || text.holds_number(passage) && (likened(text, range) || called(text, range))
}

/// "an agreement reached in 1949, known as X": whatever is told by its kind, its year and then its
/// name is told as one of several. The year must be well before the article's own.
fn called(text: &Text<'_>, range: &Range<usize>) -> bool {
    let now = text.source.meta.published.map_or(i16::MAX, |date| date.year);
    let Some(year) = years::find(text, range).into_iter().find(|y| y.year < now - 4) else {
        return false;
    };
    let undertaking = (range.start..year.at).any(|t| {
        text.match_at(t, EntryKind::Undertaking).is_some_and(|m| {
            let noun = text.lexicon.commitments.nouns[m.entry.row as usize];
            matches!(noun, Noun::Group | Noun::Instrument | Noun::Plan)
        })
    });
    let name = |t| clause::stage_at(text, t) == Some(Stage::Name);
    undertaking && (year.at + 1..range.end.min(year.at + 8)).any(name)
}

fn cues<'a>(text: &'a Text<'_>, range: &Range<usize>) -> impl Iterator<Item = PastPlace> + use<'a> {
    let matches = text.matches_within(range.clone()).iter();
    matches
        .filter(|m| m.entry.kind == EntryKind::PrecedentCue)
        .map(|m| text.lexicon.cues.past[m.entry.row as usize])
}

/// "an earlier pact", "similar voluntary schemes": a word for what came before or is alike, and an
/// undertaking.
fn earlier_one(text: &Text<'_>, range: &Range<usize>) -> bool {
    let past = &text.lexicon.cues.past;
    let alike = |m: &&crate::text::Match| {
        m.entry.kind == EntryKind::PrecedentCue && past[m.entry.row as usize] == PastPlace::Alike
    };
    let mut words = text.matches_within(range.clone()).iter().filter(alike);
    words.any(|word| {
        let after = word.last as usize + 1;
        (after..range.end.min(after + 3)).any(|t| {
            text.match_at(t, EntryKind::Undertaking).is_some_and(|m| {
                let noun = text.lexicon.commitments.nouns[m.entry.row as usize];
                matches!(noun, Noun::Group | Noun::Instrument | Noun::Plan)
            })
        })
    })
}

/// "as the brewers did in 1962": the past to which something is likened.
fn likened(text: &Text<'_>, range: &Range<usize>) -> bool {
    let as_ = (range.clone()).find(|t| text.is_word(*t, "as"));
    let did =
        as_.and_then(|from| (from + 2..range.end.min(from + 9)).find(|t| text.is_word(*t, "did")));
    did.is_some_and(|from| !years::find(text, &(from..range.end)).is_empty())
}

/// "Unlike the 2011 Harbour Pact, ...": the words that name what the subject is set against.
fn contrasted(text: &Text<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let past = &text.lexicon.cues.past;
    let mut cues = text.matches_within(range.clone()).iter().filter(|m| {
        m.entry.kind == EntryKind::PrecedentCue && past[m.entry.row as usize] == PastPlace::Contrast
    });
    let first = cues.next()?.last as usize;
    let comma = (first..range.end).find(|t| text.is_mark(*t, ','));
    // What is named may be dated in a relative clause: ", which has run since 1962 and is".
    let clause = comma.filter(|c| c + 1 < range.end && text.is_word(c + 1, "which"));
    let end = clause.map_or(comma.unwrap_or(range.end).min(first + 12), |c| {
        (c + 1..range.end).find(|t| text.is_mark(*t, ',')).unwrap_or(range.end)
    });
    Some(first..end)
}
