//! What all pages are made from: where things stand, where their pages are, and how a page gathers
//! the passages that it rests on.
//!
//! It stands alone because every kind of page needs it, and none may look things up its own way.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::block::{Block, Heading, Pager};
use super::page::{Basis, Evidence, Page, PageKind, SiteInfo, SourceRef};
use super::words::Words;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fold::name_key;
use crate::slug::{SitePath, Slug};
use crate::sources::Source;
use crate::span::{Cited, PassageId, SourceId, Span};
use crate::subject::Subject;

/// How many entries stand on one page of a long list.
pub(super) const PER_PAGE: usize = 100;

/// How many passages a cell of a table leads to; the page of what it is about has them all.
pub(super) const PER_CELL: usize = 20;

/// The same resting on the first `most` passages only.
pub(super) fn at_most<T: Clone>(cited: &Cited<T>, most: usize) -> Cited<T> {
    let mut rest = cited.rest.clone();
    rest.truncate(most.saturating_sub(1));
    Cited { value: cited.value.clone(), first: cited.first.clone(), rest }
}

/// The subject, its articles, and the addresses of their pages.
pub(super) struct Book<'a> {
    pub(super) subject: &'a Subject,
    pub(super) config: &'a Config,
    pub(super) words: Words,
    articles: HashMap<&'a SourceId, Article<'a>>,
    /// In the order of the sources.
    pub(super) order: Vec<&'a Source>,
    people: HashMap<String, SitePath>,
    bodies: HashMap<String, SitePath>,
}

struct Article<'a> {
    source: &'a Source,
    passages: HashMap<PassageId, usize>,
    reference: Arc<SourceRef>,
}

/// A page without what all pages share: see [`Book::page`].
pub(super) struct Draft {
    pub(super) path: SitePath,
    pub(super) kind: PageKind,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) body: Vec<Block>,
}

impl<'a> Book<'a> {
    pub(super) fn new(subject: &'a Subject, sources: &'a [Source], config: &'a Config) -> Self {
        let mut taken = HashSet::new();
        let mut articles = HashMap::with_capacity(sources.len());
        for source in sources {
            let slug = free_slug(source.id.as_str(), &mut taken);
            let reference = Arc::new(SourceRef {
                id: source.id.clone(),
                title: source.meta.title.clone(),
                publisher: source.meta.publisher.clone(),
                published: source.meta.published,
                url: source.meta.url.clone().filter(|url| is_web_address(url)),
                language: source.meta.language.clone(),
                page: SitePath::page(&[&Slug::of("sources"), &slug]),
            });
            let passages = source.passages.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
            articles.insert(&source.id, Article { source, passages, reference });
        }
        let mut book = Self {
            subject,
            config,
            words: Words::new(subject, config),
            articles,
            order: sources.iter().collect(),
            people: HashMap::new(),
            bodies: HashMap::new(),
        };
        for person in &subject.people {
            let path = below("people", &person.slug);
            for name in std::iter::once(&person.name).chain(&person.variants) {
                book.people.entry(name_key(name)).or_insert_with(|| path.clone());
            }
        }
        for member in &subject.members {
            let path = below("members", &member.slug);
            for name in std::iter::once(&member.name).chain(&member.aliases) {
                book.bodies.entry(name_key(name)).or_insert_with(|| path.clone());
            }
        }
        book
    }

    /// What a citation says about the article with this id.
    pub(super) fn reference(&self, id: &SourceId) -> Option<&Arc<SourceRef>> {
        self.articles.get(id).map(|article| &article.reference)
    }

    /// The page of the person or member of this name.
    pub(super) fn page_of(&self, name: &str) -> Option<&SitePath> {
        let key = name_key(name);
        self.people.get(&key).or_else(|| self.bodies.get(&key))
    }

    /// The indexes of the passages that a span touches, if they (still) stand in its article.
    pub(super) fn passages(&self, span: &Span) -> Option<std::ops::Range<usize>> {
        let article = self.articles.get(&span.source)?;
        let first = *article.passages.get(&span.passage)?;
        Some(first..(first + usize::from(span.sentences.max(1))).min(article.source.passages.len()))
    }

    /// All words of a passage, if it (still) stands in its article.
    pub(super) fn whole(&self, source: &SourceId, passage: PassageId) -> Option<Span> {
        let article = self.articles.get(source)?;
        let at = article.source.passages.get(*article.passages.get(&passage)?)?;
        let (source, end) = (source.clone(), at.end - at.start);
        Some(Span { source, passage, sentences: 1, start: 0, end })
    }

