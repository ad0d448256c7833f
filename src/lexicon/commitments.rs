//! What states a relation to an undertaking: deeds, the modal words before them, the nouns for the
//! undertaking and its meetings, and the declared stances of a project with their cues.

use rustc_hash::{FxHashMap, FxHashSet};

use super::inflect::Inflector;
use super::vocabulary::{Entry, EntryKind, Vocabulary, WordId};
use super::{Lists, Row, class};

/// What a deed is, before any modal word or negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Leads the undertaking.
    Lead,
    /// Belongs to it or joins it.
    Join,
    /// Does something that stances are about: sends, pays, hosts.
    Act,
    /// Supports it.
    Support,
    /// Opposes it.
    Oppose,
    /// Takes part in a meeting.
    Attend,
    /// Calls a meeting.
    Convene,
    /// Stays away.
    Absent,
    /// May join or act.
    Open,
    /// Will not join or act.
    Decline,
    /// Has not decided.
    Undecided,
    /// Decides: undecided where it is negated.
    Decide,
}

/// What a modal word makes of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Force {
    /// It is done.
    Plain,
    /// It will be done.
    Commit,
    /// It may be done.
    Open,
    /// There is readiness to do it.
    Ready,
    /// It will not be done.
    Decline,
    /// Whether it will be done is open.
    Undecided,
    /// Turns what follows into its opposite.
    Not,
}

/// What must stand beside a phrase of the list `commitments`: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Objects(pub u8);

impl Objects {
    /// The undertaking follows.
    pub const UNDERTAKING: Self = Self(1);
    /// A meeting follows.
    pub const EVENT: Self = Self(1 << 1);
    /// The clause ends or goes on with a time.
    pub const END: Self = Self(1 << 2);
    /// A delegation follows.
    pub const DELEGATION: Self = Self(1 << 3);
    /// Anything.
    pub const ANY: Self = Self(1 << 4);
    /// A form of "be" or a comma stands before it.
    pub const BE: Self = Self(1 << 5);
    /// A noun of the declared stances follows.
    pub const AXIS: Self = Self(1 << 6);
    /// A sum of money follows.
    pub const MONEY: Self = Self(1 << 7);

    /// Whether it shares a bit with `other`.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn read(row: &Row, field: usize) -> Self {
        let bits = row.alternatives(field).map(|word| match word {
            "undertaking" => Self::UNDERTAKING,
            "event" => Self::EVENT,
            "end" => Self::END,
            "delegation" => Self::DELEGATION,
            "be" => Self::BE,
            "axis" => Self::AXIS,
            "money" => Self::MONEY,
            _ => Self::ANY,
        });
        bits.fold(Self::default(), |all, one| Self(all.0 | one.0))
    }
}

/// A row of the list `commitments`.
#[derive(Clone, Copy, Debug)]
pub struct Commitment {
    /// What it states.
    pub deed: Deed,
    /// What must stand beside it.
    pub objects: Objects,
    /// Whether its holders stand after it: "delegations from".
    pub right: bool,
}

/// How an article speaks of an undertaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Noun {
    /// Those who belong together: "the pact".
    Group,
    /// What they mean to do: "the plan".
    Plan,
    /// What they sign: "the charter".
    Instrument,
    /// Where they meet: "the summit".
    Event,
    /// Whom one sends there.
    Delegation,
}

/// A declared stance.
#[derive(Clone, Debug)]
pub struct Stance {
    /// Its axis.
    pub axis: Box<str>,
    /// Its id.
    pub id: Box<str>,
    /// What sort of answer it is; none where neither id nor label tells.
    pub deed: Option<Deed>,
    /// Whether it is about money.
    pub money: bool,
}

/// A cue of a declared stance.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Index of the stance.
    pub stance: u32,
    /// Nouns of which one must follow within the clause; none if the cue is complete.
    pub needs: Vec<WordId>,
    /// Whether a sum of money does instead of them.
    pub money: bool,
    /// Whether the holders stand after it: "led by", "delegations from".
    pub right: bool,
    /// Whether a deed must follow: "refused to".
    pub to: bool,
}

