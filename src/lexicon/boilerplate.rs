//! Cues that mark a line of a scraped article as no part of it, found in one pass.

use super::Lists;
use super::finder::Finder;

/// All cues, in the order of the list, and what finds them.
#[derive(Debug)]
pub struct Boilerplate {
    /// The cues.
    pub cues: Vec<Cue>,
    /// Finds what can be a reason; most paragraphs hold none.
    reasons: Finder,
    /// Finds what only speaks for or against one; looked for where there is a reason.
    words: Finder,
}

/// A phrase that marks its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The phrase, folded and in lower case.
    pub phrase: String,
    /// Why such a line is left out, such as "podcast plug".
    pub reason: String,
    /// Where in the line it must stand, and what goes with it.
    pub place: CuePlace,
}

/// Where in a line a cue must stand, and what is left out with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CuePlace {
    /// At the start of the line or of a sentence in it.
    Start,
    /// At the start of the line, whatever follows it.
    Opens,
    /// Anywhere in a line that speaks to its reader.
    Any,
    /// At the end of a short line.
    End,
    /// The cue is the whole line, but for a colon, an arrow or a number before it.
    Whole,
    /// At the start of the line, or of the last words of a paragraph: only those are left out.
    Tail,
    /// No reason to leave anything out, but a word that speaks to the reader.
    Voice,
    /// A word of reported speech: whoever is quoted with it speaks to somebody else than the reader.
    Reported,
    /// The whole line; the titles of other articles after it go too.
    Titles,
    /// The start of a heading over what a press release says about its sender.
    About,
    /// The start of a line over addresses and telephone numbers; those go too.
    Contact,
    /// The whole line; it says that the text is a press release.
    Release,
}

/// A cue found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The cue.
    pub cue: &'a Cue,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Boilerplate {
    /// Reads the lists `boilerplate-blocks` and `boilerplate`: `phrase | reason | place`, the place in lower case.
    pub fn compile(lists: &Lists) -> Self {
        let cue = |row: &super::Row| Cue {
            phrase: crate::fold::fold(row.field(0)).to_lowercase(),
            reason: row.field(1).to_owned(),
            place: CuePlace::named(row.field(2)),
        };
        let rows =
            ["boilerplate-blocks", "boilerplate"].into_iter().flat_map(|list| lists.rows(list));
        let cues: Vec<Cue> = rows.map(cue).collect();
        let word = |cue: &Cue| matches!(cue.place, CuePlace::Voice | CuePlace::Reported);
        let reasons = finder(&cues, |cue| !word(cue));
        let words = finder(&cues, word);
        Self { cues, reasons, words }
    }

    /// The cues in `text` that are not part of longer words and can be a reason to leave it out: the
    /// longest where several begin, the first in the list where two are the same.
    pub fn reasons<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = Hit<'a>> + use<'a, 't> {
        hits(&self.reasons, &self.cues, text)
    }

    /// All cues in `text` that only speak for or against a reason: those of places "voice" and
    /// "reported".
    pub fn words<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = Hit<'a>> + use<'a, 't> {
        hits(&self.words, &self.cues, text)
    }
}

/// What finds the wanted ones of all cues; an apostrophe may be a typographic one in the text.
fn finder(all: &[Cue], wanted: impl Fn(&Cue) -> bool) -> Finder {
    let mut patterns = Vec::with_capacity(all.len());
    for (index, cue) in (0u32..).zip(all) {
        if cue.phrase.is_empty() || !wanted(cue) {
            continue;
        }
        patterns.push((cue.phrase.as_str().into(), index));
        if cue.phrase.contains('\'') {
            patterns.push((cue.phrase.replace('\'', "’").into(), index));
        }
    }
    Finder::new(patterns)
}

fn hits<'a, 't>(
    finder: &'a Finder,
    all: &'a [Cue],
    text: &'t str,
) -> impl Iterator<Item = Hit<'a>> + use<'a, 't> {
    finder.find_iter(text).filter_map(move |(start, end, index)| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (first, last) = (text[start..].chars().next(), text[..end].chars().next_back());
        // A phrase that ends in digits ("© 20") is the start of a year.
        let year = last.is_some_and(char::is_numeric);
        if word(first) && word(text[..start].chars().next_back())
            || word(last) && !year && word(text[end..].chars().next())
        {
            return None;
        }
        Some(Hit { cue: &all[index as usize], start, end })
    })
}

impl CuePlace {
    fn named(name: &str) -> Self {
        match name {
            "start" => Self::Start,
            "opens" => Self::Opens,
            "end" => Self::End,
            "whole" => Self::Whole,
            "tail" => Self::Tail,
            "voice" => Self::Voice,
            "reported" => Self::Reported,
            "titles" => Self::Titles,
            "about" => Self::About,
            "contact" => Self::Contact,
            "release" => Self::Release,
            _ => Self::Any,
        }
    }
}
