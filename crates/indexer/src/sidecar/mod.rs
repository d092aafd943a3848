//! Files beside a document that say what it is: `paper.pdf.yaml`, `paper.ris`, `paper.bib`, `paper.json`, `paper.xml`.
//!
//! They are read when the document is added and are no documents themselves. What one format's fields are called is known in
//! the modules, a format each; here is which files are sidecars, and how what they say becomes values of a record.

mod bibtex;
mod csl;
mod dublin_core;
mod ris;
mod yaml;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use apostille_catalogue::{BadValue, Field};
use apostille_corpus::Warning;
use serde_json::Value;

use crate::places::Places;

/// A sidecar describes one document: this is thousands of times more than one needs.
const LONGEST: u64 = 4 << 20;

/// The endings of sidecars, in the order in which they are read: where two say something, the later holds.
const ENDINGS: [&str; 6] = ["xml", "bib", "ris", "json", "yml", "yaml"];

/// What the sidecars of a document say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sidecars {
    /// The names of those that were read.
    pub(crate) names: Vec<String>,
    pub(crate) said: BTreeMap<Field, Value>,
    /// What could not be understood, with line and remedy.
    pub(crate) warnings: Vec<Warning>,
}

/// What a field is said to be, in texts as they stand in the file, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Saying {
    field: Field,
    texts: Vec<String>,
    line: Option<usize>,
}

/// Why a sidecar cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trouble {
    line: Option<usize>,
    message: String,
}

impl Saying {
    fn new(field: Field, text: impl Into<String>) -> Saying {
        Saying { field, texts: vec![text.into()], line: None }
    }

    fn identifier(scheme: &str, value: &str) -> Saying {
        Saying::new(Field::Identifiers, format!("{scheme}:{}", value.trim()))
    }
}

type Sayings = Result<Vec<Saying>, Trouble>;

/// The files beside a document that are its sidecars, in the order in which they are read: those of its name without the ending,
/// then those of its whole name.
pub(crate) fn beside(document: &Path, places: &Places) -> Vec<PathBuf> {
    let whole = |ending: &str| {
        let mut name = document.as_os_str().to_owned();
        name.push(".");
        name.push(ending);
        PathBuf::from(name)
    };
    let stems = ENDINGS.iter().map(|ending| document.with_extension(ending));
    let found = stems.chain(ENDINGS.iter().map(|ending| whole(ending)));
    found.filter(|path| path != document && is_sidecar(path, places)).collect()
}

/// Whether a file can be a sidecar: by its ending, but XML may be a document, and is told by what it holds.
pub(crate) fn is_sidecar(path: &Path, places: &Places) -> bool {
    let ending = ending(path);
    let place = ENDINGS.contains(&ending.as_str()).then(|| places.find(path)).flatten();
    place.is_some_and(|place| ending != "xml" || read(place).is_ok_and(|text| dublin_core::is_dublin_core(&text)))
}

/// Whether a sidecar, by its name, says what this file is.
pub(crate) fn describes(sidecar: &Path, document: &Path) -> bool {
    let without_ending = sidecar.with_extension("");
    sidecar != document && (without_ending == document || without_ending == document.with_extension(""))
}

/// The files among these that say what another of them is, and so are no documents.
pub(crate) fn among<'a>(files: impl Iterator<Item = &'a PathBuf>, places: &Places) -> HashSet<PathBuf> {
    files.filter(|path| !is_sidecar(path, places)).flat_map(|path| beside(path, places)).collect()
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Reads the sidecars of a document.
pub(crate) fn of(document: &Path, places: &Places) -> Sidecars {
    let mut sidecars = Sidecars::default();
    for path in beside(document, places) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match read(places.of(&path)).and_then(|text| sayings(&path, &text)) {
            Ok(sayings) => sidecars.take(&name, sayings),
            Err(trouble) => sidecars.doubt(&name, trouble.line, &trouble.message),
        }
        sidecars.names.push(name);
    }
    sidecars
}

fn read(path: &Path) -> Result<String, Trouble> {
    let wrong = |message: String| Trouble { line: None, message };
    let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size > LONGEST {
        return Err(wrong(format!("it has {size} bytes, and a sidecar describes one document: leave the others out")));
    }
    let bytes =
        fs::read(path).map_err(|error| wrong(format!("it cannot be read ({error}): change its permissions")))?;
    String::from_utf8(bytes).map(|text| text.trim_start_matches('\u{feff}').to_owned()).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Trouble { line: Some(line), message: "it is not UTF-8: save it in that encoding".to_owned() }
    })
}

fn sayings(path: &Path, text: &str) -> Sayings {
    match ending(path).as_str() {
        "xml" => dublin_core::read(text),
        "bib" => bibtex::read(text),
        "ris" => ris::read(text),
        "json" => csl::read(text),
        _ => yaml::read(text),
    }
}

impl Sidecars {
    fn take(&mut self, name: &str, sayings: Vec<Saying>) {
        let mut texts: BTreeMap<Field, (Vec<String>, Option<usize>)> = BTreeMap::new();
        for saying in sayings {
            let (said, line) = texts.entry(saying.field).or_insert_with(|| (Vec::new(), saying.line));
            // A field of one value keeps the first that is said.
            if saying.field.is_list() || said.is_empty() {
                said.extend(saying.texts);
                *line = line.or(saying.line);
            }
        }
        for (field, (texts, line)) in texts {
            match value(field, &texts) {
                Ok(value) => drop(self.said.insert(field, value)),
                Err(error) => self.doubt(name, line, &error.to_string()),
            }
        }
    }

    fn doubt(&mut self, name: &str, line: Option<usize>, message: &str) {
        let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
        let message = format!("sidecar {name}{line}: {message}");
        self.warnings.push(Warning { code: "sidecar".to_owned(), message, page: None });
    }
}

/// The value that texts write, where dates and languages are written as other programs write them.
fn value(field: Field, texts: &[String]) -> Result<Value, BadValue> {
    let texts: Vec<String> = match field {
        Field::Date => texts.iter().map(|text| date(text)).collect(),
        Field::Languages => texts.iter().map(|text| language(text)).collect(),
        _ => texts.to_vec(),
    };
    field.value(&texts)
}

/// `2021/05/17/`, `2021-05-17T10:00:00Z`, `2021-5-7` and `May 2021` as a date; else as it was.
fn date(text: &str) -> String {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '-', '.']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if let [year, rest @ ..] = parts.as_slice()
        && year.len() == 4
        && rest.len() <= 2
        && parts.iter().all(is_number)
    {
        return rest.iter().fold((*year).to_owned(), |date, part| format!("{date}-{part:0>2}"));
    }
    let mut years = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| part.len() == 4);
    match (years.next(), years.next()) {
        (Some(year), None) => year.to_owned(),
        _ => text.to_owned(),
    }
}

/// Names and three-letter codes of the languages that the collection is about, as tags; others as they are.
fn language(text: &str) -> String {
    let tag = match text.trim().to_lowercase().as_str() {
        "english" | "inglés" | "ingles" | "eng" => "en",
        "spanish" | "español" | "espanol" | "castellano" | "spa" => "es",
        "french" | "français" | "francés" | "fre" | "fra" => "fr",
        "portuguese" | "português" | "portugués" | "por" => "pt",
        _ => return text.trim().replace('_', "-"),
    };
    tag.to_owned()
}
