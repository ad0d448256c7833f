//! All inputs of a project, read at once: what stages see is this, and nothing else.

use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Place};

use super::bytes::{Bytes, Torn};
use super::scan::{Found, scan};
use crate::memo::Hash;

/// What a project may hold besides its output.
pub const INPUTS: &[&str] = &["sitegen.yaml", "seeds", "content", "themes", "templates", "static"];

/// A file larger than this is no article and no page, and is left out.
const SIZE_LIMIT: u64 = 32 * 1024 * 1024;

/// A file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Path relative to the root, with forward slashes.
    pub path: String,
    /// Its content.
    pub bytes: Bytes,
}

/// All inputs of a project, sorted by path. Two are equal if their files are, whenever these were
/// written.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    files: Vec<InputFile>,
    /// What was found, readable or not; empty where it was not read from disk.
    found: Vec<Found>,
    /// When that was.
    asked: Option<SystemTime>,
    /// Whether a file that was read late turned out to be another one.
    torn: Torn,
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.files == other.files
    }
}

impl Eq for Snapshot {}

impl Snapshot {
    /// A snapshot of these files.
    pub fn new(mut files: Vec<InputFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, first| later.path == first.path);
        Self { files, ..Self::default() }
    }

    /// What was found on disk, sorted by path, and when that was.
    pub fn found(&self) -> (&[Found], Option<SystemTime>) {
        (&self.found, self.asked)
    }

    /// Whether symbolic links lead to some of the files, so that nobody tells of their changes.
    pub fn has_links(&self) -> bool {
        self.found.iter().any(|found| found.linked)
    }

    /// Whether a file that was read late was not what it was taken for: then nothing that was made of
    /// this snapshot is worth anything.
    pub fn is_torn(&self) -> bool {
        self.torn.is_set()
    }

    /// The file that was found again, if its stamp shows that it is the same.
    fn still(&self, again: &Found) -> Option<&InputFile> {
        let index = self.found.binary_search_by(|f| f.path.cmp(&again.path)).ok()?;
        let stamp = self.found.get(index)?.stamp;
        let same = stamp == again.stamp && self.asked.is_some_and(|asked| !stamp.is_racy(asked));
        self.get(&again.path).filter(|_| same)
    }

    /// All files, sorted by path.
    pub fn files(&self) -> &[InputFile] {
        &self.files
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&InputFile> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(index)
    }

    /// The files in `folder` and below it; `folder` ends with a slash.
    pub fn under(&self, folder: &str) -> &[InputFile] {
        let start = self.files.partition_point(|file| file.path.as_str() < folder);
        let rest = &self.files[start..];
        &rest[..rest.partition_point(|file| file.path.starts_with(folder))]
    }

    /// The same with `path` holding `bytes`.
    pub fn set(&mut self, path: &str, bytes: impl Into<Bytes>) {
        let file = InputFile { path: path.to_owned(), bytes: bytes.into() };
        match self.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
            Ok(index) => self.files[index] = file,
            Err(index) => self.files.insert(index, file),
        }
    }
}

/// Reads all inputs of the project at `root`. What cannot be read is said and left out: a warning
/// for an article, since the others still build, and an error for anything else.
pub fn read(root: &Path) -> Checked<Snapshot> {
    read_changed(root, &Snapshot::default())
}

/// The same, but files whose stamps are as in `before` are taken from there.
pub fn read_changed(root: &Path, before: &Snapshot) -> Checked<Snapshot> {
    let asked = SystemTime::now();
    read_found(root, scan(root), asked, |found, _| before.still(found).cloned())
}

/// The same of files that were `found` when that was `asked`; those of which `known` tells the hash of
/// their content are read only when they are asked for ([`Snapshot::is_torn`]).
pub fn read_unknown(
    root: &Path,
    found: Checked<Vec<Found>>,
    asked: SystemTime,
    known: impl Fn(&Found) -> Option<Hash> + Sync,
) -> Checked<Snapshot> {
    read_found(root, found, asked, |found, torn| {
        let hash = known(found)?;
        let bytes = Bytes::later(root.join(&found.path), hash, torn);
        Some(InputFile { path: found.path.clone(), bytes })
    })
}

fn read_found(
    root: &Path,
    found: Checked<Vec<Found>>,
    asked: SystemTime,
    known: impl Fn(&Found, &Torn) -> Option<InputFile> + Sync,
) -> Checked<Snapshot> {
    let Checked { value: found, mut diagnostics } = found;
    let torn = Torn::default();
    let read: Vec<Result<InputFile, Box<Diagnostic>>> = found
        .par_iter()
        .filter_map(|found| match known(found, &torn) {
            Some(file) => Some(Ok(file)),
            // It was there a moment ago.
            None => {
                Some(read_file(root, found)).filter(|read| read.is_ok() || !is_gone(root, found))
            }
        })
        .collect();
    let mut files = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let snapshot = Snapshot { found, asked: Some(asked), torn, ..Snapshot::new(files) };
    Checked::new(snapshot, diagnostics)
}

