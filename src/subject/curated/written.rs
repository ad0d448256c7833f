//! An entry as it is written: its front matter read, its places known.

use serde::Deserialize;
use serde_yaml::{Location, Spanned};

use super::{Folder, shape};
use crate::config::CitationPolicy;
use crate::date::Date;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::evidence::{Bound, EntityKind, MemberRole};
use crate::shape as yaml;

/// A text with its place.
pub(super) type At = Spanned<String>;

/// A file with its front matter.
pub(super) struct Entry<'a> {
    pub(super) folder: Folder,
    pub(super) path: &'a str,
    /// The name of the file.
    pub(super) stem: &'a str,
    pub(super) text: &'a str,
    pub(super) written: Written,
    /// Whether there is prose below the front matter.
    pub(super) prose: bool,
}

/// Front matter of all sorts of entries: what a sort may not hold, its shape has refused.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Written {
    pub(super) name: Option<String>,
    pub(super) aliases: Option<Vec<String>>,
    pub(super) variants: Option<Vec<String>>,
    pub(super) kind: Option<EntityKind>,
    pub(super) code: Option<String>,
    pub(super) role: Option<MemberRole>,
    pub(super) positions: Option<Vec<Spanned<Item>>>,
    pub(super) quotations: Option<Vec<Spanned<Item>>>,
    pub(super) roles: Option<Vec<Spanned<Item>>>,
    pub(super) what: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) value: Option<Amount>,
    pub(super) high: Option<Amount>,
    pub(super) bound: Option<Bound>,
    pub(super) unit: Option<String>,
    pub(super) event: Option<String>,
    pub(super) asserted_by: Option<String>,
    pub(super) claim: Option<At>,
    pub(super) cite: Option<At>,
    pub(super) note: Option<String>,
    pub(super) hide: Option<Vec<At>>,
    pub(super) hidden: Option<bool>,
    pub(super) description: Option<String>,
    pub(super) citations: Option<CitationPolicy>,
}

/// A position, quotation or office.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item {
    pub(super) axis: Option<At>,
    pub(super) stance: Option<At>,
    pub(super) as_of: Option<Date>,
    pub(super) words: Option<At>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) corrects: Option<At>,
    pub(super) claim: Option<At>,
    pub(super) cite: Option<At>,
    pub(super) note: Option<String>,
}

/// A number, written as one or between quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount(pub(super) f64);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.trim().parse().map(Self).map_err(serde::de::Error::custom)
    }
}

impl<'a> Entry<'a> {
    /// Reads the file at `path`; nothing where it cannot be read.
    pub(super) fn read(
        folder: Folder,
        path: &'a str,
        stem: &'a str,
        text: &'a str,
    ) -> Checked<Option<Self>> {
        if stem.contains('/') {
            let message = format!("an entry stands in content/{} itself", folder.word());
            let said = Diagnostic::error("curated", message)
                .at(Place::file(path))
                .hint("move it out of the folder within");
            return Checked::new(None, vec![said]);
        }
        let read = yaml::front::read::<Written>(path, text, "curated", shape(folder));
        let broken = !read.diagnostics.is_empty();
        read.map(|(written, body)| {
            let prose = !text.get(body..).unwrap_or_default().trim().is_empty();
            (!broken).then_some(Self { folder, path, stem, text, written, prose })
        })
    }

    /// The name that the editor gives, or the file's.
    pub(super) fn name(&self) -> String {
        let plain = || self.stem.replace(['-', '_'], " ");
        self.written.name.clone().unwrap_or_else(plain)
    }

    /// Whether it takes what it is about off the site.
    pub(super) fn hides(&self) -> bool {
        self.written.hidden == Some(true)
    }

    /// Where a text stands.
    pub(super) fn place(&self, at: &At) -> Place {
        self.location(&at.referenced, at.value.chars().count())
    }

    /// Where an item of a list begins.
    pub(super) fn item(&self, item: &Spanned<Item>) -> Place {
        self.location(&item.referenced, 1)
    }

    fn location(&self, at: &Location, length: usize) -> Place {
        yaml::place(self.path, self.text, at, length)
    }

    /// The byte at which a text begins.
    pub(super) fn offset(&self, at: &At) -> usize {
        let place = self.place(at);
        let before = usize::try_from(place.line.saturating_sub(1)).unwrap_or(0);
        let line: usize = self.text.split_inclusive('\n').take(before).map(str::len).sum();
        let column = usize::try_from(place.column.saturating_sub(1)).unwrap_or(0);
        line + place.text.chars().take(column).map(char::len_utf8).sum::<usize>()
    }
}
