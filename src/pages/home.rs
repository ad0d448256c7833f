//! The front page: the answer in about 120 words of the sources, what readers ask, who has said what, facts at a
//! glance, where the sources differ, and the latest development.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::Options;
use super::block::{Block, Question, Statement, Tile};
use super::book::{Book, Draft, heading, top};
use super::editor::Home;
use super::members::{columns, groups};
use super::page::PageKind;
use super::stances::groups as by_stance;
use super::words::{count, full_members, grouped};
use crate::evidence::MemberRole;
use crate::fold::name_key;
use crate::slug::SitePath;
use crate::span::{Cited, PassageId, SourceId, Span};
use crate::subject::{Claim, Happening, Status, Verdict};

/// How long the answer is to be, in words.
const ANSWER: usize = 120;

pub(super) fn explain(
    book: &Book,
    paths: &HashSet<SitePath>,
    options: Options,
    own: Option<&Home>,
) -> Draft {
    let mut body = Vec::new();
    body.extend(lead(book, paths, own));
    stances(book, paths, &mut body);
    let tiles = tiles(book, paths);
    if !tiles.is_empty() {
        body.push(heading(2, "At a glance", "facts"));
        body.push(Block::Tiles(tiles));
    }
    let questions = questions(book, paths);
    if !questions.is_empty() {
        body.push(heading(2, "What readers ask", "questions"));
        body.push(Block::Questions(questions));
    }
    disagreements(book, paths, &mut body);
    if let Some(latest) = latest(book, options) {
        body.push(heading(2, "Latest dated event in the sources", "latest"));
        body.push(Block::Timeline(vec![latest.clone()]));
    }
    Draft {
        path: SitePath::page(&[]),
        kind: PageKind::Home,
        title: own
            .and_then(|own| own.title.clone())
            .or_else(|| book.config.title.clone())
            .unwrap_or_else(|| book.subject.name.clone()),
        description: Some(own.and_then(|own| own.description.clone()).unwrap_or_else(|| {
            book.config.description.clone().unwrap_or_else(|| {
                format!(
                    "{}: what the sources say, each statement with its passage.",
                    book.subject.name
                )
            })
        })),
        body,
    }
}

/// What it is, in an editor's words or else in those of the sources, and beside that who is in it:
/// readers come with these two questions.
fn lead(book: &Book, paths: &HashSet<SitePath>, own: Option<&Home>) -> Option<Block> {
    let mut columns = Vec::new();
    let written = own.map(|own| prose(own.body.clone())).unwrap_or_default();
    let answer = if written.is_empty() { answer(book) } else { Vec::new() };
    if !written.is_empty() {
        columns.push(written);
    } else if !answer.is_empty() {
        columns.push(vec![heading(2, "What is it?", "answer"), Block::Statements(answer)]);
    }
    let groups = groups(book, &[]);
    let more = top("members");
    if !groups.is_empty() && paths.contains(&more) {
        columns.push(vec![heading(2, "Who is in it?", "members"), Block::Roster { groups, more }]);
    }
    (!columns.is_empty()).then_some(Block::Columns(columns))
}

/// Who has said what on the first question that anybody is known to have answered.
fn stances(book: &Book, paths: &HashSet<SitePath>, body: &mut Vec<Block>) {
    let more = top("members");
    let columns = columns(book);
    let answered = columns.iter().map(|column| (column, by_stance(book, column)));
    let Some((column, groups)) = answered.into_iter().find(|(_, groups)| !groups.is_empty()) else {
        return;
    };
    if paths.contains(&more) {
        body.push(heading(2, &column.question, "positions"));
        body.push(Block::Roster { groups, more });
    }
}

/// An editor's prose on a generated page, marked as such.
pub(super) fn prose(body: Vec<Block>) -> Vec<Block> {
    if body.is_empty() {
        return body;
    }
    let label = Block::Note("Written by an editor of this site:".to_owned());
    std::iter::once(label).chain(body).collect()
}

/// Statements of the sources that answer "what is it": definitions and who belongs, each passage
/// once, until there are enough words.
fn answer(book: &Book) -> Vec<Statement> {
    let mut gather = Gather { book, words: 0, seen: HashSet::new(), out: Vec::new() };
    let subject = book.subject;
    let mut definitions = subject.definitions.iter();
    if let Some(claim) = definitions.next() {
        gather.add("", claim.status, &claim.stated.clone().map(|()| ()));
    }
    if let Some((status, span)) = roll(book) {
        gather.add("Who is in it", status, &Cited::new((), span));
    }
    for claim in definitions {
        gather.add("Also described as", claim.status, &claim.stated.clone().map(|()| ()));
    }
    gather.out
}

/// The passage that names most members as such.
fn roll(book: &Book) -> Option<(Status, Span)> {
    let mut named: IndexMap<(&SourceId, PassageId), (usize, Status, &Span)> = IndexMap::new();
    let members = book.subject.members.iter().filter(|m| m.role.value == MemberRole::Member);
    for member in members {
        let mut seen = HashSet::new();
        for span in member.role.spans() {
            let key = (&span.source, span.passage);
            if seen.insert(key) {
                named.entry(key).or_insert((0, member.status, span)).0 += 1;
            }
        }
    }
    let most = named.values().map(|(count, ..)| *count).max()?;
    let (_, status, span) = named.into_values().find(|(count, ..)| *count == most)?;
    Some((status, span.clone()))
}

struct Gather<'a> {
    book: &'a Book<'a>,
    words: usize,
    seen: HashSet<(SourceId, PassageId)>,
    out: Vec<Statement>,
}

