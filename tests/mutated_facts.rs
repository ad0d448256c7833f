//! Every figure, dated event and attributed quotation that is found in the repository's articles, stated
//! by an editor, once in an entry and once in prose, and then changed in every way that would make
//! it untrue: each change is said, with the file and the line.

use std::path::Path;

use rayon::prelude::*;
use sitegen::citations::numbers::{equal, numbers};
use sitegen::config::Config;
use sitegen::date::Date;
use sitegen::diagnostic::{Diagnostic, Severity};
use sitegen::disk;
use sitegen::pages::{self, Content, ContentFile, Options};
use sitegen::pipeline::{self, Study};
use sitegen::sources::Source;
use sitegen::span::{SourceId, Span};
use sitegen::subject::{SpeakerKind, Subject, curated};

/// Something that an editor may state: a file that is right, and files that are not.
struct Stated {
    what: String,
    path: &'static str,
    right: String,
    /// What was changed, the file, and the line on which that has to be said.
    wrong: Vec<(&'static str, String, u32)>,
}

fn study() -> Study {
    pipeline::study(&disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value).value
}

/// What is said about a file with errors or warnings: both stop a strict build.
fn said(study: &Study, sources: &[Source], path: &str, text: &str) -> Vec<Diagnostic> {
    let config = Config::default();
    let files = std::iter::once((path, text));
    let merged = curated::apply(study.subject.clone(), files, sources, &config);
    let mut all = merged.diagnostics;
    if !path.starts_with("content/people/") && !path.starts_with("content/figures/") {
        // Prose is compared with people and quotations; the rest only takes time.
        let subject = Subject {
            name: study.subject.name.clone(),
            people: study.subject.people.clone(),
            quotations: study.subject.quotations.clone(),
            ..Subject::default()
        };
        let content = Content { files: vec![ContentFile::new(path, text)], ..Content::default() };
        let made = pages::explain(&subject, sources, &content, &config, &Options::default());
        all.extend(made.diagnostics);
    }
    all.retain(|d| {
        d.severity != Severity::Note && d.place.as_ref().is_some_and(|place| place.file == path)
    });
    all
}

/// A text within single quotation marks of YAML.
fn yaml(text: &str) -> String {
    text.replace('\'', "''")
}

/// The words of a citation that pins the whole passage.
fn cite(source: &SourceId, passage: &str) -> String {
    format!("[@{source}, \"{passage}\"]")
}

fn passage<'s>(study: &'s Study, span: &Span) -> &'s str {
    let source = study.sources.iter().find(|source| source.id == span.source).expect("its article");
    source.evidence(span).expect("its passage")
}

/// Another article than this one.
fn other<'s>(study: &'s Study, id: &SourceId) -> &'s SourceId {
    &study.sources.iter().find(|source| source.id != *id).expect("another article").id
}

/// The next number that the passage does not say.
fn next(value: f64, passage: &str) -> f64 {
    let there: Vec<f64> = numbers(passage).into_iter().flat_map(|number| number.values).collect();
    let mut next = value + 1.0;
    while there.iter().any(|known| equal(*known, next)) {
        next += 1.0;
    }
    next
}

fn figures(study: &Study) -> Vec<Stated> {
    let mut out = Vec::new();
    for claim in &study.subject.figures {
        let span = &claim.stated.first;
        let (Some(value), None) = (claim.stated.value.value, claim.stated.value.high) else {
            continue;
        };
        let text = passage(study, span);
        let entry = |value: f64, source: &SourceId, text: &str| {
            let unit = yaml(&claim.stated.value.unit);
            let cite = yaml(&cite(source, text));
            format!("---\nvalue: {value}\nunit: '{unit}'\ncite: '{cite}'\n---\n")
        };
        let source = &span.source;
        let no_such = SourceId::new("no-such-article");
        out.push(Stated {
            what: format!("{value} {}", claim.stated.value.unit),
            path: "content/figures/one.md",
            right: entry(value, source, text),
            wrong: vec![
                ("another number", entry(next(value, text), source, text), 4),
                ("ten times the number", entry(value * 10.0, source, text), 4),
                ("another source", entry(value, other(study, source), text), 4),
                ("the source renamed", entry(value, &no_such, text), 4),
                ("a \"not\" added", entry(value, source, &with_not(text)), 4),
            ],
        });
        // In prose, the number in figures.
        if value.fract() == 0.0 && value < 1e6 {
            let prose = |value: f64| format!("There were {value} {}.\n", cite(source, text));
            out.push(Stated {
                what: format!("{value} in prose"),
                path: "content/page.md",
                right: prose(value),
                wrong: vec![
                    ("another number", prose(next(value, text)), 1),
                    ("ten times the number", prose(value * 10.0), 1),
                ],
            });
        }
    }
    out
}

/// The words with a "not" in their midst.
fn with_not(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.insert(words.len() / 2, "not");
    words.join(" ")
}

/// The words without the one in their midst.
fn without_one(text: &str) -> Option<String> {
    let mut words: Vec<&str> = text.split(' ').collect();
    (words.len() > 3).then(|| words.remove(words.len() / 2))?;
    Some(words.join(" "))
}

