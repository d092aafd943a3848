//! What do names, roles and printed labels of elements say? The conventions of web pages, e-books and word processors.

use crate::runs::ordinary;
use crate::tree::Tree;

/// Roles, types and classes of a reference to a note: ARIA for digital publishing, EPUB structural semantics, and what
/// Pandoc, Markdown processors, WordPress, Word, LibreOffice and MediaWiki write.
const REFERENCE: &[&str] = &[
    "doc-noteref",
    "noteref",
    "footnote-ref",
    "footnote-reference",
    "footnoteref",
    "footnote_referrer",
    "fnref",
    "sdfootnoteanc",
    "sdendnoteanc",
    "msofootnotereference",
    "msoendnotereference",
    "easy-footnote",
    "modern-footnotes-footnote",
];

/// The same of a note's body.
const BODY: &[&str] = &[
    "doc-footnote",
    "doc-endnote",
    "footnote",
    "endnote",
    "rearnote",
    "note-body",
    "msofootnotetext",
    "msoendnotetext",
];

/// The same of a list of notes.
const LIST: &[&str] = &["doc-footnotes", "doc-endnotes", "footnotes", "endnotes", "rearnotes"];

/// The same of the way back from a note to its reference.
const BACK: &[&str] = &[
    "doc-backlink",
    "backlink",
    "footnote-back",
    "footnote-backref",
    "reversefootnote",
    "mw-cite-backlink",
    "backref",
    "footnote_backlink",
    "sdfootnotesym",
    "sdendnotesym",
];

/// What such ways back say.
const BACK_WORDS: &[&str] = &["back", "return", "volver", "regresar", "up", "back to text", "volver al texto"];

/// Beginnings of the names of notes, after which anything may stand.
const NOTE_NAMES: &[&str] =
    &["ftn", "fn", "edn", "footnote", "endnote", "cite_note", "sdfootnote", "sdendnote", "easy-footnote", "rearnote"];

/// Beginnings of the names of notes, after which a label must stand.
const LABELLED_NAMES: &[&str] = &["note", "nota", "en", "n", "nt", "pie"];

fn has_token(tree: &Tree, node: usize, tokens: &[&str]) -> bool {
    ["role", "epub:type", "class"]
        .iter()
        .filter_map(|name| tree.attribute(node, name))
        .any(|value| value.split_ascii_whitespace().any(|token| tokens.contains(&token.to_ascii_lowercase().as_str())))
}

/// Whether an element is named as a reference to a note.
pub(super) fn is_reference(tree: &Tree, node: usize) -> bool {
    has_token(tree, node, REFERENCE)
}

/// Whether an element is named as the body of a note.
pub(super) fn is_body(tree: &Tree, node: usize) -> bool {
    has_token(tree, node, BODY)
}

/// Whether an element is named as a list of notes.
pub(super) fn is_list(tree: &Tree, node: usize) -> bool {
    has_token(tree, node, LIST)
}

/// Whether an element is named, or reads, as a way back to the text.
pub(super) fn is_way_back(tree: &Tree, node: usize) -> bool {
    if has_token(tree, node, BACK) {
        return true;
    }
    let text = tree.line(tree.range(node));
    let bare = text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '\u{fe0e}' | '\u{fe0f}' | '.' | ' '));
    let arrows = !bare.is_empty()
        && bare.chars().all(|c| matches!(c, '↩' | '↑' | '^' | '⏎' | '⤴' | '↵' | '←' | '⬆' | '\u{fe0e}'));
    arrows || tree.name(node) == "a" && BACK_WORDS.contains(&bare.to_lowercase().as_str())
}

/// Whether an element is a link to the very place where it stands, as generators put it beside headings.
pub(super) fn is_permalink(tree: &Tree, node: usize) -> bool {
    tree.name(node) == "a"
        && tree.attribute(node, "href").is_some_and(|href| href.contains('#'))
        && matches!(tree.line(tree.range(node)).as_str(), "¶" | "#" | "🔗")
}

/// Whether a fragment is named as notes are: `fn1`, `_ftn1`, `footnote-1`, `cite_note-3`, `nota4`.
pub(super) fn names_note(fragment: &str) -> bool {
    let name = fragment.trim_start_matches('_').to_ascii_lowercase();
    let labelled = |prefix: &&str| {
        let rest = name.strip_prefix(*prefix).map(|rest| rest.trim_start_matches(['-', '_', ':', '.']));
        rest.is_some_and(|rest| !rest.is_empty() && rest.len() <= 4 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    !names_reference(fragment)
        && (NOTE_NAMES.iter().any(|prefix| name.starts_with(prefix)) || LABELLED_NAMES.iter().any(labelled))
}

/// Whether a fragment is named as the place that cites a note: `fnref1`, `_ftnref1`, `cite_ref-3`, `sdfootnote1anc`.
pub(super) fn names_reference(fragment: &str) -> bool {
    let name = fragment.to_ascii_lowercase();
    name.contains("ref") || name.ends_with("anc") || name.contains("back")
}

/// The label that a text prints, without brackets: a number, a Roman number, a letter, one or more signs.
pub(super) fn label(text: &str) -> Option<String> {
    let edges = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '.' | ',' | ':' | '^');
    let plain: String = text.chars().map(|c| ordinary(c).unwrap_or(c)).collect();
    let lower = plain.trim_matches(edges).to_lowercase();
    let word = ["footnote", "note", "nota", "fn"].iter().find_map(|word| lower.strip_prefix(word));
    let bare = match word.map(|rest| rest.trim_matches(edges)) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
        _ => plain.trim_matches(edges).to_owned(),
    };
    let all = |holds: fn(char) -> bool| !bare.is_empty() && bare.chars().all(holds);
    let count = bare.chars().count();
    let number = all(|c| c.is_ascii_digit()) && count <= 4;
    let roman = all(|c| "ivxlcIVXLC".contains(c)) && count <= 7;
    let letter = all(char::is_alphabetic) && count == 1;
    let signs = all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '‖')) && count <= 4;
    (number || roman || letter || signs).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbers_letters_and_signs() {
        for (text, wanted) in [
            ("[1]", Some("1")),
            (" (12) ", Some("12")),
            ("¹²", Some("12")),
            ("note 3", Some("3")),
            ("[Nota 4]", Some("4")),
            ("iv", Some("iv")),
            ("a", Some("a")),
            ("**", Some("**")),
            ("see note 5", None),
            ("notable", None),
            ("2015a", None),
            ("12345", None),
            ("", None),
        ] {
            assert_eq!(label(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn names_tell_notes_from_the_places_that_cite_them() {
        for (name, note) in [
            ("fn1", true),
            ("_ftn12", true),
            ("fn:kennedy", true),
            ("cite_note-Smith-3", true),
            ("sdfootnote1sym", true),
            ("note-7", true),
            ("nota7", true),
            ("fnref1", false),
            ("_ftnref1", false),
            ("cite_ref-3", false),
            ("sdfootnote1anc", false),
            ("notes", false),
            ("national", false),
            ("introduction", false),
        ] {
            assert_eq!(names_note(name), note, "{name}");
        }
    }
}
