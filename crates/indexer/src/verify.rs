//! Do catalogue, originals and index agree? Where they do not, a sentence says what to do.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use apostille_catalogue::{Catalogue, Home, Sha256, WriterLock, sha256_of};
use apostille_corpus::DocumentId;
use apostille_engine::{Index, Searcher};
use serde::Serialize;

use crate::collection::Collection;
use crate::{Error, Result, open_index};

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Live documents looked at.
    pub documents: u64,
    /// Those of them that were made from rows and so have no original.
    pub made: u64,
    /// Passages and notes found in the index under their ids.
    pub passages: u64,
    /// Originals whose bytes were hashed again, those of replaced documents and of the trash too.
    pub originals: u64,
    /// Files among the originals that no record names, which a crash may leave: they were removed.
    pub orphans_removed: u64,
    /// What is wrong, one sentence each, with the remedy.
    pub problems: Vec<String>,
    /// What could not be looked at, and is not wrong.
    pub remarks: Vec<String>,
}

/// Looks at everything. If no other process writes, what a killed one left undone is repaired first, as at every start,
/// and orphans are removed; otherwise documents that are changing at this moment are not compared.
///
/// # Errors
/// If the collection cannot be opened at all.
pub fn verify(home: &Path) -> Result<VerifyReport> {
    // A home without a collection is refused, not made.
    drop(Catalogue::open_existing(home)?);
    match Collection::open(home)? {
        Some(Collection { catalogue, projection, lock }) => {
            let mut verification = Verification::begin(catalogue);
            verification.originals(Some(&lock))?;
            verification.index(Ok(projection.index()))?;
            Ok(verification.report)
        }
        None => {
            let mut verification = Verification::begin(Catalogue::open_existing(home)?);
            verification.originals(None)?;
            verification.index(open_index(home).as_ref())?;
            Ok(verification.report)
        }
    }
}

struct Verification {
    catalogue: Catalogue,
    home: Home,
    report: VerifyReport,
}

impl Verification {
    fn begin(catalogue: Catalogue) -> Verification {
        let home = catalogue.home().clone();
        Verification { catalogue, home, report: VerifyReport::default() }
    }

    /// The catalogue's own file, and the originals that it names.
    fn originals(&mut self, lock: Option<&WriterLock>) -> Result<()> {
        for wrong in self.catalogue.check()? {
            self.problem(format!("the catalogue is damaged ({wrong}): restore it from a backup"));
        }
        let kept = self.catalogue.kept()?;
        for (document, sha256, _) in &kept {
            self.original(*document, sha256);
        }
        let Some(_lock) = lock else {
            let remark = "another process is changing the collection: files that no record names were not looked for";
            self.report.remarks.push(remark.to_owned());
            return Ok(());
        };
        self.remove_orphans(&kept.iter().map(|(_, sha256, _)| *sha256).collect())
    }

    fn original(&mut self, document: DocumentId, sha256: &Sha256) {
        let path = self.catalogue.originals().path(sha256);
        self.report.originals += 1;
        let remedy = "put the file back from a backup, or remove the document and add the file again";
        match sha256_of(&path) {
            Ok((found, _)) if found == *sha256 => {}
            Ok(_) => {
                self.problem(format!("the original of {document}, {}, is not what was added: {remedy}", path.display()))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.problem(format!("the original of {document}, {}, is missing: {remedy}", path.display()));
            }
            Err(error) => self
                .problem(format!("the original of {document}, {}, cannot be read ({error}): {remedy}", path.display())),
        }
    }

    /// Only while no other process writes: an original is kept before the record that names it.
    fn remove_orphans(&mut self, named: &HashSet<Sha256>) -> Result<()> {
        for original in self.catalogue.originals().all()? {
            if original.sha256.is_some_and(|sha256| named.contains(&sha256)) {
                continue;
            }
            let path = original.path.display();
            match fs::remove_file(&original.path) {
                Ok(()) => {
                    self.report.orphans_removed += 1;
                    self.report.remarks.push(format!("no record named {path}: it was removed"));
                }
                Err(error) => self.problem(format!("no record names {path} ({error}): remove it by hand")),
            }
        }
        Ok(())
    }

    /// An index that cannot be read is a problem too.
    fn index(&mut self, index: std::result::Result<&Index, &Error>) -> Result<()> {
        let unreadable = match index.map(|index| self.compare(index)) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(Error::Engine(error))) => error.to_string(),
            Ok(Err(error)) => return Err(error),
            Err(error) => error.to_string(),
        };
        self.problem(format!("{unreadable}: run `apostille reindex`"));
        Ok(())
    }

    /// Every live document's passages against the index's, both ways.
    fn compare(&mut self, index: &Index) -> Result<()> {
        let changing = self.changing(index.sequence()?)?;
        let searcher = index.searcher()?;
        let mut indexed: HashMap<DocumentId, u64> = searcher.documents()?.into_iter().collect();
        for document in self.catalogue.live_documents()? {
            let found = indexed.remove(&document);
            self.report.documents += 1;
            self.report.made += u64::from(self.catalogue.original(document)?.is_none());
            if !changing.contains(&document) {
                self.document(&searcher, document, found.is_some())?;
            }
        }
        for document in indexed.into_keys().filter(|document| !changing.contains(document)) {
            self.problem(format!("the index holds {document}, which the catalogue does not: run `apostille reindex`"));
        }
        Ok(())
    }

    /// Documents that the index has not followed yet.
    fn changing(&mut self, sequence: u64) -> Result<HashSet<DocumentId>> {
        let newest = self.catalogue.sequence()?;
        if sequence > newest {
            let home = self.home.path().display();
            self.problem(format!(
                "the index is ahead of the catalogue ({sequence} against {newest}): run `apostille reindex --home {home}`"
            ));
        }
        Ok(self.catalogue.changes_after(sequence)?.into_iter().map(|change| change.document).collect())
    }

    fn document(&mut self, searcher: &Searcher, document: DocumentId, is_indexed: bool) -> Result<()> {
        let held: HashSet<String> = self.catalogue.passage_ids(document)?.into_iter().collect();
        let found: HashSet<String> =
            if is_indexed { searcher.passage_ids(document)?.into_iter().collect() } else { HashSet::new() };
        self.report.passages += held.intersection(&found).count() as u64;
        let (missing, unknown) = (held.difference(&found).count(), found.difference(&held).count());
        if missing + unknown > 0 {
            self.problem(format!(
                "the index lacks {missing} passages of {document} and has {unknown} that the catalogue does not: \
                 run `apostille reindex`"
            ));
        }
        Ok(())
    }

    fn problem(&mut self, problem: String) {
        self.report.problems.push(problem);
    }
}
