//! The binary end to end, in folders of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;

const ARTICLE: &str = "What is the Lantern Pact?\n\nThe Lantern Pact is an agreement between three \
coastal states to keep their old lighthouses lit. It was signed in Lisbon on 3 May 2031.\n\n\"We \
keep the light for whoever needs it,\" said Inês Valadão, the Portuguese minister for the sea.\n";

fn sitegen() -> Command {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.env_remove("CLICOLOR_FORCE");
    command
}

/// A folder that holds nothing but articles.
fn project(articles: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("seeds")).unwrap();
    for (name, text) in articles {
        fs::write(dir.path().join("seeds").join(name), text).unwrap();
    }
    dir
}

fn build(root: &Path) -> Command {
    let mut command = sitegen();
    command.arg("build").arg("--root").arg(root);
    command
}

/// All files below `folder`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_folder_with_only_articles_builds() {
    let dir = project(&[("a.txt", ARTICLE)]);
    build(dir.path())
        .assert()
        .code(0)
        .stdout(predicate::str::contains("inferred"))
        .stdout(predicate::str::contains("1 article,"))
        .stdout(predicate::str::contains("Published to"));
    assert!(dir.path().join("public/index.html").is_file());
    assert!(dir.path().join("public/data/subject.json").is_file());
    assert!(dir.path().join("content/sources/a.md").is_file());
}

#[test]
fn builds_are_byte_identical_wherever_they_go() {
    let dir =
        project(&[("a.txt", ARTICLE), ("b.md", "# Lamp maker opens\n\nIt opened in 2031.\n")]);
    build(dir.path()).assert().code(0);
    let first = files(&dir.path().join("public"));
    build(dir.path())
        .assert()
        .code(0)
        .stdout(predicate::str::contains("0 files written"))
        .stdout(predicate::str::contains("0 removed"));
    assert_eq!(files(&dir.path().join("public")), first);
    let elsewhere = tempfile::tempdir().unwrap();
    build(dir.path()).arg("--out").arg(elsewhere.path().join("deep/out")).assert().code(0);
    assert_eq!(files(&elsewhere.path().join("deep/out")), first);
}

#[test]
fn a_page_that_is_gone_is_removed() {
    let dir = project(&[("a.txt", ARTICLE), ("b.txt", "Lamp maker opens\n\nIt opened in 2031.\n")]);
    build(dir.path()).assert().code(0);
    assert!(dir.path().join("public/sources/b/index.html").is_file());
    fs::remove_file(dir.path().join("seeds/b.txt")).unwrap();
    fs::remove_file(dir.path().join("content/sources/b.md")).unwrap();
    build(dir.path()).assert().code(0);
    assert!(!dir.path().join("public/sources/b").exists());
}

