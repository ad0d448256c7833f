//! Files that change while a build is at work.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::Came;
use crate::project::{Project, STAGE, command, page as text, published, same, wait};
use crate::storm::Dice;

const ROUNDS: usize = 20;

/// Builds, and does something as soon as it is `time`. What the build said.
fn build_and(project: &Project, time: impl Fn(&Path) -> bool, act: impl Fn()) -> String {
    let stage = project.out().join(STAGE);
    assert!(!stage.exists());
    let said = tempfile::NamedTempFile::new().unwrap();
    let mut command = command(project.path());
    command.stderr(Stdio::from(said.reopen().unwrap()));
    let mut child = command.spawn().unwrap();
    while !time(&stage) && child.try_wait().unwrap().is_none() {}
    act();
    assert_eq!(wait(&mut child, "the build"), Some(0));
    fs::read_to_string(said.path()).unwrap()
}

/// So long after the last change that the next build takes a file for what its stamp tells.
fn rest() {
    std::thread::sleep(Duration::from_millis(60));
}

/// The bytes of a page that is as it was are not read before it is rendered: what is saved in between
/// must not be half of the site.
pub(crate) fn page() -> Came {
    let project = Project::new();
    // Saved as most editors do: what is half written has another name.
    let lone = |title: &str| {
        project.put("content/notes/.lone.md.tmp", text(title, "Of its own."));
        fs::rename(project.at("content/notes/.lone.md.tmp"), project.at("content/notes/lone.md"))
            .unwrap();
    };
    lone("Lone");
    rest();
    project.built("at first");
    let mut dice = Dice(5);
    let (mut again, mut new, mut old) = (0, 0, 0);
    let mut took = Duration::from_millis(50);
    for round in 0..ROUNDS {
        // All pages have to be rendered again.
        project.titled(&format!("Lanterns {round}"));
        let before = project.clean();
        rest();
        let begun = Instant::now();
        // Inputs are looked at before the stage is opened, and pages are rendered long after that.
        let looked_at = round.is_multiple_of(2);
        let part = took * u32::try_from(dice.roll(100)).unwrap() / 100;
        let time = |stage: &Path| if looked_at { stage.exists() } else { begun.elapsed() >= part };
        build_and(&project, time, || match round % 5 {
            4 => fs::remove_file(project.at("content/notes/lone.md")).unwrap(),
            _ => lone(&format!("Saved meanwhile {round}")),
        });
        took = begun.elapsed();
        let (now, after) = (published(&project.out()), project.clean());
        if now == before {
            old += 1;
        } else {
            same(&now, &after, &format!("round {round}"));
            again += usize::from(looked_at);
            new += usize::from(!looked_at);
        }
        project.repaired(&after, "the next build");
        lone("Lone");
    }
    assert!(again > ROUNDS / 5, "{again} built again");
    Came::Held(format!(
        "{ROUNDS} times: {again} builds began again, {} others were of the site before or after ({old}, \
         {new}), none a mixture; the next build has all",
        old + new
    ))
}

/// What a person saves while sitegen is about to rewrite the same file wins.
pub(crate) fn source() -> Came {
    let project = Project::new();
    project.built("at first");
    let path = project.at("content/sources/a.md");
    let (seed, source) = (project.at("seeds/a.txt"), fs::read_to_string(&path).unwrap());
    let text = fs::read_to_string(&seed).unwrap();
    let edited = source.clone() + "\nA remark of the editor.\n";
    for attempt in 0..20 {
        fs::write(&seed, format!("{text}\nA sentence more, {attempt}.\n")).unwrap();
        // The first page is staged after everything was read, and sources are written after the last.
        let staged =
            |stage: &Path| fs::read_dir(stage).is_ok_and(|mut files| files.next().is_some());
        let said = build_and(&project, staged, || fs::write(&path, &edited).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), edited, "{said}");
        if said.contains("warning[changed-meanwhile]") && said.contains("sources/a.md") {
            let said = project.build(&[]).fine().said;
            assert_eq!(fs::read_to_string(&path).unwrap(), edited);
            let proposed = project.at("content/sources/a.md.proposed");
            let proposed = fs::read_to_string(proposed).unwrap();
            assert!(proposed.contains(&format!("A sentence more, {attempt}.")), "{said}");
            project.built("afterwards");
            return Came::Held(
                "what the editor saved stays, which is said; the next build proposes beside it"
                    .to_owned(),
            );
        }
        // The build was over too soon.
        fs::write(&seed, &text).unwrap();
        fs::write(&path, &source).unwrap();
        let _ = fs::remove_file(project.at("content/sources/a.md.proposed"));
        project.build(&[]).fine();
    }
    panic!("20 builds were over before anybody could save anything")
}
