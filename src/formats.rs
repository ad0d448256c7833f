//! Every file format of a project, with its JSON Schema: what editors complete and check by.
//!
//! It stands alone so that a new format has one place to be listed in. A schema is made from the
//! declaration that the file is checked with when it is read, so the two cannot drift apart.

use serde_json::{Value, json};

use crate::shape::{self, Shape};
use crate::subject::curated::{self, Folder};
use crate::subject::review;
use crate::{config, pages, seeds, site, sources};

/// A file format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Short name, such as "config".
    pub name: &'static str,
    /// Which files have it, relative to the project's root.
    pub files: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    form: Form,
}

/// Where the schema comes from.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// From the declaration that the file is checked with.
    Shape(&'static Shape),
    /// It is written out, and a test holds the file to it.
    Schema(&'static str),
}

/// All of them. A new format is added here.
pub fn all() -> Vec<Format> {
    let entry = |name, files, about, folder| Format {
        name,
        files,
        about,
        form: Form::Shape(curated::shape(folder)),
    };
    let of = |name, files, about, shape| Format { name, files, about, form: Form::Shape(shape) };
    vec![
        of("config", "sitegen.yaml", "What an editor may set", &config::SHAPE),
        of("sidecar", "seeds/*.meta.yaml", "What is known about a saved article", &seeds::SIDECAR),
        of("source", "content/sources/*.md", "Front matter of an article", &sources::FRONT_MATTER),
        of("page", "content/**/*.md", "Front matter of a page", &pages::FRONT_MATTER),
        entry("member", "content/members/*.md", "Front matter about a member", Folder::Members),
        entry("person", "content/people/*.md", "Front matter about a person", Folder::People),
        entry(
            "precedent",
            "content/precedents/*.md",
            "Front matter about an earlier case",
            Folder::Precedents,
        ),
        entry("event", "content/events/*.md", "Front matter about an event", Folder::Events),
        entry("figure", "content/figures/*.md", "Front matter about a figure", Folder::Figures),
        of(
            "corrections",
            pages::corrections::FILE,
            "What was put right on the site",
            &pages::corrections::SHAPE,
        ),
        of("review", review::FILE, "Decisions on extracted claims", &review::SHAPE),
        of(
            "edition",
            "content/editions/*.json",
            "An edition as it was published",
            &pages::editions::EDITION,
        ),
        Format {
            name: "subject",
            files: "public/data/subject.json",
            about: "Everything that the articles state, as data",
            form: Form::Schema(site::SUBJECT_SCHEMA),
        },
    ]
}

impl Format {
    /// Its JSON Schema.
    pub fn schema(&self) -> Value {
        match self.form {
            Form::Shape(shape) => shape::schema(&format!("{} ({})", self.about, self.files), shape),
            // A test reads it, so it is JSON.
            Form::Schema(text) => serde_json::from_str(text).unwrap_or_else(|_| json!({})),
        }
    }

    /// The declaration that files of this format are checked with; none for what nobody writes.
    pub fn shape(&self) -> Option<&'static Shape> {
        match self.form {
            Form::Shape(shape) => Some(shape),
            Form::Schema(_) => None,
        }
    }
}
