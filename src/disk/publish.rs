//! A site put into its output folder so that a visitor never sees half of it.
//!
//! Every file that differs is staged first, on the same file system: with an error or no space
//! left, nothing has changed. Then the manifest is made to name old and new files, so that a
//! build killed from here on leaves nothing that the next one does not know; assets are renamed
//! into place, then new pages, then those that link to them, then feeds and what else lists pages;
//! deletions come last, and the manifest is made to name what is left. What is the same is not
//! touched.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::memo::Hash;
use crate::site::lists_pages;
use crate::slug::SitePath;

use super::error::{PublishError, io_error};
use super::expected::Expected;
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest};
use super::owned::{STAGE, may_publish};
use super::scan::Stamp;

/// Where in it files wait under their own names, to be moved with the whole of their folder.
const TREE: &str = "tree";

/// Files being staged for an output folder. Dropped without [`Stage::commit`], it leaves the
/// folder as it was.
#[derive(Debug)]
pub struct Stage {
    pub(super) out: PathBuf,
    staged: PathBuf,
    force: bool,
    /// Whether to wait until the disk has what was written.
    durable: bool,
    /// Whether the output folder was made for this.
    made: bool,
    before: Manifest,
    expected: Expected,
    /// What the output folder holds.
    there: HashSet<String>,
    next: AtomicUsize,
    records: Mutex<Vec<Record>>,
    _lock: Lock,
}

#[derive(Debug)]
pub(super) struct Record {
    pub(super) path: SitePath,
    hash: Hash,
    stamp: Stamp,
    pub(super) state: State,
}

/// A file of the site as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path in the output folder.
    pub path: SitePath,
    /// The hash of its content.
    pub hash: Hash,
    /// Its stamp, without the time of the last change: that of its renaming.
    pub stamp: Stamp,
}

#[derive(Debug)]
pub(super) enum State {
    /// The file there holds the same bytes.
    Same,
    /// Staged under this number; whether there is a file to replace.
    Staged { number: usize, replaces: bool },
    /// Staged under its own name: nothing is there of the folder that it is in.
    Fresh,
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files created or replaced.
    pub written: usize,
    /// Files that were the same, and left alone.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
}

