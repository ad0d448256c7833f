//! Later mentions: surnames, acronyms and short forms of entities that the article introduced, in
//! its headlines too.

use crate::lexicon::class;
use crate::text::{Kind, Text};

use super::Form;
use super::cover::{Cover, Covers};
use super::parts::Part;
use super::register::Register;

/// Ties every uncovered capitalised word that is a known form to its entity. `unexplained` are the
/// parts of which nothing is known; a known form inside a longer one of them names something else.
pub(super) fn find(
    text: &Text<'_>,
    covers: &Covers,
    unexplained: &[Part],
    register: &mut Register,
) {
    let mut buffer = String::new();
    let mut last_named = vec![0usize; register.list().len()];
    let mut parts = unexplained.iter().peekable();
    let mut at = 0;
    while at < text.tokens.len() {
        let particle = || text.tokens[at].kind == Kind::Lower && text.is(at, class::PARTICLE);
        // "in May" is no minister of that name.
        let month = || text.is(at, class::MONTH) && at > 0 && text.is(at - 1, class::FUNCTION);
        if !(text.tokens[at].is_upper() || particle()) || month() || covers.at(at) != Cover::None {
            at += 1;
            continue;
        }
        while parts.next_if(|p| p.last < at).is_some() {}
        let inside = parts.peek().filter(|p| p.first <= at).copied();
        let forms = register.known_at(text, at, &mut buffer);
        let fitting = forms.iter().filter(|(last, ..)| {
            inside.is_none_or(|p| stands_alone(text, *p, at, *last))
                && (at..=*last).all(|t| covers.at(t) == Cover::None)
        });
        // The longest; of several people of one surname the one named last.
        let best = fitting
            .max_by_key(|(last, entity, short)| (*last, !*short, last_named[*entity as usize]));
        match best.copied() {
            Some((last, entity, _)) => {
                register.mention(entity, at, last, Form::Name);
                last_named[entity as usize] = at;
                at = last + 1;
            }
            None => at += 1,
        }
    }
}

/// Whether tokens `first..=last` are the whole part, or joined to its rest by hyphens only
/// ("a Bell-Ortega meeting").
fn stands_alone(text: &Text<'_>, part: Part, first: usize, last: usize) -> bool {
    let before = first == part.first || text.tokens[first - 1].kind == Kind::Hyphen;
    let after = last == part.last || text.tokens[last + 1].kind == Kind::Hyphen;
    before && after
}
