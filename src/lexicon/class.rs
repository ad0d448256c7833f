//! A bit for each list of single words.

use super::vocabulary::Classes;

/// "Mr", "Sir", "Dr".
pub const HONORIFIC: Classes = Classes(1);
/// "Jr", "III".
pub const NAME_SUFFIX: Classes = Classes(1 << 1);
/// "von", "de", "al".
pub const PARTICLE: Classes = Classes(1 << 2);
/// Given names of all regions.
pub const GIVEN_NAME: Classes = Classes(1 << 3);
/// Nouns that head an organisation's name: "Commission", "Bank".
pub const ORG_HEAD: Classes = Classes(1 << 4);
/// Those of them that head a company's: "Ltd", "Holdings".
pub const COMPANY_HEAD: Classes = Classes(1 << 5);
/// Nouns that end a place's name: "Street", "Bay".
pub const PLACE_HEAD: Classes = Classes(1 << 6);
/// "former", "outgoing".
pub const ROLE_MODIFIER: Classes = Classes(1 << 7);
/// Words that take a capital at the start of a sentence and are no names.
pub const NOT_NAME: Classes = Classes(1 << 8);
/// Forms of verbs that report speech.
pub const SAY: Classes = Classes(1 << 9);
/// Forms of verbs that report opinion or attitude.
pub const THINK: Classes = Classes(1 << 10);
/// Present participles of either.
pub const PARTICIPLE: Classes = Classes(1 << 11);
/// Names of months.
pub const MONTH: Classes = Classes(1 << 12);
/// Names of weekdays.
pub const WEEKDAY: Classes = Classes(1 << 13);
/// Words in capitals that are no organisations: "CEO", "GDP".
pub const PLAIN_ACRONYM: Classes = Classes(1 << 14);
/// Verbs whose subject is an organisation or a company: "joined", "invested".
pub const BODY_VERB: Classes = Classes(1 << 15);
/// Legal forms of companies: "GmbH", "plc".
pub const LEGAL_SUFFIX: Classes = Classes(1 << 16);
/// Nouns that end the name of an event, treaty or programme: "Summit", "Accord".
pub const EVENT_HEAD: Classes = Classes(1 << 17);
/// Words that follow a name and a hyphen: "Norsund-based".
pub const HYPHEN_PARTICIPLE: Classes = Classes(1 << 19);
/// Verbs of occupation: "who teaches", "who runs".
pub const OCCUPATION: Classes = Classes(1 << 20);
/// Auxiliary and modal verbs: "has", "would".
pub const AUXILIARY: Classes = Classes(1 << 21);
/// Legal forms that are written small: "plc".
pub const LOWER_SUFFIX: Classes = Classes(1 << 22);
/// Countries and cities that are also given names: "Georgia".
pub const HOMOGRAPH: Classes = Classes(1 << 18);
/// Words that end a counted noun phrase.
pub const FUNCTION: Classes = Classes(1 << 40);
/// Plurals without an s.
pub const PLURAL: Classes = Classes(1 << 41);
/// Words in s that are no plurals.
pub const SINGULAR: Classes = Classes(1 << 42);
/// Nouns whose number names one of a series: "article".
pub const NUMBERED: Classes = Classes(1 << 43);
/// Nouns of happenings: "summit".
pub const EVENT_NOUN: Classes = Classes(1 << 44);
/// Forms of verbs whose subject vouches for a number.
pub const ASSERTION: Classes = Classes(1 << 45);
/// Number words.
pub const NUMERAL: Classes = Classes(1 << 46);
/// Words of time other than months and weekdays: "today", "spring", "Q1".
pub const TIME: Classes = Classes(1 << 47);
/// Words that say that there are more of the same: "further".
pub const FURTHER: Classes = Classes(1 << 48);
/// Words that are no counted noun after a number and a hyphen: "way".
pub const IDLE: Classes = Classes(1 << 49);
/// Words behind which a year or month is a time: "since".
pub const TIME_STRONG: Classes = Classes(1 << 50);
/// Words behind which it is one unless a counted noun follows: "by".
pub const TIME_WEAK: Classes = Classes(1 << 51);
/// Words that belong to the words of a time: "the end of".
pub const TIME_PART: Classes = Classes(1 << 52);
/// Words behind which a year may name a thing: "the 2014 treaty".
pub const TIME_OWNER: Classes = Classes(1 << 53);
/// Words of a clause that looks forward.
pub const FUTURE: Classes = Classes(1 << 54);
/// Words of a clause that looks back.
pub const PAST: Classes = Classes(1 << 55);
/// Words that may stand between a subject and its verb: "also".
pub const ADVERB: Classes = Classes(1 << 56);
/// Auxiliary verbs other than "be" and the modal ones: "has", "did".
pub const HELPER: Classes = Classes(1 << 64);
/// Forms of "be".
pub const BE: Classes = Classes(1 << 65);
/// "not", "never", "won't".
pub const NEGATION: Classes = Classes(1 << 66);
/// Adverbs that stand between a subject and its verb.
pub const GAP: Classes = Classes(1 << 67);
/// Nouns for those who act for a body: "government", "officials".
pub const SPOKESPEOPLE: Classes = Classes(1 << 68);
/// Nouns for money and the words of sums.
pub const MONEY: Classes = Classes(1 << 69);
/// Irregular past forms and participles: "led", "took".
pub const PAST_FORM: Classes = Classes(1 << 70);
/// First words of phrases of commitment that are no verbs: "against", "part".
pub const NO_VERB: Classes = Classes(1 << 71);
/// Words of the declared stances.
pub const AXIS: Classes = Classes(1 << 72);
/// "he", "him".
pub const MALE: Classes = Classes(1 << 80);
/// "she".
pub const FEMALE: Classes = Classes(1 << 81);
/// "it".
pub const NEUTER: Classes = Classes(1 << 82);
/// "they", "we", "you", "I": pronouns that tell no gender.
pub const PLURAL_PRONOUN: Classes = Classes(1 << 83);
/// Words beside a name that tell of a man: "Sir", "spokesman".
pub const MAN: Classes = Classes(1 << 84);
/// Words beside a name that tell of a woman: "Dame", "chairwoman".
pub const WOMAN: Classes = Classes(1 << 85);
/// "his", "its".
pub const OWNER: Classes = Classes(1 << 86);
/// "the", "a", "this".
pub const DETERMINER: Classes = Classes(1 << 87);
/// "has", "would".
pub const AUX_NOT_BE: Classes = Classes(1 << 88);
/// "of", "for", "with".
pub const PREPOSITION: Classes = Classes(1 << 89);
/// Conjunctions that end the reach of a reporting verb before them: "while", "but".
pub const BREAK: Classes = Classes(1 << 90);
/// "who", "which".
pub const RELATIVE: Classes = Classes(1 << 91);
/// First words of "according to", "per", "words of".
pub const SOURCE: Classes = Classes(1 << 92);
/// Words before a name or term in quotation marks: "so-called", "dubbed".
pub const NAMING: Classes = Classes(1 << 93);
/// Words that show a clause: pronouns, auxiliaries, forms of "be".
pub const CLAUSE: Classes = Classes(1 << 94);
/// Verbs by which the subject characterises something in own words: "call", "liken".
pub const DESCRIBE: Classes = Classes(1 << 95);
/// Verbs after which somebody else's charge may be quoted: "deny".
pub const DENY: Classes = Classes(1 << 96);
/// Verbs after which somebody else's words are quoted: "cite".
pub const ECHO: Classes = Classes(1 << 97);
/// Reporting verbs that have other uses more often: "show", "find".
pub const WEAK: Classes = Classes(1 << 98);
/// Base form of a reporting verb: "say", but also the noun "report".
pub const BASE: Classes = Classes(1 << 99);
/// Third person singular of a reporting verb: "says", but also the plural noun "claims".
pub const THIRD: Classes = Classes(1 << 100);
/// "leader", "chief": nouns for whoever holds the first office of a body.
pub const LEADER: Classes = Classes(1 << 101);
/// Forms of verbs of change: "grew".
pub const CHANGE: Classes = Classes(1 << 57);
/// Words that may follow a complete clause: "in", "later", "if".
pub const TAIL: Classes = Classes(1 << 102);
/// Words that make what follows a condition: "if", "unless".
pub const CONDITION: Classes = Classes(1 << 103);
/// Words that make an object none at all: "no", "nothing".
pub const NONE: Classes = Classes(1 << 104);
/// Verbs that say little beside a noun for a deed: "make", "announce".
pub const LIGHT: Classes = Classes(1 << 105);
/// Verbs that ask somebody to do something: "ask", "urge".
pub const REQUEST: Classes = Classes(1 << 106);
/// Verbs whose past is their base: "put".
pub const INVARIANT: Classes = Classes(1 << 107);
/// Verbs for what an undertaking does for the one for whom it exists: "protect".
pub const BENEFIT: Classes = Classes(1 << 108);
/// "contract", "deal".
pub const CONTRACT: Classes = Classes(1 << 109);
/// Verbs that make one: "sign", "win".
pub const CONTRACTING: Classes = Classes(1 << 110);
/// Verbs that say where something has its place: "house", "base".
pub const HOUSING: Classes = Classes(1 << 111);
/// Verbs by which somebody takes an office: "became", "appointed".
pub const TAKING_OFFICE: Classes = Classes(1 << 113);
/// Words by which something is rejected: "a trap".
pub const NEGATIVE: Classes = Classes(1 << 112);
/// Nouns of cities and of those who hold office there.
pub const CIVIC: Classes = Classes(1 << 114);
/// Nouns and titles of those who act for a state within a country: "lawmakers", "Gov.".
pub const LEGISLATING: Classes = Classes(1 << 116);
/// Nouns that start an organisation's name and go on with "of" or "for": "Church".
pub const ORG_HEAD_OF: Classes = Classes(1 << 117);
/// Words that tell of a country where it lies: "Nordic", "landlocked".
pub const REGION: Classes = Classes(1 << 115);
/// Words that make an office another's: "deputy".
pub const DEPUTY: Classes = Classes(1 << 116);
