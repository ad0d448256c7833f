//! Only the text of some pages changed since the last build under watch: they are made anew alone.
//!
//! It stands alone because all that it needs is in memory still: nothing is read, nothing is kept. What
//! later builds take over from earlier ones they know by hashes, thus they notice by themselves.

use std::sync::Arc;

use super::Memory;
use super::retouch::{MOST, One};
use crate::check;
use crate::disk::{InputFile, Snapshot};
use crate::pages::ContentFile;
use crate::site::{SiteFile, Theme, ThemeFile};

impl Memory {
    /// Makes the pages anew of which nothing but the text differs between `before`, from which the last
    /// run made a site of these `paths` without errors, and `now`. None if any other file of the site
    /// may be different.
    pub fn retouch<'a>(
        &'a self,
        before: &Snapshot,
        now: &Snapshot,
        paths: impl Iterator<Item = &'a str>,
    ) -> Option<Vec<SiteFile>> {
        let changed = changed(before, now)?;
        let shared = self.bodies.shared.as_ref()?;
        let body = |file: &&InputFile| {
            self.bodies.items.iter().find(|item| item.key() == file.path)?.value()
        };
        let bodies = changed.iter().map(body).collect::<Option<Vec<_>>>()?;
        let templates = ["templates/", "themes/"].iter().flat_map(|folder| now.under(folder));
        let files: Vec<ThemeFile> =
            templates.map(|file| ThemeFile::new(&*file.path, file.bytes.to_vec())).collect();
        let theme = Theme::load(shared.theme.as_deref(), &files).value;
        let proof = check::Site::proved(paths, shared.base_url.as_deref());
        let site = Arc::new(shared.site.clone().into_owned());
        let make = |(file, body): (&InputFile, _)| {
            let text = std::str::from_utf8(&file.bytes).ok()?;
            let page = One { body, site: &site, theme: &theme };
            Some(page.make(&ContentFile::new(&*file.path, text), &proof)?.file)
        };
        changed.into_iter().zip(bodies).map(make).collect()
    }
}

/// The files that differ, if they are few, an editor's, and no other came or went.
fn changed<'a>(before: &Snapshot, now: &'a Snapshot) -> Option<Vec<&'a InputFile>> {
    let (before, now) = (before.files(), now.files());
    if before.len() != now.len() {
        return None;
    }
    let mut out = Vec::new();
    for (old, new) in before.iter().zip(now) {
        if old.path != new.path {
            return None;
        }
        if old.bytes != new.bytes {
            out.push(new);
            if !new.path.starts_with("content/") || out.len() > MOST {
                return None;
            }
        }
    }
    Some(out).filter(|out| !out.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::{Kept, Options, Silent, run, run_into};
    use super::*;

    const PLAN: &str = "---\ntitle: Plan\n---\nText.\n\n## Why\n\nSee [it](@/guide/other.md).\n";

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let file = |(path, text): &(&str, &str)| InputFile {
            path: (*path).to_owned(),
            bytes: text.as_bytes().into(),
        };
        Snapshot::new(files.iter().map(file).collect())
    }

    #[test]
    fn a_changed_text_is_one_page_and_all_others_are_as_they_were() {
        let files = [
            ("sitegen.yaml", "title: T\nsearch: false\nbase_url: https://x.example/\n"),
            ("content/guide/other.md", "---\ntitle: Other\n---\n[Why](@/guide/plan.md#why)\n"),
            ("content/guide/plan.md", PLAN),
        ];
        let before = snapshot(&files);
        let (kept, mut memory) = (Kept::default(), Memory::watching());
        run_into(&before, &Options::default(), &Silent, &kept, &mut memory);
        let first = kept.0.into_inner().unwrap();
        let with = |at: usize, text: &'static str| {
            let mut files = files;
            files[at].1 = text;
            snapshot(&files)
        };
        let paths = || first.iter().map(|file| file.path.as_str());
        let retouch = |now: &Snapshot| memory.retouch(&before, now, paths());
        for text in ["Other text.\n\n## Why\n", "## What\n\n[It](@/guide/other.md)\n\n## Why\n"] {
            let text = format!("---\ntitle: Plan\n---\n{text}").leak();
            let now = with(2, text);
            let made = retouch(&now).unwrap();
            assert_eq!(made.len(), 1);
            for file in run(&now, &Options::default(), &Silent).site {
                let old = first.iter().find(|old| old.path == file.path).unwrap();
                let new = made.iter().find(|new| new.path == file.path).unwrap_or(old);
                assert_eq!(*new, file);
            }
        }
        for (at, text, why) in [
            (2, "---\ntitle: Plans\n---\nText.\n\n## Why\n", "another title"),
            (2, "---\ntitle: Plan\n---\nText.\n", "an id is gone that another page leads to"),
            (2, "---\ntitle: Plan\n---\n[It](@/guide/gone.md)\n\n## Why\n", "a link to nothing"),
            (2, "---\ntitle: Plan\ndraft: true\n---\nText.\n\n## Why\n", "a draft"),
            (0, "title: Other\nsearch: false\n", "the configuration"),
            (2, PLAN, "nothing"),
        ] {
            assert!(retouch(&with(at, text)).is_none(), "{why}");
        }
        let fewer = snapshot(&files[..2]);
        assert!(retouch(&fewer).is_none(), "a file is gone");
    }
}
