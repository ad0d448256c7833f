//! Several that acted together and gave what they did no name.

use std::ops::Range;

use crate::lexicon::class;
use crate::lexicon::commitments::Noun;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// "30 countries supported the invasion of A": what they did, and the tokens of all that.
pub(super) fn find(text: &Text<'_>, range: &Range<usize>) -> Option<(String, usize, usize)> {
    let members = range.clone().find(|t| {
        *t > range.start
            && text.is(*t, class::SPOKESPEOPLE)
            && text.str(*t).ends_with('s')
            && (text.tokens[*t - 1].kind == Kind::Number
                || text.match_at(*t - 1, EntryKind::Bound).is_some()
                || text.is_word(*t - 1, "several"))
    })?;
    let what = (members..range.end).find(|t| is_deed(text, *t))?;
    let mut last = what;
    if what + 2 < range.end && text.is_word(what + 1, "of") && text.tokens[what + 2].is_upper() {
        last = what + 2;
    }
    Some((text.slice(what, last).to_owned(), members, last))
}

/// Whether a token is a noun for what several do together, and not for a mere meeting.
fn is_deed(text: &Text<'_>, at: usize) -> bool {
    let noun = text.match_at(at, EntryKind::Undertaking);
    let noun = noun.map(|m| text.lexicon.commitments.nouns[m.entry.row as usize]);
    match noun {
        Some(Noun::Group | Noun::Instrument) => true,
        Some(Noun::Event | Noun::Delegation | Noun::Word) => false,
        Some(Noun::Plan) | None => text.is(at, class::EVENT_NOUN) || text.is_word(at, "boycott"),
    }
}
