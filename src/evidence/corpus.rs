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
}

impl Introduced {
    /// Collects the names of bodies and people that articles introduce by themselves.
    pub fn new<'a>(evidence: impl IntoIterator<Item = &'a Evidence>, lexicon: &Lexicon) -> Self {
        let mut introduced = Self::default();
        let mut index_of: FxHashMap<String, usize> = FxHashMap::default();
        let evidence: Vec<&Evidence> = evidence.into_iter().collect();
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
            let aliases = entity.aliases.iter().map(|a| &**a);
            let forms = aliases.chain([&*entity.name]).chain(surname).chain(short);
            for form in forms {
                introduced.add(index, form);
            }
        }
        introduced
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
