//! Asterisks and underscores that a scraper kept from Markdown: marks, not text.

use super::draft::Draft;
use super::{Mark, MarkKind};

/// Turns `*emphasis*` and `**strong**` in plain text into marks.
pub(super) fn read(draft: &mut Draft) {
    for piece in &mut draft.pieces {
        if piece.live()
            && memchr::memchr2(b'*', b'_', piece.text.as_bytes()).is_some()
            && let Some((text, marks)) = unmark(&piece.text)
        {
            piece.text = text;
            piece.marks = marks;
        }
    }
}

/// The text without the signs of its marks; none if it has no marks.
fn unmark(text: &str) -> Option<(String, Vec<Mark>)> {
    let mut out = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '_']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some((inner, length, kind)) = span(from, out.chars().next_back()) {
            let start = u32::try_from(out.len()).ok()?;
            out.push_str(inner);
            marks.push(Mark { start, end: u32::try_from(out.len()).ok()?, kind });
            rest = &from[length..];
        } else {
            let run = from.len() - from.trim_start_matches(['*', '_']).len();
            out.push_str(&from[..run]);
            rest = &from[run..];
        }
    }
    out.push_str(rest);
    (!marks.is_empty()).then_some((out, marks))
}

/// The marked text that begins with the sign at the start of `from`, its length with both signs.
fn span(from: &str, before: Option<char>) -> Option<(&str, usize, MarkKind)> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (sign, kind) = if from.starts_with("**") || from.starts_with("__") {
        (&from[..2], MarkKind::Strong)
    } else {
        (&from[..1], MarkKind::Emphasis)
    };
    let body = &from[sign.len()..];
    let end = body.find(sign)?;
    let inner = &body[..end];
    let after = body[end + sign.len()..].chars().next();
    let sane = !inner.is_empty()
        && !inner.starts_with(char::is_whitespace)
        && !inner.ends_with(char::is_whitespace)
        && !inner.contains(['*', '_'])
        && !after.is_some_and(|c| c.is_alphanumeric() || c == '*' || c == '_');
    sane.then(|| (inner, end + 2 * sign.len(), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_marks() {
        let (text, marks) = unmark("He told *Le Soir* and **nobody else**, 2*3*4.").unwrap();
        assert_eq!(text, "He told Le Soir and nobody else, 2*3*4.");
        assert_eq!(marks[0], Mark { start: 8, end: 15, kind: MarkKind::Emphasis });
        assert_eq!(marks[1].kind, MarkKind::Strong);
        assert_eq!(unmark("a * b * c"), None);
        assert_eq!(unmark("snake_case_name"), None);
    }
}
