//! Builds killed at random instants, with every kind of edit before them.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use crate::Came;
use crate::project::{Project, STAGE, command, page, published};
use crate::site::Site;
use crate::storm::Dice;

const ROUNDS: usize = 50;

/// What is done to the project before a build, in turn.
const EDITS: &[fn(&Project, usize)] = &[
    |p, n| p.put("content/notes/n3.md", page("Note 3", &format!("Edited, {n}."))),
    |p, n| p.put("seeds/b.txt", format!("Lamp maker opens shop {n}\n\nIt opened in May 2031.\n")),
    // New pages, and links to them in an old one.
    |p, n| {
        for new in 0..8 {
            let body = format!("[The next](@/notes/new{}.md), {n}.", (new + 1) % 8);
            p.put(&format!("content/notes/new{new}.md"), page(&format!("New {new}"), &body));
        }
        p.put(
            "content/notes/n0.md",
            page("Note 0", "[New](@/notes/new0.md) and [last](@/notes/new7.md)."),
        );
    },
    // All pages, since they share the title; and more files than before.
    |p, n| {
        p.titled(&format!("Lanterns {n}"));
        for file in 0..100 {
            p.put(&format!("static/files/f{file}.txt"), format!("File {file}, {n}.\n"));
            p.put(&format!("static/more/m{file}.txt"), format!("File {file}, {n}.\n"));
        }
    },
    // A whole section is renamed.
    |p, n| {
        let _ = std::fs::remove_dir_all(p.at("content/essays"));
        std::fs::create_dir(p.at("content/essays")).unwrap();
        p.put("content/essays/_index.md", format!("---\ntitle: Essays\n---\n\nAll {n}.\n"));
        for new in 0..8 {
            let from = p.at(&format!("content/notes/new{new}.md"));
            let text =
                std::fs::read_to_string(&from).unwrap().replace("@/notes/new", "@/essays/new");
            std::fs::remove_file(from).unwrap();
            p.put(&format!("content/essays/new{new}.md"), text);
        }
        p.put("content/notes/n0.md", page("Note 0", "[Moved](@/essays/new0.md)."));
    },
    // Pages, an article and files go.
    |p, n| {
        std::fs::remove_dir_all(p.at("content/essays")).unwrap();
        std::fs::remove_dir_all(p.at("static/more")).unwrap();
        std::fs::remove_file(p.at("seeds/b.txt")).unwrap();
        std::fs::remove_file(p.at("content/sources/b.md")).unwrap();
        p.put("content/notes/n0.md", page("Note 0", &format!("[The next](@/notes/n1.md), {n}.")));
    },
];

/// How far a build had come.
#[derive(Default)]
struct Instants {
    before: usize,
    staging: usize,
    between: usize,
    after: usize,
}

pub(crate) fn at_random_instants() -> Came {
    let project = Project::new();
    let mut dice = Dice(11);
    let mut before = project.built("at first");
    let mut longest = Duration::from_millis(50);
    let mut instants = Instants::default();
    for round in 0..ROUNDS {
        EDITS[round % EDITS.len()](&project, round);
        let after = project.clean();
        killed(&project, round, longest, &mut dice);
        let now = published(&project.out());
        let staged = project.out().join(STAGE).exists();
        *match (now == before, now == after) {
            (_, true) => &mut instants.after,
            (true, _) if staged => &mut instants.staging,
            (true, _) => &mut instants.before,
            _ => &mut instants.between,
        } += 1;
        let what = format!("round {round}");
        whole(&now, &before, &after, &what);
        no_dead_links(&now, &before, &after, &what);
        let begun = Instant::now();
        project.repaired(&after, &what);
        longest = longest.max(begun.elapsed().min(Duration::from_secs(2)));
        before = after;
    }
    let Instants { before, staging, between, after } = instants;
    assert!(before + staging > 0 && between > 1, "{before}, {staging}, {between}, {after}");
    Came::Held(format!(
        "no half file, no page that leads to a missing one, each repaired by the next build; killed \
         {before} before and {staging} while staging, {between} between the first rename and the \
         last, {after} after that"
    ))
}

