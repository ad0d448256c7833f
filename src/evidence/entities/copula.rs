//! Offices that a sentence gives by its verb: "NAME became executive secretary of BODY".

use crate::lexicon::class;
use crate::lexicon::vocabulary::EntryKind;
use crate::text::Text;

use super::cover::Covers;
use super::roles::{index, stretch_before};
use super::{Entities, Held, Named, affiliation};

/// "NAME became executive secretary of BODY", "NAME is a professor at BODY".
pub(super) fn became(
    text: &Text<'_>,
    covers: &Covers,
    entities: &Entities,
    named: &Named,
) -> Option<Held> {
    let end = text.sentence(named.last as usize).end;
    let mut verb = named.last as usize + 1;
    if verb < end && text.is_mark(verb, ',') {
        // "NAME, a sailor who knew ships, became": the verb stands behind the apposition.
        verb = (verb + 1..end.min(verb + 20)).find(|t| text.is_mark(*t, ','))? + 1;
    }
    let first =
        (verb..end.min(verb + 4)).find(|t| !text.is(*t, class::AUXILIARY.or(class::GAP)))?;
    let be = first > verb && text.match_ending(first - 1, EntryKind::Role).is_none();
    let takes = text.is(first, class::TAKING_OFFICE);
    let mut head = if takes { first + 1 } else { first };
    let serves = takes && head < end && text.is_word(head, "as");
    head += usize::from(serves);
    let article = head < end && ["a", "an", "the"].iter().any(|w| text.is_word(head, w));
    head += usize::from(article);
    if head >= end || !(takes || (be && article)) {
        return None;
    }
    let role = (head..end.min(head + 4)).find_map(|t| covers.role(t))?;
    let (role_first, role_last) = (role.first as usize, role.last as usize);
    let stretch = stretch_before(text, entities, role_first, head);
    let (body, last) = match stretch.body {
        Some(found) => (Some(found), role_last),
        None => affiliation::after_role(text, entities, role_last, end),
    };
    // "is the host", "is the host of a summit": a word for the moment, unless it is said of which.
    let of = role_last + 2 < end && text.is_word(role_last + 1, "of");
    let any = || ["a", "an"].iter().any(|w| text.is_word(role_last + 2, w));
    let told = body.is_some() || (of && !any());
    (stretch.first == head && (takes || told)).then(|| Held {
        person: named.entity,
        role: stretch.words(text, role_last),
        body,
        of_subject: false,
        first: index(head),
        last: index(last),
        rule: "role after verb of taking office",
    })
}
