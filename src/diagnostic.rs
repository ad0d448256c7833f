//! What is said to the person at the keyboard: a place, the line itself, a cause, what to do.
//!
//! Bad content is data. A stage returns [`Checked`]: its value and all that it has to say, so that
//! one run reports every problem; `Err` is for the shell.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site would say something untrue, or be broken: nothing is published.
    Error,
    /// Something a person should look at; an error under `--strict`.
    Warning,
    /// Good to know: never fails a build.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A place in a file of the project, counted from the file's first line, front matter included.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the project's root, with forward slashes.
    pub file: String,
    /// Line, from one; zero where the whole file is meant.
    pub line: u32,
    /// Column in characters, from one; zero where the whole line is meant.
    pub column: u32,
    /// How many characters are meant, from `column` on.
    pub length: u32,
    /// The line itself, for the message.
    pub text: String,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: path.into(), line: 0, column: 0, length: 0, text: String::new() }
    }

    /// Bytes `start..end` of `text`, the whole content of the file at `path`.
    pub fn in_text(path: impl Into<String>, text: &str, start: usize, end: usize) -> Self {
        let floor = |mut i: usize| {
            i = i.min(text.len());
            while !text.is_char_boundary(i) {
                i -= 1;
            }
            i
        };
        let (start, end) = (floor(start), floor(end.max(start)));
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let count = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
        Self {
            file: path.into(),
            line: 1 + u32::try_from(text[..line_start].matches('\n').count()).unwrap_or(0),
            column: 1 + count(&text[line_start..start]),
            length: count(&text[start..end.min(line_end).max(start)]).max(1),
            text: text[line_start..line_end].trim_end_matches('\r').to_owned(),
        }
    }
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where; none for the project as a whole.
    pub place: Option<Place>,
    /// How much it matters.
    pub severity: Severity,
    /// Stable short name, such as `citation` or `seed-encoding`; documented in `docs/errors`.
    pub code: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What else helps to see it: the nearest passage, the other side of a clash.
    pub notes: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Self {
            place: None,
            severity,
            code: code.to_owned(),
            message: message.into(),
            notes: Vec::new(),
            hint: None,
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with one more thing that helps to see it.
    #[must_use]
    pub fn also(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// A value and all that there is to say about how it came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked<T> {
    /// The value; usable even where there are errors.
    pub value: T,
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value about which there is nothing to say.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value with what there is to say.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Takes the value out, moving what there is to say to `all`.
    pub fn into(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }

    /// The same diagnostics with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: f(self.value), diagnostics: self.diagnostics }
    }
}

/// The candidate nearest to `word`, if one is near enough to be a slip of the keyboard: at most a
/// third of its letters differ (optimal string alignment distance).
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (distance(word, c), c))
        .filter(|(d, c)| *d * 3 <= c.chars().count().max(word.chars().count()).max(3))
        .min()
        .map(|(_, c)| c)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.to_lowercase().chars().collect(), b.to_lowercase().chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let swap = usize::from(a[i - 1] != b[j - 1]);
            let mut best =
                (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + swap);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_from_the_first_line() {
        let place = Place::in_text("a.md", "one\ntwo éx three\n", 8, 10);
        assert_eq!((place.line, place.column, place.length), (2, 5, 1));
        assert_eq!(place.text, "two éx three");
    }

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(did_you_mean("titel", ["title", "url"]), Some("title"));
        assert_eq!(did_you_mean("wholly-other", ["title", "url"]), None);
    }
}
