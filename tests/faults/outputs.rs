//! Two builds at once, and output folders that were ill chosen.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::Instant;

use crate::Came;
use crate::project::{MANIFEST, Project, STAGE, command, published, put, run, same, shell, wait};
use crate::watching::PATIENCE;

/// A build that stands still with its locks held, staged files and all.
fn stopped(project: &Project, out: &Path) -> Child {
    let child = command(project.path()).arg("--out").arg(out).spawn().unwrap();
    let begun = Instant::now();
    while !out.join(STAGE).exists() {
        assert!(begun.elapsed() < PATIENCE, "it never staged anything");
    }
    shell(&format!("kill -STOP {}", child.id())).expect("it is still at work");
    child
}

fn go_on(child: &mut Child) {
    shell(&format!("kill -CONT {}", child.id())).expect("it is still there");
    assert_eq!(wait(child, "the first build"), Some(0));
}

pub(crate) fn two_builds() -> Came {
    let project = Project::new();
    let clean = project.clean();
    let mut first = stopped(&project, &project.out());
    let again = "another sitegen is building the project";
    project.build(&[]).refused(1, again);
    let elsewhere = tempfile::tempdir().unwrap();
    project.build(&["--out", elsewhere.path().join("x").to_str().unwrap()]).refused(1, again);
    go_on(&mut first);
    same(&published(&project.out()), &clean, "the first build");
    project.repaired(&clean, "afterwards");
    Came::Held("the second is refused and says why; the first publishes all of its site".to_owned())
}

pub(crate) fn two_projects() -> Came {
    let (one, other) = (Project::new(), Project::new());
    other.put("content/notes/n1.md", crate::project::page("Note 1", "Of another project."));
    let out = one.out();
    let clean = one.clean();
    let mut first = stopped(&one, &out);
    let refused = other.build(&["--out", out.to_str().unwrap(), "--force"]);
    refused.refused(1, "another sitegen is publishing to");
    go_on(&mut first);
    same(&published(&out), &clean, "the first build");
    Came::Held("the second is refused and says why; the first publishes all of its site".to_owned())
}

pub(crate) fn foreign() -> Came {
    let project = Project::new();
    project.put("public/index.html", "<p>mine</p>");
    project.put("public/photos/cat.jpg", "cat");
    let before = published(&project.out());
    let ended = project.build(&[]);
    ended.refused(2, "was not made by sitegen");
    assert!(ended.said.contains("--force"), "{}", ended.said);
    same(&published(&project.out()), &before, "refused");
    assert_eq!(fs::read_dir(project.out()).unwrap().count(), 2, "nothing was added");
    assert!(!project.at("content/sources").exists(), "nor anywhere else");
    project.build(&["--force"]).fine();
    let mut expected = project.clean();
    expected.insert("photos/cat.jpg".to_owned(), b"cat".to_vec());
    same(&published(&project.out()), &expected, "forced");
    // What somebody puts there later is theirs, too, unless it is in the way.
    project.put("public/CNAME", "lanterns.example");
    project.put("static/CNAME", "other.example");
    project.build(&[]).refused(2, "CNAME in ");
    assert_eq!(fs::read_to_string(project.at("public/CNAME")).unwrap(), "lanterns.example");
    fs::remove_file(project.at("static/CNAME")).unwrap();
    fs::remove_dir_all(project.at("static/files")).unwrap();
    project.build(&[]).fine();
    assert!(project.at("public/CNAME").exists() && project.at("public/photos/cat.jpg").exists());
    assert!(!project.at("public/files").exists(), "what sitegen made is removed");
    Came::Held(
        "refused and untouched; with --force only files in the way are replaced, and only \
        what sitegen made is ever deleted"
            .to_owned(),
    )
}

pub(crate) fn overlapping() -> Came {
    let project = Project::new();
    let root = project.path();
    let files = || {
        let mut all = published(root);
        all.retain(|path, _| !path.starts_with(".sitegen/"));
        all
    };
    project.put("themes/own/templates/.keep", "");
    let parent = root.parent().unwrap().to_path_buf();
    let mut bad = vec![root.to_path_buf(), parent, "/".into()];
    for inside in
        ["content", "content/notes", "content/new/deep", "seeds", "static/files", "static/x"]
    {
        bad.push(root.join(inside));
    }
    for inside in ["themes/own", "templates", "x/../content", "sitegen.yaml"] {
        bad.push(root.join(inside));
    }
    #[cfg(unix)]
    {
        fs::create_dir(root.join("links")).unwrap();
        std::os::unix::fs::symlink(root.join("content"), root.join("links/content")).unwrap();
        std::os::unix::fs::symlink("..", root.join("links/up")).unwrap();
        bad.extend([
            root.join("links/content"),
            root.join("links/content/new"),
            root.join("links/up/seeds"),
        ]);
    }
    let before = files();
    for out in &bad {
        for force in [false, true] {
            let mut build = command(root);
            build.arg("--out").arg(out);
            if force {
                build.arg("--force");
            }
            run(&mut build).refused(2, "the output folder must not overlap the inputs");
            same(&files(), &before, &format!("--out {}", out.display()));
        }
    }
    assert!(!root.join(MANIFEST).exists());
    // A folder beside them is none of that.
    put(&root.join("contents/.gitignore"), "*");
    run(command(root).arg("--out").arg(root.join("contents"))).fine();
    Came::Held(format!(
        "all {} refused, also with --force, by way of links and of folders to be; nothing touched",
        bad.len()
    ))
}
