//! What must hold of any outcome: a failure has a remedy, a manuscript survives its way to the parent, a document is whole.
//!
//! Whether a document is right is for other tests.

use std::collections::HashSet;
use std::sync::OnceLock;

use apostille_corpus::{Document, DocumentId, Kind, Manuscript, Tagger, structure};
use apostille_extract::Failure;

/// Models are read in once.
static TAGGER: OnceLock<Tagger> = OnceLock::new();

/// Judges an outcome.
///
/// # Panics
/// If something does not hold.
pub fn judge(outcome: Result<Manuscript, Failure>) {
    match outcome {
        Err(failure) => assert!(failure.message.contains(": "), "no remedy: {failure}"),
        Ok(manuscript) => {
            assert_travels(&manuscript);
            let tagger = TAGGER.get_or_init(Tagger::new);
            let document = structure::document(DocumentId::from_u64(1), manuscript, "stem", tagger);
            assert_whole(&document);
        }
    }
}

/// The reading child prints the manuscript as JSON, which has no word for numbers that are none.
fn assert_travels(manuscript: &Manuscript) {
    let printed = serde_json::to_string(manuscript).expect("a manuscript has a JSON form");
    let again: Manuscript = serde_json::from_str(&printed).expect("the parent can read what the child prints");
    assert!(again == *manuscript, "a manuscript is the same after its way to the parent");
}

fn assert_whole(document: &Document) {
    let notes: HashSet<&str> = document.notes.iter().map(|note| note.id.as_str()).collect();
    let passages: HashSet<&str> = document.passages.iter().map(|passage| passage.id.as_str()).collect();
    assert_eq!((notes.len(), passages.len()), (document.notes.len(), document.passages.len()), "ids are unique");
    assert!(!document.record.title.is_empty(), "a document has a title");
    for (number, passage) in (1..).zip(&document.passages) {
        let length = passage.text.chars().count();
        assert!(passage.number == number && passage.kind != Kind::Note && length > 0, "{passage:?}");
        assert!(passage.markers.iter().all(|marker| marker.at <= length && notes.contains(marker.note.as_str())));
    }
    for note in &document.notes {
        let joined: String = note.languages.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(joined, note.text, "the runs of a note are the note");
        assert!(note.cited_by.iter().all(|citation| passages.contains(citation.passage.as_str())));
    }
    assert!(document.sections.iter().all(|section| section.level > 0 && passages.contains(section.passage.as_str())));
}
