//! A folder that retrieval is measured on: `passages.jsonl`, `queries.tsv` and `qrels.tsv`, as TREC and BEIR lay them out.
//!
//! Passages are read one by one, however many there are; questions and judgements are held.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use apostille_indexer::Row;

use super::metrics::Judgements;

/// A set: its name, its questions and what was judged for each.
#[derive(Debug)]
pub struct EvalSet {
    folder: PathBuf,
    /// The questions that have a relevant passage, in the file's order.
    pub questions: Vec<Question>,
    /// How many questions have none: they say nothing about a ranking and are left out.
    pub left_out: usize,
}

/// A question and its judgements.
#[derive(Debug)]
pub struct Question {
    /// The question as a person asks it.
    pub text: String,
    /// Relevance by passage id; at least one is above 0.
    pub judged: Judgements,
}

impl EvalSet {
    /// Reads the questions and judgements of a folder and sees that there are passages.
    pub fn read(folder: &Path) -> anyhow::Result<EvalSet> {
        let passages = folder.join("passages.jsonl");
        if !passages.is_file() {
            bail!("{} is not a set: it needs passages.jsonl, queries.tsv and qrels.tsv", folder.display());
        }
        let mut judged = judgements(&folder.join("qrels.tsv"))?;
        let asked = questions(&folder.join("queries.tsv"))?;
        let all = asked.len();
        let questions: Vec<Question> = asked
            .into_iter()
            .filter_map(|(id, text)| judged.remove(&id).map(|judged| Question { text, judged }))
            .filter(|question| question.judged.values().any(|relevance| *relevance > 0))
            .collect();
        if questions.is_empty() {
            bail!("{}: no question of queries.tsv has a relevant passage in qrels.tsv", folder.display());
        }
        Ok(EvalSet { folder: folder.to_owned(), left_out: all - questions.len(), questions })
    }

    /// The folder's name.
    pub fn name(&self) -> String {
        let whole = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        whole.file_name().map_or_else(|| whole.display().to_string(), |name| name.to_string_lossy().into_owned())
    }

    /// Its passages, one by one; a line that is not one is an error that names it.
    pub fn passages(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Row>> + use<>> {
        let path = self.folder.join("passages.jsonl");
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        let lines = BufReader::with_capacity(1 << 16, file).lines();
        Ok(lines.enumerate().map(move |(index, line)| {
            let place = || format!("{}, line {}", path.display(), index + 1);
            serde_json::from_str(&line.with_context(place)?)
                .with_context(|| format!("{}: {{\"id\", \"title\", \"text\"}} is wanted", place()))
        }))
    }

    /// How many passages the file has.
    pub fn passage_count(&self) -> anyhow::Result<u64> {
        let path = self.folder.join("passages.jsonl");
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        Ok(BufReader::with_capacity(1 << 16, file).split(b'\n').count() as u64)
    }
}

/// `id<TAB>text` a line; the order is kept.
fn questions(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let text = read(path)?;
    let mut seen = HashSet::new();
    let mut questions = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((id, question)) = line.split_once('\t') else {
            bail!("{}, line {}: `id<TAB>question` is wanted", path.display(), index + 1);
        };
        if !seen.insert(id) {
            bail!("{}, line {}: question {id} is there twice", path.display(), index + 1);
        }
        questions.push((id.to_owned(), question.to_owned()));
    }
    Ok(questions)
}

/// `query 0 passage relevance` a line, parted by tabs or spaces, as trec_eval reads it.
fn judgements(path: &Path) -> anyhow::Result<HashMap<String, Judgements>> {
    let text = read(path)?;
    let mut all: HashMap<String, Judgements> = HashMap::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let relevance = fields.get(3).and_then(|written| written.parse::<i64>().ok());
        let ([query, _, passage, _], Some(relevance)) = (fields.as_slice(), relevance) else {
            bail!("{}, line {}: `query 0 passage relevance` is wanted", path.display(), index + 1);
        };
        // A judgement below 0 (spam, in TREC) is not relevant, as 0 is.
        let relevance = u32::try_from(relevance).unwrap_or(0);
        all.entry((*query).to_owned()).or_default().insert((*passage).to_owned(), relevance);
    }
    Ok(all)
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(passages: &str, queries: &str, qrels: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("passages.jsonl", passages), ("queries.tsv", queries), ("qrels.tsv", qrels)] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_question_without_a_relevant_passage_is_left_out_and_counted() {
        let folder = folder("", "a\tWhat?\nb\tWho?\nc\tWhy?\n", "a 0 p1 1\na 0 p2 0\nb\t0\tp1\t0\n");
        let set = EvalSet::read(folder.path()).unwrap();
        assert_eq!((set.questions.len(), set.left_out), (1, 2));
        assert_eq!(set.questions[0].judged.len(), 2);
    }

    #[test]
    fn a_broken_line_is_named_with_its_number() {
        let cases = [
            ("", "a\tWhat?\nb\n", "a 0 p1 1\n", "queries.tsv, line 2"),
            ("", "a\tWhat?\na\tWho?\n", "a 0 p1 1\n", "queries.tsv, line 2"),
            ("", "a\tWhat?\n", "a 0 p1\n", "qrels.tsv, line 1"),
            ("{}\n", "a\tWhat?\n", "a 0 p1 1\n", "passages.jsonl, line 1"),
        ];
        for (passages, queries, qrels, named) in cases {
            let folder = folder(passages, queries, qrels);
            let read = EvalSet::read(folder.path()).and_then(|set| set.passages()?.collect::<anyhow::Result<Vec<_>>>());
            let said = format!("{:#}", read.unwrap_err());
            assert!(said.contains(named), "{said} does not name {named}");
        }
    }
}
