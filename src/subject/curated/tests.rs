//! Entries by example; `tests/sites/curated` and `curated-errors` show pages and messages.

use proptest::prelude::*;

use super::*;
use crate::config::{Axis, Stance as Answer};
use crate::date::Date;
use crate::evidence::{Bound, EntityKind, MemberRole};
use crate::span::Cited;
use crate::subject::tests::{article, span};
use crate::subject::{Change, Claim, Measure, Member, Stance, Status};

const TEXT: &str = "In May, 12 harbours took part. Skerrow will send one ship.";

fn config() -> Config {
    let stances = ["sends", "declines"].map(|stance| (stance.to_owned(), Answer::default()));
    let axis = Axis { question: "Ships?".to_owned(), stances: stances.into_iter().collect() };
    Config { positions: [("ships".to_owned(), axis)].into_iter().collect(), ..Config::default() }
}

/// A subject with one figure, and one member with one position.
fn subject(sources: &[Source]) -> Subject {
    let number = span(&sources[0], "12 harbours");
    let measure = Measure {
        value: Some(12.0),
        high: None,
        bound: Bound::Exact,
        bound_words: None,
        unit: "harbours".to_owned(),
        what: "12 harbours took part".to_owned(),
        event: None,
        asserted_by: None,
        reported_by: "gazette-1".to_owned(),
    };
    let sends = span(&sources[0], "will send one ship");
    let stance = Stance { axis: "ships".to_owned(), stance: "sends".to_owned(), as_of: None };
    let claim = Claim {
        id: ClaimId::of("position", "Skerrow ships sends", &sends),
        status: Status::Suggested,
        stated: Cited::new(stance, sends),
        edit: None,
    };
    Subject {
        figures: vec![Claim {
            id: ClaimId::of("figure", "12  harbours", &number),
            status: Status::Suggested,
            stated: Cited::new(measure, number),
            edit: None,
        }],
        members: vec![Member {
            slug: Slug::of("Skerrow"),
            name: "Skerrow".to_owned(),
            aliases: Vec::new(),
            kind: EntityKind::Place,
            code: None,
            status: Status::Suggested,
            role: Cited::new(MemberRole::Member, span(&sources[0], "Skerrow")),
            edit: None,
            positions: vec![claim],
            passages: Vec::new(),
        }],
        ..Subject::default()
    }
}

fn merged(subject: Subject, sources: &[Source], files: &[(&str, &str)]) -> Checked<Subject> {
    apply(subject, files.iter().copied(), sources, &config())
}

const MEMBER: (&str, &str) = (
    "content/members/skerrow.md",
    r#"---
role: member
kind: place
cite: '[@gazette-1, "Skerrow will send"]'
positions:
- axis: ships
  stance: sends
  cite: '[@gazette-1, "will send one ship"]'
---
"#,
);
const FIGURE: (&str, &str) = (
    "content/figures/harbours.md",
    "---\nvalue: 12\nunit: harbours\ncite: '[@gazette-1, \"12 harbours\"]'\n---\n",
);

#[test]
fn what_is_confirmed_keeps_its_id_also_when_nothing_is_extracted_any_longer() {
    let sources = vec![article("gazette-1", None, &[TEXT])];
    let there = merged(subject(&sources), &sources, &[MEMBER, FIGURE]);
    let gone = merged(Subject::default(), &sources, &[MEMBER, FIGURE]);
    assert_eq!((there.diagnostics.len(), gone.diagnostics.len()), (0, 0), "{there:?} {gone:?}");
    let facts = |subject: &Subject| {
        let position = &subject.members[0].positions[0];
        let figure = &subject.figures[0];
        let ids = (position.id.clone(), figure.id.clone());
        (ids, [position.status, figure.status, subject.members[0].status])
    };
    assert_eq!(facts(&there.value), facts(&gone.value));
    assert_eq!(facts(&there.value).1, [Status::Confirmed; 3]);
    let change = |subject: &Subject| subject.figures[0].edit.as_ref().map(|e| e.change.clone());
    assert_eq!(change(&there.value), Some(Change::Confirmed));
    assert_eq!(change(&gone.value), Some(Change::Added));
}

