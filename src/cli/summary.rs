//! What a build says at its end.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use sitegen::disk::Published;
use sitegen::pipeline::{Outcome, TemplateTime};
use sitegen::report::Counts;

/// Everything that the end of a build has to tell.
pub(super) struct Summary<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) counts: Counts,
    /// None where errors kept the site from being published.
    pub(super) published: Option<&'a Published>,
    pub(super) out: &'a Path,
    pub(super) time: Duration,
    pub(super) timings: bool,
}

impl Summary<'_> {
    /// For people.
    pub(super) fn human(&self) -> String {
        let mut out = String::new();
        let _ = self.write_human(&mut out);
        out
    }

    fn write_human(&self, out: &mut String) -> std::fmt::Result {
        let bold = anstyle::Style::new().bold();
        self.write_subject(out)?;
        let stats = &self.outcome.stats;
        let facts = [
            (stats.articles, "article", "articles"),
            (stats.passages, "passage", "passages"),
            (stats.members, "member", "members"),
            (stats.people, "person", "people"),
            (stats.quotations, "quotation", "quotations"),
            (stats.figures, "figure", "figures"),
            (stats.events, "event", "events"),
            (stats.disagreements, "disagreement", "disagreements"),
        ];
        let facts: Vec<String> = facts.iter().map(|(n, one, more)| count(*n, one, more)).collect();
        writeln!(out, "  {}", facts[..2].join(", "))?;
        writeln!(out, "  {}", facts[2..].join(", "))?;
        if let Some(done) = self.published {
            writeln!(
                out,
                "  {} written, {} unchanged, {} removed",
                count(done.written, "file", "files"),
                done.unchanged,
                done.removed
            )?;
        }
        let said = [
            (self.counts.errors, "error", "errors"),
            (self.counts.warnings, "warning", "warnings"),
        ];
        let said: Vec<String> = said
            .iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, more)| count(*n, one, more))
            .collect();
        let said = if said.is_empty() { "no warnings".to_owned() } else { said.join(", ") };
        writeln!(out, "  {said}, {:.2} s", self.time.as_secs_f64())?;
        if self.timings {
            self.write_timings(out)?;
        }
        if self.published.is_some() {
            let index = self.out.join("index.html");
            writeln!(out, "\n{bold}Published to {}{bold:#}", self.out.display())?;
            writeln!(out, "Open {}, or see it live with `sitegen watch`.", index.display())
        } else {
            writeln!(out, "\n{bold}Nothing was published{bold:#}: mend the errors above first.")?;
            writeln!(out, "`sitegen explain CODE` says more about any of them.")
        }
    }

    fn write_subject(&self, out: &mut String) -> std::fmt::Result {
        let bold = anstyle::Style::new().bold();
        let outcome = self.outcome;
        if outcome.subject.is_empty() {
            return Ok(());
        }
        writeln!(out, "{bold}{}{bold:#}", outcome.subject)?;
        if outcome.inferred {
            writeln!(
                out,
                "  inferred from the articles; name it in sitegen.yaml: subject: {{name: ...}}"
            )?;
            if !outcome.aliases.is_empty() {
                writeln!(out, "  also called, as inferred: {}", outcome.aliases.join(", "))?;
            }
        }
        Ok(())
    }

    fn write_timings(&self, out: &mut String) -> std::fmt::Result {
        for (stage, time) in &self.outcome.timings {
            writeln!(out, "  {stage:>9} {:8.1} ms", time.as_secs_f64() * 1000.0)?;
        }
        if !self.outcome.templates.is_empty() {
            writeln!(out, "  by template, threads added up:")?;
        }
        for TemplateTime { template, pages, time } in &self.outcome.templates {
            let ms = time.as_secs_f64() * 1000.0;
            writeln!(out, "  {template:>13} {ms:8.1} ms, {}", count(*pages, "page", "pages"))?;
        }
        Ok(())
    }

    /// For tools: one line.
    pub(super) fn json(&self) -> String {
        let stats = &self.outcome.stats;
        let timings: serde_json::Map<String, serde_json::Value> = self
            .outcome
            .timings
            .iter()
            .map(|(stage, time)| ((*stage).to_owned(), json!(time.as_secs_f64())))
            .collect();
        let templates: serde_json::Map<String, serde_json::Value> = self
            .outcome
            .templates
            .iter()
            .map(|t| {
                (t.template.clone(), json!({ "pages": t.pages, "seconds": t.time.as_secs_f64() }))
            })
            .collect();
        json!({
            "type": "summary",
            "subject": self.outcome.subject,
            "inferred": self.outcome.inferred,
            "articles": stats.articles,
            "passages": stats.passages,
            "members": stats.members,
            "people": stats.people,
            "quotations": stats.quotations,
            "figures": stats.figures,
            "events": stats.events,
            "disagreements": stats.disagreements,
            "rendered": self.outcome.rendered,
            "written": self.published.map(|p| p.written),
            "unchanged": self.published.map(|p| p.unchanged),
            "removed": self.published.map(|p| p.removed),
            "errors": self.counts.errors,
            "warnings": self.counts.warnings,
            "seconds": self.time.as_secs_f64(),
            "timings": timings,
            "templates": templates,
            "out": self.published.map(|_| self.out.display().to_string()),
        })
        .to_string()
    }
}

/// "1 file", "2 files".
pub(super) fn count(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}
