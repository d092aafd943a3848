//! What an office document says of itself: title, authors, dates, language and identifiers, checked against its text.
//!
//! Word processors fill these in by themselves, often with what was in an earlier file, so the page is believed first.

use apostille_corpus::{Block, BlockKind, FrontMatter, Identifier, dates};

/// A document's properties, in its own words.
#[derive(Debug, Default)]
pub(crate) struct Properties {
    pub(crate) title: Option<String>,
    pub(crate) creator: Option<String>,
    /// When the file was made, or changed last where that is not known.
    pub(crate) created: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) publisher: Option<String>,
    /// Properties that the user named.
    pub(crate) custom: Vec<(String, String)>,
    /// The text of the paragraph that has the style of a title.
    pub(crate) titled: Option<String>,
}

/// What programs write as a title of their own, at its beginning and in lower case.
const NO_TITLES: &[&str] = &["microsoft word - ", "untitled", "document1", "documento1", "sin título", "powerpoint "];

/// What programs write as a creator, in lower case.
const NO_CREATORS: &[&str] = &[
    "user",
    "usuario",
    "admin",
    "administrator",
    "administrador",
    "author",
    "autor",
    "microsoft office user",
    "usuario de microsoft office",
    "python-docx",
    "un-named",
    "unknown",
    "owner",
    "propietario",
    "hp",
    "pc",
];

/// Names of properties that hold an identifier, in lower case, and its scheme.
const IDENTIFIERS: &[(&str, &str)] =
    &[("doi", "doi"), ("isbn", "isbn"), ("issn", "issn"), ("eli", "eli"), ("url", "url"), ("symbol", "un-symbol")];

/// How many blocks at the start may be a title page.
const TITLE_PAGE: usize = 20;

impl Properties {
    /// Takes note of a property that the user named.
    pub(crate) fn add_custom(&mut self, name: String, value: String) {
        if !value.trim().is_empty() {
            self.custom.push((name.to_lowercase(), value.trim().to_owned()));
        }
    }

    /// The front matter of a document with these blocks.
    pub(crate) fn front_matter(self, blocks: &[Block]) -> FrontMatter {
        let custom = |names: &[&str]| {
            let found = self.custom.iter().find(|(name, _)| names.contains(&name.as_str()));
            found.map(|(_, value)| value.clone())
        };
        let made = self.created.clone().or(self.modified.clone());
        let made = made.filter(|made| !has_date(blocks) && names_year(blocks, made));
        FrontMatter {
            title: self.checked_title(),
            authors: self.authors(),
            date: custom(&["date", "publication date", "date published", "fecha", "fecha de publicación"]).or(made),
            kind: custom(&["type", "document type", "tipo", "tipo de documento"]),
            language: filled(self.language.clone()).or_else(|| custom(&["language", "lang", "idioma"])),
            publisher: filled(self.publisher.clone()).or_else(|| custom(&["publisher", "editorial", "editor"])),
            identifiers: self.identifiers(),
        }
    }

    /// The title, unless a program made it up or a paragraph of the text is styled as another one.
    fn checked_title(&self) -> Option<String> {
        let title = filled(self.title.clone())?;
        let lower = title.to_lowercase();
        let made_up = NO_TITLES.iter().any(|start| lower.starts_with(start))
            || [".doc", ".docx", ".odt", ".rtf", ".dot", ".indd"].iter().any(|end| lower.ends_with(end));
        let another = self.titled.as_ref().is_some_and(|titled| {
            let (titled, title) = (letters(titled), letters(&title));
            !titled.is_empty() && !titled.contains(&title) && !title.contains(&titled)
        });
        (!made_up && !another).then_some(title)
    }

    /// The creators, but for the names of programs and accounts.
    fn authors(&self) -> Vec<String> {
        let creator = filled(self.creator.clone()).unwrap_or_default();
        let names = creator.split(';').map(str::trim);
        let names = names.filter(|name| name.chars().any(char::is_alphabetic));
        names.filter(|name| !NO_CREATORS.contains(&name.to_lowercase().as_str())).map(str::to_owned).collect()
    }

