//! `sitegen edition`: what the site states now, recorded in `content/editions/DATE.json`.

use std::io::Write as _;
use std::sync::Arc;

use sitegen::date::{Date, Precision};
use sitegen::disk::{self, Write, WriteKind};
use sitegen::pages::editions;
use sitegen::pipeline;

use super::project::ProjectArgs;
use super::summary::count;
use super::{Verdict, build, usage};

/// Options of `sitegen edition`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
An edition is a file, content/editions/DATE.json: one a day, with the sentences that readers see.
The page /changes/ tells what changed from one to the next, and since the last.")]
pub(super) struct Args {
    /// What this edition is about, in a few words for readers
    about: String,
    #[command(flatten)]
    project: ProjectArgs,
    /// The day of the edition [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Replace the edition of that day
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    if args.about.trim().is_empty() {
        return Err(usage("say what the edition is about: readers see it"));
    }
    let date = args.date.unwrap_or_else(|| args.project.day());
    if date.precision() != Precision::Day {
        return Err(usage(format!("an edition is of a day, such as 2031-12-01, not of {date}")));
    }
    let root = args.project.root()?;
    let _lock = build::lock(&root)?;
    let read = disk::read(&root);
    let snapshot = read.value;
    let path = format!("{}{date}.json", editions::FOLDER);
    let known = snapshot.get(&path).is_some();
    if known && !args.replace {
        return Err(usage(format!(
            "there is an edition of {date} already, {path}: record another day, or --replace it"
        )));
    }
    let options = args.project.options();
    let made = pipeline::edition(&snapshot, &options, date, &args.about, &pipeline::Silent);
    let mut said = made.diagnostics;
    said.extend(read.diagnostics);
    args.project.settle(&mut said);
    let verdict = args.project.report(&said)?;
    let (Some(edition), Verdict::Fine) = (made.value, verdict) else {
        return Ok(Verdict::Errors);
    };
    let kind = if known { WriteKind::Rewrite } else { WriteKind::Create };
    let bytes = Arc::from(editions::write(&edition)?.as_bytes());
    let failed = disk::write_all(&root, &snapshot, &[Write { path: path.clone(), bytes, kind }]);
    if !failed.is_empty() {
        args.project.report(&failed)?;
        return Ok(Verdict::Errors);
    }
    if !args.project.quiet {
        let facts = count(edition.facts.len(), "statement", "statements");
        let articles = count(edition.sources.len(), "article", "articles");
        writeln!(anstream::stdout(), "{facts} from {articles}, in {path}")?;
    }
    Ok(Verdict::Fine)
}
