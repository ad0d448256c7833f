//! `sitegen trace`: for a claim, a passage or some words, which rules found what in which passage,
//! what they saw and did not claim, and why.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::Write as _;

use sitegen::disk;
use sitegen::evidence::{EntityIndex, Evidence, Speaker};
use sitegen::fold::fold;
use sitegen::pipeline::{self, Study};
use sitegen::report::Format;
use sitegen::sources::Source;
use sitegen::span::{PassageId, Span};
use sitegen::subject::{Claim, Subject};

use super::project::ProjectArgs;
use super::summary::count;
use super::{Verdict, usage};

/// Options of `sitegen trace`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The id of a claim, the id of a passage, or words of an article
    #[arg(value_name = "TEXT_OR_ID")]
    what: String,
    /// Show at most so many passages
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    project: ProjectArgs,
}

/// A passage: the article's index, and its own within the article.
type Place = (usize, usize);

/// The ids of all claims, by kind and words: what was claimed twice stands here once.
type Ids<'a> = HashMap<(&'static str, &'a Span), &'a str>;

/// Something that a rule found in a passage.
struct Finding<'a> {
    /// "quotation", "country" ...
    kind: &'static str,
    /// What is claimed.
    value: String,
    /// The rule that found it.
    rule: &'a str,
    /// The words.
    span: &'a Span,
}

/// What was found in a passage.
struct Traced<'a> {
    claims: Vec<Finding<'a>>,
    names: Vec<Finding<'a>>,
    abstained: Vec<Finding<'a>>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let read = disk::read(&root);
    let mut studied = pipeline::study(&read.value);
    // What is wrong with articles is for `check` to say.
    studied.diagnostics.retain(|d| d.severity == sitegen::diagnostic::Severity::Error);
    let study = &studied.value;
    if study.sources.is_empty() {
        args.project.report(&studied.diagnostics)?;
        return Err(usage("there is no article to look into"));
    }
    let places = places(study, &args.what);
    if places.is_empty() {
        let message = "stands in no passage, and is the id of no claim or passage";
        return Err(usage(format!("{:?} {message}", args.what)));
    }
    let ids = ids(&study.subject);
    let mut out = String::new();
    for place in places.iter().take(args.limit) {
        let traced = trace(study, *place);
        if args.project.format == Format::Json {
            writeln!(out, "{}", json(study, *place, &traced, &ids))?;
        } else {
            human(&mut out, study, *place, &traced, &ids)?;
        }
    }
    if places.len() > args.limit && args.project.format != Format::Json {
        let rest = count(places.len() - args.limit, "more passage", "more passages");
        writeln!(out, "{rest}: see them with --limit {}", places.len())?;
    }
    write!(anstream::stdout(), "{out}")?;
    Ok(Verdict::Fine)
}

/// The passages of a claim, the passage with an id, or those that hold some words.
fn places(study: &Study, what: &str) -> BTreeSet<Place> {
    let what = what.trim();
    let sources = || study.sources.iter().enumerate();
    let of_claim = spans_of(&study.subject, what);
    if !of_claim.is_empty() {
        let place = |span: &Span| {
            let (at, source) = sources().find(|(_, source)| source.id == span.source)?;
            Some((at, source.find(span.passage)?))
        };
        return of_claim.into_iter().filter_map(place).collect();
    }
    if let Ok(id) = what.parse::<PassageId>() {
        return sources().filter_map(|(at, source)| Some((at, source.find(id)?))).collect();
    }
    let wanted = fold(what).to_lowercase();
    if wanted.is_empty() {
        return BTreeSet::new();
    }
    let holds = |source: &Source, passage: usize| {
        fold(source.passage_text(passage)).to_lowercase().contains(&wanted)
    };
    sources()
        .flat_map(|(at, source)| (0..source.passages.len()).map(move |passage| (at, passage)))
        .filter(|(at, passage)| holds(&study.sources[*at], *passage))
        .collect()
}

