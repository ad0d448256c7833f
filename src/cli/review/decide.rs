//! Decisions, appended to `content/review.yaml`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use sitegen::date::Date;
use sitegen::diagnostic::did_you_mean;
use sitegen::disk::{self, Snapshot, Write, WriteKind};
use sitegen::subject::review::{self, Decision, Entry, Ruling};

use super::{DecideArgs, claims};
use crate::cli::project::ProjectArgs;
use crate::cli::summary::count;
use crate::cli::{Verdict, build, usage};

pub(super) fn run(args: &DecideArgs, ruling: Ruling) -> anyhow::Result<Verdict> {
    if ruling == Ruling::Rejected && args.why.as_deref().is_none_or(|why| why.trim().is_empty()) {
        return Err(usage("say why: --because \"...\", for those who find it rejected"));
    }
    let root = args.project.root()?;
    let (snapshot, Some(claims)) = claims(&args.project, &root)? else {
        return Ok(Verdict::Errors);
    };
    let chosen = chosen(args, &claims)?;
    let mut book = Book::new(&args.project, &root, snapshot, args.who.clone());
    let maker = book.maker(args.why.clone());
    let decided: Vec<Decision> = chosen
        .into_iter()
        .filter(|entry| entry.ruling != Some(ruling) || args.note.is_some())
        .map(|entry| Decision { note: said(args.note.clone()), ..decision(&maker, entry, ruling) })
        .collect();
    if decided.is_empty() {
        writeln!(anstream::stdout(), "Nothing to do: all of that is decided")?;
        return Ok(Verdict::Fine);
    }
    if !book.enter(&decided)? {
        return Ok(Verdict::Errors);
    }
    if !args.project.quiet {
        let what = count(decided.len(), "claim", "claims");
        writeln!(anstream::stdout(), "{what} {}, in {}", ruling.word(), review::FILE)?;
    }
    Ok(Verdict::Fine)
}

/// Who decides, when, and why.
pub(super) struct Maker {
    who: Option<String>,
    when: Date,
    why: Option<String>,
}

/// `content/review.yaml` of a project, with what was read of it last.
pub(super) struct Book<'a> {
    project: &'a ProjectArgs,
    root: &'a Path,
    snapshot: Snapshot,
    who: Option<String>,
}

impl<'a> Book<'a> {
    pub(super) fn new(
        project: &'a ProjectArgs,
        root: &'a Path,
        snapshot: Snapshot,
        who: Option<String>,
    ) -> Self {
        Self { project, root, snapshot, who: said(who).or_else(user) }
    }

    /// The one who sits here.
    pub(super) fn maker(&self, why: Option<String>) -> Maker {
        Maker { who: self.who.clone(), when: self.project.day(), why: said(why) }
    }

    /// Appends decisions to the file. False where that failed, which is said: the file was changed
    /// by somebody else since it was read.
    pub(super) fn enter(&mut self, decided: &[Decision]) -> anyhow::Result<bool> {
        let _lock = build::lock(self.root)?;
        let file = self.snapshot.get(review::FILE);
        let text = file.map_or(Ok(""), |file| std::str::from_utf8(&file.bytes))?;
        let Some(new) = review::appended(text, decided) else {
            bail!(
                "{} is not a list with an entry a line (`- id: ...`), so nothing can be appended \
                 to it",
                review::FILE
            );
        };
        let kind = if file.is_some() { WriteKind::Rewrite } else { WriteKind::Create };
        let bytes: Arc<[u8]> = Arc::from(new.as_bytes());
        let write = Write { path: review::FILE.to_owned(), bytes: Arc::clone(&bytes), kind };
        let failed = disk::write_all(self.root, &self.snapshot, &[write]);
        if !failed.is_empty() {
            self.project.report(&failed)?;
            return Ok(false);
        }
        self.snapshot.set(review::FILE, &*bytes);
        Ok(true)
    }
}

/// The claims that are named, each once; a name that means none is wrong usage.
fn chosen<'a>(args: &DecideArgs, claims: &'a [Entry]) -> anyhow::Result<Vec<&'a Entry>> {
    if let Some(source) = &args.source
        && claims.iter().all(|entry| entry.source.as_str() != source)
    {
        let ids = claims.iter().map(|entry| entry.source.as_str());
        return Err(usage(unknown("article with claims", source, ids)));
    }
    if args.ids.is_empty() {
        let wanted = |entry: &&Entry| {
            entry.ruling.is_none()
                && args.source.as_ref().is_none_or(|source| entry.source.as_str() == source)
                && args.kind.is_none_or(|kind| entry.kind == kind)
        };
        return Ok(claims.iter().filter(wanted).collect());
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

pub(super) fn decision(maker: &Maker, entry: &Entry, ruling: Ruling) -> Decision {
    Decision {
        id: entry.id.clone(),
        kind: Some(entry.kind),
        words: entry.words.clone(),
        source: entry.source.as_str().to_owned(),
        ruling,
        who: maker.who.clone(),
        when: Some(maker.when),
        why: maker.why.clone(),
        note: None,
        place: None,
    }
}

fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// The name under which somebody is logged in.
fn user() -> Option<String> {
    let known = |name| std::env::var(name).ok().filter(|user| !user.trim().is_empty());
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(known)
}
