//! What the words of a name tell by themselves: the head noun of an organisation, what belongs to
//! it on either side, a legal form, an acronym in brackets.

use crate::evidence::EntityKind;
use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::{Kind, Match, Text};

use super::cover::Covers;
use super::parts::Part;

/// The whole name and its kind, where its own words tell.
pub(super) fn by_name(
    text: &Text<'_>,
    covers: &Covers,
    part: Part,
) -> Option<(Part, EntityKind, &'static str)> {
    if part.last > part.first && text.is(part.last, class::LEGAL_SUFFIX) {
        return Some((part, EntityKind::Company, "legal form"));
    }
    let whole = extended(text, covers, part);
    let place = text.is(whole.last, class::PLACE_HEAD) && !text.is(whole.last, class::ORG_HEAD);
    if whole.words(text) >= 2
        && !place
        && text.is(whole.last, class::ORG_HEAD)
        && let Some(kind) = head_kind(text, whole.last)
    {
        return Some((whole, kind, "head noun"));
    }
    if whole.last > part.last
        && let Some(kind) = head_kind(text, part.last)
    {
        return Some((whole, kind, "head noun with of"));
    }
    acronym_after(text, whole).map(|_| (whole, EntityKind::Organisation, "acronym in brackets"))
}

/// The acronym in brackets after a name whose words it abbreviates: "Northern Cable Board (NCB)".
pub(super) fn acronym_after(text: &Text<'_>, part: Part) -> Option<(usize, usize)> {
    let (open, first) = (part.last + 1, part.last + 2);
    if !text.is_mark(open, '(') || part.words(text) < 2 || first >= text.tokens.len() {
        return None;
    }
    let letters = |t: usize| {
        text.tokens.get(t).is_some_and(|t| matches!(t.kind, Kind::Acronym | Kind::Capital))
    };
    // "(NCB)", "(NCB-EA)".
    let hyphenated = text.tokens.get(first + 1).is_some_and(|t| t.kind == Kind::Hyphen);
    let last = if hyphenated { first + 2 } else { first };
    if !letters(first) || !letters(last) || !text.is_mark(last + 1, ')') {
        return None;
    }
    let acronym = text.slice(first, last);
    let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
    let initial = text.str(part.first).chars().next()?;
    (acronym.starts_with(initial) && capitals >= 2).then_some((first, last))
}

/// Names that an acronym in brackets explains, whatever lists say of parts of them: "International
/// Force Norsund (INTERNOR)". The name is the longest run of capitalised words (and small ones
/// between them) before the bracket that begins with the acronym's first letter.
pub(super) fn bracketed(text: &Text<'_>) -> Vec<(Part, (usize, usize))> {
    let mut found = Vec::new();
    for open in 1..text.tokens.len() {
        if !text.is_mark(open, '(') || text.passage_of[open] != text.passage_of[open - 1] {
            continue;
        }
        let start = text.sentence(open).start;
        let (mut first, mut at) = (None, open);
        let Some(letter) =
            text.tokens.get(open + 1).and_then(|_| text.str(open + 1).chars().next())
        else {
            continue;
        };
        while at > start && open - at < 10 {
            at -= 1;
            let small = matches!(text.str(at), "of" | "for" | "and" | "the" | "on" | "&");
            let upper = text.tokens[at].is_upper();
            if !(upper || small || text.tokens[at].kind == Kind::Hyphen) {
                break;
            }
            if upper && text.str(at).starts_with(letter) {
                first = Some(at);
            }
        }
        let Some(first) = first.filter(|f| *f + 1 < open) else { continue };
        let part = Part { first, last: open - 1, opens: false };
        let listed = text
            .matches_at(first)
            .iter()
            .any(|m| m.last as usize == part.last && m.entry.kind == EntryKind::Organisation);
        if let Some(acronym) = acronym_after(text, part).filter(|_| !listed) {
            found.push((part, acronym));
        }
    }
    found
}

/// The last token of a name without its legal forms: "Velantis" of "Velantis Holdings plc" is not
/// reached, "Velantis Holdings" is.
pub(super) fn without_legal_form(text: &Text<'_>, part: Part) -> usize {
    let mut last = part.last;
    while last > part.first && (text.is(last, class::LEGAL_SUFFIX) || !text.tokens[last].is_word())
    {
        last -= 1;
    }
    last
}

