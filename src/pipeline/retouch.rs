//! A build in which only the text of some pages of an editor's changed: those are made anew, and
//! nothing else is even looked at.
//!
//! It stands alone because it runs no stage on the whole project. It goes on only as long as it is
//! sure that no other file of the site can be different; else all pages are made, as ever.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::again::{Told, last_one};
use super::bodies::{self, Body, Edits, Shared};
use super::memory::Rendered;
use super::{Before, Outcome, Place, TemplateTime};
use crate::check;
use crate::diagnostic::Checked;
use crate::disk::{Found, MANIFEST, Output};
use crate::memo::{Hash, Last};
use crate::pages::{ContentFile, Page, SiteInfo};
use crate::site::{self, SiteFile, Theme, ThemeFile};

/// How many files may have changed: with more of them, making all pages is hardly slower.
pub(super) const MOST: usize = 32;

/// How many pages may have been made anew alone since all were made.
const KEPT: usize = 500;

/// A project of which some files of an editor's have another content.
#[derive(Debug)]
pub struct Edited<'a> {
    pub(super) last: Last<'a, Told>,
    /// Which inputs.
    pub(super) changed: Vec<usize>,
    /// The inputs that there are now.
    pub(super) found: Checked<Vec<Found>>,
    /// When they were looked for.
    pub(super) now: SystemTime,
}

/// Pages that were made anew alone.
#[derive(Debug)]
pub struct Retouched {
    /// Their files.
    pub files: Vec<SiteFile>,
    /// What the build came to.
    pub outcome: Outcome,
    /// How many files the site has.
    pub all: usize,
    /// The hashes of the inputs that changed.
    inputs: Vec<Hash>,
    edits: Edits,
}

impl Edited<'_> {
    /// Whether it may be that only pages of an editor's changed.
    pub(super) fn may_be(last: &Last<Told>, changed: &[usize]) -> bool {
        let page = |index: &usize| {
            last.inputs.get(*index).is_some_and(|known| known.path.starts_with("content/"))
        };
        changed.len() <= MOST && changed.iter().all(page)
    }

    /// What to go on with where more is needed.
    pub fn before(&self) -> Before {
        last_one(&self.last, self.found.clone(), self.now)
    }

    /// Makes the pages anew that changed, if no other can tell the difference.
    pub fn retouch(&self, place: &Place) -> Option<Retouched> {
        let started = Instant::now();
        let (mut bodies, texts) = (bodies::open(&place.root)?, self.texts(place)?);
        let files: Vec<&str> = texts.iter().map(|(path, _)| *path).collect();
        let kept = bodies.take(&files)?;
        let shared: Shared =
            bodies.shared().filter(|shared: &Shared| shared.base == self.last.base)?;
        let theme = self.theme(place, &shared)?;
        let outputs = self.last.outputs.iter().map(|known| &*known.path);
        let paths = outputs.filter(|path| *path != MANIFEST);
        let proof = check::Site::proved(paths, shared.base_url.as_deref());
        let mut out = Retouched {
            files: Vec::with_capacity(texts.len()),
            outcome: self.last.told.clone().outcome(),
            all: self.last.files(),
            inputs: texts.iter().map(|(_, text)| Hash::of_bytes(text.as_bytes())).collect(),
            edits: Edits::load(&place.root, shared.base),
        };
        let site = Arc::new(shared.site.into_owned());
        for ((path, text), kept) in texts.iter().zip(&kept) {
            let page = One { body: postcard::from_bytes(kept).ok()?, site: &site, theme: &theme };
            page.add(&ContentFile::new(*path, text), &proof, &mut out)?;
        }
        if out.edits.pages.len() > KEPT {
            return None;
        }
        out.outcome.rendered = out.files.len();
        out.outcome.timings.push(("retouch", started.elapsed()));
        Some(out)
    }

    /// Keeps what was made anew and published as `outputs`.
    pub fn keep(mut self, place: &Place, retouched: &Retouched, outputs: &[Output]) {
        for (index, hash) in self.changed.iter().zip(&retouched.inputs) {
            if let (Some(known), Some(found)) =
                (self.last.inputs.get_mut(*index), self.found.value.get(*index))
            {
                (known.stamp, known.hash) = (found.stamp, *hash);
            }
        }
        for output in outputs {
            let path = output.path.as_str();
            if let Some(known) = self.last.outputs.iter_mut().find(|known| known.path == path) {
                (known.stamp, known.hash) = (output.stamp, output.hash);
            }
        }
        retouched.edits.save(&place.root);
        place.keep_last(self.last, self.now);
    }

    /// The files that changed: their paths, and what they hold.
    fn texts(&self, place: &Place) -> Option<Vec<(&str, String)>> {
        let text = |index: &usize| {
            let path = &*self.last.inputs.get(*index)?.path;
            Some((path, std::fs::read_to_string(place.root.join(path)).ok()?))
        };
        self.changed.iter().map(text).collect()
    }

    /// The templates, which are as they were.
    fn theme(&self, place: &Place, shared: &Shared) -> Option<Theme> {
        let mut files = Vec::new();
        for known in &self.last.inputs {
            if !(known.path.starts_with("templates/") || known.path.starts_with("themes/")) {
                continue;
            }
            let bytes = std::fs::read(place.root.join(&*known.path)).ok()?;
            if Hash::of_bytes(&bytes) != known.hash {
                return None;
            }
            files.push(ThemeFile::new(&*known.path, bytes));
        }
        let theme = Theme::load(shared.theme.as_deref(), &files);
        theme.diagnostics.is_empty().then_some(theme.value)
    }
}

