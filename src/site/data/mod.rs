//! The machine-readable twin: `data/subject.json`, and its JSON Schema.
//!
//! It stands alone because its form is a promise to others (the types here are the file's form,
//! apart from the types that the stages use, so that those may change).

mod rows;

use std::collections::HashMap;

use super::SiteFile;
use crate::slug::SitePath;
use crate::sources::{BlockKind, Source};
use crate::span::{Cited, PassageId, SourceId, Span};
use crate::subject::{
    Claim, Disagreement, EarlierCase, Happening, Measure, Member, Named, Person, Quote, Stance,
    Subject,
};
use rows::{
    About, Article, Definition, DisagreementRow, EditRow, EventRow, FigureRow, File, MemberRow,
    Mention, MentionPlace, Passage, PersonRow, PositionRow, PrecedentRow, QuotationRow, Removed,
    RoleRow, Side,
};

/// The schema, published beside the data.
pub const SCHEMA: &str = include_str!("subject.schema.json");

/// The files `data/subject.json` and `data/subject.schema.json`.
pub fn data(subject: &Subject, sources: &[Source]) -> Vec<SiteFile> {
    let view = Lookup::new(sources).file(subject, sources);
    // The view has string keys and finite numbers only, so serialising cannot fail.
    let mut json = serde_json::to_vec_pretty(&view).unwrap_or_default();
    json.push(b'\n');
    let file = |name: &str, bytes| Some(SiteFile { path: SitePath::new(name).ok()?, bytes });
    [file("data/subject.json", json), file("data/subject.schema.json", SCHEMA.as_bytes().to_vec())]
        .into_iter()
        .flatten()
        .collect()
}

/// Finds passages by source and id in constant time.
struct Lookup<'a> {
    articles: HashMap<&'a SourceId, (&'a Source, HashMap<PassageId, usize>)>,
}

