//! Outlines of an editor's files, remembered: a file that is as it was is not parsed again.
//!
//! It stands alone because it is keyed by nothing but the bytes of one file, unlike pages, which depend
//! on each other.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::disk::InputFile;
use crate::memo::Hash;
use crate::pages::{self, ContentFile, Outline};

/// What is known of files, by their paths.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Outlines {
    files: FxHashMap<String, Known>,
    /// Whether all of this is what was loaded.
    #[serde(skip)]
    changed: bool,
}

/// A file as it was.
#[derive(Debug, Serialize, Deserialize)]
struct Known {
    content: Hash,
    outline: Option<Arc<Outline>>,
}

/// What became of a file.
pub(super) struct Found {
    known: Known,
    new: bool,
}

impl Found {
    pub(super) fn outline(&self) -> Option<Arc<Outline>> {
        self.known.outline.clone()
    }
}

impl Outlines {
    /// What is known of this very file, or else what there is to know. The path belongs to it, since
    /// it says whether the file is a page.
    pub(super) fn find(&self, file: &InputFile) -> Found {
        let content = file.bytes.hash();
        if let Some(known) = self.files.get(&file.path).filter(|known| known.content == content) {
            let outline = known.outline.clone();
            return Found { known: Known { content, outline }, new: false };
        }
        let text = std::str::from_utf8(&file.bytes).ok();
        let outline = text
            .and_then(|text| pages::outline(&ContentFile::new(&*file.path, text)))
            .map(Arc::new);
        Found { known: Known { content, outline }, new: true }
    }

    /// Whether the file at `path` has an outline if it has this hash: then its bytes may never be
    /// asked for.
    pub(super) fn has(&self, path: &str, content: Hash) -> bool {
        let known = self.files.get(path).filter(|known| known.content == content);
        known.is_some_and(|known| known.outline.is_some())
    }

    /// Keeps what is known now, and nothing else.
    pub(super) fn replace(&mut self, all: impl Iterator<Item = (String, Found)>) {
        let mut new = false;
        let files: FxHashMap<String, Known> = all
            .map(|(path, found)| {
                new |= found.new;
                (path, found.known)
            })
            .collect();
        self.changed |= new || files.len() != self.files.len();
        self.files = files;
    }

    /// Whether there is anything in it that was not loaded.
    pub(super) fn changed(&self) -> bool {
        self.changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> InputFile {
        InputFile { path: path.to_owned(), bytes: text.as_bytes().into() }
    }

    #[test]
    fn only_the_very_same_file_is_known() {
        let text = "---\ntitle: T\n---\nSee [b](b.md).\n";
        let first = file("content/a.md", text);
        let mut known = Outlines::default();
        known.replace(std::iter::once((first.path.clone(), known.find(&first))));
        assert!(known.changed());
        let mut again: Outlines =
            postcard::from_bytes(&postcard::to_stdvec(&known).unwrap()).unwrap();
        assert!(!again.changed() && again.find(&first).outline().is_some());
        assert!(!again.find(&first).new);
        for (path, text) in
            [("content/a.md", "---\ntitle: U\n---\nSee [b](b.md).\n"), ("content/b.md", text)]
        {
            assert!(again.find(&file(path, text)).new, "{path} {text}");
        }
        // An entry is no ordinary page, and what cites or is wrong depends on more than itself.
        for (path, text) in [
            ("content/people/a.md", text),
            ("content/a.md", "It is so [@a].\n"),
            ("content/a.md", "---\ntitel: T\n---\n"),
            ("content/a.md", "<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n"),
        ] {
            assert!(again.find(&file(path, text)).outline().is_none(), "{path} {text}");
        }
        again.replace(std::iter::empty());
        assert!(again.changed() && again.find(&first).new);
    }
}
