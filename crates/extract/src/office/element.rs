//! The elements of an XML part, one after another: names without prefixes, attributes and text.
//!
//! No entity but the five of XML is known, so none can expand; elements are nested to a bounded depth.

use std::borrow::Cow;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, errors};

/// How deep elements may be nested. Tables in tables of text boxes have some dozens.
const DEEPEST: usize = 512;

/// A piece of a part.
pub(crate) enum Piece<'a> {
    /// An element begins; its end follows even if it is empty.
    Open(Element<'a>),
    /// The element that was opened last and is still open ends.
    Close,
    /// Text, unescaped.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

/// Where and why a part can be read no further.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// It is not well-formed.
    #[error("at byte {at}: {why}")]
    IllFormed { at: u64, why: errors::Error },
    /// It ends inside an element.
    #[error("it ends too early")]
    Ends,
    /// Its elements are nested too deep.
    #[error("its elements are nested more than {DEEPEST} deep")]
    Deep,
}

/// The pieces of a part.
pub(crate) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of this part.
    pub(crate) fn of(part: &'a str) -> Pieces<'a> {
        let mut reader = Reader::from_str(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Pieces { reader, depth: 0 }
    }

    /// The next piece, or none at the end.
    ///
    /// # Errors
    /// Where the part is broken.
    pub(crate) fn next(&mut self) -> Result<Option<Piece<'a>>, Broken> {
        loop {
            let at = self.reader.buffer_position();
            match self.reader.read_event().map_err(|why| Broken::IllFormed { at, why })? {
                Event::Start(start) if self.depth < DEEPEST => {
                    self.depth += 1;
                    return Ok(Some(Piece::Open(Element(start))));
                }
                Event::Start(_) => return Err(Broken::Deep),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Piece::Close));
                }
                Event::Text(text) => return Ok(Some(Piece::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Piece::Text(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    let named = resolve_predefined_entity(&reference).map(Cow::Borrowed);
                    let numbered = || reference.resolve_char_ref().ok().flatten().map(|c| Cow::Owned(c.to_string()));
                    if let Some(text) = named.or_else(numbered) {
                        return Ok(Some(Piece::Text(text)));
                    }
                }
                Event::Eof if self.depth > 0 => return Err(Broken::Ends),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    ///
    /// # Errors
    /// Where the part is broken.
    pub(crate) fn skip(&mut self) -> Result<(), Broken> {
        self.each_inside(|_| ())
    }

    /// Calls `read` with each element that begins inside the one that was opened last, and passes its end.
    ///
    /// # Errors
    /// Where the part is broken.
    pub(crate) fn each_inside(&mut self, mut read: impl FnMut(&Element<'a>)) -> Result<(), Broken> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Some(Piece::Open(element)) => read(&element),
                Some(Piece::Close | Piece::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// The text inside the element that was opened last; its end is passed.
    ///
    /// # Errors
    /// Where the part is broken.
    pub(crate) fn text_inside(&mut self) -> Result<String, Broken> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Piece::Text(piece)) => text.push_str(&piece),
                Some(Piece::Open(_) | Piece::Close) => {}
                None => break,
            }
        }
        Ok(text)
    }
}

impl Element<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The prefix of the name.
    pub(crate) fn prefix(&self) -> Option<&str> {
        self.0.name().prefix().map(|prefix| prefix.into_inner())
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.clone().into_owned(), Cow::into_owned))
    }

    /// The attribute with this name as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether the element, a property of Word that is on or off, says on. Its mere presence does.
    pub(crate) fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}
