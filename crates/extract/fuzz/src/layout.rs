//! From a fuzzer's bytes to pages of letters: a small programme, in which text is text and control bytes move the pen.
//!
//! Any bytes are a programme, so that any change of one makes another; plain text makes plain lines.

use apostille_extract::fuzzing::Letter;

/// As many letters as a page of a PDF may have at the most, so that time that grows too fast shows.
const MOST: usize = 200_000;

/// Letters that the layout treats in a way of their own: superscripts, accents, ligatures, bullets, marks.
const SPECIAL: [char; 32] = [
    '¹',
    '²',
    '³',
    '⁴',
    '\u{b4}',
    '`',
    '\u{a8}',
    '\u{301}',
    'ı',
    'ﬁ',
    'ﬃ',
    '\u{fffd}',
    '\u{ad}',
    '\u{a0}',
    '•',
    '–',
    '“',
    '”',
    '†',
    '‡',
    '*',
    '§',
    'ñ',
    'É',
    '\u{f0b7}',
    '\u{200b}',
    '\u{f0000}',
    '\u{100000}',
    '中',
    'ß',
    '\u{0}',
    '©',
];

/// A pen over a page.
#[derive(Debug, Clone, Copy)]
struct Pen {
    x: f32,
    y: f32,
    size: f32,
    /// Where lines begin.
    margin: f32,
    bold: bool,
    turn: usize,
}

impl Pen {
    const NEW: Pen = Pen { x: 72.0, y: 72.0, size: 10.0, margin: 72.0, bold: false, turn: 0 };

    fn write(&mut self, c: char, raise: f32, scale: f32) -> Letter {
        let size = self.size * scale;
        let left = self.x;
        self.x += 0.5 * size;
        Letter { c, left, right: self.x, base: self.y - raise * self.size, size, bold: self.bold, turn: self.turn }
    }
}

/// A programme that is being run.
struct Programme<'a> {
    rest: &'a [u8],
    pen: Pen,
    pages: Vec<(f32, Vec<Letter>)>,
    letters: usize,
}

/// The pages that a programme makes: the height in points of each, and its letters in drawing order.
pub fn pages(bytes: &[u8]) -> Vec<(f32, Vec<Letter>)> {
    let mut programme = Programme { rest: bytes, pen: Pen::NEW, pages: vec![(842.0, Vec::new())], letters: 0 };
    programme.run(bytes, 1);
    programme.pages
}

impl<'a> Programme<'a> {
    fn run(&mut self, bytes: &'a [u8], depth: usize) {
        let outer = std::mem::replace(&mut self.rest, bytes);
        while let Some(byte) = self.next().filter(|_| self.letters < MOST) {
            match byte {
                b' '..=b'~' => self.write(char::from(byte), 0.0, 1.0),
                0x80..=0x9f => self.write(SPECIAL[usize::from(byte - 0x80)], 0.0, 1.0),
                0xa0..=0xff => self.write(char::from(byte), 0.0, 1.0),
                0x0b if depth > 0 => self.repeat(depth - 1),
                _ => self.move_pen(byte),
            }
        }
        self.rest = outer;
    }

    fn move_pen(&mut self, byte: u8) {
        match byte {
            b'\n' => (self.pen.x, self.pen.y) = (self.pen.margin, self.pen.y + 1.2 * self.pen.size),
            b'\t' => self.pen.x += 4.0 * self.pen.size,
            0x01 => self.pen.x = self.place(),
            0x02 => self.pen.y = self.place(),
            0x03 => self.pen.x += self.step(),
            0x04 => self.pen.y += self.step(),
            0x05 => self.pen.size = f32::from(self.byte().max(1)) / 4.0,
            0x06 => self.raised(0.35, 0.6),
            0x07 => self.raised(-0.2, 0.6),
            0x08 => self.pen.bold = !self.pen.bold,
            0x0c => self.begin_page(),
            0x0e => self.pen.margin = self.place(),
            0x0f => self.pen.turn = usize::from(self.byte() % 5),
            0x10 => self.pen.x = self.any(),
            0x11 => self.pen.y = self.any(),
            0x12 => self.pen.size = self.any(),
            _ => {}
        }
    }

    fn write(&mut self, c: char, raise: f32, scale: f32) {
        let letter = self.pen.write(c, raise, scale);
        let Some((_, letters)) = self.pages.last_mut() else { return };
        letters.push(letter);
        self.letters += 1;
    }

    /// The next byte as a letter above or below the line.
    fn raised(&mut self, raise: f32, scale: f32) {
        let c = char::from(self.byte());
        self.write(c, raise, scale);
    }

    fn begin_page(&mut self) {
        let height = 8.0 * f32::from(self.byte());
        self.pages.push((height, Vec::new()));
        self.pen = Pen { margin: self.pen.margin, size: self.pen.size, x: self.pen.margin, ..Pen::NEW };
    }

    /// Runs so many of the next bytes so many times.
    fn repeat(&mut self, depth: usize) {
        let times = 64 * usize::from(self.byte());
        let length = usize::from(self.byte()).min(self.rest.len());
        let (repeated, behind) = self.rest.split_at(length);
        for _ in 0..times {
            self.run(repeated, depth);
        }
        self.rest = behind;
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn byte(&mut self) -> u8 {
        self.next().unwrap_or(0)
    }

    /// A place on a page or a little outside it, to an eighth of a point.
    fn place(&mut self) -> f32 {
        f32::from(u16::from_be_bytes([self.byte(), self.byte()])) / 8.0 - 100.0
    }

    fn step(&mut self) -> f32 {
        f32::from(self.byte() as i8) / 8.0
    }

    /// Any number at all, also one that is none.
    fn any(&mut self) -> f32 {
        f32::from_be_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }
}
