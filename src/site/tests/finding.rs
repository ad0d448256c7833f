//! How the site is found and passed on: search, cards for sharing; and the style guide.

use super::{content, site};
use crate::config::Config;
use crate::pages::{Options, PageKind, explain, fixture};
use crate::site::{Theme, render};

#[test]
fn the_search_index_names_pages_and_passages_that_exist() {
    let site = site(&fixture::config());
    let text = String::from_utf8_lossy(&site["search/docs-0.js"]);
    let list = text.strip_prefix("sitegenSearch(\"docs-0\",").unwrap().trim_end();
    let list: Vec<[String; 4]> = serde_json::from_str(list.strip_suffix(");").unwrap()).unwrap();
    assert!(list.iter().any(|[_, kind, ..]| kind == "Passage"));
    for [title, _, address, _] in &list {
        let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
        let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let html = String::from_utf8_lossy(&site[&path]);
        assert!(anchor.is_empty() || html.contains(&format!("id=\"{anchor}\"")), "{title}");
    }
    let words = String::from_utf8_lossy(&site["search/words-h.js"]);
    assert!(words.contains("\"harbours\":"));
    // Without scripts the page lists everything by its first letter.
    let page = String::from_utf8_lossy(&site["search/index.html"]);
    assert!(page.contains("Skerrow</a>") && page.contains("id=\"search-form\""));
}

#[test]
fn cards_are_drawn_where_the_site_has_an_address() {
    let without = site(&Config { base_url: None, ..fixture::config() });
    assert!(without.keys().all(|path| !path.starts_with("share/")));
    let base_url = Some("https://pact.example/x".to_owned());
    let with = site(&Config { base_url: base_url.clone(), ..fixture::config() });
    let home = String::from_utf8_lossy(&with["index.html"]);
    assert!(home.contains("content=\"https://pact.example/x/share/index.png\""));
    assert!(home.contains("og:image:alt"));
    assert!(with["share/index.png"].starts_with(b"\x89PNG"));
    let off = site(&Config { base_url, share_images: Some(false), ..fixture::config() });
    assert!(!String::from_utf8_lossy(&off["index.html"]).contains("og:image"));
}

#[test]
fn the_style_guide_is_made_of_drafts_only() {
    let sources = fixture::sources();
    let subject = fixture::subject(&sources);
    let guide = |drafts: bool| {
        let options = Options { drafts, ..Options::default() };
        let pages = explain(&subject, &sources, &content(), &fixture::config(), &options).value;
        pages.into_iter().find(|page| page.kind == PageKind::Styleguide)
    };
    assert!(guide(false).is_none());
    let page = guide(true).expect("drafts have a style guide");
    assert!(page.body.len() > 20, "{}", page.body.len());
    assert_eq!(render(&page, &Theme::builtin()).diagnostics, []);
}