impl<'a> Lookup<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let articles = sources.iter().map(|source| {
            let passages = source.passages.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
            (&source.id, (source, passages))
        });
        Self { articles: articles.collect() }
    }

    /// The passage of a span; one that its article does not hold (any longer) is left out.
    fn passage(&self, span: &'a Span) -> Option<Passage<'a>> {
        let (source, passages) = self.articles.get(&span.source)?;
        let first = *passages.get(&span.passage)?;
        let last = first + usize::from(span.sentences.max(1)) - 1;
        let (from, to) = (source.passages.get(first)?, source.passages.get(last)?);
        if from.block != to.block {
            return None;
        }
        let block = source.blocks.get(from.block as usize)?;
        let text = block.text.get(from.start as usize..to.end as usize)?;
        text.get(span.start as usize..span.end as usize)?;
        Some(Passage {
            source: &span.source,
            id: span.passage,
            text,
            start: span.start,
            end: span.end,
        })
    }

    fn all<T>(&self, cited: &'a Cited<T>) -> Vec<Passage<'a>> {
        cited.spans().filter_map(|span| self.passage(span)).collect()
    }

    fn file(&self, subject: &'a Subject, sources: &'a [Source]) -> File<'a> {
        File {
            link: "subject.schema.json",
            schema: 1,
            subject: About {
                name: &subject.name,
                inferred: subject.inferred,
                aliases: &subject.aliases,
                definitions: subject
                    .definitions
                    .iter()
                    .filter_map(|c| self.definition(c))
                    .collect(),
            },
            sources: sources.iter().map(article).collect(),
            members: subject.members.iter().map(|member| self.member(member)).collect(),
            mentions: subject.mentions.iter().map(mention).collect(),
            people: subject.people.iter().map(|person| self.person(person)).collect(),
            quotations: subject.quotations.iter().filter_map(|c| self.quotation(c)).collect(),
            events: subject.events.iter().filter_map(|c| self.event(c)).collect(),
            figures: subject.figures.iter().filter_map(|c| self.figure(c)).collect(),
            precedents: subject.precedents.iter().map(|case| self.precedent(case)).collect(),
            disagreements: subject.disagreements.iter().map(|d| self.disagreement(d)).collect(),
        }
    }

    fn definition(&self, claim: &'a Claim<()>) -> Option<Definition<'a>> {
        let passage = self.passage(&claim.stated.first)?;
        Some(Definition { id: &claim.id.0, status: claim.status, text: passage.text, passage })
    }

    fn member(&self, member: &'a Member) -> MemberRow<'a> {
        let spans = member.role.spans().chain(&member.passages);
        MemberRow {
            id: member.slug.as_str(),
            name: &member.name,
            aliases: &member.aliases,
            kind: member.kind,
            code: member.code.as_deref(),
            role: member.role.value,
            status: member.status,
            passages: spans.filter_map(|span| self.passage(span)).collect(),
            positions: member.positions.iter().flat_map(|claim| self.position(claim)).collect(),
            edit: EditRow::new(member.edit.as_deref()),
        }
    }

    /// One entry for each passage that states the stance.
    fn position(&self, claim: &'a Claim<Stance>) -> Vec<PositionRow<'a>> {
        let stance = &claim.stated.value;
        self.all(&claim.stated)
            .into_iter()
            .map(|passage| PositionRow {
                id: &claim.id.0,
                axis: &stance.axis,
                stance: &stance.stance,
                as_of: stance.as_of.map(|date| date.to_string()),
                status: claim.status,
                passage,
                edit: EditRow::new(claim.edit.as_deref()),
            })
            .collect()
    }

    fn person(&self, person: &'a Person) -> PersonRow<'a> {
        let roles = person.roles.iter().filter_map(|office| {
            Some(RoleRow {
                role: &office.value.role,
                affiliation: office.value.affiliation.as_deref(),
                passage: self.passage(&office.first)?,
                edit: EditRow::new(office.value.edit.as_deref()),
            })
        });
        PersonRow {
            id: person.slug.as_str(),
            name: &person.name,
            variants: &person.variants,
            status: person.status,
            roles: roles.collect(),
            passages: person.passages.iter().filter_map(|span| self.passage(span)).collect(),
        }
    }

    fn quotation(&self, claim: &'a Claim<Quote>) -> Option<QuotationRow<'a>> {
        let quote = &claim.stated.value;
        Some(QuotationRow {
            id: &claim.id.0,
            status: claim.status,
            speaker: quote.speaker.as_deref(),
            speaker_kind: quote.speaker_kind,
            text: &quote.text,
            passage: self.passage(&claim.stated.first)?,
            edit: EditRow::new(claim.edit.as_deref()),
        })
    }

    fn event(&self, claim: &'a Claim<Happening>) -> Option<EventRow<'a>> {
        let event = &claim.stated.value;
        let date = match (event.date, event.until) {
            (Some(from), Some(to)) => Some(format!("{from}/{to}")),
            (date, _) => date.map(|date| date.to_string()),
        };
        Some(EventRow {
            id: &claim.id.0,
            status: claim.status,
            date,
            precision: event.precision,
            inferred: event.inferred,
            when: &event.when,
            what: &event.what,
            passage: self.passage(&claim.stated.first)?,
            edit: EditRow::new(claim.edit.as_deref()),
        })
    }

    fn figure(&self, claim: &'a Claim<Measure>) -> Option<FigureRow<'a>> {
        let measure = &claim.stated.value;
        Some(FigureRow {
            id: &claim.id.0,
            status: claim.status,
            value: measure.value,
            high: measure.high,
            bound: measure.bound,
            unit: &measure.unit,
            what: &measure.what,
            event: measure.event.as_deref(),
            asserted_by: measure.asserted_by.as_deref(),
            reported_by: &measure.reported_by,
            passage: self.passage(&claim.stated.first)?,
            edit: EditRow::new(claim.edit.as_deref()),
        })
    }

    fn precedent(&self, case: &'a EarlierCase) -> PrecedentRow<'a> {
        PrecedentRow {
            id: &case.id.0,
            status: case.status,
            name: &case.name.value,
            year: case.date.map(|date| date.year),
            date: case.date.map(|date| date.to_string()),
            passages: self.all(&case.name),
            edit: EditRow::new(case.edit.as_deref()),
        }
    }

    fn disagreement(&self, entry: &'a Disagreement) -> DisagreementRow<'a> {
        let values = entry.sides.iter().flat_map(|side| {
            self.all(side).into_iter().map(|passage| Side { value: &side.value, passage })
        });
        DisagreementRow {
            note: entry.note.as_deref(),
            id: &entry.id.0,
            status: entry.status,
            about: &entry.about,
            verdict: entry.verdict,
            values: values.collect(),
        }
    }
}

fn article(source: &Source) -> Article<'_> {
    let text = |block: &&crate::sources::Block| !matches!(block.kind, BlockKind::Headline);
    let body = || source.blocks.iter().filter(text);
    Article {
        id: &source.id,
        file: source
            .meta
            .seed
            .clone()
            .unwrap_or_else(|| format!("content/sources/{}.md", source.id)),
        title: source.meta.title.as_deref(),
        publisher: source.meta.publisher.as_deref(),
        authors: &source.meta.authors,
        published: source.meta.published.map(|date| date.to_string()),
        language: source.meta.language.as_deref(),
        url: source.meta.url.as_deref(),
        words: body().map(|block| block.text.split_whitespace().count()).sum(),
        headings: body()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
            .map(|block| block.text.as_str())
            .collect(),
        list_items: body()
            .filter(|block| matches!(block.kind, BlockKind::Bullet(_) | BlockKind::Numbered(..)))
            .count(),
        removed: source
            .meta
            .removed
            .iter()
            .map(|removed| Removed { text: &removed.text, reason: &removed.reason })
            .collect(),
    }
}

fn mention(named: &Named) -> Mention<'_> {
    Mention {
        name: &named.name,
        aliases: &named.aliases,
        kind: named.kind,
        code: named.code.as_deref(),
        passages: named
            .places
            .iter()
            .map(|(span, direct)| MentionPlace {
                source: &span.source,
                id: span.passage,
                direct: *direct,
            })
            .collect(),
    }
}
