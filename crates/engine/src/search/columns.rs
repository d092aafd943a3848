//! What ranking and filters need to know of every passage, in memory: some 20 bytes a passage.
//!
//! Passages have one numbering over all segments, their *place*: a segment's first place is the sum of the sizes of the
//! segments before it. Places of deleted passages stay empty.

use std::collections::HashMap;

use apostille_corpus::{DocumentId, Kind, Language};
use tantivy::SegmentReader;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;

use super::bm25::{Norms, document_norm};
use super::titles::TitleTerms;
use crate::schema::{Fields, unpack_kind, unpack_language};

/// How many languages are told apart: facets keep a bit for each.
const MOST_LANGUAGES: usize = 64;

/// The columns of one commit.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The place in `documents` of each passage's document.
    pub(crate) document_of: Vec<u32>,
    /// The place in `classes` of each passage's class; the first one is of passages that are deleted.
    pub(crate) class_of: Vec<u16>,
    /// How many words it has, as the byte that tantivy keeps for a length.
    pub(crate) length: Vec<u8>,
    /// Place in reading order.
    pub(crate) number: Vec<u32>,
    /// What a class of passages has in common.
    pub(crate) classes: Vec<Class>,
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
    /// Whether some are deleted.
    pub(crate) any_deleted: bool,
    /// What BM25 subtracts for each length.
    pub(crate) norms: Norms,
    /// The terms of the documents' titles.
    pub(super) titles: TitleTerms,
    /// What BM25 subtracts for the length of each document.
    pub(crate) document_norm: Vec<f32>,
}

/// What a class of passages has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Class {
    /// Whether the passages are there; deleted ones are not.
    pub(crate) alive: bool,
    /// Their kind.
    pub(crate) kind: Kind,
    /// Whether they only name what the text tells: headings, and title pages, which are a document's first passage.
    pub(crate) is_name: bool,
    /// A bit for each of `languages` that they have text in: a note can mix two.
    pub(crate) languages: u64,
    /// Their document's year; 0 where there is none.
    pub(crate) year: u16,
}

impl Class {
    const DELETED: Class = Class { alive: false, kind: Kind::Body, is_name: false, languages: 0, year: 0 };
}

impl Columns {
    /// Reads the columns of a commit.
    pub(crate) fn read(segments: &[SegmentReader], fields: Fields) -> tantivy::Result<Columns> {
        let mut columns =
            Columns { languages: vec![Language::UND], classes: vec![Class::DELETED], ..Columns::default() };
        let mut documents = Vec::new();
        let mut codes = Codes::default();
        for segment in segments {
            columns.segment_starts.push(columns.places() as u32);
            columns.read_segment(segment, fields, &mut codes, &mut documents)?;
        }
        columns.number_documents(&documents);
        columns.titles = TitleTerms::read(segments, fields.title)?;
        let words: u64 = columns.document_length.iter().map(|length| u64::from(*length)).sum();
        columns.norms = Norms::of((words as f32 / columns.passages as f32).max(1.0));
        let average = (words as f32 / columns.documents.len() as f32).max(1.0);
        columns.document_norm =
            columns.document_length.iter().map(|length| document_norm(*length as f32 / average)).collect();
        Ok(columns)
    }

    /// How many places there are, those of deleted passages too.
    pub(crate) fn places(&self) -> usize {
        self.class_of.len()
    }

    /// Whether the passage at a place is there.
    pub(crate) fn is_alive(&self, place: u32) -> bool {
        self.class_of[place as usize] != 0
    }

    /// The place in `documents` of the document that a passage is of.
    pub(crate) fn document(&self, place: u32) -> u32 {
        self.document_of[place as usize]
    }

    /// What BM25 subtracts for the length of the passage at a place.
    pub(crate) fn norm(&self, place: u32) -> f32 {
        self.norms.at(self.length[place as usize])
    }

