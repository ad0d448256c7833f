//! What one article says: who, when, how many, who said it, each with its passage.
//!
//! [`extract`] reads a [`Source`] through the [`Lexicon`] and returns [`Evidence`]. Each kind of
//! claim has a file of its own; what was seen and not claimed is kept as an [`Abstention`], so that
//! `sitegen trace` can say why.

mod clause;
pub mod corpus;
pub mod definitions;
pub mod entities;
pub mod events;
mod extract;
pub mod figures;
pub mod positions;
pub mod precedents;
pub mod quotations;
pub mod relations;
pub mod statements;

use serde::{Deserialize, Serialize};

use crate::date::{Date, Precision};
pub use crate::entity::EntityKind;
use crate::span::{SourceId, Span};
pub use extract::extract;

/// All that one article says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub source: Option<SourceId>,
    /// Whom and what it names: countries, organisations, people, places.
    pub entities: Vec<Entity>,
    /// Where it names them, in reading order.
    pub mentions: Vec<Mention>,
    /// Offices and functions of people.
    pub roles: Vec<Role>,
    /// Direct quotations.
    pub quotations: Vec<Quotation>,
    /// Dated happenings.
    pub events: Vec<Event>,
    /// Counted or measured things.
    pub figures: Vec<Figure>,
    /// What the subject is.
    pub definitions: Vec<Definition>,
    /// How entities relate to the subject.
    pub relations: Vec<Relation>,
    /// What entities promise or refuse, by axis.
    pub positions: Vec<Position>,
    /// Earlier instances of the same kind of thing.
    pub precedents: Vec<Precedent>,
    /// Names of which this article tells nothing more, each once; another may.
    pub unexplained: Vec<String>,
    /// Capitals that stand for their governments here, each once; another article may tell that the
    /// cities themselves are meant.
    pub seats: Vec<String>,
    /// What looked like a claim and was not made one.
    pub abstentions: Vec<Abstention>,
}

/// Index of an entity in [`Evidence::entities`].
pub type EntityIndex = u32;

/// Somebody or something that an article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Canonical short name; for a person the fullest form in this article, honorifics off.
    pub name: String,
    /// Other forms in this article.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166 code of a country.
    pub code: Option<String>,
    /// The rule that recognised it.
    pub rule: String,
}

/// A place where an entity is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Who or what.
    pub entity: EntityIndex,
    /// The words.
    pub span: Span,
    /// False where only an adjective ("Dutch"), a metonym ("Downing Street") or a pronoun names it.
    pub direct: bool,
}

/// An office or function of a person, as the article gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The person.
    pub person: EntityIndex,
    /// The role in the source's words, such as "Prime Minister", modifiers ("outgoing") included.
    pub role: String,
    /// Canonical name of the country or organisation, if stated.
    pub affiliation: Option<String>,
    /// Entity of the affiliation.
    pub body: Option<EntityIndex>,
    /// The words that state it.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// Who is quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// A person of the article.
    Person(EntityIndex),
    /// A country, organisation or the like.
    Body(EntityIndex),
    /// Somebody described and not named: "Finland's foreign minister". Counts as a person.
    Described(String),
    /// Not stated surely enough.
    Unknown,
}

/// A direct quotation: one unbroken quoted span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// The words without their quotation marks.
    pub text: String,
    /// Who says so.
    pub speaker: Speaker,
    /// The quoted words, marks left out.
    pub span: Span,
    /// The sieve that found the speaker.
    pub rule: String,
}

/// Something that happened, or will, at a stated time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When; none where a relative date cannot be resolved.
    pub date: Option<Date>,
    /// Last day, month or year of a range.
    pub until: Option<Date>,
    /// How precisely that is stated.
    pub precision: Precision,
    /// Whether the year or the whole date does not stand beside it.
    pub inferred: bool,
    /// The words of the time, such as "on Sunday".
    pub when: String,
    /// What happened, in the source's words.
    pub what: String,
    /// The words of the time.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// How a number bounds what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// "12 countries".
    Exact,
    /// "around 160,000".
    About,
    /// "more than 30".
    AtLeast,
    /// "up to 50".
    AtMost,
    /// "10 to 15".
    Range,
}

/// A counted or measured thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number, scaled (1600000000, not 1.6); none where there is only a word ("dozens").
    pub value: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// How it bounds.
    pub bound: Bound,
    /// The words before the number that say so ("more than"); none where it is exact or they follow.
    pub bound_words: Option<String>,
    /// The counted noun, or an ISO 4217 currency, or a unit of measurement.
    pub unit: String,
    /// What is counted or measured, in the source's words.
    pub what: String,
    /// At what event, in the source's words, if the sentence says.
    pub event: Option<String>,
    /// Who asserts it ("Downing Street says").
    pub asserted_by: Option<String>,
    /// The words of the number and its unit.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// A statement of what the subject is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The whole sentence is the definition; the span is that of the defining words.
    pub span: Span,
    /// How much of a definition it is: the higher, the better.
    pub weight: f32,
    /// The rule that found it.
    pub rule: String,
}

/// How an entity relates to the subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Who.
    pub entity: EntityIndex,
    /// In what role.
    pub role: MemberRole,
    /// The words that say so.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// The role of an entity towards the subject, as the sources state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MemberRole {
    /// Belongs, joins, signs or leads.
    Member,
    /// May join, is likely to contribute.
    Candidate,
    /// Took part in meetings; no more is said.
    Observer,
    /// Rejects the undertaking.
    Opponent,
    /// Concerned otherwise: the one for whom it exists, an outsider.
    Other,
}

/// A stance of an entity on an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Who.
    pub entity: EntityIndex,
    /// The axis, as declared.
    pub axis: String,
    /// The stance, as declared.
    pub stance: String,
    /// The words that state it.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// An earlier instance of the same kind of thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precedent {
    /// Its name, as short as the source allows.
    pub name: String,
    /// When, at least the year.
    pub date: Option<Date>,
    /// The words that name it.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// Something that looked like a claim and was not made one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abstention {
    /// The rule that abstained.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// The words.
    pub span: Span,
}
