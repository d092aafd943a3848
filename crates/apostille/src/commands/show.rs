//! `apostille show`: a whole document as the catalogue holds it, to read or as one line of JSON.

use std::collections::HashMap;
use std::io::{Write, stdout};

use anyhow::Context;
use apostille_catalogue::Catalogue;
use apostille_corpus::Kind;
use apostille_server::answer::{self, Document, Note, Passage};

use crate::command_line::{Common, Exit, Output};
use crate::reference;
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  apostille show 4f0c2a                     the beginning of an id is enough where it is the only one
  apostille show papers/report.md
  apostille show 4f0c2a --json | jq '.notes[] | select(.cited_by == [])'";

/// Print a whole document with its notes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Its id, the beginning of it, or the path of a file that was added
    #[arg(value_name = "DOCUMENT")]
    document: String,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let id = reference::document(&catalogue, &self.document)?;
        let document = answer::document(&catalogue, id)?;
        let document =
            document.with_context(|| format!("document {id} was removed; `apostille list` prints those there are"))?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(&document)?)?,
            Output::Text => print(&mut out, &Terminal::of_stdout(), &document)?,
        }
        Ok(Exit::Done)
    }
}

fn print(out: &mut impl Write, terminal: &Terminal, document: &Document) -> anyhow::Result<()> {
    writeln!(out, "{}", terminal.strong(&terminal.wrap("", &document.title)))?;
    for line in about(document) {
        writeln!(out, "{}", terminal.faint(&terminal.wrap("", &line)))?;
    }
    for form in &document.forms {
        let path = form.path.as_deref().unwrap_or_default();
        let which = if form.best { ", which answers searches" } else { "" };
        writeln!(out, "{}", terminal.faint(&terminal.wrap("", &format!("also as {} {path}{which}", form.id))))?;
    }
    for translation in &document.translations {
        let said = format!("in {}: {} {}", translation.language, translation.document, translation.title);
        writeln!(out, "{}", terminal.faint(&terminal.wrap("", &said)))?;
    }
    for warning in &document.warnings {
        writeln!(out, "{}", terminal.wrap("", &format!("warning: {} ({})", warning.message, warning.code)))?;
    }
    let labels: HashMap<&str, &str> =
        document.notes.iter().map(|note| (note.id.as_str(), note.label.as_str())).collect();
    for passage in &document.passages {
        print_passage(out, terminal, passage, &labels)?;
    }
    if !document.notes.is_empty() {
        writeln!(out, "\n{}\n", terminal.strong("Notes"))?;
    }
    for note in &document.notes {
        writeln!(out, "{}", terminal.wrap("", &note_line(note)))?;
    }
    Ok(())
}

fn about(document: &Document) -> Vec<String> {
    let authors = Some(document.authors.join(", ")).filter(|authors| !authors.is_empty());
    let date = document.date.map(|date| date.to_string());
    let record: Vec<String> = [authors, date, document.kind.clone()].into_iter().flatten().collect();
    let languages: Vec<&str> = document.languages.iter().map(|language| language.as_str()).collect();
    let place = [document.id.to_string(), languages.join(", "), document.paths.join(", ")];
    let lines = [record.join(" · "), place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn print_passage(
    out: &mut impl Write,
    terminal: &Terminal,
    passage: &Passage,
    labels: &HashMap<&str, &str>,
) -> anyhow::Result<()> {
    if !passage.continues {
        writeln!(out)?;
    }
    let text = with_markers(passage, labels);
    for paragraph in text.lines() {
        let line = terminal.wrap("", paragraph);
        writeln!(out, "{}", if passage.kind == Kind::Heading { terminal.strong(&line) } else { line })?;
    }
    Ok(())
}

/// The text with `[label]` where it cites a note.
fn with_markers(passage: &Passage, labels: &HashMap<&str, &str>) -> String {
    let mut text = String::with_capacity(passage.text.len() + 8 * passage.markers.len());
    let mut letters = passage.text.chars();
    let mut done = 0;
    for marker in &passage.markers {
        text.extend(letters.by_ref().take(marker.at.saturating_sub(done)));
        done = done.max(marker.at);
        text.push_str(&format!("[{}]", labels.get(marker.note.as_str()).copied().unwrap_or("?")));
    }
    text.extend(letters);
    text
}

fn note_line(note: &Note) -> String {
    let page = note.page_label.clone().or(note.page.map(|page| page.to_string()));
    let page = page.map(|page| format!(" (p. {page})")).unwrap_or_default();
    format!("[{}] {}{page}", note.label, note.text)
}
