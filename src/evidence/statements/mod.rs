//! Who does, will do, may do or refuses what towards an undertaking: the ground on which relations
//! and positions stand.
//!
//! A statement is read from its deed outwards: the deed is a phrase of the list `commitments` or a
//! cue that a project declares; before it stands the verb group with its modal words and negation,
//! before that the subject; after it the object. No parse tree is made: news sentences put these
//! in so regular an order that a look to the left and one to the right suffice, and where they do
//! not, nothing is stated.

mod deed;
mod group;
mod listing;
mod lists;
mod object;
mod roster;
mod subject;

use std::ops::Range;

use super::entities::{Entities, Form};
use super::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use deed::{Found, is_base, is_participle, takes_be};
pub use listing::Holder;
use subject::{Reader, Subject};

/// Something stated of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Of whom.
    pub holders: Vec<Holder>,
    /// The deed.
    pub deed: Deed,
    /// What modal words and negation make of it.
    pub force: Force,
    /// Whether a modal word says so, rather than the tense or a negation alone.
    pub modal: bool,
    /// Whether the deed is a noun: "is a member".
    pub noun: bool,
    /// Tokens of the deed.
    pub head: (usize, usize),
    /// Tokens of the clause after it.
    pub object: Range<usize>,
    /// What is among them.
    pub has: Objects,
    /// Whether a sum of money is among them.
    pub money: bool,
    /// The declared stance whose cue the deed is.
    pub stance: Option<u32>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// All statements of an article, in reading order.
pub fn find(text: &Text<'_>, entities: &Entities) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    let mut topic = None;
    let mut past = false;
    let mut meeting = false;
    for passage in 0..text.passages.len() {
        let range = text.tokens_of(passage);
        if range.is_empty() {
            continue;
        }
        let heading = text.is_heading(passage);
        if heading {
            past = super::precedents::is_about_the_past(text, passage);
        }
        // What an earlier undertaking did is no statement about this one; a question states nothing.
        let question = text.is_mark(range.end - 1, '?');
        let shouting = heading && text.flat_case[passage];
        if past || question || shouting {
            continue;
        }
        let reader = Reader { text, entities, topic, from: range.start, end: range.end };
        let before = out.len();
        roster::find(reader, meeting, &mut out);
        deeds(reader, &mut out);
        lists::echoes(reader, before, &mut out);
        if text.is_word(range.start, "whether") {
            leave_open(&mut out[before..]);
        }
        meeting = out[before..].iter().any(|s| s.deed == Deed::Attend)
            || attends(reader)
            || (meeting && text.source.passages[passage].block as usize > 0 && heading);
        topic = next_topic(reader, topic);
    }
    out
}

/// What a sentence asks ("Whether Norsund will send ships is unclear") is not decided.
fn leave_open(asked: &mut [Statement]) {
    for statement in asked.iter_mut().filter(|s| s.force == Force::Commit) {
        statement.deed = Deed::Undecided;
        statement.force = Force::Plain;
        statement.stance = None;
        statement.rule = "asked with whether";
    }
}

/// Whether the passage says that somebody, named or not, takes part in a meeting.
fn attends(reader: Reader<'_>) -> bool {
    let text = reader.text;
    let rows = &text.lexicon.commitments.rows;
    text.matches_within(reader.from..reader.end).iter().any(|m| {
        m.entry.kind == EntryKind::Commitment
            && rows[m.entry.row as usize].deed == Deed::Attend
            && object::after(text, m.last as usize, reader.end).has.any(Objects::EVENT)
    })
}

