//! A set of places or documents: a bit for each that there is.
//!
//! Adding needs no branch, which the processor would guess wrongly for every other passage, and going through it is going
//! through the columns in their order.

/// Numbers below a bound.
#[derive(Debug, Default)]
pub(super) struct PlaceSet {
    words: Vec<u64>,
}

impl PlaceSet {
    /// An empty set of numbers below `bound`.
    pub(super) fn below(bound: usize) -> PlaceSet {
        PlaceSet { words: vec![0; bound.div_ceil(64)] }
    }

    /// Adds a number; says whether it was not there.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let word = &mut self.words[number as usize / 64];
        let bit = 1 << (number % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Whether a number is there.
    pub(super) fn has(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
    }

    /// Calls back with each number, ascending, and leaves the set empty.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32)) {
        for (nth, word) in (0u32..).zip(&mut self.words).filter(|(_, word)| **word != 0) {
            Bits(std::mem::take(word)).for_each(|bit| each(nth * 64 + bit));
        }
    }
}

/// The places of the bits of a number.
pub(crate) struct Bits(pub(crate) u64);

impl Iterator for Bits {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_comes_out_once_and_in_order() {
        let mut set = PlaceSet::below(130);
        let added = [129, 0, 64, 63, 0, 129].map(|number| set.insert(number));
        assert_eq!(added, [true, true, true, true, false, false]);
        assert!(set.has(64) && !set.has(65));
        let mut drained = Vec::new();
        set.drain(|number| drained.push(number));
        assert_eq!(drained, [0, 63, 64, 129]);
        set.drain(|number| panic!("{number} was left"));
    }
}
