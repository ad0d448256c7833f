//! The only place that names every stage: a snapshot in, a finished site out, nothing written.
//!
//! It stands alone so that building, checking, watching and testing run one and the same thing;
//! they differ in what they do with its [`Outcome`].

mod again;
mod articles;
mod bodies;
mod clock;
mod content;
mod drafts;
mod edition;
mod memory;
mod outlines;
mod present;
mod retouch;
mod stale;
mod study;
mod touch;

use std::sync::Mutex;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::{self, Config};
use crate::date::Date;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::disk::{Snapshot, Write};
use crate::evidence::corpus::{Introduced, KnownName};
use crate::evidence::{Evidence, extract};
use crate::lexicon::Lexicon;
use crate::memo::Hash;
use crate::pages::{self, Content};
use crate::site::{self, SiteFile, Theme, ThemeFile};
use crate::slug::SitePath;
use crate::sources::Source;
use crate::subject::review::{self, Review};
use crate::subject::{self, Subject, Topic, curated};

pub use again::{Before, Look, Place};
pub use articles::Article;
use articles::Articles;
use clock::Clock;
pub use clock::{Progress, Silent, TemplateTime, Timings};
use content::{content, not_utf8};
pub use drafts::pages;
pub use edition::edition;
pub use memory::{Memory, Why};
use outlines::Outlines;
pub use retouch::{Edited, Retouched};
use stale::Judged;
pub use study::{Study, study};

/// What a run depends on besides the files of the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day as of which to judge what is past.
    pub as_of: Option<Date>,
    /// Address under which the site is published; wins over that of `sitegen.yaml`.
    pub base_url: Option<String>,
    /// Whether drafts are rendered too, and the style guide.
    pub drafts: bool,
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The finished site. Must not be published if there is an error among the diagnostics.
    pub site: Vec<SiteFile>,
    /// Files of the project that sitegen keeps: `content/sources`.
    pub writes: Vec<Write>,
    /// What was made of each article.
    pub articles: Vec<Article>,
    /// The subject's name, "" if there is none.
    pub subject: String,
    /// Whether that was inferred from the articles.
    pub inferred: bool,
    /// Its other names.
    pub aliases: Vec<String>,
    /// How many pages were rendered, rather than taken over from an earlier run.
    pub rendered: usize,
    /// Which templates took how long, the longest first.
    pub templates: Vec<TemplateTime>,
    /// How much there is of everything.
    pub stats: Stats,
    /// Everything there is to say, in no order.
    pub diagnostics: Vec<Diagnostic>,
    /// Stages in order, and how long each took.
    pub timings: Timings,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each counts what its name says")]
pub struct Stats {
    pub articles: usize,
    pub passages: usize,
    pub members: usize,
    pub people: usize,
    pub quotations: usize,
    pub figures: usize,
    pub events: usize,
    pub disagreements: usize,
}

/// Where the files of a site go, each as soon as it is finished, from many threads.
pub trait Sink: Sync {
    /// Takes a file. Must not be published if there is an error among the diagnostics.
    fn put(&self, file: SiteFile);

    /// The same of a file whose content has this hash.
    fn put_hashed(&self, file: SiteFile, _hash: Hash) {
        self.put(file);
    }

    /// Whether the file of this path and hash is there already, and is kept: then it is not made.
    fn keep(&self, _path: &SitePath, _hash: Hash) -> bool {
        false
    }
}

/// Keeps all files in memory.
#[derive(Debug, Default)]
struct Kept(Mutex<Vec<SiteFile>>);

impl Sink for Kept {
    fn put(&self, file: SiteFile) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(file);
    }
}

/// Runs every stage on a snapshot, and keeps the site in memory, sorted by path.
pub fn run(snapshot: &Snapshot, options: &Options, progress: &dyn Progress) -> Outcome {
    let kept = Kept::default();
    let mut outcome = run_into(snapshot, options, progress, &kept, &mut Memory::default());
    outcome.site = kept.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    outcome.site.sort_by(|a, b| a.path.cmp(&b.path));
    outcome
}

