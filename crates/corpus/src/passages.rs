//! How are the parts of a paper cut into passages? Whole sentences of one section, about 60 to 180 words; notes beside.

pub(crate) mod languages;

use crate::anchor::is_anchor;
use crate::document::{Kind, Passage, Section};
use crate::language::Tagger;
use crate::note::{Citation, Marker, Note};
use crate::sentences;
use crate::structure::{Fate, Part, settle};
use crate::{DocumentId, Language};

/// A passage is not closed before it has this many words, if its section has more.
const FEWEST_WORDS: usize = 60;
/// A passage has at most this many words, unless one sentence has more.
const MOST_WORDS: usize = 180;
/// A sentence of more words than this (lists in laws) is cut at its semicolons.
const LONGEST_SENTENCE: usize = 300;

/// A passage of more bytes takes no further paragraph, whatever it has of words: drawn lines and signs are none.
const LONGEST_PASSAGE: usize = 20_000;
/// Of a sentence of more bytes than this, a note that it cites keeps so many characters before the marker: a sentence may
/// cite thousands, and each has its own copy.
const LONGEST_CITING: usize = 4_000;

/// Everything that turns parts into passages.
pub(crate) struct Assembly<'a> {
    /// The document.
    pub id: DocumentId,
    /// The tagger.
    pub tagger: &'a Tagger,
    /// What becomes of each mark.
    pub fates: &'a [Fate],
    /// Physical number and printed label of each page.
    pub pages: &'a [(Option<u32>, Option<String>)],
    /// The language that the file gives itself.
    pub prior: Option<Language>,
}

/// A stretch of anchored text that will be a passage.
struct Cut {
    kind: Kind,
    section: Option<String>,
    level: u8,
    text: String,
    /// How many words the text has.
    words: usize,
    continues: bool,
}

impl Assembly<'_> {
    /// The passages, notes and sections of a document, and how many marks cite notes that it does not have.
    pub fn build(
        &self,
        parts: Vec<Part>,
        bodies: Vec<(String, String, Option<usize>)>,
    ) -> (Vec<Passage>, Vec<Note>, Vec<Section>, usize) {
        let mut notes: Vec<Note> = bodies.into_iter().enumerate().map(|(index, body)| self.note(index, body)).collect();
        let mut passages: Vec<Passage> = Vec::new();
        let mut sections = Vec::new();
        let (mut page, mut lost) = (self.pages.len().min(1).checked_sub(1), 0);
        for cut in self.cuts(parts) {
            let settled = settle(&cut.text, self.fates);
            let on = settled.first_page.or(page);
            page = settled.last_page.or(page);
            lost += settled.lost;
            if settled.text.trim().is_empty() {
                continue;
            }
            let number = passages.len() as u32 + 1;
            let id = format!("{}-p{number}", self.id);
            self.cite(&cut.text, &id, &mut notes);
            if cut.kind == Kind::Heading {
                sections.push(Section { title: settled.text.clone(), level: cut.level, passage: id.clone() });
            }
            let markers =
                settled.markers.iter().map(|(note, at)| Marker { note: self.note_id(*note), at: *at }).collect();
            let (page, page_label) = self.page(on);
            passages.push(Passage {
                id,
                number,
                kind: cut.kind,
                language: Language::UND,
                page,
                page_label,
                section: cut.section,
                text: settled.text,
                continues: cut.continues,
                markers,
            });
        }
        languages::tag(self.tagger, self.prior.as_ref(), &mut passages, &mut notes);
        (passages, notes, sections, lost)
    }

    fn note_id(&self, index: usize) -> String {
        format!("{}-n{}", self.id, index + 1)
    }

    fn page(&self, index: Option<usize>) -> (Option<u32>, Option<String>) {
        index.and_then(|index| self.pages.get(index)).cloned().unwrap_or((None, None))
    }

    fn note(&self, index: usize, (label, text, page): (String, String, Option<usize>)) -> Note {
        let settled = settle(&text, self.fates);
        let (page, page_label) = self.page(settled.first_page.or(page));
        let number = index as u32 + 1;
        Note {
            id: self.note_id(index),
            number,
            label,
            text: settled.text,
            languages: Vec::new(),
            page,
            page_label,
            cited_by: Vec::new(),
        }
    }

    /// Tells the notes which sentences of a passage cite them.
    fn cite(&self, anchored: &str, passage: &str, notes: &mut [Note]) {
        for range in sentences::split(anchored) {
            let sentence = settle(&anchored[range], self.fates);
            for (note, at) in &sentence.markers {
                let citation = Citation { passage: passage.to_owned(), sentence: citing(&sentence.text, *at) };
                // Sentences come in order, so that a note that has this one already has it last.
                if let Some(note) = notes.get_mut(*note).filter(|note| note.cited_by.last() != Some(&citation)) {
                    note.cited_by.push(citation);
                }
            }
        }
    }

    fn cuts(&self, parts: Vec<Part>) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = Vec::new();
        for part in parts {
            let section = part.section.as_deref().map(|heading| settle(heading, self.fates).text);
            for (index, text) in pieces(&part).into_iter().enumerate() {
                let (kind, level, continues) = (part.kind, part.level, index > 0);
                let words = words(&text);
                let new = Cut { kind, section: section.clone(), level, text, words, continues };
                match cuts.last_mut().filter(|last| !continues && belongs(last, &new)) {
                    Some(last) => {
                        last.words += new.words;
                        last.text.push('\n');
                        last.text.push_str(&new.text);
                    }
                    None => cuts.push(new),
                }
            }
        }
        cuts
    }
}

