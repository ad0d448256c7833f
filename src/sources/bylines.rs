//! Bylines, datelines and time stamps near the top of an article: they become its metadata.

use super::draft::{Draft, Piece};
use super::shape::{Ending, ending, words};
use crate::date::Date;
use crate::lexicon::{Bylines, Furniture, Lexicon, Sign};

/// How many pieces from the top may be bylines.
const HEAD: usize = 24;
/// The signs between the parts of a byline.
const SEPARATORS: [char; 3] = ['|', '•', '·'];

/// Reads and leaves out the lines near the top that say who wrote the article, and when.
pub(super) fn read(draft: &mut Draft, lexicon: &Lexicon) {
    let cues = &lexicon.bylines;
    let live = draft.live();
    let mut paragraphs = 0;
    for &index in live.iter().take(HEAD) {
        let piece = &draft.pieces[index];
        if piece.kept || !piece.is_prose() {
            continue;
        }
        let text = piece.text.trim_matches(['*', '_', ' ']).to_owned();
        let place = piece.lines.0;
        if let Some(mut found) = Byline::read(&text, cues) {
            found.drop_jobs(&lexicon.furniture);
            draft.pieces[index].leave_out(found.reason);
            found.fill(draft, place);
        } else if piece.text.len() > 200 || ending(&piece.text) == Ending::Stop {
            paragraphs += 1;
            if paragraphs > 3 {
                break;
            }
        }
    }
}

/// The names in the byline that a page's metadata hold: "Ines Vale and Omar Reyes".
pub(super) fn authors(byline: &str) -> Vec<String> {
    let rest = byline.strip_prefix("By ").or_else(|| byline.strip_prefix("by ")).unwrap_or(byline);
    Byline::author(rest).map_or_else(|| vec![rest.trim().to_owned()], |found| found.authors)
}

/// What a line says about the article.
#[derive(Debug, Default, PartialEq)]
struct Byline {
    reason: &'static str,
    authors: Vec<String>,
    published: Option<Date>,
    publisher: Option<String>,
}

impl Byline {
    /// Reads a whole line; none if anything in it is not metadata.
    fn read(text: &str, cues: &Bylines) -> Option<Self> {
        if text.len() > 160 || words(text) > 22 || ending(text) == Ending::Question {
            return None;
        }
        let lower = text.to_lowercase();
        let role = |key: &str| {
            cues.of(key)
                .filter_map(|phrase| strip_words(&lower, phrase))
                .min()
                .map(|rest| text[text.len() - rest..].trim_start_matches([':', ' ']))
        };
        if let Some(rest) = role("author") {
            return Self::author(rest);
        }
        if let Some(rest) = role("published").or_else(|| role("updated")) {
            return Self::stamp(rest, role("updated").is_none());
        }
        // A line with a date and next to nothing else: "Oslo, 18 May 2026".
        let date = date_in(text)?;
        let rest = words(text).saturating_sub(3);
        let bare = matches!(ending(text), Ending::Bare) || text.ends_with("m.");
        // "Friday 20 May 2026 · 3 min read".
        let head = text.split(SEPARATORS).next().unwrap_or(text).trim();
        let dated = words(head) <= 5 && !has_lower_word(head) && date_in(head).is_some();
        if bare && dated && head.len() < text.len() && words(text) <= 12 {
            return Self::stamp(text, true);
        }
        (rest <= 5 && bare && !has_lower_word(text)).then(|| Self {
            reason: "dateline",
            published: Some(date),
            ..Self::default()
        })
    }

    /// "24 May 2026 · 7 min read · The Lantern", "May 24, 2026 by Ines Vale | Filed under: Ferries".
    fn stamp(rest: &str, first: bool) -> Option<Self> {
        let mut parts = rest.split(SEPARATORS).map(str::trim);
        let head = parts.next()?;
        let date = date_in(head).filter(|_| words(head) <= 10)?;
        let published = first.then_some(date);
        let mut out = Self { reason: "time stamp", published, ..Self::default() };
        let after = head.split_once(" by ").map(|(_, name)| name);
        if let Some(name) = after {
            out.credit(name);
        }
        for part in parts {
            if let Some(name) = part.strip_prefix("By ").or_else(|| part.strip_prefix("by ")) {
                out.credit(name);
            } else if out.publisher.is_none() && looks_like_name(part) && !part.ends_with(" read") {
                out.publisher = Some(part.to_owned());
            }
        }
        Some(out)
    }

