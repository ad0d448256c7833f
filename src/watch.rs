//! Waits until the inputs of a project may have changed.
//!
//! It stands alone because it neither reads nor builds. Every event only means "look again", so no
//! style of saving can be missed; and whoever waited reads after the folders are watched anew, so
//! nothing falls between a new folder and its watch.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, Event, EventKind, ModifyKind, RemoveKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};
use rustc_hash::FxHasher;

use crate::disk::INPUTS;

/// How long nothing may have happened after a change: editors save in several steps.
const QUIET: Duration = Duration::from_millis(20);

/// The same once many files have changed: a branch is switched, a folder copied.
const STORM_QUIET: Duration = Duration::from_millis(120);

/// More files than any editor touches to save one.
const STORM: usize = 8;

/// After this long it is time to look, though changes go on.
const LONGEST: Duration = Duration::from_secs(3);

/// How often to look at what no event tells of, such as files behind symbolic links.
pub const UNTOLD: Duration = Duration::from_secs(1);

/// A watcher of the inputs of a project.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    /// None while only looking from time to time.
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    pending: Arc<Pending>,
    interval: Option<Duration>,
    trouble: Option<String>,
}

impl Watch {
    /// Begins to watch the inputs of the project at `root`; with `poll` only by looking so often.
    pub fn begin(root: &Path, poll: Option<Duration>) -> Self {
        let root = root.to_path_buf();
        let pending = Arc::new(Pending::default());
        let watched = BTreeSet::new();
        let mut watch =
            Self { root, watcher: None, watched, pending, interval: poll, trouble: None };
        if poll.is_none() {
            let (root, pending) = (watch.root.clone(), Arc::clone(&watch.pending));
            let tell = move |event: notify::Result<Event>| pending.take(&root, event);
            // Links are not followed: one may lead anywhere.
            let config = Config::default().with_follow_symlinks(false);
            match RecommendedWatcher::new(tell, config) {
                Ok(events) => watch.watcher = Some(events),
                Err(error) => watch.complain(&error),
            }
            watch.arm();
        }
        watch
    }

    /// Waits until an input may have changed, at most for `longest`. Storms are waited out.
    pub fn wait(&mut self, longest: Option<Duration>) {
        let limit = match (self.interval, longest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if self.pending.wait(limit) {
            self.arm();
        }
    }

    /// Why events cannot be relied on, once: from then on it looks from time to time.
    pub fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Watches every input folder as it is now, and all below it.
    fn arm(&mut self) {
        let Some(mut watcher) = self.watcher.take() else { return };
        let mut failed = None;
        // The project's folder tells when an input comes or goes; it is not watched in depth, for
        // the output and much else may lie in it.
        for (path, mode) in std::iter::once((self.root.clone(), RecursiveMode::NonRecursive))
            .chain(INPUTS.iter().map(|name| (self.root.join(name), RecursiveMode::Recursive)))
        {
            if self.watched.remove(&path) {
                // It may have been let go with the folder, and a new one be in its place.
                let _ = watcher.unwatch(&path);
            }
            if path.is_dir() {
                match watcher.watch(&path, mode) {
                    Ok(()) => drop(self.watched.insert(path)),
                    // It is gone again, which is another event.
                    Err(_) if !path.is_dir() => {}
                    Err(error) => failed = Some(error),
                }
            }
        }
        self.watcher = Some(watcher);
        if let Some(error) = failed {
            self.complain(&error);
        }
    }

    fn complain(&mut self, error: &notify::Error) {
        if self.interval.is_none() {
            self.interval = Some(UNTOLD);
            let reason = match &error.kind {
                notify::ErrorKind::MaxFilesWatch => {
                    "the system watches no more folders (on Linux, raise \
                     fs.inotify.max_user_watches)"
                        .to_owned()
                }
                _ => format!("the system does not tell of changes: {error}"),
            };
            self.trouble = Some(reason);
        }
    }
}

/// What happened and was not yet looked at; no more than is needed to decide when to look.
#[derive(Debug, Default)]
struct Pending {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    last: Option<Instant>,
    /// Hashes of the paths concerned, as many as make a storm.
    paths: BTreeSet<u64>,
    /// Folders came or went: they have to be watched anew.
    folders: bool,
}

impl State {
    /// How much longer to wait for the end of a burst of changes that began at `first`; none if it
    /// has ended.
    fn left(&self, first: Instant, now: Instant) -> Option<Duration> {
        let quiet = if self.paths.len() > STORM { STORM_QUIET } else { QUIET };
        let left = quiet.saturating_sub(now.saturating_duration_since(self.last?));
        let over = left.is_zero() || now.saturating_duration_since(first) > LONGEST;
        (!over).then_some(left)
    }
}

impl Pending {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of an event.
    fn take(&self, root: &Path, event: notify::Result<Event>) {
        // After an error, or lost events, anything may have changed.
        let event = event.unwrap_or_else(|_| Event::new(EventKind::Any));
        let doubt = event.paths.is_empty() || event.need_rescan();
        if !doubt && (is_reading(event.kind) || !event.paths.iter().any(|p| is_input(root, p))) {
            return;
        }
        let folders = doubt || concerns_folders(root, &event);
        let mut state = self.state();
        state.last = Some(Instant::now());
        state.folders |= folders;
        for path in &event.paths {
            if state.paths.len() <= STORM {
                state.paths.insert(BuildHasherDefault::<FxHasher>::default().hash_one(path));
            }
        }
        self.changed.notify_all();
    }

    /// Waits for the end of a burst of changes, or for `limit` if nothing changes. Whether folders
    /// came or went.
    fn wait(&self, limit: Option<Duration>) -> bool {
        let mut state = self.state();
        let begun = Instant::now();
        while state.last.is_none() {
            let left = limit.map(|limit| limit.saturating_sub(begun.elapsed()));
            state = match left {
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => return false,
                Some(left) => self.timed(state, left),
            };
        }
        let first = Instant::now();
        while let Some(left) = state.left(first, Instant::now()) {
            state = self.timed(state, left);
        }
        std::mem::take(&mut *state).folders
    }

    fn timed<'a>(&self, state: MutexGuard<'a, State>, left: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Reading a file is an event too, and would make a loop of every build. That one open for writing
/// is closed is a change: what was written through a memory map has no other event.
fn is_reading(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}

/// Whether the path is the project's folder or in one of its inputs. Some systems tell paths
/// without symbolic links: what is not below `root` by name may well be.
fn is_input(root: &Path, path: &Path) -> bool {
    match path.strip_prefix(root) {
        Ok(inside) => inside.components().next().is_none_or(|first| {
            INPUTS.iter().any(|input| first.as_os_str() == std::ffi::OsStr::new(input))
        }),
        Err(_) => true,
    }
}

/// Whether a folder may have come or gone, so that there is one to watch or to let go.
fn concerns_folders(root: &Path, event: &Event) -> bool {
    let here = |path: &PathBuf| path.parent() == Some(root) || path == root || path.is_dir();
    match event.kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
        EventKind::Modify(ModifyKind::Data(_)) | EventKind::Access(_) => false,
        _ => event.paths.iter().any(here),
    }
}

#[cfg(test)]
mod tests;
