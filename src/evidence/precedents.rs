//! Earlier instances of the same kind of thing, with the year.
//!
//! A dated event of the past is none by itself: it must stand where the article speaks of earlier
//! instances, under a heading such as "Has it been tried before?" or beside words such as
//! "precedent", and name something by a proper name or as a group that acted together.

use std::ops::Range;

use super::entities::{Entities, Form, Named};
use super::{EntityKind, Precedent};
use crate::date::Date;
use crate::lexicon::class;
use crate::lexicon::commitments::Noun;
use crate::lexicon::cues::PastPlace;
use crate::lexicon::vocabulary::EntryKind;
use crate::sources::BlockKind;
use crate::text::{Kind, Text};

/// How many sentences a sentence such as "There is a precedent." covers.
const REACH: usize = 4;

/// All precedents that an article gives.
pub fn extract(text: &Text<'_>, entities: &Entities) -> Vec<Precedent> {
    let mut out: Vec<Precedent> = Vec::new();
    let mut section = false;
    let mut left = 0usize;
    let mut block = usize::MAX;
    let mut before: Option<Range<usize>> = None;
    for passage in 0..text.passages.len() {
        let range = text.tokens_of(passage);
        if range.is_empty() {
            continue;
        }
        if text.is_heading(passage) {
            section = is_about_the_past(text, passage);
            left = 0;
            continue;
        }
        let here = text.source.passages[passage].block as usize;
        if here != block {
            block = here;
            left = left.min(2);
        }
        if announces(text, &range) {
            left = REACH;
        }
        let found = if section || left > 0 {
            let name = || proper(text, entities, before.as_ref()?, before.as_ref()?.start);
            instance(text, entities, &range)
                .or_else(|| resumed(text, &range, || name().map(|(name, ..)| name)))
        } else {
            contrasted(text, &range).and_then(|range| instance(text, entities, &range))
        };
        before = Some(range);
        if let Some(found) = found
            && !out.iter().any(|p| p.name == found.name && p.date == found.date)
        {
            out.push(found);
        }
        left = left.saturating_sub(1);
    }
    out
}

/// Whether a heading opens a section about earlier instances.
pub(super) fn is_about_the_past(text: &Text<'_>, passage: usize) -> bool {
    let range = text.tokens_of(passage);
    // Long headings speak of other things: "What happened before the vote on the plan".
    let block = text.source.passages[passage].block as usize;
    let headline = text.source.blocks[block].kind == BlockKind::Headline;
    let short = range.len() <= 14 && !headline;
    short && cues(text, &range).any(|place| place != PastPlace::Contrast)
}

fn announces(text: &Text<'_>, range: &Range<usize>) -> bool {
    cues(text, range).any(|place| place == PastPlace::Any)
}

fn cues<'a>(text: &'a Text<'_>, range: &Range<usize>) -> impl Iterator<Item = PastPlace> + use<'a> {
    let matches = text.matches_within(range.clone()).iter();
    matches
        .filter(|m| m.entry.kind == EntryKind::PrecedentCue)
        .map(|m| text.lexicon.cues.past[m.entry.row as usize])
}

/// The earlier instance of which a sentence speaks.
fn instance(text: &Text<'_>, entities: &Entities, range: &Range<usize>) -> Option<Precedent> {
    let (at, year) = year(text, range)?;
    let (name, first, last, rule) =
        proper(text, entities, range, at).or_else(|| group(text, range))?;
    Some(Precedent {
        name,
        date: Some(Date::from_year(year)),
        span: text.span(first.min(at), last.max(at)),
        rule: rule.to_owned(),
    })
}

/// "Founded in 1987, it ran out of money": the year of what the sentence before named.
/// `name` tells that name.
fn resumed(
    text: &Text<'_>,
    range: &Range<usize>,
    name: impl FnOnce() -> Option<String>,
) -> Option<Precedent> {
    let (at, year) = year(text, range)?;
    let founded = at > range.start + 1
        && text.match_ending(at - 2, EntryKind::FoundingVerb).is_some()
        && range.clone().any(|t| text.is_word(t, "it"));
    Some(Precedent {
        name: if founded { name() } else { None }?,
        date: Some(Date::from_year(year)),
        span: text.span(range.start, at),
        rule: "year in the sentence after the name".to_owned(),
    })
}

