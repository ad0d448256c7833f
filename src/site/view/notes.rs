//! References and the notes that they lead to: numbered through a page, each shown under the
//! statement that it belongs to.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use super::{DateView, Links};
use crate::pages::{Page, Reference, SourceRef};
use crate::span::{SourceId, Span};

/// A number within a sentence.
#[derive(Clone, Copy, Debug, Serialize)]
pub(in crate::site) struct RefView {
    /// The number.
    pub(super) n: u32,
    /// Whether it is the first one with this number: the one that the note links back to.
    pub(super) first: bool,
}

/// What a number leads to.
#[derive(Debug, Serialize)]
pub(in crate::site) struct NoteView {
    n: u32,
    who: String,
    briefly: String,
    title: Option<String>,
    date: Option<DateView>,
    language: Option<String>,
    /// The passage in three parts, the words that are meant in the middle; none where an article is
    /// cited as a whole.
    passage: Option<PassageView>,
    /// The passage on the article's page, or that page.
    here: String,
    /// The original, at the passage where a browser can find it.
    original: Option<String>,
}

/// A passage with the words that are meant.
#[derive(Clone, Debug, Serialize)]
pub(in crate::site) struct PassageView {
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
}

/// What a statement is attributed to.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ByView {
    pub(super) who: String,
    pub(super) href: String,
    pub(super) date: Option<DateView>,
    pub(super) language: Option<String>,
}

/// Numbers references, and gathers the notes of the statement at hand.
pub(in crate::site) struct Notes<'a> {
    pub(super) page: &'a Page,
    pub(super) links: &'a Links,
    next: u32,
    at_hand: HashMap<Cite<'a>, u32>,
    gathered: Vec<NoteView>,
    events: Option<usize>,
}

#[derive(PartialEq, Eq, Hash)]
enum Cite<'a> {
    Words(&'a Span),
    Source(&'a SourceId),
}

impl<'a> Notes<'a> {
    pub(in crate::site) fn new(page: &'a Page, links: &'a Links) -> Self {
        Self { page, links, next: 1, at_hand: HashMap::new(), gathered: Vec::new(), events: None }
    }

    pub(super) fn language(&self) -> &'a str {
        &self.page.site.language
    }

    /// From here on, events have numbers: a picture above calls them by these.
    pub(super) fn number_events(&mut self) {
        self.events = Some(0);
    }

    /// The number of the next event.
    pub(super) fn event(&mut self) -> Option<usize> {
        self.events = self.events.map(|number| number + 1);
        self.events
    }

    /// Numbers of these passages.
    pub(super) fn refs(&mut self, spans: impl Iterator<Item = &'a Span>) -> Vec<RefView> {
        spans.filter_map(|span| self.cite(Cite::Words(span))).collect()
    }

    /// Numbers of an editor's references.
    pub(super) fn references(&mut self, references: &'a [Reference]) -> Vec<RefView> {
        let cites = references.iter().map(|reference| match reference {
            Reference::Words(span) => Cite::Words(span),
            Reference::Source(id) => Cite::Source(id),
        });
        cites.filter_map(|cite| self.cite(cite)).collect()
    }

    /// The notes of the statement at hand, which is then over.
    pub(super) fn take(&mut self) -> Vec<NoteView> {
        self.at_hand.clear();
        std::mem::take(&mut self.gathered)
    }

    /// The passage of a span, split at the words that are meant.
    pub(super) fn passage(&self, span: &Span) -> Option<PassageView> {
        let text = self.text(span)?;
        let (start, end) = (span.start as usize, span.end as usize);
        let parts = text.get(..start).zip(text.get(start..end)).zip(text.get(end..));
        Some(match parts {
            Some(((before, words), after)) => PassageView {
                before: before.to_owned(),
                words: words.to_owned(),
                after: after.to_owned(),
            },
            None => {
                PassageView { before: text.to_owned(), words: String::new(), after: String::new() }
            }
        })
    }

    /// The whole text of a span's passage.
    pub(super) fn text(&self, span: &Span) -> Option<&'a str> {
        Some(&self.page.evidence(span)?.text)
    }

    /// Whom a statement at this passage is attributed to.
    pub(super) fn by(&self, source: &SourceId) -> Option<ByView> {
        let source = self.page.source(source)?;
        Some(ByView {
            who: source.who_briefly(),
            href: self.links.to(&source.page),
            date: source.published.map(|date| DateView::new(date, self.language())),
            language: self.foreign(source),
        })
    }

    /// The language of an article's words, where it is not the site's.
    fn foreign(&self, source: &SourceRef) -> Option<String> {
        source.language.clone().filter(|language| language != self.language())
    }

    fn cite(&mut self, cite: Cite<'a>) -> Option<RefView> {
        if let Some(&n) = self.at_hand.get(&cite) {
            return Some(RefView { n, first: false });
        }
        let (source, span) = match cite {
            Cite::Words(span) => (&span.source, Some(span)),
            Cite::Source(id) => (id, None),
        };
        let source = self.page.source(source)?;
        let text = match span {
            Some(span) => Some(&self.page.evidence(span)?.text),
            None => None,
        };
        let n = self.next;
        self.next += 1;
        let page = self.links.to(&source.page);
        self.gathered.push(NoteView {
            n,
            who: source.who().to_owned(),
            briefly: source.who_briefly(),
            title: source.title.clone().filter(|title| title != source.who()),
            date: source.published.map(|date| DateView::new(date, self.language())),
            language: self.foreign(source),
            passage: span.and_then(|span| self.passage(span)),
            here: span.map_or(page.clone(), |span| format!("{page}#{}", span.passage)),
            original: source.url.as_ref().map(|url| match text {
                Some(text) => super::links::with_text(url, text),
                None => url.clone(),
            }),
        });
        self.at_hand.insert(cite, n);
        Some(RefView { n, first: true })
    }
}

/// References as they stand in an editor's prose; the theme's `cite.refs` writes the same.
pub(super) fn refs_html(refs: &[RefView]) -> String {
    let mut out = String::new();
    if refs.is_empty() {
        return out;
    }
    out.push_str("<sup class=\"refs\">");
    for (index, RefView { n, first }) in refs.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let id = if *first { format!(" id=\"r{n}\"") } else { String::new() };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<a href=\"#c{n}\"{id} role=\"doc-noteref\" aria-label=\"Source {n}\">{n}</a>"
        );
    }
    out.push_str("</sup>");
    out
}
