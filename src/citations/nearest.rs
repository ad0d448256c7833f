//! The passage that resembles words which are not there, and how it differs: for hints only, never
//! to accept a citation.

use std::collections::HashMap;

use serde::Serialize;

use crate::fold::fold;
use crate::sources::Source;

/// Words that turn a statement round. Only messages depend on them.
const NEGATIONS: [&str; 8] = ["not", "no", "never", "none", "without", "cannot", "nor", "neither"];

/// The nearest passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Nearest {
    /// Its text.
    pub text: String,
    /// How the words differ from it.
    pub difference: Difference,
}

/// How words differ from the nearest passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Difference {
    /// In capital letters only.
    Case,
    /// In a number only.
    Number,
    /// In a "not" only.
    Negation,
    /// In more.
    Words,
}

impl Difference {
    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Case => "only capital letters differ: they count, too",
            Self::Number => "only a number differs: the source has another one",
            Self::Negation => "only a “not” (or the like) differs: the source says the opposite",
            Self::Words => "quote the source's own words, without changing any",
        }
    }
}

/// The passage of `source` that shares most words with `words`, if it shares half of them.
pub(super) fn nearest(source: &Source, words: &str) -> Option<Nearest> {
    let wanted = tokens(words);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in &wanted {
        *counts.entry(word).or_default() += 1;
    }
    let mut best: Option<(usize, usize)> = None;
    for index in 0..source.passages.len() {
        let mut left = counts.clone();
        let mut shared = 0;
        for word in tokens(source.passage_text(index)) {
            if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        if best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, index));
        }
    }
    let (shared, index) = best?;
    if shared == 0 || shared * 2 < wanted.len() {
        return None;
    }
    let text = source.passage_text(index);
    Some(Nearest { text: text.to_owned(), difference: difference(&wanted, &tokens(text)) })
}

fn difference(wanted: &[String], there: &[String]) -> Difference {
    let holds = |there: &[String], wanted: &[String]| {
        wanted.is_empty() || there.windows(wanted.len()).any(|window| window == wanted)
    };
    let positive = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| !is_negation(word)).cloned().collect()
    };
    let numberless = |words: &[String]| -> Vec<String> {
        let blank = |word: &String| {
            if word.contains(char::is_numeric) { "#".to_owned() } else { word.clone() }
        };
        words.iter().map(blank).collect()
    };
    if holds(there, wanted) {
        Difference::Case
    } else if holds(&numberless(there), &numberless(wanted)) {
        Difference::Number
    } else if holds(&positive(there), &positive(wanted)) {
        Difference::Negation
    } else {
        Difference::Words
    }
}

fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word) || word.ends_with("n't")
}

/// Words in lower case, marks of punctuation off their ends.
fn tokens(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn tells_what_differs() {
        let sources = fixture::sources();
        let of = |words: &str| nearest(&sources[0], words).map(|near| near.difference);
        assert_eq!(of("said 13 harbours took part"), Some(Difference::Number));
        assert_eq!(of("Port Aldine will not send two lamp tenders"), Some(Difference::Negation));
        assert_eq!(of("port aldine will send"), Some(Difference::Case));
        assert_eq!(of("Port Aldine will surely send two lamps"), Some(Difference::Words));
        assert_eq!(of("entirely unrelated words here"), None);
    }
}