#[test]
fn another_reading_of_a_passage_takes_the_place_of_the_extracted_one() {
    let sources = vec![article("gazette-1", None, &[TEXT])];
    let before = subject(&sources);
    let id = before.members[0].positions[0].id.clone();
    let file = (MEMBER.0, &*MEMBER.1.replace("stance: sends", "stance: declines"));
    let after = merged(before, &sources, &[file]).value;
    let [position] = &*after.members[0].positions else { panic!("{after:?}") };
    assert_eq!((&position.id, position.stated.value.stance.as_str()), (&id, "declines"));
    let change = position.edit.as_ref().map(|edit| edit.change.clone());
    assert_eq!(change, Some(Change::Corrected("sends".to_owned())));
    assert_eq!(position.stated.value.as_of, None::<Date>);
}

#[test]
fn a_number_that_the_passage_does_not_say_needs_a_reason() {
    let sources = vec![article("gazette-1", None, &[TEXT])];
    let id = subject(&sources).figures[0].id.clone();
    let figure = |more: &str| {
        let text = format!("---\nclaim: {id}\nvalue: 13\n{more}---\n");
        merged(subject(&sources), &sources, &[("content/figures/a.md", &text)])
    };
    let bare = figure("");
    assert_eq!(bare.diagnostics.len(), 1, "{:?}", bare.diagnostics);
    assert_eq!(bare.value.figures[0].stated.value.value, Some(12.0));
    let noted = figure("note: one came late\n");
    assert_eq!(noted.diagnostics, []);
    assert_eq!(noted.value.figures[0].stated.value.value, Some(13.0));
    assert_eq!(noted.value.figures[0].id, id);
}

/// A line of front matter, right or wrong.
fn line() -> impl Strategy<Value = String> {
    const KEYS: &[&str] = &[
        "name",
        "role",
        "cite",
        "kind",
        "positions",
        "quotations",
        "hide",
        "value",
        "unit",
        "date",
        "claim",
        "note",
        "- axis",
        "  stance",
        "- cite",
        "- words",
        "roles",
        "- role",
        "hidden",
        "until",
        "high",
        "bound",
    ];
    const VALUES: &[&str] = &[
        "Skerrow",
        "member",
        "'[@gazette-1, \"12 harbours\"]'",
        "'[@gazette-1, \"will send one ship\"]'",
        "'[@gazette-1]'",
        "ships",
        "sends",
        "12",
        "2031-05-03",
        "true",
        "[a, b]",
        "place",
        "",
    ];
    (proptest::sample::select(KEYS), proptest::sample::select(VALUES))
        .prop_map(|(key, value)| format!("{key}: {value}").trim_end().to_owned())
}

proptest! {
    /// Whatever stands in an entry, the picture holds, and what is said points into the file.
    #[test]
    fn no_entry_breaks_the_picture(
        lines in proptest::collection::vec(line(), 0..7),
        folder in proptest::sample::select(&Folder::ALL[..]),
        stem in "(skerrow|harbours|new)",
    ) {
        let sources = vec![article("gazette-1", None, &[TEXT])];
        let path = format!("content/{}/{stem}.md", folder.word());
        let text = format!("---\n{}\n---\nProse.\n", lines.join("\n"));
        let done = merged(subject(&sources), &sources, &[(&path, &text)]);
        let hidden = lines.iter().any(|line| line.starts_with("hid"));
        prop_assert!(hidden || done.value.members.iter().any(|m| m.slug.as_str() == "skerrow"));
        prop_assert!(hidden || !done.value.figures.is_empty());
        for place in done.diagnostics.iter().filter_map(|said| said.place.as_ref()) {
            prop_assert_eq!(&place.file, &path);
        }
    }
}