#[test]
fn broken_articles_are_warnings_and_errors_only_if_strict() {
    let dir = project(&[("a.txt", ARTICLE), ("empty.txt", "")]);
    fs::write(dir.path().join("seeds/picture.txt"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    build(dir.path())
        .assert()
        .code(0)
        .stderr(predicate::str::contains("warning[seed-empty]"))
        .stderr(predicate::str::contains("warning[seed-binary]"));
    build(dir.path())
        .arg("--strict")
        .assert()
        .code(1)
        .stderr(predicate::str::contains("error[seed-empty]"))
        .stdout(predicate::str::contains("Nothing was published"));
}

#[test]
fn errors_publish_nothing_and_leave_the_last_site_alone() {
    let dir = project(&[("a.txt", ARTICLE)]);
    build(dir.path()).assert().code(0);
    let before = files(&dir.path().join("public"));
    fs::write(dir.path().join("sitegen.yaml"), "titel: T\n").unwrap();
    build(dir.path())
        .assert()
        .code(1)
        .stderr(predicate::str::contains("sitegen.yaml:1:1"))
        .stderr(predicate::str::contains("did you mean \"title\"?"));
    assert_eq!(files(&dir.path().join("public")), before);
}

#[test]
fn what_a_person_edited_survives_with_a_proposal_beside_it() {
    let dir = project(&[("a.txt", ARTICLE)]);
    build(dir.path()).assert().code(0);
    let path = dir.path().join("content/sources/a.md");
    let edited = fs::read_to_string(&path).unwrap().replace("three coastal states", "four states");
    fs::write(&path, &edited).unwrap();
    build(dir.path()).assert().code(0);
    assert_eq!(fs::read_to_string(&path).unwrap(), edited, "without a new seed");

    fs::write(dir.path().join("seeds/a.txt"), ARTICLE.replace("Lisbon", "Porto")).unwrap();
    build(dir.path()).assert().code(0).stderr(predicate::str::contains("source-edited"));
    assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    let proposed = fs::read_to_string(dir.path().join("content/sources/a.md.proposed")).unwrap();
    assert!(proposed.contains("Porto"), "{proposed}");
}

#[test]
fn what_nobody_edited_follows_its_seed() {
    let dir = project(&[("a.txt", ARTICLE)]);
    build(dir.path()).assert().code(0);
    fs::write(dir.path().join("seeds/a.txt"), ARTICLE.replace("Lisbon", "Porto")).unwrap();
    build(dir.path()).assert().code(0);
    let text = fs::read_to_string(dir.path().join("content/sources/a.md")).unwrap();
    assert!(text.contains("Porto"), "{text}");
    assert!(!dir.path().join("content/sources/a.md.proposed").exists());
}

#[test]
fn check_writes_nothing() {
    let dir = project(&[("a.txt", ARTICLE)]);
    sitegen().arg("check").arg("--root").arg(dir.path()).assert().code(0);
    assert_eq!(files(dir.path()).keys().collect::<Vec<_>>(), ["seeds/a.txt"]);
}

#[test]
fn new_makes_a_project_that_builds() {
    let articles = project(&[("a.txt", ARTICLE)]);
    let dir = tempfile::tempdir().unwrap();
    let made = dir.path().join("made");
    let new = |dir: &Path| {
        let mut command = sitegen();
        command.args(["new", "--subject", "The \"Lantern\" Pact: a test", "--from"]);
        command.arg(articles.path().join("seeds")).arg(dir);
        command
    };
    new(&made).assert().code(0).stdout(predicate::str::contains("1 article"));
    assert!(fs::read_to_string(made.join(".gitignore")).unwrap().contains("public"));
    build(&made).assert().code(0).stdout(predicate::str::contains("The \"Lantern\" Pact: a test"));
    new(&made).assert().code(2).stderr(predicate::str::contains("not an empty folder"));
}

#[test]
fn wrong_usage_ends_with_2() {
    let dir = project(&[("a.txt", ARTICLE)]);
    sitegen().arg("bild").assert().code(2);
    sitegen().args(["build", "--root", "/no/such/folder"]).assert().code(2);
    sitegen().args(["build", "--as-of", "tomorrow"]).assert().code(2);
    sitegen()
        .args(["explain", "ded-link"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("dead-link"));
    for inside in ["seeds", "content/x", "."] {
        build(dir.path()).arg("--out").arg(dir.path().join(inside)).assert().code(2);
    }
    let foreign = tempfile::tempdir().unwrap();
    fs::write(foreign.path().join("precious.txt"), "mine").unwrap();
    build(dir.path())
        .arg("--out")
        .arg(foreign.path())
        .assert()
        .code(2)
        .stderr(predicate::str::contains("--force"));
    assert_eq!(files(foreign.path()).len(), 1);
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path()).assert().code(1).stderr(predicate::str::contains("seeds/"));
}

#[test]
fn tools_get_one_object_a_line() {
    let dir = project(&[("a.txt", ARTICLE), ("empty.txt", "")]);
    let output = build(dir.path()).args(["--format", "json"]).assert().code(0).get_output().clone();
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.iter().any(|line| line["code"] == "seed-empty"), "{lines:?}");
    let summary = lines.last().unwrap();
    assert_eq!((&summary["type"], &summary["articles"]), (&"summary".into(), &1.into()));
    assert!(output.stderr.is_empty());
}

#[test]
fn the_root_is_found_from_below() {
    let dir = project(&[("a.txt", ARTICLE)]);
    fs::write(dir.path().join("sitegen.yaml"), "title: T\n").unwrap();
    sitegen().arg("build").current_dir(dir.path().join("seeds")).assert().code(0);
    assert!(dir.path().join("public/index.html").is_file());
}

#[test]
fn every_command_explains_itself() {
    for command in ["build", "watch", "new", "ingest", "check", "completions", "explain", "trace"] {
        sitegen().args([command, "--help"]).assert().code(0);
    }
    sitegen()
        .args(["completions", "bash"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("sitegen"));
    sitegen().arg("explain").assert().code(0).stdout(predicate::str::contains("dead-link"));
    sitegen().args(["explain", "dead-link"]).assert().code(0);
}

#[test]
fn a_trace_tells_rules_claims_and_abstentions() {
    let text = format!("{ARTICLE}\nIt began on Sunday with 12 lamps.\n");
    let dir = project(&[("a.txt", &text)]);
    let trace = |what: &str| {
        let mut command = sitegen();
        command.args(["trace", what, "--format", "json", "--root"]).arg(dir.path());
        let output = command.assert().code(0).get_output().clone();
        let lines = String::from_utf8(output.stdout).unwrap();
        let read = |line: &str| serde_json::from_str(line).unwrap();
        lines.lines().map(read).collect::<Vec<serde_json::Value>>()
    };
    let by_words = trace("for WHOEVER needs it");
    assert_eq!(by_words.len(), 1, "{by_words:?}");
    let passage = &by_words[0];
    let claims = passage["claims"].as_array().unwrap();
    let quotation = claims.iter().find(|c| c["kind"] == "quotation").unwrap();
    assert_eq!(quotation["value"], "by Inês Valadão");
    assert!(quotation["rule"].as_str().is_some_and(|rule| !rule.is_empty()), "{quotation}");
    let named = passage["named"].as_array().unwrap();
    assert!(named.iter().any(|n| n["words"] == "Inês Valadão"), "{named:?}");
    // The ids that it shows lead back to the same passage.
    assert_eq!(trace(quotation["id"].as_str().unwrap()), by_words);
    assert_eq!(trace(passage["passage"].as_str().unwrap()), by_words);

    let mut human = sitegen();
    human.args(["trace", "lighthouses lit", "--root"]).arg(dir.path());
    human
        .assert()
        .code(0)
        .stdout(predicate::str::contains("figure     exact 3 [coastal states]"))
        .stdout(predicate::str::contains("rule "));
    let mut nothing = sitegen();
    nothing.args(["trace", "no such words", "--root"]).arg(dir.path());
    nothing.assert().code(2).stderr(predicate::str::contains("no such words"));
    assert_eq!(files(dir.path()).keys().collect::<Vec<_>>(), ["seeds/a.txt"], "it writes nothing");
}