/// The compiled lists.
#[derive(Debug, Default)]
pub struct Commitments {
    /// Rows of `commitments`, by [`Entry::row`] of [`EntryKind::Commitment`].
    pub rows: Vec<Commitment>,
    /// Rows of `modality`, by [`Entry::row`] of [`EntryKind::Modality`].
    pub forces: Vec<Force>,
    /// Rows of `undertakings`, by [`Entry::row`] of [`EntryKind::Undertaking`].
    pub nouns: Vec<Noun>,
    /// Rows of `rosters`, by [`Entry::row`] of [`EntryKind::Roster`].
    pub rosters: Vec<Deed>,
    /// Declared stances of all axes.
    pub stances: Vec<Stance>,
    /// Their cues, by [`Entry::row`] of [`EntryKind::Stance`].
    pub cues: Vec<Cue>,
    /// Words of the declared stances: a bit for each of the first 64 stances that has the word.
    pub stance_words: FxHashMap<WordId, u64>,
    /// Organs and the bodies for which they act, by name.
    pub institutions: FxHashMap<Box<str>, Box<str>>,
    pub(super) inflector: Inflector,
    /// Forms of verbs that are about money.
    pub(super) money_verbs: FxHashSet<Box<str>>,
    /// First words of modal phrases: no words of a stance's own.
    pub(super) modal_words: FxHashSet<Box<str>>,
    pub(super) stance_classes: Vec<(Vec<Box<str>>, Deed)>,
}

impl Commitments {
    /// Reads the lists and adds their phrases to `vocabulary`.
    pub(super) fn compile(lists: &Lists, vocabulary: &mut Vocabulary) -> Self {
        let mut this = Self { inflector: Inflector::compile(lists), ..Self::default() };
        this.add_commitments(lists, vocabulary);
        this.add_modality(lists, vocabulary);
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
            let entry = entry(EntryKind::FoundingVerb, 0);
            this.expand(row.field(0), |phrase| vocabulary.add_phrase(phrase, entry));
        }
        for row in lists.rows("rosters") {
            let entry = entry(EntryKind::Roster, this.rosters.len());
            row.alternatives(0).for_each(|noun| vocabulary.add_phrase(noun, entry));
            this.rosters.push(deed(row.field(1)).unwrap_or(Deed::Attend));
        }
        for row in lists.rows("institutions") {
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
            let Some(deed) = deed(row.field(1)) else { continue };
            let entry = entry(EntryKind::Commitment, self.rows.len());
            self.expand(row.field(0), |phrase| vocabulary.add_phrase(phrase, entry));
            let right = ends_with_preposition(row.field(0)) && matches!(deed, Deed::Attend);
            self.rows.push(Commitment { deed, objects: Objects::read(row, 2), right });
        }
    }

    fn add_modality(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("modality") {
            let entry = entry(EntryKind::Modality, self.forces.len());
            let first = row.field(0).split(' ').next().unwrap_or_default();
            self.modal_words.extend(self.inflector.forms(first).iter().map(|f| f.as_str().into()));
            if row.field(2) == "verb" {
                self.expand(row.field(0), |phrase| vocabulary.add_phrase(phrase, entry));
            } else {
                vocabulary.add_phrase(row.field(0), entry);
            }
            self.forces.push(match row.field(1) {
                "commit" => Force::Commit,
                "open" => Force::Open,
                "ready" => Force::Ready,
                "decline" => Force::Decline,
                "undecided" => Force::Undecided,
                "not" => Force::Not,
                _ => Force::Plain,
            });
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
    }
    for row in lists.rows("grammar") {
        let class = match row.field(1) {
            "be" => class::BE,
            "auxiliary" => class::HELPER,
            "negation" => class::NEGATION,
            "no-verb" => class::NO_VERB,
            _ => class::GAP,
        };
        row.alternatives(0).for_each(|word| vocabulary.add_word(word, class));
    }
    for (list, class) in [("spokespeople", class::SPOKESPEOPLE), ("money-words", class::MONEY)] {
        let words = lists.rows(list).iter().filter(|row| row.field(1).is_empty());
        let words = words.flat_map(|row| row.alternatives(0));
        words.for_each(|word| vocabulary.add_word(word, class));
    }
}

fn deed(word: &str) -> Option<Deed> {
    Some(match word {
        "lead" => Deed::Lead,
        "join" => Deed::Join,
        "act" | "commit" => Deed::Act,
        "support" => Deed::Support,
        "oppose" => Deed::Oppose,
        "attend" => Deed::Attend,
        "convene" => Deed::Convene,
        "absent" => Deed::Absent,
        "open" => Deed::Open,
        "decline" => Deed::Decline,
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
