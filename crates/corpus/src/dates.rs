//! Which date does a line of a title page or of front matter give? English and Spanish, words and ISO figures.

use crate::Date;

const MONTHS: [(&str, u8); 24] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
];

/// The date that a text gives: `2021-05-17` (and what follows a day, as a time), `17 de mayo de 2021`, `May 17, 2021`,
/// `mayo de 2021`, `May 2021`, `2021`. None if it names no year from 1500 to 2100 or more than one.
pub fn parse(text: &str) -> Option<Date> {
    iso(text.trim()).or_else(|| in_figures(text)).or_else(|| worded(text))
}

/// The first whole date in a text that says more: `decided on January 26, 2023`, `of 26 June 2013`, `22.12.2023`.
pub fn within(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let whole = (0..words.len()).filter(|at| month(words[*at]).is_some()).find_map(|at| {
        let near = &words[at.saturating_sub(2)..words.len().min(at + 4)];
        let near = near.join(" ");
        worded(&near).filter(|date| date.day.is_some())
    });
    whole.or_else(|| in_figures(text))
}

/// The first date that a text has in figures, day, month and year: `22.12.2023`, `15-01-2026`, `25/09/2014`. None where day and
/// month cannot be told apart by a stroke: `4/5/2014` is May in one country and April in another.
pub fn in_figures(text: &str) -> Option<Date> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).find_map(|word| {
        let word = word.trim_end_matches(['.', ':']);
        let mark = word.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | '-' | '/'))?;
        let parts: Vec<&str> = word.split(mark).collect();
        let [day, month, of_year] = parts[..] else { return None };
        let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year(of_year)?);
        let told = mark != '/' || day > 12;
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
        (told && fits).then_some(Date { year, month: Some(month), day: Some(day) })
    })
}

/// Whether a line is a date and nothing else, but for a place before it ("Bogotá, mayo de 2021").
pub fn is_date_line(line: &str) -> bool {
    // `C/2023/1392` is a number, and so is `21-1233`.
    let number = |word: &str| word.contains('/') && word.contains(char::is_alphabetic);
    line.chars().count() <= 40
        && parse(line).is_some()
        && line.split_whitespace().count() <= 7
        && !line.split_whitespace().any(number)
}

fn iso(text: &str) -> Option<Date> {
    let day = text.get(..10).filter(|_| text.as_bytes().get(10).is_none_or(|b| !b.is_ascii_digit()));
    day.and_then(|day| day.parse().ok()).or_else(|| text.parse().ok())
}

fn worded(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut years = words.iter().filter_map(|word| year(word));
    let (year, None) = (years.next()?, years.next()) else { return None };
    let month_at = words.iter().position(|word| month(word).is_some());
    let Some(month_at) = month_at else { return Some(Date { year, month: None, day: None }) };
    let beside = |step: isize| words.get(month_at.checked_add_signed(step)?).and_then(|word| day(word));
    let day = beside(-1).or_else(|| beside(-2).filter(|_| words[month_at - 1] == "de")).or_else(|| beside(1));
    Some(Date { year, month: month(words[month_at]), day })
}

fn year(word: &str) -> Option<u16> {
    let four = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| four && (1500..=2100).contains(year))
}

fn month(word: &str) -> Option<u8> {
    MONTHS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_languages() {
        let cases = [
            ("May 2021", Some("2021-05")),
            ("mayo de 2021", Some("2021-05")),
            ("17 de mayo de 2021", Some("2021-05-17")),
            ("May 17, 2021", Some("2021-05-17")),
            ("17 May 2021", Some("2021-05-17")),
            ("2019-02-04T21:34:53-05:00", Some("2019-02-04")),
            ("2021", Some("2021")),
            ("Bogotá, marzo de 2020", Some("2020-03")),
            ("2010 to 2015", None),
            ("Working Paper", None),
            ("22.12.2023", Some("2023-12-22")),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_whole_date_is_found_in_a_line_that_says_more() {
        let cases = [
            ("DECIDED: JANUARY 26, 2023", Some("2023-01-26")),
            ("Regulation (EU) No 604/2013 of 26 June 2013 on asylum", Some("2013-06-26")),
            ("publicada en el Diario Oficial el 25 de mayo de 2011", Some("2011-05-25")),
            ("OJ C, 22.12.2023", Some("2023-12-22")),
            ("reforma DOF 15-01-2026", Some("2026-01-15")),
            ("on 4/5/2014", None),
            ("in May, and in 2014", None),
            ("version 1.2.3", None),
        ];
        for (text, expected) in cases {
            assert_eq!(within(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_line_is_a_date_or_says_more() {
        for (line, is_date) in [
            ("Bogotá, 3 de marzo de 2020", true),
            ("2018", true),
            ("(C/2023/1392)", false),
            ("A/RES/73/195 of 2018", false),
            ("In 2019 the offices of the north were closed for good", false),
        ] {
            assert_eq!(is_date_line(line), is_date, "{line}");
        }
    }
}
