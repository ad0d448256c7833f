//! What hosts, search engines, feed readers and language models look for beside the pages.
//!
//! Sitemap and feed name full addresses, so they exist only where `base_url` is set.

mod changes;

use std::fmt::Write;

use super::SiteFile;
use super::view::Links;
use crate::moment::Moment;
use crate::pages::{Page, PageKind};
use crate::slug::SitePath;

/// `sitemap.xml`, `atom.xml` (dated pages), `robots.txt` and `llms.txt`.
pub fn extras(pages: &[Page]) -> Vec<SiteFile> {
    let Some(site) = pages.first().map(|page| &page.site) else { return Vec::new() };
    let base = site.base_url.as_deref();
    let mut out = Vec::new();
    let mut file = |name: &str, text: String| {
        if let Ok(path) = SitePath::new(name) {
            out.push(SiteFile { path, bytes: text.into_bytes() });
        }
    };
    file("robots.txt", robots(base));
    file("llms.txt", llms(pages));
    if let Some(base) = base {
        file("sitemap.xml", sitemap(base, pages));
        if let Some(feed) = feed(base, pages) {
            file("atom.xml", feed);
        }
        if let Some(feed) = changes::feed(base, pages) {
            file("changes/atom.xml", feed);
        }
    }
    out
}

/// Whether a path is that of a file which lists pages.
pub(super) fn is_list(path: &str) -> bool {
    matches!(path, "llms.txt" | "sitemap.xml" | "atom.xml") || path.ends_with("/atom.xml")
}

/// Pages that readers may find by searching.
fn public(pages: &[Page]) -> impl Iterator<Item = &Page> {
    pages.iter().filter(|page| {
        !matches!(page.kind, PageKind::NotFound | PageKind::Styleguide | PageKind::Redirect(_))
    })
}

fn robots(base: Option<&str>) -> String {
    let mut out = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = base {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "Sitemap: {base}sitemap.xml");
    }
    out
}

fn sitemap(base: &str, pages: &[Page]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in public(pages) {
        let address = escape(&absolute(base, page));
        let _ = match page.date {
            Some(date) => {
                writeln!(out, "  <url><loc>{address}</loc><lastmod>{date}</lastmod></url>")
            }
            None => writeln!(out, "  <url><loc>{address}</loc></url>"),
        };
    }
    out.push_str("</urlset>\n");
    out
}

fn absolute(base: &str, page: &Page) -> String {
    format!("{base}{}", super::view::encode(page.path.address()))
}

/// The newest dated things: articles, and an editor's dated pages. None where nothing is dated,
/// since a feed must say when it was updated, and the clock is not asked.
fn feed(base: &str, pages: &[Page]) -> Option<String> {
    const ENTRIES: usize = 50;
    let site = &pages.first()?.site;
    let mut entries: Vec<(String, &Page)> = public(pages)
        .filter_map(|page| {
            let own = page.kind == PageKind::Source;
            let article = page.sources.first().filter(|_| own).and_then(|source| source.published);
            let moment = page.date.or_else(|| article.map(Moment::from))?;
            Some((moment.begin().to_string(), page))
        })
        .collect();
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.path.cmp(&b.1.path)));
    entries.truncate(ENTRIES);
    let (updated, _) = entries.first()?;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  \
         <title>{}</title>\n  <id>{base}</id>\n  <link href=\"{base}\"/>\n  \
         <link rel=\"self\" href=\"{base}atom.xml\"/>\n  <updated>{updated}</updated>\n  \
         <author><name>{}</name></author>\n",
        escape(&site.title),
        escape(&site.title),
        base = escape(base),
    );
    for (date, page) in &entries {
        let address = escape(&absolute(base, page));
        let _ = write!(
            out,
            "  <entry>\n    <title>{}</title>\n    <id>{address}</id>\n    \
             <link href=\"{address}\"/>\n    <updated>{date}</updated>\n",
            escape(&page.title)
        );
        if let Some(text) = &page.description {
            let _ = writeln!(out, "    <summary>{}</summary>", escape(text));
        }
        out.push_str("  </entry>\n");
    }
    out.push_str("</feed>\n");
    Some(out)
}

/// The map of the site in Markdown, for language models: see llmstxt.org.
fn llms(pages: &[Page]) -> String {
    let Some(first) = pages.first() else { return String::new() };
    let mut out = format!("# {}\n\n", line(&first.site.title));
    let home = public(pages).find(|page| page.kind == PageKind::Home);
    if let Some(text) = home.and_then(|page| page.description.as_deref()) {
        let _ = writeln!(out, "> {}\n", line(text));
    }
    out.push_str("## Pages\n\n");
    let links = Links::new(home.unwrap_or(first));
    let top = public(pages).filter(|page| page.path.as_str().matches('/').count() == 1);
    for page in top {
        let address = match &page.site.base_url {
            Some(base) => absolute(base, page),
            None => links.to(&page.path),
        };
        let _ = write!(out, "- [{}]({address})", line(&page.title));
        if let Some(text) = &page.description {
            let _ = write!(out, ": {}", line(text));
        }
        out.push('\n');
    }
    let base = first.site.base_url.as_deref().unwrap_or_default();
    let _ = write!(
        out,
        "\n## Data\n\n- [subject.json]({base}data/subject.json): all claims with their passages\n\
         - [subject.schema.json]({base}data/subject.schema.json): its JSON Schema\n"
    );
    out
}

/// Text on one line, without what Markdown would take for a link.
fn line(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace(['[', ']'], "")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 has no way to write these.
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => {}
            c => out.push(c),
        }
    }
    out
}
