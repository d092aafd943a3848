//! How is a search answered? Query in, hits out, with the record of each hit's document beside it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use apostille_catalogue::{Catalogue, PassageOrNote, Summary};
use apostille_corpus::{DocumentId, Quote};
use apostille_engine::{Query, Search, Searcher};

use super::document::{Form, Translation, forms, translations};
use super::hits::{
    DefinedIn, Expansion, Facet, Facets, Hit, HitDocument, HitNote, HitPassage, SearchAnswer, Segment, Total,
    UnderstoodQuery,
};
use super::passage::document_of;
use super::reasons::{ENGLISH, in_words};
use super::words::found_alone;
use super::{NoteRun, SearchProblem, SearchRequest};
use crate::parameters::{document_address, permalink};

/// How long a search may take to find what matches; what was found by then is a partial answer.
pub(super) const TIME_LIMIT: Duration = Duration::from_secs(2);

/// The whole answer to a request: what `/api/v1/search` sends, `apostille search` prints and the page shows.
///
/// # Errors
/// [`SearchProblem::Query`] for a query that cannot be read, [`SearchProblem::Cursor`] for a cursor of another request,
/// otherwise a collection that cannot be read.
pub fn search(
    searcher: &Searcher,
    catalogue: &Catalogue,
    request: &SearchRequest,
) -> Result<SearchAnswer, SearchProblem> {
    let begun = Instant::now();
    let query =
        Query::parse(&request.text).map_err(|error| SearchProblem::Query { text: request.text.clone(), error })?;
    let offset = request.offset()?;
    let understood = understood(request, &query);
    let asked = asked(request, query, offset);
    let found = searcher.search(&asked)?;
    let found_alone = match found.total {
        0 => found_alone(searcher, request, &asked.query)?,
        _ => Vec::new(),
    };
    let did_you_mean = if request.cursor.is_none() { searcher.did_you_mean(&asked)? } else { None };
    let after = offset + found.hits.len();
    let more_to_come = !found.hits.is_empty() && (after as u64) < found.total;
    let listed = found.hits.len();
    let hits = with_records(catalogue, found.hits)?;
    Ok(SearchAnswer {
        query: UnderstoodQuery {
            expansions: found.expansions.into_iter().map(Into::into).collect(),
            capped: found.capped,
            ..understood
        },
        total: Total { value: found.total, exact: found.exact },
        did_you_mean,
        found_alone,
        // A document that left the catalogue while the search ran is not shown; the next commit takes it from the index.
        partial: found.partial || hits.len() < listed,
        facets: facets(found.facets),
        took_ms: (begun.elapsed().as_secs_f64() * 100_000.0).round() / 100.0,
        hits,
        next: more_to_come.then(|| request.cursor_at(after)),
    })
}

/// How many words tell a passage from others: more find what shares its commonplaces.
const TELLING: usize = 12;

/// The search for passages like one; none if there is no such passage, or it has no words that others have.
///
/// # Errors
/// An index or a catalogue that cannot be read.
pub fn similar(
    searcher: &Searcher,
    catalogue: &Catalogue,
    passage: &str,
) -> Result<Option<SearchRequest>, SearchProblem> {
    // From the catalogue: of several forms of a work the index has the best one alone.
    let query = match catalogue.passage(passage)? {
        Some((_, PassageOrNote::Passage(found))) => searcher.like(&found.text, &found.language, TELLING)?,
        Some((_, PassageOrNote::Note(found))) => searcher.like(&found.text, &found.language(), TELLING)?,
        None => None,
    };
    Ok(query.map(|query| SearchRequest { except: Some(passage.to_owned()), ..SearchRequest::new(query.to_string()) }))
}

fn understood(request: &SearchRequest, query: &Query) -> UnderstoodQuery {
    UnderstoodQuery {
        text: request.text.clone(),
        understood: query.to_string(),
        language: query.language().clone(),
        part: request.part.as_str(),
        lang: request.languages.clone(),
        year: request.years.as_ref().map(ToString::to_string),
        group: request.group(),
        expand: request.expand,
        without: request.without.clone(),
        expansions: Vec::new(),
        capped: Vec::new(),
    }
}

pub(super) fn asked(request: &SearchRequest, query: Query, offset: usize) -> Search {
    Search {
        query,
        part: request.part,
        languages: request.languages.clone(),
        years: request.years,
        limit: request.limit,
        offset,
        grouping: request.grouping,
        expand: request.expand,
        without: request.without.clone(),
        except: request.except.clone(),
        explain: request.explain,
        time_limit: Some(TIME_LIMIT),
    }
}

