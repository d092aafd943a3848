//! Searching in one commit.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use apostille_corpus::{DocumentId, Kind, Language};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, TantivyDocument, Term as IndexTerm};

use super::collect::{Best, collect};
use super::columns::Columns;
use super::evaluate::{Found, matching};
use super::explain::explanation;
use super::postings::{Postings, PostingsReader};
use super::rank::{Evidence, Term, rarity, scores};
use super::{Answer, Grouping, Hit, HitNote, HitPassage, Search};
use crate::excerpt::{Marker, excerpt, whole};
use crate::index::{damaged, engine};
use crate::query::{Pair, Polarity, Sought, SoughtWord};
use crate::schema::{Fields, StoredPassage};
use crate::{Error, Query, Result, Segment};

/// The passages of one commit, to search in. Cheap to clone; later commits do not change it.
#[derive(Clone)]
pub struct Searcher {
    commit: Arc<Commit>,
}

struct Commit {
    path: PathBuf,
    searcher: tantivy::Searcher,
    fields: Fields,
    columns: Columns,
}

impl Searcher {
    pub(crate) fn open(path: &Path, searcher: tantivy::Searcher, fields: Fields) -> Result<Searcher> {
        let columns = Columns::read(searcher.segment_readers(), fields).map_err(damaged(path))?;
        Ok(Searcher { commit: Arc::new(Commit { path: path.to_owned(), searcher, fields, columns }) })
    }

    /// Answers a question. The order of equals does not depend on how the index is stored.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Damaged`] if the index cannot be read.
    pub fn search(&self, search: &Search) -> Result<Answer> {
        let Commit { path, columns, .. } = &*self.commit;
        let sought = Sought::of(&search.query);
        let found = self.commit.find(&sought).map_err(engine(path))?;
        let evidence = self.commit.evidence(&sought, &found).map_err(engine(path))?;
        let scores = scores(&evidence, columns);
        let matching = matching(&sought.condition, &found, &columns.alive);
        let collected = collect(&matching, &scores, columns, search);
        let mut marker = Marker::new(&sought);
        let hits = collected.best.iter().map(|best| {
            let mut hit = self.commit.hit(best, search.grouping, &mut marker)?;
            if search.explain {
                hit.explanation = Some(explanation(best.place, best.score, &sought, &found, columns));
            }
            Ok(hit)
        });
        let hits = hits.collect::<Result<Vec<Hit>>>()?;
        Ok(Answer { total: collected.total, exact: true, partial: false, facets: collected.facets, hits })
    }

    /// How many passages there are, notes among them.
    pub fn passages(&self) -> u64 {
        self.commit.columns.passages as u64
    }

    /// The ids of a document's passages, then of its notes, in order.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Damaged`] if the index cannot be read.
    pub fn passage_ids(&self, document: DocumentId) -> Result<Vec<String>> {
        let mut places = self.commit.places(document).map_err(engine(&self.commit.path))?;
        let columns = &self.commit.columns;
        places.sort_by_key(|place| {
            let place = *place as usize;
            (columns.kind[place] == Kind::Note, columns.number[place])
        });
        places.into_iter().map(|place| Ok(self.commit.stored(place)?.id)).collect()
    }

    /// Every document with how many passages and notes it has, by id.
    ///
    /// # Errors
    /// None now; the signature leaves room for an index that is not in memory.
    pub fn documents(&self) -> Result<Vec<(DocumentId, u64)>> {
        let columns = &self.commit.columns;
        let counts = columns.document_passages.iter().map(|count| u64::from(*count));
        Ok(columns.documents.iter().copied().zip(counts).collect())
    }

    /// A whole text cut into marked and unmarked segments, as a passage in this language would be.
    pub fn marks(&self, query: &Query, text: &str, language: &Language) -> Vec<Segment> {
        let sought = Sought::of(query);
        let marks = Marker::new(&sought).marks(text, &[], language);
        whole(text, &marks)
    }
}

