//! Searching in one commit.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use apostille_corpus::{DocumentId, Kind, Language};
use tantivy::Term as IndexTerm;
use tantivy::schema::IndexRecordOption;

use super::clock::Clock;
use super::collect::Best;
use super::columns::Columns;
use super::explain::Explainer;
use super::learnt;
use super::postings::{PostingsReader, TermInfos};
use super::rank::Ranking;
use super::resolve::Resolved;
use super::scoreboard::Scoreboard;
use super::stores::Stores;
use super::word_list::WordList;
use super::{Answer, Grouping, Hit, HitNote, HitPassage, Search};
use crate::excerpt::{Marker, excerpt, whole};
use crate::index::{damaged, engine};
use crate::query::Sought;
use crate::schema::{Fields, StoredPassage};
use crate::{DefinedIn, Expansion, Result, Segment, Vocabulary};

/// The passages of one commit, to search in. Cheap to clone; later commits do not change it.
#[derive(Clone)]
pub struct Searcher {
    pub(super) commit: Arc<Commit>,
}

/// Cuts a text in a language into marked and unmarked segments.
pub type Marks<'a> = &'a mut dyn FnMut(&str, &Language) -> Vec<Segment>;

pub(super) struct Commit {
    pub(super) path: PathBuf,
    pub(super) searcher: tantivy::Searcher,
    pub(super) fields: Fields,
    pub(super) columns: Columns,
    /// What each segment keeps of its passages.
    stores: Stores,
    vocabulary: Arc<Vocabulary>,
    /// The vocabulary and what the documents define, read when it is first asked.
    learnt: OnceLock<Vocabulary>,
    /// Made when it is first asked for.
    words: OnceLock<WordList>,
    /// Boards of searches that ended, for those to come: at most as many as ever searched at once.
    boards: Mutex<Vec<Scoreboard>>,
}

impl Searcher {
    pub(crate) fn open(
        path: &Path,
        searcher: tantivy::Searcher,
        fields: Fields,
        vocabulary: Arc<Vocabulary>,
    ) -> Result<Searcher> {
        let columns = Columns::read(searcher.segment_readers(), fields).map_err(damaged(path))?;
        let stores = Stores::open(searcher.segment_readers()).map_err(damaged(path))?;
        let (learnt, words, boards) = (OnceLock::new(), OnceLock::new(), Mutex::default());
        let path = path.to_owned();
        Ok(Searcher {
            commit: Arc::new(Commit { path, searcher, fields, columns, stores, vocabulary, learnt, words, boards }),
        })
    }

    /// Reads what the first question would have to wait for.
    pub(crate) fn prepare(&self) -> Result<()> {
        self.commit.words()?;
        self.commit.vocabulary().map(drop)
    }

    /// Answers a question. The order of equals does not depend on how the index is stored.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Damaged`] if the index cannot be read.
    pub fn search(&self, search: &Search) -> Result<Answer> {
        let Commit { path, columns, fields, .. } = &*self.commit;
        let (sought, resolved) = self.sought(search)?;
        // The first question of a process waits for the vocabulary: that is not the time it takes to find what matches.
        let clock = Clock::start(search.time_limit);
        let mut board = self.commit.board();
        let infos = std::mem::take(&mut board.infos);
        let except = search.except.as_deref().map(|id| self.commit.place_of(id)).transpose()?.flatten();
        let reader = self.commit.reader(&clock, &infos);
        let asked = columns.asked_in(search.query.language());
        let ranking = Ranking::new(reader, *fields, asked, except);
        let ranked = ranking.rank(&sought, &resolved.lookups, search, &mut board);
        let ranked = ranked.map_err(engine(path))?;
        let explanations = match search.explain {
            true => Explainer { ranking: &ranking, sought: &sought, resolved: &resolved }.explain(&ranked, &board),
            false => Ok(Vec::new()),
        };
        board.infos = infos;
        self.commit.put_back(board);
        let mut explanations = explanations.map_err(engine(path))?.into_iter();
        let mut marker = Marker::new(&sought, &resolved.lookups);
        let hits = ranked.best.iter().map(|best| {
            let mut hit = self.commit.hit(best, search.grouping, &mut marker)?;
            hit.explanation = explanations.next();
            Ok(hit)
        });
        let hits = hits.collect::<Result<Vec<Hit>>>()?;
        let told = ranked.expansions.iter().filter(|place| !sought.same.contains(place));
        Ok(Answer {
            total: ranked.total,
            partial: clock.was_over(),
            exact: !clock.was_over(),
            expansions: told.map(|place| self.commit.defined(&sought.expansions[*place])).collect::<Result<_>>()?,
            capped: resolved.capped,
            facets: ranked.facets,
            hits,
        })
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
        Ok(self.texts(document)?.into_iter().map(|(id, _)| id).collect())
    }

