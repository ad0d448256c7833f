//! What a person keeps below `content/`, as the stages take it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::disk::{InputFile, Snapshot};
use crate::pages::corrections;
use crate::pages::editions::{self, Edition};
use crate::pages::{Bytes, Content, ContentFile};
use crate::shape;

use super::outlines::{Found, Outlines};

/// What an editor wrote below `content/`.
pub(super) fn content<'a>(
    snapshot: &'a Snapshot,
    outlines: &mut Outlines,
    diagnostics: &mut Vec<Diagnostic>,
) -> Content<'a> {
    let all = snapshot.under("content/");
    let page = |file: &InputFile| {
        let page = file.path.rsplit_once('.').is_some_and(|(_, extension)| extension == "md");
        page && !file.path.starts_with("content/sources/")
    };
    let known = &*outlines;
    let read: Vec<_> =
        all.par_iter().map(|file| (file, page(file).then(|| known.find(file)))).collect();
    let mut files = Vec::with_capacity(read.len());
    for (file, found) in &read {
        if let Some(outline) = found.as_ref().and_then(Found::outline) {
            let bytes: Bytes = Arc::new(file.bytes.clone());
            files.push(ContentFile::outlined(&*file.path, bytes, outline));
            continue;
        }
        let text = std::str::from_utf8(&file.bytes);
        diagnostics.extend(text.ok().and_then(|text| shape::conflict(&file.path, text)));
        if found.is_none() {
            continue;
        }
        match text {
            Ok(text) => files.push(ContentFile::new(&*file.path, text)),
            Err(_) => diagnostics.push(not_utf8(file, "encoding")),
        }
    }
    let found = read.into_iter().filter_map(|(file, found)| Some((file.path.clone(), found?)));
    outlines.replace(found);
    let corrections = corrections(snapshot, diagnostics);
    Content { files, editions: editions(snapshot, diagnostics), corrections }
}

/// What was put right so far.
fn corrections<'a>(
    snapshot: &'a Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ContentFile<'a>> {
    let file = snapshot.get(corrections::FILE)?;
    let text = std::str::from_utf8(&file.bytes);
    if text.is_err() {
        diagnostics.push(not_utf8(file, "corrections"));
    }
    Some(ContentFile::new(corrections::FILE, text.ok()?))
}

/// The editions recorded so far.
fn editions(snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) -> Vec<Edition> {
    let files = snapshot.under(editions::FOLDER).iter().filter(|file| {
        file.path.rsplit_once('.').is_some_and(|(_, extension)| extension == "json")
    });
    let read = |file: &InputFile| match std::str::from_utf8(&file.bytes) {
        Ok(text) => editions::read(&file.path, text),
        Err(_) => Checked::new(None, vec![not_utf8(file, "edition")]),
    };
    files.filter_map(|file| read(file).into(diagnostics)).collect()
}

/// A file that is not UTF-8 text, at the first character that is not.
pub(super) fn not_utf8(file: &InputFile, code: &str) -> Diagnostic {
    let (path, bytes) = (&*file.path, &file.bytes);
    let wide = [[0xff, 0xfe], [0xfe, 0xff]].iter().any(|mark| bytes.starts_with(mark));
    let (message, place) = match std::str::from_utf8(bytes) {
        Err(error) if !wide => {
            let (at, text) = (error.valid_up_to(), String::from_utf8_lossy(bytes));
            ("is not UTF-8 text", Place::in_text(path, &text, at, at + 1))
        }
        _ => ("is UTF-16 text, not UTF-8", Place::file(path)),
    };
    Diagnostic::error(code, message).at(place).hint("save it as UTF-8 in your editor")
}
