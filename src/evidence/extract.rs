//! Runs every extractor over one article: the only place that names them all.

use indexmap::IndexMap;

use super::corpus::KnownName;
use super::entities::{self, Entities, Form};
use super::{Evidence, Mention, Role};
use super::{
    definitions, events, figures, positions, precedents, quotations, relations, statements,
};
use crate::config::Axis;
use crate::diagnostic::Checked;
use crate::lexicon::Lexicon;
use crate::sources::Source;
use crate::text::Text;

/// What one article says. `axes` are those of `sitegen.yaml`, whose cues the `lexicon` knows;
/// `known` are names that other articles introduce.
pub fn extract(
    source: &Source,
    lexicon: &Lexicon,
    axes: &IndexMap<String, Axis>,
    known: &[KnownName],
) -> Checked<Evidence> {
    let text = Text::new(source, lexicon);
    let found = entities::recognise(&text, known);
    let times = events::time::scan(&text);
    let (figures, mut abstentions) = figures::extract(&text, &found, &times);
    let (events, undated) = events::extract(&text, &found, times);
    abstentions.extend(undated);
    let stated = statements::find(&text, &found);
    let (relations, unrelated) = relations::extract(&text, &found, &stated);
    abstentions.extend(unrelated);
    let (positions, unclear) = positions::extract(&text, &found, axes, &stated);
    abstentions.extend(unclear);
    let (quotations, unquoted) = quotations::extract(&text, &found);
    abstentions.extend(unquoted);
    let evidence = Evidence {
        source: Some(source.id.clone()),
        mentions: mentions(&text, &found),
        roles: roles(&text, &found),
        events,
        figures,
        definitions: definitions::extract(&text),
        precedents: precedents::extract(&text, &found),
        relations,
        positions,
        quotations,
        abstentions,
        entities: found.list,
        unexplained: found.unexplained,
        seats: found.seats,
    };
    Checked::clean(evidence)
}

fn mentions(text: &Text<'_>, found: &Entities) -> Vec<Mention> {
    let mention = |named: &entities::Named| Mention {
        entity: named.entity,
        span: text.span(named.first as usize, named.last as usize),
        direct: named.form == Form::Name,
    };
    found.named.iter().map(mention).collect()
}

fn roles(text: &Text<'_>, found: &Entities) -> Vec<Role> {
    let role = |held: &entities::Held| Role {
        person: held.person,
        role: held.role.clone(),
        affiliation: held.body.map_or_else(
            || text.lexicon.subject.first().filter(|_| held.of_subject).cloned(),
            |body| Some(found.get(body).name.clone()),
        ),
        body: held.body,
        span: text.span(held.first as usize, held.last as usize),
        rule: held.rule.to_owned(),
    };
    found.roles.iter().map(role).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{Block, BlockKind, Meta, Passage};
    use crate::span::{PassageId, SourceId};

    #[test]
    fn entities_become_claims_with_their_words() {
        let text = "Estonian Prime Minister Kadri Tamm praised Norway.".to_owned();
        let end = u32::try_from(text.len()).unwrap();
        let passage = Passage { id: PassageId::of(&text, 1), block: 0, start: 0, end };
        let source = Source {
            id: SourceId::new("one"),
            meta: Meta::default(),
            blocks: vec![Block { kind: BlockKind::Paragraph, text, marks: Vec::new() }],
            passages: vec![passage],
            of_block: std::iter::once(0..1).collect(),
        };
        let evidence = extract(&source, &Lexicon::builtin(), &IndexMap::new(), &[]).value;
        let words = |m: &Mention| source.words(&m.span).map(str::to_owned);
        let named: Vec<_> = evidence.mentions.iter().filter_map(words).collect();
        assert!(named.contains(&"Kadri Tamm".to_owned()), "{named:?}");
        assert!(named.contains(&"Norway".to_owned()), "{named:?}");
        assert_eq!(evidence.roles[0].affiliation.as_deref(), Some("Estonia"));
        let estonia = evidence.entities.iter().position(|e| e.name == "Estonia").unwrap();
        let mention = evidence.mentions.iter().find(|m| m.entity as usize == estonia).unwrap();
        assert!(!mention.direct);
    }
}
