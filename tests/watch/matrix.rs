//! Every kind of input in every way in which files change: what is served afterwards is what a
//! clean build publishes.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use crate::site::{Comparison, clean};
use crate::watching::{ARTICLE, Browser, Watching};

/// A kind of input, and names for a file of that kind.
struct Kind {
    name: &'static str,
    path: &'static str,
    /// Another name in the same folder.
    renamed: &'static str,
    /// A place in another folder.
    moved: &'static str,
    /// What sitegen makes of a seed in `content/sources`, under each of these names.
    made: [&'static str; 3],
    /// Its content, another one for each number.
    text: fn(u32, &str) -> String,
}

const NONE: [&str; 3] = [""; 3];

fn article(n: u32, _: &str) -> String {
    format!("Lamp maker opens in Norsund\n\nThe plant makes {n}00 lamps a day, said Odd Vik.\n")
}

fn markdown(n: u32, _: &str) -> String {
    format!("# Ferry line opens\n\nThe ferry carries {n}00 lamps, said Odd Vik.\n")
}

fn html(n: u32, _: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Harbour opens</title></head><body><article>\
         <h1>Harbour opens</h1><p>The harbour has {n}00 lamps, said Odd Vik on 4 May 2031, when \
         it was opened after years of work.</p></article></body></html>"
    )
}

fn sidecar(n: u32, _: &str) -> String {
    format!("title: Lighthouses, part {n}\n")
}

fn by_hand(n: u32, _: &str) -> String {
    format!("---\ntitle: By hand\n---\n\nA person counted {n}00 lamps in Porto.\n")
}

fn page(n: u32, _: &str) -> String {
    format!("---\ntitle: A page\n---\n\nVersion {n}.\n")
}

fn decision(n: u32, claim: &str) -> String {
    let decision = if n.is_multiple_of(2) { "confirmed" } else { "rejected" };
    format!("- id: {claim}\n  decision: {decision}\n")
}

fn template(n: u32, _: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not here</title>\
         </head><body><h1>Not here</h1><p>Version {n}</p></body></html>"
    )
}

fn style(n: u32, _: &str) -> String {
    format!("p {{ margin: {n}px }}\n")
}

fn script(n: u32, _: &str) -> String {
    format!("console.log({n});\n")
}

fn configuration(n: u32, _: &str) -> String {
    format!("title: Site {n}\ntheme: mine\n")
}

#[rustfmt::skip]
const KINDS: &[Kind] = &[
    Kind { name: "sitegen.yaml", path: "sitegen.yaml", renamed: "sitegen.yml",
        moved: "attic/sitegen.yaml", made: NONE, text: configuration },
    Kind { name: "seed, text", path: "seeds/k.txt", renamed: "seeds/l.txt", moved: "seeds/sub/k.txt",
        made: ["content/sources/k.md", "content/sources/l.md", "content/sources/sub-k.md"],
        text: article },
    Kind { name: "seed, Markdown", path: "seeds/m.md", renamed: "seeds/n.md", moved: "seeds/sub/m.md",
        made: ["content/sources/m.md", "content/sources/n.md", "content/sources/sub-m.md"],
        text: markdown },
    Kind { name: "seed, HTML", path: "seeds/h.html", renamed: "seeds/i.html", moved: "seeds/sub/h.html",
        made: ["content/sources/h.md", "content/sources/i.md", "content/sources/sub-h.md"],
        text: html },
    Kind { name: "sidecar of a seed", path: "seeds/base.meta.yaml", renamed: "seeds/other.meta.yaml",
        moved: "seeds/sub/base.meta.yaml", made: NONE, text: sidecar },
    Kind { name: "article by hand", path: "content/sources/hand.md",
        renamed: "content/sources/pen.md", moved: "attic/hand.md", made: NONE, text: by_hand },
    Kind { name: "page", path: "content/k.md", renamed: "content/l.md",
        moved: "content/deep/er/k.md", made: NONE, text: page },
    Kind { name: "page in folders", path: "content/part/one/k.md", renamed: "content/part/one/l.md",
        moved: "content/part/two/k.md", made: NONE, text: page },
    Kind { name: "decisions", path: "content/review.yaml", renamed: "content/review.old",
        moved: "attic/review.yaml", made: NONE, text: decision },
    Kind { name: "template", path: "templates/404.html", renamed: "templates/405.html",
        moved: "attic/404.html", made: NONE, text: template },
    Kind { name: "theme's template", path: "themes/mine/templates/404.html",
        renamed: "themes/mine/templates/405.html", moved: "themes/other/templates/404.html",
        made: NONE, text: template },
    Kind { name: "style sheet", path: "static/k.css", renamed: "static/l.css",
        moved: "static/sub/k.css", made: NONE, text: style },
    Kind { name: "theme's script", path: "themes/mine/static/k.js",
        renamed: "themes/mine/static/l.js", moved: "themes/mine/static/sub/k.js", made: NONE,
        text: script },
];

