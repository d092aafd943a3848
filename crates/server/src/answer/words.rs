//! A question that finds nothing: what do its words find, each by itself?

use std::time::Instant;

use apostille_engine::query::Node;
use apostille_engine::{Query, Searcher};

use super::hits::FoundAlone;
use super::search::{TIME_LIMIT, asked};
use super::{SearchProblem, SearchRequest};

/// So many words are tried at most: each is a search.
const TRIED: usize = 8;

/// The words of a question and what is said in it of documents, in its order, with how much each finds within the filters.
/// None for a question of one word: it has been searched for.
///
/// # Errors
/// An index that cannot be read.
pub(super) fn found_alone(
    searcher: &Searcher,
    request: &SearchRequest,
    query: &Query,
) -> Result<Vec<FoundAlone>, SearchProblem> {
    let begun = Instant::now();
    let mut words = Vec::new();
    gather(query.root(), &mut words);
    let mut found = Vec::new();
    for word in words.into_iter().take(TRIED).filter(|word| *word != request.text) {
        if begun.elapsed() > TIME_LIMIT {
            break;
        }
        // A word of a phrase can be an operator where it stands alone.
        let Ok(query) = Query::parse(&word) else { continue };
        let alone = SearchRequest { cursor: None, limit: 1, explain: false, ..request.clone() };
        let count = searcher.search(&asked(&alone, query, 0))?.total;
        found.push(FoundAlone { word, count });
    }
    Ok(found)
}

/// What is looked for, each once.
fn gather(node: &Node, words: &mut Vec<String>) {
    let mut add = |word: &str| {
        if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
            words.push(word.to_owned());
        }
    };
    match node {
        Node::Word(text) | Node::Phrase(text, _) | Node::Near(text, _) => text.split_whitespace().for_each(add),
        Node::Pattern(_) | Node::Fuzzy(..) | Node::Said(..) => add(&node.to_string()),
        Node::Sequence(parts) | Node::All(parts) | Node::Any(parts) => {
            parts.iter().for_each(|part| gather(part, words));
        }
        Node::Weighted(part, _) => gather(part, words),
        Node::Not(_) => {}
    }
}
