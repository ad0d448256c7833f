//! A figure with all that shows what it counts.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::date::Date;
use crate::evidence::Bound;
use crate::sources::BlockKind;
use crate::span::{PassageId, Span};
use crate::subject::merge::PartyIndex;
use crate::subject::{Claim, Corpus, Measure, Topic};
use crate::token::tokenise;

use super::wording::{Cues, Scene, Telling, stem};

/// The class of all nouns under which parties are counted.
const PARTIES: &str = "parties";

/// How many sentences before its own may say at what gathering something was counted.
const LOOK_BACK: usize = 3;

/// A figure and its surroundings.
#[derive(Debug)]
pub(super) struct Count<'a> {
    pub(super) measure: &'a Measure,
    pub(super) span: &'a Span,
    pub(super) source: usize,
    pub(super) published: Option<Date>,
    /// Under what it is compared with others: a noun's stem, a currency, "parties".
    pub(super) class: String,
    /// Whether it stands in the headline.
    pub(super) headline: bool,
    /// Whether its sentence names the subject, or stands among the first.
    pub(super) of_subject: bool,
    /// Its sentence's scene.
    pub(super) scene: Scene,
    /// That of the gathering at which parties were counted: its own, or one before.
    pub(super) held: Scene,
    /// Stems of its clause, of an amount of money or a figure at the head of its article.
    pub(super) clause: BTreeSet<String>,
    /// Whom its sentence names before it, also by an adjective.
    pub(super) actors: BTreeSet<PartyIndex>,
    /// What sort of parties it counts: "state", "company", or empty for any.
    pub(super) sort: String,
    /// Whether the articles count companies apart from states.
    pub(super) mixed: bool,
}

/// All figures that may be compared with others, by class.
pub(super) fn collect<'a>(
    corpus: &Corpus<'_>,
    cues: &Cues<'_>,
    topic: &Topic,
    figures: &'a [Claim<Measure>],
) -> FxHashMap<String, Vec<Count<'a>>> {
    let sources: FxHashMap<_, _> =
        corpus.sources.iter().enumerate().map(|(i, s)| (&s.id, i)).collect();
    let actors = actors(corpus);
    let topic: Vec<String> = topic.names().map(str::to_lowercase).collect();
    let mut classes: FxHashMap<String, Vec<Count<'a>>> = FxHashMap::default();
    let of_sort =
        |wanted: &str| figures.iter().any(|claim| sort(&claim.stated.value.unit, cues) == wanted);
    let mixed = of_sort("company") && of_sort("state");
    for claim in figures {
        let measure = &claim.stated.value;
        let span = &claim.stated.first;
        let Some(source) = sources.get(&span.source).copied() else { continue };
        let Some((class, parties)) = class(&measure.unit, cues) else { continue };
        if let Some(mut count) = read(corpus, cues, source, span, measure, parties) {
            count.class.clone_from(&class);
            count.mixed = mixed;
            if parties {
                count.of_subject |= names_subject(corpus, &count, &topic);
            }
            if count.is_money() || count.of_subject {
                count.clause = Telling::read(&measure.what, cues).stems;
                count.clause.remove(&stem(&measure.unit.to_lowercase()));
            }
            let named = actors.get(&(source, span.passage)).into_iter().flatten();
            let before = named.filter(|(start, _)| *start < span.start).map(|(_, party)| *party);
            count.actors = before.collect();
            classes.entry(class).or_default().push(count);
        }
    }
    classes
}

/// The class of a unit, and whether it counts parties; none for measurements and for parties of a
/// narrower sort ("island states").
fn class(unit: &str, cues: &Cues<'_>) -> Option<(String, bool)> {
    if cues.units.contains(unit) || unit.is_empty() {
        return None;
    }
    if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some((unit.to_owned(), false));
    }
    let lower = unit.to_lowercase();
    let mut words: Vec<&str> = lower.split(' ').collect();
    let head = words.pop()?;
    if cues.units.contains(head) {
        return None;
    }
    if cues.parties.contains(head) {
        let whole = words.iter().all(|w| cues.neutral.contains(w));
        return whole.then(|| (PARTIES.to_owned(), true));
    }
    let noun = head.rsplit('-').next().unwrap_or(head);
    Some((stem(cues.same.get(noun).copied().unwrap_or(noun)), false))
}

/// Whether a unit counts states or companies, where it tells.
fn sort(unit: &str, cues: &Cues<'_>) -> String {
    let head = unit.rsplit(' ').next().unwrap_or(unit).to_lowercase();
    cues.sorts.get(&*head).map_or_else(String::new, |sort| (*sort).to_owned())
}

