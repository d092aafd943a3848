//! SKOS (W3C Recommendation, 2009): the labels of concepts in English and Spanish, plain or as resources (SKOS-XL).

use std::collections::HashMap;

use oxrdf::{NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};

use super::Import;
use super::names::name;

/// The format of the program's own concepts.
pub(in crate::vocabulary) const TURTLE: RdfFormat = RdfFormat::Turtle;

const CORE: &str = "http://www.w3.org/2004/02/skos/core#";
const XL: &str = "http://www.w3.org/2008/05/skos-xl#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// What relative addresses in a file without a base are relative to.
const BASE: &str = "https://apostille.example/";

/// How much a label is the concept's own: what SKOS prefers, what it also knows, what it keeps for searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Preferred,
    Alternative,
    Hidden,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tongue {
    English,
    Spanish,
}

/// What is said of one subject.
#[derive(Debug, Default)]
struct Subject {
    /// Whether it is said to be a concept; none if nothing is said.
    is_concept: Option<bool>,
    has_label: bool,
    labels: Vec<(Rank, Tongue, String)>,
    /// Labels that are resources.
    resources: Vec<(Rank, NamedOrBlankNode)>,
}

/// Subjects in the order in which the file names them.
#[derive(Debug, Default)]
struct Subjects {
    places: HashMap<NamedOrBlankNode, usize>,
    all: Vec<Subject>,
    /// What a label that is a resource says.
    literal_forms: HashMap<NamedOrBlankNode, Vec<(Tongue, String)>>,
}

/// Reads a file. An error says in which line, the first being 1.
pub(in crate::vocabulary) fn read(bytes: &[u8], format: RdfFormat) -> Result<Import, (Option<usize>, String)> {
    let parser = RdfParser::from_format(format).with_base_iri(BASE).expect("the base is an address");
    let mut subjects = Subjects::default();
    for quad in parser.for_slice(bytes) {
        let quad = quad.map_err(|wrong| {
            let line = wrong.location().map(|place| place.start.line as usize + 1);
            (line, wrong.to_string())
        })?;
        subjects.note(quad);
    }
    Ok(subjects.import())
}

impl Subjects {
    fn note(&mut self, quad: Quad) {
        let Quad { subject, predicate, object, .. } = quad;
        let predicate = predicate.as_str();
        if predicate == TYPE {
            let is_concept =
                matches!(&object, Term::NamedNode(of) if of.as_str().strip_prefix(CORE) == Some("Concept"));
            let known = &mut self.subject(subject).is_concept;
            *known = Some(is_concept || known.unwrap_or(false));
        } else if predicate.strip_prefix(XL) == Some("literalForm") {
            let form = spoken(&object);
            self.literal_forms.entry(subject).or_default().extend(form);
        } else if let Some(rank) = rank(predicate) {
            let subject = self.subject(subject);
            subject.has_label = true;
            match object {
                Term::NamedNode(label) => subject.resources.push((rank, label.into())),
                Term::BlankNode(label) => subject.resources.push((rank, label.into())),
                object => subject.labels.extend(spoken(&object).map(|(tongue, name)| (rank, tongue, name))),
            }
        }
    }

    fn subject(&mut self, node: NamedOrBlankNode) -> &mut Subject {
        let place = *self.places.entry(node).or_insert_with(|| {
            self.all.push(Subject::default());
            self.all.len() - 1
        });
        &mut self.all[place]
    }

    /// The subjects that are concepts, or of which nothing else is said.
    fn import(self) -> Import {
        let mut import = Import::default();
        for mut subject in self.all.into_iter().filter(|subject| subject.is_concept.unwrap_or(subject.has_label)) {
            for (rank, resource) in subject.resources {
                let forms = self.literal_forms.get(&resource).into_iter().flatten();
                subject.labels.extend(forms.map(|(tongue, name)| (rank, *tongue, name.clone())));
            }
            subject.labels.sort_by_key(|(rank, ..)| *rank);
            let of = |wanted| {
                subject.labels.iter().filter(move |(_, tongue, _)| *tongue == wanted).map(|(.., name)| name.clone())
            };
            import.take(of(Tongue::English).collect(), of(Tongue::Spanish).collect());
        }
        import
    }
}

fn rank(predicate: &str) -> Option<Rank> {
    let local = predicate.strip_prefix(CORE).or_else(|| predicate.strip_prefix(XL))?;
    match local {
        "prefLabel" => Some(Rank::Preferred),
        "altLabel" => Some(Rank::Alternative),
        "hiddenLabel" => Some(Rank::Hidden),
        _ => None,
    }
}

/// A literal in English or Spanish, of whichever country (`en-GB`).
fn spoken(term: &Term) -> Option<(Tongue, String)> {
    let Term::Literal(literal) = term else { return None };
    let tongue = match literal.language()?.split('-').next()? {
        "en" => Tongue::English,
        "es" => Tongue::Spanish,
        _ => return None,
    };
    Some((tongue, name(literal.value())))
}
