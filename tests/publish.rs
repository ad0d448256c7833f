//! Publishing: whole files only, the same ones untouched, foreign ones safe, killed builds repaired.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sitegen::disk::{PublishError, Published, Stage};
use sitegen::slug::SitePath;

/// A project folder.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("seeds")).unwrap();
    dir
}

fn publish(root: &Path, files: &[(&str, &str)], force: bool) -> Result<Published, PublishError> {
    let stage = Stage::open(root, &root.join("public"), force)?;
    for (path, text) in files {
        stage.put(&SitePath::new(*path).unwrap(), text.as_bytes())?;
    }
    stage.commit()
}

/// All files of the output folder but the manifest.
fn published(root: &Path) -> BTreeMap<String, String> {
    let out = root.join("public");
    walkdir::WalkDir::new(&out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != ".sitegen-manifest")
        .map(|entry| {
            let path = entry.path().strip_prefix(&out).unwrap().to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn map(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn writes_what_differs_and_removes_what_is_gone() {
    let dir = project();
    let first = [("index.html", "one"), ("a/index.html", "a"), ("style.css", "s")];
    let done = publish(dir.path(), &first, false).unwrap();
    assert_eq!(done, Published { written: 3, unchanged: 0, removed: 0 });
    assert_eq!(published(dir.path()), map(&first));

    let css = dir.path().join("public/style.css");
    let touched = fs::metadata(&css).unwrap().modified().unwrap();
    let second = [("index.html", "two"), ("style.css", "s")];
    let done = publish(dir.path(), &second, false).unwrap();
    assert_eq!(done, Published { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(published(dir.path()), map(&second));
    assert_eq!(fs::metadata(&css).unwrap().modified().unwrap(), touched);
    assert!(!dir.path().join("public/a").exists(), "an empty folder is left");
}

#[test]
fn a_stage_that_is_dropped_changes_nothing() {
    let dir = project();
    publish(dir.path(), &[("index.html", "one")], false).unwrap();
    let stage = Stage::open(dir.path(), &dir.path().join("public"), false).unwrap();
    stage.put(&SitePath::new("index.html").unwrap(), b"two").unwrap();
    drop(stage);
    assert_eq!(published(dir.path()), map(&[("index.html", "one")]));
}

#[test]
fn foreign_files_are_safe() {
    let dir = project();
    let out = dir.path().join("public");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join(".gitignore"), "*").unwrap();
    publish(dir.path(), &[("index.html", "one")], false).unwrap();

    fs::write(out.join("CNAME"), "example.org").unwrap();
    publish(dir.path(), &[("index.html", "two")], false).unwrap();
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "example.org");
    let clash = publish(dir.path(), &[("CNAME", "x")], false).unwrap_err();
    assert!(matches!(clash, PublishError::ForeignFile { .. }), "{clash}");
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "example.org");

    fs::remove_file(out.join(".sitegen-manifest")).unwrap();
    let refused = publish(dir.path(), &[("index.html", "three")], false).unwrap_err();
    assert!(refused.is_usage() && refused.to_string().contains("--force"), "{refused}");
    publish(dir.path(), &[("index.html", "three")], true).unwrap();
}

#[test]
fn a_folder_and_a_file_may_change_places() {
    let dir = project();
    for files in [[("x", "file")], [("x/index.html", "page")], [("x", "file")]] {
        publish(dir.path(), &files, false).unwrap();
        assert_eq!(published(dir.path()), map(&files));
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_output_leads_nowhere() {
    let dir = project();
    let elsewhere = tempfile::tempdir().unwrap();
    publish(dir.path(), &[("index.html", "one")], false).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("public/a")).unwrap();
    assert!(publish(dir.path(), &[("a/index.html", "x")], false).is_err());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn two_builds_at_once_are_refused() {
    let dir = project();
    let out = dir.path().join("public");
    let first = Stage::open(dir.path(), &out, false).unwrap();
    let second = Stage::open(dir.path(), &out, false).unwrap_err();
    assert!(matches!(second, PublishError::Busy(_)), "{second}");
    drop(first);
}

#[test]
fn what_a_killed_build_left_is_repaired() {
    let dir = project();
    let out = dir.path().join("public");
    publish(dir.path(), &[("index.html", "one"), ("old.html", "old")], false).unwrap();
    // As if killed while it staged, and again half way through its renames.
    fs::create_dir_all(out.join(".sitegen-stage")).unwrap();
    fs::write(out.join(".sitegen-stage/0"), "half").unwrap();
    let both = "index.html\nold.html\nnew/index.html\n";
    fs::write(out.join(".sitegen-manifest"), both).unwrap();
    fs::create_dir_all(out.join("new")).unwrap();
    fs::write(out.join("new/index.html"), "unfinished business").unwrap();

    let now = [("index.html", "two")];
    publish(dir.path(), &now, false).unwrap();
    assert_eq!(published(dir.path()), map(&now));
    assert!(!out.join(".sitegen-stage").exists());
}

#[test]
fn the_manifest_is_the_same_wherever_the_site_goes() {
    let (one, two) = (project(), project());
    for dir in [&one, &two] {
        publish(dir.path(), &[("b.html", "b"), ("a.html", "a")], false).unwrap();
    }
    let read = |dir: &tempfile::TempDir| fs::read(dir.path().join("public/.sitegen-manifest"));
    assert_eq!(read(&one).unwrap(), read(&two).unwrap());
}
