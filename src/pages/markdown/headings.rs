//! Headings: their texts, the page's title among them, and anchors that clash with nothing.

use std::collections::HashSet;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Located;
use crate::pages::book::free_slug;
use crate::slug::Slug;

/// Anchors that the site's own headings have.
const RESERVED: [&str; 16] = [
    "answer",
    "facts",
    "questions",
    "disagreements",
    "latest",
    "role",
    "positions",
    "passages",
    "quotations",
    "figures",
    "offices",
    "pages",
    "undated",
    "found",
    "main",
    "theme-switch",
];

/// What the site's own anchors begin with.
const PREFIXES: [&str; 8] =
    ["fn-", "d-", "said-", "unit-", "position-", "sources-", "headline-", "different-"];

/// An anchor that nothing else on the page has, whatever the site adds to it.
pub(super) fn anchor(wanted: &str, taken: &mut HashSet<Slug>) -> String {
    let slug = Slug::of(wanted);
    let own = RESERVED.contains(&slug.as_str())
        || PREFIXES.iter().any(|prefix| slug.as_str().starts_with(prefix))
        || slug
            .as_str()
            .strip_prefix(['c', 'r', 'y'])
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    let wanted = if own { format!("section {slug}") } else { slug.to_string() };
    free_slug(&wanted, taken).to_string()
}

/// The text of a block that is a heading of level 1: the page's title.
pub(super) fn title(events: &[Located]) -> Option<String> {
    let is_title = matches!(
        events.first(),
        Some((Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), _))
    );
    if is_title { texts(events).into_iter().next() } else { None }
}

/// The plain texts of all headings.
pub(super) fn texts(events: &[Located]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                inside = true;
                out.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                if let Some(last) = out.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
    }
    out
}
