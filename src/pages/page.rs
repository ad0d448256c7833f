//! A page as a value: where it goes, what it is called, what it says, and the passages that it
//! rests on.
//!
//! It stands alone because it is all that the next stage sees: a page carries the text of every
//! passage that it cites, so it can be rendered (and remembered) without the articles.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::block::Block;
use crate::date::Date;
use crate::moment::Moment;
use crate::slug::SitePath;
use crate::span::{SourceId, Span};

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// Where it is published.
    pub path: SitePath,
    /// The template that renders it, such as "page.html".
    pub template: String,
    /// What it is.
    pub kind: PageKind,
    /// Its title, the heading of level 1.
    pub title: String,
    /// One sentence for search engines and lists; a neutral label, or an editor's words.
    pub description: Option<String>,
    /// A date that an editor gave it.
    pub date: Option<Moment>,
    /// The terms of taxonomies that an editor gave it.
    pub terms: Vec<Term>,
    /// The content file that it was made from.
    pub file: Option<String>,
    /// The first part of its address, to mark the navigation.
    pub section: Option<String>,
    /// The way down to it: titles and pages, home first, itself left out.
    pub crumbs: Vec<(String, SitePath)>,
    /// What it says.
    pub body: Vec<Block>,
    /// The passages that `body` rests on, each once, sorted.
    pub evidence: Vec<Evidence>,
    /// The articles that `body` and `evidence` name, each once, sorted by id.
    pub sources: Vec<Arc<SourceRef>>,
    /// The articles that it is based on; none where that is none.
    pub basis: Option<Basis>,
    /// What it shares with all other pages; not part of its own value when that is serialised.
    #[serde(skip)]
    pub site: Arc<SiteInfo>,
}

/// What a page is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The front page.
    Home,
    /// The table of members.
    Members,
    /// One member.
    Member,
    /// All earlier cases.
    Precedents,
    /// One earlier case.
    Precedent,
    /// Dated happenings.
    Timeline,
    /// All people.
    People,
    /// One person.
    Person,
    /// Quotations.
    Quotations,
    /// Figures.
    Figures,
    /// Where the sources differ.
    Disagreements,
    /// All articles.
    Sources,
    /// One article.
    Source,
    /// What changed between editions.
    Changes,
    /// What was put right.
    Corrections,
    /// How the site was made.
    About,
    /// Where to find something.
    Search,
    /// All parts that pages are made of.
    Styleguide,
    /// What is served for an address that does not exist.
    NotFound,
    /// An editor's page.
    Editor,
    /// An editor's section.
    Section,
    /// A term of a taxonomy, or the taxonomy.
    Term,
    /// Sends on to another page.
    Redirect(SitePath),
}

/// The articles that a page is based on: those that it names, or all where it tells of all. Kept apart
/// from what pages share, since one article more changes few pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// How many, at least one.
    pub articles: usize,
    /// How many of them state when they were published.
    pub dated: usize,
    /// Publication date of the oldest one, where any states one.
    pub oldest: Option<Date>,
    /// Publication date of the newest one.
    pub newest: Option<Date>,
}

impl Basis {
    /// Articles with these dates of publication; none if there are no articles.
    pub(super) fn of(published: impl Iterator<Item = Option<Date>>) -> Option<Self> {
        let published: Vec<Option<Date>> = published.collect();
        let days = || published.iter().copied().flatten();
        (!published.is_empty()).then(|| Self {
            articles: published.len(),
            dated: days().count(),
            oldest: days().min(),
            newest: days().max(),
        })
    }
}

/// What all pages share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteInfo {
    /// Title of the site.
    pub title: String,
    /// Name of the subject.
    pub subject: String,
    /// BCP 47 tag.
    pub language: String,
    /// Address under which the site is published, with a slash at its end.
    pub base_url: Option<String>,
    /// One sentence about the site.
    pub description: Option<String>,
    /// The navigation; only pages that exist.
    pub nav: Vec<NavItem>,
    /// Whether any page has a date, so that there is a feed.
    pub dated: bool,
    /// The last edition.
    pub edition: Option<LastEdition>,
    /// The page that lists what was put right, if anything was.
    pub corrections: Option<SitePath>,
    /// Whether pages have a picture for where they are shared.
    pub share_images: bool,
    /// Whether the site can be searched.
    pub search: bool,
}

/// The last edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastEdition {
    /// Its day.
    pub date: Date,
    /// Whether what the site states has changed since.
    pub changed: bool,
    /// The page that tells.
    pub page: SitePath,
}

/// A term of a taxonomy, such as a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The taxonomy: "tags".
    pub taxonomy: String,
    /// As the editor wrote it.
    pub name: String,
    /// The page that lists what has it.
    pub page: SitePath,
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NavItem {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub page: SitePath,
    /// The section that it stands for.
    pub section: Option<String>,
    /// Whether an editor wrote it.
    pub written: bool,
}

/// A passage that a page rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Where it stands, and which of its words are meant.
    pub span: Span,
    /// The text of the passage, or of the passages.
    pub text: String,
}

/// What a citation says about an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRef {
    /// The article.
    pub id: SourceId,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Where the original is: an `http` or `https` address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its page on this site.
    pub page: SitePath,
}

impl SourceRef {
    /// Who says so, in as few words as there are: the publisher, else the headline, else the id.
    pub fn who(&self) -> &str {
        let known = self.publisher.as_deref().or(self.title.as_deref());
        known.unwrap_or(self.id.as_str())
    }

    /// The same, a long headline cut short between quotation marks.
    pub fn who_briefly(&self) -> String {
        const MOST: usize = 40;
        let who = self.who();
        if self.publisher.is_some() || self.title.is_none() {
            return who.to_owned();
        }
        if who.chars().count() <= MOST {
            return format!("“{who}”");
        }
        let mut end = 0;
        for (at, c) in who.char_indices().take(MOST) {
            if c.is_whitespace() {
                end = at;
            }
        }
        let brief = who[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        if brief.is_empty() {
            let brief: String = who.chars().take(MOST).collect();
            return format!("“{brief}…”");
        }
        format!("“{brief} …”")
    }
}

impl Page {
    /// The passage that `span` delimits, if the page rests on it.
    pub fn evidence(&self, span: &Span) -> Option<&Evidence> {
        let index = self.evidence.binary_search_by(|e| e.span.cmp(span)).ok()?;
        self.evidence.get(index)
    }

    /// What there is to say about an article that the page names.
    pub fn source(&self, id: &SourceId) -> Option<&SourceRef> {
        let index = self.sources.binary_search_by(|s| s.id.cmp(id)).ok()?;
        self.sources.get(index).map(|source| &**source)
    }
}
