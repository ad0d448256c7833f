//! The rules by example; `tests/sites/policy` shows what is said.

use crate::config::Config;
use crate::pages::{Content, ContentFile, Options, explain, fixture};

/// What is said about a page with this text: codes, and the words that are pointed at.
fn said(text: &str) -> Vec<(String, String)> {
    let content =
        Content { files: vec![ContentFile::new("content/a.md", text)], ..Content::default() };
    let sources = fixture::sources();
    let subject = fixture::subject(&sources);
    let all = explain(&subject, &sources, &content, &Config::default(), &Options::default());
    all.diagnostics
        .into_iter()
        .filter(|d| d.code != "unpinned")
        .map(|d| {
            let place = d.place.unwrap();
            let skip = usize::try_from(place.column).unwrap() - 1;
            let take = usize::try_from(place.length).unwrap();
            (d.code, place.text.chars().skip(skip).take(take).collect())
        })
        .collect()
}

fn one(code: &str, words: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), words.to_owned())]
}

#[test]
fn quotations_stand_in_the_passage_cited_for_them() {
    let pin = "[@gazette-1, \"12 harbours took part\"]";
    assert_eq!(said(&format!("They say “12 harbours took part” {pin}.")), []);
    assert_eq!(said(&format!("They say \"12 harbours … took part\" {pin}.")), []);
    assert_eq!(
        said(&format!("They say “12 harbours took no part” {pin}.")),
        one("quotation", "12 harbours took no part")
    );
    assert_eq!(
        said("They “keep what they promised” us."),
        one("quotation", "keep what they promised")
    );
    assert_eq!(
        said("They “keep what they promised” [@gazette-1]."),
        one("quotation", "keep what they promised")
    );
    for fine in [
        "They “keep their word” to us.",
        "A “thing of four words”{term} it is.",
        "`“code is not at all”`",
    ] {
        assert_eq!(said(fine), [], "{fine}");
    }
    // A citation that Markdown does not read as one is said once, and not for its marks too.
    let swallowed = said("x [@gazette-1, \"12 harbours [all] took part\"]");
    let codes: Vec<&str> = swallowed.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["citation"]);
}

#[test]
fn numbers_stand_in_a_passage_cited_in_their_sentence() {
    let pin = "[@gazette-1, \"12 harbours took part\"]";
    assert_eq!(said(&format!("There were 12 {pin}. Of 13 nothing is said.")), []);
    assert_eq!(said(&format!("There were 13 {pin}.")), one("number", "13"));
    assert_eq!(said(&format!("Nobody counts 13. There were 12.{pin} And 14 is uncited.")), []);
    assert_eq!(said("No citation, 13."), []);
}

#[test]
fn marks_are_not_shown() {
    let content = Content {
        files: vec![ContentFile::new("content/a.md", "A “b c d e”{term} f. {synthesis}")],
        ..Content::default()
    };
    let sources = fixture::sources();
    let subject = fixture::subject(&sources);
    let all = explain(&subject, &sources, &content, &Config::default(), &Options::default());
    let page = all.value.iter().find(|page| page.path.as_str() == "a/index.html").unwrap();
    let shown = format!("{:?}", page.body);
    assert!(!shown.contains('{') || !shown.contains("{term}"), "{shown}");
    assert!(!shown.contains("{synthesis}") && shown.contains("Editor’s synthesis"), "{shown}");
}
