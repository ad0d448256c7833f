//! Changes between editions as templates see them.

use serde::Serialize;

use super::notes::ByView;
use super::{DateView, NoteView, Notes, RefView};
use crate::pages::{ChangeItem, Said, Stands};
use crate::span::Cited;
use crate::subject::Status;

/// One change.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ChangeView {
    now: Option<SaidView>,
    before: Option<SaidView>,
    note: Option<String>,
    notes: Vec<NoteView>,
}

/// A sentence, and where it stands or stood.
#[derive(Debug, Serialize)]
struct SaidView {
    text: String,
    /// Whom it is attributed to, where its words still stand.
    by: Option<ByView>,
    refs: Vec<RefView>,
    /// Whom it was attributed to, where they don't: there is nothing to link to.
    was_by: Option<String>,
    was_date: Option<DateView>,
    unreviewed: bool,
}

pub(super) fn change<'a>(notes: &mut Notes<'a>, item: &'a ChangeItem) -> ChangeView {
    ChangeView {
        now: item.now.as_ref().map(|it| said(notes, it)),
        before: item.before.as_ref().map(|it| said(notes, it)),
        note: item.note.clone(),
        notes: notes.take(),
    }
}

fn said<'a>(notes: &mut Notes<'a>, said: &'a Said) -> SaidView {
    let text = said.text.clone();
    let unreviewed = said.status == Some(Status::Suggested);
    match &said.stands {
        Stands::Here(cited) => SaidView {
            text,
            by: notes.by(&cited.first.source),
            refs: notes.refs(Cited::spans(cited)),
            was_by: None,
            was_date: None,
            unreviewed,
        },
        Stands::Gone(who, date) => SaidView {
            text,
            by: None,
            refs: Vec::new(),
            was_by: Some(who.clone()),
            was_date: date.map(|date| DateView::new(date, notes.language())),
            unreviewed,
        },
    }
}
