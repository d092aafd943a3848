//! The first page: the question, what is in the collection, and questions to try.

use std::sync::Arc;

use apostille_corpus::Language;
use apostille_engine::Part;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::visitor::Frame;
use super::{Visitor, page, refused};
use crate::answer::SearchRequest;
use crate::parameters::search_address;
use crate::{Question, Site};

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    /// "1 document", "245 passages", "16 notes"; empty for an empty collection.
    counts: Vec<String>,
    examples: Vec<Example>,
}

struct Example {
    text: String,
    language: String,
    href: String,
    in_a_note: bool,
}

/// `GET /`.
pub(super) async fn home(visitor: Visitor, State(site): State<Arc<Site>>) -> Response {
    let counted = site.collection.read(|reading| Ok(reading.catalogue.counts()?)).await;
    let counts = match counted {
        Ok(counts) => counts,
        Err(refusal) => return refused(&visitor, &refusal),
    };
    let (t, locale) = (visitor.texts(), visitor.locale);
    let sentences = vec![
        t.count_documents.of(locale, counts.documents),
        t.count_passages.of(locale, counts.passages),
        t.count_notes.of(locale, counts.notes),
    ];
    let home = Home {
        frame: visitor.frame(),
        counts: if counts.documents == 0 { Vec::new() } else { sentences },
        examples: site.questions.iter().map(example).collect(),
    };
    page(&visitor, StatusCode::OK, &home)
}

fn example(question: &Question) -> Example {
    Example {
        text: question.text.clone(),
        language: question.language.to_string(),
        href: search_address(&SearchRequest::new(&question.text)),
        in_a_note: question.answered_in == Part::Notes,
    }
}

/// Questions of the subject that any collection may answer, for a server that was given none of its own.
pub(crate) fn usual_questions() -> Vec<Question> {
    let question =
        |text: &str, language: Language, answered_in| Question { text: text.to_owned(), language, answered_in };
    vec![
        question("who has the right to asylum", Language::EN, Part::All),
        question("derechos de las personas migrantes", Language::ES, Part::All),
        question("\"Quédate en México\"", Language::ES, Part::All),
    ]
}
