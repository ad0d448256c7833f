//! What was put right on the site: a list for all of it, and a mark on each page that was wrong.
//!
//! It stands alone because a correction is about a page as readers saw it, whoever wrote it: it is
//! told on that page, and stays in the list when the page is gone.

mod read;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;

use super::ContentFile;
use super::block::{Block, CorrectionItem, Reference};
use super::book::{Book, Draft, PER_PAGE, heading, paginate, top};
use super::page::PageKind;
use crate::citations::{Citation, Library};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::slug::SitePath;
use crate::sources::Source;
use read::Correction;

pub use read::SHAPE;

/// Where corrections are kept, relative to the project's root.
pub const FILE: &str = "content/corrections.yaml";

/// The anchor of what was put right on a page.
const ANCHOR: &str = "put-right";

/// All corrections, the newest first.
#[derive(Default)]
pub(super) struct Corrections {
    items: Vec<CorrectionItem>,
}

/// Reads the file, finds the page of each correction among `titles` (pages with their titles), and
/// proves what it cites.
pub(super) fn read(
    file: Option<&ContentFile>,
    sources: &[Source],
    titles: &HashMap<SitePath, String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Corrections {
    let Some(file) = file else { return Corrections::default() };
    let all = read::read(file.text()).into(diagnostics);
    let cites = all.iter().any(|correction| !correction.cited.is_empty());
    let library = Library::new(if cites { sources } else { &[] });
    let mut items: Vec<CorrectionItem> = Vec::with_capacity(all.len());
    let mut days: HashMap<Date, usize> = HashMap::new();
    for correction in all {
        let number = days.entry(correction.date).or_default();
        *number += 1;
        let id = match *number {
            1 => format!("correction-{}", correction.date),
            n => format!("correction-{}-{n}", correction.date),
        };
        let references = prove(&correction, file.text(), &library, diagnostics);
        let page = page(&correction, titles, diagnostics);
        let Correction { date, said, says, why, .. } = correction;
        items.push(CorrectionItem { id, date, page, said, says, why, references });
    }
    // Of one day, what was written down last comes first.
    items.reverse();
    items.sort_by_key(|item| Reverse(item.date.first_day()));
    Corrections { items }
}

/// What a correction cites, looked up word for word.
fn prove(
    correction: &Correction,
    text: &str,
    library: &Library,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    let mut out = Vec::new();
    for (written, range) in &correction.cited {
        let outcome = library.look_up(written);
        let (id, words) = (written.id.clone(), written.words.clone());
        let citation = Citation { range: range.clone(), id, words, outcome };
        diagnostics.extend(citation.diagnostic(FILE, text));
        out.extend(Reference::of(citation.outcome));
    }
    out
}

/// The page that was put right, with its title.
fn page(
    correction: &Correction,
    titles: &HashMap<SitePath, String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(String, SitePath)> {
    let (address, place) = correction.page.as_ref()?;
    let named = address.trim_matches('/');
    let found = titles.iter().find(|(path, _)| path.address().trim_end_matches('/') == named);
    if let Some((path, title)) = found.filter(|_| address.starts_with('/')) {
        return Some((title.clone(), path.clone()));
    }
    // Somebody may have named the file, as links in prose do.
    let plain = named.trim_start_matches("@/").trim_start_matches("content/");
    let plain = format!("{}/", plain.trim_end_matches(".md"));
    let mut addresses: Vec<&str> = titles.keys().map(SitePath::address).collect();
    addresses.sort_unstable();
    let hint = match did_you_mean(&plain, addresses) {
        Some(near) => format!("did you mean /{near}?"),
        None => "write its address on the site, such as /about/; where the page is gone, leave \
                 `page` out and cite what is right"
            .to_owned(),
    };
    diagnostics.push(
        Diagnostic::error("corrections", format!("there is no page at {address:?}"))
            .at(place.clone())
            .hint(hint),
    );
    None
}

impl Corrections {
    /// The page with the list, in as many pages as it takes; none where nothing was put right.
    pub(super) fn list(&self, book: &Book) -> Vec<Draft> {
        if self.items.is_empty() {
            return Vec::new();
        }
        let note = Block::Note(format!(
            "What this site about {} had wrong and put right, the newest first. What sources newly \
             say is no correction.",
            book.subject.name
        ));
        let blocks = |items: &[CorrectionItem]| vec![Block::Corrections(items.to_vec())];
        paginate(&top("corrections"), &self.items, PER_PAGE, vec![note], blocks)
            .into_iter()
            .map(|(path, number, body)| Draft {
                path,
                kind: PageKind::Corrections,
                title: super::people::title("Corrections", number),
                description: Some(format!(
                    "What this site about {} had wrong, and what it says now.",
                    book.subject.name
                )),
                body,
            })
            .collect()
    }

    /// Tells at the foot of a page what was put right on it.
    pub(super) fn mark(&self, draft: &mut Draft) {
        let here = |item: &&CorrectionItem| {
            item.page.as_ref().is_some_and(|(_, page)| *page == draft.path)
        };
        let items: Vec<CorrectionItem> = self
            .items
            .iter()
            .filter(here)
            .map(|item| CorrectionItem { page: None, ..item.clone() })
            .collect();
        if !items.is_empty() {
            draft.body.push(heading(2, "Corrections", ANCHOR));
            draft.body.push(Block::Corrections(items));
        }
    }
}
