//! Does one text go along another from end to end? A copy whose letters are damaged everywhere does, another text does not.

use super::{Landmarks, Mark, found};

/// So many landmarks in a row are a stretch.
const STRETCH: usize = 24;
/// How far, of the longer text's length, a landmark may stand from where it is expected.
const NEAR: f64 = 0.04;

/// How far the shorter of two texts is found in the longer, in the same order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignment {
    /// The share of its landmarks that stand where they are expected: 0 to 1.
    pub share: f64,
    /// The same of the stretch of it where they are fewest: 0 where a paragraph is another.
    pub least: f64,
    /// How many of its landmarks were looked for.
    pub compared: usize,
}

impl Landmarks {
    /// Lays the shorter text along the longer where most landmarks fall together (a Hough transform with one parameter, the
    /// beginning), and looks for each.
    pub fn alignment(&self, other: &Landmarks) -> Alignment {
        let (shorter, longer) = if self.length <= other.length { (self, other) } else { (other, self) };
        let scale = self.scale.max(other.scale);
        let (ours, theirs) = (shorter.below(scale), longer.below(scale));
        let stretched = f64::from(shorter.length) / f64::from(longer.length.max(1));
        let begins = beginning(ours, theirs, stretched);
        let mut standing: Vec<(u16, bool)> = Vec::new();
        for mark in ours {
            let its = found(theirs, mark.hash);
            standing.extend(mark.places.iter().map(|place| {
                let expected = begins + part(*place) * stretched;
                (*place, its.is_some_and(|its| its.places.iter().any(|at| (part(*at) - expected).abs() <= NEAR)))
            }));
        }
        standing.sort_unstable();
        summed(&standing)
    }
}

fn part(place: u16) -> f64 {
    f64::from(place) / f64::from(u16::MAX)
}

/// Where in the longer text the shorter begins, so that most landmarks fall together.
fn beginning(ours: &[Mark], theirs: &[Mark], stretched: f64) -> f64 {
    let pairs = ours.iter().filter_map(|mark| Some((mark, found(theirs, mark.hash)?)));
    let votes = pairs.flat_map(|(mark, its)| {
        mark.places
            .iter()
            .flat_map(move |one| its.places.iter().map(move |other| part(*other) - part(*one) * stretched))
    });
    let mut votes: Vec<f64> = votes.collect();
    votes.sort_unstable_by(f64::total_cmp);
    let (mut first, mut most, mut begins) = (0, 0, 0.0);
    for (last, vote) in votes.iter().enumerate() {
        while vote - votes[first] > NEAR {
            first += 1;
        }
        if last - first >= most {
            (most, begins) = (last - first, (vote + votes[first]) / 2.0);
        }
    }
    begins
}

/// Stretches are equally long, so that none is a rest.
fn summed(standing: &[(u16, bool)]) -> Alignment {
    let share = |of: &[(u16, bool)]| of.iter().filter(|(_, stands)| *stands).count() as f64 / of.len().max(1) as f64;
    let count = (standing.len() / STRETCH).max(1);
    let stretches = (0..count).map(|n| &standing[standing.len() * n / count..standing.len() * (n + 1) / count]);
    let least = stretches.map(share).fold(1.0, f64::min);
    Alignment { share: share(standing), least, compared: standing.len() }
}

#[cfg(test)]
mod tests {
    use super::super::Landmarks;
    use crate::fingerprint::tests::document;

    fn words(range: std::ops::Range<u32>) -> Vec<String> {
        range.map(|n| format!("W{n}ord")).collect()
    }

    fn landmarks(words: &[String]) -> Landmarks {
        Landmarks::of(&document(&words.join(" ")))
    }

    #[test]
    fn damage_everywhere_leaves_every_stretch_and_another_paragraph_leaves_none() {
        let whole = words(0..2000);
        let damaged: Vec<String> = words(0..2000)
            .into_iter()
            .enumerate()
            .map(|(n, word)| if n % 10 == 0 { format!("x{n}y") } else { word })
            .collect();
        let revised = [words(0..900), words(5000..5200), words(1100..2000)].concat();
        let along = landmarks(&whole).alignment(&landmarks(&damaged));
        assert!(along.share > 0.85 && along.least > 0.6 && along.compared > 100, "{along:?}");
        let along = landmarks(&whole).alignment(&landmarks(&revised));
        assert!(along.share > 0.8 && along.least < 0.2, "{along:?}");
    }

    #[test]
    fn a_part_is_found_wherever_it_stands() {
        let along = landmarks(&words(0..2000)).alignment(&landmarks(&words(700..1500)));
        assert!(along.share > 0.95 && along.least > 0.8, "{along:?}");
    }
}
