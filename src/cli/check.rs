//! `sitegen check`: everything that a build verifies, writing nothing.

use std::io::Write as _;

use sitegen::report::{Counts, Format};

use super::Verdict;
use super::project::ProjectArgs;
use super::summary::count;

/// Options of `sitegen check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let run = args.project.read_and_run(&root);
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
    Ok(verdict)
}
