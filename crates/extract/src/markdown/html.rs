//! HTML inside Markdown: tags and comments go, the text between them stays, and what a tag says of a block is kept.

use apostille_corpus::BlockKind;
use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::blocks::Blocks;
use crate::html::elements::is_block;

/// Where a piece of HTML stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is blocks of its own.
    Block,
    /// It is a tag in a paragraph of Markdown.
    Inline,
}

/// Elements of drawings whose text is a block of its own, as an HTML element's is.
const DRAWN: &[&str] = &["svg", "text"];

/// Adds a piece of HTML to the document in the making.
pub(super) fn write(html: &str, place: Place, blocks: &mut Blocks) {
    let mut kind = BlockKind::Plain;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = name(&tag.name);
                kind = boundary(&name, place, kind, blocks, kind_of);
                start(&name, &tag, blocks);
            }
            Token::EndTag(tag) => {
                let name = name(&tag.name);
                kind = boundary(&name, place, kind, blocks, |_| BlockKind::Plain);
                end(&name, blocks);
            }
            Token::String(text) => blocks.push(&collapsed(&String::from_utf8_lossy(&text))),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    if place == Place::Block {
        blocks.end_as(kind);
    }
}

/// Whether the text begins with a tag or comment.
pub(super) fn begins_with_tag(text: &str) -> bool {
    let next = text.trim_start().strip_prefix('<').and_then(|rest| rest.chars().next());
    next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
}

/// At a tag of a block, ends the block so far; the kind of the next one, or of the one that goes on.
fn boundary(
    name: &str,
    place: Place,
    kind: BlockKind,
    blocks: &mut Blocks,
    next: impl Fn(&str) -> BlockKind,
) -> BlockKind {
    if place == Place::Inline || !(is_block(name) || DRAWN.contains(&name)) {
        return kind;
    }
    blocks.end_as(kind);
    next(name)
}

fn kind_of(name: &str) -> BlockKind {
    match name {
        "h1" => BlockKind::Heading(1),
        "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" => BlockKind::Heading(4),
        "h5" => BlockKind::Heading(5),
        "h6" => BlockKind::Heading(6),
        "p" | "blockquote" | "pre" => BlockKind::Paragraph,
        "li" => BlockKind::Item("-".to_owned()),
        "tr" => BlockKind::Row,
        _ => BlockKind::Plain,
    }
}

fn start(name: &str, tag: &StartTag<()>, blocks: &mut Blocks) {
    match name {
        "em" | "i" | "strong" | "b" | "cite" => blocks.emphasis += 1,
        "sup" => blocks.raised += 1,
        "script" | "style" | "template" | "noscript" | "iframe" => blocks.skipped += 1,
        "br" => blocks.push("\n"),
        "td" | "th" => blocks.start_cell(),
        "img" => caption(tag, blocks),
        _ => {}
    }
}

fn end(name: &str, blocks: &mut Blocks) {
    let depth = match name {
        "em" | "i" | "strong" | "b" | "cite" => &mut blocks.emphasis,
        "sup" => &mut blocks.raised,
        "script" | "style" | "template" | "noscript" | "iframe" => &mut blocks.skipped,
        _ => return,
    };
    *depth = depth.saturating_sub(1);
}

/// A picture's alternative text; at the start of a block it is a block of its own.
fn caption(tag: &StartTag<()>, blocks: &mut Blocks) {
    let Some(text) = tag.attributes.get(&b"alt"[..]) else { return };
    let begins = blocks.is_blank();
    blocks.push(&collapsed(&String::from_utf8_lossy(text)));
    if begins {
        blocks.set_apart();
    }
}

fn name(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// White space as HTML shows it: a stretch of it is one space, or one line end where it has one.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space: Option<char> = None;
    for character in text.chars() {
        match character {
            '\n' => space = Some('\n'),
            ' ' | '\t' | '\r' | '\u{c}' => space = space.or(Some(' ')),
            other => {
                out.extend(space.take());
                out.push(other);
            }
        }
    }
    out.extend(space);
    out
}
