//! Files on their way in that have no path on this machine: received into the home, then queued as one job.
//!
//! What they are called is kept for people and never names anything on disk: a delivery is a folder of `incoming/` with a random
//! name, its files stand there by number. What the files are is not looked at here.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::{Catalogue, Error, Home, Job, JobId, Result, WriterLock, durable};

/// The endings that a reader tells formats by; a staged file has one of them or none. The indexer's tests hold them against those
/// that are read.
const ENDINGS: [&str; 15] = [
    "txt", "text", "md", "markdown", "pdf", "docx", "docm", "odt", "rtf", "html", "htm", "xhtml", "epub", "xml", "akn",
];

/// Folders of a name that are kept, the file itself counted: enough to tell files apart, and a name stays readable.
const MOST_COMPONENTS: usize = 16;

/// The longest component, in characters: what file systems allow in bytes, so that names can be used again.
const LONGEST_COMPONENT: usize = 255;

/// A folder that no open job names is removed when nothing was written into it for so long: the longest pause of a sender.
const ABANDONED_AFTER: Duration = Duration::from_secs(60 * 60);

/// A file of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// What it is called, cleaned and no other file's of the delivery: `folder/paper.pdf`.
    pub name: String,
    /// The file in the delivery's folder that has its bytes.
    pub staged: String,
}

/// Files that are being received. Dropped without being queued, it deletes what was received.
#[derive(Debug)]
pub struct Delivery {
    folder: PathBuf,
    files: Vec<Uploaded>,
    names: HashSet<String>,
    open: Option<(PathBuf, File)>,
    bytes: u64,
    is_queued: bool,
}

impl Catalogue {
    /// Begins to receive files.
    ///
    /// # Errors
    /// As the file system gives them.
    pub fn receive(&self) -> Result<Delivery> {
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(|error| Error::NoChance { detail: error.to_string() })?;
        let folder = self.home().incoming().join(format!("{:032x}", u128::from_ne_bytes(name)));
        durable::create_folder(&folder)?;
        Ok(Delivery { folder, files: Vec::new(), names: HashSet::new(), open: None, bytes: 0, is_queued: false })
    }

    /// Puts what was received on disk and then into the queue; `submitter` as in [`Catalogue::enqueue`].
    ///
    /// # Errors
    /// As the file system and the catalogue give them; then what was received is deleted.
    pub fn enqueue_delivery(&mut self, mut delivery: Delivery, submitter: &str) -> Result<JobId> {
        delivery.close()?;
        durable::sync_folder(&delivery.folder)?;
        let folder = delivery.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let job = self.enqueue(&Job::Upload { folder, files: delivery.files.clone() }, submitter)?;
        delivery.is_queued = true;
        Ok(job)
    }

    /// Removes the folder of a delivery whose job has ended. One that cannot be removed now is removed when it is swept.
    pub fn discard_delivery(&self, folder: &str) {
        let _ = fs::remove_dir_all(self.home().incoming().join(folder));
    }

    /// Removes what was received, is in no open job, and nobody has written to for an hour.
    ///
    /// # Errors
    /// As the catalogue and the file system give them.
    pub fn sweep_deliveries(&self, _lock: &WriterLock) -> Result<()> {
        let abandoned: Vec<PathBuf> =
            durable::folders_in(&self.home().incoming())?.into_iter().filter(|folder| is_abandoned(folder)).collect();
        if abandoned.is_empty() {
            return Ok(());
        }
        let open = self.open_deliveries()?;
        for folder in abandoned {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !open.contains(&name) {
                self.discard_delivery(&name);
            }
        }
        Ok(())
    }
}

impl Delivery {
    /// Begins the next file. `name` is what its sender calls it, with folders if it stood in some.
    ///
    /// # Errors
    /// [`Error::Full`] and their like.
    pub fn file(&mut self, name: &str) -> Result<()> {
        self.close()?;
        let name = self.unused(clean(name));
        let staged = staged_name(self.files.len() + 1, Path::new(&name));
        let path = self.folder.join(&staged);
        let file = File::create_new(&path).map_err(|error| Error::file(&path, error))?;
        self.open = Some((path, file));
        self.names.insert(name.clone());
        self.files.push(Uploaded { name, staged });
        Ok(())
    }

