//! Turns a folder of source articles into a cited explainer microsite.
//!
//! ```text
//! seeds/*.{txt,md,html}  raw articles, as they were saved or scraped
//!     -> content/sources/*.md  structured Markdown with YAML front matter, cleaned, editable
//!     -> evidence              who, when, how many, who said it: each with its passage
//!     -> subject               one typed picture, sources merged, disagreements kept
//!     -> pages                 explainer pages, each statement cited to a passage
//!     -> public/               static HTML for any static host
//! ```
//!
//! - [`seeds`] tells what a raw file is and how it is encoded.
//! - [`sources`] turns it into structured Markdown, and that into passages.
//! - [`citations`] looks up what an editor cites in them.
//! - [`text`] cuts passages into tokens and knows each word's classes.
//! - [`evidence`] extracts what one article says.
//! - [`subject`] merges what all of them say, with an editor's decisions.
//! - [`pictures`] works out what is drawn where: a map, timelines, dot plots.
//! - [`pages`] explains it, each statement cited.
//! - [`site`] renders pages to HTML and data.
//! - [`check`] proves the finished site against the sources.
//!
//! Stages are functions from values to values and do no I/O; the shell ([`disk`], [`memo`],
//! [`pipeline`], [`server`], [`watch`], [`cli`]) does. Modules import only what comes before them here.

pub mod config;
pub mod date;
pub mod diagnostic;
pub mod entity;
pub mod fold;
pub mod lexicon;
pub mod moment;
pub mod shape;
pub mod slug;
pub mod span;
pub mod token;

pub mod citations;
pub mod evidence;
pub mod pages;
pub mod pictures;
pub mod seeds;
pub mod site;
pub mod sources;
pub mod subject;
pub mod text;

pub mod check;
pub mod formats;

pub mod disk;
pub mod external;
pub mod memo;
pub mod pipeline;
pub mod report;
pub mod server;
pub mod watch;
