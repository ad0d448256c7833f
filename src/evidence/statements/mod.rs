//! Who does, will do, may do or refuses what towards an undertaking: the ground on which relations
//! and positions stand.
//!
//! A statement is read from its deed outwards: the deed is a phrase of the list `commitments` or a
//! cue that a project declares; before it stands the verb group with its modal words and negation,
//! before that the subject; after it the object. No parse tree is made: news sentences put these
//! in so regular an order that a look to the left and one to the right suffice, and where they do
//! not, nothing is stated.

mod answers;
mod concern;
mod deed;
mod ellipsis;
mod gapping;
mod group;
mod infinitive;
mod labels;
mod leftward;
mod listing;
mod lists;
mod nominal;
mod object;
mod office;
mod owner;
mod roster;
mod scope;
mod several;
mod speaker;
mod subject;
mod verbs;

use std::ops::Range;

use super::entities::Entities;
use super::{EntityIndex, EntityKind};
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::{EntryKind, UNKNOWN};
use crate::text::{Kind, Text};

pub use listing::Holder;
use subject::{Reader, Subject};

/// Something stated of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the clause")]
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
    /// First token of its sentence.
    pub sentence: usize,
    /// Tokens of the deed.
    pub head: (usize, usize),
    /// Tokens of the clause after it.
    pub object: Range<usize>,
    /// What is among them.
    pub has: Objects,
    /// Whether a sum of money is among them.
    pub money: bool,
    /// Whether its object is none at all: "signed nothing".
    pub none: bool,
    /// Whether it is a number alone, of what was named before: "four more".
    pub elliptic: bool,
    /// Whether its verb is too common for it to be a sign of belonging.
    pub weak: bool,
    /// Whether what a project declares as a refusal is a rejection too: "rejected the pact".
    pub opposes: bool,
    /// The declared stance whose cue the deed is.
    pub stance: Option<u32>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// All statements of an article, in reading order.
pub fn find(text: &Text<'_>, entities: &Entities) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    let mut state = Thread::default();
    for passage in 0..text.passages.len() {
        let range = text.tokens_of(passage);
        if range.is_empty() {
            continue;
        }
        let heading = text.is_heading(passage);
        if heading {
            // What stands below a heading is not about whom the text above it spoke of.
            state.topic = None;
            state.past = super::precedents::is_about_the_past(text, passage);
        }
        let shouting = heading && text.flat_case[passage];
        if state.past || shouting {
            continue;
        }
        // An item of a list may hold several sentences.
        let mut from = range.start;
        while from < range.end {
            let end = sentence_end(text, from, range.end);
            state = sentence(text, entities, state, from..end, &mut out);
            from = end;
        }
    }
    without_places(entities, &mut out);
    out
}

/// What the sentences so far leave behind for the next one.
#[derive(Clone, Copy, Debug, Default)]
struct Thread {
    topic: Option<EntityIndex>,
    past: bool,
    meeting: bool,
    earlier: usize,
    /// The question that the next words may answer.
    asked: Option<answers::Asked>,
    /// The last question of that kind.
    question: Option<answers::Asked>,
}

/// Adds the statements of a sentence.
fn sentence(
    text: &Text<'_>,
    entities: &Entities,
    state: Thread,
    range: Range<usize>,
    out: &mut Vec<Statement>,
) -> Thread {
    let (from, end) = (range.start, range.end);
    // A question states nothing.
    let Thread { topic, meeting, earlier, asked, .. } = state;
    let reader = Reader { text, entities, topic, earlier, meeting, from, end };
    if text.is_mark(end - 1, '?') {
        let asked = answers::asked(reader, state.question);
        let topic = next_topic(reader, topic);
        return Thread { asked, question: asked, topic, ..state };
    }
    let before = out.len();
    if let Some(asked) = asked
        && (answers::find(reader, asked, out) || answers::is_count(reader))
    {
        return Thread { topic: next_topic(reader, topic), earlier: from, ..state };
    }
    roster::find(reader, meeting, out);
    verbs::find(reader, out);
    nominal::find(reader, before, out);
    gapping::find(reader, before, out);
    ellipsis::find(reader, before, out);
    labels::find(reader, out);
    answers::predicates(reader, out);
    concern::find(reader, out);
    lists::echoes(reader, before, out);
    if text.is_word(from, "whether") {
        leave_open(&mut out[before..]);
    }
    let passage = text.passage_of[from] as usize;
    let heading = text.is_heading(passage);
    let meeting = out[before..].iter().any(|s| s.deed == Deed::Attend)
        || attends(reader)
        || (meeting && text.source.passages[passage].block as usize > 0 && heading);
    Thread { topic: next_topic(reader, topic), meeting, earlier: from, asked: None, ..state }
}

