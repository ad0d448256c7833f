//! `sitegen review` from outside: what it lists, what it writes, what a build then publishes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, TestRunner};
use serde_json::Value;
use sitegen::disk::{self, Write, WriteKind};
use sitegen::pipeline;
use sitegen::subject::review::{self, Decision, Ruling};

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

/// Calls `f` with every object that has a status.
fn claimed(value: &Value, f: &mut impl FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| claimed(item, f)),
        Value::Object(fields) => {
            if fields.contains_key("status") {
                f(value);
            }
            fields.values().for_each(|field| claimed(field, f));
        }
        _ => {}
    }
}

/// All that the repository's own site states was confirmed by somebody, and nothing rejected is left.
#[test]
fn the_microsite_states_what_was_confirmed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = disk::read(root).value;
    let options = pipeline::Options::default();
    let outcome = pipeline::run(&snapshot, &options, &pipeline::Silent);
    let file = |path: &str| {
        let file = outcome.site.iter().find(|file| file.path.as_str() == path).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let mut subject: Value = serde_json::from_str(&file("data/subject.json")).unwrap();
    // A person is a name in passages; what is claimed of one has a kind of its own.
    subject.as_object_mut().unwrap().remove("people");
    let mut ids = Vec::new();
    claimed(&subject, &mut |claim| {
        assert_eq!(claim["status"], "confirmed", "{claim}");
        ids.extend(claim["id"].as_str().map(str::to_owned));
    });
    let decisions = review::read(&fs::read_to_string(root.join(review::FILE)).unwrap());
    assert!(decisions.diagnostics.is_empty());
    let mut rejected = 0;
    for decision in &decisions.value.decisions {
        assert!(decision.who.is_some() && decision.when.is_some(), "{decision:?}");
        if decision.ruling == Ruling::Rejected {
            assert!(decision.why.is_some() && !ids.contains(&decision.id), "{decision:?}");
            rejected += 1;
        }
    }
    assert!(ids.len() > 100 && rejected > 0, "{} claims, {rejected} rejected", ids.len());
    for page in &outcome.site {
        let html = String::from_utf8_lossy(&page.bytes);
        assert!(!html.contains("class=\"tag unreviewed"), "{} marks a claim", page.path);
    }
}

fn project(root: &Path) {
    fs::create_dir_all(root.join("seeds")).unwrap();
    fs::create_dir_all(root.join("content/figures")).unwrap();
    fs::write(root.join("seeds/lantern.txt"), ARTICLE).unwrap();
    fs::write(root.join("seeds/harbour.txt"), ARTICLE.replace("Lisbon", "Porto")).unwrap();
    fs::write(root.join("sitegen.yaml"), "subject: {name: Lantern Pact}\n").unwrap();
}

#[test]
fn many_claims_are_decided_on_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    project(root);
    let of = |claims: &[Value], source: &str, kind: &str| {
        claims.iter().filter(|c| c["source"] == source && c["kind"] == kind).count()
    };
    let before = claims(root);
    assert!(of(&before, "lantern", "event") > 0 && of(&before, "lantern", "figure") > 0);
    let listed =
        output(root, &["review", "--format", "json", "--kind", "event", "--from", "lantern"]);
    assert_eq!(listed.lines().count(), of(&before, "lantern", "event"));

    output(root, &["review", "accept", "--all-from", "lantern", "--kind", "event"]);
    let left = claims(root);
    assert_eq!(of(&left, "lantern", "event"), 0);
    assert_eq!(of(&left, "lantern", "figure"), of(&before, "lantern", "figure"));
    assert_eq!(of(&left, "harbour", "event"), of(&before, "harbour", "event"));

    output(root, &["review", "reject", "--kind", "figure", "--because", "no counts here"]);
    assert!(claims(root).iter().all(|claim| claim["kind"] != "figure"));
    assert_eq!(figures(root), Vec::<Value>::new());
    sitegen(root, &["review", "accept", "--kind", "figur"]).assert().code(2);
    sitegen(root, &["review", "accept"]).assert().code(2);
    sitegen(root, &["review", "accept", "--all-from", "lanten"]).assert().code(2);

    // Saved and ingested anew, the articles bring nothing back.
    let _ = fs::remove_dir_all(root.join("content/sources"));
    assert_eq!(figures(root), Vec::<Value>::new());
    fs::write(root.join("seeds/lantern.txt"), format!("{ARTICLE}\nSubscribe to our newsletter\n"))
        .unwrap();
    assert_eq!(figures(root), Vec::<Value>::new());
}

