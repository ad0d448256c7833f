//! What one finished page holds: ids, links, headings, and what is wrong with it by itself.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::nesting::Nesting;
use super::scan::{Attribute, Scanner, Tag, Token, is, text, value};
use crate::diagnostic::Diagnostic;

/// Bytes of the page.
pub(super) type At = (usize, usize);

/// An address that the page names.
#[derive(Debug)]
pub(super) struct Link<'a> {
    pub(super) to: Cow<'a, str>,
    pub(super) at: At,
}

/// Something wrong with the page by itself; without a place, the whole of it is meant.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) at: Option<At>,
    pub(super) diagnostic: Diagnostic,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    pub(super) links: Vec<Link<'a>>,
    /// Attribute, id that it names, place.
    pub(super) references: Vec<(&'static str, String, At)>,
    /// The page that relative addresses start from, where it says so.
    pub(super) base: Option<String>,
    pub(super) ids: Vec<(Cow<'a, str>, At)>,
    lang: bool,
    /// Whether it sends visitors on at once, and is not read.
    redirect: bool,
    title: Option<String>,
    headings: Vec<(u8, String, At)>,
    problems: Vec<Problem>,
    /// Elements whose text counts, and that have not ended yet.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    tag: &'static str,
    text: String,
    at: At,
}

/// Elements whose text counts.
const TEXTS: [&str; 10] = ["title", "a", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Attributes that hold an address.
const ADDRESSES: [&str; 5] = ["href", "src", "poster", "action", "data"];

/// Attributes that name ids.
const REFERENCES: [&str; 5] =
    ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"];

/// Reads a page.
pub(super) fn read(html: &[u8]) -> Facts<'_> {
    let mut facts = Facts::default();
    let mut nesting = Nesting::default();
    let mut cut = false;
    let mut scanner = Scanner::new(html);
    while let Some(token) = scanner.next() {
        match token {
            Token::Start(tag) => {
                nesting.start(&tag, scanner.is_foreign());
                facts.element(tag, scanner.attributes(), scanner.is_foreign());
            }
            Token::End(name, at) => {
                nesting.end(name, at, &mut facts.problems);
                facts.close(name);
            }
            Token::Text(written) if !facts.open.is_empty() => facts.write(&text(written)),
            Token::Text(_) => {}
            Token::Cut(at) => {
                let diagnostic = Diagnostic::error("html", "the page ends within a tag").hint(
                    "close it, in the template or in the HTML within the prose that writes it",
                );
                facts.problems.push(Problem { at: Some(at), diagnostic });
                cut = true;
            }
        }
    }
    // Where the page is cut off, nothing after that could close what is open.
    if !cut {
        nesting.finish(&mut facts.problems);
    }
    facts
}

fn heading_level(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

impl<'a> Facts<'a> {
    fn element(&mut self, tag: Tag<'a>, attributes: &[Attribute<'a>], foreign: bool) {
        let at = tag.at;
        for &(name, value) in attributes {
            if is(name, "id") {
                self.ids.push((text(value), at));
            } else if let Some(name) = ADDRESSES.into_iter().find(|known| is(name, known)) {
                self.link(tag.name, name, text(value), at);
            } else if is(name, "srcset") {
                let set = text(value);
                for to in set.split(',').filter_map(|part| part.split_whitespace().next()) {
                    self.links.push(Link { to: Cow::Owned(to.to_owned()), at });
                }
            } else if let Some(name) = REFERENCES.into_iter().find(|known| is(name, known)) {
                for id in text(value).split_whitespace() {
                    self.references.push((name, id.to_owned(), at));
                }
            }
        }
        self.special(&tag, attributes, foreign);
    }

    fn link(&mut self, tag: &[u8], name: &str, to: Cow<'a, str>, at: At) {
        if is(tag, "base") {
            // Relative to the site's root, like the paths of pages.
            self.base = Some(to.trim_start_matches('/').to_owned());
        } else if name != "data" || is(tag, "object") {
            self.links.push(Link { to, at });
        }
    }

    fn special(&mut self, tag: &Tag<'a>, attributes: &[Attribute<'a>], foreign: bool) {
        let at = tag.at;
        let get = |name: &str| value(attributes, name);
        if let Some(known) = TEXTS.into_iter().find(|known| is(tag.name, known)) {
            // In a drawing, a closed tag is the whole element.
            if foreign && tag.closed {
                return;
            }
            let label = get("aria-label").unwrap_or_default().into_owned();
            self.open.push(Open { tag: known, text: label, at });
            // An anchor without an address is a place, and needs no name.
            if known == "a" && get("href").is_none() {
                self.write("anchor");
            }
            if get("aria-labelledby").is_some() || get("aria-hidden").is_some() {
                self.write("named elsewhere");
            }
        } else if is(tag.name, "html") {
            self.lang = get("lang").is_some_and(|lang| !lang.trim().is_empty());
        } else if is(tag.name, "meta") {
            let refresh =
                get("http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"));
            self.redirect |= refresh;
            let to = get("content").filter(|_| refresh);
            if let Some((_, to)) = to.as_deref().and_then(|to| to.split_once("url=")) {
                self.links.push(Link { to: Cow::Owned(to.trim_matches('\'').to_owned()), at });
            }
        } else if is(tag.name, "img") {
            match get("alt") {
                Some(alt) => self.write(&alt),
                None => self.warn(
                    "alt-text",
                    "the image has no alternative text".to_owned(),
                    "write ![what it shows](image.png), or alt=\"\" if it is only decoration",
                    at,
                ),
            }
        }
    }

    fn write(&mut self, text: &str) {
        for open in &mut self.open {
            open.text.push_str(text);
        }
    }

    fn close(&mut self, name: &[u8]) {
        let Some(index) = self.open.iter().rposition(|open| is(name, open.tag)) else { return };
        let Open { tag, text, at } = self.open.swap_remove(index);
        // What was opened within it and never closed ends with it.
        self.open.truncate(index);
        let text = text.trim().to_owned();
        // A title in a drawing is not that of the page.
        if tag == "title" {
            if self.title.is_none() {
                self.title = Some(text);
            }
        } else if let Some(level) = heading_level(tag) {
            self.headings.push((level, text, at));
        } else if text.is_empty() {
            self.warn(
                "empty-link",
                format!("this <{tag}> has no text"),
                "a person who cannot see the page hears only its text: write some",
                at,
            );
        }
    }

    fn warn(&mut self, code: &str, message: String, hint: &str, at: At) {
        let diagnostic = Diagnostic::warning(code, message).hint(hint);
        self.problems.push(Problem { at: Some(at), diagnostic });
    }

    /// What is wrong with the page by itself.
    pub(super) fn problems(&mut self) -> Vec<Problem> {
        let mut out = std::mem::take(&mut self.problems);
        let mut seen = FxHashSet::default();
        for (id, at) in self.ids.iter().filter(|(id, _)| !seen.insert(&**id)) {
            let message = format!("the id {id:?} stands twice on this page");
            out.push(Problem {
                at: Some(*at),
                diagnostic: Diagnostic::error("duplicate-id", message).hint(
                    "give one of the two another id, where the template or the prose writes it",
                ),
            });
        }
        let mut whole = |code: &str, message: &str, hint: &str| {
            let diagnostic = Diagnostic::error(code, message).hint(hint);
            out.push(Problem { at: None, diagnostic });
        };
        if self.title.as_deref().is_none_or(str::is_empty) {
            let hint = "the template writes it, within <head>: <title>{{ full_title }}</title>";
            whole("page-title", "the page has no <title>", hint);
        }
        if !self.lang {
            let hint = "the template writes it: <html lang=\"{{ site.language }}\">";
            whole("page-language", "the page does not say its language: <html lang=...>", hint);
        }
        if !self.redirect {
            out.extend(self.heading_problems());
        }
        out
    }

    fn heading_problems(&self) -> Vec<Problem> {
        let problem = |at: Option<At>, message: String| Problem {
            at,
            diagnostic: Diagnostic::warning("heading-order", message)
                .hint("headings are the outline by which people who listen find their way"),
        };
        let mut out = Vec::new();
        match self.headings.iter().filter(|(level, ..)| *level == 1).count() {
            0 => out.push(problem(None, "the page has no heading of level 1".to_owned())),
            1 => {}
            n => out.push(problem(None, format!("the page has {n} headings of level 1"))),
        }
        let mut before = 0;
        for (level, text, at) in &self.headings {
            if text.is_empty() {
                out.push(problem(Some(*at), "this heading is empty".to_owned()));
            }
            if before > 0 && *level > before + 1 {
                let message = format!("a heading of level {level} follows one of level {before}");
                out.push(problem(Some(*at), message));
            }
            before = *level;
        }
        out
    }
}
