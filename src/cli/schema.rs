//! `sitegen schema`: JSON Schemas of the files that people write, for editors that check by them.

use std::io::Write as _;

use serde_json::{Map, Value};
use sitegen::diagnostic::did_you_mean;
use sitegen::formats;

use super::{Verdict, usage};

/// Options of `sitegen schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Editors with a YAML plugin check and complete by a schema that the first line of a file names:

  sitegen schema config > sitegen.schema.json
  # yaml-language-server: $schema=sitegen.schema.json")]
pub(super) struct Args {
    /// A file format; none prints the schemas of all of them in one object, by name
    name: Option<String>,
    /// List the formats, and which files have them
    #[arg(long, conflicts_with = "name")]
    list: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let mut out = anstream::stdout();
    let all = formats::all();
    if args.list {
        for format in &all {
            writeln!(out, "{:10} {:26} {}", format.name, format.files, format.about)?;
        }
        return Ok(Verdict::Fine);
    }
    let printed = match &args.name {
        None => {
            let by_name = all.iter().map(|format| (format.name.to_owned(), format.schema()));
            Value::Object(by_name.collect::<Map<_, _>>())
        }
        Some(name) => match all.iter().find(|format| format.name == name.as_str()) {
            Some(format) => format.schema(),
            None => return Err(usage(unknown(name, &all))),
        },
    };
    writeln!(out, "{}", serde_json::to_string_pretty(&printed)?)?;
    Ok(Verdict::Fine)
}

fn unknown(name: &str, all: &[formats::Format]) -> String {
    let names: Vec<&str> = all.iter().map(|format| format.name).collect();
    match did_you_mean(name, names.iter().copied()) {
        Some(near) => format!("there is no format {name:?}: did you mean {near:?}?"),
        None => format!("there is no format {name:?}: there are {}", names.join(", ")),
    }
}
