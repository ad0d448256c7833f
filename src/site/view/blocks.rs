//! Blocks as templates see them.

use serde::Serialize;

use super::articles::{article, source};
use super::changes::{ChangeView, change};
use super::corrections::{CorrectionView, correction};
use super::parts::{
    ArticleView, CaseView, EditView, EventView, FactView, OfficeView, PageLinkView, PagerView,
    PersonView, PositionView, QuestionView, QuotationView, SaysView, SideView, SourceView,
    TileView,
};
use super::prose::{html, without_notes};
use super::quotations::quotations;
use super::tables::{
    FigureView, GroupView, MatrixView, RowView, chip, corrected, figure, group, matrix, questions,
    row, worded,
};
use super::{DateView, NoteView, Notes};
use crate::pages::{Block, Prose, Tile, capital, grouped, verdict_label};
use crate::pictures::Picture;
use crate::span::Span;
use crate::subject::{Claim, Disagreement, Edit, Happening, Status};

/// A block; templates tell them apart by `block`.
#[derive(Debug, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub(in crate::site) enum BlockView {
    Heading {
        level: u8,
        text: String,
        id: String,
        more: Option<String>,
    },
    Note {
        text: String,
    },
    Statements {
        items: Vec<SaysView>,
        unreviewed: bool,
    },
    Quotations {
        items: Vec<QuotationView>,
        unreviewed: bool,
    },
    Timeline {
        items: Vec<EventView>,
        unreviewed: bool,
    },
    Figures {
        caption: String,
        items: Vec<FigureView>,
        notes: Vec<NoteView>,
        unreviewed: bool,
    },
    Matrix {
        table: MatrixView,
        notes: Vec<NoteView>,
        unreviewed: bool,
    },
    Picture {
        picture: Picture,
    },
    Grid {
        groups: Vec<GroupView>,
        notes: Vec<NoteView>,
        unreviewed: bool,
    },
    Roster {
        groups: Vec<GroupView>,
        more: String,
        notes: Vec<NoteView>,
        unreviewed: bool,
    },
    Card {
        row: RowView,
        notes: Vec<NoteView>,
        unreviewed: bool,
    },
    Columns {
        columns: Vec<Vec<BlockView>>,
    },
    Positions {
        items: Vec<PositionView>,
        unreviewed: bool,
    },
    Disagreement {
        about: String,
        id: String,
        level: u8,
        verdict: &'static str,
        unreviewed: bool,
        sides: Vec<SideView>,
        note: Option<String>,
    },
    People {
        items: Vec<PersonView>,
        notes: Vec<NoteView>,
    },
    Offices {
        items: Vec<OfficeView>,
    },
    Cases {
        items: Vec<CaseView>,
        unreviewed: bool,
    },
    Sources {
        items: Vec<SourceView>,
    },
    Article(ArticleView),
    Tiles {
        items: Vec<TileView>,
    },
    Questions {
        items: Vec<QuestionView>,
    },
    Facts {
        items: Vec<FactView>,
    },
    Links {
        items: Vec<PageLinkView>,
    },
    Prose {
        html: String,
        notes: Vec<NoteView>,
    },
    Pager {
        current: usize,
        count: usize,
        pages: Vec<PagerView>,
    },
    Changes {
        items: Vec<ChangeView>,
    },
    Corrections {
        items: Vec<CorrectionView>,
    },
}

