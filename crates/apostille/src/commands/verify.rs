//! `apostille verify`: do catalogue, originals and index agree? What can be mended is.

use std::io::{Write, stdout};

use apostille_catalogue::Catalogue;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::count;

const EXAMPLES: &str = "\
Every original is read and its digest compared, those of the trash too; the index must hold what the catalogue holds and nothing
else. A lost original is taken anew from the file that it was added from, if that has the same bytes, and passages that the
index has otherwise are written anew, unless another process writes the collection; what was mended is said.
Exit code 1: something does not agree and could not be mended; each problem is printed with what to do.

Examples:
  apostille verify && echo sound";

/// Check that catalogue, originals and index agree, and mend what can be
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        drop(Catalogue::open_existing(common.home())?);
        let report = apostille_indexer::verify(common.home())?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(&report)?)?,
            Output::Text => {
                for mended in &report.mended {
                    writeln!(out, "mended: {mended}")?;
                }
                for problem in &report.problems {
                    writeln!(out, "{problem}")?;
                }
            }
        }
        let problems = report.problems.len() as u64;
        if common.output == Output::Text {
            let held = count(report.documents, "document", "documents");
            let forms = match report.forms {
                0 => String::new(),
                forms => format!(" ({forms} of them stand behind a better text of their works)"),
            };
            match problems {
                0 => anstream::eprintln!("{held}{forms}: catalogue, originals and index agree"),
                _ => anstream::eprintln!("{held}{forms}: {}", count(problems, "problem", "problems")),
            }
        }
        Ok(if problems == 0 { Exit::Done } else { Exit::InPart })
    }
}
