//! Statements that verbs make: a deed with its verb group, its subject before it and its object.
//!
//! It stands apart from lists, nouns and clauses without a verb, which state the same in other ways.

use std::ops::ControlFlow;

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Kind;

use super::deed::{self, Found, is_base, is_participle, takes_be};
use super::scope::{self, Condition};
use super::subject::{Reader, Subject};
use super::{Statement, bodies, group, infinitive, listing, lists, object, owner};

/// Adds the statements that verbs in the sentence make.
pub(super) fn find(reader: Reader<'_>, out: &mut Vec<Statement>) {
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
        // "gives no money": the declared cue says what the verb before it does.
        let cued = found.get(index + 1).is_some_and(|next| {
            matches!(one.deed, Deed::Act | Deed::Support)
                && is_adverbial(reader, next)
                && (next.m.first as usize) <= one.object.range.end
        });
        if !inside
            && !cued
            && let Some(statement) = state(reader, &found, index)
        {
            out.push(statement);
        }
    }
}

/// The statement that a deed makes, if it is clear whose it is.
fn state(reader: Reader<'_>, found: &[Found], index: usize) -> Option<Statement> {
    let one = &found[index];
    let statement = outline(reader, one);
    if let ControlFlow::Break(found) = without_subject(reader, one, &statement) {
        return found;
    }
    let text = reader.text;
    let (group, first) = (one.group, one.m.first as usize);
    let second = adverbial(reader, found, index).or_else(|| carried(reader, found, index));
    let carried = second.is_some();
    let owner = || owner::before(reader, group.start).filter(|_| group.modal);
    // "Samsung, a member since April, said".
    let apposed = || {
        let comma = group.start.checked_sub(1).filter(|c| *c > reader.from)?;
        let noun = one.deed == Deed::Join && !group.helped && text.is_mark(comma, ',');
        reader.ending_at(comma - 1).filter(|s| noun && s.holders.len() == 1)
    };
    let second = second.or_else(apposed);
    let subject = second.or_else(|| reader.subject(group.start)).or_else(owner)?;
    let mut statement = statement;
    if one.deed == Deed::Decide && will_decide(reader, one) {
        statement.deed = Deed::Undecided;
        statement.force = Force::Plain;
    }
    let ambiguous = text.tokens[first].kind == Kind::Lower && is_base(text, first);
    let bare = !group.helped && group.start == first;
    let verb = !matches!(one.deed, Deed::Open | Deed::Decline | Deed::Undecided);
    // "would not say whether" keeps back what may well be decided.
    let kept = |t: usize| scope::keeps_back(text, t);
    if one.deed == Deed::Decide && text.is(first, class::SAY) && (group.start..first).any(kept) {
        return None;
    }
    if verb && bare && ambiguous && !subject.plural && !carried && one.deed != Deed::Oppose {
        return None;
    }
    // "with NAME sending": a participle alone is no finite verb.
    if !group.helped && one.deed == Deed::Act && text.str(first).ends_with("ing") {
        return None;
    }
    // "pays its teachers well": a habit is no promise to the undertaking.
    let about = Objects(Objects::UNDERTAKING.0 | Objects::AXIS.0);
    let start = one.object.range.start;
    let preposition = start < reader.end && text.is(start, class::PREPOSITION);
    let nothing = object::is_none(text, start + usize::from(preposition), reader.end);
    let habit = !group.helped && !one.object.money && !nothing;
    if one.deed == Deed::Act && habit && !one.object.has.any(about) {
        return None;
    }
    said_of(reader, one, statement, subject)
}

/// Whether a decision on the undertaking is still to come: "will make up its mind in May".
fn will_decide(reader: Reader<'_>, one: &Found) -> bool {
    let text = reader.text;
    let (group, last) = (one.group, one.m.last as usize);
    let coming = group.modal && matches!(group.force, Force::Commit | Force::Open);
    let about = matches!(text.str(last), "whether" | "mind" | "minds")
        || one.object.has.any(Objects::UNDERTAKING);
    coming && about && one.stance.is_none()
}

