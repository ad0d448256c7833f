//! A raw seed to an article: what it is, who wrote it, what belongs to it and what does not.

use super::draft::Draft;
use super::{
    Document, bylines, emphasis, filter, head, headline, imprint, lines, refresh, seed_html,
    seed_markdown, stray, structure, tail,
};
use crate::diagnostic::{Checked, Diagnostic};
use crate::lexicon::Lexicon;
use crate::seeds::{Kind, Seed, Sidecar};

/// Makes an article of a seed. The sidecar wins over everything inferred; what the article does not
/// state stays none. Nothing is lost: what is left out stands in `removed`.
pub fn ingest(seed: &Seed, sidecar: &Sidecar, lexicon: &Lexicon) -> Checked<Document> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut draft = match seed.kind {
        Kind::Markdown => seed_markdown::draft(seed, &mut diagnostics),
        Kind::Html => seed_html::draft(seed, &mut diagnostics),
        Kind::Text => Draft { pieces: lines::pieces(&seed.text), ..Draft::default() },
    };
    draft.keep(sidecar);
    bylines::read(&mut draft, lexicon);
    filter::leave_out(&mut draft, &lexicon.boilerplate);
    bylines::publisher(&mut draft, lexicon);
    imprint::read(&mut draft, lexicon);
    stray::read(&mut draft, lexicon);
    head::read(&mut draft, lexicon);
    headline::find(&mut draft);
    tail::read(&mut draft, lexicon);
    if seed.kind == Kind::Text {
        structure::find(&mut draft);
        emphasis::read(&mut draft);
        structure::run_ins(&mut draft);
    }
    let mut document = draft.finish();
    overrule(&mut document, sidecar);
    document.meta.seed = Some(seed.path.clone());
    document.meta.seed_hash = Some(hash(seed, sidecar));
    refresh::record(&mut document);
    Checked::new(document, diagnostics)
}

/// The hash of everything that a person supplied: the seed and its sidecar.
fn hash(seed: &Seed, sidecar: &Sidecar) -> String {
    if sidecar.raw.is_empty() {
        return seed.hash.clone();
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(seed.hash.as_bytes());
    hasher.update(sidecar.raw.as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

/// What the sidecar states wins.
fn overrule(document: &mut Document, sidecar: &Sidecar) {
    let meta = &mut document.meta;
    let mut stated = |field: &str, is: bool| {
        if is {
            meta.inferred.remove(field);
        }
        is
    };
    if stated("title", sidecar.title.is_some()) {
        meta.title.clone_from(&sidecar.title);
    }
    if stated("publisher", sidecar.publisher.is_some()) {
        meta.publisher.clone_from(&sidecar.publisher);
    }
    if stated("url", sidecar.url.is_some()) {
        meta.url.clone_from(&sidecar.url);
    }
    if stated("published", sidecar.published.is_some()) {
        meta.published = sidecar.published;
    }
    if stated("authors", !sidecar.authors.is_empty()) {
        meta.authors.clone_from(&sidecar.authors);
    }
    if stated("language", sidecar.language.is_some()) {
        meta.language.clone_from(&sidecar.language);
    }
}
