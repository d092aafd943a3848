//! What does an e-book's package say of it? The Dublin Core of its OPF.

use apostille_corpus::{FrontMatter, Identifier, identifiers};
use rbook::Epub;
use rbook::ebook::metadata::TitleKind;

use crate::html::{forename_first, is_title};

/// What the package says.
pub(super) fn front_matter(epub: &Epub) -> FrontMatter {
    let metadata = epub.metadata();
    let first = |property: &str| {
        metadata.by_property(property).map(|entry| entry.value().trim().to_owned()).find(|v| !v.is_empty())
    };
    let subtitle = metadata.titles().find(|title| title.kind() == TitleKind::Subtitle).map(|title| title.value());
    let title = metadata.title().map(|title| title.value().trim()).filter(|title| is_title(title));
    let wrote = |role: Option<&str>| role.is_none_or(|role| matches!(role, "aut" | "author" | "cre" | ""));
    let creators = metadata.creators().filter(|creator| wrote(creator.main_role().as_ref().map(|role| role.code())));
    FrontMatter {
        title: title
            .map(|title| subtitle.map_or_else(|| title.to_owned(), |subtitle| format!("{title}: {}", subtitle.trim()))),
        authors: creators.map(|creator| forename_first(creator.value())).collect(),
        date: first("dc:date"),
        kind: first("dc:type").filter(|kind| !kind.eq_ignore_ascii_case("text")),
        language: first("dc:language"),
        publisher: first("dc:publisher"),
        identifiers: own_identifiers(epub),
    }
}

fn own_identifiers(epub: &Epub) -> Vec<Identifier> {
    let given = |entry: rbook::epub::metadata::EpubIdentifier<'_>| {
        let scheme = entry.scheme().map(|scheme| scheme.code().to_lowercase());
        identifiers::of(entry.value()).or_else(|| {
            let scheme = scheme.filter(|scheme| matches!(scheme.as_str(), "isbn" | "doi" | "issn"))?;
            Some(Identifier { scheme, value: entry.value().trim().to_owned() })
        })
    };
    epub.metadata().identifiers().filter_map(given).collect()
}
