//! The files of a site in memory, found as a static host finds them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;

use crate::memo::Hash;
use crate::pipeline::Sink;
use crate::site::SiteFile;
use crate::slug::SitePath;

/// All files of a site by their path.
#[derive(Clone, Debug, Default)]
pub struct SiteFiles {
    files: BTreeMap<String, Arc<File>>,
    assets: OnceLock<u64>,
}

/// The content of a file, and its hash once somebody asked for it.
#[derive(Debug)]
pub struct File {
    bytes: Bytes,
    hash: OnceLock<Hash>,
}

impl File {
    fn new(bytes: Vec<u8>) -> Self {
        Self { bytes: bytes.into(), hash: OnceLock::new() }
    }

    /// Its content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The hash of its content.
    pub(super) fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| Hash::of_bytes(&self.bytes))
    }
}

/// Gathers the files of a site as they are finished. What is as it was before shares its memory
/// with that, and need not even be made.
#[derive(Debug)]
pub struct Gathering {
    before: Arc<SiteFiles>,
    files: Mutex<Vec<(String, Arc<File>)>>,
}

impl Gathering {
    /// Nothing yet; `before` is the site that was shown last.
    pub fn new(before: Arc<SiteFiles>) -> Self {
        Self { before, files: Mutex::default() }
    }

    /// All that was gathered.
    pub fn done(self) -> SiteFiles {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        SiteFiles { files: files.into_iter().collect(), assets: OnceLock::new() }
    }

    fn take(&self, path: &SitePath, file: Arc<File>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push((path.as_str().to_owned(), file));
    }
}

impl Sink for Gathering {
    fn put(&self, file: SiteFile) {
        let same = self.before.get(file.path.as_str()).filter(|same| *same.bytes == *file.bytes);
        let taken = same.map_or_else(|| Arc::new(File::new(file.bytes)), Arc::clone);
        self.take(&file.path, taken);
    }

    fn keep(&self, path: &SitePath, hash: Hash) -> bool {
        let Some(same) = self.before.get(path.as_str()) else { return false };
        if same.hash() != hash {
            return false;
        }
        self.take(path, Arc::clone(same));
        true
    }
}

/// What there is at an address.
#[derive(Debug)]
pub enum Found<'a> {
    /// A file.
    File {
        /// Its path.
        path: &'a str,
        /// Its content.
        file: &'a Arc<File>,
    },
    /// A folder whose address lacks its slash: go there instead.
    Folder(String),
    /// Nothing.
    Nothing,
}

impl SiteFiles {
    /// The same with some of the pages as they are now.
    #[must_use]
    pub fn with_pages(&self, pages: Vec<SiteFile>) -> Self {
        let mut files = self.files.clone();
        let page =
            |SiteFile { path, bytes }| (path.as_str().to_owned(), Arc::new(File::new(bytes)));
        files.extend(pages.into_iter().map(page));
        Self { files, assets: self.assets.clone() }
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The content of a file.
    pub fn get(&self, path: &str) -> Option<&Arc<File>> {
        self.files.get(path)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What there is at the `address`, which begins with a slash. Only files of the site can be
    /// found, whatever it says.
    pub fn find(&self, address: &str) -> Found<'_> {
        let path = crate::check::decode(address);
        let path = path.trim_start_matches('/');
        let index = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some((path, file)) = self.files.get_key_value(&index) {
            return Found::File { path, file };
        }
        if self.files.contains_key(&format!("{path}/index.html")) {
            return Found::Folder(format!("/{}/", address.trim_start_matches('/')));
        }
        Found::Nothing
    }

    /// The paths of all files that `later` has otherwise, has not, or has in addition.
    pub fn changed<'a>(&'a self, later: &'a Self) -> Vec<&'a str> {
        let same = |a: &Arc<File>, b: &Arc<File>| Arc::ptr_eq(a, b) || a.bytes == b.bytes;
        let differs = |(path, file): (&'a String, &'a Arc<File>)| {
            let there = later.files.get(path).is_some_and(|other| same(file, other));
            (!there).then_some(path.as_str())
        };
        let mut out: Vec<&str> = self.files.iter().filter_map(differs).collect();
        let new = later.files.keys().filter(|path| !self.files.contains_key(*path));
        out.extend(new.map(String::as_str));
        out
    }

    /// Tells whether the style sheets, scripts, pictures and fonts are the same.
    pub(super) fn assets(&self) -> u64 {
        *self.assets.get_or_init(|| {
            let assets = self
                .files
                .iter()
                .filter(|(path, _)| is_asset(path) && !crate::site::follows_content(path));
            let all: Vec<(&str, Hash)> =
                assets.map(|(path, file)| (path.as_str(), file.hash())).collect();
            Hash::of(&all).short()
        })
    }
}

/// Whether pages load such a file as they are shown.
fn is_asset(path: &str) -> bool {
    let kind = content_type(path);
    kind.starts_with("text/css")
        || kind.starts_with("text/javascript")
        || kind.starts_with("image/")
        || kind.starts_with("font/")
}

/// What a browser is told about a file.
pub(super) fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "rss" => "application/rss+xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "wasm" => "application/wasm",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
impl SiteFiles {
    /// A site of these files.
    pub(super) fn of(all: &[(&str, &str)]) -> Self {
        Self::of_after(all, Self::default())
    }

