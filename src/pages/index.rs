//! Where to find something: everything that has a page, by its first letter. The page is also that of
//! the search, which a script adds where it runs.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::block::{Block, PageLink};
use super::book::{Book, Draft, below, heading, top};
use super::editor::EditorPage;
use super::page::PageKind;
use super::words::{capital, kind_label};
use crate::slug::SitePath;

/// Entries of a kind of which there are more stand in their section only.
const MOST: usize = 300;

pub(super) fn explain(book: &Book, own: &[EditorPage]) -> Draft {
    let mut letters: BTreeMap<(bool, String), Vec<Arc<PageLink>>> = BTreeMap::new();
    let mut entries = entries(book, own);
    entries.sort_by_cached_key(|link| (key(&link.title), link.page.clone()));
    for link in entries {
        let first = key(&link.title).chars().next().filter(|c| c.is_alphabetic());
        let letter = first.map_or_else(|| "0–9".to_owned(), |c| c.to_uppercase().to_string());
        letters.entry((first.is_some(), letter)).or_default().push(Arc::new(link));
    }
    let mut body = vec![Block::Note(format!(
        "Everything about {} that has a page of its own, by its first letter.",
        book.subject.name
    ))];
    for (number, ((_, letter), links)) in (1..).zip(letters) {
        body.push(heading(2, letter, &format!("letter-{number}")));
        body.push(Block::Links(links));
    }
    Draft {
        path: top("search"),
        kind: PageKind::Search,
        title: "Find something".to_owned(),
        description: Some(format!("Search this site about {}, or look it up.", book.subject.name)),
        body,
    }
}

/// How a title is sorted: without marks on letters, signs and case.
fn key(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = title.nfd().filter(|c| c.is_alphanumeric() || *c == ' ');
    letters.flat_map(char::to_lowercase).collect::<String>().trim_start().to_owned()
}

fn entries(book: &Book, own: &[EditorPage]) -> Vec<PageLink> {
    let subject = book.subject;
    let link = |title: &str, what: String, page: SitePath| PageLink {
        title: title.to_owned(),
        description: Some(what),
        date: None,
        page,
    };
    let mut out: Vec<PageLink> = Vec::new();
    let mut add = |links: Vec<PageLink>| {
        if links.len() <= MOST {
            out.extend(links);
        }
    };
    let members = subject.members.iter();
    add(members
        .map(|m| link(&m.name, capital(kind_label(m.kind)), below("members", &m.slug)))
        .collect());
    let people = subject.people.iter();
    add(people.map(|p| link(&p.name, "Person".to_owned(), below("people", &p.slug))).collect());
    let cases = subject.precedents.iter();
    add(cases
        .map(|c| link(&c.name.value, "Earlier case".to_owned(), below("precedents", &c.slug)))
        .collect());
    let articles = book.order.iter().filter_map(|source| book.reference(&source.id));
    add(articles
        .map(|article| {
            let title = article.title.as_deref().unwrap_or(article.id.as_str());
            link(title, "Article".to_owned(), article.page.clone())
        })
        .collect());
    let written = own.iter().filter(|page| page.draft.kind == PageKind::Editor);
    add(written
        .map(|page| link(&page.draft.title, "Page".to_owned(), page.draft.path.clone()))
        .collect());
    // An editor's entry on a member is prose on that member's page.
    let mut seen = HashSet::new();
    out.retain(|link| seen.insert(link.page.clone()));
    out
}
