//! How is a passage's text cut for a page? Into marked and unmarked stretches, with the markers of notes between them.

use apostille_engine::Segment;

/// A stretch of text, or a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that does not answer the query, or no query was asked.
    Text(String),
    /// Text that does.
    Mark(String),
    /// The place that cites a note.
    Marker(Marker),
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
            push_text(&mut pieces, head, segment.mark);
            pieces.push(Piece::Marker(marker));
            (rest, at) = (tail, offset.max(at));
        }
        push_text(&mut pieces, rest, segment.mark);
        at = end;
    }
    pieces.extend(markers.map(|(_, marker)| Piece::Marker(marker)));
    pieces
}

/// The pieces between occurrences of a separator: paragraphs at line ends, cells at tabs.
pub(super) fn cut(pieces: Vec<Piece>, separator: char) -> Vec<Vec<Piece>> {
    let mut parts = vec![Vec::new()];
    for piece in pieces {
        let (text, mark) = match &piece {
            Piece::Text(text) => (text, false),
            Piece::Mark(text) => (text, true),
            Piece::Marker(_) => {
                parts.last_mut().expect("there is always a part").push(piece);
                continue;
            }
        };
        for (turn, stretch) in text.split(separator).enumerate() {
            if turn > 0 {
                parts.push(Vec::new());
            }
            push_text(parts.last_mut().expect("there is always a part"), stretch, mark);
        }
    }
    parts
}

/// Whether something in it answers the query.
pub(super) fn is_marked(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Mark(_)))
}

fn push_text(pieces: &mut Vec<Piece>, text: &str, mark: bool) {
    if !text.is_empty() {
        pieces.push(if mark { Piece::Mark(text.to_owned()) } else { Piece::Text(text.to_owned()) });
    }
}

fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(note: u32) -> Marker {
        Marker { label: note.to_string(), note, turn: 1 }
    }

    fn written(pieces: &[Piece]) -> String {
        let word = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Mark(text) => format!("[{text}]"),
            Piece::Marker(marker) => format!("^{}", marker.note),
        };
        pieces.iter().map(word).collect()
    }

    #[test]
    fn markers_stand_at_their_characters_whatever_is_marked() {
        let segments = |texts: &[(&str, bool)]| -> Vec<Segment> {
            texts.iter().map(|(text, mark)| Segment { text: (*text).to_owned(), mark: *mark }).collect()
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
        let whole = vec![Piece::Mark("a\nb".into()), Piece::Marker(marker(1)), Piece::Text("\nc".into())];
        let parts: Vec<String> = cut(whole, '\n').iter().map(|part| written(part)).collect();
        assert_eq!(parts, ["[a]", "[b]^1", "c"]);
    }
}
