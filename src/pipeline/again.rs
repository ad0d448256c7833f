//! A build in which nothing changed: recognised by names and times of files, told as the last one.
//!
//! It stands alone because it comes before all stages, and knows of them only what they said.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Edited, Memory, Options, Outcome, Stats};
use crate::diagnostic::{Checked, Diagnostic};
use crate::disk::{self, Expected, Found, Output, Snapshot, Write, WriteKind, stamp_of};
use crate::memo::{self, Hash, Known, Last};

/// The file of the memo.
const FILE: &str = "last";

/// What a build depends on besides files, and where it reads and writes.
#[derive(Clone, Debug)]
pub struct Place {
    pub(super) root: PathBuf,
    out: PathBuf,
    key: Hash,
}

/// What became of the files since the last build.
#[derive(Debug)]
pub enum Look<'a> {
    /// All are as they were: what the last build came to, and how many files it published.
    Unchanged(Box<Outcome>, usize),
    /// Some files of an editor's have another content, and nothing else is different.
    Edited(Box<Edited<'a>>),
    /// There is something to do.
    Changed(Box<Before>),
}

/// How things were when a project was last built, and which files there are now.
#[derive(Debug)]
pub struct Before {
    /// The files that were published.
    pub outputs: Expected,
    /// The inputs as they were, sorted by path.
    inputs: Vec<Known<'static>>,
    /// When the last build looked for them.
    asked: SystemTime,
    /// The inputs that there are now.
    found: Checked<Vec<Found>>,
    /// When they were looked for.
    now: SystemTime,
}

pub(super) fn last_one(last: &Last<Told>, found: Checked<Vec<Found>>, now: SystemTime) -> Before {
    let file = |known: &Known| (known.path.clone().into_owned(), (known.stamp, known.hash));
    let files = last.outputs.par_iter().map(file).collect();
    let input = |known: &Known| Known {
        path: Cow::Owned(known.path.clone().into_owned()),
        stamp: known.stamp,
        hash: known.hash,
    };
    Before {
        outputs: Expected { files, done: Some(last.done()) },
        inputs: last.inputs.par_iter().map(input).collect(),
        asked: last.asked(),
        found,
        now,
    }
}

impl Before {
    /// Nothing is known of how things were in the project at `root`.
    pub fn nothing(root: &Path) -> Self {
        let now = SystemTime::now();
        let (outputs, inputs) = (Expected::default(), Vec::new());
        Self { outputs, inputs, asked: now, found: disk::scan(root), now }
    }

    /// Reads all inputs of the project at `root`, but leaves those for later whose stamps are as they
    /// were, and of which `memory` knows what matters.
    pub fn read(&mut self, root: &Path, memory: &Memory) -> Checked<Snapshot> {
        let found = std::mem::take(&mut self.found);
        let inputs = &self.inputs;
        let known = |found: &Found| {
            let index = inputs.binary_search_by(|known| (*known.path).cmp(&found.path)).ok()?;
            let known = inputs.get(index)?;
            let same = known.stamp == found.stamp && !found.stamp.is_racy(self.asked);
            (same && memory.outlines.has(&found.path, known.hash)).then_some(known.hash)
        };
        disk::read_unknown(root, found, self.now, known)
    }
}

/// What a build had to say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Told {
    subject: String,
    inferred: bool,
    aliases: Vec<String>,
    stats: Stats,
    diagnostics: Vec<Diagnostic>,
}

impl Told {
    pub(super) fn outcome(self) -> Outcome {
        let Self { subject, inferred, aliases, stats, diagnostics } = self;
        Outcome { subject, inferred, aliases, stats, diagnostics, ..Outcome::default() }
    }
}

impl Place {
    /// The project at `root`, to be published to `out`.
    pub fn new(root: &Path, out: &Path, options: &Options) -> Self {
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
        let as_of = options.as_of.map(|date| date.to_string());
        let key = Hash::of(&(out.to_string_lossy(), as_of, &options.base_url, options.drafts));
        Self { root: root.to_path_buf(), out, key }
    }

    /// What is kept of the last build, for [`Place::look`].
    pub fn last(&self) -> Option<memo::Loaded> {
        memo::load(&self.root, FILE)
    }

