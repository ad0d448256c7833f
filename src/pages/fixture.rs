//! An invented subject, built by hand: an alliance of harbours, with cities and companies in it.

use std::collections::HashMap;

use crate::config::{Axis, Config, Stance as StanceConfig};
use crate::date::{Date, Precision};
use crate::evidence::{Bound, EntityKind, MemberRole};
use crate::fold::fold;
use crate::slug::Slug;
use crate::sources::{Block, BlockKind, Meta, Passage, Removed, Source};
use crate::span::{Cited, PassageId, SourceId, Span};
use crate::subject::{
    Claim, ClaimId, Disagreement, EarlierCase, Happening, Measure, Member, Named, Office, Person,
    Quote, SpeakerKind, Stance, Status, Subject, Verdict,
};

/// A source of blocks whose sentences are separated by bars.
pub(crate) fn source(id: &str, meta: Meta, blocks: &[(BlockKind, &str)]) -> Source {
    let mut source = Source {
        id: SourceId::new(id),
        meta,
        blocks: Vec::new(),
        passages: Vec::new(),
        of_block: Vec::new(),
    };
    let mut seen: HashMap<String, u16> = HashMap::new();
    let headline = source.meta.title.clone().map(|title| (BlockKind::Headline, title));
    let body = blocks.iter().map(|(kind, text)| (*kind, (*text).to_owned()));
    for (kind, marked) in headline.into_iter().chain(body) {
        let (first, mut text) = (source.passages.len(), String::new());
        for sentence in marked.split('|') {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(sentence);
            let folded = fold(sentence).into_owned();
            let occurrence = seen.entry(folded.clone()).or_default();
            *occurrence += 1;
            source.passages.push(Passage {
                id: PassageId::of(&folded, *occurrence),
                block: u32::try_from(source.blocks.len()).unwrap(),
                start: u32::try_from(start).unwrap(),
                end: u32::try_from(text.len()).unwrap(),
            });
        }
        source
            .of_block
            .push(u32::try_from(first).unwrap()..u32::try_from(source.passages.len()).unwrap());
        source.blocks.push(Block { kind, text, marks: Vec::new() });
    }
    source
}

/// The first place of these words.
pub(crate) fn at(source: &Source, words: &str) -> Span {
    for (index, block) in source.blocks.iter().enumerate() {
        if let Some(start) = block.text.find(words) {
            return source.span(index, start, start + words.len());
        }
    }
    panic!("no {words:?} in {}", source.id)
}

pub(crate) fn claim<T>(kind: &str, value: T, span: Span) -> Claim<T> {
    let id = ClaimId::of(kind, &format!("{}-{}", span.start, span.end), &span);
    Claim { id, status: Status::Suggested, stated: Cited::new(value, span), edit: None }
}

pub(crate) fn sources() -> Vec<Source> {
    use BlockKind::{Bullet, Heading, Paragraph};
    let gazette = Meta {
        title: Some("Five harbours sign up to the Lantern Pact".to_owned()),
        publisher: Some("Saltmarsh Gazette".to_owned()),
        authors: vec!["Ines Okafor-Lund".to_owned()],
        published: Date::from_day(2031, 3, 4),
        url: Some("https://gazette.example/lantern-pact".to_owned()),
        language: Some("en".to_owned()),
        removed: vec![Removed {
            lines: (9, 9),
            reason: "newsletter plug".to_owned(),
            text: "Sign up to our letter of secrets.".to_owned(),
        }],
        ..Meta::default()
    };
    let wire = Meta {
        title: Some("Lantern Pact: who pays, and who only watches?".to_owned()),
        publisher: Some("Tidewater Wire".to_owned()),
        published: Date::from_month(2031, 5),
        language: Some("en".to_owned()),
        ..Meta::default()
    };
    vec![
        source(
            "gazette-1",
            gazette,
            &[
                (
                    Paragraph,
                    "The Lantern Pact is an agreement of harbour cities and shipping companies to \
                     light the northern sea lanes together.|Skerrow, Port Aldine and the ferry \
                     company Blue Heron Lines signed it in Skerrow on 1 March 2031.|The weather \
                     was mild for the season.|A band played twice.",
                ),
                (Heading(2), "Who pays?"),
                (
                    Paragraph,
                    "Skerrow’s harbour master, Marit Vågslid, said 12 harbours took part in the \
                     signing.|“We will keep every lamp burning, whatever it costs,” Vågslid \
                     said.|Port Aldine will send two lamp tenders.",
                ),
                (Bullet(0), "Blue Heron Lines offered 3.5 million crowns."),
                (Bullet(0), "The city of Eastmere declined to pay."),
            ],
        ),
        source(
            "wire-2",
            wire,
            &[
                (
                    Paragraph,
                    "At least nine harbours took part in the signing, according to the port office \
                     of Eastmere.|Eastmere rejects the pact as <too costly> & “hasty”.",
                ),
                (
                    Paragraph,
                    "A similar league, the Beacon League of 1987, lasted four years.|Blue Heron \
                     Lines now says it will send one ship.",
                ),
            ],
        ),
    ]
}

