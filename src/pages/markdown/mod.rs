//! An editor's Markdown: blocks of HTML with citations and links between pages left open, to be
//! numbered and made relative where they are rendered.
//!
//! It stands alone because Markdown can swallow a citation silently (two side by side, brackets
//! within the words, a bar in a table, an HTML block): every `[@` outside code must have become
//! exactly one citation, and what did not is said.

mod headings;
mod raw;
#[cfg(test)]
mod tests;
mod wording;

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::citations::{Written, parse};
use crate::diagnostic::{Diagnostic, Place};
use crate::slug::Slug;
pub(super) use wording::{TERM, Wording};

/// Rendered Markdown.
#[derive(Clone, Debug, Default)]
pub(super) struct Markdown {
    /// HTML of each block of the top level, with marks where citations and links go.
    pub(super) blocks: Vec<String>,
    /// What is cited, by the number in its mark.
    pub(super) citations: Vec<Cite>,
    /// Links to pages and files of the site, by the number in their mark.
    pub(super) links: Vec<Link>,
    /// The plain text of each block.
    pub(super) wordings: Vec<Wording>,
    /// The first heading, if the body opens with it.
    pub(super) title: Option<String>,
}

/// A citation of one or more references.
#[derive(Clone, Debug)]
pub(super) struct Cite {
    /// Bytes in the file, brackets included.
    pub(super) range: Range<usize>,
    /// The references.
    pub(super) written: Vec<Written>,
}

/// A link that begins with `@/` or `/`, or leads to a Markdown file.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Bytes in the file.
    pub(super) range: Range<usize>,
    /// As it is written.
    pub(super) target: String,
}

/// Opens and closes a mark; both are taken out of the text itself.
pub(super) const MARK: (char, char) = ('\u{e000}', '\u{e001}');

/// The first byte of both marks, which hardly any text has.
const FIRST: u8 = 0xee;

/// The address that stands for the link with a number, until it is known where it leads.
pub(super) const LINK: &str = "sitegen-link:";

const CITE: &str = "sitegen-cite:";

