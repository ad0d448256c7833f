//! What one article introduces, another may use: names that an article leaves unexplained and
//! others explain.
//!
//! Extraction stays a function of its arguments: an article is read again with just the names that
//! it needs, so that a new article makes stale only those that it explains something to.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{EntityKind, Evidence};
use crate::fold::name_key;
use crate::lexicon::{Lexicon, class};

/// A name that another article introduces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KnownName {
    /// The canonical name.
    pub name: String,
    /// What bears it.
    pub kind: EntityKind,
    /// The forms under which it may appear, the name among them.
    pub forms: Vec<String>,
}

/// The rule of what another article introduces.
pub(super) const ELSEWHERE: &str = "named in another article";

/// So few bodies may bear the names of cities by chance.
const TOWNS: usize = 2;

/// So few cities may be named beside countries by chance.
const SEVERAL: usize = 3;

/// The names that all articles introduce, by every form; none where two claim the same form.
#[derive(Debug, Default)]
pub struct Introduced {
    names: Vec<KnownName>,
    by_form: FxHashMap<String, Option<usize>>,
    /// Cities that take part themselves.
    cities: FxHashSet<String>,
    /// Whether more cities take part than countries: a capital is then one of them.
    among_cities: bool,
    /// The one body that bears the name of a city, where such bodies take part.
    towns: FxHashMap<String, Option<usize>>,
}

impl Introduced {
    /// Collects the names of bodies and people that articles introduce by themselves.
    pub fn new<'a>(evidence: impl IntoIterator<Item = &'a Evidence>, lexicon: &Lexicon) -> Self {
        let mut introduced = Self::default();
        let mut index_of: FxHashMap<String, usize> = FxHashMap::default();
        let evidence: Vec<&Evidence> = evidence.into_iter().collect();
        let mut bearers = FxHashSet::default();
        for article in &evidence {
            let bodies = related(article, EntityKind::Organisation);
            bearers.extend(bodies.filter(|name| town_of(name, lexicon).is_some()));
        }
        let bearers = bearers.len();
        let mut countries = FxHashSet::default();
        for article in &evidence {
            introduced.cities.extend(related(article, EntityKind::Place));
            countries.extend(related(article, EntityKind::Country));
        }
        introduced.among_cities =
            introduced.cities.len() > SEVERAL && introduced.cities.len() > countries.len();
        let entities = evidence.into_iter().flat_map(|e| &e.entities);
        for entity in entities.filter(|e| e.rule != "listed" && e.kind != EntityKind::Place) {
            let person = entity.kind == EntityKind::Person;
            if person && !entity.name.contains(' ') {
                continue;
            }
            let index = *index_of.entry(name_key(&entity.name)).or_insert_with(|| {
                let (name, kind) = (entity.name.clone(), entity.kind);
                introduced.names.push(KnownName { name, kind, forms: Vec::new() });
                introduced.names.len() - 1
            });
            let surname = entity.name.rsplit(' ').next().filter(|_| person);
            let short = Some(&*entity.name)
                .filter(|_| entity.kind == EntityKind::Company)
                .and_then(|name| first_word(name, lexicon));
            // "NYK" for "NYK Line".
            let initials = entity.name.split_once(' ').map(|(first, _)| first).filter(|first| {
                !person && first.len() > 2 && first.bytes().all(|b| b.is_ascii_uppercase())
            });
            let aliases = entity.aliases.iter().map(|a| &**a);
            let forms = aliases.chain([&*entity.name]).chain(surname).chain(short).chain(initials);
            for form in forms {
                introduced.add(index, form);
            }
        }
        if bearers >= TOWNS {
            introduced.find_towns(lexicon);
        }
        introduced
    }

    /// Finds the bodies that bear the names of cities, each city's only one.
    fn find_towns(&mut self, lexicon: &Lexicon) {
        let listed = lexicon.tables.organisations.iter();
        for listed in listed.filter(|o| town_of(&o.name, lexicon).is_some()) {
            let (name, kind) = (listed.name.to_string(), listed.kind);
            if !self.names.iter().any(|known| known.name == name) {
                let forms = vec![name.clone()];
                self.names.push(KnownName { name, kind, forms });
            }
        }
        for index in 0..self.names.len() {
            let Some(town) = town_of(&self.names[index].name, lexicon).map(str::to_owned) else {
                continue;
            };
            if self.names[index].kind == EntityKind::Person {
                continue;
            }
            let one = self.towns.entry(town).or_insert(Some(index));
            if *one != Some(index) {
                *one = None;
            }
        }
    }

    fn add(&mut self, index: usize, form: &str) {
        let known = &mut self.names[index];
        if !known.forms.iter().any(|f| f == form) {
            known.forms.push(form.to_owned());
        }
        let owner = self.by_form.entry(name_key(form)).or_insert(Some(index));
        if *owner != Some(index) {
            *owner = None;
        }
    }

    /// The names that explain something to an article, in a stable order, each with only the forms
    /// that are its alone.
    pub fn for_article(&self, article: &Evidence) -> Vec<KnownName> {
        let mut wanted: Vec<usize> = article
            .unexplained
            .iter()
            .filter_map(|name| self.by_form.get(&name_key(name)).copied().flatten())
            .collect();
        let places = article.entities.iter().filter(|e| e.kind == EntityKind::Place);
        wanted.extend(places.filter_map(|e| self.towns.get(&e.name).copied().flatten()));
        wanted.sort_unstable();
        wanted.dedup();
        let own = |index: usize, form: &&String| {
            self.by_form.get(&name_key(form)).copied().flatten() == Some(index)
        };
        let mut names: Vec<KnownName> = wanted
            .into_iter()
            .map(|index| {
                let known = &self.names[index];
                let forms = known.forms.iter().filter(|f| own(index, f)).cloned().collect();
                KnownName { forms, ..known.clone() }
            })
            .collect();
        let city = |name: &&String| self.among_cities || self.cities.contains(*name);
        names.extend(article.seats.iter().filter(city).map(|name| KnownName {
            name: name.clone(),
            kind: EntityKind::Place,
            forms: vec![name.clone()],
        }));
        names.sort_by(|a, b| a.name.cmp(&b.name));
        names
    }
}

