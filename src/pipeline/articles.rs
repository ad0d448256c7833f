//! From seeds to articles cut into passages, by way of the files in `content/sources`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::disk::{InputFile, Snapshot, Write, WriteKind};
use crate::lexicon::Lexicon;
use crate::seeds::{self, Sidecar};
use crate::sources::{self, BlockKind, Document, Meta, Refresh, Source};
use crate::span::SourceId;

use super::clock::Clock;

const SEEDS: &str = "seeds/";
const SOURCES: &str = "content/sources/";
const SIDECAR: &str = ".meta.yaml";

/// What was made of an article.
#[derive(Clone, Debug)]
pub struct Article {
    /// The stem of its file.
    pub id: SourceId,
    /// Its front matter, with what was inferred and left out.
    pub meta: Meta,
    /// How many headings it has.
    pub headings: usize,
    /// How many list items.
    pub list_items: usize,
    /// How many passages.
    pub passages: usize,
}

/// All articles of a project.
pub(super) struct Articles {
    /// Cut into passages, sorted by id.
    pub(super) sources: Vec<Source>,
    /// The same in few words.
    pub(super) made: Vec<Article>,
    /// What `content/sources` is to get.
    pub(super) writes: Vec<Write>,
    /// What there is to say.
    pub(super) said: Vec<Diagnostic>,
}

/// What became of one file.
struct Made {
    source: Option<Source>,
    write: Option<Write>,
    said: Vec<Diagnostic>,
}

/// Where an article comes from: its seed, its file in `content/sources`, or both.
struct Origin<'a> {
    id: SourceId,
    seed: Option<&'a InputFile>,
    file: Option<Written<'a>>,
}

/// A file of `content/sources`, with what it says; none where it is no text.
struct Written<'a> {
    file: &'a InputFile,
    says: Option<(&'a str, Checked<Document>)>,
}

pub(super) fn read(snapshot: &Snapshot, lexicon: &Lexicon, clock: &mut Clock) -> Articles {
    let mut said = stray_sidecars(snapshot);
    let origins = origins(snapshot);
    clock.begin("ingest", origins.len());
    let progress = clock.progress();
    let made: Vec<Made> = origins
        .into_par_iter()
        .map(|origin| {
            let made = make(snapshot, origin, lexicon);
            progress.advance();
            made
        })
        .collect();
    let (mut sources, mut writes) = (Vec::with_capacity(made.len()), Vec::new());
    for one in made {
        sources.extend(one.source);
        writes.extend(one.write);
        said.extend(one.said);
    }
    let articles = sources.iter().map(article).collect();
    Articles { sources, made: articles, writes, said }
}

fn article(source: &Source) -> Article {
    let count = |wanted: fn(&BlockKind) -> bool| {
        source.blocks.iter().filter(|block| wanted(&block.kind)).count()
    };
    Article {
        id: source.id.clone(),
        meta: source.meta.clone(),
        headings: count(|kind| matches!(kind, BlockKind::Heading(_))),
        list_items: count(|kind| matches!(kind, BlockKind::Bullet(_) | BlockKind::Numbered(..))),
        passages: source.passages.len(),
    }
}

/// Every article once, sorted by id. A seed belongs to the file that names it; a new one gets the
/// stem of its name, with a number if that is taken.
fn origins(snapshot: &Snapshot) -> Vec<Origin<'_>> {
    let mut all: BTreeMap<SourceId, Origin> = BTreeMap::new();
    let mut of_seed: HashMap<String, SourceId> = HashMap::new();
    let files: Vec<_> = snapshot.under(SOURCES).par_iter().filter_map(written).collect();
    for (id, written) in files {
        let seed = written.says.as_ref().and_then(|(_, says)| says.value.meta.seed.clone());
        if let Some(seed) = seed {
            of_seed.entry(seed).or_insert_with(|| id.clone());
        }
        all.insert(id.clone(), Origin { id, seed: None, file: Some(written) });
    }
    let seeds = snapshot.under(SEEDS).iter().filter(|file| !file.path.ends_with(SIDECAR));
    for seed in seeds {
        let id = match of_seed.get(&seed.path) {
            Some(id) => id.clone(),
            None => free_id(&seed.path, &all),
        };
        let fresh = || Origin { id: id.clone(), seed: None, file: None };
        all.entry(id.clone()).or_insert_with(fresh).seed = Some(seed);
    }
    all.into_values().collect()
}

