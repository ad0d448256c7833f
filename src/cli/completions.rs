//! `sitegen completions`: what a shell needs to complete commands and options.

use clap::CommandFactory as _;

use super::Verdict;

/// Options of `sitegen completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

#[expect(clippy::unnecessary_wraps, reason = "all commands have one signature")]
pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let mut command = super::Cli::command();
    clap_complete::generate(args.shell, &mut command, "sitegen", &mut std::io::stdout());
    Ok(Verdict::Fine)
}
