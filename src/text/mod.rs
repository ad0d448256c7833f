//! An article cut into tokens, each word looked up once: what all extraction reads.
//!
//! It stands between sources and evidence so that no two extractors cut or look up in ways of
//! their own. Tokens are those of the blocks in reading order; each knows its passage.

mod flags;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::vocabulary::{Classes, Entry, EntryKind, WordId};
use crate::sources::{BlockKind, Source};
use crate::span::Span;
use crate::token::tokenise;
pub use crate::token::{Kind, Token};

/// An article, cut and looked up.
#[derive(Debug)]
pub struct Text<'a> {
    /// The article.
    pub source: &'a Source,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// All tokens in reading order; offsets are those of their block's text.
    pub tokens: Vec<Token>,
    /// For each token, the number of its word in the vocabulary.
    pub words: Vec<WordId>,
    /// For each token, the lists in which its word stands.
    pub classes: Vec<Classes>,
    /// For each token, the index of its passage.
    pub passage_of: Vec<u32>,
    /// For each passage, its tokens.
    pub passages: Vec<Range<u32>>,
    /// For each passage, whether its capitals say nothing: a headline in capitals or title case.
    pub flat_case: Vec<bool>,
    /// Phrases of the lexicon, by first token, then the longest first.
    pub matches: Vec<Match>,
    /// For each token, and past the last one, how many phrases begin before it.
    begins: Vec<u32>,
}

/// A phrase of the lexicon in the article: tokens `first..=last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub first: u32,
    /// Last token.
    pub last: u32,
    /// Which entry of which list.
    pub entry: Entry,
}

impl<'a> Text<'a> {
    /// Cuts and looks up an article.
    pub fn new(source: &'a Source, lexicon: &'a Lexicon) -> Self {
        let mut text = Self {
            source,
            lexicon,
            tokens: Vec::new(),
            words: Vec::new(),
            classes: Vec::new(),
            passage_of: Vec::new(),
            passages: Vec::with_capacity(source.passages.len()),
            flat_case: Vec::new(),
            matches: Vec::new(),
            begins: Vec::new(),
        };
        text.cut();
        text.find_phrases();
        text.flat_case = flags::flat_case(&text);
        text
    }

