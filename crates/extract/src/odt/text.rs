//! What is text? White space, elements that hold none of the document's, and formulas.

use crate::office::element::{Element, Piece, Pieces};

/// Elements whose text is not the document's: deleted and annotated text, descriptions of pictures, sources of indexes.
pub(super) fn is_passed_over(element: &Element<'_>) -> bool {
    let is_hidden = || element.attribute("display").is_some_and(|display| display == "none");
    match element.name() {
        "tracked-changes" | "annotation" | "forms" | "desc" | "ruby-text" | "binary-data" | "event-listeners"
        | "automatic-styles" | "font-face-decls" | "scripts" => true,
        "title" => element.prefix() == Some("svg"),
        "section" | "variable-set" => is_hidden(),
        name => name.ends_with("-source") || name.ends_with("-decls"),
    }
}

/// White space in a paragraph is one space (OpenDocument 1.3 part 3, 6.1.2).
pub(super) fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\r' | '\n' if out.ends_with(' ') => {}
            ' ' | '\t' | '\r' | '\n' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// The letters of a formula. One that breaks off says what it said before.
pub(super) fn formula_text(part: &str) -> String {
    let mut pieces = Pieces::of(part);
    let mut text = String::new();
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Open(element) if element.name() == "annotation" && pieces.skip().is_err() => break,
            Piece::Text(piece) => text.push_str(piece.trim()),
            Piece::Open(_) | Piece::Close => {}
        }
    }
    text
}
