//! What changed: from each edition to the next, and since the last one, the newest first.
//!
//! Sentences are those of the editions. Where the words that they rest on still stand, they are
//! cited; else readers get the old sentence and who stated it, and no link that leads nowhere.

use std::collections::{HashMap, HashSet};

use super::block::{Block, ChangeItem, PageLink, Said, Stands};
use super::book::{Book, Draft, PER_PAGE, heading, paginate, top};
use super::editions::{
    self, Article, Change, Edition, Fact, Kind, Live, Same, articles, compare, same,
};
use super::page::{LastEdition, PageKind};
use super::words::{count, date_text};
use crate::moment::Moment;
use crate::slug::Slug;
use crate::span::Cited;

/// The pages, and what every page says of the last edition.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) drafts: Vec<Draft>,
    pub(super) last: Option<LastEdition>,
}

/// What the site stated at some time.
#[derive(Clone, Copy)]
struct State<'a> {
    sources: &'a [Article],
    facts: &'a [Fact],
}

/// What is told of one edition.
struct Section {
    /// Its anchor.
    id: String,
    head: Vec<Block>,
    /// Changes with the heading that they stand under.
    items: Vec<(String, ChangeItem)>,
}

pub(super) fn explain(book: &Book, recorded: &[Edition]) -> Changes {
    let mut recorded: Vec<&Edition> = recorded.iter().collect();
    recorded.sort_by_key(|edition| edition.date);
    let Some(last) = recorded.last() else { return Changes::default() };
    let teller = Teller::new(book);
    let sources = articles(book);
    let facts: Vec<Fact> = teller.live.iter().map(|live| live.fact.clone()).collect();
    let now = State { sources: &sources, facts: &facts };
    let changed = differ(state(last), now);
    let mut sections = Vec::new();
    if changed {
        sections.push(teller.unpublished(last, now));
    }
    for (at, edition) in recorded.iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|before| recorded.get(before));
        sections.push(teller.edition(edition, before.copied()));
    }
    Changes {
        drafts: drafts(book, &sections),
        last: Some(LastEdition { date: last.date, changed, page: top("changes") }),
    }
}

fn state(edition: &Edition) -> State<'_> {
    State { sources: &edition.sources, facts: &edition.facts }
}

fn differ(before: State<'_>, after: State<'_>) -> bool {
    let ids = |state: State<'_>| -> Vec<String> {
        state.sources.iter().map(|article| article.id.to_string()).collect()
    };
    ids(before) != ids(after) || !compare(before.facts, after.facts).is_empty()
}

/// All sections as pages of a list.
fn drafts(book: &Book, sections: &[Section]) -> Vec<Draft> {
    // A section without changes still has its heading.
    let mut entries: Vec<(&Section, Option<(&str, &ChangeItem)>)> = Vec::new();
    for section in sections {
        entries.push((section, None));
        entries.extend(section.items.iter().map(|(group, item)| (section, Some((&**group, item)))));
    }
    let note = Block::Note(format!(
        "What this site about {} stated anew, no longer states, or states differently, from one \
         edition to the next, the newest first. A change is one of this site, not always one of \
         the world: it may come from another article, or from another look at the same one.",
        book.subject.name
    ));
    let blocks = |entries: &[(&Section, Option<(&str, &ChangeItem)>)]| {
        let mut out: Vec<Block> = Vec::new();
        let mut under: Option<(&str, &str)> = None;
        for (section, entry) in entries {
            let Some((group, item)) = entry else {
                out.extend(section.head.iter().cloned());
                continue;
            };
            if under.replace((&section.id, group)) != Some((&section.id, group)) {
                let id = format!("{}-{}", section.id, Slug::of(group));
                out.push(heading(3, *group, &id));
                out.push(Block::Changes(Vec::new()));
            }
            if let Some(Block::Changes(items)) = out.last_mut() {
                items.push((*item).clone());
            }
        }
        // A page that goes on with a section begins with a heading of its own.
        if let Some((section, Some(_))) = entries.first() {
            out.insert(0, heading(2, "Continued", &format!("{}-continued", section.id)));
        }
        out
    };
    paginate(&top("changes"), &entries, PER_PAGE, vec![note], blocks)
        .into_iter()
        .map(|(path, number, body)| Draft {
            path,
            kind: PageKind::Changes,
            title: super::people::title("What changed?", number),
            description: Some(format!(
                "What was added, superseded, corrected and withdrawn on this site about {}.",
                book.subject.name
            )),
            body,
        })
        .collect()
}

