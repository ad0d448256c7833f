//! Whose voice a line at the margins of an article is: the paper's, that speaks to its readers, tells
//! about the writer or about the text itself; or the article's.
//!
//! It stands alone because the same lines stand above the lead and under the last paragraph. None of
//! these is asked about a line in the middle of an article, where the same words may be its own.

use super::shape::{Ending, ending, in_quotation, is_capitals};
use crate::lexicon::{CuePlace, Furniture, Lexicon, Line, Sign, Words};

/// A plea is no longer, in words: a longer line is a paragraph.
const LONGEST_PLEA: usize = 60;
/// A line about a writer, an outlet or the text itself is no longer, in words.
pub(super) const LONGEST_NOTE: usize = 70;
/// What stands between the names of sections.
const SEPARATORS: [char; 6] = ['|', '/', '›', '»', '•', '·'];

/// A line with its words, as the lists know them.
pub(super) struct Voice<'a> {
    pub(super) text: &'a str,
    line: Line,
    lexicon: &'a Lexicon,
    pub(super) furniture: &'a Furniture,
}

impl<'a> Voice<'a> {
    pub(super) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let furniture = &lexicon.furniture;
        Self { text, line: furniture.line(text), lexicon, furniture }
    }

    pub(super) fn words(&self) -> Words<'_> {
        self.line.words(self.furniture)
    }

    fn has(&self, sign: Sign) -> bool {
        self.words().among(sign)
    }

    /// Whether the line reports what somebody said: then it is the article's.
    pub(super) fn reports(&self) -> bool {
        let mut hits = self.lexicon.boilerplate.words(self.text);
        hits.any(|hit| hit.cue.place == CuePlace::Reported)
    }

    /// Why the line is the paper's own, where it stands at the margins of an article.
    pub(super) fn reason(&self) -> Option<&'static str> {
        if self.is_section() || self.is_button() {
            return Some("label");
        }
        if self.is_link() {
            return Some("related link");
        }
        if self.is_stamp() {
            return Some("time stamp");
        }
        if self.is_address() {
            return Some("contact");
        }
        if self.is_aside() {
            return Some("note");
        }
        if self.is_about_itself() || self.is_note() {
            return Some("note about the article");
        }
        self.is_plea().then_some("plea to the reader")
    }

    /// "NEWS", "Long read", "Share": nothing but the name of a section or a button.
    pub(super) fn is_section(&self) -> bool {
        let section = |part: &str| {
            let line = self.furniture.line(part);
            let words = line.words(self.furniture);
            words.is_empty() || words.are(Sign::Section)
        };
        self.words().are(Sign::Section)
            || !self.words().is_empty()
                && self.text.contains(SEPARATORS)
                && self.text.split(SEPARATORS).all(section)
    }

    /// "Copy link", "View image in fullscreen".
    pub(super) fn is_button(&self) -> bool {
        let numbered = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
        let words = self.words();
        let count = words.len() - usize::from(words.iter().next_back().is_some_and(numbered));
        count <= 6 && words.up_to(count).are(Sign::Button)
    }

    /// "Also read | The dry tanks": what else to read, as a label and a title without a stop.
    pub(super) fn is_link(&self) -> bool {
        let Some(at) = self.text.find([':', '|', '►', '»', '–']).filter(|at| *at <= 40) else {
            return false;
        };
        let opening = self.furniture.line(&self.text[..at]);
        self.words().len() <= 30
            && opening.words(self.furniture).opening(Sign::Link).is_some()
            && ending(self.text) != Ending::Stop
    }

    /// "(SOUNDBITE OF ENGINE STARTING)".
    pub(super) fn is_sound(&self) -> bool {
        self.text.starts_with(['(', '['])
            && self.text.ends_with([')', ']'])
            && is_capitals(self.text)
    }

    /// Numbers and words that stand beside them in time stamps, reading times and counts only.
    pub(super) fn is_stamp(&self) -> bool {
        let words = self.words();
        words.len() <= 14
            && words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()))
            && !self.text.contains([';', '%', '$', '€', '£'])
            && words.iter().all(|w| self.is_counter(w))
    }

    /// A stamp with a time of day, or a count: "16.42 BST", "3 min read", but not "3 March".
    pub(super) fn is_clock(&self) -> bool {
        let day = |w: &str| {
            let year = w.len() == 4 && w.starts_with(['1', '2']);
            year || w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit())
        };
        let clock =
            |w: &str| w.bytes().filter(u8::is_ascii_digit).count() >= 3 && w.contains([':', '.']);
        self.is_stamp()
            && (self.words().iter().any(clock)
                || self.words().iter().any(|w| !day(w) && self.furniture.is(Sign::Tally, w)))
    }

    fn is_counter(&self, word: &str) -> bool {
        let number = |w: &str| {
            w.bytes().any(|b| b.is_ascii_digit())
                && w.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b',' | b'/'))
        };
        let known = |w: &str| number(w) || self.furniture.is(Sign::Counter, w);
        known(word)
            || word.split('-').all(known)
            || ["st", "nd", "rd", "th", "am", "pm", "h", "min"]
                .iter()
                .any(|end| word.strip_suffix(end).is_some_and(number))
    }

    /// An address to write to, and few words around it.
    fn is_address(&self) -> bool {
        let mail = self.text.contains('@')
            && self.text.split(' ').any(|w| {
                let w = w.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
                w.find('@').is_some_and(|at| w[at + 1..].len() > 1)
            });
        let site = self.text.contains("://") || self.text.contains("www.");
        (mail || site) && self.words().len() <= 30 && !self.text.contains(['"', '“'])
    }

    /// A whole line in brackets.
    fn is_aside(&self) -> bool {
        self.text.starts_with('(')
            && self.text.ends_with(')')
            && self.words().len() <= 40
            && !self.text[1..self.text.len() - 1].contains(") ")
    }

    /// "This interview was shortened", "A version of this story appears in print".
    pub(super) fn is_about_itself(&self) -> bool {
        let words = self.words();
        if words.len() > LONGEST_NOTE || words.len() < 4 {
            return false;
        }
        let Some(this) = words.iter().take(8).position(|w| w == "this") else { return false };
        let plain = |(n, w): (usize, &str)| {
            w.bytes().any(|b| b.is_ascii_digit())
                || words.is(Sign::Before, n)
                || words.is(Sign::Counter, n)
        };
        if !words.up_to(this).iter().enumerate().all(plain)
            || in_quotation(self.text, self.text.len() / 2)
        {
            return false;
        }
        let after = words.from(this + 1);
        // "This live blog", "this two-part series": a word may stand before the noun.
        let noun = (0..2).find_map(|skip| Some(skip + after.from(skip).opening(Sign::Itself)?));
        let Some(end) = noun else { return false };
        after.from(end).up_to(7).among(Sign::Made)
    }

    /// A correction, a disclaimer, where the text was first published.
    fn is_note(&self) -> bool {
        let words = self.words();
        words.len() <= LONGEST_NOTE
            && !self.is_quoted()
            && (0..words.len()).any(|from| {
                words.from(from).opening(Sign::Note).is_some_and(|n| {
                    let label = self.text.contains(':') || words.len() == n;
                    if from == 0 { n > 1 || label } else { n > 2 }
                })
            })
    }

    /// A plea to the reader, or a word of the paper about itself: a verb that asks and what is asked
    /// for, or "our" and "your" beside what only a paper has.
    pub(super) fn is_plea(&self) -> bool {
        let words = self.words();
        if words.len() > LONGEST_PLEA || words.len() < 3 || self.is_quoted() {
            return false;
        }
        let asked = || {
            let points = self.points();
            words.sentences().any(|words| {
                asks(words)
                    && (words.among(Sign::Medium)
                        || words.among(Sign::Matter) && (words.among(Sign::You) || points)
                        || words.len() <= 20 && points)
            })
        };
        // What the line reports is looked up last: all of its text must be read for that.
        (self.has(Sign::Ask) && asked()
            || self.has(Sign::You) && self.has(Sign::Medium)
            || self.is_question())
            && !self.reports()
    }

    /// A plea that can be told anywhere: it asks at once, for what only a paper has, and says "our",
    /// "us" or "your".
    pub(super) fn is_plain_plea(&self) -> bool {
        self.words().len() <= 35
            && asks(self.words())
            && self.has(Sign::Medium)
            && self.has(Sign::You)
            && !self.text.contains(['"', '“', '”'])
            && !self.reports()
    }

    /// "Do you have a story for us?", and what the reader should do then.
    fn is_question(&self) -> bool {
        if self.words().opening(Sign::Question).is_none() {
            return false;
        }
        let Some(end) = self.text.find('?') else { return false };
        let rest = self.furniture.line(&self.text[end..]);
        let rest = rest.words(self.furniture);
        let matter = self.has(Sign::Medium) || self.has(Sign::Matter);
        if rest.is_empty() { matter && self.words().len() <= 14 } else { matter || asks(rest) }
    }

    /// A handle, an arrow, "here" at the end: where to go.
    fn points(&self) -> bool {
        self.text.split(' ').any(|w| w.starts_with('@') && w.len() > 1)
            || self.words().iter().next_back().is_some_and(|w| w == "here" || w == "below")
            || self.text.contains(['→', '►', '»'])
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.text.starts_with(['"', '“', '‘', '«'])
    }

    /// "PHOTO | FILE | RSG" as the last sentence of a caption.
    pub(super) fn ends_in_barred_credit(&self) -> bool {
        let Some(at) = self.text.find(" | ") else { return false };
        let from = self.text[..at].rfind(". ").map_or(0, |stop| stop + 2);
        self.furniture.is(Sign::Name, &self.text[from..at].to_lowercase())
    }
}