pub(crate) fn config() -> Config {
    let stance = |label: &str| StanceConfig { label: Some(label.to_owned()), cues: Vec::new() };
    let mut config = Config { full_text: false, ..Config::default() };
    config.positions.insert(
        "pays".to_owned(),
        Axis {
            question: "Does it pay or send anything?".to_owned(),
            stances: [
                ("gives".to_owned(), stance("gives or sends")),
                ("declines".to_owned(), stance("declines")),
            ]
            .into_iter()
            .collect(),
        },
    );
    config
}

fn member(
    name: &str,
    kind: EntityKind,
    role: MemberRole,
    span: Span,
    positions: Vec<Claim<Stance>>,
) -> Member {
    Member {
        slug: Slug::of(name),
        name: name.to_owned(),
        aliases: Vec::new(),
        kind,
        code: None,
        status: Status::Suggested,
        role: Cited::new(role, span),
        edit: None,
        positions,
        passages: Vec::new(),
    }
}

fn members(gazette: &Source, wire: &Source) -> Vec<Member> {
    let stance = |stance: &str, date, span| {
        let value = Stance { axis: "pays".to_owned(), stance: stance.to_owned(), as_of: date };
        claim("position", value, span)
    };
    let (march, may) = (Date::from_day(2031, 3, 4), Date::from_month(2031, 5));
    let mut heron = member(
        "Blue Heron Lines",
        EntityKind::Company,
        MemberRole::Member,
        at(gazette, "Blue Heron Lines"),
        vec![
            stance("gives", march, at(gazette, "offered 3.5 million crowns")),
            stance("gives", may, at(wire, "will send one ship")),
        ],
    );
    heron.aliases.push("Blue Heron".to_owned());
    heron.status = Status::Confirmed;
    let mut skerrow = member(
        "Skerrow",
        EntityKind::Place,
        MemberRole::Member,
        at(gazette, "Skerrow, Port Aldine"),
        Vec::new(),
    );
    skerrow.passages.push(at(gazette, "Skerrow’s harbour master"));
    vec![
        skerrow,
        member(
            "Port Aldine",
            EntityKind::Place,
            MemberRole::Member,
            at(gazette, "Port Aldine"),
            vec![stance("gives", march, at(gazette, "will send two lamp tenders"))],
        ),
        heron,
        member(
            "Eastmere",
            EntityKind::Place,
            MemberRole::Opponent,
            at(wire, "Eastmere rejects"),
            vec![stance("declines", march, at(gazette, "declined to pay"))],
        ),
    ]
}

fn measure(value: f64, bound: Bound, unit: &str, what: &str, by: &str) -> Measure {
    Measure {
        value: Some(value),
        high: None,
        bound,
        bound_words: None,
        unit: unit.to_owned(),
        what: what.to_owned(),
        event: Some("the signing".to_owned()),
        asserted_by: None,
        reported_by: by.to_owned(),
    }
}

