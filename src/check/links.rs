//! Where an address in a finished page leads.

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
        Some(rest) => format!("/{rest}"),
        None if has_scheme(written) || written.starts_with("//") => return Address::Elsewhere,
        None => match (written.strip_prefix('/'), base_url.map(base_path)) {
            (Some(_), Some(prefix)) => match strip_base(written, prefix) {
                Some(rest) => format!("/{rest}"),
                None => return Address::Outside,
            },
            _ => written.to_owned(),
        },
    };
    let (rest, fragment) = match local.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decode(without_directive(fragment)))),
        None => (local.as_str(), None),
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
    let mut parts: Vec<&str> = Vec::new();
    if !relative.starts_with('/') {
        parts.extend(page.split('/'));
        parts.pop();
    }
    let mut folder = false;
    for part in relative.split('/') {
        folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    let mut path = parts.join("/");
    if folder && !path.is_empty() {
        path.push('/');
    }
    Some(path)
}

/// Decodes percent escapes; what is none stays as it is.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
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
    String::from_utf8_lossy(&out).into_owned()
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
        ] {
            assert_eq!(resolve(page, written, None), inside(path, fragment), "{written}");
        }
        assert_eq!(resolve(page, "../../../x", None), Address::Outside);
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
