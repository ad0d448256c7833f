//! Where only texts of pages change, only those pages are made, and the site is the one that a build
//! of all pages makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const PLAN: &str = "---\ntitle: Plan\ntags: [money]\ndate: 2031-05-03\n---\nText.\n\n## Why\n\n\
Because of [others](@/guide/other.md#how) and [all](@/guide/other.md).\n";
const OTHER: &str = "---\ntitle: Other\n---\n## How\n\nSee [why](@/guide/plan.md#why).\n";

fn project(config: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "sitegen.yaml", &format!("title: T\nbase_url: https://x.example\n{config}"));
    write(root, "content/guide/_index.md", "# Guide\n\nAll.\n");
    write(root, "content/guide/plan.md", PLAN);
    write(root, "content/guide/other.md", OTHER);
    dir
}

/// Builds; the summary.
fn build(root: &Path, more: &[&str]) -> serde_json::Value {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.args(["build", "--format", "json", "--as-of", "2031-06-01", "--root"]);
    let output = command.arg(root).args(more).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

/// Whether only the pages were made whose texts changed.
fn alone(summary: &serde_json::Value) -> bool {
    summary["timings"].get("retouch").is_some()
}

fn published(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root.join("public"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// What a build that knows nothing makes of the same inputs.
fn clean(root: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let output = path.starts_with("public") || path.starts_with(".sitegen");
        if entry.file_type().is_file() && !output {
            write(dir.path(), &path, &fs::read_to_string(entry.path()).unwrap());
        }
    }
    build(dir.path(), more);
    published(dir.path())
}

#[test]
fn a_changed_text_is_one_page() {
    let dir = project("search: false\n");
    build(dir.path(), &[]);
    for (text, one) in [
        (PLAN.replace("Text.", "Other text."), true),
        (PLAN.replace("Text.", "## What\n\nText."), true),
        (PLAN.replace("Text.", "## What\n\nSee [why](#why)."), true),
        // Quotations have to be cited, which needs more.
        (PLAN.replace("Text.", "Text & “every lamp of the pact”."), false),
        (PLAN.replace("Text.", "Text & more."), false),
        (PLAN.to_owned(), true),
    ] {
        write(dir.path(), "content/guide/plan.md", &text);
        let summary = build(dir.path(), &[]);
        assert_eq!(alone(&summary), one, "{text}: {summary}");
        assert_eq!((&summary["rendered"], &summary["written"]), (&1.into(), &1.into()), "{text}");
        assert_eq!(published(dir.path()), clean(dir.path(), &[]), "{text}");
        assert!(build(dir.path(), &[])["rendered"] == 0, "{text}: nothing is left to do");
    }
    // A build of all pages knows of those that were made alone.
    write(dir.path(), "content/guide/plan.md", &PLAN.replace("Text.", "Last text."));
    assert!(alone(&build(dir.path(), &[])));
    let before = published(dir.path());
    write(dir.path(), "content/guide/new.md", "# New\n\nText.\n");
    let summary = build(dir.path(), &[]);
    let now = published(dir.path());
    let pages = now.iter().filter(|(path, _)| path.ends_with("/index.html"));
    let changed = pages.filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
    assert!(!alone(&summary) && summary["rendered"] == changed, "{summary}");
    assert_eq!(now, clean(dir.path(), &[]));
}

#[test]
fn what_others_show_makes_all_pages() {
    let dir = project("search: false\n");
    let root = dir.path();
    build(root, &[]);
    for (path, text) in [
        ("content/guide/plan.md", PLAN.replace("title: Plan", "title: Plans")),
        ("content/guide/plan.md", PLAN.replace("[money]", "[law]")),
        ("content/guide/plan.md", PLAN.replace("05-03", "05-04")),
        ("content/guide/plan.md", PLAN.replace("Text.", "[Here](@/guide/_index.md).")),
        ("content/guide/plan.md", PLAN.replace("Text.", "#### Too deep")),
        ("content/guide/_index.md", "# Guide\n\nAll of it.\n".to_owned()),
        ("static/a.css", "a {}\n".to_owned()),
        ("templates/x.html", "x\n".to_owned()),
    ] {
        write(root, path, &text);
        assert!(!alone(&build(root, &[])), "{path}: {text}");
        assert_eq!(published(root), clean(root, &[]), "{path}: {text}");
    }
    // An id that another page asks for is gone: that is an error, and nothing is published.
    let before = published(root);
    write(root, "content/guide/plan.md", &PLAN.replace("## Why", "## Why not"));
    let summary = build(root, &[]);
    assert!(!alone(&summary) && summary["errors"] == 1, "{summary}");
    assert_eq!(published(root), before);
    // So does what was broken in the output.
    write(root, "content/guide/plan.md", PLAN);
    build(root, &[]);
    write(root, "public/guide/other/index.html", "broken");
    write(root, "content/guide/plan.md", &PLAN.replace("Text.", "One more."));
    assert!(!alone(&build(root, &[])));
    assert_eq!(published(root), clean(root, &[]));
}

#[test]
fn where_texts_are_shown_elsewhere_all_pages_are_made() {
    for (config, more) in [("", &[][..]), ("search: false\n", &["--drafts"][..])] {
        let dir = project(config);
        build(dir.path(), more);
        write(dir.path(), "content/guide/plan.md", &PLAN.replace("Text.", "Lanterns."));
        assert!(!alone(&build(dir.path(), more)), "{config}");
        assert_eq!(published(dir.path()), clean(dir.path(), more));
        // The same words in another form are found as before.
        write(dir.path(), "content/guide/plan.md", &PLAN.replace("Text.", "*Lanterns*."));
        assert_eq!(alone(&build(dir.path(), more)), config.is_empty());
        assert_eq!(published(dir.path()), clean(dir.path(), more));
    }
}

#[test]
fn a_broken_memo_of_texts_is_none() {
    let dir = project("search: false\n");
    build(dir.path(), &[]);
    let file = dir.path().join(".sitegen/bodies");
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes.iter_mut().skip(40).for_each(|byte| *byte ^= 1);
    assert!(last > 100);
    fs::write(&file, &bytes).unwrap();
    write(dir.path(), "content/guide/plan.md", &PLAN.replace("Text.", "Lanterns."));
    assert!(!alone(&build(dir.path(), &[])));
    assert_eq!(published(dir.path()), clean(dir.path(), &[]));
}
