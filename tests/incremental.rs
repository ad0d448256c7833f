//! Incremental equals clean: whatever is edited, a build that remembers the last one publishes the
//! same bytes and says the same things as one that knows nothing, and renders no page in vain.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A small generator of numbers: the same ones in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

type Files = BTreeMap<String, String>;

const PEOPLE: [&str; 4] = ["Inês Valadão", "Tomas Rindal", "Orla Keane", "Mikko Halme"];
const STATES: [&str; 4] = ["Portugal", "Norway", "Ireland", "Finland"];

fn article(chance: &mut Chance) -> String {
    let (who, state, other) = (chance.pick(&PEOPLE), chance.pick(&STATES), chance.pick(&STATES));
    let (n, day) = (chance.below(90) + 2, chance.below(27) + 1);
    format!(
        "{state} joins the Lantern Pact with {n} lamps\n\n{state} joined the Lantern Pact on {day} \
         May 2031, the government said.\n\n\"We shall keep every lamp burning,\" said {who}, the \
         prime minister of {state}.\n\nAt least {n} ships passed. {other} declined to join.\n"
    )
}

fn page(chance: &mut Chance, title: usize, all: &Files) -> String {
    let links: Vec<&String> =
        all.keys().filter(|path| path.starts_with("content/") && !path.contains('_')).collect();
    let mut link = String::new();
    if !links.is_empty() && chance.below(3) > 0 {
        let to = links[chance.below(links.len())].trim_start_matches("content/");
        let anchor = chance.pick(&["", "", "", "#why", "#why", "#nowhere"]);
        link = format!("See [this](@/{to}{anchor}).\n");
    }
    let tags = chance.pick(&["", "tags: [money]\n", "tags: [money, law]\n"]);
    let cite =
        chance.pick(&["", "", "It is so [@a].\n", "He said so [@b, \"every lamp burning\"].\n"]);
    let note = chance.pick(&["", "", "#### Too deep\n\n"]);
    let quote = chance.pick(&["", "", "They call it \"a lamp for every ship at sea\".\n"]);
    let slug = chance.pick(&["", "", "slug: elsewhere\n", "slug: over-there\n"]);
    format!(
        "---\ntitle: Page {title} {}\n{tags}{slug}date: 2031-05-{:02}\n---\nText number {}.\n\n## Why\n\n\
         {link}{cite}{quote}{note}Because of {}.\n",
        chance.below(3),
        chance.below(27) + 1,
        chance.below(1000),
        chance.below(1000),
    )
}

fn beginning(chance: &mut Chance, search: bool) -> Files {
    let mut files = Files::new();
    let mut put = |path: &str, text: String| files.insert(path.to_owned(), text);
    put(
        "sitegen.yaml",
        format!("title: Lanterns\nsearch: {search}\nsubject:\n  name: Lantern Pact\n"),
    );
    put("content/_index.md", "# Welcome\n\nAll about lamps.\n".to_owned());
    put(
        "content/guide/_index.md",
        "---\ntitle: Guide\npaginate_by: 2\n---\nAll guides.\n".to_owned(),
    );
    for id in ["a", "b", "c"] {
        put(&format!("seeds/{id}.txt"), article(chance));
    }
    for n in 0..4 {
        let text = page(chance, n, &Files::new());
        put(&format!("content/guide/p{n}.md"), text);
    }
    files
}

/// Changes something; returns what, and whether all pages may have to be rendered for it.
fn edit(chance: &mut Chance, files: &mut Files) -> (String, bool) {
    let kind = chance.below(15);
    let paths: Vec<String> = files.keys().cloned().collect();
    let some = |chance: &mut Chance, start: &str| {
        let all: Vec<&String> = paths
            .iter()
            .filter(|path| path.starts_with(start) && !path.contains("_index"))
            .collect();
        (!all.is_empty()).then(|| all[chance.below(all.len())].clone())
    };
    let fresh = chance.below(1_000_000);
    match kind {
        0..=2 => {
            let Some(path) = some(chance, "content/guide/") else {
                return ("nothing".into(), false);
            };
            let n = chance.below(9);
            let text = page(chance, n, files);
            files.insert(path.clone(), text);
            (format!("edit {path}"), false)
        }
        3 => {
            let text = page(chance, fresh, files);
            files.insert(format!("content/guide/n{fresh}.md"), text);
            (format!("create a page n{fresh}"), false)
        }
        4 => match some(chance, "content/guide/") {
            Some(path) => {
                files.remove(&path);
                (format!("delete {path}"), false)
            }
            None => ("nothing".into(), false),
        },
        5 => match some(chance, "content/guide/") {
            Some(path) => {
                let text = files.remove(&path).unwrap();
                files.insert(format!("content/guide/moved{fresh}.md"), text);
                (format!("rename {path}"), false)
            }
            None => ("nothing".into(), false),
        },
        6 => {
            let id = chance.pick(&["a", "b", "c", "d"]);
            files.insert(format!("seeds/{id}.txt"), article(chance));
            (format!("write seed {id}"), true)
        }
        7 => {
            files.remove("seeds/d.txt");
            files.remove("content/sources/d.md");
            ("delete seed d".into(), true)
        }
        8 => {
            let text = format!("<p>{fresh}</p>\n{{% extends \"page.html\" %}}\n");
            let name = chance.pick(&["own.html", "redirect.html"]);
            files.insert(
                format!("templates/{name}"),
                text.replacen("<p>", "{# ", 1).replacen("</p>", " #}", 1),
            );
            (format!("write template {name}"), true)
        }
        9 => {
            let title = chance.below(3);
            let policy =
                chance.pick(&["\"off\"", "recommended", "recommended", "\"off\"", "required"]);
            let search = chance.pick(&["true", "true", "false"]);
            let text = format!(
                "title: Lanterns {title}\ncitations: {policy}\nsearch: {search}\nbase_url: \
                 https://lantern.example/{title}\nsubject:\n  name: Lantern Pact\n"
            );
            files.insert("sitegen.yaml".to_owned(), text);
            ("configure".into(), true)
        }
        10..=12 => {
            let Some(path) = some(chance, "content/guide/") else {
                return ("nothing".into(), false);
            };
            let to = chance.pick(&["more", "## Why not", "[Why](#why)"]);
            let text = files[&path].replace("Because of", &format!("{to}\n\nBecause of"));
            files.insert(path.clone(), text);
            (format!("write more in {path}"), false)
        }
        13 => {
            files.insert("static/extra.css".to_owned(), format!("/* {fresh} */\n"));
            ("write a style".into(), false)
        }
        _ => {
            let text =
                format!("---\ntitle: Guide {}\npaginate_by: 2\n---\nAll.\n", chance.below(3));
            files.insert("content/guide/_index.md".to_owned(), text);
            ("edit the section".into(), true)
        }
    }
}

