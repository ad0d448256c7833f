//! What is kept of each page of an editor's so that it can be made anew alone, when only its text
//! changed.
//!
//! It stands alone because it is written by builds that make all pages, and read by those that make
//! one: it must be quick to write, and nearly all of it is never read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::memory::Rendered;
use crate::check::{self, Facts};
use crate::config::Config;
use crate::memo::{self, Hash, Item, Shelf};
use crate::pages::{Page, SiteInfo, Stub, stub};

/// The file of the memo that holds pages without their text.
const BODIES: &str = "bodies";

/// The file of the memo that holds pages that were made anew alone.
const EDITS: &str = "edits";

/// What there is to keep of a build that made all pages.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// Whether it will be asked for: not where the site shows texts that are not on their own page.
    pub(super) wanted: bool,
    /// What all pages share, and by what they were rendered.
    pub(super) shared: Option<Shared<'static>>,
    pub(super) items: Vec<Item>,
}

/// What all pages share, and by what they were rendered.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shared<'a> {
    /// The build that all of this belongs to.
    pub(super) base: Hash,
    pub(super) site: Cow<'a, SiteInfo>,
    pub(super) base_url: Option<String>,
    pub(super) theme: Option<String>,
}

/// A page without its text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Body<'a> {
    #[serde(borrow)]
    pub(super) stub: Stub<'a>,
    /// The hash of the words that it can be found by, where the site can be searched.
    pub(super) words: Option<Hash>,
    /// Its ids, which other pages may ask for.
    ids: Vec<Cow<'a, str>>,
    /// What it asks of other pages.
    asks: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl Shared<'_> {
    pub(super) fn new(base: Hash, site: &SiteInfo, config: &Config) -> Self {
        let (base_url, theme) = (config.base_url.clone(), config.theme.clone());
        Self { base, site: Cow::Owned(site.clone()), base_url, theme }
    }
}

/// What there is to keep of a page.
pub(super) fn body(
    page: &Page,
    words: Option<&Arc<[Box<str>]>>,
    facts: &Facts,
    proof: &check::Site,
) -> Option<Item> {
    let (file, stub) = stub(page)?;
    if !facts.is_fine() {
        return None;
    }
    let body = Body {
        stub,
        words: words.map(Hash::of),
        ids: facts.ids().iter().map(|id| Cow::Borrowed(&**id)).collect(),
        asks: facts.asks(proof).map(|(page, id)| (page.into(), id.into())).collect(),
    };
    Item::new(file, &body)
}

impl Body<'_> {
    /// Whether no other page can tell the difference: nothing is gone that one may ask for, and
    /// nothing asked for that was not there.
    pub(super) fn takes(&self, facts: &Facts, proof: &check::Site) -> bool {
        // They are sorted.
        let has = |id: &Cow<str>| facts.ids().binary_search_by(|known| (**known).cmp(id)).is_ok();
        let mut asks = facts.asks(proof);
        facts.is_fine()
            && self.ids.iter().all(has)
            && asks.all(|(page, id)| self.asks.iter().any(|known| known.0 == page && known.1 == id))
    }
}

impl Bodies {
    /// Keeps it.
    pub(super) fn save(&self, root: &Path) {
        if let Some(shared) = &self.shared {
            memo::save_shelf(root, BODIES, shared, &self.items);
        }
    }
}

/// Opens what the last build kept that made all pages.
pub(super) fn open(root: &Path) -> Option<Shelf> {
    Shelf::open(root, BODIES)
}

/// Pages that were made anew alone.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Edits {
    /// The last build that made all pages.
    pub(super) base: Hash,
    /// By path: how they were rendered, with the paths of the files that they name.
    pub(super) pages: BTreeMap<String, (Rendered, Vec<String>)>,
}

impl Edits {
    /// Those since the build called `base`.
    pub(super) fn load(root: &Path, base: Hash) -> Self {
        let loaded = memo::load(root, EDITS).and_then(|loaded| loaded.value::<Self>());
        loaded
            .filter(|edits| edits.base == base)
            .unwrap_or_else(|| Self { base, pages: BTreeMap::new() })
    }

    pub(super) fn save(&self, root: &Path) {
        memo::save(root, EDITS, self);
    }
}
