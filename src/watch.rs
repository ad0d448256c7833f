//! Waits for changes of the inputs, and has the site built anew.
//!
//! It stands alone because it neither builds nor serves: it calls a function whenever the inputs
//! may differ. Every event only means "look again", so no style of saving can be missed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer, notify::RecommendedWatcher,
};

use crate::disk::INPUTS;

/// How long to wait for more changes after one: editors save in several steps.
const WINDOW: Duration = Duration::from_millis(50);

/// A watcher of the inputs of a project.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    watched: BTreeSet<PathBuf>,
    changes: Receiver<()>,
}

impl Watch {
    /// Begins to watch the inputs of the project at `root`.
    pub fn begin(root: &Path) -> notify::Result<Self> {
        let (tell, changes) = mpsc::channel();
        let debouncer = new_debouncer(WINDOW, None, move |result: DebounceEventResult| {
            if matters(&result) {
                // The other end is gone only when watching ends.
                let _ = tell.send(());
            }
        })?;
        let root = root.to_path_buf();
        let mut watch = Self { root, debouncer, watched: BTreeSet::new(), changes };
        // Alone it tells when an input folder comes or goes; it is not watched in depth, for the
        // output and much else may lie in it.
        watch.debouncer.watch(&watch.root, RecursiveMode::NonRecursive)?;
        watch.follow();
        Ok(watch)
    }

    /// Waits until an input may have changed; false if there is nothing more to wait for.
    pub fn wait(&mut self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        // A storm of events is one change.
        while self.changes.try_recv().is_ok() {}
        self.follow();
        true
    }

    /// Watches input folders that are new, and lets go of those that are gone.
    fn follow(&mut self) {
        for input in INPUTS {
            let path = self.root.join(input);
            let there = path.is_dir();
            if there && !self.watched.contains(&path) {
                if self.debouncer.watch(&path, RecursiveMode::Recursive).is_ok() {
                    self.watched.insert(path);
                }
            } else if !there && self.watched.remove(&path) {
                // It may have been let go with the folder.
                let _ = self.debouncer.unwatch(&path);
            }
        }
    }
}

/// Whether events may mean a changed input. Reading a file is an event too, and would make a loop
/// of every build; after an error of the watcher anything may have changed.
fn matters(result: &DebounceEventResult) -> bool {
    match result {
        Ok(events) => events.iter().any(|event| !matches!(event.kind, EventKind::Access(_))),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn changed(watch: &mut Watch) -> bool {
        let told = watch.changes.recv_timeout(Duration::from_secs(5)).is_ok();
        while watch.changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        watch.follow();
        told
    }

    #[test]
    fn sees_edits_new_folders_renames_and_deletions() {
        let dir = tempfile::tempdir().unwrap();
        let seeds = dir.path().join("seeds");
        fs::create_dir_all(&seeds).unwrap();
        let mut watch = Watch::begin(dir.path()).unwrap();
        fs::write(seeds.join("a.txt"), "one").unwrap();
        assert!(changed(&mut watch), "created");
        fs::write(seeds.join(".new"), "two").unwrap();
        fs::rename(seeds.join(".new"), seeds.join("a.txt")).unwrap();
        assert!(changed(&mut watch), "replaced by rename");
        fs::create_dir_all(dir.path().join("content/deep/er")).unwrap();
        assert!(changed(&mut watch), "a new input folder");
        fs::write(dir.path().join("content/deep/er/x.md"), "x").unwrap();
        assert!(changed(&mut watch), "a file in a new folder");
        fs::remove_dir_all(dir.path().join("content/deep")).unwrap();
        assert!(changed(&mut watch), "deleted");
    }

    #[test]
    fn reading_and_writing_output_are_no_changes() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("seeds")).unwrap();
        fs::create_dir_all(dir.path().join("public")).unwrap();
        fs::write(dir.path().join("seeds/a.txt"), "one").unwrap();
        let watch = Watch::begin(dir.path()).unwrap();
        fs::write(dir.path().join("public/index.html"), "one").unwrap();
        let _ = fs::read(dir.path().join("seeds/a.txt")).unwrap();
        assert!(watch.changes.recv_timeout(Duration::from_millis(400)).is_err());
    }
}
