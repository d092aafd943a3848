//! What did the vocabulary add to the question, and how is each of it taken away again?

use super::Visitor;
use crate::answer::{Expansion, SearchAnswer, SearchRequest};
use crate::parameters::search_address;

/// So many added words stand open; the others fold away.
const OPEN: usize = 8;

/// What was added to a question and what may not be.
pub(super) struct Added {
    /// The weightiest.
    pub(super) open: Vec<AddedWord>,
    /// The others, and their number as the page says it.
    pub(super) folded: Vec<AddedWord>,
    pub(super) more: String,
    /// What was taken away, to be put back.
    pub(super) removed: Vec<AddedWord>,
    /// The search for the question's own words alone; from there, the search with the others.
    pub(super) switch: (String, &'static str),
}

/// An added word as a link to the search without it, or with it again.
pub(super) struct AddedWord {
    pub(super) text: String,
    /// Its language, BCP 47; empty where it is not known.
    pub(super) tag: String,
    /// The question's words that it says too.
    pub(super) of: String,
    pub(super) href: String,
    /// The passage that defines it.
    pub(super) defined: Option<String>,
}

/// What there is to show; none where nothing was added and nothing was taken away.
pub(super) fn added(visitor: &Visitor, request: &SearchRequest, answer: &SearchAnswer) -> Option<Added> {
    let t = visitor.texts();
    let begin = SearchRequest { cursor: None, ..request.clone() };
    let switched = SearchRequest { expand: !request.expand, without: Vec::new(), ..begin.clone() };
    if answer.query.expansions.is_empty() && request.without.is_empty() && request.expand {
        return None;
    }
    let mut expansions: Vec<&Expansion> = answer.query.expansions.iter().collect();
    expansions.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    // Two words of a question may mean the same: it is shown once, and taken away from both.
    let mut alike: Vec<Vec<&Expansion>> = Vec::new();
    for expansion in expansions {
        let same =
            |other: &&mut Vec<&Expansion>| other[0].text == expansion.text && other[0].language == expansion.language;
        match alike.iter_mut().find(same) {
            Some(known) => known.push(expansion),
            None => alike.push(vec![expansion]),
        }
    }
    let mut open: Vec<AddedWord> = alike.iter().map(|alike| removable(&begin, alike)).collect();
    let folded = open.split_off(open.len().min(OPEN));
    let removed = request.without.iter().map(|name| removed(&begin, name)).collect();
    Some(Added {
        open,
        more: t.more_added.of(visitor.locale, folded.len() as u64),
        folded,
        removed,
        switch: (search_address(&switched), if request.expand { t.only_my_words } else { t.other_words_too }),
    })
}

/// Expansions of one text, at least one.
fn removable(request: &SearchRequest, alike: &[&Expansion]) -> AddedWord {
    let mut without = request.without.clone();
    without.extend(alike.iter().map(|expansion| expansion.name.clone()));
    let of: Vec<&str> = alike.iter().map(|expansion| expansion.of.as_str()).collect();
    let defined = alike.iter().find_map(|expansion| expansion.defined_in.as_ref());
    AddedWord {
        text: alike[0].text.clone(),
        tag: alike[0].language.to_string(),
        of: of.join(", "),
        href: search_address(&SearchRequest { without, ..request.clone() }),
        defined: defined.map(|defined| defined.link.clone()),
    }
}

/// A name is the question's words, a colon, and the words added.
fn removed(request: &SearchRequest, name: &str) -> AddedWord {
    let (of, text) = name.split_once(':').unwrap_or(("", name));
    let without = request.without.iter().filter(|other| *other != name).cloned().collect();
    AddedWord {
        text: text.to_owned(),
        tag: String::new(),
        of: of.to_owned(),
        href: search_address(&SearchRequest { without, ..request.clone() }),
        defined: None,
    }
}
