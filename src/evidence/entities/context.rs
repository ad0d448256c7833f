//! What the neighbours of an unexplained name tell about it, as votes for and against its naming
//! an organisation or a company.
//!
//! No single weak sign decides; a decisive one (an officer, a common noun beside the name) does.

use crate::evidence::EntityKind;
use crate::lexicon::vocabulary::EntryKind;
use crate::lexicon::{RoleKind, class};
use crate::sources::BlockKind;
use crate::text::{Kind, Text};

use super::cover::Covers;
use super::parts::Part;

/// How many votes make a body of a name.
pub(super) const ENOUGH: i32 = 3;

/// The votes of one occurrence or of all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    /// For a body (positive), against (negative).
    pub(super) body: i32,
    /// The kind that a decisive sign gave.
    pub(super) kind: Option<EntityKind>,
    /// The most telling sign.
    pub(super) rule: Option<&'static str>,
    weight: i32,
}

impl Votes {
    fn add(&mut self, weight: i32, rule: &'static str) {
        self.body += weight;
        if weight > self.weight {
            (self.weight, self.rule) = (weight, Some(rule));
        }
    }

    fn decide(&mut self, kind: EntityKind, rule: &'static str) {
        self.kind = self.kind.or(Some(kind));
        self.add(4, rule);
    }

    /// Adds the votes of another occurrence.
    pub(super) fn merge(&mut self, other: Self) {
        self.body += other.body;
        self.kind = self.kind.or(other.kind);
        if other.weight > self.weight {
            (self.weight, self.rule) = (other.weight, other.rule);
        }
    }
}

/// The votes of one occurrence. `neighbour` is the kind of a body beside it in a list.
pub(super) fn votes(
    text: &Text<'_>,
    covers: &Covers,
    part: Part,
    neighbour: Option<EntityKind>,
) -> Votes {
    let mut votes = Votes::default();
    let sentence = text.sentence(part.first);
    let before = part.first.checked_sub(1).filter(|b| *b >= sentence.start);
    let after = Some(part.last + 1).filter(|a| *a < sentence.end);
    // "the Lyon-based Carrel".
    let hyphen = |b: usize| b > sentence.start && text.tokens[b - 1].kind == Kind::Hyphen;
    if before.is_some_and(|b| text.is_word(b, "based") && hyphen(b)) {
        votes.decide(EntityKind::Company, "place of business before name");
    }
    // "Taiwan's Evergreen".
    let owned = before.filter(|b| *b > 0 && text.tokens[*b].kind == Kind::Possessive);
    if owned.is_some_and(|b| text.match_ending(b - 1, EntryKind::Country).is_some()) {
        let verb = class::BE.or(class::AUXILIARY).or(class::BODY_VERB);
        let acts = after.is_some_and(|a| text.is(a, verb));
        votes.add(if acts { ENOUGH } else { 2 }, "owned by a country");
    }
    // "the world's biggest carrier, MSC,".
    if let (Some(before), Some(after)) = (before, after)
        && before > sentence.start
        && text.is_mark(before, ',')
        && text.is_mark(after, ',')
        && text.tokens[before - 1].kind == Kind::Lower
        && let Some(m) = text.match_ending(before - 1, EntryKind::OrgNoun)
        && (sentence.start..before).any(|t| text.tokens[t].kind == Kind::Possessive)
    {
        votes.decide(text.lexicon.tables.org_nouns[m.entry.row as usize], "apposed to its noun");
    }
    if let Some(kind) = before.and_then(|b| noun_before(text, b)) {
        votes.decide(kind, "common noun before name");
    }
    if let Some(kind) = noun_after(text, part.last, sentence.end) {
        votes.decide(kind, "common noun after name");
    }
    if named_officer_after(text, covers, part, sentence.end) {
        votes.decide(EntityKind::Company, "officer's name after name");
    } else if officer_beside(text, covers, part) {
        votes.decide(EntityKind::Company, "officer beside name");
    }
    if before.is_some_and(|b| is_told(text, b, sentence.start)) {
        votes.decide(EntityKind::Media, "told by a speaker");
    }
    if is_whole_item(text, part) {
        votes.add(1, "list item");
    }
    if let Some(kind) = neighbour {
        votes.kind = votes.kind.or(Some(kind));
        votes.add(2, "beside a body in a list");
        // Between two commas of a list no person stands among bodies.
        if neighbours(text, part).iter().all(Option::is_some) {
            votes.add(1, "within a list of bodies");
        } else if part.opens {
            // Nor does the capital say less of the first in a list than of the others.
            votes.add(2, "first in a list of bodies");
        }
    }
    if let Some(after) = after {
        if acts(text, after, sentence.end) {
            votes.add(2, "subject of a body's verb");
        } else if text.is(after, class::SAY) || text.tokens[after].kind == Kind::Possessive {
            votes.add(1, "speaks or owns");
        }
        if text.tokens[after].kind == Kind::Number {
            votes.add(-4, "number after name");
        }
    }
    if let Some(before) = before {
        match text.str(before) {
            "at" if text.is(part.last, class::PLACE_HEAD)
                && holds_office(text, covers, before, sentence.start) =>
            {
                votes.decide(EntityKind::Organisation, "somebody's office");
            }
            "for" | "of" | "at" if has_occupation(text, before, sentence.start) => {
                votes.add(2, "somebody's occupation");
            }
            "by" | "with" | "from" | "at" | "joined" | "between" => votes.add(1, "preposition"),
            "in" | "near" | "outside" | "across" | "off" | "around" => votes.add(-2, "location"),
            "the" if text.tokens[part.last].kind != Kind::Acronym => votes.add(-1, "article"),
            "the" => votes.add(2, "acronym with article"),
            _ => {}
        }
    }
    let event = (part.first..=part.last).any(|t| text.is(t, class::EVENT_HEAD));
    let office = votes.rule == Some("somebody's office");
    if event || (text.is(part.last, class::PLACE_HEAD) && !office) {
        votes.add(-4, "head of a place or event");
    }
    votes
}

