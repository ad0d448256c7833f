//! Disagreements by example, on articles of invented subjects.

use indexmap::IndexMap;

use crate::evidence::{self, Evidence};
use crate::lexicon::Lexicon;
use crate::sources::Source;
use crate::subject::tests::{article, extracted, relate, titled};
use crate::subject::{Disagreement, MemberRole, Topic, Verdict, assemble};

fn topic() -> Topic {
    Topic { name: "Reed Pact".to_owned(), ..Topic::default() }
}

fn found(sources: &[Source]) -> Vec<Disagreement> {
    let lexicon = Lexicon::builtin();
    let said = extracted(sources, &lexicon);
    assemble(sources, &said, &lexicon, &topic()).value.disagreements
}

/// The verdict, what it is about, and the values.
fn told(all: &[Disagreement]) -> Vec<(Verdict, &str, Vec<&str>)> {
    all.iter()
        .map(|d| (d.verdict, &*d.about, d.sides.iter().map(|s| &*s.value).collect()))
        .collect()
}

#[test]
fn parties_at_one_gathering() {
    let all = found(&[
        article("a", None, &["Ministers from 31 countries attended the meeting in Oslo."]),
        article("b", None, &["Delegations from 27 states took part in the talks in Oslo."]),
        article("c", None, &["Leaders of 12 states attended the meeting in Lima."]),
    ]);
    let told = told(&all);
    let expected = vec!["31 countries", "27 states"];
    assert_eq!(
        told[0],
        (Verdict::Conflict, "countries or states at the meeting in Oslo", expected)
    );
    assert!(told[1..].iter().all(|d| d.0 == Verdict::DifferentMeasure), "{told:?}");
}

#[test]
fn a_part_and_another_year_are_not_the_whole() {
    let all = found(&[
        article("a", None, &["The fleet has six ships.", "Two more ships come later."]),
        article("b", None, &["Six ships are not enough.", "In 1990 there were five ships."]),
        article("c", None, &["Six ships will sail."]),
    ]);
    assert!(all.is_empty(), "{:?}", told(&all));
}

#[test]
fn one_article_against_several() {
    let all = found(&[
        article("a", None, &["The fleet has six ships."]),
        article("b", None, &["Six ships are not enough."]),
        article("c", None, &["The eight ships will sail."]),
    ]);
    assert_eq!(told(&all), [(Verdict::Conflict, "ships", vec!["six ships", "eight ships"])]);
}

#[test]
fn articles_that_relay_one_briefing_are_one_voice() {
    let relayed = |id| article(id, None, &["The fleet has six ships, the port office said."]);
    let own = |id| article(id, None, &["The fleet has six ships."]);
    let other = || article("z", None, &["The eight ships will sail."]);
    // Nothing tells which of two voices is right about one whole.
    assert!(found(&[relayed("a"), relayed("b"), other()]).is_empty());
    let expected = [(Verdict::Conflict, "ships", vec!["six ships", "eight ships"])];
    assert_eq!(told(&found(&[relayed("a"), own("b"), other()])), expected);
}

#[test]
fn what_most_voices_say_stands_first() {
    let at = |id, who: &str, number: &str| {
        article(id, None, &[&format!("{number} attended the meeting in Oslo, {who} said.")])
    };
    let all = found(&[
        at("a", "the port office", "Ministers from 31 countries"),
        at("b", "the port office", "Ministers from 31 countries"),
        at("c", "the port office", "Ministers from 31 countries"),
        at("d", "the harbour union", "Ministers from 27 countries"),
        article("e", None, &["Ministers from 27 countries attended the meeting in Oslo."]),
    ]);
    assert_eq!(told(&all)[0].2, ["27 countries", "31 countries"], "{:?}", told(&all));
}

#[test]
fn bounds_that_fit_do_not_differ() {
    let all = found(&[
        article("a", None, &["More than 30 countries attended the meeting in Oslo."]),
        article("b", None, &["Over 30 nations attended the meeting in Oslo."]),
        article("c", None, &["Some 32 states attended the meeting in Oslo."]),
    ]);
    assert!(all.is_empty(), "{:?}", told(&all));
}

#[test]
fn a_headline_against_its_body() {
    let all = found(&[titled(
        "a",
        "Forty nations back the dredgers at Oslo",
        &["Ministers from 31 countries attended the meeting in Oslo."],
    )]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].verdict, Verdict::HeadlineVsBody);
}

#[test]
fn amounts_for_one_thing() {
    let all = found(&[
        article("a", None, &["The pact starts with a fund of €320 million, the office said."]),
        article("b", None, &["The pact has a fund of €280m, the office said."]),
        article("c", None, &["Lumen Holdings plc will pay €300 million for a new yard."]),
    ]);
    let expected = vec!["€320 million", "€280m"];
    assert_eq!(told(&all), [(Verdict::Conflict, "amount in EUR (fund)", expected)]);
}

