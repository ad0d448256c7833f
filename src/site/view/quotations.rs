//! Quotations as templates see them: whole sentences stand by themselves, and fragments in the
//! sentence that quotes them, since a word or two say little alone.

use super::blocks::claimed;
use super::notes::Notes;
use super::parts::{QuotationView, QuotedView};

use crate::pages::Quotation;
use crate::span::Span;
use crate::subject::{SpeakerKind, Status};

/// Fewer words than this are a fragment.
const WHOLE: usize = 8;

/// What is quoted, those from one passage with one speaker together.
pub(super) fn quotations<'a>(notes: &mut Notes<'a>, list: &'a [Quotation]) -> Vec<QuotationView> {
    list.chunk_by(together).filter_map(|run| view(notes, run)).collect()
}

fn together(a: &Quotation, b: &Quotation) -> bool {
    let (first, second) = (&a.claim.stated, &b.claim.stated);
    a.claim.edit.is_none()
        && b.claim.edit.is_none()
        && first.value.speaker == second.value.speaker
        && (&first.first.source, first.first.passage)
            == (&second.first.source, second.first.passage)
}

fn view<'a>(notes: &mut Notes<'a>, run: &'a [Quotation]) -> Option<QuotationView> {
    let quotation = run.first()?;
    let quote = &quotation.claim.stated.value;
    let whole = run.len() == 1
        && (quotation.claim.edit.is_some() || quote.text.split_whitespace().count() >= WHOLE);
    let spans = run.iter().map(|one| &one.claim.stated.first);
    let pieces = if whole { Vec::new() } else { pieces(notes, spans) };
    let mut says = claimed(notes, &quotation.claim)?;
    says.unreviewed = run.iter().any(|one| one.claim.status == Status::Suggested);
    Some(QuotationView {
        text: pieces.is_empty().then(|| quote.text.clone()),
        pieces,
        named: quotation.named,
        speaker: quote.speaker.clone().filter(|_| quote.speaker_kind != SpeakerKind::Unknown),
        speaker_href: quotation.speaker.as_ref().map(|page| notes.links.to(page)),
        says,
    })
}

/// The passage of these spans, cut where they begin and end; none if it is not at hand.
fn pieces<'a>(notes: &Notes, spans: impl Iterator<Item = &'a Span>) -> Vec<QuotedView> {
    let mut spans: Vec<&Span> = spans.collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let Some(text) = spans.first().and_then(|span| notes.text(span)) else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = 0;
    let mut push = |text: Option<&str>, quoted| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.push(QuotedView { text: text.to_owned(), quoted });
        }
    };
    for span in spans {
        let (start, end) = (span.start as usize, span.end as usize);
        if start >= at {
            push(text.get(at..start), false);
            push(text.get(start..end), true);
            at = end;
        }
    }
    push(text.get(at..), false);
    out
}