impl Commit {
    fn reader(&self) -> PostingsReader<'_> {
        PostingsReader { segments: self.searcher.segment_readers(), columns: &self.columns }
    }

    fn find(&self, sought: &Sought) -> tantivy::Result<Found> {
        let reader = self.reader();
        let mut found = Found::default();
        for word in &sought.words {
            found.words.push(self.word(self.fields.stems, word)?);
        }
        for phrase in &sought.phrases {
            let terms: Vec<(String, u32)> = phrase.words.iter().cloned().zip(0..).collect();
            found.phrases.push(match terms.as_slice() {
                [(word, _)] => reader.term(self.fields.words, word)?,
                terms => reader.phrase(self.fields.words, terms)?,
            });
        }
        Ok(found)
    }

    /// Where a word stands, in any language's stem of it.
    fn word(&self, field: Field, word: &SoughtWord) -> tantivy::Result<Postings> {
        let mut postings = Postings::default();
        for (stem, weight) in &word.stems {
            postings = postings.merged(&self.reader().term(field, stem)?, *weight);
        }
        Ok(postings)
    }

    fn evidence<'a>(&self, sought: &Sought, found: &'a Found) -> tantivy::Result<Evidence<'a>> {
        let mut terms = Vec::new();
        for (word, postings) in sought.words.iter().zip(&found.words) {
            if word.polarity == Polarity::Excluded {
                continue;
            }
            terms.push(Term { passages: postings, titles: self.word(self.fields.title, word)? });
        }
        for (phrase, postings) in sought.phrases.iter().zip(&found.phrases) {
            if phrase.polarity == Polarity::Wanted {
                terms.push(Term { passages: postings, titles: Postings::default() });
            }
        }
        let pairs = sought.pairs.iter().map(|pair| self.pair(*pair, sought, found));
        Ok(Evidence { terms, pairs: pairs.collect::<tantivy::Result<_>>()? })
    }

    /// Where a pair stands, in either language, and how rare its words are together.
    fn pair(&self, pair: Pair, sought: &Sought, found: &Found) -> tantivy::Result<(Postings, f32)> {
        let reader = self.reader();
        let (first, second) = (&sought.words[pair.first], &sought.words[pair.second]);
        let mut postings = Postings::default();
        for (one, _) in &first.stems {
            for (other, _) in &second.stems {
                let terms = [(one.clone(), 0), (other.clone(), pair.distance)];
                postings = postings.merged(&reader.phrase(self.fields.stems, &terms)?, 1.0);
            }
        }
        let rarities = [pair.first, pair.second].map(|word| rarity(found.words[word].0.len(), self.columns.passages));
        Ok((postings, rarities.iter().sum()))
    }

    fn hit(&self, best: &Best, grouping: Grouping, marker: &mut Marker<'_>) -> Result<Hit> {
        let stored = self.stored(best.place)?;
        let marks = marker.marks(&stored.text, &stored.runs, &stored.language);
        let note = stored.label.map(|label| HitNote { label, cited_by: stored.cited_by });
        Ok(Hit {
            document: self.columns.documents[self.columns.document[best.place as usize] as usize],
            note,
            score: best.score,
            excerpt: excerpt(&stored.text, &marks),
            more: match grouping {
                Grouping::Document => u64::from(best.matches) - 1,
                Grouping::None => 0,
            },
            explanation: None,
            passage: HitPassage {
                id: stored.id,
                number: stored.number,
                kind: stored.kind,
                language: stored.language,
                page: stored.page,
                page_label: stored.page_label,
                section: stored.section,
                text: stored.text,
            },
        })
    }

    fn places(&self, document: DocumentId) -> tantivy::Result<Vec<u32>> {
        let term = IndexTerm::from_field_u64(self.fields.document, document.to_u64());
        let mut places = Vec::new();
        for (segment, start) in self.searcher.segment_readers().iter().zip(&self.columns.segment_starts) {
            let index = segment.inverted_index(self.fields.document)?;
            let Some(mut block) = index.read_block_postings(&term, IndexRecordOption::Basic)? else { continue };
            while block.block_len() > 0 {
                let of_segment = block.docs().iter().map(|passage| start + passage);
                places.extend(of_segment.filter(|place| self.columns.alive[*place as usize]));
                block.advance();
            }
        }
        Ok(places)
    }

    fn stored(&self, place: u32) -> Result<StoredPassage> {
        let segment = self.columns.segment_starts.partition_point(|start| *start <= place) - 1;
        let address = DocAddress::new(segment as u32, place - self.columns.segment_starts[segment]);
        let stored: TantivyDocument = self.searcher.doc(address).map_err(engine(&self.path))?;
        let text = stored.get_first(self.fields.passage).and_then(|value| value.as_str()).unwrap_or_default();
        serde_json::from_str(text)
            .map_err(|wrong| Error::Damaged { path: self.path.clone(), message: format!("a stored passage: {wrong}") })
    }
}
