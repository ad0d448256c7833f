//! Claims by example: each `tests/claims/KIND/NAME.md` is an article, `NAME.txt` beside it what is
//! claimed from it, a line each. A new example is a new file; `UPDATE_CLAIMS=1 cargo test --test
//! claims` writes what is found now, to be reviewed as a difference.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use indexmap::IndexMap;
use sitegen::evidence::{self, Evidence};
use sitegen::lexicon::Lexicon;
use sitegen::sources::{self, Source};
use sitegen::span::{SourceId, Span};

/// Prints the claims of one kind.
type Print = fn(&Source, &Evidence) -> Vec<String>;

/// The kinds: the name of the folder, and how its claims are printed.
const KINDS: &[(&str, Print)] = &[("events", events), ("figures", figures), ("names", names)];

/// Whom and what the article names, and the roles of people.
fn names(source: &Source, evidence: &Evidence) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, entity) in (0..).zip(&evidence.entities) {
        let own = |m: &&evidence::Mention| m.entity == index;
        let mentions = evidence.mentions.iter().filter(own);
        let (direct, indirect): (Vec<_>, Vec<_>) = mentions.partition(|m| m.direct);
        let mut line = format!("{:?} {}: named {}", entity.kind, entity.name, direct.len());
        if !indirect.is_empty() {
            let _ = write!(line, ", meant {}", indirect.len());
        }
        for role in evidence.roles.iter().filter(|r| r.person == index) {
            let _ = write!(line, " | {}", role.role);
            if let Some(body) = &role.affiliation {
                let _ = write!(line, " of {body}");
            }
        }
        lines.push(line);
    }
    let open = evidence.unexplained.iter();
    lines.extend(open.map(|name| format!("unexplained: {name} in {}", source.id)));
    lines
}

fn figures(source: &Source, evidence: &Evidence) -> Vec<String> {
    let mut lines = Vec::new();
    for figure in &evidence.figures {
        let mut line = format!("{}: ", words(source, &figure.span));
        let number = |value: Option<f64>| value.map_or("-".to_owned(), |v| v.to_string());
        line += &number(figure.value);
        if figure.high.is_some() {
            let _ = write!(line, " to {}", number(figure.high));
        }
        let _ = write!(line, " {:?} [{}] {}", figure.bound, figure.unit, figure.what);
        for (label, text) in [("at", &figure.event), ("by", &figure.asserted_by)] {
            if let Some(text) = text {
                let _ = write!(line, " | {label} {text}");
            }
        }
        lines.push(line);
    }
    lines.extend(left_out(source, evidence, "figures"));
    lines
}

fn events(source: &Source, evidence: &Evidence) -> Vec<String> {
    let mut lines = Vec::new();
    for event in &evidence.events {
        let mut date = event.date.map_or("-".to_owned(), |date| date.to_string());
        if let Some(until) = event.until {
            let _ = write!(date, "/{until}");
        }
        let inferred = if event.inferred { ", inferred" } else { "" };
        let precision = format!("{:?}", event.precision).to_lowercase();
        lines.push(format!("{}: {date} ({precision}{inferred}) {}", event.when, event.what));
    }
    lines.extend(left_out(source, evidence, "events"));
    lines
}

/// What a rule of one kind saw and did not claim.
fn left_out(source: &Source, evidence: &Evidence, rule: &str) -> Vec<String> {
    let abstentions = evidence.abstentions.iter().filter(|a| a.rule == rule);
    abstentions.map(|a| format!("left out: {}: {}", words(source, &a.span), a.reason)).collect()
}

fn words(source: &Source, span: &Span) -> String {
    source.words(span).unwrap_or("(no words)").to_owned()
}

