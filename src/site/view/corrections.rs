//! Corrections as templates see them, and as machines do: `CorrectionComment` of schema.org.

use serde::Serialize;
use serde_json::{Map, json};

use super::{DateView, LinkView, NoteView, Notes, RefView, links};
use crate::pages::{Block, CorrectionItem, Page, PageKind};

/// One correction.
#[derive(Debug, Serialize)]
pub(in crate::site) struct CorrectionView {
    id: String,
    date: DateView,
    /// The page that was put right, where it is another one.
    page: Option<LinkView>,
    said: String,
    says: Option<String>,
    why: String,
    refs: Vec<RefView>,
    notes: Vec<NoteView>,
}

pub(super) fn correction<'a>(notes: &mut Notes<'a>, item: &'a CorrectionItem) -> CorrectionView {
    let link =
        |(text, page): &(String, _)| LinkView { text: text.clone(), href: notes.links.to(page) };
    let page = item.page.as_ref().map(link);
    CorrectionView {
        id: item.id.clone(),
        date: DateView::new(item.date, notes.language()),
        page,
        said: item.said.clone(),
        says: item.says.clone(),
        why: item.why.clone(),
        refs: notes.references(&item.references),
        notes: notes.take(),
    }
}

/// What was put right on the page itself, the newest first.
pub(super) fn of(page: &Page) -> Option<&[CorrectionItem]> {
    if matches!(page.kind, PageKind::Corrections | PageKind::Styleguide) {
        return None;
    }
    page.body.iter().find_map(|block| match block {
        Block::Corrections(items) => Some(items.as_slice()),
        _ => None,
    })
}

/// The page with its corrections as JSON-LD; none for a page on which nothing was put right.
pub(super) fn json_ld(page: &Page) -> Option<String> {
    let items = of(page)?;
    let written = matches!(page.kind, PageKind::Editor | PageKind::Section);
    let mut out = Map::new();
    out.insert("@context".to_owned(), json!("https://schema.org"));
    out.insert("@type".to_owned(), json!(if written { "Article" } else { "WebPage" }));
    out.insert(if written { "headline" } else { "name" }.to_owned(), json!(page.title));
    out.insert("inLanguage".to_owned(), json!(page.site.language));
    if let Some(base) = &page.site.base_url {
        let address = links::encode(page.path.address());
        out.insert("url".to_owned(), json!(format!("{base}{address}")));
    }
    let comment = |item: &CorrectionItem| {
        json!({
            "@type": "CorrectionComment",
            "datePublished": item.date.to_string(),
            "text": text(item),
        })
    };
    out.insert("correction".to_owned(), items.iter().map(comment).collect());
    // Within a script, nothing may look like its end.
    Some(serde_json::Value::Object(out).to_string().replace('<', "\\u003c"))
}

/// The correction in a few sentences, as the page has it.
fn text(item: &CorrectionItem) -> String {
    let says = item
        .says
        .as_ref()
        .map_or_else(|| "It no longer says so.".to_owned(), |says| format!("It says now: {says}"));
    format!("It said: {} {says} {}", item.said, item.why)
}
