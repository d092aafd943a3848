//! The package of DOCX and ODT: a ZIP archive from which only the parts that are asked for by name are unpacked.
//!
//! Nothing is written to disk, so a name such as `../../x` leads nowhere; what a header says of a size is not believed.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use apostille_corpus::Warning;
use encoding_rs::{Encoding, UTF_8};
use zip::ZipArchive;
use zip::result::ZipError;

use super::damaged;
use crate::limits::megabytes;
use crate::{Failure, Reason, signature};

/// Bytes that one part may have when unpacked, inclusive. A law of 529 pages has a main part of some 15 MB.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// Bytes that all parts that are read may have together when unpacked, inclusive.
const LARGEST_WHOLE: u64 = 128 * 1024 * 1024;

/// How every Office document that is not a ZIP archive begins: an OLE container.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An open package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What the ending promises: "a Word (DOCX) document".
    promised: &'static str,
    /// How many bytes may still be unpacked.
    left: u64,
    /// What was found damaged and could be done without.
    pub(crate) warnings: Vec<Warning>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// [`Reason::Password`] for an encrypted one, [`Reason::NotText`] for bytes of another format and
    /// [`Reason::Damaged`] for a broken archive.
    pub(crate) fn open(bytes: &'a [u8], promised: &'static str) -> Result<Package<'a>, Failure> {
        if bytes.starts_with(OLE) {
            return Err(ole(bytes, promised));
        }
        if !bytes.starts_with(b"PK") {
            let seen = signature::of(bytes).unwrap_or("something else");
            return Err(wrong_ending(promised, seen));
        }
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Package { archive, promised, left: LARGEST_WHOLE, warnings: Vec::new() }),
            Err(error) => Err(broken(promised, &error.to_string())),
        }
    }

    /// The text of a part, or none if the package has no such part.
    ///
    /// # Errors
    /// [`Reason::TooLarge`] if it unpacks to more than the limits, [`Reason::Password`] if it is encrypted,
    /// [`Reason::Damaged`] if it cannot be unpacked.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let part = match self.archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(password(self.promised)),
            Err(error) => return Err(broken(self.promised, &format!("{name}: {error}"))),
        };
        let most = LARGEST_PART.min(self.left);
        let bytes = unpack(part, most).map_err(|error| broken(self.promised, &format!("{name}: {error}")))?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(too_large(name, most));
        }
        self.left -= length;
        Ok(Some(decoded(bytes)))
    }

    /// The text of a part without which the document is none.
    ///
    /// # Errors
    /// As [`Package::part`], and [`Reason::Damaged`] if the package has no such part.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, Failure> {
        self.part(name)?.ok_or_else(|| self.without(name))
    }

    /// The text of a part that can be done without; a damaged one is as none, with a warning.
    ///
    /// # Errors
    /// As [`Package::part`] but for damage.
    pub(crate) fn optional(&mut self, name: &str) -> Result<Option<String>, Failure> {
        match self.part(name) {
            Err(failure) if failure.reason == Reason::Damaged => {
                self.warnings.push(damaged(name, "it cannot be unpacked"));
                Ok(None)
            }
            other => other,
        }
    }

    /// Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
    fn index(&self, name: &str) -> Option<usize> {
        let same = |other: &[u8]| other.eq_ignore_ascii_case(name.as_bytes());
        self.archive.index_for_name(name).or_else(|| {
            let found = self.archive.file_names_raw().find(|other| same(other))?;
            self.archive.index_for_name_raw(found)
        })
    }

    fn without(&self, name: &str) -> Failure {
        let has = |part: &str| self.index(part).is_some();
        let others = [
            ("xl/workbook.xml", "a spreadsheet (XLSX)"),
            ("ppt/presentation.xml", "slides (PPTX)"),
            ("word/document.xml", "a Word (DOCX) document"),
            ("META-INF/container.xml", "an e-book (EPUB)"),
            ("content.xml", "an OpenDocument file (ODT, ODS, ODP)"),
        ];
        match others.iter().find(|(part, _)| *part != name && has(part)) {
            Some((_, seen)) => wrong_ending(self.promised, seen),
            None => broken(self.promised, &format!("it has no part {name}")),
        }
    }
}

/// The bytes of a part, and one more than `most` if it is larger.
fn unpack(part: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    part.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Parts are UTF-8, or UTF-16 with a mark.
fn decoded(bytes: Vec<u8>) -> String {
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
        None => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => match UTF_8.decode_without_bom_handling(error.as_bytes()).0 {
                Cow::Owned(text) => text,
                Cow::Borrowed(text) => text.to_owned(),
            },
        },
    }
}

/// Word keeps an encrypted document in an OLE container with a stream of this name (MS-OFFCRYPTO 1.3.3).
fn ole(bytes: &[u8], promised: &'static str) -> Failure {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        password(promised)
    } else {
        wrong_ending(promised, "an old Office document (DOC, XLS, PPT)")
    }
}

/// The failure of a document that needs a password.
pub(crate) fn password(promised: &str) -> Failure {
    Failure::new(Reason::Password, format!("{promised} that needs a password: save a copy of it without one"))
}

/// The failure of a document whose bytes are of another format.
pub(crate) fn wrong_ending(promised: &str, seen: &str) -> Failure {
    Failure::new(
        Reason::NotText,
        format!(
            "the ending promises {promised}, but the content looks like {seen}: give it its true ending, or convert it"
        ),
    )
}

/// The failure of a document that breaks the rules of its format.
pub(crate) fn broken(promised: &str, why: &str) -> Failure {
    Failure::new(Reason::Damaged, format!("{promised} that is damaged ({why}): replace it with a whole copy"))
}

fn too_large(name: &str, most: u64) -> Failure {
    Failure::new(
        Reason::TooLarge,
        format!(
            "the document is too large when unpacked ({name} has more than {}): if it is not an attack, save it again in \
             smaller parts",
            megabytes(most)
        ),
    )
}

#[cfg(test)]
pub(crate) mod tests;
