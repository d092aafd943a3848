//! What does `apostille show` print, and `/api/v1/documents/{id}` send? The whole document as the catalogue holds it.

use apostille_catalogue::Catalogue;
use apostille_corpus::{Date, DocumentId, Kind, Language};
use serde::Serialize;
use utoipa::ToSchema;

use super::hits::{Citation, kind_schema};

/// A whole document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Document {
    /// The first 16 hex digits of its original's SHA-256.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Its authors, as written.
    pub authors: Vec<String>,
    /// `2021`, `2021-05` or `2021-05-17`.
    #[schema(value_type = Option<String>, example = "2021-05")]
    pub date: Option<Date>,
    /// The document type as the document calls itself.
    #[serde(rename = "type")]
    #[schema(example = "Working Paper")]
    pub kind: Option<String>,
    /// Languages of its passages, the most frequent first.
    #[schema(value_type = Vec<String>)]
    pub languages: Vec<Language>,
    /// Who published it, where that is known.
    pub publisher: Option<String>,
    /// What it is known by elsewhere: DOI, ISBN, UN symbol, ...
    pub identifiers: Vec<Identifier>,
    /// Places that it is about.
    pub places: Vec<String>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// What it says, in short.
    #[serde(rename = "abstract")]
    pub summary: Option<String>,
    /// Under which licence it may be used.
    pub licence: Option<String>,
    /// The web address that it was taken from.
    pub address: Option<String>,
    /// How many pages the source has, where it has pages.
    pub pages: Option<u32>,
    /// The path it was first added from.
    pub path: Option<String>,
    /// Every path it is known at: copies with the same bytes are one document.
    pub paths: Vec<String>,
    /// What a reader should doubt.
    pub warnings: Vec<Warning>,
    /// Headings, in reading order.
    pub sections: Vec<Section>,
    /// Passages other than notes, in reading order.
    pub passages: Vec<Passage>,
    /// Notes.
    pub notes: Vec<Note>,
    /// The other documents of the work: the same text in other files, the best first.
    pub forms: Vec<Form>,
    /// The documents that say the same in other languages, the best text of each.
    pub translations: Vec<Translation>,
    /// Where else to look; absent on the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
}

/// Another document with the same text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Form {
    /// Its id: `/api/v1/documents/{id}`.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub id: DocumentId,
    /// The path it was first added from.
    pub path: Option<String>,
    /// Whether it is the one that answers searches.
    pub best: bool,
}

/// A document that says the same in another language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Translation {
    /// Its id: `/api/v1/documents/{id}`.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub document: DocumentId,
    /// The language of most of its text.
    #[schema(value_type = String, example = "es")]
    pub language: Language,
    /// Its title.
    pub title: String,
}

/// What a document is known by elsewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Identifier {
    /// `doi`, `isbn`, `issn`, `un-symbol`, `eli`, `url`, or what the file calls it.
    #[schema(example = "un-symbol")]
    pub scheme: String,
    /// The identifier without its scheme.
    #[schema(example = "A/RES/73/195")]
    pub value: String,
}

/// Where else to look for a document, on this server.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Links {
    /// The page to read it on.
    pub page: String,
    /// Its original; null for a document made from rows.
    pub original: Option<String>,
}

/// What a reader should doubt.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Warning {
    /// A documented word.
    pub code: String,
    /// A sentence.
    pub message: String,
    /// The page it is about.
    pub page: Option<u32>,
}

/// A heading and where its section begins.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Section {
    /// The heading's text.
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    /// Id of its first passage.
    pub passage: String,
}

/// A passage other than a note.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Passage {
    /// Its id: `/api/v1/passages/{id}`.
    pub id: String,
    /// Its place in reading order, from 1.
    pub number: u32,
    /// Its kind.
    #[schema(schema_with = kind_schema)]
    pub kind: Kind,
    /// Its language.
    #[schema(value_type = String)]
    pub language: Language,
    /// The physical page, from 1.
    pub page: Option<u32>,
    /// The label printed on it.
    pub page_label: Option<String>,
    /// The section it stands in.
    pub section: Option<String>,
    /// The text, without markers. Paragraphs and rows of a table are parted by a line end, cells by a tab.
    pub text: String,
    /// Whether it goes on with the paragraph that the passage before it began.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(default = false)]
    pub continues: bool,
    /// Where it cites notes.
    pub markers: Vec<Marker>,
}

/// A place that cites a note.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Marker {
    /// Id of the note.
    pub note: String,
    /// How many characters (Unicode scalar values) of the text stand before it.
    pub at: usize,
}

