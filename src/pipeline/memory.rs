//! What a run may take over from earlier ones: pages that were rendered from the very same value.
//!
//! It stands alone because stages know nothing of it. A page is a closed value that holds all that
//! its template sees, thus whatever kind of page it is, the hash of that value, of what all pages
//! share and of the templates says whether its file would be the same.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::check::{self, Facts};
use crate::memo::{self, Hash, Item};
use crate::pages::Page;
use crate::site::{SiteFile, Theme};

use super::bodies::{self, Bodies, Edits};
use super::outlines::Outlines;

/// The file of the memo that holds pages.
const PAGES: &str = "pages";

/// The file of the memo that holds what files say of themselves.
const OUTLINES: &str = "outlines";

/// What earlier runs found out about a project.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) pages: Pages,
    pub(super) outlines: Outlines,
    pub(super) bodies: Bodies,
}

/// Pages as they were last rendered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Pages {
    /// The run that made them.
    base: Hash,
    /// The paths of the site's files, in the order of their indexes.
    names: Vec<String>,
    /// By path.
    kept: FxHashMap<String, Rendered>,
    pub(super) words: FxHashMap<String, Words>,
    pub(super) cards: FxHashMap<String, Card>,
}

/// What a page can be found by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Words {
    /// The hash of the page's own value.
    pub(super) page: Hash,
    pub(super) found_by: Arc<[Box<str>]>,
}

/// The picture for where a page is shared.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Card {
    /// The hash of what it was drawn from.
    pub(super) made_of: Hash,
    /// That of the file.
    pub(super) output: Hash,
}

/// A page as it was last rendered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Rendered {
    made_of: MadeOf,
    /// The hash of its file.
    output: Hash,
    facts: Facts,
    why: Why,
}

/// What a page's file is a function of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct MadeOf {
    /// The page's own value.
    page: Hash,
    /// What it shares with all others.
    site: Hash,
    /// All templates.
    templates: Hash,
}

/// Why a page was rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// No earlier build had it.
    New,
    /// Its own content changed.
    Content,
    /// What all pages share changed: the title, the navigation.
    Site,
    /// A template changed.
    Templates,
    /// A page is gone that it leads to.
    Links,
    /// Its file was missing, or not the one that was published.
    Output,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::New => "no earlier build had it",
            Self::Content => "its own content changed",
            Self::Site => "what all pages share changed, such as the title or the navigation",
            Self::Templates => "a template changed",
            Self::Links => "a page is gone that it led to",
            Self::Output => "its file was missing, or not the one that was published",
        })
    }
}

impl Memory {
    /// What is kept in the project at `root`; nothing where nothing is.
    pub fn load(root: &Path) -> Self {
        let (pages, outlines) = rayon::join(
            || memo::load(root, PAGES).and_then(|loaded| loaded.value()),
            || memo::load(root, OUTLINES).and_then(|loaded| loaded.value()),
        );
        let mut pages: Pages = pages.unwrap_or_default();
        pages.take(Edits::load(root, pages.base));
        let bodies = Bodies { wanted: true, ..Bodies::default() };
        Self { pages, outlines: outlines.unwrap_or_default(), bodies }
    }

    /// Nothing yet; keeps what it takes to make pages anew alone ([`Memory::retouch`]).
    pub fn watching() -> Self {
        let bodies = Bodies { wanted: true, ..Bodies::default() };
        Self { bodies, ..Self::default() }
    }

    /// Tells what is kept now from what was kept before.
    pub(super) fn base(&self) -> Hash {
        self.pages.base()
    }

    /// Keeps it.
    pub fn save(&self, root: &Path) {
        let outlines = || {
            if self.outlines.changed() {
                memo::save(root, OUTLINES, &self.outlines);
            }
        };
        let pages = || rayon::join(|| memo::save(root, PAGES, &self.pages), outlines);
        rayon::join(|| self.bodies.save(root), pages);
    }

    /// Why the page at `path` was last rendered.
    pub fn why(&self, path: &str) -> Option<Why> {
        self.pages.kept.get(path).map(|kept| kept.why)
    }
}

impl Pages {
    /// The run that made them.
    pub(super) fn base(&self) -> Hash {
        self.base
    }

    /// Takes over pages that were made anew alone.
    fn take(&mut self, edits: Edits) {
        if edits.pages.is_empty() {
            return;
        }
        let indexes: FxHashMap<&str, u32> =
            self.names.iter().map(String::as_str).zip(0..).collect();
        for (path, (rendered, names)) in edits.pages {
            let here: Vec<Option<u32>> =
                names.iter().map(|name| indexes.get(name.as_str()).copied()).collect();
            if let Some(facts) = rendered.facts.moved(&here) {
                self.kept.insert(path, Rendered { facts, ..rendered });
            }
        }
    }
}

