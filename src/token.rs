//! Cuts a block's text into tokens: words, numbers, marks.
//!
//! It stands alone because the lexicon compiles its entries with the same function that articles
//! are cut by, so that what is listed is what is found.

/// A word, a number or a mark: bytes `start..end` of its block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether white space (or the start of the block) stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word in lower case.
    Lower,
    /// A word with a capital and at least one small letter: "Paris", "McKay", "NaCl", "Jr.".
    Capital,
    /// Capitals only, two letters at least: "NATO", "U.S.".
    Acronym,
    /// A single capital, with or without a full stop: "J.", "X", "I", "A".
    Initial,
    /// Digits, with separators: "5,000", "1.6", "2025".
    Number,
    /// An ending of possession: "'s", or "'" after an s.
    Possessive,
    /// A hyphen between parts of a word.
    Hyphen,
    /// A dash.
    Dash,
    /// An opening quotation mark; double if true. A straight mark is opening after white space.
    Open(bool),
    /// A closing quotation mark; double if true.
    Close(bool),
    /// Any other mark.
    Mark(char),
}

impl Token {
    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Lower | Kind::Capital | Kind::Acronym | Kind::Initial)
    }

    /// Whether it is a word with a capital.
    #[inline]
    pub fn is_upper(&self) -> bool {
        matches!(self.kind, Kind::Capital | Kind::Acronym | Kind::Initial)
    }

    /// Its bytes as a range.
    #[inline]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Cuts `text`, handing each token to `push`.
pub fn tokenise(text: &str, mut push: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut spaced = true;
    let mut open = false;
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            at += 1;
            spaced = true;
            continue;
        }
        if let Some((end, kind)) = plain_word(bytes, at) {
            push(Token { start: index(at), end: index(end), kind, spaced });
            at = end;
            spaced = false;
            continue;
        }
        // What these are, no neighbour tells.
        if matches!(byte, b'!'..=b'/' | b':'..=b'?')
            && !matches!(byte, b'"' | b'\'' | b'-' | b'0'..=b'9')
        {
            let kind = Kind::Mark(char::from(*byte));
            push(Token { start: index(at), end: index(at + 1), kind, spaced });
            at += 1;
            spaced = false;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (end, mut kind) = scan(text, at, c, spaced);
        // "the ports' fee" is possession unless a single quotation mark stands open.
        match kind {
            Kind::Open(false) => open = true,
            Kind::Close(false) if !open && !spaced && text[..at].ends_with(['s', 'S']) => {
                kind = Kind::Possessive;
            }
            Kind::Close(false) => open = false,
            _ => {}
        }
        push(Token { start: index(at), end: index(end), kind, spaced });
        at = end;
        spaced = false;
    }
}

/// Two for each capital, one for each small letter of ASCII: asking a table keeps the loop short.
const LETTERS: [u8; 256] = {
    let mut table = [0; 256];
    let mut letter = 0;
    while letter < 26 {
        table[(b'A' + letter) as usize] = 2;
        table[(b'a' + letter) as usize] = 1;
        letter += 1;
    }
    table
};

/// The end and kind of a word of plain letters only, which nearly all words are: what
/// [`scan_word`] says of it, found faster. None for any other.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> Option<(usize, Kind)> {
    let mut upper = 0;
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        match LETTERS[usize::from(*byte)] {
            0 => break,
            letter => upper += usize::from(letter - 1),
        }
        end += 1;
    }
    let length = end - at;
    match bytes.get(end) {
        _ if length == 0 => return None,
        // Digits, apostrophes and letters with diacritics may belong to it.
        Some(b'0'..=b'9' | b'\'' | 0x80..) => return None,
        // So may a full stop behind a single letter.
        Some(b'.') if length == 1 => return None,
        _ => {}
    }
    let kind = match upper {
        0 => Kind::Lower,
        1 if length == 1 => Kind::Initial,
        upper if upper == length => Kind::Acronym,
        _ => Kind::Capital,
    };
    Some((end, kind))
}

/// The end and kind of the token that begins at `at` with `c`.
fn scan(text: &str, at: usize, c: char, spaced: bool) -> (usize, Kind) {
    let next = at + c.len_utf8();
    if c.is_alphabetic() {
        return scan_word(text, at);
    }
    if c.is_numeric() {
        return (scan_number(text, at), Kind::Number);
    }
    let before = text[..at].chars().next_back();
    let after = text[next..].chars().next();
    let word_before = before.is_some_and(char::is_alphanumeric);
    let word_after = after.is_some_and(char::is_alphanumeric);
    let kind = match c {
        '\'' | '’' | '‘' | '`' => return scan_apostrophe(text, at, c, spaced),
        '“' | '„' | '«' => Kind::Open(true),
        '"' if opens(before, after, spaced) => Kind::Open(true),
        '”' | '»' | '"' => Kind::Close(true),
        '-' | '‐' | '‑' if word_before && word_after => Kind::Hyphen,
        '-' | '–' | '—' | '―' | '‒' => Kind::Dash,
        other => Kind::Mark(other),
    };
    (next, kind)
}

/// Whether a straight mark between `before` and `after` opens a quotation.
fn opens(before: Option<char>, after: Option<char>, spaced: bool) -> bool {
    let opener = |c| matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '“' | '\'' | ':');
    after.is_some_and(|c| !c.is_whitespace()) && (spaced || before.is_none_or(opener))
}

