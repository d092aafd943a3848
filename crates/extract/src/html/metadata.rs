//! What does a web page say of itself? Highwire and Dublin Core tags, Open Graph, JSON-LD, and its title.

use apostille_corpus::{FrontMatter, Identifier};

use super::json_ld;
use super::names::{forename_first, is_title, title_on};
use crate::tree::Tree;

/// Names of `<meta>` for each field, the first that has a value counts. Sources: Google Scholar's inclusion guidelines
/// (Highwire tags), DCMI Metadata Terms, the Open Graph protocol, PRISM.
const TITLES: &[&str] = &["citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"];
const AUTHORS: &[&str] = &["citation_author", "citation_authors", "dc.creator", "dcterms.creator", "author"];
const DATES: &[&str] = &[
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "prism.publicationdate",
    "article:published_time",
    "dcterms.created",
    "date",
];
const KINDS: &[&str] = &["dc.type", "dcterms.type", "citation_article_type"];
const LANGUAGES: &[&str] = &["citation_language", "dc.language", "dcterms.language", "og:locale"];
const PUBLISHERS: &[&str] = &[
    "citation_publisher",
    "citation_technical_report_institution",
    "citation_dissertation_institution",
    "dc.publisher",
    "dcterms.publisher",
];
/// Names that hold an identifier, and its scheme; none where the value tells it.
const IDENTIFIERS: &[(&str, Option<&str>)] = &[
    ("citation_doi", Some("doi")),
    ("prism.doi", Some("doi")),
    ("citation_isbn", Some("isbn")),
    ("citation_issn", Some("issn")),
    ("prism.issn", Some("issn")),
    ("dc.identifier", None),
    ("dcterms.identifier", None),
];

/// What a page says of itself.
pub(super) fn read(tree: &Tree) -> FrontMatter {
    let metas = Metas::of(tree);
    let data = json_ld::read(tree);
    let heading = |node| tree.line(tree.range(node)).trim_end_matches(['¶', '#', ' ']).to_owned();
    let headings: Vec<String> = tree.named(tree.all(), "h1").map(heading).collect();
    let site = metas.first(&["og:site_name", "application-name"]);
    let own =
        || tree.named(tree.all(), "title").map(|node| tree.line(tree.range(node))).find(|title| !title.is_empty());
    let title =
        metas.first(&TITLES[..3]).or_else(|| data.title.clone()).or_else(|| metas.first(&TITLES[3..])).or_else(own);
    let html = tree.named(tree.all(), "html").next();
    let lang = html.and_then(|html| tree.attribute(html, "lang").or_else(|| tree.attribute(html, "xml:lang")));
    let authors = metas.every(AUTHORS);
    FrontMatter {
        title: title.map(|title| title_on(&title, &headings, site.as_deref())).filter(|title| is_title(title)),
        authors: if authors.is_empty() { data.authors } else { authors },
        date: metas.first(DATES).map(|date| date.replace('/', "-")).or(data.date),
        kind: metas.first(KINDS).filter(|kind| !matches!(kind.to_lowercase().as_str(), "text" | "article" | "website")),
        language: metas
            .first(LANGUAGES)
            .or_else(|| lang.map(str::to_owned))
            .or(data.language)
            .filter(|l| !l.trim().is_empty()),
        publisher: metas.first(PUBLISHERS).or(data.publisher).or(site),
        identifiers: identifiers(&metas, data.identifiers, address(tree).or_else(|| metas.first(&["og:url"]))),
    }
}

/// The page's own address, if it says so.
pub(super) fn address(tree: &Tree) -> Option<String> {
    let canonical = tree.named(tree.all(), "link").find(|node| tree.attribute(*node, "rel") == Some("canonical"))?;
    tree.attribute(canonical, "href").map(str::to_owned).filter(|address| address.starts_with("http"))
}

fn identifiers(metas: &Metas, more: Vec<String>, address: Option<String>) -> Vec<Identifier> {
    let mut found = Vec::new();
    for (name, scheme) in IDENTIFIERS {
        for value in metas.every(&[*name]) {
            found.extend(
                apostille_corpus::identifiers::of(&value)
                    .or_else(|| scheme.map(|scheme| Identifier { scheme: scheme.to_owned(), value })),
            );
        }
    }
    found.extend(more.iter().filter_map(|value| apostille_corpus::identifiers::of(value)));
    found.extend(address.and_then(|address| apostille_corpus::identifiers::of(&address)));
    let mut seen = std::collections::HashSet::new();
    found.retain(|identifier| seen.insert(identifier.clone()));
    found
}

/// The `<meta>` elements of a page: names in lower case, values.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(tree: &Tree) -> Metas {
        let meta = |node: usize| {
            let name = ["name", "property", "itemprop"].iter().find_map(|key| tree.attribute(node, key))?;
            let value = tree.attribute(node, "content")?.split_whitespace().collect::<Vec<_>>().join(" ");
            (!value.is_empty()).then(|| (name.trim().to_ascii_lowercase(), value))
        };
        Metas(tree.named(tree.all(), "meta").filter_map(meta).collect())
    }

    /// The value of the first of the names that has one.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()))
    }

    /// Every value of the first of the names that has one, people's names as they are read.
    fn every(&self, names: &[&str]) -> Vec<String> {
        let values = |name: &&str| -> Vec<String> {
            let own = self.0.iter().filter(|(other, _)| other == name);
            own.map(|(_, value)| if name.ends_with("identifier") { value.clone() } else { forename_first(value) })
                .collect()
        };
        names.iter().map(values).find(|values| !values.is_empty()).unwrap_or_default()
    }
}
