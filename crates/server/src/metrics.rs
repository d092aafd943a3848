//! What has the server done so far? Counts for `/metrics`, in Prometheus' text format 0.0.4
//! (<https://prometheus.io/docs/instrumenting/exposition_formats/>).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the histogram of search times, in seconds, inclusive: from a cached word to the request's time-out.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

/// Counts since the server started.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    requests: BTreeMap<(String, u16), u64>,
    /// How many searches took at most each bound and more than the one before.
    within: [u64; BOUNDS.len()],
    searches: u64,
    search_seconds: f64,
}

impl Metrics {
    /// Counts a request to a route (its pattern, not its address) that was answered with this status.
    pub(crate) fn request(&self, route: &str, status: u16) {
        *self.counts().requests.entry((route.to_owned(), status)).or_default() += 1;
    }

    /// Counts a search.
    pub(crate) fn search(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut counts = self.counts();
        counts.searches += 1;
        counts.search_seconds += seconds;
        if let Some(bucket) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            counts.within[bucket] += 1;
        }
    }

    /// The text of `/metrics`.
    pub(crate) fn text(&self, documents: u64, passages: u64) -> String {
        let mut text = String::new();
        let counts = self.counts();
        // Writing to a String cannot fail.
        let _ = counts.write(&mut text);
        let _ = gauge(&mut text, "apostille_documents", "Live documents in the catalogue.", documents);
        let _ = gauge(&mut text, "apostille_passages", "Passages in the index, notes among them.", passages);
        text
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "# HELP apostille_http_requests_total Requests answered, by route and status.")?;
        writeln!(text, "# TYPE apostille_http_requests_total counter")?;
        for ((route, status), count) in &self.requests {
            writeln!(text, "apostille_http_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}")?;
        }
        writeln!(text, "# HELP apostille_search_seconds Time from a read request to its whole answer.")?;
        writeln!(text, "# TYPE apostille_search_seconds histogram")?;
        let mut below = 0;
        for (bound, count) in BOUNDS.iter().zip(self.within) {
            below += count;
            writeln!(text, "apostille_search_seconds_bucket{{le=\"{bound}\"}} {below}")?;
        }
        writeln!(text, "apostille_search_seconds_bucket{{le=\"+Inf\"}} {}", self.searches)?;
        writeln!(text, "apostille_search_seconds_sum {}", self.search_seconds)?;
        writeln!(text, "apostille_search_seconds_count {}", self.searches)
    }
}

fn gauge(text: &mut String, name: &str, help: &str, value: u64) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative_and_end_with_the_count() {
        let metrics = Metrics::default();
        for milliseconds in [1, 3, 3, 40, 60_000] {
            metrics.search(Duration::from_millis(milliseconds));
        }
        metrics.request("/search", 200);
        let text = metrics.text(2, 30);
        for line in [
            "apostille_search_seconds_bucket{le=\"0.001\"} 1",
            "apostille_search_seconds_bucket{le=\"0.005\"} 3",
            "apostille_search_seconds_bucket{le=\"10\"} 4",
            "apostille_search_seconds_bucket{le=\"+Inf\"} 5",
            "apostille_search_seconds_count 5",
            "apostille_http_requests_total{route=\"/search\",status=\"200\"} 1",
            "apostille_passages 30",
        ] {
            assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
        }
    }
}
