//! Symbolic links that lead in circles.

use std::time::{Duration, Instant};

use crate::Came;
use crate::project::Project;

#[cfg(not(unix))]
pub(crate) fn circles() -> Came {
    Came::Skipped("symbolic links need rights here".to_owned())
}

#[cfg(not(unix))]
pub(crate) fn mesh() -> Came {
    circles()
}

#[cfg(unix)]
use std::os::unix::fs::symlink;

/// Where a link leads to, and where it is.
#[cfg(unix)]
type Link = (&'static str, &'static str);

#[cfg(unix)]
pub(crate) fn circles() -> Came {
    let mut said = 0;
    // What links to what, the link that is named, and the status of the build.
    let rows: &[(&[Link], &str, i32)] = &[
        (&[(".", "content/self")], "content/self", 1),
        (&[("..", "content/notes/up")], "content/notes/up", 1),
        (&[("../../content", "content/notes/far")], "content/notes/far", 1),
        (&[("itself.md", "content/itself.md")], "content/itself.md", 1),
        (&[("b.md", "content/a.md"), ("a.md", "content/b.md")], "content/a.md", 1),
        (&[("../two", "static/one/x"), ("../one", "static/two/y")], "static/one/x/y", 1),
        (&[("itself", "static/itself")], "static/itself", 1),
        (&[("..", "themes/own/templates/up")], "themes/own/templates/up", 1),
        // A broken article is a warning: the others still build.
        (&[(".", "seeds/self")], "seeds/self", 0),
        (&[("../seeds", "seeds/again")], "seeds/again", 0),
        (&[("itself.txt", "seeds/itself.txt")], "seeds/itself.txt", 0),
    ];
    for (links, named, code) in rows {
        let project = Project::new();
        for (to, at) in *links {
            let at = project.at(at);
            std::fs::create_dir_all(at.parent().unwrap()).unwrap();
            symlink(to, &at).unwrap();
        }
        let ended = project.build(&[]);
        ended.refused(*code, named);
        let clear =
            ["error[symlink]", "error[unreadable]", "warning[symlink]", "warning[unreadable]"];
        assert!(clear.iter().any(|words| ended.said.contains(words)), "{}", ended.said);
        assert_eq!(project.out().join("index.html").exists(), *code == 0, "{named}");
        said += 1;
    }
    Came::Held(format!("each of {said} circles is a diagnostic that names the link"))
}

/// There are as many ways through as twelve things can be ordered: nobody could walk them all.
#[cfg(unix)]
pub(crate) fn mesh() -> Came {
    let project = Project::new();
    for from in 0..12 {
        project.put(&format!("static/m{from}/file.txt"), "x");
        for to in (0..12).filter(|to| *to != from) {
            symlink(format!("../m{to}"), project.at(&format!("static/m{from}/l{to}"))).unwrap();
        }
    }
    let begun = Instant::now();
    let ended = project.build(&[]);
    let took = begun.elapsed();
    ended.refused(1, "error[symlink]");
    assert!(took < Duration::from_secs(20), "{took:?}");
    let lines = ended.said.lines().count();
    assert!(lines < 20, "{lines} lines");
    Came::Held(format!("one diagnostic, after {:.1} s", took.as_secs_f64()))
}
