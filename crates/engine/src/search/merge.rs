//! Lists of places made one: in order, and every place once.

use super::occurrences::Occurrence;

/// Room to merge lists in.
pub(super) type Spare = [Vec<Occurrence>; 2];

/// So many stretches are merged one after the other; more, which words of a pattern have, are sorted.
const FEW: usize = 8;

/// Puts a list of ascending stretches in order and adds up equal places. Each term has a stretch, and the other stems of
/// a word are rare beside its own.
pub(super) fn join_equal_places(list: &mut Vec<Occurrence>, [merged, next]: &mut Spare) {
    let mut stretches = list.chunk_by(|one, other| one.place < other.place);
    let first = stretches.next().unwrap_or_default();
    if first.len() == list.len() {
        return;
    }
    if stretches.clone().nth(FEW).is_some() {
        list.sort_by_key(|found| found.place);
        return list.dedup_by(|next, kept| {
            let is_same = next.place == kept.place;
            if is_same {
                *kept = joined(*kept, *next);
            }
            is_same
        });
    }
    merged.clear();
    merged.extend_from_slice(first);
    for stretch in stretches {
        merge(merged, stretch, next);
        std::mem::swap(merged, next);
    }
    std::mem::swap(list, merged);
}

/// Merges two ascending lists, equal places added up.
fn merge(one: &[Occurrence], other: &[Occurrence], merged: &mut Vec<Occurrence>) {
    let (mut many, few) = if one.len() < other.len() { (other, one) } else { (one, other) };
    merged.clear();
    merged.reserve(many.len() + few.len());
    for found in few {
        let (before, rest) = many.split_at(before(many, found.place));
        merged.extend_from_slice(before);
        many = rest;
        match rest.split_first() {
            Some((same, rest)) if same.place == found.place => {
                merged.push(joined(*same, *found));
                many = rest;
            }
            _ => merged.push(*found),
        }
    }
    merged.extend_from_slice(many);
}

/// How many of an ascending list stand before a place: looked for in steps that double, since it is not far.
pub(super) fn before(list: &[Occurrence], place: u32) -> usize {
    let mut step = 1;
    while list.get(step - 1).is_some_and(|found| found.place < place) {
        step *= 2;
    }
    let from = step / 2;
    from + list[from..list.len().min(step)].partition_point(|found| found.place < place)
}

/// Two occurrences in one place.
fn joined(one: Occurrence, other: Occurrence) -> Occurrence {
    let times = one.times.abs() + other.times.abs();
    let is_own = one.times > 0.0 || other.times > 0.0;
    Occurrence { place: one.place, times: if is_own { times } else { -times } }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_that_are_merged_have_every_place_once_with_all_its_times(
            stretches in prop::collection::vec(prop::collection::btree_map(0u32..60, -3i8..3, 0..40), 0..12),
        ) {
            let occurrence = |(place, times): (&u32, &i8)| Occurrence { place: *place, times: f32::from(*times) };
            let mut list: Vec<Occurrence> = stretches.iter().flat_map(|stretch| stretch.iter().map(occurrence)).collect();
            join_equal_places(&mut list, &mut Spare::default());
            let expected = (0..60).filter_map(|place| {
                let all: Vec<f32> = stretches.iter().filter_map(|stretch| stretch.get(&place)).map(|times| f32::from(*times)).collect();
                let times: f32 = all.iter().map(|times| times.abs()).sum();
                let is_own = all.len() == 1 && all[0] > 0.0 || all.len() > 1 && all.iter().any(|times| *times > 0.0);
                (!all.is_empty()).then_some((place, if is_own { times } else { -times }))
            });
            let found: Vec<(u32, f32)> = list.iter().map(|found| (found.place, found.times)).collect();
            prop_assert_eq!(found, expected.collect::<Vec<_>>());
        }
    }
}
