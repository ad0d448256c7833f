//! What a person keeps below `content/`, as the stages take it.

use crate::diagnostic::{Checked, Diagnostic};
use crate::disk::{InputFile, Snapshot};
use crate::pages::editions::{self, Edition};
use crate::pages::{Content, ContentFile};

use super::not_utf8;

/// What an editor wrote below `content/`.
pub(super) fn content<'a>(
    snapshot: &'a Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Content<'a> {
    let mut files = Vec::new();
    for file in snapshot.under("content/") {
        let page = file.path.rsplit_once('.').is_some_and(|(_, extension)| extension == "md");
        if !page || file.path.starts_with("content/sources/") {
            continue;
        }
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => files.push(ContentFile::new(&*file.path, text)),
            Err(_) => diagnostics.push(not_utf8(&file.path, "encoding")),
        }
    }
    Content { files, editions: editions(snapshot, diagnostics) }
}

/// The editions recorded so far.
fn editions(snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) -> Vec<Edition> {
    let files = snapshot.under(editions::FOLDER).iter().filter(|file| {
        file.path.rsplit_once('.').is_some_and(|(_, extension)| extension == "json")
    });
    let read = |file: &InputFile| match std::str::from_utf8(&file.bytes) {
        Ok(text) => editions::read(&file.path, text),
        Err(_) => Checked::new(None, vec![not_utf8(&file.path, "edition")]),
    };
    files.filter_map(|file| read(file).into(diagnostics)).collect()
}