/// Where the claim with this id stands.
fn spans_of<'a>(subject: &'a Subject, id: &str) -> Vec<&'a Span> {
    let sides = subject.disagreements.iter().filter(|d| d.id.0 == id);
    let sides = sides.flat_map(|d| d.sides.iter().flat_map(sitegen::span::Cited::spans));
    let mut spans: Vec<&Span> = sides.collect();
    each_claim(subject, |_, claim, span| {
        if claim == id {
            spans.push(span);
        }
    });
    spans
}

fn ids(subject: &Subject) -> Ids<'_> {
    let mut ids = Ids::new();
    each_claim(subject, |kind, id, span| {
        ids.entry((kind, span)).or_insert(id);
    });
    ids
}

/// Hands each claim to `see`: its kind, its id, and each of its spans.
fn each_claim<'a>(subject: &'a Subject, mut see: impl FnMut(&'static str, &'a str, &'a Span)) {
    fn all<'a, T>(
        kind: &'static str,
        claims: &'a [Claim<T>],
        see: &mut impl FnMut(&'static str, &'a str, &'a Span),
    ) {
        for claim in claims {
            claim.stated.spans().for_each(|span| see(kind, &claim.id.0, span));
        }
    }
    all("definition", &subject.definitions, &mut see);
    for member in &subject.members {
        all("position", &member.positions, &mut see);
    }
    all("quotation", &subject.quotations, &mut see);
    all("event", &subject.events, &mut see);
    all("figure", &subject.figures, &mut see);
    for precedent in &subject.precedents {
        precedent.name.spans().for_each(|span| see("precedent", &precedent.id.0, span));
    }
}

/// All that was found in a passage, and what was not made a claim.
fn trace(study: &Study, (at, passage): Place) -> Traced<'_> {
    let (source, said) = (&study.sources[at], &study.evidence[at]);
    let here = |finding: &Finding| {
        let first = source.find(finding.span.passage);
        first.is_some_and(|f| (f..f + usize::from(finding.span.sentences)).contains(&passage))
    };
    let in_order = |findings: Vec<_>| {
        let mut kept: Vec<Finding> = findings.into_iter().filter(here).collect();
        kept.sort_by_key(|f| f.span);
        kept
    };
    Traced {
        claims: in_order(claims(said)),
        names: in_order(names(said)),
        abstained: in_order(abstained(said)),
    }
}

fn name(said: &Evidence, entity: EntityIndex) -> &str {
    said.entities.get(entity as usize).map_or("?", |e| &e.name)
}

/// Everything that an article claims.
fn claims(said: &Evidence) -> Vec<Finding<'_>> {
    let mut all = Vec::new();
    let mut add = |kind, value, rule, span| all.push(Finding { kind, value, rule, span });
    for d in &said.definitions {
        add("definition", format!("weight {:.2}", d.weight), &d.rule, &d.span);
    }
    for r in &said.relations {
        let role = format!("{:?}", r.role).to_lowercase();
        add("relation", format!("{} is {role}", name(said, r.entity)), &r.rule, &r.span);
    }
    for p in &said.positions {
        let value = format!("{}: {} = {}", name(said, p.entity), p.axis, p.stance);
        add("position", value, &p.rule, &p.span);
    }
    for r in &said.roles {
        let body = r.affiliation.as_ref().map_or(String::new(), |body| format!(" of {body}"));
        let value = format!("{}: {}{body}", name(said, r.person), r.role);
        add("role", value, &r.rule, &r.span);
    }
    for q in &said.quotations {
        let speaker = match &q.speaker {
            Speaker::Person(entity) | Speaker::Body(entity) => name(said, *entity),
            Speaker::Described(words) => words,
            Speaker::Unknown => "unknown",
        };
        add("quotation", format!("by {speaker}"), &q.rule, &q.span);
    }
    for e in &said.events {
        let date = e.date.map_or("no date".to_owned(), |date| date.to_string());
        let until = e.until.map_or(String::new(), |until| format!("/{until}"));
        let inferred = if e.inferred { ", inferred" } else { "" };
        add("event", format!("{date}{until}{inferred}: {}", e.what), &e.rule, &e.span);
    }
    for f in &said.figures {
        add("figure", figure(f), &f.rule, &f.span);
    }
    for p in &said.precedents {
        let date = p.date.map_or(String::new(), |date| format!(", {date}"));
        add("precedent", format!("{}{date}", p.name), &p.rule, &p.span);
    }
    all
}

