//! Is this text a translation of that? What a translation leaves standing: figures, names and cognates, and where they stand.
//!
//! Not here: which documents are a pair. That also depends on what else is held, and is the catalogue's.

mod alignment;
mod spelling;

use std::collections::BTreeMap;

use crate::{Document, Passage};
pub use alignment::Alignment;
use spelling::Spelling;

/// At most so many landmarks are kept of a text; the rest is left out by their hashes, so that two texts keep the same ones.
const KEPT: usize = 512;
/// A word that stands more often than this says nothing of a place.
const MOST_OFTEN: usize = 8;
/// With so many occurrences and more, places are compared more closely: the noise of long texts is in chance neighbours.
const LONG: usize = 200;
/// How far apart, of the whole length, the places of one landmark in two texts are: one standard deviation.
const NEAR: f64 = 0.1;
/// The same for long texts, whose parts keep their places better.
const NEAR_IN_LONG: f64 = 0.05;
/// By so much of its length one text is turned against the other, to see what chance alone would give.
const TURNS: u16 = 8;

/// A sample of a text's landmarks with their places. Notes are left out, since formats put them in other places.
///
/// That cognates and figures align translations is Simard, Foster and Isabelle 1992 ("Using cognates to align sentences in bilingual
/// corpora"); that they stand near the diagonal is Church 1993 ("Char_align") and Melamed 1999 ("Bitext maps and alignment").
/// The sample is taken as that of [`crate::Fingerprint`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landmarks {
    scale: u8,
    /// Characters of the whole text.
    length: u32,
    /// By their hashes, in rising order.
    marks: Vec<Mark>,
}

/// A landmark, and where it stands: of the text's length, in 65,536ths, in rising order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    hash: u32,
    places: Vec<u16>,
}

impl Landmarks {
    /// The landmarks of a document's passages.
    pub fn of(document: &Document) -> Landmarks {
        let length: usize = document.passages.iter().map(|passage| passage.text.chars().count()).sum();
        let mut places: BTreeMap<u32, Vec<u16>> = BTreeMap::new();
        let (mut spelling, mut before) = (Spelling::new(), 0);
        for Passage { text, .. } in &document.passages {
            for (at, hash) in spelling.landmarks(text) {
                let place = (before + at) * usize::from(u16::MAX) / length.max(1);
                places.entry(hash).or_default().push(u16::try_from(place).unwrap_or(u16::MAX));
            }
            before += text.chars().count();
        }
        let marks = places.into_iter().filter(|(_, places)| places.len() <= MOST_OFTEN);
        let marks: Vec<Mark> = marks.map(|(hash, places)| Mark { hash, places }).collect();
        let mut landmarks = Landmarks { scale: 0, length: u32::try_from(length).unwrap_or(u32::MAX), marks };
        while landmarks.marks.len() > KEPT {
            landmarks.scale += 1;
            let kept = landmarks.below(landmarks.scale).len();
            landmarks.marks.truncate(kept);
        }
        landmarks
    }

    /// The hashes of the landmarks that are kept, in rising order.
    pub fn hashes(&self) -> impl Iterator<Item = u32> + '_ {
        self.marks.iter().map(|mark| mark.hash)
    }

    /// How many characters the text has.
    pub fn length(&self) -> u32 {
        self.length
    }

    /// How many landmarks two texts share and stand at the same place, of how many they have: 0 to 1, the geometric mean of both
    /// shares.
    pub fn likeness(&self, other: &Landmarks) -> f64 {
        self.turned(other, 0)
    }

    /// What [`Landmarks::likeness`] would be by chance: the mean when one text is turned against the other.
    pub fn chance(&self, other: &Landmarks) -> f64 {
        let turns = (1..TURNS).map(|turn| self.turned(other, turn * (u16::MAX / TURNS)));
        turns.sum::<f64>() / f64::from(TURNS - 1)
    }

    /// How many landmarks two texts have in common, wherever they stand.
    pub fn common(&self, other: &Landmarks) -> usize {
        let scale = self.scale.max(other.scale);
        let theirs = other.below(scale);
        self.below(scale).iter().filter(|mark| found(theirs, mark.hash).is_some()).count()
    }

    /// How many landmarks two texts share at the same place, each counted by how near it stands; of what both have kept.
    pub fn in_place(&self, other: &Landmarks) -> f64 {
        self.meeting(other, 0)
    }

    fn turned(&self, other: &Landmarks, turn: u16) -> f64 {
        let scale = self.scale.max(other.scale);
        let both = occurrences(self.below(scale)) as f64 * occurrences(other.below(scale)) as f64;
        if both == 0.0 { 0.0 } else { self.meeting(other, turn) / both.sqrt() }
    }

    fn meeting(&self, other: &Landmarks, turn: u16) -> f64 {
        let scale = self.scale.max(other.scale);
        let (ours, theirs) = (self.below(scale), other.below(scale));
        let near = if occurrences(ours).min(occurrences(theirs)) << scale < LONG { NEAR } else { NEAR_IN_LONG };
        let pairs = ours.iter().filter_map(|mark| Some((mark, found(theirs, mark.hash)?)));
        pairs.map(|(mark, its)| together(mark, its, turn, near)).sum()
    }

    /// As bytes, to be kept: the scale, the length, then each hash with the number of its places and the places, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![self.scale];
        bytes.extend(self.length.to_le_bytes());
        for mark in &self.marks {
            bytes.extend(mark.hash.to_le_bytes());
            bytes.push(mark.places.len() as u8);
            mark.places.iter().for_each(|place| bytes.extend(place.to_le_bytes()));
        }
        bytes
    }

    /// What [`Landmarks::to_bytes`] wrote; none if the bytes are not that.
    pub fn from_bytes(bytes: &[u8]) -> Option<Landmarks> {
        let (scale, rest) = bytes.split_first()?;
        let (length, mut rest) = rest.split_first_chunk::<4>()?;
        let mut marks: Vec<Mark> = Vec::new();
        while !rest.is_empty() {
            let (hash, after) = rest.split_first_chunk::<4>()?;
            let (count, after) = after.split_first()?;
            let (places, after) = after.split_at_checked(2 * usize::from(*count))?;
            let places = places.as_chunks::<2>().0.iter().map(|place| u16::from_le_bytes(*place)).collect();
            marks.push(Mark { hash: u32::from_le_bytes(*hash), places });
            rest = after;
        }
        let is_sound = *scale < 32 && marks.is_sorted_by_key(|mark| mark.hash);
        is_sound.then_some(Landmarks { scale: *scale, length: u32::from_le_bytes(*length), marks })
    }

    fn below(&self, scale: u8) -> &[Mark] {
        let bound = u32::MAX >> scale;
        &self.marks[..self.marks.partition_point(|mark| mark.hash <= bound)]
    }
}

