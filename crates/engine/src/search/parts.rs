//! The filters as people and addresses write them: `notes`, `2019..2021`.

use std::fmt;
use std::str::FromStr;

use apostille_corpus::Kind;
use serde::{Deserialize, Serialize};

/// Which part of documents is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Everything.
    All,
    /// Every kind of passage that is not a note.
    Body,
    /// Notes only.
    Notes,
}

impl Part {
    /// The word for it in addresses and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::All => "all",
            Part::Body => "body",
            Part::Notes => "notes",
        }
    }

    /// Whether a passage of this kind is in this part.
    pub fn holds(self, kind: Kind) -> bool {
        match self {
            Part::All => true,
            Part::Body => kind != Kind::Note,
            Part::Notes => kind == Kind::Note,
        }
    }
}

/// What was written is not a part.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a part of documents: all, body or notes")]
pub struct NotAPart(pub String);

impl FromStr for Part {
    type Err = NotAPart;

    fn from_str(text: &str) -> std::result::Result<Part, NotAPart> {
        [Part::All, Part::Body, Part::Notes]
            .into_iter()
            .find(|part| part.as_str() == text)
            .ok_or_else(|| NotAPart(text.to_owned()))
    }
}

/// A span of years, both ends inclusive; an end that is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Years {
    /// The first year.
    pub from: Option<u16>,
    /// The last year.
    pub to: Option<u16>,
}

impl Years {
    /// Whether a year is in the span.
    pub fn holds(self, year: u16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// What was written is not a span of years.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a span of years: 2019..2021, 2019.., ..2021 or 2019")]
pub struct NotYears(pub String);

impl FromStr for Years {
    type Err = NotYears;

    fn from_str(text: &str) -> std::result::Result<Years, NotYears> {
        let wrong = || NotYears(text.to_owned());
        let year = |written: &str| -> std::result::Result<Option<u16>, NotYears> {
            let written = written.trim();
            if written.is_empty() {
                return Ok(None);
            }
            let digits = written.len() <= 4 && written.bytes().all(|b| b.is_ascii_digit());
            if !digits {
                return Err(wrong());
            }
            written.parse().map(Some).map_err(|_| wrong())
        };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (year(from)?, year(to)?),
            None => (year(text)?, year(text)?),
        };
        let backwards = matches!((from, to), (Some(from), Some(to)) if from > to);
        if backwards || (from, to) == (None, None) {
            return Err(wrong());
        }
        Ok(Years { from, to })
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |year: Option<u16>| year.map_or(String::new(), |year| year.to_string());
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => write!(f, "{}..{}", end(from), end(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_years_is_read_as_people_write_it() {
        for (written, from, to, printed) in [
            ("2019..2021", Some(2019), Some(2021), "2019..2021"),
            ("2019..", Some(2019), None, "2019.."),
            ("..2021", None, Some(2021), "..2021"),
            ("2019", Some(2019), Some(2019), "2019"),
            (" 2019 .. 2021 ", Some(2019), Some(2021), "2019..2021"),
        ] {
            let years: Years = written.parse().unwrap();
            assert_eq!((years.from, years.to), (from, to), "{written}");
            assert_eq!(years.to_string(), printed);
        }
        for wrong in ["", "..", "2021..2019", "20x9", "-5..3", "2019-2021", "99999"] {
            assert!(wrong.parse::<Years>().is_err(), "{wrong}");
        }
    }
}
