//! What states a relation to an undertaking: deeds, the modal words before them, the nouns for the
//! undertaking and its meetings, and the declared stances of a project with their cues.

use rustc_hash::{FxHashMap, FxHashSet};

use super::inflect::Inflector;
use super::vocabulary::{Entry, EntryKind, Vocabulary, WordId};
use super::{Lists, class};

pub use super::deeds::{
    Commitment, Cue, Deed, DeedNoun, Force, Modal, Noun, Objects, Stage, Stance,
};

/// The compiled lists.
#[derive(Debug, Default)]
pub struct Commitments {
    /// Rows of `commitments`, by [`Entry::row`] of [`EntryKind::Commitment`].
    pub rows: Vec<Commitment>,
    /// Rows of `modality`, by [`Entry::row`] of [`EntryKind::Modality`].
    pub modals: Vec<Modal>,
    /// Rows of `deed-nouns`, by [`Entry::row`] of [`EntryKind::DeedNoun`].
    pub deed_nouns: Vec<DeedNoun>,
    /// Rows of `undertakings`, by [`Entry::row`] of [`EntryKind::Undertaking`].
    pub nouns: Vec<Noun>,
    /// Rows of `founding-verbs`, by [`Entry::row`] of [`EntryKind::FoundingVerb`].
    pub stages: Vec<Stage>,
    /// Rows of `rosters`, by [`Entry::row`] of [`EntryKind::Roster`].
    pub rosters: Vec<Deed>,
    /// Words that end a question, the deed it asks for, and whether they state it after "is": the
    /// longest first.
    pub asked: Vec<(Vec<Box<str>>, Deed, bool)>,
    /// Declared stances of all axes.
    pub stances: Vec<Stance>,
    /// Their cues, by [`Entry::row`] of [`EntryKind::Stance`].
    pub cues: Vec<Cue>,
    /// Words of the declared stances: a bit for each of the first 64 stances that has the word.
    pub stance_words: FxHashMap<WordId, u64>,
    /// Those of them that it has itself, not only a synonym of.
    pub stance_own_words: FxHashMap<WordId, u64>,
    /// Organs and the bodies for which they act, by name.
    pub institutions: FxHashMap<Box<str>, Box<str>>,
    /// Nouns that end the name of an organ of a place: "Senate" of the "Colorado Senate".
    pub organs: Vec<Box<str>>,
    pub(super) inflector: Inflector,
    /// Forms of verbs that are about money.
    pub(super) money_verbs: FxHashSet<Box<str>>,
    /// First words of modal phrases: no words of a stance's own.
    pub(super) modal_words: FxHashSet<Box<str>>,
    /// Forms of modal phrases that are one word.
    pub(super) lone_modals: FxHashSet<Box<str>>,
    pub(super) stance_classes: Vec<(Vec<Box<str>>, Deed)>,
    /// Words that stand for one another in what stances are about.
    pub(super) synonyms: Vec<Vec<Box<str>>>,
    /// Verbs that stand for one another.
    pub(super) verb_synonyms: Vec<Vec<Box<str>>>,
}

