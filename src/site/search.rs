//! The search index: pages and passages that the site shows, and which words they have.
//!
//! It is cut into small scripts, so that a search loads only what it needs, and also works where a
//! site is opened from the file system. `search/words-X.js` has the words that begin with X, each with
//! the numbers of the documents; `search/docs-N.js` the documents. `assets/search.js` reads both, and
//! folds words in the same way as [`fold_onto`].

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
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
    /// Whose prose it can be found by, too.
    more: Option<&'a Page>,
}

/// Whether a path is that of a file of the index.
pub(super) fn is_index(path: &str) -> bool {
    path.strip_suffix(".js").is_some_and(|stem| stem.starts_with("search/"))
}

/// Which words a page can be found by, and each of its passages: for each of these documents its
/// words, folded, sorted, each once, on lines of their own. A function of the page alone.
pub fn found_by(page: &Page) -> Vec<Box<str>> {
    let documents = self::page(page).into_iter().chain(passages(page));
    documents.map(|document| words_of(&document)).collect()
}

fn words_of(document: &Document) -> Box<str> {
    let more = document.more.map(prose).unwrap_or_default();
    let mut all = String::new();
    for text in [document.title, document.text, &more] {
        fold_onto(text, &mut all);
        all.push(' ');
    }
    let mut words: Vec<&str> = all
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some())
        .collect();
    words.sort_unstable();
    words.dedup();
    words.join("\n").into()
}

/// The files of the index, in order of their paths; `words` are those of each page, as
/// [`found_by`] gives them.
pub fn search<W: AsRef<[Box<str>]> + Sync>(pages: &[Page], words: &[W]) -> Vec<SiteFile> {
    let each = || pages.iter().zip(words).map(|(page, words)| (page, words.as_ref()));
    let mut documents: Vec<(Document, &str)> =
        each().filter_map(|(page, words)| Some((self::page(page)?, &**words.first()?))).collect();
    documents.extend(each().flat_map(|(page, words)| {
        let own = usize::from(self::page(page).is_some());
        passages(page).zip(words.iter().skip(own).map(|words| &**words))
    }));
    let mut out: Vec<SiteFile> = documents
        .par_chunks(PER_FILE)
        .enumerate()
        .filter_map(|(number, chunk)| {
            let list = chunk.iter().map(|(d, _)| json!([d.title, d.kind, d.address, d.text]));
            file(&format!("docs-{number}"), &Value::Array(list.collect()).to_string())
        })
        .collect();
    let words: Vec<&str> = documents.iter().map(|(_, words)| *words).collect();
    out.extend(lists(&words));
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

fn file(name: &str, json: &str) -> Option<SiteFile> {
    let path = SitePath::new(format!("search/{name}.js")).ok()?;
    Some(SiteFile { path, bytes: format!("sitegenSearch(\"{name}\",{json});\n").into_bytes() })
}

/// Words with the numbers of documents, by the file that they stand in.
type Shards<'a> = BTreeMap<char, Vec<(&'a str, usize)>>;

/// Adds the words of a document.
fn sorted<'a>(mut shards: Shards<'a>, (number, words): (usize, &&'a str)) -> Shards<'a> {
    for word in words.lines() {
        shards.entry(shard(word)).or_default().push((word, number));
    }
    shards
}

/// Joins those of neighbours, so that the numbers of a word rise.
fn joined<'a>(mut first: Shards<'a>, second: Shards<'a>) -> Shards<'a> {
    for (name, list) in second {
        first.entry(name).or_default().extend(list);
    }
    first
}

/// The files of words, each with the documents that have it.
fn lists(documents: &[&str]) -> Vec<SiteFile> {
    let all = documents.par_iter().enumerate();
    let shards = all.fold(BTreeMap::new, sorted).reduce(BTreeMap::new, joined);
    let many = documents.len() > MANY;
    let list = |(name, mut list): (char, Vec<(&str, usize)>)| {
        list.sort_by_key(|(word, _)| *word);
        let mut json = String::from("{");
        for word in list.chunk_by(|a, b| a.0 == b.0) {
            if json.len() > 1 {
                json.push(',');
            }
            // Folded words are letters and digits: nothing in them needs escaping.
            let _ = write!(json, "\"{}\":", word[0].0);
            if many && word.len() > documents.len() / 2 {
                json.push('0');
                continue;
            }
            let mut before = 0;
            for (index, (_, number)) in word.iter().enumerate() {
                let _ = write!(json, "{}{}", if index == 0 { '[' } else { ',' }, number - before);
                before = *number;
            }
            json.push(']');
        }
        json.push('}');
        file(&format!("words-{name}"), &json)
    };
    shards.into_par_iter().filter_map(list).collect()
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
        more: Some(page),
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
    let said = page.body.iter().flat_map(|block| match block {
        Block::Prose(prose) => vec![prose.clone()],
        Block::Written(written) => written.look(),
        _ => Vec::new(),
    });
    for prose in said {
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
        more: None,
    })
}

/// The file that a word stands in.
fn shard(word: &str) -> char {
    word.chars().next().filter(char::is_ascii_alphanumeric).unwrap_or('_')
}

/// Small letters without their marks: "Łódź" is found by "lodz".
fn fold_onto(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document<'a>(title: &'a str, text: &'a str) -> Document<'a> {
        Document { title, kind: "Page", address: String::new(), text, more: None }
    }

    #[test]
    fn words_are_folded() {
        let words = words_of(&document("Łódź & Ærø: 1.600", "Straßen, a b Lodz"));
        assert_eq!(&*words, "600\naero\nlodz\nstrassen");
        assert_eq!((shard("lodz"), shard("київ")), ('l', '_'));
    }

    #[test]
    fn numbers_are_written_as_steps() {
        let all: Vec<&str> =
            ["x", "x", "x", "one\nx", "one", "x", "x", "x", "x", "x", "one"].into();
        let files = lists(&all);
        let text = |file: &SiteFile| String::from_utf8(file.bytes.clone()).unwrap();
        assert_eq!(text(&files[0]), "sitegenSearch(\"words-o\",{\"one\":[3,1,6]});\n");
    }
}
