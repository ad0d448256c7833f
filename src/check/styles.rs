//! Addresses in style sheets.

/// The byte ranges of all `url(...)` and `@import "..."` addresses of a style sheet.
pub(super) fn urls(css: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < css.len() {
        let rest = &css[at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        if rest.starts_with("/*") {
            at = rest.find("*/").map_or(css.len(), |end| at + end + 2);
        } else if let Some(inner) = rest.strip_prefix("url(") {
            let close = inner.find(')').unwrap_or(inner.len());
            push_trimmed(css, at + 4, at + 4 + close, &mut out);
            at += 4 + close;
        } else if rest.starts_with("@import") {
            let line = &rest[..rest.find(';').unwrap_or(rest.len())];
            if !line.contains("url(")
                && let Some(open) = line.find(['"', '\''])
                && let Some(length) = line[open + 1..].find(['"', '\''])
            {
                out.push((at + open + 1, at + open + 1 + length));
            }
            at += "@import".len();
        } else {
            at += step;
        }
    }
    out
}

fn push_trimmed(css: &str, start: usize, end: usize, out: &mut Vec<(usize, usize)>) {
    let quote = |c: char| c.is_whitespace() || c == '"' || c == '\'';
    let inner = &css[start..end];
    let start = start + (inner.len() - inner.trim_start_matches(quote).len());
    let length = inner.trim_matches(quote).len();
    if length > 0 {
        out.push((start, start + length));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses_but_not_in_comments() {
        let css = "@import 'a.css'; /* url(no.png) */ b { background: url( \"c.png\" ) } é";
        let found: Vec<_> = urls(css).into_iter().map(|(s, e)| &css[s..e]).collect();
        assert_eq!(found, ["a.css", "c.png"]);
    }
}
