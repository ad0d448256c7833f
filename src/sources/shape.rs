//! What the shape of a line says about it: how it ends, how long it is, how it is written.
//!
//! It stands alone because headlines, headings and boilerplate are told apart by the same shapes.

/// How a line ends, closing quotation marks and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop or an ellipsis.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A colon.
    Colon,
    /// A comma, a semicolon or a dash.
    Open,
    /// A letter, a digit, a sign.
    Bare,
}

/// How `text` ends.
pub(super) fn ending(text: &str) -> Ending {
    let closes = |c: char| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '*' | '_');
    match text.trim_end_matches(closes).chars().next_back() {
        Some('.' | '…' | '。') => Ending::Stop,
        Some('?' | '？') => Ending::Question,
        Some('!') => Ending::Exclamation,
        Some(':') => Ending::Colon,
        Some(',' | ';' | '-' | '–' | '—') => Ending::Open,
        _ => Ending::Bare,
    }
}

/// The number of words: blanks plus one.
pub(super) fn words(text: &str) -> usize {
    if text.is_empty() { 0 } else { 1 + memchr::memchr_iter(b' ', text.as_bytes()).count() }
}

/// Whether a line stops like a sentence: what a headline, a heading or an item rarely does.
pub(super) fn is_sentence(text: &str) -> bool {
    ending(text) == Ending::Stop
}

/// Whether `text` begins with a capital, a digit, or a quotation mark before one.
pub(super) fn starts_high(text: &str) -> bool {
    text.trim_start_matches(['"', '\'', '“', '‘', '«', '¿', '¡', '(', '['])
        .chars()
        .next()
        .is_some_and(|c| {
            c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase())
        })
}

/// Whether most of the longer words of `text` have a capital: "The Cable Compact Has Ships".
pub(super) fn is_title_case(text: &str) -> bool {
    let long = text.split(' ').filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut high, mut all) = (0, 0);
    for word in long {
        all += 1;
        high += usize::from(starts_high(word));
    }
    all >= 3 && high * 10 >= all * 9
}

/// Text in capitals only.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().take(4).count() == 4 && !letters().any(char::is_lowercase)
}

/// What scrapers keep of a picture: its file name, its address's slug, or its alternative text
/// run through a slug function (many words, no capital, no punctuation).
pub(super) fn picture(text: &str) -> Option<&'static str> {
    if text.len() > 400 || text.bytes().any(|b| b.is_ascii_uppercase()) && !has_extension(text) {
        return None;
    }
    if has_extension(text) {
        return Some("image file name");
    }
    let plain = |c: char| c.is_alphanumeric() && !c.is_uppercase();
    let words = words(text);
    if words == 1 && text.matches('-').count() >= 2 && text.chars().all(|c| plain(c) || c == '-') {
        return Some("image slug");
    }
    if words == 1 && text.matches('_').count() >= 2 && text.chars().all(|c| plain(c) || c == '_') {
        return Some("image slug");
    }
    let alt = words >= 6 && text.chars().all(|c| plain(c) || c == ' ') && has_letters(text);
    alt.then_some("image text")
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn has_extension(text: &str) -> bool {
    // Few lines are so short, and that is known at once.
    if words(text) > 3 {
        return false;
    }
    let Some((stem, extension)) = text.rsplit_once('.') else { return false };
    let extension = extension.trim_end_matches([')', ']']);
    !stem.is_empty()
        && ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "tif", "tiff", "heic"]
            .iter()
            .any(|e| extension.eq_ignore_ascii_case(e))
}

/// The byte after the label of a run-in: "First stage: European troops ..." gives that after the
/// colon. A label has at most four words and no other punctuation; a quotation does not follow it
/// (that would be a speaker).
pub(super) fn label(text: &str) -> Option<usize> {
    let head = &text.as_bytes()[..text.len().min(60)];
    let at = head.iter().position(|b| *b == b':')?;
    let (label, rest) = (&text[..at], &text[at + 1..]);
    let rest = rest.strip_prefix(' ')?;
    let fine = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’' | '\'' | '/' | '&');
    let good = !label.is_empty()
        && words(label) <= 4
        && label.chars().all(fine)
        && label.chars().next().is_some_and(char::is_uppercase)
        && !rest.starts_with(['"', '“', '‘', '\'', '«'])
        && (starts_high(rest) || label.len() == 1);
    good.then_some(at + 1)
}

/// Whether `text` stands within quotation marks at byte `at`.
pub(super) fn in_quotation(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let count = |c: char| before.matches(c).count();
    count('"') % 2 == 1 || count('“') > count('”') || count('«') > count('»')
}

/// Whether a sentence begins at byte `at` of `text`.
pub(super) fn at_sentence_start(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '"', '“', '(', '[', '*', '_', '\'', '‘']);
    match before.chars().next_back() {
        None => true,
        Some(c) => {
            matches!(c, '.' | '?' | '!' | '…' | ':' | '|' | '”' | '’' | '•' | '»' | '>' | ')')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_look_through_closing_marks() {
        assert_eq!(ending("He said “no.”"), Ending::Stop);
        assert_eq!(ending("Why?)"), Ending::Question);
        assert_eq!(ending("The way ahead"), Ending::Bare);
        assert_eq!(ending("The list:"), Ending::Colon);
    }

    #[test]
    fn pictures() {
        assert_eq!(picture("harbour-crane-night"), Some("image slug"));
        assert_eq!(picture("IMG_2041.JPG"), Some("image file name"));
        assert_eq!(picture("old harbour crane at night with two men 2024"), Some("image text"));
        assert_eq!(picture("what we know so far"), None);
        assert_eq!(picture("the crane fell at night, two men said."), None);
        assert_eq!(picture("well-known"), None);
    }

    #[test]
    fn labels_of_run_ins() {
        assert_eq!(label("First stage: The dam is drained."), Some(12));
        assert_eq!(label("Q: why?"), Some(2));
        assert_eq!(label("Vale said: “No.”"), None);
        assert_eq!(label("Here is the catch: nobody came."), None);
        assert_eq!(label("At 10:30 the gates open."), None);
    }
}
