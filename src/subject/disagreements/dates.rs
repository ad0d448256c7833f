//! Years of one and the same happening that differ: when a thing was founded, opens, ends.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::date::Date;
use crate::evidence::precedents::FOUNDED;
use crate::fold::name_key;
use crate::lexicon::{Lexicon, class};
use crate::span::Span;
use crate::subject::{Corpus, Disagreement};

use super::wording::{Cues, Telling, stem};
use super::{Stated, disagreement};

/// A dated happening in the life of something.
struct Turn<'a> {
    source: usize,
    date: Date,
    sentence: &'a str,
    about: Telling,
    span: &'a Span,
    published: Option<Date>,
}

/// Happenings that a thing goes through once and that articles date to different years.
pub(super) fn find(corpus: &Corpus<'_>, lexicon: &Lexicon) -> Vec<Disagreement> {
    let cues = Cues::load(lexicon);
    let verbs = verbs(lexicon);
    let mut all: Vec<Turn<'_>> = Vec::new();
    let mut turns: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for (source, said) in corpus.voices() {
        let article = &corpus.sources[source];
        for event in &said.events {
            let Some(date) = event.date.filter(|_| event.until.is_none()) else { continue };
            let happenings = happenings(&event.what, &verbs);
            if happenings.is_empty() {
                continue;
            }
            let sentence = article.evidence(&event.span).unwrap_or(&event.what);
            let mut about = Telling::read(sentence, &cues);
            about.names.extend(definite(sentence, &verbs, lexicon));
            for happening in happenings {
                for name in &about.names {
                    turns.entry((happening, name.clone())).or_default().push(all.len());
                }
            }
            let (span, published) = (&event.span, article.meta.published);
            all.push(Turn { source, date, sentence, about, span, published });
        }
    }
    let mut seen = BTreeSet::new();
    let mut found = precedents(corpus);
    for ((happening, _), turns) in &turns {
        if turns.len() > 100 {
            continue;
        }
        let turns: Vec<&Turn<'_>> = turns.iter().map(|at| &all[*at]).collect();
        for group in groups(&turns) {
            let stated: Vec<Stated<'_>> = group.iter().map(|t| told(t, &group)).collect();
            let spans: BTreeSet<&Span> = group.iter().map(|t| t.span).collect();
            let words = shared(&group);
            if seen.insert(spans) {
                let about = format!("{happening} of {words}");
                found.extend(disagreement("date", about, None, &stated));
            }
        }
    }
    found
}

/// "The siren network will be completed": the noun of a definite subject, which names a thing as well
/// as a name does.
fn definite(sentence: &str, verbs: &FxHashMap<&str, &str>, lexicon: &Lexicon) -> Option<String> {
    let mut words = sentence.split(' ');
    words.next().filter(|the| *the == "The")?;
    let plain = |word: &&str| word.chars().all(|c| c.is_lowercase() || c == '-');
    let mut buffer = String::new();
    let verb = |word: &&str| {
        let classes = lexicon.vocabulary.look_up(word, &mut buffer).1;
        verbs.contains_key(word) || classes.any(class::AUXILIARY.or(class::BE))
    };
    let words: Vec<&str> = words.take_while(plain).take(5).collect();
    let at = words.iter().position(verb).filter(|at| (1..=3).contains(at))?;
    Some(format!("the {}", stem(words[at - 1])))
}

/// Two dates of one happening that cannot both be right: of different years, or of different months or
/// days of what both articles announce.
fn differ(a: &Turn<'_>, b: &Turn<'_>) -> bool {
    let announced = |t: &Turn<'_>| t.published.is_some_and(|now| now.is_before(t.date));
    a.date.year != b.date.year
        || (announced(a) && announced(b) && (a.date.is_before(b.date) || b.date.is_before(a.date)))
}

fn stated(date: Date, span: &Span, published: Option<Date>) -> Stated<'_> {
    let (key, value) = (date.year.to_string(), date.year.to_string());
    Stated { key, value, span, published, asserted_by: None }
}

