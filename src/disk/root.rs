//! Where a project begins, and whether an output folder would collide with its inputs.

use std::path::{Component, Path, PathBuf};

use super::snapshot::INPUTS;

/// The nearest folder from `start` upward that holds `sitegen.yaml`, else `start` itself.
pub fn find_root(start: &Path) -> PathBuf {
    start
        .ancestors()
        .find(|folder| folder.join("sitegen.yaml").is_file())
        .unwrap_or(start)
        .to_path_buf()
}

/// Why `out` cannot be the output folder of the project at `root`: it contains the inputs, or
/// lies in them. None if it can.
pub fn overlap(root: &Path, out: &Path) -> Option<String> {
    let (root, out) = (resolve(root), resolve(out));
    if root.starts_with(&out) {
        return Some(format!("{} contains the project at {}", out.display(), root.display()));
    }
    INPUTS
        .iter()
        .map(|name| resolve(&root.join(name)))
        .find(|input| out.starts_with(input) || input.starts_with(&out))
        .map(|input| format!("{} overlaps the input {}", out.display(), input.display()))
}

/// The path without symbolic links and `..`, as far as it exists.
pub(super) fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => {
                out.push(other);
                if let Ok(real) = out.canonicalize() {
                    out = real;
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_nearest_folder_with_a_configuration() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(find_root(&deep), deep);
        std::fs::write(dir.path().join("sitegen.yaml"), "").unwrap();
        assert_eq!(find_root(&deep), dir.path());
    }

    #[test]
    fn output_neither_contains_inputs_nor_lies_in_them() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("p");
        std::fs::create_dir_all(root.join("content")).unwrap();
        for bad in ["p", "", "p/content", "p/content/x/y", "p/seeds/out", "p/x/../content"] {
            assert!(overlap(&root, &dir.path().join(bad)).is_some(), "{bad}");
        }
        for fine in ["p/public", "q", "p/contents"] {
            assert!(overlap(&root, &dir.path().join(fine)).is_none(), "{fine}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_does_not_hide_an_overlap() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("p");
        std::fs::create_dir_all(root.join("content")).unwrap();
        std::os::unix::fs::symlink(root.join("content"), root.join("public")).unwrap();
        assert!(overlap(&root, &root.join("public")).is_some());
    }
}
