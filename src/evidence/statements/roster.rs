//! Lists that a noun announces: "the signatories include A, B and C", "These included: ...", a
//! heading "Founding members" with bullets below it.

use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Noun};
use crate::lexicon::vocabulary::EntryKind;
use crate::sources::BlockKind;
use crate::text::Kind;

use super::listing::{self, Holder};
use super::lists::{LISTED, introduces};
use super::subject::{Reader, Subject};
use super::{Statement, bodies};

/// Finds the lists of a passage; `meeting` tells that the passage before spoke of those who met.
pub(super) fn find(reader: Reader<'_>, meeting: bool, out: &mut Vec<Statement>) {
    let passage = reader.text.passage_of[reader.from] as usize;
    let block = reader.text.source.passages[passage].block as usize;
    if let Some(deed) = heading_above(reader, block) {
        if let Some(first) =
            listing::rightward(reader.text, reader.entities, reader.from, reader.end).first()
        {
            // "Peru: no decision yet" says more than the heading.
            let told = super::labels::told(reader, first.last + 1);
            let deed = told.unwrap_or(deed);
            push(reader, vec![*first], deed, first.first, "item under a heading", out);
        }
        return;
    }
    if meeting && let Some(at) = these_included(reader) {
        let holders = listing::rightward(reader.text, reader.entities, at, reader.end);
        push(reader, holders, Deed::Attend, at - 1, "list of those who met", out);
        return;
    }
    nouns(reader, out);
}

/// "the signatories include", "key players in the pact are", "the new member is".
fn nouns(reader: Reader<'_>, out: &mut Vec<Statement>) {
    let text = reader.text;
    let rosters = EntryKind::Roster.bit();
    let names = EntryKind::Subject.bit() | EntryKind::Undertaking.bit();
    if !text.holds_phrase(text.passage_of[reader.from] as usize, rosters | names) {
        return;
    }
    for token in (reader.from..reader.end).filter(|t| text.begins_any(*t, rosters)) {
        let Some(m) = text.match_at(token, EntryKind::Roster) else { continue };
        let deed = text.lexicon.commitments.rosters[m.entry.row as usize];
        let after = m.last as usize + 1;
        if let Some(subject) = predicate(reader, m.first as usize) {
            push(reader, subject.holders, deed, token, "one of those named by a noun", out);
            return;
        }
        if let Some(holders) = enclosed(reader, after) {
            push(reader, holders, deed, token, "list behind its noun", out);
            return;
        }
        let Some(verb) = verb_after(reader, after) else { continue };
        let mut at = verb + 1;
        while at < reader.end
            && (text.is(at, class::GAP) || matches!(text.str(at), "the" | ":" | "mainly"))
            && reader.entities.covering(at).is_none()
        {
            at += 1;
        }
        let holders = listing::rightward(text, reader.entities, at, reader.end);
        if !holders.is_empty() {
            push(reader, holders, deed, token, "announced list", out);
            if let Some(more) = besides(reader) {
                push(reader, more, deed, token, "announced list", out);
            }
            return;
        }
    }
    if let Some((at, holders)) = includes(reader) {
        push(reader, holders, Deed::Join, at, "list of what it includes", out);
        return;
    }
    // "The League (A, B and C) met".
    let mut names = text
        .matches_within(reader.from..reader.end)
        .iter()
        .filter(|m| m.entry.kind == EntryKind::Subject)
        .filter_map(|m| Some((m.first as usize, enclosed(reader, m.last as usize + 1)?)));
    if let Some((at, holders)) = names.next() {
        push(reader, holders, Deed::Join, at, "list behind its noun", out);
    }
}

/// "The League also includes A and B", "the pact brings together A, B and C".
fn includes(reader: Reader<'_>) -> Option<(usize, Vec<super::Holder>)> {
    let text = reader.text;
    let lists = &text.lexicon.commitments;
    let group = |t: usize| {
        text.match_at(t, EntryKind::Subject).or_else(|| {
            let noun = |m: &crate::text::Match| {
                matches!(lists.nouns[m.entry.row as usize], Noun::Group | Noun::Instrument)
                    && super::object::is_definite(text, t, reader.from + 1)
            };
            text.match_at(t, EntryKind::Undertaking).filter(noun)
        })
    };
    let names = EntryKind::Subject.bit() | EntryKind::Undertaking.bit();
    let mut starts = (reader.from..reader.end).filter(|t| text.begins_any(*t, names));
    let (at, name) = starts.find_map(|t| Some((t, group(t)?)))?;
    let mut verb = name.last as usize + 1;
    // "the pact, which also includes".
    let relative = verb + 1 < reader.end
        && text.is_mark(verb, ',')
        && matches!(text.str(verb + 1), "which" | "that");
    verb += 2 * usize::from(relative);
    while verb < reader.end && super::group::is_adverb(text, verb) {
        verb += 1;
    }
    let word = |t: usize| if t < reader.end { text.str(t) } else { "" };
    let list = match (word(verb), word(verb + 1)) {
        ("includes" | "included" | "comprises" | "comprised" | "unites" | "groups", _) => verb + 1,
        ("consists" | "consisted", "of") | ("brings" | "brought", "together") => verb + 2,
        _ => return None,
    };
    let holders = listing::rightward(text, reader.entities, list, reader.end);
    (!holders.is_empty() && at < reader.from + 8).then_some((at, holders))
}

/// The subject of "A and B are among the [signatories]".
fn predicate(reader: Reader<'_>, noun: usize) -> Option<Subject> {
    let text = reader.text;
    let lowest = reader.from.max(noun.saturating_sub(6));
    let part = |t: &usize| matches!(text.str(*t), "among" | "one" | "two" | "three" | "some");
    let among = (lowest..noun).rev().find(part)?;
    let group = super::group::before(text, among, reader.from, false);
    let open = matches!(group.force, Force::Plain | Force::Commit);
    let subject = reader.subject(group.start).filter(|_| group.be && open)?;
    (!subject.holders.is_empty() && !subject.neither).then_some(subject)
}

