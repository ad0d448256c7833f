//! Extraction, measured: every labelled set is built with the binary, and scored against its labels.
//! Nothing may fall below its floor in `tests/gold/floors.json`. `UPDATE_FLOORS=1 cargo test --test
//! score` raises floors to what is measured now; none is ever lowered.
//!
//! The scorer and the articles of one set lie beside this repository, in `../shared`. Where that is
//! missing the scores are skipped, and said to be; that statements rest on their articles is proved
//! without them.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use sitegen::fold::fold;

/// Measures by name; in a file of floors, these by the name of the set.
type Measures = BTreeMap<String, f64>;

/// A folder of articles with labels, and the project that was built from it.
struct Set {
    name: String,
    seeds: PathBuf,
    gold: PathBuf,
    subject: String,
    positions: PathBuf,
    project: tempfile::TempDir,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shared() -> PathBuf {
    root().join("../shared")
}

/// The sets of this repository, and the real articles where they are at hand; each built once.
fn sets() -> &'static [Set] {
    static SETS: OnceLock<Vec<Set>> = OnceLock::new();
    SETS.get_or_init(|| {
        let sets: Vec<Set> = own_sets().into_iter().chain(real_set()).collect();
        std::thread::scope(|scope| {
            for set in &sets {
                scope.spawn(|| build(set));
            }
        });
        sets
    })
}

fn own_sets() -> Vec<Set> {
    let folder = fs::read_dir(root().join("tests/gold")).unwrap();
    let mut folders: Vec<PathBuf> =
        folders_only(folder.map(|entry| entry.unwrap().path())).collect();
    folders.sort();
    let set = |folder: PathBuf| Set {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        seeds: folder.join("seeds"),
        gold: folder.join("gold.json"),
        subject: fs::read_to_string(folder.join("subject.txt")).unwrap().trim().to_owned(),
        positions: folder.join("positions.yaml"),
        project: tempfile::tempdir().unwrap(),
    };
    folders.into_iter().map(set).collect()
}

fn folders_only(paths: impl Iterator<Item = PathBuf>) -> impl Iterator<Item = PathBuf> {
    paths.filter(|path| path.join("gold.json").is_file())
}

fn real_set() -> Option<Set> {
    let gold = shared().join("gold/coalition.json");
    let labels: Value = serde_json::from_str(&fs::read_to_string(&gold).ok()?).unwrap();
    Some(Set {
        name: "coalition".to_owned(),
        seeds: shared().join("seeds"),
        gold,
        subject: labels["subject"]["name"].as_str()?.to_owned(),
        positions: root().join("sitegen.yaml"),
        project: tempfile::tempdir().unwrap(),
    })
}

/// Makes a project of nothing but the articles, the subject's name and the `positions`.
fn build(set: &Set) {
    let sitegen = || Command::new(env!("CARGO_BIN_EXE_sitegen"));
    let project = set.project.path();
    let mut new = sitegen();
    new.arg("new").arg(project).args(["--subject", &set.subject, "--from"]).arg(&set.seeds);
    succeed(&mut new);
    let config = project.join("sitegen.yaml");
    let mut text = fs::read_to_string(&config).unwrap();
    text += &positions(&fs::read_to_string(&set.positions).unwrap());
    fs::write(&config, text).unwrap();
    succeed(sitegen().args(["build", "--quiet", "--root"]).arg(project));
}

fn succeed(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed:\n{complaint}");
    output.stdout
}

/// The block `positions:` of a configuration.
fn positions(config: &str) -> String {
    let inside = |line: &&str| line.starts_with([' ', '#']) || line.is_empty();
    let mut lines = config.lines().skip_while(|line| *line != "positions:");
    let head = lines.next().map(str::to_owned);
    head.into_iter().chain(lines.take_while(inside).map(str::to_owned)).fold(
        "\n".to_owned(),
        |mut text, line| {
            text.push_str(&line);
            text.push('\n');
            text
        },
    )
}

