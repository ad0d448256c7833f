//! Entries of blocks as templates see them.

use serde::Serialize;

use super::Links;
use super::notes::{ByView, PassageView};
use super::tables::ChipView;
use super::{DateView, NoteView, RefView};
use crate::date::Precision;
use crate::pages::Pager;
use crate::subject::{Change, Edit, Standing};

/// What a source says.
#[derive(Debug, Serialize)]
pub(in crate::site) struct SaysView {
    pub(super) label: Option<String>,
    /// Whether it is a claim, which a person can review.
    #[serde(skip)]
    pub(super) status: bool,
    pub(super) unreviewed: bool,
    pub(super) edit: Option<EditView>,
    pub(super) by: Option<ByView>,
    pub(super) passage: PassageView,
    pub(super) refs: Vec<RefView>,
    pub(super) notes: Vec<NoteView>,
}

/// What an editor did to a claim.
#[derive(Debug, Serialize)]
pub(in crate::site) struct EditView {
    /// "confirmed", "corrected" or "added".
    change: &'static str,
    /// What stood there before.
    was: Option<String>,
    note: Option<String>,
    /// The page on which the editor says more.
    href: Option<String>,
}

impl EditView {
    /// None for a claim that was merely confirmed: that goes without a word.
    pub(super) fn new(edit: Option<&Edit>, links: &Links) -> Option<Self> {
        let edit = edit?;
        let (change, was) = match &edit.change {
            Change::Confirmed if edit.note.is_none() && edit.page.is_none() => return None,
            Change::Confirmed => ("confirmed", None),
            Change::Corrected(was) => ("corrected", Some(was.clone()).filter(|w| !w.is_empty())),
            Change::Added => ("added", None),
        };
        let href = edit.page.as_ref().map(|page| links.to(page));
        Some(Self { change, was, note: edit.note.clone(), href })
    }
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct QuotationView {
    /// The words quoted, where they are whole sentences.
    pub(super) text: Option<String>,
    /// Else the passage that quotes them, in pieces.
    pub(super) pieces: Vec<QuotedView>,
    /// Whether to say who speaks.
    pub(super) named: bool,
    pub(super) speaker: Option<String>,
    pub(super) speaker_href: Option<String>,
    pub(super) says: SaysView,
}

/// A piece of a passage.
#[derive(Debug, Serialize)]
pub(in crate::site) struct QuotedView {
    pub(super) text: String,
    /// Whether somebody is quoted with it.
    pub(super) quoted: bool,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct EventView {
    /// The number by which the timeline above calls it.
    pub(super) key: Option<usize>,
    pub(super) date: Option<DateView>,
    pub(super) until: Option<DateView>,
    pub(super) precision: Precision,
    pub(super) inferred: bool,
    pub(super) when: String,
    pub(super) says: SaysView,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct PositionView {
    pub(super) chip: ChipView,
    pub(super) standing: Standing,
    pub(super) says: SaysView,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct SideView {
    pub(super) value: String,
    pub(super) says: SaysView,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct PersonView {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) office: Option<String>,
    /// Where it is told that sources differ on it.
    pub(super) disputed: Option<String>,
    pub(super) refs: Vec<RefView>,
    pub(super) quotations: usize,
    pub(super) mentions: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct OfficeView {
    pub(super) office: String,
    pub(super) says: SaysView,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct CaseView {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) date: Option<DateView>,
    pub(super) says: SaysView,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct SourceView {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<DateView>,
    pub(super) original: Option<String>,
    pub(super) cited: usize,
    pub(super) repeats: Option<String>,
    pub(super) repeats_href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct ArticleView {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<DateView>,
    pub(super) original: Option<String>,
    pub(super) language: Option<String>,
    pub(super) full: bool,
    pub(super) parts: Vec<PartView>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub(super) enum PartView {
    Gap,
    Headline { passages: Vec<ShownView> },
    Heading { passages: Vec<ShownView> },
    Paragraph { passages: Vec<ShownView> },
    Item { passages: Vec<ShownView>, number: Option<u32> },
    Quote { passages: Vec<ShownView> },
}

/// A passage on its article's page; without an id it is a gap.
#[derive(Debug, Serialize)]
pub(super) struct ShownView {
    pub(super) id: Option<String>,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct TileView {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) by: Option<ByView>,
    pub(super) unreviewed: bool,
    pub(super) refs: Vec<RefView>,
    pub(super) notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct QuestionView {
    pub(super) text: String,
    pub(super) offer: String,
    pub(super) href: String,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct FactView {
    pub(super) label: String,
    pub(super) value: String,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct PageLinkView {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) description: Option<String>,
    pub(super) date: Option<DateView>,
}

/// A page of a long list.
#[derive(Debug, Serialize)]
pub(in crate::site) struct PagerView {
    number: usize,
    href: String,
    /// Whether pages before it are left out.
    gap: bool,
}

impl PagerView {
    /// The first page, the last one, and those near the current one: a list of all would grow with
    /// the square of their number.
    pub(super) fn near(pager: &Pager, links: &Links) -> Vec<Self> {
        const NEAR: usize = 4;
        let count = pager.pages.len();
        let mut before = 0;
        let mut out = Vec::new();
        for (number, page) in (1..).zip(&*pager.pages) {
            if number == 1 || number == count || number.abs_diff(pager.current) <= NEAR {
                let gap = before + 1 < number;
                out.push(Self { number, href: links.to(page), gap });
                before = number;
            }
        }
        out
    }
}
