//! The deed that a phrase states, if what must stand beside it does.

use crate::lexicon::class;
use crate::lexicon::commitments::{Commitment, Cue, Deed, Force, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::group::{self, Group};
use super::object::{self, Object};
use super::subject::Reader;

/// A deed with its verb group and object.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the phrase")]
pub(super) struct Found {
    /// The phrase.
    pub(super) m: Match,
    /// What it states.
    pub(super) deed: Deed,
    /// The declared stance whose cue it is.
    pub(super) stance: Option<u32>,
    /// Whether that cue is a verb and its noun.
    pub(super) whole: bool,
    /// Whether its holders stand after it.
    pub(super) right: bool,
    /// Whether its verb is too common to be a sign of belonging.
    pub(super) weak: bool,
    /// Whether a declared refusal is a listed rejection too.
    pub(super) opposes: bool,
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
        let (deed, stance, right, weak) = match m.entry.kind {
            EntryKind::Stance => {
                let cue = &lists.cues[m.entry.row as usize];
                let Some(deed) = lists.stances[cue.stance as usize].deed else { continue };
                (deed, Some(cue.stance), cue.right, false)
            }
            EntryKind::Commitment => {
                let row = lists.rows[m.entry.row as usize];
                (row.deed, None, row.right, row.weak)
            }
            _ => continue,
        };
        // A declared cue with its noun, or of the same sort, says more than a longer listed phrase.
        let declared = m.entry.kind == EntryKind::Stance;
        let whole = declared && !lists.cues[m.entry.row as usize].needs.is_empty();
        let act = deed == Deed::Act;
        let worse = |b: &Found| match (b.stance.is_some(), declared) {
            (true, false) => b.whole || b.deed == deed || b.m.last >= m.last,
            (false, true) => !(whole || act && b.deed == deed) && b.m.last > m.last,
            _ => {
                // "joined a call to discuss the pact" is no joining.
                let meeting = b.deed == Deed::Attend && deed == Deed::Join;
                let kept = b.stance.is_some() || (meeting && b.object.meeting_first);
                b.m.last > m.last || (kept && b.m.last == m.last)
            }
        };
        if best.as_ref().is_some_and(worse) {
            continue;
        }
        let object = object::after(text, m.last as usize, reader.end);
        if m.entry.kind == EntryKind::Commitment
            && let Some(particle) = lists.rows[m.entry.row as usize].particle
            && !object.range.clone().skip(1).take(6).any(|t| text.words[t] == particle)
        {
            continue;
        }
        // "the newest member", also where a project declares the noun as a cue.
        let nominal = text.matches_at(token).iter().any(|n| {
            n.entry.kind == EntryKind::Commitment
                && (n.last == m.last || declared)
                && lists.rows[n.entry.row as usize].objects == Objects::BE
        });
        let noun = nominal || matches!(deed, Deed::Open | Deed::Decline | Deed::Undecided);
        let group = group::before(text, token, reader.from, noun);
        let fits = if m.entry.kind == EntryKind::Stance {
            let cue = &lists.cues[m.entry.row as usize];
            // "has built ships for ages": what was done to something else is no promise.
            let habit = deed == Deed::Act
                && cue.needs.is_empty()
                && group.force == Force::Plain
                && m.first == m.last
                && !object.money
                && !is_nothing(reader, &object)
                && !object
                    .has
                    .any(Objects(Objects::AXIS.0 | Objects::UNDERTAKING.0 | Objects::END.0));
            !habit && cue_fits(reader, cue, deed, m, &object)
        } else {
            // "is led by": what is led stands before, and is looked at with the agent.
            let by =
                matches!(deed, Deed::Lead | Deed::Join | Deed::Support | Deed::Oppose | Deed::Act)
                    && is_participle(text, token)
                    && agent(reader, m.last as usize).is_some();
            // "are likely to contribute": a word of the stances with what makes it an option.
            let open = deed == Deed::Act
                && !weak
                && matches!(group.force, Force::Open | Force::Ready)
                && text.is(token, class::AXIS);
            by || open || row_fits(reader, lists.rows[m.entry.row as usize], &object, &group)
        };
        if fits {
            let opposes = false;
            best = Some(Found { m: *m, deed, stance, whole, right, weak, opposes, object, group });
        }
    }
    if let Some(best) = best.as_mut().filter(|b| b.deed == Deed::Decline && b.stance.is_some()) {
        best.opposes = text.matches_at(token).iter().any(|m| {
            m.entry.kind == EntryKind::Commitment
                && lists.rows[m.entry.row as usize].deed == Deed::Oppose
                && best.object.has.any(lists.rows[m.entry.row as usize].objects)
        });
    }
    best
}

