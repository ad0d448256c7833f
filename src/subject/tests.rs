//! Merging by example, on articles of invented subjects.

use indexmap::IndexMap;
use proptest::prelude::*;

use super::*;
use crate::config::KindOfMembers;
use crate::evidence::{self, Evidence, Relation};
use crate::lexicon::Lexicon;
use crate::sources::{Block, BlockKind, Meta, Passage, Source};
use crate::span::PassageId;

/// An article of one paragraph a sentence.
pub(super) fn article(id: &str, published: Option<&str>, sentences: &[&str]) -> Source {
    let mut source = Source {
        id: SourceId::new(id),
        meta: Meta { published: published.and_then(Date::parse), ..Meta::default() },
        blocks: Vec::new(),
        passages: Vec::new(),
        of_block: Vec::new(),
    };
    for (block, text) in (0u32..).zip(sentences) {
        source.blocks.push(Block {
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
            marks: Vec::new(),
        });
        source.passages.push(Passage {
            id: PassageId::of(text, 1),
            block,
            start: 0,
            end: u32::try_from(text.len()).unwrap(),
        });
        source.of_block.push(block..block + 1);
    }
    source
}

/// An article with a headline.
pub(super) fn titled(id: &str, title: &str, sentences: &[&str]) -> Source {
    let all: Vec<&str> = std::iter::once(title).chain(sentences.iter().copied()).collect();
    let mut source = article(id, None, &all);
    source.blocks[0].kind = BlockKind::Headline;
    source.meta.title = Some(title.to_owned());
    source
}

/// The span of `words` in an article.
pub(super) fn span(source: &Source, words: &str) -> Span {
    let block = source.blocks.iter().position(|b| b.text.contains(words)).unwrap();
    let start = source.blocks[block].text.find(words).unwrap();
    source.span(block, start, start + words.len())
}

/// What is extracted from each article.
pub(super) fn extracted(sources: &[Source], lexicon: &Lexicon) -> Vec<Evidence> {
    let axes = IndexMap::new();
    sources.iter().map(|s| evidence::extract(s, lexicon, &axes, &[]).value).collect()
}

/// Lets an article state a relation of the entity that it calls `name`.
pub(super) fn relate(
    source: &Source,
    said: &mut Evidence,
    name: &str,
    role: MemberRole,
    words: &str,
) {
    let entity = said.entities.iter().position(|e| e.name == name);
    let entity = entity.unwrap_or_else(|| panic!("no {name} in {:?}", said.entities));
    said.relations.push(Relation {
        entity: u32::try_from(entity).unwrap(),
        role,
        span: span(source, words),
        rule: "test".to_owned(),
    });
}

fn topic() -> Topic {
    Topic { name: "Reed Pact".to_owned(), ..Topic::default() }
}

fn people(sources: &[Source]) -> Vec<(String, Vec<String>)> {
    let lexicon = Lexicon::builtin();
    let said = extracted(sources, &lexicon);
    let subject = assemble(sources, &said, &lexicon, &topic()).value;
    subject.people.into_iter().map(|p| (p.name, p.variants)).collect()
}

fn names(sources: &[Source]) -> Vec<String> {
    people(sources).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_surname_joins_the_full_name_that_it_fits() {
    let sources = [
        article("a", None, &["Estonian Prime Minister Kadri Tamm arrived."]),
        article("b", None, &["Prime Minister Tamm left again."]),
    ];
    assert_eq!(names(&sources), ["Kadri Tamm"]);
}

#[test]
fn a_surname_that_fits_two_joins_neither() {
    let sources = [
        article("a", None, &["Prime Minister Kadri Tamm arrived."]),
        article("b", None, &["President Peter Tamm arrived."]),
        article("c", None, &["Mr Tamm left again."]),
    ];
    assert_eq!(names(&sources), ["Kadri Tamm", "Peter Tamm", "Tamm"]);
}

#[test]
fn spellings_of_one_name_are_one_person() {
    let sources = [
        article("a", None, &["Slovak President Taras Kovalenskyy spoke."]),
        article("b", None, &["Slovak President Taras Kovalenskyy spoke again."]),
        article("c", None, &["Slovak President Taras Kovalensky wrote."]),
        article("d", None, &["Peru's foreign minister, Inés Ortega, agreed."]),
        article("e", None, &["Peruvian Foreign Minister Ines Ortega agreed."]),
    ];
    let found = people(&sources);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.contains(&("Taras Kovalenskyy".into(), vec!["Taras Kovalensky".into()])));
    let ortega = &found.iter().find(|(name, _)| name == "Inés Ortega").unwrap().1;
    assert_eq!(ortega, &["Ines Ortega"]);
}

#[test]
fn different_people_stay_apart() {
    let sources = [
        article(
            "a",
            None,
            &["Yesterday morning Prime Minister Maria Rossi met President Mario Rossi."],
        ),
        article("b", None, &["Analyst John Tamm met the economist Joan Tamm."]),
    ];
    assert_eq!(names(&sources).len(), 4);
}

