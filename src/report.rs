//! Diagnostics as people and tools read them: compiler-like text, JSON lines, GitHub annotations.
//!
//! It stands alone because the terminal and the overlay of `sitegen watch` show the same text.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use crate::diagnostic::{Diagnostic, Place, Severity};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text with the line itself and a caret.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands that GitHub shows beside the lines of a pull request.
    Github,
}

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors: nothing was published.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

/// Sorts by file, line and column, those without a place first, and drops what is said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.cmp(b)));
    diagnostics.dedup();
}

fn key(diagnostic: &Diagnostic) -> (Option<&str>, u32, u32, Severity) {
    let place = diagnostic.place.as_ref();
    let (line, column) = place.map_or((0, 0), |p| (p.line, p.column));
    (place.map(|p| p.file.as_str()), line, column, diagnostic.severity)
}

/// Makes warnings errors, as `--strict` asks.
pub fn make_strict(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Warning {
            diagnostic.severity = Severity::Error;
        }
    }
}

/// All diagnostics in one text. `styled` adds terminal colours to [`Format::Human`].
pub fn render(diagnostics: &[Diagnostic], format: Format, styled: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => out.push_str(&human(diagnostic, styled)),
            Format::Json => out.push_str(&json_line(diagnostic)),
            Format::Github => out.push_str(&github(diagnostic)),
        }
        out.push('\n');
        if format == Format::Human {
            out.push('\n');
        }
    }
    out
}

fn human(diagnostic: &Diagnostic, styled: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&diagnostic.message).id(&diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        group = point_at(group, place);
    }
    group = group.elements(diagnostic.notes.iter().map(|note| Level::NOTE.message(note)));
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

fn point_at<'a>(group: Group<'a>, place: &'a Place) -> Group<'a> {
    let line = usize::try_from(place.line).unwrap_or(0);
    if line == 0 {
        return group.element(Origin::path(&place.file));
    }
    if place.text.is_empty() || place.column == 0 {
        let column = usize::try_from(place.column).unwrap_or(0).max(1);
        return group.element(Origin::path(&place.file).line(line).char_column(column));
    }
    let byte = |column: u32| {
        let index = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
        place.text.char_indices().nth(index).map_or(place.text.len(), |(at, _)| at)
    };
    let (start, end) = (byte(place.column), byte(place.column.saturating_add(place.length)));
    group.element(
        Snippet::source(&place.text)
            .line_start(line)
            .path(&place.file)
            .annotation(AnnotationKind::Primary.span(start..end.max(start))),
    )
}

fn json_line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref();
    let position = |value: u32| (value > 0).then_some(value);
    json!({
        "type": "diagnostic",
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": place.map(|p| &p.file),
        "line": place.and_then(|p| position(p.line)),
        "column": place.and_then(|p| position(p.column)),
        "length": place.and_then(|p| position(p.length)),
        "text": place.map(|p| &p.text).filter(|t| !t.is_empty()),
        "notes": diagnostic.notes,
        "hint": diagnostic.hint,
    })
    .to_string()
}

fn github(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(format!("file={}", escape_property(&place.file)));
        if place.line > 0 {
            properties.push(format!("line={}", place.line));
        }
        if place.column > 0 {
            properties.push(format!("col={}", place.column));
            properties.push(format!("endColumn={}", place.column + place.length));
        }
    }
    properties.push(format!("title={}", escape_property(&diagnostic.code)));
    let mut text = diagnostic.message.clone();
    for line in diagnostic.notes.iter().chain(&diagnostic.hint) {
        text.push('\n');
        text.push_str(line);
    }
    format!("::{command} {}::{}", properties.join(","), escape_data(&text))
}

/// The escapes that workflow commands ask for in their text.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes that workflow commands ask for in their properties.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Diagnostic {
        let text = "title: A\ntitel: é B\n";
        Diagnostic::warning("config", "unknown key \"titel\"")
            .at(Place::in_text("sitegen.yaml", text, 9, 14))
            .also("keys are listed in the guide")
            .hint("did you mean \"title\"?")
    }

    #[test]
    fn human_text_points_at_the_words() {
        insta::assert_snapshot!(render(&[example()], Format::Human, false), @r#"
        warning[config]: unknown key "titel"
         --> sitegen.yaml:2:1
          |
        2 | titel: é B
          | ^^^^^
          |
          = note: keys are listed in the guide
          = help: did you mean "title"?
        "#);
    }

    #[test]
    fn github_annotations_are_one_line() {
        let line = render(&[example()], Format::Github, false);
        assert_eq!(line.trim_end().lines().count(), 1);
        assert!(
            line.starts_with("::warning file=sitegen.yaml,line=2,col=1,endColumn=6,title=config")
        );
    }

    #[test]
    fn json_is_one_object_a_line() {
        let text = render(&[example(), Diagnostic::error("x", "y")], Format::Json, false);
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&lines[0]["line"], &lines[1]["file"]), (&json!(2), &json!(null)));
    }

    #[test]
    fn sorts_by_place_and_says_nothing_twice() {
        let at = |file: &str| Diagnostic::error("x", "y").at(Place::file(file));
        let mut all = vec![at("b"), at("a"), Diagnostic::note("n", "m"), at("b")];
        sort(&mut all);
        assert_eq!(all, [Diagnostic::note("n", "m"), at("a"), at("b")]);
    }
}