    /// Writes on into the file that was begun last; into one without a name, if none was.
    ///
    /// # Errors
    /// [`Error::Full`] and their like.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if self.open.is_none() {
            self.file("")?;
        }
        if let Some((path, file)) = &mut self.open {
            file.write_all(bytes).map_err(|error| Error::file(path, error))?;
            self.bytes += bytes.len() as u64;
        }
        Ok(())
    }

    /// How many files were begun.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many bytes were received, of all files.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Puts the file that was begun last on disk.
    fn close(&mut self) -> Result<()> {
        match self.open.take() {
            Some((path, file)) => file.sync_all().map_err(|error| Error::file(&path, error)),
            None => Ok(()),
        }
    }

    /// A second `x.pdf` becomes `x (2).pdf`.
    fn unused(&self, name: String) -> String {
        let mut numbered = (2..).map(|number| with_suffix(&name, &format!(" ({number})")));
        match self.names.contains(&name) {
            true => numbered.find(|name| !self.names.contains(name)).unwrap_or(name),
            false => name,
        }
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        if !self.is_queued {
            // What cannot be removed now is swept later.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Home {
    /// The folder of files that were received and wait in the queue.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.path().join("incoming")
    }

    /// Where the bytes of a delivery's file stand.
    pub fn staged(&self, folder: &str, file: &Uploaded) -> PathBuf {
        self.incoming().join(folder).join(&file.staged)
    }
}

/// The path by which a file of a delivery is known ever after. There is nothing at this path on any disk.
pub fn uploaded_path(job: JobId, name: &str) -> PathBuf {
    PathBuf::from(format!("upload/{}/{name}", job.0))
}

/// The name under which a file may stand on disk, whatever it is called: a number, and the ending if a reader knows it.
pub fn staged_name(number: usize, called: &Path) -> String {
    let ending = called.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ENDINGS.contains(&ending.as_str()) { format!("{number}.{ending}") } else { number.to_string() }
}

/// A name as a relative path without anything in it that leads elsewhere or does not show.
fn clean(name: &str) -> String {
    let shows = |letter: &char| !letter.is_control() && !is_direction(*letter);
    let parts = name.split(['/', '\\']).map(|part| part.chars().filter(shows).collect::<String>().trim().to_owned());
    let parts = parts.filter(|part| !matches!(part.as_str(), "" | "." | ".."));
    let parts: Vec<String> = parts.map(|part| with_suffix(&part, "")).collect();
    let last = &parts[parts.len().saturating_sub(MOST_COMPONENTS)..];
    if last.is_empty() { "unnamed".to_owned() } else { last.join("/") }
}

/// Marks that turn the direction of writing, by which `fdp.exe` is shown as `exe.pdf` (Unicode TR 36, 2.1).
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name with this before its ending, its last component no longer than allowed.
fn with_suffix(name: &str, suffix: &str) -> String {
    let (folder, file) = name.rsplit_once('/').map_or((None, name), |(folder, file)| (Some(folder), file));
    let ending = Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let dot = if ending.is_empty() { 0 } else { ending.len() + 1 };
    let (stem, ending) = file.split_at(file.len() - dot);
    let room = LONGEST_COMPONENT.saturating_sub(suffix.chars().count() + ending.chars().count());
    let stem: String = stem.chars().take(room.max(1)).collect();
    let ending: String = ending.chars().take(LONGEST_COMPONENT - suffix.chars().count() - 1).collect();
    let file = format!("{stem}{suffix}{ending}");
    folder.map_or(file.clone(), |folder| format!("{folder}/{file}"))
}

/// Whether nothing was written into a folder for long. What cannot be looked at is left alone.
fn is_abandoned(folder: &Path) -> bool {
    let files = durable::files_in(folder).unwrap_or_default();
    let changed = files.iter().map(PathBuf::as_path).chain([folder]).map(|path| path.metadata()?.modified());
    let newest = changed.collect::<std::io::Result<Vec<SystemTime>>>().ok().and_then(|times| times.into_iter().max());
    newest.and_then(|newest| newest.elapsed().ok()).is_some_and(|age| age > ABANDONED_AFTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_whatever_is_in_it() {
        let long = "é".repeat(400);
        let cut = format!("{}.pdf", "é".repeat(251));
        let deep = format!("{}x.pdf", "a/".repeat(40));
        for (sent, kept) in [
            ("paper.pdf", "paper.pdf"),
            ("folder/paper.pdf", "folder/paper.pdf"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("a/./b/../c.txt", "a/b/c.txt"),
            ("C:\\Users\\me\\x.docx", "C:/Users/me/x.docx"),
            ("tab\tand\0null\r\n.txt", "tabandnull.txt"),
            ("exe\u{202e}fdp.txt", "exefdp.txt"),
            ("", "unnamed"),
            ("..", "unnamed"),
            (" / ", "unnamed"),
            (&format!("{long}.pdf"), &cut),
            (&long, &"é".repeat(255)),
            (&deep, &format!("{}x.pdf", "a/".repeat(15))),
        ] {
            assert_eq!(clean(sent), kept, "{sent:?}");
        }
        assert_eq!(clean(&format!("a.{long}")).chars().count(), 255);
    }

    #[test]
    fn what_stands_on_disk_has_a_number_and_at_most_a_known_ending() {
        for (called, staged) in
            [("a/b.PDF", "3.pdf"), ("x.sh", "3"), ("none", "3"), (".txt", "3"), ("a.tar.gz", "3"), ("a.pdf.yaml", "3")]
        {
            assert_eq!(staged_name(3, Path::new(called)), staged, "{called}");
        }
    }
}
