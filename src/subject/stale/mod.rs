//! What has grown old by a day: claims past their shelf life, announced events that are now past,
//! offices that a later article gives to somebody else.
//!
//! It stands alone because it warns whoever keeps the site, and changes nothing on it: only a person
//! can tell whether what was true still is. What has no date cannot be judged, and is not.

mod events;
mod offices;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use crate::config::{Config, ShelfTime};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::lexicon::Lexicon;
use crate::sources::Source;
use crate::span::{Cited, SourceId, Span};

use super::{Standing, Subject, standings};

/// What is judged, and where to send a person.
pub struct Shelf<'a> {
    /// What the site states.
    pub subject: &'a Subject,
    /// The articles.
    pub sources: &'a [Source],
    /// The built-in times, and the titles of offices.
    pub lexicon: &'a Lexicon,
    /// The project's own times.
    pub config: &'a Config,
    /// The day as of which to judge.
    pub as_of: Date,
    /// Where the words of a span stand in the files of the project.
    pub place: &'a dyn Fn(&Span) -> Place,
}

/// How many claims a warning names one by one.
const NAMED: usize = 5;

/// Something old, in a few words.
struct Old<'a> {
    kind: &'static str,
    date: Date,
    words: String,
    span: &'a Span,
}

impl<'a> Shelf<'a> {
    /// Everything that a person should look at again, one warning for each article and kind.
    pub fn check(&self) -> Vec<Diagnostic> {
        let published: HashMap<&SourceId, Date> =
            self.sources.iter().filter_map(|s| Some((&s.id, s.meta.published?))).collect();
        let mut out = self.expired(&published);
        out.extend(events::past(self, &published));
        out.extend(offices::succeeded(self, &published));
        out
    }

    /// The time for a kind: the project's, else the built-in one.
    fn time(&self, kind: &str) -> Option<(ShelfTime, &'a str)> {
        let own = self.config.shelf_life.get(kind).map(String::as_str);
        let rows = self.lexicon.lists.rows("shelf-lives").iter();
        let text =
            own.or_else(|| rows.into_iter().find(|r| r.field(0) == kind).map(|r| r.field(1)))?;
        Some((ShelfTime::parse(text)?, text))
    }

    /// Claims past the time of their kind, by article.
    fn expired(&self, published: &HashMap<&SourceId, Date>) -> Vec<Diagnostic> {
        let mut old: BTreeMap<(&SourceId, &'static str), Vec<Old<'a>>> = BTreeMap::new();
        for one in self.dated(published) {
            let over =
                self.time(one.kind).is_some_and(|(time, _)| time.is_over(one.date, self.as_of));
            if over {
                old.entry((&one.span.source, one.kind)).or_default().push(one);
            }
        }
        old.into_values().filter_map(|all| self.warning(&all)).collect()
    }

    fn warning(&self, all: &[Old<'_>]) -> Option<Diagnostic> {
        let first = all.first()?;
        let (kind, date) = (first.kind, first.date);
        let (_, time) = self.time(kind)?;
        let number = all.len();
        let what = match (kind, number) {
            ("member", 1) => "a role towards the subject".to_owned(),
            ("member", _) => format!("{number} roles towards the subject"),
            ("role", 1) => "an office".to_owned(),
            ("role", _) => format!("{number} offices"),
            (_, 1) => format!("a {kind}"),
            _ => format!("{number} {kind}s"),
        };
        let verb = if number == 1 { "is" } else { "are" };
        let message = format!("{what} stated on {date} {verb} past the shelf life of {time}");
        let mut warning = Diagnostic::warning("stale", message).at((self.place)(first.span));
        for one in all.iter().take(NAMED) {
            warning = warning.also(one.words.clone());
        }
        if number > NAMED {
            warning = warning.also(format!("and {} more", number - NAMED));
        }
        Some(warning.hint(format!(
            "look for newer articles; `shelf_life: {{{kind}: never}}` in sitegen.yaml ends this"
        )))
    }

    /// All claims that stand and may grow old, with the day on which each was stated last.
    fn dated(&self, published: &HashMap<&SourceId, Date>) -> Vec<Old<'a>> {
        let subject = self.subject;
        let mut out = Vec::new();
        let mut add = |kind, date: Option<Date>, words: &dyn Fn() -> String, span| {
            out.extend(date.map(|date| Old { kind, date, words: words(), span }));
        };
        for member in &subject.members {
            let (date, span) = latest(&member.role, published);
            add("member", date, &|| member.name.clone(), span);
            for (claim, standing) in member.positions.iter().zip(standings(&member.positions)) {
                let stance = &claim.stated.value;
                if standing == Standing::Stands {
                    let words = || format!("{}, {}: {}", member.name, stance.axis, stance.stance);
                    add("position", stance.as_of, &words, &claim.stated.first);
                }
            }
        }
        for person in &subject.people {
            for office in &person.roles {
                let (date, span) = latest(office, published);
                add("role", date, &|| format!("{}: {}", person.name, office.value.role), span);
            }
        }
        for claim in &subject.figures {
            let (date, span) = latest(&claim.stated, published);
            add("figure", date, &|| claim.stated.value.what.clone(), span);
        }
        for claim in &subject.definitions {
            let (date, span) = latest(&claim.stated, published);
            add("definition", date, &|| "what it is".to_owned(), span);
        }
        out
    }
}

/// When something was stated last, and where; without a date if any article that states it has none,
/// since that one may be the latest.
fn latest<'a, T>(
    cited: &'a Cited<T>,
    published: &HashMap<&SourceId, Date>,
) -> (Option<Date>, &'a Span) {
    let mut last = (published.get(&cited.first.source).copied(), &cited.first);
    for span in &cited.rest {
        let date = published.get(&span.source).copied();
        last.0 = last.0.filter(|_| date.is_some());
        if last.0.is_some() && date > last.0 {
            last = (date, span);
        }
    }
    last
}