/// A dated happening as one side: by its year, or by the whole date where the years are the same.
fn told<'a>(turn: &Turn<'a>, group: &[&Turn<'a>]) -> Stated<'a> {
    let years = group.iter().any(|t| t.date.year != turn.date.year);
    let mut one = stated(turn.date, turn.span, turn.published);
    if !years {
        (one.key, one.value) = (turn.date.to_string(), turn.date.to_string());
    }
    one
}

/// Happenings that share the names and what else they are about, and not the year.
fn groups<'t, 'a>(turns: &[&'t Turn<'a>]) -> Vec<Vec<&'t Turn<'a>>> {
    let mut groups = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        let same = |other: &&&Turn<'_>| {
            let both = turn.about.stems.intersection(&other.about.stems).count();
            let names = turn.about.names.intersection(&other.about.names).count();
            // "The first ship" is one thing, whatever else is said of it.
            let first = turn.about.names.intersection(&other.about.names);
            let first = first.into_iter().any(|name| name.starts_with("first "));
            (both >= 2 || first) && names >= 1 && turn.source != other.source
        };
        let mut group: Vec<&Turn<'_>> = vec![turn];
        group.extend(turns[at + 1..].iter().filter(same).copied());
        if group.iter().any(|t| differ(t, turn)) {
            groups.push(group);
        }
    }
    groups
}

/// The names that all of a group share, as the first of them writes them.
fn shared(group: &[&Turn<'_>]) -> String {
    let named = |name: &str| group.iter().all(|turn| turn.about.names.contains(name));
    let words = group[0].sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut common: Vec<&str> = Vec::new();
    let mut before = "";
    for word in words {
        let stem = stem(&word.to_lowercase());
        if before.eq_ignore_ascii_case("first") && named(&format!("first {stem}")) {
            common.extend(["first", word]);
        } else if word.starts_with(char::is_uppercase) && named(&stem) {
            common.push(word);
        }
        before = word;
    }
    common.join(" ")
}

/// Earlier cases of one name to which articles give different years.
fn precedents(corpus: &Corpus<'_>) -> Vec<Disagreement> {
    let mut cases: BTreeMap<String, Vec<(&str, Stated<'_>)>> = BTreeMap::new();
    for (source, said) in corpus.voices() {
        // Only a beginning happens once; another year may be one in which it was at work.
        for case in said.precedents.iter().filter(|case| case.rule == FOUNDED) {
            if let Some(date) = case.date {
                let one = stated(date, &case.span, corpus.sources[source].meta.published);
                cases.entry(name_key(&case.name)).or_default().push((&case.name, one));
            }
        }
    }
    let one = |all: Vec<(&str, Stated<'_>)>| {
        let about = format!("year of {}", all[0].0);
        let stated: Vec<Stated<'_>> = all.into_iter().map(|(_, stated)| stated).collect();
        let articles: BTreeSet<_> = stated.iter().map(|s| &s.span.source).collect();
        (articles.len() > 1).then(|| disagreement("date", about, None, &stated)).flatten()
    };
    cases.into_values().filter_map(one).collect()
}

/// The forms of the verbs of turning points, each with its happening.
fn verbs(lexicon: &Lexicon) -> FxHashMap<&str, &str> {
    let rows = lexicon.lists.rows("turning-points").iter();
    rows.flat_map(|row| row.alternatives(1).map(move |form| (form, row.field(0)))).collect()
}

/// The happenings that a text speaks of.
fn happenings<'v>(text: &str, verbs: &FxHashMap<&str, &'v str>) -> BTreeSet<&'v str> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let single = words.iter().filter_map(|w| verbs.get(&**w).copied());
    let pairs = words.windows(2).filter_map(|w| verbs.get(&*w.join(" ")).copied());
    single.chain(pairs).collect()
}
