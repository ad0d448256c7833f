//! `sitegen why`: what a page is made of, and why it was last rendered.

use std::io::Write as _;

use sitegen::diagnostic::did_you_mean;
use sitegen::disk;
use sitegen::pages::Page;
use sitegen::pipeline::{self, Memory, Silent};

use super::project::ProjectArgs;
use super::summary::count;
use super::{Verdict, usage};

/// Options of `sitegen why`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// The page: its address, such as members/, or the file in content/ that it is made from
    page: String,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let read = disk::read(&root);
    let mut pages = pipeline::pages(&read.value, &args.project.options(), &Silent);
    pages.diagnostics.extend(read.diagnostics);
    args.project.settle(&mut pages.diagnostics);
    let Some(page) = pages.value.iter().find(|page| is_called(page, &args.page)) else {
        args.project.report(&pages.diagnostics)?;
        let addresses = pages.value.iter().map(|page| page.path.address());
        let near = did_you_mean(args.page.trim_matches('/'), addresses);
        let hint = near.map(|near| format!(": did you mean {near:?}?")).unwrap_or_default();
        return Err(usage(format!("there is no page {:?}{hint}", args.page)));
    };
    let mut out = anstream::stdout();
    let bold = anstyle::Style::new().bold();
    writeln!(out, "{bold}{}{bold:#}", page.title)?;
    writeln!(out, "  published as   {}", page.path)?;
    let file = page.file.as_deref().unwrap_or("what the articles say");
    writeln!(out, "  made from      {file}")?;
    writeln!(out, "  template       {}", page.template)?;
    writeln!(
        out,
        "  rests on       {} of {}",
        count(page.evidence.len(), "passage", "passages"),
        count(page.sources.len(), "article", "articles"),
    )?;
    for source in &page.sources {
        writeln!(out, "                 {}", source.id)?;
    }
    let why = Memory::load(&root).why(page.path.as_str());
    let why = why.map_or_else(|| "it is not known: it was not built".to_owned(), |w| w.to_string());
    writeln!(out, "  last rendered  because {why}")?;
    Ok(Verdict::Fine)
}

/// Whether a person may mean this page.
fn is_called(page: &Page, name: &str) -> bool {
    let name = name.trim_start_matches("./");
    let address = name.trim_start_matches('/');
    page.file.as_deref() == Some(name)
        || page.path.as_str() == address
        || page.path.address() == address
        || page.path.address().strip_suffix('/') == Some(address)
}
