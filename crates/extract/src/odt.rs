//! OpenDocument text: to come.

use apostille_corpus::Manuscript;

use crate::{Failure, Reason};

/// Reads a file of this format.
pub(crate) fn read(_bytes: &[u8]) -> Result<Manuscript, Failure> {
    Err(Failure::new(
        Reason::UnknownFormat,
        "OpenDocument text documents are not read yet by this version: convert it to text or Markdown",
    ))
}
