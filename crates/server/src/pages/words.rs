//! A question that finds nothing: which of its words would find something by themselves?

use apostille_catalogue::Catalogue;
use apostille_engine::query::Node;
use apostille_engine::{Query, Searcher};

use super::Visitor;
use super::texts::number;
use crate::answer::{SearchProblem, SearchRequest, search};
use crate::parameters::search_address;

/// So many words are tried at most: each is a search.
const TRIED: usize = 8;

/// A word that finds something.
pub(super) struct WordView {
    pub(super) word: String,
    pub(super) count: String,
    pub(super) href: String,
}

/// The words of a question that find something within its filters, and how much; the rarest, which say most, first.
///
/// # Errors
/// A collection that cannot be read.
pub(super) fn that_find(
    searcher: &Searcher,
    catalogue: &Catalogue,
    request: &SearchRequest,
) -> Result<Vec<(String, u64)>, SearchProblem> {
    let mut words = Vec::new();
    if let Ok(query) = Query::parse(&request.text) {
        gather(query.root(), &mut words);
    }
    let mut found = Vec::new();
    // The only word has been searched for.
    for word in words.iter().take(TRIED).filter(|word| **word != request.text) {
        let alone = SearchRequest { text: word.clone(), cursor: None, limit: 1, explain: false, ..request.clone() };
        match search(searcher, catalogue, &alone) {
            Ok(answer) if answer.total.value > 0 => found.push((word.clone(), answer.total.value)),
            // A word of a phrase can be an operator where it stands alone.
            Ok(_) | Err(SearchProblem::Query { .. }) => {}
            Err(problem) => return Err(problem),
        }
    }
    found.sort_by_key(|(_, count)| *count);
    Ok(found)
}

/// The words that are looked for, each once, in their order.
fn gather(node: &Node, words: &mut Vec<String>) {
    match node {
        Node::Word(text) | Node::Phrase(text, _) | Node::Near(text, _) => {
            for word in text.split_whitespace() {
                let known = words.iter().any(|known| known.to_lowercase() == word.to_lowercase());
                if !known {
                    words.push(word.to_owned());
                }
            }
        }
        Node::Sequence(parts) | Node::All(parts) | Node::Any(parts) => {
            parts.iter().for_each(|part| gather(part, words));
        }
        Node::Weighted(part, _) => gather(part, words),
        Node::Not(_) | Node::Pattern(_) | Node::Fuzzy(..) | Node::Said(..) => {}
    }
}

/// The links to searches for these words.
pub(super) fn views(visitor: &Visitor, request: &SearchRequest, found: Vec<(String, u64)>) -> Vec<WordView> {
    let view = |(word, count): (String, u64)| WordView {
        count: number(visitor.locale, count),
        href: search_address(&SearchRequest { text: word.clone(), cursor: None, ..request.clone() }),
        word,
    };
    found.into_iter().map(view).collect()
}
