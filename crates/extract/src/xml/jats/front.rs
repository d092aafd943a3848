//! What does the front of a JATS document say? Title, contributors, date, identifiers.

use apostille_corpus::{FrontMatter, Identifier, identifiers};

use crate::tree::Tree;

/// Kinds of dates, the first that is there counts.
const DATES: &[&str] = &["pub", "epub", "epub-ppub", "ppub", "collection"];

/// What the front says.
pub(super) fn read(tree: &Tree) -> FrontMatter {
    let root = tree.all().next().unwrap_or_default();
    let meta = tree.all().find(|node| matches!(tree.name(*node), "article-meta" | "book-meta"));
    let meta = meta.or_else(|| tree.named(tree.all(), "book-part-meta").next());
    let range = meta.map_or(0..0, |meta| tree.range(meta));
    let line = |name: &str| {
        tree.named(range.clone(), name).map(|node| tree.line(tree.range(node))).find(|text| !text.is_empty())
    };
    let title = title(tree, range.clone());
    let publisher = tree.named(tree.all(), "publisher-name").map(|node| tree.line(tree.range(node))).next();
    FrontMatter {
        title,
        authors: authors(tree, range.clone()),
        date: date(tree, range.clone()),
        kind: line("subject").or_else(|| tree.attribute(root, "article-type").map(|kind| kind.replace('-', " "))),
        language: tree.attribute(root, "lang").map(str::to_owned),
        publisher,
        identifiers: own_identifiers(tree, range),
    }
}

fn title(tree: &Tree, range: std::ops::Range<usize>) -> Option<String> {
    let group = range.clone().find(|node| matches!(tree.name(*node), "title-group" | "book-title-group"))?;
    let line = |names: &[&str]| {
        let found = tree.range(group).find(|node| names.contains(&tree.name(*node)))?;
        // A footnote to the title is none of it.
        let own = tree.inside(found).filter(|node| {
            tree.ancestors(*node)
                .take_while(|above| *above != found)
                .all(|above| !matches!(tree.name(above), "xref" | "fn"))
        });
        let text: String = own.map(|node| tree.text(node)).collect();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    };
    let title = line(&["article-title", "book-title", "title"])?;
    Some(match line(&["subtitle"]) {
        Some(subtitle) => format!("{}: {subtitle}", title.trim_end_matches(':')),
        None => title,
    })
}

fn authors(tree: &Tree, range: std::ops::Range<usize>) -> Vec<String> {
    let contributors = tree
        .named(range, "contrib")
        .filter(|node| tree.attribute(*node, "contrib-type").is_none_or(|kind| kind.starts_with("author")));
    contributors.filter_map(|contributor| name(tree, contributor)).collect()
}

fn name(tree: &Tree, contributor: usize) -> Option<String> {
    let line = |name: &str| tree.named(tree.range(contributor), name).map(|node| tree.line(tree.range(node))).next();
    let parts = [line("given-names"), line("surname")];
    let whole = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(whole).filter(|name| !name.is_empty()).or_else(|| line("string-name")).or_else(|| line("collab"))
}

fn date(tree: &Tree, range: std::ops::Range<usize>) -> Option<String> {
    let dates: Vec<usize> = tree.named(range, "pub-date").collect();
    let kind = |node: usize| tree.attribute(node, "pub-type").or_else(|| tree.attribute(node, "date-type"));
    let known = DATES.iter().find_map(|wanted| dates.iter().find(|node| kind(**node) == Some(wanted)));
    let chosen = *known.or_else(|| dates.first())?;
    let part = |name: &str| tree.child(chosen, name).map(|node| tree.line(tree.range(node)));
    let number = |text: String| text.parse::<u32>().ok();
    let year = part("year")?;
    Some(match (part("month").and_then(number), part("day").and_then(number)) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year,
    })
}

fn own_identifiers(tree: &Tree, range: std::ops::Range<usize>) -> Vec<Identifier> {
    let line = |node: usize| tree.line(tree.range(node));
    let given = |scheme: &str, value: String| Identifier { scheme: scheme.to_owned(), value };
    let dois = range.clone().filter(|node| matches!(tree.name(*node), "article-id" | "book-id" | "book-part-id"));
    let dois = dois.filter(|node| {
        ["pub-id-type", "book-id-type", "book-part-id-type"].iter().any(|key| tree.attribute(*node, key) == Some("doi"))
    });
    let dois = dois.map(|node| identifiers::of(&line(node)).unwrap_or_else(|| given("doi", line(node))));
    let isbns = tree.named(range.clone(), "isbn").map(|node| given("isbn", line(node)));
    let issns = tree.named(tree.all(), "issn").take(2).map(|node| given("issn", line(node)));
    let addresses = tree.named(range, "self-uri").filter_map(|node| identifiers::of(tree.attribute(node, "href")?));
    dois.chain(isbns).chain(issns).chain(addresses).collect()
}
