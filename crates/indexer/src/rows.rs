//! A table of passages becomes a collection: rows stream in, are tagged on one thread and written on another.
//!
//! Memory is bounded by the pieces under way and a few words a document; such documents have no original.

use std::collections::{HashMap, HashSet};
use std::error::Error as StdError;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use apostille_catalogue::{Made, Row as CatalogueRow};
use apostille_corpus::language::Tagger;
use apostille_corpus::{DocumentId, Kind, Language, Passage, Record};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::add::VERSIONS;
use crate::collection::Collection;
use crate::submit::login;
use crate::{Error, Result};

/// Rows of one transaction: one wait for the disk.
const ROWS_AT_ONCE: usize = 10_000;
/// Rows that go from thread to thread together.
const PIECE: usize = 500;
/// Pieces that may wait between the threads.
const PIECES_WAITING: usize = 4;

/// A row: one passage under an id of its own. Rows of one title are one document, wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// The passage's id, unique in the collection.
    pub id: String,
    /// The document's title; if empty, the row is a document by itself, called by its id.
    pub title: String,
    /// The passage's text.
    pub text: String,
}

/// How much was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// Documents.
    pub documents: u64,
    /// Passages: one a row.
    pub passages: u64,
}

/// A row with its language.
struct Tagged {
    row: Row,
    language: Language,
}

/// Loads rows into a collection, which is made if it is not there. A document that is there is made anew. The watcher
/// hears how many rows are done.
///
/// # Errors
/// [`Error::Row`] for a row that cannot be read, [`Error::Busy`] if another process writes,
/// `PassageTaken` if an id is another passage's; what was written till then is never found.
pub fn load_rows<E>(
    home: &Path,
    rows: impl Iterator<Item = std::result::Result<Row, E>> + Send,
    watcher: &mut dyn FnMut(u64),
) -> Result<Loaded>
where
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    let busy = || Error::Busy { path: home.to_path_buf() };
    let mut collection = Collection::open(home)?.ok_or_else(busy)?;
    let (tagged, pieces) = mpsc::sync_channel(PIECES_WAITING);
    thread::scope(|scope| {
        scope.spawn(move || tag(rows, &tagged));
        let held = collection.catalogue.live_documents()?.into_iter().collect();
        Load { collection: &mut collection, held, documents: HashMap::new(), rows: Vec::new(), done: 0 }
            .run(pieces, watcher)
    })
}

/// Tags rows in pieces until they end, one cannot be read, or nobody wants more.
fn tag<E: Into<Box<dyn StdError + Send + Sync>>>(
    rows: impl Iterator<Item = std::result::Result<Row, E>>,
    tagged: &SyncSender<Result<Vec<Tagged>>>,
) {
    let tagger = Tagger::new();
    let mut piece = Vec::with_capacity(PIECE);
    for (number, row) in (1..).zip(rows) {
        match row {
            Ok(row) => piece.push(Tagged { language: tagger.tag(&row.text, None).language, row }),
            Err(error) => {
                let _ = tagged.send(Err(Error::Row { number, source: error.into() }));
                return;
            }
        }
        if piece.len() == PIECE && tagged.send(Ok(std::mem::take(&mut piece))).is_err() {
            return;
        }
    }
    // If nobody receives it, the load has failed already and says so itself.
    let _ = tagged.send(Ok(piece));
}

struct Load<'a> {
    collection: &'a mut Collection,
    /// Documents that were there before.
    held: HashSet<DocumentId>,
    /// What is known of each document so far.
    documents: HashMap<DocumentId, Languages>,
    rows: Vec<CatalogueRow>,
    done: u64,
}

/// How many of a document's passages are in each language, the first seen first.
#[derive(Default)]
struct Languages(Vec<(Language, u32)>);

impl Load<'_> {
    /// Takes the receiver: when a load fails, dropping it is what tells the other thread.
    fn run(mut self, pieces: Receiver<Result<Vec<Tagged>>>, watcher: &mut dyn FnMut(u64)) -> Result<Loaded> {
        for piece in pieces {
            for tagged in piece? {
                self.take(tagged)?;
            }
            if self.rows.len() >= ROWS_AT_ONCE {
                self.write()?;
            }
            watcher(self.done);
        }
        self.write()?;
        let mut made: Vec<Made> = self.documents.iter().map(|(id, languages)| languages.made(*id)).collect();
        made.sort_by_key(|made| made.document);
        let sequence = self.collection.catalogue.finish_rows(&made, VERSIONS, &login())?;
        self.collection.projection.close(sequence)?;
        Ok(Loaded { documents: made.len() as u64, passages: self.done })
    }

    fn take(&mut self, tagged: Tagged) -> Result<()> {
        let Tagged { row, language } = tagged;
        let document = document_of(&row);
        let languages = self.documents.entry(document).or_default();
        let number = languages.count(&language);
        let title = if row.title.is_empty() { row.id.clone() } else { row.title };
        let passage = Passage {
            id: row.id,
            number,
            kind: Kind::Body,
            language,
            page: None,
            page_label: None,
            section: None,
            text: row.text,
            continues: false,
            markers: Vec::new(),
        };
        let writer = self.collection.projection.writer()?;
        if self.held.remove(&document) {
            writer.remove(document)?;
        }
        let record = Record { title: title.clone(), ..Record::default() };
        writer.append(document, &record, std::slice::from_ref(&passage), &[])?;
        self.rows.push(CatalogueRow { document, title, passage });
        self.done += 1;
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        self.collection.catalogue.append_rows(&self.rows, &login())?;
        self.rows.clear();
        Ok(())
    }
}

impl Languages {
    /// Counts a passage; gives its number.
    fn count(&mut self, language: &Language) -> u32 {
        match self.0.iter_mut().find(|(known, _)| known == language) {
            Some((_, count)) => *count += 1,
            None => self.0.push((language.clone(), 1)),
        }
        self.0.iter().map(|(_, count)| count).sum()
    }

    fn made(&self, document: DocumentId) -> Made {
        let mut counted = self.0.clone();
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let passages = counted.iter().map(|(_, count)| u64::from(*count)).sum();
        Made { document, languages: counted.into_iter().map(|(language, _)| language).collect(), passages }
    }
}

/// A document without an original has the identity of its title's SHA-256, or of its row's id.
fn document_of(row: &Row) -> DocumentId {
    let named = if row.title.is_empty() { format!("row:{}", row.id) } else { format!("title:{}", row.title) };
    DocumentId::from_sha256(&Sha256::digest(named.as_bytes()).into())
}