/// Whether what a row of the list asks for stands beside it.
fn row_fits(reader: Reader<'_>, row: Commitment, object: &Object, group: &Group) -> bool {
    let comma = || group.start > reader.from && reader.text.is_mark(group.start - 1, ',');
    let inverted =
        || object.range.start < reader.end && reader.text.is(object.range.start, class::BE);
    let be = row.objects.any(Objects::BE) && (group.be || comma() || inverted());
    if row.deed == Deed::Act
        && (is_private(reader.text, object) || is_estimate(reader.text, object))
    {
        return false;
    }
    // "withdrew from four regions" is not about the undertaking.
    if row.deed == Deed::Leave && leaves_else(reader.text, object) {
        return false;
    }
    // "is a member of the Postal Union": of something else.
    if row.deed == Deed::Join && row.objects.any(Objects::BE) && is_elsewhere(reader, object) {
        return false;
    }
    be || object.has.any(Objects(row.objects.0 & !Objects::BE.0)) || row.objects.any(Objects::MANY)
}

/// "in its own factory": what is given there is not given to the undertaking.
fn is_private(text: &Text<'_>, object: &Object) -> bool {
    let own = |t: usize| text.is_word(t, "own") && text.is(t - 1, class::OWNER);
    !object.has.any(Objects::UNDERTAKING) && object.range.clone().any(own)
}

/// Whether "of" or "in" and the name of something else follow a noun for those who belong.
fn is_elsewhere(reader: Reader<'_>, object: &Object) -> bool {
    let text = reader.text;
    let at = object.range.start;
    let linked = at + 1 < reader.end && matches!(text.str(at), "of" | "in" | "to");
    let own = object.has.any(Objects::UNDERTAKING);
    linked && !own && (at + 1..reader.end.min(at + 4)).any(|t| text.tokens[t].is_upper())
}

/// "from four regions": what is left is told, and is not the undertaking.
fn leaves_else(text: &Text<'_>, object: &Object) -> bool {
    let next = object.range.start;
    let preposition = next < text.tokens.len() && matches!(text.str(next), "from" | "of");
    preposition && !object.has.any(Objects::UNDERTAKING)
}

/// Whether the object is a pronoun for what was named before: "theirs", "them".
fn stands_for_noun(text: &Text<'_>, object: &Object) -> bool {
    let at = object.range.start;
    !object.range.is_empty()
        && matches!(text.str(at), "theirs" | "them" | "it" | "its" | "ones" | "one")
        && (object.range.len() == 1 || matches!(text.str(at), "theirs" | "them"))
}

/// Whether the object is none at all: "nothing", "for nothing".
fn is_nothing(reader: Reader<'_>, object: &Object) -> bool {
    let start = object.range.start;
    let preposition = start < reader.end && reader.text.is(start, class::PREPOSITION);
    object::is_none(reader.text, start + usize::from(preposition), reader.end)
}

/// "puts the cost at 90 million": a sum that is told, not given.
fn is_estimate(text: &Text<'_>, object: &Object) -> bool {
    let sum = |t: usize| {
        matches!(text.tokens[t].kind, Kind::Number | Kind::Mark('€' | '$' | '£' | '¥'))
            || text.is(t, class::NUMERAL.or(class::MONEY))
    };
    let mut range = object.range.clone();
    range.any(|t| {
        matches!(text.str(t), "at" | "as") && (t + 1..object.range.end.min(t + 4)).any(sum)
    })
}

