//! The files of a site in memory, found as a static host finds them.

use std::collections::BTreeMap;
use std::sync::Arc;

/// All files of a site by their path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFiles {
    files: BTreeMap<String, Arc<[u8]>>,
}

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A file.
    File {
        /// Its path.
        path: &'a str,
        /// Its content.
        bytes: &'a [u8],
    },
    /// A folder whose address lacks its slash: go there instead.
    Folder(String),
    /// Nothing.
    Nothing,
}

impl FromIterator<(String, Arc<[u8]>)> for SiteFiles {
    fn from_iter<I: IntoIterator<Item = (String, Arc<[u8]>)>>(files: I) -> Self {
        Self { files: files.into_iter().collect() }
    }
}

impl SiteFiles {
    /// The content of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| &**bytes)
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
        if let Some((path, bytes)) = self.files.get_key_value(&index) {
            return Found::File { path, bytes };
        }
        if self.files.contains_key(&format!("{path}/index.html")) {
            return Found::Folder(format!("/{}/", address.trim_start_matches('/')));
        }
        Found::Nothing
    }

    /// The addresses of all files that `later` has otherwise, or has not.
    pub fn changed(&self, later: &Self) -> Vec<String> {
        let differs = |(path, bytes): (&String, &Arc<[u8]>)| {
            (later.files.get(path) != Some(bytes)).then(|| path.clone())
        };
        let mut out: Vec<String> = self.files.iter().filter_map(differs).collect();
        out.extend(later.files.keys().filter(|path| !self.files.contains_key(*path)).cloned());
        out
    }
}

/// What a browser is told about a file.
pub(super) fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
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
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> SiteFiles {
        all.iter().map(|(p, t)| ((*p).to_owned(), Arc::from(t.as_bytes()))).collect()
    }

    #[test]
    fn finds_files_as_a_static_host_does() {
        let site = files(&[("index.html", "home"), ("a b/index.html", "a"), ("x.css", "x")]);
        assert_eq!(site.find("/"), Found::File { path: "index.html", bytes: b"home" });
        assert_eq!(site.find("/a%20b/"), Found::File { path: "a b/index.html", bytes: b"a" });
        assert_eq!(site.find("/a%20b"), Found::Folder("/a%20b/".to_owned()));
        for address in ["/gone", "/../etc/passwd", "/%2e%2e/x", "//", "/a%20b/../x.css"] {
            let found = site.find(address);
            assert!(found == Found::Nothing || address == "//", "{address} {found:?}");
        }
    }

    #[test]
    fn says_what_changed() {
        let before = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let after = files(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(before.changed(&after), ["b", "c", "d"]);
    }
}
