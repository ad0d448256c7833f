//! Decisions by example, and the file that holds them under random ones.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Severity;
use crate::evidence::Bound;
use crate::sources::Source;
use crate::span::Cited;
use crate::subject::tests::{article, span};
use crate::subject::{Claim, ClaimId, Measure, Subject};

const TEXT: &str = "In May, 12 harbours took part.";

/// A subject with one figure.
fn subject(text: &str, value: f64, words: &str) -> (Subject, Vec<Source>) {
    let sources = vec![article("gazette-1", None, &[text])];
    let span = span(&sources[0], words);
    let measure = Measure {
        value: Some(value),
        high: None,
        bound: Bound::Exact,
        bound_words: None,
        unit: "harbours".to_owned(),
        what: text.to_owned(),
        event: None,
        asserted_by: None,
        reported_by: "gazette-1".to_owned(),
    };
    let claim = Claim {
        id: ClaimId::of("figure", "12 harbours", &span),
        status: Status::Suggested,
        stated: Cited::new(measure, span),
        edit: None,
    };
    (Subject { figures: vec![claim], ..Subject::default() }, sources)
}

fn decided(ruling: Ruling) -> Review {
    let (subject, sources) = subject(TEXT, 12.0, "12 harbours");
    let entry = &entries(&subject, &sources)[0];
    let decision = Decision {
        id: entry.id.clone(),
        kind: Some(entry.kind),
        words: entry.words.clone(),
        source: entry.source.to_string(),
        ruling,
        who: Some("Ines".to_owned()),
        when: Date::parse("2031-12-01"),
        why: Some("counts \"those\" invited: #not those that came".to_owned()),
        note: None,
        place: None,
    };
    Review { decisions: vec![decision] }
}

/// How many figures are left, whether the first is confirmed, and what is said.
fn applied(text: &str, value: f64, words: &str, review: &Review) -> (usize, bool, Vec<Severity>) {
    let (subject, sources) = subject(text, value, words);
    let done = apply(subject, review, &sources);
    let figures = &done.value.0.figures;
    let confirmed = figures.first().is_some_and(|c| c.status == Status::Confirmed);
    (figures.len(), confirmed, done.diagnostics.iter().map(|d| d.severity).collect())
}

#[test]
fn decisions_hold_for_the_claim_that_was_looked_at() {
    let yes = decided(Ruling::Confirmed);
    assert_eq!(applied(TEXT, 12.0, "12 harbours", &yes), (1, true, vec![]));
    let no = decided(Ruling::Rejected);
    assert_eq!(applied(TEXT, 12.0, "12 harbours", &no), (0, false, vec![]));
    let none = Review::default();
    assert_eq!(applied(TEXT, 12.0, "12 harbours", &none), (1, false, vec![]));
}

#[test]
fn a_comma_put_right_brings_back_no_rejection_and_moves_no_confirmation() {
    let better = "In May 12 harbours took part.";
    let no = decided(Ruling::Rejected);
    assert_eq!(applied(better, 12.0, "12 harbours", &no), (0, false, vec![]));
    let yes = decided(Ruling::Confirmed);
    assert_eq!(applied(better, 12.0, "12 harbours", &yes), (1, false, vec![Severity::Warning]));
}

#[test]
fn another_value_is_another_claim() {
    let other = "In May, 13 harbours took part.";
    let no = decided(Ruling::Rejected);
    assert_eq!(applied(other, 13.0, "13 harbours", &no), (1, false, vec![Severity::Note]));
    assert_ne!(key("1.5 million"), key("15 million"));
    assert_eq!(key("In May, it's “over”."), key("in May its over"));
}

#[test]
fn the_last_decision_on_a_claim_counts() {
    let mut both = decided(Ruling::Rejected);
    both.decisions.extend(decided(Ruling::Confirmed).decisions);
    assert_eq!(applied(TEXT, 12.0, "12 harbours", &both), (1, true, vec![]));
    both.decisions.reverse();
    assert_eq!(applied(TEXT, 12.0, "12 harbours", &both), (0, false, vec![]));
}

#[test]
fn mistakes_are_said_where_they_stand() {
    let text = "# Decisions\n- id: f-1\n  decision: confirmd\n- id: f-2\n  desision: rejected\n\
                - words: x\n  decision: rejected\n";
    let said = |text: &str| -> Vec<(u32, String)> {
        let all = read(text).diagnostics.into_iter();
        all.map(|d| (d.place.map_or(0, |p| p.line), d.message)).collect()
    };
    let lines: Vec<u32> = said(text).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 5], "{:?}", said(text));
    let text = "- id: f-1\n  decision: rejected\n- words: x\n  decision: rejected\n- id: f-2\n";
    assert_eq!(
        said(text),
        [
            (3, "this decision has no id".to_owned()),
            (5, "nothing is decided about \"f-2\"".to_owned())
        ]
    );
    for fine in ["", "# nothing yet\n", "- id: f-1\n  decision: rejected\n"] {
        assert_eq!(said(fine), [], "{fine:?}");
    }
}

#[test]
fn a_list_in_brackets_is_left_alone() {
    assert_eq!(appended("[]\n", &decided(Ruling::Rejected).decisions), None);
    assert_eq!(appended("- id: x\n  decison: rejected\n", &[]), None);
}

fn some_decision() -> impl Strategy<Value = Decision> {
    let text = prop_oneof!["\\PC{0,20}", any::<String>(), Just("no".to_owned())];
    let id = prop_oneof!["[a-z]-[0-9a-f]{10}", "[a-z0-9-]{1,8}x"];
    (id, 0..8_usize, any::<bool>(), text.clone(), text.clone(), proptest::option::of(text))
        .prop_map(|(id, kind, yes, words, source, why)| Decision {
            id,
            kind: Some(Kind::ALL[kind]),
            words,
            source,
            ruling: if yes { Ruling::Confirmed } else { Ruling::Rejected },
            who: why.clone(),
            note: why.clone().filter(|note| !note.trim().is_empty()),
            when: Date::parse("2031-12-01"),
            why,
            place: None,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn appending_keeps_every_byte_and_every_decision(
        batches in proptest::collection::vec(
            (proptest::collection::vec(some_decision(), 1..4), 0..6_usize), 1..5),
        crlf in any::<bool>(),
    ) {
        let mut text = String::new();
        let mut all: Vec<Decision> = Vec::new();
        for (batch, comment) in batches {
            // What a person does between two decisions: a comment, a blank line, no last line end.
            let lines = ["", "# a note: \"with\" marks\n", "\n\n", "   # later\n", "#\r\n", " \n"];
            if !text.is_empty() && !text.ends_with('\n') && !lines[comment].is_empty() {
                text.push('\n');
            }
            text.push_str(lines[comment]);
            if crlf && text.is_empty() {
                text.push_str("# begins\r\n");
            }
            let new = appended(&text, &batch);
            prop_assert!(new.is_some(), "{text:?} {batch:?}");
            let new = new.unwrap_or_default();
            prop_assert!(new.starts_with(&text));
            all.extend(batch);
            let kept: Vec<Decision> = read(&new)
                .value
                .decisions
                .into_iter()
                .map(|d| Decision { place: None, ..d })
                .collect();
            prop_assert_eq!(&kept, &all);
            text = if comment == 5 { new.trim_end().to_owned() } else { new };
        }
    }
}
