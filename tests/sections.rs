//! Ordinary pages in sections: their order, long lists, terms, the feed and the sitemap.

use sitegen::disk::{InputFile, Snapshot};
use sitegen::pipeline::{self, Options, Outcome, Silent};

fn build(files: &[(&str, String)]) -> Outcome {
    let file = |(path, text): &(&str, String)| InputFile {
        path: (*path).to_owned(),
        bytes: text.as_bytes().into(),
    };
    let snapshot = Snapshot::new(files.iter().map(file).collect());
    pipeline::run(&snapshot, &Options::default(), &Silent)
}

fn text(outcome: &Outcome, path: &str) -> String {
    let file = outcome.site.iter().find(|file| file.path.as_str() == path);
    let file = file.unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// The titles of these pages in the order in which they stand in `html`.
fn order<'a>(html: &str, titles: &[&'a str]) -> Vec<&'a str> {
    let main = &html[html.find("<main").unwrap()..];
    let mut found: Vec<(usize, &str)> = titles
        .iter()
        .filter_map(|title| Some((main.find(&format!(">{title}<"))?, *title)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, title)| title).collect()
}

fn notes(sort: &str) -> Vec<(&'static str, String)> {
    let page = |title: &str, date: &str, tags: &str| {
        format!(
            "---\ntitle: {title}\ndate: {date}\ndescription: On {title}.\ntags: [{tags}]\n---\nText of {title}.\n"
        )
    };
    vec![
        ("sitegen.yaml", "title: Harbour\nbase_url: https://example.org\n".to_owned()),
        ("content/notes/_index.md", format!("---\ntitle: Notes\n{sort}---\nWhat we note.\n")),
        ("content/notes/a.md", page("Tides", "2030-01-02T08:00:00Z", "Water, moon")),
        ("content/notes/b.md", page("Locks", "2030-01-02T20:00:00Z", "water, Water")),
        ("content/notes/c.md", page("Cranes", "2030-03", "iron")),
    ]
}

const TITLES: [&str; 3] = ["Tides", "Locks", "Cranes"];

#[test]
fn a_section_lists_its_pages_in_the_order_asked_for() {
    for (sort, wanted) in [
        ("", ["Tides", "Locks", "Cranes"]),
        ("sort_by: date\n", ["Cranes", "Locks", "Tides"]),
        ("sort_by: title\n", ["Cranes", "Locks", "Tides"]),
    ] {
        let outcome = build(&notes(sort));
        assert_eq!(outcome.diagnostics, [], "{sort}");
        assert_eq!(order(&text(&outcome, "notes/index.html"), &TITLES), wanted, "{sort}");
    }
}

#[test]
fn a_long_list_is_spread_over_pages() {
    let outcome = build(&notes("sort_by: date\npaginate_by: 2\n"));
    assert_eq!(outcome.diagnostics, []);
    let (first, second) =
        (text(&outcome, "notes/index.html"), text(&outcome, "notes/2/index.html"));
    assert_eq!(order(&first, &TITLES), ["Cranes", "Locks"]);
    assert_eq!(order(&second, &TITLES), ["Tides"]);
    assert!(first.contains("What we note.") && !second.contains("What we note."));
    assert!(second.contains("Notes (page 2)") && second.contains("aria-current=\"page\""));
}

#[test]
fn terms_list_what_has_them_once() {
    let outcome = build(&notes(""));
    let water = text(&outcome, "tags/water/index.html");
    assert_eq!(order(&water, &TITLES), ["Locks", "Tides"]);
    assert_eq!(water.matches(">Locks</a>").count(), 1);
    assert!(text(&outcome, "tags/index.html").contains("2 pages"));
    assert!(text(&outcome, "notes/a/index.html").contains("../../tags/moon/\">moon</a>"));
}

#[test]
fn the_feed_and_the_sitemap_know_the_time() {
    let outcome = build(&notes(""));
    let feed = text(&outcome, "atom.xml");
    assert!(feed.contains("<updated>2030-03-01T00:00:00Z</updated>"), "{feed}");
    assert!(feed.find("Locks").unwrap() < feed.find("Tides").unwrap());
    let map = text(&outcome, "sitemap.xml");
    let entry = "notes/b/</loc><lastmod>2030-01-02T20:00:00Z</lastmod>";
    assert!(map.contains(entry), "{map}");
}

#[test]
fn mistakes_are_said() {
    let outcome = build(&notes("sort_by: dates\n"));
    let hint = outcome.diagnostics[0].hint.clone().unwrap_or_default();
    assert!(hint.contains("date"), "{hint}");
    let outcome = build(&notes("paginate_by: 0\n"));
    assert_eq!(outcome.diagnostics.len(), 1, "{:?}", outcome.diagnostics);
}
