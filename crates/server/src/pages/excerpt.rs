//! In which language is each stretch of an excerpt, and where does it lead? A note may mix languages, and a screen reader
//! has to know; an address may be cut, and a reader still wants to follow it.

use apostille_engine::Segment;

use super::addresses::{Address, addresses};
use super::pieces::{Piece, Run, linked};
use crate::answer::{HitNote, HitPassage, NoteRun};

/// What the engine writes between two fragments of a passage.
const BETWEEN: &str = " … ";

/// An excerpt as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Cut where the language changes, with addresses made links.
    pub(super) runs: Vec<Run>,
    /// Whether the passage begins before it.
    pub(super) cut_before: bool,
    /// Whether the passage goes on after it.
    pub(super) cut_after: bool,
}

/// The excerpt of a hit.
pub(super) fn excerpt(passage: &HitPassage, note: Option<&HitNote>, segments: &[Segment]) -> Excerpt {
    let whole = [NoteRun { language: passage.language.clone(), text: passage.text.clone() }];
    let languages: &[NoteRun] = note.map_or(&[], |note| &note.languages);
    // The catalogue may be one commit ahead of the index: runs of another text would cut this one anywhere.
    let joined: String = languages.iter().map(|run| run.text.as_str()).collect();
    let languages = if joined == passage.text { languages } else { &whole };
    let Some(fragments) = fragments(&passage.text, segments) else { return unplaced(passage, segments) };
    let addresses = addresses(&passage.text);
    let mut runs = Vec::new();
    for (turn, (begin, fragment)) in fragments.iter().enumerate() {
        if turn > 0 {
            push(&mut runs, passage.language.as_str(), vec![Piece::Text(Segment::plain(BETWEEN))]);
        }
        for run in with_links(cut(languages, *begin, fragment), *begin, &addresses) {
            push(&mut runs, &run.tag, run.pieces);
        }
    }
    let end = fragments.last().map_or(0, |(begin, fragment)| begin + length(fragment));
    let cut_before = fragments.first().is_some_and(|(begin, _)| *begin > 0);
    Excerpt { runs, cut_before, cut_after: end < passage.text.len() }
}

/// An excerpt that is not of this text is shown as it is: places of the text would cut it anywhere.
fn unplaced(passage: &HitPassage, segments: &[Segment]) -> Excerpt {
    let run = Run { tag: passage.language.to_string(), pieces: segments.iter().cloned().map(Piece::Text).collect() };
    Excerpt { runs: vec![run], cut_before: true, cut_after: true }
}

/// The stretches of the text that the segments show, each with the byte that it begins at; none if one is not there.
fn fragments<'a>(text: &str, segments: &'a [Segment]) -> Option<Vec<(usize, &'a [Segment])>> {
    let place = |fragment: &'a [Segment], from: usize| {
        let shown: String = fragment.iter().map(|segment| segment.text.as_str()).collect();
        text[from..].find(&shown).map(|at| (from + at, fragment))
    };
    // The dots may be the text's own.
    if let Some(all) = place(segments, 0) {
        return Some(vec![all]);
    }
    let mut from = 0;
    let parts = segments.split(|segment| !segment.mark && segment.text == BETWEEN);
    let placed = parts.map(|part| {
        let (begin, fragment) = place(part, from)?;
        from = begin + length(fragment);
        Some((begin, fragment))
    });
    placed.collect()
}

fn length(segments: &[Segment]) -> usize {
    segments.iter().map(|segment| segment.text.len()).sum()
}

/// Goes on with the run before where that is in the same language.
fn push(runs: &mut Vec<Run>, tag: &str, pieces: Vec<Piece>) {
    match runs.last_mut().filter(|run| run.tag == tag) {
        Some(run) => run.pieces.extend(pieces),
        None => runs.push(Run { tag: tag.to_owned(), pieces }),
    }
}

/// An address that is shown in part, or that two runs share, leads to the whole of it all the same.
fn with_links(runs: Vec<Run>, begin: usize, addresses: &[Address]) -> Vec<Run> {
    let mut at = begin;
    let link = |run: Run| {
        let from = at;
        at += run.text().len();
        Run { pieces: linked(run.pieces, from, addresses), ..run }
    };
    runs.into_iter().map(link).collect()
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
            push(&mut runs, tag, vec![Piece::Text(segment.with_text(head))]);
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
    use apostille_corpus::{Kind, Language};

    use super::*;

    const TEXT: &str = "See Niñez y año, http://a.org/asilo-2019.";

    fn note() -> (HitPassage, HitNote) {
        let run = |language, text: &str| NoteRun { language, text: text.to_owned() };
        let languages = vec![
            run(Language::EN, "See "),
            run(Language::ES, "Niñez y año"),
            run(Language::EN, &TEXT["See Niñez y año".len()..]),
        ];
        let passage = HitPassage {
            id: String::new(),
            number: 1,
            kind: Kind::Note,
            language: Language::EN,
            page: None,
            page_label: None,
            section: None,
            text: TEXT.to_owned(),
            link: String::new(),
            permalink: String::new(),
        };
        (passage, HitNote { label: "1".to_owned(), languages, cited_by: Vec::new() })
    }

    fn written(run: &Run) -> String {
        let word = |piece: &Piece| match piece {
            Piece::Text(segment) if segment.mark => format!("[{}]", segment.text),
            Piece::Text(segment) => segment.text.clone(),
            Piece::Link(link) => format!("<{}>", link.segments.iter().map(|s| s.text.as_str()).collect::<String>()),
            Piece::Marker(_) => unreachable!("an excerpt has no markers"),
        };
        format!("{} {}", run.tag, run.pieces.iter().map(word).collect::<String>())
    }

    #[test]
    fn an_excerpt_is_cut_where_the_language_changes_whatever_is_marked() {
        let (passage, note) = note();
        for (segments, runs, cuts) in [
            (
                &[("See ", false), ("Niñez", true), (" y año, ", false)][..],
                &["en See ", "es [Niñez] y año", "en , "][..],
                (false, true),
            ),
            (&[("Niñez y año, ", true)], &["es [Niñez y año]", "en [, ]"], (true, true)),
            (&[("año", false)], &["es año"], (true, true)),
            (
                &[("Niñez", true), (" … ", false), ("2019", true), (".", false)],
                &["es [Niñez]", "en  … <2019>."],
                (true, false),
            ),
            (&[("See", false), (" … ", false), ("año", true)], &["en See … ", "es [año]"], (false, true)),
            (&[("ñ of another text ñ", true)], &["en [ñ of another text ñ]"], (true, true)),
            (&[("http://a.org/asilo", false)], &["en <http://a.org/asilo>"], (true, true)),
        ] {
            let segments: Vec<Segment> =
                segments.iter().map(|(text, mark)| Segment { mark: *mark, ..Segment::plain(*text) }).collect();
            let shown = excerpt(&passage, Some(&note), &segments);
            assert_eq!(shown.runs.iter().map(written).collect::<Vec<_>>(), runs);
            assert_eq!((shown.cut_before, shown.cut_after), cuts, "{runs:?}");
        }
    }
}
