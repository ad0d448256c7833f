//! `sitegen check`: everything that a build verifies, writing nothing.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use sitegen::external::{self, Options, Report};
use sitegen::report::{Counts, Format};

use super::Verdict;
use super::project::{ProjectArgs, Run};
use super::summary::count;

/// Options of `sitegen check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// Ask other hosts, too, whether links to them lead anywhere; answers are kept in .sitegen/
    #[arg(long)]
    external: bool,
    /// How many seconds to wait for another host
    #[arg(long, value_name = "SECONDS", default_value_t = 10, requires = "external")]
    timeout: u64,
}

/// How long to wait between two questions to one host.
const PAUSE: Duration = Duration::from_millis(200);

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let mut run = args.project.read_and_run(&root);
    let links = args.external.then(|| ask(args, &root, &mut run));
    let verdict = args.project.report(&run.outcome.diagnostics)?;
    if args.project.format == Format::Human && !args.project.quiet {
        let counts = Counts::of(&run.outcome.diagnostics);
        writeln!(
            anstream::stdout(),
            "Checked {} and {}: {}, {}",
            count(run.outcome.stats.articles, "article", "articles"),
            count(run.outcome.site.len(), "file of the site", "files of the site"),
            count(counts.errors, "error", "errors"),
            count(counts.warnings, "warning", "warnings"),
        )?;
    }
    if let Some(links) =
        links.filter(|_| args.project.format == Format::Human && !args.project.quiet)
    {
        let what = count(links.links, "link to another host", "links to other hosts");
        writeln!(anstream::stdout(), "{what}, {} asked for now", links.asked)?;
    }
    Ok(verdict)
}

/// Asks other hosts, and adds what there is to say.
fn ask(args: &Args, root: &Path, run: &mut Run) -> Report {
    let options = Options {
        day: args.project.day(),
        timeout: Duration::from_secs(args.timeout.max(1)),
        pause: PAUSE,
    };
    let mut report = external::check(root, &run.snapshot, &run.outcome.site, options);
    run.outcome.diagnostics.append(&mut report.diagnostics);
    args.project.settle(&mut run.outcome.diagnostics);
    report
}
