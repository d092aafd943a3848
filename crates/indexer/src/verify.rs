//! Do catalogue, originals and index agree? What can be mended is; for the rest a sentence says what to do.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use apostille_catalogue::{Catalogue, Change, Home, Sha256, WriterLock, sha256_of};
use apostille_corpus::DocumentId;
use apostille_engine::{Index, Searcher};
use serde::Serialize;

use crate::collection::Collection;
use crate::projection::Projection;
use crate::{Error, Result, open_index};

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Live documents looked at.
    pub documents: u64,
    /// Those of them that were made from rows and so have no original.
    pub made: u64,
    /// Those of them that are in no hits, since a better text of the same work is.
    pub forms: u64,
    /// Passages and notes found in the index under their ids.
    pub passages: u64,
    /// Originals whose bytes were hashed again, those of replaced documents and of the trash too.
    pub originals: u64,
    /// Files among the originals that no record names, which a crash may leave: they were removed.
    pub orphans_removed: u64,
    /// What was wrong and is mended now, one sentence each.
    pub mended: Vec<String>,
    /// What is wrong, one sentence each, with the remedy.
    pub problems: Vec<String>,
    /// What could not be looked at, and is not wrong.
    pub remarks: Vec<String>,
}

/// Looks at everything. If no other process writes, what a killed one left undone is repaired first, as at every start, orphans
/// are removed, an original that is lost is taken anew from a file that has its bytes, and what the index has otherwise than the
/// catalogue is made again. Otherwise nothing is mended, and documents that are changing at this moment are not compared.
///
/// # Errors
/// If the collection cannot be opened at all.
pub fn verify(home: &Path) -> Result<VerifyReport> {
    // A home without a collection is refused, not made.
    drop(Catalogue::open_existing(home)?);
    match Collection::open(home)? {
        Some(Collection { catalogue, mut projection, lock }) => {
            let mut verification = Verification::begin(catalogue);
            verification.originals(Some(&lock))?;
            verification.index(Ok(projection.index()))?;
            verification.mend(&mut projection)?;
            Ok(verification.report)
        }
        None => {
            let mut verification = Verification::begin(Catalogue::open_existing(home)?);
            verification.originals(None)?;
            verification.index(open_index(home).as_ref())?;
            verification.leave();
            Ok(verification.report)
        }
    }
}

struct Verification {
    catalogue: Catalogue,
    home: Home,
    report: VerifyReport,
    /// Documents that the index has otherwise than the catalogue, and how.
    differing: Vec<(DocumentId, String)>,
    /// Why the index cannot be read, if it cannot.
    unreadable: Option<String>,
}

impl Verification {
    fn begin(catalogue: Catalogue) -> Verification {
        let home = catalogue.home().clone();
        Verification { catalogue, home, report: VerifyReport::default(), differing: Vec::new(), unreadable: None }
    }

    /// The catalogue's own file, and the originals that it names.
    fn originals(&mut self, lock: Option<&WriterLock>) -> Result<()> {
        for wrong in self.catalogue.check()? {
            self.problem(format!("the catalogue is damaged ({wrong}): restore it from a backup"));
        }
        let kept = self.catalogue.kept()?;
        for (document, sha256, _) in &kept {
            if let Some(wrong) = self.original(*document, sha256) {
                self.take_anew(*document, sha256, lock.is_some(), wrong)?;
            }
        }
        let Some(_lock) = lock else {
            let remark = "another process is changing the collection: files that no record names were not looked for";
            self.report.remarks.push(remark.to_owned());
            return Ok(());
        };
        self.remove_orphans(&kept.iter().map(|(_, sha256, _)| *sha256).collect())
    }

    /// What is wrong with an original.
    fn original(&mut self, document: DocumentId, sha256: &Sha256) -> Option<String> {
        let path = self.catalogue.originals().path(sha256);
        self.report.originals += 1;
        let which = format!("the original of {document}, {},", path.display());
        match sha256_of(&path) {
            Ok((found, _)) if found == *sha256 => None,
            Ok(_) => Some(format!("{which} is not what was added")),
            Err(error) if error.kind() == ErrorKind::NotFound => Some(format!("{which} is missing")),
            Err(error) => Some(format!("{which} cannot be read ({error})")),
        }
    }

