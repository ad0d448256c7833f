//! Pages as values: what each says, in typed blocks, each statement with the passages it rests on.
//!
//! [`explain`] turns a [`Subject`] and an editor's content into [`Page`]s. It is pure and knows
//! nothing of HTML templates; [`crate::site`] renders what it returns. How the shell calls it:
//!
//! ```ignore
//! // Every file below `content/` that ends in `.md`, reserved folders included (they are told
//! // apart here), as (path relative to the project's root, text).
//! let files = vec![ContentFile::new("content/plan.md", text)];
//! let content = Content { files, ..Content::default() };
//! let options = Options { as_of: None, drafts: false };
//! let pages: Checked<Vec<Page>> = pages::explain(&subject, &sources, &content, &config, &options);
//! ```
//!
//! Each page carries the text of its passages and what all pages share (behind an `Arc`), so that
//! rendering is a function of one page and the theme, in any order, on any thread, and a memo of a
//! rendered page is keyed by the page alone.

mod about;
mod block;
mod book;
mod changes;
mod content;
pub mod corrections;
mod curated;
pub mod editions;
mod editor;
#[cfg(test)]
pub(crate) mod fixture;
mod front;
mod home;
mod index;
mod links;
mod lists;
mod markdown;
mod members;
mod outline;
mod page;
mod people;
mod policy;
mod precedents;
mod rests;
mod review;
mod shelves;
mod sources;
mod stances;
mod stub;
mod styleguide;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::fold::name_key;
use crate::slug::SitePath;
use crate::sources::Source;
use crate::subject::Subject;

pub use block::*;
pub use content::{Content, ContentFile};
pub use front::SHAPE as FRONT_MATTER;
pub use outline::{Bytes, Outline, Written, outline};
pub use page::{Basis, Evidence, LastEdition, NavItem, Page, PageKind, SiteInfo, SourceRef, Term};
pub use review::published;
pub use stub::{Stub, stub};
pub(crate) use words::{capital, date_text, grouped, kind_label, role_label, verdict_label};

use book::Book;

/// What pages depend on besides the project's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day as of which the site is made. None shows everything, whenever it happens.
    pub as_of: Option<Date>,
    /// Whether drafts are rendered too.
    pub drafts: bool,
}

/// Makes all pages of the site, in a stable order, no two on one path. A page with nothing to say
/// is not among them, and nothing links to it.
pub fn explain(
    subject: &Subject,
    sources: &[Source],
    content: &Content,
    config: &Config,
    options: &Options,
) -> Checked<Vec<Page>> {
    let mut diagnostics = Vec::new();
    let subject = &review::published(subject, config.publish);
    let book = Book::new(subject, sources, config);
    let mut editor = editor::read(content, sources, &book, *options, &mut diagnostics);
    let mut drafts = Vec::new();
    drafts.extend(members::explain(&book));
    drafts.extend(precedents::explain(&book));
    drafts.extend(lists::explain(&book));
    drafts.extend(people::explain(&book));
    drafts.extend(curated::explain(&book));
    let changes = changes::explain(&book, &content.editions);
    drafts.extend(changes.drafts);
    drafts.push(index::explain(&book, &editor.pages));
    let own = merge(&mut drafts, std::mem::take(&mut editor.pages));
    leave_titles(&mut drafts, &own);
    let paths: HashSet<SitePath> = drafts.iter().map(|draft| draft.path.clone()).collect();
    drafts.insert(0, home::explain(&book, &paths, *options, editor.home.as_ref()));
    let corrections = content.corrections.as_ref();
    let corrections =
        corrections::read(corrections, sources, &titles(&drafts, &own, &book), &mut diagnostics);
    let mut listed = corrections.list(&book);
    let mut own = merge(&mut listed, own);
    drafts.extend(listed);
    let cited = sources::Cited::by(drafts.iter().chain(own.iter().map(|p| &p.draft)), &book);
    diagnostics.extend(cited.unused(&book));
    drafts.extend(sources::explain(&book, &cited));
    let written = |page: &&editor::EditorPage| {
        matches!(page.draft.kind, PageKind::Editor | PageKind::Section)
    };
    drafts.push(about::explain(&book, &cited, own.iter().filter(written).count()));
    drafts.push(about::not_found());
    for draft in drafts.iter_mut().chain(own.iter_mut().map(|page| &mut page.draft)) {
        corrections.mark(draft);
    }
    if options.drafts {
        let own = own.iter().map(|page| &page.draft);
        drafts.push(styleguide::explain(drafts.iter().chain(own)));
    }
    let finished: Vec<Checked<Page>> =
        drafts.into_par_iter().map(|draft| book.page(draft)).collect();
    let mut pages: Vec<Page> =
        finished.into_iter().map(|page| page.into(&mut diagnostics)).collect();
    if let (Some(home), Some(page)) = (&editor.home, pages.first_mut()) {
        page.file = Some(home.file.clone());
    }
    let on_top = |page: &&editor::EditorPage| {
        page.top && matches!(page.draft.kind, PageKind::Editor | PageKind::Section)
    };
    let named = |page: &editor::EditorPage| {
        let label = page.front.link_title.as_ref().unwrap_or(&page.draft.title);
        (label.clone(), page.draft.path.clone())
    };
    let top: Vec<(String, SitePath)> = own.iter().filter(on_top).map(named).collect();
    let own: Vec<Checked<Page>> = own.into_par_iter().map(|page| editors(page, &book)).collect();
    pages.extend(own.into_iter().map(|page| page.into(&mut diagnostics)));
    finish(&mut pages, &book, &top, changes.last, &mut diagnostics);
    dead_links(&pages, editor.links, &mut diagnostics);
    Checked::new(pages, diagnostics)
}