    /// The ids of a document's passages, then of its notes, in order, each with the text that is stored.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Damaged`] if the index cannot be read.
    pub fn texts(&self, document: DocumentId) -> Result<Vec<(String, String)>> {
        let mut places = self.commit.places(document).map_err(engine(&self.commit.path))?;
        let columns = &self.commit.columns;
        places.sort_by_key(|place| {
            let place = *place as usize;
            (columns.class(place as u32).kind == Kind::Note, columns.number[place])
        });
        let stored = places.into_iter().map(|place| self.commit.stored(place));
        stored.map(|stored| stored.map(|passage| (passage.id, passage.text))).collect()
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

    /// Marks whole texts as passages would be: gives `read` what cuts a text in a language into marked and unmarked
    /// segments. Of the search only the query and what may be added to it count.
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn marking<T>(&self, search: &Search, read: impl FnOnce(Marks<'_>) -> T) -> Result<T> {
        let (sought, resolved) = self.sought(search)?;
        let mut marker = Marker::new(&sought, &resolved.lookups);
        Ok(read(&mut |text, language| whole(text, &marker.marks(text, &[], language))))
    }

    /// What a search looks for, in the index's terms.
    fn sought(&self, search: &Search) -> Result<(Sought, Resolved)> {
        let Commit { path, fields, searcher, .. } = &*self.commit;
        let vocabulary = search.expand.then(|| self.commit.vocabulary()).transpose()?;
        let sought = Sought::of(&search.query, vocabulary, &search.without);
        let resolved = Resolved::of(&sought, searcher.segment_readers(), fields.terms).map_err(engine(path))?;
        Ok((sought, resolved))
    }
}

impl Commit {
    pub(super) fn reader<'a>(&'a self, clock: &'a Clock, infos: &'a TermInfos) -> PostingsReader<'a> {
        PostingsReader { segments: self.searcher.segment_readers(), columns: &self.columns, clock, infos }
    }

    /// A clean board: one that a search left, or a new one.
    fn board(&self) -> Scoreboard {
        let left = self.boards.lock().unwrap_or_else(PoisonError::into_inner).pop();
        left.unwrap_or_else(|| Scoreboard::sized(&self.columns))
    }

    /// The vocabulary, and what the documents of the commit define.
    pub(super) fn vocabulary(&self) -> Result<&Vocabulary> {
        if let Some(known) = self.learnt.get() {
            return Ok(known);
        }
        let read = learnt::read(self.searcher.segment_readers(), self.fields.definition, &self.columns);
        let read = read.map_err(engine(&self.path))?;
        Ok(self.learnt.get_or_init(|| self.vocabulary.with_learnt(read)))
    }

    /// The words of the commit.
    pub(super) fn words(&self) -> Result<&WordList> {
        if let Some(known) = self.words.get() {
            return Ok(known);
        }
        let read = WordList::read(self.searcher.segment_readers(), self.fields.terms).map_err(engine(&self.path))?;
        Ok(self.words.get_or_init(|| read))
    }

    /// An expansion with the passage that defines it, if one does.
    fn defined(&self, expansion: &Expansion) -> Result<Expansion> {
        let mut expansion = expansion.clone();
        if let Some(place) = expansion.place.take() {
            let document = self.columns.documents[self.columns.document(place) as usize];
            expansion.defined_in = Some(DefinedIn { document, passage: self.stored(place)?.id });
        }
        Ok(expansion)
    }

    /// The place of a passage by its id. The catalogue's ids begin with their document's; of other collections every
    /// passage is read.
    pub(super) fn place_of(&self, id: &str) -> Result<Option<u32>> {
        let document = id.rsplit_once('-').and_then(|(document, _)| document.parse().ok());
        let near = document.map_or(Ok(Vec::new()), |document| self.places(document)).map_err(engine(&self.path))?;
        let all = (0..self.columns.places() as u32).filter(|place| self.columns.is_alive(*place));
        for place in near.into_iter().chain(all.filter(|_| document.is_none())) {
            if self.stored(place)?.id == id {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn put_back(&self, mut board: Scoreboard) {
        board.clean();
        self.boards.lock().unwrap_or_else(PoisonError::into_inner).push(board);
    }

    fn hit(&self, best: &Best, grouping: Grouping, marker: &mut Marker<'_>) -> Result<Hit> {
        let stored = self.stored(best.place)?;
        let marks = marker.marks(&stored.text, &stored.runs, &stored.language);
        let excerpt = excerpt(&stored.text, &marks);
        let note = stored.label.map(|label| HitNote { label, cited_by: stored.cited_by });
        Ok(Hit {
            document: self.columns.documents[self.columns.document(best.place) as usize],
            note,
            score: best.score,
            excerpt: excerpt.segments,
            further_marks: excerpt.further_marks,
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
                places.extend(of_segment.filter(|place| self.columns.is_alive(*place)));
                block.advance();
            }
        }
        Ok(places)
    }

    pub(super) fn stored(&self, place: u32) -> Result<StoredPassage> {
        let segment = self.columns.segment_starts.partition_point(|start| *start <= place) - 1;
        self.stores.passage(&self.path, segment, place - self.columns.segment_starts[segment])
    }
}
