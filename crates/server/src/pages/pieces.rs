//! How is a passage's text cut for a page? Into marked and unmarked stretches, with links and the markers of notes.

use apostille_engine::Segment;

use super::addresses::Address;

/// A stretch of text, or a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, marked or not.
    Text(Segment),
    /// A web address, or the part of one that stands here.
    Link(Link),
    /// The place that cites a note.
    Marker(Marker),
}

/// A web address as a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The whole address, though only a part of it may be shown.
    pub(super) href: String,
    /// What is shown; marks inside an address stay.
    pub(super) segments: Vec<Segment>,
}

/// A stretch in one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// BCP 47.
    pub(super) tag: String,
    pub(super) pieces: Vec<Piece>,
}

impl Run {
    /// Its text without marks.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }
}

impl Piece {
    fn text(&self) -> String {
        match self {
            Piece::Text(segment) => segment.text.clone(),
            Piece::Link(link) => link.segments.iter().map(|segment| segment.text.as_str()).collect(),
            Piece::Marker(_) => String::new(),
        }
    }
}

/// A marker as a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// The note's label.
    pub(super) label: String,
    /// The note's number: `#n{note}`.
    pub(super) note: u32,
    /// Which of the note's markers this is, from 1: `#m{note}-{turn}`.
    pub(super) turn: u32,
}

/// The pieces of a text with markers at these offsets (in characters, ascending).
pub(super) fn pieces(segments: Vec<Segment>, markers: Vec<(usize, Marker)>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut markers = markers.into_iter().peekable();
    let mut at = 0;
    for segment in segments {
        let mut rest = segment.text.as_str();
        let end = at + rest.chars().count();
        while let Some((offset, marker)) = markers.next_if(|(offset, _)| *offset < end) {
            let (head, tail) = rest.split_at(byte_of(rest, offset.saturating_sub(at)));
            push_text(&mut pieces, head, &segment);
            pieces.push(Piece::Marker(marker));
            (rest, at) = (tail, offset.max(at));
        }
        push_text(&mut pieces, rest, &segment);
        at = end;
    }
    pieces.extend(markers.map(|(_, marker)| Piece::Marker(marker)));
    pieces
}

/// The pieces of a stretch that begins at this byte of a text, with the text's addresses made links.
pub(super) fn linked(pieces: Vec<Piece>, begin: usize, addresses: &[Address]) -> Vec<Piece> {
    let mut linked = Vec::new();
    let mut at = begin;
    for piece in pieces {
        let Piece::Text(segment) = &piece else {
            linked.push(piece);
            continue;
        };
        let (from, end) = (at, at + segment.text.len());
        let mut rest = segment.text.as_str();
        for address in addresses.iter().filter(|address| address.range.end > from && address.range.start < end) {
            let (plain, begun) = rest.split_at(address.range.start.saturating_sub(at));
            let (inside, after) = begun.split_at(address.range.end.min(end) - address.range.start.max(at));
            push_text(&mut linked, plain, segment);
            push_link(&mut linked, &address.href, segment.with_text(inside));
            (rest, at) = (after, address.range.end.min(end));
        }
        push_text(&mut linked, rest, segment);
        at = end;
    }
    linked
}

/// The pieces between occurrences of a separator: paragraphs at line ends, cells at tabs.
pub(super) fn cut(pieces: Vec<Piece>, separator: char) -> Vec<Vec<Piece>> {
    let mut parts = vec![Vec::new()];
    for piece in pieces {
        // There is no white space in an address.
        let Piece::Text(segment) = &piece else {
            parts.last_mut().expect("there is always a part").push(piece);
            continue;
        };
        for (turn, stretch) in segment.text.split(separator).enumerate() {
            if turn > 0 {
                parts.push(Vec::new());
            }
            push_text(parts.last_mut().expect("there is always a part"), stretch, segment);
        }
    }
    parts
}

/// Whether something in it answers the query.
pub(super) fn is_marked(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(segment) => segment.mark,
        Piece::Link(link) => link.segments.iter().any(|segment| segment.mark),
        Piece::Marker(_) => false,
    })
}

