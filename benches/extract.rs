//! Throughput of `ingest` and `extract`, stage by stage, on the articles of `tests/gold` that are text
//! or Markdown, beside pulldown-cmark rendering the same bytes: `cargo bench --bench extract`.
//!
//! Every stage is timed in turn within each round, so that a busy machine slows all of them alike;
//! the fastest round of each counts.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indexmap::IndexMap;
use sitegen::config::{self, Config};
use sitegen::evidence::{entities, extract};
use sitegen::lexicon::Lexicon;
use sitegen::seeds::{self, Seed, Sidecar};
use sitegen::sources::{self, Document, Source};
use sitegen::span::SourceId;
use sitegen::text::Text;

/// The binary's allocator: its cost is part of the figures.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many times as long as pulldown-cmark ingest and extract may take together.
const BAR: f64 = 4.0;

/// The articles of one set, and what is read with them.
struct Set {
    seeds: Vec<Seed>,
    lexicon: Lexicon,
    config: Config,
}

/// The stages, in the order in which their times are kept.
const STAGES: [&str; 5] =
    ["pulldown-cmark", "ingest", "segment + Text::new", "recognise", "extract (all of evidence)"];

fn main() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let sets = sets();
    let bytes: usize = sets.iter().flat_map(|set| &set.seeds).map(|seed| seed.text.len()).sum();
    let mut best = [Duration::MAX; STAGES.len()];
    for _ in 0..rounds {
        let mut round = [Duration::ZERO; STAGES.len()];
        for set in &sets {
            for (total, stage) in round.iter_mut().zip(time(set)) {
                *total += stage;
            }
        }
        for (best, stage) in best.iter_mut().zip(round) {
            *best = (*best).min(stage);
        }
    }
    let [peer, ingest, cut, _, evidence] = best;
    println!("{bytes} bytes of articles, the fastest of {rounds} rounds\n");
    for (name, time) in STAGES.iter().zip(best) {
        row(name, bytes, time, peer);
    }
    let whole = ingest + cut + evidence;
    row("ingest + segment + extract", bytes, whole, peer);
    let ratio = whole.as_secs_f64() / peer.as_secs_f64();
    let verdict = if ratio <= BAR { "within" } else { "above" };
    println!("\n{ratio:.2} times pulldown-cmark: {verdict} the bar of {BAR}");
}

fn row(name: &str, bytes: usize, time: Duration, peer: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let rate = bytes as f64 / time.as_secs_f64() / 1e6;
    let ratio = time.as_secs_f64() / peer.as_secs_f64();
    println!("{name:28} {rate:9.1} MB/s {ratio:7.2} x");
}

/// One pass of each stage over a set. `extract` cuts the text itself; the time of `Text::new` is
/// taken off it, since it stands in the line above.
fn time(set: &Set) -> [Duration; STAGES.len()] {
    let (none, axes) = (Sidecar::default(), &set.config.positions);
    let peer = clock(|| set.seeds.iter().map(|seed| render(&seed.text)).sum::<usize>()).0;
    let (ingest, documents) = clock(|| {
        let one = |seed| sources::ingest(seed, &none, &set.lexicon).value;
        set.seeds.iter().map(one).collect::<Vec<Document>>()
    });
    let (segment, articles) = clock(|| {
        let one = |document| sources::segment(SourceId::new("article"), document, &set.lexicon);
        documents.into_iter().map(one).collect::<Vec<Source>>()
    });
    let (cut, texts) = clock(|| {
        articles.iter().map(|article| Text::new(article, &set.lexicon)).collect::<Vec<Text<'_>>>()
    });
    let recognise = clock(|| {
        texts.iter().map(|text| entities::recognise(text, &[]).named.len()).sum::<usize>()
    });
    let evidence = clock(|| {
        let one = |article| extract(article, &set.lexicon, axes, &[]).value.mentions.len();
        articles.iter().map(one).sum::<usize>()
    });
    [peer, ingest, segment + cut, recognise.0, evidence.0.saturating_sub(cut)]
}

fn clock<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let started = Instant::now();
    let made = black_box(work());
    (started.elapsed(), made)
}

fn render(text: &str) -> usize {
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
    html.len()
}

fn sets() -> Vec<Set> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let folders = fs::read_dir(gold).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.join("seeds").is_dir()).collect();
    folders.sort();
    folders.iter().map(|folder| set(folder)).collect()
}

fn set(folder: &Path) -> Set {
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let config = config::read(&read("positions.yaml")).value;
    let mut lexicon = Lexicon::load(&IndexMap::default()).value;
    lexicon.add_subject([read("subject.txt").trim()]);
    lexicon.add_positions(&config.positions);
    let files = fs::read_dir(folder.join("seeds")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    files.sort();
    let seed = |path: &PathBuf| {
        let name = format!("seeds/{}", path.file_name()?.to_string_lossy());
        let seed = seeds::read(&name, &fs::read(path).ok()?, seeds::DEFAULT_LIMIT).value?;
        // Pages are another matter: their time is that of the reader of HTML.
        (seed.kind != seeds::Kind::Html).then_some(seed)
    };
    Set { seeds: files.iter().filter_map(seed).collect(), lexicon, config }
}
