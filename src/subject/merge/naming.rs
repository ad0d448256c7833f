//! Which of the forms of a name stands for it, and which are told as its other forms.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::fold::name_key;

use super::bodies::CompanyForms;
use super::nodes::Node;

/// A person's fullest form that most articles use, and the other spellings. Plain surnames of the
/// chosen form are no spellings of their own.
pub(super) fn person(group: &[&Node<'_>]) -> (String, Vec<String>) {
    let mut forms: FxHashMap<&str, u32> = FxHashMap::default();
    for node in group.iter().filter(|n| n.person.is_some()) {
        add(&mut forms, &node.names, 1);
        add(&mut forms, &node.ties, 0);
    }
    let full = |form: &str| form.contains(' ');
    let name = forms
        .iter()
        .max_by_key(|(form, articles)| {
            let marks = form.chars().filter(|c| !c.is_ascii()).count();
            (full(form), **articles, form.chars().count(), marks, Reverse(**form))
        })
        .map_or_else(String::new, |(form, _)| (*form).to_owned());
    let key = name_key(&name);
    let rest = ordered(&forms);
    let surname = |form: &str| !full(form) && key.ends_with(&name_key(form));
    let other = |form: &&str| !name.ends_with(*form) && !surname(form);
    let variants = rest.into_iter().filter(other).map(str::to_owned).collect();
    (name, variants)
}

/// A body's canonical short form and all others: that of the word lists if it stands there, else
/// the acronym that an article gives it, else the form that most articles use, without legal form.
pub(super) fn body(
    group: &[&Node<'_>],
    country: bool,
    forms: &CompanyForms,
) -> (String, Vec<String>) {
    let (mut names, mut ties, mut surface) =
        (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
    for node in group.iter().filter(|n| n.person.is_none() || group.len() == 1) {
        add(&mut names, &node.names, 1);
        add(&mut ties, &node.ties, 1);
        add(&mut surface, &node.surface, 1);
    }
    let best = names
        .iter()
        .map(|(form, articles)| (forms.bare(form), *articles))
        .max_by_key(|(form, articles)| {
            (!is_acronym(form), *articles, !shouts(form), form.chars().count(), Reverse(*form))
        })
        .map_or("", |(form, _)| form);
    let used = |form: &str| surface.get(form).copied().unwrap_or(0);
    let abbreviates = |form: &str| {
        is_acronym(form) && best.contains(' ') && form.chars().next() == best.chars().next()
    };
    let short = ties
        .keys()
        .chain(names.keys())
        .filter(|form| abbreviates(form))
        .max_by_key(|form| (used(form), Reverse(**form)));
    let name = match short {
        Some(short) if !country && !forms.lists(best) => (*short).to_owned(),
        _ => best.to_owned(),
    };
    let mut all: FxHashMap<&str, u32> = surface;
    add(&mut all, &names, 1);
    add(&mut all, &ties, 1);
    let mut seen = vec![name_key(&name)];
    let mut aliases = Vec::new();
    for form in ordered(&all) {
        let key = name_key(form);
        let proper = form.chars().any(|c| c.is_uppercase() || c.is_numeric());
        if proper && !seen.contains(&key) {
            seen.push(key);
            aliases.push(form.to_owned());
        }
    }
    (name, aliases)
}

fn add<'a>(to: &mut FxHashMap<&'a str, u32>, from: &FxHashMap<&'a str, u32>, weight: u32) {
    for (form, count) in from {
        *to.entry(form).or_default() += count * weight;
    }
}

/// Forms by how often they are used, those in capitals alone last.
fn ordered<'a>(forms: &FxHashMap<&'a str, u32>) -> Vec<&'a str> {
    let mut list: Vec<(&str, u32)> = forms.iter().map(|(f, n)| (*f, *n)).collect();
    list.sort_by_key(|(form, count)| (shouts(form), Reverse(*count), *form));
    list.into_iter().map(|(form, _)| form).collect()
}

/// "NKB", "FMCW": one word of capitals.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && !form.contains(' ')
        && form.chars().filter(|c| c.is_uppercase()).count() * 2 > letters
}

/// Several words in capitals, as a headline has them.
fn shouts(form: &str) -> bool {
    form.contains(' ') && !form.chars().any(char::is_lowercase)
}
