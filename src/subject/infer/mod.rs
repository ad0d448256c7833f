//! The subject's name where nobody configured one: the most telling phrase that the articles share.
//!
//! A phrase is told by a noun such as "pact" or "merger" and what goes with it: a name in capitals
//! ("Harbour Compact"), words in quotation marks ("coalition of the steady"), a compound ("dock
//! strike"). Headlines and headings count for more than running text, and many articles for more
//! than many mentions in one.

mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::sources::{BlockKind, Source};
use crate::token::{Token, tokenise};
use words::{Words, phrase_key};

/// A name that was made out from the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inferred {
    /// The name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// From what it was made out, as half a sentence.
    pub from: String,
}

/// Words of a name at most.
const LONGEST: usize = 6;

/// Makes out the subject's name; none if the articles share no telling phrase.
pub fn infer_name(sources: &[Source], lexicon: &Lexicon) -> Option<Inferred> {
    let words = Words::load(lexicon);
    let mut phrases: BTreeMap<String, Phrase> = BTreeMap::new();
    for source in sources {
        each_block(source, |block, tokens| words.propose(block, tokens, &mut phrases));
    }
    let mut shorts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        let mut here = FxHashMap::default();
        each_block(source, |block, tokens| {
            count(block, tokens, &phrases, &mut here);
            words.count_short(block, tokens, index, &mut shorts);
        });
        for (key, (weight, titles)) in here {
            if let Some(phrase) = phrases.get_mut(&key) {
                phrase.articles += 1;
                phrase.titles += titles;
                phrase.weight += weight.min(12);
            }
        }
    }
    let (key, best) = phrases
        .iter()
        .filter(|(_, p)| p.firm || p.articles > 1 || sources.len() == 1)
        .max_by_key(|(key, p)| (p.score(), key.len(), Reverse(*key)))?;
    let name = best.display();
    let mut aliases: Vec<String> = phrases
        .iter()
        .filter(|(other, p)| *other != key && p.articles > 0 && words.is_short_for(other, key))
        .filter(|(other, p)| p.articles > 1 || p.titles > 0 || key.ends_with(&***other))
        .map(|(_, p)| p.display())
        .collect();
    let head = key.split(' ').find(|w| words.heads.contains(*w));
    let spoken_of = |h: &&str| shorts.get(*h).is_some_and(|s| s.len() * 3 >= sources.len());
    aliases.extend(head.filter(spoken_of).map(|h| format!("the {h}")));
    let place = if best.titles > 0 { ", also in headlines or headings" } else { "" };
    let from = format!("named in {} of {} articles{place}", best.articles, sources.len());
    Some(Inferred { name, aliases, from })
}

/// A phrase that may be the name.
#[derive(Debug, Default)]
struct Phrase {
    /// How it is written, with the number of times.
    forms: BTreeMap<String, u32>,
    /// Whether capitals or quotation marks set it off.
    firm: bool,
    articles: u32,
    titles: u32,
    weight: u32,
}

impl Phrase {
    fn score(&self) -> u32 {
        let breadth = self.weight + 6 * self.articles;
        if self.firm { breadth * 2 } else { breadth }
    }

    /// The most used form with capitals, or else with capitals given to its longer words.
    fn display(&self) -> String {
        let proper = |form: &str| {
            form.split(' ').filter(|w| w.len() > 3).all(|w| w.starts_with(char::is_uppercase))
                && form.chars().any(char::is_lowercase)
        };
        let used = |(form, n): &(&String, &u32)| (proper(form), **n, Reverse((*form).clone()));
        let form = self.forms.iter().max_by_key(used).map_or("", |(form, _)| form);
        if proper(form) { form.to_owned() } else { capitalised(form) }
    }
}

fn capitalised(form: &str) -> String {
    let word = |(at, word): (usize, &str)| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if at == 0 || word.len() > 3 => {
                first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
            }
            _ => word.to_lowercase(),
        }
    };
    form.split(' ').enumerate().map(word).collect::<Vec<String>>().join(" ")
}

/// A block's text, and how much a phrase counts in it.
struct Place<'a> {
    text: &'a str,
    title: bool,
}

fn each_block(source: &Source, mut each: impl FnMut(&Place<'_>, &[Token])) {
    let mut tokens = Vec::new();
    for block in &source.blocks {
        tokens.clear();
        tokenise(&block.text, |token| tokens.push(token));
        let title = matches!(block.kind, BlockKind::Headline | BlockKind::Heading(_));
        each(&Place { text: &block.text, title }, &tokens);
    }
}

/// Counts the phrases in a block, the longest where one holds another.
fn count(
    place: &Place<'_>,
    tokens: &[Token],
    phrases: &BTreeMap<String, Phrase>,
    here: &mut FxHashMap<String, (u32, u32)>,
) {
    let words: Vec<String> =
        tokens.iter().filter(|t| t.is_word()).map(|t| phrase_key(&place.text[t.range()])).collect();
    let mut at = 0;
    while at < words.len() {
        let mut taken = 1;
        let mut key = String::new();
        let mut found = None;
        for (length, word) in words[at..].iter().take(LONGEST + 1).enumerate() {
            if word.is_empty() {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
            if !words[at].is_empty() && phrases.contains_key(&key) {
                found = Some(key.clone());
                taken = length + 1;
            }
        }
        if let Some(key) = found {
            let entry = here.entry(key).or_default();
            entry.0 += if place.title { 4 } else { 1 };
            entry.1 += u32::from(place.title);
        }
        at += taken;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::tests::{article, titled};

    fn inferred(sources: &[Source]) -> Inferred {
        infer_name(sources, &Lexicon::builtin()).unwrap_or_default()
    }

    #[test]
    fn a_quoted_term_of_headlines() {
        let sources = [
            titled(
                "a",
                "What is the ‘league of the patient’?",
                &["The “league of the patient” met."],
            ),
            titled(
                "b",
                "League of the Patient meets again in Oslo today",
                &["They met in a league."],
            ),
        ];
        let found = inferred(&sources);
        assert_eq!(found.name, "League of the Patient", "{found:?}");
    }

    #[test]
    fn a_name_in_capitals_and_its_short_forms() {
        let sources = [
            article(
                "a",
                None,
                &["The Tidal Turbine Pact was signed.", "The pact binds Lumen plc."],
            ),
            article("b", None, &["Orsel Motors left the Tidal Turbine Pact.", "The pact goes on."]),
            article("c", None, &["The turbine pact, which the Kiln Pool of 1990 began, is dear."]),
        ];
        let found = inferred(&sources);
        assert_eq!(found.name, "Tidal Turbine Pact");
        assert_eq!(found.aliases, ["Turbine Pact", "the pact"]);
        assert_eq!(found.from, "named in 2 of 3 articles");
    }

    #[test]
    fn an_affair_without_a_name_of_its_own() {
        let sources = [
            article(
                "a",
                None,
                &["The ferry strike went on.", "Nobody counts on an end to the ferry strike."],
            ),
            article("b", None, &["A ferry strike costs Orsel Lines dear."]),
        ];
        assert_eq!(inferred(&sources).name, "Ferry Strike");
        let compound = [article("a", None, &["The plan for a bottle-return merger is dead."])];
        assert_eq!(inferred(&compound).name, "Bottle-return Merger");
        assert_eq!(
            infer_name(&[article("a", None, &["Nothing here."])], &Lexicon::builtin()),
            None
        );
    }
}
