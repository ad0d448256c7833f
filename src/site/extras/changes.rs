//! The feed of changes: an entry for each edition, with its sentences as they stand on the page of
//! changes, each with a link to the article that it rests on.

use std::fmt::Write;

use super::{absolute, escape};
use crate::moment::Moment;
use crate::pages::{Block, ChangeItem, Page, PageKind, Said, Stands, date_text};

/// How many editions the feed holds, the newest ones.
const ENTRIES: usize = 20;

/// How the anchors of editions begin; their day follows.
const ANCHOR: &str = "edition-";

/// An edition as the page of changes tells it.
struct Entry<'a> {
    page: &'a Page,
    anchor: &'a str,
    title: &'a str,
    /// HTML.
    content: String,
}

/// None where no edition was recorded. What is in no edition yet is not in the feed either.
pub(super) fn feed(base: &str, pages: &[Page]) -> Option<String> {
    let site = &pages.first()?.site;
    let last = site.edition.as_ref()?;
    let page = pages.iter().find(|page| page.path == last.page)?;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  \
         <title>{}: what changed</title>\n  <id>{address}</id>\n  <link href=\"{address}\"/>\n  \
         <link rel=\"self\" href=\"{base}changes/atom.xml\"/>\n  <updated>{}</updated>\n  \
         <author><name>{}</name></author>\n",
        escape(&site.title),
        Moment::from(last.date).begin(),
        escape(&site.title),
        address = escape(&absolute(base, page)),
        base = escape(base),
    );
    for entry in entries(base, pages).iter().take(ENTRIES) {
        let day = entry.anchor.trim_start_matches(ANCHOR);
        let Some(moment) = Moment::parse(day) else { continue };
        let address = escape(&format!("{}#{}", absolute(base, entry.page), entry.anchor));
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "  <entry>\n    <title>{}</title>\n    <id>{address}</id>\n    \
             <link href=\"{address}\"/>\n    <updated>{}</updated>\n    \
             <content type=\"html\">{}</content>\n  </entry>\n",
            escape(entry.title),
            moment.begin(),
            escape(&entry.content),
        );
    }
    out.push_str("</feed>\n");
    Some(out)
}

/// The editions, the newest first, each from its heading to the next.
fn entries<'a>(base: &str, pages: &'a [Page]) -> Vec<Entry<'a>> {
    let mut out: Vec<Entry> = Vec::new();
    let mut inside = false;
    for page in pages.iter().filter(|page| page.kind == PageKind::Changes) {
        for block in &page.body {
            if let Block::Heading(heading) = block
                && heading.level == 2
                && !heading.id.ends_with("-continued")
            {
                inside = heading.id.starts_with(ANCHOR);
                if inside {
                    let (anchor, title) = (&heading.id, &heading.text);
                    out.push(Entry { page, anchor, title, content: String::new() });
                }
            } else if inside && let Some(entry) = out.last_mut() {
                add(&mut entry.content, block, base, page);
            }
        }
    }
    out
}

fn add(content: &mut String, block: &Block, base: &str, page: &Page) {
    let _ = match block {
        Block::Heading(heading) if heading.level > 2 => {
            write!(content, "<h3>{}</h3>", escape(&heading.text))
        }
        Block::Note(text) => write!(content, "<p>{}</p>", escape(text)),
        Block::Links(links) => {
            let titles = links.iter().map(|link| format!("<li>{}</li>", escape(&link.title)));
            write!(content, "<ul>{}</ul>", titles.collect::<String>())
        }
        Block::Changes(items) => {
            let items = items.iter().map(|item| format!("<li>{}</li>", change(item, base, page)));
            write!(content, "<ul>{}</ul>", items.collect::<String>())
        }
        _ => Ok(()),
    };
}

fn change(item: &ChangeItem, base: &str, page: &Page) -> String {
    let both = item.now.is_some() && item.before.is_some();
    let label = |label: &'static str| if both { label } else { "" };
    let now = item.now.as_ref().map(|it| format!("{}{}", label("Now: "), said(it, base, page)));
    let before = item.before.as_ref();
    let before = before.map(|it| format!("{}{}", label("Before: "), said(it, base, page)));
    let note = item.note.as_deref().map(escape);
    now.into_iter().chain(before).chain(note).collect::<Vec<_>>().join(" ")
}

fn said(said: &Said, base: &str, page: &Page) -> String {
    let language = &page.site.language;
    let dated = |who: String, date: Option<crate::date::Date>| match date {
        Some(date) => format!("{who}, {}", date_text(date, language)),
        None => who,
    };
    let by = match &said.stands {
        Stands::Here(cited) => page.source(&cited.first.source).map(|source| {
            let who = escape(&dated(source.who_briefly(), source.published));
            let address = super::super::view::encode(source.page.address());
            format!(" (<a href=\"{}{}\">{who}</a>)", escape(base), escape(&address))
        }),
        Stands::Gone(who, date) => Some(format!(" ({})", escape(&dated(who.clone(), *date)))),
    };
    format!("{}{}", escape(&said.text), by.unwrap_or_default())
}