impl BlockView {
    /// All blocks of a page.
    pub(in crate::site) fn all<'a>(body: &'a [Block], notes: &mut Notes<'a>) -> Vec<Self> {
        let mut out = Vec::with_capacity(body.len());
        for block in body {
            match block {
                Block::Written(written) => {
                    let html = |prose: &Prose| without_notes(notes.links, prose);
                    let prose = written.prose();
                    out.extend(
                        prose.iter().map(|p| Self::Prose { html: html(p), notes: Vec::new() }),
                    );
                }
                block => out.push(Self::new(block, notes)),
            }
        }
        out
    }

    pub(in crate::site) fn new<'a>(block: &'a Block, notes: &mut Notes<'a>) -> Self {
        match block {
            Block::Heading(h) => Self::Heading {
                level: h.level,
                text: h.text.clone(),
                id: h.id.clone(),
                more: h.more.as_ref().map(|page| notes.links.to(page)),
            },
            Block::Note(text) => Self::Note { text: text.clone() },
            Block::Statements(list) => Self::Statements {
                items: list
                    .iter()
                    .filter_map(|s| {
                        let view = says(notes, s.cited.spans(), s.status, s.edit.as_deref())?;
                        Some(SaysView { label: s.label.clone(), ..view })
                    })
                    .collect(),
                unreviewed: false,
            },
            Block::Quotations(list) => {
                Self::Quotations { items: quotations(notes, list), unreviewed: false }
            }
            Block::Timeline(list) => Self::Timeline {
                items: list.iter().filter_map(|c| event(notes, c)).collect(),
                unreviewed: false,
            },
            Block::Figures { caption, figures } => Self::Figures {
                caption: caption.clone(),
                items: figures.iter().filter_map(|c| figure(notes, c)).collect(),
                notes: notes.take(),
                unreviewed: false,
            },
            Block::Matrix(table) => {
                Self::Matrix { table: matrix(notes, table), notes: notes.take(), unreviewed: false }
            }
            Block::Picture(picture) => {
                if matches!(picture, Picture::Timeline(_)) {
                    notes.number_events();
                }
                Self::Picture { picture: picture.clone() }
            }
            Block::Grid(groups) => Self::Grid {
                groups: groups.iter().map(|g| group(notes, g, &[])).collect(),
                notes: notes.take(),
                unreviewed: false,
            },
            Block::Roster { groups, more } => Self::Roster {
                groups: groups.iter().map(|g| group(notes, g, &[])).collect(),
                more: notes.links.to(more),
                notes: notes.take(),
                unreviewed: false,
            },
            Block::Card { columns, row: member } => Self::Card {
                row: row(notes, member, &questions(columns)),
                notes: notes.take(),
                unreviewed: false,
            },
            Block::Columns(columns) => Self::Columns {
                columns: columns
                    .iter()
                    .map(|blocks| blocks.iter().map(|b| Self::new(b, notes)).collect())
                    .collect(),
            },
            Block::Positions(list) => Self::Positions {
                items: list
                    .iter()
                    .filter_map(|position| {
                        Some(PositionView {
                            chip: chip(notes, position, false),
                            standing: position.standing,
                            says: claimed(notes, &position.claim)?,
                        })
                    })
                    .collect(),
                unreviewed: false,
            },
            Block::Disagreement { disagreement, level } => {
                self::disagreement(notes, disagreement, *level)
            }
            Block::People(_) | Block::Offices(_) | Block::Cases(_) => named(block, notes),
            Block::Sources(list) => {
                Self::Sources { items: list.iter().filter_map(|s| source(notes, s)).collect() }
            }
            Block::Article(article_block) => article(notes, article_block),
            Block::Tiles(list) => {
                Self::Tiles { items: list.iter().filter_map(|t| tile(notes, t)).collect() }
            }
            Block::Changes(list) => {
                Self::Changes { items: list.iter().map(|item| change(notes, item)).collect() }
            }
            Block::Corrections(list) => Self::Corrections {
                items: list.iter().map(|item| correction(notes, item)).collect(),
            },
            Block::Prose(prose) => Self::Prose { html: html(notes, prose), notes: notes.take() },
            Block::Written(written) => {
                let html = written.prose().iter().map(|p| without_notes(notes.links, p)).collect();
                Self::Prose { html, notes: Vec::new() }
            }
            Block::Questions(_) | Block::Facts(_) | Block::Links(_) | Block::Pager(_) => {
                own(block, notes)
            }
        }
    }
}

/// Lists of people, offices and cases.
fn named<'a>(block: &'a Block, notes: &mut Notes<'a>) -> BlockView {
    match block {
        Block::People(list) => BlockView::People {
            items: list
                .iter()
                .map(|card| PersonView {
                    name: card.name.clone(),
                    href: notes.links.to(&card.page),
                    office: card.office.as_ref().map(|office| office_text(&office.value)),
                    disputed: card.disputed.as_ref().map(|page| notes.links.to(page)),
                    // One passage is enough in a list; the person's page has them all.
                    refs: notes.refs(card.office.iter().map(|office| &office.first)),
                    quotations: card.quotations,
                    mentions: card.mentions,
                })
                .collect(),
            notes: notes.take(),
        },
        Block::Cases(list) => BlockView::Cases {
            items: list
                .iter()
                .filter_map(|case| {
                    Some(CaseView {
                        name: case.name.value.clone(),
                        href: notes.links.to(&case.page),
                        date: case.date.map(|date| DateView::new(date, notes.language())),
                        says: says(
                            notes,
                            case.name.spans(),
                            Some(case.status),
                            case.edit.as_deref(),
                        )?,
                    })
                })
                .collect(),
            unreviewed: false,
        },
        Block::Offices(list) => BlockView::Offices {
            items: list
                .iter()
                .filter_map(|office| {
                    Some(OfficeView {
                        office: office_text(&office.value),
                        says: says(notes, office.spans(), None, office.value.edit.as_deref())?,
                    })
                })
                .collect(),
        },
        _ => BlockView::Note { text: String::new() },
    }
}

