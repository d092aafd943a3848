//! What do the first pages say of the paper in small print? Its date of issue, volume and identifiers, which stand in heads,
//! feet and imprints; asked before running heads and feet are taken off.

use super::sheet;
use crate::dates;
use crate::manuscript::{BlockKind, Manuscript};
use crate::{Date, Identifier, identifiers};

/// Small print stands on the first pages: a cover, a title page, an imprint.
const PAGES: usize = 4;
/// In a format without pages, so many blocks are the first page.
const BLOCKS: usize = 30;
/// The parties to a case stand in one of so many lines.
const PARTIES: usize = 20;
/// A longer block is text.
const SMALL_PRINT: usize = 700;

/// Words that say, in lower case, that a date is the document's own.
const ISSUED: &[&str] = &[
    "published",
    "decided",
    "issued",
    "adopted",
    "promulgated",
    "publicad",
    "aprobad",
    "expedid",
    "promulgad",
    "decidid",
    "date:",
    "fecha:",
];
/// Words that say that it is another's, or another version's.
const NOT_ISSUED: &[&str] = &[
    "received",
    "accepted",
    "argued",
    "recibid",
    "aceptad",
    "reforma",
    "amended",
    "accessed",
    "consultad",
    "available",
    "pursuant",
    "repeal",
];
/// Words before the number of a volume or an issue.
const VOLUMES: &[&str] = &["vol.", "vol", "volume", "volumen"];
/// Words before the number of an issue, which reports and interviews have too.
const ISSUES: &[&str] = &["no.", "nº", "n.º", "núm.", "issue", "año"];
/// What a journal calls itself, in lower case.
const PERIODICALS: &[&str] =
    &["journal", "revista", "review", "boletín", "bulletin", "anuario", "yearbook", "cuadernos", "magazine"];

/// The blocks of a document's first pages.
#[derive(Debug, Default)]
pub(crate) struct Opening {
    /// The blocks' lines; notes are not among them.
    blocks: Vec<Vec<String>>,
    /// How many of the blocks stand on the first page.
    first: usize,
}

impl Opening {
    /// The opening of a manuscript whose heads and feet are still there.
    pub(crate) fn of(manuscript: &Manuscript) -> Opening {
        let mut opening = Opening::default();
        let paged = manuscript.pages.len() > 1;
        let begun = manuscript.pages.iter().skip_while(|page| page.blocks.is_empty());
        for (turn, page) in begun.take(PAGES).enumerate() {
            let blocks = page.blocks.iter().take(if paged || page.height > 0.0 { usize::MAX } else { BLOCKS });
            let printed = blocks.filter(|block| !matches!(block.kind, BlockKind::NoteBody(_)));
            let printed = printed.filter(|block| !block.runs.first().is_some_and(|run| run.raised));
            opening.blocks.extend(printed.map(|block| {
                let lines = sheet::split(&block.runs).into_iter();
                lines.map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect()
            }));
            if turn == 0 {
                opening.first = opening.blocks.len();
            }
        }
        opening
    }

    /// The identifiers that the first pages give the document, besides those that the file gives by itself.
    pub(crate) fn identifiers(&self, given: &[Identifier]) -> Vec<Identifier> {
        let mut list = given.to_vec();
        let key = |i: &Identifier| i.value.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let lines = self.blocks.iter().enumerate().flat_map(|(at, lines)| lines.iter().map(move |line| (at, line)));
        for (at, line) in lines {
            for found in identifiers::in_line(line).into_iter().map(|found| self.unglued(found)) {
                // Later pages cite: of an imprint, only numbers that are called so count. A document has one DOI and one symbol.
                let alone = matches!(found.scheme.as_str(), "doi" | "un-symbol" | "eli");
                let cited = alone && (at >= self.first || list.iter().any(|known| known.scheme == found.scheme));
                if !cited && list.iter().all(|known| key(known) != key(&found)) {
                    list.push(found);
                }
            }
        }
        list
    }

