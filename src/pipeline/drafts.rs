//! A run as far as the pages: what each is made of, nothing rendered.
//!
//! It stands alone because only whoever asks about a page needs them as values.

use super::articles;
use super::clock::{Clock, Progress};
use super::content::content;
use super::outlines::Outlines;
use super::{Options, configuration, curated, decisions, has_errors, understand};
use crate::diagnostic::Checked;
use crate::disk::Snapshot;
use crate::lexicon::Lexicon;
use crate::pages::{self, Page};
use crate::subject::review;

/// Runs as far as the pages of the site.
pub fn pages(
    snapshot: &Snapshot,
    options: &Options,
    progress: &dyn Progress,
) -> Checked<Vec<Page>> {
    let mut clock = Clock::new(progress);
    let mut said = Vec::new();
    let config = configuration(snapshot, options).into(&mut said);
    let mut lexicon = Lexicon::load(&config.lexicon).into(&mut said);
    if has_errors(&said) {
        return Checked::new(Vec::new(), said);
    }
    let articles = articles::read(snapshot, &lexicon, &mut clock);
    said.extend(articles.said);
    let sources = articles.sources;
    let (_, subject) = understand(&sources, &config, &mut lexicon, &mut clock).into(&mut said);
    let content = content(snapshot, &mut Outlines::default(), &mut said);
    let subject = curated(subject, &content, &sources, &config).into(&mut said);
    let decisions = decisions(snapshot).into(&mut said);
    let (subject, _) = review::apply(subject, &decisions, &sources).into(&mut said);
    let how = pages::Options { as_of: options.as_of, drafts: false };
    let pages = pages::explain(&subject, &sources, &content, &config, &how).into(&mut said);
    Checked::new(pages, said)
}
