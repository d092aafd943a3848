//! Stop words: words that are in the index but that a question does not look for.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::fold::fold;
use super::stem::StemmingLanguage;

/// The stop words of a language, in folded form, question words among them.
#[derive(Debug)]
pub struct StopWords {
    words: HashSet<String>,
}

static ENGLISH: LazyLock<StopWords> =
    LazyLock::new(|| StopWords::read(include_str!("../../../../index/vocabulary/stopwords-en.txt")));
static SPANISH: LazyLock<StopWords> =
    LazyLock::new(|| StopWords::read(include_str!("../../../../index/vocabulary/stopwords-es.txt")));

impl StopWords {
    /// The stop words of a language.
    pub fn of(language: StemmingLanguage) -> &'static StopWords {
        match language {
            StemmingLanguage::English => &ENGLISH,
            StemmingLanguage::Spanish => &SPANISH,
        }
    }

    /// Whether a folded word is one of them.
    pub fn contains(&self, folded: &str) -> bool {
        self.words.contains(folded)
    }

    /// Reads a list: words parted by white space, `#` to the end of a line a comment. Apostrophes are left out, as
    /// they are of words.
    fn read(list: &str) -> StopWords {
        let lines = list.lines().map(|line| line.split('#').next().unwrap_or(""));
        let words = lines.flat_map(str::split_whitespace).map(|word| fold(word).replace('\'', ""));
        StopWords { words: words.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_question_words_are_stop_words_and_names_of_things_are_not() {
        let (english, spanish) = (StopWords::of(StemmingLanguage::English), StopWords::of(StemmingLanguage::Spanish));
        for word in ["the", "of", "what", "which", "dont", "whose"] {
            assert!(english.contains(word), "{word}");
        }
        for word in ["el", "de", "que", "cuanto", "quien", "esta", "ano"] {
            assert_eq!(spanish.contains(word), word != "ano", "{word}");
        }
        for word in ["state", "asylum", "court", "son", "era"] {
            assert!(!english.contains(word), "{word}");
        }
    }
}
