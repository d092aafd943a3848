//! Librarians say which documents are translations of one another: the catalogue first, then the index.

use apostille_catalogue::{Catalogue, Change, Taken};
use apostille_corpus::DocumentId;

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::{DocumentReport, Outcome, Result, Summary};

/// Makes a pair of two documents.
pub(crate) fn pair(
    collection: &mut Collection,
    taken: &Taken,
    documents: [DocumentId; 2],
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    let why = "they are one document or one work, not translations of one another";
    decide(collection, taken, (documents, Outcome::Paired, why), listener, |catalogue| {
        catalogue.pair_translations(documents, taken.id, |document| line(document, Outcome::Paired).to_json())
    })
}

/// Says that two documents are no pair.
pub(crate) fn part(
    collection: &mut Collection,
    taken: &Taken,
    documents: [DocumentId; 2],
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    let why = "they are not paired: `apostille translations` lists the pairs";
    decide(collection, taken, (documents, Outcome::Unpaired, why), listener, |catalogue| {
        catalogue.part_translations(documents, taken.id, |document| line(document, Outcome::Unpaired).to_json())
    })
}

/// One transaction with its lines: a job that was taken up again and has a line is done.
fn decide(
    collection: &mut Collection,
    taken: &Taken,
    (documents, outcome, why): ([DocumentId; 2], Outcome, &str),
    listener: &mut Listener<'_>,
    act: impl FnOnce(&mut Catalogue) -> apostille_catalogue::Result<Option<Vec<Change>>>,
) -> Result<Summary> {
    let Collection { catalogue, projection, .. } = &mut *collection;
    if !taken.resumed || catalogue.events_after(taken.id, 0)?.is_empty() {
        let reports = match act(catalogue)? {
            Some(changes) => {
                changes.into_iter().try_for_each(|change| projection.follow(catalogue, change, None))?;
                documents.map(|document| line(document, outcome))
            }
            None => {
                let reports = documents.map(|document| {
                    let message = Some(why.to_owned());
                    Line::Document(DocumentReport { document, status: Outcome::Refused, message })
                });
                let about = documents.iter().zip(&reports);
                let lines: Vec<_> = about.map(|(id, line)| (id.to_string().into(), line.to_json())).collect();
                catalogue.report(taken.id, &lines)?;
                reports
            }
        };
        reports.into_iter().for_each(|line| listener(line.into()));
    }
    collection.said(taken.id)
}

fn line(document: DocumentId, status: Outcome) -> Line {
    Line::Document(DocumentReport { document, status, message: None })
}
