//! `apostille eval`: the questions of a set are asked of a collection made of its passages, and the rankings are judged.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use apostille_catalogue::{Catalogue, Home};
use apostille_corpus::Language;
use apostille_engine::{Grouping, Query, Search, Searcher};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use tempfile::TempDir;

use crate::collection;
use crate::command_line::{Common, Exit, Output};
use crate::eval::memory::Peak;
use crate::eval::metrics::Figures;
use crate::eval::set::{EvalSet, Question};
use crate::terminal::count;

const EXAMPLES: &str = "\
A set is a folder with passages.jsonl ({\"id\", \"title\", \"text\"} a line), queries.tsv (`id<TAB>text`) and qrels.tsv
(`query 0 passage relevance`). Rows of one title are one document. Questions are asked as plain words, without operators.
MRR@10, R@10, R@100 and nDCG@10 are means over the questions that have a relevant passage; ms is the mean time of one search
for 100 passages.

Examples:
  apostille eval sets/squad-en sets/squad-es
  apostille eval sets/mixed --by-language
  apostille eval sets/scifact --json | jq '.\"ndcg@10\"'
  apostille eval sets/scifact --home kept/   the collection is kept, used again, and can be served";

/// Passages that are asked for: the deepest figure is recall at a hundred.
const DEPTH: usize = 100;
/// Memory is looked at once in so many rows.
const BETWEEN_LOOKS: u64 = 1_000;

/// Measure retrieval quality on sets of questions
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Folders of sets; with --home, one
    #[arg(required = true, value_name = "SET")]
    sets: Vec<PathBuf>,
    /// Print a row also for each language of the questions, as searches take them to be
    #[arg(long)]
    by_language: bool,
}

/// What is printed of a set.
#[derive(Debug, Serialize)]
struct Row {
    set: String,
    #[serde(rename = "mrr@10")]
    mrr_10: f64,
    #[serde(rename = "r@10")]
    recall_10: f64,
    #[serde(rename = "r@100")]
    recall_100: f64,
    #[serde(rename = "ndcg@10")]
    ndcg_10: f64,
    /// Mean milliseconds of a search.
    ms: f64,
    passages: u64,
    queries: usize,
    /// Seconds that making the collection took; null where it was there already.
    load_seconds: Option<f64>,
    /// The most anonymous memory, in bytes; null where the system does not say.
    peak_anonymous_bytes: Option<u64>,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if common.typed_home().is_some() && self.sets.len() > 1 {
            bail!("--home keeps the collection of one set: name one set, or leave --home out");
        }
        let mut out = stdout().lock();
        for (index, folder) in self.sets.iter().enumerate() {
            let mut rows = measure(folder, common.typed_home())?;
            rows.truncate(if self.by_language { rows.len() } else { 1 });
            for (place, row) in rows.iter().enumerate() {
                match common.output {
                    Output::Json => writeln!(out, "{}", serde_json::to_string(row)?)?,
                    Output::Text => print(&mut out, row, index + place)?,
                }
            }
            out.flush()?;
        }
        Ok(Exit::Done)
    }
}

/// The row of a set, then one for each language of its questions.
fn measure(folder: &Path, kept: Option<&Path>) -> anyhow::Result<Vec<Row>> {
    let set = EvalSet::read(folder)?;
    if set.left_out > 0 {
        let out = count(set.left_out as u64, "question has", "questions have");
        anstream::eprintln!("{}: {out} no relevant passage and is left out", set.name());
    }
    let temporary = TempDir::with_prefix("apostille-eval-")
        .context("there is no folder for the collection: give one with --home DIR")?;
    let home = kept.unwrap_or(temporary.path());
    let mut peak = Peak::default();
    let load_seconds = load(&set, home, &mut peak)?;
    let (asked, passages) = ask(&set.questions, home, &mut peak)?;
    let all: Vec<&Asked> = asked.iter().collect();
    let whole = Row::of(set.name(), &all, passages);
    let whole = Row { load_seconds: load_seconds.map(rounded), peak_anonymous_bytes: peak.bytes(), ..whole };
    let mut languages: Vec<&Language> = asked.iter().map(|asked| &asked.language).collect();
    languages.sort_by_key(|language| language.as_str());
    languages.dedup();
    let each = languages.into_iter().map(|language| {
        let asked: Vec<&Asked> = asked.iter().filter(|asked| asked.language == *language).collect();
        Row::of(format!("{}, questions in {language}", set.name()), &asked, passages)
    });
    Ok(std::iter::once(whole).chain(each).collect())
}

