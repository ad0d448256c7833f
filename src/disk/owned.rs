//! Whose an output folder is: one that holds anything else is left alone.

use std::io;
use std::path::Path;

use super::error::{PublishError, io_error};
use super::manifest::MANIFEST;
use super::root::overlap;

/// Where new files wait within the output folder, which keeps them on its file system.
pub(super) const STAGE: &str = ".sitegen-stage";

/// Whether the site of the project at `root` may go to `out`, without touching anything.
pub fn may_publish(root: &Path, out: &Path, force: bool) -> Result<(), PublishError> {
    if let Some(why) = overlap(root, out) {
        return Err(PublishError::Overlap(why));
    }
    let manifest = out.join(MANIFEST);
    let owned = manifest.try_exists().map_err(io_error("read the manifest of", out))?;
    if !owned && !force && holds_foreign_files(out).map_err(io_error("read", out))? {
        return Err(PublishError::Foreign { out: out.display().to_string() });
    }
    Ok(())
}

/// Folders without files are what a build killed while staging leaves behind.
fn holds_foreign_files(out: &Path) -> io::Result<bool> {
    let entries = match std::fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if name == STAGE || name == ".gitignore" || name == ".sitegen-lock" {
            continue;
        }
        if !entry.file_type()?.is_dir() || holds_foreign_files(&entry.path())? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a build was killed while it staged files for this output folder.
pub fn is_unfinished(out: &Path) -> bool {
    out.join(STAGE).symlink_metadata().is_ok()
}