fn scan_apostrophe(text: &str, at: usize, c: char, spaced: bool) -> (usize, Kind) {
    let next = at + c.len_utf8();
    let before = text[..at].chars().next_back();
    let mut rest = text[next..].chars();
    let (first, second) = (rest.next(), rest.next());
    if !spaced && before.is_some_and(|b| b.is_alphanumeric() || b == '.') {
        let s = matches!(first, Some('s' | 'S'));
        if c != '‘' && s && !second.is_some_and(char::is_alphanumeric) {
            return (next + 1, Kind::Possessive);
        }
        return (next, Kind::Close(false));
    }
    if c == '‘' || (c != '’' && opens(before, first, spaced)) {
        return (next, Kind::Open(false));
    }
    (next, Kind::Close(false))
}

/// A word: letters, apostrophes and full stops between single letters ("U.S.", "J.", "d'Ivoire").
fn scan_word(text: &str, at: usize) -> (usize, Kind) {
    let mut end = at;
    let (mut letters, mut upper, mut dotted) = (0usize, 0usize, false);
    let mut first_upper = false;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let following = chars.peek().map(|(_, c)| *c);
        if c.is_alphabetic() || (letters > 0 && is_combining(c)) {
            first_upper |= letters == 0 && c.is_uppercase();
            letters += 1;
            upper += usize::from(c.is_uppercase());
        } else if c.is_ascii_digit() {
            // "G20", "X5", "A380": the digits belong to the word.
        } else if matches!(c, '\'' | '’') && following.is_some_and(char::is_alphabetic) {
            if is_possessive(&text[at + offset + c.len_utf8()..]) {
                break;
            }
        } else if c == '.' && is_dotted(text, at, at + offset, dotted) {
            dotted = true;
        } else {
            break;
        }
        end = at + offset + c.len_utf8();
    }
    let kind = match () {
        () if letters == 1
            && first_upper
            && !text[at..end].contains(|c: char| c.is_ascii_digit()) =>
        {
            Kind::Initial
        }
        () if upper == letters => Kind::Acronym,
        () if upper > 0 => Kind::Capital,
        () => Kind::Lower,
    };
    (end, kind)
}

/// Whether what follows an apostrophe is an s that ends the word.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Whether the full stop at `dot` belongs to the word that begins at `at`: a single letter stands
/// before it, and it is an initial or another such letter follows ("J.", "U.S.", "e.g.", "a.m.").
fn is_dotted(text: &str, at: usize, dot: usize, dotted: bool) -> bool {
    let before = &text[at..dot];
    let mut letters = before.chars().rev();
    let single =
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none_or(|c| c == '.');
    if !single {
        return false;
    }
    let mut after = text[dot + 1..].chars();
    let letter_follows = after.next().is_some_and(char::is_alphabetic);
    let alone = !after.next().is_some_and(char::is_alphabetic);
    if dotted {
        return !letter_follows || alone;
    }
    // One letter and a full stop: an initial if it is a capital; else only before another one.
    let capital = before.chars().next().is_some_and(char::is_uppercase);
    (letter_follows && alone) || (capital && !letter_follows && before != "I")
}

/// Digits with separators between digits: "5,000", "1.6", "10:30", "3/4" are cut at `:` and `/`.
fn scan_number(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    for (offset, c) in text[at..].char_indices() {
        let next = bytes.get(at + offset + c.len_utf8());
        let joins = matches!(c, ',' | '.') && next.is_some_and(u8::is_ascii_digit);
        if !(c.is_numeric() || joins) {
            break;
        }
        end = at + offset + c.len_utf8();
    }
    end
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[inline]
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Kind)> {
        let mut out = Vec::new();
        tokenise(text, |t| out.push((&text[t.range()], t.kind)));
        out
    }

    fn words(text: &str) -> Vec<&str> {
        cut(text).into_iter().map(|(t, _)| t).collect()
    }

    #[test]
    fn abbreviations_keep_their_full_stops() {
        assert_eq!(words("the U.S. has"), ["the", "U.S.", "has"]);
        assert_eq!(words("J. P. Ortega"), ["J.", "P.", "Ortega"]);
        assert_eq!(words("by J.P. Ortega."), ["by", "J.P.", "Ortega", "."]);
        assert_eq!(words("It was I. Then"), ["It", "was", "I", ".", "Then"]);
        assert_eq!(words("at 5 a.m. on"), ["at", "5", "a.m.", "on"]);
    }

    #[test]
    fn possessives_and_quotation_marks() {
        assert_eq!(words("Norsund’s ports' fee"), ["Norsund", "’s", "ports", "'", "fee"]);
        assert_eq!(words("Côte d'Ivoire"), ["Côte", "d'Ivoire"]);
        assert_eq!(cut("‘yes’")[0].1, Kind::Open(false));
        assert_eq!(cut("said \"no\".")[1].1, Kind::Open(true));
        assert_eq!(cut("said \"no\".")[3].1, Kind::Close(true));
        assert_eq!(words("the U.S.'s"), ["the", "U.S.", "'s"]);
    }

    #[test]
    fn numbers_and_hyphens() {
        assert_eq!(words("£1.6bn"), ["£", "1.6", "bn"]);
        assert_eq!(words("5,000, mid-2025"), ["5,000", ",", "mid", "-", "2025"]);
        assert_eq!(cut("Vos-Lind")[1].1, Kind::Hyphen);
        assert_eq!(cut("G20")[0], ("G20", Kind::Acronym));
    }
}
