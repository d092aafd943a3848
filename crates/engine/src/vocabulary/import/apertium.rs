//! Bilingual dictionaries of Apertium (`.dix`): a row for each entry's pair of words. Which side is English is told by
//! the words: the lexicon knows some of them.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::names::name;
use super::{Import, Skipped};
use crate::analysis::{Stemmer, StemmingLanguage};
use crate::vocabulary::built_in::BUILT_IN;
use crate::vocabulary::names::stems;
use crate::vocabulary::table::Malformed;

/// How many pairs are looked at to tell the sides.
const TRIED: usize = 2_000;

/// An entry that is being read.
#[derive(Debug, Default)]
struct Entry {
    left: String,
    right: String,
    side: Option<Side>,
    is_pattern: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
}

/// Reads a dictionary.
pub(super) fn read(xml: &str) -> Result<Import, Malformed> {
    let mut import = Import::default();
    let mut pairs = Vec::new();
    for entry in entries(xml)? {
        match entry {
            Entry { is_pattern: true, .. } => import.skip(Skipped::Pattern),
            Entry { left, right, .. } => pairs.push((name(&left), name(&right))),
        }
    }
    if !left_is_english(&pairs) {
        pairs = pairs.into_iter().map(|(left, right)| (right, left)).collect();
    }
    for (english, spanish) in pairs {
        import.take(vec![english], vec![spanish]);
    }
    Ok(import)
}

fn entries(xml: &str) -> Result<Vec<Entry>, Malformed> {
    let mut reader = Reader::from_str(xml);
    let mut entries = Vec::new();
    let mut entry: Option<Entry> = None;
    let mut is_dictionary = false;
    loop {
        let place = reader.buffer_position() as usize;
        let malformed =
            |message: String| Malformed { line: 1 + xml[..place.min(xml.len())].matches('\n').count(), message };
        match reader.read_event().map_err(|wrong| malformed(wrong.to_string()))? {
            Event::Start(tag) if tag.name().as_ref() == "dictionary" => is_dictionary = true,
            Event::Start(tag) if tag.name().as_ref() == "e" => entry = Some(Entry::default()),
            Event::End(tag) if tag.name().as_ref() == "e" => entries.extend(entry.take()),
            Event::Start(tag) | Event::Empty(tag) => entry.iter_mut().for_each(|entry| entry.begin(&tag)),
            Event::End(tag) => entry.iter_mut().for_each(|entry| entry.end(tag.name().as_ref())),
            Event::Text(text) => entry.iter_mut().for_each(|entry| entry.write(&text)),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|wrong| malformed(wrong.to_string()))?;
                let named = resolve_xml_entity(&reference).map(str::to_owned);
                let text = character.map(String::from).or(named).unwrap_or_default();
                entry.iter_mut().for_each(|entry| entry.write(&text));
            }
            Event::Eof if is_dictionary => return Ok(entries),
            Event::Eof => return Err(malformed("it has no <dictionary>".to_owned())),
            _ => {}
        }
    }
}

impl Entry {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "l" => self.side = Some(Side::Left),
            "r" => self.side = Some(Side::Right),
            "i" => self.side = Some(Side::Both),
            "b" => self.write(" "),
            "re" | "par" => self.is_pattern = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
        if matches!(tag, "l" | "r" | "i") {
            self.side = None;
        }
    }

    fn write(&mut self, text: &str) {
        if matches!(self.side, Some(Side::Left | Side::Both)) {
            self.left.push_str(text);
        }
        if matches!(self.side, Some(Side::Right | Side::Both)) {
            self.right.push_str(text);
        }
    }
}

/// Whether the lexicon knows more of the pairs as English and Spanish than as Spanish and English.
fn left_is_english(pairs: &[(String, String)]) -> bool {
    let mut stemmer = Stemmer::default();
    let mut known = |text: &str, language| {
        let mut read = String::new();
        stems(text, language, &mut stemmer, &mut read);
        BUILT_IN.with_stems(language, &read).next().is_some()
    };
    let mut score = 0;
    for (left, right) in pairs.iter().take(TRIED) {
        for (text, here) in [(left, StemmingLanguage::English), (right, StemmingLanguage::Spanish)] {
            score += i32::from(known(text, here));
        }
        for (text, here) in [(left, StemmingLanguage::Spanish), (right, StemmingLanguage::English)] {
            score -= i32::from(known(text, here));
        }
    }
    score >= 0
}
