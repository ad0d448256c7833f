//! What the articles state, carried over with the names that all of them share: quotations,
//! happenings, figures, definitions. Claims of an article that repeats another's text are left out.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::date::Date;
use crate::evidence::{EntityKind, Speaker, events};
use crate::fold::fold;
use crate::lexicon::Lexicon;
use crate::sources::Source;
use crate::span::{Cited, Span};

use super::{Claim, ClaimId, Corpus, Happening, Measure, Quote, SpeakerKind, Status};

/// A claim that nobody has looked at yet.
pub(super) fn claim<T>(kind: &str, key: &str, value: T, span: &Span) -> Claim<T> {
    Claim {
        id: ClaimId::of(kind, key, span),
        status: Status::Suggested,
        stated: Cited::new(value, span.clone()),
        edit: None,
    }
}

/// Leaves out claims with an id that stands already: the same thing said of the same passage.
fn once<T>(claims: impl Iterator<Item = Claim<T>>) -> Vec<Claim<T>> {
    let mut seen = FxHashSet::default();
    claims.filter(|c| seen.insert(c.id.clone())).collect()
}

/// Statements of what the subject is, the best first.
pub(super) fn definitions(corpus: &Corpus<'_>) -> Vec<Claim<()>> {
    let mut found: Vec<_> = corpus.voices().flat_map(|(_, said)| &said.definitions).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    once(found.into_iter().map(|d| claim("definition", "", (), &d.span)))
}

/// Direct quotations in the order of the articles.
pub(super) fn quotations(corpus: &Corpus<'_>) -> Vec<Claim<Quote>> {
    once(corpus.voices().flat_map(|(source, said)| {
        said.quotations.iter().map(move |q| {
            let (speaker, speaker_kind) = speaker(corpus, source, &q.speaker);
            let quote = Quote { text: q.text.clone(), speaker, speaker_kind };
            claim("quotation", &q.text, quote, &q.span)
        })
    }))
}

fn speaker(corpus: &Corpus<'_>, source: usize, speaker: &Speaker) -> (Option<String>, SpeakerKind) {
    let named = |entity| {
        let party = corpus.merged.party(source, entity).map(|p| &corpus.merged.list[p]);
        party.map_or((None, SpeakerKind::Unknown), |party| {
            let person = party.kind == EntityKind::Person;
            let kind = if person { SpeakerKind::Person } else { SpeakerKind::Organisation };
            (Some(party.name.clone()), kind)
        })
    };
    match speaker {
        Speaker::Person(entity) | Speaker::Body(entity) => named(*entity),
        Speaker::Described(words) => (Some(words.clone()), SpeakerKind::Person),
        Speaker::Unknown => (None, SpeakerKind::Unknown),
    }
}

/// Happenings in order of date; those without one last, in the order of the articles.
///
/// A month or day without a year in an article without any date takes that of the other articles,
/// if those are of one year.
pub(super) fn events(corpus: &Corpus<'_>, lexicon: &Lexicon) -> Vec<Claim<Happening>> {
    let around = days_around(corpus.sources);
    let all = corpus.voices().flat_map(|(_, said)| &said.events).map(|e| {
        let near = || around.and_then(|day| events::near(&e.when, day, lexicon));
        let inferred = if e.date.is_none() { near() } else { None };
        let (date, until) = inferred.unzip();
        let happening = Happening {
            date: e.date.or(date),
            until: e.until.or(until.flatten()),
            precision: date.map_or(e.precision, Date::precision),
            inferred: e.inferred || date.is_some(),
            when: e.when.clone(),
            what: e.what.clone(),
        };
        let date = e.date.map_or_else(|| e.when.clone(), |d| d.to_string());
        claim("event", &date, happening, &e.span)
    });
    let mut dated = once(all);
    dated.sort_by_key(|e| {
        let happening = &e.stated.value;
        (happening.date.is_none(), happening.date, happening.until)
    });
    dated
}

/// The middle one of the days on which the articles were published, unless they are more than a
/// year apart.
fn days_around(sources: &[Source]) -> Option<Date> {
    let mut days: Vec<_> =
        sources.iter().filter_map(|s| s.meta.published).filter_map(Date::civil).collect();
    days.sort_unstable();
    let (first, last) = (days.first()?, days.last()?);
    let apart = first.until(*last).ok()?.get_days();
    (apart <= 366).then(|| Date::from(days[days.len() / 2]))
}

/// Figures in the order of the articles.
pub(super) fn figures(corpus: &Corpus<'_>) -> Vec<Claim<Measure>> {
    once(corpus.voices().flat_map(|(source, said)| {
        let source = &corpus.sources[source];
        let reporter = source.meta.publisher.as_deref().unwrap_or(source.id.as_str());
        said.figures.iter().map(move |f| {
            let measure = Measure {
                value: f.value,
                high: f.high,
                bound: f.bound,
                bound_words: f.bound_words.clone(),
                unit: f.unit.clone(),
                what: f.what.clone(),
                event: f.event.clone(),
                asserted_by: f.asserted_by.clone(),
                reported_by: reporter.to_owned(),
            };
            claim("figure", &figure_key(&measure, source.words(&f.span)), measure, &f.span)
        })
    }))
}

/// What makes a figure of a passage this one: its numbers and its unit, or its words.
fn figure_key(figure: &Measure, words: Option<&str>) -> String {
    match (figure.value, figure.high) {
        (Some(low), high) => {
            format!("{low} {} {}", high.map_or_else(String::new, |h| h.to_string()), figure.unit)
        }
        (None, _) => fold(words.unwrap_or(&figure.unit)).into_owned(),
    }
}

/// One span a passage, the first that names something outright if one does; in the order given.
pub(super) fn one_a_passage<'s>(
    spans: impl Iterator<Item = (&'s Span, bool)>,
) -> Vec<(Span, bool)> {
    let mut list: Vec<(&Span, bool)> = Vec::new();
    let mut place = BTreeMap::new();
    for (span, direct) in spans {
        let at = *place.entry((&span.source, span.passage)).or_insert(list.len());
        match list.get_mut(at) {
            None => list.push((span, direct)),
            Some(known) if direct && !known.1 => *known = (span, direct),
            Some(_) => {}
        }
    }
    list.into_iter().map(|(span, direct)| (span.clone(), direct)).collect()
}
