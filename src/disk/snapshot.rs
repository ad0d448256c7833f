//! All inputs of a project, read at once: what stages see is this, and nothing else.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Checked, Diagnostic, Place};

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
    pub bytes: Arc<[u8]>,
}

/// All inputs of a project, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    files: Vec<InputFile>,
}

impl Snapshot {
    /// A snapshot of these files.
    pub fn new(mut files: Vec<InputFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, first| later.path == first.path);
        Self { files }
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
    pub fn set(&mut self, path: &str, bytes: Arc<[u8]>) {
        let file = InputFile { path: path.to_owned(), bytes };
        match self.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
            Ok(index) => self.files[index] = file,
            Err(index) => self.files.insert(index, file),
        }
    }
}

/// Reads all inputs of the project at `root`. What cannot be read is said and left out: a warning
/// for an article, since the others still build, and an error for anything else.
pub fn read(root: &Path) -> Checked<Snapshot> {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    for input in INPUTS {
        let top = root.join(input);
        if top.symlink_metadata().is_ok() {
            walk(root, &real_root, &top, &mut found, &mut diagnostics);
        }
    }
    let read: Vec<Result<InputFile, Box<Diagnostic>>> =
        found.into_par_iter().map(|path| read_file(root, path)).collect();
    let mut files = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    Checked::new(Snapshot::new(files), diagnostics)
}

fn walk(
    root: &Path,
    real_root: &Path,
    top: &Path,
    found: &mut Vec<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut entries = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(root, path));
                diagnostics.push(unwalkable(&path, &error));
                continue;
            }
        };
        let path = relative(root, entry.path());
        let folder = entry.file_type().is_dir();
        if entry.depth() > 0 && is_ignored(&entry.file_name().to_string_lossy()) {
            if folder {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && !stays_inside(entry.path(), real_root) {
            diagnostics.push(
                problem(&path, "symlink", "a symbolic link leads out of the project".to_owned())
                    .hint("copy what it points to into the project"),
            );
            if folder {
                entries.skip_current_dir();
            }
            continue;
        }
        if !folder {
            if entry.path().to_str().is_some() {
                found.push(path);
            } else {
                diagnostics.push(
                    problem(&path, "unreadable", "its name is not Unicode".to_owned())
                        .hint("rename it"),
                );
            }
        }
    }
}

fn unwalkable(path: &str, error: &walkdir::Error) -> Diagnostic {
    if error.loop_ancestor().is_some() {
        let message = "a symbolic link leads back to a folder above it".to_owned();
        return problem(path, "symlink", message).hint("remove the link");
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), io_reason);
    problem(path, "unreadable", format!("cannot be read: {reason}"))
}

fn stays_inside(path: &Path, real_root: &Path) -> bool {
    path.canonicalize().is_ok_and(|real| real.starts_with(real_root))
}

/// Hidden files, and what editors leave beside the files they save.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with(".proposed")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
}

fn read_file(root: &Path, path: String) -> Result<InputFile, Box<Diagnostic>> {
    let unreadable = |error: &std::io::Error| {
        Box::new(problem(&path, "unreadable", format!("cannot be read: {}", io_reason(error))))
    };
    let full = root.join(&path);
    let meta = full.metadata().map_err(|e| unreadable(&e))?;
    if !meta.is_file() {
        // A pipe or a device would block, or never end.
        return Err(Box::new(problem(&path, "unreadable", "is not a regular file".to_owned())));
    }
    if meta.len() > SIZE_LIMIT {
        let mib = |bytes: u64| bytes / (1024 * 1024);
        let message =
            format!("is too large: {} MiB, the limit is {}", mib(meta.len()), mib(SIZE_LIMIT));
        return Err(Box::new(problem(&path, "too-large", message)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    let file = std::fs::File::open(&full).map_err(|e| unreadable(&e))?;
    file.take(SIZE_LIMIT).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    Ok(InputFile { path, bytes: bytes.into() })
}

fn problem(path: &str, code: &str, message: String) -> Diagnostic {
    let broken_article = path.starts_with("seeds/") || path == "seeds";
    let diagnostic = if broken_article {
        Diagnostic::warning(code, format!("{message} (the other articles still build)"))
    } else {
        Diagnostic::error(code, message)
    };
    diagnostic.at(Place::file(path))
}

fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> =
        inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
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
    fn sets_a_file() {
        let mut snapshot = Snapshot::default();
        snapshot.set("b", Arc::from(&b"1"[..]));
        snapshot.set("a", Arc::from(&b"2"[..]));
        snapshot.set("b", Arc::from(&b"3"[..]));
        assert_eq!(paths(snapshot.files()), ["a", "b"]);
        assert_eq!(&*snapshot.get("b").unwrap().bytes, b"3");
    }
}
