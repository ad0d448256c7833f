//! What the subject is: "X is a ...", "X, a ... that ...", "the key aim of X is to ...".
//!
//! Each definition has a weight, so that the best can stand first; what weighs little is left out.

use super::Definition;
use crate::lexicon::class;
use crate::lexicon::commitments::Noun;
use crate::lexicon::cues::Follows;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

/// Definitions that weigh less are left out.
const FLOOR: f32 = 3.0;

/// All definitions of the subject in an article, in reading order.
pub fn extract(text: &Text<'_>) -> Vec<Definition> {
    let mut out = Vec::new();
    let mut named = false;
    for passage in 0..text.passages.len() {
        let range = text.tokens_of(passage);
        if range.is_empty() {
            continue;
        }
        let from = text.after_dateline(range.start, range.end);
        let subject = EntryKind::Subject.bit() | EntryKind::Undertaking.bit();
        let skip = text.is_heading(passage)
            || !(text.holds_phrase(passage, subject) || text.is_word(from, "unlike"))
            || text.is_mark(range.end - 1, '?')
            || range.len() < 6
            || is_speech(text, range.start, range.end);
        let reader = Sentence { text, from, end: range.end, named };
        if !skip && let Some((weight, rule, first, last)) = reader.definition() {
            let found = Definition { span: text.span(first, last), weight, rule: rule.to_owned() };
            out.push(found);
        }
        named |= text.holds_phrase(passage, EntryKind::Subject.bit());
    }
    out
}

/// Whether the sentence opens a quotation that goes on for more than a few words.
fn is_speech(text: &Text<'_>, from: usize, end: usize) -> bool {
    let opens = matches!(text.tokens[from].kind, Kind::Open(_));
    let closes = (from..end.min(from + 8)).any(|t| matches!(text.tokens[t].kind, Kind::Close(_)));
    opens && !closes
}

/// A sentence that may define.
struct Sentence<'a> {
    text: &'a Text<'a>,
    from: usize,
    end: usize,
    /// Whether the article named the subject before.
    named: bool,
}

