//! What most commands share: which project, how to report, how to run the pipeline on it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sitegen::date::Date;
use sitegen::diagnostic::{Checked, Diagnostic};
use sitegen::disk::{self, Snapshot};
use sitegen::pipeline::{self, Before, Memory, Outcome, Progress, Sink};
use sitegen::report::{self, Counts, Format};

use super::progress::Bar;
use super::{Verdict, usage};

/// Options of every command that reads a project.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct ProjectArgs {
    /// Folder of the project [default: the nearest one upward with sitegen.yaml, else this one]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Address under which the site is published; wins over base_url in sitegen.yaml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// The day as of which to judge what is past or out of date [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Render drafts too, and a style guide at /styleguide/
    #[arg(long)]
    drafts: bool,
    /// How to write what is found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Say nothing but errors and warnings
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more: notes, and what was read
    #[arg(short, long)]
    pub(super) verbose: bool,
}

fn web_address(text: &str) -> Result<String, String> {
    if text.starts_with("http://") || text.starts_with("https://") {
        Ok(text.to_owned())
    } else {
        Err("write it whole, such as https://example.org/topic/".to_owned())
    }
}

/// What a run over a project found.
pub(super) struct Run {
    pub(super) snapshot: Snapshot,
    pub(super) outcome: Outcome,
}

/// One of the ways to run it.
type Pipeline<'a> = dyn FnMut(&Snapshot, &pipeline::Options, &dyn Progress) -> Outcome + 'a;

impl ProjectArgs {
    /// The project's folder.
    pub(super) fn root(&self) -> anyhow::Result<PathBuf> {
        let root = match &self.root {
            Some(root) if root.is_dir() => root.clone(),
            Some(root) => return Err(usage(format!("there is no folder {}", root.display()))),
            None => {
                let here = std::env::current_dir().context("cannot tell the current folder")?;
                disk::find_root(&here)
            }
        };
        Ok(std::path::absolute(&root).unwrap_or(root))
    }

    /// The day as of which to judge, and on which things are decided.
    pub(super) fn day(&self) -> Date {
        self.as_of.unwrap_or_else(today)
    }

    /// What a run depends on besides the project's files.
    pub(super) fn options(&self) -> pipeline::Options {
        pipeline::Options {
            as_of: Some(self.day()),
            base_url: self.base_url.clone(),
            drafts: self.drafts,
        }
    }

    /// Reads the project at `root` and runs the pipeline on it, writing nothing.
    pub(super) fn read_and_run(&self, root: &Path) -> Run {
        let started = std::time::Instant::now();
        self.settled(started, disk::read(root), &mut pipeline::run)
    }

    /// The same, with finished files going to `sink` instead of into memory; what is as it was `before`
    /// is not read.
    pub(super) fn read_and_publish(
        &self,
        root: &Path,
        before: &mut Before,
        sink: &dyn Sink,
        memory: &mut Memory,
    ) -> Run {
        let started = std::time::Instant::now();
        let read = before.read(root, memory);
        self.settled(started, read, &mut |snapshot, options, progress| {
            pipeline::run_into(snapshot, options, progress, sink, memory)
        })
    }

    fn settled(
        &self,
        started: std::time::Instant,
        read: Checked<Snapshot>,
        pipeline: &mut Pipeline,
    ) -> Run {
        let reading = started.elapsed();
        let mut run = self.run(read, pipeline);
        run.outcome.timings.insert(0, ("read", reading));
        run
    }

    /// Runs the pipeline on what was read, as [`Self::read_and_publish`] does.
    pub(super) fn publish(
        &self,
        read: Checked<Snapshot>,
        sink: &dyn Sink,
        memory: &mut Memory,
    ) -> Run {
        self.run(read, &mut |snapshot, options, progress| {
            pipeline::run_into(snapshot, options, progress, sink, memory)
        })
    }

    fn run(&self, read: Checked<Snapshot>, pipeline: &mut Pipeline) -> Run {
        let bar = Bar::new(self.format == Format::Human && !self.quiet);
        let mut outcome = pipeline(&read.value, &self.options(), &bar);
        outcome.diagnostics.extend(read.diagnostics);
        bar.end();
        self.settle(&mut outcome.diagnostics);
        Run { snapshot: read.value, outcome }
    }

    /// Sorts what there is to say, and makes it as severe as was asked for.
    pub(super) fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.strict {
            report::make_strict(diagnostics);
        }
        report::sort(diagnostics);
    }

    /// Writes what there is to say: people read it beside the output, tools as the output.
    pub(super) fn report(&self, diagnostics: &[Diagnostic]) -> anyhow::Result<Verdict> {
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|d| self.verbose || d.severity != sitegen::diagnostic::Severity::Note)
            .cloned()
            .collect();
        if self.format == Format::Human {
            let text = report::render(&shown, Format::Human, true);
            anstream::stderr().write_all(text.as_bytes())?;
        } else {
            let text = report::render(&shown, self.format, false);
            anstream::stdout().write_all(text.as_bytes())?;
        }
        let errors = Counts::of(diagnostics).errors;
        Ok(if errors == 0 { Verdict::Fine } else { Verdict::Errors })
    }
}

/// The day on this machine's clock, in UTC.
fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().into()
}
