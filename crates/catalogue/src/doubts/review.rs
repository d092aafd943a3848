//! A record is looked at: what of it is doubtful, and what it may say instead.

use std::collections::BTreeSet;

use apostille_corpus::{DocumentId, Language, Record, guesses};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::{ANY, DoubtKind};
use crate::Field;
use crate::column::{Id, Json, Shown};

/// So many passages at the beginning are where a byline or a date of publication stands.
const OPENING: u32 = 12;

/// What is looked at.
struct Held {
    record: Record,
    warnings: u64,
    live: bool,
    added: String,
    path: Option<String>,
}

/// Looks at a document's record anew. Documents that were made from rows, and those whose text is not there yet, are passed over.
pub(crate) fn review(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    let Some(held) = held(sql, document)? else { return Ok(()) };
    sql.prepare_cached("DELETE FROM doubts WHERE document = ?1")?.execute([Id(document)])?;
    let silenced = silenced(sql, document)?;
    let doubted = DoubtKind::ALL.into_iter().filter(|kind| held.is_doubtful(*kind) && !silenced.contains(kind));
    let doubted: Vec<DoubtKind> = doubted.collect();
    let mut put = sql.prepare_cached(
        "INSERT INTO doubts (document, kind, field, guess, live, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for kind in &doubted {
        let guess = guess(sql, document, &held, *kind)?;
        let field = guess.as_ref().and(kind.field());
        put.execute((Id(document), kind, field, guess.map(Json), held.live, &held.added))?;
    }
    if !doubted.is_empty() {
        put.execute((Id(document), ANY, None::<Field>, None::<String>, held.live, &held.added))?;
    }
    Ok(())
}

fn held(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<Held>> {
    let held = "SELECT record, json_array_length(warnings), live, added,
            (SELECT path FROM paths WHERE paths.document = documents.id ORDER BY number LIMIT 1)
        FROM documents WHERE id = ?1 AND made = 0 AND passages + notes > 0";
    let held = sql.prepare_cached(held)?.query_row([Id(document)], |row| {
        Ok(Held {
            record: row.get::<_, Json<_>>(0)?.0,
            warnings: row.get(1)?,
            live: row.get(2)?,
            added: row.get(3)?,
            path: row.get::<_, Option<Shown>>(4)?.map(|path| path.0),
        })
    });
    held.optional()
}

/// The doubts that a librarian has dismissed, and those about fields of which a librarian has said something.
fn silenced(sql: &Connection, document: DocumentId) -> rusqlite::Result<BTreeSet<DoubtKind>> {
    let mut dismissed = sql.prepare_cached("SELECT kind FROM dismissed WHERE document = ?1")?;
    let dismissed: BTreeSet<DoubtKind> =
        dismissed.query_map([Id(document)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut said = sql.prepare_cached("SELECT field FROM field_values WHERE document = ?1 AND source = 'librarian'")?;
    let said: Vec<Field> = said.query_map([Id(document)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let is_said = |kind: &DoubtKind| kind.field().is_some_and(|field| said.contains(&field));
    Ok(DoubtKind::ALL.into_iter().filter(|kind| dismissed.contains(kind) || is_said(kind)).collect())
}

impl Held {
    fn is_doubtful(&self, kind: DoubtKind) -> bool {
        match kind {
            DoubtKind::NoAuthor => self.record.authors.is_empty(),
            DoubtKind::NoDate => self.record.date.is_none(),
            DoubtKind::TitleInCapitals => guesses::is_in_capitals(&self.record.title),
            DoubtKind::TitleIsFileName => {
                self.path.as_ref().is_some_and(|path| guesses::is_file_name(&self.record.title, path))
            }
            DoubtKind::LanguageUncertain => self.record.languages.first().is_none_or(|first| *first == Language::UND),
            DoubtKind::Warnings => self.warnings > 0,
        }
    }
}

/// What the record may say instead.
fn guess(sql: &Connection, document: DocumentId, held: &Held, kind: DoubtKind) -> rusqlite::Result<Option<Value>> {
    Ok(match kind {
        DoubtKind::NoAuthor => guesses::authors(lines(&opening(sql, document)?)).map(|authors| json!(authors)),
        DoubtKind::NoDate => {
            let (opening, texts) = (opening(sql, document)?, texts(sql, document)?);
            let latest = held.added.get(..4).and_then(|year| year.parse().ok()).unwrap_or(u16::MAX);
            let date = guesses::date(held.path.as_deref(), lines(&opening), texts.iter().map(String::as_str), latest);
            date.map(|date| json!(date))
        }
        DoubtKind::TitleInCapitals => {
            let texts = texts(sql, document)?;
            Some(json!(guesses::title_as_sentence(&held.record.title, texts.iter().map(String::as_str))))
        }
        DoubtKind::TitleIsFileName => heading(sql, document, &held.record.title)?.map(|title| json!(title)),
        DoubtKind::LanguageUncertain => {
            let told: Vec<&Language> =
                held.record.languages.iter().filter(|language| **language != Language::UND).collect();
            (!told.is_empty()).then(|| json!(told))
        }
        DoubtKind::Warnings => None,
    })
}

/// The first heading, which a paper without a better title begins with.
fn heading(sql: &Connection, document: DocumentId, title: &str) -> rusqlite::Result<Option<String>> {
    let heading = "SELECT text FROM passages WHERE document = ?1 AND kind = 'heading' ORDER BY number LIMIT 1";
    let heading: Option<String> =
        sql.prepare_cached(heading)?.query_row([Id(document)], |row| row.get(0)).optional()?;
    let heading = heading.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(heading.filter(|text| text.chars().any(char::is_alphabetic) && text != title))
}

fn lines(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().flat_map(|text| text.lines())
}

fn opening(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<String>> {
    let mut texts = sql.prepare_cached("SELECT text FROM passages WHERE document = ?1 ORDER BY number LIMIT ?2")?;
    texts.query_map((Id(document), OPENING), |row| row.get(0))?.collect()
}

fn texts(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<String>> {
    let mut texts = sql.prepare_cached("SELECT text FROM passages WHERE document = ?1 ORDER BY number")?;
    texts.query_map([Id(document)], |row| row.get(0))?.collect()
}
