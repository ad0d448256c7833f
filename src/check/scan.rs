//! A page cut into tags and text, in one pass and without copies.
//!
//! It stands alone because every finished page is read by it, in every build: it knows just enough
//! of HTML to find each tag, attribute and text where a browser does.

use std::borrow::Cow;

use super::page::At;

/// What stands next in a page.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Opens an element.
    Start(Tag<'a>),
    /// Closes one; its name as it is written, and where it stands.
    End(&'a [u8], At),
    /// What stands between tags, as it is written.
    Text(&'a [u8]),
    /// The page ends within the tag that begins here.
    Cut(At),
}

/// The name and the value of an attribute, as they are written.
pub(super) type Attribute<'a> = (&'a [u8], &'a [u8]);

/// A tag that opens an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its name as it is written.
    pub(super) name: &'a [u8],
    /// Where it stands.
    pub(super) at: At,
    /// Whether it ends with `/>`.
    pub(super) closed: bool,
}

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 8] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Reads a page from its beginning.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    html: &'a [u8],
    at: usize,
    /// The attributes of the tag that was read last.
    attributes: Vec<Attribute<'a>>,
    /// The element whose content is text, and that has just been opened.
    raw: Option<&'static str>,
    /// How deep in drawings and formulas, where `<title>` is an element like others.
    foreign: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(html: &'a [u8]) -> Self {
        Self { html, at: 0, attributes: Vec::new(), raw: None, foreign: 0 }
    }

    /// The attributes of the tag that was read last.
    pub(super) fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// Whether what was read last stands in a drawing or a formula.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign > 0
    }

    fn raw_text(&mut self, name: &str) -> Option<Token<'a>> {
        let rest = &self.html[self.at..];
        let closes = |at: &usize| {
            let after = rest.get(at + 2..).unwrap_or_default();
            rest.get(at + 1) == Some(&b'/')
                && after.get(..name.len()).is_some_and(|tag| is(tag, name))
                && after.get(name.len()).is_none_or(|b| ends_name(*b))
        };
        let length = find_all(rest, b'<').find(closes).unwrap_or(rest.len());
        self.at += length;
        (length > 0).then(|| Token::Text(&rest[..length]))
    }

    /// What begins with `<`: none if it is a comment, or the like.
    fn markup(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = &self.html[start + 1..];
        match rest.first() {
            Some(b'!') if rest.starts_with(b"!--") => {
                // `<!-->` is a whole comment.
                self.at = end_of_comment(&rest[1..]).map_or(self.html.len(), |n| start + 2 + n);
                None
            }
            Some(b'/') if rest.get(1).is_some_and(u8::is_ascii_alphabetic) => {
                let name = name_at(&rest[1..]);
                self.skip_to_close(start);
                if is(name, "svg") || is(name, "math") {
                    self.foreign = self.foreign.saturating_sub(1);
                }
                Some(Token::End(name, (start, self.at)))
            }
            Some(b'!' | b'?' | b'/') => {
                self.skip_to_close(start);
                None
            }
            Some(first) if first.is_ascii_alphabetic() => Some(self.start_tag(start)),
            _ => {
                self.at = start + 1;
                Some(Token::Text(&self.html[start..=start]))
            }
        }
    }

    fn skip_to_close(&mut self, start: usize) {
        let close = find_all(&self.html[start..], b'>').next();
        self.at = close.map_or(self.html.len(), |n| start + n + 1);
    }

    fn start_tag(&mut self, start: usize) -> Token<'a> {
        let name = name_at(&self.html[start + 1..]);
        let begin = start + 1 + name.len();
        let mut rest = Attributes { inside: &self.html[begin..] };
        self.attributes.clear();
        self.attributes.extend(&mut rest);
        let end = self.html.len() - rest.inside.len();
        let Some(b'>') = rest.inside.first() else {
            self.at = self.html.len();
            return Token::Cut((start, self.html.len()));
        };
        self.at = end + 1;
        let closed = self.html[begin..end].ends_with(b"/");
        let tag = Tag { name, at: (start, end + 1), closed };
        if !tag.closed && (is(name, "svg") || is(name, "math")) {
            self.foreign += 1;
        } else if self.foreign == 0 {
            self.raw = RAW.into_iter().find(|raw| is(name, raw));
        }
        Token::Start(tag)
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take()
            && let Some(text) = self.raw_text(name)
        {
            return Some(text);
        }
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            let length = find_all(rest, b'<').next().unwrap_or(rest.len());
            if length > 0 {
                self.at += length;
                return Some(Token::Text(&rest[..length]));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

/// The value of an attribute, "" if it has none.
pub(super) fn value<'a>(attributes: &[Attribute<'a>], name: &str) -> Option<Cow<'a, str>> {
    attributes.iter().find(|(known, _)| is(known, name)).map(|(_, value)| text(value))
}

