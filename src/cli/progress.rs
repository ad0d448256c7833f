//! A progress bar for people who wait: only on a terminal, and only after half a second.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sitegen::pipeline::Progress;

const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that shows itself when it has to.
pub(super) struct Bar {
    drawn: ProgressBar,
    started: Instant,
    wanted: bool,
    shown: AtomicBool,
}

impl Bar {
    /// A bar; never shown if it is not `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let template = "{prefix:>9} [{bar:30}] {pos}/{len}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { drawn: bar, started: Instant::now(), wanted, shown: AtomicBool::new(false) }
    }

    /// Takes it away.
    pub(super) fn end(&self) {
        self.drawn.finish_and_clear();
    }

    fn show_if_late(&self) {
        let late = self.wanted && self.started.elapsed() > PATIENCE;
        if late && !self.shown.swap(true, Ordering::Relaxed) {
            // It draws nothing where standard error is no terminal.
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &'static str, total: usize) {
        self.drawn.set_prefix(stage);
        self.drawn.set_length(total as u64);
        self.drawn.set_position(0);
        self.show_if_late();
    }

    fn advance(&self) {
        self.drawn.inc(1);
        self.show_if_late();
    }
}