/// The list of two or more in brackets or dashes that begin at token `open`.
fn enclosed(reader: Reader<'_>, open: usize) -> Option<Vec<super::Holder>> {
    let text = reader.text;
    let mark =
        open < reader.end && (text.is_mark(open, '(') || text.tokens[open].kind == Kind::Dash);
    if !mark {
        return None;
    }
    let holders = listing::rightward(text, reader.entities, open + 1, reader.end);
    (holders.len() >= 2).then_some(holders)
}

/// The list with which a sentence opens: "Besides A and B, the members are C and D".
fn besides(reader: Reader<'_>) -> Option<Vec<super::Holder>> {
    let text = reader.text;
    let word = |at: usize| if at < reader.end { text.str(at) } else { "" };
    let at = match (word(reader.from), word(reader.from + 1)) {
        ("Besides" | "Alongside" | "Beside", _) => reader.from + 1,
        ("Apart" | "Aside", "from") | ("Along" | "Together", "with") => reader.from + 2,
        ("In", "addition") => reader.from + 3,
        _ => return None,
    };
    let comma = (at..reader.end).rev().find(|t| text.is_mark(*t, ','))?;
    Some(listing::rightward(text, reader.entities, at, comma)).filter(|h| !h.is_empty())
}

/// The verb or colon that opens the list after its noun, over "of the pact" and the like.
fn verb_after(reader: Reader<'_>, from: usize) -> Option<usize> {
    let text = reader.text;
    for at in from..reader.end.min(from + 9) {
        if matches!(
            text.str(at),
            "include"
                | "includes"
                | "included"
                | "including"
                | "comprise"
                | "are"
                | "is"
                | "were"
                | ":"
        ) {
            let negated = at + 1 < reader.end && text.is(at + 1, class::NEGATION);
            return (!negated).then_some(at);
        }
        let prepositional =
            at > from || matches!(text.str(at), "of" | "in" | "at" | "to" | "so" | "from");
        if !prepositional
            || !matches!(
                text.tokens[at].kind,
                Kind::Lower | Kind::Capital | Kind::Open(_) | Kind::Close(_)
            )
        {
            return None;
        }
    }
    None
}

/// "These included: A", "Among them were A", "They included A".
fn these_included(reader: Reader<'_>) -> Option<usize> {
    let text = reader.text;
    let word = |offset: usize| {
        let at = reader.from + offset;
        if at < reader.end { text.str(at) } else { "" }
    };
    let length = match (word(0), word(1)) {
        ("These" | "They" | "Those", "included" | "include" | "were" | "comprised")
        | ("Among", "them" | "these" | "those") => 2,
        _ => return None,
    };
    let mut at = reader.from + length;
    while at < reader.end && (introduces(reader, at) || text.is(at, class::GAP)) {
        at += 1;
    }
    (at < reader.end).then_some(at)
}

/// What the heading or the sentence that ends in a colon above a list says of its items.
fn heading_above(reader: Reader<'_>, block: usize) -> Option<Deed> {
    let blocks = &reader.text.source.blocks;
    let item = |kind: BlockKind| matches!(kind, BlockKind::Bullet(_) | BlockKind::Numbered(..));
    if !item(blocks[block].kind) {
        return None;
    }
    // Long lists: the search upwards is bounded, so that it stays linear.
    let above = (0..block).rev().take(200).find(|b| !item(blocks[*b].kind))?;
    let tokens = reader.text.tokens_of_block(above);
    let last = tokens.end.checked_sub(1)?;
    let heading = matches!(blocks[above].kind, BlockKind::Heading(_)) || tokens.len() <= 4;
    let colon = reader.text.is_mark(last, ':');
    if !(heading || colon) {
        return None;
    }
    let passage = reader.text.tokens_of(reader.text.passage_of[last] as usize);
    let asks = matches!(reader.text.str(passage.start), "What" | "How" | "Why" | "When" | "Where");
    if heading
        && !asks
        && passage.len() <= 5
        && let Some(deed) = super::answers::by_words(reader.text, passage.start, last + 1)
    {
        return Some(deed);
    }
    let m = passage.clone().find_map(|t| reader.text.match_at(t, EntryKind::Roster))?;
    // A heading must be the noun and little else: "What members want" announces no members.
    let bare = passage.len() <= (m.last - m.first) as usize + 5;
    // "The founding members are:" announces them; "Participants agreed on four points:" does not.
    let colon = colon && (m.last as usize) + 4 >= last;
    let question = reader.text.is_mark(last, '?');
    (!question && (bare || colon))
        .then(|| reader.text.lexicon.commitments.rosters[m.entry.row as usize])
}

fn push(
    reader: Reader<'_>,
    holders: Vec<Holder>,
    deed: Deed,
    at: usize,
    rule: &'static str,
    out: &mut Vec<Statement>,
) {
    let holders = bodies(reader, Subject { holders, ..Subject::default() });
    let (Some(_), Some(last)) = (holders.first(), holders.last()) else { return };
    let head = (at, last.last);
    out.push(Statement {
        holders,
        deed,
        force: Force::Plain,
        modal: false,
        noun: false,
        sentence: reader.from,
        head,
        object: last_range(reader),
        has: LISTED,
        money: false,
        none: false,
        elliptic: false,
        weak: false,
        opposes: false,
        stance: None,
        rule,
    });
}

fn last_range(reader: Reader<'_>) -> std::ops::Range<usize> {
    reader.end..reader.end
}
