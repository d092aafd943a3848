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
    target/release/apostille eval {{ prepend(shared / "bench/", sets) }}
    cargo bench -p apostille-corpus --bench tagger -- {{ shared }}/bench/scale-mix
    cargo bench -p apostille-engine -- {{ shared }}/bench/scale-mix target/release/apostille
    cargo bench -p apostille-server -- {{ shared }}/bench/scale-mix

# Accept the rankings as they are now: writes tests/golden anew
bless:
    APOSTILLE_BLESS=1 cargo test -p apostille --test main golden

# Kill a real `add` N times at random moments (APOSTILLE_SEED chooses which)
kill N="1000":
    APOSTILLE_KILLS={{ N }} cargo test -p apostille --test main -- --nocapture a_kill_at_any_moment
