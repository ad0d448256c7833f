//! Counts of the same thing that differ.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::subject::{Claim, Corpus, Disagreement, Measure, Topic, Verdict};

use super::count::{Count, collect};
use super::wording::{Cues, stem};
use super::{Stated, disagreement};

/// How far apart two counts of the parties at one gathering may be.
const AT_A_GATHERING: f64 = 2.0;
/// How far apart two counts of the same whole may be.
const OF_A_WHOLE: f64 = 1.6;

/// All figures that count the same and differ, and for parties those that count different things.
pub(super) fn find(
    corpus: &Corpus<'_>,
    lexicon: &Lexicon,
    topic: &Topic,
    figures: &[Claim<Measure>],
) -> Vec<Disagreement> {
    let cues = Cues::load(lexicon);
    let classes: BTreeMap<String, Vec<Count<'_>>> =
        collect(corpus, &cues, topic, figures).into_iter().collect();
    let mut found = Vec::new();
    for counts in classes.values() {
        if counts[0].is_of_parties() {
            let rest = parties(corpus, topic, counts, &mut found);
            found.extend(different_measures(corpus, &rest));
        } else if counts[0].is_money() {
            found.extend(amounts(corpus, counts));
        } else {
            found.extend(things(corpus, counts));
        }
    }
    found
}

/// Parties at one gathering, then parties of the subject; what is left over is returned.
fn parties<'c, 'a>(
    corpus: &Corpus<'_>,
    topic: &Topic,
    counts: &'c [Count<'a>],
    found: &mut Vec<Disagreement>,
) -> Vec<&'c Count<'a>> {
    let mut gatherings: BTreeMap<String, Vec<&Count<'_>>> = BTreeMap::new();
    let mut belonging = Vec::new();
    for count in counts {
        if count.held.remote && count.scene.gathers {
            gatherings.entry(String::new()).or_default().push(count);
        } else if count.held.places.is_empty() {
            belonging.push(count);
        }
        for place in &count.held.places {
            gatherings.entry(place.clone()).or_default().push(count);
        }
    }
    let id = |count: &&Count<'_>| std::ptr::from_ref(count.measure);
    let mut used: BTreeSet<*const Measure> = BTreeSet::new();
    for (place, at) in &gatherings {
        let at = alike(at, AT_A_GATHERING);
        let what = if place.is_empty() {
            "the virtual meeting".to_owned()
        } else {
            format!("the meeting in {}", spelt(corpus, &at, place))
        };
        let about = format!("{} at {what}", units(&at));
        if let Some(one) = differing(corpus, about, &at) {
            used.extend(at.iter().map(id));
            found.push(one);
        } else {
            // Counts of one thing that agree stand for it together.
            used.extend(at.iter().skip(1).map(id));
        }
    }
    let of_subject: Vec<&Count<'_>> = belonging
        .iter()
        .copied()
        .filter(|c| c.of_subject && c.scene.years.is_empty() && !c.held.remote)
        .collect();
    let whole = alike(&of_subject, OF_A_WHOLE);
    if let Some(one) = differing(corpus, format!("{} in {}", units(&whole), topic.name), &whole) {
        used.extend(whole.iter().map(id));
        found.push(one);
    } else {
        used.extend(whole.iter().skip(1).map(id));
    }
    counts.iter().filter(|c| !used.contains(&id(c))).collect()
}

/// The largest set of counts that may be of the same: those within a factor of the value that most
/// articles give, and of no other year.
fn alike<'c, 'a>(counts: &[&'c Count<'a>], factor: f64) -> Vec<&'c Count<'a>> {
    let Some(usual) = usual(counts) else { return Vec::new() };
    let fits = |c: &&&Count<'_>| {
        c.comparable(usual, factor) && !(c.scene.other_years(&usual.scene) && past(c, usual))
    };
    counts.iter().filter(fits).copied().collect()
}

/// Whether two counts are of different years: both name one, or one names a year at all.
fn past(a: &Count<'_>, b: &Count<'_>) -> bool {
    let current = |c: &Count<'_>| {
        let published = c.published.map(|d| d.year);
        c.scene.years.iter().all(|y| Some(*y) == published)
    };
    !(current(a) && current(b))
}