/// Whether what a declared cue asks for follows it.
fn cue_fits(reader: Reader<'_>, cue: &Cue, deed: Deed, m: &Match, object: &Object) -> bool {
    let text = reader.text;
    if deed == Deed::Act && (is_private(text, object) || is_estimate(text, object)) {
        return false;
    }
    let noun = cue.needs.is_empty()
        || (cue.money && object.money)
        // "publishes nothing".
        || is_nothing(reader, object)
        // "There will be 40 nurses. Kenya is sending ten of them."
        || ((object.elliptic || stands_for_noun(text, object))
            && (m.first.saturating_sub(40) as usize..m.first as usize).any(|t| cue.needs.contains(&text.words[t])))
        || object.range.clone().any(|t| cue.needs.contains(&text.words[t]));
    let about = object.has.any(Objects(Objects::UNDERTAKING.0 | Objects::AXIS.0));
    let verb = || is_pertinent(text, object.range.start, reader.end);
    // "opposes" needs to be told what, "refused to sign" does not.
    let open = m.first == m.last || text.is(m.last as usize, class::PREPOSITION);
    let general =
        matches!(deed, Deed::Lead | Deed::Support | Deed::Oppose) && cue.needs.is_empty() && open;
    let fits = match deed {
        _ if cue.to => verb(),
        // "ruled out paying" concerns the undertaking, "ruled out an error" does not.
        Deed::Decline => {
            let own = (m.first as usize..=m.last as usize).any(|t| text.is(t, class::AXIS));
            own || about || object.money || object.has.any(Objects::END) || verb()
        }
        // "left the room" is not about the undertaking, "left" and "left the pact" are.
        Deed::Leave if leaves_else(text, object) => false,
        Deed::Leave => about || object.has.any(Objects::END),
        // "led the Kenyan delegation" is not about the undertaking.
        Deed::Lead if object.has.any(Objects::DELEGATION) => false,
        // "led the negotiations" is.
        Deed::Lead if object.has.any(Objects::EVENT) => true,
        // "Kenya leads.": a clause that ends with its verb is about the subject of the article.
        Deed::Lead if general && object.range.is_empty() => true,
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
    let particle = |t: &usize| matches!(reader.text.str(*t), "for" | "out" | "up");
    let from = last + 1 + usize::from(last + 1 < reader.end && particle(&(last + 1)));
    let mut next = group::time_after(reader.text, from, reader.end);
    // "was signed in Geneva by": where it was done.
    if next + 1 < reader.end
        && matches!(reader.text.str(next), "in" | "at")
        && reader.text.tokens[next + 1].is_upper()
    {
        let name = |t: &usize| reader.text.tokens[*t].is_upper();
        next = (next + 1..reader.end).find(|t| !name(t)).unwrap_or(reader.end);
        next = group::time_after(reader.text, next, reader.end);
    }
    let mut rest = (next..reader.end).skip_while(adverb);
    let by = rest.next().filter(|t| reader.text.is_word(*t, "by"))?;
    // "is expected to sign by the end of May": when, not by whom.
    let text = reader.text;
    let word = by + 1 + usize::from(by + 1 < reader.end && text.is_word(by + 1, "the"));
    let when = word < reader.end
        && (text.is(word, class::MONTH.or(class::WEEKDAY).or(class::TIME).or(class::TIME_PART))
            || matches!(
                text.str(word),
                "end" | "next" | "early" | "late" | "mid" | "then" | "now"
            )
            || text.tokens[word].kind == Kind::Number);
    Some(by + 1).filter(|next| *next < reader.end && !when)
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
        && !text.is(token, class::NO_VERB.or(class::INVARIANT))
}