/// A note stands beside a disagreement, and no side of it goes.
#[test]
fn a_note_on_a_disagreement_reaches_the_page() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    project(root);
    let article = |count: &str| {
        format!(
            "Three states agree to keep their lighthouses lit\n\nThe Lantern Pact was the topic of \
             a summit in Lisbon. {count} countries took part in the summit in Lisbon.\n"
        )
    };
    fs::write(root.join("seeds/lantern.txt"), article("Twelve")).unwrap();
    fs::write(root.join("seeds/harbour.txt"), article("Fourteen")).unwrap();
    let all = claims(root);
    let disagreement = all.iter().find(|claim| claim["kind"] == "disagreement").expect("one");
    let id = disagreement["id"].as_str().unwrap();
    let page = || {
        sitegen(root, &["build", "--quiet"]).assert().success();
        fs::read_to_string(root.join("public/disagreements/index.html")).unwrap()
    };
    let before = page();
    assert!(before.contains("unreviewed") && !before.contains("Norsund counts"));
    let note = "Norsund counts <its> own & guests.";
    output(root, &["review", "accept", id, "--note", note]);
    let after = page();
    assert!(after.contains("Norsund counts &lt;its&gt; own &amp; guests."), "{after}");
    for side in ["Twelve countries", "Fourteen countries"] {
        assert!(before.contains(side) && after.contains(side), "{side} is gone");
    }
    // The last note counts.
    output(root, &["review", "accept", id, "--note", "Another note."]);
    let last = page();
    assert!(last.contains("Another note.") && !last.contains("Norsund counts"), "{last}");
    assert!(last.contains("Twelve countries") && last.contains("Fourteen countries"));
}

#[test]
fn claims_are_asked_about_one_after_the_other() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    project(root);
    let all = claims(root);
    let weight = |claim: &Value| {
        let order = ["disagreement", "position", "member", "definition", "quotation", "figure"];
        let place = order.iter().position(|kind| claim["kind"] == *kind).unwrap_or(order.len());
        (claim["disputed"] != true, place)
    };
    assert!(all.is_sorted_by_key(weight), "{all:?}");
    let run = |answers: &str| {
        let mut command = sitegen(root, &["review", "--interactive", "--who", "Ines"]);
        let output = command.write_stdin(answers).assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let said = run("a\nr\nnot of this pact\ns\nq\n");
    assert!(said.contains("[a]ccept, [r]eject, [s]kip, [q]uit?"), "{said}");
    let left = all.len() - 2;
    assert!(said.contains(&format!("1 claim accepted, 1 rejected, {left} left")), "{said}");
    let text = fs::read_to_string(root.join("content/review.yaml")).unwrap();
    let decisions = review::read(&text).value.decisions;
    let id = |at: usize| all[at]["id"].as_str().unwrap();
    let made: Vec<_> = decisions.iter().map(|d| (d.id.as_str(), d.ruling)).collect();
    assert_eq!(made, [(id(0), Ruling::Confirmed), (id(1), Ruling::Rejected)]);
    assert_eq!(decisions[1].why.as_deref(), Some("not of this pact"));
    assert!(decisions.iter().all(|d| d.who.as_deref() == Some("Ines")));
    // What was skipped comes again, what was decided does not.
    assert!(run("").contains(&format!("1 of {left}")));
}

