//! What was read, article by article, beside what became of it: a run without the site.
//!
//! It stands alone because only whoever looks into extraction needs the evidence itself; a build
//! keeps no more of it than the subject.

use crate::diagnostic::Checked;
use crate::disk::Snapshot;
use crate::evidence::Evidence;
use crate::lexicon::Lexicon;
use crate::sources::Source;
use crate::subject::Subject;

use super::articles::{self, Articles};
use super::clock::{Clock, Silent};
use super::{Options, configuration, has_errors, understand};

/// The articles of a project, what each of them says, and the one picture made of it.
#[derive(Clone, Debug, Default)]
pub struct Study {
    /// The articles, cut into passages.
    pub sources: Vec<Source>,
    /// What each of them says, in the same order.
    pub evidence: Vec<Evidence>,
    /// What all of them say, before any decision of a person.
    pub subject: Subject,
}

/// Runs as far as the subject, and hands out everything that it rests on.
pub fn study(snapshot: &Snapshot) -> Checked<Study> {
    let mut clock = Clock::new(&Silent);
    let mut diagnostics = Vec::new();
    let config = configuration(snapshot, &Options::default()).into(&mut diagnostics);
    let mut lexicon = Lexicon::load(&config.lexicon).into(&mut diagnostics);
    if has_errors(&diagnostics) {
        return Checked::new(Study::default(), diagnostics);
    }
    let Articles { sources, said, .. } = articles::read(snapshot, &lexicon, &mut clock);
    diagnostics.extend(said);
    let (evidence, subject) =
        understand(&sources, &config, &mut lexicon, &mut clock).into(&mut diagnostics);
    Checked::new(Study { sources, evidence, subject }, diagnostics)
}
