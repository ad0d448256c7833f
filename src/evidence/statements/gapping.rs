//! Clauses whose verb is left out because the clause before has it: "A will send ships and B
//! planes", "A has committed 14 pumps; B, five".

use crate::evidence::entities::Named;
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Kind;

use super::listing::{self, Holder};
use super::subject::{Reader, Subject};
use super::{Statement, bodies};

/// A clause without a verb is short.
const LONGEST: usize = 10;

/// Adds what clauses without a verb state, after the statements from `before` on, which lend it.
pub(super) fn find(reader: Reader<'_>, before: usize, out: &mut Vec<Statement>) {
    for index in before..out.len() {
        if out[index].deed != Deed::Act || out[index].noun {
            continue;
        }
        let mut from = out[index].object.start;
        while let Some((statement, end)) = next(reader, &out[index], from) {
            from = end;
            if !statement.holders.is_empty() {
                out.push(statement);
            }
        }
    }
}

/// The next clause without a verb from token `from` on, and its end.
fn next(reader: Reader<'_>, model: &Statement, from: usize) -> Option<(Statement, usize)> {
    let named = reader.entities.within(from..reader.end);
    let fits =
        |n: &&Named| !listing::is_adjective(reader.text, n) && !reader.entities.is_person(n.entity);
    for name in named.iter().filter(fits) {
        let (first, last) = (name.first as usize, name.last as usize);
        let joined = first > from && {
            let article = reader.text.is_word(first - 1, "the");
            let joint = first - 1 - usize::from(article);
            joint >= from
                && (matches!(reader.text.str(joint), "and" | "while")
                    || reader.text.is_mark(joint, ';')
                    || reader.text.is_mark(joint, ','))
        };
        // Another verb ends what the first one can lend.
        if (from..first).any(|t| is_verbal(reader, t)) {
            return None;
        }
        if joined && let Some(end) = object(reader, last) {
            return Some((clause(reader, model, first, last, end), end));
        }
    }
    None
}

/// The token after the object that stands right behind a name without a verb, if one does.
fn object(reader: Reader<'_>, name: usize) -> Option<usize> {
    let text = reader.text;
    let mut start = listing::after_suffix(text, name + 1, reader.end);
    start += usize::from(start < reader.end && text.is_mark(start, ','));
    while start < reader.end && (text.is(start, class::GAP) || is_bound(reader, start)) {
        start += 1;
    }
    if start >= reader.end {
        return None;
    }
    let counts =
        matches!(text.tokens[start].kind, Kind::Number | Kind::Mark('€' | '$' | '£' | '¥'))
            || text.is(start, class::NUMERAL.or(class::AXIS))
            || matches!(text.str(start), "a" | "an");
    if !counts {
        return None;
    }
    let ends = |t: &usize| {
        matches!(text.tokens[*t].kind, Kind::Mark(',' | ';' | '.' | ':'))
            || matches!(text.str(*t), "and" | "but" | "while")
    };
    let end = (start..reader.end).find(ends).unwrap_or(reader.end);
    let verbless = !(start..end).any(|t| is_verbal(reader, t));
    (verbless && end - start <= LONGEST).then_some(end)
}

fn is_bound(reader: Reader<'_>, token: usize) -> bool {
    matches!(
        reader.text.str(token),
        "another" | "about" | "around" | "some" | "up" | "to" | "more" | "than"
    )
}

/// Whether a finite verb may stand at a token.
fn is_verbal(reader: Reader<'_>, token: usize) -> bool {
    let text = reader.text;
    text.is(token, class::BE.or(class::HELPER).or(class::AUXILIARY).or(class::SAY))
        || text.matches_at(token).iter().any(|m| {
            m.entry.kind == EntryKind::Modality
                && text.tokens[token].kind == Kind::Lower
                && !text.lexicon.commitments.modals[m.entry.row as usize].noun
        })
}

fn clause(
    reader: Reader<'_>,
    model: &Statement,
    first: usize,
    last: usize,
    end: usize,
) -> Statement {
    let named = reader.entities.covering(first);
    let holder = named.map(|n| Holder { entity: listing::body(reader.entities, n), first, last });
    let holders = holder.into_iter().collect();
    let holders = bodies(reader, Subject { holders, ..Subject::default() });
    let object = super::object::after(reader.text, last, reader.end);
    let mut statement = Statement { holders, rule: "verb of the clause before", ..model.clone() };
    if object.money || object.has.any(Objects::AXIS) {
        statement.object = last + 1..end;
        statement.has = object.has;
        statement.money = object.money;
    }
    statement
}
