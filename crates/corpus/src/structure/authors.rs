//! Who wrote it? Bylines and lines of names, in English and Spanish, one entry a person.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::names::named;
use super::types::document_type;

/// Words within a name that have no capital.
const PARTICLES: &[&str] = &["de", "la", "las", "del", "los", "van", "von", "y", "da", "do", "dos", "di", "der", "den"];

/// Words of the names of bodies and of addresses, in lower case.
const BODIES: &[&str] = &[
    "university",
    "universidad",
    "universidade",
    "université",
    "institute",
    "instituto",
    "institution",
    "school",
    "escuela",
    "faculty",
    "facultad",
    "department",
    "departamento",
    "département",
    "centre",
    "center",
    "centro",
    "ministry",
    "ministerio",
    "secretaría",
    "commission",
    "comisión",
    "college",
    "colegio",
    "laboratory",
    "laboratorio",
    "laboratoire",
    "programa",
    "programme",
    "program",
    "maestría",
    "doctorado",
    "service",
    "services",
    "office",
    "oficina",
    "foundation",
    "fundación",
    "association",
    "asociación",
    "organization",
    "organización",
    "council",
    "consejo",
    "congress",
    "congreso",
    "tel",
    "assembly",
    "asamblea",
    "nations",
    "naciones",
    "republic",
    "república",
    "states",
    "estados",
    "government",
    "gobierno",
    "court",
    "corte",
    "tribunal",
    "professor",
    "profesor",
    "profesora",
    "magíster",
    "candidata",
    "candidato",
    "director",
    "directora",
];

/// What follows "By" or "Por" in a line that names the authors.
pub(crate) fn byline(line: &str) -> Option<&str> {
    let prefixes = [
        "By ",
        "BY ",
        "by ",
        "Por ",
        "POR ",
        "por ",
        "Author: ",
        "Authors: ",
        "Autor: ",
        "Autora: ",
        "Autores: ",
        "Autoras: ",
        "Edited by ",
        "Editado por ",
        "Compiled by ",
        "Prepared by ",
        "Elaborado por ",
    ];
    let rest = prefixes.iter().find_map(|prefix| line.strip_prefix(prefix))?.trim();
    let first_upper = rest.starts_with(char::is_uppercase);
    (first_upper && rest.chars().count() <= 200 && !rest.ends_with(['.', ':', '?'])).then_some(rest)
}

/// The authors that a line of a title page names and nothing else, in mixed case: `HÉCTOR SOLANO RUIZ`, `Eva Rey, PhD`.
pub(crate) fn list_of_names(line: &str) -> Option<Vec<String>> {
    let line = line.trim_matches(['*', '∗', '†', '‡', ' ']);
    // Addresses and affiliations stand below the name in one paragraph.
    let line = line.split('\n').next().unwrap_or(line);
    let listed = names(line);
    let capitals = !line.contains(char::is_lowercase);
    // Two words in capitals are as often a heading as a name.
    let enough = listed.iter().all(|name| name.split(' ').count() >= 3);
    let mixed: Vec<String> =
        listed.iter().map(|name| if capitals { capitalized(name) } else { name.clone() }).collect();
    let fit = !is_affiliation(line) && document_type(line).is_none() && (!capitals || enough);
    let fit = fit && mixed.iter().all(|name| are_names(name));
    (fit && !mixed.is_empty() && line.chars().count() <= 200).then_some(mixed)
}

/// A name in capitals as it is written elsewhere: `LUZ DE LA VEGA` is Luz de la Vega.
fn capitalized(name: &str) -> String {
    let word = |word: &str| {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if !PARTICLES.contains(&lower.as_str()) => first.to_uppercase().chain(letters).collect(),
            _ => lower,
        }
    };
    name.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

/// Whether a line says where somebody works or can be written to.
pub(crate) fn is_affiliation(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    line.contains('@') || words.into_iter().any(|word| BODIES.contains(&word.as_str()))
}

/// A text in lower case and without accents, as programs write names.
pub(crate) fn unaccented(text: &str) -> String {
    text.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether a line is nothing but names of persons.
pub(crate) fn are_names(line: &str) -> bool {
    let listed = names(line);
    let person = |name: &String| {
        let words: Vec<&str> = name.split(' ').collect();
        let capital = |word: &&str| word.starts_with(char::is_uppercase) || PARTICLES.contains(word);
        (2..=5).contains(&words.len())
            && words.iter().all(capital)
            && !name.contains(|c: char| c.is_ascii_digit() || c == ':')
            && name.contains(char::is_lowercase)
    };
    named(line).is_none() && !listed.is_empty() && listed.iter().all(person) && line.chars().count() <= 160
}

/// The names in a list of authors, without marks and degrees.
pub(crate) fn names(line: &str) -> Vec<String> {
    let line = line.replace(" and ", ";").replace(" & ", ";").replace(" y ", ";").replace(" e ", ";");
    let comma_parts =
        if line.contains(';') || line.matches(',').count() != 1 { line.replace(',', ";") } else { inverted(&line) };
    let clean = |name: &str| {
        let name = name.trim().trim_end_matches(['*', '†', '‡', '.', ' ']).trim();
        name.trim_start_matches("and ").trim_start_matches("y ").to_owned()
    };
    let degree = |name: &String| {
        let first = name.split(' ').next().unwrap_or("");
        let known = matches!(name.to_lowercase().as_str(), "phd" | "ph.d" | "md" | "jd" | "ma" | "dr" | "esq");
        let letters = first.len() <= 5 && first.chars().all(|c| c.is_ascii_uppercase());
        known || (letters && name.split(' ').skip(1).all(|rest| rest.bytes().all(|b| b.is_ascii_digit())))
    };
    comma_parts.split(';').map(clean).filter(|name| !name.is_empty() && !degree(name)).collect()
}

/// `Selee, Andrew` is one name; `Andrew Selee, Carlos Heredia` are two.
fn inverted(line: &str) -> String {
    match line.split_once(',') {
        Some((family, given)) if !family.trim().contains(' ') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => line.replace(',', ";"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("Andrew Selee and Carlos Heredia", &["Andrew Selee", "Carlos Heredia"]),
            ("Selee, Andrew", &["Andrew Selee"]),
            ("Ana Ruiz, PhD", &["Ana Ruiz"]),
            ("Ana Ruiz, Eva Rey y Luz Sáez*", &["Ana Ruiz", "Eva Rey", "Luz Sáez"]),
            ("Will Sims, MPP 2020", &["Will Sims"]),
        ];
        for (line, expected) in cases {
            assert_eq!(&names(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_of_a_title_page_names_authors_or_nobody() {
        let cases: &[(&str, &[&str])] = &[
            ("HÉCTOR ALEXANDER SOLANO GONZÁLEZ", &["Héctor Alexander Solano González"]),
            ("LUZ DE LA VEGA", &["Luz de la Vega"]),
            ("Paula Carina de ARAÚJO", &["Paula Carina de ARAÚJO"]),
            (
                "Guillaume Hébert, Liliana Perez, and Saeed Harati",
                &["Guillaume Hébert", "Liliana Perez", "Saeed Harati"],
            ),
            ("Will Sims, MPP 2020\nw@example.org", &["Will Sims"]),
            ("TEXTO VIGENTE", &[]),
            ("UNIVERSIDAD DE MANIZALES", &[]),
            ("School of Public Policy", &[]),
            ("Research Report", &[]),
            ("0000-0003-4608-752X", &[]),
            ("Abstract", &[]),
        ];
        for (line, expected) in cases {
            assert_eq!(list_of_names(line).unwrap_or_default(), *expected, "{line}");
        }
    }
}