fn events(study: &Study) -> Vec<Stated> {
    let mut out = Vec::new();
    for claim in &study.subject.events {
        let (span, happening) = (&claim.stated.first, &claim.stated.value);
        let (Some(date), None) = (happening.date, happening.until) else { continue };
        let text = passage(study, span);
        let entry = |date: Date, source: &SourceId| {
            let cite = yaml(&cite(source, text));
            format!("---\ndate: {date}\ncite: '{cite}'\n---\n")
        };
        let later = Date { year: date.year + 1, ..date };
        out.push(Stated {
            what: format!("{date}: {}", happening.what),
            path: "content/events/one.md",
            right: entry(date, &span.source),
            wrong: vec![
                ("another year", entry(later, &span.source), 3),
                ("another source", entry(date, other(study, &span.source)), 3),
            ],
        });
    }
    out
}

fn quotations(study: &Study) -> Vec<Stated> {
    let people = &study.subject.people;
    let mut out = Vec::new();
    for claim in &study.subject.quotations {
        let (span, quote) = (&claim.stated.first, &claim.stated.value);
        let speaker = people.iter().find(|person| Some(&person.name) == quote.speaker.as_ref());
        let Some(speaker) = speaker.filter(|_| quote.speaker_kind == SpeakerKind::Person) else {
            continue;
        };
        let text = passage(study, span);
        let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
        let others = people.iter().filter(|person| {
            last(&person.name) != last(&speaker.name) && !text.contains(&last(&person.name))
        });
        let Some(swapped) = others.into_iter().next() else { continue };
        let entry = |name: &str, words: &str, source: &SourceId| {
            let cite = yaml(&cite(source, text));
            let (name, words) = (yaml(name), yaml(words));
            format!("---\nname: '{name}'\nquotations:\n- words: '{words}'\n  cite: '{cite}'\n---\n")
        };
        let source = &span.source;
        let mut wrong = vec![
            ("another speaker", entry(&swapped.name, &quote.text, source), 5),
            ("another source", entry(&speaker.name, &quote.text, other(study, source)), 5),
            ("a \"not\" added", entry(&speaker.name, &with_not(&quote.text), source), 4),
        ];
        wrong.extend(
            without_one(&quote.text)
                .map(|words| ("a word dropped", entry(&speaker.name, &words, source), 4)),
        );
        out.push(Stated {
            what: format!("{}: {}", speaker.name, quote.text),
            path: "content/people/one.md",
            right: entry(&speaker.name, &quote.text, source),
            wrong,
        });
        if quote.text.split_whitespace().count() < 5 || quote.text.contains(['"', '*', '_']) {
            continue;
        }
        let prose = |name: &str, words: &str| {
            format!("{name} said: \"{words}\" {}\n", cite(source, &quote.text))
        };
        let mut wrong = vec![
            ("another speaker", prose(&swapped.name, &quote.text), 1),
            ("a \"not\" added", prose(&speaker.name, &with_not(&quote.text)), 1),
        ];
        wrong.extend(
            without_one(&quote.text)
                .map(|words| ("a word dropped", prose(&speaker.name, &words), 1)),
        );
        out.push(Stated {
            what: format!("{} in prose: {}", speaker.name, quote.text),
            path: "content/page.md",
            right: prose(&speaker.name, &quote.text),
            wrong,
        });
    }
    out
}

/// The articles without the text of a passage.
fn without(study: &Study, text: &str) -> Vec<Source> {
    let mut sources = study.sources.clone();
    for block in sources.iter_mut().flat_map(|source| &mut source.blocks) {
        block.text = block.text.replace(text, &"_".repeat(text.len()));
    }
    sources
}

#[test]
fn mutations_of_facts() {
    let study = study();
    let mut all = figures(&study);
    all.extend(events(&study));
    all.extend(quotations(&study));
    // What resembles nothing else: a passage that stands twice is said as it is.
    let before = all.len();
    all.retain(|stated| said(&study, &study.sources, stated.path, &stated.right).is_empty());
    assert!(all.len() * 3 > before * 2, "only {} of {before} are fine as they are", all.len());
    let results: Vec<(usize, Vec<String>)> = all
        .par_iter()
        .map(|stated| {
            let mut missed = Vec::new();
            for (what, text, line) in &stated.wrong {
                let said = said(&study, &study.sources, stated.path, text);
                let here = |d: &Diagnostic| d.place.as_ref().is_some_and(|p| p.line == *line);
                if !said.iter().any(here) {
                    missed.push(format!("{what}: {}\n{text}{said:?}", stated.what));
                }
            }
            let pinned = stated.right.split('"').nth(1).unwrap_or_default().replace("''", "'");
            let less = without(&study, &pinned);
            if said(&study, &less, stated.path, &stated.right).is_empty() {
                missed.push(format!("the passage deleted: {}\n{}", stated.what, stated.right));
            }
            (stated.wrong.len() + 1, missed)
        })
        .collect();
    let count: usize = results.iter().map(|(count, _)| count).sum();
    let missed: Vec<String> = results.into_iter().flat_map(|(_, missed)| missed).collect();
    println!("mutations of facts: {} of {count} caught", count - missed.len());
    assert!(count > 200, "only {count} changes were tried");
    assert!(missed.is_empty(), "{}", missed.join("\n\n"));
}
