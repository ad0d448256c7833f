//! Which inputs there are, and when each was last written, without reading any.
//!
//! It stands alone because whether something changed is asked far more often than what: of ten
//! thousand files, names and times are known in some milliseconds.

use std::fs::{DirEntry, FileType, Metadata};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Checked, Diagnostic, Place};

use super::snapshot::{INPUTS, io_reason, problem};

/// What the file system says of a file's content without reading it: as long as this is the same,
/// so is the content, but for the last moments before it was asked ([`Stamp::is_racy`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When the content was last written, in nanoseconds since 1970; programs can set it.
    modified: i64,
    /// When the file was last changed in any way; none can set it. Zero where it is not known.
    changed: i64,
    /// Which file it is; zero where that is not known.
    inode: u64,
}

impl Stamp {
    /// The stamp of a file with this metadata.
    pub fn of(meta: &Metadata) -> Self {
        let modified = meta.modified().map_or(0, nanoseconds);
        let (changed, inode) = identity(meta);
        Self { size: meta.len(), modified, changed, inode }
    }

    /// The same without the time of the last change, which a rename sets.
    #[must_use]
    pub fn without_change(self) -> Self {
        Self { changed: 0, ..self }
    }

    /// Whether the file was written so shortly before `asked` that a change soon after it need not
    /// show: clocks of file systems tick slowly, those without fractions of a second most so.
    pub fn is_racy(&self, asked: SystemTime) -> bool {
        const TICK: Duration = Duration::from_millis(25);
        const SLOW: Duration = Duration::from_secs(2);
        let last = self.modified.max(self.changed);
        let tick = if self.modified % 1_000_000_000 == 0 { SLOW } else { TICK };
        last >= nanoseconds(asked.checked_sub(tick).unwrap_or(UNIX_EPOCH))
    }
}

/// Nanoseconds since 1970, as far as they fit.
fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n),
    }
}

#[cfg(unix)]
fn identity(meta: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    let changed = meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec());
    (changed, meta.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (i64, u64) {
    (0, 0)
}

/// An input that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Path relative to the root, with forward slashes.
    pub path: String,
    /// Its stamp.
    pub stamp: Stamp,
    /// Whether it is a file, rather than a pipe or a device.
    pub regular: bool,
    /// Whether a symbolic link leads to it: nobody tells of its changes.
    pub linked: bool,
}

/// More folders than anybody reaches by symbolic links, unless these multiply: a dozen folders with
/// links to each other have more ways through them than could ever be walked.
const MOST_FOLLOWED: usize = 5_000;

/// Finds all inputs of the project at `root`, sorted by path: hidden files left out, symbolic links
/// followed only within the project.
pub fn scan(root: &Path) -> Checked<Vec<Found>> {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut out: Checked<Vec<Found>> = Checked::default();
    for input in INPUTS {
        let path = root.join(input);
        let Ok(meta) = path.symlink_metadata() else { continue };
        let followed = AtomicUsize::new(0);
        let here =
            Here { root: &real, real: &real, linked: false, above: None, followed: &followed };
        let mut found = here.take(&path, (*input).to_owned(), meta.file_type(), Some(meta));
        if followed.into_inner() > MOST_FOLLOWED {
            found = Checked::new(Vec::new(), vec![leads_on(input)]);
        }
        out.value.extend(found.value);
        out.diagnostics.extend(found.diagnostics);
    }
    out.value.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    out
}

/// A folder on the way down, without symbolic links.
struct Here<'a> {
    root: &'a Path,
    real: &'a Path,
    /// Whether there was a symbolic link on the way.
    linked: bool,
    above: Option<&'a Here<'a>>,
    /// How many folders were reached by symbolic links so far.
    followed: &'a AtomicUsize,
}

