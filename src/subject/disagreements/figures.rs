//! Counts of the same thing that differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Lexicon;
use crate::span::{Cited, Span};
use crate::subject::{Claim, Corpus, Disagreement, Measure, Topic, Verdict};

use super::amounts::amounts;
use super::count::{Count, collect};
use super::things::things;
use super::wording::Cues;
use super::{Stated, disagreement};

/// How far apart two counts of the parties at one gathering may be.
const AT_A_GATHERING: f64 = 2.0;
/// How far apart two counts of the same whole may be.
pub(super) const OF_A_WHOLE: f64 = 1.6;

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
        let (belied, headlines) = headlines(corpus, counts);
        let before = found.len();
        if counts[0].is_of_parties() {
            let rest = parties(corpus, topic, counts, &belied, &mut found);
            found.extend(different_measures(corpus, &rest));
        } else if counts[0].is_money() {
            found.extend(amounts(corpus, counts));
        } else {
            found.extend(things(corpus, &cues, counts));
        }
        let within = |one: &Disagreement| {
            found[before..].iter().any(|other| spans(one).is_subset(&spans(other)))
        };
        let headlines: Vec<_> = headlines.into_iter().filter(|one| !within(one)).collect();
        found.extend(headlines);
    }
    found
}

fn spans(one: &Disagreement) -> BTreeSet<&Span> {
    one.sides.iter().flat_map(Cited::spans).collect()
}

/// Parties at one gathering, then parties of the subject; what is left over is returned.
fn parties<'c, 'a>(
    corpus: &Corpus<'_>,
    topic: &Topic,
    counts: &'c [Count<'a>],
    belied: &BTreeSet<*const Measure>,
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
    let id = |count: &Count<'_>| std::ptr::from_ref(count.measure);
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
            used.extend(at.iter().copied().map(id));
            found.push(one);
        } else {
            // Counts of one thing that agree stand for it together.
            used.extend(all_but_one(&at).map(id));
        }
    }
    let of_subject: Vec<&Count<'_>> = belonging
        .iter()
        .copied()
        .filter(|c| c.of_subject && c.scene.years.is_empty() && !c.held.remote)
        .filter(|c| !belied.contains(&id(c)))
        .collect();
    let whole = alike(&of_subject, OF_A_WHOLE);
    if let Some(one) = differing(corpus, format!("{} in {}", units(&whole), topic.name), &whole) {
        used.extend(whole.iter().copied().map(id));
        found.push(one);
    } else {
        used.extend(all_but_one(&whole).map(id));
    }
    counts.iter().filter(|c| !used.contains(&id(c))).collect()
}

/// All but the one that stands for counts that agree: the first in a text, not in a headline, which
/// drops the caution.
fn all_but_one<'a>(counts: &[&'a Count<'a>]) -> impl Iterator<Item = &'a Count<'a>> {
    let one = counts.iter().position(|count| !count.headline).unwrap_or(0);
    counts.iter().enumerate().filter(move |(at, _)| *at != one).map(|(_, count)| *count)
}

/// Headlines that say another number than the first paragraphs below them, of what both say in the
/// same words; and those headlines' figures.
fn headlines(
    corpus: &Corpus<'_>,
    counts: &[Count<'_>],
) -> (BTreeSet<*const Measure>, Vec<Disagreement>) {
    let mut bodies: BTreeMap<usize, Vec<&Count<'_>>> = BTreeMap::new();
    for count in counts.iter().filter(|c| c.of_subject && !c.headline) {
        bodies.entry(count.source).or_default().push(count);
    }
    let (mut belied, mut found) = (BTreeSet::new(), Vec::new());
    for headline in counts.iter().filter(|c| c.headline) {
        let differs = |c: &&&Count<'_>| {
            c.comparable(headline, OF_A_WHOLE)
                && !c.agrees(headline)
                && !c.clause.is_disjoint(&headline.clause)
        };
        let below = bodies.get(&headline.source).into_iter().flatten();
        let all: Vec<&Count<'_>> =
            std::iter::once(headline).chain(below.filter(differs).copied()).collect();
        if let Some(one) = differing(corpus, units(&all), &all) {
            belied.extend(all.iter().map(|c| std::ptr::from_ref(c.measure)));
            found.push(one);
        }
    }
    (belied, found)
}

/// The largest set of counts that may be of the same: those within a factor of the value that most
/// articles give, and of no other year.
fn alike<'c, 'a>(counts: &[&'c Count<'a>], factor: f64) -> Vec<&'c Count<'a>> {
    let Some(usual) = usual(counts) else { return Vec::new() };
    // Where companies are counted apart, "members" are more than "countries".
    let of_a_sort = |c: &Count<'_>| {
        c.sort == usual.sort || (!c.mixed && (c.sort.is_empty() || usual.sort.is_empty()))
    };
    let fits = |c: &&&Count<'_>| {
        of_a_sort(c)
            && c.comparable(usual, factor)
            && !(c.scene.other_years(&usual.scene) && past(c, usual))
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
pub(super) fn usual<'c, 'a>(counts: &[&'c Count<'a>]) -> Option<&'c Count<'a>> {
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
pub(super) fn differing(
    corpus: &Corpus<'_>,
    about: String,
    counts: &[&Count<'_>],
) -> Option<Disagreement> {
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
    Stated {
        key,
        value: words(corpus, count),
        span: count.span,
        published: count.published,
        asserted_by: measure.asserted_by.as_deref(),
    }
}

/// The figure in the article's words.
fn words(corpus: &Corpus<'_>, count: &Count<'_>) -> String {
    let words = corpus.sources[count.source].words(count.span).unwrap_or(&count.measure.unit);
    match &count.measure.bound_words {
        Some(bound) => format!("{bound} {words}"),
        None => words.to_owned(),
    }
}

/// The counted nouns, the most used first.
pub(super) fn units(counts: &[&Count<'_>]) -> String {
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

/// Whether a count is of no year but that of its publication.
pub(super) fn current(count: &Count<'_>) -> bool {
    let published = count.published.map(|d| d.year);
    count.scene.years.iter().all(|y| Some(*y) == published)
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
