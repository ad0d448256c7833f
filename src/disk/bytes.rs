//! The content of a file: at once, or only when it is asked for, if it is known what it holds.
//!
//! It stands alone because stages must not notice: they see bytes. What turns out to be something else
//! than what it was taken for spoils the whole snapshot, which tells so.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::memo::Hash;

/// The content of a file; cheap to clone.
#[derive(Clone)]
pub struct Bytes(Arc<Inner>);

struct Inner {
    bytes: OnceLock<Box<[u8]>>,
    hash: OnceLock<Hash>,
    later: Option<Later>,
}

/// A file that is read when it is asked for.
struct Later {
    path: PathBuf,
    torn: Torn,
}

/// Whether a file of a snapshot was not what it was taken for.
#[derive(Clone, Debug, Default)]
pub(super) struct Torn(Arc<AtomicBool>);

impl Torn {
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl Bytes {
    /// The content of the file at `path`, known to have this hash.
    pub(super) fn later(path: PathBuf, hash: Hash, torn: &Torn) -> Self {
        let later = Some(Later { path, torn: torn.clone() });
        Self(Arc::new(Inner { bytes: OnceLock::new(), hash: OnceLock::from(hash), later }))
    }

    /// The hash of the content.
    pub fn hash(&self) -> Hash {
        *self.0.hash.get_or_init(|| Hash::of_bytes(self))
    }

    /// Whether both are one and the same in memory.
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.bytes.get_or_init(|| {
            let Some(later) = &self.0.later else { return Box::default() };
            let read = std::fs::read(&later.path).unwrap_or_default();
            if self.0.hash.get() != Some(&Hash::of_bytes(&read)) {
                later.torn.0.store(true, Ordering::Release);
            }
            read.into()
        })
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl<T: Into<Box<[u8]>>> From<T> for Bytes {
    fn from(bytes: T) -> Self {
        let bytes = OnceLock::from(bytes.into());
        Self(Arc::new(Inner { bytes, hash: OnceLock::new(), later: None }))
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || **self == **other
    }
}

impl Eq for Bytes {}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Bytes").field(&self.len()).finish()
    }
}
