//! What is kept between builds: it says the same, misses nothing, and can be lost or broken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

const ARTICLE: &str = "Three states agree to keep their lighthouses lit\n\nThe Lantern Pact was \
signed in Lisbon on 3 May 2031, Inês Valadão said.\n";

/// A project with an article, and a page that has something wrong with it that is no error.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "seeds/a.txt", ARTICLE);
    write(dir.path(), "content/plan.md", "# The plan\n\n## Why\n\n#### Deep\n\nText.\n");
    write(dir.path(), "content/other.md", "# Other\n\nSee [the plan](@/plan.md).\n");
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Builds; returns what was said (but for times), the last line of it being the summary.
fn build(root: &Path) -> (bool, Vec<serde_json::Value>) {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    let output = command.args(["build", "--format", "json", "--root"]).arg(root).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.last_mut().and_then(serde_json::Value::as_object_mut).unwrap();
    summary.remove("seconds");
    summary.remove("timings");
    let templates = summary.remove("templates").unwrap();
    let pages = templates.as_object().unwrap().values().map(|t| t["pages"].as_u64().unwrap());
    assert_eq!(Some(pages.sum::<u64>()), summary["rendered"].as_u64(), "{templates}");
    (output.status.success(), lines)
}

/// All published files.
fn published(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root.join("public"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn summary(said: &[serde_json::Value]) -> (u64, u64) {
    let last = said.last().unwrap();
    (last["written"].as_u64().unwrap(), last["unchanged"].as_u64().unwrap())
}

#[test]
fn nothing_changed_is_said_in_the_same_words() {
    let dir = project();
    let (fine, first) = build(dir.path());
    assert!(fine);
    assert!(first.iter().any(|line| line["code"] == "heading-order"), "{first:?}");
    let site = published(dir.path());
    for round in 0..3 {
        let (fine, again) = build(dir.path());
        assert!(fine);
        assert_eq!(again[..again.len() - 1], first[..first.len() - 1], "round {round}");
        let (written, unchanged) = summary(&again);
        assert_eq!((written, unchanged), (0, summary(&first).0), "round {round}");
        assert_eq!(published(dir.path()), site);
    }
}

#[test]
fn an_edit_at_once_and_of_the_same_length_is_seen() {
    let dir = project();
    assert!(build(dir.path()).0);
    for (from, to) in [("May", "Mai"), ("Mai", "Jan"), ("Jan", "May")] {
        for path in ["seeds/a.txt", "content/plan.md"] {
            let text = fs::read_to_string(dir.path().join(path)).unwrap();
            write(dir.path(), path, &text.replace(from, to).replace("Text.", "Tex2."));
        }
        assert!(build(dir.path()).0);
        let pages = published(dir.path());
        let holds = |word: &str| {
            pages.iter().any(|(path, bytes)| {
                path.contains("sources") && String::from_utf8_lossy(bytes).contains(word)
            })
        };
        assert!(holds(&format!("3 {to} 2031")) && !holds(&format!("3 {from} 2031")), "{to}");
    }
}

#[test]
fn what_was_published_is_repaired() {
    let dir = project();
    assert!(build(dir.path()).0);
    let site = published(dir.path());
    let home = dir.path().join("public/index.html");
    let text = fs::read_to_string(&home).unwrap();
    fs::write(&home, text.replace('e', "x")).unwrap();
    assert!(build(dir.path()).0);
    assert_eq!(published(dir.path()), site);
    fs::remove_file(&home).unwrap();
    assert!(build(dir.path()).0);
    assert_eq!(published(dir.path()), site);
}

#[test]
fn a_lost_or_broken_memo_is_none() {
    let dir = project();
    let (_, first) = build(dir.path());
    let site = published(dir.path());
    let memo = dir.path().join(".sitegen");
    let files: Vec<_> = fs::read_dir(&memo).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 1, "{files:?}");
    let rewrites: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.iter_mut().for_each(|byte| *byte = byte.wrapping_mul(31)),
        Vec::clear,
        |bytes| {
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
        },
    ];
    for rewrite in rewrites {
        for file in files.iter().filter(|file| file.exists()) {
            let mut bytes = fs::read(file).unwrap();
            rewrite(&mut bytes);
            fs::write(file, bytes).unwrap();
        }
        let (fine, said) = build(dir.path());
        assert!(fine);
        assert_eq!(said[..said.len() - 1], first[..first.len() - 1]);
        assert_eq!(published(dir.path()), site);
    }
    fs::remove_dir_all(&memo).unwrap();
    assert!(build(dir.path()).0);
    assert_eq!(published(dir.path()), site);
}

#[test]
fn other_options_are_another_build() {
    let dir = project();
    assert!(build(dir.path()).0);
    let strict = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("sitegen").unwrap();
        command.args(["build", "--root"]).arg(dir.path()).args(arguments).assert()
    };
    strict(&["--strict"]).failure();
    strict(&["--base-url", "https://example.org/x/"]).success();
    let home = fs::read_to_string(dir.path().join("public/index.html")).unwrap();
    assert!(home.contains("https://example.org/x/"), "the address is that of the last build");
}

#[test]
fn why_says_what_a_page_is_made_of_and_why_it_was_rendered() {
    let dir = project();
    let why = |page: &str| {
        let mut command = Command::cargo_bin("sitegen").unwrap();
        let output = command.args(["why", page, "--root"]).arg(dir.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert!(why("plan/").1.contains("it is not known"));
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.args(["build", "--durable", "--root"]).arg(dir.path()).assert().success();
    for name in ["plan/", "/plan/", "plan", "plan/index.html", "content/plan.md"] {
        let (code, text) = why(name);
        assert_eq!(code, Some(0), "{name}");
        assert!(text.contains("content/plan.md") && text.contains("page.html"), "{text}");
        assert!(text.contains("no earlier build had it"), "{text}");
    }
    write(dir.path(), "content/plan.md", "# The plan\n\nOther text.\n");
    assert!(build(dir.path()).0);
    assert!(why("plan/").1.contains("its own content changed"));
    assert!(why("other/").1.contains("no earlier build had it"));
    assert_eq!(why("sources/a/").0, Some(0));
    assert_eq!(why("plam/").0, Some(2));
}
