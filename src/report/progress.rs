//! The bar on a terminal while projects are read, then while documents are printed. Nothing anywhere else.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use jalon::Progress;
use jalon::diagnostic::visible;

use crate::args::Format;

/// How often the bar is drawn again while one long file is read.
const TICK: Duration = Duration::from_millis(250);

/// A bar that follows a run.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Hidden unless a person looks at a terminal.
    pub fn new(format: Format) -> Bar {
        let bar = ProgressBar::hidden();
        if format == Format::Texte && std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        Bar(bar)
    }

    /// Moves with the run.
    pub fn follow(&self, progress: &Progress) {
        match progress {
            Progress::Reading(count) => self.begin("Lecture", *count),
            Progress::Start(count) => self.begin("Composition", *count),
            Progress::Read(id) | Progress::Done(id) => {
                self.0.set_message(visible(id));
                self.0.inc(1);
            }
        }
    }

    fn begin(&self, what: &'static str, count: usize) {
        self.0.reset();
        self.0.set_length(count as u64);
        self.0.set_prefix(what);
        self.0.set_message("");
        let style = "{prefix} {spinner} {bar:30} {pos}/{len} · encore {eta} · {msg}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.0.set_style(style);
        }
        if !self.0.is_hidden() {
            self.0.enable_steady_tick(TICK);
        }
    }

    /// Wipes the bar, before anything is told.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}
