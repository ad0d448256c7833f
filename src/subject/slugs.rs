//! Addresses that are unique among the pages of one section.

use rustc_hash::FxHashMap;

use crate::slug::Slug;

/// The slugs given out so far, with how many names share each.
#[derive(Debug, Default)]
pub(super) struct Slugs(FxHashMap<Slug, u32>);

impl Slugs {
    /// The slug of a name; a number is added where another name has it.
    pub(super) fn of(&mut self, name: &str) -> Slug {
        let plain = Slug::of(name);
        let mut count = self.0.get(&plain).map_or(1, |n| n + 1);
        let mut slug = plain.clone();
        while self.0.contains_key(&slug) {
            count = count.max(2);
            slug = Slug::of(&format!("{} {count}", plain.as_str()));
            count += 1;
        }
        self.0.insert(slug.clone(), 1);
        if slug != plain {
            self.0.insert(plain, count - 1);
        }
        slug
    }
}
