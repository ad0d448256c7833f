//! `sitegen review`: claims that nobody has decided on, and decisions on them, appended to
//! `content/review.yaml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use sitegen::diagnostic::{Diagnostic, Severity, did_you_mean};
use sitegen::disk::{self, Snapshot, Write, WriteKind};
use sitegen::pipeline;
use sitegen::report::Format;
use sitegen::subject::review::{self, Decision, Entry, Ruling};

use super::project::ProjectArgs;
use super::summary::count;
use super::{Verdict, build, usage};

/// Options of `sitegen review`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Without a command, lists the claims that nobody has decided on yet, the weightiest first.")]
pub(super) struct Args {
    #[command(flatten)]
    list: ListArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// List claims with a decision too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Confirm claims: each is what its passage says.
    Accept(DecideArgs),
    /// Reject claims: they leave the site, and do not come back.
    Reject(DecideArgs),
}

#[derive(Debug, clap::Args)]
struct DecideArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Ids of claims, as `sitegen review` lists them
    #[arg(required_unless_present = "source")]
    ids: Vec<String>,
    /// All claims of an article that nobody has decided on
    #[arg(long = "all-from", value_name = "SOURCE", conflicts_with = "ids")]
    source: Option<String>,
    /// The reason, for those who come later
    #[arg(long = "because", value_name = "REASON")]
    why: Option<String>,
    /// Who decides [default: the name of the user]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    match &args.command {
        None => list(&args.list),
        Some(Command::Accept(decide)) => self::decide(decide, Ruling::Confirmed),
        Some(Command::Reject(decide)) => self::decide(decide, Ruling::Rejected),
    }
}

/// All claims of the project; none where errors keep them from being read.
fn claims(project: &ProjectArgs, root: &Path) -> anyhow::Result<(Snapshot, Option<Vec<Entry>>)> {
    let snapshot = disk::read(root).value;
    let mut read = pipeline::review(&snapshot, &pipeline::Silent);
    // What is wrong with articles is for `check` to say.
    read.diagnostics.retain(|d| d.severity == Severity::Error || d.code.starts_with("review"));
    project.settle(&mut read.diagnostics);
    let verdict = project.report(&read.diagnostics)?;
    let broken = |d: &Diagnostic| d.severity == Severity::Error && d.code != "review-orphan";
    let readable = verdict == Verdict::Fine || !read.diagnostics.iter().any(broken);
    Ok((snapshot, readable.then_some(read.value)))
}

fn list(args: &ListArgs) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let (_, Some(claims)) = claims(&args.project, &root)? else { return Ok(Verdict::Errors) };
    let shown: Vec<&Entry> =
        claims.iter().filter(|entry| args.all || entry.ruling.is_none()).collect();
    let mut out = String::new();
    if args.project.format == Format::Json {
        for entry in &shown {
            writeln!(out, "{}", json(entry))?;
        }
    } else {
        for entry in &shown {
            human(&mut out, entry)?;
        }
        if !args.project.quiet {
            ending(&mut out, &claims)?;
        }
    }
    write!(anstream::stdout(), "{out}")?;
    Ok(Verdict::Fine)
}

fn human(out: &mut String, entry: &Entry) -> std::fmt::Result {
    let bold = anstyle::Style::new().bold();
    let faint = anstyle::Style::new().dimmed();
    let id = &entry.id;
    let disputed = if entry.disputed { ", disputed" } else { "" };
    let ruling = entry.ruling.map_or("", Ruling::word);
    let gap = if ruling.is_empty() { "" } else { ", " };
    writeln!(out, "{bold}{id}{bold:#}  {}{disputed}{gap}{ruling}", entry.kind.word())?;
    let (before, after) = (&entry.passage[..entry.start], &entry.passage[entry.end..]);
    let meant = &entry.passage[entry.start..entry.end];
    if entry.words != meant {
        writeln!(out, "  {}", entry.words)?;
    }
    writeln!(
        out,
        "  {faint}{}: {before}{faint:#}{bold}{meant}{bold:#}{faint}{after}{faint:#}\n",
        entry.source
    )
}

fn ending(out: &mut String, claims: &[Entry]) -> std::fmt::Result {
    let with = |ruling| claims.iter().filter(|entry| entry.ruling == ruling).count();
    writeln!(
        out,
        "{} to decide on, {} confirmed, {} rejected",
        count(with(None), "claim", "claims"),
        with(Some(Ruling::Confirmed)),
        with(Some(Ruling::Rejected)),
    )?;
    if with(None) > 0 {
        writeln!(out, "`sitegen review accept ID` or `sitegen review reject ID --because REASON`")?;
    }
    Ok(())
}

