//! A plain text file as pieces: its lines, unwrapped, with list markers read.

use std::borrow::Cow;

use super::BlockKind;
use super::draft::Piece;

/// How many columns a line of a wrapped file may be shorter than it had to be: people wrap by hand.
const RAGGED: usize = 6;

/// A line of the file.
struct Line<'a> {
    no: u32,
    text: Cow<'a, str>,
    indent: usize,
    gap: bool,
}

/// What stands before the text of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Sign(char),
    Number(u32),
}

/// The pieces of a plain text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let margin = lines.iter().map(|l| l.indent).min().unwrap_or(0);
    let lone = lines.iter().filter(|l| is_lone_sign(&l.text)).count();
    let mut reader = Reader { pieces: Vec::with_capacity(lines.len()), width, indents: Vec::new() };
    let mut before: Option<Line<'_>> = None;
    let mut bullet_before = None;
    for mut line in lines {
        line.indent -= margin;
        if lone > 1 && is_lone_sign(&line.text) {
            bullet_before.get_or_insert(line.gap);
            continue;
        }
        let bullet = bullet_before.take();
        reader.read(&line, before.as_ref(), bullet);
        before = Some(line);
    }
    if let (Some(gap), Some(last)) = (bullet_before, before) {
        reader.pieces.push(Piece::line(last.no + 1, "•".to_owned(), gap));
    }
    demote_single_signs(&mut reader.pieces);
    reader.pieces
}

struct Reader {
    pieces: Vec<Piece>,
    /// The column at which the file was hard-wrapped, if it was.
    width: Option<usize>,
    /// Indents of the lists that are open, the outermost first.
    indents: Vec<usize>,
}

impl Reader {
    fn read(&mut self, line: &Line<'_>, before: Option<&Line<'_>>, bullet: Option<bool>) {
        let marker = if bullet.is_some() { None } else { marker(&line.text) };
        // A line goes on with the last one in a file that is wrapped, and with an item that it is
        // indented below.
        let below = |indent: &usize| line.indent >= indent + 2;
        let hangs = self.indents.last().is_some_and(below);
        let wraps = |width, before: &Line<'_>| continues(&before.text, &line.text, width);
        if marker.is_none()
            && bullet.is_none()
            && !line.gap
            && (hangs || self.width.zip(before).is_some_and(|(width, before)| wraps(width, before)))
            && let Some(piece) = self.pieces.last_mut()
        {
            if !(piece.text.ends_with('-') && line.text.starts_with(char::is_alphabetic)) {
                piece.text.push(' ');
            }
            piece.text.push_str(&line.text);
            piece.lines.1 = line.no;
            return;
        }
        let gap = line.gap || bullet == Some(true);
        let (kind, text) = match (marker, bullet) {
            (Some((marker, at)), _) => {
                let depth = self.depth(line.indent);
                let kind = match marker {
                    Marker::Sign(_) => BlockKind::Bullet(depth),
                    Marker::Number(n) => BlockKind::Numbered(depth, n),
                };
                (Some(kind), &line.text[at..])
            }
            (None, Some(_)) => (Some(BlockKind::Bullet(0)), &*line.text),
            (None, None) => {
                self.indents.clear();
                let introduced = self.pieces.last().is_some_and(|p| {
                    p.text.ends_with(':') || p.kind == Some(BlockKind::Quote) && !line.gap
                });
                let quote = line.indent >= 4 && introduced;
                (quote.then_some(BlockKind::Quote), &*line.text)
            }
        };
        let mut piece = Piece::line(line.no, text.to_owned(), gap);
        piece.kind = kind;
        self.pieces.push(piece);
    }

    /// The depth of an item whose line is indented by `indent` columns.
    fn depth(&mut self, indent: usize) -> u8 {
        while self.indents.last().is_some_and(|open| *open > indent + 1) {
            self.indents.pop();
        }
        if self.indents.last().is_none_or(|open| indent >= open + 2) && self.indents.len() < 6 {
            self.indents.push(indent);
        }
        u8::try_from(self.indents.len().saturating_sub(1)).unwrap_or(0)
    }
}

