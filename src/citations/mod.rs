//! An editor's citations: `[@ID]`, `[@ID, "words"]`, `[@A, "x"; @B]`, looked up in the articles.
//!
//! Words are found under the one declared folding and by nothing fuzzier; resemblance only serves
//! to say, for words that are not there, what is. It stands alone because prose and the facts of
//! curated entries cite in the same way, and are proved by the same rules.

mod nearest;
pub mod numbers;

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::fold::fold;
use crate::sources::Source;
use crate::span::{SourceId, Span};
use nearest::nearest;
pub use nearest::{Difference, Nearest};

/// One reference of a citation, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Citation {
    /// Bytes in the file.
    pub range: Range<usize>,
    /// The article that it names.
    pub id: String,
    /// The words that it pins.
    pub words: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a reference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Outcome {
    /// The words stand in the article, once.
    Verified(Span),
    /// They stand there more than once.
    Ambiguous(Vec<Span>),
    /// The article exists, and no words are pinned.
    Unpinned(SourceId),
    /// The words stand in other articles only.
    Elsewhere(Vec<SourceId>),
    /// The words stand nowhere; the nearest passage of the article.
    NotFound(Option<Nearest>),
    /// There is no such article; the id nearest to it.
    UnknownSource(Option<SourceId>),
}

/// A reference as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The article's id.
    pub id: String,
    /// The words between quotation marks.
    pub words: Option<String>,
}

/// Reads what stands between the brackets: references apart by semicolons. None if it is no
/// citation.
pub fn parse(inside: &str) -> Option<Vec<Written>> {
    let mut out = Vec::new();
    let mut rest = inside.trim_start();
    loop {
        rest = rest.strip_prefix('@')?;
        let end = rest.find(|c: char| c.is_whitespace() || ",;\"“”".contains(c));
        let (id, after) = rest.split_at(end.unwrap_or(rest.len()));
        if id.is_empty() {
            return None;
        }
        rest = after.trim_start();
        let mut words = None;
        if let Some(after) = rest.strip_prefix(',') {
            let (quoted, after) = quoted(after.trim_start())?;
            words = Some(unescape(quoted));
            rest = after.trim_start();
        }
        out.push(Written { id: id.to_owned(), words });
        match rest.strip_prefix(';') {
            Some(after) => rest = after.trim_start(),
            None if rest.is_empty() => return Some(out),
            None => return None,
        }
    }
}

/// Words between quotation marks, and what follows. The words end at the last mark before the end
/// or before a semicolon with another reference, so they may hold marks themselves.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next().filter(|c| "\"“„«".contains(*c))?;
    let inner = &text[open.len_utf8()..];
    for (at, c) in inner.char_indices().filter(|(_, c)| "\"”“»".contains(*c)) {
        let after = &inner[at + c.len_utf8()..];
        let next = after.trim_start();
        let over = next.is_empty()
            || next.strip_prefix(';').is_some_and(|next| next.trim_start().starts_with('@'));
        if over && at > 0 && !inner[..at].trim().is_empty() {
            return Some((&inner[..at], after));
        }
    }
    None
}

/// Takes the backslashes before punctuation away, as Markdown does.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out
}

/// Articles, folded for looking words up.
#[derive(Debug)]
pub struct Library<'a> {
    articles: HashMap<&'a str, Folded<'a>>,
    order: Vec<&'a Source>,
}

#[derive(Debug)]
struct Folded<'a> {
    source: &'a Source,
    blocks: Vec<String>,
}