/// The token after a sentence within a passage: after a full stop before a capital.
fn sentence_end(text: &Text<'_>, from: usize, end: usize) -> usize {
    let ends = |t: &usize| {
        matches!(text.tokens[*t].kind, Kind::Mark('.' | '?' | '!'))
            && *t > from + 1
            && text.tokens[*t + 1].spaced
            && (text.tokens[*t + 1].is_upper() || matches!(text.tokens[*t + 1].kind, Kind::Open(_)))
    };
    (from..end.saturating_sub(1)).find(ends).map_or(end, |t| t + 1)
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
    // "MINISTER: Israel has applied."
    let tag = reader.after_opening();
    let closes = |t: usize| reader.text.is_mark(t, ':') || is_dateline(reader, t);
    let tagged = tag > reader.from && tag < reader.end && closes(tag - 1);
    let opening = if tagged { tag } else { reader.from };
    let opening = opening..(opening + 8).min(reader.end);
    let named = reader.entities.within(opening);
    let first = named
        .iter()
        .find(|n| !listing::is_adjective(reader.text, n) && !is_where(reader, n.first as usize));
    let quoted = matches!(reader.text.tokens[reader.from].kind, Kind::Open(_));
    let said = quoted.then(|| {
        let verb = (reader.from..reader.end)
            .rev()
            .find(|t| reader.text.is(*t, class::SAY) && *t > reader.from)?;
        // "“Never,” NAME told reporters": between the quotation and its verb.
        let close = (reader.from..verb)
            .rev()
            .find(|t| matches!(reader.text.tokens[*t].kind, Kind::Close(_)));
        let after = reader.entities.within(close.unwrap_or(verb)..reader.end);
        after.iter().find(|n| reader.entities.is_person(n.entity))
    });
    // "Norrkraft was admitted.": a name of which nothing is known; "it" means that one.
    let word = |t: &usize| reader.text.tokens[*t].is_word();
    let at = (reader.from..reader.end).find(word).unwrap_or(reader.from);
    let unknown = reader.text.words[at] == UNKNOWN
        && reader.text.tokens[at].kind == Kind::Capital
        && reader.entities.covering(at).is_none();
    if unknown && said.flatten().is_none() {
        return None;
    }
    match said.flatten().or(first) {
        Some(named) => Some(listing::body(reader.entities, named)),
        None => topic,
    }
}

/// Whether the name at token `first` only tells where something is: "stations in Antarctica", not
/// "officials in Lisbon".
fn is_where(reader: Reader<'_>, first: usize) -> bool {
    let text = reader.text;
    let Some(before) = first.checked_sub(2).filter(|b| *b >= reader.from) else { return false };
    let inside = matches!(text.str(first - 1), "in" | "at" | "near" | "across" | "around");
    inside && !text.is(before, class::SPOKESPEOPLE)
}

/// Whether the dash at token `dash` ends a dateline: "PUNTA ARENAS, Chile, June 12 (Agency) - ".
fn is_dateline(reader: Reader<'_>, dash: usize) -> bool {
    let text = reader.text;
    let kind = text.tokens[dash].kind;
    let dash_like = kind == Kind::Dash || (kind == Kind::Hyphen && text.tokens[dash].spaced);
    let dated = |t: usize| text.is(t, class::MONTH) || text.is_mark(t, '(');
    dash_like && (reader.from..dash).any(dated)
}

/// The body for which an organ acts, where the article names that body too.
pub(super) fn parent(text: &Text<'_>, entities: &Entities, entity: EntityIndex) -> EntityIndex {
    let name = entities.get(entity).name.as_str();
    let found = match text.lexicon.commitments.institutions.get(name) {
        Some(body) => entities.list.iter().position(|e| e.name == **body),
        None => place_of_organ(text, name)
            .and_then(|place| entities.list.iter().position(|e| e.name == place)),
    };
    found.and_then(|index| EntityIndex::try_from(index).ok()).unwrap_or(entity)
}

/// The state or city whose organ bears its name: "Colorado" of the "Colorado Senate".
fn place_of_organ<'a>(text: &Text<'_>, name: &'a str) -> Option<&'a str> {
    let mut organs = text.lexicon.commitments.organs.iter();
    organs.find_map(|organ| name.strip_suffix(&**organ)?.strip_suffix(' '))
}

/// The holders that can take a position: not the subject itself.
fn bodies(reader: Reader<'_>, subject: Subject) -> Vec<Holder> {
    let mut holders = subject.holders;
    holders.retain(|h| {
        !(h.first..=h.last).any(|t| reader.text.match_at(t, EntryKind::Subject).is_some())
    });
    holders
}

/// How many acting places make an article one about places.
const SEVERAL: usize = 2;

/// Leaves places out but those that do what only bodies do: "Bergen is hosting the talks" states
/// nothing of Bergen, "Bergen has joined" does, and so does all that the article says of it.
fn without_places(entities: &Entities, statements: &mut Vec<Statement>) {
    let place = |entity: EntityIndex| {
        entities.get(entity).kind == EntityKind::Place && !entities.is_body(entity)
    };
    let telling = |s: &&Statement| match s.deed {
        Deed::Join | Deed::Open | Deed::Decline | Deed::Leave => true,
        Deed::Act => s.modal || s.noun,
        _ => false,
    };
    let mut acting: Vec<EntityIndex> = statements
        .iter()
        .filter(telling)
        .flat_map(|s| s.holders.iter().map(|h| h.entity))
        .filter(|entity| place(*entity))
        .collect();
    acting.sort_unstable();
    acting.dedup();
    // Where several do, places are who it is about.
    let all = acting.len() + entities.acting.len() >= SEVERAL;
    for statement in statements.iter_mut() {
        let acts = |entity: EntityIndex| all || acting.binary_search(&entity).is_ok();
        statement.holders.retain(|h| !place(h.entity) || acts(h.entity));
    }
    statements.retain(|s| !s.holders.is_empty());
}
