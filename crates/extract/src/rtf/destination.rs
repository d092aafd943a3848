//! Where does the text of a group go? Into the document, into its properties, or nowhere.

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the document.
    Text,
    /// Nowhere.
    Nowhere,
    /// The fonts: only their numbers and character sets count.
    Fonts,
    /// The names of the styles.
    Styles,
    /// The document's properties, each a group of its own.
    Information,
    /// The title among the properties.
    Title,
    /// The author among the properties.
    Author,
    /// The day on which the document was made.
    Created,
    /// The label that a list item shows.
    Label,
}

/// Destinations whose text is not the document's and that older readers know, so that no star says so.
const NOWHERE: &[&str] = &[
    "aftncn",
    "aftnsep",
    "aftnsepc",
    "annotation",
    "atnid",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "comment",
    "doccomm",
    "filetbl",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "keywords",
    "listoverridetable",
    "listtable",
    "nonesttables",
    "nonshppict",
    "objdata",
    "objclass",
    "objname",
    "pict",
    "private",
    "revtbl",
    "rxe",
    "shprslt",
    "sp",
    "tc",
    "tcn",
    "template",
    "txe",
    "xe",
];

/// Destinations that are marked as optional and hold text of the document.
const OPTIONAL_TEXT: &[&str] = &["do", "dptxbxtext", "fldrslt", "footnote", "shpinst", "shptxt"];

impl Destination {
    /// The destination that a control word at the start of a group names, if it is one.
    pub(super) fn named(word: &str, is_optional: bool) -> Option<Destination> {
        match word {
            "fonttbl" => Some(Destination::Fonts),
            "stylesheet" => Some(Destination::Styles),
            "info" => Some(Destination::Information),
            "listtext" | "pntext" => Some(Destination::Label),
            _ if NOWHERE.contains(&word) => Some(Destination::Nowhere),
            _ if is_optional && !OPTIONAL_TEXT.contains(&word) => Some(Destination::Nowhere),
            _ => None,
        }
    }

    /// The property that a control word among the properties names.
    pub(super) fn of_property(word: &str) -> Destination {
        match word {
            "title" => Destination::Title,
            "author" => Destination::Author,
            "creatim" => Destination::Created,
            _ => Destination::Nowhere,
        }
    }
}
