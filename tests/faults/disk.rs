//! Disks that are full, or that nobody may write to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Came;
use crate::project::{Project, STAGE, command, published, run, same, shell};

/// A file system of its own, or another mount of one, until it is dropped.
struct Mount(PathBuf);

impl Mount {
    /// A file system in memory of so many bytes; none where that may not be mounted.
    fn memory(at: &Path, bytes: usize) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mount = format!("mount -t tmpfs -o size={bytes} none '{}'", at.display());
        shell(&mount).map(|_| Self(at.to_path_buf()))
    }

    /// What is there already, but read-only.
    fn read_only(at: &Path) -> Option<Self> {
        let path = at.display();
        shell(&format!("mount --bind '{path}' '{path}'"))?;
        let mount = Self(at.to_path_buf());
        shell(&format!("mount -o remount,ro,bind '{path}' '{path}'")).map(|_| mount)
    }

    /// The same, or where nothing may be mounted, a folder in which nobody may create anything.
    fn read_only_or_closed(at: &Path) -> Option<Closed> {
        if let Some(mount) = Self::read_only(at) {
            return Some(Closed::Mounted { _mount: mount });
        }
        let closed = Closed::Folder(at.to_path_buf());
        shell(&format!("chmod -R a-w '{}'", at.display()))?;
        // The permissions do not hold for root.
        fs::write(at.join(".probe"), "").is_err().then_some(closed)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = shell(&format!("umount -l '{}'", self.0.display()));
    }
}

enum Closed {
    Mounted { _mount: Mount },
    Folder(PathBuf),
}

impl Closed {
    /// What the system says of it.
    fn said(&self) -> &'static str {
        match self {
            Self::Mounted { .. } => "Read-only file system",
            Self::Folder(_) => "ermission denied",
        }
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        if let Self::Folder(at) = self {
            let _ = fs::remove_file(at.join(".probe"));
            let _ = shell(&format!("chmod -R u+w '{}'", at.display()));
        }
    }
}

const FULL: &str = "No space left on device";

/// Several files that come to so many bytes, which do not compress.
fn grow(project: &Project, bytes: usize) {
    for n in 0..10 {
        project.put(&format!("static/big/{n}.bin"), vec![u8::try_from(n).unwrap(); bytes / 10]);
    }
}

pub(crate) fn full_output() -> Came {
    let project = Project::new();
    let Some(_mount) = Mount::memory(&project.out(), 3 << 20) else {
        return Came::Skipped("no file system may be mounted here".to_owned());
    };
    // The mount is an empty folder, which is as good as none.
    let before = project.built("at first");
    grow(&project, 4 << 20);
    project.build(&[]).refused(1, FULL);
    same(&published(&project.out()), &before, "while there was no space");
    assert!(!project.out().join(STAGE).exists(), "what was staged still fills the disk");
    project.build(&[]).refused(1, FULL);
    fs::remove_dir_all(project.at("static/big")).unwrap();
    project.put("static/small.txt", "small");
    project.built("once there was space");
    Came::Held(
        "refused with the system's reason, the old site untouched and nothing left staged; \
        the next build with enough space publishes"
            .to_owned(),
    )
}

/// Whatever is written last fits not: sources, staged files, manifests, the memo.
pub(crate) fn full_project() -> Came {
    let outer = tempfile::tempdir().unwrap();
    let Some(mount) = Mount::memory(outer.path(), 8 << 20) else {
        return Came::Skipped("no file system may be mounted here".to_owned());
    };
    let project = Project::within(&mount.0);
    let mut before = project.built("at first");
    let (mut refused, mut published_all) = (0, 0);
    for n in 0..24_u32 {
        project.put("seeds/a.txt", format!("Lamps are lit, again {n}\n\nIt was on 3 May 2031.\n"));
        project.titled(&format!("Lanterns {n}"));
        let after = project.clean();
        // From no space at all to enough of it.
        let filler = mount.0.join("filler");
        fill(&filler, u64::from(n) * 12 * 1024);
        let ended = project.build(&[]);
        let now = published(&project.out());
        let source = fs::read_to_string(project.at("content/sources/a.md")).unwrap();
        assert!(
            source.contains("Lamps are lit") && source.ends_with("3 May 2031.\n") || n == 0,
            "{source}"
        );
        if ended.code == Some(0) {
            same(&now, &after, "published");
            published_all += 1;
        } else {
            ended.refused(1, FULL);
            same(&now, &before, "not published");
            refused += 1;
        }
        fs::remove_file(filler).unwrap();
        project.repaired(&after, "once there was space");
        before = after;
    }
    assert!(refused > 2 && published_all > 2, "{refused} refused, {published_all} published");
    Came::Held(format!(
        "from no space to enough in 24 steps: {refused} refused with the old site untouched, \
         {published_all} published; sources always whole, each repaired by the next build"
    ))
}

/// Takes all the space of a file system but for so many bytes.
fn fill(filler: &Path, leave: u64) {
    use std::io::Write as _;
    let mut file = fs::File::create(filler).unwrap();
    let block = [7; 4096];
    while file.write_all(&block).is_ok() {}
    let size = file.metadata().unwrap().len();
    file.set_len(size.saturating_sub(leave)).unwrap();
}

/// As above where nothing can be mounted, by a limit on each file.
pub(crate) fn limited() -> Came {
    let project = Project::new();
    let before = project.built("at first");
    project.put("static/big.bin", vec![7; 2 << 20]);
    let mut build = Command::new("sh");
    let sitegen = command(project.path());
    build.args(["-c", "trap '' XFSZ; ulimit -f 1000 && exec \"$@\"", "sh"]);
    build.arg(sitegen.get_program()).args(sitegen.get_args());
    run(&mut build).refused(1, "File too large");
    same(&published(&project.out()), &before, "under the limit");
    project.built("without the limit");
    Came::Held("refused with the system's reason, the old site untouched, then repaired".to_owned())
}

pub(crate) fn read_only_output() -> Came {
    let project = Project::new();
    let before = project.built("at first");
    let Some(closed) = Mount::read_only_or_closed(&project.out()) else {
        return Came::Skipped(
            "nothing may be mounted here, and root may write anywhere".to_owned(),
        );
    };
    project.build(&[]).fine();
    project.put("static/new.txt", "new");
    project.build(&[]).refused(1, closed.said());
    same(&published(&project.out()), &before, "read-only");
    drop(closed);
    project.built("once it could be written");
    Came::Held(
        "refused with the system's reason; where nothing changed, it is said; repaired".to_owned(),
    )
}

pub(crate) fn read_only_project() -> Came {
    let project = Project::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let out = elsewhere.path().join("site");
    let Some(closed) = Mount::read_only_or_closed(project.path()) else {
        return Came::Skipped(
            "nothing may be mounted here, and root may write anywhere".to_owned(),
        );
    };
    let ended = project.build(&["--out", out.to_str().unwrap()]);
    ended.refused(1, "content/sources/a.md");
    assert!(ended.said.contains(closed.said()), "{}", ended.said);
    assert!(!out.exists(), "nothing is published");
    drop(closed);
    project.built("once it could be written");
    Came::Held(
        "the source that cannot be written is said, nothing is published; repaired".to_owned(),
    )
}
