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
    if text.is_ascii() && !needs_blanks(text) {
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
        // Most of a text is letters that stay as they are: they are copied in one go.
        let run = rest.bytes().position(|b| !b.is_ascii_graphic() || b == b'`');
        let (same, tail) = rest.split_at(run.unwrap_or(rest.len()));
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
    let key = out.trim_end();
    key.strip_prefix("the ").unwrap_or(key).to_owned()
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

fn needs_blanks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let edge = |b: Option<&u8>| b.is_some_and(u8::is_ascii_whitespace);
    edge(bytes.first())
        || edge(bytes.last())
        || bytes.contains(&b'`')
        || bytes.contains(&b'\x0b')
        || bytes.windows(2).any(|w| w[0].is_ascii_whitespace() && w[1].is_ascii_whitespace())
        || bytes.iter().any(|b| b.is_ascii_whitespace() && *b != b' ')
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
