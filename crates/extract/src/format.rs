//! Which format is a file in? Told by its ending; a format that is not read is at least called by its name.

use std::path::Path;

use crate::{Failure, Reason, signature};

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text, perhaps with light Markdown in it.
    Text,
    /// Markdown.
    Markdown,
    /// Portable Document Format.
    Pdf,
    /// Word.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// An e-book.
    Epub,
    /// Akoma Ntoso or JATS.
    Xml,
}

/// The formats that are read, with their endings and their short names.
const READ: &[(Format, &[&str], &str)] = &[
    (Format::Text, &["txt", "text"], "text"),
    (Format::Markdown, &["md", "markdown"], "markdown"),
    (Format::Pdf, &["pdf"], "pdf"),
    (Format::Docx, &["docx", "docm"], "docx"),
    (Format::Odt, &["odt"], "odt"),
    (Format::Rtf, &["rtf"], "rtf"),
    (Format::Html, &["html", "htm", "xhtml"], "html"),
    (Format::Epub, &["epub"], "epub"),
    (Format::Xml, &["xml", "akn"], "xml"),
];

/// What the formats that are not read are called, by their endings.
const NAMES: &[(&[&str], &str)] = &[
    (&["doc", "dot"], "Word 97-2003 (DOC) documents"),
    (&["mobi", "azw", "azw3"], "Kindle books"),
    (&["tex", "latex"], "LaTeX documents"),
    (&["rst"], "reStructuredText documents"),
    (&["adoc", "asciidoc"], "AsciiDoc documents"),
    (&["csv"], "comma-separated tables (CSV)"),
    (&["tsv", "tab"], "tab-separated tables (TSV)"),
    (&["xlsx", "xls", "ods"], "spreadsheets (XLSX, XLS, ODS)"),
    (&["pptx", "ppt", "odp"], "slides (PPTX, PPT, ODP)"),
    (&["json", "jsonl", "ndjson"], "JSON data"),
    (&["yaml", "yml", "toml", "ini"], "settings files (YAML, TOML, INI)"),
    (&["bib", "ris", "enw"], "bibliographies (BibTeX, RIS, EndNote)"),
    (&["png", "jpg", "jpeg", "gif", "webp", "bmp", "heic", "svg"], "images"),
    (&["tif", "tiff", "djvu"], "scanned pages (TIFF, DjVu)"),
    (&["mp3", "wav", "ogg", "m4a", "flac"], "sound recordings"),
    (&["mp4", "mov", "avi", "mkv", "webm"], "films"),
    (&["zip", "gz", "tar", "tgz", "7z", "rar", "xz", "bz2"], "archives (ZIP, TAR, ...)"),
    (&["eml", "msg", "mbox"], "e-mail messages"),
];

impl Format {
    /// The format that the ending of `path` names.
    ///
    /// # Errors
    /// [`Reason::UnknownFormat`] for any other ending, or [`Reason::Empty`] if there are no bytes besides.
    pub(crate) fn of(path: &Path, bytes: &[u8]) -> Result<Format, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let read =
            READ.iter().find(|(_, endings, _)| ending.as_deref().is_some_and(|ending| endings.contains(&ending)));
        let format = read.map(|(format, ..)| *format).ok_or_else(|| name(ending.as_deref(), bytes));
        match (format, bytes.is_empty()) {
            (Ok(format), false) => Ok(format),
            (Ok(format), true) => Err(Failure::no_bytes(&format!("the ending promises {}", format.as_str()))),
            (Err(name), true) => Err(Failure::no_bytes(&format!("{name} are not read yet"))),
            (Err(name), false) => Err(Failure::new(Reason::UnknownFormat, not_read(&name))),
        }
    }

    /// The short name, as `Manuscript::format` has it.
    pub(crate) fn as_str(self) -> &'static str {
        READ.iter().find(|(format, ..)| *format == self).map_or("", |(_, _, name)| name)
    }
}

/// What files with this ending are called, or what their first bytes show, or the bare ending.
fn name(ending: Option<&str>, bytes: &[u8]) -> String {
    let listed = ending.and_then(|ending| NAMES.iter().find(|(endings, _)| endings.contains(&ending)));
    match (listed, signature::of(bytes), ending) {
        (Some((_, name)), _, _) => (*name).to_owned(),
        (None, Some(seen), Some(ending)) => format!("files ending in .{ending} (this one looks like {seen})"),
        (None, Some(seen), None) => format!("files without an ending (this one looks like {seen})"),
        (None, None, Some(ending)) => format!("files ending in .{ending}"),
        (None, None, None) => "files without an ending, whose format is not known,".to_owned(),
    }
}

fn not_read(name: &str) -> String {
    format!(
        "{name} are not read yet by this version: convert it to text or Markdown, or, if it is plain text, rename it to \
         end in .txt"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_that_is_not_read_is_called_by_its_name() {
        for (path, bytes, named) in [
            ("a.doc", &b"\xD0\xCF\x11\xE0"[..], "DOC"),
            ("a.png", b"\x89PNG\r\n\x1a\n", "images"),
            ("a.qqq", b"\x89PNG\r\n\x1a\n", ".qqq (this one looks like a PNG image)"),
            ("a.qqq", b"words", ".qqq"),
            ("README", b"words", "without an ending"),
            (".txt", b"words", "without an ending"),
        ] {
            let failure = Format::of(Path::new(path), bytes).unwrap_err();
            assert_eq!(failure.reason, Reason::UnknownFormat, "{path}");
            assert!(failure.message.contains(named), "{path}: {failure}");
            assert!(failure.message.contains("convert it"), "{path}: {failure}");
        }
    }

    #[test]
    fn a_file_without_bytes_is_empty_whatever_its_ending() {
        for path in ["a.txt", "a.md", "a.pdf", "a"] {
            assert_eq!(Format::of(Path::new(path), b"").unwrap_err().reason, Reason::Empty, "{path}");
        }
    }

    #[test]
    fn every_ending_that_is_promised_is_read_in_any_case() {
        for ending in crate::EXTENSIONS {
            for ending in [(*ending).to_owned(), ending.to_uppercase()] {
                assert!(Format::of(Path::new(&format!("paper.{ending}")), b"words").is_ok(), "{ending}");
            }
        }
    }
}
