//! All that a subject states, as facts of an edition.

use super::super::book::Book;
use super::{Article, Edition, Fact, Kind, Live, SCHEMA, sentences};
use crate::config::Config;
use crate::date::Date;
use crate::fold::name_key;
use crate::pages::review::published;
use crate::sources::Source;
use crate::span::{Cited, Span};
use crate::subject::{Claim, ClaimId, Person, Standing, Status, Subject, standings};

/// What the site states now, as the edition of `date`.
pub fn edition(
    subject: &Subject,
    sources: &[Source],
    config: &Config,
    date: Date,
    about: &str,
) -> Edition {
    let subject = &*published(subject, config.publish);
    let book = Book::new(subject, sources, config);
    let facts = live(&book).into_iter().map(|live| live.fact).collect();
    let about = about.trim().to_owned();
    Edition { schema: SCHEMA, date, about, sources: articles(&book), facts }
}

/// All articles, by id.
pub(in crate::pages) fn articles(book: &Book) -> Vec<Article> {
    let mut out: Vec<Article> = book
        .order
        .iter()
        .map(|source| Article {
            id: source.id.clone(),
            title: source.meta.title.clone(),
            publisher: source.meta.publisher.clone(),
            published: source.meta.published,
        })
        .collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// All facts by kind, topic and id. Those whose passage is not in its article are left out.
pub(in crate::pages) fn live(book: &Book) -> Vec<Live> {
    let mut list = List { book, out: Vec::new() };
    list.members();
    list.people();
    list.claims();
    list.merged();
    let mut out = list.out;
    let key = |live: &Live| {
        let fact = &live.fact;
        (fact.kind, fact.topic.clone(), fact.id.clone())
    };
    out.sort_by_cached_key(key);
    out.dedup_by(|a, b| a.fact.kind == b.fact.kind && a.fact.id == b.fact.id);
    out
}

struct List<'a> {
    book: &'a Book<'a>,
    out: Vec<Live>,
}

impl List<'_> {
    fn add(&mut self, kind: Kind, topic: &str, id: &str, says: String, span: &Span) {
        if self.book.text(span).is_some() {
            let (topic, id) = (topic.to_owned(), id.to_owned());
            let (source, passage) = (span.source.clone(), span.passage);
            let fact = Fact { kind, topic, id, says, source, passage, superseded: false };
            self.out.push(Live { fact, span: span.clone(), status: None });
        }
    }

    /// The same, of a claim with a status.
    fn claim(&mut self, kind: Kind, topic: &str, id: &ClaimId, says: String, of: (&Span, Status)) {
        let before = self.out.len();
        self.add(kind, topic, &id.0, says, of.0);
        for live in &mut self.out[before..] {
            live.status = Some(of.1);
        }
    }

    /// The passage of a claim as far as it is near the words that are meant.
    fn passage(&self, span: &Span) -> String {
        let text = self.book.text(span).unwrap_or_default();
        sentences::clipped(text, span.start as usize, span.end as usize)
    }

    fn members(&mut self) {
        for member in &self.book.subject.members {
            let (slug, role) = (member.slug.as_str(), &member.role);
            let says = sentences::member(&member.name, role.value);
            let id = ClaimId(slug.to_owned());
            self.claim(Kind::Member, slug, &id, says, (&role.first, member.status));
            for (claim, standing) in member.positions.iter().zip(standings(&member.positions)) {
                let stance = &claim.stated.value;
                let topic = format!("{slug}/{}", stance.axis);
                let says = sentences::position(self.book.config, &member.name, stance);
                let before = self.out.len();
                let of = (&claim.stated.first, claim.status);
                self.claim(Kind::Position, &topic, &claim.id, says, of);
                for live in &mut self.out[before..] {
                    live.fact.superseded = standing == Standing::Superseded;
                }
            }
        }
    }

    fn people(&mut self) {
        for person in &self.book.subject.people {
            let slug = person.slug.as_str();
            if let Some(first) = first_passage(person) {
                self.add(Kind::Person, slug, slug, sentences::person(&person.name), first);
            }
            for office in &person.roles {
                let body = office.value.affiliation.as_deref().unwrap_or_default();
                let key = format!("{} {} {body}", person.name, office.value.role);
                let id = ClaimId::of("role", &key, &office.first);
                let says = sentences::role(&person.name, &office.value);
                let topic = name_key(&format!("{} {body}", office.value.role));
                self.add(Kind::Role, &topic, &id.0, says, &office.first);
            }
        }
    }

    fn claims(&mut self) {
        let language = self.book.config.language.as_deref().unwrap_or("en");
        let subject = self.book.subject;
        for claim in &subject.definitions {
            let says = sentences::definition(&subject.name, &self.passage(&claim.stated.first));
            self.claim(Kind::Definition, "", &claim.id, says, of(claim));
        }
        for claim in &subject.quotations {
            let quote = &claim.stated.value;
            let speaker = name_key(quote.speaker.as_deref().unwrap_or_default());
            let says = sentences::quotation(quote);
            self.claim(Kind::Quotation, &speaker, &claim.id, says, of(claim));
        }
        for claim in &subject.figures {
            let (measure, span) = (&claim.stated.value, &claim.stated.first);
            let text = self.book.text(span).unwrap_or_default();
            let words = text.get(span.start as usize..span.end as usize).unwrap_or(&measure.unit);
            let says = sentences::figure(measure, words, &self.passage(span));
            self.claim(Kind::Figure, &name_key(&measure.unit), &claim.id, says, of(claim));
        }
        for claim in &subject.events {
            let happening = &claim.stated.value;
            let passage = self.passage(&claim.stated.first);
            let says = sentences::event(happening, &passage, language);
            let date = happening.date.map_or_else(String::new, |date| date.to_string());
            self.claim(Kind::Event, &date, &claim.id, says, of(claim));
        }
    }

    fn merged(&mut self) {
        let language = self.book.config.language.as_deref().unwrap_or("en");
        for case in &self.book.subject.precedents {
            let says = sentences::precedent(case, language);
            let of = (&case.name.first, case.status);
            self.claim(Kind::Precedent, case.slug.as_str(), &case.id, says, of);
        }
        for entry in &self.book.subject.disagreements {
            let Some(first) = entry.sides.first().map(|side| &side.first) else { continue };
            let says = sentences::disagreement(entry);
            let topic = name_key(&entry.about);
            self.claim(Kind::Disagreement, &topic, &entry.id, says, (first, entry.status));
        }
    }
}

/// The words of a claim, and whether a person looked at it.
fn of<T>(claim: &Claim<T>) -> (&Span, Status) {
    (&claim.stated.first, claim.status)
}

/// Where a person is named first, else where an office is given.
fn first_passage(person: &Person) -> Option<&Span> {
    person.passages.first().or_else(|| person.roles.iter().flat_map(Cited::spans).next())
}