/// The kind of the common noun that ends right before a name: "the utility Norrkraft".
fn noun_before(text: &Text<'_>, token: usize) -> Option<EntityKind> {
    // "Two drugmakers, X and Y": the number tells that names follow.
    let token = match text.tokens[token].kind {
        Kind::Mark(',' | ':' | '(') | Kind::Dash
            if token > 1 && text.str(token - 1).ends_with('s') =>
        {
            let counted = (token.saturating_sub(4)..token - 1)
                .any(|t| text.is(t, class::NUMERAL) || text.tokens[t].kind == Kind::Number);
            if !counted {
                return None;
            }
            token - 1
        }
        _ => token,
    };
    let m = text.match_ending(token, EntryKind::OrgNoun)?;
    let lower = text.tokens[token].kind == Kind::Lower;
    lower.then(|| text.lexicon.tables.org_nouns[m.entry.row as usize])
}

/// The kind of a common noun in apposition: "Velantis, a Danish battery maker,".
fn noun_after(text: &Text<'_>, last: usize, end: usize) -> Option<EntityKind> {
    let comma = last + 1;
    if comma + 2 >= end || !text.is_mark(comma, ',') {
        return None;
    }
    if !matches!(text.str(comma + 1), "a" | "an" | "the" | "another" | "one") {
        return None;
    }
    for at in comma + 2..end.min(comma + 8) {
        if matches!(text.tokens[at].kind, Kind::Mark(_) | Kind::Dash | Kind::Open(_))
            || matches!(text.str(at), "of" | "for" | "at" | "in" | "that" | "which" | "who")
        {
            return None;
        }
        let Some(m) = text.match_at(at, EntryKind::OrgNoun) else { continue };
        // "a company spokeswoman" is a person.
        let next = m.last as usize + 1;
        if text.match_at(next, EntryKind::Role).is_none() {
            return Some(text.lexicon.tables.org_nouns[m.entry.row as usize]);
        }
    }
    None
}