/// Whether the first word is a verb that asks: cheaper to know than all the others.
pub(super) fn opens_with_ask(text: &str, lexicon: &Lexicon) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    lexicon.furniture.is(Sign::Ask, &first)
}

/// Whether a sentence begins with a verb that asks the reader.
fn asks(words: Words<'_>) -> bool {
    words.is(Sign::Ask, usize::from(words.is(Sign::Polite, 0)))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    fn reason(text: &str) -> Option<&'static str> {
        Voice::new(text, &LEXICON).reason()
    }

    #[test]
    fn the_paper_speaks() {
        for text in [
            "NEWS",
            "News | World | Africa",
            "5-6 minutes",
            "Updated at 16.55 BST",
            "Also read | The dry tanks of Kolar",
            "This conversation was shortened and translated from Frisian.",
            "A version of this article appears in print on Feb. 27, 2031, Section A.",
            "Follow The Marden Echo on Mastodon and Instagram",
            "Do you have a story for us? Ring the night desk.",
            "Rate and review us wherever you listen.",
            "(With inputs from agencies)",
        ] {
            assert!(reason(text).is_some(), "{text}");
        }
    }

    #[test]
    fn the_article_speaks() {
        for text in [
            "Read the small print, follow the permits and sign nothing before spring.",
            "Sign the paper, share the data, and let the ferry sail.",
            "You may ask why the ferry has not sailed since then.",
            "This report on the ferry was late, and nobody on the quay had read it.",
            "The story of the ferry begins on a quay that you will not find on a map.",
            "Readers of this newspaper may remember the last ferry.",
            "“Follow us on Instagram,” said the ferry, which was a joke.",
            "Follow the money, the skipper said, and you will find the magazine.",
            "On 3 March the ferry sailed at 16.42 for the first time.",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
    }

    #[test]
    fn clocks_are_no_dates() {
        let clock = |text: &str| Voice::new(text, &LEXICON).is_clock();
        assert!(clock("16.42 BST") && clock("3 min read") && clock("12 comments"));
        assert!(!clock("3 March") && !clock("3 March 2031") && !clock("16.42 The ferry sails"));
    }
}
