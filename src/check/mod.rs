//! Proves a finished site: every link, anchor and file resolves, and every page is sound HTML that
//! everybody can read.
//!
//! It stands alone and reads finished bytes, never pages as values: it cannot share the bugs of
//! what made them.

mod links;
mod page;
mod scan;
mod styles;

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};

pub(crate) use links::decode;
use links::{Address, resolve};
use page::At;

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
    let site = Site::new(files.iter().map(|file| file.path), base_url);
    let checked: Vec<Checked> = files.par_iter().map(|file| site.file(*file)).collect();
    let bytes: HashMap<&str, &[u8]> = files.iter().map(|file| (file.path, file.bytes)).collect();
    let mut diagnostics = site.paths_said;
    diagnostics.extend(finish(checked, &|path| bytes.get(path).map(|bytes| bytes.to_vec())));
    diagnostics
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

/// Two files on one path, also where only a file system that ignores case takes them for one.
fn duplicate_paths(paths: &[&str]) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(paths.len());
    let mut out = Vec::new();
    for path in paths {
        if let Some(first) = seen.insert(path.to_lowercase(), path) {
            let message = if first == *path {
                "two files of the site have this path".to_owned()
            } else {
                format!("{first} differs only by case, and many file systems ignore that")
            };
            out.push(
                Diagnostic::error("duplicate-path", message)
                    .at(Place::file(*path))
                    .hint("give one of the pages another name"),
            );
        }
    }
    out
}

/// The files that links may lead to. Each file is checked by itself, as soon as it is finished;
/// what one asks of others is left for [`finish`].
#[derive(Debug)]
pub struct Site<'a> {
    paths: HashSet<&'a str>,
    base_url: Option<&'a str>,
    /// What is wrong with the paths themselves.
    pub paths_said: Vec<Diagnostic>,
}

/// What there is to say about a file, and what others need to know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    path: String,
    ids: Vec<Box<str>>,
    links: Vec<Far>,
    said: Vec<Diagnostic>,
}

/// A link to an element of another page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Far {
    path: String,
    id: Box<str>,
    at: At,
}

/// Checks what files ask of each other; `read` gives the bytes of a page in which something is
/// wrong, to show the place.
pub fn finish(checked: Vec<Checked>, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Vec<Diagnostic> {
    let ids: HashMap<&str, HashSet<&str>> = checked
        .par_iter()
        .filter(|page| !page.ids.is_empty())
        .map(|page| (page.path.as_str(), page.ids.iter().map(|id| &**id).collect()))
        .collect();
    let none = HashSet::new();
    let mut dead: Vec<(&Checked, &Far)> = checked
        .par_iter()
        .flat_map_iter(|page| page.links.iter().map(move |link| (page, link)))
        .filter(|(_, link)| !ids.get(link.path.as_str()).unwrap_or(&none).contains(&*link.id))
        .collect();
    dead.sort_by_key(|(page, link)| (&page.path, link.at));
    let mut out = Vec::new();
    for (page, link) in dead {
        let anchors = ids.get(link.path.as_str()).unwrap_or(&none);
        let bytes = read(&page.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let place = place(&page.path, &text, link.at);
        let written = format!("{}#{}", link.path, link.id);
        out.push(dead_anchor(&written, &link.id, &link.path, anchors).at(place));
    }
    out.extend(checked.into_iter().flat_map(|page| page.said));
    out
}

fn place(path: &str, text: &str, (start, end): At) -> Place {
    Place::in_text(path, text, start, end.min(start + 200))
}

fn dead_anchor(written: &str, id: &str, whose: &str, anchors: &HashSet<&str>) -> Diagnostic {
    let message = format!("{written:?} leads to #{id}, which {whose} does not have");
    let diagnostic = Diagnostic::error("dead-anchor", message);
    match crate::diagnostic::did_you_mean(id, anchors.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean #{near}?")),
        None => diagnostic,
    }
}

impl<'a> Site<'a> {
    /// A site of files with these paths.
    pub fn new(paths: impl Iterator<Item = &'a str>, base_url: Option<&'a str>) -> Self {
        let paths: Vec<&str> = paths.collect();
        let paths_said = duplicate_paths(&paths);
        Self { paths: paths.into_iter().collect(), base_url, paths_said }
    }

    /// Checks a file by itself.
    pub fn file(&self, file: File) -> Checked {
        let mut out = Checked { path: file.path.to_owned(), ..Checked::default() };
        if has_extension(file.path, "html") {
            self.page(file, &mut out);
        } else if has_extension(file.path, "css") {
            out.said = self.style(file);
        }
        out
    }

    fn page(&self, file: File, out: &mut Checked) {
        let mut facts = page::read(file.bytes);
        let text = std::cell::OnceCell::new();
        let text = || text.get_or_init(|| String::from_utf8_lossy(file.bytes));
        for problem in facts.problems() {
            let at = problem.at.map(|at| place(file.path, text(), at));
            out.said.push(problem.diagnostic.at(at.unwrap_or_else(|| Place::file(file.path))));
        }
        let own: HashSet<&str> = facts.ids.iter().map(|(id, _)| &**id).collect();
        for link in &facts.links {
            let base =
                facts.base.as_deref().filter(|base| !base.is_empty() && !link.to.starts_with('#'));
            let to = resolve(base.unwrap_or(file.path), &link.to, self.base_url);
            let dead = match self.target(&link.to, to) {
                Err(diagnostic) => Some(*diagnostic),
                Ok(Some((path, id))) if path == file.path => {
                    (!own.contains(&*id)).then(|| dead_anchor(&link.to, &id, "this page", &own))
                }
                Ok(Some((path, id))) => {
                    out.links.push(Far { path, id: id.into(), at: link.at });
                    None
                }
                Ok(None) => None,
            };
            out.said.extend(dead.map(|dead| dead.at(place(file.path, text(), link.at))));
        }
        for (name, id, at) in &facts.references {
            if !own.contains(id.as_str()) {
                let message = format!("{name} names {id:?}, but no element has that id");
                let dead = Diagnostic::error("dead-anchor", message);
                out.said.push(dead.at(place(file.path, text(), *at)));
            }
        }
        out.ids = own.into_iter().map(Box::from).collect();
        out.ids.sort_unstable();
    }

    /// The page and the id that a link asks for, if it asks for an id; or what is wrong with it.
    fn target(
        &self,
        written: &str,
        to: Address,
    ) -> Result<Option<(String, String)>, Box<Diagnostic>> {
        let (path, fragment) = match to {
            Address::Elsewhere => return Ok(None),
            Address::Outside => {
                let message = format!("{written:?} leads out of the site");
                return Err(Box::new(Diagnostic::error("dead-link", message)));
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
            return Err(Box::new(diagnostic));
        };
        let asks = |id: &String| !id.is_empty() && id != "top" && has_extension(file, "html");
        Ok(fragment.filter(asks).map(|id| (file.to_owned(), id)))
    }

    /// The file that a web server sends for `path`.
    fn file_at(&self, path: &str) -> Option<&'a str> {
        if path.is_empty() || path.ends_with('/') {
            return self.paths.get(format!("{path}index.html").as_str()).copied();
        }
        self.paths.get(path).copied()
    }

    fn style(&self, file: File) -> Vec<Diagnostic> {
        let text = String::from_utf8_lossy(file.bytes);
        let mut out = Vec::new();
        for (start, end) in styles::urls(&text) {
            let written = &text[start..end];
            let target = resolve(file.path, written, self.base_url);
            if let Err(diagnostic) = self.target(written, target) {
                out.push(diagnostic.at(Place::in_text(file.path, &text, start, end)));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests;
