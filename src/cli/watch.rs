//! `sitegen watch`: serve, and rebuild whenever a file changes.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use sitegen::diagnostic::{Checked, Diagnostic};
use sitegen::disk::{self, Lock, Snapshot};
use sitegen::pipeline::{Memory, Options, Outcome};
use sitegen::report::{self, Counts, Format};
use sitegen::server::{self, Gathering, Live};
use sitegen::watch::{UNTOLD, Watch};

use super::Verdict;
use super::project::{ProjectArgs, Run};
use super::summary::count;

/// Options of `sitegen watch`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// Port on this machine; the next free one if it is taken
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Address to serve at; 0.0.0.0 lets other machines look, which then ask for its address
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Look for changes every so many milliseconds, where the file system does not tell of them
    #[arg(long, value_name = "MS", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "500", value_parser = clap::value_parser!(u64).range(1..))]
    poll: Option<u64>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    // Before the first build, so that nothing changed during it is missed.
    let mut watch = Watch::begin(&root, args.poll.map(Duration::from_millis));
    let live = Arc::new(Live::default());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime
        .block_on(server::listen(args.host, args.port))
        .with_context(|| format!("cannot serve at {} port {}", args.host, args.port))?;
    let address = listener.local_addr()?;
    if args.port != 0 && address.port() != args.port {
        writeln!(
            anstream::stderr(),
            "Port {} is taken: this is served at port {} instead.",
            args.port,
            address.port()
        )?;
    }

    let seen = disk::read(&root);
    let memory = Memory::watching();
    let mut session = Session { args, root, live: Arc::clone(&live), seen, memory, good: None };
    session.rebuild()?;
    runtime.spawn(server::serve(listener, live));
    let address = format!("http://{address}/");
    writeln!(anstream::stdout(), "Serving {address} (stop with Ctrl-C)")?;
    if args.open {
        open(&address);
    }
    loop {
        if let Some(trouble) = watch.trouble() {
            let said = format!("{trouble}: looking every {} s instead", UNTOLD.as_secs());
            writeln!(anstream::stderr(), "warning: {said}.")?;
        }
        // Nobody tells of changes behind a link, nor that what cannot be read now can be read.
        let untold = session.seen.value.has_links() || !session.seen.diagnostics.is_empty();
        watch.wait(untold.then_some(UNTOLD));
        let read = disk::read_changed(&session.root, &session.seen.value);
        // Many events change nothing: editors touch files, and a build writes sources itself.
        let same = read == session.seen;
        let before = std::mem::replace(&mut session.seen, read);
        if !same && !session.retouch(&before)? {
            session.rebuild()?;
        }
    }
}

/// A project under watch.
struct Session<'a> {
    args: &'a Args,
    root: PathBuf,
    live: Arc<Live>,
    /// The inputs as they were built last, with what was said about reading them.
    seen: Checked<Snapshot>,
    /// What the builds so far found out.
    memory: Memory,
    /// What the last build that made all pages depended on besides files, and had to say; none if it
    /// had errors.
    good: Option<(Options, Vec<Diagnostic>)>,
}

impl Session<'_> {
    /// Makes those pages anew of which nothing but the text changed since `before`, and shows them. False
    /// if more has to be done.
    fn retouch(&mut self, before: &Checked<Snapshot>) -> anyhow::Result<bool> {
        let started = Instant::now();
        let Some((options, said)) = &self.good else { return Ok(false) };
        if *options != self.args.project.options() || before.diagnostics != self.seen.diagnostics {
            return Ok(false);
        }
        let shown = self.live.files();
        let (memory, now) = (&self.memory, &self.seen.value);
        let made =
            catch_unwind(AssertUnwindSafe(|| memory.retouch(&before.value, now, shown.paths())));
        // If that was a bug, all pages are made, and it is said then.
        let Ok(Some(pages)) = made else { return Ok(false) };
        let outcome =
            Outcome { rendered: pages.len(), diagnostics: said.clone(), ..Outcome::default() };
        self.args.project.report(&outcome.diagnostics)?;
        self.live.show(shown.with_pages(pages));
        self.say("Built", shown.len(), &outcome, started)?;
        Ok(true)
    }

    /// Builds what was seen and shows it, or what is wrong.
    fn rebuild(&mut self) -> anyhow::Result<()> {
        let started = Instant::now();
        self.good = None;
        let project = &self.args.project;
        let _lock = wait_for_lock(&self.root)?;
        let gathering = Gathering::new(self.live.files());
        let mut memory = std::mem::take(&mut self.memory);
        let run = catch_unwind(AssertUnwindSafe(|| {
            project.publish(self.seen.clone(), &gathering, &mut memory)
        }));
        let Ok(Run { snapshot, mut outcome }) = run else {
            // What led there may be gone with the next change.
            self.live.fail("sitegen itself failed, which is a bug. The terminal says where.");
            return self.say("Not rebuilt:", 0, &Outcome::default(), started);
        };
        self.memory = memory;
        let said = disk::write_all(&self.root, &snapshot, &outcome.writes);
        self.note_writes(snapshot, &outcome, &said);
        outcome.diagnostics.extend(said);
        project.settle(&mut outcome.diagnostics);
        let verdict = project.report(&outcome.diagnostics)?;
        let site = gathering.done();
        let files = site.len();
        if verdict == Verdict::Fine {
            self.live.show(site);
            self.good = Some((project.options(), outcome.diagnostics.clone()));
            self.say("Built", files, &outcome, started)
        } else {
            self.live.fail(&report::render(&outcome.diagnostics, Format::Human, false));
            self.say("Not rebuilt:", files, &outcome, started)
        }
    }

    /// What was written is no change to come. What a person saved meanwhile is one: it was left
    /// alone, and said.
    fn note_writes(&mut self, mut snapshot: Snapshot, outcome: &Outcome, said: &[Diagnostic]) {
        let left: Vec<&str> =
            said.iter().filter_map(|d| d.place.as_ref().map(|p| p.file.as_str())).collect();
        for write in &outcome.writes {
            if !left.contains(&write.path.as_str()) && write.kind != disk::WriteKind::Propose {
                snapshot.set(&write.path, &*write.bytes);
            }
        }
        self.seen.value = snapshot;
    }

    fn say(
        &self,
        verdict: &str,
        files: usize,
        outcome: &Outcome,
        started: Instant,
    ) -> anyhow::Result<()> {
        if self.args.project.quiet {
            return Ok(());
        }
        let counts = Counts::of(&outcome.diagnostics);
        writeln!(
            anstream::stdout(),
            "{verdict} {}, {} rendered, {}, {}, {:.0} ms",
            count(files, "file", "files"),
            count(outcome.rendered, "page", "pages"),
            count(counts.errors, "error", "errors"),
            count(counts.warnings, "warning", "warnings"),
            started.elapsed().as_secs_f64() * 1000.0
        )?;
        Ok(())
    }
}

/// Holds the project while it is written to. Another build of it ends sooner or later, which is
/// no reason to stop watching.
fn wait_for_lock(root: &Path) -> anyhow::Result<Lock> {
    let mut waited = false;
    loop {
        if let Some(lock) = Lock::take(root)? {
            return Ok(lock);
        }
        if !std::mem::replace(&mut waited, true) {
            writeln!(
                anstream::stderr(),
                "Another sitegen is at work here: waiting for it to end."
            )?;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Opens the browser of this machine; if there is none, the address is on the screen anyway.
fn open(address: &str) {
    let command = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = std::process::Command::new(command).arg(address).spawn();
}
