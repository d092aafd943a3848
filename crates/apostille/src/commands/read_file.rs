//! `apostille read-file`: reads one file and prints its manuscript. Hidden: the indexer runs it as a child, under limits,
//! so that a hostile file ends the child and not the collection.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use apostille_extract::Task;

/// Read one file and print its manuscript as JSON
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file
    path: PathBuf,
    /// Print the pages of a scan, without words
    #[arg(long, conflicts_with = "page")]
    blank_pages: bool,
    /// Draw the first page so many dots wide, and print it as PNG
    #[arg(long, conflicts_with_all = ["page", "blank_pages"])]
    drawn: Option<u16>,
    /// Draw this page of a scan and let tesseract print the words on it
    #[arg(long, requires = "tesseract")]
    page: Option<usize>,
    /// Tesseract's name or path
    #[arg(long, requires = "page")]
    tesseract: Option<OsString>,
}

impl Args {
    /// Its exit code is its own: the indexer reads it.
    pub fn run(&self) -> ExitCode {
        apostille_extract::child_main(&self.path, &self.task())
    }

    fn task(&self) -> Task {
        if let Some(width) = self.drawn {
            return Task::Draw { width };
        }
        match (self.page, &self.tesseract) {
            (Some(page), Some(program)) => Task::Recognise { page, program: program.clone() },
            _ if self.blank_pages => Task::BlankPages,
            _ => Task::Read,
        }
    }
}
