//! Which large letters begin a paragraph over two lines or more? They join the word that they begin, on the first line.
//!
//! A drop cap stands on the base line of a later line, so that it would draw its word down there.

use super::words::Word;

/// An initial is at least this many times as large as the text that it begins.
const LARGE: f32 = 1.8;

/// A page has at most so many initials; one that has more large letters has no initials among them.
const MOST: usize = 16;

/// Puts each initial at the head of its word.
pub(super) fn join(words: &mut Vec<Word>) {
    let large = words.iter().enumerate().filter(|(_, word)| is_large_letter(word));
    let usual = usual_size(words);
    let initials = large.filter(|(_, word)| word.size >= LARGE * usual).map(|(at, _)| at);
    let initials: Vec<usize> = initials.take(MOST + 1).collect();
    if initials.len() > MOST {
        return;
    }
    for at in initials.into_iter().rev() {
        let Some(begun) = begun_by(&words[at], words) else { continue };
        let initial = words[at].clone();
        put_before(&mut words[begun], initial);
        words.remove(at);
    }
}

/// The size that half of the words are under.
fn usual_size(words: &[Word]) -> f32 {
    let mut sizes: Vec<f32> = words.iter().map(|word| word.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() { 0.0 } else { *sizes.select_nth_unstable_by(middle, f32::total_cmp).1 }
}

fn is_large_letter(word: &Word) -> bool {
    let mut letters = word.text.trim_start_matches(['"', '“', '«', '¿', '¡', '‘']).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// The first word of the first line that an initial begins: the topmost of those beside it, if another line follows there.
fn begun_by(initial: &Word, words: &[Word]) -> Option<usize> {
    let beside = |word: &Word| {
        let rise = initial.base - word.base;
        word.size * LARGE <= initial.size
            && (-0.1 * word.size..0.9 * initial.size).contains(&rise)
            && (initial.right - 0.3 * word.size..initial.right + 0.8 * word.size).contains(&word.left)
    };
    let lines = words.iter().enumerate().filter(|(_, word)| beside(word));
    let (first, word) = lines.min_by(|a, b| a.1.base.total_cmp(&b.1.base))?;
    let several = words.iter().any(|other| beside(other) && other.base - word.base > 0.8 * word.size);
    (several && word.text.starts_with(char::is_alphabetic)).then_some(first)
}

/// The word with its initial; a space between them stays.
fn put_before(word: &mut Word, initial: Word) {
    let parted = initial.space_after;
    word.text = if parted { format!("{} {}", initial.text, word.text) } else { initial.text + &word.text };
    word.letters += initial.letters;
    word.left = initial.left;
}
