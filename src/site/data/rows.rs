//! The form of `data/subject.json`, key by key.

use serde::{Serialize, Serializer};

use crate::date::Precision;
use crate::evidence::{Bound, EntityKind, MemberRole};
use crate::span::{PassageId, SourceId};
use crate::subject::{Change, Edit, SpeakerKind, Status, Verdict};

#[derive(Serialize)]
pub(super) struct File<'a> {
    #[serde(rename = "$schema")]
    pub(super) link: &'static str,
    pub(super) schema: u32,
    pub(super) subject: About<'a>,
    pub(super) sources: Vec<Article<'a>>,
    pub(super) members: Vec<MemberRow<'a>>,
    pub(super) mentions: Vec<Mention<'a>>,
    pub(super) people: Vec<PersonRow<'a>>,
    pub(super) quotations: Vec<QuotationRow<'a>>,
    pub(super) events: Vec<EventRow<'a>>,
    pub(super) figures: Vec<FigureRow<'a>>,
    pub(super) precedents: Vec<PrecedentRow<'a>>,
    pub(super) disagreements: Vec<DisagreementRow<'a>>,
}

/// Words of an article within the sentence that holds them.
#[derive(Serialize)]
pub(super) struct Passage<'a> {
    pub(super) source: &'a SourceId,
    pub(super) id: PassageId,
    pub(super) text: &'a str,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize)]
pub(super) struct About<'a> {
    pub(super) name: &'a str,
    pub(super) inferred: bool,
    pub(super) aliases: &'a [String],
    pub(super) definitions: Vec<Definition<'a>>,
}

#[derive(Serialize)]
pub(super) struct Definition<'a> {
    pub(super) id: &'a str,
    pub(super) status: Status,
    pub(super) text: &'a str,
    pub(super) passage: Passage<'a>,
}

#[derive(Serialize)]
pub(super) struct Article<'a> {
    pub(super) id: &'a SourceId,
    pub(super) file: String,
    pub(super) title: Option<&'a str>,
    pub(super) publisher: Option<&'a str>,
    pub(super) authors: &'a [String],
    pub(super) published: Option<String>,
    pub(super) language: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) words: usize,
    pub(super) headings: Vec<&'a str>,
    pub(super) list_items: usize,
    pub(super) removed: Vec<Removed<'a>>,
}

#[derive(Serialize)]
pub(super) struct Removed<'a> {
    pub(super) text: &'a str,
    pub(super) reason: &'a str,
}

/// What an editor did to a claim.
#[derive(Serialize)]
pub(super) struct EditRow<'a> {
    /// "confirmed", "corrected" or "added".
    pub(super) change: &'static str,
    /// What had been extracted.
    pub(super) was: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

impl<'a> EditRow<'a> {
    pub(super) fn new(edit: Option<&'a Edit>) -> Option<Self> {
        let edit = edit?;
        let (change, was) = match &edit.change {
            Change::Confirmed => ("confirmed", None),
            Change::Corrected(was) => ("corrected", Some(was.as_str())),
            Change::Added => ("added", None),
        };
        Some(Self { change, was, note: edit.note.as_deref() })
    }
}

#[derive(Serialize)]
pub(super) struct MemberRow<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) aliases: &'a [String],
    pub(super) kind: EntityKind,
    pub(super) code: Option<&'a str>,
    pub(super) role: MemberRole,
    pub(super) status: Status,
    pub(super) passages: Vec<Passage<'a>>,
    pub(super) positions: Vec<PositionRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct PositionRow<'a> {
    pub(super) id: &'a str,
    pub(super) axis: &'a str,
    pub(super) stance: &'a str,
    pub(super) as_of: Option<String>,
    pub(super) status: Status,
    pub(super) passage: Passage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct Mention<'a> {
    pub(super) name: &'a str,
    pub(super) aliases: &'a [String],
    pub(super) kind: EntityKind,
    pub(super) code: Option<&'a str>,
    pub(super) passages: Vec<MentionPlace<'a>>,
}

#[derive(Serialize)]
pub(super) struct MentionPlace<'a> {
    pub(super) source: &'a SourceId,
    pub(super) id: PassageId,
    pub(super) direct: bool,
}

#[derive(Serialize)]
pub(super) struct PersonRow<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) variants: &'a [String],
    pub(super) status: Status,
    pub(super) roles: Vec<RoleRow<'a>>,
    pub(super) passages: Vec<Passage<'a>>,
}

#[derive(Serialize)]
pub(super) struct RoleRow<'a> {
    pub(super) role: &'a str,
    pub(super) affiliation: Option<&'a str>,
    pub(super) passage: Passage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct QuotationRow<'a> {
    pub(super) id: &'a str,
    pub(super) status: Status,
    pub(super) speaker: Option<&'a str>,
    pub(super) speaker_kind: SpeakerKind,
    pub(super) text: &'a str,
    pub(super) passage: Passage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct EventRow<'a> {
    pub(super) id: &'a str,
    pub(super) status: Status,
    pub(super) date: Option<String>,
    pub(super) precision: Precision,
    pub(super) inferred: bool,
    pub(super) when: &'a str,
    pub(super) what: &'a str,
    pub(super) passage: Passage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct FigureRow<'a> {
    pub(super) id: &'a str,
    pub(super) status: Status,
    #[serde(serialize_with = "number")]
    pub(super) value: Option<f64>,
    #[serde(serialize_with = "number")]
    pub(super) high: Option<f64>,
    pub(super) bound: Bound,
    pub(super) unit: &'a str,
    pub(super) what: &'a str,
    pub(super) event: Option<&'a str>,
    pub(super) asserted_by: Option<&'a str>,
    pub(super) reported_by: &'a str,
    pub(super) passage: Passage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct PrecedentRow<'a> {
    pub(super) id: &'a str,
    pub(super) status: Status,
    pub(super) name: &'a str,
    pub(super) year: Option<i16>,
    pub(super) date: Option<String>,
    pub(super) passages: Vec<Passage<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit: Option<EditRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct DisagreementRow<'a> {
    pub(super) id: &'a str,
    pub(super) status: Status,
    pub(super) about: &'a str,
    pub(super) verdict: Verdict,
    pub(super) values: Vec<Side<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Side<'a> {
    pub(super) value: &'a str,
    pub(super) passage: Passage<'a>,
}

/// A whole number without a fraction, any other as it is, one that is none as null.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, so it fits")]
#[expect(clippy::ref_option, reason = "serde hands out references to fields")]
fn number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Some(v) if v.fract() == 0.0 && v.abs() < EXACT => serializer.serialize_i64(*v as i64),
        Some(v) if v.is_finite() => serializer.serialize_f64(*v),
        _ => serializer.serialize_none(),
    }
}
