//! Runs in the making: neighbours of one look become one run, and superscript characters become raised runs.

use apostille_corpus::Run;

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// Whether it is raised.
    pub(crate) raised: bool,
    /// Whether it is stressed.
    pub(crate) emphasis: bool,
}

/// The runs of a block in the making.
#[derive(Debug, Default)]
pub(crate) struct Runs(Vec<Run>);

/// Superscript characters and the ordinary ones they stand for (Unicode, "Superscripts and Subscripts" and the small
/// modifier letters). The ordinal indicators `ª` and `º` and the sign `™` are letters and signs of their own.
const SUPERSCRIPTS: &[(char, char)] = &[
    ('⁰', '0'),
    ('¹', '1'),
    ('²', '2'),
    ('³', '3'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
    ('⁺', '+'),
    ('⁻', '-'),
    ('⁽', '('),
    ('⁾', ')'),
    ('ᵃ', 'a'),
    ('ᵇ', 'b'),
    ('ᶜ', 'c'),
    ('ᵈ', 'd'),
    ('ᵉ', 'e'),
    ('ᶠ', 'f'),
    ('ᵍ', 'g'),
    ('ⁱ', 'i'),
    ('ᵏ', 'k'),
    ('ˡ', 'l'),
    ('ᵐ', 'm'),
    ('ⁿ', 'n'),
    ('ᵒ', 'o'),
    ('ᵖ', 'p'),
    ('ʳ', 'r'),
    ('ˢ', 's'),
    ('ᵗ', 't'),
    ('ᵘ', 'u'),
    ('ᵛ', 'v'),
    ('ˣ', 'x'),
];

/// The ordinary character that a superscript one stands for.
pub(crate) fn ordinary(character: char) -> Option<char> {
    if character.is_ascii() {
        return None;
    }
    SUPERSCRIPTS.iter().find(|(raised, _)| *raised == character).map(|(_, ordinary)| *ordinary)
}

impl Runs {
    /// Adds text of this look; superscript characters in it are raised besides.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        for character in text.chars() {
            match ordinary(character) {
                Some(ordinary) => self.push_character(ordinary, Look { raised: true, ..look }),
                None => self.push_character(character, look),
            }
        }
    }

    /// Adds a run without text that cites the note with this label.
    pub(crate) fn cite(&mut self, label: &str) {
        self.0.push(Run { cites: Some(label.to_owned()), ..Run::default() });
    }

    /// Whether nothing but white space was added.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.iter().all(|run| run.cites.is_none() && run.text.trim().is_empty())
    }

    /// The raised text at the end, taken off; none if the last run is of another kind or longer than `most` characters.
    pub(crate) fn take_raised_end(&mut self, most: usize) -> Option<String> {
        let fits = |text: &str| !text.is_empty() && text.chars().count() <= most;
        let last = self.0.last().filter(|run| run.raised && fits(run.text.trim()))?;
        let text = last.text.trim().to_owned();
        self.0.pop();
        Some(text)
    }

    /// The runs so far, without white space around them; nothing remains.
    pub(crate) fn take(&mut self) -> Vec<Run> {
        let mut runs = std::mem::take(&mut self.0);
        let blank = runs.iter().take_while(|run| is_empty(run)).count();
        runs.drain(..blank);
        while runs.last().is_some_and(is_empty) {
            runs.pop();
        }
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        runs
    }

    fn push_character(&mut self, character: char, look: Look) {
        let same = |run: &&mut Run| run.cites.is_none() && run.raised == look.raised && run.emphasis == look.emphasis;
        match self.0.last_mut().filter(same) {
            Some(run) => run.text.push(character),
            None => self.0.push(Run {
                text: character.to_string(),
                raised: look.raised,
                emphasis: look.emphasis,
                ..Run::default()
            }),
        }
    }
}

/// Whether there is something to read in the runs: a letter, a digit or a reference. Drawn lines and bullets are not.
pub(crate) fn has_words(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.cites.is_some() || run.text.chars().any(char::is_alphanumeric))
}

fn is_empty(run: &Run) -> bool {
    run.cites.is_none() && run.text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut runs = Runs::default();
        runs.push(text, Look::default());
        runs.take().iter().map(|run| if run.raised { format!("^{}^", run.text) } else { run.text.clone() }).collect()
    }

    #[test]
    fn superscripts_become_raised_runs_of_ordinary_characters() {
        for (given, wanted) in [
            ("in 2017.¹ Then", "in 2017.^1^ Then"),
            ("note.¹⁰", "note.^10^"),
            ("notes.¹,²", "notes.^1^,^2^"),
            ("1,200 m² or km²", "1,200 m^2^ or km^2^"),
            ("R² = 0.4⁽³⁾", "R^2^ = 0.4^(3)^"),
            ("1ᵉʳ", "1^er^"),
            ("la 3ª edición, nº 2, marca™", "la 3ª edición, nº 2, marca™"),
        ] {
            assert_eq!(written(given), wanted);
        }
    }

    #[test]
    fn a_block_has_no_white_space_around_it() {
        let mut runs = Runs::default();
        runs.push(" \n", Look { emphasis: true, raised: false });
        runs.push("  a ", Look::default());
        runs.cite("1");
        runs.push(" \n ", Look::default());
        let runs = runs.take();
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0], Run::plain("a "));
        assert_eq!(runs[1].cites.as_deref(), Some("1"));
    }
}
