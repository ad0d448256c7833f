//! Editions: what the site stated on a day, kept so that a later state can be compared with it.
//!
//! It stands alone because an edition is a record: it holds sentences and where they stood, and is
//! never computed again, so what readers saw can be told after the articles have changed or gone.

mod compare;
mod facts;
mod file;
mod sentences;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::span::{PassageId, SourceId, Span};
use crate::subject::Status;

pub use compare::{Change, compare};
pub(super) use compare::{Same, same};
pub use facts::edition;
pub(super) use facts::{articles, live};
pub use file::{EDITION, read, write};

/// Where editions are kept, relative to the project's root: one file for each, named by its date.
pub const FOLDER: &str = "content/editions/";

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// What the site stated on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The version of the format.
    pub schema: u32,
    /// The day, which is also the name of its file.
    pub date: Date,
    /// What the edition is about, in an editor's words.
    pub about: String,
    /// The articles that it was based on, by id.
    pub sources: Vec<Article>,
    /// What it stated, by kind, topic and id.
    pub facts: Vec<Fact>,
}

/// An article as it was known then.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its id.
    pub id: SourceId,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
}

impl Article {
    /// Who says so, in as few words as there are: the publisher, else the headline, else the id.
    pub fn who(&self) -> &str {
        let known = self.publisher.as_deref().or(self.title.as_deref());
        known.unwrap_or(self.id.as_str())
    }

    /// The headline between quotation marks, and who published it, as far as known.
    pub(super) fn named(&self) -> String {
        match (&self.title, &self.publisher) {
            (Some(title), Some(publisher)) => format!("“{title}” ({publisher})"),
            (Some(title), None) => format!("“{title}”"),
            (None, Some(publisher)) => format!("{publisher} ({})", self.id),
            (None, None) => self.id.to_string(),
        }
    }
}

/// Something that the site stated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Of what kind it is.
    pub kind: Kind,
    /// What it is about, such as a member and an axis: what later facts of the kind may supersede.
    pub topic: String,
    /// The claim's id.
    pub id: String,
    /// What is stated, as a sentence.
    pub says: String,
    /// The article that states it first.
    pub source: SourceId,
    /// The passage of it.
    pub passage: PassageId,
    /// Whether a later statement had superseded it already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
}

/// Kinds of facts, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Kind {
    Definition,
    Member,
    Position,
    Disagreement,
    Precedent,
    Event,
    Figure,
    Quotation,
    Person,
    Role,
}

impl Kind {
    /// Whether such a fact is made of all articles together: its topic tells which it is, and its
    /// passage may change with the articles.
    fn is_merged(self) -> bool {
        matches!(self, Self::Member | Self::Person | Self::Precedent | Self::Disagreement)
    }

    /// What several of them are called.
    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Definition => "Definitions",
            Self::Member => "Roles towards the subject",
            Self::Position => "Positions",
            Self::Disagreement => "Disagreements",
            Self::Precedent => "Earlier cases",
            Self::Event => "Events",
            Self::Figure => "Figures",
            Self::Quotation => "Quotations",
            Self::Person => "People",
            Self::Role => "Offices",
        }
    }
}

/// A fact that the site states now.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Live {
    /// As an edition would record it.
    pub(super) fact: Fact,
    /// The words that it rests on.
    pub(super) span: Span,
    /// Whether a person looked at it; none where a fact has no status of its own.
    pub(super) status: Option<Status>,
}