fn found(marks: &[Mark], hash: u32) -> Option<&Mark> {
    marks.binary_search_by_key(&hash, |mark| mark.hash).ok().map(|at| &marks[at])
}

fn occurrences(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.places.len()).sum()
}

/// How many occurrences of a landmark answer one another: each counts by how near the other text's nearest one stands.
fn together(one: &Mark, other: &Mark, turn: u16, near: f64) -> f64 {
    let whole = f64::from(u16::MAX);
    let theirs: Vec<f64> = other.places.iter().map(|place| f64::from(place.wrapping_add(turn)) / whole).collect();
    let ours: Vec<f64> = one.places.iter().map(|place| f64::from(*place) / whole).collect();
    let closeness = |place: f64, among: &[f64]| {
        let nearest = among.iter().map(|other| (place - other).abs()).fold(f64::INFINITY, f64::min);
        (-(nearest / near).powi(2) / 2.0).exp()
    };
    let there: f64 = ours.iter().map(|place| closeness(*place, &theirs)).sum();
    let back: f64 = theirs.iter().map(|place| closeness(*place, &ours)).sum();
    (there + back) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::tests::document;

    const ENGLISH: &str = "In 2019 the Colombian government gave 24,000 permits to Venezuelan families. Yuneda Nelo and her \
        cousin Michael waited in Medellín for documents. The commission on human rights called the policy generous but fragile.";
    const SPANISH: &str = "En 2019 el gobierno colombiano otorgó 24.000 permisos a familias venezolanas. Yuneda Nelo y su \
        primo Michael esperaron sus documentos en Medellín. La comisión de derechos humanos calificó la política de generosa, \
        pero frágil.";
    const OTHER: &str = "La comisión de derechos humanos visitó a familias venezolanas en Medellín en 2021. El gobierno \
        colombiano negó 3.000 permisos, y la política de documentos fue calificada de frágil por el defensor del pueblo.";

    fn landmarks(text: &str) -> Landmarks {
        Landmarks::of(&document(text))
    }

    #[test]
    fn a_translation_is_more_alike_than_another_text_on_the_matter() {
        let english = landmarks(ENGLISH);
        let (translated, other) = (english.likeness(&landmarks(SPANISH)), english.likeness(&landmarks(OTHER)));
        assert!(translated > 0.4 && translated > 2.0 * other, "{translated} against {other}");
    }

    #[test]
    fn places_tell_texts_with_the_same_names_apart() {
        let names: Vec<String> = (0..300).map(|n| format!("Name{n}ville")).collect();
        let turned: Vec<String> = names.iter().rev().cloned().collect();
        let (one, two) = (landmarks(&names.join(" ")), landmarks(&turned.join(" ")));
        assert!(one.likeness(&one) > 0.99 && one.chance(&one) < 0.3);
        assert!(one.likeness(&two) < 0.2, "{}", one.likeness(&two));
        assert_eq!(one.common(&two), one.marks.len());
    }

    #[test]
    fn a_sample_of_a_long_text_is_compared_with_all_of_a_short_one() {
        let names = |to: u32| (0..to).map(|n| format!("{}", 1000 + n)).collect::<Vec<_>>().join(" ");
        let (long, short) = (landmarks(&names(4000)), landmarks(&names(400)));
        assert!(long.marks.len() <= KEPT && long.scale > 0);
        assert!(long.likeness(&long) > 0.99);
        assert!(long.likeness(&short) < 0.2, "their places differ");
    }

    #[test]
    fn what_is_kept_is_read_back_and_nothing_else_is() {
        let whole = landmarks(ENGLISH);
        assert_eq!(Landmarks::from_bytes(&whole.to_bytes()), Some(whole.clone()));
        assert_eq!(Landmarks::from_bytes(&[]), None);
        assert_eq!(Landmarks::from_bytes(&whole.to_bytes()[..13]), None);
        assert_eq!(landmarks("").likeness(&whole), 0.0);
    }
}
