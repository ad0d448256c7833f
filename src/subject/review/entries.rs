//! All claims of a subject as a person reviews them: what is stated, in one line, and where.

use std::collections::HashMap;

use super::{Entry, Kind, Ruling};
use crate::evidence::MemberRole;
use crate::sources::Source;
use crate::span::{PassageId, Span};
use crate::subject::{
    Claim, ClaimId, Happening, Measure, Member, Quote, Stance, Status, Subject, Verdict,
};

/// Every claim that can be decided on, the weightiest first: conflicts and disputed positions, then
/// by kind, then in the order of the subject.
pub fn entries(subject: &Subject, sources: &[Source]) -> Vec<Entry> {
    let mut list = List { texts: Texts::new(sources), out: Vec::new() };
    for entry in &subject.disagreements {
        let words = format!("{} ({})", entry.about, verdict(entry.verdict));
        if let Some(side) = entry.sides.first() {
            let disputed = entry.verdict == Verdict::Conflict;
            let listed = Listed { disputed, ..listed(Kind::Disagreement, &entry.id, entry.status) };
            list.add(listed, words, &side.first);
        }
    }
    for member in &subject.members {
        let words = format!("{}: {}", member.name, role_word(member.role.value));
        let status = member.status;
        let listed =
            Listed { kind: Kind::Member, id: member.slug.as_str(), disputed: false, status };
        list.add(listed, words, &member.role.first);
        for claim in &member.positions {
            let words = position(member, &claim.stated.value);
            let disputed = is_disputed(member, claim);
            let listed =
                Listed { disputed, ..self::listed(Kind::Position, &claim.id, claim.status) };
            list.add(listed, words, &claim.stated.first);
        }
    }
    for claim in &subject.definitions {
        let words = list.texts.words(&claim.stated.first).unwrap_or_default().to_owned();
        list.add(listed(Kind::Definition, &claim.id, claim.status), words, &claim.stated.first);
    }
    for claim in &subject.quotations {
        let words = quotation(&claim.stated.value);
        list.add(listed(Kind::Quotation, &claim.id, claim.status), words, &claim.stated.first);
    }
    for claim in &subject.figures {
        let words = figure(&claim.stated.value);
        list.add(listed(Kind::Figure, &claim.id, claim.status), words, &claim.stated.first);
    }
    for claim in &subject.events {
        let words = event(&claim.stated.value);
        list.add(listed(Kind::Event, &claim.id, claim.status), words, &claim.stated.first);
    }
    for case in &subject.precedents {
        let words = case.name.value.clone();
        list.add(listed(Kind::Precedent, &case.id, case.status), words, &case.name.first);
    }
    list.out.sort_by_key(|entry| (!entry.disputed, entry.kind));
    list.out
}

/// What a claim is listed as.
#[derive(Clone, Copy)]
struct Listed<'c> {
    kind: Kind,
    id: &'c str,
    disputed: bool,
    status: Status,
}

fn listed(kind: Kind, id: &ClaimId, status: Status) -> Listed<'_> {
    Listed { kind, id: &id.0, disputed: false, status }
}

struct List<'a> {
    texts: Texts<'a>,
    out: Vec<Entry>,
}

impl List<'_> {
    fn add(&mut self, claim: Listed, words: String, span: &Span) {
        let Listed { kind, id, disputed, status } = claim;
        let passage = self.texts.passage(span).unwrap_or_default();
        let (before, after) = self.texts.around(span);
        self.out.push(Entry {
            id: id.to_owned(),
            kind,
            words,
            source: span.source.clone(),
            passage: passage.to_owned(),
            start: (span.start as usize).min(passage.len()),
            end: (span.end as usize).min(passage.len()),
            before: before.to_owned(),
            after: after.to_owned(),
            disputed,
            // An editor's own entry says as much as a decision.
            ruling: (status == Status::Confirmed).then_some(Ruling::Confirmed),
        });
    }
}

/// Passages by their ids, in constant time.
struct Texts<'a> {
    articles: HashMap<&'a str, (&'a Source, HashMap<PassageId, usize>)>,
}

impl<'a> Texts<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let article = |source: &'a Source| {
            let places = source.passages.iter().enumerate().map(|(at, p)| (p.id, at)).collect();
            (source.id.as_str(), (source, places))
        };
        Self { articles: sources.iter().map(article).collect() }
    }

    fn passage(&self, span: &Span) -> Option<&'a str> {
        let (source, places) = self.articles.get(span.source.as_str())?;
        let first = *places.get(&span.passage)?;
        let last = first + usize::from(span.sentences.max(1)) - 1;
        let (first, last) = (source.passages.get(first)?, source.passages.get(last)?);
        let block = source.blocks.get(first.block as usize)?;
        block.text.get(first.start as usize..last.end as usize)
    }

    /// The passages before and after those of a span, "" at the ends of the article.
    fn around(&self, span: &Span) -> (&'a str, &'a str) {
        let Some((source, places)) = self.articles.get(span.source.as_str()) else {
            return ("", "");
        };
        let Some(first) = places.get(&span.passage).copied() else { return ("", "") };
        let text = |index: usize| match source.passages.get(index) {
            Some(_) => source.passage_text(index),
            None => "",
        };
        let after = first + usize::from(span.sentences.max(1));
        (first.checked_sub(1).map_or("", text), text(after))
    }

    fn words(&self, span: &Span) -> Option<&'a str> {
        self.passage(span)?.get(span.start as usize..span.end as usize)
    }
}

/// Whether the member is said to stand elsewhere on the same axis too.
fn is_disputed(member: &Member, claim: &Claim<Stance>) -> bool {
    let this = &claim.stated.value;
    let other = |stance: &Stance| stance.axis == this.axis && stance.stance != this.stance;
    member.positions.iter().any(|claim| other(&claim.stated.value))
}

fn position(member: &Member, stance: &Stance) -> String {
    format!("{}, {}: {}", member.name, stance.axis, stance.stance)
}

fn quotation(quote: &Quote) -> String {
    let speaker = quote.speaker.as_deref().unwrap_or("somebody");
    format!("{speaker}: “{}”", quote.text)
}

fn figure(measure: &Measure) -> String {
    let number = match (measure.value, measure.high) {
        (Some(low), Some(high)) => format!("{low} to {high} "),
        (Some(value), None) => format!("{value} "),
        (None, _) => String::new(),
    };
    format!("{number}{}: {}", measure.unit, measure.what)
}

fn event(happening: &Happening) -> String {
    let date = happening.date.map_or_else(|| happening.when.clone(), |date| date.to_string());
    format!("{date}: {}", happening.what)
}

/// A role in one word.
pub(crate) fn role_word(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Member => "member",
        MemberRole::Candidate => "candidate",
        MemberRole::Observer => "observer",
        MemberRole::Opponent => "opponent",
        MemberRole::Other => "other",
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "conflict",
        Verdict::DifferentMeasure => "different measure",
        Verdict::ChangedOverTime => "changed over time",
        Verdict::HeadlineVsBody => "headline vs body",
    }
}