impl Here<'_> {
    /// Takes what lies at `path` in this folder: a file, or all that is in a folder.
    fn take(
        &self,
        path: &Path,
        name: String,
        kind: FileType,
        meta: Option<Metadata>,
    ) -> Checked<Vec<Found>> {
        let said = |diagnostic| Checked::new(Vec::new(), vec![diagnostic]);
        if !kind.is_symlink() {
            if kind.is_dir() {
                let real = self.real.join(path.file_name().unwrap_or_default());
                return self.at(&real, self.linked).below(path, &name);
            }
            return match meta.map_or_else(|| path.symlink_metadata(), Ok) {
                Ok(meta) => file(path, name, &meta, self.linked),
                // It was there a moment ago.
                Err(error) if error.kind() == ErrorKind::NotFound => Checked::default(),
                Err(error) => said(unreadable(&name, &error)),
            };
        }
        let (real, meta) = match path.canonicalize().and_then(|real| Ok((real, path.metadata()?))) {
            Ok(both) => both,
            Err(error) => return said(unreadable(&name, &error)),
        };
        if !real.starts_with(self.root) {
            let message = "a symbolic link leads out of the project".to_owned();
            let hint = "copy what it points to into the project";
            return said(problem(&name, "symlink", message).hint(hint));
        }
        if meta.is_dir() {
            if std::iter::successors(Some(self), |here| here.above).any(|here| here.real == real) {
                return said(leads_back(&name));
            }
            return self.at(&real, true).below(path, &name);
        }
        file(path, name, &meta, true)
    }

    /// The folder within this one that is at `real` without symbolic links.
    fn at<'b>(&'b self, real: &'b Path, linked: bool) -> Here<'b> {
        Here { root: self.root, real, linked, above: Some(self), followed: self.followed }
    }

    /// Takes all that is in this folder, which is at `path`.
    fn below(&self, path: &Path, name: &str) -> Checked<Vec<Found>> {
        if self.linked && self.followed.fetch_add(1, Ordering::Relaxed) > MOST_FOLLOWED {
            // None of this input is used.
            return Checked::default();
        }
        let entries: Vec<std::io::Result<DirEntry>> = match std::fs::read_dir(path) {
            Ok(entries) => entries.collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Checked::default(),
            Err(error) => return Checked::new(Vec::new(), vec![unreadable(name, &error)]),
        };
        let taken = |entry: std::io::Result<DirEntry>| match entry {
            Ok(entry) => self.entry(&entry, name),
            Err(error) => Checked::new(Vec::new(), vec![unreadable(name, &error)]),
        };
        let join = |mut all: Checked<Vec<Found>>, one: Checked<Vec<Found>>| {
            all.value.extend(one.value);
            all.diagnostics.extend(one.diagnostics);
            all
        };
        entries
            .into_par_iter()
            .with_min_len(64)
            .fold(Checked::default, |all, entry| join(all, taken(entry)))
            .reduce(Checked::default, join)
    }

    fn entry(&self, entry: &DirEntry, folder: &str) -> Checked<Vec<Found>> {
        let name = entry.file_name();
        let lossy = name.to_string_lossy();
        if is_ignored(&lossy) {
            return Checked::default();
        }
        let path = format!("{folder}/{lossy}");
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => return Checked::new(Vec::new(), vec![unreadable(&path, &error)]),
        };
        if name.to_str().is_none() && !kind.is_dir() {
            let diagnostic = problem(&path, "unreadable", "its name is not Unicode".to_owned());
            return Checked::new(Vec::new(), vec![diagnostic.hint("rename it")]);
        }
        // Asked of the folder, which spares the system the way down to it.
        let meta = if kind.is_file() { entry.metadata().ok() } else { None };
        self.take(&entry.path(), path, kind, meta)
    }
}

fn file(path: &Path, name: String, meta: &Metadata, linked: bool) -> Checked<Vec<Found>> {
    if path.to_str().is_none() {
        let diagnostic = problem(&name, "unreadable", "its name is not Unicode".to_owned());
        return Checked::new(Vec::new(), vec![diagnostic.hint("rename it")]);
    }
    let (stamp, regular) = (Stamp::of(meta), meta.is_file());
    Checked::clean(vec![Found { path: name, stamp, regular, linked }])
}

fn leads_back(name: &str) -> Diagnostic {
    let message = "a symbolic link leads back to a folder above it".to_owned();
    problem(name, "symlink", message).hint("remove the link")
}

fn leads_on(name: &str) -> Diagnostic {
    let message =
        format!("symbolic links in this folder lead on to more than {MOST_FOLLOWED} folders");
    Diagnostic::error("symlink", message)
        .at(Place::file(name))
        .hint("remove those that lead to folders with links of their own, or back")
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    problem(name, "unreadable", format!("cannot be read: {}", io_reason(error)))
}

/// Hidden files, and what editors leave beside the files they save.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with(".proposed")
        || name.ends_with('~')
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || (name.starts_with('#') && name.ends_with('#'))
}

/// The stamp of the file at `path`, if there is one.
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    path.metadata().ok().filter(Metadata::is_file).map(|meta| Stamp::of(&meta))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_edits_by_their_stamps() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("content/a/b")).unwrap();
        for path in ["content/a/b/x.md", "content/a.md", "content/a/.hidden", "sitegen.yaml"] {
            std::fs::write(dir.path().join(path), "one").unwrap();
        }
        let before = scan(dir.path());
        assert_eq!(before.diagnostics, []);
        let paths: Vec<&str> = before.value.iter().map(|found| found.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md", "content/a/b/x.md", "sitegen.yaml"]);
        assert_eq!(scan(dir.path()), before);
        // The same size, and the time of writing set back: the time of the change still tells.
        let edited = dir.path().join("content/a/b/x.md");
        let modified = edited.metadata().unwrap().modified().unwrap();
        std::thread::sleep(Duration::from_millis(30));
        std::fs::write(&edited, "two").unwrap();
        std::fs::File::options().write(true).open(&edited).unwrap().set_modified(modified).unwrap();
        let after = scan(dir.path());
        let differs: Vec<&str> = before
            .value
            .iter()
            .zip(&after.value)
            .filter(|(a, b)| a.stamp != b.stamp)
            .map(|(a, _)| a.path.as_str())
            .collect();
        if cfg!(unix) {
            assert_eq!(differs, ["content/a/b/x.md"]);
        }
    }

    #[test]
    fn what_was_just_written_is_racy() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        std::fs::write(&path, "one").unwrap();
        let stamp = stamp_of(&path).unwrap();
        assert!(stamp.is_racy(SystemTime::now()));
        assert!(!stamp.is_racy(SystemTime::now() + Duration::from_secs(3)));
    }
}