impl Row {
    fn of(set: String, asked: &[&Asked], passages: u64) -> Row {
        let each: Vec<Figures> = asked.iter().map(|asked| asked.figures).collect();
        let figures = Figures::mean(&each);
        let seconds: f64 = asked.iter().map(|asked| asked.seconds).sum();
        Row {
            set,
            mrr_10: rounded(figures.mrr_10),
            recall_10: rounded(figures.recall_10),
            recall_100: rounded(figures.recall_100),
            ndcg_10: rounded(figures.ndcg_10),
            ms: rounded(1_000.0 * seconds / asked.len().max(1) as f64),
            passages,
            queries: asked.len(),
            load_seconds: None,
            peak_anonymous_bytes: None,
        }
    }
}

/// Makes the collection of a set; the seconds it took, or none where the home has it already.
fn load(set: &EvalSet, home: &Path, peak: &mut Peak) -> anyhow::Result<Option<f64>> {
    if Home::new(home).holds_collection() {
        let (held, wanted) = (Catalogue::open_existing(home)?.counts()?.passages, set.passage_count()?);
        if held != wanted {
            bail!(
                "{} holds {held} passages and {} has {wanted}: it is another collection; choose another --home",
                home.display(),
                set.name()
            );
        }
        anstream::eprintln!("{}: the collection in {} is used as it is", set.name(), home.display());
        return Ok(None);
    }
    let style = ProgressStyle::with_template("{msg} · {human_pos} passages · {per_sec:0}")
        .expect("the template of the bar is well formed");
    let bar = ProgressBar::no_length().with_style(style).with_message(set.name());
    let begun = Instant::now();
    let mut watcher = |rows: u64| {
        bar.set_position(rows);
        if rows.is_multiple_of(BETWEEN_LOOKS) {
            peak.look();
        }
    };
    apostille_indexer::load_rows(home, set.passages()?, &mut watcher)?;
    bar.finish_and_clear();
    peak.look();
    Ok(Some(begun.elapsed().as_secs_f64()))
}

/// A question that was asked.
struct Asked {
    /// Its language, as the search took it to be.
    language: Language,
    figures: Figures,
    seconds: f64,
}

/// Asks every question; how each was answered, and how many passages were searched.
fn ask(questions: &[Question], home: &Path, peak: &mut Peak) -> anyhow::Result<(Vec<Asked>, u64)> {
    let (_, searcher) = collection::read(home)?;
    let mut all = Vec::with_capacity(questions.len());
    for question in questions {
        let begun = Instant::now();
        let query = Query::words(&question.text);
        let language = query.language().clone();
        let ranking = ranking(&searcher, query)?;
        let seconds = begun.elapsed().as_secs_f64();
        all.push(Asked { language, figures: Figures::of(&ranking, &question.judged), seconds });
    }
    peak.look();
    Ok((all, searcher.passages()))
}

/// The ids of the passages found, best first.
fn ranking(searcher: &Searcher, query: Query) -> anyhow::Result<Vec<String>> {
    let answer = searcher.search(&Search { grouping: Grouping::None, limit: DEPTH, ..Search::new(query) })?;
    Ok(answer.hits.into_iter().map(|hit| hit.passage.id).collect())
}

/// Four digits after the point: more would be noise.
fn rounded(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0
}

fn print(out: &mut impl Write, row: &Row, index: usize) -> anyhow::Result<()> {
    if index == 0 {
        writeln!(
            out,
            "| set | MRR@10 | R@10 | R@100 | nDCG@10 | ms a query | passages | queries | load s | RssAnon MB |"
        )?;
        writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    }
    let load = row.load_seconds.map_or_else(|| "-".to_owned(), |seconds| format!("{seconds:.1}"));
    let peak = row.peak_anonymous_bytes.map_or_else(|| "-".to_owned(), |bytes| (bytes / 1_000_000).to_string());
    let Row { set, mrr_10, recall_10, recall_100, ndcg_10, ms, passages, queries, .. } = row;
    writeln!(
        out,
        "| {set} | {mrr_10:.3} | {recall_10:.3} | {recall_100:.3} | {ndcg_10:.3} | {ms:.1} | {passages} | {queries} | {load} | {peak} |"
    )?;
    Ok(())
}
