//! How are notes labelled? By their order, footnotes and endnotes apart, in the document's numerals.

use crate::office::numerals::Numerals;

/// The numbers of the notes so far.
#[derive(Debug)]
pub(super) struct Labels {
    footnotes: Series,
    endnotes: Series,
}

#[derive(Debug)]
struct Series {
    numerals: Numerals,
    next: u32,
}

impl Default for Labels {
    fn default() -> Labels {
        let series = |numerals| Series { numerals, next: 1 };
        Labels { footnotes: series(Numerals::Decimal), endnotes: series(Numerals::LowerRoman) }
    }
}

impl Labels {
    /// Takes a control word that says how notes are numbered.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) {
        let (series, rest) = match (word.strip_prefix("aftn"), word.strip_prefix("ftn")) {
            (Some(rest), _) => (&mut self.endnotes, rest),
            (_, Some(rest)) => (&mut self.footnotes, rest),
            _ => return,
        };
        match rest {
            "nar" => series.numerals = Numerals::Decimal,
            "nalc" => series.numerals = Numerals::LowerLetter,
            "nauc" => series.numerals = Numerals::UpperLetter,
            "nrlc" => series.numerals = Numerals::LowerRoman,
            "nruc" => series.numerals = Numerals::UpperRoman,
            "nchi" => series.numerals = Numerals::Symbols,
            "start" => series.next = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(1),
            _ => {}
        }
    }

    /// The label of the next footnote.
    pub(super) fn next_footnote(&mut self) -> String {
        self.footnotes.next(self.footnotes.numerals)
    }

    /// The label of the next endnote.
    pub(super) fn next_endnote(&mut self) -> String {
        self.endnotes.next(self.endnotes.numerals.apart_from(self.footnotes.numerals))
    }
}

impl Series {
    fn next(&mut self, numerals: Numerals) -> String {
        let label = numerals.write(self.next);
        self.next = self.next.saturating_add(1);
        label
    }
}