    /// Compares all inputs and outputs with those of the last build.
    pub fn look<'a>(&self, last: Option<&'a memo::Loaded>) -> Look<'a> {
        let now = SystemTime::now();
        let last = last.and_then(memo::Loaded::value::<Last<Told>>);
        let Some(mut last) = last.filter(|last| last.key == self.key) else {
            return Look::Changed(Box::new(Before::nothing(&self.root)));
        };
        let found = disk::scan(&self.root);
        let fine = found.diagnostics.is_empty() && !disk::is_unfinished(&self.out);
        let changed = fine.then(|| last.inputs_changed(&self.root, &found.value)).flatten();
        let changed = changed.filter(|changed| Edited::may_be(&last, changed));
        let held = changed.and_then(|changed| Some((changed, last.outputs_hold(&self.out)?)));
        let Some((changed, worth)) = held else {
            return Look::Changed(Box::new(last_one(&last, found, now)));
        };
        if !changed.is_empty() {
            return Look::Edited(Box::new(Edited { last, changed, found, now }));
        }
        if worth {
            last = last.at(now);
            memo::save(&self.root, FILE, &last);
        }
        let files = last.files();
        Look::Unchanged(Box::new(last.told.outcome()), files)
    }

    /// Keeps a build that is done now, and found its inputs at `asked`.
    pub(super) fn keep_last(&self, last: Last<Told>, asked: SystemTime) {
        memo::save(&self.root, FILE, &last.at(asked));
    }

    /// Keeps what a build came to that published these `outputs`.
    pub fn keep(
        &self,
        snapshot: &Snapshot,
        outcome: &Outcome,
        outputs: &[Output],
        memory: &Memory,
    ) {
        let (Some(inputs), Some(asked)) = (self.inputs(snapshot, outcome), snapshot.found().1)
        else {
            return;
        };
        let mut outputs: Vec<Known> = outputs
            .iter()
            .map(|output| Known {
                path: Cow::Borrowed(output.path.as_str()),
                stamp: output.stamp,
                hash: output.hash,
            })
            .collect();
        outputs.extend(self.manifest());
        let told = Told {
            subject: outcome.subject.clone(),
            inferred: outcome.inferred,
            aliases: outcome.aliases.clone(),
            stats: outcome.stats,
            diagnostics: outcome.diagnostics.clone(),
        };
        let (key, base) = (self.key, memory.base());
        let last = Last { key, base, inputs, asked: 0, outputs, done: 0, told, renewed: 0 };
        self.keep_last(last, asked);
    }

    /// The inputs as they are after the build, which may have written some itself. None if that
    /// cannot be told for sure.
    fn inputs<'a>(&self, snapshot: &'a Snapshot, outcome: &'a Outcome) -> Option<Vec<Known<'a>>> {
        let known = |path: &'a str, hash, stamp| Known { path: Cow::Borrowed(path), stamp, hash };
        // What a person saved meanwhile has another content than either.
        if outcome.diagnostics.iter().any(|said| said.code == "changed-meanwhile") {
            return None;
        }
        let kept = |write: &&Write| write.kind != WriteKind::Propose;
        let writes: Vec<&Write> = outcome.writes.iter().filter(kept).collect();
        let written: HashSet<&str> = writes.iter().map(|write| &*write.path).collect();
        let mut inputs: Vec<Known> = snapshot
            .found()
            .0
            .par_iter()
            .filter(|found| !written.contains(&*found.path))
            .map(|found| {
                // One that cannot be read has no content, and a stamp all the same.
                let file = snapshot.get(&found.path);
                let hash = file.map_or_else(|| Hash::of_bytes(&[]), |file| file.bytes.hash());
                known(&found.path, hash, found.stamp)
            })
            .collect();
        for write in writes {
            let stamp = stamp_of(&self.root.join(&write.path))?;
            inputs.push(known(&write.path, Hash::of_bytes(&write.bytes), stamp));
        }
        inputs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Some(inputs)
    }

    fn manifest(&self) -> Option<Known<'static>> {
        let path = self.out.join(disk::MANIFEST);
        let bytes = std::fs::read(&path).ok()?;
        let stamp = stamp_of(&path)?.without_change();
        let hash = Hash::of_bytes(&bytes);
        Some(Known { path: Cow::Borrowed(disk::MANIFEST), stamp, hash })
    }
}
