//! Where does a sentence end, in English and in Spanish? Rules over characters, with a list of abbreviations.
//!
//! It does not join lines or paragraphs: a `\n` in the text is always an end.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;

/// Abbreviations after which a full stop does not end a sentence, in lower case and without the stop.
static ABBREVIATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    HashSet::from_iter([
        // English
        "mr", "mrs", "ms", "dr", "prof", "hon", "rev", "gen", "sen", "rep", "gov", "st", "vs", "v", "cf", "e.g", "i.e",
        "viz", "al", "ed", "eds", "trans", "vol", "vols", "no", "nos", "p", "pp", "para", "paras", "fig", "figs", "ch",
        "chap", "sec", "secs", "app", "approx", "ca", "c", "dept", "univ", "assn", "ltd", "corp", "bros", "art",
        "arts", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ibid", "op",
        "cit", "supp", "stat", "pub", "res", "doc", "ser", "suppl", "reg", "cir", "cong", "sess", "rev'd", "aff'd",
        // Spanish
        "sr", "sra", "srta", "sres", "dra", "lic", "ing", "arq", "gral", "cap", "caps", "núm", "num", "núms", "nums",
        "nro", "pág", "pag", "págs", "pags", "párr", "párrs", "parr", "inc", "incs", "frac", "fracc", "vid", "véase",
        "comp", "comps", "coord", "coords", "dir", "dirs", "trad", "tít", "t", "aprox", "av", "avda", "col", "depto",
        "dpto", "edo", "fed", "gob", "máx", "mín", "min", "max", "obs", "prov", "sto", "sta", "ud", "uds", "vd",
        "ibíd", "íd", "id", "ej", "p.ej", "s.f", "ee", "ss", "fig", "figs", "ene", "abr", "ago", "dic", "ord", "rd",
        "d", "dña", "excmo", "ilmo", "ap", "apdo", "disp", "adic",
    ])
});

/// Abbreviations that often end a sentence too: there the next word decides.
const MAY_END: &[&str] = &[
    "u.s", "u.k", "u.n", "e.u", "u.s.a", "d.c", "uu", "etc", "inc", "a.m", "p.m", "ph.d", "jr", "s.a", "cía", "co", "m",
];

/// Words that begin sentences: after an abbreviation of [`MAY_END`], one of these means that the sentence ended.
const STARTERS: &[&str] = &[
    "the",
    "in",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "there",
    "however",
    "but",
    "a",
    "an",
    "they",
    "we",
    "he",
    "she",
    "although",
    "as",
    "at",
    "for",
    "on",
    "while",
    "when",
    "if",
    "by",
    "from",
    "since",
    "after",
    "before",
    "many",
    "most",
    "some",
    "such",
    "to",
    "with",
    "yet",
    "moreover",
    "meanwhile",
    "finally",
    "our",
    "their",
    "el",
    "la",
    "los",
    "las",
    "en",
    "un",
    "una",
    "este",
    "esta",
    "estos",
    "estas",
    "se",
    "no",
    "por",
    "para",
    "según",
    "sin",
    "pero",
    "aunque",
    "además",
    "también",
    "cuando",
    "desde",
    "al",
    "del",
    "como",
    "con",
    "su",
    "sus",
    "es",
    "asimismo",
];

/// A longer word, in bytes, is no abbreviation.
const LONGEST_WORD: usize = 64;
/// The longest abbreviation without a point in it, in bytes.
const LONGEST_ABBREVIATION: usize = 6;

/// The sentences of a text as byte ranges, in order, without the white space around them. Every character that is not
/// white space is in exactly one of them.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut closing = Closing::after(text, 0);
    let (mut start, mut at) = (0, 0);
    while let Some(c) = next_end(text, &mut at) {
        let after = at + c.len_utf8();
        let end = match c {
            '\n' => Some(at),
            _ => {
                if at >= closing.end {
                    closing = Closing::after(text, after);
                }
                let sentence = text[start..at].trim_start();
                closing.end_behind(c, sentence)
            }
        };
        at = end.unwrap_or(after).max(after);
        if let Some(end) = end {
            push_trimmed(text, start..end, &mut sentences);
            start = end;
        }
    }
    push_trimmed(text, start..text.len(), &mut sentences);
    sentences
}

/// The next character, from this byte on, at which a sentence or a line may end; `at` becomes its place.
fn next_end(text: &str, at: &mut usize) -> Option<char> {
    // By bytes, since most are none of these: the first byte of `…` begins other signs too.
    const ELLIPSIS: u8 = "…".as_bytes()[0];
    loop {
        let bytes = text.as_bytes().get(*at..)?;
        let may_end =
            |byte: u8| (byte == b'\n') | (byte == b'.') | (byte == b'?') | (byte == b'!') | (byte == ELLIPSIS);
        // Sixteen at once, without a branch among them, which compilers make few instructions of.
        let has_none = |sixteen: &&[u8; 16]| !sixteen.iter().fold(false, |any, byte| any | may_end(*byte));
        let passed = bytes.as_chunks::<16>().0.iter().take_while(has_none).count() * 16;
        *at += passed + bytes[passed..].iter().position(|byte| may_end(*byte))?;
        let c = text[*at..].chars().next()?;
        if c.is_ascii() || c == '…' {
            return Some(c);
        }
        *at += c.len_utf8();
    }
}

