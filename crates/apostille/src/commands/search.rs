//! `apostille search`: the answer that the API gives, for a person at a terminal or as one line of JSON.

use std::io::{Write, stdout};

use anyhow::anyhow;
use apostille_corpus::Language;
use apostille_engine::{Grouping, Part, Years};
use apostille_server::answer::{Facet, Hit, SearchAnswer, SearchProblem, SearchRequest, Segment, search};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::collection;
use crate::command_line::{Common, Exit, Output};
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
The query: words in English or Spanish, with or without accents; \"an exact phrase\"; -without; either OR other; (groups).
A query that begins with - goes after --.

Examples:
  apostille search 'Quédate en México'
  apostille search '\"right to asylum\" -detention' --in notes --lang es
  apostille search 'remesas OR remittances' --year 2015..2020 --limit 20
  apostille search asylum --json | jq -r '.hits[].document.title'";

/// Find passages and notes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// How many hits, 1 to 100
    #[arg(long, value_name = "N", default_value_t = SearchRequest::LIMIT_DEFAULT as u16, value_parser = clap::value_parser!(u16).range(1..=SearchRequest::LIMIT_MAX as i64))]
    limit: u16,
    /// Where to look
    #[arg(long = "in", value_name = "PART", default_value = "all", value_parser = parts())]
    part: Part,
    /// Only passages in these languages: en, es, another code, or und
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',', value_parser = language)]
    lang: Vec<Language>,
    /// Only documents of these years: 2019, 2019..2021, 2019.. or ..2021
    #[arg(long, value_name = "YEARS")]
    year: Option<Years>,
    /// Do not let the vocabulary add words to the query
    #[arg(long)]
    no_expand: bool,
    /// Words that the vocabulary may not add, as an answer names them: asylum:asilo
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
    /// Say how each hit's score came about
    #[arg(long)]
    explain: bool,
    /// A hit is a document's best passage, or any passage
    #[arg(long, value_name = "UNIT", default_value = "document", value_parser = groupings())]
    group: Grouping,
    /// Go on after an answer: the `next` that it gave
    #[arg(long)]
    cursor: Option<String>,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let (catalogue, searcher) = collection::read(common.home())?;
        let answer = search(&searcher, &catalogue, &self.request()).map_err(explained)?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(&answer)?)?,
            Output::Text => {
                print(&mut out, &Terminal::of_stdout(), &answer)?;
                self.say_the_rest(&answer);
            }
        }
        Ok(Exit::Done)
    }

    fn request(&self) -> SearchRequest {
        SearchRequest {
            part: self.part,
            languages: self.lang.clone(),
            years: self.year,
            expand: !self.no_expand,
            without: self.without.clone(),
            explain: self.explain,
            limit: usize::from(self.limit),
            cursor: self.cursor.clone(),
            grouping: self.group,
            ..SearchRequest::new(self.query.join(" "))
        }
    }

    /// How many there are in all and how to see the next, on stderr: stdout is the hits' alone.
    fn say_the_rest(&self, answer: &SearchAnswer) {
        if !answer.query.expansions.is_empty() {
            let names: Vec<&str> = answer.query.expansions.iter().map(|added| added.name.as_str()).collect();
            anstream::eprintln!("Also searched: {} (--without NAME or --no-expand to leave out)", names.join(", "));
        }
        if !answer.query.capped.is_empty() {
            anstream::eprintln!("Only the most frequent words were searched for: {}", answer.query.capped.join(", "));
        }
        if answer.partial {
            anstream::eprintln!("The time was over before all was found.");
        }
        let total = match self.group {
            Grouping::Document => count(answer.total.value, "document", "documents"),
            Grouping::None => count(answer.total.value, "passage", "passages"),
        };
        match (&answer.next, answer.total.value) {
            (_, 0) => anstream::eprintln!("Nothing found. Fewer or other words, or fewer filters, find more."),
            (Some(next), _) => anstream::eprintln!("{total}; the next: the same with --cursor {next}"),
            (None, _) => anstream::eprintln!("{total}"),
        }
        if let Some(instead) = &answer.did_you_mean {
            anstream::eprintln!("Did you mean: {instead}");
        }
        if answer.total.value == 0 {
            say_what_would_be_found(answer);
        }
    }
}

