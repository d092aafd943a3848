//! Acronyms that the documents of a commit define themselves, with where.
//!
//! Each passage's definitions stand in a field of their own as terms, so that they come and go with their passages.

use std::collections::BTreeMap;

use apostille_corpus::{Kind, Language};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, SegmentReader, TERMINATED};

use super::columns::Columns;
use crate::analysis::fold;
use crate::vocabulary::Learnt;
use crate::vocabulary::definitions::Definition;

/// Between the parts of a term.
const PART: char = '\u{1f}';
/// The longest name that is kept, in bytes: what is longer is no name.
const LONGEST: usize = 120;
/// The most meanings that an acronym may have in a collection. With more it means none of them in particular.
const MOST_MEANINGS: usize = 3;
/// A meaning is kept if at least one in so many documents that define the acronym most often agrees.
const AGREEMENT: usize = 4;

/// The term of a definition in a passage of this language.
pub(crate) fn term(definition: &Definition, language: &Language) -> Option<String> {
    let long = definition.long.split_whitespace().collect::<Vec<_>>().join(" ");
    (long.len() <= LONGEST).then(|| format!("{}{PART}{long}{PART}{language}", definition.short))
}

/// A meaning of an acronym in one language.
struct Meaning {
    short: String,
    long: String,
    language: Language,
    /// The documents that define it so, in no order, some more than once.
    documents: Vec<u32>,
    /// The first passage that does.
    place: u32,
}

/// The definitions on which the documents of a commit agree.
pub(crate) fn read(segments: &[SegmentReader], field: Field, columns: &Columns) -> tantivy::Result<Vec<Learnt>> {
    let mut acronyms: BTreeMap<String, BTreeMap<(String, String), Meaning>> = BTreeMap::new();
    for (segment, start) in segments.iter().zip(&columns.segment_starts) {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().stream()?;
        while stream.advance() {
            let Some(term) = std::str::from_utf8(stream.key()).ok() else { continue };
            let [short, long, language] = *term.split(PART).collect::<Vec<_>>() else { continue };
            let mut postings = index.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                let place = start + postings.doc();
                if columns.is_alive(place) {
                    let meanings = acronyms.entry(fold(short).into_owned()).or_default();
                    let known =
                        meanings.entry((language.to_owned(), fold(long).into_owned())).or_insert_with(|| Meaning {
                            short: short.to_owned(),
                            long: long.to_owned(),
                            language: Language::from_tag(language),
                            documents: Vec::new(),
                            place,
                        });
                    known.documents.push(columns.document(place));
                    known.place = first(known.place, place, columns);
                }
                postings.advance();
            }
        }
    }
    Ok(acronyms.into_values().flat_map(agreed).collect())
}

/// The meanings of an acronym on which documents agree, the most frequent first.
fn agreed(meanings: BTreeMap<(String, String), Meaning>) -> Vec<Learnt> {
    let mut meanings: Vec<(usize, Meaning)> = meanings
        .into_values()
        .map(|mut meaning| {
            meaning.documents.sort_unstable();
            meaning.documents.dedup();
            (meaning.documents.len(), meaning)
        })
        .collect();
    meanings.sort_by_key(|(documents, _)| std::cmp::Reverse(*documents));
    let most = meanings.first().map_or(0, |(documents, _)| *documents);
    meanings.retain(|(documents, _)| documents * AGREEMENT >= most);
    if meanings.len() > MOST_MEANINGS {
        return Vec::new();
    }
    let learnt = |(_, meaning): (usize, Meaning)| Learnt {
        short: meaning.short,
        long: meaning.long,
        language: meaning.language,
        place: meaning.place,
    };
    meanings.into_iter().map(learnt).collect()
}

/// The one of two passages that stands first: documents by id, passages before notes.
fn first(one: u32, other: u32, columns: &Columns) -> u32 {
    let rank = |place: u32| {
        let at = place as usize;
        (columns.document(place), columns.class(place).kind == Kind::Note, columns.number[at])
    };
    if rank(other) < rank(one) { other } else { one }
}