/// The city whose name a body bears and goes by: "Ghent" for the University of Ghent.
pub(super) fn town_of<'a>(name: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    lexicon.tables.town_bodies.iter().find_map(|head| {
        let before = name.strip_suffix(&*head.name).and_then(|town| town.strip_suffix(' '));
        let after = || {
            let rest = name.strip_prefix(&*head.name).filter(|_| head.after)?;
            rest.strip_prefix(" of ")
        };
        before.or_else(after)
    })
}

/// The cities or countries of which an article tells how they stand to the subject.
fn related(article: &Evidence, kind: EntityKind) -> impl Iterator<Item = String> + '_ {
    article
        .relations
        .iter()
        .filter_map(|r| article.entities.get(r.entity as usize))
        .filter(move |e| e.kind == kind)
        .map(|e| e.name.clone())
}

/// The first word of a company's name, where it is distinct enough to stand for the whole: "Orsino"
/// for "Orsino Motors", not "United" for "United Smelters".
fn first_word<'a>(name: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let (first, _) = name.split_once(' ')?;
    let plain = first.chars().count() > 3 && first.chars().all(char::is_alphabetic);
    let (_, classes) = lexicon.vocabulary.look_up(first, &mut String::new());
    let common = class::NOT_NAME
        .or(class::GIVEN_NAME)
        .or(class::ORG_HEAD)
        .or(class::PLACE_HEAD)
        .or(class::EVENT_HEAD);
    (plain && !classes.any(common) && !lexicon.vocabulary.begins_phrase(first)).then_some(first)
}
