//! The stances that a project declares: of what sort each is, its cues, the words it uses.
//!
//! It stands apart from the built-in lists because a project's cues are read with more tolerance:
//! anybody should be able to write them.

use indexmap::IndexMap;

use super::class;
use super::commitments::{Commitments, Cue, Deed, Stance, ends_with_preposition, entry};
use super::vocabulary::{EntryKind, Vocabulary};
use crate::config::Axis;

impl Commitments {
    /// Adds the declared stances and their cues.
    pub(super) fn add_positions(
        &mut self,
        axes: &IndexMap<String, Axis>,
        vocabulary: &mut Vocabulary,
    ) {
        for (axis, declared) in axes {
            for (id, stance) in &declared.stances {
                let label = stance.label.as_deref().unwrap_or("");
                // What no word tells is something that is done: "lends-aircraft".
                let told = self.sort_of(id).or_else(|| self.sort_of(label));
                let refuses = |cue: &&String| self.sort_of(cue) == Some(Deed::Decline);
                let refusals = stance.cues.iter().filter(refuses).count();
                let refusing = refusals > 0 && refusals * 2 >= stance.cues.len();
                let told = told.or(refusing.then_some(Deed::Decline));
                let joins = told.is_none_or(|d| d == Deed::Act) && are_about_joining(&stance.cues);
                let deed = if joins { Some(Deed::Join) } else { told.or(Some(Deed::Act)) };
                let index = self.stances.len();
                self.stances.push(Stance {
                    axis: axis.as_str().into(),
                    id: id.as_str().into(),
                    deed,
                    only: [id.as_str(), label].iter().any(|text| {
                        text.to_lowercase()
                            .split(|c: char| !c.is_alphanumeric())
                            .any(|w| w == "only")
                    }),
                    without: [id.as_str(), label].iter().any(|text| {
                        text.split(|c: char| !c.is_alphanumeric())
                            .any(|w| matches!(w, "without" | "no" | "not"))
                    }),
                    money: self.is_about_money(
                        [id.as_str(), label]
                            .into_iter()
                            .chain(stance.cues.iter().map(String::as_str)),
                        vocabulary,
                    ),
                });
                for cue in &stance.cues {
                    self.add_cue(&cue.to_lowercase(), index, deed, vocabulary);
                }
                let texts =
                    [id.as_str(), label].into_iter().chain(stance.cues.iter().map(String::as_str));
                for text in texts {
                    self.add_stance_words(text, index, vocabulary);
                }
            }
        }
    }

