//! Who is in it: the table of positions, and a page for each member.

use std::collections::{HashMap, HashSet};

use super::block::{Block, Column, Group, Matrix, Position, Quotation, Row, Statement};
use super::book::{
    Book, Draft, PER_CELL, at_most, below, heading, mark_of, mark_of_span, paginate_steadily, top,
};
use super::page::PageKind;
use super::stances::{self, Classes};
use super::words::{capital, count, role_heading, role_label, stance_label};
use crate::evidence::MemberRole;
use crate::fold::name_key;
use crate::pictures::{self, Picture};
use crate::span::{Cited, Span};
use crate::subject::review::role_word;
use crate::subject::{Change, Claim, Edit, Member, Quote, Stance, Standing, Subject, standings};

/// Roles in the order of the table.
pub(super) const ROLES: [MemberRole; 5] = [
    MemberRole::Member,
    MemberRole::Candidate,
    MemberRole::Observer,
    MemberRole::Opponent,
    MemberRole::Other,
];

pub(super) fn explain(book: &Book) -> Vec<Draft> {
    let members = &book.subject.members;
    if members.is_empty() {
        return Vec::new();
    }
    let mut out = vec![overview(book)];
    let (columns, speakers) = (columns(book), Speakers::new(book.subject));
    for member in members {
        out.extend(one(book, member, &columns, &speakers));
    }
    out
}

/// Axes that are declared, and on which at least one member takes a position.
pub(super) fn columns(book: &Book) -> Vec<Column> {
    let stated: HashSet<&str> = book
        .subject
        .members
        .iter()
        .flat_map(|member| &member.positions)
        .map(|claim| claim.stated.value.axis.as_str())
        .collect();
    let declared = book.config.positions.iter();
    let mut out: Vec<Column> = declared
        .filter(|(axis, _)| stated.contains(axis.as_str()))
        .map(|(axis, about)| Column {
            axis: axis.clone(),
            question: question(axis, &about.question),
        })
        .collect();
    let mut rest: Vec<&str> =
        stated.into_iter().filter(|axis| !book.config.positions.contains_key(*axis)).collect();
    rest.sort_unstable();
    out.extend(
        rest.into_iter().map(|axis| Column { axis: axis.to_owned(), question: question(axis, "") }),
    );
    out
}

fn question(axis: &str, asked: &str) -> String {
    if asked.is_empty() { capital(&axis.replace(['-', '_'], " ")) } else { asked.to_owned() }
}

/// Members by role, with their positions on these axes.
pub(super) fn groups(book: &Book, columns: &[Column]) -> Vec<Group> {
    let mut groups = Vec::new();
    for role in ROLES {
        let members = book.subject.members.iter().filter(|member| member.role.value == role);
        let rows: Vec<Row> = members.map(|member| row(book, member, columns)).collect();
        if !rows.is_empty() {
            groups.push(Group { label: role_heading(role).to_owned(), rows });
        }
    }
    groups
}

/// Where members are, or (where they are no countries) a grid of them.
fn picture(book: &Book, columns: &[Column], groups: &[Group]) -> Option<Block> {
    let members = &book.subject.members;
    let Classes { question, names, places } = stances::classes(book, columns);
    let shown = book.config.pictures;
    // A map that leaves out most of the members would mislead.
    if places.len() * 2 > members.len() {
        let name = &book.subject.name;
        let draw = || pictures::map(name, question.as_deref(), &places, &names);
        let map = shown.map.then(draw).flatten();
        return map.map(|map| Block::Picture(Picture::Map(map)));
    }
    (shown.grid && members.len() > 3 && groups.len() > 1).then(|| Block::Grid(groups.to_vec()))
}

fn overview(book: &Book) -> Draft {
    let columns = columns(book);
    let groups = groups(book, &columns);
    let subject = &book.subject.name;
    let mut body = vec![Block::Note(format!(
        "Each row is somebody whom at least one source names in relation to {subject}. A role and \
         a position are what a source states; “not stated” means that no source says, and is not a no."
    ))];
    body.extend(picture(book, &columns, &groups));
    body.push(Block::Matrix(Matrix {
        caption: if columns.is_empty() {
            format!("Who is named in relation to {subject}, by the role that sources state")
        } else {
            format!("Roles and positions that sources state, the latest ones, on {subject}")
        },
        row_label: capital(book.words.member),
        columns,
        groups,
    }));
    Draft {
        path: top("members"),
        kind: PageKind::Members,
        title: "Who is in it?".to_owned(),
        description: Some(format!(
            "{} named by the sources in relation to {subject}, with roles and positions.",
            capital(book.words.members)
        )),
        body,
    }
}

