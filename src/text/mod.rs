//! An article cut into tokens, each word looked up once: what all extraction reads.
//!
//! It stands between sources and evidence so that no two extractors cut or look up in ways of
//! their own. Tokens are those of the blocks in reading order; each knows its passage.

mod flags;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::vocabulary::{Classes, Entry, EntryKind, UNKNOWN, WordId};
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
    /// For each token, its words as they stand.
    strs: Vec<&'a str>,
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
    /// For each token, a bit for each list of which a phrase begins there.
    starting: Vec<u32>,
    /// The same for phrases that end there.
    ending: Vec<u32>,
    /// For each passage, what stands in it at all.
    held: Vec<Held>,
}

/// What stands in a passage: a rule that needs a word which none of them is need not be started.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    /// All lists of its words.
    classes: Classes,
    /// The lists of which phrases begin in it, a bit each.
    lists: u32,
    /// Whether it has a number in digits.
    number: bool,
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
        // A token for every five bytes is what news has; few articles have more than one for four.
        let bytes: usize = source.blocks.iter().map(|block| block.text.len()).sum();
        let room = bytes / 4 + 16;
        let mut text = Self {
            source,
            lexicon,
            tokens: Vec::with_capacity(room),
            strs: Vec::with_capacity(room),
            words: Vec::with_capacity(room),
            classes: Vec::with_capacity(room),
            passage_of: Vec::with_capacity(room),
            passages: Vec::with_capacity(source.passages.len()),
            flat_case: Vec::new(),
            matches: Vec::with_capacity(room / 2),
            begins: Vec::with_capacity(room + 1),
            starting: Vec::new(),
            ending: Vec::new(),
            held: Vec::new(),
        };
        text.cut();
        text.find_phrases();
        text.flat_case = flags::flat_case(&text);
        text.held = (0..text.passages.len()).map(|passage| text.hold(passage)).collect();
        text
    }

    /// The words of a token.
    #[inline]
    pub fn str(&self, token: usize) -> &'a str {
        self.strs[token]
    }

    /// The words from token `first` to token `last`, as they stand.
    #[inline]
    pub fn slice(&self, first: usize, last: usize) -> &'a str {
        let text = self.block_text(first);
        &text[self.tokens[first].start as usize..self.tokens[last].end as usize]
    }

    /// The index of the block of a token.
    #[inline]
    pub fn block(&self, token: usize) -> usize {
        self.source.passages[self.passage_of[token] as usize].block as usize
    }

    /// The text of the block of a token.
    #[inline]
    pub fn block_text(&self, token: usize) -> &'a str {
        &self.source.blocks[self.block(token)].text
    }

    /// The span of tokens `first..=last`, which must stand in one block.
    pub fn span(&self, first: usize, last: usize) -> Span {
        let (start, end) = (self.tokens[first].start as usize, self.tokens[last].end as usize);
        self.source.span(self.block(first), start, end)
    }

    /// The tokens of the passage in which a token stands.
    #[inline]
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.tokens_of(self.passage_of[token] as usize)
    }

    /// The tokens of a passage.
    #[inline]
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
    #[inline]
    pub fn is(&self, token: usize, classes: Classes) -> bool {
        self.classes.get(token).is_some_and(|c| c.any(classes))
    }

    /// Whether a token is the word `word`, in lower case or capitalised.
    #[inline]
    pub fn is_word(&self, token: usize, word: &str) -> bool {
        token < self.tokens.len() && self.str(token).eq_ignore_ascii_case(word)
    }

    /// Whether the token is this mark.
    #[inline]
    pub fn is_mark(&self, token: usize, mark: char) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == Kind::Mark(mark))
    }

    /// The phrases that begin at `token`.
    #[inline]
    pub fn matches_at(&self, token: usize) -> &[Match] {
        // Asked of every token many times over: a look-up, where a search would be slow.
        self.matches_within(token..token.saturating_add(1))
    }

    /// Whether a phrase of any of the lists begins at `token`, the lists being a set of
    /// [`EntryKind::bit`]s.
    #[inline]
    pub fn begins_any(&self, token: usize, lists: u32) -> bool {
        self.starting.get(token).is_some_and(|begun| begun & lists != 0)
    }

    /// The longest phrase of a list that begins at `token`.
    #[inline]
    pub fn match_at(&self, token: usize, kind: EntryKind) -> Option<Match> {
        if !self.begins_any(token, kind.bit()) {
            return None;
        }
        self.matches_at(token).iter().find(|m| m.entry.kind == kind).copied()
    }

    /// The longest phrase of a list that ends with `token`, looking back at most eight tokens.
    #[inline]
    pub fn match_ending(&self, token: usize, kind: EntryKind) -> Option<Match> {
        if self.ending.get(token).is_none_or(|kinds| kinds & kind.bit() == 0) {
            return None;
        }
        let from = token.saturating_sub(8);
        let start = self.begins.get(from).map_or(self.matches.len(), |b| *b as usize);
        let candidates = self.matches[start..].iter().take_while(|m| m.first as usize <= token);
        let mut fitting = candidates.filter(|m| m.entry.kind == kind && m.last as usize == token);
        fitting.next().copied()
    }

    /// The phrases that begin in a passage.
    pub fn matches_in(&self, passage: usize) -> &[Match] {
        self.matches_within(self.tokens_of(passage))
    }

    /// The phrases that begin at one of some tokens.
    #[inline]
    pub fn matches_within(&self, tokens: Range<usize>) -> &[Match] {
        let place =
            |token: usize| self.begins.get(token).map_or(self.matches.len(), |b| *b as usize);
        &self.matches[place(tokens.start)..place(tokens.end.max(tokens.start))]
    }

    /// The longest phrase of a list that begins first among some tokens.
    #[inline]
    pub fn first_match(&self, tokens: Range<usize>, kind: EntryKind) -> Option<Match> {
        self.matches_within(tokens).iter().find(|m| m.entry.kind == kind).copied()
    }

    /// Whether any word of a passage stands in any list of `classes`.
    #[inline]
    pub fn holds(&self, passage: usize, classes: Classes) -> bool {
        self.held[passage].classes.any(classes)
    }

    /// Whether a phrase of any of the lists begins in a passage, the lists being a set of
    /// [`EntryKind::bit`]s.
    #[inline]
    pub fn holds_phrase(&self, passage: usize, lists: u32) -> bool {
        self.held[passage].lists & lists != 0
    }

    /// Whether a number in digits stands in a passage.
    #[inline]
    pub fn holds_number(&self, passage: usize) -> bool {
        self.held[passage].number
    }

    fn hold(&self, passage: usize) -> Held {
        let mut held = Held::default();
        for token in self.tokens_of(passage) {
            held.classes = held.classes.or(self.classes[token]);
            held.lists |= self.starting[token];
            held.number |= self.tokens[token].kind == Kind::Number;
        }
        held
    }

    /// Whether a passage is written in capitals throughout.
    pub fn all_capitals(&self, passage: usize) -> bool {
        let small = |t: usize| matches!(self.tokens[t].kind, Kind::Lower | Kind::Capital);
        self.flat_case[passage] && !self.tokens_of(passage).any(small)
    }

    /// The token behind the place and time of writing with which a passage may begin, over
    /// "ROTTERDAM, 12 May (Wire) - "; `from` where there is none.
    pub fn after_dateline(&self, from: usize, end: usize) -> usize {
        let capitals = |t: usize| {
            let word = self.str(t);
            word.chars().count() > 2 && !word.chars().any(char::is_lowercase)
        };
        let limit = end.min(from + 16);
        if from >= limit || !self.tokens[from].is_word() || !capitals(from) {
            return from;
        }
        let small = |t: &usize| self.tokens[*t].kind == Kind::Lower;
        let clause = (from..limit).find(small).unwrap_or(limit);
        let closes = |t: &usize| {
            self.tokens[*t].kind == Kind::Dash
                || (self.tokens[*t].kind == Kind::Hyphen && self.tokens[*t].spaced)
        };
        (from + 1..clause).find(closes).map_or(from, |t| t + 1)
    }

    /// Whether a passage is a heading or the headline.
    #[inline]
    pub fn is_heading(&self, passage: usize) -> bool {
        let block = self.source.passages[passage].block as usize;
        matches!(self.source.blocks[block].kind, BlockKind::Headline | BlockKind::Heading(_))
    }

    fn cut(&mut self) {
        let vocabulary = &self.lexicon.vocabulary;
        let mut buffer = String::new();
        for (block_index, block) in self.source.blocks.iter().enumerate() {
            let range = self.source.of_block[block_index].clone();
            let passages = &self.source.passages[range.start as usize..range.end as usize];
            if passages.is_empty() {
                continue;
            }
            // One list after the other: each is faster to fill by itself.
            let start = self.tokens.len();
            tokenise(&block.text, |token| self.tokens.push(token));
            let tokens = &self.tokens[start..];
            self.strs.extend(tokens.iter().map(|token| &block.text[token.range()]));
            self.words.extend(tokens.iter().map(|token| {
                if !token.is_word() {
                    return UNKNOWN;
                }
                vocabulary.number_in(&block.text, token.range(), &mut buffer)
            }));
            let words = &self.words[start..];
            self.classes.extend(words.iter().map(|word| vocabulary.classes(*word)));
            let mut at = 0;
            for (passage, next) in (range.start..).zip(1..=passages.len()) {
                let from = at;
                let limit = passages.get(next).map_or(u32::MAX, |next| next.start);
                at += tokens[at..].iter().take_while(|token| token.start < limit).count();
                self.passage_of.resize(start + at, passage);
                self.passages.push(index(start + from)..index(start + at));
            }
        }
    }

    fn find_phrases(&mut self) {
        let vocabulary = &self.lexicon.vocabulary;
        let matches = &mut self.matches;
        for (passage, range) in self.passages.iter().enumerate() {
            let block = self.source.passages[passage].block as usize;
            let block_text = &self.source.blocks[block].text;
            let end = range.end as usize;
            let begins = |at: &usize| vocabulary.begins(self.words[*at]);
            for at in (range.start as usize..end).filter(begins) {
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
        self.starting.resize(self.tokens.len(), 0);
        self.ending.resize(self.tokens.len(), 0);
        for (before, m) in (0u32..).zip(&self.matches) {
            // Tokens up to the first of this phrase have only the phrases before it before them.
            self.begins.resize(m.first as usize + 1, before);
            self.starting[m.first as usize] |= m.entry.kind.bit();
            self.ending[m.last as usize] |= m.entry.kind.bit();
        }
        self.begins.resize(self.tokens.len() + 1, index(self.matches.len()));
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
