//! Where do printed pages begin in an e-book or a page made from print?

use crate::tree::Tree;

/// The printed label of the page that an element begins; none if it begins no page. The label itself may be unknown.
#[expect(clippy::option_option, reason = "whether a page begins, and whether its label is known, are two questions")]
pub(super) fn label(tree: &Tree, node: usize) -> Option<Option<String>> {
    let named = |attribute: &str, wanted: &str| {
        tree.attribute(node, attribute).is_some_and(|value| value.split_ascii_whitespace().any(|token| token == wanted))
    };
    if !named("epub:type", "pagebreak") && !named("role", "doc-pagebreak") {
        return None;
    }
    let text = tree.line(tree.range(node));
    let attribute = |name: &str| tree.attribute(node, name).map(str::to_owned);
    let written = attribute("title").or_else(|| attribute("aria-label")).filter(|label| !label.trim().is_empty());
    let label =
        written.or_else(|| Some(text).filter(|text| !text.is_empty())).or_else(|| of_name(tree.attribute(node, "id")?));
    Some(label.map(|label| bare(&label)))
}

/// The label that a name ends with: `page_12`, `pg-xiv`.
fn of_name(name: &str) -> Option<String> {
    let rest = ["page", "pg", "p"]
        .iter()
        .find_map(|prefix| name.to_ascii_lowercase().strip_prefix(prefix).map(str::to_owned))?;
    let label = rest.trim_start_matches(['-', '_', '.']);
    (!label.is_empty() && label.len() <= 6).then(|| label.to_owned())
}

/// `Page 12`, `p. 12`: the label is what is printed on the page.
fn bare(label: &str) -> String {
    let trimmed = label.trim().trim_end_matches(['.', ' ']);
    trimmed.rsplit(' ').next().unwrap_or(trimmed).to_owned()
}
