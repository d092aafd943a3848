//! What does a document call itself? Working paper, informe, ley: the names of document types, in English and Spanish.

/// What documents call themselves, in lower case.
const NAMES: &[&str] = &[
    "working paper",
    "discussion paper",
    "policy brief",
    "policy paper",
    "policy note",
    "issue brief",
    "research report",
    "research paper",
    "report",
    "briefing",
    "briefing paper",
    "technical note",
    "white paper",
    "fact sheet",
    "case study",
    "position paper",
    "country report",
    "annual report",
    "documento de trabajo",
    "documento de política",
    "informe",
    "informe de políticas",
    "informe anual",
    "informe técnico",
    "nota de política",
    "nota técnica",
    "nota de trabajo",
    "resumen de política",
    "resumen de políticas",
    "boletín",
    "cuaderno de trabajo",
    "cuaderno de investigación",
    "documento de investigación",
    "informe de investigación",
    "research brief",
    "estudio de caso",
    "ensayo",
    "artículo",
    "tesis",
    "ley",
    "decreto",
    "reglamento",
    "acuerdo",
    "act",
    "regulation",
    "directive",
    "directiva",
];

/// The document type that a line gives, without its number and marks.
pub(crate) fn document_type(line: &str) -> Option<String> {
    let line = line.trim().trim_end_matches(['*', '†', '.']).trim();
    let numbered = [" no.", " núm.", " nº", " n.º", " #", " number ", " número "]
        .iter()
        .filter_map(|n| line.to_lowercase().find(n))
        .min();
    let name = line.get(..numbered.unwrap_or(line.len())).unwrap_or(line).trim_end_matches([',', ' ']);
    NAMES.contains(&name.to_lowercase().as_str()).then(|| name.to_owned())
}
