//! What can go wrong around a build, each of it really done to the binary: killed, no space left,
//! nothing may be written, another build at work, folders that are somebody else's, links that lead in
//! circles, files that change while they are read, storms of changes.
//!
//! `cargo test fault_table -- --nocapture` prints what was done, and what came of it.

mod disk;
mod inputs;
mod kill;
mod links;
mod outputs;
mod project;
#[path = "../watch/site.rs"]
mod site;
mod storm;
mod torn;
#[path = "../watch/watching.rs"]
#[expect(dead_code, reason = "the tests of watching need all of it")]
mod watching;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What came of a fault; what ought to hold and does not is a panic.
enum Came {
    /// In few words.
    Held(String),
    /// Why it could not be done here.
    Skipped(String),
}

/// Does it, and looks at what came of it.
type Fault = fn() -> Came;

/// The longest come first, since two are done at a time.
const ROWS: &[(&str, Fault)] = &[
    ("100,000 random changes under watch", storm::random_changes),
    ("kill -9 at 50 random instants", kill::at_random_instants),
    ("no space left on the output's disk", disk::full_output),
    ("no space left on the project's disk", disk::full_project),
    ("no file may grow over a limit", disk::limited),
    ("output folder mounted read-only", disk::read_only_output),
    ("project mounted read-only", disk::read_only_project),
    ("two builds of a project at once", outputs::two_builds),
    ("two projects, one output folder, at once", outputs::two_projects),
    ("output folder that is somebody else's", outputs::foreign),
    ("output folder within or around the inputs", outputs::overlapping),
    ("symbolic links in circles", links::circles),
    ("twelve folders, each with links to all others", links::mesh),
    ("files that cannot be read", inputs::unreadable),
    ("files that only their owner may read", inputs::forbidden),
    ("a page saved while the build reads", torn::page),
    ("a source edited while the build rewrites it", torn::source),
];

struct Row {
    name: &'static str,
    came: Result<Came, String>,
    took: Duration,
}

fn run((name, fault): (&'static str, Fault)) -> Row {
    let begun = Instant::now();
    let came = catch_unwind(AssertUnwindSafe(fault)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panicked").to_owned()
    });
    Row { name, came, took: begun.elapsed() }
}

#[test]
fn fault_table() {
    let next = Mutex::new(ROWS.iter().copied().enumerate());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some((index, row)) = next.lock().unwrap().next() else { return };
                    let row = run(row);
                    done.lock().unwrap().push((index, row));
                }
            });
        }
    });
    let mut rows = done.into_inner().unwrap();
    rows.sort_by_key(|(index, _)| *index);
    println!("| fault | | what came of it | time |");
    println!("|---|---|---|---|");
    let mut failed = 0;
    for (_, Row { name, came, took }) in &rows {
        let (verdict, text) = match came {
            Ok(Came::Held(text)) => ("ok", text),
            Ok(Came::Skipped(why)) => {
                eprintln!("NOT TESTED HERE: {name}: {why}");
                ("SKIPPED", why)
            }
            Err(why) => {
                failed += 1;
                ("FAILED", why)
            }
        };
        println!("| {name} | {verdict} | {text} | {:.1} s |", took.as_secs_f64());
    }
    assert_eq!(rows.len(), ROWS.len());
    assert_eq!(failed, 0, "rows failed");
}
