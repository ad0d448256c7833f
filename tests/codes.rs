//! Every code of an error or warning: its page, its line in the table, and a case that brings it about.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sitegen::disk::{Write, WriteKind};

/// Codes that only the file system, the clock or the network bring about, so that no golden project
/// has them: each with the test that does.
const ELSEWHERE: &[(&str, &str)] = &[
    ("changed-meanwhile", "tests/codes.rs"),
    ("external-link", "tests/external.rs"),
    ("passage", "src/site/tests.rs"),
    ("seed-too-large", "src/seeds/mod.rs"),
    ("symlink", "src/disk/snapshot.rs"),
    ("too-large", "tests/codes.rs"),
    ("unreadable", "src/disk/snapshot.rs"),
    ("write", "tests/codes.rs"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All codes, each with the first line of its page.
fn codes() -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(root().join("docs/errors")).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        if code == "README" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&format!("# {code}\n")), "{code}");
        for part in ["\n## What it means\n", "\n## What to do\n"] {
            assert!(text.contains(part), "{code} has no part {part:?}");
        }
        let first = text.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap();
        out.insert(code, first.to_owned());
    }
    out
}

#[test]
fn the_table_lists_every_code() {
    let line = |(code, first): (&String, &String)| format!("| [{code}]({code}.md) | {first} |\n");
    let table = codes().iter().map(line).collect::<Vec<_>>().concat();
    let text = fs::read_to_string(root().join("docs/errors/README.md")).unwrap();
    assert!(text.contains(&table), "docs/errors/README.md needs this table:\n{table}");
}

#[test]
fn every_code_is_explained() {
    let explained = fs::read_to_string(root().join("src/cli/explain.rs")).unwrap();
    for code in codes().keys() {
        assert!(explained.contains(&format!("    \"{code}\",\n")), "{code} is not in explain.rs");
    }
}

#[test]
fn every_code_has_a_case() {
    let mut said = String::new();
    for entry in fs::read_dir(root().join("tests/sites")).unwrap() {
        said += &fs::read_to_string(entry.unwrap().path().join("facts.snap")).unwrap_or_default();
    }
    let mut missing = Vec::new();
    for code in codes().keys() {
        let elsewhere = ELSEWHERE.iter().find(|(known, _)| known == code);
        let fine = match elsewhere {
            Some((_, file)) => fs::read_to_string(root().join(file)).unwrap().contains(code),
            None => said.contains(&format!("[{code}]: ")),
        };
        if !fine {
            missing.push(code.clone());
        }
    }
    assert!(missing.is_empty(), "no case brings these about: {missing:?}");
}

#[test]
fn a_huge_file_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("content")).unwrap();
    let file = fs::File::create(dir.path().join("content/huge.md")).unwrap();
    file.set_len(33 * 1024 * 1024).unwrap();
    let read = sitegen::disk::read(dir.path());
    let codes: Vec<&str> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!((codes, read.value.files().len()), (vec!["too-large"], 0));
}

#[test]
fn what_a_person_saved_meanwhile_stays_and_what_cannot_be_written_is_said() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("content")).unwrap();
    let file = dir.path().join("content/review.yaml");
    fs::write(&file, "# one\n").unwrap();
    let snapshot = sitegen::disk::read(dir.path()).value;
    let write = |path: &str| Write {
        path: path.to_owned(),
        bytes: Arc::from(&b"# ours\n"[..]),
        kind: WriteKind::Rewrite,
    };
    let codes = |path: &str| -> Vec<String> {
        let said = sitegen::disk::write_all(dir.path(), &snapshot, &[write(path)]);
        said.into_iter().map(|d| d.code).collect()
    };
    fs::write(&file, "# two\n").unwrap();
    assert_eq!(codes("content/review.yaml"), ["changed-meanwhile"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "# two\n");
    // A file stands where a folder would have to.
    assert_eq!(codes("content/review.yaml/x"), ["write"]);
}
