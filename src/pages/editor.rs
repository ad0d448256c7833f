//! An editor's pages: sections, taxonomies, aliases, and the prose for the front page.
//!
//! It stands alone because these pages say what an editor writes, under an editor's rules: nothing
//! in them is extracted, and what they cite is looked up word for word.

use std::collections::HashMap;

use rayon::prelude::*;

use super::block::{Block, Piece, Prose, Reference};
use super::book::{Book, Draft};
use super::front::{self, Front};
use super::links::Leads;
use super::markdown::{self, LINK, Link, MARK, Markdown};
use super::page::{PageKind, Term};
use super::{Content, ContentFile, Options};
use super::{curated, outline, policy, shelves};
use crate::citations::{Citation, Library};
use crate::config::CitationPolicy;
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::slug::{SitePath, Slug};
use crate::sources::Source;

/// Folders whose files are rendered their own way, or not at all.
pub(super) const RESERVED: [&str; 7] =
    ["sources", "members", "precedents", "people", "events", "figures", "editions"];

/// Those of them that are not rendered at all.
const UNSHOWN: [&str; 2] = ["sources", "editions"];

/// What an editor's files amount to.
#[derive(Default)]
pub(super) struct Editor {
    /// Pages, with what generated ones have not.
    pub(super) pages: Vec<EditorPage>,
    /// Prose for the front page.
    pub(super) home: Option<Home>,
    /// Links within the site that must lead to a page, with their place.
    pub(super) links: Vec<(SitePath, Place)>,
}

/// A page, with what generated ones have not.
pub(super) struct EditorPage {
    pub(super) draft: Draft,
    pub(super) front: Front,
    /// The terms that it is listed under.
    pub(super) terms: Vec<Term>,
    pub(super) file: String,
    /// Whether it stands in the navigation: a section, or a page with a weight, of the top level.
    pub(super) top: bool,
}

/// What an editor writes on the front page.
pub(super) struct Home {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) body: Vec<Block>,
    pub(super) file: String,
}

/// A file that was read, before it is known where its links lead.
pub(super) struct Read<'a> {
    pub(super) file: &'a ContentFile<'a>,
    pub(super) front: Front,
    pub(super) body: usize,
    pub(super) path: SitePath,
    /// Whether it is a section's own page.
    pub(super) section: bool,
}

/// Reads the editor's files.
pub(super) fn read(
    content: &Content,
    sources: &[Source],
    book: &Book,
    options: Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Editor {
    let mut files: Vec<&ContentFile> = content.files.iter().filter(|f| is_page(&f.path)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let known = |file: &ContentFile| {
        let outline = file.outline()?;
        Some(Checked::clean((outline.front.clone(), outline.body)))
    };
    let fronts: Vec<_> = files
        .into_par_iter()
        .map(|file| (file, known(file).unwrap_or_else(|| front::read(file))))
        .collect();
    let mut reads: Vec<Read> = fronts
        .into_iter()
        .filter_map(|(file, read)| {
            let (front, body) = read.into(diagnostics);
            (options.drafts || !front.draft).then(|| located(file, front, body))
        })
        .collect();
    reads.extend(curated::prose(content, book));
    let paths: HashMap<&str, &SitePath> =
        reads.iter().map(|read| (&*read.file.path, &read.path)).collect();
    let cites = reads
        .par_iter()
        .any(|read| read.file.outline().is_none() && read.file.text().contains("[@"));
    let library = Library::new(if cites { sources } else { &[] });
    let sections = policy::Sections::new(
        reads.iter().filter(|r| r.section).map(|r| (&*r.file.path, r.front.citations)),
    );
    let written: Vec<Written> = reads
        .par_iter()
        .map(|read| {
            let (path, own) = (&read.file.path, read.front.citations);
            let policy = sections.policy(path, own).unwrap_or(book.config.citations);
            Desk { book, library: &library, paths: &paths, read, policy }.write()
        })
        .collect();
    drop((sections, paths));
    let mut editor = Editor::default();
    for (read, written) in reads.into_iter().zip(written) {
        diagnostics.extend(written.said);
        editor.links.extend(written.links);
        editor.add(read, written.title, written.body);
    }
    let weight = |page: &EditorPage| page.front.weight.unwrap_or(i64::MAX);
    editor
        .pages
        .sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| a.draft.path.cmp(&b.draft.path)));
    shelves::stock(&mut editor, book, diagnostics);
    editor
}

