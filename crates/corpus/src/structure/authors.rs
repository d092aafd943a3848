//! Who wrote it? Bylines and lines of names, in English and Spanish, one entry a person.

use super::names::named;

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
    ];
    let rest = prefixes.iter().find_map(|prefix| line.strip_prefix(prefix))?.trim();
    let first_upper = rest.starts_with(char::is_uppercase);
    (first_upper && rest.chars().count() <= 200 && !rest.ends_with(['.', ':', '?'])).then_some(rest)
}

/// Whether a line is nothing but names of persons.
pub(crate) fn are_names(line: &str) -> bool {
    let listed = names(line);
    let person = |name: &String| {
        let words: Vec<&str> = name.split(' ').collect();
        let capital = |word: &&str| {
            word.starts_with(char::is_uppercase)
                || matches!(*word, "de" | "la" | "del" | "los" | "van" | "von" | "y" | "da" | "dos")
        };
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
    let degree =
        |name: &String| matches!(name.to_lowercase().as_str(), "phd" | "ph.d" | "md" | "jd" | "ma" | "dr" | "esq");
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
        ];
        for (line, expected) in cases {
            assert_eq!(&names(line), expected, "{line}");
        }
    }
}
