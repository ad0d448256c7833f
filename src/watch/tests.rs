//! Every kind of change, from outside and event by event.

use std::fs;

use super::*;

/// Whether anything is told within a while.
fn told(watch: &mut Watch) -> bool {
    let begun = Instant::now();
    let limit = Duration::from_secs(5);
    watch.wait(Some(limit));
    begun.elapsed() < limit
}

/// Waits out what is still under way, such as the events of a file that was just written.
fn calm(watch: &mut Watch) {
    let pause = Duration::from_millis(150);
    loop {
        let begun = Instant::now();
        watch.wait(Some(pause));
        if begun.elapsed() >= pause {
            return;
        }
    }
}

fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("seeds")).unwrap();
    fs::create_dir_all(dir.path().join("public")).unwrap();
    fs::write(dir.path().join("seeds/a.txt"), "one").unwrap();
    dir
}

#[test]
fn sees_edits_new_folders_renames_and_deletions() {
    let dir = project();
    let at = |path: &str| dir.path().join(path);
    let mut watch = Watch::begin(dir.path(), None);
    let mut expect = |what: &str, change: &dyn Fn()| {
        calm(&mut watch);
        change();
        assert!(told(&mut watch), "{what}");
    };
    expect("edited", &|| fs::write(at("seeds/a.txt"), "two").unwrap());
    expect("replaced by rename", &|| {
        fs::write(at("seeds/.new"), "three").unwrap();
        fs::rename(at("seeds/.new"), at("seeds/a.txt")).unwrap();
    });
    expect("a new input folder", &|| fs::create_dir_all(at("content/deep/er")).unwrap());
    expect("a file in a new folder", &|| fs::write(at("content/deep/er/x.md"), "x").unwrap());
    expect("a folder moved", &|| fs::rename(at("content/deep"), at("content/low")).unwrap());
    expect("a file in it", &|| fs::write(at("content/low/er/x.md"), "y").unwrap());
    expect("deleted", &|| fs::remove_dir_all(at("content/low")).unwrap());
    expect("an input folder replaced by another", &|| {
        fs::rename(at("seeds"), at("old")).unwrap();
        fs::create_dir(at("seeds")).unwrap();
    });
    expect("a file in that one", &|| fs::write(at("seeds/b.txt"), "x").unwrap());
    expect("the configuration", &|| fs::write(at("sitegen.yaml"), "title: T").unwrap());
}

#[test]
fn reading_and_writing_output_are_no_changes() {
    let dir = project();
    let mut watch = Watch::begin(dir.path(), None);
    calm(&mut watch);
    fs::write(dir.path().join("public/index.html"), "one").unwrap();
    fs::create_dir(dir.path().join("other")).unwrap();
    let _ = fs::read(dir.path().join("seeds/a.txt")).unwrap();
    let limit = Duration::from_millis(300);
    let begun = Instant::now();
    watch.wait(Some(limit));
    assert!(begun.elapsed() >= limit);
}

#[test]
fn a_storm_is_one_change_and_needs_no_memory() {
    let pending = Pending::default();
    let root = Path::new("/project");
    let take = |n: usize| {
        let path = root.join(format!("content/{n}.md"));
        pending.take(root, Ok(Event::new(EventKind::Create(CreateKind::File)).add_path(path)));
    };
    let left = |after| {
        let state = pending.state();
        let last = state.last.unwrap();
        state.left(last, last + after)
    };
    take(0);
    assert_eq!(left(QUIET / 2), Some(QUIET / 2));
    assert_eq!(left(QUIET), None, "an editor's save is soon over");
    (0..1000).for_each(take);
    assert_eq!(left(QUIET), Some(STORM_QUIET.checked_sub(QUIET).unwrap()));
    assert_eq!(left(STORM_QUIET), None);
    assert_eq!(pending.state().paths.len(), STORM + 1);
    let begun = Instant::now();
    let state = State { last: Some(begun + LONGEST + QUIET), ..State::default() };
    assert!(state.left(begun, begun + LONGEST).is_some());
    let late = begun + LONGEST + QUIET / 2;
    assert_eq!(state.left(begun, late), None, "one that never ends is looked at as well");
    assert!(!pending.wait(None), "no folder came or went");
    assert!(!pending.wait(Some(Duration::ZERO)), "all of it was one change");
    assert!(pending.state().last.is_none());
}

#[test]
fn lost_events_mean_that_anything_may_have_changed() {
    let root = Path::new("/project");
    let pending = Pending::default();
    pending.take(root, Err(notify::Error::generic("gone")));
    assert!(pending.wait(Some(Duration::ZERO)));
    let overflow = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
    pending.take(root, Ok(overflow));
    assert!(pending.wait(Some(Duration::ZERO)));
}

#[test]
fn polling_looks_from_time_to_time() {
    let dir = project();
    let mut watch = Watch::begin(dir.path(), Some(Duration::from_millis(40)));
    let begun = Instant::now();
    watch.wait(None);
    assert!(begun.elapsed() >= Duration::from_millis(40));
    assert_eq!(watch.trouble(), None);
}
