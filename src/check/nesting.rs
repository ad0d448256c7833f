//! Whether the elements of a page lie within each other: each is closed, and in the reverse order.
//!
//! The rules are those of the HTML standard (section 13.1.2.4, optional tags), read leniently: an
//! element whose end tag may be left out ends with the one around it.

use super::page::{At, Problem};
use super::scan::{Tag, is};
use crate::diagnostic::Diagnostic;

/// Elements that have no end tag. Not shared with what reads an editor's HTML (`pages::markdown`): the
/// check has nothing in common with what it proves.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose end tag may be left out.
const OPTIONAL: [&str; 18] = [
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
    "option", "optgroup", "colgroup", "rp", "rt",
];

/// The elements that are open where a page has been read to.
#[derive(Debug, Default)]
pub(super) struct Nesting<'a> {
    open: Vec<(&'a [u8], At)>,
}

impl<'a> Nesting<'a> {
    /// Reads a tag that opens an element; `foreign` within a drawing or a formula.
    pub(super) fn start(&mut self, tag: &Tag<'a>, foreign: bool) {
        let whole = (foreign && tag.closed) || VOID.into_iter().any(|void| is(tag.name, void));
        if !whole {
            self.open.push((tag.name, tag.at));
        }
    }

    /// Reads a tag that closes an element.
    pub(super) fn end(&mut self, name: &'a [u8], at: At, problems: &mut Vec<Problem>) {
        let same = |(open, _): &(&[u8], At)| open.eq_ignore_ascii_case(name);
        if let Some(index) = self.open.iter().rposition(same) {
            unclosed(&self.open[index + 1..], problems);
            self.open.truncate(index);
        } else {
            let message = format!("this </{}> closes nothing", String::from_utf8_lossy(name));
            problems.push(Problem {
                at: Some(at),
                diagnostic: Diagnostic::error("html", message).hint(
                    "delete it, or open the element before it, in the template or the HTML within \
                     the prose",
                ),
            });
        }
    }

    /// Reads the end of the page.
    pub(super) fn finish(&mut self, problems: &mut Vec<Problem>) {
        unclosed(&self.open, problems);
        self.open.clear();
    }
}

fn unclosed(open: &[(&[u8], At)], problems: &mut Vec<Problem>) {
    let needs_end = |name: &[u8]| !OPTIONAL.into_iter().any(|optional| is(name, optional));
    for (name, at) in open.iter().filter(|(name, _)| needs_end(name)) {
        let name = String::from_utf8_lossy(name);
        problems.push(Problem {
            at: Some(*at),
            diagnostic: Diagnostic::error("html", format!("this <{name}> is never closed")).hint(
                format!(
                    "write </{name}> where it ends, in the template or the HTML within the prose"
                ),
            ),
        });
    }
}
