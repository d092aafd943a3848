# What is done often. `just` lists it.

shared := "../shared"
sets := "squad-en squad-es xquad-en xquad-es xquad-en2es xquad-es2en xquad-mix policyqa scifact scale-mix"

[private]
default:
    @just --list

# Try it: sample documents in a browser
demo:
    cargo run --release -- demo

# Every test
test:
    cargo test --workspace

# Form, lints, licences and sources of dependencies
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo deny check bans licenses sources

# Retrieval quality of the shared sets, and the benchmarks
bench:
    cargo build --release
    target/release/apostille eval --by-language {{ prepend(shared / "bench/", sets) }}
    cargo bench -p apostille-corpus --bench tagger -- {{ shared }}/bench/scale-mix
    cargo bench -p apostille-catalogue -- {{ shared }}/bench/scale-mix
    cargo bench -p apostille-engine -- {{ shared }}/bench/scale-mix target/release/apostille
    cargo bench -p apostille-server --bench http_against_search -- {{ shared }}/bench/scale-mix
    cargo bench -p apostille-server --bench searches_beside_uploads -- target/release/apostille

# Make the sample documents in PDF and Word anew (crates/apostille/samples/README.md says with what)
samples:
    python3 crates/apostille/samples/make.py

# How well files are read, beside pdftotext and mutool where they are installed (poppler-utils, mupdf-tools)
bench-extract:
    cargo build --release
    cargo bench -p apostille-extract --bench against_pdftotext -- {{ shared }}/corpus target/release/apostille

# Accept the rankings as they are now: writes tests/golden anew
bless:
    APOSTILLE_BLESS=1 cargo test -p apostille --test main golden

# Kill real commands 2 N times at random moments: N times add, and N times add, remove, restore, reindex and imports of records
# in turn (APOSTILLE_SEED chooses which)
kill N="1000":
    APOSTILLE_KILLS={{ N }} cargo test -p apostille --test main -- --nocapture a_kill_

# Precision and recall of works and translations in the shared corpus, with the names of files hidden
pairs:
    cargo test -p apostille --test main -- --nocapture measured

# Fuzz a reader for some seconds: layout, pdf, rtf, docx, html or others. Needs nightly Rust and cargo-fuzz
fuzz TARGET SECONDS="300":
    crates/extract/fuzz/seeds.sh {{ TARGET }} {{ shared }}/corpus crates/extract/fuzz/corpus/{{ TARGET }}
    cd crates/extract && cargo +nightly fuzz run --sanitizer none --no-trace-compares {{ TARGET }} -- \
        -max_total_time={{ SECONDS }} -timeout=10 -rss_limit_mb=2048 -dict=fuzz/dictionaries/{{ TARGET }}.dict
