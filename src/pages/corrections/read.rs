//! The text of `content/corrections.yaml`, checked: every mistake is said in one run, at its place.

use serde::Deserialize;
use serde_yaml::{Location, Spanned};

use crate::citations::{self, Written};
use crate::date::Date;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::shape::{self, Shape};

use super::FILE;

const CODE: &str = "corrections";

/// One correction.
const CORRECTION: Shape = Shape::Keys(&[
    ("date", Shape::About("When it was put right", &Shape::Date)),
    (
        "page",
        Shape::About(
            "The address of the page that was put right, such as /members/iceland/; left out where \
             the page is gone",
            &Shape::Text,
        ),
    ),
    ("said", Shape::About("What the page said", &Shape::Text)),
    ("says", Shape::About("What it says now; left out where it says nothing of it", &Shape::Text)),
    ("why", Shape::About("How it came to be wrong", &Shape::Text)),
    ("cite", Shape::About("The words of an article that prove what it says now", &Shape::Text)),
]);

/// What `content/corrections.yaml` may hold.
pub const SHAPE: Shape = Shape::List(&CORRECTION);

/// A text with its place.
type At = Spanned<String>;

/// A correction as it is written.
#[derive(Debug, Deserialize)]
struct Entry {
    date: Option<Date>,
    page: Option<At>,
    said: Option<String>,
    says: Option<String>,
    why: Option<String>,
    cite: Option<At>,
}

/// A correction, before it is known where its page and its passages are.
pub(super) struct Correction {
    pub(super) date: Date,
    /// The page's address as it is written, with its place.
    pub(super) page: Option<(String, Place)>,
    pub(super) said: String,
    pub(super) says: Option<String>,
    pub(super) why: String,
    /// References, each with its bytes in the file.
    pub(super) cited: Vec<(Written, std::ops::Range<usize>)>,
}

/// Reads the file. A correction that cannot be read is said and left out.
pub(super) fn read(text: &str) -> Checked<Vec<Correction>> {
    let mut said = shape::check(FILE, text, CODE, &SHAPE);
    if !said.is_empty() {
        return Checked::new(Vec::new(), said);
    }
    let entries = match serde_yaml::from_str::<Option<Vec<Spanned<Entry>>>>(text) {
        Ok(entries) => entries.unwrap_or_default(),
        // Nothing but comments is no list, and no mistake.
        Err(_) if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) => {
            Vec::new()
        }
        Err(error) => {
            said.push(shape::yaml_error(FILE, text, CODE, &error));
            Vec::new()
        }
    };
    let all = entries.into_iter().filter_map(|entry| correction(text, entry, &mut said)).collect();
    Checked::new(all, said)
}

fn correction(text: &str, entry: Spanned<Entry>, said: &mut Vec<Diagnostic>) -> Option<Correction> {
    let place = line(text, &entry.referenced);
    let entry = entry.value;
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let missing: Vec<&str> = [
        ("date", entry.date.is_some()),
        ("said", filled(&entry.said)),
        ("why", filled(&entry.why)),
    ]
    .into_iter()
    .filter_map(|(key, there)| (!there).then_some(key))
    .collect();
    let cited = entry.cite.as_ref().map(|cite| references(text, cite, said));
    if !missing.is_empty() {
        said.push(
            Diagnostic::error(CODE, format!("this correction has no {}", missing.join(", no ")))
                .at(place)
                .hint("readers are told when it was put right, what the page said, and why"),
        );
        return None;
    }
    if entry.page.is_none() && entry.cite.is_none() {
        said.push(
            Diagnostic::error(CODE, "this correction leads nowhere: no page, no citation")
                .at(place)
                .hint(
                    "add page: /its/address/ where the page still exists, else cite: '[@ID, \
                     \"words from the article\"]'",
                ),
        );
    }
    let at = |at: &At| shape::place(FILE, text, &at.referenced, at.value.chars().count());
    Some(Correction {
        date: entry.date?,
        page: entry.page.map(|page| (page.value.trim().to_owned(), at(&page))),
        said: entry.said?.trim().to_owned(),
        says: entry.says.map(|says| says.trim().to_owned()).filter(|says| !says.is_empty()),
        why: entry.why?.trim().to_owned(),
        cited: cited.unwrap_or_default(),
    })
}

/// The references of a citation, as prose writes them.
fn references(
    text: &str,
    cite: &At,
    said: &mut Vec<Diagnostic>,
) -> Vec<(Written, std::ops::Range<usize>)> {
    let inside = cite.value.trim();
    let inside = inside.strip_prefix('[').and_then(|i| i.strip_suffix(']')).unwrap_or(inside);
    let place = shape::place(FILE, text, &cite.referenced, cite.value.chars().count());
    let Some(all) = citations::parse(inside) else {
        said.push(
            Diagnostic::error("citation", "this is no citation")
                .at(place)
                .hint("write it as '[@ID, \"words from the article\"]', apostrophes as ’"),
        );
        return Vec::new();
    };
    let start = begin(text, &place);
    let located = |written: Written| {
        let rest = text.get(start..).unwrap_or_default();
        let at = start + rest.find(&format!("@{}", written.id)).unwrap_or(0);
        let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let end = line.find("; @").unwrap_or_else(|| line.trim_end_matches(['\'', ']']).len());
        (written, at..at + end)
    };
    all.into_iter().map(located).collect()
}

/// The byte at which a place begins.
fn begin(text: &str, place: &Place) -> usize {
    let before = usize::try_from(place.line.saturating_sub(1)).unwrap_or(0);
    let line: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let column = usize::try_from(place.column.saturating_sub(1)).unwrap_or(0);
    line + place.text.chars().take(column).map(char::len_utf8).sum::<usize>()
}

/// The line on which an entry begins.
fn line(text: &str, at: &Location) -> Place {
    let place = shape::place(FILE, text, at, 1);
    let length = place.text.trim_end().chars().count() + 1;
    let column = usize::try_from(place.column).unwrap_or(1);
    Place { length: u32::try_from(length.saturating_sub(column).max(1)).unwrap_or(1), ..place }
}
