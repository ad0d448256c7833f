//! Passages whose capitals say nothing: headlines in capitals or in title case.

use super::{Kind, Text};

/// For each passage, whether nearly all of its longer words have a capital. Short passages such
/// as "Keir Hardie" have too few words to tell.
pub(super) fn flat_case(text: &Text<'_>) -> Vec<bool> {
    (0..text.passages.len())
        .map(|passage| {
            let heading = text.is_heading(passage);
            let (mut small, mut upper) = (0, 0);
            for token in text.tokens_of(passage) {
                match text.tokens[token].kind {
                    // Prepositions and articles stay small in title case.
                    Kind::Lower if text.str(token).len() > 4 => {
                        // That is enough to tell of all but headings.
                        if !heading {
                            return false;
                        }
                        small += 1;
                    }
                    Kind::Capital | Kind::Acronym => upper += 1,
                    _ => {}
                }
            }
            let whole = text.tokens_of(passage).len() > 3;
            // What ends in a full stop is a sentence, however many names it has.
            let stops = text.tokens_of(passage).last().is_some_and(|t| text.is_mark(t, '.'));
            let short = small == 0 && !stops;
            whole && upper >= 4 && small * 6 <= upper && (heading || short)
        })
        .collect()
}