/// Runs every stage on a snapshot; finished files go to `sink`, thus memory does not grow with
/// them. What `memory` knows already is not done again, unless the sink has not kept it; then it
/// knows what this run found out.
pub fn run_into(
    snapshot: &Snapshot,
    options: &Options,
    progress: &dyn Progress,
    sink: &dyn Sink,
    memory: &mut Memory,
) -> Outcome {
    let mut clock = Clock::new(progress);
    let mut diagnostics = Vec::new();
    let config = configuration(snapshot, options).into(&mut diagnostics);
    let mut lexicon = Lexicon::load(&config.lexicon).into(&mut diagnostics);
    if has_errors(&diagnostics) {
        // With another configuration all that follows would be said about another site.
        return Outcome { diagnostics, timings: clock.end(), ..Outcome::default() };
    }
    let Articles { sources, made: articles, writes, said } =
        articles::read(snapshot, &lexicon, &mut clock);
    diagnostics.extend(said);
    let (_, subject) =
        understand(&sources, &config, &mut lexicon, &mut clock).into(&mut diagnostics);
    let content = content(snapshot, &mut memory.outlines, &mut diagnostics);
    let subject = curated(subject, &content, &sources, &config).into(&mut diagnostics);
    let decisions = decisions(snapshot).into(&mut diagnostics);
    let subject = if decisions.decisions.is_empty() {
        subject
    } else {
        review::apply(subject, &decisions, &sources).into(&mut diagnostics).0
    };
    if let Some(as_of) = options.as_of {
        let (sources, writes) = (&sources[..], &writes[..]);
        let judged = Judged { snapshot, writes, sources, lexicon: &lexicon, config: &config };
        diagnostics.extend(judged.stale(&subject, as_of));
    }
    if sources.is_empty() && content.files.is_empty() {
        diagnostics.push(empty(snapshot));
    }
    clock.begin("pages and data", 1);
    let how = pages::Options { as_of: options.as_of, drafts: options.drafts };
    let (pages, data) = rayon::join(
        || pages::explain(&subject, &sources, &content, &config, &how),
        || site::data(&pages::published(&subject, config.publish), &sources),
    );
    let pages = pages.into(&mut diagnostics);
    drop(content);
    clock.begin("theme", 1);
    let theme = Theme::load(config.theme.as_deref(), &theme_files(snapshot)).into(&mut diagnostics);
    // On the style guide stand texts of other pages.
    memory.bodies.wanted &= !options.drafts;
    let presented = present::present(&pages, data, &theme, &config, sink, memory, &mut clock);
    diagnostics.extend(presented.diagnostics);
    let stats = stats(&sources, &subject);
    // Nobody need wait for this, least of all a program that ends.
    rayon::spawn(move || drop((pages, sources, theme)));
    Outcome {
        rendered: presented.rendered,
        templates: presented.templates,
        stats,
        subject: subject.name,
        inferred: subject.inferred,
        aliases: subject.aliases,
        site: Vec::new(),
        writes,
        articles,
        diagnostics,
        timings: clock.end(),
    }
}

/// Runs only as far as `content/sources`.
pub fn ingest(snapshot: &Snapshot) -> Outcome {
    let mut clock = Clock::new(&Silent);
    let mut diagnostics = Vec::new();
    let config = configuration(snapshot, &Options::default()).into(&mut diagnostics);
    let lexicon = Lexicon::load(&config.lexicon).into(&mut diagnostics);
    if has_errors(&diagnostics) {
        return Outcome { diagnostics, timings: clock.end(), ..Outcome::default() };
    }
    let Articles { sources, made: articles, writes, said } =
        articles::read(snapshot, &lexicon, &mut clock);
    diagnostics.extend(said);
    if sources.is_empty() {
        diagnostics.push(empty(snapshot));
    }
    let stats = stats(&sources, &Subject::default());
    Outcome { articles, writes, stats, diagnostics, timings: clock.end(), ..Outcome::default() }
}

/// Runs as far as the claims that a person reviews, each with what was decided about it.
pub fn review(snapshot: &Snapshot, progress: &dyn Progress) -> Checked<Vec<review::Entry>> {
    let mut clock = Clock::new(progress);
    let mut diagnostics = Vec::new();
    let config = configuration(snapshot, &Options::default()).into(&mut diagnostics);
    let mut lexicon = Lexicon::load(&config.lexicon).into(&mut diagnostics);
    let decisions = decisions(snapshot).into(&mut diagnostics);
    if has_errors(&diagnostics) {
        return Checked::new(Vec::new(), diagnostics);
    }
    let Articles { sources, said, .. } = articles::read(snapshot, &lexicon, &mut clock);
    diagnostics.extend(said);
    let (_, subject) =
        understand(&sources, &config, &mut lexicon, &mut clock).into(&mut diagnostics);
    let content = content(snapshot, &mut Outlines::default(), &mut diagnostics);
    let subject = curated(subject, &content, &sources, &config).into(&mut diagnostics);
    let (_, claims) = review::apply(subject, &decisions, &sources).into(&mut diagnostics);
    Checked::new(claims, diagnostics)
}

