//! Events that were still to come when their article was published, and are past now.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Span};

use super::{NAMED, Shelf};

/// One warning for each article that announces such events. An event that a later article tells of
/// is none: readers know what became of it.
pub(super) fn past(shelf: &Shelf<'_>, published: &HashMap<&SourceId, Date>) -> Vec<Diagnostic> {
    let ends = |date: Date, until: Option<Date>| until.unwrap_or(date).last_day();
    let mut told: HashSet<Date> = HashSet::new();
    let mut announced: BTreeMap<&SourceId, Vec<(Date, &str, &Span)>> = BTreeMap::new();
    for claim in &shelf.subject.events {
        let (happening, span) = (&claim.stated.value, &claim.stated.first);
        let (Some(date), Some(day)) = (happening.date, published.get(&span.source)) else {
            continue;
        };
        if !day.is_before(date) {
            told.insert(date);
        } else if ends(date, happening.until) < shelf.as_of.first_day() {
            let what = (date, happening.what.as_str(), span);
            announced.entry(&span.source).or_default().push(what);
        }
    }
    announced
        .into_values()
        .filter_map(|mut all| {
            all.retain(|(date, ..)| !told.contains(date));
            let (date, _, span) = all.first()?;
            let message = match all.len() {
                1 => format!("an event announced for {date} is past"),
                number => format!("{number} announced events are past, the first of them {date}"),
            };
            let mut warning = Diagnostic::warning("event-past", message).at((shelf.place)(span));
            for (date, what, _) in all.iter().take(NAMED) {
                warning = warning.also(format!("{date}: {what}"));
            }
            Some(warning.hint("look for an article that tells whether it happened"))
        })
        .collect()
}
