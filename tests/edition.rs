//! `sitegen edition` from outside: what it records, what it refuses, what a build then tells readers.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const ARTICLE: &str = "Three states agree to keep their lighthouses lit\n\n\
The Lantern Pact was signed in Lisbon on 3 May 2031. A further 12 keepers were trained in Norsund.\n";

fn sitegen(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.args(args).arg("--root").arg(root).args(["--as-of", "2031-12-01"]);
    command
}

fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("seeds")).unwrap();
    fs::write(dir.path().join("seeds/lantern.txt"), ARTICLE).unwrap();
    fs::write(dir.path().join("sitegen.yaml"), "subject: {name: Lantern Pact}\n").unwrap();
    dir
}

fn page(root: &Path, path: &str) -> String {
    sitegen(root, &["build", "--quiet"]).assert().success();
    fs::read_to_string(root.join("public").join(path)).unwrap()
}

#[test]
fn an_edition_is_recorded_once_a_day_and_told_to_readers() {
    let dir = project();
    let root = dir.path();
    assert!(!page(root, "index.html").contains("Edition of"));
    assert!(!root.join("public/changes").exists());

    sitegen(root, &["edition", "The start"]).assert().success();
    let file = root.join("content/editions/2031-12-01.json");
    let first = fs::read(&file).unwrap();
    let edition: Value = serde_json::from_slice(&first).unwrap();
    assert_eq!(edition["about"], "The start");
    assert!(edition["facts"].as_array().unwrap().len() > 2);

    let refused = sitegen(root, &["edition", "Again"]).assert().code(2);
    let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(said.contains("--replace"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), first);
    sitegen(root, &["edition", "The start", "--replace"]).assert().success();
    assert_eq!(fs::read(&file).unwrap(), first, "the same state, the same bytes");
    for wrong in [&["edition", " "][..], &["edition", "x", "--date", "2031-12"]] {
        sitegen(root, wrong).assert().code(2);
    }

    assert!(page(root, "index.html").contains("Edition of <time datetime=\"2031-12-01\">"));
    let seed = root.join("seeds/lantern.txt");
    fs::write(&seed, ARTICLE.replace("A further 12 keepers", "A further, 12 keepers")).unwrap();
    assert!(!page(root, "changes/index.html").contains("Not yet in an edition"));
    fs::write(&seed, ARTICLE.replace("12 keepers", "14 keepers")).unwrap();
    let changes = page(root, "changes/index.html");
    assert!(changes.contains("1 statement added, 1 withdrawn"), "{changes}");
    assert!(changes.contains("The figure “12 keepers” is given"), "{changes}");
    assert!(page(root, "index.html").contains("changed since"));

    sitegen(root, &["edition", "More keepers", "--date", "2031-12-02"]).assert().success();
    let changes = page(root, "changes/index.html");
    assert!(!changes.contains("Not yet in an edition"));
    assert!(changes.contains("Edition of 2 December 2031: More keepers"), "{changes}");
}

#[test]
fn nothing_is_recorded_of_a_project_with_errors() {
    let dir = project();
    let root = dir.path();
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("content/a.md"), "It was signed [@nobody].\n").unwrap();
    sitegen(root, &["edition", "The start"]).assert().code(1);
    assert!(!root.join("content/editions").exists());
}
