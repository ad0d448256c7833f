//! The text of `sitegen.yaml`, checked: every unknown key and wrong value is said in one run.

use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::shape::{self, Shape};

use super::{Config, ShelfTime};

const FILE: &str = "sitegen.yaml";

const STANCE: Shape = Shape::Keys(&[("label", Shape::Text), ("cues", Shape::Texts)]);

const AXIS: Shape = Shape::Keys(&[("question", Shape::Text), ("stances", Shape::Each(&STANCE))]);

const SUBJECT: Shape = Shape::Keys(&[
    ("name", Shape::Text),
    ("aliases", Shape::Texts),
    (
        "kind_of_members",
        Shape::OneOf(&["any", "countries", "organisations", "companies", "people"]),
    ),
]);

const PICTURES: Shape = Shape::Keys(&[
    ("map", Shape::Bool),
    ("grid", Shape::Bool),
    ("timeline", Shape::Bool),
    ("figures", Shape::Bool),
]);

/// Times for kinds of claims.
const SHELF_LIFE: Shape = Shape::Keys(&[
    ("position", SHELF_TIME),
    ("member", SHELF_TIME),
    ("role", SHELF_TIME),
    ("figure", SHELF_TIME),
    ("definition", SHELF_TIME),
]);

const SHELF_TIME: Shape =
    Shape::About("A number of days, weeks, months or years, or never", &Shape::Text);

/// What [`Config`] may hold; a test keeps the two together.
pub const SHAPE: Shape = Shape::Keys(&[
    ("title", Shape::Text),
    ("base_url", Shape::Text),
    ("language", Shape::Text),
    ("description", Shape::Text),
    ("subject", SUBJECT),
    ("positions", Shape::Each(&AXIS)),
    ("lexicon", Shape::Each(&Shape::Texts)),
    ("citations", Shape::OneOf(&["required", "recommended", "off"])),
    ("publish", Shape::OneOf(&["suggested", "confirmed"])),
    ("full_text", Shape::Bool),
    ("theme", Shape::Text),
    ("pictures", PICTURES),
    ("share_images", Shape::Bool),
    ("search", Shape::Bool),
    ("taxonomies", Shape::Texts),
    ("shelf_life", SHELF_LIFE),
    ("paginate_by", Shape::Text),
]);

/// Reads the text of `sitegen.yaml`. With an error in it, the value is the default.
pub fn read(text: &str) -> Checked<Config> {
    let mut diagnostics = shape::check(FILE, text, "config", &SHAPE);
    if !diagnostics.is_empty() || text.trim().is_empty() {
        return Checked::new(Config::default(), diagnostics);
    }
    // A file of comments alone is an empty document, thus null.
    match serde_yaml::from_str::<Option<Config>>(text) {
        Ok(config) => {
            let config = config.unwrap_or_default();
            diagnostics.extend(bad_values(text, &config));
            Checked::new(config, diagnostics)
        }
        Err(error) => {
            diagnostics.push(shape::yaml_error(FILE, text, "config", &error));
            Checked::new(Config::default(), diagnostics)
        }
    }
}

fn bad_values(text: &str, config: &Config) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let at = |words: &str| match text.find(words) {
        Some(start) => Place::in_text(FILE, text, start, start + words.len()),
        None => Place::file(FILE),
    };
    if let Some(url) = config.base_url.as_deref()
        && !(url.starts_with("http://") || url.starts_with("https://"))
    {
        out.push(
            Diagnostic::error("config", "base_url is no web address")
                .at(at(url))
                .hint("write it whole, such as https://example.org/topic/"),
        );
    }
    if let Some(theme) = config.theme.as_deref()
        && (theme.contains(['/', '\\']) || theme.starts_with('.'))
    {
        out.push(
            Diagnostic::error("config", "theme is the name of a folder under themes/, not a path")
                .at(at(theme)),
        );
    }
    for (kind, time) in &config.shelf_life {
        if ShelfTime::parse(time).is_none() {
            out.push(
                Diagnostic::error("config", format!("shelf_life: {kind} cannot be {time:?}"))
                    .at(at(time))
                    .hint("write 90 days, 6 weeks, 18 months, 2 years, or never"),
            );
        }
    }
    if config.paginate_by == Some(0) {
        out.push(
            Diagnostic::error("config", "paginate_by is at least 1: how many pages a list shows")
                .at(at("paginate_by")),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_all_there_is() {
        let text = "title: T\nbase_url: https://example.org\nsubject:\n  name: S\n  \
                    kind_of_members: companies\npositions:\n  joins:\n    question: Joins?\n    \
                    stances:\n      yes-it-does: {label: Yes, cues: [joins]}\n      no: {}\n\
                    full_text: true\n";
        let read = read(text);
        assert_eq!(read.diagnostics, []);
        assert_eq!(read.value.positions["joins"].stances.len(), 2);
        assert!(read.value.full_text);
    }

    #[test]
    fn says_every_unknown_key_with_a_suggestion() {
        let read = read("titel: T\nsubject:\n  nam: S\npublish: confirmd\nfull_text: maybe\n");
        let said: Vec<_> = read
            .diagnostics
            .iter()
            .map(|d| (d.place.as_ref().unwrap().line, d.hint.clone().unwrap_or_default()))
            .collect();
        assert_eq!(said.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 4, 5]);
        assert!(said[0].1.contains("\"title\"") && said[1].1.contains("\"name\""), "{said:?}");
        assert!(said[2].1.contains("confirmed"), "{said:?}");
    }

    #[test]
    fn an_empty_file_is_fine() {
        for text in ["", "# only a comment\n", "title:\n"] {
            assert_eq!(read(text).diagnostics, [], "{text:?}");
        }
    }

    #[test]
    fn knows_every_key_of_the_configuration() {
        let config = serde_json::to_value(Config::default()).unwrap();
        let Shape::Keys(keys) = SHAPE else { unreachable!() };
        let known: Vec<_> = keys.iter().map(|(key, _)| *key).collect();
        let mut there: Vec<_> = config.as_object().unwrap().keys().map(String::as_str).collect();
        there.retain(|key| !known.contains(key));
        assert_eq!(there, [""; 0], "keys of Config that its shape does not know");
    }
}