/// A file of `content/sources` with its id.
fn written(file: &InputFile) -> Option<(SourceId, Written<'_>)> {
    let stem = file.path[SOURCES.len()..].strip_suffix(".md")?;
    let text = std::str::from_utf8(&file.bytes).ok();
    let says = text.map(|text| (text, sources::parse(&file.path, text)));
    Some((SourceId::new(stem), Written { file, says }))
}

/// What stands before the extension, as it can be cited: `[@ID]`.
fn free_id(seed: &str, taken: &BTreeMap<SourceId, Origin>) -> SourceId {
    let name = &seed[SEEDS.len()..];
    let stem = match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') && !stem.is_empty() => stem,
        _ => name,
    };
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let stem: String = stem.chars().map(plain).collect();
    let mut id = SourceId::new(&stem);
    let mut number = 2;
    // A file without a seed of that name was written by hand, and keeps its name.
    while taken.contains_key(&id) {
        id = SourceId::new(&format!("{stem}-{number}"));
        number += 1;
    }
    id
}

fn make(snapshot: &Snapshot, origin: Origin, lexicon: &Lexicon) -> Made {
    let path = format!("{SOURCES}{}.md", origin.id);
    let mut said = Vec::new();
    let fresh = origin.seed.and_then(|seed| {
        let seed = seeds::read(&seed.path, &seed.bytes, seeds::DEFAULT_LIMIT).into(&mut said)?;
        let sidecar = sidecar(snapshot, &seed.path, &mut said);
        Some(sources::ingest(&seed, &sidecar, lexicon).into(&mut said))
    });
    let mut write = None;
    let written = |text: &str, path: &str, kind| {
        Some(Write { path: path.to_owned(), bytes: Arc::from(text.as_bytes()), kind })
    };
    // What is read is always what the file holds, so that a correction made in it counts.
    let says = match (origin.file, &fresh) {
        (Some(Written { says: Some((existing, old)), .. }), Some(fresh)) => {
            match sources::refresh(existing, &old, fresh) {
                Refresh::Unchanged => old,
                Refresh::Rewrite(text) => {
                    write = written(&text, &path, WriteKind::Rewrite);
                    sources::parse(&path, &text)
                }
                Refresh::Propose(text, diagnostic) => {
                    write = written(&text, &format!("{path}.proposed"), WriteKind::Propose);
                    said.push(diagnostic);
                    old
                }
            }
        }
        (Some(Written { says: Some((_, old)), .. }), None) => old,
        (Some(Written { file, says: None }), _) => {
            said.push(super::not_utf8(file, "encoding"));
            return Made { source: None, write: None, said };
        }
        (None, Some(fresh)) => {
            let text = sources::print(fresh);
            write = written(&text, &path, WriteKind::Create);
            sources::parse(&path, &text)
        }
        (None, None) => return Made { source: None, write: None, said },
    };
    let document = says.into(&mut said);
    if let (None, Some(seed)) = (origin.seed, &document.meta.seed) {
        said.push(seed_gone(&path, seed));
    }
    let source = sources::segment(origin.id, document, lexicon);
    Made { source: Some(source), write, said }
}

fn seed_gone(path: &str, seed: &str) -> Diagnostic {
    Diagnostic::warning("seed-gone", format!("the seed of this article, {seed}, is gone"))
        .at(Place::file(path))
        .hint("delete this file too, or keep the article by taking `seed` out of its front matter")
}

fn sidecar(snapshot: &Snapshot, seed: &str, said: &mut Vec<Diagnostic>) -> Sidecar {
    let stem = seed.rsplit_once('.').map_or(seed, |(stem, _)| stem);
    let Some(file) = snapshot.get(&format!("{stem}{SIDECAR}")) else { return Sidecar::default() };
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        said.push(super::not_utf8(file, "sidecar"));
        return Sidecar::default();
    };
    Sidecar::parse(&file.path, text).into(said)
}

/// A sidecar beside no seed is most likely misspelt.
fn stray_sidecars(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let files = snapshot.under(SEEDS);
    let stems: BTreeSet<&str> = files
        .iter()
        .filter(|file| !file.path.ends_with(SIDECAR))
        .filter_map(|file| Some(file.path.rsplit_once('.')?.0))
        .collect();
    files
        .iter()
        .filter_map(|file| Some((file, file.path.strip_suffix(SIDECAR)?)))
        .filter(|(_, stem)| !stems.contains(stem))
        .map(|(file, stem)| {
            Diagnostic::warning("sidecar", "there is no article beside this file")
                .at(Place::file(&*file.path))
                .hint(format!("the article must be {stem}.txt, {stem}.md or {stem}.html"))
        })
        .collect()
}