fn push_trimmed(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let start = range.end - text[range.clone()].trim_start().len();
    let end = start + text[start..range.end].trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// The marks, quotes and brackets that may close a sentence together, and what stands behind them. It is the same for each
/// mark among them, and looked at once.
struct Closing<'a> {
    /// Where they end.
    end: usize,
    follows: Follows<'a>,
}

/// What stands behind closing marks.
enum Follows<'a> {
    /// No more text.
    Nothing,
    /// What goes on with the sentence.
    Same,
    /// What may begin another.
    Other(&'a str),
}

impl<'a> Closing<'a> {
    /// What closes behind a mark that ends at `from`.
    fn after(text: &'a str, from: usize) -> Closing<'a> {
        let rest = text[from..].trim_start_matches(closes_with_sentence);
        let words = rest.trim_start();
        let next = words.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '¿', '¡', '—', '–', '<']);
        let follows = match () {
            () if words.is_empty() => Follows::Nothing,
            () if words.len() == rest.len() || next.starts_with(char::is_lowercase) => Follows::Same,
            () => Follows::Other(next),
        };
        Closing { end: text.len() - rest.len(), follows }
    }

    /// The end of the sentence that a mark among these closes; none if it closes none. `before` is the sentence so far.
    fn end_behind(&self, mark: char, before: &str) -> Option<usize> {
        let ends = match self.follows {
            Follows::Nothing => true,
            Follows::Same => false,
            Follows::Other(next) => mark != '.' || stop_ends(before, next),
        };
        ends.then_some(self.end)
    }
}

fn closes_with_sentence(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '.' | '?' | '!' | '…') || crate::anchor::is_anchor(c)
}

/// Whether a full stop after `before` (the sentence so far) ends it, when `next` follows.
fn stop_ends(before: &str, next: &str) -> bool {
    let word = last_word(before);
    let is_label = word.len() == before.len() && word.chars().count() <= 4 && !word.contains(char::is_lowercase);
    if is_label && !word.is_empty() {
        return false;
    }
    if word.len() > LONGEST_ABBREVIATION && !word.contains('.') {
        return true;
    }
    let lower = word.to_lowercase();
    if ABBREVIATIONS.contains(lower.as_str()) {
        return false;
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.')
        && word.split('.').all(|part| part.chars().count() <= 2 && !part.is_empty())
        && word.chars().all(|c| c == '.' || c.is_alphabetic());
    if initial || dotted || MAY_END.contains(&lower.as_str()) {
        let first = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
        return STARTERS.contains(&first.as_str()) && !(initial && first.chars().count() == 1);
    }
    true
}

/// The last word of a text, or its end if that is longer than any abbreviation.
fn last_word(text: &str) -> &str {
    let from = (text.len().saturating_sub(LONGEST_WORD)..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let word = text[from..].rsplit(' ').next().unwrap_or("");
    word.rsplit(['\u{a0}', '(', '[', '"', '“', '«', '—', '/']).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_where_a_reader_says_it_does() {
        let cases: &[(&str, &[&str])] = &[
            ("One ends. Another begins.", &["One ends.", "Another begins."]),
            (
                "The U.S. Department acts. It acts in the U.S. The end.",
                &["The U.S. Department acts.", "It acts in the U.S.", "The end."],
            ),
            ("Selee et al. said so. Dr. J. A. Ruiz agreed.", &["Selee et al. said so.", "Dr. J. A. Ruiz agreed."]),
            (
                "Véase el art. 33 y el núm. 2545. El Sr. Díaz firmó.",
                &["Véase el art. 33 y el núm. 2545.", "El Sr. Díaz firmó."],
            ),
            ("Fueron 12.500 personas. En 2018, 3.400.000.", &["Fueron 12.500 personas.", "En 2018, 3.400.000."]),
            (
                "About 11.7 million left. Roughly 63,623 stayed.",
                &["About 11.7 million left.", "Roughly 63,623 stayed."],
            ),
            ("¿Por qué ocurre esto? Las razones son tres.", &["¿Por qué ocurre esto?", "Las razones son tres."]),
            ("He said: \"It works.\" Then he left.", &["He said: \"It works.\"", "Then he left."]),
            ("«Nos trataron bien». Después salieron.", &["«Nos trataron bien».", "Después salieron."]),
            (
                "1. Se consideran extranjeros. 2. Lo dispuesto vale.",
                &["1. Se consideran extranjeros.", "2. Lo dispuesto vale."],
            ),
            (
                "Los EE. UU. firmaron. En los EE. UU. El acuerdo rige.",
                &["Los EE. UU. firmaron.", "En los EE. UU.", "El acuerdo rige."],
            ),
            ("First line\nsecond line", &["First line", "second line"]),
            ("", &[]),
            (" … ", &["…"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn no_abbreviation_without_a_point_is_longer_than_words_are_looked_up() {
        let pointless = ABBREVIATIONS.iter().chain(MAY_END).filter(|word| !word.contains('.'));
        assert_eq!(pointless.map(|word| word.len()).max(), Some(LONGEST_ABBREVIATION));
    }

    proptest::proptest! {
        #[test]
        fn every_letter_is_in_exactly_one_sentence(text in "[ a-zñA-Z.?!¿\"”)\n0-9]{0,80}") {
            let mut last = 0;
            for range in split(&text) {
                assert!(text[last..range.start].trim().is_empty());
                assert!(range.start < range.end);
                last = range.end;
            }
            assert!(text[last..].trim().is_empty());
        }
    }
}
