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
/// Countries and cities that are also given names: "Georgia".
pub const HOMOGRAPH: Classes = Classes(1 << 18);