/// Gives the file at a path another content.
type Save = fn(&Path, &str);

/// The ways in which programs save, by their system calls.
const SAVES: &[(&str, Save)] = &[
    ("edit", |path, text| fs::write(path, text).unwrap()),
    ("vim", vim),
    ("Helix", helix),
    ("VS Code", vs_code),
    ("JetBrains", jetbrains),
];

fn beside(path: &Path, name: impl Fn(&str) -> String) -> std::path::PathBuf {
    path.with_file_name(name(path.file_name().unwrap().to_str().unwrap()))
}

/// Tries whether files can be created, moves the old one away, writes a new one, deletes the old.
fn vim(path: &Path, text: &str) {
    let probe = path.with_file_name("4913");
    drop(File::create(&probe).unwrap());
    fs::remove_file(&probe).unwrap();
    let backup = beside(path, |name| format!("{name}~"));
    fs::rename(path, &backup).unwrap();
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.sync_all().unwrap();
    drop(file);
    fs::remove_file(backup).unwrap();
}

/// Writes a temporary file and renames it over the old one.
fn helix(path: &Path, text: &str) {
    let temporary = beside(path, |name| format!(".{name}Ab3xYz.tmp"));
    let mut file = File::create(&temporary).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.sync_all().unwrap();
    drop(file);
    fs::rename(temporary, path).unwrap();
}

/// Truncates the file and writes it in place.
fn vs_code(path: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(0).unwrap();
    let (first, second) = text.split_at(text.len() / 2);
    file.write_all(first.as_bytes()).unwrap();
    file.write_all(second.as_bytes()).unwrap();
    file.sync_all().unwrap();
}

/// Writes a temporary file, moves the old one away, renames the new one, deletes the old.
fn jetbrains(path: &Path, text: &str) {
    let temporary = beside(path, |name| format!("{name}___jb_tmp___"));
    let old = beside(path, |name| format!("{name}___jb_old___"));
    fs::write(&temporary, text).unwrap();
    fs::rename(path, &old).unwrap();
    fs::rename(&temporary, path).unwrap();
    fs::remove_file(old).unwrap();
}

/// Puts a file where there may be no folder yet.
fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn rename(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(from, to).unwrap();
}

/// A project under watch, and what is expected of it.
struct Matrix {
    watching: Watching,
    browser: Browser,
    comparison: Comparison,
    /// The site before the next change.
    site: crate::site::Site,
    claim: String,
    failed: Vec<String>,
    cells: usize,
    builds: usize,
}

impl Matrix {
    fn begin() -> Self {
        let dir = tempfile::tempdir().unwrap();
        put(&dir.path().join("seeds/base.txt"), ARTICLE);
        put(&dir.path().join("content/note.md"), &page(0, ""));
        put(&dir.path().join("themes/mine/static/mine.txt"), "mine");
        put(&dir.path().join("themes/other/static/other.txt"), "other");
        put(&dir.path().join("static/own.txt"), "own");
        put(&dir.path().join("templates/unused.html"), "unused");
        let watching = Watching::watch(dir, &[]);
        let site = clean(watching.path()).expect("a site without errors");
        let data: serde_json::Value = serde_json::from_slice(&site["data/subject.json"]).unwrap();
        let claim = data["quotations"][0]["id"].as_str().expect("a quotation").to_owned();
        let browser = Browser::new(&watching);
        let comparison = Comparison::default();
        let failed = Vec::new();
        let mut matrix =
            Self { watching, browser, comparison, site, claim, failed, cells: 0, builds: 0 };
        let differs = matrix.comparison.differs(&mut matrix.browser, &matrix.site);
        assert_eq!(differs, None, "the first build");
        matrix
    }

