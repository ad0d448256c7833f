//! Which elements an editor's raw HTML leaves open: `<details>`, some Markdown, `</details>` are one
//! block, although Markdown has three.

/// Elements without an end tag, and those whose end tag may be left out.
const LOOSE: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    "optgroup", "colgroup", "rp", "rt", "html", "body",
];

/// The names of open elements, in lower case, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Open(Vec<String>);

impl Open {
    /// Whether anything is open.
    pub(super) fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Reads HTML as it is written.
    pub(super) fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let closes = rest.strip_prefix('/');
            let tag = closes.unwrap_or(rest);
            let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            let name = tag[..end.unwrap_or(tag.len())].to_ascii_lowercase();
            let inside = tag.split_once('>').map_or(tag, |(inside, _)| inside);
            if closes.is_some() {
                if let Some(index) = self.0.iter().rposition(|open| *open == name) {
                    self.0.truncate(index);
                }
            } else if !name.is_empty() && !inside.ends_with('/') && !LOOSE.contains(&&*name) {
                self.0.push(name);
            }
        }
    }
}
