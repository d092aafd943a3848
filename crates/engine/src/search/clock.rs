//! The time that a search may take. When it is over, what was found by then is the answer, and the answer says so.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// How many steps are taken between two looks at the clock.
const STEPS: u32 = 64;

/// The time of one search.
#[derive(Debug)]
pub(crate) struct Clock {
    deadline: Option<Instant>,
    steps: Cell<u32>,
    over: Cell<bool>,
}

impl Clock {
    /// Starts; without a limit it never ends.
    pub(crate) fn start(limit: Option<Duration>) -> Clock {
        let deadline = limit.map(|limit| Instant::now() + limit);
        Clock { deadline, steps: Cell::new(0), over: Cell::new(false) }
    }

    /// Takes a step; says whether the time is over. The first step looks.
    pub(crate) fn is_over(&self) -> bool {
        let Some(deadline) = self.deadline else { return false };
        let steps = self.steps.replace(self.steps.get().wrapping_add(1));
        if steps.is_multiple_of(STEPS) && Instant::now() >= deadline {
            self.over.set(true);
        }
        self.over.get()
    }

    /// Whether some step came too late.
    pub(crate) fn was_over(&self) -> bool {
        self.over.get()
    }
}
