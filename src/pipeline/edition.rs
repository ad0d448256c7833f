//! What the site states, to be recorded: a run of the whole, and then what it published.

use crate::date::Date;
use crate::diagnostic::Checked;
use crate::disk::Snapshot;
use crate::lexicon::Lexicon;
use crate::pages::editions::{self, Edition};
use crate::subject::review;

use super::articles::{self, Articles};
use super::clock::{Clock, Progress, Silent};
use super::content::content;
use super::outlines::Outlines;
use super::{Options, configuration, curated, decisions, has_errors, run, understand};

/// Runs as far as what the site states, as the edition of `date`; none where errors forbid to
/// publish it.
pub fn edition(
    snapshot: &Snapshot,
    options: &Options,
    date: Date,
    about: &str,
    progress: &dyn Progress,
) -> Checked<Option<Edition>> {
    let whole = run(snapshot, options, progress);
    if has_errors(&whole.diagnostics) {
        return Checked::new(None, whole.diagnostics);
    }
    // What there is to say was said by the run of the whole.
    let mut clock = Clock::new(&Silent);
    let config = configuration(snapshot, options).value;
    let mut lexicon = Lexicon::load(&config.lexicon).value;
    let Articles { sources, .. } = articles::read(snapshot, &lexicon, &mut clock);
    let (_, subject) = understand(&sources, &config, &mut lexicon, &mut clock).value;
    let content = content(snapshot, &mut Outlines::default(), &mut Vec::new());
    let subject = curated(subject, &content, &sources, &config).value;
    let (subject, _) = review::apply(subject, &decisions(snapshot).value, &sources).value;
    let edition = editions::edition(&subject, &sources, &config, date, about);
    Checked::new(Some(edition), whole.diagnostics)
}