/// A deed as it stands, of nobody yet.
fn outline(reader: Reader<'_>, one: &Found) -> Statement {
    Statement {
        holders: Vec::new(),
        deed: one.deed,
        force: one.group.force,
        modal: one.group.modal,
        noun: takes_be(reader.text, one) && one.stance.is_none() && one.group.be,
        sentence: reader.from,
        head: (one.m.first as usize, one.m.last as usize),
        object: one.object.range.clone(),
        has: one.object.has,
        money: one.object.money,
        none: false,
        elliptic: one.object.elliptic,
        weak: one.weak,
        opposes: one.opposes,
        stance: one.stance,
        rule: if one.stance.is_some() { "declared cue" } else { "listed deed" },
    }
}

/// The statement of a deed whose holders stand elsewhere than before it, if it is such a deed.
fn without_subject(
    reader: Reader<'_>,
    one: &Found,
    statement: &Statement,
) -> ControlFlow<Option<Statement>> {
    let (text, group) = (reader.text, one.group);
    let (first, last) = statement.head;
    let statement = || statement.clone();
    if one.right {
        return ControlFlow::Break(lists::passive(reader, statement(), last + 1, true));
    }
    if let Some(next) = deed::agent(reader, last).filter(|_| is_participle(text, first)) {
        // "took part by video link" is no passive.
        let agents = listing::rightward(text, reader.entities, next, reader.end);
        if group.be || !agents.is_empty() {
            return ControlFlow::Break(lists::passive(reader, statement(), next, false));
        }
    }
    if let Some(sent) = lists::sent(reader, &statement()) {
        return ControlFlow::Break(Some(sent));
    }
    // "The secretariat will be housed in NAME."
    let place = last + 2 < reader.end && matches!(text.str(last + 1), "in" | "at");
    if group.be && place && text.is(first, class::HOUSING) && one.deed == Deed::Act {
        return ControlFlow::Break(infinitive::housed(reader, statement(), last + 2));
    }
    // "has been rejected", "was led": the subject is not the one who does it.
    if group.be
        && is_participle(text, first)
        && !matches!(one.deed, Deed::Attend | Deed::Absent | Deed::Undecided)
        && !takes_be(text, one)
    {
        return ControlFlow::Break(None);
    }
    if lists::is_inverted(reader, &statement()) {
        return ControlFlow::Break(lists::inverted(reader, statement()));
    }
    if group.dangling {
        return ControlFlow::Break(infinitive::find(reader, statement(), group));
    }
    ControlFlow::Continue(())
}

/// The statement of a deed of a subject, with what stands around both taken into account.
fn said_of(
    reader: Reader<'_>,
    one: &Found,
    mut statement: Statement,
    mut subject: Subject,
) -> Option<Statement> {
    let text = reader.text;
    let (first, last) = statement.head;
    let surface = scope::surface(reader, one.group.start, &subject);
    subject.neither &= surface == subject.first;
    // "It remains unclear whether": nobody is in doubt here but the writer.
    let writer = one.deed == Deed::Undecided
        && (first..=last).any(|t| matches!(text.str(t), "unclear" | "uncertain" | "clear"));
    let denied = scope::is_denied(text, surface, reader.from);
    if writer || denied || scope::is_kept_back(text, surface, reader.from) {
        return None;
    }
    // "once called the idea absurd": no longer.
    let past = |t: usize| {
        matches!(text.str(t), "once" | "initially" | "originally" | "previously" | "formerly")
    };
    if (one.group.start..first).any(past) {
        return None;
    }
    // "It is unclear whether NAME will".
    let doubt = scope::doubt(text, surface, reader.from);
    let mut force = doubt.unwrap_or(statement.force);
    if subject.neither {
        force = group::opposite(force);
    }
    let done = matches!(force, Force::Plain | Force::Commit);
    // "promised no ships", "gives nothing".
    let preposition = last + 1 < reader.end && text.is(last + 1, class::PREPOSITION);
    if done && object::is_none(text, last + 1 + usize::from(preposition), reader.end) {
        force = group::opposite(force);
        statement.none = true;
    }
    // "If NAME joins": that it does is not said, and what follows from it neither.
    match scope::condition(text, surface, reader.from) {
        Condition::Itself if doubt.is_none() => return None,
        Condition::Follows if done && doubt.is_none() => force = Force::Open,
        _ => {}
    }
    statement.force = force;
    if subject.generic && subject.holders.is_empty() {
        return lists::including(reader, statement);
    }
    lists::alongside(reader, &statement, &mut subject.holders);
    // "has not decided whether to take part": taking part in the undertaking, not in a meeting.
    if one.deed == Deed::Attend && !done && !one.object.has.any(Objects::EVENT) {
        statement.deed = Deed::Join;
        statement.stance = None;
    }
    // "It said no": to what, and who, is not told here.
    let pronoun = surface != subject.first
        || subject
            .holders
            .iter()
            .all(|h| h.first == h.last && super::speaker::is_pronoun(text.str(h.first)));
    let told = one.object.has.any(Objects::UNDERTAKING);
    if one.deed == Deed::Decline && text.is(first, class::SAY) && pronoun && !told {
        return None;
    }
    // "there", said of a meeting.
    if text.is_word(first, "there") && !(reader.meeting && one.deed == Deed::Attend) {
        return None;
    }
    statement.holders = bodies(reader, subject);
    let rows = &text.lexicon.commitments.rows;
    let many = one.m.entry.kind == EntryKind::Commitment
        && rows[one.m.entry.row as usize].objects == Objects::MANY;
    let enough = if many { 3 } else { 1 };
    (statement.holders.len() >= enough).then_some(statement)
}

