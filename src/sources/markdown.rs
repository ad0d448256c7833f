//! CommonMark as blocks: headings, paragraphs, items, quotations, with marks.
//!
//! Read by [`parse`](super::parse) and by the ingest of Markdown seeds. Tables, code and HTML become
//! paragraphs of their text: an article's words are kept, whatever stood around them.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::clean;
use super::{Block, BlockKind, Mark, MarkKind};

/// What a Markdown text holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Its blocks, each with its bytes in the text. A heading of level 1 keeps that level.
    pub(super) blocks: Vec<(Block, Range<usize>)>,
    /// Its pictures: address or alternative text, each with its bytes in the text.
    pub(super) images: Vec<Range<usize>>,
}

/// Reads a Markdown text without its front matter.
pub(super) fn read(text: &str) -> Content {
    let mut reader = Reader::default();
    for (event, at) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, at);
    }
    reader.flush();
    reader.content
}

#[derive(Default)]
struct Reader {
    content: Content,
    /// The number that the next item of each open list has; none for bullets.
    lists: Vec<Option<u64>>,
    quotes: usize,
    image: usize,
    item: Option<BlockKind>,
    open: Option<Open>,
    html: bool,
}

/// A block that is being read.
struct Open {
    kind: BlockKind,
    text: String,
    marks: Vec<Mark>,
    /// Indices of the marks that are not closed.
    unclosed: Vec<usize>,
    /// Whether white space came after the text.
    blank: bool,
    at: Range<usize>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => {
                if self.html {
                    self.text(&without_tags(&text), at);
                } else {
                    self.text(&text, at);
                }
            }
            Event::Html(html) => self.text(&without_tags(&html), at),
            Event::SoftBreak | Event::HardBreak => self.text(" ", at),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            // The first paragraph of an item is the item.
            Tag::Paragraph if self.open.as_ref().is_none_or(|open| !open.text.is_empty()) => {
                self.begin(at);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.open = Some(Open::new(BlockKind::Heading(level as u8), at));
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::TableHead | Tag::TableRow => self.begin(at),
            Tag::HtmlBlock => {
                self.html = true;
                self.begin(at);
            }
            Tag::TableCell if self.open.as_ref().is_some_and(|open| !open.text.is_empty()) => {
                self.text("; ", at);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let kind = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let kind = BlockKind::Numbered(depth, u32::try_from(*number).unwrap_or(0));
                        *number += 1;
                        kind
                    }
                    _ => BlockKind::Bullet(depth),
                };
                self.item = Some(kind);
                self.open = Some(Open::new(kind, at));
            }
            Tag::Emphasis => self.mark(MarkKind::Emphasis),
            Tag::Strong => self.mark(MarkKind::Strong),
            Tag::Link { dest_url, .. } => self.mark(MarkKind::Link(dest_url.into_string())),
            Tag::Image { .. } => {
                if self.image == 0 {
                    self.content.images.push(at);
                }
                self.image += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Table
            | TagEnd::Item => self.flush(),
            TagEnd::HtmlBlock => {
                self.html = false;
                self.flush();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                if let Some(open) = &mut self.open
                    && let Some(index) = open.unclosed.pop()
                {
                    open.marks[index].end = length(&open.text);
                }
            }
            TagEnd::Image => self.image = self.image.saturating_sub(1),
            _ => {}
        }
    }

    /// Begins a block whose kind the context says.
    fn begin(&mut self, at: Range<usize>) {
        self.flush();
        let kind = if self.quotes > 0 { BlockKind::Quote } else { BlockKind::Paragraph };
        self.open = Some(Open::new(kind, at));
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if self.image > 0 {
            return;
        }
        if self.open.is_none() {
            // Text after a list inside of an item.
            self.begin(at.clone());
        }
        if let Some(open) = &mut self.open {
            open.push(text);
            open.at.end = open.at.end.max(at.end);
        }
    }

    fn mark(&mut self, kind: MarkKind) {
        if let Some(open) = &mut self.open {
            open.settle();
            open.unclosed.push(open.marks.len());
            open.marks.push(Mark { start: length(&open.text), end: 0, kind });
        }
    }

    fn flush(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let end = length(&open.text);
        open.marks.retain_mut(|mark| {
            mark.end = mark.end.min(end);
            mark.start < mark.end
        });
        if !open.text.is_empty() {
            let block = Block { kind: open.kind, text: open.text, marks: open.marks };
            self.content.blocks.push((block, open.at));
        }
    }
}

impl Open {
    fn new(kind: BlockKind, at: Range<usize>) -> Self {
        Self {
            kind,
            text: String::new(),
            marks: Vec::new(),
            unclosed: Vec::new(),
            blank: false,
            at,
        }
    }

    /// Adds text, white space made single blanks.
    fn push(&mut self, text: &str) {
        let white = |c: Option<char>| c.is_some_and(char::is_whitespace);
        self.blank |= white(text.chars().next());
        let inner = clean(text);
        if inner.is_empty() {
            return;
        }
        self.settle();
        self.text.push_str(&inner);
        self.blank = white(text.chars().next_back());
    }

    /// Writes the blank that is due before more text.
    fn settle(&mut self) {
        if std::mem::take(&mut self.blank) && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// The text of an HTML block: what stands between its tags.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push(' ');
        let Some(end) = rest[at..].find('>') else { return out };
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}
