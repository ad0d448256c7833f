//! Decisions at the end of `content/review.yaml`, every byte before them as it was.

use std::fmt::Write as _;

use super::{Decision, read};

/// The text of the file with `decisions` after what it holds. None where they cannot be appended to
/// a file of that form, such as a list in brackets.
pub fn appended(text: &str, decisions: &[Decision]) -> Option<String> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indent = indent(text);
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(newline);
    }
    for decision in decisions {
        for (number, (key, value)) in lines(decision).into_iter().enumerate() {
            let lead = if number == 0 { "- " } else { "  " };
            // Writing to a string cannot fail.
            let _ = write!(out, "{indent}{lead}{key}: {value}{newline}");
        }
    }
    holds(text, &out, decisions).then_some(out)
}

/// The blanks before the entries of the file.
fn indent(text: &str) -> &str {
    let entry = |line: &&str| {
        let inside = line.trim_start_matches(' ');
        inside.starts_with("- ") || inside.trim_end() == "-"
    };
    let first = text.lines().find(entry).unwrap_or_default();
    &first[..first.len() - first.trim_start_matches(' ').len()]
}

/// The keys of a decision that say something, in the order of the format.
fn lines(decision: &Decision) -> Vec<(&'static str, String)> {
    let quote = |text: &Option<String>| text.as_deref().map(quoted);
    [
        ("id", Some(quoted(&decision.id))),
        ("kind", decision.kind.map(|kind| kind.word().to_owned())),
        ("words", Some(quoted(&decision.words))),
        ("source", Some(quoted(&decision.source))),
        ("decision", Some(decision.ruling.word().to_owned())),
        ("who", quote(&decision.who)),
        ("when", decision.when.map(|day| quoted(&day.to_string()))),
        ("why", quote(&decision.why)),
        ("note", quote(&decision.note)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

/// A text as a YAML scalar: plain where that is surely text, else between quotation marks.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
    let meant = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if word && !meant.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What YAML counts as a line break or as not printable.
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{a0}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether the new text holds what the old one held, and then the decisions.
fn holds(old: &str, new: &str, decisions: &[Decision]) -> bool {
    let (old, new) = (read(old), read(new));
    if !old.diagnostics.is_empty() || !new.diagnostics.is_empty() {
        return false;
    }
    let placeless = |decision: &Decision| Decision { place: None, ..decision.clone() };
    let wanted = old.value.decisions.iter().chain(decisions).map(placeless);
    wanted.eq(new.value.decisions.iter().map(placeless))
}