/// A footnote or endnote.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Note {
    /// Its id: `/api/v1/passages/{id}`.
    pub id: String,
    /// Its place among the notes, from 1.
    pub number: u32,
    /// Its label as printed.
    pub label: String,
    /// The text cut where its language changes; joined, the runs are `text`.
    pub languages: Vec<NoteRun>,
    /// The whole text, without its label.
    pub text: String,
    /// The physical page, from 1.
    pub page: Option<u32>,
    /// The label printed on it.
    pub page_label: Option<String>,
    /// The sentences that cite it.
    pub cited_by: Vec<Citation>,
}

/// A stretch of a note in one language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoteRun {
    /// Its language.
    #[schema(value_type = String)]
    pub language: Language,
    /// Its text.
    pub text: String,
}

/// The whole document, or none if the collection has no live document of this id.
///
/// # Errors
/// The catalogue's, if it cannot be read.
pub fn document(catalogue: &Catalogue, id: DocumentId) -> Result<Option<Document>, apostille_catalogue::Error> {
    let (Some(document), Some(summary)) = (catalogue.document(id)?, catalogue.summary(id)?) else {
        return Ok(None);
    };
    let record = document.record;
    Ok(Some(Document {
        id,
        title: record.title,
        authors: record.authors,
        date: record.date,
        kind: record.kind,
        languages: record.languages,
        publisher: record.publisher,
        identifiers: record.identifiers.into_iter().map(Into::into).collect(),
        places: record.places,
        subjects: record.subjects,
        summary: record.summary,
        licence: record.licence,
        address: record.address,
        pages: document.pages,
        path: summary.paths.first().cloned(),
        paths: summary.paths,
        warnings: document.warnings.into_iter().map(Into::into).collect(),
        sections: document.sections.into_iter().map(Into::into).collect(),
        passages: document.passages.into_iter().map(Into::into).collect(),
        notes: document.notes.into_iter().map(Into::into).collect(),
        forms: forms(catalogue, id)?,
        translations: translations(catalogue, id)?,
        links: None,
    }))
}

/// The other documents of a document's work, the best first.
pub(crate) fn forms(catalogue: &Catalogue, id: DocumentId) -> Result<Vec<Form>, apostille_catalogue::Error> {
    let others = catalogue.forms(id)?.into_iter().filter(|form| form.document != id);
    Ok(others.map(|form| Form { id: form.document, path: form.path, best: form.best }).collect())
}

/// The documents that say in other languages what a document says.
pub(crate) fn translations(
    catalogue: &Catalogue,
    id: DocumentId,
) -> Result<Vec<Translation>, apostille_catalogue::Error> {
    let found = catalogue.translations(id)?.into_iter();
    Ok(found
        .map(|found| Translation { document: found.document, language: found.language, title: found.title })
        .collect())
}

impl From<apostille_corpus::Identifier> for Identifier {
    fn from(identifier: apostille_corpus::Identifier) -> Identifier {
        Identifier { scheme: identifier.scheme, value: identifier.value }
    }
}

impl From<apostille_corpus::Warning> for Warning {
    fn from(warning: apostille_corpus::Warning) -> Warning {
        Warning { code: warning.code, message: warning.message, page: warning.page }
    }
}

impl From<apostille_corpus::Section> for Section {
    fn from(section: apostille_corpus::Section) -> Section {
        Section { title: section.title, level: section.level, passage: section.passage }
    }
}

impl From<apostille_corpus::Passage> for Passage {
    fn from(passage: apostille_corpus::Passage) -> Passage {
        Passage {
            id: passage.id,
            number: passage.number,
            kind: passage.kind,
            language: passage.language,
            page: passage.page,
            page_label: passage.page_label,
            section: passage.section,
            text: passage.text,
            continues: passage.continues,
            markers: passage.markers.into_iter().map(|m| Marker { note: m.note, at: m.at }).collect(),
        }
    }
}

impl From<apostille_corpus::LanguageRun> for NoteRun {
    fn from(run: apostille_corpus::LanguageRun) -> NoteRun {
        NoteRun { language: run.language, text: run.text }
    }
}

impl From<apostille_corpus::Note> for Note {
    fn from(note: apostille_corpus::Note) -> Note {
        Note {
            id: note.id,
            number: note.number,
            label: note.label,
            languages: note.languages.into_iter().map(Into::into).collect(),
            text: note.text,
            page: note.page,
            page_label: note.page_label,
            cited_by: note.cited_by.into_iter().map(Into::into).collect(),
        }
    }
}
