//! What two texts have in common: words as a bag, and pairs of neighbouring words.

use std::collections::HashMap;

use apostille_corpus::Manuscript;
use unicode_normalization::UnicodeNormalization;

/// Whether accents count: readers of TeX's older fonts set them beside their letters.
#[derive(Clone, Copy, PartialEq)]
pub enum Accents {
    /// They do.
    Kept,
    /// They are taken off, and dotless letters get their dots.
    Dropped,
}

/// All text of a manuscript in its order, heads, feet and notes included.
pub fn text(manuscript: &Manuscript) -> String {
    let blocks = manuscript.pages.iter().flat_map(|page| &page.blocks);
    let text = blocks.map(|block| block.runs.iter().map(|run| run.text.as_str()).collect::<String>());
    text.collect::<Vec<_>>().join("\n")
}

/// The words of a text in small letters. Letters and digits make words of their own, so that a raised label behind a
/// word is one, whether or not a reader keeps it apart; words that a line end parts are joined.
pub fn tokens(text: &str, accents: Accents) -> Vec<String> {
    let text = text.replace(['\u{ad}', '\u{200b}'], "").replace("-\n", "").replace('\u{c}', "\n");
    let text: String = match accents {
        Accents::Kept => text.nfkc().collect(),
        Accents::Dropped => text.chars().filter(|c| !is_spacing_accent(*c)).nfkd().filter_map(bare).collect(),
    };
    let kind = |c: char| (c.is_alphabetic(), c.is_numeric());
    let chars: Vec<char> = text.to_lowercase().chars().collect();
    let words = chars.chunk_by(|a, b| kind(*a) == kind(*b)).filter(|word| kind(word[0]) != (false, false));
    words.map(|word| word.iter().collect()).collect()
}

/// Neighbouring words.
pub fn bigrams(tokens: &[String]) -> Vec<(&str, &str)> {
    tokens.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect()
}

/// F1 of two bags.
pub fn f1<T: std::hash::Hash + Eq>(ours: &[T], theirs: &[T]) -> f64 {
    let mut counts: HashMap<&T, usize> = HashMap::new();
    theirs.iter().for_each(|item| *counts.entry(item).or_default() += 1);
    let mut common = 0;
    for item in ours {
        if let Some(left) = counts.get_mut(item).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    2.0 * f64::from(common) / (ours.len() + theirs.len()).max(1) as f64
}

fn is_spacing_accent(c: char) -> bool {
    matches!(c, '\u{b4}' | '`' | '\u{a8}' | '\u{2dc}' | '~' | '\u{2c6}' | '^' | '\u{b8}' | '\u{2c7}')
}

fn bare(c: char) -> Option<char> {
    match c {
        '\u{131}' => Some('i'),
        '\u{300}'..='\u{36f}' => None,
        other => Some(other),
    }
}
