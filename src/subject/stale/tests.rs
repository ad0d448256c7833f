//! What grows old, by example.

use super::*;
use crate::subject::tests::{article, extracted, relate};
use crate::subject::{MemberRole, Topic, assemble};

/// The code, the article and the message of each warning.
fn said(sources: &[Source], as_of: &str, times: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let lexicon = Lexicon::builtin();
    let mut evidence = extracted(sources, &lexicon);
    for (source, said) in sources.iter().zip(&mut evidence) {
        if source.blocks.iter().any(|block| block.text.contains("Norway")) {
            relate(source, said, "Norway", MemberRole::Member, "Norway");
        }
    }
    let topic = Topic { name: "Reed Pact".to_owned(), ..Topic::default() };
    let subject = assemble(sources, &evidence, &lexicon, &topic).value;
    let mut config = Config::default();
    for (kind, time) in times {
        config.shelf_life.insert((*kind).to_owned(), (*time).to_owned());
    }
    let place = |span: &Span| Place::file(span.source.as_str());
    let as_of = Date::parse(as_of).unwrap();
    let shelf = Shelf {
        subject: &subject,
        sources,
        lexicon: &lexicon,
        config: &config,
        as_of,
        place: &place,
    };
    let told = |d: Diagnostic| (d.code, d.place.map_or_else(String::new, |p| p.file), d.message);
    shelf.check().into_iter().map(told).collect()
}

fn codes(sources: &[Source], as_of: &str) -> Vec<String> {
    said(sources, as_of, &[]).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn claims_outlive_their_time_unless_the_project_says_otherwise() {
    let sources = [article("a", Some("2031-03-04"), &["Norway keeps 12 lighthouses."])];
    assert_eq!(codes(&sources, "2032-03-04"), Vec::<String>::new());
    let old = said(&sources, "2032-03-05", &[]);
    assert!(
        old.iter().any(|(code, file, message)| {
            code == "stale"
                && file == "a"
                && message == "a figure stated on 2031-03-04 is past the shelf life of 1 year"
        }),
        "{old:?}"
    );
    let times = [("figure", "never"), ("member", "2 years"), ("role", "never")];
    assert_eq!(said(&sources, "2032-03-05", &times), []);
    let undated = [article("a", None, &["Norway keeps 12 lighthouses."])];
    assert_eq!(codes(&undated, "2099-01-01"), Vec::<String>::new());
}

#[test]
fn what_is_stated_again_is_as_old_as_its_last_statement() {
    let text = &["Norway signed."][..];
    let again = [article("a", Some("2031-03-04"), text), article("b", Some("2032-03-01"), text)];
    assert_eq!(codes(&again, "2032-03-05"), Vec::<String>::new());
    let undated = [article("a", Some("2031-03-04"), text), article("b", None, text)];
    assert_eq!(codes(&undated, "2032-03-05"), Vec::<String>::new());
}

#[test]
fn announced_events_pass() {
    let plan =
        || article("a", Some("2031-03-04"), &["The states will meet in Oslo on 5 May 2031."]);
    assert_eq!(codes(&[plan()], "2031-05-05"), Vec::<String>::new());
    assert_eq!(codes(&[plan()], "2031-05-06"), ["event-past"]);
    let told = article("b", Some("2031-05-07"), &["The states met in Oslo on 5 May 2031."]);
    assert_eq!(codes(&[plan(), told], "2031-05-08"), Vec::<String>::new());
}

#[test]
fn a_later_holder_of_an_office_succeeds_only_by_date() {
    let of = |id, date, name: &str| {
        article(id, date, &[&format!("Estonian Prime Minister {name} arrived in Oslo.")])
    };
    let (old, new) = (Some("2031-03-04"), Some("2031-06-01"));
    let both = [of("a", old, "Kadri Tamm"), of("b", new, "Peter Saar")];
    let warned = said(&both, "2031-06-02", &[]);
    assert_eq!(warned.len(), 1, "{warned:?}");
    assert_eq!((&*warned[0].0, &*warned[0].1), ("office-superseded", "a"));
    for dates in [(old, old), (old, None), (None, new)] {
        let both = [of("a", dates.0, "Kadri Tamm"), of("b", dates.1, "Peter Saar")];
        assert_eq!(codes(&both, "2031-06-02"), Vec::<String>::new(), "{dates:?}");
    }
    let former = [
        article("a", old, &["Former Estonian Prime Minister Kadri Tamm arrived in Oslo."]),
        of("b", new, "Peter Saar"),
    ];
    assert_eq!(codes(&former, "2031-06-02"), Vec::<String>::new());
}
