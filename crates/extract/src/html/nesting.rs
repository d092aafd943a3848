//! How deep do the elements of a page stand in one another? Asked before a tree is made of them.
//!
//! The tree builder of the HTML standard looks through all open elements at most tags, so that its time grows with the
//! square of the depth, and what walks a tree by recursion runs out of stack.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::tree::DEEPEST;

/// Elements that nothing stands in.
const VOID: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
    b"track", b"wbr",
];

/// Elements whose end may be left out, or often is: they never stand directly in their like.
const UNENDED: &[&[u8]] = &[
    b"a",
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"tr",
    b"td",
    b"th",
    b"thead",
    b"tbody",
    b"tfoot",
    b"option",
    b"optgroup",
    b"rp",
    b"rt",
    b"html",
    b"head",
    b"body",
    b"colgroup",
    b"caption",
];

/// How far back an end tag looks for its start.
const REACH: usize = 64;

/// Whether elements stand deeper in one another than is read.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<Vec<u8>> = Vec::new();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) if !VOID.contains(&&tag.name[..]) && !UNENDED.contains(&&tag.name[..]) => {
                open.push(tag.name.to_vec());
            }
            Token::EndTag(tag) => {
                let near = open.len().saturating_sub(REACH);
                if let Some(at) = open[near..].iter().rposition(|name| name[..] == tag.name[..]) {
                    open.truncate(near + at);
                }
            }
            _ => {}
        }
        if open.len() > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_as_elements_stand_and_not_by_tags() {
        assert!(is_too_deep(&"<div>".repeat(100_000)));
        assert!(is_too_deep(&"<b>x".repeat(2000)));
        assert!(!is_too_deep(&"<p>one<br><li>two<img><td>three".repeat(100_000)));
        assert!(!is_too_deep(&"<div><b>x</div>".repeat(100_000)));
        assert!(!is_too_deep(&format!("<script>{}</script>", "'<div>'".repeat(5000))));
    }
}
