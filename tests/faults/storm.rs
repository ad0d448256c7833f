//! A hundred thousand random changes in bursts: nothing is lost, nothing stays stale, and memory is
//! bounded.

use std::fs;
use std::path::Path;

use crate::Came;
use crate::site::{Comparison, clean};
use crate::watching::{ARTICLE, Browser, Watching};

const EVENTS: usize = 100_000;
const BURSTS: usize = 10;

/// More than the program needs, by far less than it would with a site kept for each burst.
const MEMORY: u64 = 400 * 1024 * 1024;

/// Numbers in no order, the same in every run (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// Changes one of a few files or folders.
fn change(root: &Path, dice: &mut Dice, n: usize) {
    let folder = ["content", "content/a", "content/a/b", "content/c", "static", "static/a"]
        [usize::try_from(dice.roll(6)).unwrap()];
    let name = |dice: &mut Dice| {
        let extension = if folder.starts_with("static") { "txt" } else { "md" };
        root.join(folder).join(format!("p{}.{extension}", dice.roll(6)))
    };
    let (path, other) = (name(dice), name(dice));
    let text = format!("---\ntitle: Page\n---\n\nChange {n}.\n");
    // Most of these fail now and then, since there is no such file: that is as well a change less.
    match dice.roll(40) {
        0 => drop(fs::remove_dir_all(root.join(folder))),
        1 => drop(fs::rename(root.join("content/a"), root.join("content/c/moved"))),
        2 => drop(fs::rename(root.join("content/c/moved"), root.join("content/a"))),
        3..10 => drop(fs::remove_file(path)),
        10..16 => drop(fs::rename(path, other)),
        16..22 => {
            let temporary = path.with_extension("tmp~");
            let _ = fs::write(&temporary, text);
            let _ = fs::rename(&temporary, path);
        }
        22..26 => drop(fs::create_dir_all(root.join(folder))),
        _ => drop(fs::write(path, text)),
    }
}

/// How much memory a process has at most had.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

pub(crate) fn random_changes() -> Came {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("seeds")).unwrap();
    fs::write(dir.path().join("seeds/a.txt"), ARTICLE).unwrap();
    // Without a search index, pages of which only the text changes are made anew alone.
    fs::write(dir.path().join("sitegen.yaml"), "search: false\n").unwrap();
    let watching = Watching::watch(dir, &[]);
    let mut browser = Browser::new(&watching);
    let mut comparison = Comparison::default();
    let mut dice = Dice(7);
    let mut builds = 0;
    for burst in 0..BURSTS {
        for n in 0..EVENTS / BURSTS {
            change(watching.path(), &mut dice, burst * EVENTS + n);
        }
        // One more that is sure to change the site, so that there is a build to wait for.
        let last = format!("---\ntitle: Last\n---\n\nBurst {burst}.\n");
        fs::create_dir_all(watching.at("content")).unwrap();
        fs::write(watching.at("content/last.md"), last).unwrap();
        let site = clean(watching.path()).expect("a site without errors");
        match comparison.settle(&watching, &mut browser, &site) {
            Ok(count) => builds += count,
            Err(stale) => panic!("burst {burst}: {stale}"),
        }
    }
    let peak = peak(watching.child.id());
    assert!(peak.is_none_or(|bytes| bytes < MEMORY), "{peak:?} bytes of memory");
    assert!(builds < EVENTS / 100, "{builds} builds");
    Came::Held(format!(
        "what is served is a clean build's; {builds} builds for {BURSTS} bursts, peak memory {}",
        peak.map_or("unknown".to_owned(), |bytes| format!("{} MB", bytes / 1_000_000)),
    ))
}
