//! What a clean build of a project publishes, and whether just that is served.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use sitegen::diagnostic::Severity;
use sitegen::disk;
use sitegen::pipeline::{self, Options, Silent};

use crate::watching::{Browser, DAY, PATIENCE, Watching};

/// A site by path.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

/// What a clean build of the project publishes; none if it has errors.
pub(crate) fn clean(root: &Path) -> Option<Site> {
    let read = disk::read(root);
    let options = Options { as_of: Some(DAY.parse().unwrap()), ..Options::default() };
    let outcome = pipeline::run(&read.value, &options, &Silent);
    let mut all = outcome.diagnostics.iter().chain(&read.diagnostics);
    if all.any(|d| d.severity == Severity::Error) {
        return None;
    }
    Some(outcome.site.into_iter().map(|f| (f.path.as_str().to_owned(), f.bytes)).collect())
}

/// How a file is asked for.
pub(crate) fn address(path: &str) -> String {
    let mut out = String::from("/");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A page as it was before the reload script was added on its way out.
pub(crate) fn without_script(body: Vec<u8>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&body) else { return body };
    let Some(start) = text.rfind("<script src=\"/__sitegen/live.js\"") else { return body };
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    [&text[..start], &text[end..]].concat().into_bytes()
}

/// Compares what is served with what ought to be, file by file.
#[derive(Default)]
pub(crate) struct Comparison {
    /// Every path that ever was.
    known: BTreeSet<String>,
}

impl Comparison {
    /// What differs, in few words; none if nothing does.
    pub(crate) fn differs(&mut self, browser: &mut Browser, site: &Site) -> Option<String> {
        self.known.extend(site.keys().cloned());
        for path in &self.known {
            let answer = browser.get(&address(path));
            match site.get(path) {
                None if answer.status == 404 => {}
                None => return Some(format!("{path} is still served")),
                Some(_) if answer.status != 200 => return Some(format!("{path} is not served")),
                Some(bytes) if without_script(answer.body) == *bytes => {}
                Some(_) => return Some(format!("{path} is stale")),
            }
        }
        None
    }

    /// Waits, from build to build, until what is served is what a clean build of the project
    /// publishes. Returns the number of builds that it took.
    pub(crate) fn settle(
        &mut self,
        watching: &Watching,
        browser: &mut Browser,
        site: &Site,
    ) -> Result<usize, String> {
        let started = Instant::now();
        let mut builds = 0;
        loop {
            let left = PATIENCE.saturating_sub(started.elapsed());
            match watching.built.recv_timeout(left) {
                Ok(line) if line.starts_with("Built ") => builds += 1,
                Ok(_) => continue,
                Err(_) => {
                    let differs = self.differs(browser, site);
                    return Err(differs.unwrap_or_else(|| "no build".to_owned()));
                }
            }
            if self.differs(browser, site).is_none() {
                // Others may have been told of while the clean site was built.
                let told = watching.built.try_iter();
                return Ok(builds + told.filter(|line| line.starts_with("Built ")).count());
            }
        }
    }
}