/// What part of a question that finds nothing would find something.
fn say_what_would_be_found(answer: &SearchAnswer) {
    let counted = |facet: &Facet| format!("{} in {}", facet.count, facet.value);
    if answer.facets.part.iter().any(|facet| facet.count > 0) {
        let parts: Vec<String> = answer.facets.part.iter().map(counted).collect();
        anstream::eprintln!("By where it stands: {}", parts.join(", "));
    }
    if !answer.found_alone.is_empty() {
        let words: Vec<String> =
            answer.found_alone.iter().map(|found| format!("{} {}", found.word, found.count)).collect();
        anstream::eprintln!("Each word by itself: {}", words.join(", "));
    }
}

fn parts() -> impl TypedValueParser<Value = Part> {
    PossibleValuesParser::new([Part::All, Part::Body, Part::Notes].map(Part::as_str))
        .try_map(|word| word.parse::<Part>())
}

fn groupings() -> impl TypedValueParser<Value = Grouping> {
    PossibleValuesParser::new(["document", "none"])
        .map(|word| if word == "none" { Grouping::None } else { Grouping::Document })
}

fn language(written: &str) -> Result<Language, String> {
    let language = Language::from_tag(written);
    if language == Language::UND && written != "und" {
        return Err("a language is `en`, `es`, another code of two or three letters, or `und`".to_owned());
    }
    Ok(language)
}

/// A problem for a person: for a query, the place that is wrong and how to write it instead.
fn explained(problem: SearchProblem) -> anyhow::Error {
    let SearchProblem::Query { text, error } = problem else { return problem.into() };
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let before: String = line.chars().take(error.position).collect();
    let indent = " ".repeat(textwrap::core::display_width(&before));
    let carets = "^".repeat(error.length.max(1));
    let instead = error.suggestion.as_ref().map(|instead| format!("\n  write: {instead}")).unwrap_or_default();
    anyhow!("{error}\n  {line}\n  {indent}{carets}{instead}")
}

fn print(out: &mut impl Write, terminal: &Terminal, answer: &SearchAnswer) -> anyhow::Result<()> {
    for (index, hit) in answer.hits.iter().enumerate() {
        writeln!(out, "{}. {}", index + 1, terminal.strong(&hit.document.title))?;
        for line in about(hit) {
            writeln!(out, "{}", terminal.faint(&terminal.wrap("   ", &line)))?;
        }
        let excerpt = excerpt(terminal, hit);
        for paragraph in excerpt.lines() {
            writeln!(out, "{}", terminal.wrap("   ", paragraph))?;
        }
        for citation in hit.note.iter().flat_map(|note| &note.cited_by) {
            writeln!(out, "{}", terminal.faint(&terminal.wrap("   > ", &citation.sentence)))?;
        }
        for reason in hit.explanation.iter().flat_map(|explanation| explanation.lines()) {
            writeln!(out, "{}", terminal.faint(&terminal.wrap("   = ", reason)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The excerpt with its marks, and `…` where the passage goes on.
fn excerpt(terminal: &Terminal, hit: &Hit) -> String {
    let shown: String = hit.excerpt.iter().map(|part| part.text.as_str()).collect();
    let look = |part: &Segment| match (part.mark, part.added) {
        (false, _) => part.text.clone(),
        (true, false) => terminal.mark(&part.text),
        (true, true) => terminal.mark_added(&part.text),
    };
    let marked: String = hit.excerpt.iter().map(look).collect();
    let before = if hit.passage.text.starts_with(&shown) { "" } else { "… " };
    let after = if hit.passage.text.ends_with(&shown) { "" } else { " …" };
    format!("{before}{}{after}", marked.trim())
}

/// The lines under a hit's title: who and when; what kind of passage and where.
fn about(hit: &Hit) -> Vec<String> {
    let authors = Some(hit.document.authors.join(", ")).filter(|authors| !authors.is_empty());
    let record: Vec<String> = authors.into_iter().chain(hit.document.date.map(|date| date.to_string())).collect();
    let mut place = vec![match &hit.note {
        Some(note) => format!("note {}", note.label),
        None => hit.passage.kind.as_str().to_owned(),
    }];
    place.push(hit.passage.language.to_string());
    let page = hit.passage.page_label.clone().or(hit.passage.page.map(|page| page.to_string()));
    place.extend(page.map(|page| format!("p. {page}")));
    place.extend(hit.passage.section.iter().map(|section| format!("“{section}”")));
    place.push(hit.document.id.to_string());
    if hit.more > 0 {
        place.push(format!("{} in this document", count(hit.more, "more passage", "more passages")));
    }
    [record, place].into_iter().filter(|line| !line.is_empty()).map(|line| line.join(" · ")).collect()
}
