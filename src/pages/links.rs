//! Where the links of an editor's Markdown lead: pages by their files, entries, files of the site.
//!
//! It stands alone because an address is resolved in one way, whether a file is rendered now or later.

use super::editor::{Desk, RESERVED};
use crate::slug::{SitePath, Slug};
use crate::span::SourceId;

/// Where a link leads.
pub(super) enum Leads {
    /// To a page or a file of the site, and an anchor.
    Page(SitePath, String),
    /// To the page of an entry, which exists only if the articles say something.
    Entry(SitePath, String),
    /// To nothing that could be a path.
    Nowhere,
    /// To this file, which is not there.
    Unknown(String),
}

impl Desk<'_> {
    /// Where a link leads: a page's content file, or a path of the site.
    pub(super) fn leads(&self, target: &str) -> Leads {
        let (path, anchor) = match target.find('#') {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        if let Some(path) = path.strip_prefix('/') {
            let path = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.to_owned()
            };
            return match SitePath::new(path) {
                Ok(path) => Leads::Page(path, anchor.to_owned()),
                Err(_) => Leads::Nowhere,
            };
        }
        let wanted = self.content_path(path);
        if let Some(page) = self.paths.get(wanted.as_str()) {
            return Leads::Page((*page).clone(), anchor.to_owned());
        }
        match self.reserved(&wanted) {
            Some(page) => Leads::Entry(page, anchor.to_owned()),
            None => Leads::Unknown(wanted),
        }
    }

    /// The path of a content file that a link names, from `content/` on or from the own folder.
    fn content_path(&self, target: &str) -> String {
        if let Some(path) = target.strip_prefix("@/") {
            return format!("content/{path}");
        }
        let mut parts: Vec<&str> = self.read.file.path.split('/').collect();
        parts.pop();
        for part in target.split('/') {
            match part {
                ".." => {
                    parts.pop();
                }
                "." | "" => {}
                part => parts.push(part),
            }
        }
        parts.join("/")
    }

    /// The page of an entry in a reserved folder, or of such a folder itself.
    fn reserved(&self, path: &str) -> Option<SitePath> {
        let inside = path.strip_prefix("content/")?.strip_suffix(".md")?;
        let (section, name) = inside.split_once('/')?;
        if !RESERVED.contains(&section) {
            return None;
        }
        if let Some(entry) = self.book.subject.entries.iter().find(|entry| entry.file == path) {
            return Some(entry.page.clone());
        }
        if name == "_index" {
            return Some(super::book::top(section));
        }
        if section == "sources" {
            let id = SourceId::new(name);
            return self.book.reference(&id).map(|source| source.page.clone());
        }
        Some(super::book::below(section, &Slug::of(name)))
    }
}
