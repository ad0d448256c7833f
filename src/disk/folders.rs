//! The folders of an output folder: made before files come, removed after the last has gone.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;

use super::error::{PublishError, io_error};
use super::publish::{Record, Stage, State};
use crate::slug::SitePath;

impl Stage {
    /// Waits until the disk knows which names there are in each folder that has changed.
    pub(super) fn sync_folders(
        &self,
        records: &[Record],
        gone: &[&SitePath],
    ) -> Result<(), PublishError> {
        let changed = records.iter().filter(|record| !matches!(record.state, State::Same));
        let paths = changed.map(|record| &record.path).chain(gone.iter().copied());
        let mut folders = BTreeSet::from([""]);
        for path in paths {
            let path = path.as_str();
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        for folder in folders {
            let path = self.out.join(folder);
            // One that is gone needs no waiting for; other systems have no such thing.
            if cfg!(unix) && path.is_dir() {
                File::open(&path)
                    .and_then(|folder| folder.sync_all())
                    .map_err(io_error("write", &path))?;
            }
        }
        Ok(())
    }

    /// Creates the folders of all staged files, each once. Where an earlier build had a file in
    /// the place of a folder, or a folder in that of a file, that has to go first.
    pub(super) fn make_folders(
        &self,
        records: &[Record],
        gone: &[&SitePath],
    ) -> Result<(), PublishError> {
        let staged =
            || records.iter().filter(|record| matches!(record.state, State::Staged { .. }));
        let mut folders = BTreeSet::new();
        for record in staged() {
            let path = record.path.as_str();
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        for folder in folders {
            let path = self.out.join(folder);
            match std::fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() => continue,
                // A symbolic link would let files out of the folder.
                Ok(_) if gone.iter().any(|file| file.as_str() == folder) => {
                    std::fs::remove_file(&path).map_err(io_error("remove", &path))?;
                }
                Ok(_) => {
                    return Err(PublishError::ForeignFile {
                        out: self.out.display().to_string(),
                        path: folder.to_owned(),
                    });
                }
                Err(_) => {}
            }
            std::fs::create_dir(&path).map_err(io_error("create", &path))?;
        }
        for record in staged() {
            let path = self.out.join(record.path.as_str());
            if path.symlink_metadata().is_ok_and(|meta| meta.is_dir()) {
                let inside = format!("{}/", record.path);
                let below: Vec<_> = gone
                    .iter()
                    .copied()
                    .filter(|file| file.as_str().starts_with(&inside))
                    .collect();
                self.remove(&below)?;
            }
        }
        Ok(())
    }

    /// Deletes files of an earlier build, and folders that this leaves empty.
    pub(super) fn remove(&self, gone: &[&SitePath]) -> Result<usize, PublishError> {
        let mut folders = BTreeSet::new();
        for file in gone {
            let path = self.out.join(file.as_str());
            match std::fs::remove_file(&path) {
                Err(error) if !is_absent(&error) => return Err(io_error("remove", &path)(error)),
                _ => {}
            }
            let parts = file.as_str();
            folders.extend(parts.match_indices('/').map(|(at, _)| &parts[..at]));
        }
        for folder in folders.into_iter().rev() {
            // It fails where other files are left, which is as it should be.
            let _ = std::fs::remove_dir(self.out.join(folder));
        }
        Ok(gone.len())
    }
}

/// Also where a folder has taken the file's place, or a file that of its folder.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}
