//! Editions by example: what is recorded, what changes are found, how the file reads.

use super::*;
use crate::fold::fold;
use crate::pages::fixture;
use crate::shape;
use crate::subject::Subject;

fn recorded(subject: &Subject) -> Edition {
    let sources = fixture::sources();
    let day = Date::from_day(2031, 12, 1).unwrap();
    edition(subject, &sources, &fixture::config(), day, "  Who pays ")
}

fn whole() -> Edition {
    recorded(&fixture::subject(&fixture::sources()))
}

fn fact(kind: Kind, id: &str, topic: &str, says: &str) -> Fact {
    let passage = PassageId::of(&fold(says), 1);
    let (topic, id, says) = (topic.to_owned(), id.to_owned(), says.to_owned());
    Fact { kind, topic, id, says, source: SourceId::new("a"), passage, superseded: false }
}

#[test]
fn every_kind_has_its_sentence() {
    let says: Vec<String> =
        whole().facts.iter().map(|f| format!("{:?}: {}", f.kind, f.says)).collect();
    insta::assert_snapshot!(says.join("\n"), @r#"
    Definition: Lantern Pact is described: “The Lantern Pact is an agreement of harbour cities and shipping companies to light the northern sea lanes together.”
    Member: Blue Heron Lines is named as a member.
    Member: Eastmere is named as opposed.
    Member: Port Aldine is named as a member.
    Member: Skerrow is named as a member.
    Position: The position of Blue Heron Lines on “Does it pay or send anything?” is given as “gives or sends”.
    Position: The position of Blue Heron Lines on “Does it pay or send anything?” is given as “gives or sends”.
    Position: The position of Eastmere on “Does it pay or send anything?” is given as “declines”.
    Position: The position of Port Aldine on “Does it pay or send anything?” is given as “gives or sends”.
    Disagreement: The sources differ on harbours at the signing: “12 harbours”, “at least nine harbours”.
    Precedent: Beacon League (1987) is mentioned as an earlier case.
    Event: Dated only “now”: “Blue Heron Lines now says it will send one ship.”
    Event: Dated 1987: “A similar league, the Beacon League of 1987, lasted four years.”
    Event: Dated 1 March 2031: “Skerrow, Port Aldine and the ferry company Blue Heron Lines signed it in Skerrow on 1 March 2031.”
    Figure: The figure “3.5 million crowns” is given: “Blue Heron Lines offered 3.5 million crowns.”
    Figure: The figure “12 harbours” is given: “Skerrow’s harbour master, Marit Vågslid, said 12 harbours took part in the signing.”
    Figure: The figure “At least nine harbours” is given: “At least nine harbours took part in the signing, according to the port office of Eastmere.”
    Quotation: Words are quoted whose speaker is not stated: “hasty”.
    Quotation: Marit Vågslid is quoted: “We will keep every lamp burning, whatever it costs”.
    Person: Marit Vågslid is among the people named.
    Role: Marit Vågslid is described as “harbour master” (Skerrow).
    "#);
}

#[test]
fn a_file_reads_as_it_was_written_and_has_the_declared_shape() {
    let edition = whole();
    let text = write(&edition).unwrap();
    let path = "content/editions/2031-12-01.json";
    assert_eq!(read(path, &text), crate::diagnostic::Checked::clean(Some(edition.clone())));
    assert_eq!(shape::check(path, &text, "edition", &EDITION), []);
    assert_eq!(text.lines().count(), 9 + edition.sources.len() + edition.facts.len());
    let mut sorted = edition.facts.clone();
    sorted.sort_by_key(|f| (f.kind, f.topic.clone(), f.id.clone()));
    assert_eq!(sorted, edition.facts);
}

#[test]
fn a_file_that_is_no_edition_is_said_at_its_place() {
    let text = write(&whole()).unwrap();
    let said = |path: &str, text: &str| -> Vec<(u32, String)> {
        let said = read(path, text).diagnostics.into_iter();
        said.map(|d| (d.place.map_or(0, |place| place.line), d.message)).collect()
    };
    let path = "content/editions/2031-12-01.json";
    let other = said("content/editions/2031-12-02.json", &text);
    assert_eq!(other[0].0, 3, "{other:?}");
    let newer = said(path, &text.replace("\"schema\": 1", "\"schema\": 2"));
    assert_eq!(newer, [(2, "has version 2 of the format".to_owned())]);
    let slip = said(path, &text.replacen("\"says\"", "\"sayz\"", 1));
    assert_eq!(slip, [(10, "unknown key \"sayz\"".to_owned())]);
    assert!(!said(path, &text[..text.len() / 2]).is_empty());
    assert!(!said(path, "").is_empty());
}

#[test]
fn nothing_changes_between_equal_states() {
    let facts = whole().facts;
    assert_eq!(compare(&facts, &facts), []);
    assert_eq!(compare(&[], &facts).len(), facts.len());
}

#[test]
fn a_passage_mended_without_another_meaning_is_no_change() {
    let before = [fact(Kind::Event, "e-1", "", "Dated 1987: “The league, began.”")];
    let after = [fact(Kind::Event, "e-2", "", "Dated 1987: “The league began.”")];
    assert_eq!(compare(&before, &after), []);
    let other = [fact(Kind::Event, "e-3", "", "Dated 1988: “The league began.”")];
    assert_eq!(compare(&before, &other), [Change::Withdrawn(&before[0]), Change::Added(&other[0])]);
}

#[test]
fn a_position_is_superseded_by_the_one_that_stands() {
    let position = |id, says, superseded| Fact {
        superseded,
        ..fact(Kind::Position, id, "skerrow/pays", says)
    };
    let before = [position("p-1", "It pays.", false)];
    let after = [position("p-1", "It pays.", true), position("p-2", "It declines.", false)];
    // The new position is told once: as what supersedes the old one.
    assert_eq!(compare(&before, &after), [Change::Superseded(&before[0], Some(&after[1]))]);
}

#[test]
fn what_all_articles_make_together_is_known_by_its_topic() {
    let before = [fact(Kind::Disagreement, "d-1", "harbours", "They differ: “12”, “9”.")];
    let after = [fact(Kind::Disagreement, "d-2", "harbours", "They differ: “12”, “9”, “7”.")];
    assert_eq!(compare(&before, &after), [Change::Superseded(&before[0], Some(&after[0]))]);
}

#[test]
fn another_reading_of_a_passage_corrects_the_former() {
    let before = [fact(Kind::Person, "a", "a", "Georgia Lind is named.")];
    let mut now = fact(Kind::Person, "b", "b", "Giorgia Lind is named.");
    now.passage = before[0].passage;
    let after = [now];
    assert_eq!(compare(&before, &after), [Change::Corrected(&before[0], &after[0])]);
    let mut third = fact(Kind::Person, "c", "c", "Giorgio Lind is named.");
    third.passage = before[0].passage;
    // Of two, nothing tells which one took its place.
    let after = [after[0].clone(), third];
    assert_eq!(compare(&before, &after).len(), 3);
    let same_id = [fact(Kind::Quotation, "q", "", "A is quoted: “x”.")];
    let said = [fact(Kind::Quotation, "q", "", "B is quoted: “x”.")];
    assert_eq!(compare(&same_id, &said), [Change::Corrected(&same_id[0], &said[0])]);
}

#[test]
fn what_is_not_published_is_not_recorded() {
    let sources = fixture::sources();
    let mut config = fixture::config();
    config.publish = crate::config::Publish::Confirmed;
    let subject = fixture::subject(&sources);
    let day = Date::from_day(2031, 12, 1).unwrap();
    let facts = edition(&subject, &sources, &config, day, "x").facts;
    let of = |kind| facts.iter().filter(|f| f.kind == kind).count();
    assert_eq!((of(Kind::Member), of(Kind::Position), of(Kind::Quotation)), (1, 0, 0));
}
