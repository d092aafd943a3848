//! What may a record say where it says nothing, or something odd? Guesses for a librarian to take or leave; nothing takes them by itself.
//!
//! What the first page says plainly is no guess and is in the record already (`structure::front`).

use std::collections::HashMap;

use crate::structure::authors::{are_names, byline, names};
use crate::{Date, dates};

/// Titles with fewer letters are acronyms as often as not.
const SHORTEST_TITLE: usize = 8;
/// Lines of more characters are text, and no byline.
const LONGEST_BYLINE: usize = 120;
/// Acronyms that no text has are told by being so short, where no vowel makes them a word.
const LONGEST_ACRONYM: usize = 5;
/// Before this year nothing that is cited tells when a paper was published.
const EARLIEST: u16 = 1950;

/// Whether a title is written in capitals throughout.
pub fn is_in_capitals(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    // The raised letters of ordinals are small ones that have no capital.
    let is_small = |c: char| c.is_lowercase() && !c.to_uppercase().eq(std::iter::once(c));
    letters >= SHORTEST_TITLE && !title.chars().any(is_small)
}

/// Whether a title is only the name of the file at this path.
pub fn is_file_name(title: &str, path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let bare =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !bare(title).is_empty() && (bare(title) == bare(stem) || bare(title) == bare(name))
}

/// A title in capitals as a sentence. How each word is written is taken from the document's own text, so that names and acronyms
/// stay what they are: `EL ACNUR EN MÉXICO` is `El ACNUR en México`.
pub fn title_as_sentence<'a>(title: &str, texts: impl Iterator<Item = &'a str>) -> String {
    let wanted: HashMap<String, HashMap<&str, usize>> =
        parts(title).map(|word| (word.to_lowercase(), HashMap::new())).collect();
    let written = as_written(wanted, texts);
    let mut sentence = String::with_capacity(title.len());
    let mut rest = title;
    for word in parts(title) {
        let (before, after) = rest.split_at(rest.find(word).unwrap_or(0));
        sentence.push_str(before);
        match written.get(&word.to_lowercase()) {
            Some(known) => sentence.push_str(known),
            None if is_acronym(word) => sentence.push_str(word),
            None => sentence.push_str(&word.to_lowercase()),
        }
        rest = &after[word.len()..];
    }
    sentence.push_str(rest);
    with_first_capital(&sentence)
}

/// Of each word the way it is most often written where no sentence begins; of equals the one with fewer capitals.
fn as_written<'a>(
    mut wanted: HashMap<String, HashMap<&'a str, usize>>,
    texts: impl Iterator<Item = &'a str>,
) -> HashMap<String, String> {
    for text in texts {
        let (mut begins, mut after_capitals) = (true, false);
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let (bare, mark) = word.split_at(word.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
            let in_capitals = bare.chars().count() > 1 && !bare.chars().any(char::is_lowercase);
            // Among capitals a word in capitals says nothing of how it is written.
            let says_nothing = begins || (in_capitals && after_capitals);
            if let Some(ways) = wanted.get_mut(&bare.to_lowercase()).filter(|_| !says_nothing) {
                *ways.entry(bare).or_default() += 1;
            }
            begins = mark.contains(['.', ':', '?', '!', '¿', '¡', '“', '"', '\n']) || (begins && bare.is_empty());
            after_capitals = if bare.is_empty() { after_capitals } else { in_capitals };
        }
    }
    let capitals = |way: &str| way.chars().filter(|c| c.is_uppercase()).count();
    let most = |ways: HashMap<&str, usize>| {
        let best =
            ways.into_iter().max_by_key(|(way, count)| (*count, std::cmp::Reverse(capitals(way)), way.to_string()));
        best.map(|(way, _)| way.to_owned())
    };
    wanted.into_iter().filter_map(|(word, ways)| Some((word, most(ways)?))).collect()
}

fn parts(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Words with figures, and short ones that no vowel makes a word.
fn is_acronym(word: &str) -> bool {
    let has_vowel = word.chars().any(|c| "AEIOUYÁÉÍÓÚÜ".contains(c));
    let is_figure = word.chars().any(|c| c.is_ascii_digit());
    is_figure || (word.chars().count() <= LONGEST_ACRONYM && !has_vowel && word.chars().count() > 1)
}

fn with_first_capital(text: &str) -> String {
    let at = text.find(char::is_alphabetic).unwrap_or(0);
    let (before, rest) = text.split_at(at);
    let mut letters = rest.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{before}{first}{}", letters.as_str())
}

/// Who is named in a line of their own as having written it: `By Ana Ruiz and Eva Rey`.
pub fn authors<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Vec<String>> {
    let mut bylines =
        lines.filter(|line| line.chars().count() <= LONGEST_BYLINE).filter_map(|line| byline(line.trim()));
    bylines.find(|line| are_names(line)).map(names)
}

/// When it may have been published: what the file's name says, else a whole date on the first page, else the newest year that the text
/// names and that is not after `latest`.
pub fn date<'a>(
    path: Option<&str>,
    mut opening: impl Iterator<Item = &'a str>,
    texts: impl Iterator<Item = &'a str>,
    latest: u16,
) -> Option<Date> {
    let is_past = |date: &Date| (EARLIEST..=latest).contains(&date.year);
    let named = path.and_then(date_of_name).filter(is_past);
    let printed = || opening.find_map(|line| dates::within(line).filter(is_past));
    let newest = || texts.flat_map(years).filter(|year| (EARLIEST..=latest).contains(year)).max();
    named.or_else(printed).or_else(|| newest().map(|year| Date { year, month: None, day: None }))
}

