//! Citations are found wherever Markdown lets them stand, and said where it does not.

use super::*;

fn cites(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let mut diagnostics = Vec::new();
    let out = render("content/a.md", text, 0, None, &mut diagnostics);
    let ids = |cite: &Cite| cite.written.iter().map(|w| w.id.clone()).collect();
    let said = diagnostics
        .into_iter()
        .map(|d| format!("{}: {}", d.place.map_or(0, |p| p.column), d.message))
        .collect();
    (out.citations.iter().map(ids).collect(), said)
}

#[test]
fn citations_stand_anywhere() {
    for text in [
        "A [@a, \"x\"] b.",
        "- item [@a, \"x\"]",
        "| h |\n|--|\n| [@a, \"x\"] |",
        "Text[^1]\n\n[^1]: note [@a]",
        "> wrapped [@a,\n> \"x y\"]",
        "# T [@a]\n\nx",
    ] {
        let (found, said) = cites(text);
        if text.starts_with('#') {
            // A title is no place for a citation.
            assert_eq!(said.len(), 1, "{text}");
            continue;
        }
        assert_eq!(
            (found.as_slice(), said.len()),
            ([vec!["a".to_owned()]].as_slice(), 0),
            "{text}"
        );
    }
    assert_eq!(cites("[@a, \"x\"; @b]").0, [["a", "b"]]);
}

#[test]
fn what_markdown_swallows_is_found_or_said() {
    assert_eq!(
        cites("x [@a, \"x\"][@b, \"z\"]"),
        (vec![vec!["a".to_owned()], vec!["b".to_owned()]], vec![])
    );
    for text in [
        "x [@a, \"the [new] plan\"]",
        "x [@a](https://example.org)",
        "| h |\n|--|\n| [@a, \"x | y\"] |",
        "<div>\n[@a]\n</div>",
        "x [@a, y]",
        "x ![a [@a, \"x\"] b](c.png)",
    ] {
        let (_, said) = cites(text);
        assert_eq!(said.len(), 1, "{text}: {said:?}");
    }
    for fine in ["`[@a]`", "\\[@a\\]", "```\n[@a]\n```", "a@b [x]"] {
        assert_eq!(cites(fine), (vec![], vec![]), "{fine}");
    }
}

#[test]
fn headings_are_below_the_title_and_have_anchors() {
    let mut diagnostics = Vec::new();
    let out = render("a.md", "# One\n\ntext\n\n## Two *b*\n\n## Two b", 0, None, &mut diagnostics);
    assert_eq!(out.title.as_deref(), Some("One"));
    assert_eq!(out.blocks[1].trim(), "<h2 id=\"two-b\">Two <em>b</em></h2>");
    assert!(out.blocks[2].contains("id=\"two-b-2\""));
    let out = render("a.md", "# Other", 0, Some("One"), &mut diagnostics);
    assert_eq!(out.blocks[0].trim(), "<h2 id=\"other\">Other</h2>");
}

#[test]
fn what_raw_html_leaves_open_goes_on_until_it_is_closed() {
    let blocks = |text: &str| render("content/a.md", text, 0, None, &mut Vec::new()).blocks;
    let kept = "<details><summary>More</summary>\n\nInner [@a, \"x\"].\n\n- b\n\n</details>";
    let all = blocks(&format!("Before.\n\n{kept}\n\nAfter."));
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[1].starts_with("<details>") && all[1].trim_end().ends_with("</details>"));
    assert_eq!(blocks("<p>A\n\nB\n\n<br>\n\n<!-- <div> -->\n\nC").len(), 5);
    assert_eq!(blocks("One <b>two\n\nThree</b> four\n\nFive").len(), 2);
}
