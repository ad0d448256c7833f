//! Pages of which only the text changes are made anew alone; nobody can tell the difference.

use std::fs;
use std::path::Path;

use crate::site::{Comparison, clean};
use crate::watching::{Browser, Watching};

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn titled(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n")
}

#[test]
fn texts_titles_links_and_mistakes_in_turn() {
    let dir = tempfile::tempdir().unwrap();
    put(&dir.path().join("sitegen.yaml"), "title: T\nsearch: false\n");
    put(&dir.path().join("content/guide/_index.md"), "# Guide\n\nAll.\n");
    put(
        &dir.path().join("content/guide/other.md"),
        &titled("Other", "## How\n\n[It](@/guide/plan.md)"),
    );
    put(&dir.path().join("content/guide/plan.md"), &titled("Plan", "## Why"));
    let watching = Watching::watch(dir, &[]);
    let mut browser = Browser::new(&watching);
    let mut comparison = Comparison::default();
    let plan = |text: &str| put(&watching.at("content/guide/plan.md"), text);
    let other = |text: &str| put(&watching.at("content/guide/other.md"), text);
    for round in 0..3 {
        for text in [
            titled("Plan", &format!("One {round}.\n\n## Why")),
            titled("Plan", &format!("Two {round}.\n\n## Why\n\n## What")),
            titled("Plan", &format!("Three {round}. [Other](@/guide/other.md#how)\n\n## Why")),
            titled(&format!("Plan {round}"), "Four.\n\n## Why"),
            titled("Plan", "Four.\n\n## Why"),
            titled("Plan", &format!("Five {round}.")),
        ] {
            plan(&text);
            let site = clean(watching.path()).unwrap();
            comparison.settle(&watching, &mut browser, &site).expect(&text);
        }
        // After a mistake all pages are made, whatever changes then.
        other(&titled("Other", &format!("## How\n\n{round}. [Gone](@/guide/gone.md)")));
        let failed = |line: &String| line.starts_with("Not rebuilt");
        assert!(watching.built.iter().any(|line| failed(&line)));
        plan(&titled("Plan", &format!("Six {round}, while another page is wrong.")));
        assert!(watching.built.iter().any(|line| failed(&line)));
        other(&titled("Other", &format!("## How\n\n{round}. [It](@/guide/plan.md)")));
        let site = clean(watching.path()).unwrap();
        comparison.settle(&watching, &mut browser, &site).unwrap();
    }
}