#[test]
fn claims_are_those_that_the_examples_state() {
    let lexicon = Lexicon::builtin();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let mut wrong = String::new();
    for (kind, print) in KINDS {
        let articles = articles(&folder.join(kind));
        assert!(!articles.is_empty(), "no examples of {kind}");
        for article in articles {
            let found = claims(&article, &lexicon, *print);
            let stated = article.with_extension("txt");
            if std::env::var_os("UPDATE_CLAIMS").is_some() {
                fs::write(&stated, &found).unwrap();
            }
            let wanted = fs::read_to_string(&stated).unwrap_or_default();
            if found != wanted {
                let _ = write!(wrong, "\n{}\n{}", stated.display(), difference(&wanted, &found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn articles(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|e| e.flatten().map(|e| e.path()).collect::<Vec<_>>());
    let mut articles = entries.unwrap_or_default();
    articles.retain(|path| path.extension().is_some_and(|e| e == "md"));
    articles.sort();
    articles
}

fn claims(article: &Path, lexicon: &Lexicon, print: Print) -> String {
    let name = article.file_name().unwrap().to_string_lossy();
    let document = sources::parse(&name, &fs::read_to_string(article).unwrap()).value;
    let source = sources::segment(SourceId::new(&name), document, lexicon);
    let evidence = evidence::extract(&source, lexicon, &IndexMap::new(), &[]).value;
    print(&source, &evidence).into_iter().map(|line| line + "\n").collect()
}

/// Pieces that readers of numbers and dates stumble over, glued and spaced at random.
const PIECES: &[&str] = &[
    "5",
    "05",
    "1,900",
    "1.6",
    "2026",
    "14",
    "½",
    "٣",
    "May",
    "March",
    "Sunday",
    "the",
    "a",
    "of",
    "one",
    "two",
    "dozen",
    "dozens",
    "half",
    "third",
    "million",
    "bn",
    "k",
    "-",
    "–",
    "to",
    "and",
    "from",
    "between",
    "$",
    "US$",
    "€",
    "%",
    "°",
    "euros",
    "dirhams",
    "years",
    "ago",
    "after",
    "times",
    "as",
    "old",
    "in",
    "by",
    "ships",
    "plus",
    "or",
    "more",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "'s",
    "’",
    ",",
    ".",
    ":",
    "/",
    "+",
    "s",
    "th",
    "Q3",
    "mid",
    "spring",
    "next",
    "said",
    "Velm",
    "according",
    "summit",
    "é",
    "\u{301}",
    "🦀",
];

proptest::proptest! {
    #[test]
    fn no_text_breaks_a_reader(
        picks in proptest::collection::vec((0..PIECES.len(), proptest::bool::ANY), 0..40),
    ) {
        let glued = |(piece, spaced): (usize, bool)| {
            PIECES[piece].to_owned() + if spaced { " " } else { "" }
        };
        let text: String = picks.into_iter().map(glued).collect();
        let lexicon = LEXICON.get_or_init(Lexicon::builtin);
        let document = sources::parse("any.md", &text).value;
        let source = sources::segment(SourceId::new("any"), document, lexicon);
        let evidence = evidence::extract(&source, lexicon, &IndexMap::new(), &[]).value;
        for (span, what) in evidence
            .figures
            .iter()
            .map(|f| (&f.span, &f.what))
            .chain(evidence.events.iter().map(|e| (&e.span, &e.what)))
        {
            proptest::prop_assert!(source.words(span).is_some_and(|words| !words.is_empty()));
            proptest::prop_assert!(source.blocks.iter().any(|b| b.text.contains(what.as_str())));
        }
    }
}

static LEXICON: OnceLock<Lexicon> = OnceLock::new();

/// The lines that only one of them has.
fn difference(wanted: &str, found: &str) -> String {
    let only = |one: &str, other: &str, sign: char| {
        let lines = one.lines().filter(|line| !other.lines().any(|l| l == *line));
        lines.fold(String::new(), |all, line| all + &format!("{sign} {line}\n"))
    };
    only(wanted, found, '-') + &only(found, wanted, '+')
}