    /// Keeps an original again, if one of the files that it was added from still has its bytes.
    fn take_anew(&mut self, document: DocumentId, sha256: &Sha256, may_mend: bool, wrong: String) -> Result<()> {
        let sources = if may_mend { self.catalogue.sources(document)? } else { Vec::new() };
        let whole = sources.iter().find(|path| sha256_of(path).is_ok_and(|(found, _)| found == *sha256));
        let kept = whole.filter(|path| self.catalogue.originals().keep(path, sha256).is_ok());
        match kept {
            Some(path) => self.report.mended.push(format!("{wrong}: it was taken anew from {}", path.display())),
            None => self.problem(format!(
                "{wrong}: put the file back from a backup, or remove the document and add the file again"
            )),
        }
        Ok(())
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

    /// Compares the index, or notes that it cannot be read. Files whose bits have flipped make the engine panic.
    fn index(&mut self, index: std::result::Result<&Index, &Error>) -> Result<()> {
        let compared = match index {
            Ok(index) => panic::catch_unwind(AssertUnwindSafe(|| self.compare(index))),
            Err(error) => {
                self.unreadable = Some(error.to_string());
                return Ok(());
            }
        };
        match compared {
            Ok(Err(Error::Engine(error))) => self.unreadable = Some(error.to_string()),
            Ok(compared) => return compared,
            Err(_) => self.unreadable = Some("the index's files are damaged".to_owned()),
        }
        Ok(())
    }

    /// What nobody may mend while another process writes.
    fn leave(&mut self) {
        let differing = std::mem::take(&mut self.differing).into_iter().map(|(_, wrong)| wrong);
        for wrong in differing.chain(self.unreadable.take()) {
            self.problem(format!("{wrong}: run `apostille verify` again when no other process writes"));
        }
    }

    /// Every live document's passages against the index's, both ways.
    fn compare(&mut self, index: &Index) -> Result<()> {
        let changing = self.changing(index.sequence()?)?;
        let searcher = index.searcher()?;
        let mut indexed: HashMap<DocumentId, u64> = searcher.documents()?.into_iter().collect();
        let answering: HashSet<DocumentId> = self.catalogue.answering_documents()?.into_iter().collect();
        for document in self.catalogue.live_documents()? {
            // Another text of its work answers searches.
            let stands_behind = !answering.contains(&document);
            if stands_behind {
                self.report.documents += 1;
                self.report.forms += 1;
                continue;
            }
            let found = indexed.remove(&document);
            self.report.documents += 1;
            self.report.made += u64::from(self.catalogue.original(document)?.is_none());
            if !changing.contains(&document) {
                self.document(&searcher, document, found.is_some())?;
            }
        }
        for document in indexed.into_keys().filter(|document| !changing.contains(document)) {
            self.differing.push((
                document,
                format!("the index holds {document}, which does not answer searches by the catalogue"),
            ));
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
        let held: HashMap<String, String> = self.catalogue.texts(document)?.into_iter().collect();
        let found: HashMap<String, String> =
            if is_indexed { searcher.texts(document)?.into_iter().collect() } else { HashMap::new() };
        let both = || held.iter().filter_map(|(id, text)| Some((text, found.get(id)?)));
        self.report.passages += both().count() as u64;
        let (missing, unknown) = (held.len() - both().count(), found.len() - both().count());
        let altered = both().filter(|(held, found)| held != found).count();
        if missing + unknown + altered > 0 {
            let wrong = format!(
                "the index lacks {missing} passages of {document}, has {unknown} that the catalogue does not, and {altered} with \
                 another text"
            );
            self.differing.push((document, wrong));
        }
        Ok(())
    }

    /// Makes again what the index has otherwise, and looks whether that helped.
    fn mend(&mut self, projection: &mut Projection) -> Result<()> {
        if let Some(unreadable) = self.unreadable.take() {
            *projection = Projection::rebuild(&self.catalogue)?;
            self.report.mended.push(format!("{unreadable}: the index was made anew"));
            (self.report.documents, self.report.made, self.report.forms, self.report.passages) = (0, 0, 0, 0);
            self.differing.clear();
            self.index(Ok(projection.index()))?;
        }
        let differing = std::mem::take(&mut self.differing);
        if differing.is_empty() {
            return Ok(());
        }
        let live: HashSet<DocumentId> = self.catalogue.answering_documents()?.into_iter().collect();
        let sequence = self.catalogue.sequence()?;
        for (document, _) in &differing {
            let change = Change { sequence, document: *document, live: live.contains(document) };
            projection.follow(&self.catalogue, change, None)?;
        }
        projection.close(sequence)?;
        let searcher = projection.index().searcher()?;
        for (document, wrong) in differing {
            let mut held = if live.contains(&document) { self.catalogue.texts(document)? } else { Vec::new() };
            let mut found = searcher.texts(document)?;
            held.sort_unstable();
            found.sort_unstable();
            if held == found {
                self.report.mended.push(format!("{wrong}: its passages were written to the index anew"));
            } else {
                self.problem(format!("{wrong}: run `apostille reindex`"));
            }
        }
        Ok(())
    }

    fn problem(&mut self, problem: String) {
        self.report.problems.push(problem);
    }
}
