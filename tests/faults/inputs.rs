//! Inputs that cannot be read.

use std::fs;

use crate::Came;
use crate::project::{Project, command, run, shell};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;

#[cfg(not(unix))]
pub(crate) fn unreadable() -> Came {
    Came::Skipped("there are no pipes in folders here".to_owned())
}

#[cfg(not(unix))]
pub(crate) fn forbidden() -> Came {
    Came::Skipped("permissions are other ones here".to_owned())
}

/// Pipes, sockets, names and bytes that are no text.
#[cfg(unix)]
pub(crate) fn unreadable() -> Came {
    use std::os::unix::ffi::OsStrExt as _;
    let said = |file: &str, make: &dyn Fn(&Project), code: i32, words: &str| {
        let project = Project::new();
        make(&project);
        let ended = project.build(&[]);
        ended.refused(code, words);
        assert!(ended.said.contains(file), "{file}: {}", ended.said);
        assert_eq!(project.out().join("index.html").exists(), code == 0, "{file}");
    };
    let pipe = |project: &Project, path: &str| {
        shell(&format!("mkfifo '{}'", project.at(path).display())).expect("a pipe");
    };
    let regular = "is not a regular file";
    said("content/pipe.md", &|p| pipe(p, "content/pipe.md"), 1, regular);
    said("static/pipe", &|p| pipe(p, "static/pipe"), 1, regular);
    said("seeds/pipe.txt", &|p| pipe(p, "seeds/pipe.txt"), 0, regular);
    said(
        "sitegen.yaml",
        &|p| {
            fs::remove_file(p.at("sitegen.yaml")).unwrap();
            pipe(p, "sitegen.yaml");
        },
        1,
        regular,
    );
    let socket =
        |p: &Project| drop(std::os::unix::net::UnixListener::bind(p.at("content/s.md")).unwrap());
    said("content/s.md", &socket, 1, regular);
    let name = |p: &Project| {
        let name = std::ffi::OsStr::from_bytes(b"content/\xff\xfe.md");
        fs::write(p.path().join(name), "x").unwrap();
    };
    said("content/", &name, 1, "its name is not Unicode");
    said("content/latin.md", &|p| p.put("content/latin.md", b"caf\xe9 au lait"), 1, "UTF-8");
    Came::Held(
        "pipes, a socket, names and bytes that are no text: each a diagnostic that names the \
        file; an article is only a warning"
            .to_owned(),
    )
}

/// As somebody else than root, who may read anything.
#[cfg(unix)]
pub(crate) fn forbidden() -> Came {
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    let root = shell("id -u").is_some_and(|id| id.trim() == "0");
    let prepare = |files: &[&str]| {
        let project = Project::new();
        project.put("content/secret.md", "x");
        project.put("content/closed/x.md", "x");
        project.put("seeds/secret.txt", "x");
        if root {
            shell(&format!("chown -R {NOBODY}:{NOBODY} '{}'", project.path().display())).unwrap();
        }
        for file in files {
            fs::set_permissions(project.at(file), fs::Permissions::from_mode(0o000)).unwrap();
        }
        let mut build = command(project.path());
        if root {
            build.uid(NOBODY).gid(NOBODY);
        }
        // The folders on the way to the binary may be closed to nobody.
        let version = std::process::Command::new(build.get_program())
            .arg("--version")
            .uid(if root { NOBODY } else { 0 })
            .output();
        let can = !root || version.is_ok_and(|output| output.status.success());
        let ended = can.then(|| run(&mut build));
        for file in files {
            fs::set_permissions(project.at(file), fs::Permissions::from_mode(0o755)).unwrap();
        }
        (project, ended)
    };
    let (project, ended) = prepare(&["content/secret.md", "content/closed", "seeds/secret.txt"]);
    let Some(ended) = ended else {
        return Came::Skipped("nobody but root can run the binary here".to_owned());
    };
    for file in ["content/secret.md", "content/closed", "seeds/secret.txt"] {
        ended.refused(1, file);
    }
    ended.refused(1, "permission denied");
    assert!(!project.out().exists());
    let (project, ended) = prepare(&["seeds/secret.txt"]);
    let ended = ended.unwrap().fine();
    ended.refused(0, "seeds/secret.txt");
    assert!(project.out().join("index.html").exists());
    Came::Held(
        "all said in one run, nothing published; an article alone is only a warning".to_owned(),
    )
}