#[test]
fn the_first_of_a_kind_is_one_thing() {
    let all = found(&[
        article("a", None, &["The first dredger of the fleet is to be launched in 2034."]),
        article(
            "b",
            None,
            &["The first dredger is expected to be launched in 2035 from the fleet."],
        ),
    ]);
    assert_eq!(told(&all), [(Verdict::Conflict, "launch of first dredger", vec!["2034", "2035"])]);
}

#[test]
fn later_counts_are_a_change() {
    let count = |id, day, text| article(id, Some(day), &[text]);
    let all = found(&[
        count("a", "2031-01-05", "The Reed Pact has 14 members, the office said."),
        count("b", "2031-03-05", "The Reed Pact has 15 members, the office said."),
    ]);
    assert_eq!(
        told(&all),
        [(Verdict::ChangedOverTime, "members in Reed Pact", vec!["14 members", "15 members"])]
    );
}

#[test]
fn offices_that_nobody_holds_at_once() {
    let all = found(&[
        article("a", None, &["Yesterday Norwegian Finance Minister Kadri Tamm left the harbour."]),
        article("b", None, &["Norway's transport minister, Kadri Tamm, left."]),
        article("c", None, &["Yesterday the former energy minister Kadri Tamm left the harbour."]),
        article("d", None, &["Yesterday the minister Kadri Tamm left the harbour."]),
    ]);
    let told = told(&all);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].1, "office of Kadri Tamm");
    assert_eq!(told[0].2, ["Finance Minister", "transport minister"]);
}

#[test]
fn years_of_one_happening() {
    let all = found(&[
        article("a", None, &["The dredger yard at Larvik is due to open in 2034."]),
        article("b", None, &["The yard at Larvik opens in 2035, the board said."]),
        article("c", None, &["The yard at Molde opens in 2033."]),
    ]);
    let told = told(&all);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].1, &told[0].2), ("opening of Larvik", &vec!["2034", "2035"]));
}

#[test]
fn joined_and_not_joined() {
    let lexicon = Lexicon::builtin();
    let sources = [
        article("a", None, &["Norway has joined the Reed Pact."]),
        article("b", None, &["Norway has not joined the Reed Pact."]),
    ];
    let axes = IndexMap::new();
    let mut said: Vec<Evidence> = sources
        .iter()
        .map(|s| Evidence {
            relations: Vec::new(),
            ..evidence::extract(s, &lexicon, &axes, &[]).value
        })
        .collect();
    relate(&sources[0], &mut said[0], "Norway", MemberRole::Member, "Norway has joined");
    relate(&sources[1], &mut said[1], "Norway", MemberRole::Other, "Norway has not joined");
    said[0].relations[0].rule = "joins".to_owned();
    said[1].relations[0].rule = "does not join".to_owned();
    let all = assemble(&sources, &said, &lexicon, &topic()).value.disagreements;
    let expected = vec!["Norway has joined", "Norway has not joined"];
    assert_eq!(told(&all), [(Verdict::Conflict, "whether Norway belongs", expected)]);
}

#[test]
fn a_rare_noun_counted_once_by_each() {
    let all = found(&[
        article("a", None, &["They undertake to empty 31 abandoned depots.", "It has 300 people."]),
        article("b", None, &["They undertake to clear 34 disused depots.", "It has 280 people."]),
    ]);
    let expected = vec!["31 abandoned depots", "34 disused depots"];
    assert_eq!(told(&all).iter().map(|d| d.2.clone()).collect::<Vec<_>>(), [expected]);
}

#[test]
fn members_are_more_than_countries_where_companies_belong() {
    let all = found(&[
        article("a", Some("2031-01-05"), &["The Reed Pact has 11 countries and four companies."]),
        article("b", Some("2031-03-05"), &["The Reed Pact has 14 members."]),
    ]);
    assert!(all.iter().all(|d| d.verdict == Verdict::DifferentMeasure), "{:?}", told(&all));
}

#[test]
fn announced_days_of_the_first_of_a_kind() {
    let all = found(&[
        article("a", Some("2031-01-05"), &["The first dredger leaves on 8 December 2031."]),
        article("b", Some("2031-03-05"), &["The first dredger leaves on 15 December 2031."]),
    ]);
    let expected = vec!["2031-12-08", "2031-12-15"];
    assert_eq!(told(&all), [(Verdict::ChangedOverTime, "start of first dredger", expected)]);
}

#[test]
fn a_year_to_come_is_not_that_of_a_cost() {
    let all = found(&[
        article(
            "a",
            Some("2031-01-05"),
            &["The vault will cost $41 million and will not open before 2035."],
        ),
        article(
            "b",
            Some("2031-01-06"),
            &["The budget of the vault is $32 million, the office said."],
        ),
    ]);
    let expected = vec!["$41 million", "$32 million"];
    assert_eq!(told(&all)[0].2, expected, "{:?}", told(&all));
}