/// Whether a deed is a declared cue that begins with no verb: "without troops", "no money".
fn is_adverbial(reader: Reader<'_>, one: &Found) -> bool {
    let first = one.m.first as usize;
    let opens =
        matches!(reader.text.str(first), "without" | "rather" | "instead" | "only" | "just");
    one.stance.is_some() && (opens || reader.text.is(first, class::NONE))
}

/// The subject of the verb before a declared cue that begins with none.
fn adverbial(reader: Reader<'_>, found: &[Found], index: usize) -> Option<Subject> {
    if !is_adverbial(reader, &found[index]) {
        return None;
    }
    let near =
        |b: &&Found| found[index].m.first as usize <= b.object.range.end + 1 && !b.group.dangling;
    let Some(before) = found[..index].last().filter(near) else {
        // The verb says nothing that is listed: the subject with which the sentence opens.
        let opening = reader.entities.within(reader.from..reader.from + 3);
        let last = opening.first()?.last as usize;
        return reader.ending_at(last).filter(|s| !s.holders.is_empty());
    };
    let joined = || carried(reader, found, index - 1);
    reader.subject(before.group.start).or_else(joined)
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
            let last = found[earlier].m.last as usize;
            let breaks = |t: usize| {
                text.is_mark(t, ';') || matches!(text.str(t), "whereas" | "while" | "although")
            };
            let near = at.saturating_sub(last) < 26 && !(last..at).any(breaks);
            near.then(|| reader.subject(group.start))?
        })
        .or_else(|| first_subject(reader, at))
}

/// The subject of a first predicate that is no deed: "said that A admires it but had not decided".
fn first_subject(reader: Reader<'_>, conjunction: usize) -> Option<Subject> {
    let text = reader.text;
    let opens = |t: &usize| matches!(text.str(*t), "that" | "whereas" | "while" | "although");
    let clause = (reader.from..conjunction).rev().find(opens);
    let from = clause.map_or(reader.from, |that| that + 1);
    // Right behind the name, or behind what is said of it between commas.
    let follows = |t: &usize| {
        let name = reader.entities.covering(*t - 1).is_some_and(|n| n.last as usize == *t - 1);
        let verb = text.tokens[*t].kind == Kind::Lower && !text.is(*t, class::GAP);
        verb && (name || text.is_mark(*t - 1, ','))
    };
    (from + 1..conjunction)
        .filter(follows)
        .filter_map(|verb| reader.subject(verb))
        .find(|s| s.holders.len() == 1 && s.first <= from + 5)
}
