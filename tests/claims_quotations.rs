//! Quotations by example: each file under `tests/claims/quotations` holds short articles and the
//! quotations that must be found in them, so that a new example is no new code.
//!
//! A case is a few lines of article (`# ` headline, `- ` list item, `> ` block quotation, else a
//! paragraph), then one line for each quotation, in order: `=> SPEAKER: how it begins`, with `?` for
//! an unknown speaker. Cases end with `---`. `subject: NAME` at the top of a file names the subject,
//! `person: NAME` somebody whom the examples take for known.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use sitegen::evidence::entities::{Entities, Form, Named};
use sitegen::evidence::{Entity, EntityKind, Speaker, entities, quotations};
use sitegen::lexicon::Lexicon;
use sitegen::sources::{Block, BlockKind, Document, Source, segment};
use sitegen::span::SourceId;
use sitegen::text::Text;

#[test]
fn quotations_are_found_with_their_speakers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims/quotations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in files {
        let content = fs::read_to_string(&file).unwrap();
        let mut lexicon = Lexicon::builtin();
        lexicon.add_subject(content.lines().filter_map(|line| line.strip_prefix("subject: ")));
        let people: Vec<&str> =
            content.lines().filter_map(|l| l.strip_prefix("person: ")).collect();
        for case in content.split("\n---") {
            check(&lexicon, &people, case, file.file_name().unwrap().to_str().unwrap(), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn check(lexicon: &Lexicon, people: &[&str], case: &str, file: &str, wrong: &mut String) {
    let lines = || case.lines().map(str::trim).filter(|line| !line.is_empty());
    let head = |l: &str| ["=> ", "subject: ", "person: "].iter().any(|start| l.starts_with(start));
    let article: Vec<&str> = lines().filter(|l| !head(l)).collect();
    let wanted: Vec<&str> = lines().filter_map(|line| line.strip_prefix("=> ")).collect();
    if article.is_empty() {
        return;
    }
    let source = source(&article, lexicon);
    let text = Text::new(&source, lexicon);
    let mut entities = entities::recognise(&text, &[]);
    for person in people {
        add_person(&text, &mut entities, person);
    }
    let (found, abstentions) = quotations::extract(&text, &entities);
    let found: Vec<String> = found
        .iter()
        .map(|q| {
            assert_eq!(source.words(&q.span), Some(q.text.as_str()), "{file}: span of {q:?}");
            let speaker = match &q.speaker {
                Speaker::Person(entity) | Speaker::Body(entity) => &entities.get(*entity).name,
                Speaker::Described(words) => words,
                Speaker::Unknown => "?",
            };
            format!("{speaker}: {} [{}]", q.text, q.rule)
        })
        .collect();
    let same =
        found.len() == wanted.len() && found.iter().zip(&wanted).all(|(f, w)| f.starts_with(w));
    if !same {
        let _ = writeln!(wrong, "\n{file}: {}", article.join("\n    "));
        for line in wanted {
            let _ = writeln!(wrong, "  wanted {line}");
        }
        for line in found {
            let _ = writeln!(wrong, "  found  {line}");
        }
        for a in abstentions {
            let _ = writeln!(
                wrong,
                "  abstained: {} ({})",
                a.reason,
                source.words(&a.span).unwrap_or("")
            );
        }
    }
}

/// Makes sure that a person is among the entities, by full name or surname, so that these examples
/// test quotations alone.
fn add_person(text: &Text<'_>, entities: &mut Entities, name: &str) {
    let words: Vec<&str> = name.split(' ').collect();
    let known = entities.list.iter().position(|e| e.name == name && e.kind == EntityKind::Person);
    let index = u32::try_from(known.unwrap_or(entities.list.len())).unwrap();
    if known.is_none() {
        let (kind, rule) = (EntityKind::Person, "example".to_owned());
        entities.list.push(Entity {
            name: name.to_owned(),
            aliases: vec![],
            kind,
            code: None,
            rule,
        });
    }
    for at in 0..text.tokens.len() {
        let surname = text.is_word(at, words[words.len() - 1]);
        let free = entities.covering(at).is_none_or(|n| !entities.is_person(n.entity));
        if surname && free {
            let full = (1..words.len())
                .all(|back| at >= back && text.is_word(at - back, words[words.len() - 1 - back]));
            let first = if full { at + 1 - words.len() } else { at };
            entities.named.retain(|n| (n.last as usize) < first || n.first as usize > at);
            let (first, last) = (u32::try_from(first).unwrap(), u32::try_from(at).unwrap());
            entities.named.push(Named { entity: index, first, last, form: Form::Name });
            entities.named.sort_by_key(|n| n.first);
            entities.index();
        }
    }
}

fn source(lines: &[&str], lexicon: &Lexicon) -> Source {
    let mut document = Document::default();
    for line in lines {
        let (kind, text) = match line.split_once(' ') {
            Some(("#", rest)) => {
                document.meta.title = Some(rest.to_owned());
                continue;
            }
            Some(("##", rest)) => (BlockKind::Heading(2), rest),
            Some(("-", rest)) => (BlockKind::Bullet(0), rest),
            Some((">", rest)) => (BlockKind::Quote, rest),
            _ => (BlockKind::Paragraph, *line),
        };
        document.blocks.push(Block { kind, text: text.to_owned(), marks: Vec::new() });
    }
    segment(SourceId::new("example"), document, lexicon)
}

proptest::proptest! {
    /// Whatever the words and marks, extraction ends, and each quotation is in its article.
    #[test]
    fn any_text_is_read_without_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let article: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let lines: Vec<&str> = article.lines().collect();
        let lexicon = LEXICON.get_or_init(Lexicon::builtin);
        let source = source(&lines, lexicon);
        let text = Text::new(&source, lexicon);
        let entities = entities::recognise(&text, &[]);
        let (found, abstentions) = quotations::extract(&text, &entities);
        for quotation in found {
            assert_eq!(source.words(&quotation.span), Some(quotation.text.as_str()));
        }
        for abstention in abstentions {
            assert!(source.words(&abstention.span).is_some());
        }
    }
}

static LEXICON: OnceLock<Lexicon> = OnceLock::new();

const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "« ",
    " »",
    "„",
    " ",
    " ",
    " ",
    ",",
    ".",
    ". ",
    "? ",
    ": ",
    ";",
    "–",
    "(",
    ")",
    "\n",
    "\n# ",
    "\n> ",
    "\n- ",
    "said ",
    "says ",
    "told ",
    "called ",
    "adding ",
    "to say ",
    "according to ",
    "as per ",
    "denied ",
    "was described by ",
    "found ",
    "claims ",
    "he ",
    "She ",
    "it ",
    "they ",
    "who ",
    "and ",
    "but ",
    "while ",
    "the ",
    "its ",
    "a ",
    "of ",
    "for ",
    "Mary Holloway",
    "Dr. Peter Lindgren ",
    "Sir ",
    "Norway",
    "’s ",
    "Norwegian ",
    "prime minister ",
    "the UK leader ",
    "spokesman ",
    "Minister for the Sea ",
    "the European Commission ",
    "harbour ",
    "boats",
    "We are full",
    "12 ",
    "été ",
    "日本 ",
    "ß",
    "\u{301}",
];
