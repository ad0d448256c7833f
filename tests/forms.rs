//! Ingest of the forms that scraped articles take: each file under `tests/ingest/forms` is a seed whose
//! lines say in their first column what they are, so that a new case is one file.
//!
//! `@ key: value` metadata that is stated (`publisher`, `authors`, `published`); `T` the headline, `H` a
//! heading, `X` no part of the article, `S` a standfirst and `M` a byline or time stamp (either may be left
//! out), `P` markup only; a blank: the article.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sitegen::lexicon::Lexicon;
use sitegen::seeds::{self, Sidecar};
use sitegen::sources::{self, BlockKind, Document};

/// A seed with what its lines are.
#[derive(Default)]
struct Form {
    name: String,
    seed: String,
    meta: BTreeMap<String, String>,
    title: Option<String>,
    headings: Vec<String>,
    junk: Vec<String>,
    body: Vec<String>,
}

/// A line without markup, its words in lower case.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in line.replace("&amp;", "&").chars() {
        match c {
            '<' => tag = true,
            '>' if tag => {
                tag = false;
                out.push(' ');
            }
            c if !tag => out.push(c),
            _ => {}
        }
    }
    let mut text = String::new();
    let mut rest = out.as_str();
    // A link of Markdown is its text.
    while let Some(at) = rest.find("](") {
        text.push_str(&rest[..at]);
        rest = rest[at..].split_once(')').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    fold(&text)
}

fn fold(text: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let mut text: String = text.to_lowercase().chars().map(kept).collect();
    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text
}

fn read(path: &Path) -> Form {
    let text = fs::read_to_string(path).expect("a form");
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut form = Form { name, ..Form::default() };
    for line in text.lines() {
        let (sign, rest) = line.split_at(line.len().min(2));
        if sign == "@ " {
            let (key, value) = rest.split_once(": ").expect("key: value");
            form.meta.insert(key.to_owned(), value.to_owned());
            continue;
        }
        form.seed.push_str(rest);
        form.seed.push('\n');
        let text = plain(rest);
        match sign {
            "T " => form.title = Some(text),
            "H " => form.headings.push(text),
            "X " => form.junk.push(text),
            "  " => form.body.push(text),
            "S " | "M " | "P " | "" => {}
            other => panic!("{}: no such sign: {other:?}", form.name),
        }
    }
    form.junk.retain(|junk| !junk.is_empty());
    form
}

fn ingest(form: &Form, lexicon: &Lexicon) -> Document {
    let path = format!("seeds/{}", form.name);
    let seed = seeds::read(&path, form.seed.as_bytes(), seeds::DEFAULT_LIMIT).value;
    sources::ingest(&seed.expect("a seed"), &Sidecar::default(), lexicon).value
}

/// Hits and all, measure by measure.
#[derive(Default)]
struct Score {
    measures: BTreeMap<&'static str, (usize, usize)>,
    notes: Vec<String>,
}

impl Score {
    fn add(&mut self, measure: &'static str, hit: usize, all: usize) {
        let sum = self.measures.entry(measure).or_default();
        sum.0 += hit;
        sum.1 += all;
    }

    #[allow(clippy::cast_precision_loss, reason = "a share of some thousand words")]
    fn share(&self, measure: &str) -> f64 {
        let (hit, all) = self.measures.get(measure).copied().unwrap_or_default();
        if all == 0 { 1.0 } else { hit as f64 / all as f64 }
    }

    fn form(&mut self, form: &Form, document: &Document) {
        let mut note = Vec::new();
        let title = document.meta.title.as_deref().map(plain);
        self.add("title", usize::from(title == form.title), 1);
        if title != form.title {
            note.push(format!("title: {:?}", document.meta.title));
        }
        let found: Vec<String> = document
            .blocks
            .iter()
            .filter(|b| matches!(b.kind, BlockKind::Heading(_)))
            .map(|b| plain(&b.text))
            .collect();
        let hit = found.iter().filter(|h| form.headings.contains(h)).count();
        self.add("headings.f1", 2 * hit, found.len() + form.headings.len());
        note.extend(
            found.iter().filter(|h| !form.headings.contains(h)).map(|h| format!("no heading: {h}")),
        );
        note.extend(
            form.headings
                .iter()
                .filter(|h| !found.contains(h))
                .map(|h| format!("missed heading: {h}")),
        );
        let blocks: Vec<String> = document.blocks.iter().map(|b| plain(&b.text)).collect();
        for junk in &form.junk {
            // A line that says what a line of the article says cannot be told from it in the output.
            let inside = form.body.iter().chain(&form.headings).any(|line| line.contains(junk));
            let left = !inside && blocks.iter().any(|block| block.contains(junk.as_str()));
            self.add("boilerplate", usize::from(!left), 1);
            if left {
                note.push(format!("left in: {junk}"));
            }
        }
        let page = format!(" {} ", blocks.join(" "));
        for line in &form.body {
            let all = line.split(' ').count();
            let kept = if page.contains(line.as_str()) {
                all
            } else {
                line.split(' ').filter(|w| page.contains(&format!(" {w} "))).count().min(all - 1)
            };
            self.add("kept", kept, all);
            if kept < all {
                note.push(format!("lost: {line}"));
            }
        }
        self.metadata(form, document, &mut note);
        self.notes.extend(note.into_iter().map(|n| format!("{}: {n}", form.name)));
    }

    fn metadata(&mut self, form: &Form, document: &Document, note: &mut Vec<String>) {
        let meta = &document.meta;
        let found = [
            ("publisher", meta.publisher.clone()),
            ("authors", (!meta.authors.is_empty()).then(|| meta.authors.join(", "))),
            ("published", meta.published.map(|date| date.to_string())),
        ];
        for (key, value) in found {
            let wanted = form.meta.get(key);
            if wanted.is_none() && value.is_none() {
                continue;
            }
            let right = wanted.map(|w| fold(w)) == value.as_deref().map(fold);
            self.add(key, usize::from(right), 1);
            if !right {
                note.push(format!("{key}: {value:?}, should be {wanted:?}"));
            }
        }
    }
}

fn forms() -> Vec<Form> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/ingest/forms");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("forms").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.iter().map(|path| read(path)).collect()
}

/// What each measure may not fall below.
const FLOORS: [(&str, f64); 7] = [
    ("title", 0.97),
    ("headings.f1", 0.97),
    ("boilerplate", 0.96),
    ("kept", 0.999),
    ("publisher", 0.08),
    ("authors", 0.78),
    ("published", 0.8),
];

#[test]
fn measures_on_many_forms() {
    let lexicon = Lexicon::builtin();
    let mut score = Score::default();
    for form in &forms() {
        score.form(form, &ingest(form, &lexicon));
    }
    for (measure, (hit, all)) in &score.measures {
        println!("{measure}: {:.3} ({hit}/{all})", score.share(measure));
    }
    for note in &score.notes {
        println!("    {note}");
    }
    for (measure, floor) in FLOORS {
        assert!(score.share(measure) >= floor, "{measure} fell to {}", score.share(measure));
    }
}