/// Begins a build and kills it: at any instant, or at any after it began to publish.
fn killed(project: &Project, round: usize, longest: Duration, dice: &mut Dice) {
    let mut child = command(project.path()).spawn().unwrap();
    let begun = Instant::now();
    let part = |dice: &mut Dice, of: Duration| {
        let thousandths = u32::try_from(dice.roll(1000)).unwrap();
        of * thousandths / 1000
    };
    if round.is_multiple_of(2) {
        let whole = part(dice, longest);
        std::thread::sleep(whole);
    } else {
        // Both manifests are staged last; then files are put into place, within milliseconds.
        let stage = project.out().join(STAGE);
        let staged = || std::fs::read_dir(&stage).is_ok_and(|files| files.count() > 1);
        while !stage.join("after").exists() && begun.elapsed() < longest {
            if child.try_wait().unwrap().is_some() || begun.elapsed() * 4 > longest * 3 && staged()
            {
                break;
            }
        }
        let rest = part(dice, Duration::from_millis(4));
        let now = Instant::now();
        while now.elapsed() < rest {
            std::hint::spin_loop();
        }
    }
    // That is SIGKILL.
    let _ = child.kill();
    child.wait().unwrap();
}

/// Whether each file is the old one or the new one, and none is missing that both sites have.
fn whole(now: &Site, before: &Site, after: &Site, what: &str) {
    for (path, bytes) in now {
        let known = [before, after].iter().any(|site| site.get(path) == Some(bytes));
        assert!(known, "{what}: {path} is neither the old file nor the new one");
    }
    for path in before.keys().filter(|path| after.contains_key(*path)) {
        assert!(now.contains_key(path), "{what}: {path} is missing");
    }
}

/// Follows all links from the pages that stay, from the feed and from the map of the site, as far as
/// they lead.
fn no_dead_links(now: &Site, before: &Site, after: &Site, what: &str) {
    let stay = |path: &&String| before.contains_key(*path) && after.contains_key(*path);
    let mut next: VecDeque<&String> = now.keys().filter(stay).collect();
    let mut seen: BTreeSet<&String> = next.iter().copied().collect();
    while let Some(path) = next.pop_front() {
        for target in links(path, &now[path]) {
            let found = now.get_key_value(&target);
            let found = found.or_else(|| now.get_key_value(&format!("{target}/index.html")));
            let Some((found, _)) = found else { panic!("{what}: {path} leads to {target}") };
            if seen.insert(found) {
                next.push_back(found);
            }
        }
    }
}

/// What of the site a page, a feed, the map of the site or a part of the search index leads to.
fn links(from: &str, bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let between = |start: &'static str, end: &'static str| {
        text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
    };
    let found: Vec<&str> = match from.rsplit_once('.') {
        Some((_, "html")) => between("href=\"", "\"").chain(between("src=\"", "\"")).collect(),
        Some((_, "xml")) => between("<loc>", "<").chain(between("href=\"", "\"")).collect(),
        Some((_, "js")) if from.starts_with("search/docs-") => {
            let parts = between("\",\"", "\"").filter_map(|part| part.split('#').next());
            let address = |part: &&str| part.ends_with('/') && !part.contains(' ');
            return parts.filter(address).map(|folder| format!("{folder}index.html")).collect();
        }
        _ => Vec::new(),
    };
    found.into_iter().filter_map(|link| resolve(from, link)).collect()
}

/// The path of what a link leads to; none if it leads away, or to the page itself.
fn resolve(from: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    let own = link.strip_prefix("https://lanterns.example/");
    if link.is_empty() || own.is_none() && link.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if own.is_some() || link.starts_with('/') {
        parts.clear();
    }
    for part in own.unwrap_or(link).split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if link.ends_with('/') || link.ends_with("..") || link == "." {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}
