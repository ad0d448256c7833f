//! The plain text of a block, for the rules that an editor's prose is under: what is said, where it
//! stands in the file, and where it is cited.
//!
//! It stands alone because those rules read words, not HTML; and the two marks that editors write
//! for them, `{term}` and `{synthesis}`, are known here only.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

/// After a quotation: it is a term of art, and nobody's words.
pub(in crate::pages) const TERM: &str = "{term}";

/// At the end of a paragraph: it is the editor's own conclusion.
const SYNTHESIS: &str = "{synthesis}";

/// What readers see in its place.
const SHOWN: &str = "<span class=\"tag synthesis\">Editor’s synthesis</span>";

/// The plain text of one block.
#[derive(Clone, Debug, Default)]
pub(in crate::pages) struct Wording {
    /// Whether it is a paragraph of the top level.
    pub(in crate::pages) paragraph: bool,
    /// Whether it is marked as the editor's synthesis.
    pub(in crate::pages) synthesis: bool,
    /// Bytes in the file.
    pub(in crate::pages) range: Range<usize>,
    /// The text, code left out.
    pub(in crate::pages) text: String,
    /// Where citations stand in the text, with their numbers.
    pub(in crate::pages) cites: Vec<(usize, usize)>,
    /// Where runs of the text stand in the file, both by their first byte.
    runs: Vec<(usize, usize)>,
}

impl Wording {
    /// Adds text that stands at a byte of the file.
    pub(super) fn add(&mut self, text: &str, at: usize) {
        self.runs.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Adds a citation.
    pub(super) fn cite(&mut self, number: usize) {
        self.cites.push((self.text.len(), number));
    }

    /// Ends what was added, and reads the mark at its end.
    pub(super) fn end(&mut self) {
        let said = self.text.trim_end();
        if let Some(rest) = said.strip_suffix(SYNTHESIS) {
            self.synthesis = true;
            self.text.truncate(rest.len());
        }
    }

    /// Bytes in the file of bytes of the text.
    pub(in crate::pages) fn place(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            let run = self.runs.partition_point(|(start, _)| *start <= byte);
            let run = run.checked_sub(1).and_then(|run| self.runs.get(run));
            run.map_or(self.range.start, |(start, file)| file + (byte - start))
        };
        let last = range.end.max(range.start + 1) - 1;
        at(range.start)..at(last) + 1
    }
}

/// A text as it is shown: without the marks.
pub(super) fn shown(text: CowStr<'_>) -> Vec<Event<'_>> {
    if !text.contains('{') || !(text.contains(TERM) || text.contains(SYNTHESIS)) {
        return vec![Event::Text(text)];
    }
    let text = text.replace(TERM, "");
    let Some((before, after)) = text.split_once(SYNTHESIS) else {
        return vec![Event::Text(text.into())];
    };
    vec![
        Event::Text(before.to_owned().into()),
        Event::InlineHtml(SHOWN.into()),
        Event::Text(after.to_owned().into()),
    ]
}
