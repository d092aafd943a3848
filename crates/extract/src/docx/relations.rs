//! Which part of the package is which? As the relationships say, and by their usual names where those are missing.

use crate::Failure;
use crate::office::element::{Piece, Pieces};
use crate::office::package::Package;

/// The names of the parts that are read.
pub(super) struct Parts {
    pub(super) main: String,
    pub(super) styles: String,
    pub(super) numbering: String,
    pub(super) settings: String,
    pub(super) footnotes: String,
    pub(super) endnotes: String,
    pub(super) core: String,
    pub(super) custom: String,
}

/// Relationships as pairs of the last word of their type and the name of their part.
struct Relations(Vec<(String, String)>);

impl Parts {
    /// The parts of a package.
    pub(super) fn of(package: &mut Package<'_>) -> Result<Parts, Failure> {
        let whole = Relations::of(package, "_rels/.rels", "")?;
        let main = whole.target("officeDocument", "word/document.xml");
        let (folder, file) = main.rsplit_once('/').map_or(("", main.as_str()), |(folder, file)| (folder, file));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let own = Relations::of(package, &format!("{folder}_rels/{file}.rels"), &folder)?;
        let part = |kind: &str| own.target(kind, &format!("{folder}{kind}.xml"));
        Ok(Parts {
            styles: part("styles"),
            numbering: part("numbering"),
            settings: part("settings"),
            footnotes: part("footnotes"),
            endnotes: part("endnotes"),
            core: whole.target("core-properties", "docProps/core.xml"),
            custom: whole.target("custom-properties", "docProps/custom.xml"),
            main,
        })
    }
}

impl Relations {
    fn of(package: &mut Package<'_>, name: &str, folder: &str) -> Result<Relations, Failure> {
        let text = package.optional(name)?.unwrap_or_default();
        let mut pieces = Pieces::of(&text);
        let mut relations = Vec::new();
        while let Ok(Some(piece)) = pieces.next() {
            let Piece::Open(element) = piece else { continue };
            let is_outside = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
            let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target")) else { continue };
            if let (false, Some(target)) = (is_outside, inside(&target, folder)) {
                relations.push((kind.rsplit('/').next().unwrap_or_default().to_owned(), target));
            }
        }
        Ok(Relations(relations))
    }

    fn target(&self, kind: &str, usual: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == kind);
        found.map_or_else(|| usual.to_owned(), |(_, target)| target.clone())
    }
}

/// The name of the part that a target means, seen from a folder; none if it climbs.
fn inside(target: &str, folder: &str) -> Option<String> {
    if target.split(['/', '\\']).any(|step| step == "..") {
        return None;
    }
    Some(target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned))
}
