//! `sitegen review` from outside: what it lists, what it writes, what a build then publishes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const ARTICLE: &str = "Three states agree to keep their lighthouses lit\n\n\
The Lantern Pact was signed in Lisbon on 3 May 2031. A further 12 keepers, were trained in Norsund.\n";

fn sitegen(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.args(args).arg("--root").arg(root).env("USER", "ines").args(["--as-of", "2031-12-01"]);
    command
}

fn output(root: &Path, args: &[&str]) -> String {
    let output = sitegen(root, args).assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

fn claims(root: &Path) -> Vec<Value> {
    let text = output(root, &["review", "--format", "json"]);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn figures(root: &Path) -> Vec<Value> {
    sitegen(root, &["build", "--quiet"]).assert().success();
    let text = fs::read_to_string(root.join("public/data/subject.json")).unwrap();
    let subject: Value = serde_json::from_str(&text).unwrap();
    subject["figures"].as_array().unwrap().clone()
}

#[test]
fn decisions_are_made_kept_and_published() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("seeds")).unwrap();
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("seeds/lantern.txt"), ARTICLE).unwrap();
    fs::write(root.join("sitegen.yaml"), "subject: {name: Lantern Pact}\n").unwrap();
    let file = root.join("content/review.yaml");
    fs::write(&file, "# Ours, with a comment").unwrap();

    let all = claims(root);
    let keepers = |claims: &[Value]| {
        let wanted = |claim: &&Value| claim["words"].as_str().unwrap().starts_with("12 keepers");
        claims.iter().find(wanted).map(|claim| claim["id"].as_str().unwrap().to_owned())
    };
    let id = keepers(&all).expect("the figure");
    sitegen(root, &["review", "reject", &id]).assert().code(2);
    let near = format!("{}x", &id[..id.len() - 1]);
    let assert = sitegen(root, &["review", "accept", &near]).assert().code(2);
    let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(said.contains(&format!("did you mean {id:?}")), "{said}");

    output(root, &["review", "reject", &id, "--because", "a \"count\": of others"]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# Ours, with a comment\n- id: "), "{text}");
    assert!(text.contains("who: ines\n") && text.contains("when: \"2031-12-01\"\n"), "{text}");
    assert_eq!(keepers(&claims(root)), None);
    assert!(figures(root).iter().all(|figure| figure["unit"] != "keepers"));

    // A comma put right does not bring it back.
    fs::write(root.join("seeds/lantern.txt"), ARTICLE.replace("keepers,", "keepers")).unwrap();
    assert_eq!(keepers(&claims(root)), None);
    assert!(figures(root).iter().all(|figure| figure["unit"] != "keepers"));

    output(root, &["review", "accept", "--all-from", "lantern"]);
    assert!(fs::read_to_string(&file).unwrap().starts_with(&text));
    assert_eq!(claims(root), Vec::<Value>::new());
    let left = figures(root);
    assert!(!left.is_empty() && left.iter().all(|figure| figure["status"] == "confirmed"));
    let said = output(root, &["review", "accept", "--all-from", "lantern"]);
    assert!(said.starts_with("Nothing to do"), "{said}");
}

#[test]
fn readers_see_what_was_confirmed_if_that_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("seeds")).unwrap();
    fs::write(root.join("seeds/lantern.txt"), ARTICLE).unwrap();
    let config = "subject: {name: Lantern Pact}\npublish: confirmed\n";
    fs::write(root.join("sitegen.yaml"), config).unwrap();
    assert_eq!(figures(root), Vec::<Value>::new());
    let all = claims(root);
    let figure = all.iter().find(|claim| claim["kind"] == "figure").expect("a figure");
    output(root, &["review", "accept", figure["id"].as_str().unwrap()]);
    let published = figures(root);
    assert_eq!(published.len(), 1);
    assert_eq!(published[0]["id"], figure["id"]);
}
