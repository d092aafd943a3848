//! hOCR, which is what tesseract prints: paragraphs of lines of words, with their places, sizes and confidences.
//!
//! Of the format (hOCR 1.2, 2020) only this much is read. What order they are read in is tesseract's decision; what becomes of
//! them is `page`'s.

use crate::office::element::{Broken, Element, Piece, Pieces};

/// What was recognised on a page.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Recognised {
    /// The height of the page in dots; 0 if it is not said.
    pub height: f32,
    /// In reading order.
    pub paragraphs: Vec<Paragraph>,
}

/// Lines that stand together.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Paragraph {
    /// Its place.
    pub area: Area,
    /// From the top down.
    pub lines: Vec<Line>,
}

/// A line of words.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Line {
    /// The size of its type in dots; 0 if it is not said.
    pub size: f32,
    /// From left to right.
    pub words: Vec<Word>,
}

/// A word.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Word {
    /// Its letters.
    pub text: String,
    /// How sure tesseract is of them, of 100.
    pub confidence: f32,
}

/// A rectangle in dots from the upper left corner.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

/// Reads an answer.
///
/// # Errors
/// Where it is no XML.
pub(super) fn read(answer: &str) -> Result<Recognised, Broken> {
    let mut recognised = Recognised::default();
    let mut pieces = Pieces::of(answer);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(element) => recognised.open(&element),
            Piece::Text(text) => recognised.letters(&text),
            Piece::Close => {}
        }
    }
    Ok(recognised)
}

impl Recognised {
    fn open(&mut self, element: &Element<'_>) {
        let (Some(class), Some(title)) = (element.attribute("class"), element.attribute("title")) else { return };
        match class.as_str() {
            "ocr_page" => self.height = area(&title).bottom,
            "ocr_par" => self.paragraphs.push(Paragraph { area: area(&title), lines: Vec::new() }),
            "ocr_line" | "ocr_header" | "ocr_caption" | "ocr_textfloat" => {
                let size = property(&title, "x_size").next().unwrap_or(0.0);
                self.put(|paragraph| paragraph.lines.push(Line { size, words: Vec::new() }));
            }
            "ocrx_word" => {
                let confidence = property(&title, "x_wconf").next().unwrap_or(0.0).clamp(0.0, 100.0);
                let word = Word { confidence, ..Word::default() };
                self.put(|paragraph| {
                    paragraph.lines.last_mut().into_iter().for_each(|line| line.words.push(word.clone()))
                });
            }
            _ => {}
        }
    }

    fn put(&mut self, put: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            put(paragraph);
        }
    }

    /// Text belongs to the word that was opened last: between words there is white space alone.
    fn letters(&mut self, text: &str) {
        let line = self.paragraphs.last_mut().and_then(|paragraph| paragraph.lines.last_mut());
        if let Some(word) = line.and_then(|line| line.words.last_mut()) {
            word.text.push_str(text.trim());
        }
    }
}

/// The numbers of a property: `bbox 1 2 3 4; x_wconf 96`. What is no finite number is none.
fn property<'a>(title: &'a str, name: &str) -> impl Iterator<Item = f32> + use<'a> {
    let found = title.split(';').find_map(|property| property.trim().strip_prefix(name)?.strip_prefix(' '));
    let numbers = found.unwrap_or("").split(' ').map_while(|number| number.parse::<f32>().ok());
    numbers.take_while(|number| number.is_finite())
}

fn area(title: &str) -> Area {
    let mut numbers = property(title, "bbox");
    let mut next = || numbers.next().unwrap_or(0.0);
    Area { left: next(), top: next(), right: next(), bottom: next() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_with_their_lines_places_and_confidences() {
        let answer = r#"<?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml"><body>
            <div class='ocr_page' title='image "-"; bbox 0 0 2481 3509; ppageno 0'>
             <div class='ocr_carea' title="bbox 1 2 3 4"><p class='ocr_par' lang='spa' title="bbox 280 357 2198 521">
              <span class='ocr_header' title="bbox 280 357 2198 430; baseline 0 -19; x_size 74.5; x_descenders 20">
               <span class='ocrx_word' title='bbox 280 357 468 430; x_wconf 96'><strong>Marco</strong></span>
               <span class='ocrx_word' title='bbox 480 357 668 430; x_wconf 41'>I&amp;D</span>
              </span></p></div></div></body></html>"#;
        let recognised = read(answer).unwrap();
        assert_eq!(recognised.height, 3509.0);
        let paragraph = &recognised.paragraphs[0];
        assert_eq!(paragraph.area, Area { left: 280.0, top: 357.0, right: 2198.0, bottom: 521.0 });
        assert_eq!(paragraph.lines[0].size, 74.5);
        let words: Vec<_> = paragraph.lines[0].words.iter().map(|word| (word.text.as_str(), word.confidence)).collect();
        assert_eq!(words, [("Marco", 96.0), ("I&D", 41.0)]);
    }

    #[test]
    fn an_answer_that_is_none_is_an_error_or_nothing() {
        assert!(read("<html><p class='ocr_par' title='bbox").is_err());
        assert_eq!(read("no page at all").unwrap(), Recognised::default());
        let odd = "<a class='ocrx_word' title='bbox x'>w</a><a class='ocr_line' title='x_size NaN'/><p class='ocr_par' title='bbox inf'/>";
        assert_eq!(read(odd).unwrap().paragraphs, [Paragraph::default()]);
    }
}
