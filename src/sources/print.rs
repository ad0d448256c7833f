//! An article as Markdown with front matter, in one normal form.

use std::fmt::Write;

use super::front;
use super::{Block, BlockKind, Document, Mark, MarkKind};

/// The whole file. [`parse`](super::parse) gives the document back, if it is in normal form (see
/// [`normalise`]), as every document is that was ingested or parsed.
pub fn print(document: &Document) -> String {
    let mut out = String::with_capacity(
        512 + document.blocks.iter().map(|b| b.text.len() + 8).sum::<usize>(),
    );
    out.push_str("---\n");
    front::print(&mut out, &document.meta);
    out.push_str("---\n");
    let body = body(&document.blocks);
    if !body.is_empty() {
        out.push('\n');
        out.push_str(&body);
    }
    out
}

/// The hash that `generated` holds for a body: 32 hexadecimal digits. Line ends are made LF, empty
/// lines at both ends do not count.
pub(super) fn hash(body: &str) -> String {
    let body = body.trim_matches(['\n', '\r']);
    let digest = if body.contains('\r') {
        blake3::hash(body.replace("\r\n", "\n").as_bytes())
    } else {
        blake3::hash(body.as_bytes())
    };
    digest.to_hex()[..32].to_owned()
}

/// The blocks as Markdown.
pub(super) fn body(blocks: &[Block]) -> String {
    let mut out = String::with_capacity(blocks.iter().map(|b| b.text.len() + 8).sum());
    let mut lists = Lists::default();
    for block in blocks {
        match block.kind {
            BlockKind::Bullet(depth) => lists.item(&mut out, depth, None),
            BlockKind::Numbered(depth, number) => lists.item(&mut out, depth, Some(number)),
            kind => {
                lists = Lists::default();
                if !out.is_empty() {
                    out.push('\n');
                }
                match kind {
                    BlockKind::Headline => out.push_str("# "),
                    BlockKind::Heading(level) => {
                        for _ in 0..level.clamp(1, 6) {
                            out.push('#');
                        }
                        out.push(' ');
                    }
                    BlockKind::Quote => out.push_str("> "),
                    _ => {}
                }
            }
        }
        inline(&mut out, block);
        if matches!(block.kind, BlockKind::Heading(_))
            && out.ends_with('#')
            && !out.ends_with("\\#")
        {
            // A heading's closing signs would not be part of it.
            out.insert(out.len() - 1, '\\');
        }
        out.push('\n');
    }
    out
}

/// The lists that are open, the outermost first.
#[derive(Default)]
struct Lists(Vec<List>);

struct List {
    /// The next number; none for bullets.
    next: Option<u32>,
    /// How far the text of its items is indented against its markers.
    width: usize,
    /// Whether it has brackets after its numbers: two lists that follow each other must differ.
    bracket: bool,
}

impl Lists {
    fn item(&mut self, out: &mut String, depth: u8, number: Option<u32>) {
        let depth = usize::from(depth).min(self.0.len());
        self.0.truncate(depth + 1);
        let mut bracket = false;
        if let Some(open) = self.0.get(depth)
            && open.next != number
        {
            bracket = open.next.is_some() && number.is_some() && !open.bracket;
            self.0.pop();
        }
        if self.0.len() == depth {
            // An empty line lets a list begin whose first number is not one.
            if !out.is_empty() && (depth == 0 || number.is_some()) {
                out.push('\n');
            }
            self.0.push(List { next: number, width: 2, bracket });
        }
        let indent: usize = self.0[..depth].iter().map(|list| list.width).sum();
        for _ in 0..indent {
            out.push(' ');
        }
        let list = &mut self.0[depth];
        match number {
            None => out.push_str("- "),
            Some(number) => {
                let start = out.len();
                let sign = if list.bracket { ')' } else { '.' };
                let _ = write!(out, "{number}{sign} ");
                list.width = out.len() - start;
                list.next = Some(number.saturating_add(1));
            }
        }
    }
}

/// The text of a block with its marks, escaped.
fn inline(out: &mut String, block: &Block) {
    let text = block.text.as_str();
    // Where a mark begins among the first bytes, its sign keeps them from beginning a block.
    let first = block.marks.first().map_or(usize::MAX, |mark| mark.start as usize);
    let mut at = escape_start(out, text, first);
    let mut open: Vec<&Mark> = Vec::new();
    for mark in &block.marks {
        let start = mark.start as usize;
        while open.last().is_some_and(|last| last.end <= mark.start) {
            close(out, text, &mut at, &mut open);
        }
        escape(out, text, at.min(start), start);
        at = at.max(start);
        match &mark.kind {
            MarkKind::Emphasis => out.push('_'),
            MarkKind::Strong => out.push_str("**"),
            MarkKind::Link(_) => {
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push('[');
            }
        }
        open.push(mark);
    }
    while !open.is_empty() {
        close(out, text, &mut at, &mut open);
    }
    escape(out, text, at, text.len());
}

fn close(out: &mut String, text: &str, at: &mut usize, open: &mut Vec<&Mark>) {
    let Some(mark) = open.pop() else { return };
    let end = mark.end as usize;
    escape(out, text, (*at).min(end), end);
    *at = (*at).max(end);
    match &mark.kind {
        MarkKind::Emphasis => out.push('_'),
        MarkKind::Strong => out.push_str("**"),
        MarkKind::Link(address) => {
            out.push_str("](");
            link(out, address);
            out.push(')');
        }
    }
}

fn link(out: &mut String, address: &str) {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/:.-_~?=#%+,;@!$'".contains(&b);
    if !address.is_empty() && address.bytes().all(plain) && !address.starts_with('<') {
        out.push_str(address);
        return;
    }
    out.push('<');
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("%0A"),
            other => out.push(other),
        }
    }
    out.push('>');
}

/// Escapes what would begin a block at the start of `text`; returns how many bytes that took.
fn escape_start(out: &mut String, text: &str, mark: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        _ if mark == 0 => 0,
        Some(b'#' | b'>' | b'-' | b'+' | b'=' | b'~' | b'|') => {
            out.push('\\');
            out.push(char::from(bytes[0]));
            1
        }
        Some(b'0'..=b'9') => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            if digits < mark && digits <= 9 && matches!(bytes.get(digits), Some(b'.' | b')')) {
                out.push_str(&text[..digits]);
                out.push('\\');
                out.push(char::from(bytes[digits]));
                return digits + 1;
            }
            0
        }
        _ => 0,
    }
}

/// Writes bytes `from..to` of `text`, escaping what would be a mark.
fn escape(out: &mut String, text: &str, from: usize, to: usize) {
    let bytes = text.as_bytes();
    // Nearly no text has such a sign; written so that many bytes are compared at once.
    let sign = |b: u8| matches!(b, b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'_' | b'&');
    if !bytes[from..to].iter().fold(false, |any, byte| any | sign(*byte)) {
        out.push_str(&text[from..to]);
        return;
    }
    let mut written = from;
    for at in from..to {
        let word =
            |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphanumeric);
        let special = match bytes[at] {
            b'\\' | b'`' | b'*' | b'[' | b']' | b'<' => true,
            // Inside of a word an underscore is a letter.
            b'_' => !(word(at.checked_sub(1)) && word(Some(at + 1)) && at > from && at + 1 < to),
            b'&' => bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'#'),
            _ => false,
        };
        if special {
            out.push_str(&text[written..at]);
            out.push('\\');
            written = at;
        }
    }
    out.push_str(&text[written.min(to)..to]);
}