/// Pages that may turn out wrong, with their titles.
fn titles(
    drafts: &[book::Draft],
    own: &[editor::EditorPage],
    book: &Book,
) -> HashMap<SitePath, String> {
    let drafts = drafts.iter().chain(own.iter().map(|page| &page.draft));
    let drafts = drafts.filter(|draft| !matches!(draft.kind, PageKind::Redirect(_)));
    let mut out: HashMap<SitePath, String> =
        drafts.map(|draft| (draft.path.clone(), draft.title.clone())).collect();
    for article in book.order.iter().filter_map(|source| book.reference(&source.id)) {
        out.insert(article.page.clone(), article.who().to_owned());
    }
    out.insert(book::top("about"), about::TITLE.to_owned());
    out
}

/// Calls a generated page by its section where an editor's page has the title already.
fn leave_titles(drafts: &mut [book::Draft], own: &[editor::EditorPage]) {
    let taken: HashSet<String> = own.iter().map(|page| name_key(&page.draft.title)).collect();
    for draft in drafts.iter_mut().filter(|draft| taken.contains(&name_key(&draft.title))) {
        if let Some((_, label)) = NAV.iter().find(|(section, _)| book::top(section) == draft.path) {
            (*label).clone_into(&mut draft.title);
        }
    }
}

/// Puts an editor's prose on the generated page that has the same address, above what is generated;
/// returns the pages that have an address of their own.
fn merge(drafts: &mut [book::Draft], own: Vec<editor::EditorPage>) -> Vec<editor::EditorPage> {
    let mut places: HashMap<SitePath, usize> = HashMap::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        places.entry(draft.path.clone()).or_insert(index);
    }
    let mut out = Vec::with_capacity(own.len());
    for page in own {
        let editors = matches!(page.draft.kind, PageKind::Editor | PageKind::Section);
        let place = places.get(&page.draft.path).filter(|_| editors);
        match place.and_then(|index| drafts.get_mut(*index)) {
            Some(draft) => {
                draft.title = page.draft.title;
                draft.description = page.draft.description.or(draft.description.take());
                let generated = std::mem::take(&mut draft.body);
                draft.body = home::prose(page.draft.body);
                let below = match draft.kind {
                    PageKind::Corrections => ("What was put right", "list"),
                    PageKind::Changes => ("From edition to edition", "editions"),
                    _ => ("What was found in the sources", "found"),
                };
                draft.body.push(book::heading(2, below.0, below.1));
                draft.body.extend(generated);
            }
            None => out.push(page),
        }
    }
    out
}

/// A page of an editor's, with what generated ones have not.
fn editors(page: editor::EditorPage, book: &Book) -> Checked<Page> {
    let editor::EditorPage { draft, front, terms, file, .. } = page;
    book.page(draft).map(|out| Page {
        date: front.date,
        terms,
        file: Some(file).filter(|file| !file.is_empty()),
        template: front.template.unwrap_or(out.template),
        ..out
    })
}

/// Links to pages that exist only if the articles say something.
fn dead_links(pages: &[Page], links: Vec<(SitePath, Place)>, diagnostics: &mut Vec<Diagnostic>) {
    let paths: HashSet<&SitePath> = pages.iter().map(|page| &page.path).collect();
    for (path, place) in links {
        if !paths.contains(&path) {
            let message = format!("there is no page at {:?}", path.address());
            diagnostics.push(
                Diagnostic::error("internal-link", message)
                    .at(place)
                    .hint("the page of an entry exists only if the sources name it"),
            );
        }
    }
}

