//! What templates see of a page: plain values, addresses made relative, references numbered.
//!
//! It stands alone because it is the contract with themes: a template decides how things look, and
//! never what they say, in which order references count, or where a link leads.

mod articles;
mod blocks;
mod changes;
mod corrections;
mod links;
mod notes;
mod parts;
mod prose;
mod quotations;
mod review;
mod tables;

use serde::Serialize;

use crate::date::Date;
use crate::moment::Moment;
use crate::pages::{Page, PageKind, SiteInfo, date_text};
use crate::slug::SitePath;

pub(super) use blocks::BlockView;
pub(super) use links::{Links, encode};
pub(super) use notes::{NoteView, Notes, RefView};

/// All that a template sees.
#[derive(Debug, Serialize)]
pub(super) struct PageView<'a> {
    /// The way up to the site's root: "" or "../" and so on.
    root: String,
    kind: &'a PageKind,
    title: &'a str,
    /// For the browser's tab: the page's title and the site's.
    full_title: String,
    description: Option<&'a str>,
    date: Option<DateView>,
    terms: Vec<TermView<'a>>,
    canonical: Option<String>,
    target: Option<String>,
    home: String,
    crumbs: Vec<LinkView>,
    nav: Vec<NavView>,
    site: SiteView<'a>,
    /// The articles that it is based on, if any.
    basis: Option<BasisView>,
    /// The picture that is shown where the page is shared, and what it shows.
    card: Option<CardView>,
    /// Where to find something.
    search: String,
    /// Whether nothing that the page states has been reviewed: one label for all of it.
    unreviewed: bool,
    about: Option<String>,
    /// The page that lists corrections.
    corrections: Option<String>,
    /// When the page was last put right.
    corrected: Option<DateView>,
    /// The same for machines, as JSON-LD that may stand in a script.
    json_ld: Option<String>,
    blocks: Vec<BlockView>,
}

/// A date as a reader sees it and as a machine does.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DateView {
    pub(super) text: String,
    pub(super) iso: String,
}

/// A term of a taxonomy.
#[derive(Debug, Serialize)]
struct TermView<'a> {
    taxonomy: &'a str,
    text: &'a str,
    href: String,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LinkView {
    pub(super) text: String,
    pub(super) href: String,
}

/// The picture of a page.
#[derive(Debug, Serialize)]
struct CardView {
    href: String,
    alt: String,
    width: u16,
    height: u16,
}

#[derive(Debug, Serialize)]
struct NavView {
    text: String,
    href: String,
    /// Whether the page lies in this section.
    here: bool,
    /// Whether it is the very page.
    current: bool,
    /// Whether an editor wrote it.
    written: bool,
}

#[derive(Debug, Serialize)]
struct SiteView<'a> {
    title: &'a str,
    subject: &'a str,
    language: &'a str,
    direction: &'static str,
    base_url: Option<&'a str>,
    description: Option<&'a str>,
    edition: Option<EditionView>,
    feed: bool,
    search: bool,
    data: String,
}

/// The articles that a page is based on.
#[derive(Debug, Serialize)]
struct BasisView {
    articles: usize,
    dated: usize,
    oldest: Option<DateView>,
    newest: Option<DateView>,
}

/// The last edition.
#[derive(Debug, Serialize)]
struct EditionView {
    date: DateView,
    changed: bool,
    href: String,
}

impl DateView {
    pub(super) fn new(date: Date, language: &str) -> Self {
        Self { text: date_text(date, language), iso: date.to_string() }
    }

    /// The day to readers, the time of day too to machines.
    pub(super) fn of(moment: Moment, language: &str) -> Self {
        Self { text: date_text(moment.date, language), iso: moment.to_string() }
    }
}

impl<'a> PageView<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        let site = &*page.site;
        let links = Links::new(page);
        let mut notes = Notes::new(page, &links);
        let mut blocks = BlockView::all(&page.body, &mut notes);
        let unreviewed = review::gather(&mut blocks);
        let date = |date: Option<Date>| date.map(|date| DateView::new(date, &site.language));
        let absolute = |path: &SitePath| {
            site.base_url.as_ref().map(|base| format!("{base}{}", links::encode(path.address())))
        };
        let target = match &page.kind {
            PageKind::Redirect(to) => Some(to),
            _ => None,
        };
        Self {
            kind: &page.kind,
            title: &page.title,
            full_title: if page.kind == PageKind::Home {
                page.title.clone()
            } else {
                format!("{} – {}", page.title, site.title)
            },
            description: page.description.as_deref(),
            date: page.date.map(|moment| DateView::of(moment, &site.language)),
            terms: page
                .terms
                .iter()
                .map(|term| TermView {
                    taxonomy: &term.taxonomy,
                    text: &term.name,
                    href: links.to(&term.page),
                })
                .collect(),
            canonical: match (&page.kind, target) {
                (PageKind::NotFound, _) => None,
                (_, Some(to)) => absolute(to),
                (_, None) => absolute(&page.path),
            },
            target: target.map(|to| links.to(to)),
            home: links.to(&SitePath::page(&[])),
            crumbs: page
                .crumbs
                .iter()
                .map(|(text, path)| LinkView { text: text.clone(), href: links.to(path) })
                .collect(),
            nav: nav(page, &links),
            basis: page.basis.as_ref().map(|basis| BasisView {
                articles: basis.articles,
                dated: basis.dated,
                oldest: date(basis.oldest),
                newest: date(basis.newest),
            }),
            site: SiteView {
                title: &site.title,
                subject: &site.subject,
                language: &site.language,
                direction: direction(site),
                base_url: site.base_url.as_deref(),
                description: site.description.as_deref(),
                search: site.search,
                feed: site.base_url.is_some() && site.dated,
                edition: site.edition.as_ref().map(|edition| EditionView {
                    date: DateView::new(edition.date, &site.language),
                    changed: edition.changed,
                    href: links.to(&edition.page),
                }),
                data: format!("{}data/subject.json", links.root()),
            },
            root: links.root().to_owned(),
            card: super::cards::path(page).and_then(|path| {
                let [width, height] = [super::cards::SIZE.0, super::cards::SIZE.1];
                let alt = super::cards::alt(page);
                Some(CardView { href: absolute(&path)?, alt, width, height })
            }),
            search: links
                .to(&SitePath::new("search/index.html").unwrap_or_else(|_| SitePath::page(&[]))),
            unreviewed,
            about: site
                .nav
                .iter()
                .find(|item| item.section.as_deref() == Some("about"))
                .map(|item| links.to(&item.page)),
            corrections: site.corrections.as_ref().map(|path| links.to(path)),
            corrected: corrections::of(page)
                .map(|items| items.iter().map(|item| item.date).max())
                .and_then(date),
            json_ld: corrections::json_ld(page),
            blocks,
        }
    }
}

fn nav(page: &Page, links: &Links) -> Vec<NavView> {
    page.site
        .nav
        .iter()
        .map(|item| NavView {
            text: item.label.clone(),
            href: links.to(&item.page),
            here: item.section.is_some() && item.section == page.section,
            current: item.page == page.path,
            written: item.written,
        })
        .collect()
}

/// Which way the site's language is written.
fn direction(site: &SiteInfo) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 10] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];
    let primary = site.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if RIGHT_TO_LEFT.contains(&primary.as_str()) { "rtl" } else { "ltr" }
}