fn row(book: &Book, member: &Member, columns: &[Column]) -> Row {
    let cells = columns.iter().map(|column| {
        let stances = on_axis(book, member, &column.axis);
        stances.into_iter().filter(|position| position.standing == Standing::Stands).collect()
    });
    Row {
        name: member.name.clone(),
        page: below("members", &member.slug),
        kind: member.kind,
        role: at_most(&member.role, PER_CELL),
        status: member.status,
        edit: edit(member),
        cells: cells.collect(),
    }
}

/// The positions of a member on an axis in order of date, those without one last.
pub(super) fn on_axis(book: &Book, member: &Member, axis: &str) -> Vec<Position> {
    let standings = standings(&member.positions);
    let mut claims: Vec<(&Claim<Stance>, Standing)> = member
        .positions
        .iter()
        .zip(standings)
        .filter(|(c, _)| c.stated.value.axis == axis)
        .collect();
    let date = |claim: &Claim<Stance>| claim.stated.value.as_of;
    claims.sort_by_key(|(claim, _)| (date(claim).is_none(), date(claim)));
    let dated = claims.iter().any(|(claim, _)| date(claim).is_some());
    let declared = book.config.positions.get(axis).map(|axis| &axis.stances);
    let position = |(claim, standing): (&Claim<Stance>, Standing)| {
        let stance = &claim.stated.value.stance;
        let rank = declared.and_then(|stances| stances.get_index_of(stance));
        Position {
            claim: claim.clone(),
            label: stance_label(book.config, axis, stance),
            rank: rank.unwrap_or(usize::MAX),
            standing,
            undated: dated && date(claim).is_none(),
        }
    };
    claims.into_iter().map(position).collect()
}

/// What stands on a member's page below its card, one after the other, over as many pages as it takes.
enum Entry<'a> {
    Role(Statement),
    /// With the number of its axis, from one.
    Position(usize, Position),
    Quotation(Quotation),
    Mention(&'a Span),
}

fn one(book: &Book, member: &Member, all: &[Column], speakers: &Speakers) -> Vec<Draft> {
    let path = below("members", &member.slug);
    let mut body = Vec::new();
    if !member.aliases.is_empty() {
        body.push(Block::Note(format!(
            "Also named in the sources: {}.",
            member.aliases.join(", ")
        )));
    }
    let columns: Vec<Column> = all
        .iter()
        .filter(|column| member.positions.iter().any(|p| p.stated.value.axis == column.axis))
        .cloned()
        .collect();
    body.push(Block::Card { row: row(book, member, &columns), columns: columns.clone() });
    let mut used: HashSet<(String, String)> = HashSet::new();
    let mut entries: Vec<Entry> = role(member, &mut used).into_iter().map(Entry::Role).collect();
    for (number, column) in (1..).zip(&columns) {
        let positions = on_axis(book, member, &column.axis).into_iter();
        for position in positions {
            used.extend(position.claim.stated.spans().map(key));
            entries.push(Entry::Position(number, position));
        }
    }
    let quotations = speakers.of(book, member);
    let quoted = quotations.len();
    for quotation in quotations {
        used.extend(quotation.claim.stated.spans().map(key));
        entries.push(Entry::Quotation(quotation));
    }
    let rest = member.passages.iter().filter(|span| used.insert(key(span)));
    entries.extend(rest.map(Entry::Mention));
    let title = member.name.clone();
    let description = Some(format!(
        "{} and {}: what the sources say, passage by passage.",
        member.name, book.subject.name
    ));
    let mut told = false;
    let blocks = |entries: &[Entry]| {
        let any = entries.iter().any(|entry| matches!(entry, Entry::Quotation(_)));
        // How many there are stands on one page only: one more changes the others not at all.
        let first = any && !std::mem::replace(&mut told, true);
        entry_blocks(entries, &columns, first.then_some(quoted))
    };
    paginate_steadily(&path, &entries, Entry::mark, body, blocks)
        .into_iter()
        .map(|(path, number, body)| Draft {
            path,
            kind: PageKind::Member,
            title: if number == 1 { title.clone() } else { format!("{title} ({number})") },
            description: description.clone(),
            body,
        })
        .collect()
}

impl Entry<'_> {
    fn mark(&self) -> u64 {
        match self {
            Self::Role(statement) => mark_of_span(&statement.cited.first),
            Self::Position(_, position) => mark_of(&[&position.claim.id.0]),
            Self::Quotation(quotation) => mark_of(&[&quotation.claim.id.0]),
            Self::Mention(span) => mark_of_span(span),
        }
    }
}

