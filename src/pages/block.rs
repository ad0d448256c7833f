//! What a page is made of: blocks that state something hold claims, and nothing less.
//!
//! It stands alone because the compiler's help depends on it: a block that states a fact about the
//! subject can only be made of a [`Cited`] or a [`Claim`], so an uncited statement does not
//! compile. The site's own neutral words ([`Block::Note`], headings, counts) and an editor's prose
//! ([`Block::Prose`]) are kinds of their own.

use std::sync::Arc;

use serde::Serialize;

use super::outline::Written;
use crate::date::Date;
use crate::evidence::{EntityKind, MemberRole};
use crate::moment::Moment;
use crate::pictures::Picture;
use crate::slug::SitePath;
use crate::sources::BlockKind;
use crate::span::{Cited, PassageId, SourceId, Span};
use crate::subject::{
    Claim, Disagreement, Edit, Happening, Measure, Office, Quote, Stance, Standing, Status,
};

/// A part of a page, from top to bottom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Block {
    /// A heading in the site's own words, or a name.
    Heading(Heading),
    /// The site's own neutral words: a label, how to read what follows, never a statement.
    Note(String),
    /// What sources say, each attributed.
    Statements(Vec<Statement>),
    /// Direct quotations.
    Quotations(Vec<Quotation>),
    /// Dated happenings.
    Timeline(Vec<Claim<Happening>>),
    /// Counted or measured things that share a unit.
    Figures {
        /// The unit, for the table's caption.
        caption: String,
        /// The figures.
        figures: Vec<Claim<Measure>>,
    },
    /// Who takes which position.
    Matrix(Matrix),
    /// What the next block says, drawn.
    Picture(Picture),
    /// Members as a grid of cells, coloured by role.
    Grid(Vec<Group>),
    /// Members by role, names only: the short form of a matrix.
    Roster {
        /// Groups of rows; their cells are not shown.
        groups: Vec<Group>,
        /// The page that says more.
        more: SitePath,
    },
    /// One member at a glance: its role and the stances that stand.
    Card {
        /// Questions of the axes.
        columns: Vec<Column>,
        /// The member.
        row: Row,
    },
    /// Blocks beside each other where there is room, the left ones first.
    Columns(Vec<Vec<Block>>),
    /// Positions of one member on one axis, oldest first.
    Positions(Vec<Position>),
    /// Sides of a disagreement, next to each other.
    Disagreement {
        /// What the sources differ on, and how.
        disagreement: Disagreement,
        /// Heading level of its title.
        level: u8,
    },
    /// People with an office of theirs.
    People(Vec<PersonCard>),
    /// Offices of one person.
    Offices(Vec<Cited<Office>>),
    /// Earlier cases.
    Cases(Vec<Case>),
    /// Articles.
    Sources(Vec<SourceEntry>),
    /// Passages of an article.
    Article(Article),
    /// Facts at a glance.
    Tiles(Vec<Tile>),
    /// What readers ask, with the page that answers.
    Questions(Vec<Question>),
    /// Counts of what was done, and other facts about the site itself.
    Facts(Vec<Fact>),
    /// Pages of a section or of a term.
    Links(Vec<Arc<PageLink>>),
    /// An editor's prose: one block of Markdown.
    Prose(Prose),
    /// An editor's prose without citations: all blocks of a file.
    Written(Written),
    /// Where this page stands among the pages of a long list.
    Pager(Pager),
    /// What changed between two editions.
    Changes(Vec<ChangeItem>),
    /// What was put right, the newest first.
    Corrections(Vec<CorrectionItem>),
}

/// Something that the site had wrong, in its editor's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionItem {
    /// Anchor, unique among all corrections.
    pub id: String,
    /// When it was put right.
    pub date: Date,
    /// Title and path of the page that was put right; none where it is gone, or is the very page.
    pub page: Option<(String, SitePath)>,
    /// What the page said.
    pub said: String,
    /// What it says now; none where it says nothing of it.
    pub says: Option<String>,
    /// How it came to be wrong.
    pub why: String,
    /// What proves what it says now.
    pub references: Vec<Reference>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeItem {
    /// What is stated from then on; none of what was withdrawn.
    pub now: Option<Said>,
    /// What was stated before; none of what was added.
    pub before: Option<Said>,
    /// In the site's own words, what became of it, if more than the group's heading says.
    pub note: Option<String>,
}

/// What the site stated at some time, as a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// Where it stands, or stood.
    pub stands: Stands,
    /// Whether a person looked at it; none where it has no status, or is no longer stated.
    pub status: Option<Status>,
}

/// Where a statement of an edition stands today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Stands {
    /// In these words.
    Here(Cited<()>),
    /// Nowhere: the passage is gone. Who stated it, and when.
    Gone(String, Option<Date>),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// From 2 on; the page's title is level 1.
    pub level: u8,
    /// The words.
    pub text: String,
    /// Anchor, unique on its page.
    pub id: String,
    /// The page that says more.
    pub more: Option<SitePath>,
}