/// "Unlike the 2011 Harbour Pact, ...": the words that name what the subject is set against.
fn contrasted(text: &Text<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let past = &text.lexicon.cues.past;
    let mut cues = text.matches_within(range.clone()).iter().filter(|m| {
        m.entry.kind == EntryKind::PrecedentCue && past[m.entry.row as usize] == PastPlace::Contrast
    });
    let first = cues.next()?.last as usize;
    let comma = (first..range.end).find(|t| text.is_mark(*t, ','));
    Some(first..comma.unwrap_or(range.end).min(first + 12))
}

/// The first year of the sentence that is no part of a name.
fn year(text: &Text<'_>, range: &Range<usize>) -> Option<(usize, i16)> {
    range.clone().find_map(|t| {
        let digits = text.str(t);
        let number = text.tokens[t].kind == Kind::Number && digits.len() == 4;
        let year: i16 = number.then(|| digits.parse().ok())??;
        let before = t.checked_sub(1).filter(|b| *b >= range.start);
        let dated = before.is_some_and(|b| {
            matches!(
                text.str(b),
                "in" | "In"
                    | "of"
                    | "since"
                    | "Since"
                    | "from"
                    | "early"
                    | "late"
                    | "around"
                    | "the"
                    | "The"
                    | "by"
            ) || text.is(b, class::MONTH)
                || text.is_mark(b, '(')
                || text.is_mark(b, ',')
                || text.tokens[b].kind == Kind::Number
        });
        ((1700..=2100).contains(&year) && dated).then_some((t, year))
    })
}

/// A proper name of something people found or join, beside the year.
fn proper(
    text: &Text<'_>,
    entities: &Entities,
    range: &Range<usize>,
    year: usize,
) -> Option<(String, usize, usize, &'static str)> {
    let fits = |n: &&Named| {
        let entity = entities.get(n.entity);
        let body = matches!(
            entity.kind,
            EntityKind::Organisation
                | EntityKind::Alliance
                | EntityKind::Agency
                | EntityKind::Company
        );
        let subject = text.match_at(n.first as usize, EntryKind::Subject).is_some();
        // "Convention" alone: the name goes on, and is read as it stands.
        let bare =
            n.first == n.last && text.match_at(n.first as usize, EntryKind::Undertaking).is_some();
        body && !bare && n.form == Form::Name && !subject && !acts_on(text, n, range)
    };
    let named = entities.within(range.clone()).iter().filter(fits);
    // The name nearest to the year.
    if let Some(n) = named.min_by_key(|n| (n.first as usize).abs_diff(year)) {
        let entity = entities.get(n.entity);
        let acronym = entity.aliases.iter().find(|a| a.chars().all(char::is_uppercase));
        let name = acronym.map_or(entity.name.as_str(), String::as_str);
        return Some((name.to_owned(), n.first as usize, n.last as usize, "named instance"));
    }
    capitalised(text, range).or_else(|| founded(text, entities, range))
}

/// "makers founded SEMATECH", "ReCAAP, an agreement among ...": a name in a single word, told by
/// the verb before it or the noun after it.
fn founded(
    text: &Text<'_>,
    entities: &Entities,
    range: &Range<usize>,
) -> Option<(String, usize, usize, &'static str)> {
    let fits = |t: &usize| {
        let name = text.tokens[*t].is_upper()
            && text.str(*t).len() > 2
            && !text.is(*t, class::NOT_NAME.or(class::MONTH).or(class::WEEKDAY))
            && entities.covering(*t).is_none_or(|n| {
                let kind = entities.get(n.entity).kind;
                n.form == Form::Name && kind.is_body() && kind != EntityKind::Country
            });
        // "SEMATECH, set up in 1987" may open the sentence, where other words have a capital too.
        let opens = *t == range.start;
        let verb = !opens && text.match_ending(*t - 1, EntryKind::FoundingVerb).is_some();
        let set_up = *t + 2 < range.end
            && text.is_mark(*t + 1, ',')
            && text.match_at(*t + 2, EntryKind::FoundingVerb).is_some();
        name && (verb || set_up || is_apposed(text, *t + 1, range.end))
    };
    let at = range.clone().find(fits)?;
    let mut last = at;
    while last + 1 < range.end && text.tokens[last + 1].is_upper() {
        last += 1;
    }
    Some((text.slice(at, last).to_owned(), at, last, "founded instance"))
}

/// Whether ", an agreement" or the like stands at a token.
fn is_apposed(text: &Text<'_>, comma: usize, end: usize) -> bool {
    let article = comma + 1 < end
        && text.is_mark(comma, ',')
        && matches!(text.str(comma + 1), "a" | "an" | "the");
    article
        && (comma + 2..end.min(comma + 8)).any(|t| {
            text.match_at(t, EntryKind::Undertaking).is_some_and(|m| {
                let noun = text.lexicon.commitments.nouns[m.entry.row as usize];
                matches!(noun, Noun::Group | Noun::Instrument | Noun::Plan)
            })
        })
}

