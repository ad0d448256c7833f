//! The types of what states a relation to an undertaking: deeds, their force, what must stand
//! beside them, nouns for the undertaking, declared stances and their cues.
//!
//! They stand apart from the lists of which they are made, so that both can be read at one go.

use super::Row;
use super::vocabulary::WordId;

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
    /// Belonged to it and does so no more.
    Leave,
    /// Has not decided.
    Undecided,
    /// Decides: undecided where it is negated.
    Decide,
    /// Is the one for whom the undertaking exists.
    Concern,
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
pub struct Objects(pub u16);

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
    /// The subject is three or more.
    pub const MANY: Self = Self(1 << 8);
    /// A word of rejection follows.
    pub const NEGATIVE: Self = Self(1 << 9);

    /// Whether it shares a bit with `other`.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Reads the words of a field.
    pub(super) fn read(row: &Row, field: usize) -> Self {
        let bits = row.alternatives(field).map(|word| match word {
            "undertaking" => Self::UNDERTAKING,
            "event" => Self::EVENT,
            "end" => Self::END,
            "delegation" => Self::DELEGATION,
            "be" => Self::BE,
            "axis" => Self::AXIS,
            "money" => Self::MONEY,
            "many" => Self::MANY,
            "negative" => Self::NEGATIVE,
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
    /// Whether the verb is so common that doing it is no sign of belonging: "make", "run".
    pub weak: bool,
    /// What must stand beside it.
    pub objects: Objects,
    /// Whether its holders stand after it: "delegations from".
    pub right: bool,
    /// The particle that must follow, other words between: "turned the offer down".
    pub particle: Option<WordId>,
}

/// A row of the list `modality`.
#[derive(Clone, Copy, Debug)]
pub struct Modal {
    /// What it makes of the deed that follows.
    pub force: Force,
    /// Whether it is a noun, so that it may have an owner: "Kenya's refusal to".
    pub noun: bool,
    /// Whether it may be one: "plans", which is also a verb.
    pub nominal: bool,
}

/// A noun for a deed: "contribution", "refusal".
#[derive(Clone, Copy, Debug)]
pub struct DeedNoun {
    /// What it states of its owner.
    pub deed: Deed,
    /// With what force.
    pub force: Force,
    /// What must stand beside it.
    pub objects: Objects,
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
    /// A word of the subject's own name: "the reserve" of the Krill Reserve Accord.
    Word,
}

/// Of which stage in the life of an undertaking a verb speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its object comes into being: "founded", "set up".
    Begin,
    /// Its subject comes into being: "dates to".
    Rise,
    /// What follows is a name: "known as".
    Name,
    /// Its subject exists: "ran".
    Live,
    /// Its subject or object ends: "collapsed".
    End,
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
    /// Whether it is for those alone of whom no more is said: "only attended".
    pub only: bool,
    /// Whether it is a support that says what it does without: "supports-without-troops".
    pub without: bool,
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