/// What `data/subject.json` of a built set holds.
fn built(set: &Set) -> Value {
    let text = fs::read_to_string(set.project.path().join("public/data/subject.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn no_measure_falls_below_its_floor() {
    let scorer = shared().join("score/score.py");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if !scorer.is_file() || !python {
        say("SKIPPED: scores need python3 and ../shared/score/score.py");
        return;
    }
    let path = root().join("tests/gold/floors.json");
    let mut floors: BTreeMap<String, Measures> =
        serde_json::from_str(&fs::read_to_string(&path).unwrap_or("{}".to_owned())).unwrap();
    let measured: Vec<(&str, Measures)> =
        sets().iter().map(|set| (set.name.as_str(), score(&scorer, set))).collect();
    say(&table(&measured, &floors));
    if std::env::var_os("UPDATE_FLOORS").is_some() {
        for (set, measures) in &measured {
            raise(floors.entry((*set).to_owned()).or_default(), measures);
        }
        fs::write(&path, serde_json::to_string_pretty(&floors).unwrap() + "\n").unwrap();
    }
    let mut fallen = String::new();
    for (set, measures) in &measured {
        for (name, floor) in floors.get(*set).into_iter().flatten() {
            // A measure that is no longer made has fallen too.
            let value = measures.get(name).copied().unwrap_or(0.0);
            if value < *floor {
                let _ = writeln!(fallen, "{set}: {name} is {value:.3}, below its floor {floor}");
            }
        }
    }
    assert!(fallen.is_empty(), "\n{fallen}");
}

/// Says it even where the test passes, whose output is kept back otherwise.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn score(scorer: &Path, set: &Set) -> Measures {
    let mut python = Command::new("python3");
    python.arg(scorer).arg(set.project.path()).arg(&set.gold);
    python.arg("--seeds").arg(&set.seeds).arg("--json");
    serde_json::from_slice(&succeed(&mut python)).unwrap()
}

/// Raises floors to two decimals of what is measured.
fn raise(floors: &mut Measures, measures: &Measures) {
    for (name, value) in measures {
        let reached = (value * 100.0 + 1e-6).floor() / 100.0;
        let floor = floors.entry(name.clone()).or_insert(reached);
        *floor = floor.max(reached);
    }
}

/// One line for each measure, one column for each set; what is below its floor is marked.
fn table(measured: &[(&str, Measures)], floors: &BTreeMap<String, Measures>) -> String {
    let mut text = format!("\n{:34}", "");
    for (set, _) in measured {
        let _ = write!(text, " {set:>20}");
    }
    let names: HashSet<&String> = measured.iter().flat_map(|(_, m)| m.keys()).collect();
    let mut names: Vec<&String> = names.into_iter().collect();
    names.sort();
    for name in names {
        let _ = write!(text, "\n{name:34}");
        for (set, measures) in measured {
            let floor = floors.get(*set).and_then(|floors| floors.get(name));
            let cell = measures.get(name).map_or("-".to_owned(), |value| {
                let low = floor.is_some_and(|floor| value < floor);
                format!("{}{value:.3}", if low { "LOW " } else { "" })
            });
            let _ = write!(text, " {cell:>20}");
        }
    }
    text
}

/// All passages of a value that carry their text.
fn passages<'a>(value: &'a Value, out: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            if map.contains_key("source") && map.get("text").is_some_and(Value::is_string) {
                out.push(value);
            }
            map.values().for_each(|value| passages(value, out));
        }
        Value::Array(values) => values.iter().for_each(|value| passages(value, out)),
        _ => {}
    }
}

/// A seed as a reader sees it: no tags, no entities, no marks of Markdown, one folding.
fn readable(path: &Path) -> String {
    let raw = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let mut text = raw.clone();
    if path.extension().is_some_and(|extension| extension == "html") {
        text.clear();
        for piece in raw.split('<') {
            text += piece.split_once('>').map_or(piece, |(_, after)| after);
        }
        let entities =
            [("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&mdash;", "-"), ("&amp;", "&")];
        for (entity, plain) in entities {
            text = text.replace(entity, plain);
        }
    }
    fold(&text.replace(['*', '_', '\\'], "")).into_owned()
}

#[test]
fn statements_stand_in_their_articles() {
    let mut problems = Vec::new();
    for set in sets() {
        let twin = built(set);
        let mut articles: BTreeMap<&str, String> = BTreeMap::new();
        for source in twin["sources"].as_array().unwrap() {
            let file = Path::new(source["file"].as_str().unwrap()).file_name().unwrap();
            articles.insert(source["id"].as_str().unwrap(), readable(&set.seeds.join(file)));
        }
        let mut all = Vec::new();
        passages(&twin, &mut all);
        assert!(all.len() > 100, "{}: only {} passages", set.name, all.len());
        for passage in all {
            let text = passage["text"].as_str().unwrap();
            let article = &articles[passage["source"].as_str().unwrap()];
            if !article.contains(&*fold(text)) {
                problems.push(format!("{}: not in its article: {text}", set.name));
            }
            let byte = |key: &str| usize::try_from(passage[key].as_u64().unwrap()).unwrap();
            if text.get(byte("start")..byte("end")).is_none() {
                problems.push(format!("{}: its span is not of its words: {passage}", set.name));
            }
        }
        for quotation in twin["quotations"].as_array().unwrap() {
            let (text, passage) = (&quotation["text"], &quotation["passage"]["text"]);
            if !fold(passage.as_str().unwrap()).contains(&*fold(text.as_str().unwrap())) {
                problems.push(format!("{}: quotation not in its passage: {text}", set.name));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn nothing_and_nobody_stands_twice() {
    let mut problems = Vec::new();
    for set in sets() {
        let twin = built(set);
        let mut ids = HashSet::new();
        for (kind, values) in twin.as_object().unwrap() {
            for id in values.as_array().into_iter().flatten().filter_map(|v| v["id"].as_str()) {
                if !ids.insert((kind, id)) {
                    problems.push(format!("{}: {kind} {id} stands twice", set.name));
                }
            }
        }
        for kind in ["people", "members"] {
            let other_names = if kind == "people" { "variants" } else { "aliases" };
            let mut names = HashSet::new();
            for one in twin[kind].as_array().unwrap() {
                let others = one[other_names].as_array().into_iter().flatten();
                let own: HashSet<String> = std::iter::once(&one["name"])
                    .chain(others)
                    .map(|name| sitegen::fold::name_key(name.as_str().unwrap()))
                    // A surname alone may be that of two.
                    .filter(|name| name.contains(' '))
                    .collect();
                for name in own {
                    if !names.insert(name.clone()) {
                        problems.push(format!("{}: {kind}: {name:?} stands twice", set.name));
                    }
                }
            }
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
