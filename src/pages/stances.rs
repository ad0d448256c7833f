//! Members by what they have said on one axis: the short answer to its question, and the classes of
//! the map.

use super::block::{Column, Group, Row};
use super::book::{Book, below};
use super::members::{ROLES, on_axis};
use super::words::{role_heading, stance_label};
use crate::pictures::Place;
use crate::subject::{Member, Standing};

/// More stances than this cannot be told apart on a map.
const MOST: usize = 5;

/// Members by stance on an axis, in the order in which stances are declared. A member of whom
/// sources state several is in each of their groups.
pub(super) fn groups(book: &Book, column: &Column) -> Vec<Group> {
    let Some(declared) = book.config.positions.get(&column.axis) else { return Vec::new() };
    let mut groups: Vec<Group> = declared
        .stances
        .keys()
        .map(|stance| Group {
            label: stance_label(book.config, &column.axis, stance),
            rows: Vec::new(),
        })
        .collect();
    for member in &book.subject.members {
        for position in on_axis(book, member, &column.axis) {
            let Some(group) = groups.get_mut(position.rank) else { continue };
            let page = below("members", &member.slug);
            if position.standing == Standing::Stands && group.rows.iter().all(|r| r.page != page) {
                group.rows.push(Row {
                    name: member.name.clone(),
                    page,
                    kind: member.kind,
                    role: position.claim.stated.clone().map(|_| member.role.value),
                    status: position.claim.status,
                    edit: None,
                    cells: Vec::new(),
                });
            }
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// What the areas of the map are coloured by: the question, the names of the classes, and the class
/// of each member that has a place on it.
pub(super) struct Classes<'a> {
    pub(super) question: Option<String>,
    pub(super) names: Vec<String>,
    pub(super) places: Vec<Place<'a>>,
}

/// Classes by stance on the first axis on which anybody on the map has one; else by role.
pub(super) fn classes<'a>(book: &'a Book, columns: &[Column]) -> Classes<'a> {
    columns.iter().find_map(|column| by_stance(book, column)).unwrap_or_else(|| by_role(book))
}

fn by_stance<'a>(book: &'a Book, column: &Column) -> Option<Classes<'a>> {
    let stances = &book.config.positions.get(&column.axis)?.stances;
    let found: Vec<(&Member, &str, Vec<usize>)> = book
        .subject
        .members
        .iter()
        .filter_map(|member| {
            let mut ranks: Vec<usize> = on_axis(book, member, &column.axis)
                .into_iter()
                .filter(|position| position.standing == Standing::Stands)
                .map(|position| position.rank)
                .filter(|rank| *rank < stances.len())
                .collect();
            ranks.sort_unstable();
            ranks.dedup();
            Some((member, member.code.as_deref()?, ranks))
        })
        .collect();
    let mut used: Vec<usize> = found.iter().flat_map(|(_, _, ranks)| ranks.clone()).collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() || used.len() > MOST {
        return None;
    }
    // Where there is a colour for each, a stance has the one that it has in the table.
    if stances.len() <= MOST {
        used = (0..stances.len()).collect();
    }
    let mut names: Vec<String> = used
        .iter()
        .filter_map(|rank| stances.get_index(*rank))
        .map(|(stance, _)| stance_label(book.config, &column.axis, stance))
        .collect();
    names.resize(MOST, String::new());
    names.extend(["Several stated".to_owned(), "Not stated".to_owned()]);
    let class = |ranks: &[usize]| match ranks {
        [] => MOST + 1,
        [rank] => used.iter().position(|one| one == rank).unwrap_or(MOST + 1),
        _ => MOST,
    };
    let places = found
        .iter()
        .map(|(member, code, ranks)| Place { code, name: &member.name, class: class(ranks) })
        .collect();
    Some(Classes { question: Some(column.question.clone()), names, places })
}

/// The classes of roles, in the order of [`ROLES`].
const ROLE_CLASSES: [usize; ROLES.len()] = [0, 1, 2, 4, 6];

fn by_role<'a>(book: &'a Book) -> Classes<'a> {
    let mut names = vec![String::new(); MOST + 2];
    for (role, class) in ROLES.iter().zip(ROLE_CLASSES) {
        role_heading(*role).clone_into(&mut names[class]);
    }
    let places = book.subject.members.iter().filter_map(|member| {
        let role = ROLES.iter().position(|role| *role == member.role.value)?;
        Some(Place { code: member.code.as_deref()?, name: &member.name, class: ROLE_CLASSES[role] })
    });
    Classes { question: None, places: places.collect(), names }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::super::members::columns;
    use super::*;

    #[test]
    fn members_stand_under_what_they_said_and_nothing_is_said_of_the_rest() {
        let (sources, config) = (fixture::sources(), fixture::config());
        let mut subject = fixture::subject(&sources);
        for (member, code) in subject.members.iter_mut().zip(["FR", "DE", "PL", "IT"]) {
            member.code = Some(code.to_owned());
        }
        // An undated position supersedes nothing, so that both stand.
        let both = subject.members.iter().position(|m| m.name == "Eastmere").unwrap();
        let mut other = subject.members[both].positions[0].clone();
        "gives".clone_into(&mut other.stated.value.stance);
        other.stated.value.as_of = None;
        subject.members[both].positions.push(other);

        let book = Book::new(&subject, &sources, &config);
        let columns = columns(&book);
        let said: Vec<(String, Vec<String>)> = groups(&book, &columns[0])
            .into_iter()
            .map(|group| (group.label, group.rows.into_iter().map(|row| row.name).collect()))
            .collect();
        let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            said,
            [
                (
                    "gives or sends".to_owned(),
                    names(&["Port Aldine", "Blue Heron Lines", "Eastmere"])
                ),
                ("declines".to_owned(), names(&["Eastmere"])),
            ]
        );

        let classes = classes(&book, &columns);
        assert_eq!(classes.question.as_deref(), Some("Does it pay or send anything?"));
        let of = |name: &str| {
            let place = classes.places.iter().find(|place| place.name == name).unwrap();
            classes.names[place.class].as_str()
        };
        assert_eq!(of("Skerrow"), "Not stated");
        assert_eq!(of("Port Aldine"), "gives or sends");
        assert_eq!(of("Eastmere"), "Several stated");
    }

    #[test]
    fn where_nobody_said_anything_the_map_shows_roles() {
        let (sources, config) = (fixture::sources(), fixture::config());
        let mut subject = fixture::subject(&sources);
        for member in &mut subject.members {
            member.code = Some("FR".to_owned());
            member.positions.clear();
        }
        let book = Book::new(&subject, &sources, &config);
        let classes = classes(&book, &columns(&book));
        assert_eq!((classes.question, classes.places.len()), (None, subject.members.len()));
        let roles: Vec<&str> =
            classes.places.iter().map(|place| classes.names[place.class].as_str()).collect();
        assert!(roles.iter().all(|role| !role.is_empty()), "{roles:?}");
        assert_ne!(roles[0], roles[3]);
    }
}
