//! Front matter: the YAML between two lines of three hyphens at the top of a Markdown file.

use serde::de::DeserializeOwned;

use super::{Shape, check, yaml_error};
use crate::diagnostic::{Checked, Diagnostic, Place};

/// Splits a file into front matter and body: the front matter's text from the first line on, so
/// that lines count from the file's first, and the byte at which the body begins.
pub fn split(text: &str) -> Option<(&str, usize)> {
    let first = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - first.len();
    let opening = first.lines().next()?;
    if opening.trim_end() != "---" {
        return None;
    }
    let mut end = first.find('\n').map_or(first.len(), |i| i + 1);
    while let Some(line) = first.get(end..).filter(|rest| !rest.is_empty()) {
        let line = line.lines().next().unwrap_or_default();
        let next = (end + line.len() + 1).min(first.len());
        // A carriage return is part of the line end.
        let next = if first[end..].starts_with(line)
            && first.get(end + line.len()..).is_some_and(|r| r.starts_with("\r\n"))
        {
            next + 1
        } else {
            next
        };
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[offset..offset + end], offset + next.min(first.len())));
        }
        end = next;
    }
    None
}

/// Reads the front matter of `text`, all of the file at `path`, and the byte at which its body
/// begins. What is wrong is an error with the code `code`, the value then the default.
pub fn read<T: DeserializeOwned + Default>(
    path: &str,
    text: &str,
    code: &str,
    shape: &Shape,
) -> Checked<(T, usize)> {
    let Some((front, body)) = split(text) else {
        let open = text.trim_start_matches('\u{feff}').starts_with("---");
        let diagnostics = if open && text.lines().count() > 1 {
            vec![
                Diagnostic::error(code, "the front matter has no end")
                    .at(Place::in_text(path, text, 0, 3))
                    .hint("put a line with `---` after its last key"),
            ]
        } else {
            Vec::new()
        };
        return Checked::new((T::default(), 0), diagnostics);
    };
    let mut diagnostics = check(path, front, code, shape);
    if !diagnostics.is_empty() {
        return Checked::new((T::default(), body), diagnostics);
    }
    match serde_yaml::from_str::<Option<T>>(front) {
        Ok(front) => Checked::new((front.unwrap_or_default(), body), diagnostics),
        Err(error) => {
            diagnostics.push(yaml_error(path, front, code, &error));
            Checked::new((T::default(), body), diagnostics)
        }
    }
}
