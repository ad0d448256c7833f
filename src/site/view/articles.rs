//! Articles as templates see them: in a list, and with their passages.

use super::blocks::BlockView;
use super::parts::{ArticleView, PartView, ShownView, SourceView};
use super::{DateView, Notes};
use crate::pages::{Article, ArticlePart, SourceEntry};
use crate::sources::BlockKind;
use crate::span::PassageId;

pub(super) fn source(notes: &Notes, entry: &SourceEntry) -> Option<SourceView> {
    let source = notes.page.source(&entry.source)?;
    let repeats = entry.repeats.as_ref().and_then(|id| notes.page.source(id));
    Some(SourceView {
        title: source.title.clone().unwrap_or_else(|| source.id.to_string()),
        href: notes.links.to(&source.page),
        publisher: source.publisher.clone(),
        date: source.published.map(|date| DateView::new(date, notes.language())),
        original: source.url.clone(),
        cited: entry.cited,
        repeats: repeats.map(|other| other.title.clone().unwrap_or_else(|| other.id.to_string())),
        repeats_href: repeats.map(|other| notes.links.to(&other.page)),
    })
}

pub(super) fn article(notes: &Notes, article: &Article) -> BlockView {
    let source = notes.page.source(&article.source);
    let shown = |texts: &[Option<(PassageId, String)>]| {
        texts
            .iter()
            .map(|text| match text {
                Some((id, text)) => ShownView { id: Some(id.to_string()), text: text.clone() },
                None => ShownView { id: None, text: String::new() },
            })
            .collect()
    };
    let parts = article.parts.iter().map(|part| match part {
        ArticlePart::Gap => PartView::Gap,
        ArticlePart::Text(kind, texts) => {
            let passages = shown(texts);
            match kind {
                BlockKind::Headline => PartView::Headline { passages },
                BlockKind::Heading(_) => PartView::Heading { passages },
                BlockKind::Paragraph => PartView::Paragraph { passages },
                BlockKind::Bullet(_) => PartView::Item { passages, number: None },
                BlockKind::Numbered(_, number) => {
                    PartView::Item { passages, number: Some(*number) }
                }
                BlockKind::Quote => PartView::Quote { passages },
            }
        }
    });
    BlockView::Article(ArticleView {
        title: source.and_then(|s| s.title.clone()),
        publisher: source.and_then(|s| s.publisher.clone()),
        authors: article.authors.clone(),
        date: source.and_then(|s| s.published).map(|d| DateView::new(d, notes.language())),
        original: source.and_then(|s| s.url.clone()),
        language: source
            .and_then(|s| s.language.clone())
            .filter(|language| language != notes.language()),
        full: article.full,
        parts: parts.collect(),
    })
}
