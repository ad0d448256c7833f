//! An editor's prose as HTML: links made relative, references numbered.

use super::notes::refs_html;
use super::{Links, Notes};
use crate::pages::{Piece, Prose};

/// Prose that cites nothing.
pub(super) fn without_notes(links: &Links, prose: &Prose) -> String {
    let mut out = String::new();
    for piece in &prose.pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Link(page, anchor) => {
                out.push_str(&links.to(page));
                out.push_str(anchor);
            }
            Piece::Refs(_) => {}
        }
    }
    out
}

/// Prose with its references.
pub(super) fn html<'a>(notes: &mut Notes<'a>, prose: &'a Prose) -> String {
    let mut out = String::new();
    for piece in &prose.pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Link(page, anchor) => {
                out.push_str(&notes.links.to(page));
                out.push_str(anchor);
            }
            Piece::Refs(references) => {
                let refs = notes.references(references);
                out.push_str(&refs_html(&refs));
            }
        }
    }
    out
}