/// The kind that a head noun gives.
fn head_kind(text: &Text<'_>, token: usize) -> Option<EntityKind> {
    if !text.is(token, class::ORG_HEAD.or(class::ORG_HEAD_OF)) || !text.tokens[token].is_upper() {
        return None;
    }
    let word = text.str(token).trim_end_matches('.').to_lowercase();
    text.lexicon.tables.org_heads.get(word.as_str()).copied()
}

/// The part with what belongs to it on either side: a country or city before a head noun ("Norsund
/// Chamber"), the complement of a head ("Ministry of Foreign Affairs", "Bank of Norsund").
fn extended(text: &Text<'_>, covers: &Covers, part: Part) -> Part {
    let mut whole = part;
    if !text.is(part.last, class::ORG_HEAD.or(class::ORG_HEAD_OF)) {
        return whole;
    }
    let sentence = text.sentence(part.first);
    if let Some(last) = complement(text, part.last, sentence.end) {
        whole.last = last;
    } else if let Some(last) = seat_after(text, covers, part.last, sentence.end) {
        whole.last = last;
    }
    let single = part.first == part.last && whole.last == part.last;
    let national = text.is(part.first, class::NOT_NAME);
    while let Some(before) = whole.first.checked_sub(1).filter(|b| *b >= sentence.start) {
        let spaced = text.tokens[whole.first].spaced;
        match covers.phrase(before) {
            Some(m) if spaced && belongs_to_name(text, m, part, single, national) => {
                whole.first = m.first as usize;
            }
            _ => break,
        }
    }
    whole
}

/// The last token of a city that ends the name of a house of learning: "Trinity College Dublin".
fn seat_after(text: &Text<'_>, covers: &Covers, head: usize, end: usize) -> Option<usize> {
    let next = head + 1;
    let house = matches!(text.str(head), "College" | "University" | "School" | "Institute");
    let city = text.match_at(next, EntryKind::City).filter(|_| house && next < end)?;
    (covers.phrase(next).is_some() && text.tokens[next].spaced).then_some(city.last as usize)
}

/// Whether a listed phrase before a name is part of it: a country or city where the head stands
/// alone ("Danish Parliament", not "Danish Velantis Group") or an article precedes ("the Norsund
/// Pilots Guild"), a rank that is an adjective here ("General Court").
fn belongs_to_name(text: &Text<'_>, m: &Match, part: Part, single: bool, national: bool) -> bool {
    let first = m.first as usize;
    let start = text.sentence(first).start;
    let article = first > start && text.is_word(first - 1, "the");
    // "in Norsund Velantis Group will build": the place is where it happens.
    let located =
        first > start && matches!(text.str(first - 1), "in" | "In" | "from" | "From" | "near");
    if !text.tokens[m.first as usize].is_upper() {
        return false;
    }
    match m.entry.kind {
        // "the Norse National Space Agency", but "the Norse Velantis Group".
        EntryKind::Country => {
            single || (article && (national || m.entry.field != 3)) || {
                !article && !located && always_together(text, m, part)
            }
        }
        EntryKind::City => single || article || !located,
        EntryKind::Role => {
            let (word, kind) = &text.lexicon.tables.roles[m.entry.row as usize];
            !word.contains(' ') && *kind == crate::lexicon::RoleKind::Rank
        }
        _ => false,
    }
}

/// Whether the first word of a name never stands without the place before it, and stands with it
/// more than once: "Danish Harbour Lines", where "Danish Velantis Group" is "Velantis" later.
fn always_together(text: &Text<'_>, m: &Match, part: Part) -> bool {
    let (place, word) = (text.str(m.last as usize), text.str(part.first));
    let mut together = 0;
    for token in 1..text.tokens.len() {
        if text.str(token) == word {
            if text.str(token - 1) != place {
                return false;
            }
            together += 1;
        }
    }
    together > 1
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
        let upper = text.tokens[at].is_upper() && !text.is(at, class::MONTH.or(class::WEEKDAY));
        if upper {
            last = Some(at);
        } else if text.tokens[at].kind != Kind::Hyphen {
            // "Ministry of Trade and Industry": what is joined must be capitalised, and no name of
            // its own.
            let joins = matches!(text.str(at), "and" | "&");
            let goes_on = at + 1 < end
                && text.tokens[at + 1].is_upper()
                && text.matches_at(at + 1).is_empty()
                && last.is_some_and(|l| text.matches_at(l).is_empty());
            if !(joins && goes_on) {
                break;
            }
        }
        at += 1;
    }
    last
}