/// The count with which most articles agree; of several the first.
fn usual<'c, 'a>(counts: &[&'c Count<'a>]) -> Option<&'c Count<'a>> {
    let support = |c: &&Count<'_>| {
        let value = c.measure.value.map(f64::to_bits);
        let same = counts.iter().filter(|o| o.measure.value.map(f64::to_bits) == value);
        same.map(|o| o.source).collect::<BTreeSet<_>>().len()
    };
    let mut best: Option<(&Count<'_>, usize)> = None;
    for count in counts.iter().take(200) {
        let support = support(count);
        if best.is_none_or(|(_, most)| support > most) {
            best = Some((count, support));
        }
    }
    best.map(|(count, _)| count)
}

/// Sides of those counts, if any two of different articles, or of a headline and its body, differ.
fn differing(corpus: &Corpus<'_>, about: String, counts: &[&Count<'_>]) -> Option<Disagreement> {
    let voices = |a: &Count<'_>, b: &Count<'_>| a.source != b.source || a.headline != b.headline;
    let differ = |a: &&Count<'_>| counts.iter().take(200).any(|b| voices(a, b) && !a.agrees(b));
    if !counts.iter().take(200).any(differ) {
        return None;
    }
    let stated: Vec<Stated<'_>> = counts.iter().map(|c| side(corpus, c)).collect();
    disagreement("figure", about, None, &stated)
}

fn side<'a>(corpus: &Corpus<'_>, count: &Count<'a>) -> Stated<'a> {
    let measure = count.measure;
    let number = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
    let key = format!("{} {} {:?}", number(measure.value), number(measure.high), measure.bound);
    Stated { key, value: words(corpus, count), span: count.span, published: count.published }
}

/// The figure in the article's words.
fn words(corpus: &Corpus<'_>, count: &Count<'_>) -> String {
    let words = corpus.sources[count.source].words(count.span);
    words.unwrap_or(&count.measure.unit).to_owned()
}

/// The counted nouns, the most used first.
fn units(counts: &[&Count<'_>]) -> String {
    let mut units: BTreeMap<String, usize> = BTreeMap::new();
    for count in counts {
        *units.entry(count.measure.unit.to_lowercase()).or_default() += 1;
    }
    let mut units: Vec<(String, usize)> = units.into_iter().collect();
    units.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    // "cable-repair ships" adds nothing to "ships".
    let all: Vec<String> = units.iter().map(|(unit, _)| unit.clone()).collect();
    units.retain(|(unit, _)| !all.iter().any(|o| o != unit && unit.ends_with(&**o)));
    units.truncate(2);
    units.into_iter().map(|(unit, _)| unit).collect::<Vec<_>>().join(" or ")
}

/// A place as the articles write it.
fn spelt(corpus: &Corpus<'_>, counts: &[&Count<'_>], place: &str) -> String {
    let city = |entry: &str| crate::fold::name_key(entry) == place;
    let texts = counts.iter().filter_map(|c| corpus.sources[c.source].evidence(c.span));
    let found = texts.flat_map(str::split_whitespace).find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        (city(word) && word.chars().any(char::is_lowercase)).then(|| word.to_owned())
    });
    found.unwrap_or_else(|| {
        let mut letters = place.chars();
        letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
    })
}

/// Things counted by a noun: where two articles or more agree, others that do not.
fn things(corpus: &Corpus<'_>, counts: &[Count<'_>]) -> Option<Disagreement> {
    let whole: Vec<&Count<'_>> = counts.iter().filter(|c| current(c)).collect();
    let usual = usual(&whole)?;
    let agreeing = |c: &&&Count<'_>| c.agrees(usual);
    let sources: BTreeSet<usize> = whole.iter().filter(agreeing).map(|c| c.source).collect();
    if sources.len() < 2 || usual.measure.value.is_some_and(|v| v < 3.0) {
        return None;
    }
    let fits = |c: &&Count<'_>| {
        let elsewhere = c.actors.is_empty() || !c.actors.is_disjoint(&usual.actors);
        c.agrees(usual) || (c.comparable(usual, OF_A_WHOLE) && elsewhere)
    };
    let whole: Vec<&Count<'_>> = whole.into_iter().filter(fits).collect();
    differing(corpus, units(&whole), &whole)
}