/// Whether an officer of a company stands beside the name: "Velantis chief executive", "Velantis's
/// chairman", "chief executive of Velantis".
fn officer_beside(text: &Text<'_>, covers: &Covers, part: Part) -> bool {
    let executive = |token: usize| {
        covers.role(token).is_some_and(|m| {
            text.lexicon.tables.roles[m.entry.row as usize].1 == RoleKind::Executive
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

/// Whether a role and a person's name follow: "Tamura Denchi president Kenji Otsuka".
fn named_officer_after(text: &Text<'_>, covers: &Covers, part: Part, end: usize) -> bool {
    let after = part.last + 1;
    let Some(role) = covers.role(after).filter(|m| m.first as usize == after) else { return false };
    let mut name = role.last as usize + 1;
    while name < end && covers.at(name) == super::cover::Cover::Honorific {
        name += 1;
    }
    // "Food security minister NAME": at the start of a sentence the first word is part of the role.
    let kind = text.lexicon.tables.roles[role.entry.row as usize].1;
    let common = part.opens && part.first == part.last && kind == RoleKind::Office;
    !common && name < end && text.tokens[name].is_upper() && text.tokens[after].kind == Kind::Lower
}

/// Whether a verb of occupation stands shortly before: "ran maintenance for".
fn has_occupation(text: &Text<'_>, before: usize, start: usize) -> bool {
    (start.max(before.saturating_sub(4))..before).any(|t| text.is(t, class::OCCUPATION))
}

/// Whether a role stands before the preposition, with no verb or name between: "an associate fellow
/// in the transport programme at".
fn holds_office(text: &Text<'_>, covers: &Covers, before: usize, start: usize) -> bool {
    let mut at = before;
    while at > start && before - at < 8 {
        at -= 1;
        if covers.role(at).is_some() {
            return true;
        }
        if text.tokens[at].kind != Kind::Lower
            || text.is(at, class::SAY.or(class::AUXILIARY).or(class::BODY_VERB))
        {
            return false;
        }
    }
    false
}

/// Whether a verb of a body's follows: "has joined", "will invest", "said it".
fn acts(text: &Text<'_>, after: usize, end: usize) -> bool {
    let auxiliary = |t: usize| {
        text.is(t, class::AUXILIARY) || matches!(text.str(t), "also" | "already" | "both" | "not")
    };
    let mut at = after;
    while at < end && at < after + 3 && auxiliary(at) {
        at += 1;
    }
    let says_it = text.is(at, class::SAY) && at + 1 < end && text.str(at + 1) == "it";
    at < end && (text.is(at, class::BODY_VERB) || says_it)
}

/// Whether the name is what somebody told something: "told the Norsund Gazette".
fn is_told(text: &Text<'_>, before: usize, start: usize) -> bool {
    let article = text.is_word(before, "the") && before > start;
    text.is_word(before - usize::from(article), "told")
}

/// Whether a list item is nothing but the name.
fn is_whole_item(text: &Text<'_>, part: Part) -> bool {
    let block = text.block(part.first);
    is_item(text, block) && text.tokens_of_block(block) == (part.first..part.last + 1)
}

fn is_item(text: &Text<'_>, block: usize) -> bool {
    let kind = text.source.blocks.get(block).map(|b| b.kind);
    matches!(kind, Some(BlockKind::Bullet(_) | BlockKind::Numbered(..)))
}

/// The tokens of the neighbours of a part in a list: across one joint on each side ("A, B and C"),
/// or the beginnings of the items before and after.
pub(super) fn neighbours(text: &Text<'_>, part: Part) -> [Option<usize>; 2] {
    let sentence = text.sentence(part.first);
    let block = text.block(part.first);
    if is_item(text, block) && text.tokens_of_block(block).start == part.first {
        let beginning = |b: Option<usize>| {
            b.filter(|b| is_item(text, *b)).map(|b| text.tokens_of_block(b).start)
        };
        return [beginning(block.checked_sub(1)), beginning(Some(block + 1))];
    }
    let joins = |t: usize| text.is_mark(t, ',') || matches!(text.str(t), "and" | "or");
    let after = (part.last + 1 < sentence.end && joins(part.last + 1)).then(|| {
        let both = text.is_mark(part.last + 1, ',')
            && part.last + 2 < sentence.end
            && text.str(part.last + 2) == "and";
        part.last + 2 + usize::from(both)
    });
    let before = (part.first > sentence.start && joins(part.first - 1)).then(|| {
        let both = text.str(part.first - 1) == "and"
            && part.first > sentence.start + 1
            && text.is_mark(part.first - 2, ',');
        part.first.saturating_sub(2 + usize::from(both))
    });
    // "Clean Estuaries and the French firm Lumera Group": what leads up to the name is passed over.
    let after = after.map(|t| {
        let led_up = (t..sentence.end.min(t + 4))
            .take_while(|u| !matches!(text.str(*u), "who" | "which" | "whose" | "where"));
        let name = led_up.into_iter().find(|u| {
            text.tokens[*u].is_upper() && text.match_at(*u, EntryKind::Country).is_none()
        });
        name.unwrap_or(t)
    });
    [before, after].map(|t| t.filter(|t| sentence.contains(t)))
}