    /// Makes a change, and waits until it is served. Returns how the cell looks in the table.
    fn cell(&mut self, what: &str, change: impl FnOnce(&Watching)) -> String {
        while self.watching.built.try_recv().is_ok() {}
        change(&self.watching);
        let site = clean(self.watching.path()).unwrap_or_else(|| panic!("{what}: errors"));
        assert!(site != self.site, "{what}: the site is the same, and nothing could be seen");
        self.site = site;
        let settled = self.comparison.settle(&self.watching, &mut self.browser, &self.site);
        self.cells += 1;
        match settled {
            Ok(builds) => {
                self.builds += builds;
                "ok".to_owned()
            }
            Err(reason) => {
                self.failed.push(format!("{what}: {reason}"));
                "STALE".to_owned()
            }
        }
    }

    fn row(&mut self, kind: &Kind) -> Vec<String> {
        let mut number = 0;
        let mut next = |claim: &str| {
            number += 1;
            (kind.text)(number, claim)
        };
        let claim = self.claim.clone();
        let mut cells = Vec::new();
        let text = next(&claim);
        cells.push(self.cell(&format!("{}, create", kind.name), |w| put(&w.at(kind.path), &text)));
        for (style, save) in SAVES {
            let text = next(&claim);
            let what = format!("{}, {style}", kind.name);
            cells.push(self.cell(&what, |w| save(&w.at(kind.path), &text)));
        }
        for (name, to, made) in
            [("rename", kind.renamed, kind.made[1]), ("move", kind.moved, kind.made[2])]
        {
            let what = format!("{}, {name}", kind.name);
            cells.push(self.cell(&what, |w| rename(&w.at(kind.path), &w.at(to))));
            // And back again, with other words, all at once.
            let text = next(&claim);
            let what = format!("{what} and back");
            cells.push(self.cell(&what, |w| {
                fs::remove_file(w.at(to)).unwrap();
                if !made.is_empty() {
                    fs::remove_file(w.at(made)).unwrap();
                }
                put(&w.at(kind.path), &text);
            }));
        }
        cells.push(self.cell(&format!("{}, delete", kind.name), |w| {
            fs::remove_file(w.at(kind.path)).unwrap();
            if !kind.made[0].is_empty() {
                fs::remove_file(w.at(kind.made[0])).unwrap();
            }
        }));
        cells
    }

    /// What happens to whole folders.
    fn folders(&mut self) -> Vec<(&'static str, String)> {
        let page = |n: u32| page(n, "");
        let mut out = Vec::new();
        let mut cell = |what: &'static str, change: &dyn Fn(&Watching)| {
            out.push((what, self.cell(what, change)));
        };
        cell("new folders, one in the other", &|w| put(&w.at("content/a/b/c/d/x.md"), &page(1)));
        cell("a file in the innermost", &|w| put(&w.at("content/a/b/c/d/y.md"), &page(1)));
        cell("a folder renamed", &|w| rename(&w.at("content/a/b"), &w.at("content/a/z")));
        cell("a file in it edited", &|w| put(&w.at("content/a/z/c/d/y.md"), &page(2)));
        cell("a folder moved away", &|w| rename(&w.at("content/a"), &w.at("attic/a")));
        cell("a folder moved in", &|w| rename(&w.at("attic/a"), &w.at("content/again")));
        cell("a file in it created", &|w| put(&w.at("content/again/z/x.md"), &page(3)));
        cell("a folder deleted", &|w| fs::remove_dir_all(w.at("content/again")).unwrap());
        cell("an input folder replaced", &|w| {
            rename(&w.at("static"), &w.at("attic/static"));
            put(&w.at("static/other.txt"), "other");
        });
        cell("a file in the new one", &|w| put(&w.at("static/more.txt"), "more"));
        cell("an input folder gone", &|w| fs::remove_dir_all(w.at("static")).unwrap());
        cell("and there again", &|w| put(&w.at("static/deep/er/back.txt"), "back"));
        cell("a file swapped with another", &|w| {
            put(&w.at("static/one.txt"), "one");
            put(&w.at("static/two.txt"), "two");
            rename(&w.at("static/one.txt"), &w.at("static/three.txt"));
            rename(&w.at("static/two.txt"), &w.at("static/one.txt"));
            rename(&w.at("static/three.txt"), &w.at("static/two.txt"));
        });
        cell("the same size and time", &|w| {
            let path = w.at("static/one.txt");
            let time = fs::metadata(&path).unwrap().modified().unwrap();
            fs::write(&path, "six").unwrap();
            let file = OpenOptions::new().write(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
        });
        out
    }
}

