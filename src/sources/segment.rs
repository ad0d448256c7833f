//! An article cut into passages: what can be cited.

use rustc_hash::FxHashMap;

use super::{Block, BlockKind, Document, Passage, Source, sentences};
use crate::fold::fold;
use crate::lexicon::Lexicon;
use crate::span::{PassageId, SourceId};

/// Cuts an article into passages: the headline, headings and list items are one each, paragraphs and
/// quotations are cut into sentences.
pub fn segment(id: SourceId, document: Document, lexicon: &Lexicon) -> Source {
    let Document { meta, blocks: body } = document;
    let mut blocks = Vec::with_capacity(body.len() + 1);
    if let Some(title) = meta.title.as_ref().filter(|title| !title.trim().is_empty()) {
        let text = title.trim().to_owned();
        blocks.push(Block { kind: BlockKind::Headline, text, marks: Vec::new() });
    }
    blocks.extend(body);
    let mut cutter = Cutter::default();
    let mut of_block = Vec::with_capacity(blocks.len());
    for (index, block) in (0u32..).zip(&blocks) {
        let first = length(cutter.passages.len());
        match block.kind {
            BlockKind::Paragraph | BlockKind::Quote => {
                sentences::each(&block.text, &lexicon.abbreviations, |start, end| {
                    cutter.passage(index, &block.text, start, end);
                });
            }
            _ => cutter.passage(index, &block.text, 0, block.text.len()),
        }
        of_block.push(first..length(cutter.passages.len()));
    }
    Source { id, meta, blocks, passages: cutter.passages, of_block }
}

#[derive(Default)]
struct Cutter {
    passages: Vec<Passage>,
    /// How often each text has come so far.
    seen: FxHashMap<PassageId, u16>,
}

impl Cutter {
    fn passage(&mut self, block: u32, text: &str, start: usize, end: usize) {
        let folded = fold(&text[start..end]);
        let first = PassageId::of(&folded, 1);
        let count = self.seen.entry(first).or_default();
        *count = count.saturating_add(1);
        let id = if *count == 1 { first } else { PassageId::of(&folded, *count) };
        self.passages.push(Passage { id, block, start: length(start), end: length(end) });
    }
}

fn length(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::parse;

    #[test]
    fn passages_of_an_article() {
        let text = "---\ntitle: The Thaw\n---\n\nIt came. It went.\n\n## Why?\n\n- One. Two.\n- It came.\n\n> So be it. Amen.\n";
        let source = segment(SourceId::new("a"), parse("a.md", text).value, &Lexicon::builtin());
        let texts: Vec<_> = (0..source.passages.len()).map(|i| source.passage_text(i)).collect();
        assert_eq!(
            texts,
            [
                "The Thaw",
                "It came.",
                "It went.",
                "Why?",
                "One. Two.",
                "It came.",
                "So be it.",
                "Amen."
            ]
        );
        assert_eq!(source.of_block[1], 1..3);
        assert!(source.passages[5].id.to_string().ends_with("-2"));
        let span = source.span(1, 3, 12);
        assert_eq!((span.sentences, source.words(&span)), (2, Some("came. It ")));
    }
}
