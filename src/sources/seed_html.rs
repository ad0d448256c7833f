//! A web page as pieces: its structure from the page, what belongs to the article from two extractors.
//!
//! Every block of the page becomes a piece, so that what is left out is on record and can be kept. A
//! block belongs to the article if both extractors say so for at least half of its runs of four words.

use dom_smoothie::{Article, Readability};

use super::draft::{Draft, Piece};
use super::grams::Runs;
use super::lines::clean;
use super::{BlockKind, MarkKind, bylines, markdown};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::seeds::Seed;

/// Below this agreement of the two extractors a person should look.
const DOUBTFUL: f64 = 0.8;

/// Reads the pieces and the metadata of a web page.
pub(super) fn draft(seed: &Seed, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let html = seed.text.as_str();
    let article = Readability::new(html, None, None).ok().and_then(|mut page| page.parse().ok());
    let mut options =
        trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    options.focus = trafilatura::ExtractionFocus::FavorPrecision;
    let extract = trafilatura::extract(html, &options).ok();
    let mut draft = Draft { pieces: pieces(html), ..Draft::default() };
    if let Some(article) = &article {
        stated(&mut draft, article);
    }
    if let Some(extract) = &extract
        && draft.meta.url.is_none()
        && is_absolute(&extract.metadata.url)
    {
        draft.meta.url = Some(extract.metadata.url.clone());
    }
    let content = article.as_ref().map(|a| text_of(&mdka::html_to_markdown(&a.content)));
    let main = extract.map(|e| e.content_text).filter(|text| !text.trim().is_empty());
    choose(&mut draft, content.as_deref(), main.as_deref(), seed, diagnostics);
    captions(&mut draft, html);
    headline(&mut draft);
    empty_headings(&mut draft);
    links(&mut draft);
    draft
}

/// Every block of the page, with the line on which it begins.
fn pieces(html: &str) -> Vec<Piece> {
    let page = mdka::html_to_markdown(&paragraphs_for_breaks(html));
    let mut from = (0, 1u32);
    let blocks = markdown::read(&page).blocks.into_iter().map(|(block, _)| {
        let line = locate(html, &block.text, &mut from);
        let mut piece = Piece::line(line, block.text, true);
        piece.kind = Some(block.kind);
        piece.marks = block.marks;
        piece
    });
    blocks.collect()
}

/// Two line breaks are how old pages part paragraphs.
fn paragraphs_for_breaks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<br").or_else(|| rest.find("<BR")) {
        out.push_str(&rest[..at]);
        let mut run = &rest[at..];
        let mut count = 0;
        while let Some(tag) = run.trim_start().get(..3).filter(|t| t.eq_ignore_ascii_case("<br")) {
            let start = run.trim_start();
            let Some(end) = start.find('>') else { break };
            count += usize::from(!tag.is_empty());
            run = &start[end + 1..];
        }
        if count == 0 {
            out.push_str(&rest[at..at + 3]);
            rest = &rest[at + 3..];
            continue;
        }
        out.push_str(if count > 1 { "<p>" } else { "<br>" });
        rest = run;
    }
    out.push_str(rest);
    out
}

/// The line of the page on which a text begins, looked for from the last one on; an entity or a tag
/// in its first words may hide it, then it is that of the text before it.
fn locate(html: &str, text: &str, from: &mut (usize, u32)) -> u32 {
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || c == ',';
    let end = text.char_indices().find(|(_, c)| !plain(*c)).map_or(text.len(), |(at, _)| at);
    let mut end = end.min(32);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let needle = text[..end].trim_end();
    if needle.len() >= 4
        && let Some(at) = html[from.0..].find(needle)
    {
        let breaks = html[from.0..from.0 + at].matches('\n').count();
        from.1 += u32::try_from(breaks).unwrap_or(0);
        from.0 += at;
    }
    from.1
}

