//! The phrases of the lines around an article: bylines, time stamps, mastheads, closing notes.

use indexmap::IndexMap;

use super::Lists;

/// Phrases in lower case by what they are: "author", "published", "home" and so on, as the list
/// `bylines` says.
#[derive(Debug, Default)]
pub struct Bylines {
    by_kind: IndexMap<Box<str>, Vec<Box<str>>>,
}

impl Bylines {
    /// Reads the list `bylines`: `phrase | kind`.
    pub fn compile(lists: &Lists) -> Self {
        let mut this = Self::default();
        for row in lists.rows("bylines") {
            this.by_kind.entry(row.field(1).into()).or_default().push(row.field(0).into());
        }
        this
    }

    /// The phrases of a kind, in the order of the list.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.by_kind.get(kind).into_iter().flatten().map(|phrase| &**phrase)
    }
}
