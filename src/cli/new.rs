//! `sitegen new`: a project that builds at once.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sitegen::seeds::Kind;

use super::summary::count;
use super::{Verdict, usage};

/// Options of `sitegen new`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make; it must not hold anything yet
    dir: PathBuf,
    /// What the articles are about, such as "The Harbour Compact"
    #[arg(long, value_name = "NAME")]
    subject: String,
    /// A folder of articles (.txt, .md, .html) to copy into the project
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

const CONFIG: &str = include_str!("new.yaml");

const IGNORED: &str = "/public/\n/.sitegen/\n*.proposed\n";

pub(super) fn run(args: &Args) -> anyhow::Result<Verdict> {
    let name = args.subject.trim();
    if name.is_empty() {
        return Err(usage("--subject must name what the articles are about"));
    }
    if is_taken(&args.dir) {
        return Err(usage(format!(
            "{} already exists and is not an empty folder",
            args.dir.display()
        )));
    }
    let articles = match &args.from {
        Some(folder) => articles_in(folder)?,
        None => Vec::new(),
    };
    let seeds = args.dir.join("seeds");
    std::fs::create_dir_all(&seeds)
        .with_context(|| format!("cannot create {}", seeds.display()))?;
    // A string in JSON is one in YAML too, whatever it holds.
    let quoted = serde_json::Value::from(name).to_string();
    write(&args.dir.join("sitegen.yaml"), &CONFIG.replace("{{subject}}", &quoted))?;
    write(&args.dir.join(".gitignore"), IGNORED)?;
    let mut copied = 0;
    for (from, to) in &articles {
        let to = seeds.join(to);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let bytes =
            std::fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        std::fs::write(&to, bytes).with_context(|| format!("cannot write {}", to.display()))?;
        copied += usize::from(Kind::of_path(&to.to_string_lossy()).is_some());
    }
    let mut out = anstream::stdout();
    writeln!(out, "Made a project in {}", args.dir.display())?;
    match &args.from {
        Some(_) => writeln!(out, "  {} copied to seeds/", count(copied, "article", "articles"))?,
        None => writeln!(out, "  save articles (.txt, .md or .html) in its seeds/")?,
    }
    writeln!(out, "Next: sitegen build --root {}", shell_word(&args.dir))?;
    Ok(Verdict::Fine)
}

fn is_taken(dir: &Path) -> bool {
    match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Articles and what stands beside them, with their path in the new `seeds`. Links are not
/// followed: a project holds its articles.
fn articles_in(folder: &Path) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    if !folder.is_dir() {
        return Err(usage(format!("there is no folder {}", folder.display())));
    }
    let mut out = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let path = entry.path();
        let relative = path.strip_prefix(folder).unwrap_or(path);
        let hidden =
            relative.components().any(|p| p.as_os_str().to_string_lossy().starts_with('.'));
        let name = path.to_string_lossy();
        let wanted = Kind::of_path(&name).is_some() || name.ends_with(".meta.yaml");
        // A link to a file is copied as what it points to.
        if path.is_file() && wanted && !hidden {
            out.push((path.to_path_buf(), relative.to_path_buf()));
        }
    }
    if out.is_empty() {
        return Err(usage(format!("{} holds no .txt, .md or .html file", folder.display())));
    }
    Ok(out)
}

/// The path as a shell takes it.
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./~".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
