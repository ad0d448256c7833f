//! One typed picture of what all articles say: sources merged, disagreements kept.
//!
//! [`assemble`] takes the sources and their evidence and merges them: name variants into one
//! entity, repeated claims into claims with a stable [`ClaimId`], differing ones into
//! [`Disagreement`]s. Nothing in it is without a [`Span`].

mod assemble;
mod claims;
pub mod curated;
mod disagreements;
mod duplicates;
mod infer;
mod members;
mod merge;
mod precedents;
pub mod review;
mod slugs;
pub mod stale;
mod standing;
#[cfg(test)]
mod tests;
mod topic;

use serde::{Deserialize, Serialize};

use crate::config::CitationPolicy;
use crate::date::{Date, Precision};
use crate::evidence::{Bound, EntityKind, MemberRole};
use crate::slug::{SitePath, Slug};
use crate::span::{Cited, SourceId, Span};

use assemble::Corpus;
pub use assemble::assemble;
pub use infer::{Inferred, infer_name};
pub use standing::{Standing, standings};
pub use topic::Topic;

/// What all articles say about one subject.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Its name.
    pub name: String,
    /// Whether the name was inferred from the articles rather than configured.
    pub inferred: bool,
    /// Other names.
    pub aliases: Vec<String>,
    /// Statements of what it is, the best first.
    pub definitions: Vec<Claim<()>>,
    /// Who stands in a stated relation to it, members first.
    pub members: Vec<Member>,
    /// All countries, organisations, companies and places that are named.
    pub mentions: Vec<Named>,
    /// All people that are named.
    pub people: Vec<Person>,
    /// Direct quotations in the order of the sources.
    pub quotations: Vec<Claim<Quote>>,
    /// Dated happenings in order of date; relative ones last, in the order of the sources.
    pub events: Vec<Claim<Happening>>,
    /// Counted or measured things in the order of the sources.
    pub figures: Vec<Claim<Measure>>,
    /// Earlier instances of the same kind of thing, in order of year.
    pub precedents: Vec<EarlierCase>,
    /// Where the sources differ.
    pub disagreements: Vec<Disagreement>,
    /// Articles that are (nearly) the same text: the first one counts as a voice.
    pub duplicates: Vec<(SourceId, SourceId)>,
    /// The files in which an editor wrote about any of that, in the order of their paths.
    pub entries: Vec<EntryPage>,
}

/// A curated entry: what it is about, and what its page is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPage {
    /// The file, relative to the project's root.
    pub file: String,
    /// The page of what it is about.
    pub page: SitePath,
    /// Its name.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Whether the paragraphs of its prose need citations.
    pub citations: Option<CitationPolicy>,
    /// The event or figure that it is about; the other sorts have pages of their own.
    pub claim: Option<ClaimId>,
}

/// What an editor's entry did to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What was done.
    pub change: Change,
    /// Why, in the editor's words.
    pub note: Option<String>,
    /// The page on which the editor says more.
    pub page: Option<SitePath>,
}

/// What was done to something extracted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It stands as it was extracted.
    Confirmed,
    /// Something else was extracted, or stands in the source: what, in one line.
    Corrected(String),
    /// Nothing of the sort was extracted.
    Added,
}

/// Identifies a claim across builds: its kind, source, folded value and passage, hashed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimId(pub String);

impl ClaimId {
    /// The id of a claim of `kind` ("figure", "position", ...) with this folded `value` at `span`.
    pub fn of(kind: &str, value: &str, span: &Span) -> Self {
        let text = format!(
            "{kind}\0{}\0{}\0{}",
            span.source,
            crate::fold::fold(value).to_lowercase(),
            span.passage
        );
        let digest = blake3::hash(text.as_bytes()).to_hex();
        Self(format!("{}-{}", &kind[..1], &digest.as_str()[..10]))
    }
}

impl std::fmt::Display for ClaimId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a person looked at a claim. Rejected ones are left out of a [`Subject`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Extracted, and not looked at by a person.
    #[default]
    Suggested,
    /// An editor confirmed it.
    Confirmed,
}

/// Something stated, where, and whether a person looked at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim<T> {
    /// Stable across builds.
    pub id: ClaimId,
    /// Whether a person looked at it.
    pub status: Status,
    /// What is stated, and its passages.
    pub stated: Cited<T>,
    /// What an editor's entry did to it.
    pub edit: Option<Box<Edit>>,
}

