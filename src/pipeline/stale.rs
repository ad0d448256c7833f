//! What has grown old, with its place in `content/sources`, where a person would put it right.

use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::{Snapshot, Write, WriteKind};
use crate::lexicon::Lexicon;
use crate::pages;
use crate::sources::Source;
use crate::span::{SourceId, Span};
use crate::subject::Subject;
use crate::subject::stale::Shelf;

/// What is judged, and the files that hold it.
pub(super) struct Judged<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) writes: &'a [Write],
    pub(super) sources: &'a [Source],
    pub(super) lexicon: &'a Lexicon,
    pub(super) config: &'a Config,
}

impl Judged<'_> {
    /// Warnings of all that is old on the day `as_of`, of what readers see.
    pub(super) fn stale(&self, subject: &Subject, as_of: Date) -> Vec<Diagnostic> {
        let subject = &*pages::published(subject, self.config.publish);
        let place = |span: &Span| self.place(span);
        let (sources, lexicon, config) = (self.sources, self.lexicon, self.config);
        Shelf { subject, sources, lexicon, config, as_of, place: &place }.check()
    }

    /// Where the passage of a span stands in its article's file, which may be about to be written.
    fn place(&self, span: &Span) -> Place {
        let path = format!("content/sources/{}.md", span.source);
        let words = self.passage(&span.source, span).unwrap_or_default();
        let text = self.text(&path).unwrap_or_default();
        match text.find(words).filter(|_| !words.is_empty()) {
            Some(start) => Place::in_text(path, text, start, start + words.len()),
            None => Place::file(path),
        }
    }

    fn passage(&self, id: &SourceId, span: &Span) -> Option<&str> {
        let source = self.sources.iter().find(|source| source.id == *id)?;
        Some(source.passage_text(source.find(span.passage)?))
    }

    fn text(&self, path: &str) -> Option<&str> {
        let new = self.writes.iter().find(|w| w.path == path && w.kind != WriteKind::Propose);
        let bytes = new.map(|write| &*write.bytes);
        let bytes = bytes.or_else(|| self.snapshot.get(path).map(|file| &*file.bytes))?;
        std::str::from_utf8(bytes).ok()
    }
}
