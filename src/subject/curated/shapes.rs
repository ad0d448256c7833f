//! What the front matter of each sort of entry may hold.

use super::Folder;
use crate::shape::Shape;

/// How a fact cites, in the words of the schema.
const CITE: Shape = Shape::About(
    "The passage that says so: '[@ID, \"words from it\"]', more of them apart by semicolons",
    &Shape::Text,
);
const CLAIM: Shape = Shape::About(
    "The id of the extracted claim that this is about, as `sitegen review` lists it",
    &Shape::Text,
);
const NOTE: Shape = Shape::About(
    "What readers should know about it; needed where it says something else than the passage",
    &Shape::Text,
);
const HIDDEN: Shape = Shape::About("Leaves it off the site", &Shape::Bool);
const HIDE: Shape =
    Shape::About("Ids of extracted claims about it that are left off the site", &Shape::Texts);
const DESCRIPTION: Shape = Shape::About("One sentence about the page", &Shape::Text);
const CITATIONS: Shape = Shape::About(
    "Whether paragraphs of the prose below need citations",
    &Shape::OneOf(&["required", "recommended", "off"]),
);

const POSITION: Shape = Shape::Keys(&[
    ("axis", Shape::About("An axis that sitegen.yaml declares", &Shape::Text)),
    ("stance", Shape::About("One of the axis's stances", &Shape::Text)),
    ("as_of", Shape::About("Since when; that of the article if left out", &Shape::Date)),
    ("claim", CLAIM),
    ("cite", CITE),
    ("note", NOTE),
]);

const QUOTATION: Shape = Shape::Keys(&[
    ("words", Shape::About("What was said; the cited words if left out", &Shape::Text)),
    ("claim", CLAIM),
    ("cite", CITE),
    ("note", NOTE),
]);

const OFFICE: Shape = Shape::Keys(&[
    ("role", Shape::About("The office or function", &Shape::Text)),
    ("affiliation", Shape::About("The country or organisation", &Shape::Text)),
    ("corrects", Shape::About("The office as it was extracted", &Shape::Text)),
    ("cite", CITE),
    ("note", NOTE),
]);

const MEMBER: Shape = Shape::Keys(&[
    ("name", Shape::About("Its name; that of the file if left out", &Shape::Text)),
    ("aliases", Shape::About("Other names", &Shape::Texts)),
    (
        "kind",
        Shape::OneOf(&[
            "country",
            "organisation",
            "company",
            "alliance",
            "agency",
            "media",
            "place",
            "person",
        ]),
    ),
    ("code", Shape::About("ISO 3166 code of a country", &Shape::Text)),
    ("role", Shape::OneOf(&["member", "candidate", "observer", "opponent", "other"])),
    ("cite", CITE),
    ("note", NOTE),
    ("positions", Shape::List(&POSITION)),
    ("quotations", Shape::List(&QUOTATION)),
    ("hide", HIDE),
    ("hidden", HIDDEN),
    ("description", DESCRIPTION),
    ("citations", CITATIONS),
]);

const PERSON: Shape = Shape::Keys(&[
    ("name", Shape::About("The fullest form; that of the file if left out", &Shape::Text)),
    ("variants", Shape::About("Other spellings", &Shape::Texts)),
    ("cite", CITE),
    ("roles", Shape::List(&OFFICE)),
    ("quotations", Shape::List(&QUOTATION)),
    ("hide", HIDE),
    ("hidden", HIDDEN),
    ("description", DESCRIPTION),
    ("citations", CITATIONS),
]);

const PRECEDENT: Shape = Shape::Keys(&[
    ("name", Shape::About("Its name; that of the file if left out", &Shape::Text)),
    ("date", Shape::About("When, at least the year", &Shape::Date)),
    ("claim", CLAIM),
    ("cite", CITE),
    ("note", NOTE),
    ("hidden", HIDDEN),
    ("description", DESCRIPTION),
    ("citations", CITATIONS),
]);

const EVENT: Shape = Shape::Keys(&[
    ("what", Shape::About("What happened; the cited words if left out", &Shape::Text)),
    ("date", Shape::About("When: a year, month or day", &Shape::Date)),
    ("until", Shape::About("The end of a range", &Shape::Date)),
    ("claim", CLAIM),
    ("cite", CITE),
    ("note", NOTE),
    ("hidden", HIDDEN),
    ("description", DESCRIPTION),
    ("citations", CITATIONS),
]);

const FIGURE: Shape = Shape::Keys(&[
    ("value", Shape::About("The number, in full: 1600000000 rather than 1.6", &Shape::Number)),
    ("high", Shape::About("The upper end of a range", &Shape::Number)),
    ("bound", Shape::OneOf(&["exact", "about", "at-least", "at-most", "range"])),
    ("unit", Shape::About("The counted noun, or an ISO 4217 currency", &Shape::Text)),
    ("what", Shape::About("What is counted; the passage if left out", &Shape::Text)),
    ("event", Shape::About("At what event", &Shape::Text)),
    ("asserted_by", Shape::About("Who says so, where the source names them", &Shape::Text)),
    ("claim", CLAIM),
    ("cite", CITE),
    ("note", NOTE),
    ("hidden", HIDDEN),
    ("description", DESCRIPTION),
    ("citations", CITATIONS),
]);

/// What the front matter of an entry in this folder may hold.
pub fn shape(folder: Folder) -> &'static Shape {
    match folder {
        Folder::Members => &MEMBER,
        Folder::People => &PERSON,
        Folder::Precedents => &PRECEDENT,
        Folder::Events => &EVENT,
        Folder::Figures => &FIGURE,
    }
}
