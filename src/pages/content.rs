//! What an editor wrote, as it comes in: files with their text, or with what is known of it.
//!
//! It stands alone because a file whose text is not needed need not even be read.

use std::borrow::Cow;
use std::sync::Arc;

use super::editions::Edition;
use super::outline::{Bytes, Outline};

/// What an editor wrote: the files below `content/`, in any order.
#[derive(Clone, Debug, Default)]
pub struct Content<'a> {
    /// The Markdown files.
    pub files: Vec<ContentFile<'a>>,
    /// The editions recorded so far, in any order.
    pub editions: Vec<Edition>,
    /// The file of corrections, if there is one.
    pub corrections: Option<ContentFile<'a>>,
}

/// A Markdown file.
#[derive(Clone, Debug)]
pub struct ContentFile<'a> {
    /// Path relative to the project's root, with forward slashes: "content/plan.md".
    pub path: Cow<'a, str>,
    text: Text<'a>,
    outline: Option<Arc<Outline>>,
}

/// Where the text of a file is.
#[derive(Clone)]
enum Text<'a> {
    Here(Cow<'a, str>),
    /// UTF-8, as its outline proves.
    There(Bytes),
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Here(text) => text,
            Self::There(_) => "a text elsewhere",
        })
    }
}

impl<'a> ContentFile<'a> {
    /// A file.
    pub fn new(path: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self { path: path.into(), text: Text::Here(text.into()), outline: None }
    }

    /// A file that has this outline, which was made of the same `bytes`: they are asked for only if
    /// its page is rendered.
    pub fn outlined(path: impl Into<Cow<'a, str>>, bytes: Bytes, outline: Arc<Outline>) -> Self {
        Self { path: path.into(), text: Text::There(bytes), outline: Some(outline) }
    }

    /// All of it, front matter included.
    pub fn text(&self) -> &str {
        match &self.text {
            Text::Here(text) => text,
            Text::There(bytes) => std::str::from_utf8((**bytes).as_ref()).unwrap_or_default(),
        }
    }

    /// Its outline, if one was given.
    pub fn outline(&self) -> Option<&Arc<Outline>> {
        self.outline.as_ref()
    }

    pub(super) fn bytes(&self) -> Bytes {
        match &self.text {
            Text::Here(text) => Arc::new(text.clone().into_owned().into_bytes()),
            Text::There(bytes) => Arc::clone(bytes),
        }
    }
}
