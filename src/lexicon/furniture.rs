//! Words of the lines around an article that are no part of it: what tells a kicker, a time stamp,
//! a plea to the reader and a line about the writer from the article's own lines.

use rustc_hash::FxHashMap;

use super::{Lists, line};

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

/// A set of [`Sign`]s.
pub(super) type Signs = u32;

/// The list `furniture`: a tree of words, in which each phrase is a path from the root.
///
/// A word has a number, which is also that of its node below the root.
#[derive(Debug, Default)]
pub struct Furniture {
    numbers: FxHashMap<Box<str>, u32>,
    nodes: Vec<Node>,
    /// The nodes further down, by the node above and the number of the word.
    below: FxHashMap<(u32, u32), u32>,
}

/// Where some words lead to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    /// What the words say that lead here.
    pub(super) here: Signs,
    /// What they and all phrases say that begin with them.
    pub(super) any: Signs,
}

impl Furniture {
    /// Reads the rows: `word or phrase | what`.
    pub fn compile(lists: &Lists) -> Self {
        let mut rows = Vec::new();
        for row in lists.rows("furniture") {
            if let Some(sign) = Sign::named(row.field(1)) {
                rows.push((row.field(0).to_lowercase(), sign.bit()));
            }
        }
        let mut out = Self::default();
        for word in rows.iter().flat_map(|(phrase, _)| phrase.split(' ')) {
            let next = number(out.numbers.len() + 1);
            out.numbers.entry(word.into()).or_insert(next);
        }
        out.nodes.resize(out.numbers.len() + 1, Node::default());
        for (phrase, sign) in &rows {
            out.add(phrase, *sign);
        }
        out
    }

    fn add(&mut self, phrase: &str, sign: Signs) {
        let mut node = 0;
        for word in phrase.split(' ') {
            let word = self.number(word);
            node = if node == 0 {
                word
            } else {
                let next = number(self.nodes.len());
                let known = *self.below.entry((node, word)).or_insert(next);
                if known == next {
                    self.nodes.push(Node::default());
                }
                known
            };
            self.nodes[node as usize].any |= sign;
        }
        self.nodes[node as usize].here |= sign;
    }

    /// The number of a word in lower case, zero if it is not in the list.
    pub(super) fn number(&self, word: &str) -> u32 {
        self.numbers.get(word).copied().unwrap_or(0)
    }

    /// The node of a word with which phrases may begin.
    pub(super) fn node(&self, number: u32) -> Node {
        self.nodes.get(number as usize).copied().unwrap_or_default()
    }

    /// The node to which a word leads from a node further up, if any phrase goes on with it.
    pub(super) fn below(&self, node: u32, word: u32) -> Option<(u32, Node)> {
        let below = *self.below.get(&(node, word))?;
        Some((below, self.node(below)))
    }

    /// Whether a word or phrase, in lower case, is one of a kind.
    pub fn is(&self, sign: Sign, phrase: &str) -> bool {
        let mut words = phrase.split(' ').map(|word| self.number(word));
        let first = words.next().unwrap_or(0);
        let node = words.try_fold(first, |node, word| self.below.get(&(node, word)).copied());
        node.is_some_and(|node| self.nodes[node as usize].here & sign.bit() != 0)
    }

    /// Whether the words of `text` are one phrase of a kind. Reads no further than any phrase goes.
    pub fn is_line(&self, sign: Sign, text: &str) -> bool {
        let (mut buffer, mut at) = (String::new(), 0);
        for part in line::parts(text).filter(|part| !part.text.is_empty()) {
            buffer.clear();
            line::push_lower(&mut buffer, part.text);
            let word = self.number(&buffer);
            let below = || self.below.get(&(at, word)).copied().unwrap_or(0);
            at = if at == 0 { word } else { below() };
            if at == 0 {
                return false;
            }
        }
        self.nodes[at as usize].here & sign.bit() != 0
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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

    pub(super) fn bit(self) -> Signs {
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
        let opening = |sign, text: &str| furniture.line(text).words(&furniture).opening(sign);
        assert!(furniture.is(Sign::Section, "fact check"));
        assert!(!furniture.is(Sign::Closer, "fact check"));
        assert_eq!(opening(Sign::Question, "Do you have a story?"), Some(3));
        assert_eq!(opening(Sign::Question, "a do you have"), None);
        let line = furniture.line("It is a – “think tank” in Oslo");
        let words = line.words(&furniture);
        assert!(words.among(Sign::Outlet) && !words.are(Sign::Outlet));
        assert!(words.from(3).up_to(2).are(Sign::Outlet));
        assert_eq!(
            words.iter().collect::<Vec<_>>(),
            ["it", "is", "a", "think", "tank", "in", "oslo"]
        );
    }
}
