//! t
use std::io::BufRead;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let f = std::io::BufReader::new(std::fs::File::open(&a[1]).unwrap());
    let t = std::time::Instant::now();
    let rows = f.lines().map(|l| serde_json::from_str::<apostille_indexer::Row>(&l.unwrap()));
    let mut peak = 0u64;
    let mut watch = |_n: u64| {
        let s = std::fs::read_to_string("/proc/self/status").unwrap();
        let r: u64 = s.lines().find(|l| l.starts_with("RssAnon")).unwrap().split_whitespace().nth(1).unwrap().parse().unwrap();
        peak = peak.max(r);
    };
    let home = std::path::Path::new(&a[2]);
    let l = apostille_indexer::load_rows(home, rows, &mut watch).unwrap();
    println!("{l:?} wall {:?} peak RssAnon {} MB", t.elapsed(), peak / 1024);
    println!("{}", std::fs::read_to_string("/proc/self/stat").unwrap().split_whitespace().skip(13).take(2).collect::<Vec<_>>().join(" "));
    let c = apostille_catalogue::Catalogue::open_existing(home).unwrap();
    let ids: Vec<_> = c.live_documents().unwrap().into_iter().step_by(300).take(20).collect();
    c.summaries_of(&ids).unwrap();
    let t = std::time::Instant::now();
    for _ in 0..100 { c.summaries_of(&ids).unwrap(); }
    println!("summaries_of 20: {:?}", t.elapsed() / 100);
    let t = std::time::Instant::now();
    let v = apostille_indexer::verify(home).unwrap();
    println!("verify {:?} {:?}", t.elapsed(), v);
    let t = std::time::Instant::now();
    std::fs::remove_dir_all(home.join("tantivy")).unwrap();
    apostille_indexer::Indexer::open(home, std::path::Path::new("x")).unwrap();
    println!("rebuild {:?}", t.elapsed());
}