    /// The name after "by" in a time stamp: a person's, a paper's ("The Lantern"), or a handle.
    fn credit(&mut self, name: &str) {
        if name.starts_with("The ") {
            self.publisher = Some(name.to_owned());
        } else if let Some(found) = Self::author(name) {
            self.authors = found.authors;
        } else if words(name) == 1 {
            self.authors = vec![name.to_owned()];
        }
    }

    /// "Ines Vale and Omar Reyes | The Lantern | May 20, 2026 | 5 min read".
    fn author(rest: &str) -> Option<Self> {
        let mut out = Self { reason: "byline", ..Self::default() };
        let mut parts = rest.split(SEPARATORS).map(str::trim);
        let mut names = parts.next()?;
        out.published = date_in(names);
        if let Some(date) = date_start(names) {
            names = names[..date].trim_end_matches([',', ' ', '-', '–', '—']);
        }
        let (names, _function) = names.split_once(',').map_or((names, ""), |(n, rest)| {
            if looks_like_name(rest.trim()) { (names, "") } else { (n, rest) }
        });
        for name in names.replace(" and ", ", ").replace(" & ", ", ").split(',') {
            let name = name.trim().trim_end_matches('.');
            if !looks_like_name(name) {
                return None;
            }
            out.authors.push(name.to_owned());
        }
        for part in parts {
            if let Some(date) = date_in(part) {
                out.published = out.published.or(Some(date));
            } else if out.publisher.is_none()
                && !part.contains(|c: char| c.is_ascii_digit() || c == ':')
            {
                out.publisher = (!part.is_empty()).then(|| part.to_owned());
            }
        }
        Some(out)
    }

    /// "Ines Vale, Harbour Reporter | Edited by Omar Reyes": neither is what it looks like.
    fn drop_jobs(&mut self, furniture: &Furniture) {
        let job = |name: &String| {
            let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
            furniture.is(Sign::Job, &last)
        };
        let mut first = true;
        self.authors.retain(|name| std::mem::take(&mut first) || !job(name));
        self.publisher.take_if(|name| {
            furniture.line(name).words(furniture).opening(Sign::Name).is_some_and(|n| n > 1)
        });
    }

    fn fill(self, draft: &mut Draft, line: u32) {
        let meta = &mut draft.meta;
        let from = format!("{} in line {line}", self.reason);
        let mut note = |field: &str| {
            meta.inferred.insert(field.to_owned(), from.clone());
        };
        if meta.authors.is_empty() && !self.authors.is_empty() {
            meta.authors = self.authors;
            note("authors");
        }
        if meta.published.is_none() && self.published.is_some() {
            meta.published = self.published;
            note("published");
        }
        if meta.publisher.is_none() && self.publisher.is_some() {
            meta.publisher = self.publisher;
            note("publisher");
        }
    }
}

/// The length of what follows `phrase` at the start of `lower`.
fn strip_words(lower: &str, phrase: &str) -> Option<usize> {
    let rest = lower.strip_prefix(phrase)?;
    (phrase.ends_with(':') || rest.starts_with([' ', ':'])).then_some(rest.len())
}

/// One to five words with capitals, particles aside, and no digit.
fn looks_like_name(name: &str) -> bool {
    let particle = |w: &str| w.chars().count() <= 3 || w.contains(['\'', '’', '-']);
    let high = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    let count = words(name);
    (1..=5).contains(&count)
        && !name.bytes().any(|b| b.is_ascii_digit() || b == b':')
        && name.split(' ').any(high)
        && name.split(' ').all(|w| high(w) || particle(w))
}

/// Whether a word of at least four letters has no capital: a dateline has none but "local time".
fn has_lower_word(text: &str) -> bool {
    text.split(' ').any(|w| w.len() > 3 && w.chars().all(char::is_lowercase))
}

/// The first full date in `text`: "15 May 2026", "May 15, 2026", "2026-05-15".
pub(super) fn date_in(text: &str) -> Option<Date> {
    find_date(text).map(|(_, date)| date)
}

fn date_start(text: &str) -> Option<usize> {
    find_date(text).map(|(at, _)| at)
}