    /// The class of the passage at a place.
    pub(crate) fn class(&self, place: u32) -> &Class {
        &self.classes[usize::from(self.class_of[place as usize])]
    }

    /// The bit of a language; none of them if no passage has it.
    pub(crate) fn language_bit(&self, language: &Language) -> u64 {
        let place = self.languages.iter().position(|known| known == language);
        place.map_or(0, |place| if place < MOST_LANGUAGES { 1 << place } else { 1 })
    }

    /// The bits of the languages that passages for a query in this language have: that one and unknown ones, or any.
    pub(crate) fn asked_in(&self, language: &Language) -> u64 {
        if *language == Language::UND {
            u64::MAX
        } else {
            self.language_bit(language) | self.language_bit(&Language::UND)
        }
    }

    fn read_segment(
        &mut self,
        segment: &SegmentReader,
        fields: Fields,
        codes: &mut Codes,
        documents: &mut Vec<u64>,
    ) -> tantivy::Result<()> {
        let schema = segment.schema();
        let column =
            |field| -> tantivy::Result<Column<u64>> { segment.fast_fields().u64(schema.get_field_name(field)) };
        let (document, number) = (column(fields.document)?, column(fields.number)?);
        let (kind, language, year) = (column(fields.kind)?, column(fields.language)?, column(fields.year)?);
        let length = column(fields.length)?;
        for passage in 0..segment.max_doc() {
            let kind = unpack_kind(first(&kind, passage));
            let number = first(&number, passage) as u32;
            let bits = language.values_for_doc(passage).map(|packed| codes.bit(packed, &mut self.languages));
            let class = Class {
                alive: true,
                kind,
                is_name: kind == Kind::Heading || (kind == Kind::Front && number == 1),
                languages: bits.fold(0, |all, bit| all | bit),
                year: first(&year, passage) as u16,
            };
            let alive = !segment.is_deleted(passage);
            let class = if alive { codes.class(class, &mut self.classes) } else { 0 };
            self.passages += usize::from(alive);
            self.any_deleted |= !alive;
            self.class_of.push(class);
            self.number.push(number);
            self.length.push(first(&length, passage) as u8);
            documents.push(first(&document, passage));
        }
        Ok(())
    }

    /// Numbers the documents by id, so that their order does not depend on segments.
    fn number_documents(&mut self, of_passages: &[u64]) {
        let alive = of_passages.iter().zip(&self.class_of).filter(|(_, class)| **class != 0);
        let mut ids: Vec<u64> = alive.map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        self.document_passages = vec![0; ids.len()];
        self.document_length = vec![0; ids.len()];
        for (place, id) in of_passages.iter().enumerate() {
            let document = ids.binary_search(id).unwrap_or(0);
            self.document_of.push(document as u32);
            if self.class_of[place] != 0 {
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

/// Packed languages to their bits in the list of languages, and classes to their places.
#[derive(Default)]
struct Codes {
    languages: Vec<(u64, u64)>,
    classes: HashMap<Class, u16>,
}

impl Codes {
    fn bit(&mut self, packed: u64, languages: &mut Vec<Language>) -> u64 {
        if let Some((_, bit)) = self.languages.iter().find(|(known, _)| *known == packed) {
            return *bit;
        }
        let language = unpack_language(packed);
        let place = languages.iter().position(|known| *known == language).unwrap_or_else(|| {
            languages.push(language);
            languages.len() - 1
        });
        let bit = if place < MOST_LANGUAGES { 1 << place } else { 1 };
        self.languages.push((packed, bit));
        bit
    }

    /// The place of a class. There are some thousands at most: kinds times years times the mixtures of languages that notes have;
    /// were there ever more than a place can number, the rest would count as the last.
    fn class(&mut self, class: Class, classes: &mut Vec<Class>) -> u16 {
        *self.classes.entry(class).or_insert_with(|| {
            if classes.len() <= usize::from(u16::MAX) {
                classes.push(class);
            }
            (classes.len() - 1) as u16
        })
    }
}
