//! From pages to finished files, each proved as soon as it is made; those that are as they were are
//! neither rendered nor read.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Sink;
use super::bodies::Shared;
use super::clock::{Clock, TemplateTime};
use super::memory::{Card, Entry, Memory, Recalled, Remembering, Words};
use crate::check;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::memo::{Hash, Item};
use crate::pages::Page;
use crate::site::{self, SiteFile, Theme};
use crate::slug::SitePath;

/// What became of the pages.
pub(super) struct Presented {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many were rendered.
    pub(super) rendered: usize,
    /// Which templates took how long.
    pub(super) templates: Vec<TemplateTime>,
}

/// What became of one page.
struct Done {
    checked: check::Checked,
    said: Vec<Diagnostic>,
    entry: Option<(String, Entry)>,
    /// What there is to keep so that it can be made anew alone.
    body: Option<Item>,
    /// How long it took to render it.
    took: Option<Duration>,
}

pub(super) fn present(
    pages: &[Page],
    data: Vec<SiteFile>,
    theme: &Theme,
    config: &Config,
    sink: &dyn Sink,
    memory: &mut Memory,
    clock: &mut Clock,
) -> Presented {
    clock.begin("render and check", pages.len());
    let mut others = site::assets(theme);
    others.extend(data);
    others.extend(site::extras(pages));
    let hashes: Vec<Hash> = pages.par_iter().map(Hash::of).collect();
    let words = words(pages, &hashes, memory);
    if !words.is_empty() {
        others.extend(site::search(pages, &words));
    }
    let paths = pages.iter().map(|page| &page.path).chain(others.iter().map(|file| &file.path));
    let proof = check::Site::new(paths.map(SitePath::as_str), config.base_url.as_deref());
    let progress = clock.progress();
    let prove =
        |file: &SiteFile| proof.file(check::File { path: file.path.as_str(), bytes: &file.bytes });
    let remembering = Remembering::new(memory, &proof, pages, theme);
    let done: Vec<Done> = pages
        .par_iter()
        .zip(&hashes)
        .enumerate()
        .map(|(index, (page, hash))| {
            progress.advance();
            let path = || page.path.as_str().to_owned();
            let body = |entry: &Entry| remembering.body(page, words.get(index), entry);
            let kept = |hash| sink.keep(&page.path, hash);
            let made_of = match remembering.recall(page, *hash, kept) {
                Recalled::Same(same) => {
                    let (checked, entry) = *same;
                    let (body, entry) = (body(&entry), Some((path(), entry)));
                    return Done { checked, said: Vec::new(), entry, body, took: None };
                }
                Recalled::Stale(made_of) => made_of,
            };
            let started = Instant::now();
            let file = site::render(page, theme);
            let took = Some(started.elapsed());
            let checked = prove(&file.value);
            let output = Hash::of_bytes(&file.value.bytes);
            let entry = Remembering::entry(made_of, output, &checked)
                .filter(|_| file.diagnostics.is_empty());
            let body = entry.as_ref().and_then(body);
            let entry = entry.map(|entry| (path(), entry));
            sink.put_hashed(file.value, output);
            Done { checked, said: file.diagnostics, entry, body, took }
        })
        .collect();
    let rendered = done.iter().filter(|page| page.took.is_some()).count();
    let templates = templates(pages, &done);
    let (mut diagnostics, mut entries) = (Vec::new(), Vec::with_capacity(done.len()));
    let mut checked = Vec::with_capacity(done.len() + others.len());
    let mut bodies = Vec::with_capacity(done.len());
    for page in done {
        bodies.extend(page.body);
        checked.push(page.checked);
        diagnostics.extend(page.said);
        entries.extend(page.entry);
    }
    checked.extend(others.par_iter().map(prove).collect::<Vec<_>>());
    // A template that failed has left pages empty: their faults are not worth a word.
    if diagnostics.iter().all(|said| said.code != "template") {
        let again = |path: &str| {
            let page = pages.iter().find(|page| page.path.as_str() == path)?;
            Some(site::render(page, theme).value.bytes)
        };
        diagnostics.extend(check::finish(&proof, checked, &again));
        diagnostics.extend(proof.paths_said.iter().cloned());
    }
    let mut known = remembering.done(entries);
    others.into_par_iter().for_each(|file| sink.put(file));
    known.cards = cards(pages, sink, memory);
    let found = pages.iter().zip(&hashes).zip(words);
    known.words = found
        .map(|((page, hash), found_by)| {
            (page.path.as_str().to_owned(), Words { page: *hash, found_by })
        })
        .collect();
    memory.pages = known;
    memory.bodies.items = bodies;
    let shared = |page: &Page| Shared::new(memory.pages.base(), &page.site, config);
    memory.bodies.shared = pages.first().filter(|_| memory.bodies.wanted).map(shared);
    Presented { diagnostics, rendered, templates }
}

/// Adds up what pages took, by their templates, the longest first.
fn templates(pages: &[Page], done: &[Done]) -> Vec<TemplateTime> {
    let mut all: BTreeMap<&str, TemplateTime> = BTreeMap::new();
    for (page, took) in pages.iter().zip(done).filter_map(|(page, done)| Some((page, done.took?))) {
        let entry = all.entry(&page.template).or_insert_with(|| TemplateTime {
            template: page.template.clone(),
            pages: 0,
            time: Duration::ZERO,
        });
        entry.pages += 1;
        entry.time += took;
    }
    let mut out: Vec<TemplateTime> = all.into_values().collect();
    out.sort_by_key(|entry| std::cmp::Reverse(entry.time));
    out
}

/// What each page can be found by; nothing where the site cannot be searched.
fn words(pages: &[Page], hashes: &[Hash], memory: &Memory) -> Vec<Arc<[Box<str>]>> {
    if !pages.first().is_some_and(|page| page.site.search) {
        return Vec::new();
    }
    let known = &memory.pages.words;
    let found = |(page, hash): (&Page, &Hash)| {
        let same = known.get(page.path.as_str()).filter(|known| known.page == *hash);
        same.map_or_else(|| site::found_by(page).into(), |known| Arc::clone(&known.found_by))
    };
    pages.par_iter().zip(hashes).map(found).collect()
}

/// Draws the pictures for where pages are shared, but for those that are there: drawing one takes
/// milliseconds.
fn cards(pages: &[Page], sink: &dyn Sink, memory: &Memory) -> FxHashMap<String, Card> {
    let drawn = |page: &Page| {
        let (path, shown) = site::shown_on_card(page)?;
        let made_of = Hash::of(&shown);
        let known = memory.pages.cards.get(path.as_str()).filter(|card| card.made_of == made_of);
        if let Some(card) = known.filter(|card| sink.keep(&path, card.output)) {
            return Some((path.as_str().to_owned(), *card));
        }
        let card = site::card(page)?;
        let output = Hash::of_bytes(&card.bytes);
        sink.put(card);
        Some((path.as_str().to_owned(), Card { made_of, output }))
    };
    pages.par_iter().filter_map(drawn).collect()
}