/// What a source says, in its own words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// The neutral question or label that it answers.
    pub label: Option<String>,
    /// Whether a person looked at it; none where a claim has no status of its own.
    pub status: Option<Status>,
    /// What an editor's entry did to it.
    pub edit: Option<Box<Edit>>,
    /// The passages: the first one is shown, the others are referred to.
    pub cited: Cited<()>,
}

/// A quotation and its speaker's page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quotation {
    /// The quotation.
    pub claim: Claim<Quote>,
    /// Page of the speaker.
    pub speaker: Option<SitePath>,
    /// Whether the speaker is named beside it. Where a heading does that, it is not said again.
    pub named: bool,
}

/// A table of positions: rows are members grouped by role, columns are axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrix {
    /// What the table shows.
    pub caption: String,
    /// What rows are, such as "Country".
    pub row_label: String,
    /// Questions of the axes; none where no axis is declared.
    pub columns: Vec<Column>,
    /// Groups of rows.
    pub groups: Vec<Group>,
}

/// An axis as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The axis.
    pub axis: String,
    /// How it is asked.
    pub question: String,
}

/// Members of one role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The role, as a heading.
    pub label: String,
    /// Its members.
    pub rows: Vec<Row>,
}

/// One member in a matrix.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Name.
    pub name: String,
    /// Its page.
    pub page: SitePath,
    /// What it is.
    pub kind: EntityKind,
    /// The role, with the passages that state it.
    pub role: Cited<MemberRole>,
    /// Whether a person looked at it.
    pub status: Status,
    /// What an editor's entry did to the role.
    pub edit: Option<Box<Edit>>,
    /// For each column the stances that stand, the latest ones; empty means "not stated".
    pub cells: Vec<Vec<Position>>,
}

/// A stance with its label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Position {
    /// The stance.
    pub claim: Claim<Stance>,
    /// How the stance is shown.
    pub label: String,
    /// Which of the axis's stances it is, from zero, for the colour of its chip.
    pub rank: usize,
    /// What became of it.
    pub standing: Standing,
    /// Whether it has no date, where others on the axis have one: nothing tells which came later.
    pub undated: bool,
}

/// A person in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonCard {
    /// Name.
    pub name: String,
    /// Page.
    pub page: SitePath,
    /// The first office that a source states, of one that it names a body for if there is one.
    pub office: Option<Cited<Office>>,
    /// Where it is told that sources differ on the office.
    pub disputed: Option<SitePath>,
    /// How many quotations the sources report.
    pub quotations: usize,
    /// In how many passages the sources name the person.
    pub mentions: usize,
}

/// An earlier case in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Case {
    /// Its name, with the passages.
    pub name: Cited<String>,
    /// Its page.
    pub page: SitePath,
    /// When.
    pub date: Option<Date>,
    /// Whether a person looked at it.
    pub status: Status,
    /// What an editor's entry did to it.
    pub edit: Option<Box<Edit>>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceEntry {
    /// The article.
    pub source: SourceId,
    /// How many of its passages the site cites.
    pub cited: usize,
    /// The article whose text it repeats.
    pub repeats: Option<SourceId>,
}

/// The passages of an article, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The article.
    pub source: SourceId,
    /// Bylines.
    pub authors: Vec<String>,
    /// Whether all passages are shown, or only those that the site cites.
    pub full: bool,
    /// What is shown.
    pub parts: Vec<ArticlePart>,
}

/// A block of an article, or a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ArticlePart {
    /// Something is left out.
    Gap,
    /// A block with those of its passages that are shown; none stands for a gap.
    Text(BlockKind, Vec<Option<(PassageId, String)>>),
}

/// A fact at a glance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Tile {
    /// How many entries a page lists: a fact about the site.
    Count {
        /// How many.
        count: usize,
        /// Of what.
        label: String,
        /// The page that lists them.
        page: SitePath,
    },
    /// A figure as a source states it.
    Figure(Box<Claim<Measure>>),
}

/// What readers ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// What the page offers, such as "12 members, 30 positions".
    pub offer: String,
    /// The page that answers.
    pub page: SitePath,
}

/// A fact about the site itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What.
    pub label: String,
    /// How much or which.
    pub value: String,
}

/// A link to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Its date.
    pub date: Option<Moment>,
    /// The page.
    pub page: SitePath,
}

/// One block of an editor's Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// HTML and references in reading order.
    pub pieces: Vec<Piece>,
}

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Piece {
    /// HTML as it goes to the page.
    Html(String),
    /// The address of a page of this site, with an anchor; becomes relative.
    Link(SitePath, String),
    /// A reference to these.
    Refs(Vec<Reference>),
}

/// What an editor's citation refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Reference {
    /// Words of an article.
    Words(Span),
    /// An article as a whole.
    Source(SourceId),
}

/// Where a page stands among the pages of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// This page, from one.
    pub current: usize,
    /// All pages, in one list for all of them.
    pub pages: Arc<[SitePath]>,
}
