//! From what was recognised on a page to its blocks: specks taken out, places in points, small type at a column's foot last.
//!
//! Lines stay as they are: joining them, hyphens included, is `apostille_corpus::structure`'s. Nothing is raised, since a
//! raised digit is recognised as an ordinary one or as a quotation mark.

use apostille_corpus::{Block, BlockKind, Place, Run};

use super::hocr::{self, Line, Paragraph, Recognised, Word};
use crate::{Failure, Reason, normalize};

/// A paragraph without a word of this confidence is a speck, a seal or a signature.
const BELIEVED: f32 = 60.0;
/// One short word counts with this confidence: a page's number is one.
const CERTAIN: f32 = 80.0;
/// At a line's ends, words of less confidence are strokes of a seal, a signature or a margin,
const STROKE: f32 = 40.0;
/// and signs without a letter of less than this are too.
const SIGN: f32 = 80.0;
/// Type at a page's foot that is at most this share of the text's is that of notes.
const SMALLER: f32 = 0.88;
/// Fewer letters than this are too few to measure their type by.
const SHORT: usize = 30;
/// The part of a page, from its top, below which notes stand.
const FOOT: f32 = 0.45;

/// A page that was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// How many letters and digits.
    pub letters: usize,
    /// Their mean confidence, of 100.
    pub confidence: f32,
}

/// Makes blocks of an answer about a page of this height in points.
///
/// # Errors
/// [`Reason::Crash`] if it is no answer.
pub(super) fn of(answer: &str, height: f32) -> Result<Read, Failure> {
    let Recognised { height: dots, mut paragraphs } = hocr::read(answer)
        .map_err(|why| Failure::new(Reason::Crash, format!("tesseract's answer breaks off {why}")))?;
    for paragraph in &mut paragraphs {
        paragraph.lines.iter_mut().for_each(trim);
        paragraph.lines.retain(|line| !line.words.is_empty());
    }
    paragraphs.retain(is_text);
    let words = || paragraphs.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.words);
    let letters = words().map(letters).sum();
    let sum: f32 = words().map(|word| word.confidence * self::letters(word) as f32).sum();
    let scale = if dots > 0.0 { height / dots } else { 0.0 };
    let blocks =
        feet_last(&paragraphs, dots).into_iter().map(|(paragraph, kind)| block(paragraph, kind, scale)).collect();
    Ok(Read { blocks, letters, confidence: sum / (letters.max(1) as f32) })
}

/// Takes what is no word off a line's ends, and empty words out of it.
fn trim(line: &mut Line) {
    let is_stroke = |word: &Word| word.confidence < if letters(word) > 0 { STROKE } else { SIGN };
    line.words.retain(|word| !word.text.is_empty());
    let kept = line.words.iter().rposition(|word| !is_stroke(word)).map_or(0, |last| last + 1);
    line.words.truncate(kept);
    let first = line.words.iter().position(|word| !is_stroke(word)).unwrap_or(0);
    line.words.drain(..first);
}

fn letters(word: &Word) -> usize {
    word.text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether a paragraph has a word that is surely one.
fn is_text(paragraph: &Paragraph) -> bool {
    let mut words = paragraph.lines.iter().flat_map(|line| &line.words);
    words.any(|word| letters(word) > 0 && word.confidence >= if letters(word) < 3 { CERTAIN } else { BELIEVED })
}

/// The paragraphs in their order, but with the notes at the columns' feet behind the text that they part.
fn feet_last(paragraphs: &[Paragraph], dots: f32) -> Vec<(&Paragraph, BlockKind)> {
    let body = size(paragraphs.iter().flat_map(|paragraph| &paragraph.lines));
    let small = small(paragraphs, body, FOOT * dots);
    let above = |at: usize, other: &Paragraph| {
        let area = paragraphs[at].area;
        other.area.top > area.top && other.area.left < area.right && area.left < other.area.right
    };
    // Small type with text below it in its column is a quotation or a caption.
    let is_foot =
        |at: usize| small[at] && !paragraphs.iter().zip(&small).any(|(other, small)| above(at, other) && !small);
    let (feet, text): (Vec<usize>, Vec<usize>) = (0..paragraphs.len()).partition(|at| is_foot(*at));
    let text = text.into_iter().map(|at| (&paragraphs[at], BlockKind::Plain));
    text.chain(feet.into_iter().map(|at| (&paragraphs[at], BlockKind::Paragraph))).collect()
}

/// Which paragraphs below a place are in smaller type. That of a short line is measured badly: it goes with the one before it.
fn small(paragraphs: &[Paragraph], body: f32, below: f32) -> Vec<bool> {
    let mut small: Vec<bool> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let count: usize = paragraph.lines.iter().flat_map(|line| &line.words).map(letters).sum();
        let follows = count < SHORT && small.last() == Some(&true);
        let most = if follows { 1.0 } else { SMALLER };
        small.push(size(&paragraph.lines) <= most * body && paragraph.area.top > below);
    }
    small
}