fn json(entry: &Entry) -> serde_json::Value {
    serde_json::json!({
        "type": "claim",
        "id": entry.id,
        "kind": entry.kind,
        "words": entry.words,
        "source": entry.source,
        "passage": entry.passage,
        "start": entry.start,
        "end": entry.end,
        "disputed": entry.disputed,
        "decision": entry.ruling,
    })
}

fn decide(args: &DecideArgs, ruling: Ruling) -> anyhow::Result<Verdict> {
    if ruling == Ruling::Rejected && args.why.as_deref().is_none_or(|why| why.trim().is_empty()) {
        return Err(usage("say why: --because \"...\", for those who find it rejected"));
    }
    let root = args.project.root()?;
    let _lock = build::lock(&root)?;
    let (snapshot, Some(claims)) = claims(&args.project, &root)? else {
        return Ok(Verdict::Errors);
    };
    let chosen = chosen(args, &claims)?;
    let decided: Vec<Decision> = chosen
        .into_iter()
        .filter(|entry| entry.ruling != Some(ruling))
        .map(|entry| decision(args, entry, ruling))
        .collect();
    if decided.is_empty() {
        writeln!(anstream::stdout(), "Nothing to do: all of that is decided")?;
        return Ok(Verdict::Fine);
    }
    let file = snapshot.get(review::FILE);
    let text = file.map_or(Ok(""), |file| std::str::from_utf8(&file.bytes))?;
    let Some(new) = review::appended(text, &decided) else {
        bail!(
            "{} is not a list with an entry a line (`- id: ...`), so nothing can be appended to it",
            review::FILE
        );
    };
    let kind = if file.is_some() { WriteKind::Rewrite } else { WriteKind::Create };
    let write = Write { path: review::FILE.to_owned(), bytes: Arc::from(new.as_bytes()), kind };
    let failed = disk::write_all(&root, &snapshot, &[write]);
    if !failed.is_empty() {
        args.project.report(&failed)?;
        return Ok(Verdict::Errors);
    }
    if !args.project.quiet {
        let what = count(decided.len(), "claim", "claims");
        writeln!(anstream::stdout(), "{what} {}, in {}", ruling.word(), review::FILE)?;
    }
    Ok(Verdict::Fine)
}

/// The claims that are named, each once; a name that means none is wrong usage.
fn chosen<'a>(args: &DecideArgs, claims: &'a [Entry]) -> anyhow::Result<Vec<&'a Entry>> {
    if let Some(source) = &args.source {
        let all = || claims.iter().filter(|entry| entry.source.as_str() == source.as_str());
        if all().next().is_none() {
            let ids = claims.iter().map(|entry| entry.source.as_str());
            return Err(usage(unknown("article with claims", source, ids)));
        }
        return Ok(all().filter(|entry| entry.ruling.is_none()).collect());
    }
    let by_id: BTreeMap<&str, &Entry> = claims.iter().map(|e| (e.id.as_str(), e)).collect();
    let mut chosen: Vec<&Entry> = Vec::new();
    for id in &args.ids {
        let Some(entry) = by_id.get(id.as_str()) else {
            return Err(usage(unknown("claim", id, by_id.keys().copied())));
        };
        if chosen.iter().all(|known| known.id != entry.id) {
            chosen.push(entry);
        }
    }
    Ok(chosen)
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>) -> String {
    match did_you_mean(id, known) {
        Some(near) => format!("there is no {what} {id:?}: did you mean {near:?}?"),
        None => format!("there is no {what} {id:?}: `sitegen review --all` lists them"),
    }
}

fn decision(args: &DecideArgs, entry: &Entry, ruling: Ruling) -> Decision {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    Decision {
        id: entry.id.clone(),
        kind: Some(entry.kind),
        words: entry.words.clone(),
        source: entry.source.as_str().to_owned(),
        ruling,
        who: said(&args.who).or_else(user),
        when: Some(args.project.day()),
        why: said(&args.why),
        place: None,
    }
}

/// The name under which somebody is logged in.
fn user() -> Option<String> {
    let known = |name| std::env::var(name).ok().filter(|user| !user.trim().is_empty());
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(known)
}
