//! Front matter: written in the order of [`Meta`]'s fields, read with line and column of an error.

use std::fmt::Write;

use super::Meta;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::seeds::yaml_error;
use crate::shape::{self, Shape};

/// One span that was left out.
const REMOVED: Shape = Shape::Keys(&[
    (
        "lines",
        Shape::About("First and last line in the seed, from one", &Shape::List(&Shape::Number)),
    ),
    ("reason", Shape::Text),
    ("text", Shape::Text),
]);

/// What the front matter of an article may hold.
pub const SHAPE: Shape = Shape::Keys(&[
    ("title", Shape::About("The headline", &Shape::Text)),
    ("publisher", Shape::About("Who published it", &Shape::Text)),
    ("authors", Shape::About("Bylines", &Shape::Either(&[Shape::Text, Shape::Texts]))),
    ("published", Shape::About("When it was published", &Shape::Date)),
    ("url", Shape::About("Where it was published", &Shape::Text)),
    ("language", Shape::About("BCP 47 tag of its language", &Shape::Text)),
    ("seed", Shape::About("Path of the seed", &Shape::Text)),
    ("seed_hash", Shape::About("Hash of the seed that this was made from", &Shape::Text)),
    ("generated", Shape::About("Hash of the body as sitegen wrote it", &Shape::Text)),
    (
        "generated_meta",
        Shape::About("Hashes of the fields as sitegen wrote them", &Shape::Each(&Shape::Text)),
    ),
    ("inferred", Shape::About("Inferred fields, and from what", &Shape::Each(&Shape::Text))),
    ("removed", Shape::About("What was left out of the body", &Shape::List(&REMOVED))),
]);

/// A file cut into front matter and body.
pub(super) struct Parts<'a> {
    /// The YAML between the fences, if there are any.
    pub(super) yaml: Option<&'a str>,
    /// What comes after.
    pub(super) body: &'a str,
    /// Whether a first fence has no second one.
    pub(super) unclosed: bool,
}

/// Cuts a file at its fences.
pub(super) fn split(text: &str) -> Parts<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let none = |unclosed| Parts { yaml: None, body: text, unclosed };
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return none(false);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && !line.starts_with(char::is_whitespace) {
            let body = &rest[at + line.len()..];
            return Parts { yaml: Some(&rest[..at]), body, unclosed: false };
        }
        at += line.len();
    }
    none(true)
}

/// Reads the front matter of the article in `file`. What is broken is an error, the value then empty.
pub(super) fn read(file: &str, parts: &Parts<'_>) -> Checked<Meta> {
    if parts.unclosed {
        let error = Diagnostic::error("front-matter", "the front matter has no end")
            .at(Place {
                line: 1,
                column: 1,
                length: 3,
                text: "---".to_owned(),
                ..Place::file(file)
            })
            .hint("put a line with three hyphens after the last key");
        return Checked::new(Meta::default(), vec![error]);
    }
    let Some(yaml) = parts.yaml.filter(|yaml| !yaml.trim().is_empty()) else {
        return Checked::clean(Meta::default());
    };
    match serde_yaml::from_str::<Meta>(yaml) {
        Ok(meta) => Checked::clean(meta),
        Err(error) => {
            // A line for the first fence, so that lines count from the file's first.
            let mut all = shape::check(file, &format!("\n{yaml}"), "front-matter", &SHAPE);
            if all.is_empty() {
                all.push(yaml_error("front-matter", file, yaml, 1, &error));
            }
            Checked::new(Meta::default(), all)
        }
    }
}

/// Writes the front matter, without its fences.
pub(super) fn print(out: &mut String, meta: &Meta) {
    field(out, "title", meta.title.as_deref());
    field(out, "publisher", meta.publisher.as_deref());
    sequence(out, "authors", &meta.authors);
    field(out, "published", meta.published.map(|d| d.to_string()).as_deref());
    field(out, "url", meta.url.as_deref());
    field(out, "language", meta.language.as_deref());
    field(out, "seed", meta.seed.as_deref());
    field(out, "seed_hash", meta.seed_hash.as_deref());
    field(out, "generated", meta.generated.as_deref());
    mapping(out, "generated_meta", &meta.generated_meta);
    mapping(out, "inferred", &meta.inferred);
    if meta.removed.is_empty() {
        out.push_str("removed: []\n");
        return;
    }
    out.push_str("removed:\n");
    for removed in &meta.removed {
        let _ = write!(out, "  - lines: [{}, {}]\n    reason: ", removed.lines.0, removed.lines.1);
        scalar(out, Some(&removed.reason));
        out.push_str("\n    text: ");
        scalar(out, Some(&removed.text));
        out.push('\n');
    }
}

fn field(out: &mut String, name: &str, value: Option<&str>) {
    out.push_str(name);
    out.push_str(": ");
    scalar(out, value);
    out.push('\n');
}

fn sequence(out: &mut String, name: &str, values: &[String]) {
    let _ = write!(out, "{name}: [");
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        quoted(out, value);
    }
    out.push_str("]\n");
}

fn mapping(out: &mut String, name: &str, values: &std::collections::BTreeMap<String, String>) {
    if values.is_empty() {
        let _ = writeln!(out, "{name}: {{}}");
        return;
    }
    let _ = writeln!(out, "{name}:");
    for (key, value) in values {
        out.push_str("  ");
        scalar(out, Some(key));
        out.push_str(": ");
        scalar(out, Some(value));
        out.push('\n');
    }
}

/// Writes a text plain where YAML cannot take it for anything else, in quotation marks otherwise.
fn scalar(out: &mut String, value: Option<&str>) {
    let Some(value) = value else {
        out.push_str("null");
        return;
    };
    if is_plain(value) { out.push_str(value) } else { quoted(out, value) }
}

fn is_plain(value: &str) -> bool {
    let word = value.chars().next().is_some_and(char::is_alphabetic);
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let fine = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '-' | '_' | '/' | '(' | ')' | '’' | '“' | '”' | '‘' | '.' | ',')
    };
    // Hexadecimal digits with an "e" between them could be read as a number.
    word && value.chars().all(fine)
        && !value.ends_with(' ')
        && !reserved.iter().any(|r| value.eq_ignore_ascii_case(r))
        && (value.contains(' ')
            || value.chars().any(|c| c.is_alphabetic() && !c.is_ascii_hexdigit()))
}

/// Writes a text in double quotation marks, on one line.
fn quoted(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
