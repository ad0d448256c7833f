//! Proves a finished site: every link, anchor and file resolves, and every page is sound HTML that
//! everybody can read.
//!
//! It stands alone and reads finished bytes, never pages as values: it cannot share the bugs of
//! what made them.

mod links;
mod nesting;
mod page;
mod scan;
mod styles;

use std::collections::HashMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Place, Severity};

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
    let read = |path: &str| bytes.get(path).map(|bytes| bytes.to_vec());
    let mut diagnostics = finish(&site, checked, &read);
    diagnostics.extend(site.paths_said);
    diagnostics
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

/// The web addresses that a finished page links to, those on its own site included.
pub fn elsewhere(html: &[u8]) -> Vec<String> {
    let web = |to: &str| to.starts_with("https://") || to.starts_with("http://");
    let facts = page::read(html);
    facts.links.iter().filter(|link| web(&link.to)).map(|link| link.to.to_string()).collect()
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
    /// Each path with its index.
    paths: FxHashMap<&'a str, u32>,
    /// All of them.
    names: Vec<&'a str>,
    base_url: Option<&'a str>,
    /// What is wrong with the paths themselves.
    pub paths_said: Vec<Diagnostic>,
}

/// A file that was checked by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    path: String,
    facts: Facts,
}

/// What there is to say about a file, and what others need to know of it. Other files stand as
/// their indexes among the paths of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    ids: Vec<Box<str>>,
    /// Links to elements of other pages.
    far: Vec<Far>,
    /// The files that its links lead to, each once.
    leads: Vec<u32>,
    said: Vec<Diagnostic>,
}

/// A link to an element of another page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Far {
    file: u32,
    id: Box<str>,
    at: At,
}

impl Facts {
    /// The ids of the page's elements, sorted.
    pub fn ids(&self) -> &[Box<str>] {
        &self.ids
    }

    /// Whether there is nothing to say about the file.
    pub fn is_fine(&self) -> bool {
        self.said.is_empty()
    }

    /// The elements of other pages that it links to: the page's path, and the id.
    pub fn asks<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.far.iter().map(|link| (site.name(link.file), &*link.id))
    }

    /// The same by itself: with the paths of the files that it names, in the order of its indexes.
    pub fn apart(&self, site: &Site) -> (Self, Vec<String>) {
        let mut all: Vec<u32> = self.far.iter().map(|link| link.file).collect();
        all.extend(&self.leads);
        all.sort_unstable();
        all.dedup();
        let mut indexes = vec![None; site.names.len()];
        for (index, file) in (0..).zip(&all) {
            indexes[*file as usize] = Some(index);
        }
        let names = all.iter().map(|file| site.name(*file).to_owned()).collect();
        (self.moved(&indexes).unwrap_or_default(), names)
    }

    /// The same in another site, of which `indexes` says where the files of this one are. None if a
    /// file is gone that it names.
    pub fn moved(&self, indexes: &[Option<u32>]) -> Option<Self> {
        let index = |file: u32| indexes.get(file as usize).copied().flatten();
        let far = |link: &Far| Some(Far { file: index(link.file)?, ..link.clone() });
        let leads: Option<Vec<u32>> = self.leads.iter().map(|file| index(*file)).collect();
        let far: Option<Vec<Far>> = self.far.iter().map(far).collect();
        let (ids, said) = (self.ids.clone(), self.said.clone());
        Some(Self { ids, far: far?, leads: leads?, said })
    }
}

impl Checked {
    /// What there is to say about the file, unless that is an error: then it has to be made anew.
    pub fn facts(&self) -> Option<&Facts> {
        let fine = self.facts.said.iter().all(|said| said.severity != Severity::Error);
        fine.then_some(&self.facts)
    }
}

