//! The fields of the index, and a passage as it is stored.
//!
//! There is one field of terms for every language, never one a language: BM25 takes the number of passages and their
//! average length from the whole index, so a field that few passages have is weighed wrongly (measured: MRR .111 for
//! a field of the 11 % Spanish passages, .687 for the shared field). What is said of a whole document (title, authors,
//! ...) stands with each of its passages, so that one pass over passages answers every field.

use apostille_corpus::{Citation, Kind, Language};
use serde::{Deserialize, Serialize};
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer,
};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use crate::packing::{pack, unpack};
use crate::terms::TOKENIZER;

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The document's 64 bits: by it passages are deleted and grouped.
    pub(crate) document: Field,
    /// Place in reading order.
    pub(crate) number: Field,
    /// Place of the kind in [`Kind::ALL`].
    pub(crate) kind: Field,
    /// The languages it has text in, as [`pack_language`] packs them.
    pub(crate) language: Field,
    /// The year; 0 where there is none.
    pub(crate) year: Field,
    /// How many words there are, as the byte that tantivy would keep for it.
    pub(crate) length: Field,
    /// Stems by the passage's language and exact forms, with positions: see [`crate::terms`].
    pub(crate) terms: Field,
    /// Stems of the document's title, and its exact forms.
    pub(crate) title: Field,
    /// Folded words of the authors' names.
    pub(crate) author: Field,
    /// Folded words of the publisher's name.
    pub(crate) publisher: Field,
    /// Folded words of the document's type.
    pub(crate) document_type: Field,
    /// The page's number and its printed label, folded.
    pub(crate) page: Field,
    /// The acronyms that the passage defines, as [`crate::search::definition_term`] writes them.
    pub(crate) definition: Field,
    /// A [`StoredPassage`] in binary.
    pub(crate) passage: Field,
}

/// The schema, and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let mut name = |name| builder.add_text_field(name, terms(IndexRecordOption::Basic));
    let (title, author, publisher) = (name("title"), name("author"), name("publisher"));
    let (document_type, page) = (name("type"), name("page"));
    let fields = Fields {
        document: builder.add_u64_field("document", INDEXED | FAST),
        number: builder.add_u64_field("number", FAST),
        kind: builder.add_u64_field("kind", FAST),
        language: builder.add_u64_field("language", FAST),
        year: builder.add_u64_field("year", FAST),
        length: builder.add_u64_field("length", FAST),
        terms: builder.add_text_field("terms", terms(IndexRecordOption::WithFreqsAndPositions)),
        title,
        author,
        publisher,
        document_type,
        page,
        definition: builder.add_text_field("definition", TextOptions::default().set_indexing_options(whole())),
        passage: builder.add_bytes_field("passage", STORED),
    };
    (builder.build(), fields)
}

/// A field of terms that the analysis has found already.
fn terms(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// A field whose values are terms as they are.
fn whole() -> TextFieldIndexing {
    TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic).set_fieldnorms(false)
}

/// A passage or note as it is stored, to be shown without the catalogue.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct StoredPassage {
    pub(crate) id: String,
    pub(crate) number: u32,
    pub(crate) kind: Kind,
    pub(crate) language: Language,
    pub(crate) page: Option<u32>,
    pub(crate) page_label: Option<String>,
    pub(crate) section: Option<String>,
    #[serde(skip)]
    pub(crate) text: String,
    /// Where a note's language changes: the languages of its runs and their lengths in bytes.
    pub(crate) runs: Vec<(Language, usize)>,
    pub(crate) label: Option<String>,
    pub(crate) cited_by: Vec<Citation>,
}

impl StoredPassage {
    /// As the index keeps it: all but its text, then that, packed.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = postcard::to_stdvec(self).expect("text, numbers and lists have a binary form");
        bytes.extend(pack(&self.text));
        bytes
    }

    /// As it was before the index kept it; what is wrong with the bytes otherwise.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<StoredPassage, postcard::Error> {
        let (stored, packed) = postcard::take_from_bytes::<StoredPassage>(bytes)?;
        let text = unpack(packed).ok_or(postcard::Error::DeserializeBadUtf8)?;
        Ok(StoredPassage { text, ..stored })
    }

    /// The languages it has text in, each once.
    pub(crate) fn languages(&self) -> Vec<&Language> {
        let mut languages: Vec<&Language> = self.runs.iter().map(|(language, _)| language).collect();
        languages.push(&self.language);
        languages.sort();
        languages.dedup();
        languages
    }
}

