//! The whole site of an invented subject, looked at as a reader's browser gets it.

mod finding;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{SiteFile, Theme, ThemeFile, assets, card, data, extras, render, search};
use crate::config::Config;
use crate::pages::{Block, Content, ContentFile, Options, Page, PageKind, explain, fixture};

/// An element's start tag.
struct Tag {
    name: String,
    attributes: HashMap<String, String>,
}

/// All start tags of a page, by the HTML parser that browsers' rules were taken from.
fn tags(html: &[u8]) -> Vec<Tag> {
    use lol_html::{RewriteStrSettings, element, rewrite_str};
    let mut out = Vec::new();
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("*", |e| {
        let attributes = e.attributes().iter().map(|a| (a.name(), a.value())).collect();
        out.push(Tag { name: e.tag_name(), attributes });
        Ok(())
    }));
    rewrite_str(std::str::from_utf8(html).unwrap(), settings).unwrap();
    out
}

fn content() -> Content<'static> {
    let file = |path: &'static str, text: &'static str| ContentFile::new(path, text);
    Content {
        files: vec![
            file("content/unused.txt", "[@nobody]"),
            file("content/members/skerrow.md", "---\nentry: 1\n---\n"),
            file(
                "content/_index.md",
                "An editor’s word, with [the plan](@/guide/plan.md#what-it-costs).",
            ),
            file(
                "content/precedents.md",
                "# Tried before?\n\n## Facts\n\nOnce [@wire-2, \"lasted four years\"].\n\n## c1\n\nx\n",
            ),
            file("content/guide/_index.md", "---\ntitle: Guide\nweight: 1\n---\nAll guides.\n"),
            file(
                "content/guide/plan.md",
                "---\ntitle: The plan\ntags: [Money]\naliases: [/old/plan/]\ndate: 2031-06-01\n---\n\
                 Twelve took part [@gazette-1, \"12 harbours took part\"; @wire-2], see \
                 [Skerrow](@/members/skerrow.md) and [data](/data/subject.json).[^1]\n\n\
                 ## What it costs\n\n| a | b |\n|---|---|\n| x [@wire-2, \"lasted four years\"] | y |\n\n\
                 [^1]: A note [@gazette-1, \"The weather was mild\"].\n",
            ),
        ],
        ..Content::default()
    }
}

fn pages(config: &Config) -> Vec<Page> {
    let sources = fixture::sources();
    let subject = fixture::subject(&sources);
    let pages = explain(&subject, &sources, &content(), config, &Options::default());
    let notes = |d: &&crate::diagnostic::Diagnostic| d.code != "unpinned";
    let said: Vec<_> = pages.diagnostics.iter().filter(notes).collect();
    assert!(said.is_empty(), "the fixture is fine: {said:?}");
    pages.value
}

fn site(config: &Config) -> BTreeMap<String, Vec<u8>> {
    let sources = fixture::sources();
    let subject = fixture::subject(&sources);
    let pages = pages(config);
    let theme = Theme::load(None, &[]);
    assert_eq!(theme.diagnostics, []);
    let mut files: Vec<SiteFile> = Vec::new();
    for page in &pages {
        let file = render(page, &theme.value);
        assert_eq!(file.diagnostics, [], "{}", page.path);
        files.push(file.value);
    }
    files.extend(assets(&theme.value));
    files.extend(data(&subject, &sources));
    files.extend(extras(&pages));
    let words: Vec<_> = pages.iter().map(super::found_by).collect();
    files.extend(search(&pages, &words));
    files.extend(pages.iter().filter_map(card));
    files.into_iter().map(|file| (file.path.to_string(), file.bytes)).collect()
}

/// The pages among the files.
fn html(site: &BTreeMap<String, Vec<u8>>) -> Vec<(&String, &Vec<u8>)> {
    site.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")).collect()
}

/// Joins a relative address to the page that it stands on; none for one that leaves the site.
fn resolve(page: &str, href: &str) -> Option<(String, Option<String>)> {
    if href.contains("://") || href.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = match href.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (href, None),
    };
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop().expect("no address leaves the site");
            }
            "." => {}
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    Some((path, anchor))
}

#[test]
fn every_link_and_anchor_resolves() {
    for base in [None, Some("https://pact.example/x".to_owned())] {
        let site = site(&Config { base_url: base, ..fixture::config() });
        let mut ids: HashMap<&str, HashSet<String>> = HashMap::new();
        let mut seen = 0;
        for (path, bytes) in html(&site) {
            for tag in tags(bytes) {
                if let Some(id) = tag.attributes.get("id") {
                    assert!(ids.entry(path).or_default().insert(id.clone()), "{path}: {id} twice");
                }
            }
        }
        for (path, bytes) in html(&site) {
            for tag in tags(bytes) {
                for name in ["href", "src"] {
                    let Some(href) = tag.attributes.get(name) else { continue };
                    let Some((to, anchor)) = resolve(path, href) else { continue };
                    assert!(site.contains_key(&to), "{path}: {href} leads nowhere");
                    if let Some(anchor) = anchor {
                        assert!(ids[to.as_str()].contains(&anchor), "{path}: no anchor {href}");
                    }
                    seen += 1;
                }
            }
        }
        assert!(seen > 200);
    }
}