/// Of whom the next passage speaks when it says "it" or "she".
fn next_topic(reader: Reader<'_>, topic: Option<EntityIndex>) -> Option<EntityIndex> {
    let opening = reader.from..(reader.from + 8).min(reader.end);
    let first = reader.entities.within(opening).iter().find(|n| n.form != Form::Adjective);
    let quoted = matches!(reader.text.tokens[reader.from].kind, Kind::Open(_));
    let said = quoted.then(|| {
        let verb = (reader.from..reader.end)
            .rev()
            .find(|t| reader.text.is(*t, class::SAY) && *t > reader.from)?;
        let after = reader.entities.within(verb..reader.end);
        after.iter().find(|n| reader.entities.is_person(n.entity))
    });
    match said.flatten().or(first) {
        Some(named) => Some(listing::body(reader.entities, named)),
        None => topic,
    }
}

/// The statements that deeds in the passage make.
fn deeds(reader: Reader<'_>, out: &mut Vec<Statement>) {
    let mut found: Vec<Found> = Vec::new();
    let stated = EntryKind::Stance.bit() | EntryKind::Commitment.bit();
    for token in (reader.from..reader.end).filter(|t| reader.text.begins_any(*t, stated)) {
        if let Some(one) = deed::at(reader, token)
            && found.last().is_none_or(|before| before.m.last < one.m.first)
        {
            found.push(one);
        }
    }
    // What is a modal word of a later deed is no deed of its own.
    for index in 0..found.len() {
        let one = &found[index];
        let inside = found.get(index + 1).is_some_and(|next| {
            next.group.start <= one.m.first as usize
                && (one.m.first as usize) < next.m.first as usize
        });
        if !inside && let Some(statement) = state(reader, &found, index) {
            out.push(statement);
        }
    }
}

/// The statement that a deed makes, if it is clear whose it is.
fn state(reader: Reader<'_>, found: &[Found], index: usize) -> Option<Statement> {
    let one = &found[index];
    let (text, group) = (reader.text, one.group);
    let (first, last) = (one.m.first as usize, one.m.last as usize);
    let mut force = group.force;
    let mut statement = Statement {
        holders: Vec::new(),
        deed: one.deed,
        force,
        modal: group.modal,
        noun: takes_be(reader.text, one) && one.stance.is_none() && group.be,
        head: (first, last),
        object: one.object.range.clone(),
        has: one.object.has,
        money: one.object.money,
        stance: one.stance,
        rule: if one.stance.is_some() { "declared cue" } else { "listed deed" },
    };
    if one.right {
        return lists::passive(reader, statement, last + 1, true);
    }
    if let Some(next) = deed::agent(reader, last).filter(|_| is_participle(text, first)) {
        return lists::passive(reader, statement, next, false);
    }
    if let Some(sent) = lists::sent(reader, &statement) {
        return Some(sent);
    }
    // "has been rejected", "was led": the subject is not the one who does it.
    if group.be
        && is_participle(text, first)
        && !matches!(one.deed, Deed::Attend | Deed::Absent | Deed::Undecided)
        && !takes_be(reader.text, one)
    {
        return None;
    }
    if group.dangling {
        return None;
    }
    let second = carried(reader, found, index);
    let carried = second.is_some();
    let mut subject = second.or_else(|| reader.subject(group.start))?;
    // "It remains unclear whether": nobody is in doubt here but the writer.
    if one.deed == Deed::Undecided
        && (first..=last).any(|t| matches!(text.str(t), "unclear" | "uncertain" | "clear"))
    {
        return None;
    }
    // "It is unclear whether NAME will".
    if let Some(outer) = doubt(text, subject.first, reader.from) {
        force = outer;
    }
    if subject.neither {
        force = group::opposite(force);
    }
    let ambiguous = text.tokens[first].kind == Kind::Lower && is_base(text, first);
    let bare = !group.helped && group.start == first;
    let verb = !matches!(one.deed, Deed::Open | Deed::Decline | Deed::Undecided);
    if verb && bare && ambiguous && !subject.plural && !carried && one.deed != Deed::Oppose {
        return None;
    }
    // "with NAME sending": a participle alone is no finite verb.
    if !group.helped && one.deed == Deed::Act && text.str(first).ends_with("ing") {
        return None;
    }
    if subject.generic && subject.holders.is_empty() {
        return lists::including(reader, statement);
    }
    lists::alongside(reader, &statement, &mut subject.holders);
    // "has not decided whether to take part": taking part in the undertaking, not in a meeting.
    let done = matches!(force, Force::Plain | Force::Commit);
    if one.deed == Deed::Attend && !done && !one.object.has.any(Objects::EVENT) {
        statement.deed = Deed::Join;
        statement.stance = None;
    }
    // "pays its teachers well": a habit is no promise to the undertaking.
    let about = Objects(Objects::UNDERTAKING.0 | Objects::AXIS.0);
    if one.deed == Deed::Act && !group.helped && !one.object.money && !one.object.has.any(about) {
        return None;
    }
    statement.force = force;
    statement.holders = bodies(reader, subject);
    (!statement.holders.is_empty()).then_some(statement)
}

