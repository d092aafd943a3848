//! What holds for any file at all.

use std::path::Path;

use apostille_corpus::{BlockKind, Manuscript};
use apostille_extract::read;
use proptest::prelude::*;

/// Letters in reading order: of labels, of text and of references. Superscript letters become ordinary ones, so the
/// text is limited to letters that are nobody's superscript.
fn letters(manuscript: &Manuscript) -> Vec<char> {
    let mut text = String::new();
    for block in manuscript.pages.iter().flat_map(|page| &page.blocks) {
        if let BlockKind::NoteBody(label) = &block.kind {
            text.push_str(label);
        }
        for run in &block.runs {
            text.push_str(run.cites.as_deref().unwrap_or(&run.text));
        }
    }
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Text with everything in it that could be taken for a mark.
fn marked_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Záéñç ]{1,12}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\u{c}".to_owned()),
        Just("\r\n".to_owned()),
        Just("# ".to_owned()),
        Just("[^a]: b".to_owned()),
        "[\\\\*_\\[\\]^<>#:$.=~-]{1,4}",
        Just("[^a]".to_owned()),
        Just("https://a.b/c*d ".to_owned()),
        Just("\u{ad}\n".to_owned()),
        Just("---\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| format!("Text {}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in ["a.txt", "a.md", "a.pdf", "a"] {
            if let Err(failure) = read(Path::new(name), &bytes) {
                prop_assert!(failure.message.contains(": "), "{} has no remedy", failure);
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused_with_front_matter_too(text in "(---\n)?(\\PC|\n|: |- |\\*|`|\\||<|\\[\\^1\\]){0,200}") {
        for name in ["a.txt", "a.md"] {
            let _ = read(Path::new(name), text.as_bytes());
        }
    }

    #[test]
    fn no_letter_of_a_text_file_is_lost(text in marked_text()) {
        let manuscript = read(Path::new("a.txt"), text.as_bytes()).unwrap();
        let wanted: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        prop_assert_eq!(letters(&manuscript), wanted);
    }

    #[test]
    fn words_keep_their_letters_and_order_in_markdown(words in proptest::collection::vec("[a-záéíóúñ]{1,9}", 1..60)) {
        let manuscript = read(Path::new("a.md"), words.join(" ").as_bytes()).unwrap();
        prop_assert_eq!(letters(&manuscript), words.concat().chars().collect::<Vec<_>>());
    }
}