/// Whether somebody merely does something in the sentence: "under a United Nations mandate",
/// "launched by the Commission", "a University professor said".
fn acts_on(text: &Text<'_>, n: &Named, range: &Range<usize>) -> bool {
    let mut before = n.first as usize;
    while let Some(b) = before.checked_sub(1).filter(|b| *b >= range.start) {
        if !matches!(text.str(b), "the" | "The" | "a" | "an") {
            let acronym = text.tokens[n.last as usize].kind == Kind::Acronym;
            let under = text.is_word(b, "under") && acronym;
            let agent = matches!(text.str(b), "by" | "of" | "at" | "to" | "from" | "with");
            let article = b + 1 < n.first as usize && matches!(text.str(b + 1), "a" | "an");
            let after = n.last as usize + 1;
            let modifies = after < range.end && text.tokens[after].kind == Kind::Lower && article;
            return agent || under || modifies;
        }
        before = b;
    }
    false
}

/// "the Apia Arrangement", "the Return Circle of 2008": capitalised words that end in a noun of
/// undertakings, or stand after "the" and before "of" and the year.
fn capitalised(
    text: &Text<'_>,
    range: &Range<usize>,
) -> Option<(String, usize, usize, &'static str)> {
    let mut at = range.start;
    while at < range.end {
        if !text.tokens[at].is_upper() || at == range.start {
            at += 1;
            continue;
        }
        let mut last = at;
        while last + 1 < range.end && text.tokens[last + 1].is_upper() {
            last += 1;
        }
        let article = matches!(text.str(at - 1), "the" | "The" | "a");
        let head = last;
        last = with_complement(text, last, range.end);
        let undertaking = text.match_at(head, EntryKind::Undertaking).is_some();
        let war = text.is_word(head, "war");
        let dated = last + 2 < range.end
            && matches!(text.str(last + 1), "of" | ",")
            && text.tokens[last + 2].kind == Kind::Number;
        let calendar = text.is(at, class::MONTH.or(class::WEEKDAY));
        let organised = text.is(last, class::ORG_HEAD);
        let long = last > at || last > head;
        if article && long && !calendar && (undertaking || dated || organised || war) {
            let mut name = text.slice(at, last).to_owned();
            if war {
                name.push_str(group_noun(text, range).unwrap_or(" coalition"));
            }
            return Some((name, at, last, "capitalised instance"));
        }
        at = last + 1;
    }
    None
}

/// "Convention for the Protection of ...": the last token of a name with what belongs to it.
fn with_complement(text: &Text<'_>, head: usize, end: usize) -> usize {
    if text.match_at(head, EntryKind::Undertaking).is_none() {
        return head;
    }
    let mut last = head;
    for at in head + 1..end.min(head + 14) {
        if text.tokens[at].is_upper() {
            last = at;
        } else if !matches!(text.str(at), "for" | "of" | "the" | "and") {
            break;
        }
    }
    last
}

/// What to call those who acted together in a war.
fn group_noun(text: &Text<'_>, range: &Range<usize>) -> Option<&'static str> {
    range.clone().any(|t| text.is_word(t, "alliance")).then_some(" alliance")
}

/// "30 countries supported the invasion of A": several acted together; the name is what they did.
fn group(text: &Text<'_>, range: &Range<usize>) -> Option<(String, usize, usize, &'static str)> {
    let members = range.clone().find(|t| {
        *t > range.start
            && text.is(*t, class::SPOKESPEOPLE)
            && text.str(*t).ends_with('s')
            && (text.tokens[*t - 1].kind == Kind::Number
                || text.match_at(*t - 1, EntryKind::Bound).is_some()
                || text.is_word(*t - 1, "several"))
    })?;
    let what = (members..range.end).find(|t| {
        matches!(
            text.str(*t),
            "invasion"
                | "intervention"
                | "war"
                | "campaign"
                | "blockade"
                | "boycott"
                | "operation"
                | "mission"
        ) || text.match_at(*t, EntryKind::Undertaking).is_some_and(|m| {
            matches!(
                text.lexicon.commitments.nouns[m.entry.row as usize],
                Noun::Group | Noun::Instrument
            )
        })
    })?;
    let mut last = what;
    if what + 2 < range.end && text.is_word(what + 1, "of") && text.tokens[what + 2].is_upper() {
        last = what + 2;
    }
    Some((text.slice(what, last).to_owned(), members, last, "group that acted together"))
}
