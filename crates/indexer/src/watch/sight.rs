//! What is seen in watched folders, look by look: what is new or has changed and no longer grows, and what has vanished.
//!
//! Nothing is read here but names, sizes and times; the time of a look is given by whoever looks.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use apostille_catalogue::{Catalogue, Job, Known};

use super::WatchEvent;
use crate::places::Places;
use crate::sidecar::{self, Sidecars};
use crate::walk::{Walk, absolute, passes_over, walk};
use crate::{Result, login};

/// So many files are queued as one job at most: a first look may find all of a library, and other jobs go between two.
const MOST_IN_JOB: usize = 1_000;

/// Endings of files that another program is writing and renames when it is done.
const UNFINISHED: [&str; 7] = ["part", "partial", "filepart", "crdownload", "download", "tmp", "temp"];

/// Watched folders, and what was seen of them.
pub struct Watch {
    catalogue: Catalogue,
    folders: Vec<PathBuf>,
    settle: Duration,
    /// Files that are new or have changed, as they were seen last, and since when they have been so.
    unsettled: BTreeMap<PathBuf, (Stamp, Instant)>,
    /// Files that are known or were queued, as they were then.
    settled: HashMap<PathBuf, Stamp>,
    sidecars: HashMap<PathBuf, Stamp>,
    /// What was told to be gone.
    gone: HashSet<PathBuf>,
    /// Whether everything was looked at before: then a sidecar that is seen for the first time has appeared.
    has_looked: bool,
}

