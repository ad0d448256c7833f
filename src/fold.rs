//! The one declared folding under which words are compared with their source, and the looser key
//! under which names are.
//!
//! It stands alone so that citations, passage ids and checks cannot each fold in a way of their own.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// Folds `text` for comparison: Unicode form NFC, quotation marks and dashes made plain, each run
/// of white space made one blank, none at either end. Case counts; numbers are left as they are
/// (NFC, never NFKC, which would make "5²" a "52").
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_plain(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let normal: Cow<'_, str> = if is_surely_nfc(text) || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    };
    let mut out = String::with_capacity(normal.len());
    let mut rest = &*normal;
    let mut blank = false;
    while !rest.is_empty() {
        // Most of a text stays as it is: it is copied in one go.
        let (same, tail) = rest.split_at(plain_run(rest.as_bytes()));
        if !same.is_empty() {
            if std::mem::take(&mut blank) {
                out.push(' ');
            }
            out.push_str(same);
        }
        let Some(c) = tail.chars().next() else { break };
        if c.is_whitespace() {
            blank = !out.is_empty();
        } else if !is_invisible(c) {
            if std::mem::take(&mut blank) {
                out.push(' ');
            }
            out.push(plain(c));
        }
        rest = &tail[c.len_utf8()..];
    }
    Cow::Owned(out)
}

/// Whether `text` has only characters below U+0300 and general punctuation: they are in form NFC (but
/// for two odd blanks, which become plain ones anyway). It saves a look-up for each of them.
fn is_surely_nfc(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(i, byte)| match byte {
        0xE2 => matches!(bytes.get(i + 1), Some(0x80 | 0x81)),
        lead => *lead < 0xCC,
    })
}

/// The key under which two spellings of a name are one: lower case, no diacritics, no
/// punctuation but blanks between words, no leading article.
pub fn name_key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    if name.is_ascii() {
        let mut bytes = name.as_bytes();
        while let Some(byte) = bytes.first() {
            // Letters, which nearly all are, are taken over a word at a time.
            let word = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
            let start = out.len();
            out.push_str(&name[name.len() - bytes.len()..][..word]);
            out[start..].make_ascii_lowercase();
            match byte {
                _ if word > 0 => {}
                b'.' | b'\'' => {}
                b'&' | b'+' => out.push(char::from(*byte)),
                _ if !out.ends_with(' ') && !out.is_empty() => out.push(' '),
                _ => {}
            }
            bytes = &bytes[word.max(1)..];
        }
        return trimmed_key(out);
    }
    for c in name.nfd() {
        if is_combining_mark(c) || matches!(c, '.' | '\'' | '’' | '‘') {
            continue;
        }
        if c.is_alphanumeric() {
            push_plain_lower(&mut out, c);
        } else if c == '&' || c == '+' {
            out.push(c);
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    trimmed_key(out)
}

/// A key without the blank at its end and the article before it.
fn trimmed_key(mut key: String) -> String {
    key.truncate(key.trim_end().len());
    if key.starts_with("the ") {
        key.drain(..4);
    }
    key
}

/// Makes a quotation mark, a dash or an odd space plain; leaves all else.
pub fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | 'ʼ' | '‹' | '›' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

/// Letters that have no decomposition but a customary plain spelling.
fn push_plain_lower(out: &mut String, c: char) {
    match c {
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ı' => out.push('i'),
        other => out.extend(other.to_lowercase()),
    }
}

/// Soft hyphens, zero-width blanks, byte-order and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Whether all bytes stay as they are; written so that many are compared at once.
fn is_plain(bytes: &[u8]) -> bool {
    let blank = |byte: u8| u8::from(byte == b' ');
    let stays = |byte: u8| (b' '..=b'~').contains(&byte) && byte != b'`';
    let changes = bytes.iter().fold(0, |any, byte| any | u8::from(!stays(*byte)));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = pairs.fold(0, |any, (first, second)| any | (blank(*first) & blank(*second)));
    changes | doubled == 0 && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
}

/// How many bytes from the start on are ASCII that stays as it is: no other blanks than single ones
/// between words.
fn plain_run(bytes: &[u8]) -> usize {
    let stays = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
    let changes = |at: usize| {
        let byte = bytes[at];
        let between = || at > 0 && bytes.get(at + 1).is_some_and(|next| stays(*next));
        !(stays(byte) || byte == b' ' && between())
    };
    (0..bytes.len()).find(|at| changes(*at)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_marks_and_blanks_only() {
        assert_eq!(fold("“It’s”\u{a0} time — now "), "\"It's\" time - now");
        assert_eq!(fold("5² x"), "5² x");
        assert_eq!(fold("Plain text."), "Plain text.");
        assert_eq!(fold("two\nlines  here"), "two lines here");
    }

    #[test]
    fn one_key_for_spellings_of_a_name() {
        assert_eq!(name_key("Türkiye"), "turkiye");
        assert_eq!(name_key("the U.S."), "us");
        assert_eq!(name_key("Gahr Støre"), name_key("Gahr Store"));
        assert_eq!(name_key("Vos-Lindqvist"), "vos lindqvist");
    }
}