impl Commitments {
    /// Reads the lists and adds their phrases to `vocabulary`.
    pub(super) fn compile(lists: &Lists, vocabulary: &mut Vocabulary) -> Self {
        let mut this = Self { inflector: Inflector::compile(lists), ..Self::default() };
        this.add_commitments(lists, vocabulary);
        this.add_modality(lists, vocabulary);
        for row in lists.rows("deed-nouns") {
            let Some(deed) = deed(row.field(1)) else { continue };
            let entry = entry(EntryKind::DeedNoun, this.deed_nouns.len());
            row.alternatives(0).for_each(|noun| vocabulary.add_phrase(noun, entry));
            let objects = Objects::read(row, 3);
            this.deed_nouns.push(DeedNoun { deed, force: force(row.field(2)), objects });
        }
        for list in ["benefit-verbs", "contract-words", "light-verbs"] {
            for row in lists.rows(list) {
                let class = match (list, row.field(1)) {
                    ("benefit-verbs", _) => class::BENEFIT,
                    ("contract-words", "noun") => class::CONTRACT,
                    ("contract-words", _) => class::CONTRACTING,
                    (_, "request") => class::REQUEST,
                    (_, "housing") => class::HOUSING,
                    _ => class::LIGHT,
                };
                let forms = row.alternatives(0).flat_map(|verb| this.inflector.forms(verb));
                forms.for_each(|form| vocabulary.add_word(&form, class));
            }
        }
        for row in lists.rows("undertakings") {
            let entry = entry(EntryKind::Undertaking, this.nouns.len());
            row.alternatives(0).for_each(|noun| vocabulary.add_phrase(noun, entry));
            this.nouns.push(match row.field(1) {
                "group" => Noun::Group,
                "instrument" => Noun::Instrument,
                "event" => Noun::Event,
                "delegation" => Noun::Delegation,
                _ => Noun::Plan,
            });
        }
        for row in lists.rows("founding-verbs") {
            let entry = entry(EntryKind::FoundingVerb, this.stages.len());
            this.expand(row.field(0), |phrase| vocabulary.add_phrase(phrase, entry));
            this.stages.push(match row.field(1) {
                "rise" => Stage::Rise,
                "live" => Stage::Live,
                "end" => Stage::End,
                "name" => Stage::Name,
                _ => Stage::Begin,
            });
        }
        for row in lists.rows("stance-synonyms") {
            let words: Vec<Box<str>> = row.alternatives(0).map(Into::into).collect();
            if row.field(1) == "verb" {
                this.verb_synonyms.push(words.clone());
            }
            this.synonyms.push(words);
        }
        for row in lists.rows("rosters") {
            let entry = entry(EntryKind::Roster, this.rosters.len());
            row.alternatives(0).for_each(|noun| vocabulary.add_phrase(noun, entry));
            this.rosters.push(deed(row.field(1)).unwrap_or(Deed::Attend));
        }
        for row in lists.rows("asked-words") {
            let Some(deed) = deed(row.field(1)) else { continue };
            let states = row.field(2) == "statement";
            let words = |phrase: &str| phrase.split(' ').map(Into::into).collect();
            this.asked.extend(row.alternatives(0).map(|phrase| (words(phrase), deed, states)));
        }
        let length = |words: &[Box<str>]| words.iter().map(|word| word.len() + 1).sum::<usize>();
        this.asked.sort_by_key(|(words, ..)| std::cmp::Reverse(length(words)));
        for row in lists.rows("institutions") {
            if row.field(0).starts_with("- ") {
                this.organs.push(row.field(0).trim_start_matches("- ").into());
                continue;
            }
            this.institutions.insert(row.field(0).into(), row.field(1).into());
        }
        let verbs = lists.rows("money-words").iter().filter(|row| row.field(1) == "verb");
        for verb in verbs.flat_map(|row| row.alternatives(0)) {
            this.money_verbs.extend(this.inflector.forms(verb).iter().map(|f| f.as_str().into()));
        }
        add_words(lists, vocabulary);
        this.stance_classes = lists
            .rows("stance-words")
            .iter()
            .filter_map(|row| {
                Some((row.alternatives(0).map(Into::into).collect(), deed(row.field(1))?))
            })
            .collect();
        this
    }

    fn add_commitments(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("commitments") {
            let weak = row.field(1) == "act-weakly";
            let Some(deed) = deed(row.field(1)) else { continue };
            let entry = entry(EntryKind::Commitment, self.rows.len());
            let (verb, particle) = match row.field(0).split_once(" ~ ") {
                Some((verb, particle)) => {
                    // "take ~ to court" is told by its last word.
                    let last = particle.rsplit(' ').next().unwrap_or(particle);
                    (verb, Some(vocabulary.intern(last)))
                }
                None => (row.field(0), None),
            };
            owners(verb, |verb| self.expand(verb, |phrase| vocabulary.add_phrase(phrase, entry)));
            let right = ends_with_preposition(verb) && matches!(deed, Deed::Attend);
            let objects = Objects::read(row, 2);
            self.rows.push(Commitment { deed, weak, objects, right, particle });
        }
    }