/// Some of the entries of a member's page, under their headings; `quoted` is how many quotations
/// there are on all pages, on the first page that has any.
fn entry_blocks(entries: &[Entry], columns: &[Column], quoted: Option<usize>) -> Vec<Block> {
    let mut out = Vec::new();
    let roles = entries.iter().filter_map(|entry| match entry {
        Entry::Role(statement) => Some(statement.clone()),
        _ => None,
    });
    let roles: Vec<Statement> = roles.collect();
    if !roles.is_empty() {
        out.push(heading(2, "What the sources say of its role", "role"));
        out.push(Block::Statements(roles));
    }
    let first = out.len();
    for (number, column) in (1..).zip(columns) {
        let positions = entries.iter().filter_map(|entry| match entry {
            Entry::Position(axis, position) if *axis == number => Some(position.clone()),
            _ => None,
        });
        let positions: Vec<Position> = positions.collect();
        if !positions.is_empty() {
            out.push(heading(3, column.question.clone(), &format!("position-{number}")));
            out.push(Block::Positions(positions));
        }
    }
    if out.len() > first {
        out.insert(first, heading(2, "Positions", "positions"));
    }
    let quotations = entries.iter().filter_map(|entry| match entry {
        Entry::Quotation(quotation) => Some(quotation.clone()),
        _ => None,
    });
    let quotations: Vec<Quotation> = quotations.collect();
    if !quotations.is_empty() {
        let all = |quoted| count(quoted, "quotation", "quotations");
        let what = quoted.map_or_else(|| "quotations".to_owned(), all);
        out.push(heading(2, format!("Who speaks for it: {what}"), "quotations"));
        out.push(Block::Quotations(quotations));
    }
    let mentions = entries.iter().filter_map(|entry| match entry {
        Entry::Mention(span) => Some(*span),
        _ => None,
    });
    out.extend(mention_blocks(&mentions.collect::<Vec<_>>()));
    out
}

fn key(span: &Span) -> (String, String) {
    (span.source.to_string(), span.passage.to_string())
}

/// Where else the sources name somebody.
pub(super) fn mention_blocks(spans: &[&Span]) -> Vec<Block> {
    if spans.is_empty() {
        return Vec::new();
    }
    let list = spans.iter().map(|span| Statement {
        label: None,
        status: None,
        edit: None,
        cited: Cited::new((), (*span).clone()),
    });
    vec![heading(2, "Also in these passages", "passages"), Block::Statements(list.collect())]
}

/// What the sources say about the role, one statement for each passage.
fn role(member: &Member, used: &mut HashSet<(String, String)>) -> Vec<Statement> {
    let fresh = member.role.spans().filter(|span| used.insert(key(span)));
    let mut list: Vec<Statement> = fresh
        .map(|span| Statement {
            label: None,
            status: Some(member.status),
            edit: None,
            cited: Cited::new((), span.clone()),
        })
        .collect();
    if let Some(first) = list.first_mut() {
        first.edit = edit(member);
    }
    list
}

/// What an editor did to the role, in the words that readers see.
fn edit(member: &Member) -> Option<Box<Edit>> {
    let mut edit = member.edit.clone()?;
    if let Change::Corrected(was) = &mut edit.change
        && let Some(role) = ROLES.into_iter().find(|role| role_word(*role) == was.as_str())
    {
        role_label(role).clone_into(was);
    }
    Some(edit)
}

/// What is quoted, by who says it, and who speaks for whom.
struct Speakers<'a> {
    /// Indexes of quotations by the key of their speaker's name.
    said: HashMap<String, Vec<usize>>,
    /// Keys of the names of people by that of a body in which they hold an office.
    offices: HashMap<String, Vec<String>>,
    quotations: &'a [Claim<Quote>],
}

impl<'a> Speakers<'a> {
    fn new(subject: &'a Subject) -> Self {
        let mut said: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, claim) in subject.quotations.iter().enumerate() {
            if let Some(speaker) = claim.stated.value.speaker.as_deref() {
                said.entry(name_key(speaker)).or_default().push(index);
            }
        }
        let mut offices: HashMap<String, Vec<String>> = HashMap::new();
        for person in &subject.people {
            for body in person.roles.iter().filter_map(|o| o.value.affiliation.as_deref()) {
                offices.entry(name_key(body)).or_default().push(name_key(&person.name));
            }
        }
        Self { said, offices, quotations: &subject.quotations }
    }

    /// What the member, and people who hold an office of it, are quoted with.
    fn of(&self, book: &Book, member: &Member) -> Vec<Quotation> {
        let mut names: HashSet<String> =
            member.aliases.iter().chain([&member.name]).map(|name| name_key(name)).collect();
        names.extend(self.offices.get(&name_key(&member.name)).into_iter().flatten().cloned());
        let mut indexes: Vec<usize> =
            names.iter().filter_map(|name| self.said.get(name)).flatten().copied().collect();
        indexes.sort_unstable();
        let claims = indexes.into_iter().filter_map(|index| self.quotations.get(index));
        claims.map(|claim| super::people::quotation(book, claim, true)).collect()
    }
}