#[test]
fn watch_matrix() {
    let begun = std::time::Instant::now();
    let mut matrix = Matrix::begin();
    let mut columns = vec!["create"];
    columns.extend(SAVES.iter().map(|(name, _)| *name));
    columns.extend(["rename", "back", "move", "back", "delete"]);
    let mut table = format!("\n{:<18}", "");
    for column in &columns {
        let _ = write!(table, "| {column:<9} ");
    }
    for kind in KINDS {
        let cells = matrix.row(kind);
        let _ = write!(table, "\n{:<18}", kind.name);
        for cell in cells {
            let _ = write!(table, "| {cell:<9} ");
        }
        if kind.path == "sitegen.yaml" {
            // The theme's files matter only while it is the site's.
            matrix.cell("the theme", |w| put(&w.at("sitegen.yaml"), "theme: mine\n"));
        }
    }
    for (name, cell) in matrix.folders() {
        let _ = write!(table, "\n{name:<30}| {cell}");
    }
    println!("{table}");
    println!(
        "watch matrix: {} cells, {} stale, {} builds, {:.1} s",
        matrix.cells,
        matrix.failed.len(),
        matrix.builds,
        begun.elapsed().as_secs_f64()
    );
    assert!(matrix.failed.is_empty(), "\n{}", matrix.failed.join("\n"));
}

/// Writes and deletes many files, as slowly as a disk may.
fn switch(watching: &Watching, n: u32) {
    for i in 0..60 {
        let path = watching.at(&format!("content/branch/{}/{i}.md", i % 7));
        if n.is_multiple_of(2) && i % 3 == 0 {
            fs::remove_file(path).unwrap();
        } else {
            put(&path, &page(n, ""));
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

#[test]
fn a_branch_switch_is_one_build_and_changes_during_a_build_count() {
    let mut matrix = Matrix::begin();
    // On a machine that has much else to do, a pause may look like the end of the switch.
    let mut switches = 0;
    let once = (0..8).any(|_| {
        switches += 1;
        let before = matrix.builds;
        assert_eq!(matrix.cell("to another branch", |w| switch(w, switches)), "ok");
        matrix.builds == before + 1
    });
    assert!(once, "no switch was one build");
    assert!(matrix.builds < 10 * switches as usize, "{} builds", matrix.builds);
    let before = matrix.builds;
    // Bursts with a rest between them that is surely quiet; a build takes tens of milliseconds at
    // least, and some changes fall into one.
    let told = matrix.cell("changes during builds", |w| {
        for n in 0..40 {
            put(&w.at("content/busy.md"), &page(n, ""));
            let rest = if n % 10 == 9 { 800 } else { u64::from(n) };
            std::thread::sleep(std::time::Duration::from_millis(rest));
        }
    });
    assert_eq!(told, "ok", "{:?}", matrix.failed);
    assert!(matrix.builds > before + 1, "there was none but the last build");
}

#[test]
fn polling_sees_the_same() {
    let dir = tempfile::tempdir().unwrap();
    put(&dir.path().join("seeds/a.txt"), ARTICLE);
    let watching = Watching::watch(dir, &["--poll=30"]);
    put(&watching.at("content/deep/er/x.md"), &page(7, ""));
    watching.until("/deep/er/x/", "Version 7");
    vim(&watching.at("content/deep/er/x.md"), &page(8, ""));
    watching.until("/deep/er/x/", "Version 8");
    fs::remove_dir_all(watching.at("content/deep")).unwrap();
    watching.until("/deep/er/x/", "404");
}

#[cfg(unix)]
#[test]
fn sees_changes_behind_a_symbolic_link() {
    let dir = tempfile::tempdir().unwrap();
    put(&dir.path().join("seeds/a.txt"), ARTICLE);
    put(&dir.path().join("drafts/x.md"), &page(1, ""));
    put(&dir.path().join("content/note.md"), &page(0, ""));
    std::os::unix::fs::symlink("../drafts/x.md", dir.path().join("content/x.md")).unwrap();
    let watching = Watching::watch(dir, &[]);
    watching.until("/x/", "Version 1");
    put(&watching.at("drafts/x.md"), &page(2, ""));
    watching.until("/x/", "Version 2");
}