/// A sentence that cites a note behind `at` characters: all of it, unless it is far longer than sentences are.
fn citing(sentence: &str, at: usize) -> String {
    if sentence.len() <= LONGEST_CITING {
        return sentence.to_owned();
    }
    sentence.chars().skip(at.saturating_sub(LONGEST_CITING)).take(LONGEST_CITING).collect()
}

/// Whether a new paragraph still belongs to the passage before it: either is short, and together they are not long.
fn belongs(last: &Cut, new: &Cut) -> bool {
    let (before, after) = (last.words, new.words);
    let fits = last.text.len() <= LONGEST_PASSAGE;
    let alike = fits && last.kind == new.kind && last.section == new.section && last.kind != Kind::Heading;
    let short =
        before < FEWEST_WORDS || (after < FEWEST_WORDS / 2 && last.kind != Kind::Back) || last.kind == Kind::Table;
    alike && short && before + after <= MOST_WORDS
}

/// A part's text in pieces of whole sentences, each about as long as the others.
fn pieces(part: &Part) -> Vec<String> {
    let total = words(&part.text);
    if total <= MOST_WORDS || part.kind == Kind::Table {
        return vec![part.text.clone()];
    }
    let aim = total.div_ceil(total.div_ceil(MOST_WORDS - FEWEST_WORDS / 2));
    let mut pieces: Vec<String> = Vec::new();
    let (mut open, mut have) = (String::new(), 0);
    for sentence in sentences::split(&part.text).into_iter().flat_map(|range| clauses(&part.text[range])) {
        let more = words(sentence);
        if !open.is_empty() && (have + more / 2 > aim || have + more > MOST_WORDS) {
            pieces.push(std::mem::take(&mut open));
            have = 0;
        }
        if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(sentence);
        have += more;
    }
    pieces.push(open);
    pieces
}

/// A sentence, or its clauses up to their semicolons where it is far too long for a passage.
fn clauses(sentence: &str) -> Vec<&str> {
    if words(sentence) <= LONGEST_SENTENCE {
        return vec![sentence];
    }
    sentence.split_inclusive(';').map(str::trim).filter(|clause| !clause.is_empty()).flat_map(by_words).collect()
}

/// A clause cut by words where even it is too long: a list without marks, or no prose at all.
fn by_words(clause: &str) -> Vec<&str> {
    let mut cut = Vec::new();
    let (mut rest, mut left) = (clause, words(clause));
    while left > LONGEST_SENTENCE {
        let end = rest.match_indices(' ').nth(MOST_WORDS - 1).map_or(rest.len(), |(at, _)| at);
        cut.push(&rest[..end]);
        left -= words(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() {
        cut.push(rest);
    }
    cut
}

fn words(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || is_anchor(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}