    fn add_modality(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("modality") {
            let entry = entry(EntryKind::Modality, self.modals.len());
            let first = row.field(0).split(' ').next().unwrap_or_default();
            self.modal_words.extend(self.inflector.forms(first).iter().map(|f| f.as_str().into()));
            if first == row.field(0) {
                self.lone_modals
                    .extend(self.inflector.forms(first).iter().map(|f| f.as_str().into()));
            }
            if row.field(2) == "verb" {
                self.expand(row.field(0), |phrase| vocabulary.add_phrase(phrase, entry));
            } else {
                vocabulary.add_phrase(row.field(0), entry);
            }
            let noun = row.field(2) == "noun";
            let nominal = noun || row.field(2) == "verb";
            self.modals.push(Modal { force: force(row.field(1)), noun, nominal });
        }
    }

    /// Hands over the phrase with its first word in every form.
    pub(super) fn expand(&self, phrase: &str, mut each: impl FnMut(&str)) {
        let (first, rest) = match phrase.split_once(' ') {
            Some((first, rest)) => (first, Some(rest)),
            None => (phrase, None),
        };
        let forms = self.inflector.forms(first);
        for form in forms {
            match rest {
                Some(rest) => each(&format!("{form} {rest}")),
                None => each(&form),
            }
        }
    }
}

fn add_words(lists: &Lists, vocabulary: &mut Vocabulary) {
    for row in lists.rows("irregular-verbs") {
        // "put" and "quit" are their own past forms, "is" and "are" no past.
        let past = [1, 2].into_iter().flat_map(|field| row.alternatives(field));
        let past = past.filter(|form| *form != row.field(0) && !form.ends_with('s'));
        past.for_each(|form| vocabulary.add_word(form, class::PAST_FORM));
        if row.alternatives(1).any(|past| past == row.field(0)) {
            vocabulary.add_word(row.field(0), class::INVARIANT);
        }
    }
    for row in lists.rows("grammar") {
        let class = match row.field(1) {
            "be" => class::BE,
            "auxiliary" => class::HELPER,
            "negation" => class::NEGATION,
            "no-verb" => class::NO_VERB,
            "tail" => class::TAIL,
            "condition" => class::CONDITION,
            "none" => class::NONE,
            _ => class::GAP,
        };
        row.alternatives(0).for_each(|word| vocabulary.add_word(word, class));
    }
    let lists_of_words = [
        ("spokespeople", class::SPOKESPEOPLE),
        ("money-words", class::MONEY),
        ("negative-words", class::NEGATIVE),
        ("civic-words", class::CIVIC),
        ("regions", class::REGION),
        ("state-offices", class::LEGISLATING),
    ];
    for (list, class) in lists_of_words {
        let words = lists.rows(list).iter().filter(|row| row.field(1).is_empty());
        let words = words.flat_map(|row| row.alternatives(0));
        words.for_each(|word| vocabulary.add_word(word, class));
    }
}

/// Hands over a phrase once for each word of possession that "its" stands for.
fn owners(phrase: &str, mut each: impl FnMut(&str)) {
    match phrase.split_once(" its ") {
        Some((before, after)) => ["its", "their", "his", "her"]
            .into_iter()
            .for_each(|owner| each(&format!("{before} {owner} {after}"))),
        None => each(phrase),
    }
}

fn force(word: &str) -> Force {
    match word {
        "commit" => Force::Commit,
        "open" => Force::Open,
        "ready" => Force::Ready,
        "decline" => Force::Decline,
        "undecided" => Force::Undecided,
        "not" => Force::Not,
        _ => Force::Plain,
    }
}

fn deed(word: &str) -> Option<Deed> {
    Some(match word {
        "lead" => Deed::Lead,
        "join" => Deed::Join,
        "act" | "act-weakly" | "commit" => Deed::Act,
        "support" => Deed::Support,
        "oppose" => Deed::Oppose,
        "attend" => Deed::Attend,
        "convene" => Deed::Convene,
        "absent" => Deed::Absent,
        "open" => Deed::Open,
        "decline" => Deed::Decline,
        "leave" => Deed::Leave,
        "undecided" => Deed::Undecided,
        "decide" => Deed::Decide,
        _ => return None,
    })
}

pub(super) fn ends_with_preposition(phrase: &str) -> bool {
    let last = phrase.rsplit(' ').next().unwrap_or(phrase);
    matches!(
        last,
        "by" | "of" | "from" | "for" | "to" | "into" | "with" | "on" | "at" | "against" | "behind"
    )
}

pub(super) fn entry(kind: EntryKind, row: usize) -> Entry {
    Entry { kind, row: u32::try_from(row).unwrap_or(u32::MAX), field: 0 }
}
