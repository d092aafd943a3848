//! Passages in: what changes an index.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use apostille_corpus::{Document, DocumentId, Kind, Language, LanguageRun, Note, Passage, Record};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{IndexWriter, TantivyDocument, Term};

use crate::Result;
use crate::analysis::{Stemmer, StemmingLanguage};
use crate::index::{engine, sync_folder};
use crate::schema::{Fields, StoredPassage, pack_kind, pack_language};
use crate::search::definition_term;
use crate::terms::{NameText, TermText};
use crate::vocabulary::definitions::definitions;

/// The least memory that tantivy takes for a thread.
const LEAST_MEMORY: usize = 15_000_000;
/// The memory for which a further thread pays.
const MEMORY_PER_THREAD: usize = 50_000_000;
/// The most threads. Analysis runs on the caller's thread, which feeds no more than these.
const MOST_THREADS: usize = 4;

/// What changes an index. What was not committed is lost with it, and nothing else.
pub struct Writer {
    path: PathBuf,
    writer: IndexWriter,
    fields: Fields,
    stemmer: Stemmer,
}

/// What is said of a whole document and stands with each of its passages.
#[derive(Default)]
struct Context {
    document: u64,
    year: u64,
    author: String,
    publisher: String,
    document_type: String,
    /// The title's terms by the language in which a passage reads them; filled as passages come.
    titles: HashMap<Option<StemmingLanguage>, String>,
}

impl Writer {
    pub(crate) fn open(path: &Path, index: &tantivy::Index, fields: Fields, memory_bytes: usize) -> Result<Writer> {
        let memory = memory_bytes.max(LEAST_MEMORY);
        let processors = available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let threads = (memory / MEMORY_PER_THREAD).clamp(1, processors);
        let writer = index.writer_with_num_threads(threads, memory).map_err(engine(path))?;
        Ok(Writer { path: path.to_owned(), writer, fields, stemmer: Stemmer::default() })
    }

    /// Takes a document's passages and notes out, and puts them in again as they are now.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] if the index cannot be written.
    pub fn replace(&mut self, document: &Document) -> Result<()> {
        self.remove(document.id)?;
        self.append(document.id, &document.record, &document.passages, &document.notes)
    }

    /// Adds passages and notes to a document of this record, without taking any out.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] if the index cannot be written.
    pub fn append(
        &mut self,
        document: DocumentId,
        record: &Record,
        passages: &[Passage],
        notes: &[Note],
    ) -> Result<()> {
        let mut context = Context::of(document, record);
        for passage in passages {
            self.add(&mut context, &record.title, stored_passage(passage))?;
        }
        for note in notes {
            self.add(&mut context, &record.title, stored_note(note))?;
        }
        Ok(())
    }

    /// Takes a document's passages and notes out; nothing happens if there are none.
    ///
    /// # Errors
    /// None now; the signature leaves room for an engine that can fail here.
    pub fn remove(&mut self, document: DocumentId) -> Result<()> {
        self.writer.delete_term(Term::from_field_u64(self.fields.document, document.to_u64()));
        Ok(())
    }

    /// Makes what was done visible and durable, under this sequence number of the catalogue.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] or [`crate::Error::Io`] if the index cannot be written.
    pub fn commit(&mut self, sequence: u64) -> Result<()> {
        let mut prepared = self.writer.prepare_commit().map_err(engine(&self.path))?;
        prepared.set_payload(&sequence.to_string());
        prepared.commit().map_err(engine(&self.path))?;
        // tantivy syncs the folder before it renames `meta.json` and not after: without this a power cut could
        // bring the commit before this one back.
        sync_folder(&self.path)
    }

    /// Waits until the merges that run in the background are done. Nothing is lost without it.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] if a merge failed.
    pub fn close(self) -> Result<()> {
        self.writer.wait_merging_threads().map_err(engine(&self.path))
    }

    fn add(&mut self, context: &mut Context, title: &str, passage: StoredPassage) -> Result<()> {
        let mut terms = TermText::default();
        let mut rest = passage.text.as_str();
        for (language, length) in &passage.runs {
            let (run, after) = rest.split_at(*length);
            terms.read(run, StemmingLanguage::of(language), &mut self.stemmer);
            rest = after;
        }
        let stemming = StemmingLanguage::of(&passage.language);
        terms.read(rest, stemming, &mut self.stemmer);
        let title = context.titles.entry(stemming).or_insert_with(|| {
            let mut terms = TermText::default();
            terms.read(title, stemming, &mut self.stemmer);
            terms.text
        });
        let mut added = TantivyDocument::default();
        added.add_text(self.fields.terms, &terms.text);
        added.add_text(self.fields.title, title);
        added.add_u64(self.fields.document, context.document);
        added.add_u64(self.fields.number, u64::from(passage.number));
        added.add_u64(self.fields.kind, pack_kind(passage.kind));
        added.add_u64(self.fields.year, context.year);
        added.add_u64(self.fields.length, u64::from(FieldNormReader::fieldnorm_to_id(terms.words as u32)));
        for language in passage.languages() {
            added.add_u64(self.fields.language, pack_language(language));
        }
        if passage.kind != Kind::Heading {
            let defined = definitions(&passage.text);
            let terms = defined.iter().filter_map(|definition| definition_term(definition, &passage.language));
            terms.for_each(|term| added.add_text(self.fields.definition, term));
        }
        let page =
            NameText::of([passage.page.map(|page| page.to_string()), passage.page_label.clone()].into_iter().flatten());
        let fields = &self.fields;
        let names = [(fields.author, &context.author), (fields.publisher, &context.publisher)];
        for (field, text) in
            names.into_iter().chain([(fields.document_type, &context.document_type), (fields.page, &page)])
        {
            if !text.is_empty() {
                added.add_text(field, text);
            }
        }
        added.add_bytes(self.fields.passage, &passage.to_bytes());
        self.writer.add_document(added).map_err(engine(&self.path))?;
        Ok(())
    }
}

impl Context {
    fn of(document: DocumentId, record: &Record) -> Context {
        Context {
            document: document.to_u64(),
            year: record.date.map_or(0, |date| u64::from(date.year)),
            author: NameText::of(&record.authors),
            publisher: NameText::of(&record.publisher),
            document_type: NameText::of(&record.kind),
            titles: HashMap::new(),
        }
    }
}

fn stored_passage(passage: &Passage) -> StoredPassage {
    StoredPassage {
        id: passage.id.clone(),
        number: passage.number,
        kind: passage.kind,
        language: passage.language.clone(),
        page: passage.page,
        page_label: passage.page_label.clone(),
        section: passage.section.clone(),
        text: passage.text.clone(),
        runs: Vec::new(),
        label: None,
        cited_by: Vec::new(),
    }
}

fn stored_note(note: &Note) -> StoredPassage {
    StoredPassage {
        id: note.id.clone(),
        number: note.number,
        kind: Kind::Note,
        language: note.language(),
        page: note.page,
        page_label: note.page_label.clone(),
        section: None,
        text: note.text.clone(),
        runs: runs(&note.text, &note.languages),
        label: Some(note.label.clone()),
        cited_by: note.cited_by.clone(),
    }
}

/// Where a note's language changes. The runs of a note joined are its text; should they not be, it is read as one run.
fn runs(text: &str, languages: &[LanguageRun]) -> Vec<(Language, usize)> {
    let mut rest = text;
    for run in languages {
        let Some(after) = rest.strip_prefix(run.text.as_str()) else { return Vec::new() };
        rest = after;
    }
    if languages.len() < 2 {
        return Vec::new();
    }
    languages.iter().map(|run| (run.language.clone(), run.text.len())).collect()
}
