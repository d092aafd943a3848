//! What ranking and filters need to know of every passage, in memory: some 20 bytes a passage.
//!
//! Passages have one numbering over all segments, their *place*: a segment's first place is the sum of the sizes of the
//! segments before it. Places of deleted passages stay empty.

use apostille_corpus::{DocumentId, Kind, Language};
use tantivy::SegmentReader;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;

use crate::schema::{Fields, unpack_kind, unpack_language};

/// How many languages are told apart: facets keep a bit for each.
const MOST_LANGUAGES: usize = 64;

/// The columns of one commit.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Whether the passage at a place is there.
    pub(crate) alive: Vec<bool>,
    /// The place of a passage's document in `documents`.
    pub(crate) document: Vec<u32>,
    /// Place in reading order.
    pub(crate) number: Vec<u32>,
    /// The kind.
    pub(crate) kind: Vec<Kind>,
    /// A bit for each of `languages` that it has text in: a note can mix two.
    pub(crate) language_bits: Vec<u64>,
    /// The year; 0 where there is none.
    pub(crate) year: Vec<u16>,
    /// How many words it has, as the byte that tantivy keeps for it.
    pub(crate) length: Vec<u8>,
    /// Every language that a passage has; further ones than 64 count as `und`.
    pub(crate) languages: Vec<Language>,
    /// Every document, by id.
    pub(crate) documents: Vec<DocumentId>,
    /// How many passages each document has.
    pub(crate) document_passages: Vec<u32>,
    /// How many words each document has.
    pub(crate) document_length: Vec<u32>,
    /// The place of each segment's first passage.
    pub(crate) segment_starts: Vec<u32>,
    /// How many passages are there.
    pub(crate) passages: usize,
}

impl Columns {
    /// Reads the columns of a commit.
    pub(crate) fn read(segments: &[SegmentReader], fields: Fields) -> tantivy::Result<Columns> {
        let mut columns = Columns { languages: vec![Language::UND], ..Columns::default() };
        let mut documents = Vec::new();
        for segment in segments {
            columns.segment_starts.push(columns.alive.len() as u32);
            columns.read_segment(segment, fields, &mut documents)?;
        }
        columns.number_documents(&documents);
        Ok(columns)
    }

    /// How many words a passage has on average; at least 1.
    pub(crate) fn average_length(&self) -> f32 {
        let sum: u64 = self.document_length.iter().map(|length| u64::from(*length)).sum();
        (sum as f32 / self.passages as f32).max(1.0)
    }

    /// How many words a document has on average; at least 1.
    pub(crate) fn average_document_length(&self) -> f32 {
        let sum: u64 = self.document_length.iter().map(|length| u64::from(*length)).sum();
        (sum as f32 / self.documents.len() as f32).max(1.0)
    }

    fn read_segment(
        &mut self,
        segment: &SegmentReader,
        fields: Fields,
        documents: &mut Vec<u64>,
    ) -> tantivy::Result<()> {
        let schema = segment.schema();
        let column =
            |field| -> tantivy::Result<Column<u64>> { segment.fast_fields().u64(schema.get_field_name(field)) };
        let (document, number) = (column(fields.document)?, column(fields.number)?);
        let (kind, language, year) = (column(fields.kind)?, column(fields.language)?, column(fields.year)?);
        let lengths = segment.get_fieldnorms_reader(fields.stems)?;
        let mut codes = Codes::default();
        for passage in 0..segment.max_doc() {
            let alive = !segment.is_deleted(passage);
            self.alive.push(alive);
            self.passages += usize::from(alive);
            documents.push(first(&document, passage));
            self.number.push(first(&number, passage) as u32);
            self.kind.push(unpack_kind(first(&kind, passage)));
            let bits = language.values_for_doc(passage).map(|packed| codes.bit(packed, &mut self.languages));
            self.language_bits.push(bits.fold(0, |all, bit| all | bit));
            self.year.push(first(&year, passage) as u16);
            self.length.push(lengths.fieldnorm_id(passage));
        }
        Ok(())
    }

    /// Numbers the documents by id, so that their order does not depend on segments.
    fn number_documents(&mut self, of_passages: &[u64]) {
        let alive = of_passages.iter().zip(&self.alive).filter(|(_, alive)| **alive);
        let mut ids: Vec<u64> = alive.map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        self.document_passages = vec![0; ids.len()];
        self.document_length = vec![0; ids.len()];
        for (place, id) in of_passages.iter().enumerate() {
            let document = ids.binary_search(id).unwrap_or(0);
            self.document.push(document as u32);
            if self.alive[place] {
                self.document_passages[document] += 1;
                self.document_length[document] += FieldNormReader::id_to_fieldnorm(self.length[place]);
            }
        }
        self.documents = ids.into_iter().map(DocumentId::from_u64).collect();
    }
}

fn first(column: &Column<u64>, passage: u32) -> u64 {
    column.first(passage).unwrap_or(0)
}

/// Packed languages to their bits in the list of languages.
#[derive(Default)]
struct Codes {
    known: Vec<(u64, u64)>,
}

impl Codes {
    fn bit(&mut self, packed: u64, languages: &mut Vec<Language>) -> u64 {
        if let Some((_, bit)) = self.known.iter().find(|(known, _)| *known == packed) {
            return *bit;
        }
        let language = unpack_language(packed);
        let place = languages.iter().position(|known| *known == language).unwrap_or_else(|| {
            languages.push(language);
            languages.len() - 1
        });
        let bit = if place < MOST_LANGUAGES { 1 << place } else { 1 };
        self.known.push((packed, bit));
        bit
    }
}