fn with_records(catalogue: &Catalogue, found: Vec<apostille_engine::Hit>) -> Result<Vec<Hit>, SearchProblem> {
    let ids: Vec<DocumentId> = found.iter().map(|hit| hit.document).collect();
    let summaries: HashMap<DocumentId, Summary> =
        catalogue.summaries_of(&ids)?.into_iter().map(|summary| (summary.id, summary)).collect();
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        if let Some(summary) = summaries.get(&hit.document) {
            let languages = if hit.note.is_some() { languages(catalogue, &hit.passage.id)? } else { Vec::new() };
            let translations = translations(catalogue, hit.document)?;
            let record = document(summary.clone(), forms(catalogue, hit.document)?, translations);
            hits.push(with_record(hit, record, languages));
        }
    }
    Ok(hits)
}

/// A note's languages: the index knows only the one of most of it.
fn languages(catalogue: &Catalogue, note: &str) -> Result<Vec<NoteRun>, SearchProblem> {
    match catalogue.passage(note)? {
        Some((_, PassageOrNote::Note(note))) => Ok(note.languages.into_iter().map(Into::into).collect()),
        _ => Ok(Vec::new()),
    }
}

fn with_record(hit: apostille_engine::Hit, document: HitDocument, languages: Vec<NoteRun>) -> Hit {
    let anchor = if hit.note.is_some() { 'n' } else { 'p' };
    let link = format!("/documents/{}#{anchor}{}", hit.document, hit.passage.number);
    let note = |note: apostille_engine::HitNote| HitNote {
        label: note.label,
        languages,
        cited_by: note.cited_by.into_iter().map(Into::into).collect(),
    };
    Hit {
        passage: passage(hit.passage, link),
        document,
        note: hit.note.map(note),
        score: hit.score,
        excerpt: hit.excerpt.into_iter().map(Into::into).collect(),
        further_marks: hit.further_marks,
        more: hit.more,
        explanation: hit.explanation.as_ref().map(|explanation| in_words(explanation, &ENGLISH)),
        reasons: hit.explanation,
    }
}

fn defined_in(defined: apostille_engine::DefinedIn) -> DefinedIn {
    let anchor = match document_of(&defined.passage) {
        Some((document, is_note, number)) if document == defined.document => {
            format!("{}{number}", if is_note { 'n' } else { 'p' })
        }
        _ => String::new(),
    };
    DefinedIn {
        link: document_address(defined.document, "", &anchor),
        document: defined.document,
        passage: defined.passage,
    }
}

fn passage(passage: apostille_engine::HitPassage, link: String) -> HitPassage {
    HitPassage {
        permalink: permalink(&passage.id, &Quote::of(&passage.text)),
        id: passage.id,
        number: passage.number,
        kind: passage.kind,
        language: passage.language,
        page: passage.page,
        page_label: passage.page_label,
        section: passage.section,
        text: passage.text,
        link,
    }
}

fn document(summary: Summary, forms: Vec<Form>, translations: Vec<Translation>) -> HitDocument {
    HitDocument {
        id: summary.id,
        title: summary.record.title,
        authors: summary.record.authors,
        date: summary.record.date,
        languages: summary.record.languages,
        path: summary.paths.into_iter().next(),
        forms,
        translations,
    }
}

impl From<apostille_engine::Segment> for Segment {
    fn from(segment: apostille_engine::Segment) -> Segment {
        Segment { text: segment.text, mark: segment.mark, added: segment.added }
    }
}

impl From<Segment> for apostille_engine::Segment {
    fn from(segment: Segment) -> apostille_engine::Segment {
        apostille_engine::Segment { text: segment.text, mark: segment.mark, added: segment.added }
    }
}

impl From<apostille_engine::Expansion> for Expansion {
    fn from(expansion: apostille_engine::Expansion) -> Expansion {
        Expansion {
            name: expansion.name(),
            of: expansion.of,
            text: expansion.text,
            language: expansion.language,
            weight: expansion.weight,
            source: expansion.source.as_str(),
            defined_in: expansion.defined_in.map(defined_in),
        }
    }
}

fn facets(found: apostille_engine::Facets) -> Facets {
    fn counts<T: ToString>(choices: Vec<(T, u64)>) -> Vec<Facet> {
        choices.into_iter().map(|(value, count)| Facet { value: value.to_string(), count }).collect()
    }
    Facets {
        part: found.parts.into_iter().map(|(part, count)| Facet { value: part.as_str().to_owned(), count }).collect(),
        language: counts(found.languages),
        year: counts(found.years),
    }
}