/// Checks what files ask of each other; `read` gives the bytes of a page in which something is
/// wrong, to show the place.
pub fn finish(
    site: &Site,
    checked: Vec<Checked>,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Vec<Diagnostic> {
    let name = |file: u32| site.name(file);
    let pages: FxHashMap<&str, &[Box<str>]> =
        checked.iter().map(|page| (page.path.as_str(), &*page.facts.ids)).collect();
    // They are sorted.
    let ids = |link: &Far| pages.get(name(link.file)).copied().unwrap_or_default();
    let mut dead: Vec<(&Checked, &Far)> = checked
        .par_iter()
        .flat_map_iter(|page| page.facts.far.iter().map(move |link| (page, link)))
        .filter(|(_, link)| ids(link).binary_search(&link.id).is_err())
        .collect();
    dead.sort_by_key(|(page, link)| (&page.path, link.at));
    let mut out = Vec::new();
    for (page, link) in dead {
        let anchors = ids(link).iter().map(|id| &**id).collect();
        let bytes = read(&page.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let place = place(&page.path, &text, link.at);
        let to = name(link.file);
        let written = format!("{to}#{}", link.id);
        out.push(dead_anchor(&written, &link.id, to, &anchors).at(place));
    }
    out.extend(checked.into_iter().flat_map(|page| page.facts.said));
    out
}

fn place(path: &str, text: &str, (start, end): At) -> Place {
    Place::in_text(path, text, start, end.min(start + 200))
}

/// Where to mend what stands in a finished page.
const MADE: &str =
    "mend it where it is written: `sitegen why` with this page names the file that it is made from";

fn dead_anchor(written: &str, id: &str, whose: &str, anchors: &FxHashSet<&str>) -> Diagnostic {
    let message = format!("{written:?} leads to #{id}, which {whose} does not have");
    let diagnostic = Diagnostic::error("dead-anchor", message);
    match crate::diagnostic::did_you_mean(id, anchors.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean #{near}?")),
        None => diagnostic.hint(MADE),
    }
}

impl<'a> Site<'a> {
    /// A site of files with these paths.
    pub fn new(paths: impl Iterator<Item = &'a str>, base_url: Option<&'a str>) -> Self {
        let mut site = Self::proved(paths, base_url);
        site.paths_said = duplicate_paths(&site.names);
        site
    }

    /// The same of paths about which there is nothing to say.
    pub fn proved(paths: impl Iterator<Item = &'a str>, base_url: Option<&'a str>) -> Self {
        let names: Vec<&str> = paths.collect();
        let paths = names.iter().copied().zip(0..).collect();
        Self { paths, names, base_url, paths_said: Vec::new() }
    }

    /// The paths of all files, in the order of their indexes.
    pub fn names(&self) -> &[&'a str] {
        &self.names
    }

    fn name(&self, file: u32) -> &'a str {
        self.names.get(file as usize).copied().unwrap_or_default()
    }

    /// The index of each of these paths in this site, for [`Site::recall`].
    pub fn indexes<'b>(&self, names: impl Iterator<Item = &'b str>) -> Vec<Option<u32>> {
        names.map(|name| self.paths.get(name).copied()).collect()
    }

    /// Takes over what was found of the file at `path` in an earlier site, of which `indexes` says
    /// where its files are in this one. None if a file is gone that it leads to.
    pub fn recall(&self, path: &str, facts: &Facts, indexes: &[Option<u32>]) -> Option<Checked> {
        Some(Checked { path: path.to_owned(), facts: facts.moved(indexes)? })
    }

    /// Checks a file by itself.
    pub fn file(&self, file: File) -> Checked {
        let mut out = Checked { path: file.path.to_owned(), ..Checked::default() };
        if has_extension(file.path, "html") {
            self.page(file, &mut out.facts);
        } else if has_extension(file.path, "css") {
            self.style(file, &mut out.facts);
        }
        out.facts.leads.sort_unstable();
        out.facts.leads.dedup();
        out
    }

    fn page(&self, file: File, out: &mut Facts) {
        let mut facts = page::read(file.bytes);
        let text = std::cell::OnceCell::new();
        let text = || text.get_or_init(|| String::from_utf8_lossy(file.bytes));
        for problem in facts.problems() {
            let at = problem.at.map(|at| place(file.path, text(), at));
            out.said.push(problem.diagnostic.at(at.unwrap_or_else(|| Place::file(file.path))));
        }
        let own: FxHashSet<&str> = facts.ids.iter().map(|(id, _)| &**id).collect();
        for link in &facts.links {
            let base =
                facts.base.as_deref().filter(|base| !base.is_empty() && !link.to.starts_with('#'));
            let to = resolve(base.unwrap_or(file.path), &link.to, self.base_url);
            let dead = match self.target(&link.to, to) {
                Err(diagnostic) => Some(*diagnostic),
                Ok(Some((to, id))) => {
                    out.leads.push(to);
                    match id {
                        Some(id) if self.names.get(to as usize) == Some(&file.path) => {
                            let dead = || dead_anchor(&link.to, &id, "this page", &own);
                            (!own.contains(&*id)).then(dead)
                        }
                        Some(id) => {
                            out.far.push(Far { file: to, id: id.into(), at: link.at });
                            None
                        }
                        None => None,
                    }
                }
                Ok(None) => None,
            };
            out.said.extend(dead.map(|dead| dead.at(place(file.path, text(), link.at))));
        }
        for (name, id, at) in &facts.references {
            if !own.contains(id.as_str()) {
                let message = format!("{name} names {id:?}, but no element has that id");
                let dead = Diagnostic::error("dead-anchor", message).hint(MADE);
                out.said.push(dead.at(place(file.path, text(), *at)));
            }
        }
        out.ids = own.into_iter().map(Box::from).collect();
        out.ids.sort_unstable();
    }

    /// The file that a link leads to, if to one of this site, and the id in it that it asks for, if
    /// any; or what is wrong with it.
    fn target(
        &self,
        written: &str,
        to: Address,
    ) -> Result<Option<(u32, Option<String>)>, Box<Diagnostic>> {
        let (path, fragment) = match to {
            Address::Elsewhere => return Ok(None),
            Address::Outside => {
                let message = format!("{written:?} leads out of the site");
                let said = Diagnostic::error("dead-link", message);
                return Err(Box::new(said.hint(MADE)));
            }
            Address::Inside { path, fragment } => (path, fragment),
        };
        let mut path = path;
        let Some(file) = self.file_at(&mut path) else {
            let message = format!("{written:?} leads to {path:?}, which does not exist");
            let index = format!("{path}/index.html");
            let mut diagnostic = Diagnostic::error("dead-link", message).hint(MADE);
            if self.paths.contains_key(index.as_str()) {
                diagnostic = diagnostic.hint("end the address with a slash");
            }
            return Err(Box::new(diagnostic));
        };
        let page = || self.names.get(file as usize).is_some_and(|name| has_extension(name, "html"));
        let asks = |id: &String| !id.is_empty() && id != "top" && page();
        Ok(Some((file, fragment.filter(asks))))
    }

    /// The file that a web server sends for `path`, which is left as it is.
    fn file_at(&self, path: &mut String) -> Option<u32> {
        let length = path.len();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        let file = self.paths.get(path.as_str()).copied();
        path.truncate(length);
        file
    }

    fn style(&self, file: File, out: &mut Facts) {
        let text = String::from_utf8_lossy(file.bytes);
        for (start, end) in styles::urls(&text) {
            let written = &text[start..end];
            let target = resolve(file.path, written, self.base_url);
            match self.target(written, target) {
                Ok(to) => out.leads.extend(to.map(|(file, _)| file)),
                Err(diagnostic) => {
                    out.said.push(diagnostic.at(Place::in_text(file.path, &text, start, end)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
