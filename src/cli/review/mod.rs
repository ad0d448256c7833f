//! `sitegen review`: claims that nobody has decided on, and decisions on them, appended to
//! `content/review.yaml`.

mod ask;
mod decide;

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use sitegen::diagnostic::{Diagnostic, Severity};
use sitegen::disk::{self, Snapshot};
use sitegen::pipeline;
use sitegen::report::Format;
use sitegen::subject::review::{Entry, Kind, Ruling};

use super::Verdict;
use super::project::ProjectArgs;
use super::summary::count;

/// Options of `sitegen review`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Without a command, shows the claims that nobody has decided on yet, the weightiest first: in a terminal
one after the other, asking what to do with each; else as a list.")]
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
    /// Only those of a kind, such as position
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// Only those of an article
    #[arg(long, value_name = "SOURCE")]
    from: Option<String>,
    /// Go through them one after the other, also where this is no terminal
    #[arg(short, long, conflicts_with_all = ["list", "all", "format"])]
    interactive: bool,
    /// List them, also in a terminal
    #[arg(long)]
    list: bool,
    /// Who decides [default: the name of the user]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::of_word(word).ok_or_else(|| {
        let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        format!("there are {}", all.join(", "))
    })
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
    #[arg(required_unless_present_any = ["source", "kind"])]
    ids: Vec<String>,
    /// All claims of an article that nobody has decided on
    #[arg(long = "all-from", value_name = "SOURCE", conflicts_with = "ids")]
    source: Option<String>,
    /// All claims of a kind that nobody has decided on, or those of an article
    #[arg(long, value_parser = kind, conflicts_with = "ids")]
    kind: Option<Kind>,
    /// The reason, for those who come later
    #[arg(long = "because", value_name = "REASON")]
    why: Option<String>,
    /// What readers are told beside a disagreement
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who decides [default: the name of the user]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    match &args.command {
        None => show(&args.list),
        Some(Command::Accept(args)) => decide::run(args, Ruling::Confirmed),
        Some(Command::Reject(args)) => decide::run(args, Ruling::Rejected),
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

/// Shows the claims to decide on: a list, or one after the other.
fn show(args: &ListArgs) -> anyhow::Result<Verdict> {
    let root = args.project.root()?;
    let (snapshot, Some(claims)) = claims(&args.project, &root)? else {
        return Ok(Verdict::Errors);
    };
    let wanted = |entry: &&Entry| {
        (args.all || entry.ruling.is_none())
            && args.kind.is_none_or(|kind| entry.kind == kind)
            && args.from.as_ref().is_none_or(|source| entry.source.as_str() == source)
    };
    let shown: Vec<&Entry> = claims.iter().filter(wanted).collect();
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let plain = args.list || args.all || args.project.format != Format::Human;
    if args.interactive || terminal && !plain && !shown.is_empty() {
        let mut book = decide::Book::new(&args.project, &root, snapshot, args.who.clone());
        let (mut input, mut out) = (std::io::stdin().lock(), anstream::stdout());
        let tally = ask::session(&mut input, &mut out, &shown, &mut |entry, ruling, why| {
            book.enter(&[decide::decision(&book.maker(why), entry, ruling)])
        })?;
        writeln!(out, "{}", tally.summary())?;
        return Ok(Verdict::Fine);
    }
    list(args, &claims, &shown)
}

fn list(args: &ListArgs, claims: &[Entry], shown: &[&Entry]) -> anyhow::Result<Verdict> {
    let mut out = String::new();
    if args.project.format == Format::Json {
        for entry in shown {
            writeln!(out, "{}", json(entry))?;
        }
    } else {
        for entry in shown {
            human(&mut out, entry)?;
        }
        if !args.project.quiet {
            ending(&mut out, claims)?;
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
        "before": entry.before,
        "after": entry.after,
        "disputed": entry.disputed,
        "decision": entry.ruling,
    })
}
