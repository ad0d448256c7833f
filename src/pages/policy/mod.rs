//! The rules that an editor's prose is under: what has to be cited, and that it agrees with what is.
//!
//! It stands alone because a citation that resolves proves only that the cited words exist. These
//! rules compare the prose around it with them: quotations word for word, numbers, speakers.

mod numbers;
mod quoted;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use super::block::Reference;
use super::book::Book;
use super::markdown::{Markdown, Wording};
use crate::config::CitationPolicy;
use crate::diagnostic::{Diagnostic, Place};
use crate::span::Span;

pub(super) use quoted::quotes;

/// What sections ask of their pages.
pub(super) struct Sections<'a> {
    of_folder: HashMap<&'a str, CitationPolicy>,
}

impl<'a> Sections<'a> {
    /// The sections, each by the path of its own page.
    pub(super) fn new(all: impl Iterator<Item = (&'a str, Option<CitationPolicy>)>) -> Self {
        let asked =
            |(path, policy): (&'a str, Option<_>)| Some((path.rsplit_once('/')?.0, policy?));
        Self { of_folder: all.filter_map(asked).collect() }
    }

    /// What a page is asked for: by itself, or by the nearest section above it that says so.
    pub(super) fn policy(
        &self,
        mut path: &str,
        own: Option<CitationPolicy>,
    ) -> Option<CitationPolicy> {
        if own.is_some() {
            return own;
        }
        while let Some((folder, _)) = path.rsplit_once('/') {
            if let Some(policy) = self.of_folder.get(folder) {
                return Some(*policy);
            }
            path = folder;
        }
        None
    }
}

/// One page of an editor's, with its citations looked up.
pub(super) struct Prose<'a> {
    /// The subject and its articles.
    pub(super) book: &'a Book<'a>,
    /// The path of the file.
    pub(super) path: &'a str,
    /// All of the file.
    pub(super) file: &'a str,
    /// What was made of it.
    pub(super) rendered: &'a Markdown,
    /// For each citation, what it refers to; nothing where that was not found.
    pub(super) cited: &'a [Vec<Reference>],
    /// How strict the page is.
    pub(super) policy: CitationPolicy,
}

impl<'a> Prose<'a> {
    /// What there is to say against the page.
    pub(super) fn check(&self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        if self.policy == CitationPolicy::Required {
            self.uncited(&mut out);
        }
        for wording in &self.rendered.wordings {
            quoted::check(self, wording, &mut out);
            numbers::check(self, wording, &mut out);
        }
        out
    }

    /// Paragraphs without a citation, and too many marked as the editor's own.
    fn uncited(&self, out: &mut Vec<Diagnostic>) {
        let paragraphs = || self.rendered.wordings.iter().filter(|wording| wording.paragraph);
        for wording in paragraphs().filter(|w| w.cites.is_empty() && !w.synthesis) {
            out.push(
                Diagnostic::error("uncited", "this paragraph has no citation")
                    .at(Place::in_text(
                        self.path,
                        self.file,
                        wording.range.start,
                        wording.range.end,
                    ))
                    .hint("cite what it rests on, or end it with {synthesis} if it is your own"),
            );
        }
        let (all, own) = (paragraphs().count(), paragraphs().filter(|w| w.synthesis).count());
        // One may be on any page, however short.
        if own > 1 && own * 10 > all {
            let message = format!("{own} of {all} paragraphs are marked as synthesis");
            out.push(
                Diagnostic::error("synthesis", message)
                    .at(Place::file(self.path))
                    .hint("at most a tenth of a page may rest on nothing but its editor"),
            );
        }
    }

    /// Bytes of a block's text in the file.
    fn place(&self, wording: &Wording, range: Range<usize>) -> Place {
        let range = wording.place(range);
        Place::in_text(self.path, self.file, range.start, range.end)
    }

    /// The references of a citation.
    fn references(&self, number: usize) -> &'a [Reference] {
        self.cited.get(number).map_or(&[], Vec::as_slice)
    }

    /// The pinned passages of a citation, with their text.
    fn pinned(&self, number: usize) -> impl Iterator<Item = (&'a Span, &'a str)> {
        self.references(number).iter().filter_map(|reference| match reference {
            Reference::Words(span) => Some((span, self.book.text(span)?)),
            Reference::Source(_) => None,
        })
    }
}
