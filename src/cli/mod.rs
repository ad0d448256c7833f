//! What a person types, one file per command.
//!
//! It stands alone because only here do errors end the program: content that is wrong ends with 1,
//! wrong usage with 2.

mod build;
mod check;
mod completions;
mod edition;
mod explain;
mod ingest;
mod new;
mod progress;
mod project;
mod review;
mod schema;
mod summary;
mod trace;
mod watch;
mod why;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns a folder of articles into an explainer site on which every statement is one step from
/// the passage that it rests on.
#[derive(Debug, Parser)]
#[command(name = "sitegen", version, max_term_width = 100)]
#[command(after_help = "\
A folder that holds nothing but articles in seeds/ builds as it is. To begin:

  sitegen new my-topic --subject \"The Harbour Compact\" --from articles/
  sitegen build --root my-topic

Exit status: 0 fine, 1 errors in the content, 2 wrong usage.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site and publish it, all of it or nothing.
    Build(build::Args),
    /// Serve the site on this machine and rebuild it whenever a file changes.
    Watch(watch::Args),
    /// Make a project that builds at once.
    New(new::Args),
    /// Turn seeds/ into content/sources/, and say what was found, inferred and left out.
    Ingest(ingest::Args),
    /// Verify everything that a build verifies, and write nothing.
    Check(check::Args),
    /// List the claims that nobody has decided on, and decide on them.
    Review(Box<review::Args>),
    /// Record what the site states now, so that readers can see what changes from here on.
    Edition(edition::Args),
    /// Show which rules found what in a passage, and what they left out and why.
    Trace(trace::Args),
    /// Print the JSON Schemas of the files that people write, for editors that check by them.
    Schema(schema::Args),
    /// Say what a page is made of, and why it was last rendered.
    Why(why::Args),
    /// Print completions for a shell.
    Completions(completions::Args),
    /// Explain the code of an error or warning.
    Explain(explain::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// All is well.
    Fine,
    /// There are errors in the content.
    Errors,
}

/// The command was used wrongly; nothing was done.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Shorthand for an error of wrong usage.
fn usage(message: impl Into<String>) -> anyhow::Error {
    Usage(message.into()).into()
}

/// Runs the command line.
pub(crate) fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::New(args) => new::run(&args),
        Command::Ingest(args) => ingest::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Edition(args) => edition::run(&args),
        Command::Trace(args) => trace::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Explain(args) => explain::run(&args),
    };
    match outcome {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Errors) => ExitCode::from(1),
        // Whoever reads our output has gone, as `head` does: that is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let red = anstyle::AnsiColor::Red.on_default().bold();
            // There is nobody left to tell if this fails.
            let _ = writeln!(anstream::stderr(), "{red}error{red:#}: {error:#}");
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
