//! Organisations and companies by pattern: the head noun of a name, an acronym in brackets, a
//! common noun beside it, an officer of it, the company it keeps in a list.

use crate::evidence::EntityKind;
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Text};

use super::Form;
use super::cover::Covers;
use super::parts::Part;
use super::people;
use super::register::Register;

/// Registers the parts that name organisations; `is_person` tells those that name people.
/// Returns the parts that remain unexplained.
pub(super) fn find(
    text: &Text<'_>,
    covers: &mut Covers,
    parts: &[Part],
    is_person: &[bool],
    register: &mut Register,
) -> Vec<Part> {
    let mut rest = Vec::new();
    for (part, _) in parts.iter().zip(is_person).filter(|(_, person)| !**person) {
        match by_name(text, covers, *part) {
            Some((whole, kind, rule)) => {
                for token in whole.first..=whole.last {
                    covers.uncover(token);
                }
                add(text, whole, kind, rule, register);
            }
            None => rest.push(*part),
        }
    }
    rest.retain(|part| match by_context(text, covers, *part, register) {
        Some((kind, rule)) => {
            add(text, *part, kind, rule, register);
            false
        }
        None => true,
    });
    rest
}

/// The whole name and its kind, where its own words tell.
fn by_name(
    text: &Text<'_>,
    covers: &Covers,
    part: Part,
) -> Option<(Part, EntityKind, &'static str)> {
    let whole = extended(text, covers, part);
    let head = head_kind(text, whole.last);
    let words = whole.words(text);
    if let Some(kind) = head.filter(|_| words >= 2 && !is_place(text, whole)) {
        return Some((whole, kind, "head noun"));
    }
    if whole.last > part.last && text.is(part.last, class::ORG_HEAD) {
        let kind = head_kind(text, part.last).unwrap_or(EntityKind::Organisation);
        return Some((whole, kind, "head noun with of"));
    }
    if let Some(kind) = acronym_follows(text, whole) {
        return Some((whole, kind, "acronym in brackets"));
    }
    None
}

/// The kind that a head noun gives.
fn head_kind(text: &Text<'_>, token: usize) -> Option<EntityKind> {
    if !text.is(token, class::ORG_HEAD) || !text.tokens[token].is_upper() {
        return None;
    }
    let word = text.str(token).trim_end_matches('.').to_lowercase();
    text.lexicon.tables.org_heads.get(word.as_str()).copied()
}

fn is_place(text: &Text<'_>, part: Part) -> bool {
    text.is(part.last, class::PLACE_HEAD) && !text.is(part.last, class::ORG_HEAD)
}

/// The part with what belongs to it on either side: a country or city before a head noun ("Harbour
/// City Chamber"), the complement of a head ("Ministry of Foreign Affairs", "Bank of Norsund").
fn extended(text: &Text<'_>, covers: &Covers, part: Part) -> Part {
    let mut whole = part;
    let sentence = text.sentence(part.first);
    if text.is(part.last, class::ORG_HEAD) {
        while let Some(before) = whole.first.checked_sub(1).filter(|b| *b >= sentence.start) {
            let place = covers.phrase(before).is_some_and(|m| belongs_to_name(text, m));
            let glued = text.tokens[whole.first].spaced;
            let article = before > sentence.start && text.is_word(before - 1, "the");
            let single = part.words(text) == 1;
            match covers.phrase(before) {
                Some(m) if place && glued && (single || article) => whole.first = m.first as usize,
                _ => break,
            }
        }
    }
    if text.is(part.last, class::ORG_HEAD)
        && let Some(last) = complement(text, part.last, sentence.end)
    {
        whole.last = last;
    }
    whole
}

/// A country's or city's name may begin an organisation's; an adjective only does before a head
/// that stands alone ("Danish Parliament", not "Danish Velantis Group").
fn belongs_to_name(text: &Text<'_>, m: &crate::text::Match) -> bool {
    let upper = text.tokens[m.first as usize].is_upper();
    upper && matches!(m.entry.kind, EntryKind::Country | EntryKind::City)
}

/// The last token of what follows a head noun with "of", "for" or "on".
fn complement(text: &Text<'_>, head: usize, end: usize) -> Option<usize> {
    let mut at = head + 1;
    if at >= end || !matches!(text.str(at), "of" | "for" | "on") {
        return None;
    }
    at += 1;
    if at < end && text.str(at) == "the" {
        at += 1;
    }
    let mut last = None;
    while at < end {
        if text.tokens[at].is_upper() && !text.is(at, class::MONTH.or(class::WEEKDAY)) {
            last = Some(at);
        } else if text.tokens[at].kind != Kind::Hyphen {
            let joins = matches!(text.str(at), "and" | "of" | "the" | "&");
            let goes_on = at + 1 < end
                && text.tokens[at + 1].is_upper()
                && text.is(at + 1, class::ORG_HEAD.or(class::NOT_NAME))
                && last.is_some();
            if !(joins && goes_on) {
                break;
            }
        }
        at += 1;
    }
    last
}

