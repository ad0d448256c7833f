//! Holders that stand after their deed: "led by A and B", "leaders took part, including those from
//! A and B", "as did A", "plans to send A's and B's soldiers".

use crate::evidence::entities::Form;
use crate::lexicon::class;
use crate::lexicon::commitments::{Deed, Force, Noun, Objects};
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Kind;

use super::listing::{self, Holder};
use super::subject::{Reader, Subject};
use super::{Statement, bodies, object};

/// "the pact is led by A and B", "delegations from A and B".
pub(super) fn passive(
    reader: Reader<'_>,
    mut statement: Statement,
    at: usize,
    right: bool,
) -> Option<Statement> {
    let last = statement.head.1;
    if !right || reader.text.is_word(last, "by") {
        // What is led, joined or rejected must be the undertaking.
        let about = undertaking_before(reader, statement.head.0)
            && matches!(statement.deed, Deed::Lead | Deed::Join | Deed::Support | Deed::Oppose);
        let attended = statement.deed == Deed::Attend;
        let given = statement.deed == Deed::Act && object_before(reader, &mut statement);
        let after = statement.deed == Deed::Lead && undertaking_after(reader, at);
        // "They were joined by A": those who belong were.
        let joined = statement.deed == Deed::Join && followed(reader, statement.head.0);
        if !(about || attended || given || after || joined) {
            return None;
        }
        if about || joined {
            statement.has.0 |= Objects::UNDERTAKING.0;
        }
    }
    let holders = listing::rightward(reader.text, reader.entities, at, reader.end);
    statement.holders = bodies(reader, Subject { holders, ..Subject::default() });
    statement.rule = "holders after deed";
    (!statement.holders.is_empty()).then_some(statement)
}

/// Whether what others join by a passive is the undertaking or those who belong to it: no person who
/// is joined on a stage, nobody who is joined in doing something else.
fn followed(reader: Reader<'_>, head: usize) -> bool {
    let text = reader.text;
    let group = super::group::before(text, head, reader.from, false);
    let doing = (head + 1..reader.end).any(|t| {
        matches!(text.str(t), "in" | "at") && t + 1 < reader.end && text.str(t + 1).ends_with("ing")
    });
    let Some(last) = group.start.checked_sub(1).filter(|t| *t >= reader.from) else { return false };
    let word = text.str(last).to_ascii_lowercase();
    let open = matches!(word.as_str(), "they" | "these" | "those" | "it" | "which" | "and");
    let several = || reader.ending_at(last).is_some_and(|s| s.holders.len() > 1);
    group.be && !doing && (open || several())
}

/// Takes what stands before a passive for its object: "$3 million has been pledged by NAME".
fn object_before(reader: Reader<'_>, statement: &mut Statement) -> bool {
    let text = reader.text;
    let head = statement.head.0;
    let lowest = reader.from.max(head.saturating_sub(12));
    let ends = |t: &usize| {
        matches!(text.tokens[*t].kind, Kind::Mark(',' | ';' | ':') | Kind::Dash)
            || matches!(text.str(*t), "but" | "while")
    };
    let start = (lowest..head).rev().find(ends).map_or(lowest, |t| t + 1);
    let axis = (start..head).any(|t| text.is(t, class::AXIS));
    let money = (start..head).any(|t| {
        text.is(t, class::MONEY) || matches!(text.tokens[t].kind, Kind::Mark('€' | '$' | '£' | '¥'))
    });
    if axis || money {
        statement.object = start..head;
        statement.has.0 |= if axis { Objects::AXIS.0 } else { Objects::MONEY.0 };
        statement.money |= money;
    }
    axis || money
}

/// "Led by A and B, the pact": whether the undertaking follows the list that begins at `at`.
fn undertaking_after(reader: Reader<'_>, at: usize) -> bool {
    let text = reader.text;
    let commas = (at..reader.end).filter(|t| text.is_mark(*t, ','));
    commas.take(6).any(|comma| {
        (comma + 1..reader.end.min(comma + 5)).any(|t| {
            text.match_at(t, EntryKind::Subject).is_some()
                || (text.match_at(t, EntryKind::Undertaking).is_some()
                    && object::is_definite(text, t, comma + 1))
        })
    })
}