/// What is seen of a file without reading it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Watch {
    /// Watches these folders for a collection; nothing is looked at yet. A file has settled when it was seen the same for so long
    /// as `settle`.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn new(home: &Path, folders: &[PathBuf], settle: Duration) -> Result<Watch> {
        Ok(Watch {
            catalogue: Catalogue::open(home)?,
            folders: folders.iter().map(|folder| absolute(folder)).collect(),
            settle,
            unsettled: BTreeMap::new(),
            settled: HashMap::new(),
            sidecars: HashMap::new(),
            gone: HashSet::new(),
            has_looked: false,
        })
    }

    /// The folders, as absolute paths.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Looks at everything, and queues what has settled.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn look(&mut self, now: Instant, reporter: &mut dyn FnMut(WatchEvent)) -> Result<()> {
        for folder in self.folders.clone() {
            let known: HashMap<PathBuf, Known> = self.catalogue.paths_under(&folder)?.into_iter().collect();
            let has_documents = known.values().any(|known| known.document.is_some());
            let walked = folder.is_dir().then(|| walk(std::slice::from_ref(&folder)));
            let Some(walked) = walked.filter(|walked| !walked.found.is_empty() || !has_documents) else {
                self.tell_gone(&folder, WatchEvent::Gone { folder: folder.clone() }, reporter);
                continue;
            };
            self.gone.remove(&folder);
            let seen: HashSet<&PathBuf> = walked.found.iter().map(|found| &found.path).collect();
            self.tell_vanished(known.iter().filter(|(path, _)| !seen.contains(path)), reporter);
            self.see(walked, &known, now)?;
        }
        self.has_looked = true;
        self.queue_settled(now, reporter)
    }

    /// Looks at these paths, as far as they stand in the folders, and at what has not settled; queues what has.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn look_at(
        &mut self,
        paths: &BTreeSet<PathBuf>,
        now: Instant,
        reporter: &mut dyn FnMut(WatchEvent),
    ) -> Result<()> {
        let is_ours = |path: &&PathBuf| {
            let mut folders = self.folders.iter().filter(|folder| path.starts_with(folder));
            folders.next().is_some_and(|folder| !passes_over(folder, path))
        };
        let paths: Vec<PathBuf> = paths.iter().chain(self.unsettled.keys()).filter(is_ours).cloned().collect();
        let (there, not_there): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.exists());
        let mut known = HashMap::new();
        for path in &not_there {
            self.unsettled.remove(path);
            known.extend(self.catalogue.paths_under(path)?);
            known.extend(self.catalogue.path_state(path)?.map(|state| (path.clone(), state)));
        }
        self.tell_vanished(&known, reporter);
        let walked = walk(&there);
        for found in &walked.found {
            known.extend(self.catalogue.path_state(&found.path)?.map(|state| (found.path.clone(), state)));
        }
        self.see(walked, &known, now)?;
        self.queue_settled(now, reporter)
    }

    /// Takes in what a look has found.
    fn see(&mut self, walked: Walk, known: &HashMap<PathBuf, Known>, now: Instant) -> Result<()> {
        let is_sidecar = |path: &Path| sidecar::is_sidecar(path, &Places::Paths);
        let alone = walked.found.iter().map(|found| &found.path).filter(|path| is_sidecar(path)).cloned();
        let sidecars: HashSet<PathBuf> = walked.sidecars.into_iter().chain(alone).collect();
        for found in walked.found.iter().filter(|found| !sidecars.contains(&found.path) && !is_unfinished(&found.path))
        {
            self.gone.remove(&found.path);
            self.see_file(&found.path, Stamp::of(&found.path), known.get(&found.path), now);
        }
        if !self.has_looked {
            self.see_what_sidecars_said_meanwhile(&sidecars, known, now)?;
        }
        for sidecar in sidecars {
            self.see_sidecar(sidecar, now);
        }
        Ok(())
    }

    /// At the first look a sidecar is no news by its time, which says nothing of when the catalogue took it in: what it says is
    /// compared with what is held.
    fn see_what_sidecars_said_meanwhile(
        &mut self,
        sidecars: &HashSet<PathBuf>,
        known: &HashMap<PathBuf, Known>,
        now: Instant,
    ) -> Result<()> {
        let names: HashSet<PathBuf> = sidecars.iter().map(|sidecar| sidecar.with_extension("")).collect();
        for (path, stamp) in &self.settled {
            let document = known.get(path).and_then(|known| known.document);
            let is_described = names.contains(path) || names.contains(&path.with_extension(""));
            let Some(document) = document.filter(|_| is_described) else { continue };
            let Sidecars { names, said, .. } = sidecar::of(path, &Places::Paths);
            if !names.is_empty() && said != self.catalogue.sidecar_values(document)? {
                self.unsettled.insert(path.clone(), (*stamp, now));
            }
        }
        Ok(())
    }

    fn see_file(&mut self, path: &Path, stamp: Stamp, known: Option<&Known>, now: Instant) {
        if let Some(unsettled) = self.unsettled.get_mut(path) {
            if unsettled.0 != stamp {
                *unsettled = (stamp, now);
            }
            return;
        }
        let is_settled = match self.settled.get(path) {
            Some(settled) => *settled == stamp,
            None => known.is_some_and(|known| (known.size, known.modified) == (stamp.size, stamp.seconds())),
        };
        match is_settled {
            true => drop(self.settled.insert(path.to_path_buf(), stamp)),
            false => drop(self.unsettled.insert(path.to_path_buf(), (stamp, now))),
        }
    }

    /// A sidecar that has appeared or changed makes the documents that it describes be added again, once both have settled.
    fn see_sidecar(&mut self, sidecar: PathBuf, now: Instant) {
        let stamp = Stamp::of(&sidecar);
        if self.sidecars.insert(sidecar.clone(), stamp) == Some(stamp) || !self.has_looked {
            return;
        }
        let described =
            self.settled.keys().chain(self.unsettled.keys()).filter(|path| sidecar::describes(&sidecar, path));
        for path in described.cloned().collect::<Vec<_>>() {
            self.unsettled.insert(path.clone(), (Stamp::of(&path), now));
        }
    }

    fn queue_settled(&mut self, now: Instant, reporter: &mut dyn FnMut(WatchEvent)) -> Result<()> {
        let is_settled = |(_, since): &(Stamp, Instant)| now.saturating_duration_since(*since) >= self.settle;
        let settled = self.unsettled.iter().filter(|(_, seen)| is_settled(seen)).map(|(path, _)| path.clone());
        let (named, unnamed): (Vec<PathBuf>, Vec<PathBuf>) = settled.partition(|path| path.to_str().is_some());
        for path in unnamed {
            let message = "its name is not valid Unicode: rename it".to_owned();
            self.settle(&path);
            reporter(WatchEvent::Trouble { path, message });
        }
        for some in named.chunks(MOST_IN_JOB) {
            let job = self.catalogue.enqueue(&Job::Add { paths: some.to_vec() }, &login())?;
            some.iter().for_each(|path| self.settle(path));
            reporter(WatchEvent::Queued { job, paths: some.to_vec() });
        }
        Ok(())
    }

    fn settle(&mut self, path: &Path) {
        if let Some((stamp, _)) = self.unsettled.remove(path) {
            self.settled.insert(path.to_path_buf(), stamp);
        }
    }

    fn tell_vanished<'a>(
        &mut self,
        known: impl IntoIterator<Item = (&'a PathBuf, &'a Known)>,
        reporter: &mut dyn FnMut(WatchEvent),
    ) {
        let vanished = known.into_iter().filter(|(path, known)| known.document.is_some() && is_gone(path));
        for (path, _) in vanished {
            self.settled.remove(path);
            self.tell_gone(path, WatchEvent::Vanished { path: path.clone() }, reporter);
        }
    }

    fn tell_gone(&mut self, path: &Path, event: WatchEvent, reporter: &mut dyn FnMut(WatchEvent)) {
        if self.gone.insert(path.to_path_buf()) {
            reporter(event);
        }
    }
}

impl Stamp {
    /// Of what cannot be looked at nothing is seen.
    fn of(path: &Path) -> Stamp {
        let seen = fs::metadata(path);
        seen.map_or(Stamp::default(), |seen| Stamp { size: seen.len(), modified: seen.modified().ok() })
    }

    /// The time as the catalogue keeps it.
    fn seconds(&self) -> i64 {
        let since = self.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        since.map_or(0, |since| since.as_secs() as i64)
    }
}

fn is_gone(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Whether another program is still at it, by its name: a download, or the lock of Word (`~$paper.docx`).
fn is_unfinished(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    UNFINISHED.contains(&ending.as_str()) || name.starts_with("~$")
}
