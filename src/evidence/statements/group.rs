//! The verb group of a deed, read backwards from it: auxiliaries, negation, modal words.

use crate::lexicon::class;
use crate::lexicon::commitments::Force;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

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
    /// Whether a noun such as "refusal" is in it, which may have an owner.
    pub(super) noun: bool,
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
        noun: false,
    };
    let mut negated = false;
    let mut noun = noun;
    let mut infinitive = false;
    while let Some(at) = group.start.checked_sub(1).filter(|at| *at >= from) {
        if let Some(m) = text.match_ending(at, EntryKind::Modality)
            && m.first as usize >= from
            && (text.tokens[at].kind == Kind::Lower || m.first as usize == from)
            && !is_pronoun_contraction(text, at)
            && !is_subject(text, m, group.start)
        {
            let modal = text.lexicon.commitments.modals[m.entry.row as usize];
            let force = modal.force;
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
            group.noun |= modal.noun;
            group.helped |= force != Force::Plain;
            group.modal |= !matches!(force, Force::Plain | Force::Not);
            group.dangling = false;
            group.start = m.first as usize;
            continue;
        }
        // "has neither shared nor offered": before a noun the word belongs to the subject.
        let neither = matches!(text.str(at), "neither" | "nor")
            && at > from
            && text.is(at - 1, class::HELPER.or(class::BE).or(class::AUXILIARY));
        if text.is(at, class::NEGATION) || neither {
            negated = !negated;
            // "never came in" tells what is meant to stay, not how things stand.
            group.modal |= text.is_word(at, "never");
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
            infinitive = true;
        } else if group.dangling && matches!(text.str(at), "became" | "becomes" | "become") {
            // "became the first to sign".
            group.be = true;
            group.helped = true;
            group.dangling = false;
        } else if group.dangling
            && let Some(first) = superlative(text, at, from)
        {
            group.start = first;
            continue;
        } else if let Some(first) = parenthesis(text, at, from).or_else(|| {
            let between = || time(text, at, from).or_else(|| tally(text, at, from));
            if group.dangling || infinitive { between() } else { None }
        }) {
            group.start = first;
            continue;
        } else if !is_filler(text, at, noun) {
            break;
        }
        group.be |= is_remaining(text.str(at));
        group.start = at;
    }
    // Adverbs and quotation marks at the start belong to what stands before.
    if negated {
        group.force = opposite(group.force);
    }
    group
}

/// "The plans are led by": a noun with a verb right behind it is a subject.
fn is_subject(text: &Text<'_>, m: Match, next: usize) -> bool {
    let helps = class::BE.or(class::HELPER).or(class::AUXILIARY);
    let verb = text.is(next, helps) || text.is(next, class::NEGATION);
    let row = m.entry.row as usize;
    verb && text.lexicon.commitments.modals[row].nominal && m.first == m.last
}

/// How many words "the first, and so far the only, country" may have before its "to".
const SUPERLATIVE: usize = 10;

/// The first token of "the first country" or "the latest" before "to join".
fn superlative(text: &Text<'_>, at: usize, from: usize) -> Option<usize> {
    let ordinal = |t: usize| {
        matches!(
            text.str(t),
            "first" | "second" | "third" | "fourth" | "fifth" | "last" | "latest" | "next" | "only"
        )
    };
    let lowest = from.max(at.saturating_sub(SUPERLATIVE));
    let first = (lowest + 1..=at)
        .rev()
        .take_while(|t| {
            let word = matches!(text.tokens[*t].kind, Kind::Lower | Kind::Capital);
            let plain = word || text.is_mark(*t, ',');
            plain && !text.is(*t, class::BE.or(class::HELPER).or(class::SAY))
        })
        .filter(|t| ordinal(*t) && text.is_word(*t - 1, "the"))
        .last()?;
    // "the first country", "the first, and so far the only, tribal nation".
    let noun = at == first || text.is(at, class::SPOKESPEOPLE.or(class::CIVIC)) || at == first + 1;
    noun.then_some(first - 1)
}

