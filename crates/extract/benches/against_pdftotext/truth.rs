//! What is true of the corpus: the rows of `truth/documents.tsv` and the sentences of the sample paper.

use std::fs;
use std::path::{Path, PathBuf};

/// What is known of one file.
pub struct Row {
    /// The file.
    pub path: PathBuf,
    /// How many notes it has, where they were counted.
    pub notes: Option<usize>,
    /// How reading it ends, in words.
    pub outcome: String,
}

/// What is known of the corpus.
pub struct Truth {
    /// A row a file, in the order of the table; patterns are spelt out.
    pub rows: Vec<Row>,
    corpus: PathBuf,
}

impl Truth {
    /// Reads the truth of a corpus.
    pub fn of(corpus: &Path) -> Truth {
        let table = fs::read_to_string(corpus.join("truth/documents.tsv")).unwrap();
        let rows = table.lines().skip(1).flat_map(|line| rows(corpus, line)).collect();
        Truth { rows, corpus: corpus.to_path_buf() }
    }

    /// PDF documents that are neither scans nor damaged.
    pub fn clean_pdfs(&self) -> Vec<PathBuf> {
        let clean = |row: &&Row| row.outcome == "indexed" && is_pdf(&row.path) && !self.is_hostile(&row.path);
        self.rows.iter().filter(clean).map(|row| row.path.clone()).collect()
    }

    /// The rows of files that are made to do harm, or are broken.
    pub fn hostile(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| self.is_hostile(&row.path))
    }

    fn is_hostile(&self, path: &Path) -> bool {
        path.starts_with(self.corpus.join("hostile"))
    }

    /// The sample paper in every form in which the corpus has it.
    pub fn sample_forms(&self) -> Vec<PathBuf> {
        let made = |row: &&Row| super::name(&row.path).starts_with("made-en-");
        let text = self.corpus.join("seeds/selee-heredia-2021.txt");
        std::iter::once(text).chain(self.rows.iter().filter(made).map(|row| row.path.clone())).collect()
    }

    /// Label of each note of the sample paper, and how the sentence ends that cites it.
    pub fn sample_sentences(&self) -> Vec<(String, String)> {
        let table = fs::read_to_string(self.corpus.join("truth/selee-heredia-2021.tsv")).unwrap();
        let row = |line: &str| {
            let fields: Vec<&str> = line.split('\t').collect();
            (fields[0].to_owned(), fields[3].to_owned())
        };
        table.lines().skip(1).map(row).collect()
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "pdf")
}

/// The rows of a line, whose name may be a pattern: `made.{docx,odt}`, `mal-*.pdf`.
fn rows(corpus: &Path, line: &str) -> Vec<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let row = |path: PathBuf| Row { path, notes: fields[2].parse().ok(), outcome: fields[3].to_owned() };
    spelt_out(fields[0]).iter().flat_map(|name| found(corpus, name)).map(row).collect()
}

/// `a.{b,c}` as `a.b` and `a.c`.
fn spelt_out(name: &str) -> Vec<String> {
    let Some((before, rest)) = name.split_once('{') else { return vec![name.to_owned()] };
    let (choices, after) = rest.split_once('}').unwrap();
    choices.split(',').map(|choice| format!("{before}{choice}{after}")).collect()
}

/// The files that a name with at most one `*` means.
fn found(corpus: &Path, name: &str) -> Vec<PathBuf> {
    let Some((before, after)) = name.split_once('*') else { return vec![corpus.join(name)] };
    let (folder, start) = before.rsplit_once('/').unwrap();
    let entries = fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let fits = |path: &PathBuf| super::name(path).starts_with(start) && super::name(path).ends_with(after);
    let mut found: Vec<PathBuf> = entries.filter(fits).collect();
    found.sort();
    found
}
