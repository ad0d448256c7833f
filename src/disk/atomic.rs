//! Files written whole or not at all, and never over what a person saved meanwhile.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};

use super::snapshot::Snapshot;

/// A file that the project is to get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Path relative to the root, with forward slashes.
    pub path: String,
    /// Its new content.
    pub bytes: Arc<[u8]>,
    /// Why it is written.
    pub kind: WriteKind,
}

/// Why a file of the project is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteKind {
    /// It is new.
    Create,
    /// What sitegen wrote before is replaced.
    Rewrite,
    /// A person edited the file: the new version is put beside it.
    Propose,
}

/// Writes files into the project at `root`. One that no longer is as `snapshot` has it was saved
/// by a person meanwhile: it is left alone, and said.
pub fn write_all(root: &Path, snapshot: &Snapshot, writes: &[Write]) -> Vec<Diagnostic> {
    writes.iter().filter_map(|write| write_one(root, snapshot, write).err().map(|d| *d)).collect()
}

fn write_one(root: &Path, snapshot: &Snapshot, write: &Write) -> Result<(), Box<Diagnostic>> {
    let place = || Place::file(&write.path);
    let failed = |error: &io::Error| {
        Box::new(Diagnostic::error("write", format!("cannot be written: {error}")).at(place()))
    };
    let path = root.join(&write.path);
    let now = match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(&error)),
    };
    if now.as_deref() == Some(&*write.bytes) {
        return Ok(());
    }
    let known = snapshot.get(&write.path).map(|file| &*file.bytes);
    if write.kind != WriteKind::Propose && now.as_deref() != known {
        let changed = Diagnostic::warning("changed-meanwhile", "was changed during the build")
            .at(place())
            .hint("it was left alone; build again");
        return Err(Box::new(changed));
    }
    replace(&path, &write.bytes).map_err(|error| failed(&error))
}

/// Writes `bytes` to `path` by way of a temporary file beside it, creating folders as needed.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let temporary = beside(path);
    let written =
        std::fs::write(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, path));
    if written.is_err() {
        // The temporary file may not exist: nothing to be done then.
        let _ = std::fs::remove_file(&temporary);
    }
    written
}

/// A hidden name in the same folder, so that the rename stays on one file system and no reader
/// of the folder takes it for an input.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(Default::default, |name| name.to_string_lossy());
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(kind: WriteKind, text: &str) -> Write {
        Write { path: "content/sources/a.md".to_owned(), bytes: text.as_bytes().into(), kind }
    }

    #[test]
    fn leaves_alone_what_a_person_saved_meanwhile() {
        let dir = tempfile::tempdir().unwrap();
        let before = Snapshot::default();
        assert_eq!(write_all(dir.path(), &before, &[write(WriteKind::Create, "one")]), []);
        let path = dir.path().join("content/sources/a.md");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        let said = write_all(dir.path(), &before, &[write(WriteKind::Create, "two")]);
        assert_eq!(said[0].code, "changed-meanwhile");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        let now = super::super::read(dir.path()).value;
        assert_eq!(write_all(dir.path(), &now, &[write(WriteKind::Rewrite, "two")]), []);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
