//! What becomes of an article's file when its seed was ingested again: a person's work wins.
//!
//! The file carries a record of what sitegen wrote: `generated`, a hash of the body, and
//! `generated_meta`, a short hash of each field of the front matter. A value whose hash differs was
//! changed by a person. The record of such a field stays that of sitegen's own value, so the change
//! is recognised at every later ingest as well.

use super::{Document, Meta, front, normal, print};
use crate::diagnostic::{Checked, Diagnostic, Place};

/// What to do with the file of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Leave it as it is.
    Unchanged,
    /// Write this in its place.
    Rewrite(String),
    /// Leave it, for a person edited its body; write this beside it, and say so.
    Propose(String, Diagnostic),
}

/// The fields that a person may change, and sitegen fills in.
const FIELDS: [&str; 6] = ["title", "publisher", "authors", "published", "url", "language"];
/// How many lines of a difference are shown.
const SHOWN: usize = 8;

/// Decides what becomes of the file of an article (`existing`, its whole text, parsed as `old`) after
/// its seed gave the `fresh` article.
pub fn refresh(existing: &str, old: &Checked<Document>, fresh: &Document) -> Refresh {
    let parts = front::split(existing);
    let readable = old.diagnostics.is_empty();
    let old = &old.value;
    let merged = Document { meta: merge(&old.meta, &fresh.meta), blocks: fresh.blocks.clone() };
    let body = print::body(&fresh.blocks);
    let ours = old.meta.generated.as_deref() == Some(&print::hash(parts.body));
    if readable && (ours || print::hash(parts.body) == print::hash(&body)) {
        let text = print::print(&merged);
        return if text == existing { Refresh::Unchanged } else { Refresh::Rewrite(text) };
    }
    if readable && old.meta.seed_hash == fresh.meta.seed_hash {
        return Refresh::Unchanged;
    }
    let file = fresh.meta.seed.clone().unwrap_or_default();
    let why = if readable {
        "was edited by hand, and its seed has changed"
    } else {
        "has front matter that cannot be read, and its seed has changed"
    };
    let mut warning = Diagnostic::warning(
        "source-edited",
        format!("the article made of {file} {why}"),
    )
    .at(Place::file(file))
    .hint(
        "take over what you want from the .proposed file beside it, set its seed_hash in the \
             article, and delete it",
    );
    for line in difference(parts.body, &body) {
        warning = warning.also(line);
    }
    Refresh::Propose(print::print(&merged), warning)
}

/// Records in the front matter what sitegen wrote.
pub(super) fn record(document: &mut Document) {
    normal::normalise(&mut document.blocks);
    document.meta.generated = Some(print::hash(&print::body(&document.blocks)));
    document.meta.generated_meta =
        FIELDS.iter().map(|field| ((*field).to_owned(), mark(&document.meta, field))).collect();
}

/// The fresh front matter, with what a person changed in the old one.
fn merge(old: &Meta, fresh: &Meta) -> Meta {
    let mut out = fresh.clone();
    for field in FIELDS {
        let now = mark(old, field);
        let changed = match old.generated_meta.get(field) {
            Some(written) => *written != now,
            // Without a record, whatever stands there was put there by somebody.
            None => now != mark(&Meta::default(), field),
        };
        if !changed {
            continue;
        }
        out.inferred.remove(field);
        match field {
            "title" => out.title.clone_from(&old.title),
            "publisher" => out.publisher.clone_from(&old.publisher),
            "authors" => out.authors.clone_from(&old.authors),
            "published" => out.published = old.published,
            "url" => out.url.clone_from(&old.url),
            _ => out.language.clone_from(&old.language),
        }
    }
    out
}

/// A short hash of a field's value.
fn mark(meta: &Meta, field: &str) -> String {
    let value = match field {
        "title" => meta.title.clone(),
        "publisher" => meta.publisher.clone(),
        "authors" => (!meta.authors.is_empty()).then(|| meta.authors.join("\n")),
        "published" => meta.published.map(|date| date.to_string()),
        "url" => meta.url.clone(),
        _ => meta.language.clone(),
    };
    value.map_or_else(
        || "none".to_owned(),
        |value| blake3::hash(value.as_bytes()).to_hex()[..8].to_owned(),
    )
}

/// The lines that only one of two texts has.
fn difference(old: &str, new: &str) -> Vec<String> {
    let lines = |text: &str| -> rustc_hash::FxHashSet<String> {
        text.lines().map(|line| line.trim_end().to_owned()).collect()
    };
    let (before, after) = (lines(old), lines(new));
    let only = |text: &str, other: &rustc_hash::FxHashSet<String>, sign: char| -> Vec<String> {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        lines.filter(|line| !other.contains(*line)).map(|line| format!("{sign} {line}")).collect()
    };
    let mut out = only(old, &after, '-');
    out.extend(only(new, &before, '+'));
    let more = out.len().saturating_sub(SHOWN);
    out.truncate(SHOWN);
    if more > 0 {
        out.push(format!("and {more} more lines"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::seeds::{self, Sidecar};
    use crate::sources::parse;

    fn fresh(text: &str) -> Document {
        let seed = seeds::read("seeds/a.txt", text.as_bytes(), 1000).value.unwrap();
        crate::sources::ingest(&seed, &Sidecar::default(), &Lexicon::builtin()).value
    }

    fn refreshed(existing: &str, fresh: &Document) -> Refresh {
        refresh(existing, &parse("", existing), fresh)
    }

    const OLD: &str = "The thaw begins\n\nThe ice broke on Monday, the harbour master said.\n";
    const NEW: &str =
        "The thaw begins early\n\nThe ice broke on Sunday, the harbour master said.\n";

    #[test]
    fn the_same_seed_changes_nothing() {
        let file = print::print(&fresh(OLD));
        assert_eq!(refreshed(&file, &fresh(OLD)), Refresh::Unchanged);
        let edited = file.replace("Monday", "Tuesday");
        assert_eq!(refreshed(&edited, &fresh(OLD)), Refresh::Unchanged);
    }

    #[test]
    fn an_untouched_body_is_rewritten_and_changed_values_win() {
        let file =
            print::print(&fresh(OLD)).replace("publisher: null", "publisher: Harbour Herald");
        let Refresh::Rewrite(text) = refreshed(&file, &fresh(NEW)) else { panic!() };
        assert!(text.contains("publisher: Harbour Herald\n"), "{text}");
        assert!(text.contains("title: The thaw begins early\n") && text.contains("Sunday"));
        // It still wins the next time, and windows line ends are no edit.
        let Refresh::Rewrite(text) = refreshed(&text.replace('\n', "\r\n"), &fresh(OLD)) else {
            panic!()
        };
        assert!(text.contains("publisher: Harbour Herald\n") && text.contains("Monday"));
    }

    #[test]
    fn an_edited_body_is_left_alone() {
        let file = print::print(&fresh(OLD)).replace("ice broke", "ice finally broke");
        let Refresh::Propose(text, warning) = refreshed(&file, &fresh(NEW)) else { panic!() };
        assert!(text.contains("Sunday"));
        assert_eq!(warning.notes.len(), 2, "{warning:?}");
        assert!(
            warning.notes[0].starts_with("- The ice finally") && warning.notes[1].starts_with("+ ")
        );
    }
}
