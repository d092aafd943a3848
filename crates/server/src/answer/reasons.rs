//! What are the reasons for a hit's place, in sentences that a researcher can read? One a line.
//!
//! The API and the command line say it in English; the pages in the language of the interface, with a table of their own.

use apostille_engine::{Explanation, Found, Lowered, QueryPart, Reason};

/// The sentences of one language. `{…}` stand for what is filled in.
#[derive(Debug)]
pub(crate) struct ReasonTexts {
    pub(crate) quoted: &'static str,
    pub(crate) phrase: &'static str,
    pub(crate) term: &'static str,
    pub(crate) near: &'static str,
    pub(crate) pattern: &'static str,
    pub(crate) fuzzy: &'static str,
    pub(crate) added: &'static str,
    pub(crate) is_said: &'static str,
    pub(crate) is_not_said: &'static str,
    pub(crate) not_here: &'static str,
    pub(crate) only_in_title: &'static str,
    pub(crate) once: &'static str,
    pub(crate) twice: &'static str,
    pub(crate) times: &'static str,
    pub(crate) and_in_title: &'static str,
    pub(crate) as_added: &'static str,
    pub(crate) and: &'static str,
    pub(crate) part: &'static str,
    pub(crate) pair: &'static str,
    pub(crate) document: &'static str,
    pub(crate) lowered: &'static str,
    pub(crate) is_name: &'static str,
    pub(crate) other_language: &'static str,
    pub(crate) score: &'static str,
}

/// In English.
pub(crate) const ENGLISH: ReasonTexts = ReasonTexts {
    quoted: "\"{words}\"",
    phrase: "the phrase {words}",
    term: "the term {words}",
    near: "near one another {words}",
    pattern: "words like {words}",
    fuzzy: "words nearly {words}",
    added: "what the vocabulary adds for the words together",
    is_said: "so it is",
    is_not_said: "not so",
    not_here: "not here",
    only_in_title: "not here, but in the title",
    once: "once",
    twice: "twice",
    times: "{times} times",
    and_in_title: "{found}, and in the title",
    as_added: "as {words}",
    and: "and",
    part: "{part}: {found}; {having} of {of} passages have it (rarity {rarity}), +{score}.",
    pair: "{first} and {second} stand together as in the query, +{score}.",
    document: "The document as a whole says as much of this as gives +{score}.",
    lowered: "All that times {factor}: {reasons}.",
    is_name: "it is a heading or a title page, which names the matter and does not tell it",
    other_language: "it is in another language than the query",
    score: "Score {score}.",
};

/// The reasons in the sentences of a language.
pub(crate) fn in_words(explanation: &Explanation, texts: &ReasonTexts) -> String {
    let parts = explanation.parts.iter().map(|reason| part(reason, texts));
    let pairs = explanation.pairs.iter().map(|(first, second, added)| {
        fill(
            texts.pair,
            &[("first", &name(first, texts)), ("second", &name(second, texts)), ("score", &exactly(*added))],
        )
    });
    let mut lines: Vec<String> = parts.chain(pairs).collect();
    lines.push(fill(texts.document, &[("score", &exactly(explanation.document))]));
    let reasons = explanation.lowered.iter().map(|lowered| match lowered {
        Lowered::Name => texts.is_name,
        Lowered::OtherLanguage => texts.other_language,
    });
    let reasons: Vec<&str> = reasons.collect();
    if !reasons.is_empty() {
        let reasons = reasons.join(&format!(", {} ", texts.and));
        lines.push(fill(texts.lowered, &[("factor", &exactly(explanation.factor)), ("reasons", &reasons)]));
    }
    lines.push(fill(texts.score, &[("score", &exactly(explanation.score))]));
    lines.join("\n")
}

fn part(reason: &Reason, texts: &ReasonTexts) -> String {
    let found = found(&reason.found, texts);
    fill(
        texts.part,
        &[
            ("part", &name(&reason.sought, texts)),
            ("found", &found),
            ("having", &reason.having.to_string()),
            ("of", &reason.of.to_string()),
            ("rarity", &format!("{:.1}", reason.rarity)),
            ("score", &exactly(reason.score)),
        ],
    )
}

fn name(part: &QueryPart, texts: &ReasonTexts) -> String {
    let quoted = |words: &str| fill(texts.quoted, &[("words", words)]);
    let (text, words) = match part {
        QueryPart::Word(word) => return quoted(word),
        QueryPart::Said(said) => return said.clone(),
        QueryPart::Added => return texts.added.to_owned(),
        QueryPart::Pattern(pattern) => (texts.pattern, pattern.clone()),
        QueryPart::Term(words) => (texts.term, quoted(words)),
        QueryPart::Phrase(words) => (texts.phrase, quoted(words)),
        QueryPart::Near(words) => (texts.near, quoted(words)),
        QueryPart::Fuzzy(word) => (texts.fuzzy, quoted(word)),
    };
    fill(text, &[("words", &words)])
}

fn found(found: &Found, texts: &ReasonTexts) -> String {
    let (times, added, in_title) = match found {
        Found::Said(true) => return texts.is_said.to_owned(),
        Found::Said(false) => return texts.is_not_said.to_owned(),
        Found::Words { times, added, in_title } => (*times, added, *in_title),
    };
    let often = match times {
        1 => texts.once.to_owned(),
        2 => texts.twice.to_owned(),
        times => fill(texts.times, &[("times", &times.to_string())]),
    };
    let added: Vec<String> = added.iter().map(|words| fill(texts.quoted, &[("words", words)])).collect();
    let as_added = fill(texts.as_added, &[("words", &added.join(", "))]);
    match (times, added.is_empty()) {
        (0, true) if in_title => texts.only_in_title.to_owned(),
        (0, true) => texts.not_here.to_owned(),
        (0, false) => as_added,
        (_, true) if in_title => fill(texts.and_in_title, &[("found", &often)]),
        (_, true) => often,
        (_, false) => format!("{often}, {} {as_added}", texts.and),
    }
}

/// Three places, so that a reader can add them up.
fn exactly(score: f32) -> String {
    format!("{score:.3}")
}

/// Fills in from left to right, so that what is filled in is not read again.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}').expect("every brace of a text is closed");
        let value = values.iter().find(|(known, _)| *known == key);
        filled.push_str(before);
        filled.push_str(value.expect("every key of a text has a value").1);
        rest = after;
    }
    filled + rest
}
