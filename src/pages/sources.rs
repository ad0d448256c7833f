//! The articles themselves: a list, and for each a page with the passages that the site cites.
//!
//! What an article says is other people's work, so a page shows no more of it than is cited,
//! unless `full_text` says that it may.

use std::collections::{HashMap, HashSet};

use super::block::{Article, ArticlePart, Block, SourceEntry};
use super::book::{Book, Draft, top};
use super::page::PageKind;
use crate::diagnostic::{Diagnostic, Place};
use crate::sources::{BlockKind, Source};
use crate::span::SourceId;

/// Which passages of which articles are cited, and from how many pages each article is.
pub(super) struct Cited {
    passages: HashMap<SourceId, HashSet<usize>>,
}

impl Cited {
    /// The passages that these pages rest on.
    pub(super) fn by<'a>(drafts: impl Iterator<Item = &'a Draft>, book: &Book) -> Self {
        let mut passages: HashMap<SourceId, HashSet<usize>> = HashMap::new();
        for block in drafts.flat_map(|draft| &draft.body) {
            block.each_span(&mut |span| {
                if let Some(range) = book.passages(span) {
                    passages.entry(span.source.clone()).or_default().extend(range);
                }
            });
        }
        Self { passages }
    }

    /// Articles of which no page cites a passage.
    pub(super) fn unused(&self, book: &Book) -> Vec<Diagnostic> {
        let said = |source: &&crate::sources::Source| {
            Diagnostic::note("unused-source", "no page cites anything of this article")
                .at(Place::file(format!("content/sources/{}.md", source.id)))
                .hint("cite it, look with `sitegen trace` at what was left out, or remove it")
        };
        book.order.iter().filter(|source| self.of(&source.id) == 0).map(said).collect()
    }

    /// How many passages are cited, of all articles.
    pub(super) fn total(&self) -> usize {
        self.passages.values().map(HashSet::len).sum()
    }

    fn of(&self, id: &SourceId) -> usize {
        self.passages.get(id).map_or(0, HashSet::len)
    }

    fn has(&self, id: &SourceId, passage: usize) -> bool {
        self.passages.get(id).is_some_and(|set| set.contains(&passage))
    }
}

pub(super) fn explain(book: &Book, cited: &Cited) -> Vec<Draft> {
    if book.order.is_empty() {
        return Vec::new();
    }
    let repeats: HashMap<&SourceId, &SourceId> =
        book.subject.duplicates.iter().map(|(first, second)| (second, first)).collect();
    let mut order: Vec<&Source> = book.order.clone();
    order.sort_by_key(|source| std::cmp::Reverse(source.meta.published));
    let entries = order.iter().map(|source| SourceEntry {
        source: source.id.clone(),
        cited: cited.of(&source.id),
        repeats: repeats.get(&source.id).map(|id| (*id).clone()),
    });
    let mut out = vec![Draft {
        path: top("sources"),
        kind: PageKind::Sources,
        title: "Sources".to_owned(),
        description: Some(format!(
            "The articles on which this site about {} rests.",
            book.subject.name
        )),
        body: vec![
            Block::Note(
                "All statements on this site are taken from these articles. “Not stated” means \
                 that the article, as it was saved, does not say."
                    .to_owned(),
            ),
            Block::Sources(entries.collect()),
        ],
    }];
    out.extend(book.order.iter().filter_map(|source| one(book, source, cited)));
    out
}

fn one(book: &Book, source: &Source, cited: &Cited) -> Option<Draft> {
    let full = book.config.full_text;
    let path = book.reference(&source.id)?.page.clone();
    let title = source.meta.title.clone().unwrap_or_else(|| source.id.to_string());
    Some(Draft {
        path,
        kind: PageKind::Source,
        description: Some(format!("The passages of “{title}” that this site cites.")),
        title,
        body: vec![Block::Article(Article {
            source: source.id.clone(),
            authors: source.meta.authors.clone(),
            full,
            parts: parts(source, |passage| full || cited.has(&source.id, passage)),
        })],
    })
}

/// The blocks of an article with the passages for which `shown` holds, gaps between them.
fn parts(source: &Source, shown: impl Fn(usize) -> bool) -> Vec<ArticlePart> {
    let mut out: Vec<ArticlePart> = Vec::new();
    let gap = |out: &mut Vec<ArticlePart>| {
        if !matches!(out.last(), Some(ArticlePart::Gap)) {
            out.push(ArticlePart::Gap);
        }
    };
    for (block, range) in source.blocks.iter().zip(&source.of_block) {
        let mut texts = Vec::new();
        for index in range.start as usize..range.end as usize {
            if shown(index) {
                let passage = &source.passages[index];
                texts.push(Some((passage.id, source.passage_text(index).to_owned())));
            } else if !matches!(texts.last(), Some(None)) {
                texts.push(None);
            }
        }
        if texts.iter().all(Option::is_none) {
            // The headline is the page's title, so it is not missed.
            if !texts.is_empty() && block.kind != BlockKind::Headline {
                gap(&mut out);
            }
        } else {
            out.push(ArticlePart::Text(block.kind, texts));
        }
    }
    out
}