/// What became of one file's Markdown.
struct Written {
    title: Option<String>,
    body: Vec<Block>,
    links: Vec<(SitePath, Place)>,
    said: Vec<Diagnostic>,
}

impl Editor {
    fn add(&mut self, read: Read, title: Option<String>, body: Vec<Block>) {
        let file = read.file.path.to_string();
        if read.path == SitePath::page(&[]) {
            self.home = Some(Home { title, description: read.front.description, body, file });
            return;
        }
        let top = read.path.as_str().matches('/').count() == 1
            && (read.section || read.front.weight.is_some());
        self.pages.push(EditorPage {
            draft: Draft {
                path: read.path,
                kind: if read.section { PageKind::Section } else { PageKind::Editor },
                title: title.unwrap_or_else(|| name_of(&file)),
                description: read.front.description.clone(),
                body,
            },
            front: read.front,
            terms: Vec::new(),
            file,
            top,
        });
    }
}

/// Whether a file is an ordinary page: sections of entries have one, too.
pub(super) fn is_page(path: &str) -> bool {
    let Some(inside) = path.strip_prefix("content/") else { return false };
    let markdown = inside.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
    let reserved = inside.split_once('/').is_some_and(|(first, rest)| {
        RESERVED.contains(&first) && (rest != "_index.md" || UNSHOWN.contains(&first))
    });
    markdown && !reserved
}

/// Where a file's page goes: the folders and the name as slugs, `index` and `_index` for the
/// folder itself.
fn located<'a>(file: &'a ContentFile<'a>, front: Front, body: usize) -> Read<'a> {
    let inside = file.path.trim_start_matches("content/").trim_end_matches(".md");
    let mut parts: Vec<Slug> = Vec::new();
    let mut names: Vec<&str> = inside.split('/').collect();
    let section = names.last() == Some(&"_index");
    if matches!(names.last(), Some(&("index" | "_index"))) {
        names.pop();
    }
    parts.extend(names.iter().map(|name| Slug::of(name)));
    if let Some(slug) = &front.slug
        && let Some(last) = parts.last_mut()
    {
        *last = Slug::of(slug);
    }
    let path = SitePath::page(&parts.iter().collect::<Vec<_>>());
    Read { file, front, body, path, section }
}

/// A title for a page that has none: its file's name.
fn name_of(path: &str) -> String {
    let mut parts = path.trim_end_matches(".md").rsplit('/');
    let name = parts.find(|part| !matches!(*part, "index" | "_index")).unwrap_or_default();
    super::capital(&name.replace(['-', '_'], " "))
}

/// What is at hand for one file.
pub(super) struct Desk<'a> {
    pub(super) book: &'a Book<'a>,
    library: &'a Library<'a>,
    pub(super) paths: &'a HashMap<&'a str, &'a SitePath>,
    pub(super) read: &'a Read<'a>,
    policy: CitationPolicy,
}

