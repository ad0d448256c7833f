//! Files in, files out: the inputs as a snapshot, and a site published atomically.
//!
//! It stands alone because nothing else but the command line touches the file system: stages get
//! a [`Snapshot`] and give bytes back.

mod atomic;
mod bytes;
mod error;
mod expected;
mod folders;
mod lock;
mod manifest;
mod owned;
mod publish;
mod root;
mod scan;
mod snapshot;

pub(crate) use atomic::replace;
pub use atomic::{Write, WriteKind, write_all};
pub use bytes::Bytes;
pub use error::PublishError;
pub use expected::Expected;
pub use lock::Lock;
pub use manifest::{MANIFEST, Manifest};
pub use owned::{is_unfinished, may_publish};
pub use publish::{Output, Published, Stage};
pub use root::{find_root, overlap};
pub use scan::{Found, Stamp, scan, stamp_of};
pub use snapshot::{INPUTS, InputFile, Snapshot, read, read_changed, read_unknown};
