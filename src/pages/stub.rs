//! A page of an editor's without its text: what it takes to make the page anew when nothing but its
//! text has changed.
//!
//! It stands alone because of ten thousand pages one is edited. Whatever other pages show of a page
//! is its face: its front matter and its title, which give it its address, its place in lists and its
//! terms. While the face is the same, no other page can tell the difference.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::outline::{Target, Written};
use super::page::{Page, PageKind, SiteInfo, Term};
use super::{ContentFile, outline};
use crate::moment::Moment;
use crate::slug::SitePath;

/// A page without its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stub<'a> {
    /// The hash of what others may show of it.
    face: [u8; 16],
    /// Whether a quotation in it has to be proved.
    quotes: bool,
    /// The links of its text, as they are written, and where they lead.
    #[serde(borrow)]
    links: Vec<(Cow<'a, str>, Cow<'a, Target>)>,
    path: Cow<'a, SitePath>,
    template: Cow<'a, str>,
    title: Cow<'a, str>,
    description: Cow<'a, Option<String>>,
    date: Option<Moment>,
    terms: Cow<'a, [Term]>,
    section: Cow<'a, Option<String>>,
    crumbs: Cow<'a, [(String, SitePath)]>,
}

/// The file that a page is made from, and the page without its text; none if there is more to it
/// than an editor's text.
pub fn stub(page: &Page) -> Option<(&str, Stub<'_>)> {
    let [Block::Written(written)] = &page.body[..] else { return None };
    let more = !page.evidence.is_empty() || !page.sources.is_empty() || page.basis.is_some();
    if page.kind != PageKind::Editor || more {
        return None;
    }
    let (outline, targets) = written.parts();
    let links = outline.links.iter().zip(targets);
    let stub = Stub {
        face: outline.face()?,
        quotes: written.proves_quotes(),
        links: links.map(|(link, target)| (link.into(), Cow::Borrowed(target))).collect(),
        path: Cow::Borrowed(&page.path),
        template: (&page.template).into(),
        title: (&page.title).into(),
        description: Cow::Borrowed(&page.description),
        date: page.date,
        terms: (&page.terms).into(),
        section: Cow::Borrowed(&page.section),
        crumbs: (&page.crumbs).into(),
    };
    Some((page.file.as_deref()?, stub))
}

impl Stub<'_> {
    /// The page with the text that `file` has now; `site` is what all pages share. None if other pages
    /// may show something of the change, or if more has to be known to make it.
    pub fn page(&self, file: &ContentFile, site: &Arc<SiteInfo>) -> Option<Page> {
        let outline = outline(file)?;
        let same = outline.face()? == self.face && outline.says && !(self.quotes && outline.quotes);
        if !same {
            return None;
        }
        let lead = |link: &String| {
            let known = self.links.iter().find(|(known, _)| known == link)?;
            Some(known.1.clone().into_owned())
        };
        let targets = outline.links.iter().map(lead).collect::<Option<Vec<_>>>()?;
        let written = Written::new(file, &Arc::new(outline), targets, self.quotes);
        Some(Page {
            path: self.path.clone().into_owned(),
            template: self.template.clone().into_owned(),
            kind: PageKind::Editor,
            title: self.title.clone().into_owned(),
            description: self.description.clone().into_owned(),
            date: self.date,
            terms: self.terms.clone().into_owned(),
            file: Some(file.path.to_string()),
            section: self.section.clone().into_owned(),
            crumbs: self.crumbs.clone().into_owned(),
            body: vec![Block::Written(written)],
            evidence: Vec::new(),
            sources: Vec::new(),
            basis: None,
            site: Arc::clone(site),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Options, explain, fixture};
    use super::*;

    const TEXT: &str = "---\ntitle: Plan\ntags: [money]\n---\n## Why\n\nSee [it](@/other.md).\n";

    #[test]
    fn a_page_is_made_anew_while_its_face_is_the_same() {
        let outlined = |path: &'static str, text: &'static str| {
            let file = ContentFile::new(path, text);
            let outline = Arc::new(outline(&file).unwrap());
            ContentFile::outlined(path, Arc::new(text.as_bytes()), outline)
        };
        let files = vec![
            outlined("content/plan.md", TEXT),
            outlined("content/other.md", "# Other\n\nText.\n"),
        ];
        let sources = fixture::sources();
        let subject = fixture::subject(&sources);
        let content = Content { files, ..Content::default() };
        let pages =
            explain(&subject, &sources, &content, &fixture::config(), &Options::default()).value;
        let page = pages.iter().find(|page| page.file.as_deref() == Some("content/plan.md"));
        let page = page.unwrap();
        let (file, short) = stub(page).unwrap();
        let bytes = postcard::to_stdvec(&short).unwrap();
        let kept: Stub = postcard::from_bytes(&bytes).unwrap();
        let again = |text: &str| kept.page(&ContentFile::new(file, text), &page.site);
        assert_eq!(again(TEXT).as_ref(), Some(page));
        let other = again(&TEXT.replace("See", "Read")).unwrap();
        assert!(other != *page && other.title == page.title && other.terms == page.terms);
        for (from, to) in [
            ("Plan", "Plans"),
            ("money", "law"),
            ("@/other.md", "@/others.md"),
            ("See", "“See every lamp of the pact”"),
            ("See", "It is so [@a]."),
            ("## Why\n\nSee [it](@/other.md).\n", ""),
        ] {
            assert!(again(&TEXT.replace(from, to)).is_none(), "{to}");
        }
    }
}