impl Desk<'_> {
    /// Renders the file, or leaves that for later.
    fn write(&self) -> Written {
        self.later().unwrap_or_else(|| self.now())
    }

    /// What becomes of a file with an outline, if there is nothing to say about it.
    fn later(&self) -> Option<Written> {
        let outline = self.read.file.outline()?;
        let asked = match self.policy {
            CitationPolicy::Off => false,
            CitationPolicy::Recommended => outline.quotes,
            CitationPolicy::Required => true,
        };
        if asked {
            return None;
        }
        let leads = |target: &String| match self.leads(target) {
            Leads::Page(page, anchor) => Some(Some((page, anchor))),
            Leads::Nowhere => Some(None),
            Leads::Entry(..) | Leads::Unknown(_) => None,
        };
        let targets = outline.links.iter().map(leads).collect::<Option<Vec<_>>>()?;
        let quotes = self.policy != CitationPolicy::Off;
        let written = || outline::Written::new(self.read.file, outline, targets, quotes);
        let prose = || Block::Written(written());
        let body = outline.says.then(prose).into_iter().collect();
        let (links, said) = Default::default();
        Some(Written { title: outline.title.clone(), body, links, said })
    }

    fn now(&self) -> Written {
        let (mut links, mut said) = (Vec::new(), Vec::new());
        let (file, front) = (self.read.file, &self.read.front);
        let title = front.title.as_deref();
        let rendered = markdown::render(&file.path, file.text(), self.read.body, title, &mut said);
        let body = self.blocks(&rendered, &mut links, &mut said);
        Written { title: front.title.clone().or(rendered.title), body, links, said }
    }

    /// Blocks of prose, their citations looked up and their links resolved.
    fn blocks(
        &self,
        rendered: &Markdown,
        links: &mut Vec<(SitePath, Place)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Block> {
        let cited: Vec<Vec<Reference>> =
            rendered.citations.iter().map(|cite| self.references(cite, diagnostics)).collect();
        let targets: Vec<Option<(SitePath, String)>> =
            rendered.links.iter().map(|link| self.target(link, links, diagnostics)).collect();
        let (path, text) = (&self.read.file.path, self.read.file.text());
        let rules = policy::Prose {
            book: self.book,
            path,
            file: text,
            rendered,
            cited: &cited,
            policy: self.policy,
        };
        diagnostics.extend(rules.check());
        let prose = |html: &String| Block::Prose(Prose { pieces: pieces(html, &cited, &targets) });
        rendered.blocks.iter().map(prose).collect()
    }

    fn references(
        &self,
        cite: &markdown::Cite,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Reference> {
        let file = self.read.file;
        let mut out = Vec::new();
        for written in &cite.written {
            let citation = Citation {
                range: self.range_of(cite, &written.id),
                id: written.id.clone(),
                words: written.words.clone(),
                outcome: self.library.look_up(written),
            };
            diagnostics.extend(citation.diagnostic(&file.path, file.text()));
            out.extend(Reference::of(citation.outcome));
        }
        out
    }

    /// Where one of several references stands, as nearly as its id tells.
    fn range_of(&self, cite: &markdown::Cite, id: &str) -> std::ops::Range<usize> {
        let text = self.read.file.text().get(cite.range.clone()).unwrap_or_default();
        if cite.written.len() < 2 {
            return cite.range.clone();
        }
        let start = text.find(&format!("@{id}")).unwrap_or(0);
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find("; @").unwrap_or(rest.len().saturating_sub(1));
        cite.range.start + start..cite.range.start + start + end
    }

    /// Where a link leads; what leads nowhere is said.
    fn target(
        &self,
        link: &Link,
        links: &mut Vec<(SitePath, Place)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(SitePath, String)> {
        let file = self.read.file;
        let place = || Place::in_text(&*file.path, file.text(), link.range.start, link.range.end);
        match self.leads(&link.target) {
            Leads::Page(page, anchor) => Some((page, anchor)),
            Leads::Entry(page, anchor) => {
                links.push((page.clone(), place()));
                Some((page, anchor))
            }
            Leads::Nowhere => None,
            Leads::Unknown(wanted) => {
                let near = did_you_mean(&wanted, self.paths.keys().copied());
                diagnostics.push(
                    Diagnostic::error("internal-link", format!("there is no page {wanted:?}"))
                        .at(place())
                        .hint(match near.and_then(|near| near.strip_prefix("content/")) {
                            Some(near) => format!("did you mean @/{near}?"),
                            None => "write @/ and the file's path below content/".to_owned(),
                        }),
                );
                None
            }
        }
    }
}

/// Splits a block's HTML at the marks for citations and links.
pub(super) fn pieces(
    html: &str,
    cited: &[Vec<Reference>],
    targets: &[Option<(SitePath, String)>],
) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = next_mark(rest) {
        let html = &rest[..at];
        rest = &rest[at..];
        // A number stands close to the word before it.
        let html = if rest.starts_with(MARK.0) { html.trim_end() } else { html };
        out.push(Piece::Html(html.to_owned()));
        if let Some(inside) = rest.strip_prefix(MARK.0) {
            let (number, after) = number(inside);
            out.extend(number.and_then(|n| cited.get(n)).cloned().map(Piece::Refs));
            rest = after.strip_prefix(MARK.1).unwrap_or(after);
        } else {
            let (number, after) = number(&rest[LINK.len()..]);
            out.push(match number.and_then(|n| targets.get(n)) {
                Some(Some((page, anchor))) => Piece::Link(page.clone(), anchor.clone()),
                _ => Piece::Html("#".to_owned()),
            });
            rest = after;
        }
    }
    out.push(Piece::Html(rest.to_owned()));
    out.retain(|piece| !matches!(piece, Piece::Html(html) if html.is_empty()));
    out
}

fn next_mark(html: &str) -> Option<usize> {
    let link = memchr::memmem::find(html.as_bytes(), LINK.as_bytes());
    let before = &html[..link.unwrap_or(html.len())];
    before.find(MARK.0).or(link)
}

/// The number that a text begins with, and the rest.
fn number(text: &str) -> (Option<usize>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].parse().ok(), &text[end..])
}