/// Tells what changed, in the light of what stands today.
struct Teller<'a> {
    book: &'a Book<'a>,
    live: Vec<Live>,
    ids: HashMap<(Kind, String), usize>,
    same: HashMap<Same, usize>,
}

impl<'a> Teller<'a> {
    fn new(book: &'a Book<'a>) -> Self {
        let live = editions::live(book);
        let key = |live: &Live| (live.fact.kind, live.fact.id.clone());
        let ids = live.iter().enumerate().map(|(at, live)| (key(live), at)).collect();
        let mut known = HashMap::new();
        for (at, live) in live.iter().enumerate() {
            known.entry(same(&live.fact)).or_insert(at);
        }
        Self { book, live, ids, same: known }
    }

    /// The fact as it is stated today.
    fn today(&self, fact: &Fact) -> Option<&Live> {
        let by_id = self.ids.get(&(fact.kind, fact.id.clone()));
        self.live.get(*by_id.or_else(|| self.same.get(&same(fact)))?)
    }

    fn unpublished(&self, last: &Edition, now: State<'_>) -> Section {
        let id = "unpublished".to_owned();
        let title = heading(2, "Not yet in an edition", &id);
        let since = format!("Since the edition of {}", self.date(last));
        self.section(id, title, &since, state(last), now)
    }

    fn edition(&self, edition: &Edition, before: Option<&Edition>) -> Section {
        let id = format!("edition-{}", edition.date);
        let title = format!("Edition of {}: {}", self.date(edition), edition.about);
        let title = heading(2, title, &id);
        if let Some(before) = before {
            let since = format!("Since the edition of {}", self.date(before));
            return self.section(id, title, &since, state(before), state(edition));
        }
        let facts = count(edition.facts.len(), "statement", "statements");
        let articles = count(edition.sources.len(), "article", "articles");
        let first = Block::Note(format!("The first edition: {facts} from {articles}."));
        Section { id, head: vec![title, first], items: Vec::new() }
    }

    fn date(&self, edition: &Edition) -> String {
        date_text(edition.date, self.book.config.language.as_deref().unwrap_or("en"))
    }

    fn section(
        &self,
        id: String,
        title: Block,
        since: &str,
        before: State<'_>,
        after: State<'_>,
    ) -> Section {
        let changes = compare(before.facts, after.facts);
        let stated: HashSet<(Kind, &str)> =
            before.facts.iter().map(|fact| (fact.kind, &*fact.says)).collect();
        let ranks: Vec<Rank> = changes.iter().map(|change| rank(change, &stated)).collect();
        let told = changes.iter().map(|change| self.item(change, before, after));
        let mut items: Vec<(Rank, ChangeItem)> = ranks.iter().copied().zip(told).collect();
        items.sort_by_key(|(rank, _)| *rank);
        // The same words of two passages that are gone look the same.
        items.dedup();
        let mut head = vec![title, Block::Note(summary(since, before, after, &ranks))];
        self.articles(&mut head, &id, before, after);
        let items = items.into_iter().map(|(rank, item)| (group(rank), item)).collect();
        Section { id, head, items }
    }

    /// The articles that came and went.
    fn articles(&self, head: &mut Vec<Block>, id: &str, before: State<'_>, after: State<'_>) {
        let (came, went) = (new(before, after), new(after, before));
        let (known, unknown): (Vec<&Article>, Vec<&Article>) =
            came.into_iter().partition(|article| self.book.reference(&article.id).is_some());
        if !known.is_empty() {
            head.push(heading(3, "Articles added", &format!("{id}-articles")));
            let link = |article: &Article| {
                let reference = self.book.reference(&article.id)?;
                let title = article.title.clone().unwrap_or_else(|| article.id.to_string());
                let (date, page) = (article.published.map(Moment::from), reference.page.clone());
                let description = article.publisher.clone();
                Some(PageLink { title, description, date, page }.into())
            };
            head.push(Block::Links(known.into_iter().filter_map(link).collect()));
        }
        for (articles, what) in [(unknown, "Added then, and taken out since"), (went, "Taken out")]
        {
            if !articles.is_empty() {
                let names: Vec<String> = articles.iter().map(|a| a.named()).collect();
                head.push(Block::Note(format!("{what}: {}.", names.join("; "))));
            }
        }
    }

