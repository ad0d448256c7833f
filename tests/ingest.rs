//! Ingest by example: each folder entry under `tests/ingest` is a seed with the expected article
//! beside it, and the labelled subjects measure titles, headings, boilerplate and what is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sitegen::lexicon::Lexicon;
use sitegen::seeds::{self, Sidecar};
use sitegen::sources::{self, Block, BlockKind, Document};
use unicode_normalization::UnicodeNormalization;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn ingest(path: &Path, lexicon: &Lexicon) -> Option<(String, Document)> {
    let name = path.file_name()?.to_str()?;
    let read = seeds::read(&format!("seeds/{name}"), &fs::read(path).ok()?, seeds::DEFAULT_LIMIT);
    let sidecar = fs::read_to_string(path.with_extension("meta.yaml")).unwrap_or_default();
    let sidecar = Sidecar::parse(name, &sidecar).value;
    let seed = read.value?;
    let document = sources::ingest(&seed, &sidecar, lexicon).value;
    Some((seed.text, document))
}

/// The scorer's `plain`.
fn plain(text: &str) -> String {
    let mapped = text.nfkc().map(|c| match c {
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '′' | '`' => '\'',
        '–' | '—' | '−' | '‑' => '-',
        other => other,
    });
    mapped.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The scorer's `fold`.
fn fold(text: &str) -> String {
    let ascii: String = plain(text).nfkd().filter(char::is_ascii).collect();
    let kept = |c: &char| c.is_ascii_alphanumeric() || *c == ' ';
    ascii.to_lowercase().chars().filter(kept).collect::<String>().trim().to_owned()
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for word in fold(text).split(' ').filter(|w| !w.is_empty()) {
        *count.entry(word.to_owned()).or_default() += 1;
    }
    count
}

/// The scorer's `body`: the text of the Markdown below the front matter.
fn body(document: &Document) -> String {
    plain(&document.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n"))
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

#[derive(Debug, Default)]
struct Measures {
    articles: (usize, usize),
    titles: (usize, usize),
    headings: (usize, usize, usize),
    junk: (usize, usize),
    kept: (usize, usize),
    notes: Vec<String>,
}

#[allow(clippy::cast_precision_loss, reason = "a share of some thousand words")]
fn share(hit: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { hit as f64 / all as f64 }
}

impl Measures {
    fn f1(&self) -> f64 {
        let (hit, found, wanted) = self.headings;
        share(2 * hit, found + wanted)
    }

    fn of(gold: &Value, seeds: &Path, lexicon: &Lexicon) -> Self {
        let mut all = Self::default();
        for (file, labels) in gold["articles"].as_object().expect("articles") {
            all.articles.1 += 1;
            let Some((text, document)) = ingest(&seeds.join(file), lexicon) else {
                all.notes.push(format!("{file}: not read"));
                continue;
            };
            all.articles.0 += 1;
            all.article(file, labels, &text, &document);
        }
        all
    }

    fn article(&mut self, file: &str, labels: &Value, text: &str, document: &Document) {
        let list = |key: &str| -> Vec<String> {
            let items = labels[key].as_array().cloned().unwrap_or_default();
            items.iter().filter_map(Value::as_str).map(plain).collect()
        };
        let headings = document.blocks.iter().filter(|b| is_heading(b));
        let found: BTreeSet<String> = headings.map(|b| fold(&b.text)).collect();
        let wanted: BTreeSet<String> = list("headings").iter().map(|h| fold(h)).collect();
        self.headings.0 += found.intersection(&wanted).count();
        self.headings.1 += found.len();
        self.headings.2 += wanted.len();
        for heading in found.symmetric_difference(&wanted) {
            let what = if found.contains(heading) { "no heading" } else { "missed heading" };
            self.notes.push(format!("{file}: {what}: {heading}"));
        }
        let title = document.meta.title.clone().unwrap_or_default();
        let headline = labels["headline"].as_str().unwrap_or_default();
        if fold(&title) != fold(headline) {
            self.notes.push(format!("{file}: title is {title:?}, should be {headline:?}"));
        }
        if !headline.is_empty() {
            self.titles.1 += 1;
            self.titles.0 += usize::from(fold(&title) == fold(headline));
        }
        let (page, inline) = (body(document), list("boilerplate_inline"));
        let drop: Vec<String> =
            list("boilerplate_lines").into_iter().chain(inline.clone()).collect();
        for junk in &drop {
            let left = !fold(junk).is_empty() && fold(&page).contains(&fold(junk));
            self.junk.1 += 1;
            self.junk.0 += usize::from(!left);
            if left {
                self.notes.push(format!("{file}: left in: {junk}"));
            }
        }
        let mut loose = drop;
        for key in ["metadata_lines", "standfirst", "duplicate_lines"] {
            loose.extend(list(key));
        }
        if !headline.is_empty() {
            loose.push(plain(headline));
        }
        let have = words(&page);
        let mut want: BTreeMap<String, usize> = BTreeMap::new();
        for line in text.lines().map(plain) {
            if line.is_empty() || loose.iter().any(|x| line.starts_with(x.as_str())) {
                continue;
            }
            let line = inline.iter().fold(line, |line, cut| line.replace(cut.as_str(), " "));
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let line = if digits > 0 && line[digits..].starts_with(". ") {
                &line[digits + 2..]
            } else {
                &line
            };
            for (word, count) in words(line) {
                *want.entry(word).or_default() += count;
            }
        }
        for (word, count) in want {
            let got = have.get(&word).copied().unwrap_or(0).min(count);
            self.kept.0 += got;
            self.kept.1 += count;
            if got < count {
                self.notes.push(format!("{file}: lost {word}"));
            }
        }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: articles {:.3} titles {:.3} headings {:.3} boilerplate {:.3} kept {:.4}",
            share(self.articles.0, self.articles.1),
            share(self.titles.0, self.titles.1),
            self.f1(),
            share(self.junk.0, self.junk.1),
            share(self.kept.0, self.kept.1),
        );
        for note in &self.notes {
            println!("    {note}");
        }
    }

    /// Whether every article was read, `kept` of the words are left, and nothing is below its
    /// floor; a measure that has no floor must be perfect.
    fn meets(&self, floors: &Value, kept: f64) -> bool {
        let floor = |measure: &str| floors[measure].as_f64().unwrap_or(1.0);
        self.articles.0 == self.articles.1
            && share(self.titles.0, self.titles.1) >= floor("ingest.title")
            && self.f1() >= floor("ingest.headings.f1")
            && share(self.junk.0, self.junk.1) >= floor("ingest.boilerplate")
            && share(self.kept.0, self.kept.1) >= kept
    }
}

/// Every seed under `tests/ingest` gives the article beside it (`NAME.EXT.out.md`). With
/// `UPDATE_EXPECTED=1` in the environment the expected files are written instead of compared.
#[test]
fn examples() {
    let lexicon = Lexicon::builtin();
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut seeds: Vec<PathBuf> = fs::read_dir(root().join("tests/ingest"))
        .expect("tests/ingest")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| !path.to_string_lossy().ends_with(".out.md"))
        .filter(|path| seeds::Kind::of_path(&path.to_string_lossy()).is_some())
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty());
    let mut wrong = Vec::new();
    for path in seeds {
        let (_, document) = ingest(&path, &lexicon).expect("a seed that can be read");
        let printed = sources::print(&document);
        let again = sources::parse("out.md", &printed);
        assert_eq!((again.diagnostics, again.value), (Vec::new(), document), "{}", path.display());
        let expected = PathBuf::from(format!("{}.out.md", path.display()));
        if update {
            fs::write(&expected, &printed).expect("to write");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&printed) {
            wrong.push(format!("{}:\n{printed}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn gold(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

#[test]
fn measures_on_the_real_articles() {
    let shared = root().join("../shared");
    let Some(labels) = gold(&shared.join("gold/coalition.json")) else {
        eprintln!("SKIPPED: no labelled articles at {}", shared.display());
        return;
    };
    let measures = Measures::of(&labels, &shared.join("seeds"), &Lexicon::builtin());
    measures.print("coalition");
    assert!(measures.meets(&Value::Null, 0.997), "{measures:#?}");
}

#[test]
fn measures_on_invented_subjects() {
    let lexicon = Lexicon::builtin();
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("tests/gold"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .collect();
    folders.sort();
    if folders.is_empty() {
        eprintln!("SKIPPED: no labelled subjects under tests/gold");
    }
    let floors = gold(&root().join("tests/gold/floors.json")).unwrap_or_default();
    for folder in folders {
        let Some(labels) = gold(&folder.join("gold.json")) else { continue };
        let measures = Measures::of(&labels, &folder.join("seeds"), &lexicon);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        measures.print(&name);
        assert!(measures.meets(&floors[&name], 0.997), "{measures:#?}");
    }
}
