//! A Markdown seed as pieces: its structure is kept, its front matter honoured.

use serde_json::{Map, Value};

use super::draft::{Draft, Piece};
use super::{BlockKind, Removed, front, markdown};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::seeds::{Seed, yaml_error};

/// Reads the pieces and the metadata of a Markdown seed.
pub(super) fn draft(seed: &Seed, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let mut draft = Draft::default();
    let parts = front::split(&seed.text);
    let offset = seed.text.len() - parts.body.len();
    let mut lines = LineCounter::new(&seed.text);
    if let Some(yaml) = parts.yaml.filter(|yaml| !yaml.trim().is_empty()) {
        match serde_yaml::from_str::<Map<String, Value>>(yaml) {
            Ok(values) => stated(&mut draft, &values),
            Err(error) => {
                let mut warning = yaml_error("seed-front-matter", &seed.path, yaml, 1, &error);
                warning.severity = crate::diagnostic::Severity::Warning;
                diagnostics.push(warning);
                let reason = "front matter that cannot be read".to_owned();
                let lines = (1, lines.at(offset.saturating_sub(1)));
                draft.cuts.push(Removed { lines, reason, text: yaml.trim_end().to_owned() });
            }
        }
    }
    let content = markdown::read(parts.body);
    for at in content.images {
        let text = parts.body[at.clone()].to_owned();
        let line = LineCounter::new(&seed.text).at(offset + at.start);
        draft.cuts.push(Removed { lines: (line, line), reason: "image".to_owned(), text });
    }
    for (block, at) in content.blocks {
        let first = lines.at(offset + at.start);
        let last = lines.at(offset + at.end.saturating_sub(1).max(at.start));
        let mut piece = Piece::line(first, block.text, true);
        piece.lines.1 = last.max(first);
        piece.kind = Some(block.kind);
        piece.marks = block.marks;
        draft.pieces.push(piece);
    }
    headline(&mut draft);
    draft
}

/// A heading of level 1 is the headline, where the front matter names none.
fn headline(draft: &mut Draft) {
    let first = draft.pieces.iter_mut().find(|p| p.kind == Some(BlockKind::Heading(1)));
    if let Some(piece) = first
        && draft.meta.title.is_none()
    {
        draft.meta.title = Some(std::mem::take(&mut piece.text));
        piece.marks.clear();
    }
}

/// What the front matter states, by the names that site generators use.
fn stated(draft: &mut Draft, values: &Map<String, Value>) {
    let text = |keys: &[&str]| {
        keys.iter().filter_map(|key| values.get(*key)).find_map(|value| match value {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    let meta = &mut draft.meta;
    meta.title = text(&["title", "headline"]);
    meta.publisher = text(&["publisher", "site_name", "sitename", "site", "source", "publication"]);
    meta.url = text(&["url", "link", "canonical", "canonical_url", "source_url", "permalink"]);
    meta.language = text(&["language", "lang"]);
    meta.published = text(&["published", "date", "pubDate", "publishDate", "published_time"])
        .and_then(|date| Date::parse(&date).or_else(|| super::bylines::date_in(&date)));
    for key in ["authors", "author", "byline"] {
        match values.get(key) {
            Some(Value::String(name)) => meta.authors = vec![name.trim().to_owned()],
            Some(Value::Array(names)) => {
                meta.authors = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            }
            _ => continue,
        }
        break;
    }
}

/// Line numbers of offsets that come in order.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line of byte `to`, from one.
    fn at(&mut self, to: usize) -> u32 {
        let to = to.min(self.text.len());
        if to < self.at {
            (self.at, self.line) = (0, 1);
        }
        // Bytes: a block may end within a character of several.
        let breaks = memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..to]).count();
        self.line += u32::try_from(breaks).unwrap_or(0);
        self.at = to;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds;

    #[test]
    fn a_file_may_end_within_a_wide_character() {
        let text = "# The thaw\n\nIt came …\n\nThen it went …";
        let seed = seeds::read("seeds/a.md", text.as_bytes(), 1000).value.unwrap();
        let draft = draft(&seed, &mut Vec::new());
        assert_eq!(draft.pieces.last().map(|p| p.lines), Some((5, 5)));
    }
}
