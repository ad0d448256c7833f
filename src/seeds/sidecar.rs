//! `NAME.meta.yaml` beside a seed: what a person knows about it wins over all that is inferred.

use serde::{Deserialize, Deserializer};

use crate::date::Date;
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::shape::{self, Shape};

/// What `NAME.meta.yaml` may hold.
pub const SHAPE: Shape = Shape::Keys(&[
    ("title", Shape::About("The headline", &Shape::Text)),
    ("publisher", Shape::About("Who published it", &Shape::Text)),
    ("url", Shape::About("Where it was published", &Shape::Text)),
    ("published", Shape::About("When it was published", &Shape::Date)),
    ("authors", Shape::About("Bylines", &Shape::Either(&[Shape::Text, Shape::Texts]))),
    ("language", Shape::About("BCP 47 tag of its language", &Shape::Text)),
    ("keep", Shape::About("Words or lines of the seed that stay in the article", &Shape::Texts)),
]);

/// The content of `NAME.meta.yaml`. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sidecar {
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Bylines: a list, or one name.
    #[serde(deserialize_with = "one_or_many")]
    pub authors: Vec<String>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// What must not be left out of the article, although it looks like no part of it.
    pub keep: Vec<Keep>,
    /// The text that this was read from; part of what an ingested article depends on.
    #[serde(skip)]
    pub raw: String,
}

/// Names spans of a seed that stay in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Whatever holds these words.
    Words(String),
    /// Whatever stands in these lines of the seed, first and last, from one.
    Lines(u32, u32),
}

impl Sidecar {
    /// Reads the text of the file at `path`. What is wrong is an error with its line and column; the
    /// value is then an empty sidecar, so that the article is still built.
    pub fn parse(path: &str, text: &str) -> Checked<Self> {
        if text.trim().is_empty() {
            return Checked::clean(Self::default());
        }
        match serde_yaml::from_str::<Self>(text) {
            Ok(sidecar) => Checked::clean(Self { raw: text.to_owned(), ..sidecar }),
            Err(error) => {
                let mut all = shape::check(path, text, "sidecar", &SHAPE);
                if all.is_empty() {
                    all.push(yaml_error("sidecar", path, text, 0, &error));
                }
                Checked::new(Self::default(), all)
            }
        }
    }

    /// Whether the text in lines `lines` of the seed must stay.
    pub fn keeps(&self, lines: (u32, u32), text: &str) -> bool {
        self.keep.iter().any(|keep| match keep {
            Keep::Words(words) => text.contains(words.as_str()),
            Keep::Lines(first, last) => lines.0 <= *last && *first <= lines.1,
        })
    }
}

/// A YAML error in `yaml`, which stands in the file at `path` after `lines_before` lines.
pub(crate) fn yaml_error(
    code: &str,
    path: &str,
    yaml: &str,
    lines_before: u32,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let plain = error.without_snippet();
    let (message, hint) =
        if let serde_yaml::Error::SerdeUnknownField { field, expected, .. } = plain {
            let all = expected.join(", ");
            let hint = match did_you_mean(field, expected.iter().copied()) {
                Some(near) => format!("did you mean {near:?}? The keys are {all}"),
                None => format!("the keys are {all}"),
            };
            (format!("unknown key {field:?}"), hint)
        } else {
            let (message, hint) = shape::plainly(&plain.to_string());
            (message, hint.to_owned())
        };
    let place = plain.location().map_or_else(
        || Place::file(path),
        |at| {
            let line = u32::try_from(at.line()).unwrap_or(1).max(1);
            Place {
                file: path.to_owned(),
                line: line + lines_before,
                column: u32::try_from(at.column()).unwrap_or(1),
                length: 1,
                text: yaml.lines().nth(line as usize - 1).unwrap_or_default().to_owned(),
            }
        },
    );
    Diagnostic::error(code, message).at(place).hint(hint)
}

impl<'de> Deserialize<'de> for Keep {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Line(u32),
            Words(String),
        }
        Ok(match Raw::deserialize(deserializer)? {
            Raw::Line(line) => Self::Lines(line, line),
            Raw::Words(words) => line_range(&words).unwrap_or(Self::Words(words)),
        })
    }
}

/// "12" or "12-15".
fn line_range(words: &str) -> Option<Keep> {
    let (first, last) = words.split_once(['-', '–']).unwrap_or((words, words));
    Some(Keep::Lines(first.trim().parse().ok()?, last.trim().parse().ok()?))
}

/// A list of texts, or one text.
pub(crate) fn one_or_many<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Raw {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Option::<Raw>::deserialize(d)? {
        None => Vec::new(),
        Some(Raw::One(one)) => vec![one],
        Some(Raw::Many(many)) => many,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_person_writes() {
        let read = Sidecar::parse(
            "a.meta.yaml",
            "title: The Thaw\nauthors: Ines Vale\npublished: 2025-03\nkeep:\n  - 4\n  - 7-9\n  - Sign up\n",
        );
        assert_eq!(read.diagnostics, []);
        let sidecar = read.value;
        assert_eq!(sidecar.authors, ["Ines Vale"]);
        assert_eq!(sidecar.published, Date::from_month(2025, 3));
        assert!(sidecar.keeps((4, 4), "") && sidecar.keeps((8, 12), ""));
        assert!(sidecar.keeps((1, 1), "Sign up now") && !sidecar.keeps((5, 6), "Follow us"));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_a_suggestion() {
        let read = Sidecar::parse("a.meta.yaml", "title: x\npublishr: y\n");
        let found = &read.diagnostics[0];
        let place = found.place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.text.as_str()), (2, 1, "publishr: y"));
        assert!(found.hint.as_ref().unwrap().contains("\"publisher\""), "{found:?}");
        assert!(found.message.contains("publishr"), "{found:?}");
    }
}
