//! XML into a tree: names without prefixes, character references resolved, entities of the file's own refused.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{DEEPEST, Fault, Tree};

/// Adds the elements of an XML document to a tree as a new file.
pub(super) fn read(text: &str, tree: &mut Tree) -> Result<(), Fault> {
    tree.begin_file();
    let mut roots = 0;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(malformed)? {
            Event::Start(tag) => {
                roots += usize::from(tree.depth() == 0);
                open(&tag, tree)?;
            }
            Event::Empty(tag) => {
                roots += usize::from(tree.depth() == 0);
                open(&tag, tree)?;
                tree.close_to(tree.depth() - 1);
            }
            Event::End(_) => tree.close_to(tree.depth().saturating_sub(1)),
            Event::Text(text) => add(&text, tree)?,
            Event::CData(text) => add(&text, tree)?,
            Event::GeneralRef(reference) => add(&resolved(&reference)?, tree)?,
            Event::DocType(declaration) if declares_entities(&declaration) => return Err(Fault::Entities),
            Event::DocType(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match (tree.depth(), roots) {
        (0, 1) => Ok(()),
        (0, _) => Err(malformed("it has not one outermost element")),
        _ => Err(malformed("it ends inside an element")),
    }
}

fn open(tag: &BytesStart<'_>, tree: &mut Tree) -> Result<(), Fault> {
    if tree.depth() >= DEEPEST {
        return Err(Fault::TooDeep);
    }
    let mut attributes = Vec::new();
    for attribute in tag.html_attributes().with_checks(false) {
        let attribute = attribute.map_err(malformed)?;
        let unescaped = quick_xml::escape::unescape_with(&attribute.value, resolve_html5_entity);
        let value = unescaped.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        attributes.push((attribute_name(attribute.key.0), value));
    }
    tree.open(tag.local_name().as_ref().to_owned(), attributes);
    Ok(())
}

/// The attribute of another vocabulary keeps its prefix where it would be taken for another: `epub:type`.
fn attribute_name(written: &str) -> String {
    match written.split_once(':') {
        Some(("epub" | "opf", _)) | None => written.to_owned(),
        Some((_, name)) => name.to_owned(),
    }
}

fn add(text: &str, tree: &mut Tree) -> Result<(), Fault> {
    match (tree.depth(), text.trim().is_empty()) {
        (0, true) => Ok(()),
        (0, false) => Err(malformed("text stands outside its elements")),
        _ => {
            tree.add_text(text);
            Ok(())
        }
    }
}

/// The character that a reference stands for. Names that XML does not know are read as HTML's; others are kept as written.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Fault> {
    if reference.is_char_ref() {
        let character = reference.resolve_char_ref().map_err(malformed)?;
        return Ok(character.map(String::from).unwrap_or_default());
    }
    let name: &str = reference;
    Ok(resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned))
}

fn declares_entities(declaration: &str) -> bool {
    declaration.contains("<!ENTITY")
}

fn malformed(error: impl ToString) -> Fault {
    Fault::Malformed(error.to_string())
}
