//! The rows of the data files, and those that a project adds to them.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};

/// Names each data file once; a list is known by the stem of its file.
macro_rules! data_files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("data/", $name, ".txt")))),*]
    };
}

/// The built-in lists: name and content.
const BUILTIN: &[(&str, &str)] = data_files![
    "abbreviations",
    "acronyms",
    "asked-words",
    "assertion-verbs",
    "auxiliaries",
    "benefit-verbs",
    "body-verbs",
    "boilerplate",
    "boilerplate-blocks",
    "bounds",
    "bylines",
    "calendar",
    "change-verbs",
    "cities",
    "civic-words",
    "collectives",
    "commitments",
    "company-forms",
    "count-cues",
    "contract-words",
    "countries",
    "currencies",
    "deed-nouns",
    "definition-verbs",
    "event-heads",
    "event-nouns",
    "founding-verbs",
    "function-words",
    "furniture",
    "given-names",
    "grammar",
    "grammar-words",
    "group-heads",
    "homograph-names",
    "honorifics",
    "hyphen-participles",
    "institutions",
    "irregular-verbs",
    "legal-suffixes",
    "light-verbs",
    "modality",
    "money-words",
    "name-particles",
    "name-suffixes",
    "negative-words",
    "not-names",
    "numbered",
    "numbers",
    "occupation-verbs",
    "offices",
    "org-heads",
    "org-nouns",
    "organisations",
    "parties",
    "place-heads",
    "plurals",
    "precedent-cues",
    "quoting-verbs",
    "regions",
    "reporting-verbs",
    "role-modifiers",
    "roles",
    "rosters",
    "sentence-starters",
    "shelf-lives",
    "spokespeople",
    "stance-synonyms",
    "stance-words",
    "state-offices",
    "tense-cues",
    "time-leads",
    "town-bodies",
    "turning-points",
    "undertakings",
    "units",
];

/// The rows of every list.
#[derive(Debug)]
pub struct Lists {
    rows: IndexMap<&'static str, Vec<Row>>,
    fingerprint: [u8; 16],
}

/// An entry: fields, each with its alternatives. It keeps its line, and cuts it when asked: there are
/// twenty thousand of them, and every command reads them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    line: Cow<'static, str>,
    /// Where the first field ends.
    first: u32,
    /// Where the second field ends.
    second: u32,
}

impl Lists {
    /// Reads the built-in lists and the `additions` (list name to lines).
    pub fn load(additions: &IndexMap<String, Vec<String>>) -> Checked<Self> {
        let mut rows: IndexMap<&'static str, Vec<Row>> = BUILTIN
            .iter()
            .map(|(name, text)| {
                let mut rows =
                    Vec::with_capacity(memchr::memchr_iter(b'\n', text.as_bytes()).count());
                rows.extend(text.lines().filter_map(Row::parse));
                (*name, rows)
            })
            .collect();
        let mut diagnostics = Vec::new();
        for (name, lines) in additions {
            if let Some(list) = rows.get_mut(name.as_str()) {
                list.extend(lines.iter().filter_map(|line| Row::parse(line.clone())));
            } else {
                let names = BUILTIN.iter().map(|(name, _)| *name);
                let near = did_you_mean(name, names.clone());
                let all = names.collect::<Vec<_>>().join(", ");
                diagnostics.push(
                    Diagnostic::error("config", format!("there is no word list {name:?}"))
                        .at(Place::file("sitegen.yaml"))
                        .hint(match near {
                            Some(near) => format!("did you mean {near:?}? The lists are {all}"),
                            None => format!("the lists are {all}"),
                        }),
                );
            }
        }
        Checked::new(Self { rows, fingerprint: fingerprint(additions) }, diagnostics)
    }

    /// The rows of the list `name`; none if there is no such list.
    pub fn rows(&self, name: &str) -> &[Row] {
        self.rows.get(name).map_or(&[], Vec::as_slice)
    }

    /// A hash of all lists and what was added to them.
    pub fn fingerprint(&self) -> [u8; 16] {
        self.fingerprint
    }
}

fn fingerprint(additions: &IndexMap<String, Vec<String>>) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in BUILTIN {
        hasher.update(name.as_bytes());
        hasher.update(text.as_bytes());
        hasher.update(b"\0");
    }
    for (name, lines) in additions {
        for part in std::iter::once(name).chain(lines) {
            hasher.update(part.as_bytes());
            hasher.update(b"\0");
        }
    }
    let mut out = [0; 16];
    hasher.finalize_xof().fill(&mut out);
    out
}

impl Row {
    /// Reads a line; none for a blank one or a comment.
    pub fn parse(line: impl Into<Cow<'static, str>>) -> Option<Self> {
        let line = match line.into() {
            Cow::Borrowed(line) => Cow::Borrowed(line.trim_ascii()),
            Cow::Owned(line) => Cow::Owned(line.trim().to_owned()),
        };
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let bar = |from: usize| {
            let found = line.as_bytes().get(from..).and_then(|rest| memchr::memchr(b'|', rest));
            found.map_or(line.len(), |at| from + at)
        };
        let first = bar(0);
        let second = bar(first + 1);
        let (first, second) = (u32::try_from(first).ok()?, u32::try_from(second).ok()?);
        Some(Self { line, first, second })
    }

    /// The `index`th field, "" if left out.
    pub fn field(&self, index: usize) -> &str {
        let (first, second) = (self.first as usize, self.second as usize);
        let field = match index {
            0 => self.line.get(..first),
            1 => self.line.get(first + 1..second),
            _ => self.line.get(second + 1..).and_then(|rest| rest.split('|').nth(index - 2)),
        };
        field.map_or("", str::trim_ascii)
    }

    /// The alternatives of the `index`th field.
    pub fn alternatives(&self, index: usize) -> impl Iterator<Item = &str> {
        self.field(index).split(';').map(str::trim_ascii).filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_fields_and_alternatives() {
        let row = Row::parse("GB | United Kingdom | UK; Britain |").unwrap();
        assert_eq!(row.field(0), "GB");
        assert_eq!(row.alternatives(2).collect::<Vec<_>>(), ["UK", "Britain"]);
        assert_eq!((row.field(3), row.field(9)), ("", ""));
        assert_eq!(Row::parse("  # comment"), None);
    }

    #[test]
    fn an_unknown_list_is_an_error_with_a_suggestion() {
        let additions = IndexMap::from([("boilerplat".to_owned(), vec!["x".to_owned()])]);
        let loaded = Lists::load(&additions);
        assert!(loaded.diagnostics[0].hint.as_deref().unwrap().contains("\"boilerplate\""));
    }
}
