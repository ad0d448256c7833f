//! Whether links to other sites lead anywhere: asked for on demand, politely, and remembered.
//!
//! It stands alone because it is the only part that opens a connection to elsewhere; no build does.
//! One host is asked one thing at a time, with a pause in between.

mod ask;
mod memory;

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::check;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Snapshot;
use crate::site::SiteFile;

use ask::Asker;
pub use memory::FILE;
use memory::Memory;

/// How many hosts are asked at once.
const AT_ONCE: usize = 8;

/// How to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day, for what was asked some days ago.
    pub day: Date,
    /// How long to wait for an answer.
    pub timeout: Duration,
    /// How long to wait between two questions to one host.
    pub pause: Duration,
}

/// What came of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is something.
    Fine,
    /// There is nothing: why.
    Dead(String),
    /// The host does not tell a program: why.
    Unsure(String),
}

/// What was asked, and what there is to say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many addresses the site links to.
    pub links: usize,
    /// How many of them were asked for now; the others were answered lately.
    pub asked: usize,
    /// Dead links as warnings, unsure ones as notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Asks for each address that a finished site links to on other hosts. What was fine lately is not
/// asked for again: that is remembered below `root`.
pub fn check(root: &Path, snapshot: &Snapshot, site: &[SiteFile], options: Options) -> Report {
    let links = links(site);
    let mut memory = Memory::read(root, options.day);
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in links.keys().filter(|url| !memory.is_fresh(url)) {
        hosts.entry(host(url)).or_default().push(url);
    }
    let asked = hosts.values().map(Vec::len).sum();
    let answers = ask_all(hosts, options);
    for (url, answer) in &answers {
        memory.learn(url, answer);
    }
    memory.keep_only(|url| links.contains_key(url));
    let mut diagnostics = Vec::new();
    // A memory that cannot be kept costs time only.
    let _ = memory.write(root);
    for (url, answer) in &answers {
        if let Some(page) = links.get(url) {
            diagnostics.extend(said(url, answer).map(|said| said.at(place(url, page, snapshot))));
        }
    }
    Report { links: links.len(), asked, diagnostics }
}

/// Addresses on other hosts without their fragments, each with the first page that links to it.
fn links(site: &[SiteFile]) -> BTreeMap<String, &str> {
    let mut out = BTreeMap::new();
    let page = |file: &&SiteFile| {
        file.path.as_str().rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
    };
    for file in site.iter().filter(page) {
        for url in check::elsewhere(&file.bytes) {
            let url = url.split('#').next().unwrap_or_default().to_owned();
            out.entry(url).or_insert_with(|| file.path.as_str());
        }
    }
    out
}

/// The host and port of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let all = rest.split(['/', '?']).next().unwrap_or(rest);
    all.rsplit_once('@').map_or(all, |(_, host)| host)
}

/// Asks for everything, a few hosts at a time.
fn ask_all(hosts: BTreeMap<&str, Vec<&str>>, options: Options) -> BTreeMap<String, Answer> {
    let threads = hosts.len().min(AT_ONCE);
    let queue: Mutex<VecDeque<Vec<&str>>> = Mutex::new(hosts.into_values().collect());
    let answers = Mutex::new(BTreeMap::new());
    let asker = Asker::new(options.timeout);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(urls) = next() {
            for (number, url) in urls.into_iter().enumerate() {
                if number > 0 {
                    std::thread::sleep(options.pause);
                }
                let answer = asker.ask(url, options.pause);
                let mut all = answers.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(url.to_owned(), answer);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn said(url: &str, answer: &Answer) -> Option<Diagnostic> {
    match answer {
        Answer::Fine => None,
        Answer::Dead(why) => Some(
            Diagnostic::warning("external-link", format!("{url} leads nowhere: {why}"))
                .hint("link to where it is now, to an archived copy, or to nothing"),
        ),
        Answer::Unsure(why) => Some(
            Diagnostic::note("external-link", format!("{url} could not be checked: {why}"))
                .hint("open it in a browser"),
        ),
    }
}

/// Where a person wrote the address; failing that, the page that has it.
fn place(url: &str, page: &str, snapshot: &Snapshot) -> Place {
    let mut files = snapshot.files().iter().filter_map(|file| {
        let text = std::str::from_utf8(&file.bytes).ok()?;
        let whole = |(at, _): &(usize, &str)| {
            let after = text[at + url.len()..].chars().next();
            after.is_none_or(|c| c.is_whitespace() || "\"'()<>[]#".contains(c))
        };
        let (at, _) = text.match_indices(url).find(whole)?;
        Some(Place::in_text(&*file.path, text, at, at + url.len()))
    });
    files.next().unwrap_or_else(|| Place::file(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_apart_with_their_ports() {
        assert_eq!(host("https://example.org/a?b"), "example.org");
        assert_eq!(host("http://u:p@127.0.0.1:80?x"), "127.0.0.1:80");
    }
}
