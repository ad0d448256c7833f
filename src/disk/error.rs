//! Why a site was not published.
//!
//! It stands alone because whoever publishes has to tell these reasons apart.

use std::io;
use std::path::Path;

use crate::slug::SitePath;

use super::manifest::MANIFEST;

/// Why a site was not published. Nothing has changed, unless it happened during the renames, which
/// the next build completes.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The output folder would swallow the inputs, or be one of them.
    #[error("the output folder must not overlap the inputs: {0}")]
    Overlap(String),
    /// The output folder holds files that sitegen did not write.
    #[error(
        "{out} is not empty and was not made by sitegen (it has no {MANIFEST}): choose another \
         folder with --out, or publish into it with --force"
    )]
    Foreign {
        /// The output folder.
        out: String,
    },
    /// A file that sitegen did not write stands where one of the site belongs.
    #[error(
        "{path} in {out} was not written by sitegen, and the site has a file of that name: move \
         it away, or overwrite it with --force"
    )]
    ForeignFile {
        /// The output folder.
        out: String,
        /// The file in it.
        path: String,
    },
    /// Another build is publishing there.
    #[error("another sitegen is publishing to {0}: wait for it to end")]
    Busy(String),
    /// Two files of the site have one path.
    #[error("two files of the site have the path {0}")]
    Twice(SitePath),
    /// The file system refused.
    #[error("cannot {what} {path}: {error}")]
    Io {
        /// What was tried, such as "write".
        what: &'static str,
        /// Where.
        path: String,
        /// Why not.
        error: io::Error,
    },
}

impl PublishError {
    /// Whether the folder was ill chosen, rather than something having gone wrong.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Overlap(_) | Self::Foreign { .. } | Self::ForeignFile { .. })
    }
}

pub(super) fn io_error<'a>(
    what: &'static str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> PublishError + 'a {
    move |error| PublishError::Io { what, path: path.display().to_string(), error }
}
