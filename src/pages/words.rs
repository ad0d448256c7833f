//! The site's own words: neutral labels, never statements about the subject.
//!
//! They stand alone so that one can read all of them at once and see that none says more than the
//! sources do, and so that wording adapts to what the members are in one place.

use crate::config::{Config, KindOfMembers};
use crate::date::Date;
use crate::evidence::{EntityKind, MemberRole};
use crate::subject::{Subject, Verdict};

/// Words that depend on the project.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// What a member is, in the singular, lower case.
    pub(super) member: &'static str,
    /// The same in the plural.
    pub(super) members: &'static str,
}

impl Words {
    pub(super) fn new(subject: &Subject, config: &Config) -> Self {
        let (member, members) = match config.subject.kind_of_members {
            KindOfMembers::Countries => ("country", "countries"),
            KindOfMembers::Organisations => ("organisation", "organisations"),
            KindOfMembers::Companies => ("company", "companies"),
            KindOfMembers::People => ("person", "people"),
            KindOfMembers::Any => one_kind(subject.members.iter().map(|member| member.kind)),
        };
        Self { member, members }
    }
}

/// What those are called that are named as members, one and several.
pub(super) fn full_members(subject: &Subject, config: &Config) -> (&'static str, &'static str) {
    if config.subject.kind_of_members == KindOfMembers::Any {
        let full = subject.members.iter().filter(|m| m.role.value == MemberRole::Member);
        return one_kind(full.map(|member| member.kind));
    }
    let words = Words::new(subject, config);
    (words.member, words.members)
}

/// Where all are of one kind, its name.
fn one_kind(mut kinds: impl Iterator<Item = EntityKind>) -> (&'static str, &'static str) {
    match kinds.next() {
        Some(first) if kinds.all(|kind| kind == first) => kind_words(first),
        _ => ("member", "members"),
    }
}

fn kind_words(kind: EntityKind) -> (&'static str, &'static str) {
    match kind {
        EntityKind::Country => ("country", "countries"),
        EntityKind::Organisation => ("organisation", "organisations"),
        EntityKind::Company => ("company", "companies"),
        EntityKind::Alliance => ("alliance", "alliances"),
        EntityKind::Agency => ("agency", "agencies"),
        EntityKind::Media => ("media", "media"),
        EntityKind::Place => ("place", "places"),
        EntityKind::Person => ("person", "people"),
    }
}

/// What a single thing of this kind is called.
pub(crate) fn kind_label(kind: EntityKind) -> &'static str {
    kind_words(kind).0
}

/// The heading over members of a role. "Named as": the sources do, not the site.
pub(super) fn role_heading(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Member => "Named as members",
        MemberRole::Candidate => "Named as possible members",
        MemberRole::Observer => "Named as taking part in meetings",
        MemberRole::Opponent => "Named as opposed",
        MemberRole::Other => "Named as otherwise concerned",
    }
}

/// A role as a chip.
pub(crate) fn role_label(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Member => "member",
        MemberRole::Candidate => "possible member",
        MemberRole::Observer => "took part in meetings",
        MemberRole::Opponent => "opposed",
        MemberRole::Other => "otherwise concerned",
    }
}

/// How a stance on an axis is shown.
pub(crate) fn stance_label(config: &Config, axis: &str, stance: &str) -> String {
    let declared = config.positions.get(axis).and_then(|axis| axis.stances.get(stance));
    let label = declared.and_then(|about| about.label.clone());
    label.unwrap_or_else(|| stance.replace(['-', '_'], " "))
}

/// What a verdict says, as a label.
pub(crate) fn verdict_label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "Sources differ",
        Verdict::DifferentMeasure => "Different things counted",
        Verdict::ChangedOverTime => "Changed over time",
        Verdict::HeadlineVsBody => "Headline differs from text",
    }
}

/// A date as people write it, where the site is in English; ISO 8601 elsewhere.
pub(crate) fn date_text(date: Date, language: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = date.month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?));
    match (language.split('-').next(), date.day, month) {
        (Some("en"), Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (Some("en"), None, Some(month)) => format!("{month} {}", date.year),
        _ => date.to_string(),
    }
}

/// A number with its noun.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with thousands apart.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The first letter made a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_well() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(12), "12");
        let day = Date::from_day(2025, 3, 20).unwrap();
        assert_eq!(date_text(day, "en-GB"), "20 March 2025");
        assert_eq!(date_text(day, "fr"), "2025-03-20");
        assert_eq!(date_text(Date::from_year(2025), "en"), "2025");
    }
}
