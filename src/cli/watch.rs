//! `sitegen watch`: serve, and rebuild whenever a file changes.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use sitegen::disk::{self, Snapshot};
use sitegen::report::{self, Counts, Format};
use sitegen::server::{self, Live};
use sitegen::watch::Watch;

use super::project::ProjectArgs;
use super::summary::count;
use super::{Verdict, build};

/// Options of `sitegen watch`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// Port on this machine; the next free one if it is taken
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    // Before the first build, so that nothing changed during it is missed.
    let mut watch = Watch::begin(&root)?;
    let live = Arc::new(Live::default());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(server::listen(args.port))?;
    let address = format!("http://{}/", listener.local_addr()?);

    let mut seen = rebuild(args, &root, &live)?;
    runtime.spawn(server::serve(listener, Arc::clone(&live)));
    writeln!(anstream::stdout(), "Serving {address} (stop with Ctrl-C)")?;
    if args.open {
        open(&address);
    }
    while watch.wait() {
        // Many events change nothing: editors touch files, and a build writes sources itself.
        if disk::read(&root).value != seen {
            seen = rebuild(args, &root, &live)?;
        }
    }
    Ok(Verdict::Fine)
}

/// Builds once and shows it, or what is wrong. Returns the inputs as they are after it.
fn rebuild(args: &Args, root: &Path, live: &Live) -> anyhow::Result<Snapshot> {
    let started = std::time::Instant::now();
    let lock = build::lock(root)?;
    let mut run = args.project.read_and_run(root);
    let said = disk::write_all(root, &run.snapshot, &run.outcome.writes);
    drop(lock);
    let untouched: Vec<String> =
        said.iter().filter_map(|d| d.place.as_ref().map(|p| p.file.clone())).collect();
    for write in &run.outcome.writes {
        // What a person saved meanwhile was left alone, and is a change to come.
        if !untouched.contains(&write.path) && write.kind != disk::WriteKind::Propose {
            run.snapshot.set(&write.path, Arc::clone(&write.bytes));
        }
    }
    run.outcome.diagnostics.extend(said);
    args.project.settle(&mut run.outcome.diagnostics);
    let verdict = args.project.report(&run.outcome.diagnostics)?;
    let site = run.outcome.site;
    let files = site.len();
    if verdict == Verdict::Fine {
        live.show(
            site.into_iter().map(|f| (f.path.as_str().to_owned(), Arc::from(f.bytes))).collect(),
        );
    } else {
        live.fail(report::render(&run.outcome.diagnostics, Format::Human, false));
    }
    if !args.project.quiet {
        let counts = Counts::of(&run.outcome.diagnostics);
        writeln!(
            anstream::stdout(),
            "{} {}, {}, {}, {:.0} ms",
            if verdict == Verdict::Fine { "Built" } else { "Not rebuilt:" },
            count(files, "file", "files"),
            count(counts.errors, "error", "errors"),
            count(counts.warnings, "warning", "warnings"),
            started.elapsed().as_secs_f64() * 1000.0
        )?;
    }
    Ok(run.snapshot)
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
