//! `sitegen build`: the whole pipeline, published at its end, or nothing at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use sitegen::disk::{self, Lock, Output, PublishError, Published, Stage};
use sitegen::memo::Hash;
use sitegen::pipeline::{Before, Edited, Look, Memory, Outcome, Place, Sink};
use sitegen::report::{Counts, Format};
use sitegen::site::SiteFile;
use sitegen::slug::SitePath;

use super::project::ProjectArgs;
use super::{Verdict, summary, usage};

/// Options of `sitegen build`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// Where to publish the site [default: public in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Publish into a folder that holds other files, overwriting those of the same name
    #[arg(long)]
    force: bool,
    /// Wait until the disk has what was published, so that a power cut loses nothing
    #[arg(long)]
    durable: bool,
    /// Say where the time went
    #[arg(long)]
    timings: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let root = args.project.root()?;
    let out = args.out.clone().unwrap_or_else(|| root.join("public"));
    disk::may_publish(&root, &out, args.force).map_err(explained)?;
    let _lock = lock(&root)?;
    let place = Place::new(&root, &out, &args.project.options());
    let last = place.last();
    let (outcome, published, verdict) = match place.look(last.as_ref()) {
        Look::Unchanged(outcome, files) => again(args, *outcome, files)?,
        Look::Edited(edited) => retouch(args, &root, &out, &place, *edited)?,
        Look::Changed(before) => whole(args, &root, &out, &place, *before)?,
    };
    let summary = summary::Summary {
        counts: Counts::of(&outcome.diagnostics),
        outcome: &outcome,
        published: published.as_ref(),
        out: &out,
        time: started.elapsed(),
        timings: args.timings,
    };
    let mut stdout = anstream::stdout();
    match args.project.format {
        Format::Json => writeln!(stdout, "{}", summary.json())?,
        _ if args.project.quiet => {}
        _ => write!(stdout, "{}", summary.human())?,
    }
    Ok(verdict)
}

/// How a build ended.
type Ended = (Outcome, Option<Published>, Verdict);

/// Nothing changed: says what the last build said.
fn again(args: &Args, mut outcome: Outcome, unchanged: usize) -> anyhow::Result<Ended> {
    args.project.settle(&mut outcome.diagnostics);
    let verdict = args.project.report(&outcome.diagnostics)?;
    let published = Published { unchanged, ..Published::default() };
    Ok((outcome, Some(published).filter(|_| verdict == Verdict::Fine), verdict))
}

/// Only texts of pages changed: makes those pages, or all of them if others may show the change.
fn retouch(
    args: &Args,
    root: &Path,
    out: &Path,
    place: &Place,
    edited: Edited,
) -> anyhow::Result<Ended> {
    let Some(mut made) = edited.retouch(place) else {
        return whole(args, root, out, place, edited.before());
    };
    let mut outcome = std::mem::take(&mut made.outcome);
    args.project.settle(&mut outcome.diagnostics);
    let verdict = args.project.report(&outcome.diagnostics)?;
    if verdict == Verdict::Errors {
        return Ok((outcome, None, verdict));
    }
    let publishing = Instant::now();
    let stage = Stage::open(root, out, args.force).map_err(explained)?.durable(args.durable);
    for file in &made.files {
        stage.put(&file.path, &file.bytes).map_err(explained)?;
    }
    let (done, outputs) = stage.commit_some().map_err(explained)?;
    outcome.timings.push(("publish", publishing.elapsed()));
    let remembering = Instant::now();
    edited.keep(place, &made, &outputs);
    outcome.timings.push(("remember", remembering.elapsed()));
    let published = Published { unchanged: made.all - done.written, ..done };
    Ok((outcome, Some(published), verdict))
}

/// Makes all pages.
fn whole(
    args: &Args,
    root: &Path,
    out: &Path,
    place: &Place,
    mut before: Before,
) -> anyhow::Result<Ended> {
    if let Some(ended) = build(args, root, out, place, &mut before)? {
        return Ok(ended);
    }
    // Somebody saved a file while it was built from: from now on as if nothing were known.
    match build(args, root, out, place, &mut Before::nothing(root))? {
        Some(ended) => Ok(ended),
        None => anyhow::bail!("files change while they are read: build again"),
    }
}

/// Builds and publishes, unless there are errors. None if a file that was taken for unchanged was
/// another one when it was read: nothing has happened then.
fn build(
    args: &Args,
    root: &Path,
    out: &Path,
    place: &Place,
    before: &mut Before,
) -> anyhow::Result<Option<Ended>> {
    let stage = Stage::open(root, out, args.force).map_err(explained)?;
    let stage = stage.expecting(std::mem::take(&mut before.outputs)).durable(args.durable);
    let publisher = Publisher { stage, failed: Mutex::default() };
    let mut memory = Memory::load(root);
    let mut run = args.project.read_and_publish(root, before, &publisher, &mut memory);
    if run.snapshot.is_torn() {
        return Ok(None);
    }
    let mut written = disk::write_all(root, &run.snapshot, &run.outcome.writes);
    run.outcome.diagnostics.append(&mut written);
    let said = run.outcome.diagnostics.clone();
    args.project.settle(&mut run.outcome.diagnostics);
    let verdict = args.project.report(&run.outcome.diagnostics)?;
    if verdict == Verdict::Errors {
        return Ok(Some((run.outcome, None, verdict)));
    }
    let publishing = Instant::now();
    let (done, files) = publisher.commit()?;
    run.outcome.timings.push(("publish", publishing.elapsed()));
    let remembering = Instant::now();
    let settled = std::mem::replace(&mut run.outcome.diagnostics, said);
    rayon::join(|| place.keep(&run.snapshot, &run.outcome, &files, &memory), || memory.save(root));
    run.outcome.diagnostics = settled;
    run.outcome.timings.push(("remember", remembering.elapsed()));
    Ok(Some((run.outcome, Some(done), verdict)))
}

/// Holds the project, so that two builds do not write its sources at once.
pub(super) fn lock(root: &Path) -> anyhow::Result<Lock> {
    match Lock::take(root)? {
        Some(lock) => Ok(lock),
        None => anyhow::bail!(
            "another sitegen is building the project at {}: wait for it to end",
            root.display()
        ),
    }
}

/// Stages files as they are finished. Dropped before it is committed, it leaves everything as it
/// was.
struct Publisher {
    stage: Stage,
    /// The first file that could not be staged: without it, nothing is published.
    failed: Mutex<Option<PublishError>>,
}

impl Sink for Publisher {
    fn put(&self, file: SiteFile) {
        let hash = Hash::of_bytes(&file.bytes);
        self.put_hashed(file, hash);
    }

    fn put_hashed(&self, file: SiteFile, hash: Hash) {
        if let Err(error) = self.stage.put_hashed(&file.path, &file.bytes, hash) {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }

    fn keep(&self, path: &SitePath, hash: Hash) -> bool {
        self.stage.keep(path, hash)
    }
}

impl Publisher {
    fn commit(self) -> anyhow::Result<(Published, Vec<Output>)> {
        match self.failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(explained(error)),
            None => self.stage.commit_all().map_err(explained),
        }
    }
}

/// An ill-chosen folder is wrong usage; anything else went wrong.
fn explained(error: PublishError) -> anyhow::Error {
    if error.is_usage() { usage(error.to_string()) } else { error.into() }
}
