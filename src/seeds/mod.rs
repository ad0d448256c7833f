//! A raw file in memory: what it is, how it is encoded, and whether it can be used at all.
//!
//! It stands alone so that everything after it deals with decoded text, and so that a broken file
//! is one warning here and nobody's problem later.

mod decode;
mod sidecar;

use crate::diagnostic::{Checked, Diagnostic, Place};

pub use sidecar::{Keep, SHAPE as SIDECAR, Sidecar};
pub(crate) use sidecar::{one_or_many, yaml_error};

/// How large a seed may be, in bytes, where nothing else is said: ten megabytes.
pub const DEFAULT_LIMIT: usize = 10 * 1024 * 1024;

/// An article as it was saved or scraped, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed {
    /// Its path relative to the project's root, with forward slashes.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its text; no byte-order mark, line ends as they were.
    pub text: String,
    /// The name of its encoding, such as "UTF-8" or "windows-1252".
    pub encoding: String,
    /// Hash of its bytes, 32 hexadecimal digits.
    pub hash: String,
}

/// What a seed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
}

impl Kind {
    /// What the extension of a path says; none where it says nothing that can be read.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// Reads the `bytes` of the file at `path`. What cannot be an article (too large, empty, binary, of
/// another kind) is a warning and no value; what was decoded with losses is a warning beside it.
pub fn read(path: &str, bytes: &[u8], limit: usize) -> Checked<Option<Seed>> {
    let refuse = |code: &str, message: String, hint: &str| {
        let warning = Diagnostic::warning(code, message).at(Place::file(path)).hint(hint);
        Checked::new(None, vec![warning])
    };
    let Some(kind) = Kind::of_path(path) else {
        return refuse(
            "seed-kind",
            format!("{path} is neither text, Markdown nor HTML"),
            "save it as .txt, .md or .html, or move it out of the folder of seeds",
        );
    };
    if bytes.len() > limit {
        return refuse(
            "seed-too-large",
            format!("{path} has {} bytes, the limit is {limit}", bytes.len()),
            "an article is smaller: split the file, or save only its text",
        );
    }
    if let Some(what) = decode::binary(bytes) {
        return refuse(
            "seed-binary",
            format!("{path} is not text but {what}"),
            "open it in the program that made it and save it as text or HTML",
        );
    }
    let decoded = decode::decode(bytes, kind == Kind::Html);
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return refuse(
            "seed-empty",
            format!("{path} is empty"),
            "save the article again, or delete the file",
        );
    }
    let mut diagnostics = Vec::new();
    if decoded.losses > 0 {
        diagnostics.push(
            Diagnostic::warning(
                "seed-encoding",
                format!("{} characters of {path} could not be decoded", decoded.losses),
            )
            .at(Place::file(path))
            .also(format!("it was read as {}", decoded.encoding))
            .hint("save it as UTF-8"),
        );
    }
    let seed = Seed {
        path: path.to_owned(),
        kind: if kind == Kind::Text && is_page(&decoded.text) { Kind::Html } else { kind },
        text: decoded.text,
        encoding: decoded.encoding.to_owned(),
        hash: blake3::hash(bytes).to_hex()[..32].to_owned(),
    };
    Checked::new(Some(seed), diagnostics)
}

/// Whether a file that calls itself text is a web page that somebody saved as such.
fn is_page(text: &str) -> bool {
    let start = text.trim_start().as_bytes();
    [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(path: &str, bytes: &[u8]) -> String {
        let read = read(path, bytes, 100);
        assert!(read.value.is_none() && read.diagnostics.len() == 1, "{read:?}");
        assert!(read.diagnostics[0].hint.is_some());
        read.diagnostics[0].code.clone()
    }

    #[test]
    fn what_is_no_article_is_a_warning() {
        assert_eq!(code("a.pdf", b"text"), "seed-kind");
        assert_eq!(code("a.txt", b"%PDF-1.7 x"), "seed-binary");
        assert_eq!(code("a.txt", b"\x00\x01\x02\x03abc"), "seed-binary");
        assert_eq!(code("a.txt", b" \n \xc2\xa0\n"), "seed-empty");
        assert_eq!(code("a.txt", b""), "seed-empty");
        assert_eq!(code("a.txt", &[b'a'; 101]), "seed-too-large");
    }

    #[test]
    fn kinds() {
        let kind = |path: &str, text: &str| read(path, text.as_bytes(), 100).value.unwrap().kind;
        assert_eq!(kind("x/a.TXT", "Hello"), Kind::Text);
        assert_eq!(kind("x/a.txt", "\n<!DOCTYPE html><p>Hello"), Kind::Html);
        assert_eq!(kind("a.b.md", "Hello"), Kind::Markdown);
    }
}
