//! What one finished page holds: ids, links, headings, and what is wrong with it by itself.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use lol_html::html_content::Element;
use lol_html::{HtmlRewriter, Settings, doc_text, element};

use crate::diagnostic::Diagnostic;

/// Bytes of the page.
pub(super) type At = (usize, usize);

/// An address that the page names.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) to: String,
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
pub(super) struct Facts {
    pub(super) links: Vec<Link>,
    /// Attribute, id that it names, place.
    pub(super) references: Vec<(String, String, At)>,
    /// The page that relative addresses start from, where it says so.
    pub(super) base: Option<String>,
    ids: Vec<(String, At)>,
    lang: bool,
    /// Whether it sends visitors on at once, and is not read.
    redirect: bool,
    title: Option<String>,
    headings: Vec<(u8, String, At)>,
    problems: Vec<Problem>,
    open: Vec<(String, String, At)>,
}

/// Reads a page.
pub(super) fn read(html: &[u8]) -> Facts {
    let facts = Rc::new(RefCell::new(Facts::default()));
    let (elements, texts) = (Rc::clone(&facts), Rc::clone(&facts));
    let settings = Settings::new()
        .append_element_content_handler(element!("*", move |el| {
            elements.borrow_mut().element(el);
            if wants_text(&el.tag_name()) && el.can_have_content() {
                let ended = Rc::clone(&elements);
                el.on_end_tag(lol_html::end_tag!(move |_end| {
                    ended.borrow_mut().close();
                    Ok(())
                }))?;
            }
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |chunk| {
            texts.borrow_mut().text(chunk.as_str());
            Ok(())
        }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    let outcome = rewriter.write(html);
    let ended = outcome.and_then(|()| rewriter.end());
    let mut facts = std::mem::take(&mut *facts.borrow_mut());
    if let Err(error) = ended {
        let diagnostic = Diagnostic::error("html", format!("cannot be parsed: {error}"));
        facts.problems.push(Problem { at: None, diagnostic });
    }
    facts
}

fn wants_text(tag: &str) -> bool {
    heading_level(tag).is_some() || matches!(tag, "title" | "a" | "button" | "summary")
}

fn heading_level(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

impl Facts {
    /// Every id of the page.
    pub(super) fn anchors(&self) -> HashSet<&str> {
        self.ids.iter().map(|(id, _)| id.as_str()).collect()
    }

    fn element(&mut self, el: &mut Element) {
        let range = el.source_location().bytes();
        let at = (range.start, range.end);
        let tag = el.tag_name();
        if let Some(id) = el.get_attribute("id") {
            self.ids.push((id, at));
        }
        for name in ["href", "src", "poster", "action", "data"] {
            if let Some(to) = el.get_attribute(name) {
                self.link(&tag, name, to, at);
            }
        }
        if let Some(set) = el.get_attribute("srcset") {
            for to in set.split(',').filter_map(|part| part.split_whitespace().next()) {
                self.links.push(Link { to: to.to_owned(), at });
            }
        }
        for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"] {
            if let Some(ids) = el.get_attribute(name) {
                let named = ids.split_whitespace();
                self.references.extend(named.map(|id| (name.to_owned(), id.to_owned(), at)));
            }
        }
        self.special(el, &tag, at);
    }

    fn link(&mut self, tag: &str, name: &str, to: String, at: At) {
        if tag == "base" {
            // Relative to the site's root, like the paths of pages.
            self.base = Some(to.trim_start_matches('/').to_owned());
        } else if name != "data" || tag == "object" {
            self.links.push(Link { to, at });
        }
    }

    fn special(&mut self, el: &Element, tag: &str, at: At) {
        match tag {
            "html" => {
                self.lang = el.get_attribute("lang").is_some_and(|lang| !lang.trim().is_empty());
            }
            "meta" => {
                let refresh = el
                    .get_attribute("http-equiv")
                    .is_some_and(|value| value.eq_ignore_ascii_case("refresh"));
                self.redirect |= refresh;
                let to = el.get_attribute("content").filter(|_| refresh);
                if let Some((_, to)) = to.as_deref().and_then(|to| to.split_once("url=")) {
                    self.links.push(Link { to: to.trim_matches('\'').to_owned(), at });
                }
            }
            "img" => match el.get_attribute("alt") {
                Some(alt) => self.text(&alt),
                None => self.warn(
                    "alt-text",
                    "the image has no alternative text".to_owned(),
                    "write ![what it shows](image.png), or alt=\"\" if it is only decoration",
                    at,
                ),
            },
            _ if wants_text(tag) && el.can_have_content() => {
                let label = el.get_attribute("aria-label").unwrap_or_default();
                self.open.push((tag.to_owned(), label, at));
                // An anchor without an address is a place, and needs no name.
                if tag == "a" && !el.has_attribute("href") {
                    self.text("anchor");
                }
                if el.has_attribute("aria-labelledby") || el.get_attribute("aria-hidden").is_some()
                {
                    self.text("named elsewhere");
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (_, collected, _) in &mut self.open {
            collected.push_str(text);
        }
    }

    fn close(&mut self) {
        let Some((tag, text, at)) = self.open.pop() else { return };
        let text = text.trim().to_owned();
        // A title in a drawing is not that of the page.
        if tag == "title" {
            if self.title.is_none() {
                self.title = Some(text);
            }
        } else if let Some(level) = heading_level(&tag) {
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
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut out: Vec<Problem> = self
            .problems
            .iter()
            .map(|p| Problem { at: p.at, diagnostic: p.diagnostic.clone() })
            .collect();
        let mut seen = HashSet::new();
        for (id, at) in self.ids.iter().filter(|(id, _)| !seen.insert(id.as_str())) {
            let message = format!("the id {id:?} stands twice on this page");
            out.push(Problem {
                at: Some(*at),
                diagnostic: Diagnostic::error("duplicate-id", message),
            });
        }
        let mut whole = |code: &str, message: &str| {
            out.push(Problem { at: None, diagnostic: Diagnostic::error(code, message) });
        };
        if self.title.as_deref().is_none_or(str::is_empty) {
            whole("page-title", "the page has no <title>");
        }
        if !self.lang {
            whole("page-language", "the page does not say its language: <html lang=...>");
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