fn find_date(text: &str) -> Option<(usize, Date)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut tokens: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        tokens.push((at, word.trim_matches([',', '.', '(', ')', ';', '|'])));
        at += word.len() + 1;
    }
    for (i, (at, word)) in tokens.iter().enumerate() {
        if let Some(day) = word.get(..10)
            && day.as_bytes()[4] == b'-'
            && let Some(date) = Date::parse(day)
        {
            return Some((*at, date));
        }
        if let Some(date) = dotted(word) {
            return Some((*at, date));
        }
        let Some([(_, second), (_, third)]) = tokens.get(i + 1..i + 3) else { continue };
        if third.len() != 4 || !third.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let day = |w: &str| w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
        for (d, m) in [(day(word), second), (day(second), word)] {
            let line = format!("{d} {m} {third}");
            for form in ["%d %B %Y", "%d %b %Y"] {
                let parsed = jiff::fmt::strtime::parse(form, &line);
                if let Some(date) = parsed.ok().and_then(|t| t.to_date().ok()) {
                    return Some((*at, date.into()));
                }
            }
        }
    }
    None
}

/// "27.03.2026": the day first, as nobody writes it otherwise with full stops.
fn dotted(word: &str) -> Option<Date> {
    let mut parts = word.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return None;
    }
    Date::from_day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Infers the publisher from a plug that was left out ("... by visiting The Lantern and ...").
pub(super) fn publisher(draft: &mut Draft, lexicon: &Lexicon) {
    if draft.meta.publisher.is_some() {
        return;
    }
    let cues: Vec<&str> = lexicon.bylines.of("publisher").collect();
    let named = |piece: &Piece| {
        let lower = piece.text.to_ascii_lowercase();
        let (at, cue) = cues.iter().find_map(|cue| Some((lower.find(cue)?, cue)))?;
        let rest = piece.text[at + cue.len()..].trim_start();
        let name = leading_name(rest);
        (!name.is_empty()).then(|| (name.to_owned(), piece.lines.0))
    };
    if let Some((name, line)) = draft.pieces.iter().filter(|p| !p.live()).find_map(named) {
        draft.meta.inferred.insert("publisher".to_owned(), format!("plug in line {line}"));
        draft.meta.publisher = Some(name);
    }
}

/// The capitalised words at the start of `text`.
fn leading_name(text: &str) -> &str {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let high = bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        if !high {
            break;
        }
        end += word.len();
        if bare.ends_with([',', '.', ';', '!', ':']) {
            break;
        }
    }
    text[..end].trim_end_matches([' ', ',', '.', ';', '!', ':'])
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    fn read(text: &str) -> Option<Byline> {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);
        Byline::read(text, &LEXICON.bylines)
    }

    #[test]
    fn bylines() {
        let found =
            read("By Ines Vale and Omar de la Cruz | The Lantern | May 20, 2026 | 5 min read");
        let found = found.unwrap();
        assert_eq!(found.authors, ["Ines Vale", "Omar de la Cruz"]);
        assert_eq!(found.publisher.as_deref(), Some("The Lantern"));
        assert_eq!(found.published, Date::from_day(2026, 5, 20));
        assert_eq!(read("By Ines Vale, harbour correspondent").unwrap().authors, ["Ines Vale"]);
        assert_eq!(read("By Ines Vale, June 8, 2026").unwrap().authors, ["Ines Vale"]);
        assert_eq!(read("By the time they came, the ferry had left."), None);
        assert_eq!(read("By 2030 the harbour will be empty"), None);
    }

    #[test]
    fn stamps_and_datelines() {
        let date = Date::from_day(2026, 5, 15);
        assert_eq!(read("Published 15 May 2026, 06:40 CEST").unwrap().published, date);
        assert_eq!(read("Updated: 15 May 2026").unwrap().published, None);
        assert_eq!(read("Oslo, 15 May 2026").unwrap().published, date);
        assert_eq!(read("Friday 15 May 2026 · 3 min read").unwrap().published, date);
        assert_eq!(read("15 May 2026 | The harbour board met to count its ropes again."), None);
        assert_eq!(read("1 June 2026: last day for questions"), None);
        assert_eq!(read("Published in three languages, it sold well."), None);
    }
}