#[test]
fn companies_with_and_without_legal_form_are_one() {
    let lexicon = Lexicon::builtin();
    let sources = [
        article("a", None, &["Lumen Holdings plc and Orsel Motors GmbH signed the charter."]),
        article("b", None, &["Orsel Motors signed.", "The Northern Cable Board (NCB) agreed."]),
        article("c", None, &["The NCB, an agency, refused.", "The NCB said no."]),
    ];
    let said = extracted(&sources, &lexicon);
    let subject = assemble(&sources, &said, &lexicon, &topic()).value;
    let named: Vec<_> = subject.mentions.iter().map(|n| (&*n.name, n.aliases.clone())).collect();
    let aliases = |name: &str| &named.iter().find(|(n, _)| *n == name).expect(name).1;
    assert_eq!(aliases("Orsel Motors"), &["Orsel Motors GmbH"]);
    assert_eq!(aliases("NCB"), &["Northern Cable Board"], "{named:?}");
}

#[test]
fn an_acronym_in_brackets_is_the_short_name() {
    let lexicon = Lexicon::builtin();
    let sources = [
        article(
            "a",
            None,
            &["So said the regional secretary of the Guild of Dredger and Lock Workers (GDLW)."],
        ),
        article("b", None, &["The Guild of Dredger and Lock Workers refused."]),
    ];
    let said = extracted(&sources, &lexicon);
    let subject = assemble(&sources, &said, &lexicon, &topic()).value;
    let guild = subject.mentions.iter().find(|n| n.name == "GDLW");
    assert_eq!(
        guild.map(|n| n.places.len()),
        Some(2),
        "{:?} {:?}",
        subject.mentions,
        said[0].entities
    );
}

#[test]
fn the_role_is_that_of_the_strongest_statement() {
    let lexicon = Lexicon::builtin();
    let sources = [
        article("a", Some("2031-01-05"), &["Norway joined the Reed Pact.", "Peru may join it."]),
        article("b", Some("2031-02-05"), &["Norway was at the talks.", "Peru rejects the pact."]),
    ];
    let mut said = extracted(&sources, &lexicon);
    relate(&sources[0], &mut said[0], "Norway", MemberRole::Member, "Norway joined");
    relate(&sources[0], &mut said[0], "Peru", MemberRole::Candidate, "Peru may join");
    relate(&sources[1], &mut said[1], "Norway", MemberRole::Observer, "Norway was");
    relate(&sources[1], &mut said[1], "Peru", MemberRole::Opponent, "Peru rejects");
    let kinds = Topic { kind_of_members: KindOfMembers::Countries, ..topic() };
    let subject = assemble(&sources, &said, &lexicon, &kinds).value;
    let roles: Vec<_> = subject.members.iter().map(|m| (&*m.name, m.role.value)).collect();
    assert_eq!(roles, [("Norway", MemberRole::Member), ("Peru", MemberRole::Opponent)]);
    let norway = &subject.members[0];
    assert_eq!(sources[0].words(&norway.role.first), Some("Norway joined"));
    assert_eq!(norway.passages.len(), 1);
    let companies = Topic { kind_of_members: KindOfMembers::Companies, ..topic() };
    assert!(assemble(&sources, &said, &lexicon, &companies).value.members.is_empty());
}

#[test]
fn a_repeated_text_is_one_voice() {
    let text = "The harbour towns of the north agreed on Monday to share their dredgers, and to \
                pay for them together until the end of the decade, whatever the weather brings; \
                the mayors shook hands, the bands played on, and nobody asked what it would cost.";
    let sources = [
        article("b", Some("2031-01-06"), &[text]),
        article("a", Some("2031-01-05"), &[text, "More to follow."]),
        article("c", None, &["Quite another text altogether, and short."]),
    ];
    let lexicon = Lexicon::builtin();
    let subject = assemble(&sources, &extracted(&sources, &lexicon), &lexicon, &topic()).value;
    assert_eq!(subject.duplicates, [(SourceId::new("a"), SourceId::new("b"))]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn the_order_of_articles_changes_nobody(order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle()) {
        let all = [
            article("a", None, &["Slovak President Taras Kovalenskyy met Kadri Tamm."]),
            article("b", None, &["Slovak President Taras Kovalensky met Peter Tamm."]),
            article("c", None, &["President Kovalensky met Mr Tamm in Norway."]),
            article("d", None, &["Analyst J. P. Ortega works for Lumen Holdings plc."]),
            article("e", None, &["Analyst Juan Pablo Ortega left Lumen Holdings."]),
            article("f", None, &["The Northern Cable Board (NCB) thanked Juan Ortega."]),
            article("g", None, &["The NCB said that it was content with Dr Kovalenskyy."]),
        ];
        let lexicon = Lexicon::builtin();
        let view = |sources: &[Source]| {
            let said = extracted(sources, &lexicon);
            let subject = assemble(sources, &said, &lexicon, &topic()).value;
            let mut people: Vec<_> =
                subject.people.into_iter().map(|p| (p.name, p.variants)).collect();
            let mut named: Vec<_> =
                subject.mentions.into_iter().map(|n| (n.name, n.aliases, n.kind)).collect();
            people.sort();
            named.sort();
            (people, named)
        };
        let shuffled: Vec<Source> = order.iter().map(|i| all[*i].clone()).collect();
        prop_assert_eq!(view(&all), view(&shuffled));
    }
}