    /// Whether any word is one of money.
    fn is_about_money<'a>(
        &self,
        texts: impl Iterator<Item = &'a str>,
        vocabulary: &Vocabulary,
    ) -> bool {
        let mut buffer = String::new();
        texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).any(|word| {
            let lower = word.to_lowercase();
            self.money_verbs.contains(lower.as_str())
                || vocabulary.look_up(&lower, &mut buffer).1.any(class::MONEY)
        })
    }

    /// The sort of stance that the words of an id or a label tell.
    fn sort_of(&self, text: &str) -> Option<Deed> {
        let lower = text.to_lowercase().replace('’', "'");
        let words: Vec<&str> = lower.split(|c: char| !(c.is_alphanumeric() || c == '\'')).collect();
        let has = |list: &[Box<str>]| words.iter().any(|w| list.iter().any(|l| &**l == *w));
        self.stance_classes.iter().find(|(list, _)| has(list)).map(|(_, deed)| *deed)
    }

    fn add_cue(
        &mut self,
        cue: &str,
        stance: usize,
        deed: Option<Deed>,
        vocabulary: &mut Vocabulary,
    ) {
        let whole = matches!(deed, Some(Deed::Open | Deed::Decline | Deed::Undecided));
        let mut words: Vec<&str> = cue.split_whitespace().collect();
        let auxiliary =
            |w: &str| matches!(w, "to" | "will" | "would" | "they" | "we" | "it" | "has" | "have");
        while !whole && words.len() > 1 && auxiliary(words[0]) {
            words.remove(0);
        }
        let Some((first, rest)) = words.split_first() else { return };
        let plain: Vec<&str> =
            rest.iter().copied().filter(|w| !matches!(*w, "a" | "an" | "the")).collect();
        let particle = |w: &&str| {
            ends_with_preposition(w)
                || matches!(*w, "part" | "not" | "up" | "down" | "in" | "out" | "outside" | "back")
        };
        // A verb with its object: other words may stand between the two.
        // "keep doses" is one too, "no doses" and "refuses to pay" are not.
        let verb = deed == Some(Deed::Decline)
            && plain.len() <= 2
            && self.sort_of(cue).is_none()
            && !self.lone_modals.contains(*first)
            && !auxiliary(first);
        let apart = (!whole || verb) && !plain.is_empty() && !plain.iter().any(&particle);
        // "pay for gauges": the noun may stand apart from the verb and its particle.
        let last = plain.iter().rposition(&particle).filter(|at| at + 1 < plain.len());
        let split = last.filter(|_| deed == Some(Deed::Act));
        let phrase = match split {
            _ if apart => (*first).to_owned(),
            Some(at) => format!("{first} {}", plain[..=at].join(" ")),
            None => words.join(" "),
        };
        let noun = plain.last().filter(|_| apart || split.is_some());
        let phrase = phrase.as_str();
        let mut needs = Vec::new();
        let mut money = false;
        if let Some(noun) = noun {
            for form in
                [noun.to_string(), format!("{noun}s"), noun.trim_end_matches('s').to_owned()]
            {
                vocabulary.add_word(&form, class::AXIS);
                let (id, classes) = vocabulary.look_up(&form, &mut String::new());
                money |= classes.any(class::MONEY);
                needs.push(id);
            }
        }
        let entry = entry(EntryKind::Stance, self.cues.len());
        self.expand(phrase, |phrase| vocabulary.add_phrase(phrase, entry));
        // "will buy" is also "will purchase".
        if deed == Some(Deed::Act) && !phrase.contains(' ') {
            for verb in self.synonymous_verbs(phrase) {
                self.expand(&verb, |phrase| vocabulary.add_phrase(phrase, entry));
            }
        }
        self.cues.push(Cue {
            stance: u32::try_from(stance).unwrap_or(u32::MAX),
            needs,
            money,
            right: [" by", " from", " of"].iter().any(|end| phrase.ends_with(end)),
            to: phrase.ends_with(" to"),
        });
    }

    /// Verbs that say what a verb in any of its forms says.
    fn synonymous_verbs(&self, verb: &str) -> Vec<String> {
        let rows = self.verb_synonyms.iter();
        let has = |row: &&Vec<Box<str>>| {
            row.iter().any(|v| self.inflector.forms(v).iter().any(|form| form == verb))
        };
        rows.filter(has).flatten().map(ToString::to_string).collect()
    }

    fn add_stance_words(&mut self, text: &str, stance: usize, vocabulary: &mut Vocabulary) {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        for word in words.filter(|w| w.len() > 2) {
            let grammar = class::BE.or(class::HELPER).or(class::NEGATION).or(class::GAP);
            let (_, classes) = vocabulary.look_up(word, &mut String::new());
            let listed = self.stance_classes.iter().any(|(list, deed)| {
                !matches!(deed, Deed::Act) && list.iter().any(|l| &**l == word)
            });
            if classes.any(grammar) || listed || is_small(word) || self.modal_words.contains(word) {
                continue;
            }
            let mut forms = self.inflector.forms(word);
            forms.push(format!("{word}s"));
            forms.extend(word.strip_suffix('s').map(str::to_owned));
            for form in &forms {
                vocabulary.add_word(form, class::AXIS);
                let (id, _) = vocabulary.look_up(form, &mut String::new());
                if stance < 64 {
                    *self.stance_own_words.entry(id).or_default() |= 1 << stance;
                }
            }
            let known = |row: &&Vec<Box<str>>| row.iter().any(|w| forms.iter().any(|f| **f == **w));
            let alike: Vec<&Box<str>> = self.synonyms.iter().filter(known).flatten().collect();
            forms.extend(alike.into_iter().flat_map(|word| self.inflector.forms(word)));
            for form in forms {
                vocabulary.add_word(&form, class::AXIS);
                let (id, _) = vocabulary.look_up(&form, &mut String::new());
                if stance < 64 {
                    *self.stance_words.entry(id).or_default() |= 1 << stance;
                }
            }
        }
    }
}

/// Whether cues are about belonging: "joined", "is a member", "signed up".
fn are_about_joining(cues: &[String]) -> bool {
    let joins = |cue: &&String| {
        let cue = cue.to_lowercase();
        let mut words = cue.split_whitespace();
        words.any(|w| matches!(w, "join" | "joins" | "joined" | "member" | "members" | "signatory"))
            || matches!(cue.as_str(), "signed" | "has signed" | "signed up" | "signed on")
    };
    let count = cues.iter().filter(joins).count();
    count > 0 && count * 2 >= cues.len()
}

/// Words of labels that say nothing about the deed.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "and"
            | "its"
            | "own"
            | "for"
            | "not"
            | "has"
            | "into"
            | "with"
            | "part"
            | "that"
            | "whether"
            | "they"
            | "will"
            | "yes"
            | "would"
    ) || ends_with_preposition(word)
}