    fn item(&self, change: &Change<'_>, was: State<'_>, is: State<'_>) -> ChangeItem {
        let item = |now: Option<&Fact>, before: Option<&Fact>, note: Option<&str>| ChangeItem {
            now: now.map(|fact| self.said(fact, is.sources)),
            before: before.map(|fact| self.said(fact, was.sources)),
            note: note.map(str::to_owned),
        };
        match *change {
            Change::Added(fact) => {
                let gone = self.today(fact).is_none();
                let late = fact.superseded.then_some("A statement dated later stands against it.");
                item(Some(fact), None, gone.then_some("No longer stated.").or(late))
            }
            Change::Superseded(before, now) => item(now, Some(before), None),
            Change::Corrected(before, now) => item(Some(now), Some(before), None),
            Change::Withdrawn(fact) => item(None, Some(fact), Some(self.reason(fact))),
        }
    }

    /// Why a fact is no longer stated, as far as today's articles tell.
    fn reason(&self, fact: &Fact) -> &'static str {
        if self.today(fact).is_some() {
            return "Stated again since.";
        }
        if self.book.reference(&fact.source).is_none() {
            return "Its article is no longer among the sources.";
        }
        match self.book.whole(&fact.source, fact.passage) {
            Some(_) => "The passage stands; this site no longer states this of it.",
            None => "Its passage is no longer in the article.",
        }
    }

    fn said(&self, fact: &Fact, articles: &[Article]) -> Said {
        let today = self.today(fact);
        let status = today.filter(|live| live.fact.says == fact.says).and_then(|live| live.status);
        let span = today.map(|live| live.span.clone());
        let span = span.or_else(|| self.book.whole(&fact.source, fact.passage));
        let gone = || {
            let article = articles.iter().find(|article| article.id == fact.source);
            let who = article.map_or(fact.source.as_str(), Article::who);
            Stands::Gone(who.to_owned(), article.and_then(|article| article.published))
        };
        let stands = span.map_or_else(gone, |span| Stands::Here(Cited::new((), span)));
        Said { text: fact.says.clone(), stands, status }
    }
}

/// The articles of `after` that are not in `before`.
fn new<'s>(before: State<'_>, after: State<'s>) -> Vec<&'s Article> {
    let known: HashSet<&str> = before.sources.iter().map(|article| article.id.as_str()).collect();
    after.sources.iter().filter(|article| !known.contains(article.id.as_str())).collect()
}

/// The place of a change among others, with the kind of what was added.
type Rank = (usize, Option<Kind>);

/// What weighs most first; what was added by kind, and last what was already stated of another passage.
fn rank(change: &Change<'_>, stated: &HashSet<(Kind, &str)>) -> Rank {
    match change {
        Change::Superseded(..) => (0, None),
        Change::Corrected(..) => (1, None),
        Change::Withdrawn(_) => (2, None),
        Change::Added(fact) => {
            let again = stated.contains(&(fact.kind, &*fact.says));
            if again { (4, None) } else { (3, Some(fact.kind)) }
        }
    }
}

fn group(rank: Rank) -> String {
    match rank {
        (0, _) => "Superseded".to_owned(),
        (1, _) => "Corrected".to_owned(),
        (2, _) => "Withdrawn".to_owned(),
        (4, _) => "Stated again, in another passage".to_owned(),
        (_, kind) => {
            let kind = kind.map_or_else(|| "Statements".to_owned(), |k| k.plural().to_owned());
            format!("Added: {}", kind.to_lowercase())
        }
    }
}

/// How much changed, in a sentence.
fn summary(since: &str, before: State<'_>, after: State<'_>, ranks: &[Rank]) -> String {
    let (came, went) = (new(before, after).len(), new(after, before).len());
    let ranked = |wanted: usize| ranks.iter().filter(|rank| rank.0 == wanted).count();
    let mut parts = Vec::new();
    let mut part = |number: usize, what: &str| {
        if number > 0 {
            parts.push(format!("{} {what}", super::grouped(number)));
        }
    };
    let noun = |number: usize, what: &str| format!("{what}{}", if number == 1 { "" } else { "s" });
    part(came, &format!("{} added", noun(came, "article")));
    part(went, &format!("{} taken out", noun(went, "article")));
    part(ranked(3), &format!("{} added", noun(ranked(3), "statement")));
    part(ranked(4), "stated again");
    part(ranked(0), "superseded");
    part(ranked(1), "corrected");
    part(ranked(2), "withdrawn");
    if parts.is_empty() {
        return format!("{since}, nothing that this site states has changed.");
    }
    format!("{since}: {}.", parts.join(", "))
}