    /// The same after another one.
    fn of_after(all: &[(&str, &str)], before: Self) -> Self {
        let gathering = Gathering::new(Arc::new(before));
        for (path, text) in all {
            let path = SitePath::new(*path).expect("a path");
            gathering.put(SiteFile { path, bytes: text.as_bytes().to_vec() });
        }
        gathering.done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> SiteFiles {
        SiteFiles::of(all)
    }

    /// What is found, in few words.
    fn found(site: &SiteFiles, address: &str) -> String {
        match site.find(address) {
            Found::File { path, .. } => path.to_owned(),
            Found::Folder(to) => format!("-> {to}"),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn finds_files_as_a_static_host_does() {
        let site = files(&[("index.html", "home"), ("a b/index.html", "a"), ("x.css", "x")]);
        assert_eq!(found(&site, "/"), "index.html");
        assert_eq!(found(&site, "/a%20b/"), "a b/index.html");
        assert_eq!(found(&site, "/a%20b"), "-> /a%20b/");
        assert_eq!(found(&site, "//"), "index.html");
        for address in
            ["/gone", "/../etc/passwd", "/%2e%2e/x", "/%2e%2e%2fx.css", "/a%20b/../x.css", "/%00"]
        {
            assert_eq!(found(&site, address), "nothing", "{address}");
        }
    }

    #[test]
    fn says_what_changed_and_shares_what_did_not() {
        let before = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let after = SiteFiles::of_after(&[("a", "1"), ("b", "2"), ("d", "1")], before.clone());
        assert_eq!(before.changed(&after), ["b", "c", "d"]);
        assert!(Arc::ptr_eq(before.get("a").unwrap(), after.get("a").unwrap()));
    }

    #[test]
    fn keeps_only_what_has_the_very_same_bytes() {
        let before = Arc::new(files(&[("a", "1"), ("b", "1")]));
        let gathering = Gathering::new(Arc::clone(&before));
        let path = |path| SitePath::new(path).unwrap();
        assert!(gathering.keep(&path("a"), Hash::of_bytes(b"1")));
        assert!(!gathering.keep(&path("b"), Hash::of_bytes(b"2")));
        assert!(!gathering.keep(&path("c"), Hash::of_bytes(b"1")));
        let after = gathering.done();
        assert_eq!(after.len(), 1);
        assert!(Arc::ptr_eq(before.get("a").unwrap(), after.get("a").unwrap()));
    }

    #[test]
    fn tells_assets_apart_from_pages() {
        let first = files(&[("index.html", "1"), ("x.css", "1"), ("data.json", "1")]);
        let said = [("search/words-a.js", "2"), ("share/index.png", "2")];
        let page = [("index.html", "2"), ("x.css", "1"), ("data.json", "2")];
        let page = files(&[&page[..], &said].concat());
        let sheet = files(&[("index.html", "1"), ("x.css", "2"), ("data.json", "1")]);
        assert_eq!(first.assets(), page.assets());
        assert_ne!(first.assets(), sheet.assets());
    }
}