impl Rendered {
    /// A page that was made anew alone, because its own content changed; with the paths of the files
    /// that it names.
    pub(super) fn alone(
        page: &Page,
        theme: &Theme,
        file: &SiteFile,
        facts: &Facts,
        proof: &check::Site,
    ) -> (Self, Vec<String>) {
        let made_of = MadeOf { page: Hash::of(page), ..MadeOf::shared(Some(page), theme) };
        let (facts, names) = facts.apart(proof);
        let output = Hash::of_bytes(&file.bytes);
        (Self { made_of, output, facts, why: Why::Content }, names)
    }
}

impl MadeOf {
    /// What all pages are made of; `page` is any of them.
    fn shared(page: Option<&Page>, theme: &Theme) -> Self {
        Self {
            page: Hash::default(),
            site: Hash::of(&page.map(|page| &page.site)),
            templates: Hash::of(&theme.fingerprint()),
        }
    }
}

/// What there is to know for all pages of a run.
pub(super) struct Remembering<'a> {
    memory: &'a Memory,
    proof: &'a check::Site<'a>,
    /// Where the files of the earlier site are in this one.
    indexes: Vec<Option<u32>>,
    shared: MadeOf,
}

/// A page that need not be rendered, or what to keep of it when it has been.
pub(super) enum Recalled {
    /// It is as it was.
    Same(Box<(check::Checked, Entry)>),
    /// It has to be rendered.
    Stale(MadeOfPage),
}

/// What a page to be rendered is made of, and why it is.
#[derive(Clone, Copy)]
pub(super) struct MadeOfPage(MadeOf, Why);

/// What is kept of a page.
pub(super) struct Entry(Rendered);

impl<'a> Remembering<'a> {
    pub(super) fn new(
        memory: &'a Memory,
        proof: &'a check::Site<'a>,
        pages: &[Page],
        theme: &Theme,
    ) -> Self {
        let names = memory.pages.names.iter().map(String::as_str);
        Self {
            memory,
            proof,
            indexes: proof.indexes(names),
            shared: MadeOf::shared(pages.first(), theme),
        }
    }

    /// What is known of a page with this hash; `published` says whether the file of this hash is still in place.
    pub(super) fn recall(
        &self,
        page: &Page,
        hash: Hash,
        published: impl Fn(Hash) -> bool,
    ) -> Recalled {
        let made_of = MadeOf { page: hash, ..self.shared };
        let stale = |why| Recalled::Stale(MadeOfPage(made_of, why));
        let path = page.path.as_str();
        let Some(kept) = self.memory.pages.kept.get(path) else { return stale(Why::New) };
        if kept.made_of != made_of {
            return stale(if kept.made_of.page != made_of.page {
                Why::Content
            } else if kept.made_of.site == made_of.site {
                Why::Templates
            } else {
                Why::Site
            });
        }
        let Some(checked) = self.proof.recall(path, &kept.facts, &self.indexes) else {
            return stale(Why::Links);
        };
        if !published(kept.output) {
            return stale(Why::Output);
        }
        match checked.facts().cloned() {
            Some(facts) => {
                let entry = Entry(Rendered { facts, output: kept.output, made_of, why: kept.why });
                Recalled::Same(Box::new((checked, entry)))
            }
            None => stale(Why::Links),
        }
    }

    /// What to keep of a page that was rendered to a file of this hash, unless there is something wrong with it.
    pub(super) fn entry(
        made_of: MadeOfPage,
        output: Hash,
        checked: &check::Checked,
    ) -> Option<Entry> {
        let MadeOfPage(made_of, why) = made_of;
        let facts = checked.facts()?.clone();
        Some(Entry(Rendered { made_of, output, facts, why }))
    }

    /// What there is to keep of the page so that it can be made anew alone.
    pub(super) fn body(
        &self,
        page: &Page,
        words: Option<&Arc<[Box<str>]>>,
        entry: &Entry,
    ) -> Option<Item> {
        let wanted = self.memory.bodies.wanted;
        wanted.then(|| bodies::body(page, words, &entry.0.facts, self.proof)).flatten()
    }

    /// All that is known now.
    pub(super) fn done(self, entries: Vec<(String, Entry)>) -> Pages {
        let names = self.proof.names().par_iter().map(|name| (*name).to_owned()).collect();
        let kept = entries.into_iter().map(|(path, Entry(kept))| (path, kept)).collect();
        Pages { base: Hash::unlike_any_other(), names, kept, ..Pages::default() }
    }
}
