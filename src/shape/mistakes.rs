//! What a YAML parser has against a file, said to somebody who does not know YAML by heart.
//!
//! It stands alone because parsers tell what they expected, and people need to know what to type.

use super::place;
use crate::diagnostic::{Diagnostic, Place};

/// How versions that could not be merged are marked, by all common tools: the first line and the last.
const MARKS: (&str, &str) = ("<<<<<<< ", ">>>>>>> ");

/// The line of a file where two versions of it were left side by side, as an error; none where the
/// file is whole.
pub fn conflict(file: &str, text: &str) -> Option<Diagnostic> {
    memchr::memmem::find(text.as_bytes(), MARKS.0.as_bytes())?;
    let mut at = 0;
    let mut open = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with(MARKS.0) {
            open = open.or(Some((at, at + line.trim_end().len())));
        }
        if let Some((start, end)) = open.filter(|_| line.starts_with(MARKS.1)) {
            let said = Diagnostic::error("merge-conflict", "two versions stand here side by side")
                .at(Place::in_text(file, text, start, end))
                .hint(
                    "keep one of them, and take out the lines that begin with <<<<<<<, ======= and \
                     >>>>>>>",
                );
            return Some(said);
        }
        at += line.len();
    }
    None
}

/// What the YAML parser has against `text`, at its place, with what to do.
pub fn yaml_error(file: &str, text: &str, code: &str, error: &serde_yaml::Error) -> Diagnostic {
    if let Some(conflict) = conflict(file, text) {
        return conflict;
    }
    let (message, hint) = plainly(&error.without_snippet().to_string());
    let place = error.location().map_or_else(|| Place::file(file), |at| place(file, text, &at, 1));
    Diagnostic::error(code, message).at(place).hint(hint)
}

/// The parser's words in plain ones, and what to do.
pub(crate) fn plainly(said: &str) -> (String, &'static str) {
    // The place is said in a form of our own.
    let said = said.split(" at line ").next().unwrap_or(said).trim_end();
    let parsed = |hint| (format!("this is not valid YAML: {said}"), hint);
    let has = |words: &str| said.contains(words);
    if let Some(rest) = said.strip_prefix("duplicate mapping key: ") {
        let key = rest.split(", set ").next().unwrap_or(rest);
        return (format!("the key {key:?} stands twice"), "take one of the two out");
    }
    if has("tabs disallowed") {
        return ("a tab cannot indent a line".to_owned(), "indent it with spaces");
    }
    if has("multiple YAML documents") {
        return (
            "a second document begins here".to_owned(),
            "take the line of three hyphens out: the file is a single document",
        );
    }
    if has("mapping values are not allowed") {
        return parsed(
            "a text that holds a colon and a blank stands between quotation marks: title: \"What: \
             and why\"",
        );
    }
    if has("trailing content after single-quoted") {
        return parsed("an apostrophe ends a text between ' marks: write it as ’, or twice");
    }
    if has("trailing content after double-quoted") {
        return parsed("a mark ends the text: put single quotation marks around all of it");
    }
    if has("unclosed") || has("end of stream") {
        return parsed("close what the line opens, with its bracket or quotation mark");
    }
    if has("simple key expected") || has("could not find expected ':'") {
        return parsed("each line is a key, a colon, a blank and a value");
    }
    parsed(
        "a text with signs in it, such as @ * & [ { # or a colon, stands between quotation marks",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Shape, check};

    fn said(text: &str) -> (String, String, u32) {
        const SHAPE: Shape = Shape::Any;
        let all = check("a.yaml", text, "config", &SHAPE);
        let one = all.first().expect("a mistake");
        let line = one.place.as_ref().unwrap().line;
        (one.message.clone(), one.hint.clone().unwrap(), line)
    }

    #[test]
    fn mistakes_are_told_with_what_to_do() {
        for (text, line, message, hint) in [
            ("a: 1\na: 2\n", 2, "the key \"a\" stands twice", "take one"),
            ("a:\n\tb: 1\n", 2, "a tab cannot indent a line", "spaces"),
            ("a: 1\n---\nb: 2\n", 3, "a second document begins here", "three hyphens"),
            ("a: b: c\n", 1, "mapping values are not allowed", "quotation marks"),
            ("a: 'it's'\n", 1, "single-quoted", "apostrophe"),
            ("a: \"so \"it\" is\"\n", 1, "double-quoted", "single quotation marks"),
            ("a: [b, c\n", 1, "unclosed bracket", "close what"),
            ("a: @b\n", 1, "unexpected character", "quotation marks"),
            ("a: *b\n", 1, "unknown anchor", "quotation marks"),
        ] {
            let (told, help, at) = said(text);
            assert!(told.contains(message), "{text:?}: {told}");
            assert!(help.contains(hint), "{text:?}: {told}: {help}");
            assert_eq!(at, line, "{text:?}: {told}");
            assert!(!told.contains("DuplicateKeyPolicy") && !told.contains("from_str"), "{told}");
        }
    }

    #[test]
    fn versions_side_by_side_are_told_before_all_else() {
        let text = "a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> theirs\r\n";
        let one = conflict("a.md", text).unwrap();
        let place = one.place.as_ref().unwrap();
        assert_eq!((place.line, place.text.as_str()), (2, "<<<<<<< HEAD"));
        assert_eq!(said(text).2, 2);
        for fine in ["<<<<<<< HEAD\n", "a <<<<<<< b\n>>>>>>> c\n", "=======\n", ">>>>>>> c\n"] {
            assert!(conflict("a.md", fine).is_none(), "{fine:?}");
        }
    }
}
