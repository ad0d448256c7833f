//! The deed that a phrase states, if what must stand beside it does.

use crate::lexicon::class;
use crate::lexicon::commitments::{Commitment, Cue, Deed, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::group::{self, Group};
use super::object::{self, Object};
use super::subject::Reader;

/// A deed with its verb group and object.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The phrase.
    pub(super) m: Match,
    /// What it states.
    pub(super) deed: Deed,
    /// The declared stance whose cue it is.
    pub(super) stance: Option<u32>,
    /// Whether its holders stand after it.
    pub(super) right: bool,
    /// What follows.
    pub(super) object: Object,
    /// What stands before.
    pub(super) group: Group,
}

/// The deed that begins at a token: the longest phrase that fits, a declared cue before a listed
/// phrase of the same length.
pub(super) fn at(reader: Reader<'_>, token: usize) -> Option<Found> {
    let text = reader.text;
    let lists = &text.lexicon.commitments;
    let mut best: Option<Found> = None;
    for m in text.matches_at(token).iter().filter(|m| (m.last as usize) < reader.end) {
        let (deed, stance, right) = match m.entry.kind {
            EntryKind::Stance => {
                let cue = &lists.cues[m.entry.row as usize];
                let Some(deed) = lists.stances[cue.stance as usize].deed else { continue };
                (deed, Some(cue.stance), cue.right)
            }
            EntryKind::Commitment => {
                let row = lists.rows[m.entry.row as usize];
                (row.deed, None, row.right)
            }
            _ => continue,
        };
        let worse = |b: &Found| b.m.last > m.last || (b.stance.is_some() && b.m.last == m.last);
        if best.as_ref().is_some_and(worse) {
            continue;
        }
        let object = object::after(text, m.last as usize, reader.end);
        let noun = matches!(deed, Deed::Open | Deed::Decline | Deed::Undecided);
        let group = group::before(text, token, reader.from, noun);
        let fits = if m.entry.kind == EntryKind::Stance {
            cue_fits(reader, &lists.cues[m.entry.row as usize], deed, m, &object)
        } else {
            // "is led by": what is led stands before, and is looked at with the agent.
            let by = matches!(deed, Deed::Lead | Deed::Support | Deed::Oppose)
                && is_participle(text, token)
                && agent(reader, m.last as usize).is_some();
            by || row_fits(reader, lists.rows[m.entry.row as usize], &object, &group)
        };
        if fits {
            best = Some(Found { m: *m, deed, stance, right, object, group });
        }
    }
    best
}

/// Whether what a row of the list asks for stands beside it.
fn row_fits(reader: Reader<'_>, row: Commitment, object: &Object, group: &Group) -> bool {
    let comma = || group.start > reader.from && reader.text.is_mark(group.start - 1, ',');
    let be = row.objects.any(Objects::BE) && (group.be || comma());
    be || object.has.any(Objects(row.objects.0 & !Objects::BE.0))
}

/// Whether what a declared cue asks for follows it.
fn cue_fits(reader: Reader<'_>, cue: &Cue, deed: Deed, m: &Match, object: &Object) -> bool {
    let text = reader.text;
    let noun = cue.needs.is_empty()
        || (cue.money && object.money)
        || object.range.clone().any(|t| cue.needs.contains(&text.words[t]));
    let about = object.has.any(Objects(Objects::UNDERTAKING.0 | Objects::AXIS.0));
    let verb = || is_pertinent(text, object.range.start, reader.end);
    let general = matches!(deed, Deed::Lead | Deed::Support | Deed::Oppose) && cue.needs.is_empty();
    let fits = match deed {
        _ if cue.to => verb(),
        // "ruled out paying" concerns the undertaking, "ruled out an error" does not.
        Deed::Decline => {
            let own = (m.first as usize..=m.last as usize).any(|t| text.is(t, class::AXIS));
            own || about || object.money || object.has.any(Objects::END) || verb()
        }
        _ => !general || cue.right || about,
    };
    noun && fits
}

/// Whether a word of the declared stances, or one of joining, follows closely.
fn is_pertinent(text: &Text<'_>, from: usize, end: usize) -> bool {
    let rows = &text.lexicon.commitments.rows;
    (from..end.min(from + 3)).any(|t| {
        let joins = |m: &Match| {
            m.entry.kind == EntryKind::Commitment && rows[m.entry.row as usize].deed == Deed::Join
        };
        text.is(t, class::AXIS) || text.matches_at(t).iter().any(joins)
    })
}

/// The token after "by", where that follows a participle that ends with `last`.
pub(super) fn agent(reader: Reader<'_>, last: usize) -> Option<usize> {
    let adverb = |t: &usize| group::is_adverb(reader.text, *t);
    let mut rest = (last + 1..reader.end).skip_while(adverb);
    let by = rest.next().filter(|t| reader.text.is_word(*t, "by"))?;
    Some(by + 1).filter(|next| *next < reader.end)
}

/// Whether a form of "be" before the deed does not make it a passive.
pub(super) fn takes_be(text: &Text<'_>, one: &Found) -> bool {
    let rows = &text.lexicon.commitments.rows;
    let listed = one.m.entry.kind == EntryKind::Commitment
        && rows[one.m.entry.row as usize].objects.any(Objects::BE);
    listed
        || one.m.last > one.m.first
        || matches!(one.deed, Deed::Open | Deed::Decline | Deed::Undecided | Deed::Decide)
}

/// Whether a word may be a past participle.
pub(super) fn is_participle(text: &Text<'_>, token: usize) -> bool {
    let word = text.str(token);
    word.ends_with("ed") || text.is(token, class::PAST_FORM)
}

/// Whether a word is a verb's base form, which may as well be a noun.
pub(super) fn is_base(text: &Text<'_>, token: usize) -> bool {
    let word = text.str(token);
    let inflected = ["ed", "ing", "s"].iter().any(|ending| word.ends_with(ending));
    text.tokens[token].kind == Kind::Lower
        && !inflected
        && !text.is(token, class::PAST_FORM.or(class::NEGATION).or(class::GAP))
        && !text.is(token, class::NO_VERB)
}
