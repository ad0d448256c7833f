//! The normal form of an article's blocks: what Markdown can say exactly.
//!
//! It stands alone so that `parse(print(d)) == d` has a definition: it holds for all normal blocks,
//! and whatever is ingested or parsed is made normal.

use super::{Block, BlockKind, Mark, MarkKind};

/// Makes blocks normal: empty blocks dropped, levels and depths in range, marks dropped that would not
/// be read back. Their texts are one line of single blanks already, as [`clean`](super::lines::clean)
/// leaves them.
pub(super) fn normalise(blocks: &mut Vec<Block>) {
    blocks.retain(|block| !block.text.is_empty());
    // The depth that an item may have at most: one more than the item before it.
    let mut deepest = 0;
    for block in blocks {
        match &mut block.kind {
            BlockKind::Bullet(depth) | BlockKind::Numbered(depth, _) => {
                *depth = (*depth).min(deepest);
                deepest = *depth + 1;
            }
            kind => {
                deepest = 0;
                if let BlockKind::Heading(level) = kind {
                    *level = (*level).clamp(2, 6);
                }
            }
        }
        if let BlockKind::Numbered(_, number) = &mut block.kind {
            *number = (*number).min(999_999_999);
        }
        if !block.marks.is_empty() {
            block.marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
            block.marks = representable(&block.text, &block.marks);
        }
    }
}

/// The marks that Markdown can say: in range, nested, with ends where a sign opens and closes.
fn representable(text: &str, marks: &[Mark]) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    let mut open: Vec<usize> = Vec::new();
    for mark in marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        if start >= end || text.get(start..end).is_none() || !has_fine_ends(text, mark) {
            continue;
        }
        open.retain(|i| kept[*i].end > mark.start);
        let same = |m: &Mark| std::mem::discriminant(&m.kind) == std::mem::discriminant(&mark.kind);
        let clash = open.iter().any(|i| kept[*i].end < mark.end || same(&kept[*i]));
        let touches = kept.iter().any(|m| m.end == mark.start && m.start < m.end);
        if !clash && !touches {
            open.push(kept.len());
            kept.push(mark.clone());
        }
    }
    kept
}

fn has_fine_ends(text: &str, mark: &Mark) -> bool {
    let (start, end) = (mark.start as usize, mark.end as usize);
    let (first, last) = (text[start..].chars().next(), text[..end].chars().next_back());
    let white = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if white(first) || white(last) {
        return false;
    }
    if let MarkKind::Link(address) = &mark.kind {
        return !address.contains(char::is_control) && address.trim() == address;
    }
    let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let edge = |c: Option<char>| white(c) || c.is_some_and(is_punctuation);
    (white(before) || edge(before) && word(first)) && (white(after) || edge(after) && word(last))
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '–' | '—' | '…')
}