/// "Northern Cable Board (NCB)": an acronym in brackets whose letters begin the words before it.
fn acronym_follows(text: &Text<'_>, part: Part) -> Option<EntityKind> {
    let (open, acronym, close) = (part.last + 1, part.last + 2, part.last + 3);
    let bracketed = close < text.tokens.len()
        && text.is_mark(open, '(')
        && text.tokens[acronym].kind == Kind::Acronym
        && text.is_mark(close, ')');
    if !bracketed || part.words(text) < 2 {
        return None;
    }
    let first = text.str(part.first).chars().next()?;
    text.str(acronym).starts_with(first).then_some(EntityKind::Organisation)
}

/// The kind of a part, where what stands beside it tells.
fn by_context(
    text: &Text<'_>,
    covers: &Covers,
    part: Part,
    register: &Register,
) -> Option<(EntityKind, &'static str)> {
    let sentence = text.sentence(part.first);
    if text.is(part.last, class::PLACE_HEAD) {
        return None;
    }
    let before = part.first.checked_sub(1).filter(|b| *b >= sentence.start);
    let after = Some(part.last + 1).filter(|a| *a < sentence.end);
    if let Some(kind) = before.and_then(|b| noun_ending(text, b)) {
        return Some((kind, "common noun before name"));
    }
    if let Some(kind) = apposed_noun(text, part.last, sentence.end) {
        return Some((kind, "common noun after name"));
    }
    if officer_beside(text, covers, part) {
        return Some((EntityKind::Company, "officer beside name"));
    }
    let single = part.first == part.last;
    if single && text.tokens[part.first].kind == Kind::Acronym {
        return acronym_by_context(text, part, before, after);
    }
    if in_list_of_bodies(text, covers, part, register) {
        return Some((EntityKind::Company, "in a list of companies"));
    }
    let acts = after.is_some_and(|a| acts(text, a, sentence.end));
    if acts && !part.opens {
        return Some((EntityKind::Company, "subject of a body's verb"));
    }
    None
}

/// An acronym is an organisation where it has an article, acts, owns or is spoken for.
fn acronym_by_context(
    text: &Text<'_>,
    part: Part,
    before: Option<usize>,
    after: Option<usize>,
) -> Option<(EntityKind, &'static str)> {
    let letters = text.str(part.first);
    let plain = text.is(part.first, class::PLAIN_ACRONYM)
        || letters.len() < 3
        || letters.contains(|c: char| c.is_ascii_digit());
    let unit = before.is_some_and(|b| text.tokens[b].kind == Kind::Number);
    if plain || unit {
        return None;
    }
    let article = before.is_some_and(|b| text.is_word(b, "the"));
    let acts = after.is_some_and(|a| {
        text.tokens[a].kind == Kind::Possessive || text.is(a, class::SAY.or(class::BODY_VERB))
    });
    (article || acts).then_some((EntityKind::Organisation, "acronym"))
}

/// The kind of the common noun that ends right before a name: "the utility Norrkraft".
fn noun_ending(text: &Text<'_>, token: usize) -> Option<EntityKind> {
    let m = text.match_ending(token, EntryKind::OrgNoun)?;
    let lower = text.tokens[token].kind == Kind::Lower;
    // A plural stands before a list or another name's verb: "companies Velantis and Orsino".
    lower.then(|| text.lexicon.tables.org_nouns[m.entry.row as usize])
}

/// The kind of a common noun in apposition: "Velantis, a Danish battery maker,".
fn apposed_noun(text: &Text<'_>, last: usize, end: usize) -> Option<EntityKind> {
    let comma = last + 1;
    if comma >= end || !text.is_mark(comma, ',') {
        return None;
    }
    if !matches!(text.str((comma + 1).min(end - 1)), "a" | "an" | "the" | "another" | "one") {
        return None;
    }
    for at in comma + 2..end.min(comma + 8) {
        if matches!(text.tokens[at].kind, Kind::Mark(_) | Kind::Dash | Kind::Open(_))
            || matches!(text.str(at), "of" | "for" | "at" | "in" | "that" | "which" | "who")
        {
            return None;
        }
        if let Some(m) = text.match_at(at, EntryKind::OrgNoun) {
            let next = m.last as usize + 1;
            // "a company spokeswoman" is a person.
            let goes_on = next < end
                && text.tokens[next].kind == Kind::Lower
                && !matches!(
                    text.str(next),
                    "that" | "which" | "based" | "in" | "with" | "and" | "of"
                );
            if !goes_on {
                return Some(text.lexicon.tables.org_nouns[m.entry.row as usize]);
            }
        }
    }
    None
}

