//! Earlier cases of the same kind of thing, each once.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::date::Date;
use crate::fold::name_key;
use crate::span::{Cited, Span};

use super::claims::one_a_passage;
use super::slugs::Slugs;
use super::{ClaimId, Corpus, EarlierCase, Status};

/// A case under construction.
#[derive(Debug, Default)]
struct Case<'a> {
    names: BTreeMap<&'a str, u32>,
    /// How often each date is given.
    dates: BTreeMap<Date, u32>,
    spans: Vec<&'a Span>,
}

/// All earlier cases in order of year, those without one last.
pub(super) fn precedents(corpus: &Corpus<'_>) -> Vec<EarlierCase> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut by_year: FxHashMap<(i16, String), usize> = FxHashMap::default();
    for found in corpus.voices().flat_map(|(_, said)| &said.precedents) {
        let key = name_key(&found.name);
        let words: Vec<&str> = key.split(' ').filter(|w| w.chars().count() >= 4).collect();
        let dated = |word: &str| found.date.map(|d| (d.year, word.to_owned()));
        let known = by_key
            .get(&key)
            .or_else(|| words.iter().find_map(|w| by_year.get(&dated(w)?)))
            .copied();
        let index = known.unwrap_or(cases.len());
        if known.is_none() {
            cases.push(Case::default());
        }
        let case = &mut cases[index];
        *case.names.entry(&found.name).or_default() += 1;
        if let Some(date) = found.date {
            *case.dates.entry(date).or_default() += 1;
        }
        case.spans.push(&found.span);
        for word in &words {
            if let Some(place) = dated(word) {
                by_year.entry(place).or_insert(index);
            }
        }
        by_key.entry(key).or_insert(index);
    }
    let mut slugs = Slugs::default();
    let mut list: Vec<EarlierCase> = cases.iter().filter_map(|c| case(c, &mut slugs)).collect();
    list.sort_by_key(|c| (c.date.is_none(), c.date));
    list
}

fn case(case: &Case<'_>, slugs: &mut Slugs) -> Option<EarlierCase> {
    // The most used name; of several the longest, which tells the most.
    let name = case.names.iter().max_by_key(|(name, n)| (**n, name.len()))?.0;
    let date = case.dates.iter().max_by_key(|(date, n)| (**n, std::cmp::Reverse(**date)));
    let spans = case.spans.iter().map(|span| (*span, true));
    let mut spans: Vec<Span> = one_a_passage(spans).into_iter().map(|(span, _)| span).collect();
    let first = spans.remove(0);
    Some(EarlierCase {
        id: ClaimId::of("precedent", name, &first),
        slug: slugs.of(name),
        status: Status::Suggested,
        name: Cited { value: (*name).to_owned(), first, rest: spans },
        date: date.map(|(date, _)| *date),
        edit: None,
    })
}
