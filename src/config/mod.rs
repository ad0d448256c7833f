//! `sitegen.yaml`: what an editor may set. All of it may be left out; unknown keys are errors.
//!
//! It stands alone because every stage takes parts of it, and none may read the file itself.

mod read;
mod shelf;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use read::{SHAPE, read};
pub use shelf::ShelfTime;

/// The whole of `sitegen.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Title of the site; the subject's name if left out.
    pub title: Option<String>,
    /// Address under which the site is published, for feeds, the sitemap and canonical links.
    pub base_url: Option<String>,
    /// Language of the site, a BCP 47 tag; "en" if left out.
    pub language: Option<String>,
    /// One sentence about the site, for search engines and feeds.
    pub description: Option<String>,
    /// What the articles are about; inferred if left out.
    pub subject: SubjectConfig,
    /// What members may take a position on: axis to its question and stances.
    pub positions: IndexMap<String, Axis>,
    /// Additions to the built-in word lists: list name (such as `countries`) to lines of its form.
    pub lexicon: IndexMap<String, Vec<String>>,
    /// Whether an editor's paragraphs need citations.
    pub citations: CitationPolicy,
    /// Which extracted claims readers see.
    pub publish: Publish,
    /// Whether source pages show the whole article (true), or only the passages that the site cites.
    pub full_text: bool,
    /// Name of a folder under `themes/`; "default" is built in.
    pub theme: Option<String>,
    /// Whether each page has a picture for where it is shared; it has, if left out. Only with a
    /// `base_url`: such pictures are named by their whole address.
    pub share_images: Option<bool>,
    /// Whether there is an index for searching the site; there is, if left out.
    pub search: Option<bool>,
    /// Which pictures are drawn; all that say something, if left out.
    pub pictures: Pictures,
    /// Taxonomies of ordinary pages, such as `tags`.
    pub taxonomies: Vec<String>,
    /// How long claims of a kind hold, such as `position: 90 days`, in place of the built-in times.
    pub shelf_life: IndexMap<String, String>,
    /// How many pages stand on one page of a list of an editor's pages, where its section does not
    /// say; 100 if left out.
    pub paginate_by: Option<usize>,
}

/// What the articles are about.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SubjectConfig {
    /// Its name, such as "Harbour Compact".
    pub name: Option<String>,
    /// Other names that the articles use.
    pub aliases: Vec<String>,
    /// What its members are.
    pub kind_of_members: KindOfMembers,
}

/// What the members of a subject are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KindOfMembers {
    /// Whatever the articles say belongs.
    #[default]
    Any,
    /// Countries.
    Countries,
    /// Organisations of any kind.
    Organisations,
    /// Companies.
    Companies,
    /// People.
    People,
}

/// Something on which members take positions.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Axis {
    /// The question that a reader asks, such as "Does it send troops?".
    pub question: String,
    /// The answers told apart, in the order in which they are shown.
    pub stances: IndexMap<String, Stance>,
}

/// One answer to an axis's question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stance {
    /// How it is shown; the stance's id with blanks if left out.
    pub label: Option<String>,
    /// Phrases that express it, on top of the built-in commitment verbs.
    pub cues: Vec<String>,
}

/// Which pictures are drawn, where there is enough to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Pictures {
    /// The map of members, where they are countries.
    pub map: bool,
    /// Members as a grid, where they are something else.
    pub grid: bool,
    /// The timeline, with a lane for each source.
    pub timeline: bool,
    /// Figures of a unit as dots on one axis.
    pub figures: bool,
}

impl Default for Pictures {
    fn default() -> Self {
        Self { map: true, grid: true, timeline: true, figures: true }
    }
}

/// Whether an editor's paragraphs need citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CitationPolicy {
    /// A paragraph without a citation is an error.
    Required,
    /// A quotation without one is a warning.
    #[default]
    Recommended,
    /// Citations are resolved, but never asked for.
    Off,
}

/// Which extracted claims readers see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Publish {
    /// Suggested ones too, marked as unreviewed.
    #[default]
    Suggested,
    /// Only those that an editor confirmed.
    Confirmed,
}