/// Whether the holders of a deed stand after it and a form of "be": "Also present were A and B",
/// "Among those that attended the talks were A and B".
pub(super) fn is_inverted(reader: Reader<'_>, statement: &Statement) -> bool {
    let text = reader.text;
    let (first, last) = statement.head;
    // "Joining them are A and B".
    let opens = first == reader.from && text.str(first).ends_with("ing");
    if statement.deed == Deed::Join && opens {
        return true;
    }
    if text.is_word(first, "there") {
        return false;
    }
    let early = first <= reader.from + 2 && last + 1 < reader.end && text.is(last + 1, class::BE);
    let among = matches!(text.str(reader.from), "Among" | "among");
    (statement.deed == Deed::Attend && early) || (among && statement.force != Force::Not)
}

/// The statement of an inverted sentence.
pub(super) fn inverted(reader: Reader<'_>, mut statement: Statement) -> Option<Statement> {
    let from = statement.head.1 + 1;
    let be = (from..reader.end.min(from + 12)).find(|t| reader.text.is(*t, class::BE))?;
    let holders = listing::rightward(reader.text, reader.entities, be + 1, reader.end);
    statement.holders = bodies(reader, Subject { holders, ..Subject::default() });
    statement.rule = "holders after deed and verb";
    (!statement.holders.is_empty()).then_some(statement)
}

/// Whether the noun before a participle, or the subject of the sentence, is the undertaking.
fn undertaking_before(reader: Reader<'_>, head: usize) -> bool {
    let text = reader.text;
    let named = (reader.from..head).any(|t| text.match_at(t, EntryKind::Subject).is_some());
    (reader.from.max(head.saturating_sub(6))..head).rev().any(|t| {
        text.match_at(t, EntryKind::Subject).is_some()
            || text.match_at(t, EntryKind::Undertaking).is_some_and(|m| {
                match text.lexicon.commitments.nouns[m.entry.row as usize] {
                    Noun::Group => true,
                    Noun::Plan | Noun::Instrument | Noun::Word => {
                        named || object::is_definite(text, t, reader.from + 1)
                    }
                    Noun::Event => named,
                    Noun::Delegation => false,
                }
            })
    })
}

/// "plans to send French and British soldiers": the adjectives tell whose.
pub(super) fn sent(reader: Reader<'_>, statement: &Statement) -> Option<Statement> {
    // Who trains or builds up another's soldiers does not send them.
    if statement.deed != Deed::Act || statement.weak {
        return None;
    }
    let range = statement.object.start..statement.object.end.min(statement.object.start + 6);
    let named = reader.entities.within(range.clone());
    let adjectives: Vec<Holder> = named
        .iter()
        .take_while(|n| n.form == Form::Adjective)
        .map(|n| Holder { entity: n.entity, first: n.first as usize, last: n.last as usize })
        .collect();
    let begins = adjectives.first().is_some_and(|h| h.first == range.start);
    if !begins {
        return None;
    }
    let mut statement = statement.clone();
    statement.holders = adjectives;
    statement.rule = "adjective of what is sent";
    Some(statement)
}

/// "leaders took part, including those from A, B and C, alongside D".
pub(super) fn including(reader: Reader<'_>, mut statement: Statement) -> Option<Statement> {
    let text = reader.text;
    let attends = statement.deed == Deed::Attend;
    let done = matches!(statement.force, Force::Plain | Force::Commit);
    if !(attends || done && matches!(statement.deed, Deed::Join | Deed::Support | Deed::Oppose)) {
        return None;
    }
    let from = statement.head.1 + 1;
    let at = (from..reader.end).find(|t| {
        // Who signs is named behind a comma: "signed deals including".
        let apart = attends || (text.is_mark(*t - 1, ','));
        apart && matches!(text.str(*t), "including" | "among" | "alongside" | "plus")
            || (text.is_word(*t, "as") && *t > from && text.is_word(*t - 1, "well"))
    })?;
    let mut list = at + 1;
    while list < reader.end
        && (matches!(
            text.str(list),
            "those"
                | "from"
                | "them"
                | "representatives"
                | "leaders"
                | "the"
                | "of"
                | "ministers"
                | "delegations"
        ))
        && reader.entities.covering(list).is_none()
    {
        list += 1;
    }
    let holders = listing::rightward(text, reader.entities, list, reader.end);
    statement.holders = bodies(reader, Subject { holders, ..Subject::default() });
    statement.rule = "list of those who attend";
    (!statement.holders.is_empty()).then_some(statement)
}

