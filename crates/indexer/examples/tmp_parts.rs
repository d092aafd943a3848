//! t
use std::io::BufRead;
fn cpu() -> f64 { let s = std::fs::read_to_string("/proc/self/stat").unwrap(); let v: Vec<&str> = s.split_whitespace().collect(); (v[13].parse::<f64>().unwrap() + v[14].parse::<f64>().unwrap()) / 100.0 }
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t0 = cpu();
    let f = std::io::BufReader::new(std::fs::File::open(&a[1]).unwrap());
    let rows: Vec<apostille_indexer::Row> = f.lines().map(|l| serde_json::from_str::<apostille_indexer::Row>(&l.unwrap()).unwrap()).collect();
    println!("parse {}", cpu() - t0);
    let t0 = cpu();
    let tagger = apostille_corpus::language::Tagger::new();
    let mut n = 0; for r in &rows { if tagger.tag(&r.text, None).language.as_str() == "es" { n += 1 } }
    println!("tag {} {n}", cpu() - t0);
    let t0 = cpu();
    let mut c = apostille_catalogue::Catalogue::open(std::path::Path::new(&a[2])).unwrap();
    let mut batch = vec![]; let mut num = std::collections::HashMap::new();
    for r in &rows {
        let t = if r.title.is_empty() { &r.id } else { &r.title };
        let mut h = std::hash::DefaultHasher::new(); std::hash::Hash::hash(t, &mut h);
        let d = apostille_corpus::DocumentId::from_u64(std::hash::Hasher::finish(&h));
        let k = num.entry(d).or_insert(0u32); *k += 1;
        batch.push(apostille_catalogue::Row { document: d, title: t.clone(), passage: apostille_corpus::Passage { id: r.id.clone(), number: *k, kind: apostille_corpus::Kind::Body, language: apostille_corpus::Language::EN, page: None, page_label: None, section: None, text: r.text.clone(), continues: false, markers: vec![] } });
        if batch.len() == 10000 { c.append_rows(&batch).unwrap(); batch.clear(); }
    }
    c.append_rows(&batch).unwrap();
    println!("sqlite {}", cpu() - t0);
    let t0 = cpu();
    let ix = apostille_engine::Index::create(std::path::Path::new(&a[3])).unwrap();
    let mut w = ix.writer(128 << 20).unwrap();
    for r in &rows { 
        let p = apostille_corpus::Passage { id: r.id.clone(), number: 1, kind: apostille_corpus::Kind::Body, language: apostille_corpus::Language::EN, page: None, page_label: None, section: None, text: r.text.clone(), continues: false, markers: vec![] };
        w.append(apostille_corpus::DocumentId::from_u64(1), &r.title, None, &[p], &[]).unwrap(); }
    w.commit(1).unwrap(); w.close().unwrap();
    println!("engine {}", cpu() - t0);
}
