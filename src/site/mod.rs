//! Pages become files: HTML by a theme's templates, the machine-readable twin, and what hosts and
//! readers of feeds expect.
//!
//! Everything here is pure: templates and assets come in as values, files go out as values. How
//! the shell calls it:
//!
//! ```ignore
//! // Every file of `themes/NAME/{templates,static}` and of the project's own `templates` and
//! // `static`, as (path relative to the project's root, bytes). The default theme is built in.
//! let theme: Checked<Theme> = Theme::load(config.theme.as_deref(), &theme_files);
//! // Each page alone, in any order, on any thread; the memo's key is (page, theme.fingerprint()).
//! let file: Checked<SiteFile> = site::render(&page, &theme);
//! let more: Vec<SiteFile> = site::assets(&theme);            // CSS, scripts, icons
//! let data: Vec<SiteFile> = site::data(&subject, &sources);  // subject.json and its schema
//! let rest: Vec<SiteFile> = site::extras(&pages);            // sitemap, robots, feed, llms.txt
//! let words: Vec<_> = pages.iter().map(site::found_by).collect();  // memoised by the page
//! let index: Vec<SiteFile> = site::search(&pages, &words);   // the search index, as small scripts
//! let card: Option<SiteFile> = site::card(&page);            // the picture shown where it is shared
//! ```
//!
//! Pages refer to each other by relative addresses. Without a `base_url` these name `index.html`, so
//! that the site also works from the file system; with one they are the clean addresses of folders.

mod cards;
mod data;
mod extras;
mod search;
#[cfg(test)]
mod tests;
mod theme;
mod view;

use serde::Serialize;

use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::pages::Page;
use crate::slug::SitePath;

pub use cards::{card, shown_on_card};
pub use data::{SCHEMA as SUBJECT_SCHEMA, data};
pub use extras::extras;
pub use search::{found_by, search};
pub use theme::{Theme, ThemeFile};

/// A finished file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteFile {
    /// Where it goes, relative to the output folder.
    pub path: SitePath,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Whether the file at `path` is made of what pages say, and is no part of how they look: the search
/// index, which scripts ask for by themselves, and the pictures for sharing, which no page shows.
pub fn follows_content(path: &str) -> bool {
    search::is_index(path) || cards::is_card(path)
}

/// Whether the file at `path` says which pages there are: the search index, a feed, the map of the site.
pub fn lists_pages(path: &str) -> bool {
    search::is_index(path) || extras::is_list(path)
}

/// Renders one page. A template that fails is an error with the template engine's own report; the
/// file is then empty and must not be published.
pub fn render(page: &Page, theme: &Theme) -> Checked<SiteFile> {
    let mut diagnostics = Vec::new();
    let mut bytes = Vec::with_capacity(16 * 1024);
    let rendered = tera::Context::from_serialize(&view::PageView::new(page))
        .and_then(|context| theme.tera().render_to(&page.template, &context, &mut bytes));
    if let Err(error) = rendered {
        bytes.clear();
        diagnostics.push(failed(page, &error));
    }
    Checked::new(SiteFile { path: page.path.clone(), bytes }, diagnostics)
}

/// A template that failed on a page.
fn failed(page: &Page, error: &tera::Error) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "template",
        format!("the template {:?} failed on the page {:?}", page.template, page.path.address()),
    )
    .also(theme::report(error));
    match &page.file {
        Some(file) => diagnostic.at(Place::file(file.clone())),
        None => diagnostic,
    }
}

/// The theme's static files, a project's own winning over the theme's.
pub fn assets(theme: &Theme) -> Vec<SiteFile> {
    theme
        .assets()
        .iter()
        .map(|(path, bytes)| SiteFile { path: path.clone(), bytes: bytes.to_vec() })
        .collect()
}