/// The text of Markdown, block after block.
fn text_of(text: &str) -> String {
    let blocks = markdown::read(text).blocks;
    blocks.iter().map(|(block, _)| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Leaves out the blocks that are no part of the article.
fn choose(
    draft: &mut Draft,
    content: Option<&str>,
    main: Option<&str>,
    seed: &Seed,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let warn = |message: String, hint: &str| {
        Diagnostic::warning("seed-page", message).at(Place::file(&*seed.path)).hint(hint)
    };
    let (content, main) = match (content, main) {
        (None, None) => {
            diagnostics.push(warn(
                format!("no article was found in {}", seed.path),
                "save the article's text, or say in a sidecar what to keep",
            ));
            return;
        }
        (Some(one), None) | (None, Some(one)) => (one, one),
        (Some(content), Some(main)) => (content, main),
    };
    let exact: rustc_hash::FxHashSet<&str> = content.lines().collect();
    let (content, core) = (Runs::of(content), Runs::of(main));
    let (mut both, mut either) = (0, 0);
    for piece in &mut draft.pieces {
        let short = piece.text.split(' ').count() < 4;
        let inside = if short {
            exact.contains(piece.text.as_str())
        } else {
            content.share(&piece.text) >= 0.5
        };
        // Extractors of plain text lose headings now and then: what is inside of the article decides.
        let heading = matches!(piece.kind, Some(BlockKind::Heading(_)));
        let central = heading || core.share(&piece.text) >= 0.5;
        let size = piece.text.len();
        either += if inside { size } else { 0 };
        both += if inside && central { size } else { 0 };
        if !inside {
            piece.leave_out("outside of the article");
        } else if !central {
            piece.leave_out("not in the main text");
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of some thousand bytes")]
    let agreement = both as f64 / (either.max(1)) as f64;
    if agreement < DOUBTFUL {
        diagnostics.push(warn(
            format!("it is not clear what belongs to the article in {}", seed.path),
            "look through what was removed; `keep` in a sidecar puts it back",
        ));
    }
}

/// What the page's metadata states.
fn stated(draft: &mut Draft, article: &Article) {
    let text = |value: &Option<String>| {
        value.as_deref().map(|v| clean(v).into_owned()).filter(|v| !v.is_empty())
    };
    let meta = &mut draft.meta;
    meta.title = Some(clean(&article.title).into_owned()).filter(|title| !title.is_empty());
    meta.publisher = text(&article.site_name);
    meta.published = article.published_time.as_deref().and_then(Date::parse);
    meta.language = text(&article.lang);
    meta.url = text(&article.url).filter(|url| is_absolute(url));
    if let Some(byline) = text(&article.byline) {
        meta.authors = bylines::authors(&byline);
    }
}

/// Captions and credits of pictures.
fn captions(draft: &mut Draft, html: &str) {
    let mut texts = rustc_hash::FxHashSet::default();
    let mut rest = html;
    while let Some(at) = rest.find("<figcaption") {
        let from = &rest[at..];
        let end = from.find("</figcaption").unwrap_or(from.len());
        let caption = text_of(&mdka::html_to_markdown(&format!("{}</figcaption>", &from[..end])));
        texts.extend(caption.lines().map(str::to_owned));
        rest = &from[end.max(1)..];
    }
    if !texts.is_empty() {
        for piece in &mut draft.pieces {
            if texts.contains(&piece.text) {
                piece.leave_out("caption");
            }
        }
    }
}

/// The heading of level 1 that says what the metadata's title says is the headline as readers saw it.
fn headline(draft: &mut Draft) {
    let Some(title) = draft.meta.title.clone() else { return };
    let runs = Runs::of(&title);
    let first = draft.pieces.iter_mut().find(|piece| {
        piece.kind == Some(BlockKind::Heading(1))
            && (runs.share(&piece.text) >= 0.5 || Runs::of(&piece.text).share(&title) >= 0.5)
    });
    if let Some(piece) = first {
        draft.meta.title = Some(std::mem::take(&mut piece.text));
        piece.marks.clear();
        piece.fate = None;
    }
}

/// A heading whose whole section was left out goes too.
fn empty_headings(draft: &mut Draft) {
    let mut text_follows = false;
    for piece in draft.pieces.iter_mut().rev() {
        if matches!(piece.kind, Some(BlockKind::Heading(level)) if level > 1) {
            if piece.live() && !text_follows {
                piece.leave_out("heading without text");
            }
            text_follows &= !piece.live();
        } else {
            text_follows |= piece.live() && !piece.text.is_empty();
        }
    }
}

/// Makes links absolute; those that lead nowhere from another site lose their mark.
fn links(draft: &mut Draft) {
    let base = draft.meta.url.clone().unwrap_or_default();
    let host_end = base.find("://").and_then(|at| base[at + 3..].find('/').map(|end| at + 3 + end));
    let origin = host_end.map_or(base.as_str(), |end| &base[..end]);
    for piece in &mut draft.pieces {
        piece.marks.retain_mut(|mark| {
            let MarkKind::Link(address) = &mut mark.kind else { return true };
            if address.starts_with("//") {
                address.insert_str(0, "https:");
            } else if address.starts_with('/') && !origin.is_empty() {
                address.insert_str(0, origin);
            }
            is_absolute(address) || address.starts_with("mailto:")
        });
    }
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
