//! Word (DOCX, DOCM): WordprocessingML in a ZIP package (ECMA-376).
//!
//! Tracked changes are read as accepted, and what is not the document's text stays out: comments, field codes, headers,
//! feet. Notes are numbered by the order of their references, since the file does not say their numbers.

use apostille_corpus::{Manuscript, Warning};

use crate::Failure;
use crate::office::damaged;
use crate::office::element::{Broken, Piece, Pieces};
use crate::office::package::{Package, broken};
use crate::office::properties::Properties;

mod body;
mod fields;
mod marks;
mod notes;
mod numbering;
mod relations;
mod styles;

use body::Reading;
use notes::Notes;
use numbering::Numbering;
use relations::Parts;
use styles::Styles;

/// What the ending promises.
const PROMISED: &str = "a Word (DOCX) document";

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let mut package = Package::open(bytes, PROMISED)?;
    let parts = Parts::of(&mut package)?;
    let main = package.needed(&parts.main)?;
    let styles = part(&mut package, &parts.styles, Styles::of)?;
    let numbering = part(&mut package, &parts.numbering, Numbering::of)?;
    let settings = package.optional(&parts.settings)?.unwrap_or_default();
    let mut properties = part(&mut package, &parts.core, core)?;
    properties.custom = part(&mut package, &parts.custom, custom)?.custom;
    let mut reading = Reading::new(&styles, numbering, Notes::labelled_by(&settings, &main));
    for (name, class) in [(&parts.footnotes, notes::Class::Footnote), (&parts.endnotes, notes::Class::Endnote)] {
        let Some(text) = package.optional(name)? else { continue };
        package.warnings.extend(reading.read_notes(&text, class).err().map(|why| damaged(name, &why.to_string())));
    }
    let damage = reading.read_inside(&mut Pieces::of(&main)).err();
    properties.titled = reading.title.take();
    let pages = reading.stories.into_pages();
    let blocks = pages.iter().map(|page| page.blocks.len()).sum::<usize>();
    let warning = warning(damage, blocks)?;
    let warnings = package.warnings.into_iter().chain(warning).collect();
    let front_matter = properties.front_matter(&pages[0].blocks);
    Ok(Manuscript { format: "docx".to_owned(), front_matter, pages, warnings })
}

/// Damage to the main part is a warning if something stands before it.
fn warning(damage: Option<Broken>, blocks: usize) -> Result<Option<Warning>, Failure> {
    match damage {
        Some(why) if blocks == 0 => Err(broken(PROMISED, &why.to_string())),
        why => Ok(why.map(|why| damaged("the text", &why.to_string()))),
    }
}

/// What a part that can be done without says; what it would if it were empty, where it is absent or damaged.
fn part<T: Default>(
    package: &mut Package<'_>,
    name: &str,
    read: impl Fn(&str, &mut T) -> Result<(), Broken>,
) -> Result<T, Failure> {
    let mut value = T::default();
    if let Some(text) = package.optional(name)? {
        package.warnings.extend(read(&text, &mut value).err().map(|why| damaged(name, &why.to_string())));
    }
    Ok(value)
}

/// The core properties (ECMA-376 part 2, 8).
fn core(text: &str, properties: &mut Properties) -> Result<(), Broken> {
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else { continue };
        let field = match element.name() {
            "title" => &mut properties.title,
            "creator" => &mut properties.creator,
            "created" => &mut properties.created,
            "modified" => &mut properties.modified,
            "language" => &mut properties.language,
            _ => continue,
        };
        *field = Some(pieces.text_inside()?);
    }
    Ok(())
}

/// Properties that the user named (ECMA-376 part 1, 22.3).
fn custom(text: &str, properties: &mut Properties) -> Result<(), Broken> {
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else { continue };
        if let ("property", Some(name)) = (element.name(), element.attribute("name")) {
            properties.add_custom(name, pieces.text_inside()?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
