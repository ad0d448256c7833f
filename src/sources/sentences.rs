//! Where the sentences of a paragraph end: rules of our own over an abbreviation list.
//!
//! A quotation that holds several sentences is cut like any other text; one that is followed by
//! "he said" belongs to the sentence that it stands in.

use memchr::{memchr3, memmem};

use crate::lexicon::Abbreviations;

const ELLIPSIS: &[u8] = "…".as_bytes();

/// Calls `found` with the first byte of each sentence of `text` and the byte after its last. `text` is
/// one line with single blanks.
pub(super) fn each(text: &str, known: &Abbreviations, mut found: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let elliptic = memmem::find(bytes, ELLIPSIS).is_some();
    let mut start = 0;
    let mut at = 0;
    while let Some(first) = next_terminator(bytes, at, elliptic) {
        at = first + terminator(bytes, first).unwrap_or(1);
        while let Some(more) = bytes.get(at).and_then(|_| terminator(bytes, at)) {
            at += more;
        }
        let single = bytes[first] == b'.' && at == first + 1;
        let closed = at + closers(&text[at..]);
        if closed == bytes.len() {
            break;
        }
        if bytes[closed] == b' ' && ends(text, first, single, closed, start, known) {
            found(start, closed);
            start = closed + 1;
        }
        at = closed.max(at);
    }
    if start < text.len() {
        found(start, text.len());
    }
}

/// The length of the sign at byte `at`, if a sentence may end with it.
fn terminator(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at] {
        b'.' | b'?' | b'!' => Some(1),
        0xE2 if bytes[at..].starts_with(ELLIPSIS) => Some(ELLIPSIS.len()),
        _ => None,
    }
}

/// The first byte from `from` on that may end a sentence; `elliptic` tells whether there is any ellipsis.
fn next_terminator(bytes: &[u8], from: usize, elliptic: bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let sign = memchr3(b'.', b'?', b'!', rest);
    let ellipsis = if elliptic { memmem::find(rest, ELLIPSIS) } else { None };
    Some(from + sign.into_iter().chain(ellipsis).min()?)
}

/// The length of the closing quotation marks and brackets at the start of `rest`.
fn closers(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(['"', '\'', '”', '’', ')', ']', '»']).len()
}

/// Whether the sentence that began at `start` ends with the sign at `first`, `single` if that is one full
/// stop, before the blank at `blank`.
fn ends(
    text: &str,
    first: usize,
    single: bool,
    blank: usize,
    start: usize,
    known: &Abbreviations,
) -> bool {
    let rest = &text[blank + 1..];
    let opened = rest.trim_start_matches(['"', '\'', '“', '‘', '(', '[', '«', '¿', '¡']);
    let Some(next) = opened.chars().next() else { return true };
    if next.is_lowercase() {
        return false;
    }
    if opened.starts_with(['–', '—', '-', ',', ';']) {
        return false;
    }
    if !single || blank > first + 1 {
        // After a question mark, an ellipsis or a closing mark, a capital begins a sentence.
        return true;
    }
    let head = &text[start..first];
    let word_start = head
        .rfind([' ', '(', '[', '"', '“', '‘', '—', '–', '/'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let word = &text[start + word_start..=first];
    let bare = &word[..word.len() - 1];
    if bare.is_empty() || start + word_start == start && bare.bytes().all(|b| b.is_ascii_digit()) {
        // "1. What is it?" is one.
        return false;
    }
    let letters = bare.chars().next().is_some_and(char::is_alphabetic);
    let dotted = letters && bare.contains('.') && bare.split('.').all(|p| p.chars().count() <= 2);
    let mut chars = bare.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let never = match known.never_ends(word) {
        Some(never) => never,
        // "vom Hofe-Dr." and the like: what follows a hyphen is an abbreviation too.
        None if dotted => false,
        None if initial => true,
        None => return true,
    };
    let follower = opened.split([' ', ',', '’', '\'', '.', '?', '!']).next().unwrap_or_default();
    let next_is_initial =
        opened[follower.len()..].starts_with('.') && follower.chars().count() == 1;
    let starter = known.starts_sentence(follower) && !next_is_initial;
    if start == 0 && is_dateline(text, first, rest) {
        return false;
    }
    if never {
        starter && !word.starts_with(char::is_lowercase)
    } else {
        starter || opened.len() < rest.len()
    }
}

/// Whether a full stop belongs to the place from which is reported: "SACRAMENTO, Calif. (WNS) — Six".
fn is_dateline(text: &str, stop: usize, rest: &str) -> bool {
    let place = text[..stop].split([' ', ',']).next().unwrap_or_default();
    let capitals = place.chars().count() > 2 && !place.chars().any(char::is_lowercase);
    let agency = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map_or(rest, |r| r.1);
    capitals && agency.trim_start().starts_with(['—', '–', '-'])
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::lexicon::Lexicon;

    fn cut(text: &str) -> Vec<&str> {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);
        let mut out = Vec::new();
        each(text, &LEXICON.abbreviations, |from, to| out.push(&text[from..to]));
        out
    }

    #[track_caller]
    fn same(sentences: &[&str]) {
        assert_eq!(cut(&sentences.join(" ")), sentences);
    }

    #[test]
    fn plain_sentences() {
        same(&["The dam broke.", "Who knew?", "Nobody!", "It was 3.5 metres high."]);
        same(&["One sentence without an end"]);
        same(&[]);
    }

    #[test]
    fn abbreviations() {
        same(&["Dr. Ines Vale met Gen. Omar Reyes at No. 10 St. Mary Street.", "They spoke."]);
        same(
            &["The U.S. Navy left the U.S. The ships stayed."]
                .iter()
                .flat_map(|t| cut(t))
                .collect::<Vec<_>>(),
        );
        assert_eq!(cut("The U.S. Navy left the U.S. The ships stayed.").len(), 2);
        same(&["J. P. Vale wrote it.", "George W. Bush read it."]);
        same(&["It opens at 6 a.m. on Monday.", "It closes at 5 p.m.", "He left."]);
        same(&["They asked for plan B.", "It never came."]);
        same(&["Vale, Reyes et al. found it."]);
        same(&["SACRAMENTO, Calif. (WNS) — Six states signed.", "Nevada did not."]);
    }

    #[test]
    fn quotations() {
        same(&["“We will go.", "We will not stay,” she said.", "“Why?” he asked."]);
        same(&["She said: “It is over.”", "“Is it?” asked Vale.", "He left."]);
        same(&["\"Stop!\" she cried.", "\"No.\"", "\"Then go.\""]);
        same(&["(Nobody knew.)", "Then it rained."]);
    }

    #[test]
    fn ellipses_and_dashes() {
        same(&["He waited… and waited.", "Nothing came…", "Then rain."]);
        same(&["The price rose ... and fell.", "It is 2.5 – or 3."]);
        same(&["1. What is the compact?"]);
    }
}