impl<'a> Library<'a> {
    /// Folds the articles.
    pub fn new(sources: &'a [Source]) -> Self {
        let folded = |source: &'a Source| Folded {
            source,
            blocks: source.blocks.iter().map(|block| fold(&block.text).into_owned()).collect(),
        };
        Self {
            articles: sources.iter().map(|s| (s.id.as_str(), folded(s))).collect(),
            order: sources.iter().collect(),
        }
    }

    /// Looks a reference up.
    pub fn look_up(&self, written: &Written) -> Outcome {
        let Some(article) = self.articles.get(written.id.as_str()) else {
            let ids = self.order.iter().map(|source| source.id.as_str());
            return Outcome::UnknownSource(did_you_mean(&written.id, ids).map(SourceId::new));
        };
        let Some(words) = &written.words else {
            return Outcome::Unpinned(article.source.id.clone());
        };
        let needle = fold(words);
        let mut found = article.find(&needle);
        // The same passage twice is one place.
        found.dedup_by(|b, a| a.passage == b.passage);
        if found.len() > 1 {
            return Outcome::Ambiguous(found);
        }
        if let Some(span) = found.pop() {
            return Outcome::Verified(span);
        }
        let others = self.order.iter().filter(|source| {
            source.id.as_str() != written.id
                && self
                    .articles
                    .get(source.id.as_str())
                    .is_some_and(|a| !a.find(&needle).is_empty())
        });
        let others: Vec<SourceId> = others.map(|source| source.id.clone()).collect();
        if others.is_empty() {
            Outcome::NotFound(nearest(article.source, words))
        } else {
            Outcome::Elsewhere(others)
        }
    }
}

impl Folded<'_> {
    /// All places of the folded words.
    fn find(&self, needle: &str) -> Vec<Span> {
        let mut out = Vec::new();
        if needle.is_empty() {
            return out;
        }
        for (index, folded) in self.blocks.iter().enumerate() {
            if self.source.of_block.get(index).is_none_or(std::ops::Range::is_empty) {
                continue;
            }
            for (at, _) in folded.match_indices(needle) {
                if is_whole(folded, at, at + needle.len()) {
                    let text = &self.source.blocks[index].text;
                    let range = unfolded(text, at, at + needle.len());
                    out.push(self.source.span(index, range.start, range.end));
                }
            }
        }
        out
    }
}

/// Whether a match begins and ends where words and numbers do: "2 ships" is not in "12 ships", nor
/// "5 million" in "1.5 million".
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let inside = &text[start..end];
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    let (b1, b2) = (before.next(), before.next());
    let (a1, a2) = (after.next(), after.next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let point = |c: Option<char>| matches!(c, Some('.' | ','));
    !(word(first) && word(b1)
        || word(last) && word(a1)
        || digit(first) && point(b1) && digit(b2)
        || digit(last) && point(a1) && digit(a2))
}

/// The bytes of `text` that fold to bytes `start..end` of its folding.
fn unfolded(text: &str, start: usize, end: usize) -> Range<usize> {
    use unicode_normalization::char::is_combining_mark;
    let mut at = 0;
    let mut blank = false;
    let (mut from, mut to) = (0, text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        // A letter and the marks on it fold together.
        let mut next = index + c.len_utf8();
        while let Some(&(mark, m)) = chars.peek() {
            let jamo = ('\u{1160}'..='\u{11ff}').contains(&m);
            if !is_combining_mark(m) && !jamo {
                break;
            }
            next = mark + m.len_utf8();
            chars.next();
        }
        if c.is_whitespace() {
            blank = at > 0;
            continue;
        }
        let length = fold(&text[index..next]).len();
        if length == 0 {
            continue;
        }
        at += usize::from(std::mem::take(&mut blank));
        if at <= start {
            from = index;
        }
        at += length;
        if at >= end {
            to = next;
            break;
        }
    }
    from..to.max(from)
}

/// Whether folded words stand in a text, apart from the mark that a sentence ends with.
pub fn holds(text: &str, folded: &str) -> bool {
    let text = fold(text);
    let bare = folded.trim_end_matches(['.', ',', '!', '?', ';', ':']);
    !bare.is_empty() && text.contains(bare)
}

/// The parts of folded quoted words between what was left out ("…") or put in ("[the pact]").
pub fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(['…', '[', ']']).flat_map(|part| part.split("...")).map(str::trim)
}

