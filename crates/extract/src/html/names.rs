//! Titles and people's names as metadata write them, and as the document does.

/// What stands between a page's title and its site's name.
const PARTING: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " › "];

/// Titles that writers of files leave behind, in lower case.
const EMPTY_TITLES: &[&str] =
    &["untitled", "untitled document", "document", "home", "index", "no title", "sin título", "inicio"];

/// A title as the page itself has it: where a heading of the page is a part of it, that part; otherwise without the site.
pub(super) fn title_on(title: &str, headings: &[String], site: Option<&str>) -> String {
    let parts: Vec<&str> = split(title);
    let same = |a: &str, b: &str| letters(a) == letters(b) && !letters(a).is_empty();
    let heading = headings.iter().find(|heading| {
        same(heading, title)
            || (letters(heading).chars().count() >= 8 && parts.iter().any(|part| same(part, heading)))
            || (parts.len() > 1
                && letters(heading).chars().count() >= 12
                && letters(title).starts_with(&letters(heading)))
    });
    if let Some(heading) = heading {
        return heading.clone();
    }
    let of_site = |part: &&str| site.is_some_and(|site| same(part, site));
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() && of_site(last) => title[..title.rfind(last).unwrap_or(title.len())]
            .trim_end_matches(|c: char| c.is_whitespace() || "|-–—:»«·›".contains(c))
            .to_owned(),
        _ => title.to_owned(),
    }
}

fn split(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for mark in PARTING {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a title says something: not what a program wrote because nobody else did, and not the name of a file.
pub(crate) fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let file = [".doc", ".docx", ".pdf", ".html", ".htm", ".indd", ".qxd", ".rtf", ".odt"]
        .iter()
        .any(|end| lower.ends_with(end));
    !lower.is_empty() && !file && !lower.starts_with("microsoft word - ") && !EMPTY_TITLES.contains(&lower.as_str())
}

/// `Ruiz Soto, Ariel` is read `Ariel Ruiz Soto`; other names stay.
pub(crate) fn forename_first(name: &str) -> String {
    let mut parts = name.split(',').map(str::trim);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(last), Some(first), None) if is_of_person(last) && is_of_person(first) => format!("{first} {last}"),
        _ => name.trim().to_owned(),
    }
}

fn is_of_person(part: &str) -> bool {
    let words = part.split_whitespace().count();
    let body = part
        .split_whitespace()
        .any(|word| matches!(word.to_lowercase().as_str(), "and" | "y" | "of" | "for" | "inc." | "para"));
    (1..=3).contains(&words) && !body && !matches!(part, "Jr." | "PhD" | "Ph.D.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_what_its_page_has_for_one() {
        for (title, headings, site, wanted) in [
            ("Asylum in Mexico | Institute", &["Asylum in Mexico"][..], None, "Asylum in Mexico"),
            ("Institute - Asylum in Mexico", &["Menu", "Asylum in Mexico"], None, "Asylum in Mexico"),
            ("Asylum in Mexico | Institute", &[], Some("Institute"), "Asylum in Mexico"),
            ("Asylum: a view - part 2", &["Another heading"], Some("Institute"), "Asylum: a view - part 2"),
            ("ASYLUM IN MEXICO", &["Asylum in Mexico"], None, "Asylum in Mexico"),
        ] {
            let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
            assert_eq!(title_on(title, &headings, site), wanted);
        }
        for (title, says) in
            [("Microsoft Word - draft3.doc", false), ("Untitled", false), ("a.pdf", false), ("Asylum", true)]
        {
            assert_eq!(is_title(title), says, "{title}");
        }
    }

    #[test]
    fn names_are_read_with_the_forename_first() {
        for (name, wanted) in [
            ("Ruiz Soto, Ariel", "Ariel Ruiz Soto"),
            ("Ariel Ruiz Soto", "Ariel Ruiz Soto"),
            ("Institute for Women, Migration and Law", "Institute for Women, Migration and Law"),
            ("Ruiz, Ariel, Selee, Andrew", "Ruiz, Ariel, Selee, Andrew"),
        ] {
            assert_eq!(forename_first(name), wanted);
        }
    }
}