/// Whether a count's sentence names no year but that of its publication.
fn current(count: &Count<'_>) -> bool {
    let published = count.published.map(|d| d.year);
    count.scene.years.iter().all(|y| Some(*y) == published)
}

/// How many articles use each stem beside figures of a class.
fn common(counts: &[Count<'_>]) -> FxHashMap<String, usize> {
    let mut articles: FxHashMap<String, BTreeSet<usize>> = FxHashMap::default();
    for count in counts {
        for stem in &count.clause {
            articles.entry(stem.clone()).or_default().insert(count.source);
        }
    }
    articles.into_iter().map(|(stem, sources)| (stem, sources.len())).collect()
}

/// Amounts of money, by the telling words that their sentences share.
fn amounts(corpus: &Corpus<'_>, counts: &[Count<'_>]) -> Vec<Disagreement> {
    let common = common(counts);
    let mut by_stem: BTreeMap<&str, Vec<&Count<'_>>> = BTreeMap::new();
    for count in counts.iter().filter(|c| current(c)) {
        for stem in &count.clause {
            if common.get(stem).is_some_and(|n| (2..=50).contains(n)) {
                by_stem.entry(stem).or_default().push(count);
            }
        }
    }
    // Groups of the same values are about the same amount.
    let mut groups: BTreeMap<BTreeSet<Option<u64>>, Vec<&Count<'_>>> = BTreeMap::new();
    for sharing in by_stem.into_values() {
        let Some(usual) = usual(&sharing) else { continue };
        let fits = |c: &&Count<'_>| {
            let same = c.actors.is_empty()
                || usual.actors.is_empty()
                || !c.actors.is_disjoint(&usual.actors);
            same && c.comparable(usual, OF_A_WHOLE)
        };
        let alike: Vec<&Count<'_>> = sharing.into_iter().filter(fits).collect();
        let values = alike.iter().map(|c| c.measure.value.map(f64::to_bits)).collect();
        let group = groups.entry(values).or_default();
        for count in alike {
            if !group.iter().any(|known| std::ptr::eq(known.measure, count.measure)) {
                group.push(count);
            }
        }
    }
    let about = |counts: &[&Count<'_>]| {
        let word = telling_word(counts).map_or_else(String::new, |w| format!(" ({w})"));
        format!("amount in {}{word}", counts.first().map_or("", |c| &c.class))
    };
    groups.into_values().filter_map(|alike| differing(corpus, about(&alike), &alike)).collect()
}

/// The word that most of the clauses share, as it stands in one of them.
fn telling_word(counts: &[&Count<'_>]) -> Option<String> {
    let mut shared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for count in counts {
        for stem in &count.clause {
            shared.entry(stem).or_default().insert(count.source);
        }
    }
    let (best, _) = shared.into_iter().rev().max_by_key(|(_, sources)| sources.len())?;
    let words = counts.iter().flat_map(|c| c.measure.what.split(|c: char| !c.is_alphanumeric()));
    words.map(str::to_lowercase).find(|word| stem(word) == best)
}

/// Counts of parties that are of different things, listed apart so that nobody compares them.
fn different_measures(corpus: &Corpus<'_>, rest: &[&Count<'_>]) -> Option<Disagreement> {
    let rest: Vec<&Count<'_>> = rest.iter().copied().filter(|c| current(c)).collect();
    let values: BTreeSet<Option<u64>> =
        rest.iter().map(|c| c.measure.value.map(f64::to_bits)).collect();
    let sources: BTreeSet<usize> = rest.iter().map(|c| c.source).collect();
    if values.len() < 2 || sources.len() < 2 {
        return None;
    }
    let mut stated: Vec<Stated<'_>> = rest.iter().map(|c| side(corpus, c)).collect();
    for (one, count) in stated.iter_mut().zip(&rest) {
        one.value.clone_from(&count.measure.what);
        one.key.push_str(&count.measure.what);
    }
    disagreement("measure", units(&rest), Some(Verdict::DifferentMeasure), &stated)
}