impl Stage {
    /// Prepares to publish the site of the project at `root` to `out`, holding a lock on it.
    pub fn open(root: &Path, out: &Path, force: bool) -> Result<Self, PublishError> {
        may_publish(root, out, force)?;
        let made = !out.exists();
        std::fs::create_dir_all(out).map_err(io_error("create", out))?;
        let lock = Lock::take(out).map_err(io_error("lock", out))?;
        let lock = lock.ok_or_else(|| PublishError::Busy(out.display().to_string()))?;
        let staged = out.join(STAGE);
        // What a killed build had staged is of no use.
        match std::fs::remove_dir_all(&staged) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(io_error("clear", &staged)(error));
            }
            _ => {}
        }
        std::fs::create_dir(&staged).map_err(io_error("create", &staged))?;
        let there = names_in(out).map_err(io_error("read", out))?;
        let before = Manifest::read(out).map_err(io_error("read the manifest of", out))?;
        Ok(Self {
            out: out.to_path_buf(),
            staged,
            force,
            durable: false,
            made,
            before: before.unwrap_or_default(),
            expected: Expected::default(),
            there,
            next: AtomicUsize::new(0),
            records: Mutex::default(),
            _lock: lock,
        })
    }

    /// The same, knowing what was published before.
    #[must_use]
    pub fn expecting(mut self, expected: Expected) -> Self {
        self.expected = expected;
        self
    }

    /// The same, waiting until the disk has what was written: a power cut loses nothing then.
    #[must_use]
    pub fn durable(mut self, durable: bool) -> Self {
        self.durable = durable;
        self
    }

    /// Keeps the file that is in place, if it is known to be there and to have this hash.
    pub fn keep(&self, path: &SitePath, hash: Hash) -> bool {
        let target = self.out.join(path.as_str());
        let now = std::fs::symlink_metadata(&target).ok().filter(Metadata::is_file);
        let stamp = now.map(|meta| Stamp::of(&meta).without_change());
        // What was written just before a build ended may have changed since without showing it:
        // its bytes tell.
        let same = |now: &Stamp| {
            self.expected.is(path, hash, *now)
                || self.expected.had(path, hash)
                    && std::fs::read(&target).is_ok_and(|bytes| Hash::of_bytes(&bytes) == hash)
        };
        let Some(stamp) = stamp.filter(same) else {
            return false;
        };
        self.record(path.clone(), hash, stamp, State::Same);
        true
    }

    /// Stages a file, unless the one in place is the same. May be called from many threads.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), PublishError> {
        self.put_hashed(path, bytes, Hash::of_bytes(bytes))
    }

    /// The same of a file whose content has this hash.
    pub fn put_hashed(
        &self,
        path: &SitePath,
        bytes: &[u8],
        hash: Hash,
    ) -> Result<(), PublishError> {
        if !self.there.contains(top(path)) {
            let staged = self.staged.join(TREE).join(path.as_str());
            let stamp =
                write_within(&staged, bytes, self.durable).map_err(io_error("write", &staged))?;
            self.record(path.clone(), hash, stamp, State::Fresh);
            return Ok(());
        }
        let target = self.out.join(path.as_str());
        let now = match std::fs::symlink_metadata(&target) {
            Ok(meta) if meta.is_file() => Some(Stamp::of(&meta)),
            _ => None,
        };
        let same = now.filter(|now| now.size == bytes.len() as u64).filter(|now| {
            self.expected.is(path, hash, now.without_change())
                || std::fs::read(&target).is_ok_and(|current| current == bytes)
        });
        let (stamp, state) = if let Some(stamp) = same {
            (stamp, State::Same)
        } else {
            if now.is_some() && !self.force && !self.before.files.contains(path) {
                return Err(PublishError::ForeignFile {
                    out: self.out.display().to_string(),
                    path: path.to_string(),
                });
            }
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let staged = self.staged.join(number.to_string());
            let stamp =
                write_new(&staged, bytes, self.durable).map_err(io_error("write", &staged))?;
            (stamp, State::Staged { number, replaces: now.is_some() })
        };
        self.record(path.clone(), hash, stamp, state);
        Ok(())
    }

    fn record(&self, path: SitePath, hash: Hash, stamp: Stamp, state: State) {
        let record = Record { path, hash, stamp: stamp.without_change(), state };
        self.records.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(record);
    }

    /// Puts everything into place and deletes what the site no longer has.
    pub fn commit(self) -> Result<Published, PublishError> {
        self.commit_all().map(|(published, _)| published)
    }

    /// The same; returns all files of the site too, in no order.
    pub fn commit_all(self) -> Result<(Published, Vec<Output>), PublishError> {
        let mut records = self.take_records()?;
        let after = Manifest { files: records.iter().map(|r| r.path.clone()).collect() };
        let gone: Vec<&SitePath> = self.before.files.difference(&after.files).collect();
        let renamed = self.before != after || !self.there.contains(MANIFEST);
        if renamed {
            let both = Manifest { files: self.before.files.union(&after.files).cloned().collect() };
            self.stage_manifest("both", &both)?;
            self.stage_manifest("after", &after)?;
        }
        self.make_folders(&records, &gone)?;
        if renamed {
            self.rename("both", MANIFEST)?;
        }
        let mut published = self.put_all_in_place(&mut records)?;
        published.removed = self.remove(&gone)?;
        if renamed {
            self.rename("after", MANIFEST)?;
        }
        if self.durable {
            self.sync_folders(&records, &gone)?;
        }
        Ok((published, outputs(records)))
    }

    /// Puts files into place that the output folder has already, and leaves all others as they are.
    /// Returns those that it was given.
    pub fn commit_some(self) -> Result<(Published, Vec<Output>), PublishError> {
        let mut records = self.take_records()?;
        self.make_folders(&records, &[])?;
        let published = self.put_all_in_place(&mut records)?;
        if self.durable {
            self.sync_folders(&records, &[])?;
        }
        Ok((published, outputs(records)))
    }

    /// The files to be published, sorted by path.
    fn take_records(&self) -> Result<Vec<Record>, PublishError> {
        let mut records = std::mem::take(
            &mut *self.records.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        );
        records.sort_by(|a, b| a.path.cmp(&b.path));
        match records.windows(2).find(|pair| pair[0].path == pair[1].path) {
            Some(pair) => Err(PublishError::Twice(pair[0].path.clone())),
            None => Ok(records),
        }
    }

    fn put_all_in_place(&self, records: &mut [Record]) -> Result<Published, PublishError> {
        let mut published = Published::default();
        records.sort_by_key(Record::order);
        let pages = records.partition_point(|record| record.order() == 0);
        let (assets, pages) = records.split_at(pages);
        self.put_in_place(assets, &mut published)?;
        self.move_folders(records)?;
        self.put_in_place(pages, &mut published)?;
        Ok(published)
    }

    fn put_in_place(
        &self,
        records: &[Record],
        published: &mut Published,
    ) -> Result<(), PublishError> {
        for record in records {
            match record.state {
                State::Same => published.unchanged += 1,
                State::Fresh => published.written += 1,
                State::Staged { number, .. } => {
                    self.rename(&number.to_string(), record.path.as_str())?;
                    published.written += 1;
                }
            }
        }
        Ok(())
    }

    /// Moves new folders into place, each with all of its files: those without pages first, the
    /// home page last.
    fn move_folders(&self, records: &[Record]) -> Result<(), PublishError> {
        let mut tops: BTreeMap<&str, u8> = BTreeMap::new();
        for record in records.iter().filter(|record| matches!(record.state, State::Fresh)) {
            let order = if record.path.as_str() == "index.html" { 2 } else { record.order() };
            let known = tops.entry(top(&record.path)).or_default();
            *known = order.max(*known);
        }
        let mut tops: Vec<(u8, &str)> = tops.into_iter().map(|(top, n)| (n, top)).collect();
        tops.sort_unstable();
        for (_, top) in tops {
            self.rename(&format!("{TREE}/{top}"), top)?;
        }
        Ok(())
    }

    fn stage_manifest(&self, name: &str, manifest: &Manifest) -> Result<(), PublishError> {
        let path = self.staged.join(name);
        std::fs::write(&path, manifest.print()).map_err(io_error("write", &path))
    }

    fn rename(&self, staged: &str, path: &str) -> Result<(), PublishError> {
        let target = self.out.join(path);
        std::fs::rename(self.staged.join(staged), &target).map_err(io_error("write", &target))
    }
}

