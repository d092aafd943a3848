//! Which documents are translations of one another. They stay works of their own; each is one step from the other.
//!
//! A pair names two documents and holds for their works, whose best texts are shown. The rule is `pairing`, by what `candidates`
//! finds; a librarian's word lasts.

mod candidates;
mod named;
mod pairing;
mod rows;

use apostille_corpus::{DocumentId, Language};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::json;

use crate::changes::{self, Cause, Change, Why};
use crate::column::{Id, Shown, Tag};
use crate::job::JobId;
use crate::queue;
use crate::{Catalogue, Error, Result, works};
pub(crate) use candidates::{forget, keep, kept};
pub(crate) use pairing::review;
use rows::{Decision, Pair};

/// A document that says in another language what another says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Translation {
    /// The document: the best text of its work.
    pub document: DocumentId,
    /// The language of most of its text.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// Where it was found first; none for one that has lost its paths.
    pub path: Option<String>,
}

/// Two documents of which one is a translation of the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TranslationPair {
    /// Both, by the tags of their languages.
    pub documents: [Translation; 2],
    /// `rule` or `librarian`.
    pub decided_by: String,
    /// The share of landmarks that they have in the same places (`apostille_corpus::Landmarks`), 0 to 1; 0 where nobody measured.
    pub likeness: f64,
}

impl Catalogue {
    /// The translations of a document, the best text of each, by language; empty if there are none or it is not live.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn translations(&self, document: DocumentId) -> Result<Vec<Translation>> {
        self.read(|sql| {
            let pairs = rows::live_pairs_of(sql, document)?;
            let mut others: Vec<Translation> = Vec::new();
            for pair in pairs {
                let own_work = works::is_one(sql, document, pair.one)?;
                let best = works::best_of(sql, if own_work { pair.other } else { pair.one })?;
                others.extend(best.map(|best| card(sql, best)).transpose()?);
            }
            others.sort_by(|one, other| (&one.language, one.document).cmp(&(&other.language, other.document)));
            others.dedup_by_key(|translation| translation.document);
            Ok(others)
        })
    }

    /// The pairs of translations, in the order of ids: at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn translation_pairs(&self, offset: u64, limit: u64) -> Result<Vec<TranslationPair>> {
        self.read(|sql| {
            let mut shown: Vec<TranslationPair> = Vec::new();
            for pair in rows::live_pairs(sql, offset, limit)? {
                let (Some(one), Some(other)) = (works::best_of(sql, pair.one)?, works::best_of(sql, pair.other)?)
                else {
                    continue;
                };
                let mut documents = [card(sql, one)?, card(sql, other)?];
                documents.sort_by(|one, other| (&one.language, one.document).cmp(&(&other.language, other.document)));
                let decided_by = pair.decided_by.as_str().to_owned();
                shown.push(TranslationPair { documents, decided_by, likeness: pair.likeness });
            }
            shown.dedup_by_key(|pair| [pair.documents[0].document, pair.documents[1].document]);
            Ok(shown)
        })
    }

    /// Says that two documents are translations of one another; the rule never parts them. None if they are one document or one
    /// work; then nothing is written.
    ///
    /// # Errors
    /// [`Error::NotLive`] if one is not in the collection; then nothing is written.
    pub fn pair_translations(
        &mut self,
        documents: [DocumentId; 2],
        job: JobId,
        line: impl Fn(DocumentId) -> String,
    ) -> Result<Option<Vec<Change>>> {
        self.decide(documents, job, line, |sql, who| {
            let [one, other] = documents;
            if works::is_one(sql, one, other)? {
                return Ok(None);
            }
            rows::delete_rules(sql, one, &rows::language_of(sql, other)?)?;
            rows::delete_rules(sql, other, &rows::language_of(sql, one)?)?;
            rows::delete_between(sql, one, other)?;
            let likeness = candidates::likeness(sql, one, other)?;
            rows::put(sql, &Pair::new(documents, Decision::Librarian, likeness))?;
            note(sql, documents, Why::Paired, (who, "librarian")).map(Some)
        })
    }

    /// Says that two documents are no translations of one another; the rule never pairs them again. None if they are no pair; then
    /// nothing is written.
    ///
    /// # Errors
    /// [`Error::NotLive`] if one is not in the collection; then nothing is written.
    pub fn part_translations(
        &mut self,
        documents: [DocumentId; 2],
        job: JobId,
        line: impl Fn(DocumentId) -> String,
    ) -> Result<Option<Vec<Change>>> {
        self.decide(documents, job, line, |sql, who| {
            let [one, other] = documents;
            if rows::between(sql, one, other)?.is_none() {
                return Ok(None);
            }
            rows::delete_between(sql, one, other)?;
            rows::put_apart(sql, one, other)?;
            let mut made = note(sql, documents, Why::Unpaired, (who, "librarian"))?;
            documents.into_iter().try_for_each(|document| review(sql, document, who, &mut made))?;
            Ok(Some(made))
        })
    }

    /// What a librarian says of two live documents, with its lines, in one transaction.
    fn decide(
        &mut self,
        documents: [DocumentId; 2],
        job: JobId,
        line: impl Fn(DocumentId) -> String,
        act: impl FnOnce(&Connection, &str) -> rusqlite::Result<Option<Vec<Change>>>,
    ) -> Result<Option<Vec<Change>>> {
        let done = self.write(|sql| {
            for document in documents {
                if !changes::is_live(sql, document)? {
                    return Ok(Err(document));
                }
            }
            let done = act(sql, &queue::submitter(sql, job)?)?;
            for document in documents.into_iter().filter(|_| done.is_some()) {
                queue::put_event(sql, job, Some(document.to_string().as_ref()), &line(document))?;
                queue::advance(sql, job, 1, 0)?;
            }
            Ok(Ok(done))
        })?;
        done.map_err(|document| Error::NotLive { document: document.to_string(), path: self.home().catalogue() })
    }
}

/// Writes into the history of both documents that they are a pair, or no longer; by whom and what.
fn note(
    sql: &Connection,
    documents: [DocumentId; 2],
    why: Why,
    (who, by): (&str, &str),
) -> rusqlite::Result<Vec<Change>> {
    let [one, other] = documents;
    let mut made = Vec::new();
    for (document, with) in [(one, other), (other, one)] {
        if changes::is_live(sql, document)? {
            let details = json!({"with": with, "by": by});
            made.push(changes::note(sql, document, true, &Cause { why, who, details })?);
        }
    }
    Ok(made)
}

fn card(sql: &Connection, document: DocumentId) -> rusqlite::Result<Translation> {
    let card = "SELECT language, record ->> 'title',
            (SELECT path FROM paths WHERE paths.document = documents.id ORDER BY number LIMIT 1)
        FROM documents LEFT JOIN landmarks ON landmarks.document = documents.id WHERE id = ?1";
    sql.prepare_cached(card)?.query_row([Id(document)], |row| {
        Ok(Translation {
            document,
            language: row.get::<_, Option<Tag>>(0)?.map_or(Language::UND, |tag| tag.0),
            title: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            path: row.get::<_, Option<Shown>>(2)?.map(|path| path.0),
        })
    })
}
