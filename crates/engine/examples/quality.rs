//! Retrieval quality of sets of `passages.jsonl`, `queries.tsv` and `qrels.tsv`, straight through the engine.
//!
//! `cargo run --release -p apostille-engine --example quality -- ../shared/bench/squad-en ...` For tuning: `apostille
//! eval` is what counts, and goes through the whole program.
#![allow(clippy::print_stdout)]

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use apostille_corpus::language::Tagger;
use apostille_corpus::{DocumentId, Kind, Passage, Record};
use apostille_engine::{Grouping, Index, Query, Search, Searcher};

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    println!("{:<14} {:>7} {:>7} {:>7} {:>7} {:>8}", "set", "mrr@10", "r@10", "r@100", "ndcg@10", "ms");
    for set in std::env::args().skip(1) {
        measure(Path::new(&set))?;
    }
    Ok(())
}

fn measure(set: &Path) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let index = Index::create(folder.path())?;
    fill(&index, &set.join("passages.jsonl"))?;
    let searcher = index.searcher()?;
    let relevant = relevant(&set.join("qrels.tsv"))?;
    let mut sums = [0.0; 4];
    let mut count = 0.0;
    let mut seconds = 0.0;
    for line in fs::read_to_string(set.join("queries.tsv"))?.lines() {
        let (id, text) = line.split_once('\t').ok_or("a query without a tab")?;
        let Some(judged) = relevant.get(id) else { continue };
        let started = Instant::now();
        let ranking = ranking(&searcher, text, 100)?;
        seconds += started.elapsed().as_secs_f64();
        let measured = [
            mrr(&ranking, judged),
            recall(&ranking, judged, 10),
            recall(&ranking, judged, 100),
            ndcg(&ranking, judged),
        ];
        sums.iter_mut().zip(measured).for_each(|(sum, value)| *sum += value);
        count += 1.0;
    }
    let [mrr, recall_10, recall_100, ndcg] = sums.map(|sum| sum / count);
    let name = set.file_name().unwrap_or_default().to_string_lossy();
    println!("{name:<14} {mrr:>7.4} {recall_10:>7.4} {recall_100:>7.4} {ndcg:>7.4} {:>8.3}", 1000.0 * seconds / count);
    Ok(())
}

fn fill(index: &Index, passages: &Path) -> Result<(), Failure> {
    let tagger = Tagger::new();
    let mut writer = index.writer(150_000_000)?;
    let mut documents: HashMap<String, u64> = HashMap::new();
    for (row, line) in (1..).zip(fs::read_to_string(passages)?.lines()) {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let (title, text) = (field("title"), field("text"));
        let key = if title.is_empty() { format!("\0{row}") } else { title.clone() };
        let next = documents.len() as u64 + 1;
        let document = DocumentId::from_u64(*documents.entry(key).or_insert(next));
        let passage = Passage {
            id: field("id"),
            number: row,
            kind: Kind::Body,
            language: tagger.tag(&text, None).language,
            page: None,
            page_label: None,
            section: None,
            text,
            markers: Vec::new(),
            continues: false,
        };
        writer.append(document, &Record { title, ..Record::default() }, &[passage], &[])?;
    }
    writer.commit(1)?;
    writer.close()?;
    Ok(())
}

fn relevant(qrels: &Path) -> Result<HashMap<String, HashMap<String, f64>>, Failure> {
    let mut relevant: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for line in fs::read_to_string(qrels)?.lines() {
        let mut columns = line.split_whitespace();
        let (Some(query), _, Some(passage), Some(relevance)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            return Err(format!("{line} is no judgement").into());
        };
        relevant.entry(query.to_owned()).or_default().insert(passage.to_owned(), relevance.parse()?);
    }
    Ok(relevant)
}

fn ranking(searcher: &Searcher, text: &str, limit: usize) -> Result<Vec<String>, Failure> {
    let expand = std::env::var_os("NO_EXPAND").is_none();
    let search = Search { grouping: Grouping::None, limit, expand, ..Search::new(Query::words(text)) };
    Ok(searcher.search(&search)?.hits.into_iter().map(|hit| hit.passage.id).collect())
}

fn mrr(ranking: &[String], judged: &HashMap<String, f64>) -> f64 {
    let first = ranking.iter().take(10).position(|id| judged.get(id).is_some_and(|relevance| *relevance > 0.0));
    first.map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
}

fn recall(ranking: &[String], judged: &HashMap<String, f64>, depth: usize) -> f64 {
    let relevant = judged.values().filter(|relevance| **relevance > 0.0).count();
    let found = ranking.iter().take(depth).filter(|id| judged.get(*id).is_some_and(|relevance| *relevance > 0.0));
    found.count() as f64 / (relevant as f64).max(1.0)
}

fn ndcg(ranking: &[String], judged: &HashMap<String, f64>) -> f64 {
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(10).enumerate().map(|(place, gain)| gain / (place as f64 + 2.0).log2()).sum()
    };
    let mut ideal: Vec<f64> = judged.values().copied().collect();
    ideal.sort_by(|one, other| other.total_cmp(one));
    let best = discounted(&mut ideal.into_iter());
    let got = discounted(&mut ranking.iter().map(|id| judged.get(id).copied().unwrap_or(0.0)));
    if best > 0.0 { got / best } else { 0.0 }
}
