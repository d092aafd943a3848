//! The tokens of a Rich Text document: what is a control word and what is text.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A backslash and a character that is no letter.
    Symbol(u8),
    /// A byte of text in hexadecimal figures.
    Hex(u8),
    /// Bytes of text.
    Text(&'a [u8]),
}

/// The tokens of a document, one after another. Binary data are passed over.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

/// The longest control word is some 20 letters; longer ones are no words, but nothing is gained by refusing them.
const LONGEST_NUMBER: usize = 10;

impl<'a> Tokens<'a> {
    /// The tokens of these bytes.
    pub(super) fn of(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: bytes }
    }

    /// The control word that comes next.
    pub(super) fn next_word(&self) -> Option<&'a str> {
        match self.clone().next() {
            Some(Token::Word(word, _)) => Some(word),
            _ => None,
        }
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.get(1)?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        if first == b'\'' {
            let figures = self.rest.get(2..4).and_then(|figures| std::str::from_utf8(figures).ok());
            let byte = figures.and_then(|figures| u8::from_str_radix(figures, 16).ok());
            self.rest = &self.rest[if byte.is_some() { 4 } else { 2 }..];
            return Some(byte.map_or(Token::Text(b""), Token::Hex));
        }
        self.rest = &self.rest[2..];
        Some(Token::Symbol(first))
    }

    fn word(&mut self) -> Token<'a> {
        let from = &self.rest[1..];
        let letters = from.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, from) = from.split_at(letters);
        let word = std::str::from_utf8(word).unwrap_or_default();
        let sign = usize::from(from.first() == Some(&b'-') && from.get(1).is_some_and(u8::is_ascii_digit));
        let figures = from[sign..].iter().take(LONGEST_NUMBER).take_while(|byte| byte.is_ascii_digit()).count();
        let (number, from) = from.split_at(sign + figures);
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        self.rest = from.strip_prefix(b" ").unwrap_or(from);
        if word == "bin" {
            let length = number.and_then(|number: i32| usize::try_from(number).ok()).unwrap_or(0);
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        Token::Word(word, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while let Some(b'\r' | b'\n' | b'\0') = self.rest.first() {
            self.rest = &self.rest[1..];
        }
        match self.rest.first()? {
            b'{' => {
                self.rest = &self.rest[1..];
                Some(Token::Open)
            }
            b'}' => {
                self.rest = &self.rest[1..];
                Some(Token::Close)
            }
            b'\\' => self.control(),
            _ => {
                let ends = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | b'\0');
                let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(length);
                self.rest = rest;
                Some(Token::Text(text))
            }
        }
    }
}
