//! The text of `content/review.yaml`, checked: every mistake is said in one run, at its place.

use serde::Deserialize;
use serde_yaml::Spanned;

use super::{Decision, FILE, Kind, Review, Ruling};
use crate::date::Date;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::shape::{self, Shape};

const CODE: &str = "review";

const KINDS: Shape = Shape::OneOf(&[
    "disagreement",
    "position",
    "member",
    "definition",
    "quotation",
    "figure",
    "event",
    "precedent",
]);

/// One decision.
const DECISION: Shape = Shape::Keys(&[
    ("id", Shape::Text),
    ("kind", KINDS),
    ("words", Shape::Text),
    ("source", Shape::Text),
    ("decision", Shape::OneOf(&["confirmed", "rejected"])),
    ("who", Shape::Text),
    ("when", Shape::Date),
    ("why", Shape::Text),
    (
        "note",
        Shape::About(
            "What readers are told beside a disagreement; no side is left out",
            &Shape::Text,
        ),
    ),
]);

/// What `content/review.yaml` may hold.
pub const SHAPE: Shape = Shape::List(&DECISION);

/// A decision as it is written.
#[derive(Debug, Deserialize)]
struct Written {
    id: Option<String>,
    kind: Option<String>,
    words: Option<String>,
    source: Option<String>,
    decision: Option<String>,
    who: Option<String>,
    when: Option<String>,
    why: Option<String>,
    note: Option<String>,
}

/// Reads the text of `content/review.yaml`. An entry that cannot be read is said and left out.
pub fn read(text: &str) -> Checked<Review> {
    let mut diagnostics = shape::check(FILE, text, CODE, &SHAPE);
    if !diagnostics.is_empty() || text.trim().is_empty() {
        return Checked::new(Review::default(), diagnostics);
    }
    let written = match serde_yaml::from_str::<Option<Vec<Spanned<Written>>>>(text) {
        Ok(written) => written.unwrap_or_default(),
        Err(error) => {
            diagnostics.push(shape::yaml_error(FILE, text, CODE, &error));
            return Checked::new(Review::default(), diagnostics);
        }
    };
    let decisions = written
        .into_iter()
        .filter_map(|entry| {
            let place = place(text, &entry.referenced);
            match decision(entry.value, place.clone()) {
                Ok(decision) => Some(decision),
                Err(message) => {
                    diagnostics.push(
                        Diagnostic::error("review", message)
                            .at(place)
                            .hint("each decision needs an id, and confirmed or rejected"),
                    );
                    None
                }
            }
        })
        .collect();
    Checked::new(Review { decisions }, diagnostics)
}

fn decision(written: Written, place: Place) -> Result<Decision, String> {
    let id = written.id.filter(|id| !id.trim().is_empty()).ok_or("this decision has no id")?;
    let ruling = match written.decision.as_deref() {
        Some("confirmed") => Ruling::Confirmed,
        Some("rejected") => Ruling::Rejected,
        _ => return Err(format!("nothing is decided about {id:?}")),
    };
    let when = match &written.when {
        Some(day) => Some(Date::parse(day).ok_or(format!("{day:?} is not a date"))?),
        None => None,
    };
    Ok(Decision {
        id,
        kind: written.kind.as_deref().and_then(Kind::of_word),
        words: written.words.unwrap_or_default(),
        source: written.source.unwrap_or_default(),
        ruling,
        who: written.who,
        when,
        why: written.why,
        note: written.note.filter(|note| !note.trim().is_empty()),
        place: Some(place),
    })
}

/// The line on which an entry begins.
fn place(text: &str, at: &serde_yaml::Location) -> Place {
    let line = usize::try_from(at.line()).unwrap_or(1).max(1);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let content = text[start..].lines().next().unwrap_or_default();
    let indent = content.len() - content.trim_start_matches(['-', ' ']).len();
    Place::in_text(FILE, text, start + indent, start + content.trim_end().len())
}
