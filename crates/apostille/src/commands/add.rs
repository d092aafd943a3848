//! `apostille add`: files and folders go into the collection, and every file is accounted for.

use std::path::PathBuf;

use apostille_extract::Limits;
use apostille_indexer::{Job, Summary};

use crate::command_line::{Common, Exit};
use crate::following::follow;
use crate::limits::ReadingLimits;
use crate::terminal::count;

const EXAMPLES: &str = "\
Text, Markdown, PDF, Word (.docx), OpenDocument (.odt), Rich Text, HTML, EPUB, Akoma Ntoso and JATS are read. A file that is not fails with a reason and the remedy; the others go on.
Scans are read by OCR, after everything else, where tesseract is installed with its languages eng and spa; APOSTILLE_TESSERACT names another program, or is `off`.
Files beside a document that describe it are read for its record: paper.pdf.yaml, paper.yaml, paper.ris, paper.bib, paper.json (CSL-JSON), paper.xml (Dublin Core).
Hidden files are passed over. Adding again is quick: what has not changed is not read again.
Exit code 1: some files failed.

Examples:
  apostille add papers/ laws/mx.md
  apostille add papers/ --json | jq -r 'select(.status == \"failed\") | [.path, .reason] | @tsv'";

/// Add files and folders
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    limits: ReadingLimits,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let summary = add(self.paths.clone(), self.limits.limits(), common)?;
        Ok(if summary.failed > 0 { Exit::InPart } else { Exit::Done })
    }
}

/// Adds paths and says what came of them.
pub fn add(paths: Vec<PathBuf>, limits: Limits, common: &Common) -> anyhow::Result<Summary> {
    let summary = follow(Job::Add { paths }, "files", limits, common)?;
    anstream::eprintln!("{}", sentence(&summary));
    Ok(summary)
}

/// The counts, which add up.
pub fn sentence(summary: &Summary) -> String {
    let parts = [
        (summary.indexed, "indexed"),
        (summary.unchanged, "unchanged"),
        (summary.duplicate, "duplicate"),
        (summary.failed, "failed"),
    ];
    let counted: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    let files = count(summary.files, "file", "files");
    let came = format!("{}, {}", count(summary.passages, "passage", "passages"), count(summary.notes, "note", "notes"));
    let mut sentence = if counted.is_empty() { files } else { format!("{files}: {}", counted.join(", ")) };
    if summary.indexed > 0 {
        sentence.push_str(&format!(" ({came})"));
    }
    if summary.passed_over > 0 {
        sentence.push_str(&format!("; {} passed over (hidden, sidecars, or counted elsewhere)", summary.passed_over));
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_what_there_is_and_nothing_else() {
        let summary =
            Summary { files: 3, indexed: 2, failed: 1, passages: 40, notes: 1, passed_over: 1, ..Summary::default() };
        let said = "3 files: 2 indexed, 1 failed (40 passages, 1 note); 1 passed over (hidden, sidecars, or counted elsewhere)";
        assert_eq!(sentence(&summary), said);
        assert_eq!(sentence(&Summary::default()), "0 files");
    }
}
