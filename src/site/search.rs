//! The search index: pages and passages that the site shows, and which words they have.
//!
//! It is cut into small scripts, so that a search loads only what it needs, and also works where a
//! site is opened from the file system. `search/words-X.js` has the words that begin with X, each with
//! the numbers of the documents; `search/docs-N.js` the documents. `assets/search.js` reads both, and
//! folds words in the same way as [`fold`].

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::SiteFile;
use crate::pages::{ArticlePart, Block, Page, PageKind, Piece};
use crate::slug::SitePath;

/// How many documents stand in a file.
const PER_FILE: usize = 200;

/// With more documents than this, words that one in two of them has are left out: their lists would
/// be long, and say nothing.
const MANY: usize = 5000;

/// A page or a passage.
struct Document<'a> {
    title: &'a str,
    kind: &'static str,
    address: String,
    /// What is shown below the title.
    text: &'a str,
    /// What else it can be found by.
    more: String,
}

/// Whether a path is that of a file of the index.
pub(super) fn is_index(path: &str) -> bool {
    path.strip_suffix(".js").is_some_and(|stem| stem.starts_with("search/"))
}

/// The files of the index, in order of their paths.
pub fn search(pages: &[Page]) -> Vec<SiteFile> {
    let mut documents: Vec<Document> = pages.iter().filter_map(page).collect();
    documents.extend(pages.iter().flat_map(passages));
    let mut shards: BTreeMap<char, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for text in [document.title, document.text, &document.more] {
            for word in words(text) {
                let shard = shards.entry(shard(&word)).or_default();
                let list = shard.entry(word).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
    }
    let many = documents.len() > MANY;
    let mut out = Vec::new();
    let mut file = |name: String, value: &Value| {
        if let Ok(path) = SitePath::new(format!("search/{name}.js")) {
            let bytes = format!("sitegenSearch(\"{name}\",{value});\n").into_bytes();
            out.push(SiteFile { path, bytes });
        }
    };
    for (number, chunk) in documents.chunks(PER_FILE).enumerate() {
        let list = chunk.iter().map(|d| json!([d.title, d.kind, d.address, d.text])).collect();
        file(format!("docs-{number}"), &Value::Array(list));
    }
    for (name, words) in &shards {
        let lists = words.iter().map(|(word, list)| {
            let common = many && list.len() > documents.len() / 2;
            (word.clone(), if common { json!(0) } else { json!(steps(list)) })
        });
        file(format!("words-{name}"), &Value::Object(lists.collect()));
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// The differences between numbers that rise: fewer digits.
fn steps(list: &[usize]) -> Vec<usize> {
    let mut before = 0;
    list.iter().map(|number| number - std::mem::replace(&mut before, *number)).collect()
}

fn page(page: &Page) -> Option<Document<'_>> {
    let kind = match page.kind {
        PageKind::Home
        | PageKind::NotFound
        | PageKind::Redirect(_)
        | PageKind::Search
        | PageKind::Styleguide => {
            return None;
        }
        PageKind::Member => "Member",
        PageKind::Precedent => "Precedent",
        PageKind::Person => "Person",
        PageKind::Source => "Source",
        PageKind::Term => "Topic",
        _ => "Page",
    };
    Some(Document {
        title: &page.title,
        kind,
        address: address(page),
        text: page.description.as_deref().unwrap_or_default(),
        more: prose(page),
    })
}

fn address(page: &Page) -> String {
    let files = page.site.base_url.is_none();
    let path = if files { page.path.as_str() } else { page.path.address() };
    super::view::encode(path)
}

/// The words of an editor's prose.
fn prose(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.body {
        let Block::Prose(prose) = block else { continue };
        for piece in &prose.pieces {
            let Piece::Html(html) = piece else { continue };
            for (index, part) in html.split('<').enumerate() {
                let text = if index == 0 { part } else { part.split_once('>').map_or("", |p| p.1) };
                out.push_str(text);
                out.push(' ');
            }
        }
    }
    out
}

/// The passages of an article's page.
fn passages(page: &Page) -> impl Iterator<Item = Document<'_>> {
    let parts = page.body.iter().filter_map(|block| match block {
        Block::Article(article) => Some(&article.parts),
        _ => None,
    });
    let texts = parts.flatten().filter_map(|part| match part {
        ArticlePart::Text(_, texts) => Some(texts),
        ArticlePart::Gap => None,
    });
    texts.flatten().flatten().map(|(id, text)| Document {
        title: &page.title,
        kind: "Passage",
        address: format!("{}#{id}", address(page)),
        text,
        // A passage is found by its own words; the article's title is that of a page.
        more: String::new(),
    })
}

/// The file that a word stands in.
fn shard(word: &str) -> char {
    word.chars().next().filter(char::is_ascii_alphanumeric).unwrap_or('_')
}

/// The words of a text, folded; single letters say nothing.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// Small letters without their marks: "Łódź" is found by "lodz".
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        let found: Vec<String> = words("Łódź & Ærø: 1.600 Straßen, a b").collect();
        assert_eq!(found, ["lodz", "aero", "600", "strassen"]);
        assert_eq!((shard("lodz"), shard("київ")), ('l', '_'));
    }

    #[test]
    fn numbers_are_written_as_steps() {
        assert_eq!(steps(&[3, 4, 10]), [3, 1, 6]);
    }
}
