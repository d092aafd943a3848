//! Where is tesseract, and which languages does it know? What is missing is named with the package that brings it.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::reader::Pipes;
use crate::{Failure, Reason};

/// The environment variable that names tesseract, or turns it off.
const SETTING: &str = "APOSTILLE_TESSERACT";
/// The value that turns it off.
const OFF: &str = "off";
/// The languages of the collection, as tesseract calls them. It is not used without both: a page in the other language would
/// be read as nonsense.
const LANGUAGES: [&str; 2] = ["eng", "spa"];
/// How long it may take to say which languages it knows, and in how many bytes.
const PATIENCE: Duration = Duration::from_secs(20);
const MOST_LANGUAGES: u64 = 64 * 1024;

/// A tesseract that knows the languages that it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    program: OsString,
}

impl Tesseract {
    /// The tesseract that `APOSTILLE_TESSERACT` names, else the one on the path.
    ///
    /// # Errors
    /// [`Reason::Scanned`], to be said of a scan that cannot be read: there is none, it is turned off, or it lacks a language.
    pub fn find() -> Result<Tesseract, Failure> {
        Tesseract::of_setting(std::env::var_os(SETTING).as_deref())
    }

    fn of_setting(setting: Option<&OsStr>) -> Result<Tesseract, Failure> {
        let program = setting.filter(|setting| !setting.is_empty()).unwrap_or(OsStr::new("tesseract"));
        if program == OFF {
            return Err(unread(&format!("{SETTING} has turned OCR off"), "unset it"));
        }
        let known = languages(program).map_err(|error| {
            let why = format!("tesseract, which would read them, cannot be run ({error})");
            unread(&why, "install the packages tesseract-ocr, tesseract-ocr-eng and tesseract-ocr-spa")
        })?;
        let missing = LANGUAGES.iter().filter(|language| !known.lines().any(|line| line.trim() == **language));
        let missing: Vec<String> = missing.map(|language| format!("tesseract-ocr-{language}")).collect();
        if !missing.is_empty() {
            let packages = missing.join(" and ");
            return Err(unread("tesseract lacks a language", &format!("install {packages}")));
        }
        Ok(Tesseract { program: program.to_owned() })
    }

    /// The program's name or path.
    pub(crate) fn program(&self) -> &OsStr {
        &self.program
    }
}

/// The command that reads a picture on its standard input and prints the words, their places and confidences as hOCR.
pub(crate) fn command(program: &OsStr) -> Command {
    let mut command = Command::new(program);
    command.args(["-", "-", "-l", &LANGUAGES.join("+"), "--psm", "3", "hocr"]);
    // More threads on one page cost more than they bring, and the other processor is wanted for other things.
    command.env("OMP_THREAD_LIMIT", "1");
    command
}

/// The list that tesseract prints; versions differ on which stream.
fn languages(program: &OsStr) -> io::Result<String> {
    let mut command = Command::new(program);
    command.arg("--list-langs").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let said = Pipes::of(command.spawn()?, MOST_LANGUAGES).wait(PATIENCE)?;
    let said = said.ok_or_else(|| io::Error::new(io::ErrorKind::TimedOut, "it does not answer"))?;
    Ok(format!("{}\n{}", String::from_utf8_lossy(&said.answer), said.complaint))
}

/// The failure of a scan that is not read, and why; `remedy` is one of two.
fn unread(why: &str, remedy: &str) -> Failure {
    let message = format!(
        "no text (scanned): the pages are pictures, and {why}: {remedy} and add the file again, or add a copy that was run \
         through OCR (for example by ocrmypdf)"
    );
    Failure::new(Reason::Scanned, message)
}
