//! In which language is each stretch of an excerpt? A note may mix them, and a screen reader has to know.

use crate::answer::{HitNote, HitPassage, NoteRun, Segment};

/// A stretch of an excerpt in one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// BCP 47.
    pub(super) tag: String,
    pub(super) segments: Vec<Segment>,
}

/// An excerpt cut where the language of its note changes; one run for anything else.
pub(super) fn runs(passage: &HitPassage, note: Option<&HitNote>, excerpt: Vec<Segment>) -> Vec<Run> {
    let languages: &[NoteRun] = note.map_or(&[], |note| &note.languages);
    // The catalogue may be one commit ahead of the index: runs of another text would cut this one anywhere.
    let joined: String = languages.iter().map(|run| run.text.as_str()).collect();
    let shown: String = excerpt.iter().map(|segment| segment.text.as_str()).collect();
    match passage.text.find(&shown).filter(|_| joined == passage.text) {
        Some(begin) => cut(languages, begin, &excerpt),
        None => vec![Run { tag: passage.language.to_string(), segments: excerpt }],
    }
}

/// Cuts segments that begin at this byte of the runs' text.
fn cut(languages: &[NoteRun], begin: usize, excerpt: &[Segment]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = begin;
    for segment in excerpt {
        let mut rest = segment.text.as_str();
        while !rest.is_empty() {
            let (tag, left) = language_at(languages, at);
            let (head, tail) = rest.split_at(rest.len().min(left));
            let piece = Segment { text: head.to_owned(), mark: segment.mark };
            match runs.last_mut().filter(|run| run.tag == tag) {
                Some(run) => run.segments.push(piece),
                None => runs.push(Run { tag: tag.to_owned(), segments: vec![piece] }),
            }
            (at, rest) = (at + head.len(), tail);
        }
    }
    runs
}

/// The language at this byte, and how many bytes of its run are left.
fn language_at(languages: &[NoteRun], at: usize) -> (&str, usize) {
    let mut begin = 0;
    for run in languages {
        let end = begin + run.text.len();
        if at < end {
            return (run.language.as_str(), end - at);
        }
        begin = end;
    }
    ("und", usize::MAX)
}

#[cfg(test)]
mod tests {
    use apostille_corpus::Language;

    use super::*;

    #[test]
    fn an_excerpt_is_cut_where_the_language_changes_whatever_is_marked() {
        let run = |language, text: &str| NoteRun { language, text: text.to_owned() };
        let languages = [run(Language::EN, "See "), run(Language::ES, "Niñez y año"), run(Language::EN, ", 2019.")];
        let segment = |text: &str, mark| Segment { text: text.to_owned(), mark };
        let shown = |begin, excerpt: &[Segment]| -> Vec<String> {
            let write = |run: &Run| {
                let words = run.segments.iter().map(|s| if s.mark { format!("[{}]", s.text) } else { s.text.clone() });
                format!("{} {}", run.tag, words.collect::<String>())
            };
            cut(&languages, begin, excerpt).iter().map(write).collect()
        };
        assert_eq!(
            shown(0, &[segment("See ", false), segment("Niñez", true), segment(" y año, 2019.", false)]),
            ["en See ", "es [Niñez] y año", "en , 2019."]
        );
        assert_eq!(shown(4, &[segment("Niñez y año, 2019", true)]), ["es [Niñez y año]", "en [, 2019]"]);
        assert_eq!(shown(13, &[segment("año", false)]), ["es año"]);
    }
}
