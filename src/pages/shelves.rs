//! Where an editor's pages are listed and found: sections, taxonomies, aliases.

use std::collections::{BTreeMap, HashMap};

use super::block::{Block, PageLink};
use super::book::{Book, Draft, heading};
use super::editor::{Editor, EditorPage};
use super::front::Front;
use super::page::PageKind;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::slug::{SitePath, Slug};

/// Gives each section's page the list of its pages.
pub(super) fn list_sections(editor: &mut Editor) {
    let mut links: HashMap<String, Vec<PageLink>> = HashMap::new();
    for page in &editor.pages {
        if let Some(above) = parent(&page.draft.path) {
            links.entry(above).or_default().push(link_to(page));
        }
    }
    for page in editor.pages.iter_mut().filter(|page| page.draft.kind == PageKind::Section) {
        if let Some(list) = links.remove(page.draft.path.address()) {
            page.draft.body.push(Block::Links(list));
        }
    }
}

/// The address one level up.
fn parent(path: &SitePath) -> Option<String> {
    let address = path.address().strip_suffix('/')?;
    Some(address.rfind('/').map_or_else(String::new, |at| address[..=at].to_owned()))
}

fn link_to(page: &EditorPage) -> PageLink {
    PageLink {
        title: page.draft.title.clone(),
        description: page.draft.description.clone(),
        date: page.front.date,
        page: page.draft.path.clone(),
    }
}

/// A page for each taxonomy and each of its terms.
pub(super) fn taxonomies(editor: &mut Editor, book: &Book, diagnostics: &mut Vec<Diagnostic>) {
    let declared = &book.config.taxonomies;
    let mut all: BTreeMap<&str, BTreeMap<Slug, (String, Vec<PageLink>)>> = BTreeMap::new();
    for page in &editor.pages {
        let tags = Some(("tags", &page.front.tags)).filter(|(_, tags)| !tags.is_empty());
        let others = page.front.taxonomies.iter().map(|(name, terms)| (name.as_str(), terms));
        for (name, terms) in tags.into_iter().chain(others) {
            if name != "tags" && !declared.iter().any(|known| known == name) {
                let near = did_you_mean(name, declared.iter().map(String::as_str).chain(["tags"]));
                diagnostics.push(
                    Diagnostic::error("front-matter", format!("there is no taxonomy {name:?}"))
                        .at(Place::file(page.file.clone()))
                        .hint(match near {
                            Some(near) => format!("did you mean {near:?}?"),
                            None => "declare it in sitegen.yaml under `taxonomies`".to_owned(),
                        }),
                );
                continue;
            }
            let taxonomy = all.entry(name).or_default();
            for term in terms {
                let entry = taxonomy.entry(Slug::of(term));
                entry.or_insert_with(|| (term.clone(), Vec::new())).1.push(link_to(page));
            }
        }
    }
    let mut pages = Vec::new();
    for (name, terms) in all {
        let root = Slug::of(name);
        let title = super::capital(name);
        let mut list = Vec::new();
        for (slug, (term, links)) in terms {
            let path = SitePath::page(&[&root, &slug]);
            let count = super::words::count(links.len(), "page", "pages");
            list.push(PageLink {
                title: term.clone(),
                description: Some(count),
                date: None,
                page: path.clone(),
            });
            pages.push(term_page(path, format!("{title}: {term}"), links));
        }
        pages.push(term_page(SitePath::page(&[&root]), title, list));
    }
    editor.pages.extend(pages);
}

fn term_page(path: SitePath, title: String, links: Vec<PageLink>) -> EditorPage {
    EditorPage {
        draft: Draft {
            path,
            kind: PageKind::Term,
            title,
            description: None,
            body: vec![heading(2, "Pages", "pages"), Block::Links(links)],
        },
        front: Front::default(),
        file: String::new(),
        top: false,
    }
}

/// A page at each alias that sends on.
pub(super) fn aliases(editor: &mut Editor, diagnostics: &mut Vec<Diagnostic>) {
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
            pages.push(EditorPage {
                draft: Draft {
                    path,
                    kind: PageKind::Redirect(page.draft.path.clone()),
                    title: page.draft.title.clone(),
                    description: None,
                    body: Vec::new(),
                },
                front: Front::default(),
                file: page.file.clone(),
                top: false,
            });
        }
    }
    editor.pages.extend(pages);
}