/// Blocks about the site itself.
fn own<'a>(block: &'a Block, notes: &mut Notes<'a>) -> BlockView {
    let links = notes.links;
    match block {
        Block::Questions(list) => BlockView::Questions {
            items: list
                .iter()
                .map(|question| QuestionView {
                    text: question.text.clone(),
                    offer: question.offer.clone(),
                    href: links.to(&question.page),
                })
                .collect(),
        },
        Block::Facts(list) => BlockView::Facts {
            items: list
                .iter()
                .map(|fact| FactView { label: fact.label.clone(), value: fact.value.clone() })
                .collect(),
        },
        Block::Links(list) => BlockView::Links {
            items: list
                .iter()
                .map(|link| PageLinkView {
                    title: link.title.clone(),
                    href: links.to(&link.page),
                    description: link.description.clone(),
                    date: link.date.map(|date| DateView::of(date, notes.language())),
                })
                .collect(),
        },
        Block::Pager(pager) => BlockView::Pager {
            current: pager.current,
            count: pager.pages.len(),
            pages: PagerView::near(pager, links),
        },
        _ => BlockView::Note { text: String::new() },
    }
}

/// What the first of these passages says, with references to all of them.
fn says<'a>(
    notes: &mut Notes<'a>,
    spans: impl Iterator<Item = &'a Span>,
    status: Option<Status>,
    edit: Option<&Edit>,
) -> Option<SaysView> {
    let spans: Vec<&Span> = spans.collect();
    let first = spans.first()?;
    Some(SaysView {
        label: None,
        edit: EditView::new(edit, notes.links),
        status: status.is_some(),
        unreviewed: status == Some(Status::Suggested),
        by: notes.by(&first.source),
        passage: notes.passage(first)?,
        refs: notes.refs(spans.into_iter()),
        notes: notes.take(),
    })
}

pub(super) fn claimed<'a, T>(notes: &mut Notes<'a>, claim: &'a Claim<T>) -> Option<SaysView> {
    says(notes, claim.stated.spans(), Some(claim.status), claim.edit.as_deref())
}

fn event<'a>(notes: &mut Notes<'a>, claim: &'a Claim<Happening>) -> Option<EventView> {
    let happening = &claim.stated.value;
    let key = notes.event();
    let date = |date| DateView::new(date, notes.language());
    Some(EventView {
        key,
        date: happening.date.map(date),
        until: happening.until.map(date),
        precision: happening.precision,
        inferred: happening.inferred,
        when: happening.when.clone(),
        says: claimed(notes, claim)?,
    })
}

fn disagreement<'a>(notes: &mut Notes<'a>, entry: &'a Disagreement, level: u8) -> BlockView {
    BlockView::Disagreement {
        about: capital(&entry.about),
        id: entry.id.to_string(),
        level,
        verdict: verdict_label(entry.verdict),
        unreviewed: entry.status == Status::Suggested,
        sides: entry
            .sides
            .iter()
            .filter_map(|side| {
                Some(SideView {
                    value: side.value.clone(),
                    says: says(notes, side.spans(), None, None)?,
                })
            })
            .collect(),
        note: entry.note.clone(),
    }
}

fn tile<'a>(notes: &mut Notes<'a>, tile: &'a Tile) -> Option<TileView> {
    Some(match tile {
        Tile::Count { count, label, page } => TileView {
            value: grouped(*count),
            label: label.clone(),
            href: Some(notes.links.to(page)),
            by: None,
            unreviewed: false,
            refs: Vec::new(),
            notes: Vec::new(),
        },
        Tile::Figure(claim) => TileView {
            value: corrected(claim).or_else(|| {
                Some(worded(&claim.stated.value, &notes.passage(&claim.stated.first)?.words))
            })?,
            label: claim.stated.value.what.clone(),
            href: None,
            by: notes.by(&claim.stated.first.source),
            unreviewed: claim.status == Status::Suggested,
            refs: notes.refs(claim.stated.spans()),
            notes: notes.take(),
        },
    })
}

/// An office with its body, as far as stated.
fn office_text(office: &crate::subject::Office) -> String {
    match &office.affiliation {
        Some(body) => format!("{}, {body}", office.role),
        None => office.role.clone(),
    }
}
