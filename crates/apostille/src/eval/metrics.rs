//! How good is a ranking? Reciprocal rank, recall and nDCG at a depth, as trec_eval defines them.
//!
//! A passage is relevant where its judged relevance is 1 or more; what was not judged is not relevant.

use std::collections::HashMap;

/// What was judged for one question: relevance by passage id.
pub type Judgements = HashMap<String, u32>;

/// One question's figures, or their means over many; each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// One over the rank of the first relevant passage among the first ten; 0 where there is none.
    pub mrr_10: f64,
    /// The share of the relevant passages that stand among the first ten.
    pub recall_10: f64,
    /// The share of the relevant passages that stand among the first hundred.
    pub recall_100: f64,
    /// Discounted gain of the first ten over that of the best ten there could be (Järvelin and Kekäläinen 2002, with the
    /// relevance itself as the gain and log2(rank + 1) as the discount).
    pub ndcg_10: f64,
}

impl Figures {
    /// The figures of a ranking, best first, that names no passage twice. At least one passage must be judged relevant.
    pub fn of(ranking: &[String], judged: &Judgements) -> Figures {
        Figures {
            mrr_10: reciprocal_rank(ranking, judged, 10),
            recall_10: recall(ranking, judged, 10),
            recall_100: recall(ranking, judged, 100),
            ndcg_10: ndcg(ranking, judged, 10),
        }
    }

    /// Their mean, question by question; all 0 of none.
    pub fn mean(all: &[Figures]) -> Figures {
        let mean = |figure: fn(&Figures) -> f64| all.iter().map(figure).sum::<f64>() / all.len().max(1) as f64;
        Figures {
            mrr_10: mean(|f| f.mrr_10),
            recall_10: mean(|f| f.recall_10),
            recall_100: mean(|f| f.recall_100),
            ndcg_10: mean(|f| f.ndcg_10),
        }
    }
}

fn gain(judged: &Judgements, passage: &str) -> u32 {
    judged.get(passage).copied().unwrap_or(0)
}

fn reciprocal_rank(ranking: &[String], judged: &Judgements, depth: usize) -> f64 {
    let first = ranking.iter().take(depth).position(|passage| gain(judged, passage) > 0);
    first.map_or(0.0, |position| 1.0 / (position + 1) as f64)
}

fn recall(ranking: &[String], judged: &Judgements, depth: usize) -> f64 {
    let found = ranking.iter().take(depth).filter(|passage| gain(judged, passage) > 0).count();
    let relevant = judged.values().filter(|relevance| **relevance > 0).count();
    found as f64 / relevant.max(1) as f64
}

fn ndcg(ranking: &[String], judged: &Judgements, depth: usize) -> f64 {
    let found = ranking.iter().take(depth).map(|passage| gain(judged, passage));
    let mut best: Vec<u32> = judged.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = discounted(best.into_iter().take(depth));
    if ideal == 0.0 { 0.0 } else { discounted(found) / ideal }
}

fn discounted(gains: impl Iterator<Item = u32>) -> f64 {
    gains.enumerate().map(|(position, gain)| f64::from(gain) / ((position + 2) as f64).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Judged = [(&'static str, u32)];

    fn ranking(ids: &str) -> Vec<String> {
        ids.split_whitespace().map(str::to_owned).collect()
    }

    fn judged(pairs: &Judged) -> Judgements {
        pairs.iter().map(|(id, relevance)| ((*id).to_owned(), *relevance)).collect()
    }

    /// Worked out by hand: 1/log2(2) = 1, 1/log2(3) = 0.63093, 1/log2(4) = 0.5, 1/log2(5) = 0.43068.
    #[test]
    fn the_figures_equal_those_worked_out_by_hand() {
        let cases: [(&str, &Judged, [f64; 3]); 6] = [
            ("a b c", &[("a", 1)], [1.0, 1.0, 1.0]),
            ("x a c", &[("a", 1)], [0.5, 1.0, 0.63093]),
            ("x y z a", &[("a", 1), ("b", 1)], [0.25, 0.5, 0.43068 / 1.63093]),
            ("b a", &[("a", 2), ("b", 1)], [1.0, 1.0, (1.0 + 2.0 * 0.63093) / (2.0 + 0.63093)]),
            ("a b", &[("a", 0), ("b", 1)], [0.5, 1.0, 0.63093]),
            ("", &[("a", 1)], [0.0, 0.0, 0.0]),
        ];
        for (ids, pairs, wanted) in cases {
            let figures = Figures::of(&ranking(ids), &judged(pairs));
            for (found, wanted) in [figures.mrr_10, figures.recall_10, figures.ndcg_10].into_iter().zip(wanted) {
                assert!((found - wanted).abs() < 1e-4, "{ids:?} {pairs:?}: {found} is not {wanted}");
            }
        }
    }

    #[test]
    fn the_eleventh_place_counts_for_recall_at_a_hundred_alone() {
        let figures = Figures::of(&ranking("1 2 3 4 5 6 7 8 9 10 a"), &judged(&[("a", 1)]));
        assert_eq!(figures, Figures { recall_100: 1.0, ..Figures::default() });
    }

    #[test]
    fn the_mean_counts_every_question_alike() {
        let mean = Figures::mean(&[Figures { mrr_10: 1.0, ..Figures::default() }, Figures::default()]);
        assert_eq!(mean.mrr_10, 0.5);
        assert_eq!(Figures::mean(&[]), Figures::default());
    }
}
