//! The Markdown of an article, as sitegen wrote it or as a person changed it, back to its blocks.

use super::{BlockKind, Document, front, markdown, normal};
use crate::diagnostic::Checked;

/// Reads the article in `file`. Any Markdown will do: soft line breaks are blanks, tables and code
/// become paragraphs of their text. Broken front matter is an error with its place; the body is
/// usable all the same.
pub fn parse(file: &str, text: &str) -> Checked<Document> {
    let parts = front::split(text);
    let meta = front::read(file, &parts);
    let content = markdown::read(parts.body);
    let mut blocks: Vec<_> = content.blocks.into_iter().map(|(block, _)| block).collect();
    if let (Some(title), Some(first)) = (&meta.value.title, blocks.first())
        && first.kind == BlockKind::Heading(1)
        && first.text == *title
    {
        // Somebody put the headline, which is the title already, above the text.
        blocks.remove(0);
    }
    normal::normalise(&mut blocks);
    meta.map(|meta| Document { meta, blocks })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Block, Mark, MarkKind, Meta, Removed, print};
    use super::*;
    use crate::date::Date;

    fn text() -> impl Strategy<Value = String> {
        let nasty = prop::sample::select(vec![
            "#",
            "##",
            "-",
            "+",
            "1.",
            "12)",
            "*",
            "**",
            "_",
            "__",
            "`",
            "```",
            "[",
            "]",
            "(",
            ")",
            "<",
            "<b>",
            ">",
            "&amp;",
            "&",
            "&#65;",
            "\\",
            "\\\\",
            "~~~",
            "|",
            "---",
            "===",
            "!",
            "![x]",
            "[a]: b",
            "a_b",
            "“",
            "”",
            "é",
            "日本",
            "😀",
            "e\u{301}",
            "\t",
            "\u{a0}",
            ":",
            "http://x.y",
            "word",
            "A",
            "9",
            "[@a, \"b\"]",
            "'",
            "\"",
            "\u{ad}",
            "null",
        ]);
        prop::collection::vec((nasty, prop::bool::ANY), 1..8).prop_map(|parts| {
            parts.iter().flat_map(|(s, b)| [*s, if *b { " " } else { "" }]).collect()
        })
    }

    fn block() -> impl Strategy<Value = Block> {
        let kind = prop_oneof![
            Just(BlockKind::Paragraph),
            Just(BlockKind::Quote),
            (2u8..7).prop_map(BlockKind::Heading),
            (0u8..4).prop_map(BlockKind::Bullet),
            (0u8..4, 0u32..12).prop_map(|(d, n)| BlockKind::Numbered(d, n)),
        ];
        let mark = (0usize..40, 1usize..20, 0u8..3, text());
        (kind, text(), prop::collection::vec(mark, 0..4)).prop_map(|(kind, text, marks)| {
            let text = super::super::lines::clean(&text).into_owned();
            let floor = |mut i: usize| {
                i = i.min(text.len());
                while !text.is_char_boundary(i) {
                    i -= 1;
                }
                u32::try_from(i).unwrap()
            };
            let marks = marks.into_iter().map(|(start, length, kind, address)| Mark {
                start: floor(start),
                end: floor(start + length),
                kind: match kind {
                    0 => MarkKind::Emphasis,
                    1 => MarkKind::Strong,
                    _ => MarkKind::Link(super::super::lines::clean(&address).into_owned()),
                },
            });
            Block { kind, marks: marks.collect(), text }
        })
    }

    fn meta() -> impl Strategy<Value = Meta> {
        let any = || {
            prop_oneof![text(), any::<String>(), Just("2025".to_owned()), Just("1e5".to_owned())]
        };
        let removed = (any(), any(), 1u32..9).prop_map(|(reason, text, n)| Removed {
            lines: (n, n + 1),
            reason,
            text,
        });
        (
            prop::option::of(any()),
            prop::option::of(any()),
            prop::collection::vec(any(), 0..3),
            prop::option::of((1i16..9999, 1u8..13)),
            prop::collection::btree_map(any(), any(), 0..3),
            prop::collection::vec(removed, 0..3),
        )
            .prop_map(|(title, publisher, authors, date, inferred, removed)| Meta {
                title,
                publisher,
                authors,
                published: date.and_then(|(y, m)| Date::from_month(y, m)),
                inferred,
                removed,
                ..Meta::default()
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn parse_after_print_is_the_identity(meta in meta(), mut blocks in prop::collection::vec(block(), 0..6)) {
            normal::normalise(&mut blocks);
            let document = Document { meta, blocks };
            let printed = print(&document);
            let read = parse("a.md", &printed);
            prop_assert_eq!(&read.diagnostics, &Vec::new(), "{}", printed);
            prop_assert_eq!(read.value, document, "{}", printed);
        }

        #[test]
        fn any_text_parses(text in any::<String>()) {
            let read = parse("a.md", &text).value;
            prop_assert_eq!(parse("a.md", &print(&read)).value, read);
        }
    }

    #[test]
    fn what_a_person_wrote() {
        let text = "---\r\ntitle: The Thaw\r\nauthors: Ines Vale\r\nremoved:\r\n---\r\n# The Thaw\r\n\r\nOne line\r\nand *another* [here](http://a.b).\r\n\r\n| a | b |\r\n|---|---|\r\n| c | d |\r\n\r\n<div>In a box</div>\r\n\r\n    code\r\n\r\n> Quoted\r\n> twice.\r\n\r\n1. x\r\n\r\n   y\r\n";
        let read = parse("a.md", text);
        assert_eq!(read.diagnostics, []);
        let texts: Vec<_> = read.value.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "One line and another here.",
                "a; b",
                "c; d",
                "In a box",
                "code",
                "Quoted twice.",
                "x",
                "y"
            ]
        );
        assert_eq!(read.value.blocks[0].marks.len(), 2);
        assert_eq!(read.value.meta.authors, ["Ines Vale"]);
    }

    #[test]
    fn broken_front_matter_is_an_error_with_its_place() {
        let read = parse("a.md", "---\ntitle: x\nauthor: y\n---\n\nText.\n");
        let place = read.diagnostics[0].place.clone().unwrap();
        assert_eq!((place.line, place.column, place.text.as_str()), (3, 1, "author: y"));
        assert!(read.diagnostics[0].hint.as_ref().unwrap().contains("\"authors\""));
        assert_eq!(read.value.blocks[0].text, "Text.");
        assert_eq!(parse("a.md", "---\ntitle: x\n").diagnostics[0].code, "front-matter");
    }
}
