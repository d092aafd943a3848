//! From a manuscript to a document: notes taken out and linked, title page read, paragraphs joined, sections found.
//!
//! The order matters and is `document`'s: what is too large is cut to its `bounds` before anything is compared; notes leave
//! first, so that what they parted can be joined; marks are linked while paragraphs still stand where the page put them;
//! joining comes before headings become sections. How passages are cut is `passages`; which language they are in is
//! `language`.

pub(crate) mod authors;
mod blocks;
mod bodies;
mod bounds;
mod contents;
mod divisions;
mod endnotes;
mod feet;
mod foot_lines;
mod front;
mod furniture;
mod heading;
mod join;
mod label;
mod lines;
mod link;
mod names;
mod notes;
mod numbering;
mod opening;
mod outline;
mod page_labels;
mod part_title;
mod settle;
mod sheet;
mod title_page;
mod types;

pub(crate) use link::Fate;
pub(crate) use outline::Part;
pub(crate) use settle::settle;

use std::collections::HashSet;

use crate::language::Tagger;
use crate::manuscript::{BlockKind, Manuscript};
use crate::passages::{Assembly, languages};
use crate::{Document, DocumentId, Language, Spelling, Warning};

use blocks::{Draft, Paragraph};
use bodies::Body;
use label::Style;
use lines::Words;
use opening::Opening;

/// The document that a manuscript holds. `file_stem` is its title where nothing better is found.
pub fn document(id: DocumentId, mut manuscript: Manuscript, file_stem: &str, tagger: &Tagger) -> Document {
    bounds::keep(&mut manuscript);
    let opening = Opening::of(&manuscript);
    furniture::take_off(&mut manuscript);
    feet::find(&mut manuscript);
    endnotes::find(&mut manuscript);
    let mut draft = Draft::of(&manuscript);
    let words = Words::of(draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
    let bodies = notes::take(&mut draft, &words);
    mark_brackets(&mut draft, &bodies);
    let fates = link::fates(&draft, &bodies);
    let front = front::read(&manuscript.front_matter, &draft.paragraphs, &opening);
    let mut record = front.record;
    let pages = draft.pages.iter().filter_map(|(number, _)| *number).max();
    let text_size = blocks::body_size(&draft.paragraphs);
    let body = headed(draft.paragraphs.split_off(front.paragraphs));
    let marked = heading::are_marked(&body);
    let is_heading = |paragraphs: &[Paragraph], index: usize| match paragraphs[index].kind {
        BlockKind::Heading(_) => true,
        _ if marked => heading::is_named_line(&paragraphs[index]),
        _ => paragraphs[index].size >= 0.97 * text_size && heading::is_bare(paragraphs, index),
    };
    let body = join::cut_paragraphs(body, is_heading, &words);
    let body = body.into_iter().map(|paragraph| whole(paragraph, &words)).collect::<Vec<_>>();
    let parts = outline::parts(&draft.paragraphs, body, &record, text_size, is_heading);
    let prior = manuscript.front_matter.language.as_deref().map(Language::from_tag).filter(|l| *l != Language::UND);
    let assembly = Assembly { id, tagger, fates: &fates, pages: &draft.pages, prior };
    let bodies = bodies.into_iter().map(|body| (body.label, finish_note(&body.text), body.page)).collect();
    let (passages, notes, sections, lost) = assembly.build(parts, bodies);
    record.languages = languages::of(&passages, &notes);
    if record.title.is_empty() {
        record.title = title_of_file(file_stem);
    }
    let mut warnings = manuscript.warnings;
    warnings.extend(note_warnings(&notes, lost));
    Document {
        id,
        record,
        printed: front.printed,
        pages,
        sections,
        passages,
        notes,
        warnings,
        spelling: Spelling::default(),
    }
}

/// The body of a document with its headings marked, as far as numbers, names and type tell them.
fn headed(body: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut body = divisions::head(contents::as_rows(body));
    numbering::number_headings(&mut body);
    heading::demote_labels(&mut body);
    body
}

/// A file's name as a title: words parted by spaces.
fn title_of_file(stem: &str) -> String {
    let words: Vec<&str> = stem.split(['_', '-', ' ']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { stem.to_owned() } else { words.join(" ") }
}

/// Makes marks of `[1]` where the document has a bracketed or numbered list of notes with that label and no better marks.
fn mark_brackets(draft: &mut Draft, bodies: &[Body]) {
    let (raised, listed): (Vec<&Body>, Vec<&Body>) = bodies.iter().partition(|body| body.style == Style::Raised);
    let labels = |bodies: &[&Body]| bodies.iter().map(|body| body.label.clone()).collect::<HashSet<String>>();
    let (raised, listed) = (labels(&raised), labels(&listed));
    if listed.is_empty() || draft.marks.iter().any(|mark| raised.contains(&mark.label)) {
        return;
    }
    draft.mark_brackets('[', |label| listed.contains(label));
    let in_round: HashSet<&str> = draft.paragraphs.iter().flat_map(|p| in_round_brackets(&p.text)).collect();
    let in_round = bodies.iter().filter(|body| in_round.contains(body.label.as_str())).count();
    if draft.marks.iter().all(|mark| !listed.contains(&mark.label)) && 2 * in_round > bodies.len() {
        draft.mark_brackets('(', |label| listed.contains(label));
    }
}

/// What stands in round brackets behind a word, where it is as short as labels are.
fn in_round_brackets(text: &str) -> impl Iterator<Item = &str> {
    let begins = text.len() - text.trim_start().len();
    let open = text.match_indices('(').map(|(at, _)| at).filter(move |at| *at > begins);
    open.filter_map(|at| {
        let inside = &text[at + 1..];
        let close = inside.char_indices().take(bounds::LONGEST_LABEL + 1).find(|(_, c)| *c == ')')?.0;
        Some(&inside[..close])
    })
}

/// A paragraph with its lines joined and its marks at the words they follow; rows keep their cells.
fn whole(paragraph: Paragraph, words: &Words) -> Paragraph {
    if paragraph.kind == BlockKind::Row {
        return paragraph;
    }
    let text = lines::finished(&lines::unwrapped(&paragraph.text, words));
    Paragraph { text: settle::attach_marks(&text), ..paragraph }
}

fn finish_note(text: &str) -> String {
    settle::attach_marks(&lines::finished(text))
}

fn note_warnings(notes: &[crate::Note], lost: usize) -> Vec<Warning> {
    let unlinked = notes.iter().filter(|note| note.cited_by.is_empty()).count();
    let warn = |code: &str, message: String| Warning { code: code.to_owned(), message, page: None };
    let mut warnings = Vec::new();
    if unlinked > 0 {
        warnings.push(warn(
            "unlinked-note",
            format!("{unlinked} of {} notes are cited by no sentence that was found", notes.len()),
        ));
    }
    if lost > 0 {
        warnings.push(warn("lost-note", format!("{lost} markers in the text cite notes that the file does not have")));
    }
    warnings
}