/// The subject of the deed before, for a second predicate: "will not send troops but will support".
fn carried(reader: Reader<'_>, found: &[Found], index: usize) -> Option<Subject> {
    let text = reader.text;
    let at = found[index].group.start.checked_sub(1).filter(|at| *at >= reader.from)?;
    if !matches!(text.str(at), "and" | "but" | "or" | "yet" | "then") {
        return None;
    }
    (0..index)
        .rev()
        .find_map(|earlier| {
            let group = found[earlier].group;
            let near = found[index].m.first.saturating_sub(found[earlier].m.last) < 26;
            near.then(|| reader.subject(group.start))?
        })
        .or_else(|| first_subject(reader, at))
}

/// The subject of a first predicate that is no deed: "said that A admires it but had not decided".
fn first_subject(reader: Reader<'_>, conjunction: usize) -> Option<Subject> {
    let text = reader.text;
    let clause = (reader.from..conjunction).rev().find(|t| text.is_word(*t, "that"));
    let from = clause.map_or(reader.from, |that| that + 1);
    let verb = (from..conjunction).find(|t| {
        text.tokens[*t].kind == Kind::Lower
            && *t > from
            && reader.entities.covering(*t - 1).is_some_and(|n| n.last as usize == *t - 1)
            && !text.is(*t, class::GAP)
    })?;
    let subject = reader.subject(verb)?;
    (subject.holders.len() == 1 && subject.first <= from + 2).then_some(subject)
}

/// What "unclear whether" and the like before a subject make of its deed.
fn doubt(text: &Text<'_>, first: usize, from: usize) -> Option<Force> {
    let before = first.checked_sub(1).filter(|b| *b >= from)?;
    if !matches!(text.str(before), "if" | "whether") {
        return None;
    }
    let unsure = (from..before).rev().take(6).any(|t| {
        matches!(
            text.str(t),
            "unclear"
                | "uncertain"
                | "undecided"
                | "unknown"
                | "doubtful"
                | "clear"
                | "seen"
                | "decide"
                | "decided"
                | "say"
        )
    });
    unsure.then_some(Force::Undecided)
}

/// The body for which an organ acts, where the article names that body too.
pub(super) fn parent(text: &Text<'_>, entities: &Entities, entity: EntityIndex) -> EntityIndex {
    let name = entities.get(entity).name.as_str();
    let Some(body) = text.lexicon.commitments.institutions.get(name) else { return entity };
    let found = entities.list.iter().position(|e| e.name == **body);
    found.and_then(|index| EntityIndex::try_from(index).ok()).unwrap_or(entity)
}

/// The holders that can take a position: not the subject itself, not places.
fn bodies(reader: Reader<'_>, subject: Subject) -> Vec<Holder> {
    let mut holders = subject.holders;
    holders.retain(|h| {
        let place = reader.entities.get(h.entity).kind == EntityKind::Place
            && !reader.entities.is_body(h.entity);
        let own = (h.first..=h.last).any(|t| reader.text.match_at(t, EntryKind::Subject).is_some());
        !place && !own
    });
    holders
}
