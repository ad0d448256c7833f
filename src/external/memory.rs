//! What was fine lately, kept in `.sitegen/`: safe to delete, and ignored if it cannot be read.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use super::Answer;
use crate::date::Date;
use crate::disk;

/// Where it is kept, relative to the project's root.
pub const FILE: &str = ".sitegen/external.json";

/// For how many days an answer holds.
const DAYS: i32 = 7;

/// Addresses that led somewhere, with the day on which they were asked for.
pub(super) struct Memory {
    fine: BTreeMap<String, Date>,
    day: Date,
}

impl Memory {
    pub(super) fn read(root: &Path, day: Date) -> Self {
        let text = std::fs::read_to_string(root.join(FILE)).unwrap_or_default();
        let all: Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
        let dated = |(url, day): (String, Value)| Some((url, Date::parse(day.as_str()?)?));
        Self { fine: all.into_iter().filter_map(dated).collect(), day }
    }

    /// Whether an address led somewhere in the last days. What was dead is asked for again: it may
    /// have been mended.
    pub(super) fn is_fresh(&self, url: &str) -> bool {
        let Some((then, now)) =
            self.fine.get(url).and_then(|then| Some((then.civil()?, self.day.civil()?)))
        else {
            return false;
        };
        then.until(now).is_ok_and(|passed| (0..DAYS).contains(&passed.get_days()))
    }

    pub(super) fn learn(&mut self, url: &str, answer: &Answer) {
        if *answer == Answer::Fine {
            self.fine.insert(url.to_owned(), self.day);
        } else {
            self.fine.remove(url);
        }
    }

    /// Forgets addresses that the site has no longer.
    pub(super) fn keep_only(&mut self, there: impl Fn(&str) -> bool) {
        self.fine.retain(|url, _| there(url));
    }

    pub(super) fn write(&self, root: &Path) -> std::io::Result<()> {
        let all: Map<String, Value> = self
            .fine
            .iter()
            .map(|(url, day)| (url.clone(), Value::String(day.to_string())))
            .collect();
        let mut text = serde_json::to_string_pretty(&all)?;
        text.push('\n');
        disk::replace(&root.join(FILE), text.as_bytes())
    }
}
