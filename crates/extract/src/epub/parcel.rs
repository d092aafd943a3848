//! Is it safe to unpack an e-book, and may it be read? Asked of the archive before anything in it is believed.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::megabytes;
use crate::{Failure, Reason};

/// The most bytes that one file of an e-book may have when unpacked, inclusive: the longest chapter is far below a tenth.
const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// The most bytes that the files that are read may have together, inclusive.
const LARGEST: u64 = 128 * 1024 * 1024;

/// The most files in an e-book.
const MOST_FILES: usize = 20_000;

/// Endings of files that are never unpacked.
const UNREAD: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "svg", "ttf", "otf", "woff", "woff2", "css", "js", "mp3", "mp4", "m4a", "m4v",
    "ogg", "webm", "smil",
];

/// Where protection of an e-book is declared: Adobe ADEPT, Readium LCP, Apple FairPlay.
const LICENCES: &[&str] = &["META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"];

/// Algorithms that only obscure fonts (EPUB 3.3, 4.2.6; Adobe's own).
const OBFUSCATION: &[&str] = &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Unpacks what will be read, throws it away, and counts.
///
/// # Errors
/// [`Reason::TooLarge`], [`Reason::Password`], or [`Reason::Damaged`] for what is no archive.
pub(super) fn check(bytes: &[u8]) -> Result<(), Failure> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(too_large(format!("more than {MOST_FILES} files")));
    }
    if LICENCES.iter().any(|name| archive.index_for_name(name).is_some()) {
        return Err(protected());
    }
    let mut all = 0;
    for index in 0..archive.len() {
        let mut file = match archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => return Err(protected()),
            // A file that cannot be opened is missed where it is needed.
            Err(_) => continue,
        };
        let name = file.name().unwrap_or_default().into_owned();
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if UNREAD.contains(&ending.as_str()) {
            continue;
        }
        let size = measured(&mut file);
        all += size;
        if size > LARGEST_FILE || all > LARGEST {
            return Err(too_large(format!("its file {name} alone or with others")));
        }
        drop(file);
        if name == "META-INF/encryption.xml" && hides_text(&mut archive, &name) {
            return Err(protected());
        }
    }
    Ok(())
}

/// How many bytes a file unpacks to, as far as the limit; its own claim is not believed.
fn measured(file: &mut impl Read) -> u64 {
    io::copy(&mut file.take(LARGEST_FILE + 1), &mut io::sink()).unwrap_or(0)
}

/// Whether anything but fonts is encrypted.
fn hides_text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> bool {
    let mut text = String::new();
    let read = archive.by_name(name).is_ok_and(|file| file.take(LARGEST_FILE).read_to_string(&mut text).is_ok());
    let mut tree = crate::tree::Tree::default();
    if !read || tree.add_xml(&text).is_err() {
        return false;
    }
    let mut data = tree.named(tree.all(), "EncryptedData");
    data.any(|data| {
        // The method of the data itself stands directly in it; that of its key does not.
        let method = tree.child(data, "EncryptionMethod").and_then(|method| tree.attribute(method, "Algorithm"));
        method.is_none_or(|algorithm| !OBFUSCATION.contains(&algorithm))
    })
}

/// The failure of an e-book that is not whole.
pub(super) fn damaged(error: &dyn std::error::Error) -> Failure {
    Failure::new(Reason::Damaged, format!("the e-book cannot be opened ({error}): replace it with a whole copy"))
}

fn too_large(what: String) -> Failure {
    Failure::new(
        Reason::TooLarge,
        format!(
            "the e-book is too large when unpacked ({what}; at most {} a file and {} in all are read): give its text by itself",
            megabytes(LARGEST_FILE),
            megabytes(LARGEST)
        ),
    )
}

fn protected() -> Failure {
    Failure::new(
        Reason::Password,
        "the e-book is encrypted: add a copy without protection, as its publisher's licence allows",
    )
}
