//! What is known of some neighbouring places while leaf after leaf is read: their scores, and which leaves they have.
//!
//! Small enough for the processor's first cache, and of a size that compilers know, so that no place is checked against it.

use super::place_set::Bits;

/// Places of a window: 16 bytes each, 32 KiB in all.
pub(super) const WINDOW: usize = 2048;

/// What is known of the places of a window.
#[derive(Debug)]
pub(super) struct Window {
    cells: Box<[Cell; WINDOW]>,
    /// A bit for each place of which something is known.
    touched: [u64; WINDOW / 64],
}

/// What is known of a place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    /// A bit for each leaf.
    pub(super) leaves: u64,
    pub(super) score: f32,
}

impl Default for Window {
    fn default() -> Window {
        Window { cells: Box::new([Cell::default(); WINDOW]), touched: [0; WINDOW / 64] }
    }
}

impl Window {
    /// Adds what a leaf counts, and its bit, to what is known of the place that is so many after the window's first.
    pub(super) fn add(&mut self, at: u32, share: f32, bit: u64) {
        let at = at as usize % WINDOW;
        let cell = &mut self.cells[at];
        cell.score += share;
        cell.leaves |= bit;
        self.touched[at / 64] |= 1 << (at % 64);
    }

    /// Calls back with each place of which something is known, ascending, and forgets it.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, Cell)) {
        for (nth, touched) in self.touched.iter_mut().enumerate() {
            for bit in Bits(std::mem::take(touched)) {
                let at = (nth * 64 + bit as usize) % WINDOW;
                each(at as u32, std::mem::take(&mut self.cells[at]));
            }
        }
    }
}
