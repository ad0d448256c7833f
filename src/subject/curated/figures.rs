//! Entries about figures: one each.

use super::Placed;
use super::desk::Desk;
use super::facts::{Fact, beside, find, own_page};
use super::written::Entry;
use crate::citations::numbers::{equal, numbers};
use crate::diagnostic::{Diagnostic, Place};
use crate::evidence::Bound;
use crate::fold::name_key;
use crate::slug::Slug;
use crate::span::Cited;
use crate::subject::review::leave_out;
use crate::subject::{Claim, ClaimId, Measure, Subject};

pub(super) fn merge(subject: &mut Subject, entry: &Entry, desk: &mut Desk) -> Option<Placed> {
    let written = &entry.written;
    let cited = desk.passages(entry, written.cite.as_ref());
    if written.cite.is_some() && cited.is_none() {
        return None;
    }
    let mut found = None;
    if let Some(claim) = &written.claim {
        found = find(&subject.figures, &claim.value);
        if found.is_none() {
            desk.no_claim(entry, claim, subject.figures.iter().map(|c| c.id.0.as_str()));
        }
    } else if let Some(cited) = &cited {
        found = beside(&subject.figures, cited).find(|(_, c)| same(entry, c)).map(|(at, _)| at);
    }
    if entry.hides() {
        if let Some(at) = found {
            let gone = subject.figures.remove(at);
            leave_out(subject, &gone.stated.spans().cloned().collect());
        } else if written.claim.is_none() {
            let hint = "name the `claim` that it hides, or take the file out";
            desk.orphan(Place::file(entry.path), "nothing extracted is meant by this entry", hint);
        }
        return None;
    }
    let at = match found {
        Some(at) => meet(&mut subject.figures[at], entry, cited, desk).then_some(at)?,
        None => add(&mut subject.figures, entry, cited?, desk)?,
    };
    let claim = &subject.figures[at];
    Some(Placed {
        slug: Slug::of(entry.stem),
        title: claim.stated.value.what.clone(),
        claim: Some(claim.id.clone()),
    })
}

/// Whether an extracted figure is the one that the entry states: the same number, and the same unit
/// if it gives one.
fn same(entry: &Entry, claim: &Claim<Measure>) -> bool {
    let (written, there) = (&entry.written, &claim.stated.value);
    let number = written.value.is_none_or(|v| there.value.is_some_and(|there| equal(v.0, there)));
    let high = written.high.is_none_or(|v| there.high.is_some_and(|there| equal(v.0, there)));
    number && high && written.unit.as_ref().is_none_or(|u| name_key(u) == name_key(&there.unit))
}

/// Confirms or corrects a figure; whether it could.
fn meet(
    claim: &mut Claim<Measure>,
    entry: &Entry,
    cited: Option<Cited<()>>,
    desk: &mut Desk,
) -> bool {
    let (written, old) = (&entry.written, claim.stated.value.clone());
    let value = Measure {
        value: written.value.map(|v| v.0).or(old.value),
        high: if written.value.is_some() { written.high.map(|v| v.0) } else { old.high },
        bound: written.bound.unwrap_or(old.bound),
        bound_words: old
            .bound_words
            .clone()
            .filter(|_| written.bound.is_none_or(|b| b == old.bound)),
        unit: written.unit.clone().unwrap_or_else(|| old.unit.clone()),
        what: written.what.clone().unwrap_or_else(|| old.what.clone()),
        event: written.event.clone().or_else(|| old.event.clone()),
        asserted_by: written.asserted_by.clone().or_else(|| old.asserted_by.clone()),
        reported_by: old.reported_by.clone(),
    };
    let changed = (value.value, value.high, value.bound) != (old.value, old.high, old.bound)
        || name_key(&value.unit) != name_key(&old.unit);
    let place = cited.clone().unwrap_or_else(|| claim.stated.clone().map(|_| ()));
    // With a note the editor says that the source is wrong.
    if changed && written.note.is_none() && !says(entry, &value, &place, desk) {
        return false;
    }
    let was = changed.then(|| format!("{} {}", amount(&old), old.unit).trim().to_owned());
    let note = written.note.clone();
    Fact { value, cited, note, page: own_page(entry) }.meet(claim, was);
    true
}

