//! Work that searches may still do, counted in steps and not in time: the same answers on every machine.

use std::cell::Cell;

/// Work still allowed, in elementary steps.
#[derive(Debug)]
pub(super) struct Work(Cell<u64>);

impl Work {
    pub fn new(steps: u64) -> Work {
        Work(Cell::new(steps))
    }

    /// Takes some; false when there is none left.
    pub fn take(&self, steps: u64) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(steps));
        left >= steps
    }

    /// Sets apart at most so much for one task.
    pub fn share(&self, most: u64) -> Work {
        let part = most.min(self.0.get());
        self.take(part);
        Work::new(part)
    }

    /// Sets apart half of what is left for one task.
    pub fn half(&self) -> Work {
        self.share(self.0.get() / 2)
    }

    /// Gives back what a task did not use.
    pub fn give_back(&self, rest: &Work) {
        self.0.set(self.0.get() + rest.0.get());
    }
}
