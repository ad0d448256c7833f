//! What is said of corrections, and which page each is found to be about.

use super::*;

fn said(text: &str) -> Vec<String> {
    let titles = HashMap::from([(top("about"), "About".to_owned())]);
    let mut out = Vec::new();
    let file = ContentFile::new(FILE, text);
    read(Some(&file), &[], &titles, &mut out);
    out.iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            format!("{}:{} {}", place.line, place.column, d.message)
        })
        .collect()
}

#[test]
fn nothing_was_put_right() {
    for text in ["", "# none yet\n", "---\n", "[]\n", "\u{feff}# none\n"] {
        assert_eq!(said(text), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn the_front_page_and_others_are_found_by_their_address() {
    let titles = HashMap::from([
        (SitePath::page(&[]), "Home".to_owned()),
        (top("about"), "About".to_owned()),
    ]);
    let one = |page: &str| format!("- {{date: 2031-06-01, page: {page}, said: x, why: y}}\n");
    let mut out = Vec::new();
    let text = [one("/"), one("/about/"), one("/about")].concat();
    let file = ContentFile::new(FILE, text);
    let items = read(Some(&file), &[], &titles, &mut out).items;
    assert!(out.is_empty(), "{out:?}");
    let pages: Vec<&str> =
        items.iter().map(|item| item.page.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(pages, ["About", "About", "Home"]);
    assert_eq!(items[0].id, "correction-2031-06-01-3");
    assert_eq!(said(&one("about.md")), ["1:28 there is no page at \"about.md\""]);
}

#[test]
fn all_that_is_missing_is_said_at_once() {
    assert_eq!(
        said("- page: /about/\n  says: x\n- date: 2031\n  said: x\n  why: y\n"),
        [
            "1:3 this correction has no date, no said, no why",
            "3:3 this correction leads nowhere: no page, no citation"
        ]
    );
}