/// A person's hand in a file of the project.
#[derive(Clone, Debug)]
enum Hand {
    /// A comment at the end of review.yaml.
    Comment(String),
    /// All of its line ends changed.
    Windows,
    /// Prose or a key in a curated entry.
    Entry(String),
    /// A decision on one of the claims.
    Decide(usize, bool, String),
}

fn hand() -> impl Strategy<Value = Hand> {
    let words = "[a-z:#'\"é{}\\[\\] -]{0,20}";
    prop_oneof![
        words.prop_map(Hand::Comment),
        Just(Hand::Windows),
        words.prop_map(Hand::Entry),
        (0usize..64, any::<bool>(), "[ -~é]{1,20}")
            .prop_map(|(n, yes, why)| Hand::Decide(n, yes, why)),
    ]
}

/// All files below `content/`, with their bytes.
fn content(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = disk::read(root).value;
    let under = files.under("content/").iter();
    under.map(|file| (file.path.clone(), file.bytes.to_vec())).collect()
}

/// Decides on a claim as the command does, and compares every byte before and after.
fn decide(root: &Path, number: usize, yes: bool, why: &str) -> Result<(), TestCaseError> {
    let snapshot = disk::read(root).value;
    let claims = pipeline::review(&snapshot, &pipeline::Silent).value;
    let Some(entry) = claims.get(number % claims.len().max(1)) else { return Ok(()) };
    let decision = Decision {
        id: entry.id.clone(),
        kind: Some(entry.kind),
        words: entry.words.clone(),
        source: entry.source.to_string(),
        ruling: if yes { Ruling::Confirmed } else { Ruling::Rejected },
        who: None,
        when: None,
        why: Some(why.to_owned()),
        note: None,
        place: None,
    };
    let before = content(root);
    let old = before.get(review::FILE).cloned().unwrap_or_default();
    let text = std::str::from_utf8(&old).unwrap();
    let new = review::appended(text, &[decision]).expect("a list with an entry a line");
    let kind =
        if before.contains_key(review::FILE) { WriteKind::Rewrite } else { WriteKind::Create };
    let write = Write { path: review::FILE.to_owned(), bytes: Arc::from(new.as_bytes()), kind };
    prop_assert_eq!(disk::write_all(root, &snapshot, &[write]), []);
    let mut after = content(root);
    let written = after.remove(review::FILE).unwrap_or_default();
    prop_assert!(written.starts_with(&old), "{text:?}");
    let mut others = before;
    others.remove(review::FILE);
    prop_assert_eq!(others, after);
    let read = review::read(std::str::from_utf8(&written).unwrap());
    prop_assert_eq!(read.diagnostics, []);
    prop_assert_eq!(read.value.decisions.last().map(|d| d.id.clone()), Some(entry.id.clone()));
    Ok(())
}

#[test]
fn two_hundred_edits_leave_every_other_byte() {
    let mut runner =
        TestRunner::new(Runs { cases: 10, failure_persistence: None, ..Runs::default() });
    let hands = proptest::collection::vec(hand(), 20);
    let done = runner.run(&hands, |hands| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        project(root);
        let file = root.join(review::FILE);
        let entry = root.join("content/figures/keepers.md");
        for hand in hands {
            let text = fs::read_to_string(&file).unwrap_or_default();
            match hand {
                Hand::Comment(words) => fs::write(&file, format!("{text}# {words}\n")).unwrap(),
                Hand::Windows => {
                    let lines = text.replace("\r\n", "\n").replace('\n', "\r\n");
                    fs::write(&file, lines).unwrap();
                }
                Hand::Entry(words) => {
                    fs::write(&entry, format!("---\nunit: x\n---\n{words}")).unwrap();
                }
                Hand::Decide(number, yes, why) => decide(root, number, yes, &why)?,
            }
        }
        decide(root, 0, true, "last")
    });
    done.unwrap();
}
