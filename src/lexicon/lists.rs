//! The rows of the data files, and those that a project adds to them.

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
    "assertion-verbs",
    "auxiliaries",
    "body-verbs",
    "boilerplate",
    "boilerplate-blocks",
    "bounds",
    "bylines",
    "calendar",
    "change-verbs",
    "cities",
    "collectives",
    "commitments",
    "company-forms",
    "count-cues",
    "countries",
    "currencies",
    "definition-verbs",
    "event-heads",
    "event-nouns",
    "founding-verbs",
    "function-words",
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
    "modality",
    "money-words",
    "name-particles",
    "name-suffixes",
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
    "reporting-verbs",
    "role-modifiers",
    "roles",
    "rosters",
    "sentence-starters",
    "spokespeople",
    "stance-words",
    "tense-cues",
    "time-leads",
    "turning-points",
    "undertakings",
    "units",
];

/// The rows of every list.
#[derive(Debug)]
pub struct Lists {
    rows: IndexMap<&'static str, Vec<Row>>,
}

/// An entry: fields, each with its alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    fields: Vec<Box<str>>,
}

impl Lists {
    /// Reads the built-in lists and the `additions` (list name to lines).
    pub fn load(additions: &IndexMap<String, Vec<String>>) -> Checked<Self> {
        let mut rows: IndexMap<&'static str, Vec<Row>> = BUILTIN
            .iter()
            .map(|(name, text)| (*name, text.lines().filter_map(Row::parse).collect()))
            .collect();
        let mut diagnostics = Vec::new();
        for (name, lines) in additions {
            if let Some(list) = rows.get_mut(name.as_str()) {
                list.extend(lines.iter().filter_map(|line| Row::parse(line)));
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
        Checked::new(Self { rows }, diagnostics)
    }

    /// The rows of the list `name`; none if there is no such list.
    pub fn rows(&self, name: &str) -> &[Row] {
        self.rows.get(name).map_or(&[], Vec::as_slice)
    }

    /// A hash of all rows.
    pub fn fingerprint(&self) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        for (name, rows) in &self.rows {
            hasher.update(name.as_bytes());
            for field in rows.iter().flat_map(|row| &row.fields) {
                hasher.update(field.as_bytes());
                hasher.update(b"\0");
            }
        }
        let mut out = [0; 16];
        hasher.finalize_xof().fill(&mut out);
        out
    }
}

impl Row {
    /// Reads a line; none for a blank one or a comment.
    pub fn parse(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        Some(Self { fields: line.split('|').map(|field| field.trim().into()).collect() })
    }

    /// The `index`th field, "" if left out.
    pub fn field(&self, index: usize) -> &str {
        self.fields.get(index).map_or("", |field| field)
    }

    /// The alternatives of the `index`th field.
    pub fn alternatives(&self, index: usize) -> impl Iterator<Item = &str> {
        self.field(index).split(';').map(str::trim).filter(|part| !part.is_empty())
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