/// The size of type that the middle letter of these lines has, when they are sorted by size; 0 for none.
fn size<'a>(lines: impl IntoIterator<Item = &'a Line>) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        lines.into_iter().map(|line| (line.size, line.words.iter().map(letters).sum())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut before = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        before += letters;
        before > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

fn block(paragraph: &Paragraph, kind: BlockKind, scale: f32) -> Block {
    let line = |line: &Line| line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let text = paragraph.lines.iter().map(line).collect::<Vec<_>>().join("\n");
    let area = paragraph.area;
    let (left, right) = (area.left * scale, area.right * scale);
    let place = Place { left, top: area.top * scale, right, bottom: area.bottom * scale };
    Block { kind, runs: vec![Run::plain(normalize::text(&text))], place: Some(place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph as tesseract prints it: its area, the size of its type, its confidence, its lines.
    fn paragraph(area: &str, size: u32, confidence: u32, lines: &[&str]) -> String {
        let word =
            |word: &str| format!("<span class='ocrx_word' title='bbox 0 0 1 1; x_wconf {confidence}'>{word}</span>");
        let line = |line: &&str| {
            let words = line.split(' ').map(word).collect::<Vec<_>>().join("\n");
            format!("<span class='ocr_line' title='bbox 0 0 1 1; x_size {size}'>{words}</span>")
        };
        let lines: String = lines.iter().map(line).collect();
        format!("<p class='ocr_par' title='bbox {area}'>{lines}</p>")
    }

    fn read(paragraphs: &[String]) -> Read {
        let answer = format!("<div class='ocr_page' title='bbox 0 0 2000 3000'>{}</div>", paragraphs.concat());
        of(&answer, 720.0).unwrap()
    }

    fn texts(read: &Read) -> Vec<&str> {
        read.blocks.iter().map(|block| block.runs[0].text.as_str()).collect()
    }

    #[test]
    fn notes_at_the_foot_of_a_column_stand_behind_the_text_that_they_part() {
        let read = read(&[
            paragraph("100 300 900 2000", 42, 96, &["La región ha experimentado flujos migra-", "torios"]),
            paragraph("100 2100 900 2200", 33, 96, &["1 Naciones Unidas, pág. 150."]),
            paragraph("1100 300 1900 400", 34, 96, &["Un epígrafe en letra menor"]),
            paragraph("1100 500 1900 2000", 42, 96, &["Los acuerdos bilaterales"]),
            paragraph("1100 2200 1900 2300", 33, 96, &["2 Ibid., pág. 88."]),
        ]);
        let wanted = [
            "La región ha experimentado flujos migra-\ntorios",
            "Un epígrafe en letra menor",
            "Los acuerdos bilaterales",
            "1 Naciones Unidas, pág. 150.",
            "2 Ibid., pág. 88.",
        ];
        assert_eq!(texts(&read), wanted);
        assert!(read.blocks.iter().flat_map(|block| &block.runs).all(|run| !run.raised), "notes are not linked");
    }

    #[test]
    fn small_type_with_text_below_it_stays_where_it_is() {
        let read = read(&[
            paragraph("100 300 1900 1400", 42, 96, &["Un párrafo de texto"]),
            paragraph("200 1500 1800 1800", 33, 96, &["Una cita larga en letra menor"]),
            paragraph("100 1900 1900 2800", 42, 96, &["El párrafo que sigue"]),
        ]);
        assert_eq!(texts(&read), ["Un párrafo de texto", "Una cita larga en letra menor", "El párrafo que sigue"]);
    }

    #[test]
    fn strokes_at_the_ends_of_a_line_are_taken_off() {
        let word = |text: &str, confidence: f32| Word { text: text.to_owned(), confidence };
        let words = vec![
            word("|", 61.0),
            word("“UDUAL", 12.0),
            word("—", 92.0),
            word("téchiéos", 31.0),
            word("", 95.0),
            word("Penal", 96.0),
            word("¥", 56.0),
        ];
        let mut line = Line { size: 0.0, words };
        trim(&mut line);
        assert_eq!(line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["—", "téchiéos", "Penal"]);
        let mut strokes = Line { size: 0.0, words: vec![word("e", 14.0), word("|", 61.0)] };
        trim(&mut strokes);
        assert!(strokes.words.is_empty(), "{strokes:?}");
    }

    #[test]
    fn specks_are_no_text_and_a_page_number_is() {
        let read = read(&[
            paragraph("0 0 10 10", 40, 31, &["blond ¿l"]),
            paragraph("0 20 10 30", 40, 95, &["|"]),
            paragraph("0 40 10 50", 40, 70, &["ee"]),
            paragraph("0 60 10 70", 40, 97, &["7"]),
        ]);
        assert_eq!(texts(&read), ["7"]);
        assert_eq!((read.letters, read.confidence), (1, 97.0));
    }

    #[test]
    fn places_are_in_points_and_confidence_is_weighed_by_letters() {
        let read =
            read(&[paragraph("1000 1500 2000 3000", 42, 90, &["abcdef"]), paragraph("0 0 100 100", 42, 60, &["abc"])]);
        assert_eq!(read.blocks[0].place, Some(Place { left: 240.0, top: 360.0, right: 480.0, bottom: 720.0 }));
        assert_eq!((read.letters, read.confidence), (9, 80.0));
    }

    #[test]
    fn an_empty_page_has_nothing_on_it() {
        let read = read(&[paragraph("0 0 10 10", 40, 95, &[" "])]);
        assert_eq!((read.blocks.len(), read.letters), (0, 0));
    }
}
