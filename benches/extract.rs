//! Throughput of `ingest`, `segment` and `extract` on the articles of `tests/gold` that are text or
//! Markdown, beside pulldown-cmark rendering the same bytes, and how long the lexicon takes to load:
//! `cargo bench --bench extract`.
//!
//! Each article goes through every stage in turn, in one thread, round after round; of each article and
//! stage the fastest round counts, so that what else the machine does slows none of them. `ROUNDS`
//! sets how many rounds there are.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indexmap::IndexMap;
use sitegen::config::{self, Config};
use sitegen::evidence::{entities, extract};
use sitegen::lexicon::Lexicon;
use sitegen::seeds::{self, Seed, Sidecar};
use sitegen::sources;
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

/// What is timed, in the order in which the times are kept. The last two are parts of `extract`.
const STAGES: [&str; 6] =
    ["pulldown-cmark", "ingest", "segment", "extract", "  its Text::new", "  its recognise"];

fn main() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let sets = sets();
    let articles: usize = sets.iter().map(|set| set.seeds.len()).sum();
    let bytes: usize = sets.iter().flat_map(|set| &set.seeds).map(|seed| seed.text.len()).sum();
    let mut best = vec![[Duration::MAX; STAGES.len()]; articles];
    for _ in 0..rounds {
        let all = sets.iter().flat_map(|set| set.seeds.iter().map(move |seed| time(set, seed)));
        for (best, round) in best.iter_mut().flatten().zip(all.flatten()) {
            *best = round.min(*best);
        }
    }
    let mut sums = [Duration::ZERO; STAGES.len()];
    for (sum, time) in best.iter().flat_map(|best| (0..).zip(best)) {
        sums[sum] += *time;
    }
    let load = (0..10).map(|_| clock(Lexicon::builtin).0).min().unwrap_or_default();
    println!("{articles} articles of {bytes} bytes in all, the fastest of {rounds} rounds\n");
    println!("{:28} {:>9} {:>14} {:>16}", "", "time", "throughput", "pulldown-cmark");
    let [peer, ingest, segment, extract, ..] = sums;
    for (name, time) in STAGES.iter().zip(sums) {
        row(name, bytes, time, peer);
    }
    let whole = ingest + segment + extract;
    row("ingest + segment + extract", bytes, whole, peer);
    println!("\nloading the lexicon: {:.2} ms", load.as_secs_f64() * 1e3);
    let ratio = whole.as_secs_f64() / peer.as_secs_f64();
    let verdict = if ratio <= BAR { "within" } else { "above" };
    println!("{ratio:.2} times as long as pulldown-cmark: {verdict} the bar of {BAR}");
}

fn row(name: &str, bytes: usize, time: Duration, peer: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let rate = bytes as f64 / time.as_secs_f64() / 1e6;
    let ratio = time.as_secs_f64() / peer.as_secs_f64();
    println!("{name:28} {:6.3} ms {rate:9.1} MB/s {ratio:14.2} x", time.as_secs_f64() * 1e3);
}

/// One pass of each stage over an article. `extract` cuts and looks up the text itself, so its time
/// holds that of its parts, which are timed once more by themselves.
fn time(set: &Set, seed: &Seed) -> [Duration; STAGES.len()] {
    let (none, axes, lexicon) = (Sidecar::default(), &set.config.positions, &set.lexicon);
    let (peer, _) = clock(|| render(&seed.text));
    let (ingest, document) = clock(|| sources::ingest(seed, &none, lexicon).value);
    let id = SourceId::new("article");
    let (segment, article) = clock(|| sources::segment(id, document, lexicon));
    let (extract, _) = clock(|| extract(&article, lexicon, axes, &[]).value);
    let (cut, text) = clock(|| Text::new(&article, lexicon));
    let (recognise, _) = clock(|| entities::recognise(&text, &[]));
    [peer, ingest, segment, extract, cut, recognise]
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
