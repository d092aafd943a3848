//! OpenDocument text (ODT): OpenDocument 1.3 in a ZIP package.
//!
//! Tracked deletions, annotations and the codes of fields stay out. Notes have the labels that the file shows.

use apostille_corpus::Manuscript;

use crate::Failure;
use crate::office::damaged;
use crate::office::element::{Broken, Piece, Pieces};
use crate::office::package::{Package, broken, password, wrong_ending};
use crate::office::properties::Properties;

mod body;
mod lists;
mod notes;
mod styles;
mod text;

use body::Reading;
use styles::Styles;

/// What the ending promises.
const PROMISED: &str = "an OpenDocument text (ODT)";

/// Reads an OpenDocument text.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let mut package = Package::open(bytes, PROMISED)?;
    check(&mut package)?;
    let content = package.needed("content.xml")?;
    let mut styles = Styles::default();
    if let Some(text) = package.optional("styles.xml")? {
        package.warnings.extend(styles.read(&text).err().map(|why| damaged("styles.xml", &why.to_string())));
    }
    let mut properties = Properties::default();
    if let Some(text) = package.optional("meta.xml")? {
        package.warnings.extend(meta(&text, &mut properties).err().map(|why| damaged("meta.xml", &why.to_string())));
    }
    // Damage to the text is met again, and said, when it is read as such.
    let _ = styles.read(&content);
    let mut reading = Reading::new(&styles, &mut package);
    let damage = reading.read(&content).err();
    let (pages, titled, failure) = reading.finish();
    failure.map_or(Ok(()), Err)?;
    properties.titled = titled;
    let front_matter = properties.front_matter(&pages[0].blocks);
    match damage {
        Some(why) if pages[0].blocks.is_empty() => return Err(broken(PROMISED, &why.to_string())),
        why => package.warnings.extend(why.map(|why| damaged("the text", &why.to_string()))),
    }
    Ok(Manuscript { format: "odt".to_owned(), front_matter, pages, warnings: package.warnings })
}

/// Whether the package is a text, and one that may be read.
fn check(package: &mut Package<'_>) -> Result<(), Failure> {
    if package.optional("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(password(PROMISED));
    }
    let kind = package.optional("mimetype")?.unwrap_or_default();
    match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some("spreadsheet") => Err(wrong_ending(PROMISED, "a spreadsheet (ODS)")),
        Some("presentation") => Err(wrong_ending(PROMISED, "slides (ODP)")),
        Some("graphics") => Err(wrong_ending(PROMISED, "a drawing (ODG)")),
        _ => Ok(()),
    }
}

/// The metadata (OpenDocument 1.3 part 3, 4.3). `dc:creator` and `dc:date` are those of the last change.
fn meta(text: &str, properties: &mut Properties) -> Result<(), Broken> {
    let mut pieces = Pieces::of(text);
    let mut changed_by = None;
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else { continue };
        let field = match element.name() {
            "title" => &mut properties.title,
            "initial-creator" => &mut properties.creator,
            "creator" => &mut changed_by,
            "creation-date" => &mut properties.created,
            "date" => &mut properties.modified,
            "language" => &mut properties.language,
            "publisher" => &mut properties.publisher,
            "user-defined" => {
                let name = element.attribute("name").unwrap_or_default();
                properties.add_custom(name, pieces.text_inside()?);
                continue;
            }
            _ => continue,
        };
        *field = Some(pieces.text_inside()?);
    }
    properties.creator = properties.creator.take().or(changed_by);
    Ok(())
}

#[cfg(test)]
mod tests;