fn add(
    figures: &mut Vec<Claim<Measure>>,
    entry: &Entry,
    cited: Cited<()>,
    desk: &mut Desk,
) -> Option<usize> {
    let written = &entry.written;
    let (Some(value), Some(unit)) = (written.value, &written.unit) else {
        let hint = "add `value` and `unit`";
        let message = "a figure that is added needs a value and a unit";
        desk.wrong(Place::file(entry.path), message, hint);
        return None;
    };
    let high = written.high.map(|v| v.0);
    let plain = if high.is_some() { Bound::Range } else { Bound::Exact };
    let source = desk.source(&cited.first.source)?;
    let reporter = source.meta.publisher.as_deref().unwrap_or(source.id.as_str());
    let value = Measure {
        value: Some(value.0),
        high,
        bound: written.bound.unwrap_or(plain),
        bound_words: None,
        unit: unit.clone(),
        what: written.what.clone().unwrap_or_else(|| desk.text(&cited.first).to_owned()),
        event: written.event.clone(),
        asserted_by: written.asserted_by.clone(),
        reported_by: reporter.to_owned(),
    };
    if !says(entry, &value, &cited, desk) {
        return None;
    }
    let cited = Some(narrowed(cited, &value, desk));
    let fact = Fact { value, cited, note: written.note.clone(), page: own_page(entry) };
    let id = |value: &Measure, span: &crate::span::Span| {
        let high = value.high.map_or_else(String::new, |high| high.to_string());
        let low = value.value.unwrap_or_default();
        ClaimId::of("figure", &format!("{low} {high} {}", value.unit), span)
    };
    figures.extend(fact.add(id));
    Some(figures.len() - 1)
}

/// The same with the number and its unit alone, where the cited words hold them: they are shown as
/// the source's words for the figure.
fn narrowed(mut cited: Cited<()>, value: &Measure, desk: &Desk) -> Cited<()> {
    let words = desk.words(&cited.first);
    let is = |number: &f64| value.value.is_some_and(|value| equal(*number, value));
    let found = numbers(words).into_iter().find(|number| number.values.iter().any(is));
    let Some(number) = found.filter(|_| value.high.is_none()) else { return cited };
    let after = &words[number.range.end..];
    let unit = format!(" {}", value.unit);
    let more = if after.starts_with(&unit) { unit.len() } else { 0 };
    let bytes = |at: usize| u32::try_from(at).unwrap_or(0);
    cited.first.end = cited.first.start + bytes(number.range.end + more);
    cited.first.start += bytes(number.range.start);
    cited
}

/// Whether the passages say the numbers; if not, that is said.
fn says(entry: &Entry, value: &Measure, cited: &Cited<()>, desk: &mut Desk) -> bool {
    let there: Vec<f64> = cited
        .spans()
        .flat_map(|span| numbers(desk.text(span)))
        .flat_map(|number| number.values)
        .collect();
    let missing = [value.value, value.high]
        .into_iter()
        .flatten()
        .find(|number| !there.iter().any(|known| equal(*known, *number)));
    let Some(missing) = missing else { return true };
    let at =
        entry.written.cite.as_ref().map_or_else(|| Place::file(entry.path), |c| entry.place(c));
    desk.said.push(
        Diagnostic::error("number", format!("no passage cited here says {missing}"))
            .at(at)
            .also(format!("the passage: {}", desk.text(&cited.first)))
            .hint(
                "cite the passage that has the number; where the source is wrong, name the `claim` \
                 and say why in a `note`",
            ),
    );
    false
}

/// The numbers of a figure.
fn amount(measure: &Measure) -> String {
    match (measure.value, measure.high) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(value), None) => value.to_string(),
        (None, _) => String::new(),
    }
}
