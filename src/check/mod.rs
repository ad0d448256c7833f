//! Proves a finished site: every link, anchor and file resolves, and every page is sound HTML that
//! everybody can read.
//!
//! It stands alone and reads finished bytes, never pages as values: it cannot share the bugs of
//! what made them.

mod links;
mod page;
mod styles;

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};

pub(crate) use links::decode;
use links::{Address, resolve};
use page::Facts;

/// A file of a finished site.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Path in the output folder, with forward slashes.
    pub path: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Checks a whole site; `base_url` is where it is going to be published, for links that name it.
pub fn check(files: &[File], base_url: Option<&str>) -> Vec<Diagnostic> {
    let mut diagnostics = duplicate_paths(files);
    let read: Vec<(File, Facts)> = files
        .par_iter()
        .filter(|file| has_extension(file.path, "html"))
        .map(|file| (*file, page::read(file.bytes)))
        .collect();
    let site = Site {
        paths: files.iter().map(|file| file.path).collect(),
        anchors: read.iter().map(|(file, facts)| (file.path, facts.anchors())).collect(),
        base_url,
    };
    let found: Vec<Vec<Diagnostic>> =
        read.par_iter().map(|(file, facts)| site.check_page(*file, facts)).collect();
    diagnostics.extend(found.into_iter().flatten());
    for file in files.iter().filter(|file| has_extension(file.path, "css")) {
        diagnostics.extend(site.check_style(*file));
    }
    diagnostics
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

/// Two files on one path, also where only a file system that ignores case takes them for one.
fn duplicate_paths(files: &[File]) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(files.len());
    let mut out = Vec::new();
    for file in files {
        if let Some(first) = seen.insert(file.path.to_lowercase(), file.path) {
            let message = if first == file.path {
                "two files of the site have this path".to_owned()
            } else {
                format!("{first} differs only by case, and many file systems ignore that")
            };
            out.push(
                Diagnostic::error("duplicate-path", message)
                    .at(Place::file(file.path))
                    .hint("give one of the pages another name"),
            );
        }
    }
    out
}

/// What a link may lead to.
struct Site<'a> {
    paths: HashSet<&'a str>,
    anchors: HashMap<&'a str, HashSet<&'a str>>,
    base_url: Option<&'a str>,
}

impl Site<'_> {
    fn check_page(&self, file: File, facts: &Facts) -> Vec<Diagnostic> {
        let text = String::from_utf8_lossy(file.bytes);
        let place = |(start, end): (usize, usize)| {
            Place::in_text(file.path, &text, start, end.min(start + 200))
        };
        let mut out: Vec<Diagnostic> = facts
            .problems()
            .into_iter()
            .map(|problem| {
                let at = problem.at.map_or_else(|| Place::file(file.path), place);
                problem.diagnostic.at(at)
            })
            .collect();
        for link in &facts.links {
            let base = facts.base.as_deref().unwrap_or("");
            let mut target = resolve(file.path, &link.to, self.base_url);
            if !base.is_empty() && !link.to.starts_with('#') {
                target = resolve(base, &link.to, self.base_url);
            }
            if let Some(diagnostic) = self.check_link(file.path, &link.to, target) {
                out.push(diagnostic.at(place(link.at)));
            }
        }
        let own = &self.anchors[file.path];
        for (name, id, at) in &facts.references {
            if !own.contains(id.as_str()) {
                let message = format!("{name} names {id:?}, but no element has that id");
                out.push(Diagnostic::error("dead-anchor", message).at(place(*at)));
            }
        }
        out
    }

    fn check_link(&self, page: &str, written: &str, to: Address) -> Option<Diagnostic> {
        let (path, fragment) = match to {
            Address::Elsewhere => return None,
            Address::Outside => {
                let message = format!("{written:?} leads out of the site");
                return Some(Diagnostic::error("dead-link", message));
            }
            Address::Inside { path, fragment } => (path, fragment),
        };
        let Some(file) = self.file_at(&path) else {
            let message = format!("{written:?} leads to {path:?}, which does not exist");
            let index = format!("{path}/index.html");
            let mut diagnostic = Diagnostic::error("dead-link", message);
            if self.paths.contains(index.as_str()) {
                diagnostic = diagnostic.hint("end the address with a slash");
            }
            return Some(diagnostic);
        };
        let fragment = fragment?;
        let anchors = self.anchors.get(file)?;
        if fragment.is_empty() || fragment == "top" || anchors.contains(fragment.as_str()) {
            return None;
        }
        let whose = if file == page { "this page".to_owned() } else { file.to_owned() };
        let message = format!("{written:?} leads to #{fragment}, which {whose} does not have");
        let near = crate::diagnostic::did_you_mean(&fragment, anchors.iter().copied());
        let diagnostic = Diagnostic::error("dead-anchor", message);
        Some(match near {
            Some(near) => diagnostic.hint(format!("did you mean #{near}?")),
            None => diagnostic,
        })
    }

    /// The file that a web server sends for `path`.
    fn file_at(&self, path: &str) -> Option<&str> {
        if path.is_empty() || path.ends_with('/') {
            return self.paths.get(format!("{path}index.html").as_str()).copied();
        }
        self.paths.get(path).copied()
    }

    fn check_style(&self, file: File) -> Vec<Diagnostic> {
        let text = String::from_utf8_lossy(file.bytes);
        let mut out = Vec::new();
        for (start, end) in styles::urls(&text) {
            let written = &text[start..end];
            let target = resolve(file.path, written, self.base_url);
            if let Some(diagnostic) = self.check_link(file.path, written, target) {
                out.push(diagnostic.at(Place::in_text(file.path, &text, start, end)));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests;
