//! What tests know of a query's tree besides what it says itself.

use apostille_engine::query::Node;

/// Whether a part stands beside others without binding: words, patterns, words nearly so, and these weighted.
pub fn is_weighed(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Pattern(_) | Node::Fuzzy(..) => true,
        Node::Weighted(part, _) => match &**part {
            Node::Sequence(parts) => parts.iter().all(is_weighed),
            part => is_weighed(part),
        },
        _ => false,
    }
}
