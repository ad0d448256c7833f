//! Quotations of a member or a person, as entries state them.

use serde_yaml::Spanned;

use super::desk::Desk;
use super::facts::{Fact, beside, find};
use super::written::{Entry, Item};
use crate::citations::{holds, parts};
use crate::diagnostic::Diagnostic;
use crate::fold::{fold, name_key, plain};
use crate::span::Cited;
use crate::subject::{Claim, ClaimId, Quote, SpeakerKind, Subject};

/// Whose entry it is.
pub(super) struct Speaker {
    /// The name, then all others.
    pub(super) names: Vec<String>,
    pub(super) kind: SpeakerKind,
}

impl Speaker {
    fn is(&self, name: &str) -> bool {
        let key = name_key(name);
        self.names.iter().any(|own| name_key(own) == key)
    }
}

/// Merges the quotations of an entry.
pub(super) fn merge(subject: &mut Subject, entry: &Entry, speaker: &Speaker, desk: &mut Desk) {
    for item in entry.written.quotations.iter().flatten() {
        quotation(subject, entry, item, speaker, desk);
    }
}

/// Takes a quotation of the speaker off the site; whether it was there.
pub(super) fn hide(subject: &mut Subject, speaker: &Speaker, id: &str) -> bool {
    let own = |claim: &Claim<Quote>| {
        claim.stated.value.speaker.as_deref().is_some_and(|name| speaker.is(name))
    };
    let found = find(&subject.quotations, id).filter(|at| own(&subject.quotations[*at]));
    found.map(|at| subject.quotations.remove(at)).is_some()
}

fn quotation(
    subject: &mut Subject,
    entry: &Entry,
    item: &Spanned<Item>,
    speaker: &Speaker,
    desk: &mut Desk,
) {
    let written = &item.value;
    let cited = desk.passages(entry, written.cite.as_ref());
    if written.cite.is_some() && cited.is_none() {
        return;
    }
    let mut found = None;
    if let Some(claim) = &written.claim {
        found = find(&subject.quotations, &claim.value);
        if found.is_none() {
            desk.no_claim(entry, claim, subject.quotations.iter().map(|c| c.id.0.as_str()));
        }
    }
    let Some((text, cited)) =
        stated(entry, item, cited, found.map(|at| &subject.quotations[at]), desk)
    else {
        return;
    };
    if let Some(cited) = cited.as_ref().filter(|_| found.is_none()) {
        let words = fold(&text);
        let same = |claim: &Claim<Quote>| {
            let there = fold(&claim.stated.value.text);
            there.contains(&*words) || words.contains(&*there)
        };
        found = beside(&subject.quotations, cited).find(|(_, c)| same(c)).map(|(at, _)| at);
    }
    let name = speaker.names.first().cloned();
    let value = Quote { text, speaker: name, speaker_kind: speaker.kind };
    let mut fact = Fact { value, cited, note: written.note.clone(), page: None };
    let Some(at) = found else {
        let id =
            |value: &Quote, span: &crate::span::Span| ClaimId::of("quotation", &value.text, span);
        match fact.add(id) {
            Some(claim) => subject.quotations.push(claim),
            None => desk.uncited(entry.item(item), "this quotation"),
        }
        return;
    };
    let old = &subject.quotations[at].stated.value;
    if written.words.is_none() {
        fact.value.text.clone_from(&old.text);
    }
    let other = old.speaker.as_deref().filter(|name| !speaker.is(name)).map(str::to_owned);
    if let Some(other) = other.as_deref().filter(|_| written.note.is_none()) {
        let message = format!("the source has {other} say this");
        desk.said.push(
            Diagnostic::warning("speaker", message)
                .at(written.cite.as_ref().map_or_else(|| entry.item(item), |at| entry.place(at)))
                .hint("move it to the speaker's entry; if it was read wrongly, say so in a `note`"),
        );
    }
    let unknown = old.speaker.is_none().then(|| "speaker not stated".to_owned());
    let reworded = (fold(&old.text) != fold(&fact.value.text)).then(|| format!("“{}”", old.text));
    fact.meet(&mut subject.quotations[at], other.or(unknown).or(reworded));
}

/// The words of a quotation, and its passages, those of the words themselves. None where they are
/// not in the passage, which is said.
fn stated(
    entry: &Entry,
    item: &Spanned<Item>,
    cited: Option<Cited<()>>,
    claim: Option<&Claim<Quote>>,
    desk: &mut Desk,
) -> Option<(String, Option<Cited<()>>)> {
    let marks = |text: &str| text.trim().trim_matches(|c| plain(c) == '"').trim().to_owned();
    let Some(words) = &item.value.words else {
        let pinned = cited.as_ref().map(|cited| marks(desk.words(&cited.first)));
        let text = claim.map(|claim| claim.stated.value.text.clone()).or(pinned);
        if text.is_none() && item.value.claim.is_none() {
            desk.uncited(entry.item(item), "this quotation");
        }
        return text.map(|text| (text, cited));
    };
    let text = marks(&words.value);
    let place = cited.clone().or_else(|| claim.map(|claim| claim.stated.clone().map(|_| ())));
    let Some(mut place) = place else {
        desk.uncited(entry.item(item), "this quotation");
        return None;
    };
    let folded = fold(&text);
    let passage = desk.text(&place.first);
    if !parts(&folded).all(|part| part.is_empty() || holds(passage, part)) {
        desk.said.push(
            Diagnostic::error("quotation", "these words are not in the passage cited for them")
                .at(entry.place(words))
                .also(format!("the passage: {passage}"))
                .hint("quote the source's own words, or cite the passage that holds them"),
        );
        return None;
    }
    if let Some(span) = desk.exactly(&text, &place.first) {
        place.first = span;
    }
    Some((text, cited.map(|_| place)))
}
