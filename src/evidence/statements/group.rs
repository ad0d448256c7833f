//! The verb group of a deed, read backwards from it: auxiliaries, negation, modal words.

use crate::lexicon::class;
use crate::lexicon::commitments::Force;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// What stands between a subject and a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says that a sort of word is there")]
pub(super) struct Group {
    /// Its first token; that of the deed if nothing stands before it.
    pub(super) start: usize,
    /// What it makes of the deed.
    pub(super) force: Force,
    /// Whether a form of "be" or "become" is in it.
    pub(super) be: bool,
    /// Whether an auxiliary or a modal word is in it.
    pub(super) helped: bool,
    /// Whether a modal word is in it.
    pub(super) modal: bool,
    /// Whether an infinitive's "to" begins it: nothing says whose deed it is.
    pub(super) dangling: bool,
}

/// Reads backwards from the deed at token `head`, not beyond token `from`.
pub(super) fn before(text: &Text<'_>, head: usize, from: usize, noun: bool) -> Group {
    let mut group = Group {
        start: head,
        force: Force::Plain,
        be: false,
        helped: false,
        modal: false,
        dangling: false,
    };
    let mut negated = false;
    let mut noun = noun;
    while let Some(at) = group.start.checked_sub(1).filter(|at| *at >= from) {
        if let Some(m) = text.match_ending(at, EntryKind::Modality)
            && m.first as usize >= from
            && !is_pronoun_contraction(text, at)
        {
            let force = text.lexicon.commitments.forces[m.entry.row as usize];
            // What stood between this word and the deed is negated first.
            if std::mem::take(&mut negated) {
                group.force = opposite(group.force);
            }
            if force == Force::Not {
                group.force = opposite(group.force);
            } else {
                group.force = combine(force, group.force);
            }
            noun = text.tokens[at].kind == Kind::Lower;
            group.helped |= force != Force::Plain;
            group.modal |= !matches!(force, Force::Plain | Force::Not);
            group.dangling = false;
            group.start = m.first as usize;
            continue;
        }
        if text.is(at, class::NEGATION) {
            negated = !negated;
            group.helped = true;
            group.dangling = false;
        } else if text.is(at, class::HELPER.or(class::BE)) {
            group.be |= text.is(at, class::BE);
            group.helped = true;
            if group.dangling {
                // "is to host".
                group.force = combine(Force::Commit, group.force);
                group.dangling = false;
            }
        } else if text.is_word(at, "to") {
            group.dangling = true;
        } else if !is_filler(text, at, noun) {
            break;
        }
        group.start = at;
    }
    // Adverbs and quotation marks at the start belong to what stands before.
    if negated {
        group.force = opposite(group.force);
    }
    group
}

/// "it's" is a pronoun with its verb: the subject ends within it.
fn is_pronoun_contraction(text: &Text<'_>, at: usize) -> bool {
    text.str(at).starts_with(['w', 'W'])
        && text.str(at).contains(['\'', '’'])
        && !text.is_word(at, "won't")
}

/// Whether an adverb stands at a token.
pub(super) fn is_adverb(text: &Text<'_>, at: usize) -> bool {
    let word = text.str(at);
    text.is(at, class::GAP) || (word.len() > 4 && word.ends_with("ly"))
}

/// Adverbs, quotation marks, the article before "willingness", the parts of "co-led".
fn is_filler(text: &Text<'_>, at: usize, noun: bool) -> bool {
    match text.tokens[at].kind {
        Kind::Open(_) | Kind::Close(_) | Kind::Hyphen => true,
        Kind::Lower => {
            let word = text.str(at);
            is_adverb(text, at)
                || word == "co"
                || (noun && matches!(word, "a" | "an" | "its" | "their" | "some" | "his" | "her"))
                || matches!(word, "be" | "remain" | "remains" | "become" | "becoming" | "becomes")
        }
        _ => false,
    }
}

/// What a modal word makes of what follows it.
fn combine(outer: Force, inner: Force) -> Force {
    match (outer, inner) {
        (Force::Plain, inner) => inner,
        // "may not join"
        (Force::Undecided, _)
        | (Force::Open, Force::Undecided)
        | (Force::Open | Force::Ready, Force::Decline) => Force::Undecided,
        // "refuses to rule out joining", "will not rule out"
        (Force::Decline, Force::Decline) => Force::Open,
        (_, Force::Decline) => Force::Decline,
        (Force::Commit, Force::Open | Force::Ready | Force::Undecided) => inner,
        (outer, _) => outer,
    }
}

/// What a negation makes of it.
pub(super) fn opposite(force: Force) -> Force {
    match force {
        Force::Decline => Force::Open,
        Force::Undecided => Force::Undecided,
        _ => Force::Decline,
    }
}