    /// The text of the passages that a span touches.
    pub(super) fn text(&self, span: &Span) -> Option<&'a str> {
        let article = self.articles.get(&span.source)?;
        let range = self.passages(span)?;
        let first = article.source.passages.get(range.start)?;
        let last = article.source.passages.get(range.end.checked_sub(1)?)?;
        if first.block != last.block {
            return None;
        }
        let block = article.source.blocks.get(first.block as usize)?;
        block.text.get(first.start as usize..last.end as usize)
    }

    /// Completes a page: gathers the passages that it rests on and the articles that they are from.
    /// A passage that cannot be found is an error, since the page would state it without showing it.
    pub(super) fn page(&self, draft: Draft) -> Checked<Page> {
        let mut diagnostics = Vec::new();
        let mut spans = BTreeSet::new();
        let mut named = BTreeSet::new();
        for block in &draft.body {
            block.each_span(&mut |span| {
                spans.insert(span);
            });
            block.each_source(&mut |id| {
                named.insert(id);
            });
        }
        let mut evidence = Vec::with_capacity(spans.len());
        for span in spans {
            named.insert(&span.source);
            match self.text(span) {
                Some(text) => {
                    evidence.push(Evidence { span: span.clone(), text: text.to_owned() });
                }
                None => diagnostics.push(lost(&draft, span)),
            }
        }
        let sources: Vec<Arc<SourceRef>> =
            named.into_iter().filter_map(|id| self.reference(id).cloned()).collect();
        let basis = match draft.kind {
            PageKind::Home | PageKind::About | PageKind::Sources => {
                Basis::of(self.order.iter().map(|source| source.meta.published))
            }
            _ => Basis::of(sources.iter().map(|source| source.published)),
        };
        let page = Page {
            template: template_of(&draft.kind).to_owned(),
            section: section_of(&draft.path),
            path: draft.path,
            kind: draft.kind,
            title: draft.title,
            description: draft.description,
            date: None,
            terms: Vec::new(),
            file: None,
            crumbs: Vec::new(),
            body: draft.body,
            evidence,
            sources,
            basis,
            site: Arc::new(SiteInfo::default()),
        };
        Checked::new(page, diagnostics)
    }
}

/// An article's text changed under a claim that was made from it.
fn lost(draft: &Draft, span: &Span) -> Diagnostic {
    Diagnostic::error(
        "passage",
        format!(
            "{} cites a passage that is not in source {}: {}",
            draft.path, span.source, span.passage
        ),
    )
    .hint("build again from the sources; an entry written by hand needs its citation renewed")
}

/// The address of an entry's page.
pub(super) fn below(section: &str, slug: &Slug) -> SitePath {
    SitePath::page(&[&Slug::of(section), slug])
}

/// The address of a section's page.
pub(super) fn top(section: &str) -> SitePath {
    SitePath::page(&[&Slug::of(section)])
}

/// The `number`th page (from one) of the list at `first`.
fn numbered(first: &SitePath, number: usize) -> SitePath {
    if number == 1 {
        return first.clone();
    }
    SitePath::new(format!("{}{number}/index.html", first.address()))
        .unwrap_or_else(|_| first.clone())
}

/// What becomes of a long list: the address, the number and the blocks of each of its pages.
pub(super) type Spread = Vec<(SitePath, usize, Vec<Block>)>;

/// Spreads a long list over pages: the blocks of each, made by `blocks` from its entries, with the
/// way to the others. `head` stands on the first page only.
pub(super) fn paginate<T>(
    first: &SitePath,
    entries: &[T],
    per_page: usize,
    head: Vec<Block>,
    blocks: impl FnMut(&[T]) -> Vec<Block>,
) -> Spread {
    let pages: Vec<&[T]> = entries.chunks(per_page.max(1)).collect();
    spread(first, pages, head, blocks)
}

