//! What a claim states, as a sentence that is true of it and well-formed whatever the names in it.
//!
//! They stand alone because they are kept in editions for good. Names and labels stand where no
//! article or ending depends on them; what a source words stands between quotation marks, verbatim.

use crate::config::Config;
use crate::evidence::MemberRole;
use crate::pages::words::{date_text, stance_label};
use crate::subject::{
    Disagreement, EarlierCase, Happening, Measure, Office, Quote, Stance, Verdict,
};

/// How many words of a passage are shown on either side of those that are meant.
const AROUND: usize = 14;

pub(super) fn definition(subject: &str, passage: &str) -> String {
    format!("{subject} is described: {}", closed(passage))
}

pub(super) fn member(name: &str, role: MemberRole) -> String {
    let role = match role {
        MemberRole::Member => "a member",
        MemberRole::Candidate => "a possible member",
        MemberRole::Observer => "having taken part in meetings",
        MemberRole::Opponent => "opposed",
        MemberRole::Other => "otherwise concerned",
    };
    format!("{name} is named as {role}.")
}

pub(super) fn position(config: &Config, member: &str, stance: &Stance) -> String {
    let label = stance_label(config, &stance.axis, &stance.stance);
    let question = config.positions.get(&stance.axis).map_or("", |axis| &*axis.question);
    let on = if question.is_empty() {
        stance.axis.replace(['-', '_'], " ")
    } else {
        format!("“{question}”")
    };
    format!("The position of {member} on {on} is given as “{label}”.")
}

pub(super) fn person(name: &str) -> String {
    format!("{name} is among the people named.")
}

pub(super) fn role(person: &str, office: &Office) -> String {
    let body = office.affiliation.as_ref().map_or_else(String::new, |body| format!(" ({body})"));
    format!("{person} is described as “{}”{body}.", office.role)
}

pub(super) fn figure(measure: &Measure, words: &str, passage: &str) -> String {
    let by = match &measure.asserted_by {
        Some(by) => format!(", asserted by {by}"),
        None => String::new(),
    };
    let bound = measure.bound_words.as_ref().map_or_else(String::new, |said| format!("{said} "));
    format!("The figure “{bound}{words}” is given{by}: {}", closed(passage))
}

pub(super) fn event(happening: &Happening, passage: &str, language: &str) -> String {
    let text = |date| date_text(date, language);
    let passage = closed(passage);
    match (happening.date, happening.until) {
        (Some(from), Some(until)) => {
            format!("Dated from {} to {}: {passage}", text(from), text(until))
        }
        (Some(date), None) if happening.inferred => {
            format!("Dated {} (inferred): {passage}", text(date))
        }
        (Some(date), None) => format!("Dated {}: {passage}", text(date)),
        (None, _) => format!("Dated only “{}”: {passage}", happening.when),
    }
}

pub(super) fn quotation(quote: &Quote) -> String {
    match &quote.speaker {
        Some(speaker) => format!("{speaker} is quoted: {}", fragment(&quote.text)),
        None => format!("Words are quoted whose speaker is not stated: {}", fragment(&quote.text)),
    }
}

pub(super) fn precedent(case: &EarlierCase, language: &str) -> String {
    let date = case.date.map(|date| format!(" ({})", date_text(date, language)));
    format!("{}{} is mentioned as an earlier case.", case.name.value, date.unwrap_or_default())
}

pub(super) fn disagreement(entry: &Disagreement) -> String {
    let about = &entry.about;
    let sides: Vec<String> = entry.sides.iter().map(|side| format!("“{}”", side.value)).collect();
    let sides = sides.join(", ");
    match entry.verdict {
        Verdict::Conflict => format!("The sources differ on {about}: {sides}."),
        Verdict::DifferentMeasure => {
            format!("The sources count different things under “{about}”: {sides}.")
        }
        Verdict::ChangedOverTime => {
            format!("What the sources say on {about} changed over time: {sides}.")
        }
        Verdict::HeadlineVsBody => {
            format!("On {about}, a headline differs from its text: {sides}.")
        }
    }
}

/// A passage between quotation marks, which ends the sentence where it ends one itself.
fn closed(passage: &str) -> String {
    let passage = passage.trim();
    let stop = if passage.ends_with(['.', '?', '!', '…', '”', '"']) { "" } else { "." };
    format!("“{passage}”{stop}")
}

/// A part of a sentence between quotation marks, and the end of ours. A comma or full stop at its
/// end belongs to the sentence that it was taken from.
fn fragment(words: &str) -> String {
    let words = words.trim().trim_end_matches(['.', ',', ';', ':']).trim_end();
    let stop = if words.ends_with(['?', '!']) { "" } else { "." };
    format!("“{words}”{stop}")
}

/// A passage around the bytes `start..end`, cut at words, with an ellipsis where it is cut.
pub(super) fn clipped(passage: &str, start: usize, end: usize) -> String {
    let (Some(before), Some(middle), Some(after)) =
        (passage.get(..start), passage.get(start..end), passage.get(end..))
    else {
        return passage.to_owned();
    };
    let mut out = String::new();
    let from = before.char_indices().rev().filter(|(_, c)| c.is_whitespace()).nth(AROUND);
    match from {
        Some((at, space)) => {
            out.push('…');
            out.push_str(&before[at + space.len_utf8()..]);
        }
        None => out.push_str(before),
    }
    out.push_str(middle);
    match after.char_indices().filter(|(_, c)| c.is_whitespace()).nth(AROUND) {
        Some((at, _)) => {
            out.push_str(after[..at].trim_end_matches([',', ';', ':']));
            out.push('…');
        }
        None => out.push_str(after),
    }
    out
}
