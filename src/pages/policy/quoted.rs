//! Text between quotation marks is somebody's words: they stand in the passage that is cited for
//! them, and it is their speaker who stands beside them.

use std::ops::Range;

use super::Prose;
use crate::citations::{holds, parts};
use crate::config::CitationPolicy;
use crate::diagnostic::Diagnostic;
use crate::fold::{fold, name_key, plain};
use crate::pages::block::Reference;
use crate::pages::markdown::{TERM, Wording};
use crate::span::Span;
use crate::subject::SpeakerKind;

/// From how many words on quoted text is taken for somebody's words.
const WORDS: usize = 4;

pub(super) fn check(prose: &Prose, wording: &Wording, out: &mut Vec<Diagnostic>) {
    for range in quotations(&wording.text) {
        let words = &wording.text[range.clone()];
        let few = words.split_whitespace().count() < WORDS;
        let term = is_term(&wording.text, range.end);
        if few || term || is_subject(prose, words) || is_pin(&wording.text, range.start) {
            continue;
        }
        match proof(prose, wording, &range) {
            Proof::Found(span) => out.extend(speaker(prose, wording, &range, span)),
            Proof::Unresolved => {}
            Proof::Missing if prose.policy == CitationPolicy::Off => {}
            Proof::Missing => out.push(
                Diagnostic::warning("quotation", "nothing proves this quotation")
                    .at(prose.place(wording, range))
                    .hint(
                        "put [@ID, \"words\"] after it, or {term} right after its last mark if it \
                         is a term and nobody's words",
                    ),
            ),
            Proof::Differs(passage) => out.push(
                Diagnostic::error("quotation", "these words are not in the passage cited for them")
                    .at(prose.place(wording, range))
                    .also(format!("the passage: {passage}"))
                    .hint("quote the source's own words, or cite the passage that holds them"),
            ),
        }
    }
}

/// Whether there is anything between quotation marks.
pub(in crate::pages) fn quotes(wording: &Wording) -> bool {
    !quotations(&wording.text).is_empty()
}

/// The insides of all pairs of quotation marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    // Most text has no mark at all, and each is this byte or takes more than one.
    if text.is_ascii() && !text.contains('"') {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        if plain(c) != '"' {
            continue;
        }
        match open {
            // Marks that only open begin anew: the ones before them were inches, or a slip.
            Some((_, start)) if c != '“' || text[start..].starts_with('„') => {
                out.push(start..at);
                open = None;
            }
            _ => open = Some((c, at + c.len_utf8())),
        }
    }
    out.retain(|range| !text[range.clone()].trim().is_empty());
    out
}

/// Whether the mark that ends at or after `end` is followed by that of a term of art.
fn is_term(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    rest.next();
    rest.as_str().starts_with(TERM)
}

/// Whether the words pin a citation that Markdown did not read as one, which is said elsewhere.
fn is_pin(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(|c| plain(c) == '"').trim_end();
    let id =
        before.strip_suffix(',').and_then(|before| before.rsplit(['[', ';', ' ', '\n']).next());
    id.is_some_and(|id| id.len() > 1 && id.starts_with('@'))
}

/// The subject's own names are no quotations.
fn is_subject(prose: &Prose, words: &str) -> bool {
    let key = name_key(words);
    let subject = prose.book.subject;
    std::iter::once(&subject.name).chain(&subject.aliases).any(|name| name_key(name) == key)
}

enum Proof<'a> {
    /// A cited passage holds the words.
    Found(&'a Span),
    /// The passage cited for them does not.
    Differs(&'a str),
    /// No passage is cited.
    Missing,
    /// The citation itself is wrong, which is said already.
    Unresolved,
}

/// What the citation after the words has to say; failing that, any of the block.
fn proof<'a>(prose: &Prose<'a>, wording: &Wording, range: &Range<usize>) -> Proof<'a> {
    let words = fold(&wording.text[range.clone()]);
    let parts: Vec<&str> = parts(&words).collect();
    let found = |number: usize| {
        let passage = |(_, text): &(&Span, &str)| {
            parts.iter().all(|part| part.is_empty() || holds(text, part))
        };
        prose.pinned(number).find(passage)
    };
    let next = wording.cites.iter().position(|(at, _)| *at >= range.end);
    let order = wording.cites.iter().skip(next.unwrap_or(0)).chain(&wording.cites);
    for (_, number) in order {
        if let Some((span, _)) = found(*number) {
            return Proof::Found(span);
        }
    }
    let Some((_, number)) = next.and_then(|next| wording.cites.get(next)) else {
        return Proof::Missing;
    };
    match prose.references(*number) {
        [] => Proof::Unresolved,
        references if references.iter().all(|r| matches!(r, Reference::Source(_))) => {
            Proof::Missing
        }
        _ => prose.pinned(*number).next().map_or(Proof::Missing, |(_, text)| Proof::Differs(text)),
    }
}

/// Another person than the speaker is named beside the quotation.
fn speaker(
    prose: &Prose,
    wording: &Wording,
    range: &Range<usize>,
    span: &Span,
) -> Option<Diagnostic> {
    let words = fold(&wording.text[range.clone()]);
    let subject = prose.book.subject;
    let said = subject.quotations.iter().find(|claim| {
        let first = &claim.stated.first;
        first.source == span.source
            && first.passage == span.passage
            && holds(&claim.stated.value.text, &words)
    })?;
    let quote = &said.stated.value;
    let speaker = quote.speaker.as_deref().filter(|_| quote.speaker_kind == SpeakerKind::Person)?;
    let sentence = super::numbers::sentence(wording, range);
    let beside = name_key(&format!(
        "{} {}",
        &wording.text[sentence.start..range.start],
        &wording.text[range.end..sentence.end.max(range.end)]
    ));
    let named = |name: &str| {
        let key = name_key(name);
        let last = key.rsplit(' ').next().unwrap_or_default();
        !last.is_empty() && beside.split(' ').any(|word| word == last)
    };
    let known = subject.people.iter().find(|person| person.name == speaker)?;
    if named(&known.name) || known.variants.iter().any(|name| named(name)) {
        return None;
    }
    let other = subject.people.iter().find(|person| named(&person.name))?;
    Some(
        Diagnostic::warning("speaker", format!("the source has {speaker} say this"))
            .at(prose.place(wording, range.clone()))
            .also(format!("the sentence names {} instead", other.name))
            .hint("name the speaker, or move the other name to another sentence"),
    )
}