fn outputs(records: Vec<Record>) -> Vec<Output> {
    let output = |Record { path, hash, stamp, .. }| Output { path, hash, stamp };
    records.into_iter().map(output).collect()
}

/// The file or folder of the output folder that a file is, or is in.
fn top(path: &SitePath) -> &str {
    path.as_str().split('/').next().unwrap_or_default()
}

fn names_in(folder: &Path) -> io::Result<HashSet<String>> {
    let name = |entry: io::Result<std::fs::DirEntry>| {
        entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
    };
    std::fs::read_dir(folder)?.map(name).collect()
}

/// Writes a new file, and creates its folder: most often that of one page alone.
fn write_within(path: &Path, bytes: &[u8], durable: bool) -> io::Result<Stamp> {
    if let Some(folder) = path.parent() {
        match std::fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(folder)?;
            }
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    write_new(path, bytes, durable)
}

/// Writes a new file, and asks for its stamp while it is still open.
fn write_new(path: &Path, bytes: &[u8], durable: bool) -> io::Result<Stamp> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    if durable {
        file.sync_all()?;
    }
    Ok(Stamp::of(&file.metadata()?))
}

impl Record {
    /// Assets before the pages that use them, new pages before those that link to them, and before
    /// the feeds and the search index that tell of them.
    fn order(&self) -> u8 {
        let page = Path::new(self.path.as_str()).extension().is_some_and(|e| e == "html");
        let list = lists_pages(self.path.as_str());
        match self.state {
            State::Staged { replaces: true, .. } if list => 3,
            State::Staged { replaces: true, .. } if page => 2,
            _ if page || list => 1,
            _ => 0,
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // If it cannot be removed now, the next build does.
        let _ = std::fs::remove_dir_all(&self.staged);
        if self.made {
            // It fails where a site was published, which is as it should be.
            let _ = std::fs::remove_dir(&self.out);
        }
    }
}