/// The first token of an aside that ends with the comma at `at` and stands between two parts of
/// a verb: "might, under certain conditions, join".
fn parenthesis(text: &Text<'_>, at: usize, from: usize) -> Option<usize> {
    if !text.is_mark(at, ',') {
        return None;
    }
    let open = (from..at).rev().take(9).find(|t| text.is_mark(*t, ','))?;
    let before = open.checked_sub(1).filter(|b| *b >= from)?;
    let verb = text.is(before, class::HELPER.or(class::BE).or(class::NEGATION))
        || (text.match_ending(before, EntryKind::Modality).is_some()
            && text.tokens[before].kind == Kind::Lower);
    let clause = (open..at).any(|t| text.is(t, class::HELPER.or(class::BE).or(class::SAY)));
    (verb && !clause).then_some(open)
}

/// The first token of "on Tuesday" or "last week" that ends with token `at`.
pub(super) fn time(text: &Text<'_>, at: usize, from: usize) -> Option<usize> {
    let of_time = |t: usize| {
        text.is(t, class::WEEKDAY.or(class::MONTH))
            || matches!(text.str(t), "week" | "month" | "year" | "yesterday" | "today" | "night")
    };
    if !of_time(at) {
        return None;
    }
    let before = at.checked_sub(1).filter(|b| *b >= from)?;
    let opens = matches!(text.str(before), "on" | "in" | "last" | "this" | "late" | "early");
    Some(if opens { before } else { at })
}

/// The first token of how a vote went between its verb and its "to": "voted by 71 to 12 to join".
fn tally(text: &Text<'_>, at: usize, from: usize) -> Option<usize> {
    let number = |t: usize| text.tokens[t].kind == Kind::Number || text.is(t, class::NUMERAL);
    let first = at.checked_sub(2).filter(|f| *f > from && number(at) && number(*f))?;
    let between =
        text.is_word(at - 1, "to") || matches!(text.tokens[at - 1].kind, Kind::Hyphen | Kind::Dash);
    between.then(|| first - usize::from(text.is_word(first - 1, "by")))
}

/// The token after "on Tuesday", "last week", "later" that stands at token `at`.
pub(super) fn time_after(text: &Text<'_>, at: usize, end: usize) -> usize {
    let of_time = |t: usize| {
        text.is(t, class::WEEKDAY.or(class::MONTH).or(class::TIME))
            || matches!(text.str(t), "week" | "month" | "year" | "yesterday" | "night" | "day")
            || (text.tokens[t].kind == Kind::Number && text.str(t).len() == 4)
    };
    let opens =
        |t: usize| matches!(text.str(t), "on" | "in" | "last" | "this" | "late" | "early" | "the");
    let mut next = at;
    while next < end && next < at + 3 && opens(next) {
        next += 1;
    }
    if next >= end || !of_time(next) {
        return at;
    }
    // "in September 2025", "on 4 March 2024".
    let year = next + 1 < end
        && text.is(next, class::MONTH)
        && text.tokens[next + 1].kind == Kind::Number
        && text.str(next + 1).len() == 4;
    next + 1 + usize::from(year)
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
                || (word == "first" && at > 0 && text.is(at - 1, class::BE.or(class::HELPER)))
                || (word == "so" && text.is_word(at + 1, "far"))
                || (noun
                    && (matches!(
                        word,
                        "a" | "an"
                            | "its"
                            | "their"
                            | "some"
                            | "his"
                            | "her"
                            | "full"
                            | "founding"
                            | "charter"
                    ) || is_rank(word)))
                || is_remaining(word)
        }
        _ => false,
    }
}

/// Words that tell which of several: "the first", "its newest".
fn is_rank(word: &str) -> bool {
    let ordinal = word.len() > 4 && word.ends_with("th");
    ordinal
        || matches!(
            word,
            "the"
                | "first"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "sixth"
                | "seventh"
                | "eighth"
                | "ninth"
                | "tenth"
                | "eleventh"
                | "twelfth"
                | "last"
                | "latest"
                | "newest"
                | "only"
                | "new"
        )
}

/// Verbs that stand for "be" before a noun: "remains a member".
fn is_remaining(word: &str) -> bool {
    matches!(
        word,
        "be" | "remain" | "remains" | "remained" | "become" | "becoming" | "becomes" | "became"
    )
}

/// What a modal word makes of what follows it.
pub(super) fn combine(outer: Force, inner: Force) -> Force {
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