/// What the document store keeps of a passage: the bytes of [`StoredPassage::to_bytes`].
pub(crate) struct StoredBytes(pub(crate) Vec<u8>);

/// Bytes of a field.
struct Bytes(Vec<u8>);

impl DocumentDeserialize for StoredBytes {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut document: D) -> Result<StoredBytes, DeserializeError> {
        let only = document.next_field::<Bytes>()?;
        Ok(StoredBytes(only.map(|(_, Bytes(bytes))| bytes).unwrap_or_default()))
    }
}

impl StoredBytes {
    /// The bytes of a document as the store has them. tantivy itself reads such a field byte after byte, into a list that grows
    /// (7 % of a search's instructions); how it writes one is its own affair, so none is given for what looks otherwise.
    pub(crate) fn within(document: &[u8]) -> Option<&[u8]> {
        // One field, numbered in four bytes, of the type of bytes, and their length. tantivy's numbers of any length have the
        // high bit in their last byte.
        const ONE: u8 = 0x81;
        const BYTES: u8 = 4;
        let [ONE, _, _, _, _, BYTES, rest @ ..] = document else { return None };
        let last = rest.iter().take(4).position(|byte| byte & 0x80 != 0)?;
        let (length, bytes) = rest.split_at(last + 1);
        let length = length.iter().rev().fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f));
        (length == bytes.len()).then_some(bytes)
    }
}

impl ValueDeserialize for Bytes {
    fn deserialize<'de, D: ValueDeserializer<'de>>(value: D) -> Result<Bytes, DeserializeError> {
        value.deserialize_bytes().map(Bytes)
    }
}

/// A language tag of up to eight letters as a number.
pub(crate) fn pack_language(language: &Language) -> u64 {
    language.as_str().bytes().take(8).fold(0, |packed, byte| (packed << 8) | u64::from(byte))
}

/// The language tag that a number stands for.
pub(crate) fn unpack_language(packed: u64) -> Language {
    let letters: Vec<u8> = packed.to_be_bytes().into_iter().filter(|byte| *byte != 0).collect();
    Language::from_tag(&String::from_utf8_lossy(&letters))
}

/// The number that a kind has in the index.
pub(crate) fn pack_kind(kind: Kind) -> u64 {
    Kind::ALL.iter().position(|known| *known == kind).map_or(0, |place| place as u64)
}

/// The kind that a number stands for.
pub(crate) fn unpack_kind(packed: u64) -> Kind {
    Kind::ALL.get(packed as usize).copied().unwrap_or(Kind::Body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_passage_are_found_where_tantivy_wrote_them() {
        let (schema, fields) = schema();
        let index = tantivy::Index::create_in_ram(schema);
        index.tokenizers().register(TOKENIZER, crate::terms::Terms::default());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let passages = [0, 1, 127, 128, 70_000].map(|length| vec![b'a'; length]);
        for passage in &passages {
            writer.add_document(tantivy::doc!(fields.passage => passage.clone(), fields.number => 1u64)).unwrap();
        }
        writer.commit().unwrap();
        let store = index.reader().unwrap().searcher().segment_reader(0).get_store_reader(0).unwrap();
        for (place, passage) in (0..).zip(&passages) {
            let document = store.get_document_bytes(place).unwrap();
            assert_eq!(StoredBytes::within(&document), Some(passage.as_slice()));
            assert_eq!(&store.get::<StoredBytes>(place).unwrap().0, passage);
        }
        for other in [&b""[..], b"\x81", b"\x81\0\0\0\0\x04", b"\x82\0\0\0\0\x04\x81a", b"\x81\0\0\0\0\x04\x82a"] {
            assert_eq!(StoredBytes::within(other), None);
        }
    }

    #[test]
    fn languages_and_kinds_come_out_as_they_went_in() {
        for language in [Language::EN, Language::ES, Language::UND, Language::from_tag("nah")] {
            assert_eq!(unpack_language(pack_language(&language)), language);
        }
        for kind in Kind::ALL {
            assert_eq!(unpack_kind(pack_kind(kind)), kind);
        }
    }
}
