//! The last build: which files it read and wrote, and what it had to say.
//!
//! It stands alone because where nothing changed, nothing else is needed: names and times of all
//! files are compared, and what was said is said again.

use std::borrow::Cow;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Hash;
use crate::disk::{Found, Stamp, stamp_of};

/// A file as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<'a> {
    /// Its path in the project, or in the output folder.
    #[serde(borrow)]
    pub path: Cow<'a, str>,
    /// Its stamp.
    pub stamp: Stamp,
    /// The hash of its content.
    pub hash: Hash,
}

/// A build that published a site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Last<'a, T> {
    /// The hash of what it depended on besides its files.
    pub key: Hash,
    /// Tells the last build that made all pages from all others: what was kept then belongs to it.
    pub base: Hash,
    /// All files that it found, sorted by path.
    #[serde(borrow)]
    pub inputs: Vec<Known<'a>>,
    /// When it looked for them, in nanoseconds since 1970.
    pub asked: u64,
    /// All files that it published, sorted by path.
    #[serde(borrow)]
    pub outputs: Vec<Known<'a>>,
    /// When it was done.
    pub done: u64,
    /// What it had to say.
    pub told: T,
    /// How many stamps were renewed since.
    #[serde(skip)]
    pub renewed: usize,
}

/// How many files must have been read to make sure that they are the same, for it to be worth
/// while to keep their new stamps.
const WORTH_KEEPING: usize = 100;

/// Nanoseconds since 1970.
pub(super) fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

fn time(nanoseconds: u64) -> SystemTime {
    UNIX_EPOCH + std::time::Duration::from_nanos(nanoseconds)
}

/// Whether a file is as it was.
enum Same {
    /// Its stamp says so.
    Seen,
    /// It was read to make sure; this is its stamp now.
    Read(Stamp),
    No,
}

impl<T> Last<'_, T> {
    /// The same build, done now, that looked for its files at `asked`.
    #[must_use]
    pub fn at(self, asked: SystemTime) -> Self {
        Self { asked: nanoseconds(asked), done: nanoseconds(SystemTime::now()), ..self }
    }

    /// When it looked for its files.
    pub fn asked(&self) -> SystemTime {
        time(self.asked)
    }

    /// When this build was done.
    pub fn done(&self) -> SystemTime {
        time(self.done)
    }

    /// How many files the site has; the manifest is none of them.
    pub fn files(&self) -> usize {
        self.outputs.len().saturating_sub(1)
    }

    /// Which inputs of the project at `root` are not as this build found them; `found` are those
    /// that there are now. None if some came or went. Stamps that changed without the content are
    /// renewed.
    pub fn inputs_changed(&mut self, root: &Path, found: &[Found]) -> Option<Vec<usize>> {
        let same = |(known, found): (&Known, &Found)| known.path == found.path;
        if self.inputs.len() != found.len() || !self.inputs.iter().zip(found).all(same) {
            return None;
        }
        let began = time(self.asked);
        let inputs: Vec<Same> = self
            .inputs
            .par_iter()
            .zip(found)
            .map(|(known, found)| known.compare(found.stamp, began, || root.join(&found.path)))
            .collect();
        self.renewed += renew(&mut self.inputs, &inputs);
        let changed = |(index, same): (usize, &Same)| matches!(same, Same::No).then_some(index);
        Some(inputs.iter().enumerate().filter_map(changed).collect())
    }

    /// Whether all outputs are as this build left them, as with inputs; if so, whether it is worth
    /// while to keep the stamps that were renewed.
    pub fn outputs_hold(&mut self, out: &Path) -> Option<bool> {
        let ended = time(self.done);
        let outputs: Vec<Same> = self
            .outputs
            .par_iter()
            .map(|known| {
                let path = out.join(&*known.path);
                match stamp_of(&path) {
                    Some(stamp) => known.compare(stamp.without_change(), ended, || path.clone()),
                    None => Same::No,
                }
            })
            .collect();
        self.renewed += renew(&mut self.outputs, &outputs);
        let hold = !outputs.iter().any(|same| matches!(same, Same::No));
        hold.then_some(self.renewed > WORTH_KEEPING)
    }
}

impl Known<'_> {
    fn compare(&self, now: Stamp, then: SystemTime, path: impl Fn() -> std::path::PathBuf) -> Same {
        if self.stamp == now && !now.is_racy(then) {
            return Same::Seen;
        }
        if self.stamp.size != now.size {
            return Same::No;
        }
        match std::fs::read(path()) {
            Ok(bytes) if Hash::of_bytes(&bytes) == self.hash => Same::Read(now),
            _ => Same::No,
        }
    }
}

/// Takes over new stamps, and counts them.
fn renew(known: &mut [Known], now: &[Same]) -> usize {
    let mut count = 0;
    for (known, same) in known.iter_mut().zip(now) {
        if let Same::Read(stamp) = same {
            known.stamp = *stamp;
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::disk::scan;

    #[test]
    fn holds_until_a_file_differs() {
        let dir = tempfile::tempdir().unwrap();
        let (root, out) = (dir.path(), dir.path().join("public"));
        for (path, text) in [("seeds/a.txt", "a"), ("public/index.html", "i")] {
            std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            std::fs::write(root.join(path), text).unwrap();
        }
        let asked = SystemTime::now();
        let known = |path: &str, file: &str, stamp: fn(Stamp) -> Stamp| Known {
            path: Cow::Owned(path.to_owned()),
            stamp: stamp(stamp_of(&root.join(file)).unwrap()),
            hash: Hash::of_bytes(&std::fs::read(root.join(file)).unwrap()),
        };
        let mut last = Last {
            key: Hash::default(),
            base: Hash::default(),
            inputs: vec![known("seeds/a.txt", "seeds/a.txt", |stamp| stamp)],
            asked: 0,
            outputs: vec![known("index.html", "public/index.html", Stamp::without_change)],
            done: 0,
            told: (),
            renewed: 0,
        }
        .at(asked);
        let mut holds = || {
            let changed = last.inputs_changed(root, &scan(root).value);
            changed.is_some_and(|changed| changed.is_empty()) && last.outputs_hold(&out).is_some()
        };
        assert!(holds());
        // The same length at once after it was looked at: only its content tells.
        std::fs::write(root.join("seeds/a.txt"), "b").unwrap();
        assert!(!holds());
        std::fs::write(root.join("seeds/a.txt"), "a").unwrap();
        assert!(holds(), "the same content again");
        std::fs::write(out.join("index.html"), "j").unwrap();
        assert!(!holds());
        std::fs::write(out.join("index.html"), "i").unwrap();
        std::fs::write(root.join("seeds/b.txt"), "b").unwrap();
        assert!(!holds(), "a new file");
        std::fs::remove_file(root.join("seeds/b.txt")).unwrap();
        std::thread::sleep(Duration::from_millis(30));
        assert!(holds());
        std::fs::remove_file(out.join("index.html")).unwrap();
        assert!(!holds(), "an output is gone");
    }
}
