//! A project in a folder of its own, the binary at work on it, and what it has published.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::{self, Site};
use crate::watching::{ARTICLE, DAY, PATIENCE};

/// Where sitegen stages files in an output folder.
pub(crate) const STAGE: &str = ".sitegen-stage";

/// What says in an output folder which files are sitegen's.
pub(crate) const MANIFEST: &str = ".sitegen-manifest";

pub(crate) struct Project {
    dir: PathBuf,
    /// Its folder, unless that is within another one.
    _own: Option<tempfile::TempDir>,
}

/// What a run of the binary came to.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    /// All that it said, to people and to programs.
    pub(crate) said: String,
}

impl Ended {
    /// Asserts that it went well.
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.said);
        self
    }

    /// Asserts that it refused with this status, and said why in these words.
    pub(crate) fn refused(&self, code: i32, words: &str) {
        assert_eq!(self.code, Some(code), "{}", self.said);
        assert!(self.said.contains(words), "not {words:?}, but: {}", self.said);
        assert!(!self.said.contains("panicked"), "{}", self.said);
    }
}

/// What went on in a shell, which must go well; none if it did not.
pub(crate) fn shell(command: &str) -> Option<String> {
    let output = Command::new("sh").arg("-c").arg(command).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Writes a file, and creates its folder.
pub(crate) fn put(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A page of this title.
pub(crate) fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2031-05-03\ntags: [lamps]\n---\n\n{body}\n")
}

/// Waits until it ends; one that never ends is a fault too.
pub(crate) fn wait(child: &mut Child, what: &str) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            panic!("{what}: still at work after {} s", PATIENCE.as_secs());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ended {
    // A pipe could fill up, and nobody would empty it.
    let said = tempfile::NamedTempFile::new().unwrap();
    let file = || fs::File::options().append(true).open(said.path()).unwrap();
    let mut child = command.stdout(file()).stderr(file()).spawn().unwrap();
    let code = wait(&mut child, &format!("{command:?}"));
    Ended { code, said: fs::read_to_string(said.path()).unwrap() }
}

/// The command that builds the project at `root`.
pub(crate) fn command(root: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("sitegen"));
    command.args(["build", "--quiet", "--as-of", DAY, "--root"]).arg(root);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// All files of a folder but what sitegen keeps there for itself.
pub(crate) fn published(out: &Path) -> Site {
    walkdir::WalkDir::new(out)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != STAGE)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != MANIFEST)
        .map(|entry| {
            let path = entry.path().strip_prefix(out).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Says in few words what differs; the sites themselves would fill the screen.
pub(crate) fn same(left: &Site, right: &Site, what: &str) {
    let paths: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differ: Vec<_> =
        paths.into_iter().filter(|path| left.get(*path) != right.get(*path)).collect();
    assert!(differ.is_empty(), "{what}: {differ:?} differ");
}

impl Project {
    /// A project with an article, a section of ten pages that lead to each other, and some files.
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let project = Self::within(dir.path());
        Self { _own: Some(dir), ..project }
    }

    /// The same in a folder that is there already.
    pub(crate) fn within(folder: &Path) -> Self {
        let project = Self { dir: folder.join("project"), _own: None };
        project.titled("Lanterns");
        project.put("seeds/a.txt", ARTICLE);
        project.put("content/notes/_index.md", "---\ntitle: Notes\npaginate_by: 4\n---\n\nAll.\n");
        for n in 0..10 {
            let body = format!("Note {n}. [The next](@/notes/n{}.md)", (n + 1) % 10);
            project.put(&format!("content/notes/n{n}.md"), page(&format!("Note {n}"), &body));
        }
        for n in 0..100 {
            project.put(&format!("static/files/f{n}.txt"), format!("File {n}.\n"));
        }
        project
    }

    /// Gives the site another title, which stands on all pages.
    pub(crate) fn titled(&self, title: &str) {
        // Drawing pictures would take most of the time.
        let rest = "base_url: https://lanterns.example/\nshare_images: false\n";
        self.put("sitegen.yaml", format!("title: {title}\n{rest}"));
    }

    pub(crate) fn path(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.dir.join(path)
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.at("public")
    }

    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        put(&self.at(path), text);
    }

    /// Builds with these options.
    pub(crate) fn build(&self, options: &[&str]) -> Ended {
        run(command(self.path()).args(options))
    }

    /// What a clean build publishes, from the inputs as they are now.
    pub(crate) fn clean(&self) -> Site {
        site::clean(self.path()).expect("a site without errors")
    }

    /// Builds what a clean build publishes, from the inputs as they are now.
    pub(crate) fn built(&self, what: &str) -> Site {
        let clean = self.clean();
        self.repaired(&clean, what);
        clean
    }

    /// Asserts that the next build goes well, and publishes the same as a clean one.
    pub(crate) fn repaired(&self, clean: &Site, what: &str) {
        self.build(&[]).fine();
        same(&published(&self.out()), clean, what);
        assert!(!self.out().join(STAGE).exists(), "{what}: staged files are left");
    }
}