fn read_file(root: &Path, found: &Found) -> Result<InputFile, Box<Diagnostic>> {
    let path = found.path.clone();
    let unreadable = |error: &std::io::Error| {
        Box::new(problem(&path, "unreadable", format!("cannot be read: {}", io_reason(error))))
    };
    if !found.regular {
        // A pipe or a device would block, or never end.
        return Err(Box::new(problem(&path, "unreadable", "is not a regular file".to_owned())));
    }
    let size = found.stamp.size;
    if size > SIZE_LIMIT {
        let mib = |bytes: u64| bytes / (1024 * 1024);
        let message = format!("is too large: {} MiB, the limit is {}", mib(size), mib(SIZE_LIMIT));
        return Err(Box::new(problem(&path, "too-large", message)));
    }
    // A byte more than it had, so that its end is found without another allocation.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    let file = std::fs::File::open(root.join(&path)).map_err(|e| unreadable(&e))?;
    file.take(SIZE_LIMIT).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    Ok(InputFile { path, bytes: bytes.into() })
}

fn is_gone(root: &Path, found: &Found) -> bool {
    let meta = root.join(&found.path).symlink_metadata();
    meta.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

pub(super) fn problem(path: &str, code: &str, message: String) -> Diagnostic {
    let broken_article = path.starts_with("seeds/") || path == "seeds";
    let diagnostic = if broken_article {
        Diagnostic::warning(code, format!("{message} (the other articles still build)"))
    } else {
        Diagnostic::error(code, message)
    };
    diagnostic.at(Place::file(path))
}

pub(super) fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let full = dir.path().join(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            std::fs::write(full, text).unwrap();
        }
        dir
    }

    fn paths(files: &[InputFile]) -> Vec<&str> {
        files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn reads_inputs_only_in_order() {
        let dir = project(&[
            ("seeds/b.txt", "b"),
            ("seeds/a/c.txt", "c"),
            ("seeds/.hidden", ""),
            ("seeds/x.txt~", ""),
            ("public/index.html", "no input"),
            ("sitegen.yaml", "title: T"),
        ]);
        let read = read(dir.path());
        assert_eq!(read.diagnostics, []);
        assert_eq!(paths(read.value.files()), ["seeds/a/c.txt", "seeds/b.txt", "sitegen.yaml"]);
        assert_eq!(paths(read.value.under("seeds/")), ["seeds/a/c.txt", "seeds/b.txt"]);
        assert_eq!(&*read.value.get("sitegen.yaml").unwrap().bytes, b"title: T");
    }

    #[cfg(unix)]
    #[test]
    fn refuses_links_out_of_the_project_and_loops() {
        use std::os::unix::fs::symlink;
        let dir = project(&[("seeds/a.txt", "a"), ("content/x.md", "x")]);
        let other = project(&[("secret.txt", "s")]);
        symlink(other.path().join("secret.txt"), dir.path().join("seeds/s.txt")).unwrap();
        symlink(other.path(), dir.path().join("content/o")).unwrap();
        symlink(dir.path().join("content"), dir.path().join("content/loop")).unwrap();
        symlink(dir.path().join("nowhere"), dir.path().join("content/gone.md")).unwrap();
        symlink(dir.path().join("content/x.md"), dir.path().join("content/y.md")).unwrap();
        let read = read(dir.path());
        let found = paths(read.value.files());
        assert_eq!(found, ["content/x.md", "content/y.md", "seeds/a.txt"]);
        let mut codes: Vec<_> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
        codes.sort_unstable();
        assert_eq!(
            codes,
            ["symlink", "symlink", "symlink", "unreadable"],
            "{:?}",
            read.diagnostics
        );
    }

    #[test]
    fn what_is_read_late_and_is_another_spoils_all() {
        let dir = project(&[("content/a.md", "one"), ("content/b.md", "two")]);
        let late = || {
            let hash =
                |found: &Found| (found.path == "content/a.md").then(|| Hash::of_bytes(b"one"));
            read_unknown(dir.path(), scan(dir.path()), SystemTime::now(), hash).value
        };
        let first = late();
        let file = first.get("content/a.md").unwrap();
        assert_eq!((file.bytes.hash(), &*file.bytes), (Hash::of_bytes(b"one"), &b"one"[..]));
        assert!(!first.is_torn());
        for change in ["six", ""] {
            let spoilt = late();
            std::fs::write(dir.path().join("content/a.md"), change).unwrap();
            assert!(!spoilt.is_torn(), "nobody asked");
            assert_eq!(&*spoilt.get("content/a.md").unwrap().bytes, change.as_bytes());
            assert!(spoilt.is_torn());
            std::fs::write(dir.path().join("content/a.md"), "one").unwrap();
        }
        let gone = late();
        std::fs::remove_file(dir.path().join("content/a.md")).unwrap();
        assert!(gone.get("content/a.md").unwrap().bytes.is_empty() && gone.is_torn());
    }

    #[test]
    fn sets_a_file() {
        let mut snapshot = Snapshot::default();
        snapshot.set("b", &b"1"[..]);
        snapshot.set("a", &b"2"[..]);
        snapshot.set("b", &b"3"[..]);
        assert_eq!(paths(snapshot.files()), ["a", "b"]);
        assert_eq!(&*snapshot.get("b").unwrap().bytes, b"3");
    }
}