/// What an editor's entries make of what was extracted.
fn curated(
    subject: Subject,
    content: &Content,
    sources: &[Source],
    config: &Config,
) -> Checked<Subject> {
    // One with an outline is an ordinary page, and no entry.
    let entries = content.files.iter().filter(|file| file.outline().is_none());
    let files = entries.map(|file| (&*file.path, file.text()));
    curated::apply(subject, files, sources, config)
}

/// What a person decided.
fn decisions(snapshot: &Snapshot) -> Checked<Review> {
    let Some(file) = snapshot.get(review::FILE) else { return Checked::default() };
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => review::read(text),
        Err(_) => Checked::new(Review::default(), vec![not_utf8(file, "review")]),
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

fn configuration(snapshot: &Snapshot, options: &Options) -> Checked<Config> {
    let file = snapshot.get("sitegen.yaml");
    let text = match file.map(|file| (file, std::str::from_utf8(&file.bytes))) {
        Some((file, Err(_))) => {
            return Checked::new(Config::default(), vec![not_utf8(file, "config")]);
        }
        Some((_, Ok(text))) => text,
        None => "",
    };
    config::read(text.trim_start_matches('\u{feff}'))
        .map(|config| Config { base_url: options.base_url.clone().or(config.base_url), ..config })
}

/// From articles to what each of them says, and one picture of the subject.
fn understand(
    sources: &[Source],
    config: &Config,
    lexicon: &mut Lexicon,
    clock: &mut Clock,
) -> Checked<(Vec<Evidence>, Subject)> {
    let mut diagnostics = Vec::new();
    let topic = Topic::find(&config.subject, sources, lexicon);
    lexicon.add_subject(topic.names());
    lexicon.add_positions(&config.positions);
    let lexicon = &*lexicon;

    clock.begin("evidence", sources.len());
    let evidence = evidence(sources, config, lexicon, clock.progress()).into(&mut diagnostics);

    clock.begin("subject", 1);
    let subject = subject::assemble(sources, &evidence, lexicon, &topic).into(&mut diagnostics);
    Checked::new((evidence, subject), diagnostics)
}

/// What each article says. An article that leaves a name unexplained which another introduces is
/// read again with it.
fn evidence(
    sources: &[Source],
    config: &Config,
    lexicon: &Lexicon,
    progress: &dyn Progress,
) -> Checked<Vec<Evidence>> {
    let read =
        |source: &Source, known: &[KnownName]| extract(source, lexicon, &config.positions, known);
    let first: Vec<Checked<Evidence>> = sources
        .par_iter()
        .map(|source| {
            let evidence = read(source, &[]);
            progress.advance();
            evidence
        })
        .collect();
    let introduced = Introduced::new(first.iter().map(|said| &said.value), lexicon);
    let again: Vec<Checked<Evidence>> = sources
        .par_iter()
        .zip(first)
        .map(|(source, said)| {
            let known = introduced.for_article(&said.value);
            if known.is_empty() { said } else { read(source, &known) }
        })
        .collect();
    let mut diagnostics = Vec::new();
    let evidence = again.into_iter().map(|said| said.into(&mut diagnostics)).collect();
    Checked::new(evidence, diagnostics)
}

fn theme_files(snapshot: &Snapshot) -> Vec<ThemeFile> {
    ["static/", "templates/", "themes/"]
        .iter()
        .flat_map(|folder| snapshot.under(folder))
        .map(|file| ThemeFile::new(&*file.path, file.bytes.to_vec()))
        .collect()
}

fn empty(snapshot: &Snapshot) -> Diagnostic {
    let there = !snapshot.under("seeds/").is_empty();
    let message = if there {
        "no file in seeds/ is an article that can be read"
    } else {
        "there is nothing to build: no article in seeds/, no page in content/"
    };
    Diagnostic::error("empty-project", message)
        .hint("save articles as .txt, .md or .html in seeds/, or name the project with --root")
}

fn stats(sources: &[Source], subject: &Subject) -> Stats {
    Stats {
        articles: sources.len(),
        passages: sources.iter().map(|source| source.passages.len()).sum(),
        members: subject.members.len(),
        people: subject.people.len(),
        quotations: subject.quotations.len(),
        figures: subject.figures.len(),
        events: subject.events.len(),
        disagreements: subject.disagreements.len(),
    }
}
