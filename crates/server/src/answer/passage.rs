//! What stands at this id? The JSON of `/api/v1/passages/{id}`: one passage or note.

use apostille_catalogue::{Catalogue, PassageOrNote};
use apostille_corpus::DocumentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Note, Passage};

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
}

/// The passage or note of this id in a live document.
///
/// # Errors
/// The catalogue's, if it cannot be read.
pub fn passage(catalogue: &Catalogue, id: &str) -> Result<Option<PassageAnswer>, apostille_catalogue::Error> {
    let Some((document, found)) = catalogue.passage(id)? else { return Ok(None) };
    let (anchor, passage, note) = match found {
        PassageOrNote::Passage(passage) => (format!("p{}", passage.number), Some(passage.into()), None),
        PassageOrNote::Note(note) => (format!("n{}", note.number), None, Some(note.into())),
    };
    Ok(Some(PassageAnswer { document, passage, note, link: format!("/documents/{document}#{anchor}") }))
}
