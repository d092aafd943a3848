//! Where does a sentence end, in English and in Spanish? Rules over characters, with a list of abbreviations.
//!
//! It does not join lines or paragraphs: a `\n` in the text is always an end.

use std::ops::Range;

/// Abbreviations after which a full stop does not end a sentence, in lower case and without the stop.
const ABBREVIATIONS: &[&str] = &[
    // English
    "mr", "mrs", "ms", "dr", "prof", "hon", "rev", "gen", "sen", "rep", "gov", "st", "vs", "v", "cf", "e.g", "i.e",
    "viz", "al", "ed", "eds", "trans", "vol", "vols", "no", "nos", "p", "pp", "para", "paras", "fig", "figs", "ch",
    "chap", "sec", "secs", "app", "approx", "ca", "c", "dept", "univ", "assn", "ltd", "corp", "bros", "art", "arts",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ibid", "op", "cit", "supp",
    "stat", "pub", "res", "doc", "ser", "suppl", "reg", "cir", "cong", "sess", "rev'd", "aff'd", // Spanish
    "sr", "sra", "srta", "sres", "dra", "lic", "ing", "arq", "gral", "cap", "caps", "núm", "num", "núms", "nums",
    "nro", "pág", "pag", "págs", "pags", "párr", "párrs", "parr", "inc", "incs", "frac", "fracc", "vid", "véase",
    "comp", "comps", "coord", "coords", "dir", "dirs", "trad", "tít", "t", "aprox", "av", "avda", "col", "depto",
    "dpto", "edo", "fed", "gob", "máx", "mín", "min", "max", "obs", "prov", "sto", "sta", "ud", "uds", "vd", "ibíd",
    "íd", "id", "ej", "p.ej", "s.f", "ee", "ss", "fig", "figs", "ene", "abr", "ago", "dic", "ord", "rd", "d", "dña",
    "excmo", "ilmo", "ap", "apdo", "disp", "adic",
];

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

/// The sentences of a text as byte ranges, in order, without the white space around them. Every character that is not
/// white space is in exactly one of them.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let end = match c {
            '\n' => at,
            '.' | '?' | '!' | '…' => match end_of_sentence(text, start, at, c) {
                Some(end) => end,
                None => continue,
            },
            _ => continue,
        };
        push_trimmed(text, start..end, &mut sentences);
        start = end;
        while rest.peek().is_some_and(|(next, _)| *next < end) {
            rest.next();
        }
    }
    push_trimmed(text, start..text.len(), &mut sentences);
    sentences
}

fn push_trimmed(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let cut = &text[range.clone()];
    let start = range.start + (cut.len() - cut.trim_start().len());
    let end = range.start + cut.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// The end of the sentence that the mark at `at` closes, closing quotes and brackets included; none if it closes none.
fn end_of_sentence(text: &str, start: usize, at: usize, mark: char) -> Option<usize> {
    let after = &text[at + mark.len_utf8()..];
    let closers = after.len() - after.trim_start_matches(closes_with_sentence).len();
    let end = at + mark.len_utf8() + closers;
    let rest = &text[end..];
    if rest.trim_start().is_empty() {
        return Some(end);
    }
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let next = rest.trim_start().trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '¿', '¡', '—', '–', '<']);
    if next.starts_with(char::is_lowercase) {
        return None;
    }
    if mark == '.' && !stop_ends(text[start..at].trim_start(), next) {
        return None;
    }
    Some(end)
}

fn closes_with_sentence(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '.' | '?' | '!' | '…') || crate::structure::is_anchor(c)
}

/// Whether a full stop after `before` (the sentence so far) ends it, when `next` follows.
fn stop_ends(before: &str, next: &str) -> bool {
    let word = before.rsplit([' ', '\u{a0}', '(', '[', '"', '“', '«', '—', '/']).next().unwrap_or("");
    let is_label = word.len() == before.len() && word.chars().count() <= 4 && !word.contains(char::is_lowercase);
    if is_label && !word.is_empty() {
        return false;
    }
    let lower = word.to_lowercase();
    if ABBREVIATIONS.contains(&lower.as_str()) {
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
