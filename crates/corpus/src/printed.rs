//! Which fields of a record were read on the document's first pages, and not in the file's own metadata?

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::document::Record;

/// A field that can be read on the first pages; named as the record has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Printed {
    /// The title.
    Title,
    /// The authors.
    Authors,
    /// The date.
    Date,
    /// The document type.
    Type,
    /// The identifiers, or some of them.
    Identifiers,
}

impl Printed {
    /// The fields in which a record says something else than the file's metadata alone, which is then in print.
    pub(crate) fn beyond(metadata: &Record, record: &Record) -> BTreeSet<Printed> {
        let fields = [
            (Printed::Title, record.title != metadata.title),
            (Printed::Authors, record.authors != metadata.authors),
            (Printed::Date, record.date != metadata.date),
            (Printed::Type, record.kind != metadata.kind),
            (Printed::Identifiers, record.identifiers != metadata.identifiers),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }
}