/// Renders the body of `text`, the file at `path`, which begins at byte `body`; `title` is that of
/// its front matter.
pub(super) fn render(
    path: &str,
    text: &str,
    body: usize,
    title: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Markdown {
    // The marks are private characters of three bytes each, as is what replaces them here.
    let clean;
    let source =
        if memchr::memchr(FIRST, text.as_bytes()).is_some() && text.contains([MARK.0, MARK.1]) {
            clean = text.replace([MARK.0, MARK.1], "\u{fffd}");
            &clean
        } else {
            text
        };
    let source = source.get(body..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let callback = |link: BrokenLink| {
        let is_citation = link.reference.trim_start().starts_with('@');
        is_citation.then(|| (format!("{CITE}{}", link.reference).into(), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(source, options, Some(callback));
    let mut writer = Writer {
        path,
        text,
        source,
        offset: body,
        title,
        out: Markdown::default(),
        code: Vec::new(),
        ids: HashSet::new(),
        notes: Vec::new(),
        late: Vec::new(),
        open: raw::Open::default(),
        wording: Wording::default(),
        shift: 0,
        diagnostics,
    };
    writer.run(parser.into_offset_iter().collect());
    writer.prove_all_cited();
    let mut out = writer.out;
    out.blocks.extend(writer.late);
    out
}

struct Writer<'a> {
    path: &'a str,
    text: &'a str,
    /// The body.
    source: &'a str,
    /// Where the body begins in the file.
    offset: usize,
    /// The title in the front matter.
    title: Option<&'a str>,
    out: Markdown,
    /// Bytes of the body that are code.
    code: Vec<Range<usize>>,
    ids: HashSet<Slug>,
    /// Labels of footnotes in the order of reference.
    notes: Vec<String>,
    /// Footnotes, which come last.
    late: Vec<String>,
    /// Elements that raw HTML in the blocks before left open.
    open: raw::Open,
    /// The plain text of the block that is being written.
    wording: Wording,
    /// By how much headings are lowered: the page's title is the only one of level 1.
    shift: u8,
    diagnostics: &'a mut Vec<Diagnostic>,
}

type Located<'e> = (Event<'e>, Range<usize>);

impl Writer<'_> {
    /// Cuts the events into blocks of the top level, and writes each.
    fn run(&mut self, events: Vec<Located>) {
        let top = |event: &Event| {
            matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
        };
        let taken = usize::from(self.takes_title(&events));
        self.shift = u8::from(events.iter().skip(taken).any(|(event, _)| top(event)));
        let mut depth = 0usize;
        let mut block = Vec::new();
        for (event, range) in events {
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            block.push((event, range));
            if depth == 0 {
                self.block(std::mem::take(&mut block));
            }
        }
        if !block.is_empty() {
            self.block(block);
        }
    }

    fn block(&mut self, events: Vec<Located>) {
        let footnote = match events.first() {
            Some((Event::Start(Tag::FootnoteDefinition(label)), _)) => Some(label.to_string()),
            _ => None,
        };
        let first = self.out.blocks.is_empty() && footnote.is_none();
        if first && self.out.title.is_none() && self.takes_title(&events) {
            self.out.title = headings::title(&events);
            return;
        }
        let goes_on = self.open.any() && footnote.is_none();
        for (event, _) in &events {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                self.open.read(html);
            }
        }
        let mut html = String::new();
        self.wording = Wording::default();
        if let (Some((event, first)), Some((_, last))) = (events.first(), events.last()) {
            self.wording.paragraph = matches!(event, Event::Start(Tag::Paragraph));
            self.wording.range = first.start + self.offset..last.end + self.offset;
        }
        let inner = match footnote {
            Some(_) => {
                let end = events.len().saturating_sub(1).max(1);
                events.into_iter().take(end).skip(1).collect()
            }
            None => events,
        };
        let events = self.rewrite(inner);
        self.wording.end();
        self.out.wordings.push(std::mem::take(&mut self.wording));
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        if let Some(label) = footnote {
            let n = self.note(&label);
            self.late.push(format!(
                "<div class=\"footnote\" id=\"fn-{n}\" role=\"note\"><p class=\"label\">Note {n}</p>\n{html}</div>"
            ));
        } else if let Some(last) = self.out.blocks.last_mut().filter(|_| goes_on) {
            last.push_str(&html);
        } else if !html.trim().is_empty() {
            self.out.blocks.push(html);
        }
    }

    /// Whether these events open with the page's title: a heading of level 1 that says the same as
    /// the front matter, or all that says it.
    fn takes_title(&self, events: &[Located]) -> bool {
        headings::title(events).is_some_and(|title| self.title.is_none_or(|known| known == title))
    }

    /// Replaces citations, links, headings and footnotes within a block.
    fn rewrite<'e>(&mut self, events: Vec<Located<'e>>) -> Vec<Event<'e>> {
        let mut out = Vec::with_capacity(events.len());
        let mut swallowed = 0usize;
        // The text of an image becomes an attribute, in which no citation can stand.
        let mut images = 0usize;
        let mut texts = headings::texts(&events).into_iter();
        for (event, range) in events {
            if swallowed > 0 {
                match event {
                    Event::Start(_) => swallowed += 1,
                    Event::End(_) => swallowed -= 1,
                    _ => {}
                }
                continue;
            }
            match event {
                Event::Start(Tag::Link { link_type, dest_url, .. })
                    if images == 0 && dest_url.starts_with(CITE) && is_broken(link_type) =>
                {
                    swallowed = 1;
                    for n in self.cite(link_type, &dest_url[CITE.len()..], range) {
                        self.wording.cite(n);
                        out.push(Event::InlineHtml(format!("{}{n}{}", MARK.0, MARK.1).into()));
                    }
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = self.link(dest_url, range);
                    out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
                Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                    images += 1;
                    let dest_url = self.link(dest_url, range);
                    out.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    let text = texts.next().unwrap_or_default();
                    let wanted = id.as_deref().unwrap_or(&text);
                    let id = headings::anchor(wanted, &mut self.ids);
                    let level = self.lowered(level);
                    out.push(Event::Start(Tag::Heading {
                        level,
                        id: Some(id.into()),
                        classes,
                        attrs,
                    }));
                }
                Event::End(TagEnd::Heading(level)) => {
                    out.push(Event::End(TagEnd::Heading(self.lowered(level))));
                }
                Event::End(TagEnd::Image) => {
                    images = images.saturating_sub(1);
                    out.push(event);
                }
                Event::FootnoteReference(label) => {
                    let n = self.note(&label);
                    let html = format!(
                        "<sup class=\"refs\"><a href=\"#fn-{n}\" role=\"doc-noteref\" aria-label=\"Note {n}\">n{n}</a></sup>"
                    );
                    out.push(Event::InlineHtml(html.into()));
                }
                Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => {
                    self.code.push(range);
                    out.push(event);
                }
                Event::Text(text) => {
                    self.wording.add(&text, range.start + self.offset);
                    out.extend(wording::shown(text));
                }
                Event::SoftBreak
                | Event::HardBreak
                | Event::End(TagEnd::Item | TagEnd::TableCell) => {
                    self.wording.add("\n", range.start + self.offset);
                    out.push(event);
                }
                event => out.push(event),
            }
        }
        out
    }

    fn lowered(&self, level: HeadingLevel) -> HeadingLevel {
        let level = (level as usize + usize::from(self.shift)).min(6);
        HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
    }

    fn note(&mut self, label: &str) -> usize {
        let known = self.notes.iter().position(|note| note == label);
        1 + known.unwrap_or_else(|| {
            self.notes.push(label.to_owned());
            self.notes.len() - 1
        })
    }

    /// Registers the citations of a link that Markdown found: one, or two side by side.
    fn cite(&mut self, kind: LinkType, label: &str, range: Range<usize>) -> Vec<usize> {
        let mut out = Vec::new();
        if matches!(kind, LinkType::ReferenceUnknown) {
            let text = self.source.get(range.clone()).unwrap_or_default();
            // `[@a, "x"][@b, "z"]`: the second one is the label of the first.
            if let Some(split) = text.find("][") {
                let first = range.start..range.start + split + 1;
                let inside = text.get(1..split).unwrap_or_default().to_owned();
                out.push(self.register(&inside, first));
                out.push(self.register(label, range.start + split + 1..range.end));
                return out;
            }
        }
        out.push(self.register(label, range));
        out
    }

    /// Registers a citation; its number. One that cannot be read is said, and has no references.
    fn register(&mut self, inside: &str, range: Range<usize>) -> usize {
        let range = range.start + self.offset..range.end + self.offset;
        let written = parse(inside).unwrap_or_default();
        if written.is_empty() {
            self.diagnostics.push(
                Diagnostic::error("citation", "this citation cannot be read")
                    .at(Place::in_text(self.path, self.text, range.start, range.end))
                    .hint("write [@ID], [@ID, \"words from it\"] or [@A, \"...\"; @B, \"...\"]"),
            );
        }
        self.out.citations.push(Cite { range, written });
        self.out.citations.len() - 1
    }

    /// Leaves a link within the site open.
    fn link<'e>(&mut self, url: CowStr<'e>, range: Range<usize>) -> CowStr<'e> {
        let path = url.split('#').next().unwrap_or_default();
        let scheme = url.split(['/', '#']).next().is_some_and(|part| part.contains(':'));
        let own = url.starts_with("@/")
            || (url.starts_with('/') && !url.starts_with("//"))
            || (!scheme && path.rsplit('.').next() == Some("md"));
        if !own {
            return url;
        }
        let range = range.start + self.offset..range.end + self.offset;
        self.out.links.push(Link { range, target: url.to_string() });
        format!("{LINK}{}", self.out.links.len() - 1).into()
    }

    /// Every `[@` outside code is the beginning of exactly one citation.
    fn prove_all_cited(&mut self) {
        let starts: HashSet<usize> =
            self.out.citations.iter().map(|cite| cite.range.start).collect();
        let inside = |at: usize| {
            self.out.citations.iter().any(|cite| cite.range.start < at && at < cite.range.end)
        };
        for (at, _) in self.source.match_indices("[@") {
            let escapes = self.source[..at].bytes().rev().take_while(|b| *b == b'\\').count();
            let code = self.code.iter().any(|range| range.contains(&at));
            let at = at + self.offset;
            if escapes % 2 == 1 || code || starts.contains(&at) || inside(at) {
                continue;
            }
            let end = self.text[at..].find([']', '\n']).map_or(self.text.len(), |i| at + i + 1);
            self.diagnostics.push(
                Diagnostic::error("citation", "Markdown does not read this as a citation")
                    .at(Place::in_text(self.path, self.text, at, end))
                    .hint(
                        "brackets within the words, a bar within a table, an address after it, HTML or \
                         an image around it hide a citation: quote other words, or write `\\[@` for \
                         the characters themselves",
                    ),
            );
        }
    }
}

fn is_broken(kind: LinkType) -> bool {
    use LinkType::{CollapsedUnknown, ReferenceUnknown, ShortcutUnknown};
    matches!(kind, ShortcutUnknown | CollapsedUnknown | ReferenceUnknown)
}
