//! Every pinned citation of the repository's own pages, changed in every way that would make it
//! untrue: each change is caught, with the file and the line.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sitegen::citations::{self, Citation, Library, Outcome, Written};
use sitegen::diagnostic::{Diagnostic, Severity};
use sitegen::disk::{self, Snapshot};
use sitegen::sources::{self, Source};
use sitegen::span::SourceId;

/// A pinned reference in a file.
struct Pin {
    file: String,
    line: u32,
    range: std::ops::Range<usize>,
    written: Written,
}

fn snapshot() -> Snapshot {
    disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value
}

fn articles(snapshot: &Snapshot) -> Vec<Source> {
    let lexicon = sitegen::lexicon::Lexicon::builtin();
    let files = snapshot.under("content/sources/").iter();
    files
        .filter_map(|file| {
            let stem = file.path.strip_prefix("content/sources/")?.strip_suffix(".md")?;
            let text = std::str::from_utf8(&file.bytes).unwrap();
            let document = sources::parse(&file.path, text).value;
            Some(sources::segment(SourceId::new(stem), document, &lexicon))
        })
        .collect()
}

/// All pinned references of all pages.
fn pins(snapshot: &Snapshot) -> Vec<Pin> {
    let mut out = Vec::new();
    for file in
        snapshot.under("content/").iter().filter(|f| f.path.rsplit('.').next() == Some("md"))
    {
        if file.path.starts_with("content/sources/") {
            continue;
        }
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for (start, _) in text.match_indices("[@") {
            let end = start + text[start..].find(']').expect("the end of a citation");
            let line = 1 + u32::try_from(text[..start].matches('\n').count()).unwrap();
            for written in citations::parse(&text[start + 1..end]).expect("a citation") {
                let (file, range) = (file.path.clone(), start..end + 1);
                out.extend(written.words.is_some().then_some(Pin { file, line, range, written }));
            }
        }
    }
    out
}

/// The words with one change each: a digit, a word less, a "not" more, another letter's case.
fn changed(words: &str) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    if let Some(at) = words.find(|c: char| c.is_ascii_digit()) {
        let digit = if words.as_bytes()[at] == b'7' { "8" } else { "7" };
        out.push(("a digit", format!("{}{digit}{}", &words[..at], &words[at + 1..])));
    }
    let all: Vec<&str> = words.split(' ').collect();
    if all.len() > 2 {
        let middle = all.len() / 2;
        let mut fewer = all.clone();
        fewer.remove(middle);
        out.push(("a word dropped", fewer.join(" ")));
        let mut more = all.clone();
        more.insert(middle, "not");
        out.push(("a \"not\" added", more.join(" ")));
        let mut swapped = all;
        if swapped[0] != swapped[1] {
            swapped.swap(0, 1);
            out.push(("two words swapped", swapped.join(" ")));
        }
    }
    out
}

/// What is said about a reference, if it is an error at the pin's place.
fn caught(pin: &Pin, written: &Written, library: &Library, text: &str) -> bool {
    let citation = Citation {
        range: pin.range.clone(),
        id: written.id.clone(),
        words: written.words.clone(),
        outcome: library.look_up(written),
    };
    let here = |d: &Diagnostic| {
        d.severity == Severity::Error
            && d.place.as_ref().is_some_and(|p| p.file == pin.file && p.line == pin.line)
    };
    citation.diagnostic(&pin.file, text).is_some_and(|d| here(&d))
}

/// The article without the passages that a span touches.
fn without(source: &Source, pin: &Pin, span: &sitegen::span::Span) -> Source {
    let passage = source.evidence(span).unwrap_or_else(|| panic!("{}: its passage", pin.file));
    let mut source = source.clone();
    let block = source.blocks.iter_mut().find(|b| b.text.contains(passage)).expect("its block");
    block.text = block.text.replace(passage, &"_".repeat(passage.len()));
    source
}

#[test]
fn mutations() {
    let snapshot = snapshot();
    let articles = articles(&snapshot);
    let pins = pins(&snapshot);
    assert!(pins.len() > 20, "only {} pinned citations were found", pins.len());
    let library = Library::new(&articles);
    let results: Vec<(usize, Vec<String>)> = pins
        .par_iter()
        .map(|pin| {
            let file = snapshot.get(&pin.file).expect("the page");
            let text: Arc<str> = Arc::from(std::str::from_utf8(&file.bytes).unwrap());
            let mut missed = Vec::new();
            let mut count = 0;
            let mut judge = |what: &str, fine: bool| {
                count += 1;
                if !fine {
                    missed.push(format!("{}:{}: {what}: {:?}", pin.file, pin.line, pin.written));
                }
            };
            let Outcome::Verified(span) = library.look_up(&pin.written) else {
                return (1, vec![format!("{}:{}: not verified as it is", pin.file, pin.line)]);
            };
            for (what, words) in changed(pin.written.words.as_deref().unwrap_or_default()) {
                let written = Written { words: Some(words), ..pin.written.clone() };
                judge(what, caught(pin, &written, &library, &text));
            }
            for other in articles.iter().filter(|other| other.id.as_str() != pin.written.id) {
                let written = Written { id: other.id.to_string(), ..pin.written.clone() };
                judge("another source", caught(pin, &written, &library, &text));
            }
            let own = articles.iter().find(|a| a.id == span.source).expect("its article");
            let deleted = [without(own, pin, &span)];
            let less = Library::new(&deleted);
            judge("its passage deleted", caught(pin, &pin.written, &less, &text));
            let renamed = Source { id: SourceId::new("renamed"), ..own.clone() };
            let renamed = [renamed];
            let less = Library::new(&renamed);
            judge("its source renamed", caught(pin, &pin.written, &less, &text));
            (count, missed)
        })
        .collect();
    let all: usize = results.iter().map(|(count, _)| count).sum();
    let missed: Vec<String> = results.into_iter().flat_map(|(_, missed)| missed).collect();
    println!("mutations: {} of {all} caught", all - missed.len());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
