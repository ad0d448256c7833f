//! JSON Schemas of all file formats, held against the repository's own files and the golden
//! projects: a file is valid by its schema if, and only if, nothing is said when it is checked.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use sitegen::disk;
use sitegen::formats::{self, Format};
use sitegen::shape;

fn is(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

/// Whether a file of the project has a format.
fn has(format: &Format, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let folder = |name: &str| parts.len() == 3 && parts[0] == "content" && parts[1] == name;
    let entries = ["members", "people", "precedents", "events", "figures", "sources"];
    let markdown = path.strip_suffix(".md").is_some_and(|stem| !stem.ends_with("/_index"));
    match format.name {
        "config" => path == "sitegen.yaml",
        "sidecar" => path.starts_with("seeds/") && path.ends_with(".meta.yaml"),
        "source" => markdown && folder("sources"),
        "member" => markdown && folder("members"),
        "person" => markdown && folder("people"),
        "precedent" => markdown && folder("precedents"),
        "event" => markdown && folder("events"),
        "figure" => markdown && folder("figures"),
        "edition" => folder("editions") && is(path, "json"),
        "review" => path == "content/review.yaml",
        "corrections" => path == "content/corrections.yaml",
        "page" => {
            let reserved = parts.len() > 2 && entries.contains(&parts[1]);
            path.starts_with("content/") && is(path, "md") && (!reserved || !markdown)
        }
        _ => false,
    }
}

/// The YAML of a file: its front matter, or all of it.
fn yaml(path: &str, text: &str) -> Option<String> {
    if !is(path, "md") {
        return Some(text.to_owned());
    }
    shape::front::split(text).map(|(front, _)| front.to_owned())
}

#[test]
fn schemas_and_checks_agree_on_every_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut projects = vec![root.to_owned()];
    for entry in std::fs::read_dir(root.join("tests/sites")).unwrap() {
        projects.push(entry.unwrap().path());
    }
    projects.sort();
    let all = formats::all();
    let validators: Vec<_> =
        all.iter().map(|f| jsonschema::validator_for(&f.schema()).unwrap()).collect();
    let mut counts = vec![(0, 0); all.len()];
    for project in projects.iter().filter(|path| path.is_dir()) {
        for file in disk::read(project).value.files() {
            let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
            for (number, format) in all.iter().enumerate().filter(|(_, f)| has(f, &file.path)) {
                let Some(text) = yaml(&file.path, text) else { continue };
                let Ok(value) = serde_yaml::from_str::<Value>(&text) else { continue };
                let wrong: Vec<String> =
                    validators[number].iter_errors(&value).map(|e| e.to_string()).collect();
                let shape = format.shape().expect("a declaration");
                let said = shape::check(&file.path, &text, "x", shape);
                assert_eq!(
                    wrong.is_empty(),
                    said.is_empty(),
                    "{}/{} as {}: schema {wrong:?}, check {said:?}",
                    project.display(),
                    file.path,
                    format.name
                );
                let count = &mut counts[number];
                *if wrong.is_empty() { &mut count.0 } else { &mut count.1 } += 1;
            }
        }
    }
    for (format, (valid, invalid)) in all.iter().zip(&counts) {
        println!("{:10} {valid} valid, {invalid} invalid", format.name);
        let ours = !["subject", "edition"].contains(&format.name);
        assert!(*valid > 0 || !ours, "no file is a {}", format.name);
    }
    assert!(counts.iter().map(|count| count.1).sum::<usize>() > 3, "no mistake was tried");
}

#[test]
fn every_schema_is_printed() {
    let run = |args: &[&str]| {
        let output = Command::cargo_bin("sitegen").unwrap().arg("schema").args(args).output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = run(&[]);
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(code, Some(0));
    for format in formats::all() {
        let (_, one) = run(&[format.name]);
        let one: Value = serde_json::from_str(&one).unwrap();
        assert_eq!(one, all[format.name]);
        assert!(jsonschema::meta::is_valid(&one), "{}", format.name);
        assert!(one["properties"].is_object() || one["items"].is_object(), "{one}");
        assert!(run(&["--list"]).1.contains(format.files));
    }
    assert_eq!(run(&["confg"]).0, Some(2));
}
