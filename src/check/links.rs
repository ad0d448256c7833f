//! Where an address in a finished page leads.

use std::borrow::Cow;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To another site, or to no page at all (`mailto:`, `data:`).
    Elsewhere,
    /// Above the root of the site.
    Outside,
    /// To a path of the site, "" for its home page; with the fragment that follows `#`.
    Inside {
        /// Percent escapes decoded.
        path: String,
        /// Percent escapes decoded; none where there is no `#`.
        fragment: Option<String>,
    },
}

/// Resolves the address `written` in the file at `page`.
pub(super) fn resolve(page: &str, written: &str, base_url: Option<&str>) -> Address {
    let written = written.trim();
    let local = match base_url.and_then(|base| strip_base(written, base)) {
        Some(rest) => Cow::Owned(format!("/{rest}")),
        None if has_scheme(written) || written.starts_with("//") => return Address::Elsewhere,
        None => match base_url.filter(|_| written.starts_with('/')).map(base_path) {
            Some(prefix) => match strip_base(written, prefix) {
                Some(rest) => Cow::Owned(format!("/{rest}")),
                None => return Address::Outside,
            },
            None => Cow::Borrowed(written),
        },
    };
    let (rest, fragment) = match local.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decode(without_directive(fragment)).into_owned())),
        None => (&*local, None),
    };
    let path = rest.split('?').next().unwrap_or("");
    if path.is_empty() {
        return Address::Inside { path: page.to_owned(), fragment };
    }
    match join(page, &decode(path)) {
        Some(path) => Address::Inside { path, fragment },
        None => Address::Outside,
    }
}

/// What follows the base in an address that begins with it.
fn strip_base<'a>(written: &'a str, base: &str) -> Option<&'a str> {
    let rest = written.strip_prefix(base.trim_end_matches('/'))?;
    match rest.strip_prefix('/') {
        Some(path) => Some(path),
        None if rest.is_empty() || rest.starts_with(['#', '?']) => Some(rest),
        None => None,
    }
}

/// The path of a web address, such as "/topic/".
fn base_path(base: &str) -> &str {
    let host = base.find("://").map_or(0, |at| at + 3);
    base[host..].find('/').map_or("/", |at| &base[host + at..])
}

fn has_scheme(written: &str) -> bool {
    written.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// A text directive (`#:~:text=`) is for the browser, and names no id.
fn without_directive(fragment: &str) -> &str {
    fragment.split(":~:").next().unwrap_or("")
}

/// The path that `relative` means in the file at `page`; none if it leads above the root.
fn join(page: &str, relative: &str) -> Option<String> {
    let folder = page.rfind('/').filter(|_| !relative.starts_with('/'));
    let folder = folder.map_or("", |at| &page[..=at]);
    // With room for the name of a folder's page.
    let mut path = String::with_capacity(folder.len() + relative.len() + "index.html".len());
    path.push_str(folder);
    let mut parts = relative.split('/').peekable();
    while let Some(part) = parts.next() {
        match part {
            "" | "." => {}
            ".." => {
                let inside = path.strip_suffix('/')?;
                path.truncate(inside.rfind('/').map_or(0, |at| at + 1));
            }
            other => {
                path.push_str(other);
                if parts.peek().is_some() {
                    path.push('/');
                }
            }
        }
    }
    Some(path)
}

/// Decodes percent escapes; what is none stays as it is.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, hex(at + 1), hex(at + 2)) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &str, fragment: Option<&str>) -> Address {
        Address::Inside { path: path.to_owned(), fragment: fragment.map(str::to_owned) }
    }

    #[test]
    fn relative_addresses() {
        let page = "a/b/index.html";
        for (written, path, fragment) in [
            ("../", "a/", None),
            ("../../", "", None),
            ("../c/?q=1#x", "a/c/", Some("x")),
            ("#p1", page, Some("p1")),
            ("x%20y.png", "a/b/x y.png", None),
            ("/members/", "members/", None),
            ("../../index.html#:~:text=words", "index.html", Some("")),
            ("..", "a/", None),
            (".", "a/b/", None),
            ("c//d/./e/..", "a/b/c/d/", None),
            ("c/../../", "a/", None),
            ("/a/..", "", None),
        ] {
            assert_eq!(resolve(page, written, None), inside(path, fragment), "{written}");
        }
        for written in ["../../../x", "/..", "../c/../../.."] {
            assert_eq!(resolve(page, written, None), Address::Outside, "{written}");
        }
        for written in ["https://example.org/", "mailto:a@b", "//cdn/x", "data:,x"] {
            assert_eq!(resolve(page, written, None), Address::Elsewhere);
        }
    }

    #[test]
    fn addresses_that_name_the_site_itself() {
        let base = Some("https://example.org/topic/");
        assert_eq!(
            resolve("x.html", "https://example.org/topic/a/#b", base),
            inside("a/", Some("b"))
        );
        assert_eq!(resolve("x.html", "https://example.org/topic", base), inside("", None));
        assert_eq!(resolve("x.html", "https://example.org/topics/", base), Address::Elsewhere);
        assert_eq!(resolve("x.html", "/topic/a/", base), inside("a/", None));
        assert_eq!(resolve("x.html", "/a/", base), Address::Outside);
    }
}
