//! How far a build is, for whoever waits for it.

use std::fmt;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// How far a build is. It can be looked at from any thread.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
}

/// What a build does one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Reading,
    Pages,
    Pictures,
    Index,
}

impl Progress {
    /// Files made in this stage of the build.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Files to make in this stage.
    pub fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    pub(crate) fn begin(&self, stage: Stage, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (done, total) = (self.done(), self.total());
        match self.stage.load(Ordering::Relaxed) {
            stage if stage == Stage::Pages as u8 => write!(formatter, "{done} of {total} pages and data files"),
            stage if stage == Stage::Pictures as u8 => write!(formatter, "{done} of {total} pictures for shared links"),
            stage if stage == Stage::Index as u8 => formatter.write_str("the search index and photographs"),
            _ => formatter.write_str("reading and checking the content"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Progress, Stage};

    #[test]
    fn it_says_what_is_done_and_how_much() {
        let progress = Progress::default();
        assert_eq!(progress.to_string(), "reading and checking the content");
        progress.begin(Stage::Pages, 20);
        progress.step();
        assert_eq!(progress.to_string(), "1 of 20 pages and data files");
        progress.begin(Stage::Pictures, 9);
        assert_eq!((progress.done(), progress.total()), (0, 9));
    }
}