fn figure(f: &sitegen::evidence::Figure) -> String {
    let mut text = format!("{:?}", f.bound).to_lowercase();
    for number in [f.value, f.high].into_iter().flatten() {
        let _ = write!(text, " {number}");
    }
    let _ = write!(text, " [{}] {}", f.unit, f.what);
    for (label, words) in [("at", &f.event), ("asserted by", &f.asserted_by)] {
        if let Some(words) = words {
            let _ = write!(text, ", {label} {words}");
        }
    }
    text
}

/// Whom and what an article names.
fn names(said: &Evidence) -> Vec<Finding<'_>> {
    let named = said.mentions.iter().filter_map(|m| {
        let entity = said.entities.get(m.entity as usize)?;
        let how = if m.direct { "" } else { ", indirectly" };
        let value = format!("{:?} {}{how}", entity.kind, entity.name);
        Some(Finding { kind: "named", value, rule: &entity.rule, span: &m.span })
    });
    named.collect()
}

/// What looked like a claim and was not made one.
fn abstained(said: &Evidence) -> Vec<Finding<'_>> {
    let all = said.abstentions.iter();
    all.map(|a| Finding {
        kind: "abstained",
        value: a.reason.clone(),
        rule: &a.rule,
        span: &a.span,
    })
    .collect()
}

fn human(
    out: &mut String,
    study: &Study,
    (at, passage): Place,
    traced: &Traced<'_>,
    ids: &Ids<'_>,
) -> std::fmt::Result {
    let bold = anstyle::Style::new().bold();
    let faint = anstyle::Style::new().dimmed();
    let source = &study.sources[at];
    let id = source.passages[passage].id;
    writeln!(out, "{bold}{} {id}{bold:#}\n  {}", source.id, source.passage_text(passage))?;
    let all = traced.claims.iter().chain(&traced.names).chain(&traced.abstained);
    for finding in all {
        let words = source.words(finding.span).unwrap_or("").replace('\n', " ");
        let id =
            ids.get(&(finding.kind, finding.span)).map_or(String::new(), |id| format!(" {id}"));
        let Finding { kind, value, rule, .. } = finding;
        writeln!(out, "  {kind:10} {value}  {faint}rule {rule}{id}, in{faint:#} \"{words}\"")?;
    }
    if traced.claims.is_empty() && traced.names.is_empty() && traced.abstained.is_empty() {
        writeln!(out, "  {faint}no rule found anything here{faint:#}")?;
    }
    writeln!(out)
}

fn json(study: &Study, (at, passage): Place, traced: &Traced<'_>, ids: &Ids<'_>) -> String {
    let source = &study.sources[at];
    let list = |findings: &[Finding<'_>]| -> Vec<serde_json::Value> {
        let one = |f: &Finding<'_>| {
            serde_json::json!({
                "kind": f.kind,
                "value": f.value,
                "rule": f.rule,
                "words": source.words(f.span),
                "id": ids.get(&(f.kind, f.span)),
            })
        };
        findings.iter().map(one).collect()
    };
    serde_json::json!({
        "source": source.id.as_str(),
        "passage": source.passages[passage].id.to_string(),
        "text": source.passage_text(passage),
        "claims": list(&traced.claims),
        "named": list(&traced.names),
        "abstained": list(&traced.abstained),
    })
    .to_string()
}
