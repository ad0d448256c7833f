//! Front matter of an editor's pages: checked, typed, unknown keys refused.
//!
//! It stands alone because its form is what editors write by hand, and every mistake in it is
//! theirs to mend: all of them are said at once, each at its place in the file.

use std::num::NonZeroUsize;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::config::CitationPolicy;
use crate::diagnostic::Checked;
use crate::moment::Moment;
use crate::shape::{self, Shape};

use super::ContentFile;

/// What the front matter of a page may hold.
pub const SHAPE: Shape = Shape::Keys(&[
    ("title", Shape::Text),
    ("link_title", Shape::Text),
    ("description", Shape::Text),
    ("date", Shape::Text),
    ("weight", Shape::Text),
    ("draft", Shape::Bool),
    ("slug", Shape::Text),
    ("template", Shape::Text),
    ("aliases", Shape::Texts),
    ("tags", Shape::Texts),
    ("taxonomies", Shape::Each(&Shape::Texts)),
    ("citations", Shape::OneOf(&["required", "recommended", "off"])),
    ("sort_by", Shape::OneOf(&["weight", "date", "title"])),
    ("paginate_by", Shape::Text),
]);

/// The front matter of an editor's page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Front {
    /// The title; that of the first heading, or the file's name, if left out.
    pub(super) title: Option<String>,
    /// A shorter title for the navigation.
    pub(super) link_title: Option<String>,
    /// One sentence about the page.
    pub(super) description: Option<String>,
    /// When it was written.
    pub(super) date: Option<Moment>,
    /// Its place among its siblings: lighter ones come first.
    pub(super) weight: Option<i64>,
    /// Whether it is left out of the site.
    pub(super) draft: bool,
    /// The last part of its address.
    pub(super) slug: Option<String>,
    /// The template that renders it.
    pub(super) template: Option<String>,
    /// Addresses that send on to it.
    pub(super) aliases: Vec<String>,
    /// Terms of the taxonomy "tags".
    pub(super) tags: Vec<String>,
    /// Terms of other taxonomies.
    pub(super) taxonomies: IndexMap<String, Vec<String>>,
    /// Whether its paragraphs need citations.
    pub(super) citations: Option<CitationPolicy>,
    /// In which order a section lists its pages.
    pub(super) sort_by: SortBy,
    /// How many of them stand on one page of the list.
    pub(super) paginate_by: Option<NonZeroUsize>,
}

/// In which order a section lists its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SortBy {
    /// The lightest first; those without a weight last, by address.
    #[default]
    Weight,
    /// The newest first; those without a date last.
    Date,
    /// By title.
    Title,
}

/// Reads the front matter of `file`, and where its body begins.
pub(super) fn read(file: &ContentFile) -> Checked<(Front, usize)> {
    shape::front::read(&file.path, file.text(), "front-matter", &SHAPE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_checked_at_their_place() {
        let file = ContentFile::new("content/a.md", "---\ntitle: T\ntagz: [x]\n---\nBody\n");
        let read = read(&file);
        let place = read.diagnostics[0].place.as_ref().unwrap();
        assert_eq!(
            (place.line, read.diagnostics[0].severity),
            (3, crate::diagnostic::Severity::Error)
        );
        assert!(read.diagnostics[0].hint.as_deref().unwrap().contains("tags"));
        assert_eq!(&file.text()[read.value.1..], "Body\n");
    }

    #[test]
    fn files_without_it_are_all_body() {
        for (text, body) in [("Body", 0), ("---\n---\nx", 8), ("---\r\ntitle: a\r\n---\r\nx", 20)] {
            let read = read(&ContentFile::new("a.md", text));
            assert_eq!((read.diagnostics.len(), read.value.1), (0, body), "{text:?}");
        }
        assert_eq!(read(&ContentFile::new("a.md", "---\ntitle: a\n")).diagnostics.len(), 1);
        assert_eq!(read(&ContentFile::new("a.md", "---")).diagnostics.len(), 0);
    }
}