/// The lines that hold anything, cleaned.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(text.len() / 80 + 1);
    let mut gap = false;
    let mut no = 0;
    let returns = text.contains('\r');
    for raw in text.split('\n') {
        // Old line ends: a lone carriage return also ends a line.
        let mut rest = Some(raw.strip_suffix('\r').unwrap_or(raw));
        while let Some(raw) = rest.take() {
            let (raw, next) = match if returns { raw.split_once('\r') } else { None } {
                Some((first, next)) => (first, Some(next)),
                None => (raw, None),
            };
            rest = next;
            no += 1;
            let text = clean(raw);
            if text.is_empty() {
                gap = true;
            } else {
                out.push(Line { no, text, indent: indent(raw), gap: std::mem::take(&mut gap) });
            }
        }
    }
    out
}

/// Columns of blanks and tabs before the text.
fn indent(raw: &str) -> usize {
    let mut columns = 0;
    for byte in raw.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4,
            _ => break,
        }
    }
    columns
}

/// `raw` with plain single blanks, none at either end; soft hyphens, zero-width blanks, direction
/// marks and control characters dropped.
pub(super) fn clean(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    if !needs_cleaning(trimmed.as_bytes()) {
        return Cow::Borrowed(trimmed);
    }
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Joiners (U+200C, U+200D) stay: they are part of words and of emoji.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffc}')
}

fn needs_cleaning(bytes: &[u8]) -> bool {
    // The first two are written so that many bytes are compared at once.
    let suspect = |byte: u8| byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xE1 | 0xE3 | 0xEF);
    let suspects = bytes.iter().fold(0, |any, byte| any | u8::from(suspect(*byte)));
    let blank = |byte: u8| u8::from(byte == b' ');
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = pairs.fold(0, |any, (first, second)| any | (blank(*first) & blank(*second)));
    doubled != 0
        || suspects != 0 && (0..bytes.len()).any(|at| is_odd(bytes, at))
        || memchr::memchr_iter(0xE2, bytes).any(|at| is_odd(bytes, at))
}

/// Whether a character that `clean` changes begins at a byte, blanks aside.
fn is_odd(bytes: &[u8], at: usize) -> bool {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
    match bytes[at] {
        0xC2 => next(1) <= 0xA0 || next(1) == 0xAD,
        0xE2 => match next(1) {
            0x80 => next(2) <= 0x8F || (0xA8..=0xAF).contains(&next(2)),
            0x81 => next(2) >= 0x9F,
            _ => false,
        },
        0xE1 => next(1) == 0x9A,
        0xE3 => next(1) == 0x80 && next(2) == 0x80,
        0xEF => true,
        byte => byte < b' ' || byte == 0x7F,
    }
}

/// The column at which a file is hard-wrapped: nearly every line that another one follows is so
/// full that the next one's first word had no room.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut lengths: Vec<usize> = Vec::with_capacity(lines.len());
    for line in lines {
        lengths.push(line.text.chars().count().min(400));
    }
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    let width = *sorted.get(sorted.len().checked_sub(1)? * 95 / 100)?;
    if !(30..=120).contains(&width) {
        return None;
    }
    let (mut full, mut pairs) = (0, 0);
    for i in 1..lines.len() {
        if !lines[i].gap && marker(&lines[i].text).is_none() {
            pairs += 1;
            full += usize::from(lengths[i - 1] + 1 + first_word(&lines[i].text) + RAGGED > width);
        }
    }
    (pairs >= 3 && full * 10 >= pairs * 7).then_some(width)
}

/// Whether `line` goes on with the paragraph of the line `before` in a file wrapped at `width`.
fn continues(before: &str, line: &str, width: usize) -> bool {
    before.chars().count() + 1 + first_word(line) + RAGGED > width
}

