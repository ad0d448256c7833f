//! Whole small sites, and what is said about them.

use super::*;

fn page(body: &str) -> String {
    format!("<!doctype html><html lang=en><title>T</title><body><h1>H</h1>{body}")
}

fn said(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let files: Vec<File> =
        files.iter().map(|(path, text)| File { path, bytes: text.as_bytes() }).collect();
    check(&files, Some("https://example.org/t/"))
        .into_iter()
        .map(|d| (d.place.map(|p| p.file).unwrap_or_default(), d.code))
        .collect()
}

fn codes(body: &str) -> Vec<String> {
    said(&[("index.html", &page(body))]).into_iter().map(|(_, code)| code).collect()
}

#[test]
fn a_sound_site_has_nothing_said_about_it() {
    let home = page(
        "<a href='a/'>A</a> <a href='a/#p1'>P</a> <a href='#top'>up</a> \
         <img src=x.png alt=''> <link rel=canonical href='https://example.org/t/a/'>\
         <a id=place></a><a href=a/><img src=x.png alt=Picture></a><h2 id=h>T</h2>",
    );
    let a = page("<p id=p1>P</p><a href='../'>home</a><a href='https://else.example/'>x</a>");
    let css = "b { background: url(x.png) }";
    let files = [("index.html", &*home), ("a/index.html", &*a), ("x.png", ""), ("style.css", css)];
    assert_eq!(said(&files), []);
}

#[test]
fn dead_links_and_anchors_are_errors() {
    assert_eq!(codes("<a href='b/'>B</a>"), ["dead-link"]);
    assert_eq!(codes("<a href='../x'>B</a>"), ["dead-link"]);
    assert_eq!(codes("<img src=gone.png alt=''>"), ["dead-link"]);
    assert_eq!(codes("<img srcset='gone.png 2x, more.png' alt=''>"), ["dead-link", "dead-link"]);
    assert_eq!(codes("<a href='#gone'>B</a>"), ["dead-anchor"]);
    assert_eq!(codes("<a href='https://example.org/t/gone'>B</a>"), ["dead-link"]);
    assert_eq!(codes("<p aria-labelledby='gone'>B</p>"), ["dead-anchor"]);
    assert_eq!(said(&[("s.css", "a{src:url(gone.woff2)}")]).len(), 1);
}

#[test]
fn a_link_without_its_slash_gets_a_hint() {
    let (home, a) = (page("<a href=a>A</a>"), page(""));
    let files = [("index.html", home.as_bytes()), ("a/index.html", a.as_bytes())];
    let found = check(&files.map(|(path, bytes)| File { path, bytes }), None);
    assert_eq!(found[0].hint.as_deref(), Some("end the address with a slash"));
    assert_eq!(found[0].place.as_ref().map(|p| p.line), Some(1));
}

#[test]
fn pages_are_sound_by_themselves() {
    assert_eq!(codes("<p id=a></p><p id=a></p>"), ["duplicate-id"]);
    assert_eq!(codes("<img src=index.html>"), ["alt-text"]);
    assert_eq!(codes("<a href=''> </a>"), ["empty-link"]);
    assert_eq!(codes("<a href='' aria-label=Home> </a>"), [""; 0]);
    assert_eq!(codes("<h3>Too deep</h3>"), ["heading-order"]);
    assert_eq!(codes("<h1>Again</h1>"), ["heading-order"]);
    let bare = said(&[("x.html", "<p>nothing</p>")]);
    let bare: Vec<_> = bare.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!(bare, ["page-title", "page-language", "heading-order"]);
    let redirect = "<html lang=en><title>T</title><meta http-equiv=refresh content='0;url=y/'>";
    assert_eq!(said(&[("x.html", redirect)]), [("x.html".to_owned(), "dead-link".to_owned())]);
}

#[test]
fn elements_are_closed_in_order() {
    assert_eq!(codes("<div><b>Never closed"), ["html", "html"]);
    assert_eq!(codes("<em>One <b>two</em> three</b>"), ["html", "html"]);
    assert_eq!(codes("<p>Text</section>"), ["html"]);
    assert_eq!(codes("<ul><li>A<li>B</ul><p>C<br>D<img src=index.html alt=''>"), [""; 0]);
    assert_eq!(codes("<table><tr><td>A<td>B<tr><td>C</table>"), [""; 0]);
    assert_eq!(codes("<svg><path d='M0 0'/><g><text>A</text></g></svg>"), [""; 0]);
    assert_eq!(codes("<DIV>A</div><!-- <div> --><script>'<div>'</script>"), [""; 0]);
}

#[test]
fn one_path_twice_is_an_error_even_by_case() {
    let page = page("");
    let found = said(&[("a.html", &page), ("A.html", &page), ("a.html", &page)]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|(_, code)| code == "duplicate-path"));
}
