//! Nothing is said that no passage carries: walks every block of text of whole sites, the
//! repository's own and the example. Each must be words of an article as they stand there, or have
//! a reference that leads to a passage, or be of a kind that states nothing about the subject,
//! which are listed here with the reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use dom_query::{Document, Selection};

/// Blocks that hold text of their own.
const BLOCKS: &str = "main :is(p, li, dt, dd, th, td, caption, figcaption, summary, h1, h2, h3, h4, h5, h6, text, title, desc)";

/// What a reference may stand beside to carry it: the item, row or figure of one claim.
const UNITS: &str =
    "li, tr, figure.quotation, .says, .roster, section.case, section.disagreement, .card";

/// Kinds of text that state nothing about the subject by themselves, and why.
const DECLARED: &[(&str, &str)] = &[
    ("h1, h2, h3, h4, h5, h6", "a heading names what follows"),
    ("nav *, .crumbs *", "a way through the site"),
    (".notes summary, .notes .who, .notes .ways", "where a passage comes from"),
    ("th, caption, dt", "a label of the cells or terms beside it"),
    (".standfirst", "the description of a page by its editor"),
    (".note, .kicker, .review, .more, figcaption", "how the page was made or is to be read"),
    (".questions li, .tiles p", "what this site holds"),
    (".sources p, .sources li, .people p", "the list of what is cited"),
    (".links p", "the titles of pages, and of articles that an edition added"),
    ("dl dd", "what is known of an article"),
    (".article .gap", "words of the article that are left out"),
    ("figure.picture *", "a drawing of the data of the table that follows"),
    (".synthesis", "an editor's own conclusion, marked so"),
    (".edition, .based, .corrected", "of when the page is and on what it rests"),
];

#[test]
fn every_statement_leads_to_its_passage() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for project in [root.to_owned(), root.join("examples/shore-power")] {
        let (_folder, site) = built(&project);
        let walked = Walk::new(&project, &site).all();
        println!("{}: {:?}", project.display(), walked.counts);
        assert!(walked.counts["cited"] > 50, "too little was walked: {:?}", walked.counts);
        assert!(walked.wrong.is_empty(), "{}", walked.wrong);
    }
}

#[test]
fn what_no_passage_carries_is_found() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shore-power");
    let (_folder, site) = built(&project);
    let page = site.join("quotations/index.html");
    let html = fs::read_to_string(&page).unwrap();
    let tampered = html
        .replace("</article>", "<p>They all agreed.</p></article>")
        .replace("the price of a plug", "the price of a pump");
    fs::write(&page, tampered).unwrap();
    let wrong = Walk::new(&project, &site).all().wrong;
    assert!(wrong.contains("neither cited nor of a declared kind: They all agreed."), "{wrong}");
    assert!(wrong.contains("words that stand in no article: “What has changed"), "{wrong}");
}

/// Builds a project elsewhere: the folder to keep, and the site in it.
fn built(project: &Path) -> (tempfile::TempDir, PathBuf) {
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("public");
    let mut build = Command::cargo_bin("sitegen").unwrap();
    build.args(["build", "--quiet", "--root"]).arg(project).arg("--out").arg(&site);
    build.assert().success();
    (out, site)
}

struct Walk {
    site: PathBuf,
    /// The articles' texts, white space folded.
    articles: Vec<String>,
    counts: BTreeMap<&'static str, usize>,
    wrong: String,
}

impl Walk {
    fn new(project: &Path, site: &Path) -> Self {
        let sources = fs::read_dir(project.join("content/sources")).unwrap();
        let read = |path: PathBuf| {
            let document = sitegen::sources::parse("article", &fs::read_to_string(path).unwrap());
            let title = document.value.meta.title.iter().map(|t| folded(t));
            let blocks = document.value.blocks.iter().map(|b| folded(&b.text));
            title.chain(blocks).collect::<Vec<_>>().join("\n")
        };
        let articles = sources.flatten().map(|e| read(e.path())).collect();
        Self { site: site.to_owned(), articles, counts: BTreeMap::new(), wrong: String::new() }
    }

