//! `apostille language`: which language is each line in, as indexing would tag it without a document around?

use std::io::{BufRead, Write, stdin, stdout};

use apostille_corpus::language::Tagger;

use crate::command_line::Exit;

const EXAMPLES: &str = "\
For each line of stdin, one line: language, confidence (0 to 1) and the line, parted by tabs.
An empty line, or one whose language cannot be told, is `und`.

Examples:
  echo 'Ley de Migración' | apostille language
  apostille language < titles.txt | cut -f1 | sort | uniq -c";

/// Say which language each line on stdin is in
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

impl Args {
    pub fn run(&self) -> anyhow::Result<Exit> {
        let tagger = Tagger::new();
        let mut out = stdout().lock();
        for line in stdin().lock().split(b'\n') {
            let bytes = line?;
            // What is not UTF-8 keeps its place: one line out for each line in.
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_suffix('\r').unwrap_or(&text);
            let tagged = tagger.tag(text, None);
            writeln!(out, "{}\t{:.3}\t{text}", tagged.language, tagged.confidence)?;
        }
        Ok(Exit::Done)
    }
}