    fn identifiers(&self) -> Vec<Identifier> {
        let scheme = |name: &str| IDENTIFIERS.iter().find(|(known, _)| *known == name).map(|(_, scheme)| *scheme);
        let identifier = |(name, value): &(String, String)| {
            Some(Identifier { scheme: scheme(name)?.to_owned(), value: value.clone() })
        };
        self.custom.iter().filter_map(identifier).collect()
    }
}

/// Whether the title page gives a date, which is then better than the file's.
fn has_date(blocks: &[Block]) -> bool {
    let page = blocks.iter().take(TITLE_PAGE);
    let page = page.take_while(|block| !matches!(block.kind, BlockKind::Heading(2..) | BlockKind::Row));
    page.map(text).any(|text| text.split('\n').any(|line| dates::is_date_line(line.trim())))
}

/// Whether a text names the year in which its file was made, as one does that was written then: a file that was converted or
/// copied later says the year of that.
pub(crate) fn names_year(blocks: &[Block], made: &str) -> bool {
    let Some(year) = dates::parse(made).map(|date| date.year.to_string()) else { return false };
    let mut runs = blocks.iter().flat_map(|block| &block.runs);
    runs.any(|run| run.text.split(|c: char| !c.is_ascii_digit()).any(|number| number == year))
}

fn text(block: &Block) -> String {
    block.runs.iter().map(|run| run.text.as_str()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn filled(text: Option<String>) -> Option<String> {
    let text = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use apostille_corpus::Run;

    use super::*;

    fn properties(title: &str, titled: Option<&str>) -> Properties {
        Properties {
            title: Some(title.to_owned()),
            titled: titled.map(str::to_owned),
            created: Some("2020-01-02T03:04:05Z".to_owned()),
            ..Properties::default()
        }
    }

    #[test]
    fn a_title_is_believed_unless_the_page_says_otherwise() {
        for (title, titled, wanted) in [
            ("A Bridge too Far", None, Some("A Bridge too Far")),
            ("A Bridge\n too Far", Some("A bridge too far"), Some("A Bridge too Far")),
            ("Old template", Some("A bridge too far"), None),
            ("Microsoft Word - draft3.doc", None, None),
            ("draft3.docx", None, None),
            (" ", None, None),
        ] {
            assert_eq!(properties(title, titled).front_matter(&[]).title.as_deref(), wanted, "{title}");
        }
    }

    #[test]
    fn a_date_on_the_title_page_is_better_than_the_file_s() {
        let page = [Block::new(BlockKind::Plain, vec![Run::plain("May 2019")])];
        assert_eq!(properties("a", None).front_matter(&page).date, None);
    }

    #[test]
    fn the_date_of_a_file_counts_if_its_text_names_the_year() {
        for (text, date) in [
            ("the fees of 2020, as they stood in its last month,", Some("2020-01-02T03:04:05Z")),
            ("the fees of 2019, or 12020, as they stood then", None),
            ("", None),
        ] {
            let blocks = [Block::new(BlockKind::Paragraph, vec![Run::plain(text)])];
            assert_eq!(properties("a", None).front_matter(&blocks).date.as_deref(), date, "{text}");
        }
    }

    #[test]
    fn programs_are_no_authors_and_named_properties_count() {
        let mut named = Properties { creator: Some("Ana Ruiz; Usuario".to_owned()), ..Properties::default() };
        named.add_custom("DOI".to_owned(), "10.1000/182".to_owned());
        named.add_custom("Fecha".to_owned(), "2017".to_owned());
        let front = named.front_matter(&[]);
        assert_eq!(front.authors, ["Ana Ruiz"]);
        assert_eq!(front.date.as_deref(), Some("2017"));
        assert_eq!((front.identifiers[0].scheme.as_str(), front.identifiers[0].value.as_str()), ("doi", "10.1000/182"));
    }
}