/// "is leading the plans alongside NAME", "together with NAME".
pub(super) fn alongside(reader: Reader<'_>, statement: &Statement, holders: &mut Vec<Holder>) {
    if !matches!(statement.deed, Deed::Lead | Deed::Join | Deed::Attend) {
        return;
    }
    let text = reader.text;
    let with = statement.object.clone().find(|t| {
        text.is_word(*t, "alongside")
            || (text.is_word(*t, "with")
                && (matches!(text.str(*t - 1), "together" | "forces" | "up")
                    || (statement.deed == Deed::Lead
                        && reader
                            .entities
                            .covering(*t + 1)
                            .is_some_and(|n| n.first as usize == *t + 1))))
    });
    if let Some(with) = with {
        holders.extend(listing::rightward(text, reader.entities, with + 1, reader.end));
    }
}

/// "So will A." repeats what the passage before stated; "as did A and B" what this one did.
pub(super) fn echoes(reader: Reader<'_>, before: usize, out: &mut Vec<Statement>) {
    let text = reader.text;
    let helps = |t: usize| {
        t < reader.end
            && matches!(
                text.str(t),
                "did"
                    | "do"
                    | "does"
                    | "will"
                    | "would"
                    | "has"
                    | "have"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
            )
    };
    // "so did A", "neither will A", "as did A and B", "So, eventually, did A".
    let helper = |t: usize| {
        let gap = |t: &usize| text.is_mark(*t, ',') || super::group::is_adverb(text, *t);
        (t + 1..reader.end.min(t + 5)).find(|t| !gap(t)).filter(|t| helps(*t))
    };
    let opens = |t: usize| {
        matches!(text.str(t), "so" | "So" | "neither" | "Neither" | "nor" | "Nor")
            && helper(t).is_some()
    };
    let after = |t: usize| helper(t).map_or(t + 2, |t| t + 1);
    let own = |at: usize| out[before..].iter().rev().find(|s| s.head.0 < at).cloned();
    let (at, model) = if opens(reader.from) {
        // Of the sentence right before, and "neither" of what it denies.
        let denies = !matches!(text.str(reader.from), "So");
        let last = before.checked_sub(1).and_then(|last| out.get(last));
        let fits = |s: &&Statement| {
            let negative = s.force == Force::Decline
                || matches!(s.deed, Deed::Oppose | Deed::Decline | Deed::Absent | Deed::Undecided);
            s.sentence == reader.earlier && (!denies || negative)
        };
        (after(reader.from), last.filter(fits).cloned())
    } else if out.len() == before {
        return;
    } else {
        let echo = |t: &usize| {
            let joined = text.is_mark(*t - 1, ',') || text.is_mark(*t - 1, ';');
            (text.is_word(*t, "as") && helps(*t + 1) && text.is_mark(*t - 1, ','))
                || (opens(*t) && (joined || matches!(text.str(*t - 1), "and" | "but")))
        };
        let Some(at) = (reader.from + 1..reader.end).find(echo) else { return };
        (after(at), own(at))
    };
    let Some(mut statement) = model else { return };
    let holders =
        listing::rightward(text, reader.entities, list_after_count(reader, at), reader.end);
    statement.holders = bodies(reader, Subject { holders, ..Subject::default() });
    let (Some(first), Some(last)) = (statement.holders.first(), statement.holders.last()) else {
        return;
    };
    statement.head = (first.first.saturating_sub(1), last.last);
    statement.rule = "echo of a statement";
    out.push(statement);
}

/// Where the names begin that "two smaller rivals," announces at token `at`; else `at`.
fn list_after_count(reader: Reader<'_>, at: usize) -> usize {
    let text = reader.text;
    let counts = at < reader.end && text.is(at, class::NUMERAL);
    let plain = |t: &usize| text.tokens[*t].kind == Kind::Lower;
    let stop = (at..reader.end.min(at + 6)).find(|t| !plain(t));
    match stop {
        Some(stop) if counts && (text.is_mark(stop, ',') || text.is_mark(stop, ':')) => stop + 1,
        _ => at,
    }
}

/// Whether a token is a mark that introduces a list.
pub(super) fn introduces(reader: Reader<'_>, token: usize) -> bool {
    matches!(reader.text.tokens[token].kind, Kind::Mark(':'))
        || reader.text.is(token, crate::lexicon::class::BE)
}

/// Whatever stands in a list belongs.
pub(super) const LISTED: Objects =
    Objects(Objects::ANY.0 | Objects::UNDERTAKING.0 | Objects::EVENT.0);