    /// A DOI without what the page set close behind it, if it also stands elsewhere without.
    fn unglued(&self, found: Identifier) -> Identifier {
        let words = self.blocks.iter().flatten().flat_map(|line| line.split_whitespace());
        let dois = words.filter_map(|word| identifiers::of(word.trim_end_matches(['.', ',', ';', ')'])));
        let shorter =
            dois.filter(|other| other.scheme == "doi" && other != &found && found.value.starts_with(&other.value));
        let shorter = shorter.max_by_key(|other| other.value.len());
        if found.scheme == "doi" { shorter.unwrap_or(found) } else { found }
    }

    /// The parties to a case, as the head of a court's decision names them: `Rights Project v. Agency`.
    pub(crate) fn parties(&self) -> Option<String> {
        let parties = |line: &&String| {
            let sides = [" v. ", " vs. ", " c. "].iter().any(|v| line.contains(v));
            sides && line.chars().count() <= 120 && !line.trim_end().ends_with([',', ';'])
        };
        self.first_page().flatten().take(PARTIES).find(parties).map(|line| line.trim().to_owned())
    }

    /// The day on which the document was issued, as the first page says it in words.
    pub(crate) fn issued(&self) -> Option<Date> {
        let said = |line: &&String| {
            let lower = line.to_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
            has(ISSUED) && !has(NOT_ISSUED) && line.chars().count() <= 160
        };
        self.first_page().flatten().filter(said).find_map(|line| dates::within(line))
    }

    /// The date of the journal's volume, or of the copyright, in the small print of the first pages.
    pub(crate) fn imprinted(&self) -> Option<Date> {
        let short = |lines: &&Vec<String>| lines.iter().map(String::len).sum::<usize>() <= SMALL_PRINT;
        let lower = |line: &String| line.to_lowercase();
        let clean = |line: &String| !NOT_ISSUED.iter().any(|word| lower(line).contains(word));
        let volume = || {
            let lines = self.first_page().filter(short).flatten();
            lines
                .filter(|line| is_volume(line))
                .filter(|line| clean(line))
                .find_map(|line| dates::parse(&without_addresses(line)))
        };
        let official =
            || self.first_page().flatten().filter(|line| clean(line)).find_map(|line| dates::in_figures(line));
        let copyright = || {
            let lines = self.blocks.iter().filter(short).flatten();
            let own = lines.filter(|line| line.contains('©') || lower(line).contains("copyright"));
            let own: Vec<&String> = own.filter(|line| clean(line)).collect();
            // "2: © 2003 Ana Ruiz" credits a picture.
            let begins = |line: &&&String| lower(line).trim_start().starts_with(['©', 'c']);
            own.iter().filter(begins).chain(&own).find_map(|line| dates::parse(line))
        };
        volume().or_else(official).or_else(copyright)
    }

    fn first_page(&self) -> impl Iterator<Item = &Vec<String>> {
        self.blocks.iter().take(self.first)
    }
}

/// A line without its addresses, whose figures may look like years.
fn without_addresses(line: &str) -> String {
    line.split_whitespace().filter(|word| !word.contains('/')).collect::<Vec<_>>().join(" ")
}

/// `Vol. 11 No. 2, 2015`, `147 (2016) 18–27`: a line that gives the volume of a journal.
fn is_volume(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let figure = |at: usize| words.get(at).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let journal = words.iter().any(|word| PERIODICALS.contains(&word.as_str()));
    let number = |word: &str| VOLUMES.contains(&word) || (journal && ISSUES.contains(&word));
    let named = words.iter().enumerate().any(|(at, word)| number(word) && figure(at + 1));
    let year = |word: &String| word.len() == 6 && word.starts_with('(') && word[1..5].parse::<u16>().is_ok();
    let bracketed = words.iter().enumerate().any(|(at, word)| at > 0 && year(word) && figure(at - 1));
    let paged = words.iter().any(|word| {
        let sides = word.split_once(':');
        sides.is_some_and(|(volume, pages)| {
            !volume.is_empty() && volume.bytes().all(|b| b.is_ascii_digit()) && pages.len() > 1
        })
    });
    // The year stands for itself: "Process nº 308477/2016-2" has none.
    let dated = words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let dated = dated.into_iter().any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    words.len() <= 20 && dated && (named || bracketed || paged)
}

#[cfg(test)]
mod tests;