    /// The words of a token.
    pub fn str(&self, token: usize) -> &'a str {
        &self.block_text(token)[self.tokens[token].range()]
    }

    /// The words from token `first` to token `last`, as they stand.
    pub fn slice(&self, first: usize, last: usize) -> &'a str {
        let text = self.block_text(first);
        &text[self.tokens[first].start as usize..self.tokens[last].end as usize]
    }

    /// The index of the block of a token.
    pub fn block(&self, token: usize) -> usize {
        self.source.passages[self.passage_of[token] as usize].block as usize
    }

    /// The text of the block of a token.
    pub fn block_text(&self, token: usize) -> &'a str {
        &self.source.blocks[self.block(token)].text
    }

    /// The span of tokens `first..=last`, which must stand in one block.
    pub fn span(&self, first: usize, last: usize) -> Span {
        let (start, end) = (self.tokens[first].start as usize, self.tokens[last].end as usize);
        self.source.span(self.block(first), start, end)
    }

    /// The tokens of the passage in which a token stands.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.tokens_of(self.passage_of[token] as usize)
    }

    /// The tokens of a passage.
    pub fn tokens_of(&self, passage: usize) -> Range<usize> {
        let range = &self.passages[passage];
        range.start as usize..range.end as usize
    }

    /// The tokens of a block.
    pub fn tokens_of_block(&self, block: usize) -> Range<usize> {
        let range = &self.source.of_block[block];
        if range.is_empty() {
            return 0..0;
        }
        let (first, last) = (range.start as usize, range.end as usize - 1);
        self.passages[first].start as usize..self.passages[last].end as usize
    }

    /// Whether a token's word stands in any list of `classes`.
    pub fn is(&self, token: usize, classes: Classes) -> bool {
        self.classes.get(token).is_some_and(|c| c.any(classes))
    }

    /// Whether a token is the word `word`, in lower case or capitalised.
    pub fn is_word(&self, token: usize, word: &str) -> bool {
        token < self.tokens.len() && self.str(token).eq_ignore_ascii_case(word)
    }

    /// Whether the token is this mark.
    pub fn is_mark(&self, token: usize, mark: char) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == Kind::Mark(mark))
    }

    /// The phrases that begin at `token`.
    pub fn matches_at(&self, token: usize) -> &[Match] {
        // Asked of every token many times over: a look-up, where a search would be slow.
        let place =
            |token: usize| self.begins.get(token).map_or(self.matches.len(), |b| *b as usize);
        &self.matches[place(token)..place(token.saturating_add(1))]
    }

    /// The longest phrase of a list that begins at `token`.
    pub fn match_at(&self, token: usize, kind: EntryKind) -> Option<Match> {
        self.matches_at(token).iter().find(|m| m.entry.kind == kind).copied()
    }

    /// The longest phrase of a list that ends with `token`, looking back at most eight tokens.
    pub fn match_ending(&self, token: usize, kind: EntryKind) -> Option<Match> {
        let from = token.saturating_sub(8);
        let start = self.begins.get(from).map_or(self.matches.len(), |b| *b as usize);
        let candidates = self.matches[start..].iter().take_while(|m| m.first as usize <= token);
        let mut fitting = candidates.filter(|m| m.entry.kind == kind && m.last as usize == token);
        fitting.next().copied()
    }

    /// The phrases that begin in a passage.
    pub fn matches_in(&self, passage: usize) -> &[Match] {
        let range = self.tokens_of(passage);
        let start = self.matches.partition_point(|m| (m.first as usize) < range.start);
        let end = self.matches.partition_point(|m| (m.first as usize) < range.end);
        &self.matches[start..end]
    }

    /// Whether a passage is written in capitals throughout.
    pub fn all_capitals(&self, passage: usize) -> bool {
        let small = |t: usize| matches!(self.tokens[t].kind, Kind::Lower | Kind::Capital);
        self.flat_case[passage] && !self.tokens_of(passage).any(small)
    }

    /// Whether a passage is a heading or the headline.
    pub fn is_heading(&self, passage: usize) -> bool {
        let block = self.source.passages[passage].block as usize;
        matches!(self.source.blocks[block].kind, BlockKind::Headline | BlockKind::Heading(_))
    }

    fn cut(&mut self) {
        let mut buffer = String::new();
        for (block_index, block) in self.source.blocks.iter().enumerate() {
            let range = self.source.of_block[block_index].clone();
            let passages = &self.source.passages[range.start as usize..range.end as usize];
            let mut at = 0;
            let first = self.passages.len();
            let start = self.tokens.len();
            self.passages.resize(first + passages.len(), index(start)..index(start));
            tokenise(&block.text, |token| {
                while at + 1 < passages.len() && token.start >= passages[at + 1].start {
                    at += 1;
                    let next = index(self.tokens.len());
                    self.passages[first + at] = next..next;
                }
                if passages.is_empty() {
                    return;
                }
                let (word, classes) = if token.is_word() {
                    self.lexicon.vocabulary.look_up(&block.text[token.range()], &mut buffer)
                } else {
                    Default::default()
                };
                self.tokens.push(token);
                self.words.push(word);
                self.classes.push(classes);
                self.passage_of.push(range.start + index(at));
                self.passages[first + at].end = index(self.tokens.len());
            });
        }
    }

    fn find_phrases(&mut self) {
        let vocabulary = &self.lexicon.vocabulary;
        let matches = &mut self.matches;
        for (passage, range) in self.passages.iter().enumerate() {
            let block = self.source.passages[passage].block as usize;
            let block_text = &self.source.blocks[block].text;
            let end = range.end as usize;
            for at in range.start as usize..end {
                vocabulary.phrases_at(
                    block_text,
                    &self.tokens[at..end],
                    &self.words[at..end],
                    |entry, length| {
                        matches.push(Match {
                            first: index(at),
                            last: index(at + length - 1),
                            entry,
                        });
                    },
                );
            }
        }
        self.begins = Vec::with_capacity(self.tokens.len() + 1);
        let mut before = 0;
        for token in 0..=self.tokens.len() {
            before +=
                self.matches[before..].iter().take_while(|m| (m.first as usize) < token).count();
            self.begins.push(index(before));
        }
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