impl Citation {
    /// What there is to say about it; `text` is the whole file at `path`.
    pub fn diagnostic(&self, path: &str, text: &str) -> Option<Diagnostic> {
        let id = &self.id;
        let said = |message: String| Diagnostic::error("citation", message);
        let diagnostic = match &self.outcome {
            Outcome::Verified(_) => return None,
            Outcome::Unpinned(_) => Diagnostic::note(
                "unpinned",
                format!("cites all of source {id:?}, so no passage proves it"),
            )
            .hint(format!("pin the words that say so: [@{id}, \"...\"]")),
            Outcome::Ambiguous(spans) => Diagnostic::warning(
                "citation-ambiguous",
                format!("these words stand in {} passages of source {id:?}", spans.len()),
            )
            .hint("quote more words; the first passage is cited until then"),
            Outcome::Elsewhere(others) => {
                let names: Vec<String> =
                    others.iter().map(|o| format!("{:?}", o.as_str())).collect();
                said(format!("not in source {id:?}, but in {}", names.join(", ")))
                    .hint(format!("cite [@{}, ...] instead", others[0]))
            }
            Outcome::NotFound(near) => {
                let diagnostic = said(format!("not in source {id:?}"));
                match near {
                    Some(near) => diagnostic
                        .also(format!("nearest passage: {}", near.text))
                        .hint(near.difference.hint()),
                    None => diagnostic.hint("quote the source's own words, without changing any"),
                }
            }
            Outcome::UnknownSource(near) => {
                let diagnostic = said(format!("there is no source {id:?}"));
                match near {
                    Some(near) => diagnostic.hint(format!("did you mean {:?}?", near.as_str())),
                    None => diagnostic.hint("a source's id is its file name in content/sources"),
                }
            }
        };
        Some(diagnostic.at(Place::in_text(path, text, self.range.start, self.range.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn reads_what_pandoc_writes() {
        let one = |id: &str, words: Option<&str>| Written {
            id: id.to_owned(),
            words: words.map(str::to_owned),
        };
        assert_eq!(parse("@a"), Some(vec![one("a", None)]));
        assert_eq!(
            parse("@a-1, \"x; y\"; @b"),
            Some(vec![one("a-1", Some("x; y")), one("b", None)])
        );
        assert_eq!(parse("@a, “so \"he\" said”"), Some(vec![one("a", Some("so \"he\" said"))]));
        for bad in ["@", "a", "@a \"x\"", "@a, x", "@a, \"x", "@a; b", "@a, \"\""] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    fn outcome(id: &str, words: &str) -> Outcome {
        let sources = fixture::sources();
        let library = Library::new(&sources);
        library.look_up(&Written { id: id.to_owned(), words: Some(words.to_owned()) })
    }

    #[test]
    fn words_are_found_folded_and_in_no_other_way() {
        let sources = fixture::sources();
        let Outcome::Verified(span) = outcome("gazette-1", "Skerrow's harbour master,  Marit")
        else {
            panic!()
        };
        assert_eq!(sources[0].words(&span), Some("Skerrow’s harbour master, Marit"));
        assert_eq!(span, fixture::at(&sources[0], "Skerrow’s harbour master, Marit"));
        for changed in
            ["2 harbours took part", "13 harbours took part", "12 harbour", "Skerrow's Harbour"]
        {
            assert!(matches!(outcome("gazette-1", changed), Outcome::NotFound(_)), "{changed}");
        }
        let across = outcome("gazette-1", "in the signing. “We will keep");
        assert!(matches!(across, Outcome::Verified(span) if span.sentences == 2));
    }

    #[test]
    fn says_what_else_there_is() {
        let elsewhere = outcome("gazette-1", "lasted four years");
        assert_eq!(elsewhere, Outcome::Elsewhere(vec![SourceId::new("wire-2")]));
        assert!(
            matches!(outcome("gazette-1", "Blue Heron Lines"), Outcome::Ambiguous(s) if s.len() == 2)
        );
        assert_eq!(
            outcome("gazete-1", "x"),
            Outcome::UnknownSource(Some(SourceId::new("gazette-1")))
        );
    }

    #[test]
    fn decomposed_letters_map_back() {
        let text = "Cafe\u{301}  is “o\u{308}pen” now";
        let folded = fold(text);
        let at = folded.find("\"öpen\"").unwrap();
        let range = unfolded(text, at, at + "\"öpen\"".len());
        assert_eq!(&text[range], "“o\u{308}pen”");
    }
}