impl Gather<'_> {
    /// Adds a statement unless its passage stands already, or it would make the answer too long.
    fn add(&mut self, label: &str, status: Status, cited: &Cited<()>) {
        let Some(text) = self.book.text(&cited.first) else { return };
        let words = text.split_whitespace().count();
        let fits = self.out.is_empty() || self.words + words <= ANSWER + ANSWER / 6;
        let key = (cited.first.source.clone(), cited.first.passage);
        if fits && self.seen.insert(key) {
            self.words += words;
            self.out.push(Statement {
                edit: None,
                label: Some(label.to_owned()).filter(|label| !label.is_empty()),
                status: Some(status),
                cited: cited.clone(),
            });
        }
    }
}

fn tiles(book: &Book, paths: &HashSet<SitePath>) -> Vec<Tile> {
    let subject = book.subject;
    let mut out = Vec::new();
    let mut count_tile = |count: usize, one: String, many: String, page: SitePath| {
        if count > 0 && (paths.contains(&page) || page == top("sources")) {
            out.push(Tile::Count { count, label: if count == 1 { one } else { many }, page });
        }
    };
    let members = subject.members.iter().filter(|m| m.role.value == MemberRole::Member).count();
    let (one, many) = full_members(subject, book.config);
    let named = |word: &str| match word {
        "member" | "members" => format!("{word} named by the sources"),
        _ if members == 1 => format!("{word} named as a member"),
        _ => format!("{word} named as members"),
    };
    count_tile(members, named(one), named(many), top("members"));
    count_tile(
        subject.precedents.len(),
        "earlier case mentioned".to_owned(),
        "earlier cases mentioned".to_owned(),
        top("precedents"),
    );
    count_tile(
        differing(book),
        "point on which sources differ".to_owned(),
        "points on which sources differ".to_owned(),
        top("disagreements"),
    );
    count_tile(
        book.order.len(),
        "article read".to_owned(),
        "articles read".to_owned(),
        top("sources"),
    );
    count_tile(
        subject.quotations.len(),
        "direct quotation".to_owned(),
        "direct quotations".to_owned(),
        top("quotations"),
    );
    count_tile(
        subject.events.len(),
        "event with its time".to_owned(),
        "events with their times".to_owned(),
        top("timeline"),
    );
    // A figure that counts what the members are says more than how many were found.
    let counted = subject.figures.iter().find(|claim| {
        claim.stated.value.value.is_some() && name_key(&claim.stated.value.unit).ends_with(many)
    });
    if let Some(claim) = counted {
        out.truncate(3);
        out.insert(out.len().min(1), Tile::Figure(Box::new(claim.clone())));
    }
    out.truncate(4);
    out
}

/// On how many points the sources differ: to count different things is no difference.
fn differing(book: &Book) -> usize {
    let all = book.subject.disagreements.iter();
    all.filter(|entry| entry.verdict != Verdict::DifferentMeasure).count()
}

fn questions(book: &Book, paths: &HashSet<SitePath>) -> Vec<Question> {
    let subject = book.subject;
    let positions: usize = subject.members.iter().map(|member| member.positions.len()).sum();
    let named = grouped(subject.members.len());
    let all = [
        (
            "members",
            if positions > 0 {
                "Who is in it, and what has each promised?"
            } else {
                "Who is in it?"
            },
            if positions > 0 {
                format!("{named} in a stated role, {}", count(positions, "position", "positions"))
            } else {
                format!("{named} in a stated role")
            },
        ),
        (
            "precedents",
            "Has it been tried before?",
            count(subject.precedents.len(), "earlier case", "earlier cases"),
        ),
        (
            "disagreements",
            "Where do the sources disagree?",
            count(differing(book), "point", "points"),
        ),
        ("changes", "What changed?", "from edition to edition".to_owned()),
        ("timeline", "What happened when?", count(subject.events.len(), "event", "events")),
        ("figures", "How many, how much?", count(subject.figures.len(), "figure", "figures")),
        (
            "quotations",
            "Who said what?",
            count(subject.quotations.len(), "quotation", "quotations"),
        ),
        ("people", "Who speaks?", count(subject.people.len(), "person", "people")),
    ];
    all.into_iter()
        .map(|(section, text, offer)| Question { text: text.to_owned(), offer, page: top(section) })
        .filter(|question| paths.contains(&question.page))
        .take(6)
        .collect()
}

fn disagreements(book: &Book, paths: &HashSet<SitePath>, body: &mut Vec<Block>) {
    let page = top("disagreements");
    if book.subject.disagreements.is_empty() || !paths.contains(&page) {
        return;
    }
    body.push(Block::Heading(super::block::Heading {
        level: 2,
        text: "Where the sources disagree".to_owned(),
        id: "disagreements".to_owned(),
        more: Some(page),
    }));
    let mut all: Vec<_> = book.subject.disagreements.iter().collect();
    all.sort_by_key(|entry| entry.verdict);
    body.extend(
        all.into_iter()
            .take(2)
            .map(|entry| Block::Disagreement { disagreement: entry.clone(), level: 3 }),
    );
}

/// The latest dated event that is not after the day as of which the site is made.
fn latest<'a>(book: &Book<'a>, options: Options) -> Option<&'a Claim<Happening>> {
    let dated = book.subject.events.iter().filter(|claim| {
        let date = claim.stated.value.date;
        date.is_some() && options.as_of.is_none_or(|as_of| date <= Some(as_of))
    });
    dated.max_by_key(|claim| claim.stated.value.date)
}
