//! Dublin Core in XML, as repositories give it over OAI-PMH: elements of the namespaces `dc/elements/1.1/` and `dc/terms/`.

use apostille_catalogue::Field;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::{Saying, Sayings, Trouble};

const NAMESPACES: [&str; 2] = ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"];

/// Roots under which Dublin Core stands as a description of something else. A document may have it in its head.
const ROOTS: [&str; 6] = ["dc", "metadata", "RDF", "record", "dcx", "qualifieddc"];

/// Whether XML describes a document rather than being one.
pub(super) fn is_dublin_core(text: &str) -> bool {
    let mut reader = NsReader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                return ROOTS.contains(&start.local_name().as_ref())
                    && NAMESPACES.iter().any(|namespace| text.contains(namespace));
            }
            Event::Eof => return false,
            _ => {}
        }
    }
    false
}

/// Reads a Dublin Core sidecar.
pub(super) fn read(text: &str) -> Sayings {
    let mut reader = NsReader::from_str(text);
    let (mut sayings, mut open): (Vec<Saying>, Option<Saying>) = (Vec::new(), None);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let line = 1 + text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count();
        let wrong = |error: String| Trouble {
            line: Some(line),
            message: format!("it is not well-formed XML ({error}): export it anew"),
        };
        let (namespace, event) = reader.read_resolved_event().map_err(|error| wrong(error.to_string()))?;
        match event {
            Event::Start(start) => {
                let field = is_ours(&namespace).then(|| field(start.local_name().as_ref())).flatten();
                open = field.map(|field| Saying { line: Some(line), ..Saying::new(field, "") });
            }
            Event::Text(written) => add(&mut open, &written),
            Event::CData(written) => add(&mut open, &written),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let named = || resolve_html5_entity(&reference).map(str::to_owned);
                add(&mut open, &letter.or_else(named).unwrap_or_default());
            }
            Event::End(_) => sayings.extend(open.take().and_then(understood)),
            Event::Eof => return Ok(sayings),
            _ => {}
        }
    }
}

fn add(open: &mut Option<Saying>, written: &str) {
    if let Some(text) = open.as_mut().and_then(|saying| saying.texts.first_mut()) {
        text.push_str(written);
    }
}

fn is_ours(namespace: &ResolveResult<'_>) -> bool {
    match namespace {
        ResolveResult::Bound(namespace) => NAMESPACES.contains(&namespace.0),
        _ => false,
    }
}

fn field(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Field::Title,
        "creator" => Field::Authors,
        "date" | "issued" | "created" => Field::Date,
        "publisher" => Field::Publisher,
        "type" => Field::Type,
        "language" => Field::Languages,
        "identifier" => Field::Identifiers,
        "coverage" | "spatial" => Field::Places,
        "subject" => Field::Subjects,
        "description" | "abstract" => Field::Abstract,
        "rights" | "license" => Field::Licence,
        _ => return None,
    })
}

/// An identifier that names no scheme is passed over, as catalogues' own numbers are; `info:eu-repo` types are machine words.
fn understood(saying: Saying) -> Option<Saying> {
    let text = saying.texts.first().map(|text| text.trim())?;
    let is_said = match saying.field {
        Field::Identifiers => text.contains(':') || text.starts_with("10."),
        Field::Type => !text.starts_with("info:"),
        _ => true,
    };
    (is_said && !text.is_empty()).then_some(saying)
}
