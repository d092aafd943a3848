//! Which passages match: the query's condition over sets of places.

use fixedbitset::FixedBitSet;

use super::postings::Postings;
use crate::query::Condition;

/// Where the words and phrases of a query stand, in the order in which it names them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) words: Vec<Postings>,
    pub(crate) phrases: Vec<Postings>,
}

/// The places that match a condition, of these that are there.
pub(crate) fn matching(condition: &Condition, found: &Found, alive: &[bool]) -> FixedBitSet {
    match condition {
        Condition::Word(word) => places(&found.words[*word], alive.len()),
        Condition::Phrase(phrase) => places(&found.phrases[*phrase], alive.len()),
        Condition::Either(conditions) => {
            let mut either = FixedBitSet::with_capacity(alive.len());
            conditions.iter().for_each(|condition| either.union_with(&matching(condition, found, alive)));
            either
        }
        Condition::Every(conditions) => every(conditions, found, alive),
        Condition::Not(condition) => {
            let mut others = all(alive);
            others.difference_with(&matching(condition, found, alive));
            others
        }
    }
}

fn every(conditions: &[Condition], found: &Found, alive: &[bool]) -> FixedBitSet {
    let (excluded, required): (Vec<_>, Vec<_>) = conditions.iter().partition(|c| matches!(c, Condition::Not(_)));
    let mut required = required.into_iter().map(|condition| matching(condition, found, alive));
    let mut every = required.next().unwrap_or_else(|| all(alive));
    required.for_each(|set| every.intersect_with(&set));
    for condition in excluded {
        if let Condition::Not(condition) = condition {
            every.difference_with(&matching(condition, found, alive));
        }
    }
    every
}

fn places(postings: &Postings, size: usize) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(size);
    postings.0.iter().for_each(|(place, _)| set.insert(*place as usize));
    set
}

fn all(alive: &[bool]) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(alive.len());
    alive.iter().enumerate().filter(|(_, alive)| **alive).for_each(|(place, _)| set.insert(place));
    set
}
