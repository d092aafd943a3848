//! One hit as the search page shows it.

use apostille_corpus::Kind;

use super::Visitor;
use super::citation::{Citation, Cited, citation};
use super::excerpt::{Excerpt, excerpt};
use super::texts::Texts;
use crate::answer::{Hit, HitDocument, HitNote, HitPassage, SearchRequest, in_words};
use crate::parameters::{document_address, similar_address};

/// A hit with every word and address made.
pub(super) struct HitView {
    pub(super) title: String,
    /// The document's most frequent language: the title's, as far as anyone knows.
    pub(super) title_tag: String,
    /// The passage in its document, with the query's words marked there too.
    pub(super) href: String,
    pub(super) authors: String,
    /// Empty where it is not known.
    pub(super) date: String,
    pub(super) kind: &'static str,
    /// The kind's word in JSON: a class of the style.
    pub(super) kind_class: &'static str,
    /// The passage's languages; a note may mix them.
    pub(super) languages: Vec<String>,
    /// The language of most of it, BCP 47.
    pub(super) tag: String,
    /// "page 4, section Growing symmetries"; empty where nothing is known.
    pub(super) place: String,
    pub(super) excerpt: Excerpt,
    pub(super) note: Option<NoteView>,
    pub(super) citation: Citation,
    /// "2 more marks in this passage".
    pub(super) further_marks: Option<String>,
    pub(super) more: Option<(String, String)>,
    /// The same in another language, and in other files: a text and an address each.
    pub(super) beside: Vec<(String, String)>,
    /// The search for passages like it.
    pub(super) similar: String,
    pub(super) explanation: Option<String>,
}

/// What a hit that is a note is a note to.
pub(super) struct NoteView {
    pub(super) label: String,
    /// The sentences and the addresses of their markers.
    pub(super) cited_by: Vec<(String, String)>,
}

/// The view of a hit.
pub(super) fn hit(visitor: &Visitor, request: &SearchRequest, hit: Hit) -> HitView {
    let (t, locale) = (visitor.texts(), visitor.locale);
    let (passage, document) = (hit.passage, hit.document);
    let beside = beside(visitor, &document);
    let anchor = format!("{}{}", if hit.note.is_some() { 'n' } else { 'p' }, passage.number);
    let there = |anchor: &str| document_address(document.id, &request.text, anchor);
    let citation = cite(visitor, &passage, hit.note.as_ref(), &document);
    HitView {
        href: there(&anchor),
        title_tag: document.languages.first().map(ToString::to_string).unwrap_or_default(),
        title: document.title,
        authors: document.authors.join("; "),
        date: document.date.map(|date| date.to_string()).unwrap_or_default(),
        kind: t.kind(passage.kind),
        kind_class: passage.kind.as_str(),
        languages: languages(t, &passage, hit.note.as_ref()),
        tag: passage.language.to_string(),
        place: place(t, &passage),
        excerpt: excerpt(&passage, hit.note.as_ref(), &hit.excerpt.into_iter().map(Into::into).collect::<Vec<_>>()),
        citation,
        note: hit.note.map(|note| note_view(note, passage.number, there)),
        further_marks: (hit.further_marks > 0).then(|| t.further_marks.of(locale, hit.further_marks as u64)),
        more: (hit.more > 0).then(|| (t.more_passages.of(locale, hit.more), there(""))),
        beside,
        similar: similar_address(&passage.id),
        explanation: hit.reasons.map(|reasons| in_words(&reasons, t.reasons)),
    }
}

/// Where else the document stands: its translations, and other files with its text.
fn beside(visitor: &Visitor, document: &HitDocument) -> Vec<(String, String)> {
    let t = visitor.texts();
    let translations = document.translations.iter().map(|other| {
        let text = format!("{}: {}", t.translation, t.language(&other.language));
        (text, document_address(other.document, "", ""))
    });
    let count = document.forms.len() as u64;
    let forms = (count > 0).then(|| (t.other_forms.of(visitor.locale, count), document_address(document.id, "", "")));
    translations.chain(forms).collect()
}

fn cite(visitor: &Visitor, passage: &HitPassage, note: Option<&HitNote>, document: &HitDocument) -> Citation {
    let page = page(passage);
    let cited = Cited {
        authors: &document.authors,
        title: &document.title,
        date: document.date,
        page: page.as_deref(),
        note: note.map(|note| note.label.as_str()),
        href: &passage.link,
        permanent: &passage.permalink,
    };
    citation(visitor, &cited)
}

/// The label printed on the passage's page, else the page's number.
fn page(passage: &HitPassage) -> Option<String> {
    passage.page_label.clone().or(passage.page.map(|page| page.to_string()))
}

fn place(t: &Texts, passage: &HitPassage) -> String {
    let page = page(passage).map(|page| format!("{} {page}", t.page));
    // A heading's section is itself.
    let section = passage.section.clone().filter(|_| passage.kind != Kind::Heading);
    page.into_iter().chain(section).collect::<Vec<_>>().join(" · ")
}

/// Markers are numbered by note and, for each note, in reading order: as the document's page numbers them.
fn note_view(note: HitNote, number: u32, there: impl Fn(&str) -> String) -> NoteView {
    let cited = note.cited_by.into_iter().enumerate();
    NoteView {
        label: note.label,
        cited_by: cited.map(|(at, by)| (by.sentence, there(&format!("m{number}-{}", at + 1)))).collect(),
    }
}

fn languages(t: &Texts, passage: &HitPassage, note: Option<&HitNote>) -> Vec<String> {
    let mut names = vec![t.language(&passage.language)];
    for run in note.into_iter().flat_map(|note| &note.languages) {
        let name = t.language(&run.language);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
