//! What is at hand while entries are merged: the articles, and how a fact's citation is proved.

use super::written::{At, Entry};
use crate::citations::{self, Citation, Library, Outcome, Written};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::sources::Source;
use crate::span::{Cited, SourceId, Span};

/// What is at hand while entries are merged.
pub(super) struct Desk<'a> {
    library: Library<'a>,
    sources: &'a [Source],
    pub(super) config: &'a Config,
    /// What there is to say about the entries.
    pub(super) said: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(sources: &'a [Source], config: &'a Config, said: Vec<Diagnostic>) -> Self {
        Self { library: Library::new(sources), sources, config, said }
    }

    pub(super) fn source(&self, id: &SourceId) -> Option<&'a Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// The text of the passages that a span touches.
    pub(super) fn text(&self, span: &Span) -> &'a str {
        self.source(&span.source).and_then(|source| source.evidence(span)).unwrap_or_default()
    }

    /// The words that a span delimits.
    pub(super) fn words(&self, span: &Span) -> &'a str {
        self.source(&span.source).and_then(|source| source.words(span)).unwrap_or_default()
    }

    /// The passages that a citation pins; none where there is none, or something is wrong with it,
    /// which is said.
    pub(super) fn passages(&mut self, entry: &Entry, cite: Option<&At>) -> Option<Cited<()>> {
        let cite = cite?;
        let inside = cite.value.trim();
        let inside = inside.strip_prefix('[').and_then(|i| i.strip_suffix(']')).unwrap_or(inside);
        let Some(all) = citations::parse(inside) else {
            self.said.push(
                Diagnostic::error("citation", "this is no citation")
                    .at(entry.place(cite))
                    .hint("write it as '[@ID, \"words from the article\"]', apostrophes as ’"),
            );
            return None;
        };
        let mut spans = Vec::with_capacity(all.len());
        let mut fine = true;
        for written in all {
            match self.look_up(entry, cite, &written) {
                Some(span) => spans.push(span),
                None => fine = false,
            }
        }
        let mut spans = spans.into_iter().filter(|_| fine);
        let first = spans.next()?;
        Some(Cited { value: (), first, rest: spans.collect() })
    }

    fn look_up(&mut self, entry: &Entry, cite: &At, written: &Written) -> Option<Span> {
        let outcome = self.library.look_up(written);
        let range = range(entry, cite, written);
        if matches!(outcome, Outcome::Unpinned(_)) {
            self.said.push(
                Diagnostic::error("uncited", "this fact cites an article, but no passage of it")
                    .at(Place::in_text(entry.path, entry.text, range.start, range.end))
                    .hint(format!("pin the words that say so: [@{}, \"...\"]", written.id)),
            );
            return None;
        }
        let (id, words) = (written.id.clone(), written.words.clone());
        let citation = Citation { range, id, words, outcome };
        self.said.extend(citation.diagnostic(entry.path, entry.text));
        match citation.outcome {
            Outcome::Verified(span) => Some(span),
            Outcome::Ambiguous(spans) => spans.into_iter().next(),
            _ => None,
        }
    }

    /// The words themselves, where they stand as they are in the passage of `near`.
    pub(super) fn exactly(&self, words: &str, near: &Span) -> Option<Span> {
        let written = Written { id: near.source.to_string(), words: Some(words.to_owned()) };
        let found = match self.library.look_up(&written) {
            Outcome::Verified(span) => vec![span],
            Outcome::Ambiguous(spans) => spans,
            _ => return None,
        };
        let here = |span: &Span| {
            self.text(span).contains(self.text(near)) || self.text(near).contains(self.text(span))
        };
        found.into_iter().find(here)
    }

    /// A fact without a passage to stand on.
    pub(super) fn uncited(&mut self, place: Place, what: &str) {
        self.said.push(
            Diagnostic::error("uncited", format!("{what} cites no passage"))
                .at(place)
                .hint("add cite: '[@ID, \"words from the article\"]'"),
        );
    }

    /// Something else is needed in an entry.
    pub(super) fn wrong(&mut self, place: Place, message: impl Into<String>, hint: &str) {
        self.said.push(Diagnostic::error("curated", message).at(place).hint(hint));
    }

    /// What an entry is about is not there (any longer).
    pub(super) fn orphan(&mut self, place: Place, message: impl Into<String>, hint: &str) {
        self.said.push(Diagnostic::warning("curated-orphan", message).at(place).hint(hint));
    }

    /// There is no claim of this id.
    pub(super) fn no_claim<'i>(
        &mut self,
        entry: &Entry,
        claim: &At,
        known: impl Iterator<Item = &'i str>,
    ) {
        let near = did_you_mean(&claim.value, known);
        let hint = match near {
            Some(near) => format!("did you mean {near:?}?"),
            None => "its passage was changed or is gone, or is read in another way now: see \
                     `sitegen review --all`"
                .to_owned(),
        };
        let message = format!("no such claim is extracted (any longer): {:?}", claim.value);
        self.orphan(entry.place(claim), message, &hint);
    }
}

/// Where a reference stands in the file, as nearly as its id tells.
fn range(entry: &Entry, cite: &At, written: &Written) -> std::ops::Range<usize> {
    let start = entry.offset(cite);
    let rest = entry.text.get(start..).unwrap_or_default();
    let at = start + rest.find(&format!("@{}", written.id)).unwrap_or(0);
    let line = entry.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let end =
        line.find("; @").unwrap_or_else(|| line.trim_end_matches(['\'', '"', ']', ' ']).len());
    let end = if line[end..].starts_with('"') { end + 1 } else { end };
    at..at + end
}
