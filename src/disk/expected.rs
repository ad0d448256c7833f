//! What an earlier build published, as far as that is known: a file whose stamp is as it was need
//! not be read to know what it holds.

use std::time::SystemTime;

use rustc_hash::FxHashMap;

use super::scan::Stamp;
use crate::memo::Hash;
use crate::slug::SitePath;

/// The files of an output folder as they were left.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// By path: their stamps, without the time of the last change, and hashes.
    pub files: FxHashMap<String, (Stamp, Hash)>,
    /// When they were left.
    pub done: Option<SystemTime>,
}

impl Expected {
    /// Whether the file at `path` that has the stamp `now` surely has this hash.
    pub(super) fn is(&self, path: &SitePath, hash: Hash, now: Stamp) -> bool {
        let Some((stamp, known)) = self.files.get(path.as_str()) else { return false };
        *stamp == now && *known == hash && self.done.is_some_and(|done| !now.is_racy(done))
    }

    /// Whether the file at `path` had this hash when it was left.
    pub(super) fn had(&self, path: &SitePath, hash: Hash) -> bool {
        self.files.get(path.as_str()).is_some_and(|(_, known)| *known == hash)
    }
}
