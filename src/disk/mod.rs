//! Files in, files out: the inputs as a snapshot, and a site published atomically.
//!
//! It stands alone because nothing else but the command line touches the file system: stages get
//! a [`Snapshot`] and give bytes back.

mod atomic;
mod error;
mod lock;
mod manifest;
mod publish;
mod root;
mod snapshot;

pub use atomic::{Write, WriteKind, write_all};
pub use error::PublishError;
pub use lock::Lock;
pub use manifest::Manifest;
pub use publish::{Published, Stage, may_publish};
pub use root::{find_root, overlap};
pub use snapshot::{INPUTS, InputFile, Snapshot, read};
