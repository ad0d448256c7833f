//! Where an editor's pages are listed and found: sections, taxonomies, aliases.
//!
//! It stands alone because lists are made of what is known of pages, never of their text: each
//! page's entry is made once, and shared by all lists that it stands in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::block::{Block, PageLink};
use super::book::{Book, Draft, PER_PAGE, heading, paginate};
use super::editor::{Editor, EditorPage};
use super::front::{Front, SortBy};
use super::page::{PageKind, Term};
use super::people::title;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::slug::{SitePath, Slug};

/// Adds lists of pages to sections, and pages for terms of taxonomies and for aliases.
pub(super) fn stock(editor: &mut Editor, book: &Book, diagnostics: &mut Vec<Diagnostic>) {
    let entries: Vec<Arc<PageLink>> = editor.pages.iter().map(entry).collect();
    let mut more = terms(editor, &entries, book, diagnostics);
    more.extend(list_sections(editor, &entries, book));
    more.extend(aliases(editor, diagnostics));
    editor.pages.extend(more);
}

fn entry(page: &EditorPage) -> Arc<PageLink> {
    Arc::new(PageLink {
        title: page.draft.title.clone(),
        description: page.draft.description.clone(),
        date: page.front.date,
        page: page.draft.path.clone(),
    })
}

/// The newest first, those without a date last; the order stays among equals.
fn by_date(entries: &mut [Arc<PageLink>]) {
    entries.sort_by_key(|entry| Reverse(entry.date.map(|date| date.begin())));
}

/// Gives each section's page the list of its pages; returns the further pages of long lists.
fn list_sections(editor: &mut Editor, entries: &[Arc<PageLink>], book: &Book) -> Vec<EditorPage> {
    let mut inside: HashMap<String, Vec<Arc<PageLink>>> = HashMap::new();
    // What stands in the tables of the subject is not listed again.
    let curated: HashSet<&SitePath> = book.subject.entries.iter().map(|e| &e.page).collect();
    for entry in entries.iter().filter(|entry| !curated.contains(&entry.page)) {
        if let Some(above) = parent(&entry.page) {
            inside.entry(above).or_default().push(Arc::clone(entry));
        }
    }
    let mut more = Vec::new();
    for page in editor.pages.iter_mut().filter(|page| page.draft.kind == PageKind::Section) {
        let Some(mut list) = inside.remove(page.draft.path.address()) else { continue };
        match page.front.sort_by {
            SortBy::Weight => {}
            SortBy::Date => by_date(&mut list),
            SortBy::Title => list.sort_by(|a, b| a.title.cmp(&b.title)),
        }
        let own = page.front.paginate_by.map(NonZeroUsize::get);
        let per_page = own.or(book.config.paginate_by).unwrap_or(PER_PAGE);
        let head = std::mem::take(&mut page.draft.body);
        let section = |path, number, body| Draft {
            path,
            kind: PageKind::Section,
            title: title(&page.draft.title, number),
            description: page.draft.description.clone(),
            body,
        };
        let mut drafts = paginate(&page.draft.path, &list, per_page, head, links)
            .into_iter()
            .map(|(path, number, body)| section(path, number, body));
        let first = drafts.next();
        let template = &page.front.template;
        more.extend(drafts.map(|draft| EditorPage {
            front: Front { template: template.clone(), ..Front::default() },
            ..listing(draft)
        }));
        if let Some(first) = first {
            page.draft = first;
        }
    }
    more
}

fn links(entries: &[Arc<PageLink>]) -> Vec<Block> {
    vec![Block::Links(entries.to_vec())]
}

/// A page that lists others, and that no file was written for.
fn listing(draft: Draft) -> EditorPage {
    EditorPage {
        draft,
        front: Front::default(),
        terms: Vec::new(),
        file: String::new(),
        top: false,
    }
}

/// The address one level up.
fn parent(path: &SitePath) -> Option<String> {
    let address = path.address().strip_suffix('/')?;
    Some(address.rfind('/').map_or_else(String::new, |at| address[..=at].to_owned()))
}

/// What has a term, by the term's slug: the term as it was first written, and the pages.
type Shelf = BTreeMap<Slug, (String, Vec<Arc<PageLink>>)>;

