//! The typed rows that stages look into once a phrase is found, and how each list enters the
//! vocabulary.

use rustc_hash::FxHashMap;

use crate::entity::EntityKind;

use super::vocabulary::{Classes, Entry, EntryKind, Vocabulary};
use super::{Lists, Row, class};

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 code.
    pub code: Box<str>,
    /// Canonical short name.
    pub name: Box<str>,
}

/// A known organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: Box<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Whether it is a social platform, named as a channel rather than as an actor.
    pub platform: bool,
    /// The country for whose government it stands, if it does.
    pub country: Option<Box<str>>,
}

/// Of what sort a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoleKind {
    /// Held for a country or public body.
    Office,
    /// Of the armed forces or the police.
    Rank,
    /// Of a company or organisation.
    Executive,
    /// Analyst, professor, fellow.
    Expert,
    /// Of the press.
    Press,
    /// Any other.
    Other,
}

/// The typed rows of the lists with phrases, indexed by [`Entry::row`].
#[derive(Debug, Default)]
pub struct Tables {
    /// Countries.
    pub countries: Vec<Country>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Cities and regions with the code of their country.
    pub cities: Vec<(Box<str>, Box<str>)>,
    /// Roles.
    pub roles: Vec<(Box<str>, RoleKind)>,
    /// Common nouns for organisations.
    pub org_nouns: Vec<EntityKind>,
    /// Nouns that head an organisation's name, in lower case.
    pub org_heads: FxHashMap<Box<str>, EntityKind>,
    /// Nouns of bodies that go by the name of their city.
    pub town_bodies: Vec<TownBody>,
}

/// The lists of single words and their class.
const WORD_LISTS: &[(&str, Classes)] = &[
    ("honorifics", class::HONORIFIC),
    ("name-suffixes", class::NAME_SUFFIX),
    ("name-particles", class::PARTICLE),
    ("given-names", class::GIVEN_NAME),
    ("org-heads", class::ORG_HEAD),
    ("place-heads", class::PLACE_HEAD),
    ("role-modifiers", class::ROLE_MODIFIER),
    ("not-names", class::NOT_NAME),
    ("legal-suffixes", class::LEGAL_SUFFIX),
    ("event-heads", class::EVENT_HEAD),
    ("homograph-names", class::HOMOGRAPH),
    ("hyphen-participles", class::HYPHEN_PARTICIPLE),
    ("occupation-verbs", class::OCCUPATION),
    ("auxiliaries", class::AUXILIARY),
    ("function-words", class::FUNCTION),
    ("numbered", class::NUMBERED),
    ("event-nouns", class::EVENT_NOUN),
    ("assertion-verbs", class::ASSERTION),
    ("change-verbs", class::CHANGE),
];

/// A noun of bodies that go by the name of their city.
#[derive(Clone, Debug)]
pub struct TownBody {
    /// The noun: "University".
    pub name: Box<str>,
    /// Several of them: "universities".
    pub plural: Box<str>,
    /// Whether "University of CITY" is one as well as "CITY University".
    pub after: bool,
}

impl Tables {
    /// Reads the rows and adds their words and phrases to `vocabulary`.
    pub fn compile(lists: &Lists, vocabulary: &mut Vocabulary) -> Self {
        for (name, class) in WORD_LISTS {
            for row in lists.rows(name) {
                vocabulary.add_word(row.field(0), *class);
            }
        }
        for row in lists.rows("legal-suffixes") {
            if row.field(0).starts_with(char::is_lowercase) {
                vocabulary.add_word(row.field(0), class::LOWER_SUFFIX);
            }
        }
        for row in lists.rows("org-heads") {
            if row.field(1) == "company" {
                vocabulary.add_word(row.field(0), class::COMPANY_HEAD);
            }
        }
        for row in lists.rows("calendar") {
            let class = if row.field(1) == "month" { class::MONTH } else { class::WEEKDAY };
            for form in row.alternatives(0) {
                vocabulary.add_word(form, class);
            }
        }
        for row in lists.rows("plurals") {
            let class = match row.field(1) {
                "singular" => class::SINGULAR,
                "idle" => class::IDLE,
                _ => class::PLURAL,
            };
            vocabulary.add_word(row.field(0), class);
        }
        for row in lists.rows("tense-cues") {
            let class = if row.field(1) == "past" { class::PAST } else { class::FUTURE };
            vocabulary.add_word(row.field(0), class);
        }
        for row in lists.rows("time-leads") {
            let class = match row.field(1) {
                "strong" => class::TIME_STRONG,
                "weak" => class::TIME_WEAK,
                "owner" => class::TIME_OWNER,
                _ => class::TIME_PART,
            };
            vocabulary.add_word(row.field(0), class);
        }
        for row in lists.rows("function-words") {
            match row.field(1) {
                "further" => vocabulary.add_word(row.field(0), class::FURTHER),
                "adverb" => vocabulary.add_word(row.field(0), class::ADVERB),
                _ => {}
            }
        }
        for row in lists.rows("acronyms") {
            vocabulary.add_word(row.field(0), class::PLAIN_ACRONYM);
        }
        for form in lists.rows("body-verbs").iter().flat_map(|row| row.alternatives(0)) {
            vocabulary.add_word(form, class::BODY_VERB);
        }
        add_verbs(lists.rows("reporting-verbs"), vocabulary);
        add_verbs(lists.rows("quoting-verbs"), vocabulary);
        for row in lists.rows("grammar-words") {
            for class in row.alternatives(1) {
                vocabulary.add_word(row.field(0), grammar_class(class));
            }
        }
        let mut tables = Self::default();
        tables.add_countries(lists, vocabulary);
        tables.add_organisations(lists, vocabulary);
        tables.add_cities(lists, vocabulary);
        tables.add_roles(lists, vocabulary);
        tables.add_nouns(lists, vocabulary);
        tables
    }

