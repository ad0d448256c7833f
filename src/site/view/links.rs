//! Addresses in pages: relative, so that a site works below any prefix and from the file system.

use std::fmt::Write;

use crate::pages::{Page, PageKind};
use crate::slug::SitePath;

/// Makes addresses as seen from one page.
#[derive(Debug)]
pub(in crate::site) struct Links {
    root: String,
    /// Whether addresses name `index.html`: where no web server does it, files need their names.
    files: bool,
}

impl Links {
    /// The addresses as seen from `page`.
    pub(in crate::site) fn new(page: &Page) -> Self {
        let base = page.site.base_url.as_deref();
        let root = match (&page.kind, base) {
            // It is served at addresses of any depth, so it cannot be relative.
            (PageKind::NotFound, Some(base)) => base.to_owned(),
            _ => page.path.to_root(),
        };
        Self { root, files: base.is_none() }
    }

    /// The way up to the site's root.
    pub(in crate::site) fn root(&self) -> &str {
        &self.root
    }

    /// The address of a file of the site.
    pub(in crate::site) fn to(&self, path: &SitePath) -> String {
        let address = if self.files { path.as_str() } else { path.address() };
        if address.is_empty() && self.root.is_empty() {
            return "./".to_owned();
        }
        format!("{}{}", self.root, encode(address))
    }
}

/// Percent-encodes what may not stand in a path.
pub(in crate::site) fn encode(path: &str) -> String {
    percent(path, |b| b.is_ascii_alphanumeric() || b"-_.~/!$&'()*+,;=@".contains(&b))
}

/// The original's address with a fragment that makes browsers scroll to the passage and highlight
/// it: its first words and its last ones.
pub(super) fn with_text(url: &str, text: &str) -> String {
    const ENDS: usize = 5;
    let base = url.split('#').next().unwrap_or(url);
    let words: Vec<&str> = text.split_whitespace().collect();
    // The hyphen, the comma and the ampersand have a meaning of their own in these fragments.
    let plain = |words: &[&str]| {
        percent(&words.join(" "), |b| b.is_ascii_alphanumeric() || b"_.~!'()*".contains(&b))
    };
    if words.len() <= 2 * ENDS {
        return format!("{base}#:~:text={}", plain(&words));
    }
    let (start, end) = (plain(&words[..ENDS]), plain(&words[words.len() - ENDS..]));
    format!("{base}#:~:text={start},{end}")
}

fn percent(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_name_the_ends_of_a_passage() {
        let url = with_text("https://a.example/x#y", "One-off, two & three.");
        assert_eq!(url, "https://a.example/x#:~:text=One%2Doff%2C%20two%20%26%20three.");
        let long = "one two three four five six seven eight nine ten eleven";
        assert!(with_text("https://a.example/", long).ends_with(
            "#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
        ));
    }
}
