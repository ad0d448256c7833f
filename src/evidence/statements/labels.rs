//! Lists of who gives what, without verbs: "Norway: 400 million kroner • India: two helicopters".
//!
//! They stand apart because a colon does the verb's work there, and only in a list.

use crate::evidence::EntityKind;
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::sources::BlockKind;
use crate::text::Kind;

use super::listing::{self, Holder};
use super::object;
use super::subject::{Reader, Subject};
use super::{Statement, bodies};

/// Adds what the labelled items of a list give.
pub(super) fn find(reader: Reader<'_>, out: &mut Vec<Statement>) {
    let text = reader.text;
    let block = &text.source.blocks[text.block(reader.from)];
    let item = matches!(block.kind, BlockKind::Bullet(_) | BlockKind::Numbered(..));
    let colons = (reader.from..reader.end).filter(|t| text.is_mark(*t, ':')).count();
    if colons == 0 || !(item || colons > 1) {
        return;
    }
    for named in reader.entities.within(reader.from..reader.end) {
        let (first, last) = (named.first as usize, named.last as usize);
        let opens = first == reader.from || separates(reader, first - 1);
        let colon = listing::after_suffix(text, last + 1, reader.end);
        let body = reader.entities.get(named.entity).kind != EntityKind::Person;
        if !(opens && body && colon < reader.end && text.is_mark(colon, ':')) {
            continue;
        }
        let end = (colon + 1..reader.end).find(|t| separates(reader, *t)).unwrap_or(reader.end);
        let object = object::after(text, colon, end);
        let none = object::is_none(text, colon + 1, end);
        let unsure = open(reader, colon + 1, end);
        // "Canada: has applied": the verb tells.
        if colon + 1 < end && text.is(colon + 1, class::HELPER.or(class::BE)) {
            continue;
        }
        if !(none || unsure.is_some() || object.money || object.has.any(Objects::AXIS)) {
            continue;
        }
        let holders = vec![Holder { entity: named.entity, first, last }];
        let holders = bodies(reader, Subject { holders, ..Subject::default() });
        if holders.is_empty() {
            continue;
        }
        out.push(Statement {
            holders,
            deed: match unsure {
                Some(Force::Undecided) if !object.has.any(Objects::AXIS) => Deed::Undecided,
                _ => Deed::Act,
            },
            force: match unsure {
                Some(Force::Undecided) if !object.has.any(Objects::AXIS) => Force::Plain,
                Some(force) => force,
                None if none => Force::Decline,
                None => Force::Plain,
            },
            modal: false,
            noun: true,
            sentence: reader.from,
            head: (first, colon),
            object: colon + 1..end,
            has: Objects(object.has.0 | Objects::UNDERTAKING.0),
            money: object.money,
            none,
            elliptic: false,
            weak: false,
            opposes: false,
            stance: None,
            rule: "item with a label",
        });
    }
}

/// What a label after the colon at `colon` says of the one before it: "observer", "undecided".
pub(super) fn told(reader: Reader<'_>, colon: usize) -> Option<Deed> {
    let text = reader.text;
    if colon + 1 >= reader.end || !text.is_mark(colon, ':') {
        return None;
    }
    let lists = &text.lexicon.commitments;
    let noun = (colon + 1..reader.end.min(colon + 4))
        .find_map(|t| text.match_at(t, EntryKind::Roster))
        .map(|m| lists.rosters[m.entry.row as usize]);
    let unsure = || match open(reader, colon + 1, reader.end)? {
        Force::Undecided => Some(Deed::Undecided),
        Force::Open => Some(Deed::Open),
        _ => None,
    };
    noun.or_else(unsure)
}

/// What makes an option of what a label announces: "considering a grant", "no decision yet".
fn open(reader: Reader<'_>, from: usize, end: usize) -> Option<Force> {
    let text = reader.text;
    let lists = &text.lexicon.commitments;
    let undecided = (from..end).any(|t| {
        text.matches_at(t).iter().any(|m| {
            let entry = m.entry;
            entry.kind == EntryKind::Commitment
                && lists.rows[entry.row as usize].deed == Deed::Undecided
        })
    });
    let first = text.match_at(from, EntryKind::Modality);
    let modal = first.map(|m| lists.modals[m.entry.row as usize].force);
    let may = modal.filter(|f| matches!(f, Force::Open | Force::Undecided | Force::Decline));
    if undecided { Some(Force::Undecided) } else { may }
}

/// Whether a token stands between two items.
fn separates(reader: Reader<'_>, token: usize) -> bool {
    matches!(reader.text.tokens[token].kind, Kind::Mark('•' | '·' | '|' | ';' | '▪' | '–'))
}