/// `report-2021-05-17.pdf`, `2013__04__01__a.md`, `20210517.pdf`, `Informe 2019.docx`; none where the name has two years.
fn date_of_name(path: &str) -> Option<Date> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let groups: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let number = |group: &str, digits: usize| (group.len() == digits).then(|| group.parse::<u16>().ok()).flatten();
    let whole = |year: u16, month: u16, day: u16| {
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (1900..=2100).contains(&year);
        fits.then_some(Date { year, month: Some(month as u8), day: Some(day as u8) })
    };
    let parted =
        groups.windows(3).find_map(|part| whole(number(part[0], 4)?, number(part[1], 2)?, number(part[2], 2)?));
    let together = || {
        let eight = groups.iter().find(|group| group.len() == 8)?;
        whole(eight[..4].parse().ok()?, eight[4..6].parse().ok()?, eight[6..].parse().ok()?)
    };
    let alone = || {
        let mut years = groups.iter().filter_map(|group| number(group, 4)).filter(|year| (1900..=2100).contains(year));
        let (year, None) = (years.next()?, years.next()) else { return None };
        Some(Date { year, month: None, day: None })
    };
    parted.or_else(together).or_else(alone)
}

fn years(text: &str) -> impl Iterator<Item = u16> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() == 4);
    words.filter(|word| word.bytes().all(|b| b.is_ascii_digit())).filter_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_capitals_becomes_a_sentence_with_its_names_and_acronyms() {
        let text = "La oficina del ACNUR en México, y la ley de la población en general. En México, población. THE ACNUR. EL GRAN OTRO";
        for (title, sentence) in [
            ("LEY GENERAL DE POBLACIÓN", "Ley general de población"),
            ("EL ACNUR EN MÉXICO: 2ª PARTE", "El ACNUR en México: 2ª parte"),
            ("INFORME DEL DHS", "Informe del DHS"),
            ("EL GRAN OTRO", "El gran otro"),
        ] {
            assert_eq!(title_as_sentence(title, [text].into_iter()), sentence);
            assert!(is_in_capitals(title));
        }
        assert!(!is_in_capitals("Ley") && !is_in_capitals("UNHCR") && !is_in_capitals("2021"));
    }

    #[test]
    fn the_name_of_a_file_is_no_title() {
        for (title, path, is_one) in [
            ("report final 2021", "/a/report_final-2021.pdf", true),
            ("scan0001.pdf", "/a/scan0001.pdf", true),
            ("Report on borders", "/a/report.pdf", false),
            ("", "/a/.pdf", false),
        ] {
            assert_eq!(is_file_name(title, path), is_one, "{title}");
        }
    }

    #[test]
    fn bylines_name_authors() {
        let lines = ["A title", "By the time that this was over, nothing was left", "Por Ana Ruiz y Eva Rey", "Texto"];
        assert_eq!(authors(lines.into_iter()), Some(vec!["Ana Ruiz".to_owned(), "Eva Rey".to_owned()]));
        assert_eq!(authors(["By air and sea"].into_iter()), None);
    }

    #[test]
    fn dates_are_guessed_from_the_name_then_the_first_page_then_the_newest_year() {
        let cases: [(Option<&str>, &str, &str, Option<&str>); 7] = [
            (Some("/2001/2013__04__01__0624-a.md"), "May 17, 2021", "", Some("2013-04-01")),
            (Some("a-20210517.pdf"), "", "", Some("2021-05-17")),
            (Some("Informe 2019.docx"), "", "in 2020", Some("2019")),
            (Some("from 2001 to 2010.pdf"), "decided on January 26, 2023", "", Some("2023-01-26")),
            (Some("a.pdf"), "", "as Ruiz (2015) and Rey (2018, p. 2100) say; 3021", Some("2018")),
            (None, "", "in 1848", None),
            (Some("BOE-A-2030-1.md"), "", "", None),
        ];
        for (path, opening, text, expected) in cases {
            let guess = date(path, [opening].into_iter(), [text].into_iter(), 2026);
            assert_eq!(guess.map(|date| date.to_string()).as_deref(), expected, "{path:?} {opening} {text}");
        }
    }
}
