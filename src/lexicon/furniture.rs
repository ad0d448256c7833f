//! Words of the lines around an article that are no part of it: what tells a kicker, a time stamp,
//! a plea to the reader and a line about the writer from the article's own lines.

use rustc_hash::FxHashMap;

use super::Lists;

/// What a word says about the line that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The name of a section, or a button, alone on a line.
    Section,
    /// Beside a number: a time stamp, a reading time, a count.
    Counter,
    /// Alone on a line: what comes after it is no longer the article.
    Closer,
    /// A verb with which a paper asks its readers for something.
    Ask,
    /// What a paper asks them to use, to give or to read.
    Medium,
    /// What they may be asked for as well, but a word of any article.
    Matter,
    /// Speaks to the reader, or for the paper.
    You,
    /// The text itself, after "this".
    Itself,
    /// What is done with a text.
    Made,
    /// What a writer is.
    Job,
    /// The verb after the name in a line about the writer.
    Does,
    /// What a paper or a sender is.
    Outlet,
    /// Opens a line that names a writer, a photographer, an editor.
    Name,
    /// Opens a question to the reader about the paper.
    Question,
    /// Alone on a line, anywhere: no words of any article.
    Button,
    /// Alone on a line: titles of other articles come after it.
    List,
    /// Before a colon or a bar: what else to read.
    Link,
    /// Opens a line about the text, or stands in one.
    Note,
    /// Stands before "this" in a line about the text.
    Before,
    /// After "the" in a line about the writer.
    Writer,
    /// What is counted, or how long it takes.
    Tally,
    /// Before a verb that asks.
    Polite,
    /// A small word within a name.
    Particle,
}

/// The list `furniture`, by word or phrase.
#[derive(Debug, Default)]
pub struct Furniture {
    signs: FxHashMap<Box<str>, u32>,
    /// The most words that a phrase has.
    longest: usize,
}

impl Furniture {
    /// Reads the rows: `word or phrase | what`.
    pub fn compile(lists: &Lists) -> Self {
        let mut out = Self::default();
        for row in lists.rows("furniture") {
            let Some(sign) = Sign::named(row.field(1)) else { continue };
            let phrase = row.field(0).to_lowercase();
            out.longest = out.longest.max(phrase.split(' ').count());
            *out.signs.entry(phrase.into()).or_default() |= sign.bit();
        }
        out
    }

    /// Whether a word or phrase, in lower case, is one of a kind.
    pub fn is(&self, sign: Sign, phrase: &str) -> bool {
        self.signs.get(phrase).is_some_and(|bits| bits & sign.bit() != 0)
    }

    /// How many words the longest phrase of a kind has that `words`, in lower case, begin with.
    pub fn opening(&self, sign: Sign, words: &[String]) -> Option<usize> {
        (1..=self.longest.min(words.len())).rev().find(|n| self.is(sign, &words[..*n].join(" ")))
    }

    /// Whether any word or phrase of a kind stands among `words`, in lower case.
    pub fn among(&self, sign: Sign, words: &[String]) -> bool {
        (0..words.len()).any(|from| self.opening(sign, &words[from..]).is_some())
    }
}

impl Sign {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "section" => Self::Section,
            "counter" => Self::Counter,
            "closer" => Self::Closer,
            "ask" => Self::Ask,
            "medium" => Self::Medium,
            "matter" => Self::Matter,
            "you" => Self::You,
            "self" => Self::Itself,
            "made" => Self::Made,
            "job" => Self::Job,
            "does" => Self::Does,
            "outlet" => Self::Outlet,
            "name" => Self::Name,
            "question" => Self::Question,
            "button" => Self::Button,
            "list" => Self::List,
            "link" => Self::Link,
            "note" => Self::Note,
            "before" => Self::Before,
            "writer" => Self::Writer,
            "tally" => Self::Tally,
            "polite" => Self::Polite,
            "particle" => Self::Particle,
            _ => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_kinds_and_phrases_are_found() {
        let lists = Lists::load(&indexmap::IndexMap::new()).value;
        let furniture = Furniture::compile(&lists);
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(furniture.is(Sign::Section, "fact check"));
        assert!(!furniture.is(Sign::Closer, "fact check"));
        assert_eq!(furniture.opening(Sign::Question, &words("do you have a story")), Some(3));
        assert_eq!(furniture.opening(Sign::Question, &words("a do you have")), None);
        assert!(furniture.among(Sign::Outlet, &words("it is a think tank in oslo")));
    }
}