/// Makes the inputs on disk what they should be, touching nothing that is so already.
fn lay(root: &Path, files: &Files) {
    for (path, text) in files {
        let path = root.join(path);
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    for path in on_disk(root).keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(root.join(path)).unwrap();
    }
}

/// The inputs as they are on disk, which a build may have added to.
fn on_disk(root: &Path) -> Files {
    ["sitegen.yaml", "seeds", "content", "templates", "static"]
        .iter()
        .flat_map(|top| walkdir::WalkDir::new(root.join(top)))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| !entry.path().to_string_lossy().ends_with(".proposed"))
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// What a build said, but for times and counts of files, how many pages it rendered, and whether it
/// made no others.
fn build(root: &Path, out: &Path) -> (bool, Vec<String>, u64, bool) {
    let mut command = Command::cargo_bin("sitegen").unwrap();
    command.args(["build", "--format", "json", "--as-of", "2031-06-01", "--root"]).arg(root);
    let output = command.arg("--out").arg(out).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let summary: serde_json::Value = serde_json::from_str(&lines.pop().unwrap()).unwrap();
    lines.push(format!("{} {} {}", summary["subject"], summary["members"], summary["quotations"]));
    let alone = summary["timings"].get("retouch").is_some();
    (output.status.success(), lines, summary["rendered"].as_u64().unwrap(), alone)
}

fn published(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(out).unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn incremental_equals_clean() {
    let (mut edits, mut rendered, mut needed, mut failed, mut retouched) = (0, 0, 0, 0, 0);
    // Each begins without an error.
    for sequence in [1, 2, 4, 5] {
        let mut chance = Chance(sequence * 7919 + 5);
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut files = beginning(&mut chance, sequence % 4 == 0);
        let out = here.path().join("public");
        let mut before = BTreeMap::new();
        let mut history = vec!["begin".to_owned()];
        let mut good = None;
        for round in 0..16 {
            let mut all = false;
            if let Some(last) = good.take() {
                // As one does after a mistake.
                files = last;
                history.push("undo".to_owned());
                all = true;
            } else if round > 0 {
                good = Some(files.clone());
                let what;
                (what, all) = edit(&mut chance, &mut files);
                history.push(what);
            }
            lay(here.path(), &files);
            let (fine, said, count, alone) = build(here.path(), &out);
            retouched += usize::from(alone);
            let now = published(&out);
            // The clean build starts from the very inputs, those included that the other one wrote.
            files = on_disk(here.path());
            let clean = there.path().join(round.to_string());
            lay(&clean, &files);
            let (clean_fine, clean_said, ..) = build(&clean, &clean.join("public"));
            assert_eq!(said, clean_said, "{history:?}");
            assert_eq!(fine, clean_fine, "{history:?}");
            if !fine {
                failed += 1;
                assert_eq!(now, before, "errors published something: {history:?}");
                continue;
            }
            let wanted = published(&clean.join("public"));
            let differs: Vec<_> =
                wanted.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes)).collect();
            assert!(differs.is_empty(), "{history:?}: {:?}", differs[0].0);
            assert_eq!(now.len(), wanted.len(), "{history:?}");
            let changed = now
                .iter()
                .filter(|(path, _)| path.extension().is_some_and(|e| e == "html"))
                .filter(|(path, bytes)| before.get(*path) != Some(bytes))
                .count();
            if round > 0 && !all {
                edits += 1;
                rendered += count;
                needed += u64::try_from(changed).unwrap();
            }
            before = now;
            good = None;
        }
    }
    println!(
        "{edits} edits of content: {rendered} pages rendered, {needed} differ; {failed} builds with \
         errors, {retouched} of texts alone"
    );
    assert!(edits > 10 && failed > 0 && retouched > 0);
    // A page's value may change without showing, such as the order of equal things; not often.
    assert!(rendered <= needed + needed / 10 + 3, "{rendered} rendered, {needed} needed");
}