/// Whether an officer of a company stands beside the name: "Velantis chief executive", "Velantis's
/// chairman", "chief executive of Velantis".
fn officer_beside(text: &Text<'_>, covers: &Covers, part: Part) -> bool {
    let executive = |token: usize| {
        covers.role(token).is_some_and(|m| {
            text.lexicon.tables.roles[m.entry.row as usize].1 == crate::lexicon::RoleKind::Executive
        })
    };
    let sentence = text.sentence(part.first);
    let mut after = part.last + 1;
    if after < sentence.end && text.tokens[after].kind == Kind::Possessive {
        after += 1;
    }
    if after < sentence.end && executive(after) {
        return true;
    }
    let Some(of) = part.first.checked_sub(1).filter(|b| *b > sentence.start) else { return false };
    matches!(text.str(of), "of" | "at") && executive(of - 1)
}

/// Whether the part stands in a list of three or more with a known company or organisation.
fn in_list_of_bodies(text: &Text<'_>, covers: &Covers, part: Part, register: &Register) -> bool {
    let sentence = text.sentence(part.first);
    let joins = |t: usize| text.is_mark(t, ',') || matches!(text.str(t), "and" | "or");
    let listed = |from: usize| {
        covers.phrase(from).is_some_and(|m| m.entry.kind == EntryKind::Organisation)
            || register.find(text.str(from)).is_some_and(|e| {
                register.get(e).kind.is_body() && register.get(e).kind != EntityKind::Country
            })
    };
    // The neighbour across one joint on either side.
    let after = (part.last + 1 < sentence.end && joins(part.last + 1)).then(|| {
        let both = text.is_mark(part.last + 1, ',')
            && part.last + 2 < sentence.end
            && text.str(part.last + 2) == "and";
        part.last + 2 + usize::from(both)
    });
    let before = (part.first > sentence.start && joins(part.first - 1)).then(|| {
        let both = text.str(part.first - 1) == "and"
            && part.first - 1 > sentence.start
            && text.is_mark(part.first - 2, ',');
        part.first.saturating_sub(2 + usize::from(both))
    });
    let inside = |t: &usize| sentence.contains(t);
    let (after, before) = (after.filter(inside), before.filter(inside));
    after.is_some_and(listed) || before.is_some_and(listed)
}

/// Whether a verb of a body's follows: "has joined", "will invest", "said it".
fn acts(text: &Text<'_>, after: usize, end: usize) -> bool {
    let mut at = after;
    while at < end
        && at < after + 3
        && matches!(
            text.str(at),
            "has" | "have" | "had" | "will" | "would" | "also" | "already" | "to" | "could"
        )
    {
        at += 1;
    }
    at < end
        && (text.is(at, class::BODY_VERB)
            || (text.is(at, class::SAY) && at + 1 < end && text.str(at + 1) == "it"))
}

/// Registers a name with its acronym and the short forms under which it may appear later.
fn add(text: &Text<'_>, part: Part, kind: EntityKind, rule: &str, register: &mut Register) {
    let name = text.slice(part.first, part.last);
    let entity = register.entity(name, kind, None, rule);
    if register.get(entity).kind == EntityKind::Person {
        return;
    }
    register.mention(entity, part.first, part.last, Form::Name);
    register.know(name, entity, false);
    let (open, acronym) = (part.last + 1, part.last + 2);
    if acronym + 1 < text.tokens.len()
        && text.is_mark(open, '(')
        && text.tokens[acronym].kind == Kind::Acronym
        && text.is_mark(acronym + 1, ')')
    {
        let short = text.str(acronym);
        register.alias(entity, short);
        register.know(short, entity, false);
        register.mention(entity, acronym, acronym, Form::Name);
    }
    // "Velantis Holdings plc" is "Velantis Holdings" and "Velantis" later.
    let mut last = part.last;
    while last > part.first && text.is(last, class::COMPANY_HEAD) {
        last -= 1;
        if text.tokens[last].is_word() {
            let short = text.slice(part.first, last);
            let distinct =
                !text.is(part.first, class::NOT_NAME) && !people::heads_a_body(text, last);
            if distinct {
                register.know(short, entity, true);
            }
        }
    }
}