/// Somebody or something in a stated relation to the subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Address of its page, unique among members.
    pub slug: Slug,
    /// Canonical short name.
    pub name: String,
    /// All other forms.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166 code of a country.
    pub code: Option<String>,
    /// Whether a person looked at it.
    pub status: Status,
    /// Its role, with the passages that state it, the strongest first.
    pub role: Cited<MemberRole>,
    /// What an editor's entry did to the role.
    pub edit: Option<Box<Edit>>,
    /// Every stance that every source states, in the order of the sources.
    pub positions: Vec<Claim<Stance>>,
    /// Where else the sources name it outright.
    pub passages: Vec<Span>,
}

/// A stance on an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    /// The axis, as declared in `sitegen.yaml`.
    pub axis: String,
    /// The stance, as declared.
    pub stance: String,
    /// When it was stated, where the source says, else when the source was published.
    pub as_of: Option<Date>,
}

/// Somebody or something that the sources name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Canonical short name.
    pub name: String,
    /// All other forms.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166 code of a country.
    pub code: Option<String>,
    /// Where, and whether outright.
    pub places: Vec<(Span, bool)>,
}

/// A person that the sources name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Address of the page, unique among people.
    pub slug: Slug,
    /// The fullest form that most sources use, honorifics off.
    pub name: String,
    /// Other spellings.
    pub variants: Vec<String>,
    /// Whether an editor wrote an entry about the person.
    pub status: Status,
    /// Offices and functions, each with its passage.
    pub roles: Vec<Cited<Office>>,
    /// Where the sources name the person.
    pub passages: Vec<Span>,
}

/// An office or function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// In the source's words.
    pub role: String,
    /// The country or organisation, if stated.
    pub affiliation: Option<String>,
    /// What an editor's entry did to it.
    pub edit: Option<Box<Edit>>,
}

/// A direct quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words without marks.
    pub text: String,
    /// Who says so; none if not stated surely enough.
    pub speaker: Option<String>,
    /// Whether the speaker is a person or a body.
    pub speaker_kind: SpeakerKind,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A person.
    Person,
    /// A country, an organisation.
    Organisation,
    /// Not stated surely enough.
    Unknown,
}

/// A dated happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// When; none where a relative date cannot be resolved.
    pub date: Option<Date>,
    /// End of a range.
    pub until: Option<Date>,
    /// How precisely that is stated.
    pub precision: Precision,
    /// Whether the year or the whole date does not stand beside it.
    pub inferred: bool,
    /// The words of the time.
    pub when: String,
    /// What happened, in the source's words.
    pub what: String,
}

/// A counted or measured thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The number, scaled; none where there is only a word.
    pub value: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// How it bounds.
    pub bound: Bound,
    /// The source's words for it, before the number: "more than".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound_words: Option<String>,
    /// The counted noun, an ISO 4217 currency, or a unit of measurement.
    pub unit: String,
    /// What is counted or measured.
    pub what: String,
    /// At what event.
    pub event: Option<String>,
    /// Who asserts it, where the source says.
    pub asserted_by: Option<String>,
    /// The publisher or, failing that, the source's id.
    pub reported_by: String,
}

/// An earlier instance of the same kind of thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarlierCase {
    /// Stable across builds.
    pub id: ClaimId,
    /// Address of its page, unique among precedents.
    pub slug: Slug,
    /// Whether a person looked at it.
    pub status: Status,
    /// Its name and passages.
    pub name: Cited<String>,
    /// When, at least the year.
    pub date: Option<Date>,
    /// What an editor's entry did to it.
    pub edit: Option<Box<Edit>>,
}

/// Something about which the sources differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Stable across builds.
    pub id: ClaimId,
    /// Whether a person looked at it.
    pub status: Status,
    /// What it is about, such as "countries at the London summit".
    pub about: String,
    /// Of what sort it is.
    pub verdict: Verdict,
    /// The sides, at least two, each with its passages.
    pub sides: Vec<Cited<String>>,
    /// What an editor adds. It stands beside the sides, never for one.
    pub note: Option<String>,
}

/// Of what sort a disagreement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The sources say different things about the same.
    Conflict,
    /// They count different things.
    DifferentMeasure,
    /// Later sources say something else.
    ChangedOverTime,
    /// A headline says something else than its body.
    HeadlineVsBody,
}
