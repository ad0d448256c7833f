//! An edition as a file: JSON with a line for each article and each fact, sorted, so that a change
//! is one line in a comparison of versions.

use std::fmt::Write as _;

use super::{Edition, FOLDER, SCHEMA};
use crate::date::{Date, Precision};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::shape::{self, Shape};

const CODE: &str = "edition";

/// What a file may hold; a test keeps it and [`Edition`] together.
pub const EDITION: Shape = Shape::Keys(&[
    ("schema", Shape::Text),
    ("date", Shape::Text),
    ("about", Shape::Text),
    ("sources", Shape::List(&ARTICLE)),
    ("facts", Shape::List(&FACT)),
]);

const ARTICLE: Shape = Shape::Keys(&[
    ("id", Shape::Text),
    ("title", Shape::Text),
    ("publisher", Shape::Text),
    ("published", Shape::Text),
]);

const FACT: Shape = Shape::Keys(&[
    ("kind", KINDS),
    ("topic", Shape::Text),
    ("id", Shape::Text),
    ("says", Shape::Text),
    ("source", Shape::Text),
    ("passage", Shape::Text),
    ("superseded", Shape::Bool),
]);

const KINDS: Shape = Shape::OneOf(&[
    "definition",
    "member",
    "position",
    "disagreement",
    "precedent",
    "event",
    "figure",
    "quotation",
    "person",
    "role",
]);

/// The text of the file.
///
/// # Errors
///
/// None that occur: all of an edition is text and numbers.
pub fn write(edition: &Edition) -> serde_json::Result<String> {
    let mut out = String::from("{\n");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "  \"schema\": {},", edition.schema);
    let _ = writeln!(out, "  \"date\": {},", serde_json::to_string(&edition.date)?);
    let _ = writeln!(out, "  \"about\": {},", serde_json::to_string(&edition.about)?);
    let lines = |lines: Vec<String>| {
        let (begin, end) = if lines.is_empty() { ("", "") } else { ("\n    ", "\n  ") };
        format!("[{begin}{}{end}]", lines.join(",\n    "))
    };
    let sources: Result<Vec<String>, _> =
        edition.sources.iter().map(serde_json::to_string).collect();
    let facts: Result<Vec<String>, _> = edition.facts.iter().map(serde_json::to_string).collect();
    let _ = writeln!(out, "  \"sources\": {},", lines(sources?));
    let _ = writeln!(out, "  \"facts\": {}", lines(facts?));
    out.push_str("}\n");
    Ok(out)
}

/// Reads the file at `path`. None, and errors, if it is no edition.
pub fn read(path: &str, text: &str) -> Checked<Option<Edition>> {
    let edition: Edition = match serde_json::from_str(text) {
        Ok(edition) => edition,
        Err(error) => return Checked::new(None, faults(path, text, &error)),
    };
    let fault = |message: String, words: &str, hint: &str| {
        let start = text.find(words).unwrap_or(0);
        let place = Place::in_text(path, text, start, start + words.len());
        let error = Diagnostic::error("edition", message).at(place).hint(hint);
        Checked::new(None, vec![error])
    };
    if edition.schema != SCHEMA {
        let message = format!("has version {} of the format", edition.schema);
        return fault(message, "\"schema\"", "this sitegen reads version 1: update it");
    }
    let named = path.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".json"));
    let day = edition.date.precision() == Precision::Day;
    if !day || named.and_then(Date::parse) != Some(edition.date) {
        let message = format!("the edition of {} lies in a file of another name", edition.date);
        return fault(message, "\"date\"", "the file is named by its day, such as 2031-12-01.json");
    }
    Checked::clean(Some(edition))
}

/// What is wrong with the text: as YAML, which JSON is, every wrong key is found.
fn faults(path: &str, text: &str, error: &serde_json::Error) -> Vec<Diagnostic> {
    let said = shape::check(path, text, CODE, &EDITION);
    if !said.is_empty() {
        return said;
    }
    let line = error.line().max(1);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let at = start + error.column().saturating_sub(1);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    vec![
        Diagnostic::error("edition", format!("is no edition: {message}"))
            .at(Place::in_text(path, text, at, at + 1))
            .hint("bring it back as it was recorded, or take it out"),
    ]
}
