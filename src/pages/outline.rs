//! What lists, links and templates need to know of an editor's file before its page is rendered.
//!
//! It stands alone because most pages are as they were: an outline is a function of the file alone, so
//! it can be remembered, and then neither front matter nor Markdown is read again unless the page is
//! really rendered. A file that cites, or that there is something to say about, has no outline: what
//! becomes of it depends on more than itself.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize, Serializer};

use super::block::Prose;
use super::front::{self, Front};
use super::markdown::{self, Markdown};
use super::{ContentFile, editor, policy};
use crate::shape;
use crate::slug::SitePath;

/// The bytes of a file, which may be read only when they are asked for.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// What there is to know of a file without its text.
#[derive(Debug, Serialize, Deserialize)]
pub struct Outline {
    pub(super) front: Front,
    /// Where the body begins.
    pub(super) body: usize,
    /// The title: that of the front matter, else of the first heading.
    pub(super) title: Option<String>,
    /// Links to pages and files of the site, as they are written.
    pub(super) links: Vec<String>,
    /// Whether there is text between quotation marks, which may have to be cited.
    pub(super) quotes: bool,
    /// Whether there is anything below the front matter.
    pub(super) says: bool,
    /// Hash of the body's HTML, links left open.
    html: [u8; 16],
    /// That HTML itself, until the page is rendered.
    #[serde(skip)]
    ready: Mutex<Option<Vec<String>>>,
}

/// Reads a file as far as that depends on nothing else; none if it does.
pub fn outline(file: &ContentFile) -> Option<Outline> {
    let text = file.text();
    if !editor::is_page(&file.path) || memchr::memmem::find(text.as_bytes(), b"[@").is_some() {
        return None;
    }
    if shape::conflict(&file.path, text).is_some() {
        return None;
    }
    let read = front::read(file);
    let (front, body) = read.value;
    let mut said = read.diagnostics;
    let Markdown { blocks, citations, links, wordings, title } =
        markdown::render(&file.path, text, body, front.title.as_deref(), &mut said);
    if !said.is_empty() || !citations.is_empty() {
        return None;
    }
    let title = front.title.clone().or(title);
    Some(Outline {
        body,
        title,
        links: links.into_iter().map(|link| link.target).collect(),
        quotes: wordings.iter().any(policy::quotes),
        says: !blocks.is_empty(),
        html: hash(|hasher| {
            for block in &blocks {
                hasher.update(&block.len().to_le_bytes());
                hasher.update(block.as_bytes());
            }
        }),
        ready: Mutex::new(Some(blocks)),
        front,
    })
}

impl Outline {
    /// The hash of what other pages may show of this one.
    pub(super) fn face(&self) -> Option<[u8; 16]> {
        let face = postcard::to_stdvec(&(&self.front, &self.title)).ok()?;
        Some(hash(|hasher| {
            hasher.update(&face);
        }))
    }
}

fn hash(feed: impl FnOnce(&mut blake3::Hasher)) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    feed(&mut hasher);
    let mut out = [0; 16];
    hasher.finalize_xof().fill(&mut out);
    out
}

/// Where a link leads: a page and an anchor on it; none where there is nothing to lead to.
pub(super) type Target = Option<(SitePath, String)>;

/// An editor's Markdown without citations, made into HTML when it is rendered. Its value, as it is
/// compared and serialised, is the hash of that HTML and where its links lead.
#[derive(Clone, Debug)]
pub struct Written(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    key: [u8; 16],
    targets: Vec<Target>,
    /// Whether a quotation in it has to be proved.
    quotes: bool,
    path: String,
    bytes: Source,
    outline: Arc<Outline>,
}

/// Where the text is.
struct Source(Bytes);

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Source")
    }
}

impl Written {
    /// The body of `file`, which has this outline; `quotes` says whether a quotation in it has to be
    /// proved.
    pub(super) fn new(
        file: &ContentFile,
        outline: &Arc<Outline>,
        targets: Vec<Target>,
        quotes: bool,
    ) -> Self {
        let key = hash(|hasher| {
            hasher.update(&outline.html);
            for target in &targets {
                let (page, anchor) = match target {
                    Some((page, anchor)) => (page.as_str(), anchor.as_str()),
                    None => ("", ""),
                };
                for part in [page, anchor] {
                    hasher.update(&part.len().to_le_bytes());
                    hasher.update(part.as_bytes());
                }
            }
        });
        Self(Arc::new(Inner {
            key,
            targets,
            quotes,
            path: file.path.to_string(),
            bytes: Source(file.bytes()),
            outline: Arc::clone(outline),
        }))
    }

    /// What is known of the file, and where its links lead.
    pub(super) fn parts(&self) -> (&Outline, &[Target]) {
        (&self.0.outline, &self.0.targets)
    }

    /// Whether a quotation in it has to be proved.
    pub(super) fn proves_quotes(&self) -> bool {
        self.0.quotes
    }

    /// The blocks of HTML. What is kept of them is let go: they are asked for once, when their page
    /// is rendered.
    pub fn prose(&self) -> Vec<Prose> {
        let ready = self.0.outline.ready.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.split(&ready.unwrap_or_else(|| self.render()))
    }

    fn render(&self) -> Vec<String> {
        let inner = &*self.0;
        let text = std::str::from_utf8((*inner.bytes.0).as_ref()).unwrap_or_default();
        let title = inner.outline.front.title.as_deref();
        markdown::render(&inner.path, text, inner.outline.body, title, &mut Vec::new()).blocks
    }

    fn split(&self, blocks: &[String]) -> Vec<Prose> {
        let prose = |html: &String| Prose { pieces: editor::pieces(html, &[], &self.0.targets) };
        blocks.iter().map(prose).collect()
    }

    /// The same, to look at; nothing is let go.
    pub fn look(&self) -> Vec<Prose> {
        let ready = self.0.outline.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(blocks) = &*ready {
            return self.split(blocks);
        }
        drop(ready);
        self.split(&self.render())
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.key.serialize(serializer)
    }
}
