//! Whose voice a line at the margins of an article is: the paper's, that speaks to its readers, tells
//! about the writer or about the text itself; or the article's.
//!
//! It stands alone because the same lines stand above the lead and under the last paragraph. None of
//! these is asked about a line in the middle of an article, where the same words may be its own.

use super::shape::{Ending, ending, in_quotation, is_capitals};
use crate::lexicon::{CuePlace, Furniture, Lexicon, Sign};

/// A plea is no longer, in words: a longer line is a paragraph.
const LONGEST_PLEA: usize = 60;
/// A line about a writer, an outlet or the text itself is no longer, in words.
pub(super) const LONGEST_NOTE: usize = 70;

/// A line with its words, as the lists know them.
pub(super) struct Voice<'a> {
    pub(super) text: &'a str,
    /// In lower case, without punctuation at their ends.
    pub(super) words: Vec<String>,
    lexicon: &'a Lexicon,
    pub(super) furniture: &'a Furniture,
}

impl<'a> Voice<'a> {
    pub(super) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, words: lower_words(text), lexicon, furniture: &lexicon.furniture }
    }

    fn has(&self, sign: Sign) -> bool {
        self.furniture.among(sign, &self.words)
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
        let whole = self.words.join(" ");
        self.furniture.is(Sign::Section, &whole)
            || !self.words.is_empty()
                && self.text.contains(['|', '/', '›', '»', '•', '·'])
                && self
                    .text
                    .split(['|', '/', '›', '»', '•', '·'])
                    .map(|part| lower_words(part).join(" "))
                    .all(|part| part.is_empty() || self.furniture.is(Sign::Section, &part))
    }

    /// "Copy link", "View image in fullscreen".
    pub(super) fn is_button(&self) -> bool {
        let numbered = |w: &String| w.bytes().all(|b| b.is_ascii_digit());
        let count = self.words.len() - usize::from(self.words.last().is_some_and(numbered));
        count <= 6 && self.furniture.is(Sign::Button, &self.words[..count].join(" "))
    }

    /// "Also read | The dry tanks": what else to read, as a label and a title without a stop.
    pub(super) fn is_link(&self) -> bool {
        let Some(at) = self.text.find([':', '|', '►', '»', '–']).filter(|at| *at <= 40) else {
            return false;
        };
        let opening = lower_words(&self.text[..at]);
        self.words.len() <= 30
            && (1..=opening.len())
                .contains(&self.furniture.opening(Sign::Link, &opening).unwrap_or(usize::MAX))
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
        let digit = self.words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()));
        digit
            && self.words.len() <= 14
            && !self.text.contains([';', '%', '$', '€', '£'])
            && self.words.iter().all(|w| self.is_counter(w))
    }

    /// A stamp with a time of day, or a count: "16.42 BST", "3 min read", but not "3 March".
    pub(super) fn is_clock(&self) -> bool {
        let day = |w: &String| {
            let year = w.len() == 4 && w.starts_with(['1', '2']);
            year || w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit())
        };
        let clock = |w: &String| {
            w.bytes().filter(u8::is_ascii_digit).count() >= 3 && w.contains([':', '.'])
        };
        self.is_stamp()
            && (self.words.iter().any(clock)
                || self.words.iter().any(|w| !day(w) && self.furniture.is(Sign::Tally, w)))
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
        let mail = self.text.split(' ').any(|w| {
            let w = w.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
            w.find('@').is_some_and(|at| w[at + 1..].len() > 1)
        });
        let site = self.text.contains("://") || self.text.contains("www.");
        (mail || site) && self.words.len() <= 30 && !self.text.contains(['"', '“'])
    }

    /// A whole line in brackets.
    fn is_aside(&self) -> bool {
        self.text.starts_with('(')
            && self.text.ends_with(')')
            && self.words.len() <= 40
            && !self.text[1..self.text.len() - 1].contains(") ")
    }

    /// "This interview was shortened", "A version of this story appears in print".
    pub(super) fn is_about_itself(&self) -> bool {
        if self.words.len() > LONGEST_NOTE || self.words.len() < 4 {
            return false;
        }
        let Some(this) = self.words.iter().take(8).position(|w| w == "this") else { return false };
        let plain = |w: &String| {
            w.bytes().any(|b| b.is_ascii_digit())
                || self.furniture.is(Sign::Before, w)
                || self.furniture.is(Sign::Counter, w)
        };
        if !self.words[..this].iter().all(plain) || in_quotation(self.text, self.text.len() / 2) {
            return false;
        }
        let after = &self.words[this + 1..];
        // "This live blog", "this two-part series": a word may stand before the noun.
        let noun = (0..2).find_map(|skip| {
            let rest = after.get(skip..)?;
            Some(skip + self.furniture.opening(Sign::Itself, rest)?)
        });
        let Some(end) = noun else { return false };
        let verb = &after[end..after.len().min(end + 7)];
        self.furniture.among(Sign::Made, verb)
    }

    /// A correction, a disclaimer, where the text was first published.
    fn is_note(&self) -> bool {
        self.words.len() <= LONGEST_NOTE
            && !self.is_quoted()
            && (0..self.words.len()).any(|from| {
                self.furniture.opening(Sign::Note, &self.words[from..]).is_some_and(|n| {
                    let label = self.text.contains(':') || self.words.len() == n;
                    if from == 0 { n > 1 || label } else { n > 2 }
                })
            })
    }

    /// A plea to the reader, or a word of the paper about itself: a verb that asks and what is asked
    /// for, or "our" and "your" beside what only a paper has.
    pub(super) fn is_plea(&self) -> bool {
        if self.words.len() > LONGEST_PLEA
            || self.words.len() < 3
            || self.is_quoted()
            || self.reports()
        {
            return false;
        }
        let you = self.has(Sign::You);
        let asked = sentences(self.text).any(|sentence| {
            let words = lower_words(sentence);
            let has = |sign| self.furniture.among(sign, &words);
            let points = self.points();
            self.asks(&words)
                && (has(Sign::Medium)
                    || has(Sign::Matter) && (has(Sign::You) || points)
                    || words.len() <= 20 && points)
        });
        asked || you && self.has(Sign::Medium) || self.is_question()
    }

    /// A plea that can be told anywhere: it asks at once, for what only a paper has, and says "our",
    /// "us" or "your".
    pub(super) fn is_plain_plea(&self) -> bool {
        self.words.len() <= 35
            && self.asks(&self.words)
            && self.has(Sign::Medium)
            && self.has(Sign::You)
            && !self.text.contains(['"', '“', '”'])
            && !self.reports()
    }

    /// Whether a sentence begins with a verb that asks the reader.
    fn asks(&self, words: &[String]) -> bool {
        let first = usize::from(words.first().is_some_and(|w| self.furniture.is(Sign::Polite, w)));
        words.get(first).is_some_and(|w| self.furniture.is(Sign::Ask, w))
    }

    /// "Do you have a story for us?", and what the reader should do then.
    fn is_question(&self) -> bool {
        let opens = self.furniture.opening(Sign::Question, &self.words).is_some();
        let Some(end) = self.text.find('?').filter(|_| opens) else { return false };
        let rest = lower_words(&self.text[end..]);
        let matter = self.has(Sign::Medium) || self.has(Sign::Matter);
        if rest.is_empty() { matter && self.words.len() <= 14 } else { matter || self.asks(&rest) }
    }

    /// A handle, an arrow, "here" at the end: where to go.
    fn points(&self) -> bool {
        self.text.split(' ').any(|w| w.starts_with('@') && w.len() > 1)
            || self.words.last().is_some_and(|w| w == "here" || w == "below")
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

/// The words of `text` in lower case, without punctuation at their ends.
pub(super) fn lower_words(text: &str) -> Vec<String> {
    text.split([' ', '|', '—', '–', '·', '•'])
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
        .filter(|w| !w.is_empty())
        .collect()
}

/// The sentences of a short line, roughly: a new one begins after a stop and a blank.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ").flat_map(|part| part.split("? ")).flat_map(|part| part.split("! "))
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
