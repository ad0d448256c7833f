//! Names in addresses: slugs, and the paths of output files, which cannot leave the output folder.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fold::name_key;

/// Part of an address: lower-case letters, digits and hyphens, never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slug(String);

impl Slug {
    /// The slug of a title or name: diacritics dropped, everything else between words a hyphen.
    /// A text without a letter or digit becomes "untitled".
    pub fn of(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for c in name_key(text).chars() {
            if c.is_alphanumeric() {
                out.push(c);
            } else if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
        let slug = out.trim_end_matches('-');
        Self(if slug.is_empty() { "untitled".to_owned() } else { slug.to_owned() })
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The path of a file of the site relative to the output folder: forward slashes, no empty, `.`
/// or `..` part, no drive, no leading slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SitePath(String);

/// A path that would leave the output folder, or is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no path inside the site (no `..`, no leading slash, no empty part)")]
pub struct InvalidSitePath(String);

impl SitePath {
    /// Checks a file's path, such as "members/index.html".
    pub fn new(path: impl Into<String>) -> Result<Self, InvalidSitePath> {
        let path = path.into();
        let fine = !path.contains(['\\', '\0', ':'])
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if fine { Ok(Self(path)) } else { Err(InvalidSitePath(path)) }
    }

    /// The file that serves the address `/a/b/` made of `parts`; none gives the home page.
    pub fn page(parts: &[&Slug]) -> Self {
        let mut path = String::new();
        for part in parts {
            path.push_str(part.as_str());
            path.push('/');
        }
        path.push_str("index.html");
        Self(path)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address relative to the site's root: "members/" for "members/index.html", "" for home.
    pub fn address(&self) -> &str {
        self.0
            .strip_suffix("index.html")
            .filter(|a| a.is_empty() || a.ends_with('/'))
            .unwrap_or(&self.0)
    }

    /// The relative way from this page up to the site's root: "" or "../" and so on, so that a
    /// site works below any prefix and from the file system.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SitePath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(Slug::of("Côte d’Ivoire").as_str(), "cote-divoire");
        assert_eq!(Slug::of("???").as_str(), "untitled");
    }

    #[test]
    fn paths_stay_inside() {
        for bad in ["../x", "/x", "a//b", "a/./b", "", "c:x", "a\\b"] {
            assert!(SitePath::new(bad).is_err(), "{bad}");
        }
        let path = SitePath::page(&[&Slug::of("Members"), &Slug::of("New Zealand")]);
        assert_eq!(path.as_str(), "members/new-zealand/index.html");
        assert_eq!((path.address(), path.to_root().as_str()), ("members/new-zealand/", "../../"));
        assert_eq!(SitePath::page(&[]).address(), "");
    }
}
