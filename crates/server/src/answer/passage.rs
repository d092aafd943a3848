//! What stands at this id? The JSON of `/api/v1/passages/{id}`: one passage or note.

use apostille_catalogue::{Catalogue, PassageOrNote};
use apostille_corpus::{DocumentId, Quote};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Note, Passage};
use crate::parameters::permalink;

/// One passage or one note: the other is null.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PassageAnswer {
    /// The document it stands in.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub document: DocumentId,
    /// The passage, if it is not a note.
    pub passage: Option<Passage>,
    /// The note, if it is one.
    pub note: Option<Note>,
    /// Where to read it in its document, on this server.
    pub link: String,
    /// An address that leads to it also when its number has moved: it carries words of it (W3C text quote selector).
    pub permalink: String,
}

/// The passage or note of this id in a live document; where a quote is given, the one in which its words stand now.
///
/// # Errors
/// The catalogue's, if it cannot be read.
pub fn passage(
    catalogue: &Catalogue,
    id: &str,
    quote: Option<&Quote>,
) -> Result<Option<PassageAnswer>, apostille_catalogue::Error> {
    let Some(quote) = quote else { return at(catalogue, id) };
    let Some((document, is_note, number)) = named(catalogue, id)? else { return Ok(None) };
    let Some(document) = catalogue.document(document)? else { return Ok(None) };
    match quote.find(&document, is_note, number) {
        Some(now) => at(catalogue, now),
        None => Ok(None),
    }
}

/// The document of a passage or note, whether it is a note, and its number: of one that is there, or by the id of one that was.
fn named(catalogue: &Catalogue, id: &str) -> Result<Option<(DocumentId, bool, u32)>, apostille_catalogue::Error> {
    Ok(match catalogue.passage(id)? {
        Some((document, PassageOrNote::Passage(passage))) => Some((document, false, passage.number)),
        Some((document, PassageOrNote::Note(note))) => Some((document, true, note.number)),
        None => document_of(id),
    })
}

/// What an id says that is `{document}-p{number}` or `{document}-n{number}`.
pub(crate) fn document_of(id: &str) -> Option<(DocumentId, bool, u32)> {
    let (document, place) = id.rsplit_once('-')?;
    let (is_note, number) = match place.strip_prefix('n') {
        Some(number) => (true, number),
        None => (false, place.strip_prefix('p')?),
    };
    Some((document.parse().ok()?, is_note, number.parse().ok()?))
}

fn at(catalogue: &Catalogue, id: &str) -> Result<Option<PassageAnswer>, apostille_catalogue::Error> {
    let Some((document, found)) = catalogue.passage(id)? else { return Ok(None) };
    let (anchor, text) = match &found {
        PassageOrNote::Passage(passage) => (format!("p{}", passage.number), &passage.text),
        PassageOrNote::Note(note) => (format!("n{}", note.number), &note.text),
    };
    let (link, permalink) = (format!("/documents/{document}#{anchor}"), permalink(id, &Quote::of(text)));
    let (passage, note) = match found {
        PassageOrNote::Passage(passage) => (Some(passage.into()), None),
        PassageOrNote::Note(note) => (None, Some(note.into())),
    };
    Ok(Some(PassageAnswer { document, passage, note, link, permalink }))
}
