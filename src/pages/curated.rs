//! What an editor wrote below the front matter of a curated entry, for the page of what it is about;
//! events and figures have such a page only for that.

use std::collections::HashMap;

use super::block::Block;
use super::book::{Book, Draft};
use super::editor::Read;
use super::front::Front;
use super::page::PageKind;
use super::{Content, ContentFile};
use crate::shape;
use crate::subject::{Change, Claim, ClaimId, Edit, EntryPage};

/// A page for each such entry with prose. Members, people and precedents have theirs already.
pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let subject = book.subject;
    let entries = subject.entries.iter();
    let page = |entry: &EntryPage| {
        let id = entry.claim.as_ref()?;
        let event = own(&subject.events, id).map(|claim| Block::Timeline(vec![claim]));
        let figure = || {
            let figures = vec![own(&subject.figures, id)?];
            Some(Block::Figures { caption: entry.title.clone(), figures })
        };
        Some(Draft {
            path: entry.page.clone(),
            kind: PageKind::Editor,
            title: entry.title.clone(),
            description: entry.description.clone(),
            body: vec![event.or_else(figure)?],
        })
    };
    entries.filter_map(page).collect()
}

/// The claim with this id if it has a page of its own, without the way to that page.
fn own<T: Clone>(list: &[Claim<T>], id: &ClaimId) -> Option<Claim<T>> {
    let mut claim = list.iter().find(|claim| claim.id == *id)?.clone();
    let edit = claim.edit.as_deref_mut()?;
    edit.page.take()?;
    let plain = Edit { change: Change::Confirmed, note: None, page: None };
    if *edit == plain {
        claim.edit = None;
    }
    Some(claim)
}

/// The prose of all entries.
pub(super) fn prose<'c>(content: &'c Content<'c>, book: &Book) -> Vec<Read<'c>> {
    let about: HashMap<&str, &EntryPage> =
        book.subject.entries.iter().map(|entry| (entry.file.as_str(), entry)).collect();
    let read = |file: &'c ContentFile<'c>| {
        let entry = about.get(&*file.path)?;
        let text = file.text();
        let body = shape::front::split(text).map_or(0, |(_, body)| body);
        let prose = text.get(body..).is_some_and(|text| !text.trim().is_empty());
        let front = Front {
            title: Some(entry.title.clone()),
            description: entry.description.clone(),
            citations: entry.citations,
            ..Front::default()
        };
        let path = entry.page.clone();
        prose.then_some(Read { file, front, body, path, section: false })
    };
    content.files.iter().filter_map(read).collect()
}