/// The same of a list to which entries come anywhere, about [`PER_PAGE`] on each page. Where a page ends
/// depends on the entries around its end, each known by its `mark`, not on how many there are before
/// it: so one more does not move all that follow to other pages.
pub(super) fn paginate_steadily<T>(
    first: &SitePath,
    entries: &[T],
    mark: impl Fn(&T) -> u64,
    head: Vec<Block>,
    blocks: impl FnMut(&[T]) -> Vec<Block>,
) -> Spread {
    const LEAST: usize = PER_PAGE * 3 / 4;
    const MOST: usize = PER_PAGE * 5 / 4;
    let marks: Vec<u64> = entries.iter().map(mark).collect();
    let mut pages = Vec::new();
    let mut start = 0;
    while marks.len() - start > MOST {
        let ends = start + LEAST..=start + MOST;
        let end = ends.min_by_key(|at| marks.get(*at)).unwrap_or(start + PER_PAGE);
        pages.push(&entries[start..end]);
        start = end;
    }
    pages.push(&entries[start..]);
    spread(first, pages, head, blocks)
}

fn spread<T>(
    first: &SitePath,
    mut entries: Vec<&[T]>,
    head: Vec<Block>,
    mut blocks: impl FnMut(&[T]) -> Vec<Block>,
) -> Spread {
    if entries.is_empty() {
        entries.push(&[]);
    }
    let pages: Arc<[SitePath]> = (1..=entries.len()).map(|n| numbered(first, n)).collect();
    let mut head = Some(head);
    let mut out = Vec::with_capacity(pages.len());
    for (index, (path, entries)) in pages.iter().zip(entries).enumerate() {
        let mut body = head.take().unwrap_or_default();
        body.extend(blocks(entries));
        if pages.len() > 1 {
            body.push(Block::Pager(Pager { current: index + 1, pages: Arc::clone(&pages) }));
        }
        out.push((path.clone(), index + 1, body));
    }
    out
}

/// A number that tells an entry of a list from others: the same in every build, on every machine.
pub(super) fn mark_of(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    // FNV-1a, its bits mixed once more, since the ends of pages are chosen by order.
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The same of an entry that is nothing but words of an article.
pub(super) fn mark_of_span(span: &Span) -> u64 {
    mark_of(&[span.source.as_str(), &span.passage.to_string()])
}

/// A heading in the site's own words.
pub(super) fn heading(level: u8, text: impl Into<String>, id: &str) -> Block {
    Block::Heading(Heading { level, text: text.into(), id: id.to_owned(), more: None })
}

/// A slug that nothing else has.
pub(super) fn free_slug(text: &str, taken: &mut HashSet<Slug>) -> Slug {
    let slug = Slug::of(text);
    if taken.insert(slug.clone()) {
        return slug;
    }
    let mut number = 2u32;
    loop {
        let next = Slug::of(&format!("{slug}-{number}"));
        if taken.insert(next.clone()) {
            return next;
        }
        number += 1;
    }
}

/// Whether an address may stand in a link: articles are untrusted, and `javascript:` is an address.
pub(super) fn is_web_address(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>".contains(c))
}

fn section_of(path: &SitePath) -> Option<String> {
    path.as_str().split_once('/').map(|(first, _)| first.to_owned())
}

fn template_of(kind: &PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home.html",
        PageKind::NotFound => "404.html",
        PageKind::Redirect(_) => "redirect.html",
        PageKind::Search => "search.html",
        PageKind::Source => "source.html",
        _ => "page.html",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries of each page.
    fn pages(entries: &[u32]) -> Vec<Vec<u32>> {
        let mut out = Vec::new();
        let mark = |entry: &u32| mark_of(&[&entry.to_string()]);
        let spread = paginate_steadily(&top("x"), entries, mark, Vec::new(), |entries| {
            out.push(entries.to_vec());
            Vec::new()
        });
        assert_eq!(spread.len(), out.len());
        assert_eq!(out.concat(), entries);
        out
    }

    #[test]
    fn one_entry_more_moves_few_others() {
        let all: Vec<u32> = (0..5000).collect();
        let before = pages(&all);
        let within = |page: &Vec<u32>| (75..=125).contains(&page.len());
        assert!(before.len() > 40 && before[..before.len() - 1].iter().all(within));
        for at in [0, 10, 2500, 4999] {
            let mut more = all.clone();
            more.insert(at, 777_777);
            let after = pages(&more);
            let same = after.iter().filter(|page| before.contains(page)).count();
            assert!(same + 6 >= after.len(), "{at}: {same} of {}", after.len());
        }
        assert_eq!(
            (pages(&[]).len(), pages(&all[..125]).len(), pages(&all[..126]).len()),
            (1, 1, 2)
        );
    }
}
