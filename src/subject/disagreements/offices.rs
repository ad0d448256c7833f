//! Offices of a person that cannot both be held, as different articles give them.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fold::name_key;
use crate::lexicon::Lexicon;
use crate::span::Cited;
use crate::subject::{Corpus, Disagreement, Office, Person};

use super::{Stated, disagreement};

/// Titles by their key: the number of the office and its field.
pub(in crate::subject) struct Offices<'a> {
    titles: FxHashMap<String, (usize, &'a str)>,
    /// Words before a title that leave the office as it is, and those that say it is over.
    modifiers: FxHashSet<String>,
    past: FxHashSet<String>,
}

/// An office as far as it can be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::subject) enum Post {
    /// One of the list, with its field.
    Listed(usize, String),
    /// A minister's portfolio.
    Portfolio(BTreeSet<String>),
}

/// People to whom different articles give offices that contradict one another.
pub(super) fn find(corpus: &Corpus<'_>, lexicon: &Lexicon, people: &[Person]) -> Vec<Disagreement> {
    let offices = Offices::load(lexicon);
    let published: FxHashMap<_, _> =
        corpus.sources.iter().map(|s| (&s.id, s.meta.published)).collect();
    let mut found = Vec::new();
    for person in people.iter().filter(|p| p.roles.len() > 1) {
        let posts: Vec<(Post, &Cited<Office>)> =
            person.roles.iter().filter_map(|r| Some((offices.post(&r.value.role)?, r))).collect();
        let clashes = |a: &(Post, &Cited<Office>)| {
            posts.iter().any(|b| a.0.excludes(&b.0) && same_body(a.1, b.1) && !one_voice(a.1, b.1))
        };
        let mut stated: Vec<Stated<'_>> = Vec::new();
        for (post, role) in posts.iter().filter(|post| clashes(post)) {
            stated.extend(role.spans().map(|span| Stated {
                key: format!("{post:?}"),
                value: role.value.role.clone(),
                span,
                published: published.get(&span.source).copied().flatten(),
                asserted_by: None,
            }));
        }
        let about = format!("office of {}", person.name);
        found.extend(disagreement("office", about, None, &stated));
    }
    found
}

/// Whether nothing says that two offices are for different bodies.
fn same_body(a: &Cited<Office>, b: &Cited<Office>) -> bool {
    match (&a.value.affiliation, &b.value.affiliation) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Whether one article gives both: then the person holds both.
fn one_voice(a: &Cited<Office>, b: &Cited<Office>) -> bool {
    a.spans().any(|x| b.spans().any(|y| x.source == y.source))
}

impl Post {
    /// Whether nobody holds both for one body.
    fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed(a, field), Self::Listed(b, other)) => a != b && field == other,
            (Self::Portfolio(a), Self::Portfolio(b)) => a.is_disjoint(b),
            (Self::Portfolio(_), Self::Listed(_, field))
            | (Self::Listed(_, field), Self::Portfolio(_)) => field == "state",
        }
    }
}

impl<'a> Offices<'a> {
    pub(in crate::subject) fn load(lexicon: &'a Lexicon) -> Self {
        let mut titles = FxHashMap::default();
        for (number, row) in lexicon.lists.rows("offices").iter().enumerate() {
            for title in row.alternatives(0) {
                titles.insert(name_key(title), (number, row.field(1)));
            }
        }
        let rows = lexicon.lists.rows("role-modifiers");
        let of = |past: bool| {
            let wanted = rows.iter().filter(move |r| (r.field(1) == "past") == past);
            wanted.map(|r| name_key(r.field(0))).collect()
        };
        Self { titles, modifiers: of(false), past: of(true) }
    }

    /// What a role says of an office held now; none for former and general ones.
    pub(in crate::subject) fn post(&self, role: &str) -> Option<Post> {
        let key = name_key(role);
        let mut words: Vec<&str> = key.split(' ').collect();
        while let Some(first) = words.first() {
            if self.past.contains(*first) {
                return None;
            }
            if self.titles.contains_key(&words.join(" ")) || !self.modifiers.contains(*first) {
                break;
            }
            words.remove(0);
        }
        if let Some((number, field)) = self.titles.get(&words.join(" ")) {
            return Some(Post::Listed(*number, (*field).to_owned()));
        }
        let minister = words.iter().position(|w| matches!(*w, "minister" | "secretary"))?;
        let deputy = words.iter().any(|w| matches!(*w, "deputy" | "vice" | "junior" | "general"));
        let telling = |w: &&&str| w.chars().count() > 3 && **w != words[minister];
        let portfolio: BTreeSet<String> =
            words.iter().filter(telling).map(|w| super::wording::stem(w)).collect();
        (!deputy && !portfolio.is_empty()).then_some(Post::Portfolio(portfolio))
    }
}