pub(crate) fn subject(sources: &[Source]) -> Subject {
    let (gazette, wire) = (&sources[0], &sources[1]);
    let happening = |date: Option<Date>, precision, inferred, when: &str, what: &str| Happening {
        date,
        until: None,
        precision,
        inferred,
        when: when.to_owned(),
        what: what.to_owned(),
    };
    Subject {
        name: "Lantern Pact".to_owned(),
        aliases: vec!["the pact".to_owned()],
        definitions: vec![claim("definition", (), at(gazette, "an agreement of harbour cities"))],
        members: members(gazette, wire),
        mentions: vec![Named {
            name: "Skerrow".to_owned(),
            aliases: Vec::new(),
            kind: EntityKind::Place,
            code: None,
            places: vec![(at(gazette, "Skerrow"), true)],
        }],
        people: vec![Person {
            slug: Slug::of("Marit Vågslid"),
            name: "Marit Vågslid".to_owned(),
            variants: vec!["Marit Vagslid".to_owned()],
            status: Status::Suggested,
            roles: vec![Cited::new(
                Office {
                    role: "harbour master".to_owned(),
                    affiliation: Some("Skerrow".to_owned()),
                    edit: None,
                },
                at(gazette, "harbour master"),
            )],
            passages: vec![at(gazette, "Marit Vågslid")],
        }],
        quotations: vec![
            claim(
                "quotation",
                Quote {
                    text: "We will keep every lamp burning, whatever it costs,".to_owned(),
                    speaker: Some("Marit Vågslid".to_owned()),
                    speaker_kind: SpeakerKind::Person,
                },
                at(gazette, "We will keep every lamp burning, whatever it costs,"),
            ),
            claim(
                "quotation",
                Quote {
                    text: "hasty".to_owned(),
                    speaker: None,
                    speaker_kind: SpeakerKind::Unknown,
                },
                at(wire, "hasty"),
            ),
        ],
        events: vec![
            claim(
                "event",
                happening(
                    Some(Date::from_year(1987)),
                    Precision::Year,
                    false,
                    "1987",
                    "the Beacon League",
                ),
                at(wire, "1987"),
            ),
            claim(
                "event",
                happening(
                    Date::from_day(2031, 3, 1),
                    Precision::Day,
                    false,
                    "on 1 March 2031",
                    "signed it in Skerrow",
                ),
                at(gazette, "on 1 March 2031"),
            ),
            claim(
                "event",
                happening(None, Precision::Relative, true, "now", "will send one ship"),
                at(wire, "now"),
            ),
        ],
        figures: vec![
            claim(
                "figure",
                measure(
                    12.0,
                    Bound::Exact,
                    "harbours",
                    "harbours that took part",
                    "Saltmarsh Gazette",
                ),
                at(gazette, "12 harbours"),
            ),
            claim(
                "figure",
                measure(
                    9.0,
                    Bound::AtLeast,
                    "harbours",
                    "harbours that took part",
                    "Tidewater Wire",
                ),
                at(wire, "At least nine harbours"),
            ),
            claim(
                "figure",
                measure(3_500_000.0, Bound::Exact, "crowns", "offer", "Saltmarsh Gazette"),
                at(gazette, "3.5 million crowns"),
            ),
        ],
        precedents: vec![EarlierCase {
            id: ClaimId("p-1".to_owned()),
            slug: Slug::of("Beacon League"),
            status: Status::Suggested,
            name: Cited::new("Beacon League".to_owned(), at(wire, "the Beacon League of 1987")),
            date: Some(Date::from_year(1987)),
            edit: None,
        }],
        disagreements: vec![Disagreement {
            id: ClaimId("d-1".to_owned()),
            status: Status::Suggested,
            about: "harbours at the signing".to_owned(),
            verdict: Verdict::Conflict,
            sides: vec![
                Cited::new("12 harbours".to_owned(), at(gazette, "12 harbours")),
                Cited::new("at least nine harbours".to_owned(), at(wire, "At least nine harbours")),
            ],
            note: None,
        }],
        ..Subject::default()
    }
}