fn first_word(text: &str) -> usize {
    text.split(' ').next().map_or(0, |word| word.chars().count())
}

fn is_lone_sign(text: &str) -> bool {
    matches!(text, "•" | "·" | "‣" | "▪" | "●" | "◦" | "■" | "*" | "-" | "–")
}

/// Reads a list marker; the item's text begins at the byte returned.
fn marker(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    if matches!(first, '-' | '•' | '*' | '–' | '·' | '‣' | '▪' | '●' | '◦' | '■' | '+' | '—')
    {
        let rest = &text[first.len_utf8()..];
        let tight = matches!(first, '•' | '‣' | '▪' | '●' | '◦' | '■') && !rest.is_empty();
        let at = text.len() - rest.trim_start().len();
        return (tight || rest.starts_with(' ')).then_some((Marker::Sign(first), at));
    }
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    if (1..=3).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")) {
        return Some((Marker::Number(text[..digits].parse().ok()?), digits + 2));
    }
    None
}

/// A dash before a single line is no list but a dash, and a single number belongs to a heading or a
/// sentence: they go back to their text.
fn demote_single_signs(pieces: &mut [Piece]) {
    let listed = |p: Option<&Piece>| {
        p.is_some_and(|p| matches!(p.kind, Some(BlockKind::Bullet(_) | BlockKind::Numbered(..))))
    };
    for i in 0..pieces.len() {
        if let Some(BlockKind::Numbered(_, number)) = pieces[i].kind
            && !listed(i.checked_sub(1).and_then(|b| pieces.get(b)))
            && !listed(pieces.get(i + 1))
        {
            pieces[i].kind = None;
            pieces[i].text = format!("{number}. {}", pieces[i].text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn odd_blanks_become_plain_ones() {
        assert_eq!(clean(" a\u{a0}b\t\tc\u{ad}d \u{200b}e\u{feff}"), "a b cd e");
        assert!(matches!(clean("It’s “plain” – …"), Cow::Borrowed(_)));
    }

    #[test]
    fn hard_wrapped_paragraphs_are_one_piece() {
        let wrapped = "The ferry left the old harbour before the sun had come up over\n\
                       the breakwater, and nobody on the pier could say who had paid\n\
                       for its coal, its crew or the paint on its tall red funnel.\n\
                       \n\
                       A second thought\n\
                       The mayor said that she would look into it as soon as the long\n\
                       winter was over, or the spring, whichever happened to be later.\n";
        let found = texts(wrapped);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].contains("over the breakwater, and nobody"));
        assert_eq!(found[1], "A second thought");
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        assert_eq!(texts("One line here.\r\nAnother line.\r\n\r\nA third.").len(), 3);
    }

    #[test]
    fn list_markers() {
        let found = pieces("Two things:\n- one\n  - inner\n• two\n1. a\n2) b\n\n3. alone");
        let kinds: Vec<_> = found.iter().map(|p| p.kind).collect();
        assert_eq!(
            kinds[1..6],
            [
                Some(BlockKind::Bullet(0)),
                Some(BlockKind::Bullet(1)),
                Some(BlockKind::Bullet(0)),
                Some(BlockKind::Numbered(0, 1)),
                Some(BlockKind::Numbered(0, 2)),
            ]
        );
        assert_eq!(pieces("Text.\n1. What is it?\nText.")[1].text, "1. What is it?");
    }

    #[test]
    fn signs_on_lines_of_their_own_belong_to_the_next_line() {
        let found = pieces("Three:\n•\nred\n•\nblue\n•");
        assert_eq!(found[1].kind, Some(BlockKind::Bullet(0)));
        assert_eq!((found[2].text.as_str(), found[3].text.as_str()), ("blue", "•"));
    }

    #[test]
    fn an_indented_block_after_a_colon_is_a_quotation() {
        let found = pieces("The club wrote:\n    We are sorry.\nNobody was.");
        assert_eq!(found[1].kind, Some(BlockKind::Quote));
        assert_eq!(found[2].kind, None);
    }
}