    fn all(mut self) -> Self {
        let mut pages = Vec::new();
        files(&self.site, &mut pages);
        for page in pages {
            self.page(&page);
        }
        self
    }

    fn page(&mut self, path: &Path) {
        let html = fs::read_to_string(path).unwrap();
        let document = Document::from(&*html);
        for node in document.select(BLOCKS).nodes() {
            let block = Selection::from(*node);
            let text = folded(&own_text(&block));
            if !text.chars().any(char::is_alphanumeric) {
                continue;
            }
            match self.kind(path, &document, &block, &text) {
                Ok(kind) => *self.counts.entry(kind).or_default() += 1,
                Err(reason) => {
                    let page = path.strip_prefix(&self.site).unwrap().display();
                    let _ = writeln!(self.wrong, "{page}: {reason}: {text}");
                }
            }
        }
    }

    /// Of what kind a block is, or what is wrong with it.
    fn kind(
        &self,
        path: &Path,
        document: &Document,
        block: &Selection<'_>,
        text: &str,
    ) -> Result<&'static str, &'static str> {
        if block.is("blockquote p, .article p, .article li, .article h2, .article h3")
            && !block.is(".gap, .notes .who, .notes .ways")
        {
            // Words that are left out stand for no words.
            let found = text.split("[…]").all(|part| {
                let words = part.trim_matches(['“', '”', '"', '•', ' ']);
                self.articles.iter().any(|a| a.contains(words))
            });
            return found.then_some("passage").ok_or("words that stand in no article");
        }
        let mut references = block.select("a[role=doc-noteref]");
        if references.is_empty() {
            let unit = std::iter::once(block.clone())
                .chain(std::iter::successors(Some(block.parent()), |s| {
                    let up = s.parent();
                    (!up.is_empty()).then_some(up)
                }))
                .find(|s| s.is(UNITS) && !s.select("a[role=doc-noteref]").is_empty());
            references = unit.map_or(references, |u| u.select("a[role=doc-noteref]"));
        }
        if !references.is_empty() {
            for node in references.nodes() {
                let target = node.attr("href").unwrap_or_default();
                Self::resolves(path, document, &target)?;
            }
            return Ok("cited");
        }
        let apart = ["about/index.html", "404.html"].map(|page| self.site.join(page));
        let declared = apart.contains(&path.to_owned())
            || DECLARED.iter().any(|(selector, _)| block.is(selector));
        declared.then_some("declared").ok_or("neither cited nor of a declared kind")
    }

    /// Whether a reference leads to a note on the page, and that to a passage on a source's page.
    fn resolves(path: &Path, document: &Document, href: &str) -> Result<(), &'static str> {
        let id = href.strip_prefix('#').ok_or("a reference that leaves the page")?;
        let note = document.select(&format!("[id='{id}']"));
        if note.is_empty() {
            return Err("a reference without its note");
        }
        let passage = note.select("a[href*='/sources/'], a[href^='sources/'], .ways a");
        let link = passage.attr("href").ok_or("a note without a way to its passage")?;
        let (page, anchor) = link.split_once('#').ok_or("a way to no passage")?;
        let target =
            if page.is_empty() { path.to_owned() } else { path.parent().unwrap().join(page) };
        let html = fs::read_to_string(&target).map_err(|_| "a way to a page that is not there")?;
        html.contains(&format!("id=\"{anchor}\"")).then_some(()).ok_or("a way to no passage")
    }
}

/// The text of a block without that of the blocks and references inside it.
fn own_text(block: &Selection<'_>) -> String {
    let copy = Document::from(&*format!("<body>{}</body>", block.html()));
    let inner = copy.select("body > * :is(p, li, dt, dd, th, td, caption, figcaption, summary, h1, h2, h3, h4, h5, h6, text, title, desc, table, ul, ol, dl, details, sup.refs, .tag)");
    inner.remove();
    copy.select("body").text().to_string()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(folder: &Path, pages: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            files(&entry, pages);
        } else if entry.extension().is_some_and(|e| e == "html") {
            pages.push(entry);
        }
    }
}
