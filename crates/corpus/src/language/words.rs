//! Which words of a text tell its language? Not its addresses and numbers.
//!
//! Nothing is judged here: this only says what there is to judge.

/// The start of a longer text speaks for the whole of it: 1,000 characters are some 160 words.
const LONGEST: usize = 1_000;

/// Words of scholarly notes that are Latin in every language, and so speak for none.
const SCHOLARLY: &[&str] = &[
    "al", "apud", "art", "cf", "cit", "ed", "eds", "et", "etc", "ib", "ibid", "ibidem", "id", "idem", "infra", "loc",
    "no", "op", "p", "passim", "pp", "sic", "supra", "viz", "vol", "vols", "vs",
];

/// The words of a text from which its language can be told: its first 1,000 characters without web addresses and
/// without whatever holds a digit, one space between them.
pub(super) fn telling(text: &str) -> String {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let mut words = String::with_capacity(end);
    for token in text[..end].split_whitespace().filter(|token| !is_address(token) && !has_digit(token)) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(token);
    }
    words
}

/// The same words without the Latin of scholarly notes: `Ibid., p.` leaves nothing.
pub(super) fn without_scholarly(words: &str) -> String {
    let kept = words.split(' ').filter(|token| !is_scholarly(token));
    kept.collect::<Vec<_>>().join(" ")
}

/// How many letters a text has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_scholarly(token: &str) -> bool {
    let bare = token.trim_matches(|c: char| !c.is_alphabetic());
    // "no." and "al." are the abbreviations; without the stop they are words of Spanish.
    let abbreviated = token.contains('.') || bare.len() > 4;
    abbreviated && SCHOLARLY.contains(&bare.to_lowercase().as_str())
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains("www.") || (token.contains('@') && token.contains('.'))
}

fn has_digit(token: &str) -> bool {
    token.bytes().any(|byte| byte.is_ascii_digit())
}

/// The same words, the names among them without their accents: a model takes an accented name for a word of its
/// language. The first word has a capital letter anyway.
pub(super) fn names_folded(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for (place, word) in words.split_inclusive(|c: char| !c.is_alphabetic()).enumerate() {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_name = place > 0 && letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
        folded.extend(word.chars().map(|c| if is_name { without_accent(c) } else { c }));
    }
    folded
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'Á' => 'a',
        'é' | 'É' => 'e',
        'í' | 'Í' => 'i',
        'ó' | 'Ó' => 'o',
        'ú' | 'Ú' => 'u',
        _ => c,
    }
}