#[test]
fn an_editors_page_cites_and_links() {
    let site = site(&fixture::config());
    let page = String::from_utf8_lossy(&site["guide/plan/index.html"]);
    assert!(page.contains("<mark>12 harbours took part</mark>"));
    assert!(page.contains("href=\"../../members/skerrow/index.html\""));
    assert!(page.contains("href=\"../../data/subject.json\""));
    assert!(page.contains("<th>a</th>") && page.contains("id=\"fn-1\""));
    let source = String::from_utf8_lossy(&site["sources/gazette-1/index.html"]);
    assert!(source.contains("The weather was mild"), "what an editor cites is shown");
    for path in ["tags/money/index.html", "old/plan/index.html", "guide/index.html"] {
        assert!(String::from_utf8_lossy(&site[path]).contains("The plan"), "{path}");
    }
    assert!(String::from_utf8_lossy(&site["index.html"]).contains("An editor’s word"));
    assert!(!site.contains_key("members/skerrow.html"));
    let both = String::from_utf8_lossy(&site["precedents/index.html"]);
    assert!(both.contains("<h1>Tried before?</h1>") && both.contains("Beacon League</a>"));
    assert!(both.contains("id=\"section-facts\"") && both.contains("id=\"section-c1\""));
}

#[test]
fn the_finished_site_passes_its_own_checks() {
    for base in [None, Some("https://pact.example/x".to_owned())] {
        let site = site(&Config { base_url: base.clone(), ..fixture::config() });
        let files: Vec<_> =
            site.iter().map(|(path, bytes)| crate::check::File { path, bytes }).collect();
        assert_eq!(crate::check::check(&files, base.as_deref()), []);
    }
}

#[test]
fn an_editors_mistakes_are_said_where_they_stand() {
    let sources = fixture::sources();
    let subject = fixture::subject(&sources);
    let text = "---\ntitle: T\n---\n\nSaid [@gazette-1, \"13 harbours took part\"].\n\n\
                [x](@/guide/nothing.md) [y](@/people/nobody.md)\n\n- [@gazete-1]\n";
    let content =
        Content { files: vec![ContentFile::new("content/t.md", text)], ..Content::default() };
    let found = explain(&subject, &sources, &content, &Config::default(), &Options::default());
    let said: Vec<(u32, &str)> = found
        .diagnostics
        .iter()
        .map(|d| (d.place.as_ref().map_or(0, |place| place.line), d.code.as_str()))
        .collect();
    let wanted = [(5, "citation"), (9, "citation"), (7, "internal-link"), (7, "internal-link")];
    assert_eq!(said, wanted);
    assert!(found.diagnostics[0].hint.as_deref().unwrap().contains("number"));
}

#[test]
fn elements_are_closed_and_headings_in_order() {
    // The last ones are elements of drawings, which close themselves.
    const VOID: [&str; 10] =
        ["meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"];
    for (path, bytes) in html(&site(&fixture::config())) {
        let html = std::str::from_utf8(bytes).unwrap();
        let mut level = 0;
        for tag in tags(bytes) {
            if let Some(next) = tag.name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()) {
                assert!(next <= level + 1, "{path}: a heading of level {next} after {level}");
                level = next;
            }
            if !VOID.contains(&tag.name.as_str()) {
                let open = html.matches(&format!("<{}>", tag.name)).count()
                    + html.matches(&format!("<{} ", tag.name)).count();
                let close = html.matches(&format!("</{}>", tag.name)).count();
                assert_eq!(open, close, "{path}: {}", tag.name);
            }
        }
        assert!(level >= 1, "{path} has no heading");
        assert!(!html.contains("undefined") && !html.contains("<too costly>"), "{path}");
    }
}

#[test]
fn every_statement_carries_its_citation() {
    let theme = Theme::builtin();
    let mut stated = 0;
    for page in pages(&fixture::config()) {
        let html = String::from_utf8(render(&page, &theme).value.bytes).unwrap();
        for block in &page.body {
            block.each_span(&mut |span| {
                let evidence = page.evidence(span).expect("a page carries its passages");
                let words = &evidence.text[span.start as usize..span.end as usize];
                let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                assert!(html.contains(&format!("<mark>{words}</mark>")), "{}: {words}", page.path);
                assert!(html.contains(&format!("#{}\"", span.passage)), "{}", page.path);
                stated += 1;
            });
        }
        let refs = html.matches("role=\"doc-noteref\"").count();
        let notes = html.matches("role=\"doc-backlink\"").count();
        assert!(refs >= notes, "{}", page.path);
    }
    assert!(stated > 30, "{stated}");
}

