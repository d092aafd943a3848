//! How a file becomes a document: its manuscript from a reading child, its structure from `corpus`.
//!
//! Nothing is written here. Whatever the file does to the code that reads it, the outcome is a document or a failure.

use std::fs::File;
use std::io::Read;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use apostille_corpus::language::Tagger;
use apostille_corpus::{Document, DocumentId, Manuscript, structure};
use apostille_engine::Dictionary;
use apostille_extract::{Failure, Limits, Reader, Reason, Scan, Tesseract};

/// The version of extraction and structure. Raised when either changes what a document is; `reindex` then reads the
/// originals again.
pub const EXTRACTION_VERSION: u32 = 4;

/// How wide the picture of a first page is, in dots: it is shown as wide as half of a large screen.
pub const PICTURE_WIDTH: u16 = 900;
/// How long a page may take to be drawn, in seconds: somebody waits for it.
const DRAWING_TIME: u64 = 10;

type Draw = dyn Fn(&Path) -> Result<Vec<u8>, Failure> + Send + Sync;
type ReadFile = dyn Fn(&Path) -> Result<Manuscript, Failure> + Send + Sync;

/// What reads files and finds their structure. Cheap to clone.
#[derive(Clone)]
pub struct Reading {
    read: Arc<ReadFile>,
    /// Reads scans; none where files are read by a function.
    scans: Option<Reader>,
    /// Draws first pages; none where files are read by a function.
    draw: Option<Arc<Draw>>,
    tagger: Arc<Tagger>,
}

impl Reading {
    /// Reads files with this function, and no scans.
    pub fn new(read: impl Fn(&Path) -> Result<Manuscript, Failure> + Send + Sync + 'static) -> Reading {
        Reading { read: Arc::new(read), scans: None, draw: None, tagger: Arc::new(Tagger::new()) }
    }

    /// The same, and draws first pages with this function.
    pub fn drawing(self, draw: impl Fn(&Path) -> Result<Vec<u8>, Failure> + Send + Sync + 'static) -> Reading {
        Reading { draw: Some(Arc::new(draw)), ..self }
    }

    /// A picture of the first page of the file whose bytes are at `place`, in PNG, [`PICTURE_WIDTH`] dots wide. Blocks the thread,
    /// for ten seconds at most.
    ///
    /// # Errors
    /// A [`Failure`] of a file that has no page to be drawn, is damaged, or goes beyond the limits.
    pub fn first_page(&self, place: &Path) -> Result<Vec<u8>, Failure> {
        let draw = self.draw.as_ref().ok_or_else(|| Failure::new(Reason::NotPdf, "pages are not drawn here"))?;
        guarded(|| draw(place))
    }

    /// What a file says that is known by `path` and whose bytes are at `place`.
    ///
    /// # Errors
    /// A [`Failure`] with its reason and remedy. It is [`Reason::Crash`] if the code that reads it breaks down.
    pub(crate) fn manuscript(&self, place: &Path, path: &Path) -> Result<Manuscript, Failure> {
        // Where no reader knows the ending, only the path still has it, and what it is called is to be said.
        if place.extension().is_none() && path.extension().is_some() {
            apostille_extract::read(path, &beginning(place))?;
        }
        guarded(|| (self.read)(place))
    }

    /// Whether scans are read, where there is tesseract.
    pub(crate) fn reads_scans(&self) -> bool {
        self.scans.is_some()
    }

    /// Begins to read a scan.
    ///
    /// # Errors
    /// As [`Scan::begin`].
    pub(crate) fn begin_scan(&self, tesseract: Tesseract, path: &Path) -> Result<Scan, Failure> {
        let reader = self.scans.as_ref().ok_or_else(|| Failure::new(Reason::Scanned, "no text (scanned)"))?;
        Scan::begin(reader, tesseract, path)
    }

    /// The document that a manuscript, read from this file, holds.
    ///
    /// # Errors
    /// A [`Failure`] with its reason and remedy. It is [`Reason::Empty`] if there is not one letter or digit to be
    /// found, and [`Reason::Crash`] if the code that finds its structure breaks down.
    pub(crate) fn document(&self, id: DocumentId, path: &Path, manuscript: Manuscript) -> Result<Document, Failure> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let document = guarded(|| Ok(structure::document(id, manuscript, &stem, &self.tagger)))?;
        if has_words(&document) {
            let spelling = Dictionary::built_in().spelling(&document);
            return Ok(Document { spelling, ..document });
        }
        Err(Failure::new(Reason::Empty, "the file has no words to be found by: replace it with a whole copy"))
    }
}

/// The first bytes of a file; none of one that cannot be read.
fn beginning(place: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = File::open(place).and_then(|file| file.take(4096).read_to_end(&mut bytes));
    bytes
}

/// A panic in the code that reads one file must not end the reading of the others.
fn guarded<T>(read: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let message = "the reader broke down on it: save the file anew, and report this as a fault of ours";
        Err(Failure::new(Reason::Crash, message))
    })
}

fn has_words(document: &Document) -> bool {
    let passages = document.passages.iter().map(|passage| &passage.text);
    let mut texts = passages.chain(document.notes.iter().map(|note| &note.text));
    texts.any(|text| text.chars().any(char::is_alphanumeric))
}

/// The program whose hidden command `read-file` reads one file under the default limits.
impl From<PathBuf> for Reading {
    fn from(program: PathBuf) -> Reading {
        Reading::from(Reader::new(program, Limits::default()))
    }
}

impl From<Reader> for Reading {
    fn from(reader: Reader) -> Reading {
        let (scans, drawer) = (Some(reader.clone()), reader.within(DRAWING_TIME));
        let reading = Reading::new(move |path| reader.read(path));
        Reading { scans, ..reading.drawing(move |place| drawer.draw(place, PICTURE_WIDTH)) }
    }
}

impl From<&str> for Reading {
    fn from(program: &str) -> Reading {
        Reading::from(PathBuf::from(program))
    }
}

impl From<&Path> for Reading {
    fn from(program: &Path) -> Reading {
        Reading::from(program.to_path_buf())
    }
}
