//! Which labels does the file give its pages? The number tree `/PageLabels` of the catalog (ISO 32000-1, 12.4.2).

use apostille_corpus::numerals::{letters, roman};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as Text};

use super::strings;

/// How deep the tree may be.
const DEEPEST: usize = 8;
/// How many ranges of pages it may have.
const MOST: usize = 10_000;

/// A range of pages that are labelled alike.
struct Range {
    from: usize,
    style: Option<u8>,
    prefix: String,
    first: u32,
}

/// The label of each of `count` pages; nothing if the file gives none.
pub(super) fn of(pdf: &Pdf, count: usize) -> Vec<Option<String>> {
    let mut ranges = Vec::new();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    if let Some(tree) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("PageLabels")) {
        collect(&tree, DEEPEST, &mut ranges);
    }
    ranges.sort_by_key(|range| range.from);
    (0..count)
        .map(|page| {
            let range = ranges.iter().rev().find(|range| range.from <= page)?;
            let number = range.first.saturating_add((page - range.from) as u32);
            let label = format!("{}{}", range.prefix, written(number, range.style));
            (!label.is_empty()).then_some(label)
        })
        .collect()
}

fn collect(node: &Dict<'_>, depth: usize, ranges: &mut Vec<Range>) {
    if depth == 0 || ranges.len() > MOST {
        return;
    }
    if let Some(numbers) = node.get::<Array<'_>>("Nums") {
        let objects: Vec<Object<'_>> = numbers.iter::<Object<'_>>().take(2 * MOST).collect();
        ranges.extend(objects.chunks_exact(2).filter_map(|pair| range(&pair[0], &pair[1])));
    }
    for kid in node.get::<Array<'_>>("Kids").iter().flat_map(|kids| kids.iter::<Dict<'_>>()).take(MOST) {
        collect(&kid, depth - 1, ranges);
    }
}

fn range(key: &Object<'_>, value: &Object<'_>) -> Option<Range> {
    let (Object::Number(from), Object::Dict(label)) = (key, value) else { return None };
    let style = label.get::<Name<'_>>("S").and_then(|style| style.as_str().bytes().next());
    let prefix = label.get::<Text<'_>>("P").map(|prefix| strings::decoded(prefix.as_bytes())).unwrap_or_default();
    let first = label.get::<u32>("St").unwrap_or(1);
    Some(Range { from: usize::try_from(from.as_i64()).ok()?, style, prefix, first })
}

/// A number in a style: decimal, roman, letters (a to z, aa to zz, ...).
fn written(number: u32, style: Option<u8>) -> String {
    match style {
        Some(b'D') => number.to_string(),
        Some(b'r') => roman(number),
        Some(b'R') => roman(number).to_uppercase(),
        Some(b'a') => letters(number),
        Some(b'A') => letters(number).to_uppercase(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_written_in_their_style() {
        let cases =
            [(4, b'r', "iv"), (14, b'R', "XIV"), (28, b'a', "bb"), (3, b'A', "C"), (31, b'D', "31"), (2, b'x', "")];
        for (number, style, label) in cases {
            assert_eq!(written(number, Some(style)), label);
        }
    }
}
