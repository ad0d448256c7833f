//! Values in files: whole, and proved by a checksum, or not there at all.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Hash;

/// The folder of a project in which they are kept.
pub const FOLDER: &str = ".sitegen";

/// Begins each file; another form of them needs another number.
const MAGIC: &[u8; 12] = b"sitegen-memo";

/// Bytes before the value.
const HEAD: usize = MAGIC.len() + 32;

/// A file that this program wrote.
#[derive(Debug)]
pub struct Loaded(Vec<u8>);

impl Loaded {
    /// The value in it, which may borrow from it; none if it has another form.
    pub fn value<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        postcard::from_bytes(self.0.get(HEAD..)?).ok()
    }
}

/// Reads a file of the project's memo, if it is there and whole.
pub fn load(root: &Path, name: &str) -> Option<Loaded> {
    let bytes = std::fs::read(root.join(FOLDER).join(name)).ok()?;
    let sum = bytes.get(MAGIC.len()..HEAD)?;
    let fine = bytes.starts_with(MAGIC)
        && *sum == head_of(super::program(), Hash::of_bytes(bytes.get(HEAD..)?));
    fine.then_some(Loaded(bytes))
}

/// Keeps a value. If it cannot be written, the next build does the work again, that is all.
pub fn save(root: &Path, name: &str, value: &impl Serialize) {
    let Ok(body) = postcard::to_stdvec(value) else { return };
    let folder = root.join(FOLDER);
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&head_of(super::program(), Hash::of_bytes(&body)));
    bytes.extend_from_slice(&body);
    prepare(root);
    let _ = crate::disk::replace(&folder.join(name), &bytes);
}

/// Makes the folder, which is nothing that belongs into a repository.
pub(super) fn prepare(root: &Path) {
    let ignored = root.join(FOLDER).join(".gitignore");
    if !ignored.exists() {
        let _ = crate::disk::replace(&ignored, b"*\n");
    }
}

fn head_of(program: Hash, body: Hash) -> [u8; 32] {
    let mut out = [0; 32];
    out[..16].copy_from_slice(&program.0);
    out[16..].copy_from_slice(&body.0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_kept_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        assert!(load(dir.path(), "x").is_none());
        save(dir.path(), "x", &("one", 2));
        let read = || load(dir.path(), "x");
        assert_eq!(read().unwrap().value::<(&str, i32)>(), Some(("one", 2)));
        let file = dir.path().join(FOLDER).join("x");
        let whole = std::fs::read(&file).unwrap();
        for at in [0, 13, 30, whole.len() - 1] {
            let mut broken = whole.clone();
            broken[at] ^= 1;
            std::fs::write(&file, broken).unwrap();
            assert!(read().is_none(), "byte {at}");
        }
        for length in 0..whole.len() {
            std::fs::write(&file, &whole[..length]).unwrap();
            assert!(read().is_none(), "cut at {length}");
        }
    }
}
