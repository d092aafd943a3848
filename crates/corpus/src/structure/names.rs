//! Which headings have a name that says what stands under them? Notes, references, abstract, biographies; en and es.

use crate::anchor;

/// What a heading's name says of what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// A list of notes.
    Notes,
    /// Works that are referred to: back matter, and no notes.
    References,
    /// Who wrote it, thanks: back matter.
    Back,
    /// Abstract, keywords: front matter.
    Front,
    /// A heading as any other, known by its name.
    Section,
}

const NAMES: &[(&str, Named)] = &[
    ("notes", Named::Notes),
    ("endnotes", Named::Notes),
    ("end notes", Named::Notes),
    ("footnotes", Named::Notes),
    ("notas", Named::Notes),
    ("notas al pie", Named::Notes),
    ("notas a pie de página", Named::Notes),
    ("notas al pie de página", Named::Notes),
    ("notas al final", Named::Notes),
    ("notas finales", Named::Notes),
    ("citas", Named::Notes),
    ("notes and references", Named::Notes),
    ("notas y referencias", Named::Notes),
    ("references", Named::References),
    ("bibliography", Named::References),
    ("works cited", Named::References),
    ("selected bibliography", Named::References),
    ("referencias", Named::References),
    ("bibliografía", Named::References),
    ("referencias bibliográficas", Named::References),
    ("obras citadas", Named::References),
    ("fuentes", Named::References),
    ("sources", Named::References),
    ("about the author", Named::Back),
    ("about the authors", Named::Back),
    ("author biographies", Named::Back),
    ("the authors", Named::Back),
    ("biographies", Named::Back),
    ("acknowledgements", Named::Back),
    ("acknowledgments", Named::Back),
    ("sobre el autor", Named::Back),
    ("sobre la autora", Named::Back),
    ("sobre los autores", Named::Back),
    ("sobre las autoras", Named::Back),
    ("acerca de los autores", Named::Back),
    ("acerca de las autoras", Named::Back),
    ("acerca del autor", Named::Back),
    ("acerca de la autora", Named::Back),
    ("semblanzas", Named::Back),
    ("agradecimientos", Named::Back),
    ("about the project", Named::Back),
    ("abstract", Named::Front),
    ("resumen", Named::Front),
    ("keywords", Named::Front),
    ("key words", Named::Front),
    ("palabras clave", Named::Front),
    ("introduction", Named::Section),
    ("introducción", Named::Section),
    ("conclusion", Named::Section),
    ("conclusions", Named::Section),
    ("conclusión", Named::Section),
    ("conclusiones", Named::Section),
    ("executive summary", Named::Section),
    ("resumen ejecutivo", Named::Section),
    ("recommendations", Named::Section),
    ("recomendaciones", Named::Section),
];

/// What the name of a heading says, whatever its case, number, or closing colon.
pub(crate) fn named(heading: &str) -> Option<Named> {
    if heading.len() > 64 {
        return None;
    }
    let bare = anchor::bare(heading).to_lowercase();
    let name = bare.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '#' | '*' | '_'));
    let name = name.trim_end_matches([':', '.', '*', '_', ' ']);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, what)| *what)
}
