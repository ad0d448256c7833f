//! `sitegen ingest`: articles to `content/sources`, with what was found, inferred and left out.

use std::fmt::Write as _;
use std::io::Write as _;

use sitegen::disk::{self, WriteKind};
use sitegen::pipeline::Article;
use sitegen::report::Format;

use super::project::ProjectArgs;
use super::summary::count;
use super::{Verdict, build};

/// Options of `sitegen ingest`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let _lock = build::lock(&root)?;
    let snapshot = disk::read(&root);
    let mut outcome = sitegen::pipeline::ingest(&snapshot.value);
    outcome.diagnostics.extend(snapshot.diagnostics);
    outcome.diagnostics.extend(disk::write_all(&root, &snapshot.value, &outcome.writes));
    args.project.settle(&mut outcome.diagnostics);
    let verdict = args.project.report(&outcome.diagnostics)?;
    if args.project.format == Format::Json {
        for article in &outcome.articles {
            writeln!(anstream::stdout(), "{}", json(article))?;
        }
    } else if !args.project.quiet {
        let mut text = String::new();
        for article in &outcome.articles {
            human(&mut text, article, args.project.verbose)?;
        }
        let written = outcome.writes.iter().filter(|w| w.kind != WriteKind::Propose).count();
        let proposed = outcome.writes.len() - written;
        writeln!(
            text,
            "{}: {} written, {} proposed, {} as they were, in content/sources",
            count(outcome.articles.len(), "article", "articles"),
            written,
            proposed,
            outcome.articles.len().saturating_sub(outcome.writes.len())
        )?;
        write!(anstream::stdout(), "{text}")?;
    }
    Ok(verdict)
}

fn human(out: &mut String, article: &Article, verbose: bool) -> std::fmt::Result {
    let bold = anstyle::Style::new().bold();
    let meta = &article.meta;
    writeln!(out, "{bold}{}{bold:#}", article.id)?;
    writeln!(out, "  title      {}", meta.title.as_deref().unwrap_or("none found"))?;
    let published = meta.published.map(|date| date.to_string());
    let known: Vec<&str> =
        [meta.publisher.as_deref(), published.as_deref()].into_iter().flatten().collect();
    if !known.is_empty() {
        writeln!(out, "  published  {}", known.join(", "))?;
    }
    writeln!(
        out,
        "  text       {}, {}, {}",
        count(article.headings, "heading", "headings"),
        count(article.list_items, "list item", "list items"),
        count(article.passages, "passage", "passages")
    )?;
    for (field, from) in &meta.inferred {
        writeln!(out, "  inferred   {field}: {from}")?;
    }
    for removed in &meta.removed {
        let (first, last) = removed.lines;
        let words = if verbose { removed.text.clone() } else { shortened(&removed.text) };
        writeln!(out, "  left out   lines {first}-{last}, {}: {words}", removed.reason)?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn json(article: &Article) -> serde_json::Value {
    serde_json::json!({
        "type": "article",
        "id": article.id,
        "meta": article.meta,
        "headings": article.headings,
        "list_items": article.list_items,
        "passages": article.passages,
    })
}
