//! What an editor knows: `content/members/ID.md` and its like for people, precedents, events and
//! figures, merged over what was extracted.
//!
//! It stands alone because an entry may confirm, correct, add or hide, and each of these has to hold
//! when extraction finds something else tomorrow: what an entry states rests on its own citations,
//! and an entry whose counterpart is gone is said, never moved to something that resembles it.

mod desk;
mod events;
mod facts;
mod figures;
mod members;
mod people;
mod precedents;
mod shapes;
mod spoken;
#[cfg(test)]
mod tests;
mod written;

use std::collections::HashSet;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::slug::{SitePath, Slug};
use crate::sources::Source;
use crate::span::SourceId;

use super::{ClaimId, EntryPage, Subject};
use desk::Desk;
pub use shapes::shape;
use written::Entry;

/// What entries are about: each has a folder below `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Folder {
    Members,
    People,
    Precedents,
    Events,
    Figures,
}

impl Folder {
    /// All of them, in the order in which their entries are merged: figures and events last, when
    /// everybody has the name that an editor gave.
    pub const ALL: [Self; 5] =
        [Self::Members, Self::People, Self::Precedents, Self::Events, Self::Figures];

    /// The folder's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::People => "people",
            Self::Precedents => "precedents",
            Self::Events => "events",
            Self::Figures => "figures",
        }
    }

    /// The folder of a file of the project, and the file's path within it. None for what is no
    /// entry; `_index.md` is the page of the section.
    pub fn of(path: &str) -> Option<(Self, &str)> {
        let inside = path.strip_prefix("content/")?;
        let (folder, name) = inside.split_once('/')?;
        let folder = Self::ALL.into_iter().find(|known| known.word() == folder)?;
        let stem = name.strip_suffix(".md")?;
        (stem != "_index").then_some((folder, stem))
    }
}

/// What an entry is about, once it is merged.
struct Placed {
    /// The last part of the address of its page.
    slug: Slug,
    /// Its name.
    title: String,
    /// The event or figure.
    claim: Option<ClaimId>,
}

/// Merges an editor's entries over what was extracted. `files` are the Markdown files of the project
/// below `content/`, each as path and text; those that are no entries are left alone.
pub fn apply<'a>(
    mut subject: Subject,
    files: impl Iterator<Item = (&'a str, &'a str)>,
    sources: &[Source],
    config: &Config,
) -> Checked<Subject> {
    let mut said = Vec::new();
    let mut entries: Vec<Entry> = files
        .filter_map(|(path, text)| {
            let (folder, stem) = Folder::of(path)?;
            Entry::read(folder, path, stem, text).into(&mut said)
        })
        .collect();
    if entries.is_empty() {
        return Checked::new(subject, said);
    }
    entries.sort_by_key(|entry| (entry.folder, entry.path));
    let mut desk = Desk::new(sources, config, said);
    let mut taken: HashSet<(Folder, Slug)> = HashSet::new();
    for entry in &entries {
        let merged = match entry.folder {
            Folder::Members => members::merge(&mut subject, entry, &mut desk),
            Folder::People => people::merge(&mut subject, entry, &mut desk),
            Folder::Precedents => precedents::merge(&mut subject, entry, &mut desk),
            Folder::Events => events::merge(&mut subject, entry, &mut desk),
            Folder::Figures => figures::merge(&mut subject, entry, &mut desk),
        };
        let Some(placed) = merged else { continue };
        if !taken.insert((entry.folder, placed.slug.clone())) {
            desk.said.push(twice(entry, &placed));
        }
        subject.entries.push(page(entry, placed));
    }
    order(&mut subject, sources);
    subject.entries.sort_by(|a, b| a.file.cmp(&b.file));
    Checked::new(subject, desk.said)
}

fn twice(entry: &Entry, placed: &Placed) -> Diagnostic {
    let message = format!("another entry is about {:?} too", placed.title);
    Diagnostic::error("curated", message)
        .at(Place::file(entry.path))
        .hint("make one file of the two")
}

fn page(entry: &Entry, placed: Placed) -> EntryPage {
    let folder = Slug::of(entry.folder.word());
    EntryPage {
        file: entry.path.to_owned(),
        page: SitePath::page(&[&folder, &placed.slug]),
        title: placed.title,
        description: entry.written.description.clone(),
        citations: entry.written.citations,
        claim: placed.claim,
    }
}

/// Puts what was added in its place.
fn order(subject: &mut Subject, sources: &[Source]) {
    let place = |id: &SourceId| sources.iter().position(|source| source.id == *id);
    subject.members.sort_by_key(|member| super::members::order(member.role.value));
    subject.quotations.sort_by_key(|claim| place(&claim.stated.first.source));
    subject.figures.sort_by_key(|claim| place(&claim.stated.first.source));
    subject.events.sort_by_key(|claim| {
        let happening = &claim.stated.value;
        (happening.date.is_none(), happening.date, happening.until)
    });
    subject.precedents.sort_by_key(|case| (case.date.is_none(), case.date));
}
