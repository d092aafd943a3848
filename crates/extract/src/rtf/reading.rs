//! The reading of a document: groups open and close, control words act, characters go where their group says.

use apostille_corpus::Page;

use super::characters::{Characters, named};
use super::descriptions::{self, Descriptions};
use super::destination::Destination;
use super::group::Group;
use super::notes::Labels;
use super::tokens::{Token, Tokens};
use crate::office::properties::Properties;
use crate::office::story::Stories;

/// How deep groups may be nested. Word writes some dozens.
const DEEPEST: usize = 1000;

/// Why a document can be read no further.
#[derive(Debug, thiserror::Error)]
#[error("its groups are nested more than {DEEPEST} deep")]
pub(super) struct TooDeep;

/// The reading of a document.
pub(super) struct Reading<'a> {
    pub(super) tokens: Tokens<'a>,
    pub(super) stories: Stories,
    pub(super) properties: Properties,
    characters: Characters,
    pub(super) labels: Labels,
    pub(super) descriptions: Descriptions,
    /// What holds, and what held around it.
    pub(super) group: Group,
    outer: Vec<Group>,
    /// How many characters still stand in for a `\u`.
    stand_ins: usize,
    /// The label of the item that follows.
    pub(super) label: Option<String>,
    /// Whether an automatic mark was shown since the last note.
    pub(super) is_numbered: bool,
    /// The mark that the open note's text begins with again.
    pub(super) own_mark: Option<String>,
    is_whole: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Reading<'a> {
        Reading {
            tokens: Tokens::of(bytes),
            stories: Stories::default(),
            properties: Properties::default(),
            characters: Characters::default(),
            labels: Labels::default(),
            descriptions: Descriptions::default(),
            group: Group::default(),
            outer: Vec::new(),
            stand_ins: 0,
            label: None,
            is_numbered: false,
            own_mark: None,
            is_whole: false,
        }
    }

    /// Reads to the end of the first group, which is the document.
    pub(super) fn read(&mut self) -> Result<(), TooDeep> {
        while let Some(token) = self.tokens.next() {
            if self.stands_in(token) {
                continue;
            }
            if !matches!(token, Token::Text(_) | Token::Hex(_)) {
                self.end_bytes();
            }
            match token {
                Token::Open if self.outer.len() >= DEEPEST => return Err(TooDeep),
                Token::Open => {
                    let inner = self.group.inner();
                    self.outer.push(std::mem::replace(&mut self.group, inner));
                }
                Token::Close => self.close(),
                Token::Word(word, number) => self.word(word, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Hex(byte) => self.byte(byte),
                Token::Text(bytes) => bytes.iter().for_each(|byte| self.byte(*byte)),
            }
            self.is_whole = token == Token::Close && self.outer.is_empty();
            if self.is_whole {
                break;
            }
        }
        self.end_bytes();
        Ok(())
    }

    /// Whether the document's group was closed.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The pages and the properties.
    pub(super) fn finish(mut self) -> (Vec<Page>, Properties) {
        self.leave_table();
        self.end_paragraph();
        (self.stories.into_pages(), self.properties)
    }

    /// Whether a token is all of it in place of a `\u` before it; of text the first bytes may be.
    fn stands_in(&mut self, token: Token<'a>) -> bool {
        match token {
            _ if self.stand_ins == 0 => return false,
            Token::Open | Token::Close => {
                self.stand_ins = 0;
                return false;
            }
            Token::Text(bytes) => {
                let rest = bytes.get(self.stand_ins..).unwrap_or_default();
                self.stand_ins -= self.stand_ins.min(bytes.len());
                rest.iter().for_each(|byte| self.byte(*byte));
            }
            Token::Word("u", _) => return false,
            Token::Word(..) | Token::Symbol(_) | Token::Hex(_) => self.stand_ins -= 1,
        }
        true
    }

    fn close(&mut self) {
        if self.group.destination == Destination::Styles {
            self.descriptions.end_style();
        }
        if let Some(stories) = self.group.stories {
            self.end_paragraph();
            while self.stories.depth() > stories {
                self.stories.close();
            }
            self.own_mark = None;
        }
        self.group = self.outer.pop().unwrap_or_default();
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.group.is_optional = true,
            b'\\' | b'{' | b'}' => self.text(&char::from(symbol).to_string()),
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("-"),
            b'\r' | b'\n' => self.word("par", None),
            b'\t' => self.text("\t"),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if let Some(text) = self.characters.push(byte, self.group.font) {
            self.text(&text);
        }
    }

    fn end_bytes(&mut self) {
        if let Some(text) = self.characters.take() {
            self.text(&text);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        match self.group.destination {
            Destination::Text if self.group.hidden => {}
            Destination::Text => self.write(text),
            Destination::Styles => self.descriptions.name_style(text),
            Destination::Title => self.properties.title.get_or_insert_default().push_str(text),
            Destination::Author => self.properties.creator.get_or_insert_default().push_str(text),
            Destination::Label => self.label.get_or_insert_default().push_str(text),
            Destination::Nowhere | Destination::Fonts | Destination::Information | Destination::Created => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_optional = std::mem::take(&mut self.group.is_optional);
        if self.group.destination == Destination::Nowhere {
            return;
        }
        if let Some(destination) = Destination::named(word, is_optional) {
            self.group.destination = destination;
            return;
        }
        match self.group.destination {
            Destination::Information => self.group.destination = Destination::of_property(word),
            Destination::Created => descriptions::date(word, number, &mut self.properties),
            Destination::Fonts => self.descriptions.of_font(word, number, &mut self.characters),
            Destination::Styles => self.descriptions.of_style(word, number),
            _ => {}
        }
        match word {
            "u" => self.unit(number.unwrap_or(0)),
            "f" => self.group.font = number,
            "ansicpg" => self.characters.set_document(number.unwrap_or(0)),
            "mac" => self.characters.set_document(10000),
            _ if self.group.take(word, number) => {}
            _ if self.group.destination == Destination::Text => self.act(word, number),
            _ => named(word).into_iter().for_each(|text| self.text(text)),
        }
    }

    fn unit(&mut self, number: i32) {
        self.stand_ins = self.group.stand_ins;
        if let Some(character) = self.characters.unit(number) {
            self.text(character.encode_utf8(&mut [0; 4]));
        }
    }
}