/// A page to be made anew.
pub(super) struct One<'a> {
    pub(super) body: Body<'a>,
    pub(super) site: &'a Arc<SiteInfo>,
    pub(super) theme: &'a Theme,
}

/// A page that was made anew, and that no other can tell from what it was.
pub(super) struct Anew {
    page: Page,
    pub(super) file: SiteFile,
    checked: check::Checked,
    took: Duration,
}

impl One<'_> {
    fn add(&self, file: &ContentFile, proof: &check::Site, out: &mut Retouched) -> Option<()> {
        let Anew { page, file, checked, took } = self.make(file, proof)?;
        count(&mut out.outcome.templates, &page.template, took);
        let kept = Rendered::alone(&page, self.theme, &file, checked.facts()?, proof);
        out.edits.pages.insert(page.path.as_str().to_owned(), kept);
        out.files.push(file);
        Some(())
    }

    /// Makes the page anew, unless others may show something of the change.
    pub(super) fn make(&self, file: &ContentFile, proof: &check::Site) -> Option<Anew> {
        let page = self.body.stub.page(file, self.site)?;
        if !self.is_found_as_before(&page) {
            return None;
        }
        let started = Instant::now();
        let rendered = site::render(&page, self.theme);
        let took = started.elapsed();
        let file = rendered.value;
        let checked = proof.file(check::File { path: file.path.as_str(), bytes: &file.bytes });
        let unseen = self.body.takes(checked.facts()?, proof);
        (unseen && rendered.diagnostics.is_empty()).then_some(Anew { page, file, checked, took })
    }

    /// Whether the search index is as it was.
    fn is_found_as_before(&self, page: &Page) -> bool {
        let words = || Hash::of(&Arc::<[Box<str>]>::from(site::found_by(page)));
        let searched = self.site.search;
        self.body.words.map_or(!searched, |known| searched && known == words())
    }
}

fn count(templates: &mut Vec<TemplateTime>, template: &str, took: Duration) {
    if let Some(known) = templates.iter_mut().find(|known| known.template == template) {
        known.pages += 1;
        known.time += took;
    } else {
        templates.push(TemplateTime { template: template.to_owned(), pages: 1, time: took });
    }
}
