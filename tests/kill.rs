//! A build killed at any instant: no half file is ever seen, and the next build repairs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ONE: &str = "Three states agree to keep their lighthouses lit\n\nThe Lantern Pact was signed \
in Lisbon on 3 May 2031, Inês Valadão said.\n";
const TWO: &str = "Four states agree to keep their lighthouses lit\n\nThe Lantern Pact was signed \
in Porto on 4 May 2031, Tomas Rindal said.\n";

fn build(root: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("sitegen"));
    command.args(["build", "--quiet", "--root"]).arg(root);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Writes one state of the project: the second one has an article more.
fn state(root: &Path, second: bool) {
    let seeds = root.join("seeds");
    fs::write(seeds.join("a.txt"), if second { TWO } else { ONE }).unwrap();
    let more = seeds.join("b.txt");
    let file = root.join("content/sources/b.md");
    if second {
        fs::write(more, "Lamp maker opens in Norsund\n\nIt opened in May 2031.\n").unwrap();
    } else {
        let _ = fs::remove_file(more);
        let _ = fs::remove_file(file);
    }
}

fn published(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = root.join("public");
    walkdir::WalkDir::new(&out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file() && !e.path().starts_with(out.join(".sitegen-stage")))
        .filter(|e| e.file_name() != ".sitegen-manifest")
        .map(|e| {
            let path = e.path().strip_prefix(&out).unwrap().to_string_lossy().into_owned();
            (path, fs::read(e.path()).unwrap())
        })
        .collect()
}

#[test]
fn killed_builds_leave_whole_files_and_are_repaired() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir(root.join("seeds")).unwrap();
    let mut clean = Vec::new();
    let mut longest = Duration::ZERO;
    for second in [false, true] {
        state(root, second);
        let started = Instant::now();
        assert!(build(root).status().unwrap().success());
        longest = longest.max(started.elapsed());
        clean.push(published(root));
    }
    assert_ne!(clean[0], clean[1]);
    for round in 0..20_u32 {
        let second = round % 2 == 0;
        state(root, second);
        let mut child = build(root).spawn().unwrap();
        // Spread over the whole build, and somewhat more densely where it publishes, at its end.
        let part = f64::from(round % 20) / 20.0;
        std::thread::sleep(longest.mul_f64(part.sqrt()));
        let _ = child.kill();
        child.wait().unwrap();
        for (path, bytes) in published(root) {
            let whole = clean.iter().any(|site| site.get(&path) == Some(&bytes));
            assert!(whole, "round {round}: {path} is neither the old file nor the new one");
        }
        if round % 4 == 3 {
            assert!(build(root).status().unwrap().success(), "round {round}: not repaired");
            assert_eq!(published(root), clean[usize::from(second)], "round {round}");
            assert!(!root.join("public/.sitegen-stage").exists());
        }
    }
}
