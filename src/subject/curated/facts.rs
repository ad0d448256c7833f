//! How a fact of an entry meets what was extracted: confirmed, corrected or added.

use super::written::Entry;
use crate::slug::{SitePath, Slug};
use crate::span::{Cited, Span};
use crate::subject::{Change, Claim, ClaimId, Edit, Status};

/// A fact as an entry states it.
pub(super) struct Fact<T> {
    /// What it states.
    pub(super) value: T,
    /// The passages that it cites itself.
    pub(super) cited: Option<Cited<()>>,
    /// What the editor says about it.
    pub(super) note: Option<String>,
    /// The page on which the editor says more.
    pub(super) page: Option<SitePath>,
}

/// The page of an event's or figure's entry; only one with prose has one.
pub(super) fn own_page(entry: &Entry) -> Option<SitePath> {
    let folder = Slug::of(entry.folder.word());
    entry.prose.then(|| SitePath::page(&[&folder, &Slug::of(entry.stem)]))
}

impl<T> Fact<T> {
    fn edit(&self, change: Change) -> Edit {
        Edit { change, note: self.note.clone(), page: self.page.clone() }
    }

    /// Confirms the claim, or corrects it where `was` tells what it stated.
    pub(super) fn meet(self, claim: &mut Claim<T>, was: Option<String>) {
        claim.status = Status::Confirmed;
        let corrected = was.is_some();
        claim.edit = Some(Box::new(self.edit(was.map_or(Change::Confirmed, Change::Corrected))));
        cite(&mut claim.stated, self.cited, corrected);
        claim.stated.value = self.value;
    }

    /// Adds a claim; none where no passage is cited for it.
    pub(super) fn add(self, id: impl FnOnce(&T, &Span) -> ClaimId) -> Option<Claim<T>> {
        let edit = Some(Box::new(self.edit(Change::Added)));
        let stated = self.cited?.map(|()| self.value);
        let id = id(&stated.value, &stated.first);
        Some(Claim { id, status: Status::Confirmed, stated, edit })
    }
}

/// Adds the passages that an editor cites: before the others, which say something else, if it is a
/// correction, else after them. No passage stands twice.
pub(super) fn cite<T>(stated: &mut Cited<T>, cited: Option<Cited<()>>, before: bool) {
    let Some(cited) = cited else { return };
    let same = |a: &Span, b: &Span| a.source == b.source && a.passage == b.passage;
    let own: Vec<Span> = cited.spans().cloned().collect();
    let old: Vec<Span> = stated.spans().cloned().collect();
    let (head, tail) = if before { (own, old) } else { (old, own) };
    let rest: Vec<Span> =
        tail.into_iter().filter(|span| head.iter().all(|known| !same(known, span))).collect();
    let mut all = head.into_iter().chain(rest);
    if let Some(first) = all.next() {
        stated.first = first;
        stated.rest = all.collect();
    }
}

/// The position in `list` of the claim with this id.
pub(super) fn find<T>(list: &[Claim<T>], id: &str) -> Option<usize> {
    list.iter().position(|claim| claim.id.0 == id)
}

/// The claims whose first passage is one of those cited.
pub(super) fn beside<'l, T>(
    list: &'l [Claim<T>],
    cited: &'l Cited<()>,
) -> impl Iterator<Item = (usize, &'l Claim<T>)> {
    let here = |claim: &Claim<T>| {
        let first = &claim.stated.first;
        cited.spans().any(|span| span.source == first.source && span.passage == first.passage)
    };
    list.iter().enumerate().filter(move |(_, claim)| here(claim))
}
