//! What earlier builds found out, kept in `.sitegen/` between runs.
//!
//! It stands alone because it knows nothing of stages: it keeps values under hashes of what they
//! were made from. All of it may be deleted at any time; what is corrupt, or was written by another
//! program, is as good as not there.

mod last;
mod shelf;
mod store;

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

pub use last::{Known, Last};
pub use shelf::{Item, Shelf, save_shelf};
pub use store::{FOLDER, Loaded, load, save};

/// A hash of a value or of a file's content, wide enough that no two are ever the same.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Hash([u8; 16]);

impl Hash {
    /// The hash of these bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes);
        Self::end(&hasher)
    }

    /// The hash of a value: of all that is serialised of it, and nothing else.
    pub fn of(value: &impl Serialize) -> Self {
        let mut hasher = blake3::Hasher::new();
        let sink = std::io::BufWriter::with_capacity(4096, Hashing(&mut hasher));
        let whole = postcard::to_io(value, sink).is_ok_and(|mut sink| sink.flush().is_ok());
        if !whole {
            // Part of it would pass for the hash of whatever begins in the same way. One that no other
            // value ever has, nor this one again, only means that it is made anew.
            hasher.update(b"no hash");
            hasher.update(&unlike_any_other());
        }
        Self::end(&hasher)
    }

    /// One that no other call gives, nor another run.
    pub fn unlike_any_other() -> Self {
        Self::of_bytes(&unlike_any_other())
    }

    /// Its beginning: enough to tell a few versions of one thing apart.
    pub fn short(self) -> u64 {
        self.0.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    fn end(hasher: &blake3::Hasher) -> Self {
        let mut out = [0; 16];
        hasher.finalize_xof().fill(&mut out);
        Self(out)
    }
}

/// Bytes that no other call gives, nor another run.
fn unlike_any_other() -> [u8; 32] {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let mut out = [0; 32];
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    out[..16].copy_from_slice(&now.as_nanos().to_le_bytes());
    out[16..24].copy_from_slice(&CALLS.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    out[24..28].copy_from_slice(&std::process::id().to_le_bytes());
    out
}

/// Bytes on their way into a hasher.
struct Hashing<'a>(&'a mut blake3::Hasher);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Tells this program from all others, also from itself before it was compiled anew: what another
/// one made is never taken for its own.
pub fn program() -> Hash {
    let own = std::env::current_exe().ok().and_then(|path| crate::disk::stamp_of(&path));
    Hash::of(&(env!("CARGO_PKG_VERSION"), own))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Begins like any other value, and then cannot be serialised.
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("broken"))
        }
    }

    #[test]
    fn a_value_without_a_hash_is_never_taken_for_another() {
        let hashes = [Hash::of(&("a", Broken)), Hash::of(&("a", Broken)), Hash::of(&"a")];
        assert!(hashes[0] != hashes[1] && hashes[1] != hashes[2] && hashes[0] != hashes[2]);
    }

    #[test]
    fn a_hash_tells_values_apart() {
        assert_eq!(Hash::of(&("a", 1)), Hash::of(&("a", 1)));
        assert_ne!(Hash::of(&("a", "bc")), Hash::of(&("ab", "c")));
        let long = "x".repeat(100_000);
        assert_ne!(Hash::of(&long), Hash::of(&long[1..].to_owned()));
    }
}
