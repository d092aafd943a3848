//! Which HTML elements part text into blocks? One list for web pages, for the bodies of notes, and for HTML in Markdown.

/// Elements that end the block before them and begin another: what the HTML Standard renders as blocks (15.3.3 and its
/// neighbours), table cells apart.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Whether an element of this name is a block; a cell is part of its row.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether an element of this name is a cell of a table.
pub(crate) fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}