/// Names and values of attributes, as they are written.
#[derive(Clone, Debug)]
struct Attributes<'a> {
    inside: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let skip = |bytes: &'a [u8], wanted: fn(u8) -> bool| {
            let end = bytes.iter().position(|b| !wanted(*b)).unwrap_or(bytes.len());
            bytes.split_at(end)
        };
        let (_, rest) = skip(self.inside, |b| b.is_ascii_whitespace() || b == b'/');
        self.inside = rest;
        if matches!(rest.first(), None | Some(b'>')) {
            return None;
        }
        // An equals sign may begin a name.
        let length = rest[1..].iter().position(|b| ends_name(*b) || *b == b'=');
        let (name, rest) = rest.split_at(length.map_or(rest.len(), |n| n + 1));
        let (_, after) = skip(rest, |b| b.is_ascii_whitespace());
        let Some((b'=', after)) = after.split_first() else {
            self.inside = rest;
            return Some((name, b""));
        };
        let (_, after) = skip(after, |b| b.is_ascii_whitespace());
        let (value, rest) = match after.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let end = find_all(&after[1..], *quote).next();
                // Without its other quote mark, the value takes all of the page.
                let end = end.map_or(after.len(), |n| n + 1);
                (&after[1..end], after.get(end + 1..).unwrap_or_default())
            }
            _ => skip(after, |b| !b.is_ascii_whitespace() && b != b'>'),
        };
        self.inside = rest;
        Some((name, value))
    }
}

/// Whether a name is this one, written in any case.
pub(super) fn is(name: &[u8], wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted.as_bytes())
}

/// Bytes of a page as text.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

fn name_at(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().position(|b| ends_name(*b)).unwrap_or(bytes.len())]
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// Where this byte stands.
fn find_all(bytes: &[u8], byte: u8) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(byte, bytes)
}

/// How long the comment is that begins with `--`, its end included.
fn end_of_comment(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(b"-->") {
        return Some(3);
    }
    find_all(bytes, b'>').find(|at| bytes[2.min(*at)..*at].ends_with(b"--")).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags with their attributes, and the texts in brackets.
    fn read(html: &str) -> String {
        let mut out = String::new();
        let mut scanner = Scanner::new(html.as_bytes());
        while let Some(token) = scanner.next() {
            match token {
                Token::Start(tag) => {
                    out += &text(tag.name);
                    for (name, value) in scanner.attributes() {
                        out.extend([" ", &text(name), "=", &text(value)]);
                    }
                    assert_eq!(html.as_bytes()[tag.at.1 - 1], b'>');
                }
                Token::End(name, _) => out.extend(["/", &text(name)]),
                Token::Text(text) => out.extend(["(", &super::text(text), ")"]),
                Token::Cut(_) => out += "!",
            }
            out.push(' ');
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn finds_tags_attributes_and_text() {
        assert_eq!(read("<p class=a id='b>c' X=\"d\" e>f</p>"), "p class=a id=b>c X=d e= (f) /p");
        assert_eq!(read("<br/><a href=x/ >y< z</A>"), "br a href=x/ (y) (<) ( z) /A");
        assert_eq!(read("a<!-- <b> --><!-->c<!doctype html><?x?>d"), "(a) (c) (d)");
    }

    #[test]
    fn scripts_and_titles_hold_text() {
        assert_eq!(read("<script>if (a<b) '<p>'</script>x"), "script (if (a<b) '<p>') /script (x)");
        assert_eq!(read("<title>a <b> c</titles></TITLE >"), "title (a <b> c</titles>) /TITLE");
        assert_eq!(read("<svg><title>a</title><title/></svg>"), "svg title (a) /title title /svg");
        assert_eq!(read("<style>x"), "style (x)");
    }

    #[test]
    fn says_where_a_page_is_cut() {
        for html in ["<p", "<p a", "<p a=", "<p a='>", "<p a=b ", "<p/"] {
            assert_eq!(read(html), "!", "{html}");
        }
        assert_eq!(read("<"), "(<)");
        assert_eq!(read("</"), "");
    }
}
