//! Which passages match: the query's condition over the leaves that each has.

use crate::query::Condition;

/// A condition, ready to be asked of many passages.
pub(crate) enum Matching<'a> {
    /// Any of these leaves, as bits.
    Any(u64),
    /// What is more than that.
    Tree(&'a Condition),
}

impl Matching<'_> {
    pub(crate) fn of(condition: &Condition) -> Matching<'_> {
        let Condition::Either(parts) = condition else { return Matching::Tree(condition) };
        let bits = parts.iter().map(|part| if let Condition::Leaf(leaf) = part { Some(bit(*leaf)) } else { None });
        bits.sum::<Option<Bits>>().map_or(Matching::Tree(condition), |bits| Matching::Any(bits.0))
    }

    /// Whether a passage with these leaves matches.
    pub(crate) fn holds(&self, leaves: u64) -> bool {
        match self {
            Matching::Any(bits) => leaves & bits != 0,
            Matching::Tree(condition) => holds(condition, leaves),
        }
    }
}

fn holds(condition: &Condition, leaves: u64) -> bool {
    match condition {
        Condition::Leaf(leaf) => leaves & bit(*leaf).0 != 0,
        Condition::Every(parts) => parts.iter().all(|part| holds(part, leaves)),
        Condition::Either(parts) => parts.iter().any(|part| holds(part, leaves)),
        Condition::Not(part) => !holds(part, leaves),
    }
}

/// A set of leaves, whose sum is their union.
#[derive(Clone, Copy)]
struct Bits(u64);

impl std::iter::Sum for Bits {
    fn sum<I: Iterator<Item = Bits>>(bits: I) -> Bits {
        Bits(bits.fold(0, |all, bits| all | bits.0))
    }
}

fn bit(leaf: usize) -> Bits {
    Bits(1 << leaf.min(63))
}