/// Tells each page its terms; returns a page for each taxonomy and each of its terms.
fn terms(
    editor: &mut Editor,
    entries: &[Arc<PageLink>],
    book: &Book,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<EditorPage> {
    let mut all: BTreeMap<String, Shelf> = BTreeMap::new();
    for (page, entry) in editor.pages.iter_mut().zip(entries) {
        let tags = ("tags".to_owned(), std::mem::take(&mut page.front.tags));
        let others = std::mem::take(&mut page.front.taxonomies);
        let given = std::iter::once(tags).chain(others).filter(|(_, terms)| !terms.is_empty());
        for (name, terms) in given {
            if name != "tags" && !book.config.taxonomies.contains(&name) {
                diagnostics.push(unknown_taxonomy(&name, page, book));
                continue;
            }
            let root = Slug::of(&name);
            let shelf = all.entry(name.clone()).or_default();
            for term in terms {
                let slug = Slug::of(&term);
                let path = SitePath::page(&[&root, &slug]);
                if page.terms.iter().any(|known| known.page == path) {
                    continue;
                }
                let place = shelf.entry(slug).or_insert_with(|| (term.clone(), Vec::new()));
                place.1.push(Arc::clone(entry));
                page.terms.push(Term { taxonomy: name.clone(), name: term, page: path });
            }
        }
    }
    all.into_iter().flat_map(|(name, shelf)| shelf_pages(&name, shelf, book)).collect()
}

fn unknown_taxonomy(name: &str, page: &EditorPage, book: &Book) -> Diagnostic {
    let declared = book.config.taxonomies.iter().map(String::as_str);
    Diagnostic::error("front-matter", format!("there is no taxonomy {name:?}"))
        .at(Place::file(page.file.clone()))
        .hint(match did_you_mean(name, declared.chain(["tags"])) {
            Some(near) => format!("did you mean {near:?}?"),
            None => "declare it in sitegen.yaml under `taxonomies`".to_owned(),
        })
}

/// The page of a taxonomy, which lists its terms, and those of the terms, which list pages.
fn shelf_pages(name: &str, shelf: Shelf, book: &Book) -> Vec<EditorPage> {
    let root = Slug::of(name);
    let taxonomy = super::capital(name);
    let per_page = book.config.paginate_by.unwrap_or(PER_PAGE);
    let (mut out, mut list) = (Vec::new(), Vec::new());
    let term_page = |path, title, body| {
        listing(Draft { path, kind: PageKind::Term, title, description: None, body })
    };
    for (slug, (term, mut pages)) in shelf {
        by_date(&mut pages);
        let path = SitePath::page(&[&root, &slug]);
        let full = format!("{taxonomy}: {term}");
        for (path, number, body) in paginate(&path, &pages, per_page, Vec::new(), |pages| {
            std::iter::once(heading(2, "Pages", "pages")).chain(links(pages)).collect()
        }) {
            out.push(term_page(path, title(&full, number), body));
        }
        let count = super::words::count(pages.len(), "page", "pages");
        list.push(Arc::new(PageLink {
            title: term,
            description: Some(count),
            date: None,
            page: path,
        }));
    }
    let body = vec![heading(2, "Pages", "pages"), Block::Links(list)];
    out.push(term_page(SitePath::page(&[&root]), taxonomy, body));
    out
}

/// A page at each alias that sends on.
fn aliases(editor: &Editor, diagnostics: &mut Vec<Diagnostic>) -> Vec<EditorPage> {
    let mut pages = Vec::new();
    for page in &editor.pages {
        for alias in &page.front.aliases {
            let inside = alias.trim_start_matches('/');
            let is_file = inside.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let path = if is_file {
                inside.to_owned()
            } else {
                format!("{}/index.html", inside.trim_end_matches('/'))
            };
            let Ok(path) = SitePath::new(path) else {
                diagnostics.push(
                    Diagnostic::error("front-matter", format!("the alias {alias:?} is no address"))
                        .at(Place::file(page.file.clone()))
                        .hint("write it from the site's root on, such as /old/name/"),
                );
                continue;
            };
            let draft = Draft {
                path,
                kind: PageKind::Redirect(page.draft.path.clone()),
                title: page.draft.title.clone(),
                description: None,
                body: Vec::new(),
            };
            pages.push(EditorPage { file: page.file.clone(), ..listing(draft) });
        }
    }
    pages
}
