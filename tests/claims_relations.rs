//! Definitions, relations, positions, precedents and affiliations by example: each file in the folders of those
//! names under `tests/claims` holds short articles and what must be claimed from them, so that a
//! new example is no new code.
//!
//! A case is a few lines of article (`# ` headline, `## ` heading, `- ` list item, else a
//! paragraph), then one line for each claim, in order: `=> WHO: what`. Cases end with `---`. At
//! the top of a file stand `subject: NAME` and `stance: ID | LABEL | CUE; CUE`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use indexmap::IndexMap;
use sitegen::config::{Axis, Stance};
use sitegen::evidence::{self, Evidence};
use sitegen::lexicon::Lexicon;
use sitegen::sources::{Block, BlockKind, Document, Source, segment};
use sitegen::span::SourceId;

#[test]
fn definitions_are_found() {
    check("definitions", |source, evidence| {
        let words = |d: &evidence::Definition| {
            let text = source.evidence(&d.span).unwrap_or_default();
            format!("{}: {}", d.rule, text.split(' ').take(5).collect::<Vec<_>>().join(" "))
        };
        evidence.definitions.iter().map(words).collect()
    });
}

#[test]
fn relations_are_found() {
    check("relations", |_, evidence| {
        let name = |e: u32| &evidence.entities[e as usize].name;
        let role = |r: &evidence::Relation| format!("{:?}", r.role).to_lowercase();
        evidence.relations.iter().map(|r| format!("{}: {}", name(r.entity), role(r))).collect()
    });
}

#[test]
fn positions_are_found() {
    check("positions", |_, evidence| {
        let name = |e: u32| &evidence.entities[e as usize].name;
        evidence.positions.iter().map(|p| format!("{}: {}", name(p.entity), p.stance)).collect()
    });
}

#[test]
fn precedents_are_found() {
    check("precedents", |_, evidence| {
        let date = |p: &evidence::Precedent| p.date.map_or_else(String::new, |d| d.to_string());
        evidence.precedents.iter().map(|p| format!("{}: {}", p.name, date(p))).collect()
    });
}

#[test]
fn affiliations_are_found() {
    check("affiliations", |_, evidence| {
        let name = |e: u32| &evidence.entities[e as usize].name;
        let held = evidence.roles.iter().filter_map(|r| Some((r, r.affiliation.as_deref()?)));
        held.map(|(r, body)| format!("{}: {} of {body}", name(r.person), r.role)).collect()
    });
}

fn check(kind: &str, print: impl Fn(&Source, &Evidence) -> Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims").join(kind);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in files {
        let content = fs::read_to_string(&file).unwrap();
        let axes = axes(&content);
        let mut lexicon = Lexicon::builtin();
        lexicon.add_subject(content.lines().filter_map(|line| line.strip_prefix("subject: ")));
        lexicon.add_positions(&axes);
        for case in content.split("\n---") {
            let source = article(case, &lexicon);
            let evidence = evidence::extract(&source, &lexicon, &axes, &[]).value;
            let mut found = print(&source, &evidence);
            let mut wanted: Vec<_> = case.lines().filter_map(|l| l.strip_prefix("=> ")).collect();
            found.sort();
            wanted.sort_unstable();
            if found != wanted {
                let _ = writeln!(wrong, "{}:{case}\n  found: {found:#?}", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn axes(content: &str) -> IndexMap<String, Axis> {
    let mut axis = Axis::default();
    for line in content.lines().filter_map(|line| line.strip_prefix("stance: ")) {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let cues = fields[2].split(';').map(|cue| cue.trim().to_owned()).collect();
        axis.stances
            .insert(fields[0].to_owned(), Stance { label: Some(fields[1].to_owned()), cues });
    }
    if axis.stances.is_empty() { IndexMap::new() } else { [("axis".to_owned(), axis)].into() }
}

fn article(case: &str, lexicon: &Lexicon) -> Source {
    let mut document = Document::default();
    let starts = ["=> ", "subject: ", "stance: ", "---", "# "];
    for line in case.lines() {
        if let Some(title) = line.strip_prefix("# ") {
            document.meta.title = Some(title.to_owned());
        }
        if line.trim().is_empty() || starts.iter().any(|start| line.starts_with(start)) {
            continue;
        }
        let (kind, text) = match (line.strip_prefix("## "), line.strip_prefix("- ")) {
            (Some(text), _) => (BlockKind::Heading(2), text),
            (_, Some(text)) => (BlockKind::Bullet(0), text),
            _ => (BlockKind::Paragraph, line),
        };
        document.blocks.push(Block { kind, text: text.to_owned(), marks: Vec::new() });
    }
    segment(SourceId::new("case"), document, lexicon)
}