/// Reads the sentence of a figure and those before; none if the figure counts a part only.
fn read<'a>(
    corpus: &Corpus<'_>,
    cues: &Cues<'_>,
    source: usize,
    span: &'a Span,
    measure: &'a Measure,
    parties: bool,
) -> Option<Count<'a>> {
    measure.value?;
    let article = &corpus.sources[source];
    let passage = article.find(span.passage)?;
    let text = article.evidence(span)?;
    if counts_a_part(text, span, cues) {
        return None;
    }
    let mut scene = Scene::read(text, cues);
    // An undated article is taken for as old as the latest of the others.
    let latest = || corpus.sources.iter().filter_map(|s| s.meta.published).max();
    let now = article.meta.published.or_else(latest);
    scene.years.retain(|year| bears(text, span, *year, now));
    let block = article.passages[passage].block as usize;
    let kind = article.blocks[block].kind;
    let mut held = if parties { scene.clone() } else { Scene::default() };
    let look_back = if parties && !scene.dated { LOOK_BACK } else { 0 };
    for before in (passage.saturating_sub(look_back)..passage).rev() {
        let earlier = Scene::read(article.passage_text(before), cues);
        if article.passages[before].block as usize == block && scene.years.is_empty() {
            // "In 1990 ... The pool grew to nine" goes on about that year.
            scene.years.clone_from(&earlier.years);
        }
        if held.places.is_empty() && !held.remote && earlier.gathers {
            held = earlier;
        }
    }
    if parties && held.places.is_empty() && !held.remote && scene.gathers {
        // "the meeting" is that of the headline.
        held = Scene::read(article.passage_text(0), cues);
    }
    scene.gathers |= held.gathers && held.remote;
    Some(Count {
        measure,
        span,
        source,
        published: article.meta.published,
        class: String::new(),
        headline: kind == BlockKind::Headline,
        of_subject: block <= 1,
        clause: BTreeSet::new(),
        scene,
        held,
        actors: BTreeSet::new(),
        sort: sort(&measure.unit, cues),
        mixed: false,
    })
}

/// Whether a year of the sentence is that of the figure: a past one before it, or in the same words;
/// one to come only right before it.
fn bears(text: &str, span: &Span, year: i16, published: Option<Date>) -> bool {
    let (Some(before), Some(after)) =
        (text.get(..span.start as usize), text.get(span.end as usize..))
    else {
        return true;
    };
    let digits = year.to_string();
    let to_come = published.is_some_and(|now| year > now.year);
    // "From next year it watches 71 lakes": what is announced for so soon is the plan of now.
    if published.is_some_and(|now| year == now.year + 1) {
        return false;
    }
    if let Some(at) = before.rfind(&digits) {
        let between = &before[at + digits.len()..];
        return !(to_come && between.contains(" and "));
    }
    let clause = after.split([',', ';']).next().unwrap_or_default();
    !to_come && clause.contains(&digits)
}

/// "five more ships", "each of the six", "Velantis and 13 partners".
fn counts_a_part(text: &str, span: &Span, cues: &Cues<'_>) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let (Some(before), Some(words), Some(after)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return false;
    };
    let words_of = |part: &str| {
        let mut words = Vec::new();
        tokenise(part, |t| words.push(part[t.range()].to_lowercase()));
        words
    };
    let (before, inside, after) = (words_of(before), words_of(words), words_of(after));
    let is_part = |w: &String| cues.part.contains(&**w);
    let than = |list: &[String], at: usize| list.get(at + 1).is_some_and(|w| w == "than");
    let tail = &before[before.len().saturating_sub(2)..];
    let led = tail.iter().enumerate().any(|(at, w)| is_part(w) && !than(tail, at));
    let joined = before.len() > 1 && before.last().is_some_and(|w| w == "and");
    led || joined
        || inside.iter().enumerate().any(|(at, w)| is_part(w) && !than(&inside, at))
        || after.iter().take(2).enumerate().any(|(at, w)| is_part(w) && !than(&after, at))
}

fn names_subject(corpus: &Corpus<'_>, count: &Count<'_>, topic: &[String]) -> bool {
    let text = corpus.sources[count.source].evidence(count.span).unwrap_or("").to_lowercase();
    count.headline || topic.iter().any(|name| !name.is_empty() && text.contains(name))
}

/// Whom a passage names, and from which byte on.
type Actors = FxHashMap<(usize, PassageId), Vec<(u32, PartyIndex)>>;

/// Whom each passage names, the subject left out.
fn actors(corpus: &Corpus<'_>) -> Actors {
    let mut actors = Actors::default();
    for (source, said) in corpus.voices() {
        for mention in &said.mentions {
            let Some(party) = corpus.merged.party(source, mention.entity) else { continue };
            let named = &corpus.merged.list[party];
            if named.kind.is_body() && !named.is_topic {
                actors
                    .entry((source, mention.span.passage))
                    .or_default()
                    .push((mention.span.start, party));
            }
        }
    }
    actors
}

impl Count<'_> {
    /// Whether it counts parties of an undertaking.
    pub(super) fn is_of_parties(&self) -> bool {
        self.class == PARTIES
    }

    /// Whether it is an amount of money: its class is a code of three capitals.
    pub(super) fn is_money(&self) -> bool {
        self.class.len() == 3 && self.class.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// Its value.
    pub(super) fn value(&self) -> f64 {
        self.measure.value.unwrap_or(0.0)
    }

    /// The least and the most that the figure allows.
    fn range(&self) -> (f64, f64) {
        let low = self.measure.value.unwrap_or(0.0);
        let high = self.measure.high.unwrap_or(low);
        match self.measure.bound {
            Bound::Exact | Bound::Range => (low, high),
            Bound::About => (low * 0.9, high * 1.1),
            Bound::AtLeast => (low, high * 1.5),
            Bound::AtMost => (low * 0.5, high),
        }
    }

    /// Whether both may be true of the same.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.range(), other.range());
        let slack = 1e-9 * b.abs().max(d.abs());
        a <= d + slack && c <= b + slack
    }

    /// Whether the one is at most `most` times the other.
    pub(super) fn comparable(&self, other: &Self, most: f64) -> bool {
        let (a, b) = (self.measure.value.unwrap_or(0.0), other.measure.value.unwrap_or(0.0));
        a > 0.0 && b > 0.0 && a.max(b) <= most * a.min(b)
    }
}
