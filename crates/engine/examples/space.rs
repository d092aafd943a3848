#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let index = tantivy::Index::open_in_dir(&p).unwrap();
    let s = index.reader().unwrap().searcher();
    let u = s.space_usage().unwrap();
    println!("total {}", u.total());
    for seg in u.segments() {
        println!("seg docs {} store {:?} fieldnorms {:?} fast {:?}", seg.num_docs(), seg.store().total(), seg.fieldnorms().total(), seg.fast_fields().total());
        for (n, per) in [("terms", seg.termdict()), ("postings", seg.postings()), ("positions", seg.positions())] {
            let mut v: Vec<_> = per.fields().map(|f| (f.field_name().to_owned(), f.total())).collect();
            v.sort_by_key(|x| std::cmp::Reverse(x.1));
            println!("  {n} {:?}", v);
        }
    }
}
