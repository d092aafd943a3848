#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
// probe SET FOLDER: builds or opens an index and times the phases of searches.
use apostille_corpus::{DocumentId, Kind, Language, Passage, Record};
use apostille_engine::{Grouping, Index, Query, Search};
use std::time::Instant;
fn main() {
    let set = std::env::args().nth(1).unwrap();
    let folder = std::env::args().nth(2).unwrap();
    let path = std::path::Path::new(&folder);
    if !path.join("meta.json").exists() {
        let index = Index::create(path).unwrap();
        let mut writer = index.writer(150_000_000).unwrap();
        for (row, line) in (1..).zip(std::fs::read_to_string(format!("{set}/passages.jsonl")).unwrap().lines()) {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
            let title = field("title");
            let document = DocumentId::from_u64(title.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)));
            let passage = Passage { id: field("id"), number: row, kind: Kind::Body, language: Language::from_tag(&field("lang")), page: None, page_label: None, section: None, text: field("text"), markers: Vec::new(), continues: false };
            writer.append(document, &Record { title, ..Record::default() }, &[passage], &[]).unwrap();
        }
        writer.commit(1).unwrap();
        writer.close().unwrap();
    }
    let searcher = Index::open(path).unwrap().searcher().unwrap();
    let expand = std::env::var_os("EXPAND").is_some();
    let queries = std::fs::read_to_string(format!("{set}/queries.tsv")).unwrap();
    let limit: usize = std::env::var("LIMIT").ok().and_then(|v| v.parse().ok()).unwrap_or(10);
    let mut best = f64::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let mut n = 0;
        for line in queries.lines() {
            let q = line.split_once('\t').unwrap().1;
            let s = Search { grouping: Grouping::None, limit, expand, ..Search::new(Query::words(q)) };
            std::hint::black_box(searcher.search(&s).unwrap());
            n += 1;
        }
        best = best.min(begun.elapsed().as_secs_f64() * 1000.0 / n as f64);
    }
    println!("{best:.3} ms a query");
}
