//! What a person decided about extracted claims: `content/review.yaml`, read, applied, appended to.
//!
//! It stands alone because the file is a person's. It is only ever appended to, so every byte in it
//! stays, and a decision holds for the claim that was looked at: a confirmation never moves to a
//! claim that merely resembles it. A rejection is remembered beyond that, by kind, source and value,
//! so that a comma put right in the article does not bring back what an editor did away with.

mod append;
mod apply;
mod entries;
mod read;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Status;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::fold::fold;
use crate::span::SourceId;

pub use append::appended;
pub use apply::apply;
pub(super) use apply::leave_out;
pub use entries::entries;
pub(crate) use entries::role_word;
pub use read::{SHAPE, read};

/// Where the decisions are kept, relative to the project's root.
pub const FILE: &str = "content/review.yaml";

/// All decisions, in the order in which they were made: a later one on the same claim wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The decisions.
    pub decisions: Vec<Decision>,
}

/// One decision on one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The claim's id.
    pub id: String,
    /// What sort of claim it is; none stands for any.
    pub kind: Option<Kind>,
    /// What the claim states.
    pub words: String,
    /// The article that it was extracted from.
    pub source: String,
    /// What was decided.
    pub ruling: Ruling,
    /// By whom.
    pub who: Option<String>,
    /// On what day.
    pub when: Option<Date>,
    /// For what reason.
    pub why: Option<String>,
    /// What readers are told beside a disagreement.
    pub note: Option<String>,
    /// Where it stands in the file; none for one that is new.
    pub place: Option<Place>,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ruling {
    /// The claim is what the passage says.
    Confirmed,
    /// It is not, or it does not belong here.
    Rejected,
}

impl Ruling {
    /// As it is written in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }
}

/// What sort of claim something is, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Kind {
    Disagreement,
    Position,
    Member,
    Definition,
    Quotation,
    Figure,
    Event,
    Precedent,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Disagreement,
        Self::Position,
        Self::Member,
        Self::Definition,
        Self::Quotation,
        Self::Figure,
        Self::Event,
        Self::Precedent,
    ];

    /// As it is written in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Disagreement => "disagreement",
            Self::Position => "position",
            Self::Member => "member",
            Self::Definition => "definition",
            Self::Quotation => "quotation",
            Self::Figure => "figure",
            Self::Event => "event",
            Self::Precedent => "precedent",
        }
    }

    /// The kind that this word names.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A claim as a person reviews it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its id: that in `subject.json`.
    pub id: String,
    /// What sort it is.
    pub kind: Kind,
    /// What it states, in one line.
    pub words: String,
    /// The article that states it first.
    pub source: SourceId,
    /// The passage, and which of its bytes are meant.
    pub passage: String,
    /// First byte of the words meant.
    pub start: usize,
    /// The byte after them.
    pub end: usize,
    /// The sentence before the passage, "" if there is none.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// Whether other claims contradict it.
    pub disputed: bool,
    /// What was decided about it.
    pub ruling: Option<Ruling>,
}

impl Entry {
    /// Whether a person looked at it.
    pub fn status(&self) -> Status {
        if self.ruling == Some(Ruling::Confirmed) { Status::Confirmed } else { Status::Suggested }
    }
}

/// What makes two claims of one kind and one article the same to somebody who rejected one: the
/// folded words without case and punctuation, but for the points within numbers.
fn key(words: &str) -> String {
    let folded = fold(words).to_lowercase();
    let chars: Vec<char> = folded.chars().collect();
    let mut out = String::with_capacity(folded.len());
    for (at, c) in chars.iter().enumerate() {
        let digit =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_numeric());
        let within = matches!(c, '.' | ',') && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if c.is_alphanumeric() || within {
            out.push(*c);
        } else if c.is_whitespace() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}
