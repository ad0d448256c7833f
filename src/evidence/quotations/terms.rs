//! What stands in quotation marks and is no speech: terms, titles, names, scare quotes.
//!
//! It stands alone because it judges the quoted words and the word before them, never the speaker.

use super::attribution::Voice;
use super::marks::Quoted;
use super::nouns::Who;
use super::scene::Scene;
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Kind;

/// A fragment of so many words needs a reporting verb to be a quotation.
const SHORT: usize = 3;
/// Titles of songs and books that read like a clause have so many words, at most.
const TITLE: usize = 8;

impl Scene<'_, '_> {
    /// Why quoted words are no quotation; none if they are one.
    pub(super) fn no_speech(&self, quote: &Quoted, voice: Option<&Voice>) -> Option<&'static str> {
        let tight = voice.is_some_and(|v| v.tight);
        let words = self.words(quote);
        if self.is_subject_name(quote) {
            return Some("the name of the subject");
        }
        if words <= SHORT && self.is_nickname(quote) {
            return Some("a nickname");
        }
        if words == 0 {
            return Some("no words");
        }
        let sentence = self.is_sentence(quote);
        if !sentence && words > 1 && self.is_title_case(quote) && quote.close.is_some() {
            return Some("a title or name");
        }
        if self.follows_naming(quote) && words <= TITLE && !tight {
            return Some("a name or term");
        }
        match voice {
            Some(Voice { who: Who::Unsure(_), .. }) if words <= SHORT && !sentence => {
                Some("a term, nobody surely says it")
            }
            Some(voice) if voice.speech || words > SHORT => None,
            Some(_) => Some("a term within an opinion"),
            None if self.is_clause(quote) && (words > SHORT || sentence) => None,
            None => Some("a term, nobody says it"),
        }
    }

    /// The number of quoted words.
    pub(super) fn words(&self, quote: &Quoted) -> usize {
        let tokens = &self.text.tokens[quote.first..=quote.last];
        tokens
            .iter()
            .filter(|t| {
                (t.is_word() || t.kind == Kind::Number) && t.spaced || t.start == tokens[0].start
            })
            .count()
    }

    fn is_subject_name(&self, quote: &Quoted) -> bool {
        let article = self.text.is(quote.first, class::DETERMINER) && quote.first < quote.last;
        let first = quote.first + usize::from(article);
        let mut last = quote.last;
        while last > first && matches!(self.text.tokens[last].kind, Kind::Mark(_)) {
            last -= 1;
        }
        [quote.first, first].into_iter().any(|at| {
            let matches = self.text.matches_at(at).iter();
            matches.clone().any(|m| m.entry.kind == EntryKind::Subject && m.last as usize >= last)
        })
    }

    /// `Isamu "Sam" Kealoha`: capitals on both sides.
    fn is_nickname(&self, quote: &Quoted) -> bool {
        let tokens = &self.text.tokens;
        let upper = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).is_some_and(crate::text::Token::is_upper)
        };
        upper(quote.open.checked_sub(1))
            && upper(Some(quote.after()))
            && tokens[quote.first].is_upper()
    }

    /// Whether the words end like a sentence and begin like one.
    fn is_sentence(&self, quote: &Quoted) -> bool {
        let tokens = &self.text.tokens;
        let ended = matches!(tokens[quote.last].kind, Kind::Mark('.' | '!' | '?' | ',' | '…'));
        tokens[quote.first].is_upper() && ended && self.is_clause(quote)
    }

    fn is_title_case(&self, quote: &Quoted) -> bool {
        let words = || (quote.first..=quote.last).filter(|at| self.text.tokens[*at].is_word());
        words().all(|at| self.text.tokens[at].is_upper() || self.text.str(at).len() <= 3)
            && words().filter(|at| self.text.tokens[*at].is_upper()).count() > 1
    }

    fn follows_naming(&self, quote: &Quoted) -> bool {
        let text = self.text;
        let Some(mut before) = quote.open.checked_sub(1) else { return false };
        while before > 0 && (text.is(before, class::DETERMINER) || text.is_word(before, "as")) {
            before -= 1;
        }
        // "so-called" is cut at its hyphen.
        text.is(before, class::NAMING)
    }

    /// Whether the words have a verb or a pronoun that a term would not have.
    pub(super) fn is_clause(&self, quote: &Quoted) -> bool {
        (quote.first..=quote.last).any(|at| self.text.is(at, class::CLAUSE))
    }
}