/// Gives all pages what they share, and refuses a second page on a path.
fn finish(
    pages: &mut Vec<Page>,
    book: &Book,
    top: &[(String, SitePath)],
    edition: Option<LastEdition>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen: FxHashMap<SitePath, Option<String>> = FxHashMap::default();
    pages.retain(|page| {
        let Some(first) = seen.get(&page.path) else {
            seen.insert(page.path.clone(), page.file.clone());
            return true;
        };
        diagnostics.push(twice(page, first.as_deref()));
        false
    });
    let site = Arc::new(SiteInfo { edition, ..site_info(pages, book, top) });
    let title = |page: &Page| (page.path.clone(), page.title.clone());
    let titles: FxHashMap<SitePath, String> = pages.par_iter().map(title).collect();
    pages.par_iter_mut().for_each(|page| {
        page.crumbs = crumbs(&page.path, &titles, &site.title);
        page.site = Arc::clone(&site);
    });
}

fn twice(page: &Page, first: Option<&str>) -> Diagnostic {
    let other = first.unwrap_or("a generated page");
    let diagnostic = Diagnostic::error(
        "duplicate-path",
        format!("two pages would be published at {:?}", page.path.address()),
    )
    .also(format!("the other one is made from {other}"))
    .hint("give one of them another file name or `slug`");
    match &page.file {
        Some(file) => diagnostic.at(Place::file(file.clone())),
        None => diagnostic,
    }
}

/// The pages above a page that exist, home first.
fn crumbs(
    path: &SitePath,
    titles: &FxHashMap<SitePath, String>,
    site: &str,
) -> Vec<(String, SitePath)> {
    let mut out = Vec::new();
    let home = SitePath::page(&[]);
    if *path == home {
        return out;
    }
    out.push((site.to_owned(), home));
    let mut end = 0;
    while let Some(next) = path.as_str()[end..].find('/') {
        end += next + 1;
        let Ok(above) = SitePath::new(format!("{}index.html", &path.as_str()[..end])) else {
            break;
        };
        if let Some(title) = titles.get(&above).filter(|_| above != *path) {
            out.push((title.clone(), above));
        }
    }
    out
}

/// The sections of the navigation in the order in which readers ask.
const NAV: [(&str, &str); 10] = [
    ("members", "Members"),
    ("precedents", "Precedents"),
    ("timeline", "Timeline"),
    ("people", "People"),
    ("quotations", "Quotations"),
    ("figures", "Figures"),
    ("disagreements", "Disagreements"),
    ("sources", "Sources"),
    ("changes", "Changes"),
    ("about", "About"),
];

/// How many of an editor's pages stand in the navigation, the lightest first: it is on every page.
const NAV_MOST: usize = 12;

fn site_info(pages: &[Page], book: &Book, top: &[(String, SitePath)]) -> SiteInfo {
    let section = |page: &SitePath| NAV.iter().any(|(section, _)| book::top(section) == *page);
    let mut nav: Vec<NavItem> = top
        .iter()
        .filter(|(_, page)| !section(page))
        .take(NAV_MOST)
        .map(|(title, page)| NavItem {
            label: title.clone(),
            page: page.clone(),
            section: page.as_str().split_once('/').map(|(first, _)| first.to_owned()),
            written: true,
        })
        .collect();
    for (section, label) in NAV {
        let path = book::top(section);
        if pages.iter().any(|page| page.path == path) {
            nav.push(NavItem {
                label: label.to_owned(),
                page: path,
                section: Some(section.to_owned()),
                written: false,
            });
        }
    }
    let mut dates = book.order.iter().filter_map(|source| source.meta.published);
    let config = book.config;
    SiteInfo {
        title: config.title.clone().unwrap_or_else(|| book.subject.name.clone()),
        subject: book.subject.name.clone(),
        language: config.language.clone().unwrap_or_else(|| "en".to_owned()),
        base_url: config.base_url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/'))),
        description: config.description.clone(),
        nav,
        dated: dates.next().is_some() || pages.iter().any(|page| page.date.is_some()),
        edition: None,
        corrections: Some(book::top("corrections"))
            .filter(|path| pages.iter().any(|page| page.path == *path)),
        share_images: config.share_images.unwrap_or(true),
        search: config.search.unwrap_or(true),
    }
}