    fn add_countries(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("countries") {
            let entry =
                |field| Entry { kind: EntryKind::Country, row: index(&self.countries), field };
            for field in 1..=5 {
                for form in row.alternatives(field.into()) {
                    vocabulary.add_phrase(form.strip_prefix("the ").unwrap_or(form), entry(field));
                }
            }
            self.countries.push(Country { code: row.field(0).into(), name: row.field(1).into() });
        }
    }

    fn add_organisations(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("organisations") {
            let row_index = index(&self.organisations);
            let entry = |field| Entry { kind: EntryKind::Organisation, row: row_index, field };
            vocabulary.add_phrase(row.field(0), entry(0));
            for form in row.alternatives(2) {
                vocabulary.add_phrase(form, entry(2));
            }
            let country = row.field(3);
            self.organisations.push(Organisation {
                name: row.field(0).into(),
                kind: entity_kind(row.field(1)),
                platform: row.field(1) == "platform",
                country: (!country.is_empty()).then(|| country.into()),
            });
        }
    }

    fn add_cities(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("cities") {
            let entry = Entry { kind: EntryKind::City, row: index(&self.cities), field: 0 };
            vocabulary.add_phrase(row.field(0), entry);
            self.cities.push((row.field(0).into(), row.field(1).into()));
        }
    }

    fn add_nouns(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("org-nouns") {
            let entry = Entry { kind: EntryKind::OrgNoun, row: index(&self.org_nouns), field: 0 };
            for form in row.alternatives(0) {
                vocabulary.add_phrase(form, entry);
            }
            self.org_nouns.push(entity_kind(row.field(1)));
        }
        for row in lists.rows("town-bodies") {
            self.town_bodies.push(TownBody {
                name: row.field(0).into(),
                plural: row.field(1).into(),
                after: row.field(2) == "after",
            });
        }
        for row in lists.rows("org-heads").iter().filter(|row| row.field(2) == "of") {
            // "Church of", "Campaign for": the head starts the name.
            let head = row.field(0).split_once(' ').map_or(row.field(0), |(head, _)| head);
            if row.field(0).split(' ').count() <= 2 {
                vocabulary.add_word(head, class::ORG_HEAD_OF);
                self.org_heads
                    .entry(head.to_lowercase().into())
                    .or_insert(entity_kind(row.field(1)));
            }
        }
        for row in lists.rows("org-heads") {
            self.org_heads.insert(row.field(0).to_lowercase().into(), entity_kind(row.field(1)));
        }
    }

    fn add_roles(&mut self, lists: &Lists, vocabulary: &mut Vocabulary) {
        for row in lists.rows("roles") {
            let entry = Entry { kind: EntryKind::Role, row: index(&self.roles), field: 0 };
            vocabulary.add_phrase(row.field(0), entry);
            let kind = match row.field(1) {
                "office" => RoleKind::Office,
                "military" => RoleKind::Rank,
                "executive" | "union" => RoleKind::Executive,
                "expert" => RoleKind::Expert,
                "press" => RoleKind::Press,
                _ => RoleKind::Other,
            };
            self.roles.push((row.field(0).into(), kind));
        }
    }
}

/// Finite forms and participles of reporting verbs, told apart by what they report.
fn add_verbs(rows: &[Row], vocabulary: &mut Vocabulary) {
    let forms = [class::BASE, Classes(0), class::THIRD, class::PARTICIPLE];
    for row in rows {
        let class = match row.field(4) {
            "say" => class::SAY,
            "describe" => class::DESCRIBE,
            "deny" => class::DENY,
            "echo" => class::ECHO,
            "weak" => class::WEAK,
            _ => class::THINK,
        };
        for (field, form) in forms.into_iter().enumerate() {
            // "put", "broadcast": the past has the form of the base.
            let past = |word: &str| field == 0 && row.alternatives(1).any(|form| form == word);
            for word in row.alternatives(field).filter(|word| !past(word)) {
                vocabulary.add_word(word, class.or(form));
            }
        }
    }
}

/// The class that the list `grammar-words` names.
fn grammar_class(name: &str) -> Classes {
    match name {
        "male" => class::MALE,
        "female" => class::FEMALE,
        "neuter" => class::NEUTER,
        "plural" => class::PLURAL_PRONOUN,
        "man" => class::MAN,
        "woman" => class::WOMAN,
        "owner" => class::OWNER,
        "determiner" => class::DETERMINER,
        "auxiliary" => class::AUX_NOT_BE,
        "be" => class::BE,
        "preposition" => class::PREPOSITION,
        "break" => class::BREAK,
        "adverb" => class::ADVERB,
        "relative" => class::RELATIVE,
        "source" => class::SOURCE,
        "naming" => class::NAMING,
        "clause" => class::CLAUSE,
        "leader" => class::LEADER,
        "deputy" => class::DEPUTY,
        "office" => class::TAKING_OFFICE,
        _ => Classes::default(),
    }
}

/// The kind of entity that the second field of `organisations` and `org-heads` names.
pub(crate) fn entity_kind(word: &str) -> EntityKind {
    match word {
        "alliance" => EntityKind::Alliance,
        "agency" => EntityKind::Agency,
        "media" | "platform" => EntityKind::Media,
        "company" => EntityKind::Company,
        _ => EntityKind::Organisation,
    }
}

fn index<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}