type Found = (f32, &'static str, usize, usize);

impl Sentence<'_> {
    fn definition(&self) -> Option<Found> {
        self.purpose().or_else(|| self.copula()).or_else(|| self.announced())
    }

    /// The subject at `at`, over its article and quotation marks: its last token and whether it is
    /// named outright.
    fn subject_at(&self, at: usize) -> Option<(usize, bool)> {
        let mut first = at;
        while first < self.end && (is_article(self.text.str(first)) || self.is_quote(first)) {
            first += 1;
        }
        if first >= self.end {
            return None;
        }
        // "Starmer's coalition": the owner stands before.
        if first + 2 < self.end && self.text.tokens[first + 1].kind == Kind::Possessive {
            first += 2;
        }
        let over = |last: usize| {
            let mut last = last;
            while last + 1 < self.end && self.is_quote(last + 1) {
                last += 1;
            }
            last
        };
        if let Some(m) = self.text.match_at(first, EntryKind::Subject) {
            return Some((over(m.last as usize), true));
        }
        let noun = self.text.match_at(first, EntryKind::Undertaking)?;
        let group = self.text.lexicon.commitments.nouns[noun.entry.row as usize] == Noun::Group;
        let definite = first > at && !matches!(self.text.str(at), "a" | "A" | "an" | "An");
        (group && definite && self.named).then(|| (over(noun.last as usize), false))
    }

    fn is_quote(&self, token: usize) -> bool {
        matches!(self.text.tokens[token].kind, Kind::Open(_) | Kind::Close(_))
    }

    /// "X is a ...", "X, a group that ...", "X refers to ...", with an introduction or without.
    fn copula(&self) -> Option<Found> {
        let (first, contrast) = self.start();
        let Some((last, outright)) = self.subject_at(first) else {
            return self.contrasted(first, contrast);
        };
        let mut verb = last + 1;
        // "The pact, the Harbour Compact, is": the name in apposition to a noun.
        let mut apposed = None;
        if verb < self.end && self.text.is_mark(verb, ',') {
            apposed = self.apposition(verb + 1);
            let close = (verb + 1..self.end.min(verb + 40)).find(|t| self.text.is_mark(*t, ','));
            verb = close.map_or(verb, |close| close + 1);
        } else if verb < self.end && self.opens_participle(verb) {
            // "The coalition announced by NAME appears".
            verb = (verb..self.end.min(verb + 8)).find(|t| self.weight_at(*t).is_some())?;
        }
        let bonus = if outright { 1.0 } else { 0.0 };
        let by_verb = (verb < self.end).then(|| self.weight_at(verb)).flatten();
        let weight = match (by_verb, apposed) {
            (Some(verb), _) => verb + if contrast { 1.0 } else { 0.0 },
            (None, Some(weight)) => weight,
            (None, None) if contrast => 4.0,
            (None, None) => return None,
        };
        let weight = weight + bonus;
        let rule = if by_verb.is_some() { "copula" } else { "apposition" };
        (weight >= FLOOR).then_some((weight, rule, first, self.end - 1))
    }

    /// The weight of the definition verb at a token, if what must follow it does.
    fn weight_at(&self, at: usize) -> Option<f32> {
        let mut at = at;
        while at < self.end && self.text.is(at, class::GAP) {
            at += 1;
        }
        let lists = &self.text.lexicon.cues.definitions;
        let matches = self.text.matches_at(at).iter();
        matches.filter(|m| m.entry.kind == EntryKind::DefinitionVerb).find_map(|m| {
            let (weight, follows) = lists[m.entry.row as usize];
            let next = m.last as usize + 1;
            match follows {
                Follows::Any => Some(weight),
                Follows::Article => self.article_and_noun(next).map(|kind| weight + kind),
                Follows::Members => self.has_members(next).then_some(weight),
            }
        })
    }

    /// Whether "a" and a noun phrase follow; more weight for a noun of what undertakings are.
    fn article_and_noun(&self, at: usize) -> Option<f32> {
        let word = |t: usize| if t < self.end { self.text.str(t) } else { "" };
        if !matches!(word(at), "a" | "an" | "the" | "one") {
            return None;
        }
        let kind = (at..self.end.min(at + 8)).find_map(|t| {
            let m = self.text.match_at(t, EntryKind::Undertaking)?;
            Some(self.text.lexicon.commitments.nouns[m.entry.row as usize])
        });
        match (kind, word(at)) {
            (Some(Noun::Group | Noun::Instrument | Noun::Plan), _) => Some(1.5),
            (None, "a" | "an") => Some(-1.0),
            // "is the largest member": says which, not what.
            _ => None,
        }
    }

    fn has_members(&self, at: usize) -> bool {
        (at..self.end.min(at + 4)).any(|t| {
            self.text.is(t, class::SPOKESPEOPLE)
                || self.text.match_at(t, EntryKind::OrgNoun).is_some()
        })
    }

    /// "a 14-member group led by", "an industry alliance that will": the weight of an apposition.
    fn apposition(&self, at: usize) -> Option<f32> {
        if at >= self.end || !is_article(self.text.str(at)) {
            return None;
        }
        let noun = (at + 1..self.end.min(at + 8)).find(|t| {
            self.text.match_at(*t, EntryKind::Undertaking).is_some_and(|m| {
                !matches!(
                    self.text.lexicon.commitments.nouns[m.entry.row as usize],
                    Noun::Event | Noun::Delegation
                )
            })
        })?;
        let next = noun + 1;
        let goes_on = next < self.end
            && (matches!(
                self.text.str(next),
                "that" | "which" | "of" | "between" | "led" | "under" | "to" | "for" | "among"
            ) || self.opens_participle(next));
        goes_on.then_some(6.0)
    }

    fn opens_participle(&self, at: usize) -> bool {
        let word = self.text.str(at);
        self.text.tokens[at].kind == Kind::Lower && (word.ends_with("ed") || word == "led")
    }

    /// Where the main clause begins, and whether a contrast ("Unlike a treaty,") stands before it.
    fn start(&self) -> (usize, bool) {
        if self.subject_at(self.from).is_some() {
            return (self.from, false);
        }
        let contrast = self.text.is_word(self.from, "unlike");
        let opens = contrast
            || matches!(
                self.text.str(self.from),
                "Set"
                    | "Founded"
                    | "Launched"
                    | "Created"
                    | "Formed"
                    | "Established"
                    | "Signed"
                    | "Announced"
                    | "Born"
            );
        let comma = (self.from..self.end.min(self.from + 20)).find(|t| self.text.is_mark(*t, ','));
        match comma {
            Some(comma) if opens => (comma + 1, contrast),
            _ => (self.from, contrast),
        }
    }

    /// "Unlike a trade association, it owns ...".
    fn contrasted(&self, first: usize, contrast: bool) -> Option<Found> {
        let it = self.text.is_word(first, "it") && self.named;
        let kind = matches!(self.text.str((self.from + 1).min(self.end - 1)), "a" | "an");
        (contrast && it && kind).then_some((4.0, "contrast", self.from, self.end - 1))
    }

    /// "The key aim of X is to ...".
    fn purpose(&self) -> Option<Found> {
        let noun = (self.from + 1..self.end.min(self.from + 5)).find(|t| {
            matches!(
                self.text.str(*t),
                "aim" | "goal" | "purpose" | "objective" | "mission" | "task" | "idea" | "point"
            )
        })?;
        if !is_article(self.text.str(self.from)) || !self.text.is_word(noun + 1, "of") {
            return None;
        }
        let (last, outright) = self.subject_at(noun + 2)?;
        let is = last + 1;
        let to =
            is + 1 < self.end && self.text.is_word(is, "is") && self.text.is_word(is + 1, "to");
        let weight = if outright { 7.0 } else { 6.0 };
        to.then_some((weight, "purpose", self.from, self.end - 1))
    }

    /// "announced the X, an industry alliance that will ...".
    fn announced(&self) -> Option<Found> {
        let m = self.text.first_match(self.from + 1..self.end, EntryKind::Subject)?;
        let (at, last) = (m.first as usize, m.last as usize);
        let comma = last + 1;
        if comma >= self.end || !self.text.is_mark(comma, ',') {
            return None;
        }
        let weight = self.apposition(comma + 1)?;
        Some((weight - 1.0, "apposition to an object", at, self.end - 1))
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "this" | "This" | "its" | "Its")
}
