//! `apostille quality`: how well documents were read, one by one or the worst of all.

use std::io::{Write, stdout};

use anyhow::Context;
use apostille_catalogue::{Catalogue, QualityOrder, QualityReport, QualityRow};
use serde_json::json;

use crate::command_line::{Common, Exit, Output};
use crate::reference;
use crate::terminal::{Terminal, count};

/// Characters of the longest bar of the chart.
const WIDEST: u64 = 40;

const EXAMPLES: &str = "\
Soundness, from 0 to 1, says how far a reader can trust the text: letters that nobody could read, words that look like none
(by their letters; no dictionary is asked), pages without text, how sure OCR was, notes that no sentence cites, warnings.

Examples:
  apostille quality                          the collection, and its 20 worst documents
  apostille quality --worst 100 --by garbled-words
  apostille quality 4f0c2a
  apostille quality --worst 50000 --json | jq 'select(.soundness < .5) | .document'";

/// Say how well documents were read
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only this document: its id, the beginning of it, or its path
    #[arg(value_name = "DOCUMENT")]
    document: Option<String>,
    /// How many documents to list, the worst first
    #[arg(long, value_name = "N", default_value_t = 20)]
    worst: u64,
    /// Sort by soundness, doubtful-letters, garbled-words, unknown-words, unlinked-notes, unread-pages, label-gaps or warnings
    #[arg(long, value_name = "MEASURE", default_value = "soundness", value_parser = order)]
    by: QualityOrder,
}

fn order(written: &str) -> Result<QualityOrder, String> {
    let found = QualityOrder::ALL.into_iter().find(|(_, word)| *word == written);
    let words = QualityOrder::ALL.map(|(_, word)| word).join(", ");
    found.map(|(order, _)| order).ok_or_else(|| format!("one of {words} is wanted"))
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let Some(document) = &self.document else { return self.all(&catalogue, common) };
        let document = reference::document(&catalogue, document)?;
        let report = catalogue.quality(document)?;
        let report = report.with_context(|| format!("document {document} was made from rows: nothing was read"))?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(&report)?)?,
            Output::Text => print(&mut out, &Terminal::of_stdout(), &report)?,
        }
        Ok(Exit::Done)
    }

    fn all(&self, catalogue: &Catalogue, common: &Common) -> anyhow::Result<Exit> {
        let (rows, whole) = (catalogue.quality_table(self.by, 0, self.worst)?, catalogue.collection_quality()?);
        let mut out = stdout().lock();
        if common.output == Output::Json {
            for row in rows {
                writeln!(out, "{}", serde_json::to_string(&row)?)?;
            }
            writeln!(out, "{}", json!({"collection": whole}))?;
            return Ok(Exit::Done);
        }
        let most = whole.distribution.iter().copied().max().unwrap_or(0).max(1);
        for (range, documents) in whole.distribution.iter().enumerate() {
            let bar = "#".repeat((documents * WIDEST).div_ceil(most) as usize);
            writeln!(
                out,
                ".{range}-{:<3} {documents:>7} {bar}",
                if range == 9 { "1".to_owned() } else { format!(".{}", range + 1) }
            )?;
        }
        writeln!(out)?;
        for row in &rows {
            writeln!(out, "{}", line(&Terminal::of_stdout(), row))?;
        }
        anstream::eprintln!("{}", count(whole.documents, "document", "documents"));
        Ok(Exit::Done)
    }
}

fn line(terminal: &Terminal, row: &QualityRow) -> String {
    let path = row.path.as_deref().unwrap_or_default();
    format!("{:.2} {}  {path} {}", row.soundness, row.document, terminal.faint(&format!("({})", said(row).join("; "))))
}

/// What speaks against a document, in words.
fn said(row: &QualityRow) -> Vec<String> {
    let measures = &row.measures;
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let unread = measures.pages.map_or(0, |pages| pages.saturating_sub(measures.pages_read));
    let ocr = measures.ocr_confidence.map_or("scanned".to_owned(), |sure| format!("scanned, OCR sure by {sure} %"));
    let all = [
        (measures.words == 0, "no words".to_owned()),
        (measures.is_scanned, ocr),
        (measures.doubtful_letters > 0, format!("{} of letters unreadable", percent(measures.doubtful_share()))),
        (measures.garbled_words > 0, format!("{} of words garbled", percent(measures.garbled_share()))),
        (measures.unknown_words > 0, format!("{} of words in no dictionary", percent(measures.unknown_share()))),
        (
            unread > 0,
            format!("{unread} of {} without text", count(measures.pages.unwrap_or(0).into(), "page", "pages")),
        ),
        (measures.label_gaps > 0, count(measures.label_gaps.into(), "gap in page labels", "gaps in page labels")),
        (
            measures.unlinked_notes > 0,
            format!("{} of {} not cited", measures.unlinked_notes, count(measures.notes, "note", "notes")),
        ),
        (measures.warnings > 0, count(measures.warnings, "warning", "warnings")),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect()
}

fn print(out: &mut impl Write, terminal: &Terminal, report: &QualityReport) -> anyhow::Result<()> {
    let row = &report.row;
    writeln!(out, "{}", terminal.strong(&terminal.wrap("", &row.title)))?;
    writeln!(out, "soundness {:.2}", row.soundness)?;
    let languages: Vec<String> =
        row.measures.languages.iter().map(|(tag, passages)| format!("{tag} {passages}")).collect();
    writeln!(out, "passages by language: {}", languages.join(", "))?;
    for words in said(row) {
        writeln!(out, "{words}")?;
    }
    for warning in &report.warned {
        let page = warning.page.map(|page| format!(" (page {page})")).unwrap_or_default();
        writeln!(out, "{}", terminal.wrap("", &format!("warning: {}{page}", warning.message)))?;
    }
    for note in &report.unlinked {
        let page = note.page.map(|page| format!(" on page {page}")).unwrap_or_default();
        writeln!(out, "no sentence cites note {}{page} ({})", note.label, note.id)?;
    }
    Ok(())
}
