//! From bytes and code units to characters: code pages of the document and of its fonts, and `\u` with its stand-ins.

use std::collections::HashMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// How the bytes of a font are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodePage {
    /// In this encoding.
    Encoded(&'static Encoding),
    /// A font of signs: figures and punctuation have their own places, the rest are signs and bullets.
    Signs,
}

/// The characters of a document.
#[derive(Debug)]
pub(super) struct Characters {
    document: CodePage,
    fonts: HashMap<i32, CodePage>,
    /// Bytes that were read and not decoded yet, and the code page they are in.
    bytes: Vec<u8>,
    page: CodePage,
    /// The first half of a character that takes two code units.
    high: Option<u16>,
}

/// Encodings by Windows code page, where they are not the document's own (`\ansicpg`, `\cpg`).
const CODE_PAGES: &[(i32, &Encoding)] = &[
    (874, WINDOWS_874),
    (932, SHIFT_JIS),
    (936, GBK),
    (949, EUC_KR),
    (950, BIG5),
    (1250, WINDOWS_1250),
    (1251, WINDOWS_1251),
    (1252, WINDOWS_1252),
    (1253, WINDOWS_1253),
    (1254, WINDOWS_1254),
    (1255, WINDOWS_1255),
    (1256, WINDOWS_1256),
    (1257, WINDOWS_1257),
    (1258, WINDOWS_1258),
    (10000, MACINTOSH),
    (65001, UTF_8),
];

/// Code pages by character set (`\fcharset`, RTF 1.9.1, "Font Table").
const CHARACTER_SETS: &[(i32, i32)] = &[
    (0, 1252),
    (77, 10000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// The character set of fonts of signs.
const SIGNS: i32 = 2;

impl Default for Characters {
    fn default() -> Characters {
        let document = CodePage::Encoded(WINDOWS_1252);
        Characters { document, fonts: HashMap::new(), bytes: Vec::new(), page: document, high: None }
    }
}

impl Characters {
    /// Takes the document's code page.
    pub(super) fn set_document(&mut self, number: i32) {
        self.document = code_page(number).unwrap_or(self.document);
    }

    /// Takes the character set of a font.
    pub(super) fn set_font(&mut self, font: i32, set: i32) {
        let number = CHARACTER_SETS.iter().find(|(known, _)| *known == set).map(|(_, page)| *page);
        let page = if set == SIGNS { Some(CodePage::Signs) } else { number.and_then(code_page) };
        // The default set is told apart from none: it is the document's.
        if let Some(page) = page.filter(|_| set != 0) {
            self.fonts.insert(font, page);
        }
    }

    /// Adds a byte in a font's code page. What was added in another one is returned, decoded.
    pub(super) fn push(&mut self, byte: u8, font: Option<i32>) -> Option<String> {
        let page = font.and_then(|font| self.fonts.get(&font)).copied().unwrap_or(self.document);
        let before = (page != self.page).then(|| self.take()).flatten();
        self.page = page;
        self.bytes.push(byte);
        before
    }

    /// The characters of the bytes so far; nothing remains.
    pub(super) fn take(&mut self) -> Option<String> {
        if self.bytes.is_empty() {
            return None;
        }
        self.high = None;
        let text = match self.page {
            CodePage::Encoded(encoding) => encoding.decode_without_bom_handling(&self.bytes).0.into_owned(),
            CodePage::Signs => self.bytes.iter().map(|byte| sign(*byte)).collect(),
        };
        self.bytes.clear();
        Some(text)
    }

    /// The character of a code unit, written as a signed number; none for the first half of one.
    pub(super) fn unit(&mut self, number: i32) -> Option<char> {
        let unit = (number & 0xffff) as u16;
        match (self.high.take(), unit) {
            (Some(high), 0xdc00..=0xdfff) => char::decode_utf16([high, unit]).next()?.ok(),
            (_, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                None
            }
            // Fonts of signs are written with the units of the private use area.
            (_, 0xf000..=0xf0ff) => Some(sign((unit & 0xff) as u8)),
            _ => char::from_u32(u32::from(unit)),
        }
    }
}

fn code_page(number: i32) -> Option<CodePage> {
    CODE_PAGES.iter().find(|(known, _)| *known == number).map(|(_, encoding)| CodePage::Encoded(encoding))
}

fn sign(byte: u8) -> char {
    let character = char::from(byte);
    if character.is_ascii() && !character.is_ascii_alphabetic() { character } else { '•' }
}

/// The character that a control word names.
pub(super) fn named(word: &str) -> Option<&'static str> {
    let text = match word {
        "tab" => "\t",
        "line" | "lbr" | "page" | "column" => "\n",
        "softline" | "emspace" | "enspace" | "qmspace" => " ",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        _ => return None,
    };
    Some(text)
}
