//! How long stages take, and who wants to know how far they are.

use std::time::{Duration, Instant};

/// Stages in order, and how long each took.
pub type Timings = Vec<(&'static str, Duration)>;

/// How long all pages of a template took together, each on its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateTime {
    /// The template, such as "page.html".
    pub template: String,
    /// How many pages.
    pub pages: usize,
    /// How long.
    pub time: Duration,
}

/// Somebody who waits.
pub trait Progress: Sync {
    /// A stage begins that has `total` things to do.
    fn begin(&self, stage: &'static str, total: usize);
    /// One of them is done.
    fn advance(&self);
}

/// Nobody waits.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: &'static str, _total: usize) {}
    fn advance(&self) {}
}

/// Takes the time of one stage after the other.
pub(super) struct Clock<'a> {
    progress: &'a dyn Progress,
    timings: Timings,
    running: Option<(&'static str, Instant)>,
}

impl<'a> Clock<'a> {
    pub(super) fn new(progress: &'a dyn Progress) -> Self {
        Self { progress, timings: Vec::new(), running: None }
    }

    /// Begins a stage, which ends the one before it.
    pub(super) fn begin(&mut self, stage: &'static str, total: usize) {
        self.lap();
        self.progress.begin(stage, total);
        self.running = Some((stage, Instant::now()));
    }

    /// Whom to tell that one thing more is done.
    pub(super) fn progress(&self) -> &'a dyn Progress {
        self.progress
    }

    pub(super) fn end(mut self) -> Timings {
        self.lap();
        self.timings
    }

    fn lap(&mut self) {
        if let Some((stage, started)) = self.running.take() {
            self.timings.push((stage, started.elapsed()));
        }
    }
}
