//! Pairs quotation marks, and tells apostrophes from them.
//!
//! It stands alone because it knows typography and nothing of who speaks.

use std::ops::Range;

use crate::sources::BlockKind;
use crate::text::{Kind, Text};

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The opening mark.
    pub(super) open: usize,
    /// First quoted token.
    pub(super) first: usize,
    /// Last quoted token.
    pub(super) last: usize,
    /// The closing mark; none where the quotation goes on in the next paragraph.
    pub(super) close: Option<usize>,
    /// The block in which it stands.
    pub(super) block: usize,
    /// Whether it goes on from the quotation before.
    pub(super) resumes: bool,
}

impl Quoted {
    /// The token after the closing mark.
    pub(super) fn after(&self) -> usize {
        self.close.unwrap_or(self.last) + 1
    }
}

/// How far a closing single mark may be from its opening one, in tokens.
const REACH: usize = 400;
/// How long a quotation in single marks may be that ends like a possessive.
const DOUBTFUL: usize = 16;
/// The same where the next paragraph opens with such a mark, as if the quotation went on.
const BRIEF: usize = 3;

/// All quotations of an article, outermost ones only; and the opening marks that nothing closes.
pub(super) fn pair(text: &Text<'_>) -> (Vec<Quoted>, Vec<usize>) {
    let mut pairing = Pairing {
        text,
        block: 0,
        tokens: 0..0,
        pending: false,
        quoted: Vec::new(),
        stray: Vec::new(),
    };
    for block in 0..text.source.blocks.len() {
        pairing.tokens = text.tokens_of_block(block);
        if !pairing.tokens.is_empty() {
            pairing.block = block;
            pairing.pending = pairing.pair_block();
        }
    }
    (pairing.quoted, pairing.stray)
}

struct Pairing<'t, 'a> {
    text: &'t Text<'a>,
    /// The block that is read, and its tokens.
    block: usize,
    tokens: Range<usize>,
    /// Whether the last quotation of the block before goes on in this one.
    pending: bool,
    quoted: Vec<Quoted>,
    stray: Vec<usize>,
}

impl Pairing<'_, '_> {
    /// Pairs the marks of the block; whether its last quotation goes on in the next one.
    fn pair_block(&mut self) -> bool {
        let end = self.tokens.end;
        let mut at = self.tokens.start;
        let mut open = None;
        while at < end {
            match (self.text.tokens[at].kind, open) {
                (Kind::Open(true), None) => open = Some(at),
                (Kind::Open(true), Some(start)) if self.closes_low(start, at) => {
                    self.push(start, Some(at));
                    open = None;
                }
                (Kind::Open(true), Some(start)) => {
                    self.stray.push(start);
                    open = Some(at);
                }
                (Kind::Close(true), Some(start)) => {
                    self.push(start, Some(at));
                    open = None;
                }
                (Kind::Open(false), None) => {
                    let resumed = self.goes_on(at, false);
                    if let Some(close) = self.single_close(at, end, resumed) {
                        self.push(at, Some(close));
                        at = close;
                    } else if resumed {
                        self.push(at, None);
                        return true;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        let Some(start) = open else { return false };
        if self.goes_on(start, true) {
            self.push(start, None);
            return true;
        }
        self.stray.push(start);
        false
    }

    fn push(&mut self, open: usize, close: Option<usize>) {
        let end = close.unwrap_or(self.tokens.end);
        if open + 1 < end {
            let resumes = self.pending && open == self.tokens.start;
            let (first, last, block) = (open + 1, end - 1, self.block);
            self.quoted.push(Quoted { open, first, last, close, block, resumes });
        }
    }

    /// Whether “ at `at` closes what „ opened.
    fn closes_low(&self, open: usize, at: usize) -> bool {
        self.text.str(open) == "„" && self.text.str(at) == "“"
    }

    /// Whether the next paragraph opens with the same mark again as the words after `open` do.
    fn goes_on(&self, open: usize, double: bool) -> bool {
        let Some(next) = self.text.source.blocks.get(self.block + 1) else { return false };
        let first = self.text.tokens_of_block(self.block + 1);
        matches!(next.kind, BlockKind::Paragraph | BlockKind::Quote)
            && self.text.tokens.get(first.start).is_some_and(|t| t.kind == Kind::Open(double))
            && !first.is_empty()
            && open + 1 < self.tokens.end
    }

    /// The mark that closes the single one at `open`. A mark after an s may as well be the ending
    /// of possession: it closes only where no surer one follows.
    fn single_close(&self, open: usize, end: usize, resumed: bool) -> Option<usize> {
        let tokens = &self.text.tokens;
        if tokens.get(open + 1).is_none_or(|t| t.kind == Kind::Number) {
            return None;
        }
        let mut doubtful = None;
        for at in open + 1..end.min(open + REACH) {
            match tokens[at].kind {
                Kind::Open(false) => break,
                Kind::Close(false) if !tokens[at].spaced => {}
                _ => continue,
            }
            let next = (at + 1 < end).then(|| tokens[at + 1]);
            if next.is_some_and(|t| t.is_word() && !t.spaced) {
                continue;
            }
            let before = tokens[at - 1];
            let after_s = before.is_word() && self.text.str(at - 1).ends_with(['s', 'S']);
            let word_follows = next.is_some_and(|t| t.is_word() || t.kind == Kind::Number);
            if !(after_s && word_follows) {
                return match doubtful {
                    Some(earlier) if after_s => Some(earlier),
                    _ => Some(at),
                };
            }
            doubtful = doubtful.or(Some(at));
        }
        let reach = if resumed { BRIEF } else { DOUBTFUL };
        doubtful.filter(|at| at - open <= reach)
    }
}