#[test]
fn no_page_is_empty_and_unreviewed_claims_say_so() {
    for page in pages(&fixture::config()) {
        let sends_on = matches!(page.kind, PageKind::Redirect(_));
        assert!(sends_on || !page.body.is_empty(), "{}", page.path);
        assert!(!page.title.is_empty());
    }
    let site = site(&fixture::config());
    let quotations = String::from_utf8_lossy(&site["quotations/index.html"]);
    // Both of its quotations are unreviewed: one label at the top says so.
    assert_eq!(quotations.matches(">unreviewed<").count(), 1);
    assert!(quotations.contains("Speaker not stated"));
}

#[test]
fn a_page_with_nothing_to_say_is_not_made() {
    let sources = fixture::sources();
    let mut subject = fixture::subject(&sources);
    subject.figures.clear();
    subject.precedents.clear();
    let pages =
        explain(&subject, &sources, &Content::default(), &Config::default(), &Options::default());
    let has = |start: &str| pages.value.iter().any(|page| page.path.as_str().starts_with(start));
    assert!(has("members/") && !has("figures/") && !has("precedents/"));
    assert!(pages.value[0].site.nav.iter().all(|item| item.label != "Figures"));
}

#[test]
fn long_lists_are_paginated() {
    let sources = fixture::sources();
    let mut subject = fixture::subject(&sources);
    let one = subject.quotations[0].clone();
    subject.quotations = vec![one; 230];
    let pages =
        explain(&subject, &sources, &content(), &Config::default(), &Options::default()).value;
    let paths: Vec<&str> = pages
        .iter()
        .map(|page| page.path.as_str())
        .filter(|path| path.starts_with("quotations/"))
        .collect();
    let wanted = ["quotations/index.html", "quotations/2/index.html", "quotations/3/index.html"];
    assert_eq!(paths, wanted);
    let last = pages.iter().find(|page| page.path.as_str() == wanted[2]).unwrap();
    assert!(matches!(last.body.last(), Some(Block::Pager(way)) if way.current == 3));
}

#[test]
fn sources_show_what_is_cited_and_no_more() {
    let some = site(&fixture::config());
    let some = String::from_utf8_lossy(&some["sources/gazette-1/index.html"]);
    assert!(some.contains("[…]") && !some.contains("A band played"));
    assert!(!some.contains("letter of secrets"));
    let full = site(&Config { full_text: true, ..fixture::config() });
    let full = String::from_utf8_lossy(&full["sources/gazette-1/index.html"]);
    assert!(full.contains("A band played") && !full.contains("letter of secrets"));
}

#[test]
fn data_is_valid_against_its_own_schema() {
    let site = site(&fixture::config());
    let parse = |name: &str| -> serde_json::Value { serde_json::from_slice(&site[name]).unwrap() };
    let (data, schema) = (parse("data/subject.json"), parse("data/subject.schema.json"));
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&data).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(data["figures"][0]["value"].to_string(), "12");
    let passage = &data["figures"][1]["passage"];
    let (start, end) = (passage["start"].as_u64().unwrap(), passage["end"].as_u64().unwrap());
    let text = passage["text"].as_str().unwrap();
    let words = &text[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()];
    assert_eq!(words, "At least nine harbours");
    assert!(data["mentions"][0]["passages"][0].get("text").is_none());
}

#[test]
fn a_broken_template_is_reported_where_it_stands() {
    let theme = Theme::load(None, &[ThemeFile::new("templates/page.html", "a\n{% if %}")]);
    assert_eq!(theme.diagnostics.len(), 1);
    let place = theme.diagnostics[0].place.as_ref().unwrap();
    assert_eq!((place.file.as_str(), place.line), ("templates/page.html", 2));
    let theme =
        Theme::load(None, &[ThemeFile::new("templates/page.html", "{{ title.nothing.at_all }}")]);
    let page = &pages(&fixture::config())[1];
    let rendered = render(page, &theme.value);
    assert!(rendered.diagnostics[0].notes[0].contains("page.html"));
    let own = [
        ThemeFile::new("themes/x/static/assets/style.css", "theirs"),
        ThemeFile::new("static/assets/style.css", "own"),
    ];
    let files = assets(&Theme::load(Some("x"), &own).value);
    let css = files.iter().find(|file| file.path.as_str() == "assets/style.css").unwrap();
    assert_eq!(css.bytes, b"own");
    assert!(Theme::load(Some("y"), &own).diagnostics[0].hint.as_deref().unwrap().contains("\"x\""));
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(site(&fixture::config()), site(&fixture::config()));
}

/// Leaves the site where a person, a validator or a browser can look at it.
#[test]
fn writes_the_invented_site_under_target() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/invented-site");
    let _ = std::fs::remove_dir_all(&root);
    for (path, bytes) in site(&fixture::config()) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