/// Adds to the link before it where that leads to the same address and nothing stands between.
fn push_link(pieces: &mut Vec<Piece>, href: &str, segment: Segment) {
    match pieces.last_mut() {
        Some(Piece::Link(link)) if link.href == href => link.segments.push(segment),
        _ => pieces.push(Piece::Link(Link { href: href.to_owned(), segments: vec![segment] })),
    }
}

/// Adds text that is marked as the segment is that it stands in.
fn push_text(pieces: &mut Vec<Piece>, text: &str, of: &Segment) {
    if !text.is_empty() {
        pieces.push(Piece::Text(of.with_text(text)));
    }
}

fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::addresses::addresses;

    fn marker(note: u32) -> Marker {
        Marker { label: note.to_string(), note, turn: 1 }
    }

    fn written(pieces: &[Piece]) -> String {
        let word = |piece: &Piece| match piece {
            Piece::Text(text) => segment(text),
            Piece::Marker(marker) => format!("^{}", marker.note),
            Piece::Link(link) => format!("<{}>", link.segments.iter().map(segment).collect::<String>()),
        };
        pieces.iter().map(word).collect()
    }

    fn stretch(text: &str, mark: bool) -> Segment {
        Segment { mark, ..Segment::plain(text) }
    }

    fn segment(segment: &Segment) -> String {
        if segment.mark { format!("[{}]", segment.text) } else { segment.text.clone() }
    }

    #[test]
    fn markers_stand_at_their_characters_whatever_is_marked() {
        let segments = |texts: &[(&str, bool)]| -> Vec<Segment> {
            texts.iter().map(|(text, mark)| stretch(text, *mark)).collect()
        };
        for (texts, at, expected) in [
            (&[("Niños. Más.", false)][..], &[6, 11][..], "Niños.^1 Más.^2"),
            (&[("Niños", true), (". Más.", false)], &[6, 11], "[Niños].^1 Más.^2"),
            (&[("los ", false), ("niños", true)], &[6, 9], "los [ni]^1[ños]^2"),
            (&[("a", true), ("b", false)], &[0, 1], "^1[a]^2b"),
            (&[("ab", false)], &[2, 2], "ab^1^2"),
            (&[("ab", false)], &[9], "ab^1"),
            (&[], &[0], "^1"),
        ] {
            let markers = at.iter().zip(1..).map(|(at, note)| (*at, marker(note))).collect();
            assert_eq!(written(&pieces(segments(texts), markers)), expected);
        }
    }

    #[test]
    fn a_cut_keeps_marks_and_markers() {
        let whole =
            vec![Piece::Text(stretch("a\nb", true)), Piece::Marker(marker(1)), Piece::Text(stretch("\nc", false))];
        let parts: Vec<String> = cut(whole, '\n').iter().map(|part| written(part)).collect();
        assert_eq!(parts, ["[a]", "[b]^1", "c"]);
    }

    #[test]
    fn an_address_is_one_link_whatever_is_marked_in_it() {
        let text = "See http://a.org/asilo, and http://b.org.";
        let pieces = |cuts: &[(&str, bool)]| -> Vec<Piece> {
            cuts.iter().map(|(text, mark)| Piece::Text(stretch(text, *mark))).collect()
        };
        for (begin, cuts, expected) in [
            (0, &[(text, false)][..], "See <http://a.org/asilo>, and <http://b.org>."),
            (0, &[("See http://a.org/", false), ("asilo", true), (", and", false)], "See <http://a.org/[asilo]>, and"),
            (0, &[("See http", true), ("://a.org/asilo", false)], "[See ]<[http]://a.org/asilo>"),
            (17, &[("asilo", true), (", and http://b", false)], "<[asilo]>, and <http://b>"),
        ] {
            let linked = linked(pieces(cuts), begin, &addresses(text));
            assert_eq!(written(&linked), expected);
            let link = linked.iter().find_map(|piece| if let Piece::Link(link) = piece { Some(link) } else { None });
            assert_eq!(link.unwrap().href, "http://a.org/asilo", "a part leads to the whole address");
        }
    }
}
