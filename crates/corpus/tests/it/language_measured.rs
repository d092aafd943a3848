//! Does the tagger reach the figures that DESIGN.md promises, on labelled texts and on the sample papers?
//!
//! The texts are in the shared folder; where it is absent each test says so and passes.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use apostille_corpus::{Language, Tagger};

static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

const NO_PRIOR: Option<&Language> = None;
/// With no document around, in an English one, in a Spanish one.
const PRIORS: [Option<&Language>; 3] = [NO_PRIOR, Some(&Language::EN), Some(&Language::ES)];

fn tag(text: &str) -> String {
    TAGGER.tag(text, NO_PRIOR).language.to_string()
}

/// A file of the shared folder; says so and gives none where the folder is absent.
fn shared(file: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not here", path.display());
    }
    text
}

/// How many of so many are right.
#[derive(Default, Clone, Copy)]
struct Share(u32, u32);

impl Share {
    fn add(&mut self, is_right: bool) {
        self.0 += u32::from(is_right);
        self.1 += 1;
    }

    fn value(self) -> f64 {
        f64::from(self.0) / f64::from(self.1)
    }
}

/// Language (ISO 639-3) and text of each row of a labelled file.
fn rows(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().skip(1).map(|line| {
        let mut cells = line.splitn(3, '\t');
        let (language, text) = (cells.next(), cells.nth(1));
        (language.expect("a row begins with its language"), text.expect("a row ends with its text"))
    })
}

#[test]
fn short_texts_reach_the_floors() {
    let Some(file) = shared("language/short-texts.tsv") else { return };
    // For each language: all texts, and those of 40 characters or fewer.
    let mut shares = [[Share::default(); 2]; 2];
    for (language, text) in rows(&file) {
        let (of, code) = if language == "spa" { (1, "es") } else { (0, "en") };
        let is_right = tag(text) == code;
        shares[of][0].add(is_right);
        if text.chars().count() <= 40 {
            shares[of][1].add(is_right);
        }
    }
    let [all, short] = [0, 1].map(|which| (shares[0][which].value() + shares[1][which].value()) / 2.0);
    eprintln!("short texts, macro average: {all:.4}; of 40 characters or fewer: {short:.4}");
    assert!(all >= 0.99 && short >= 0.98);
}

#[test]
fn texts_in_other_languages_are_neither_english_nor_spanish() {
    let Some(file) = shared("language/other-languages.tsv") else { return };
    let mut share = Share::default();
    for (_, text) in rows(&file).filter(|(_, text)| text.chars().count() > 60) {
        share.add(!matches!(tag(text).as_str(), "en" | "es"));
    }
    eprintln!("other languages over 60 characters: {:.4}", share.value());
    assert!(share.value() >= 0.9);
}

/// The notes of the sample paper by label, lines joined.
fn sample_notes(paper: &str) -> Vec<(String, String)> {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c);
    let mut notes: Vec<(String, String)> = Vec::new();
    let lines = paper.lines().skip_while(|line| !line.starts_with("¹ "));
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let label: String = line.chars().map_while(digit).map(|value| value.to_string()).collect();
        match notes.last_mut().filter(|_| label.is_empty()) {
            Some((_, text)) => text.extend([" ", line]),
            None => notes.push((label, line.trim_start_matches(|c| digit(c).is_some()).trim().to_owned())),
        }
    }
    notes
}

#[test]
fn the_notes_of_the_sample_paper_have_their_languages() {
    let paper = shared("corpus/seeds/selee-heredia-2021.txt");
    let (Some(paper), Some(truth)) = (paper, shared("corpus/truth/selee-heredia-2021.tsv")) else { return };
    let notes = sample_notes(&paper);
    let truth: Vec<Vec<&str>> = truth.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(notes.len(), truth.len());
    for ((label, note), row) in notes.iter().zip(truth) {
        assert_eq!(label, row[0]);
        for prior in [NO_PRIOR, Some(&Language::EN)] {
            let runs = TAGGER.runs(note, prior);
            let mut languages: Vec<&str> = runs.iter().map(|run| run.language.as_str()).collect();
            languages.sort_unstable();
            assert_eq!(languages.join(","), row[1], "note {label}");
            let spanish: String =
                runs.iter().filter(|run| run.language == Language::ES).map(|run| run.text.as_str()).collect();
            assert!(spanish.contains(row[2]), "note {label}: {spanish}");
        }
    }
}

#[test]
fn the_notes_of_a_spanish_paper_are_spanish() {
    let Some(paper) = shared("corpus/formats/made-es-footnotes.md") else { return };
    let notes: Vec<&str> =
        paper.lines().filter(|line| line.starts_with("[^")).filter_map(|line| line.split("]: ").nth(1)).collect();
    assert_eq!(notes.len(), 12);
    for note in notes {
        for prior in PRIORS {
            let languages: Vec<Language> = TAGGER.runs(note, prior).into_iter().map(|run| run.language).collect();
            assert_eq!(languages, [Language::ES], "{note} in a document in {prior:?}");
        }
    }
}
