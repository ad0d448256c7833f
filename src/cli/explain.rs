//! `sitegen explain`: what a code means, why it matters, and how to mend it.

use std::io::Write as _;

use sitegen::diagnostic::did_you_mean;

use super::{Verdict, usage};

/// Options of `sitegen explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The code in brackets, such as dead-link; none lists all of them
    code: Option<String>,
}

/// Names each page of `docs/errors` once.
macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        &[$(($code, include_str!(concat!("../../docs/errors/", $code, ".md")))),*]
    };
}

const PAGES: &[(&str, &str)] = pages![
    "alt-text",
    "changed-meanwhile",
    "citation",
    "citation-ambiguous",
    "config",
    "corrections",
    "curated",
    "curated-orphan",
    "date",
    "dead-anchor",
    "dead-link",
    "duplicate-id",
    "duplicate-path",
    "edition",
    "event-past",
    "empty-link",
    "empty-project",
    "encoding",
    "external-link",
    "front-matter",
    "heading-order",
    "html",
    "internal-link",
    "merge-conflict",
    "number",
    "office-superseded",
    "page-language",
    "page-title",
    "passage",
    "quotation",
    "review",
    "review-clash",
    "review-orphan",
    "seed-binary",
    "seed-empty",
    "seed-encoding",
    "seed-front-matter",
    "seed-gone",
    "seed-kind",
    "seed-page",
    "seed-too-large",
    "sidecar",
    "source-edited",
    "speaker",
    "stale",
    "symlink",
    "synthesis",
    "template",
    "theme",
    "too-large",
    "uncited",
    "unpinned",
    "unreadable",
    "unused-source",
    "write",
];

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let mut out = anstream::stdout();
    let Some(code) = &args.code else {
        for (code, text) in PAGES {
            writeln!(out, "{code:20} {}", summary(text))?;
        }
        return Ok(Verdict::Fine);
    };
    // People paste it as it was printed.
    let code = code.trim_matches(['[', ']']);
    if let Some((_, text)) = PAGES.iter().find(|(name, _)| *name == code) {
        write!(out, "{text}")?;
        return Ok(Verdict::Fine);
    }
    let near = did_you_mean(code, PAGES.iter().map(|(name, _)| *name));
    Err(usage(match near {
        Some(near) => format!("there is no code {code:?}: did you mean {near:?}?"),
        None => format!("there is no code {code:?}: `sitegen explain` lists them all"),
    }))
}

/// The first line of a page's text.
fn summary(text: &str) -> &str {
    text.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("")
}
