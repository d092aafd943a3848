//! What do the pages say? Every text of the interface, one table a language; the compiler sees that none is missing.
//!
//! Not here: what documents say, and the API, which speaks English.

mod desk;
mod desk_en;
mod desk_es;
mod en;
mod es;
mod locale;

use apostille_corpus::{Kind, Language};
use apostille_engine::QueryErrorKind;

use crate::answer::ReasonTexts;

pub(crate) use desk::DeskTexts;
pub(crate) use locale::{Counted, Locale, number};

/// Every text of the interface.
pub(crate) struct Texts {
    pub(crate) reasons: &'static ReasonTexts,
    pub(crate) tagline: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) main_navigation: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) help: &'static str,
    pub(crate) interface_language: &'static str,
    pub(crate) question: &'static str,
    pub(crate) placeholder: &'static str,
    pub(crate) search: &'static str,
    pub(crate) holds: &'static str,
    pub(crate) count_documents: Counted,
    pub(crate) count_passages: Counted,
    pub(crate) count_notes: Counted,
    pub(crate) count_hit_documents: Counted,
    pub(crate) count_hit_passages: Counted,
    pub(crate) count_sections: Counted,
    pub(crate) at_least: &'static str,
    pub(crate) empty_collection: &'static str,
    pub(crate) try_these: &'static str,
    pub(crate) only_in_notes: &'static str,
    pub(crate) keys: &'static str,
    pub(crate) filters: &'static str,
    pub(crate) filter_part: &'static str,
    pub(crate) filter_language: &'static str,
    pub(crate) filter_year: &'static str,
    pub(crate) part_all: &'static str,
    pub(crate) part_body: &'static str,
    pub(crate) part_notes: &'static str,
    pub(crate) all_languages: &'static str,
    pub(crate) all_years: &'static str,
    pub(crate) other_years: &'static str,
    pub(crate) years_hint: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) active_filters: &'static str,
    pub(crate) remove_filter: &'static str,
    pub(crate) remove_all: &'static str,
    pub(crate) show_documents: &'static str,
    pub(crate) show_passages: &'static str,
    pub(crate) page: &'static str,
    pub(crate) note: &'static str,
    pub(crate) cited_in: &'static str,
    pub(crate) not_cited: &'static str,
    pub(crate) more_passages: Counted,
    pub(crate) next_page: &'static str,
    pub(crate) first_page: &'static str,
    pub(crate) partial: &'static str,
    pub(crate) capped: &'static str,
    pub(crate) also_searched: &'static str,
    pub(crate) added_to: &'static str,
    pub(crate) take_away: &'static str,
    pub(crate) more_added: Counted,
    pub(crate) taken_away: &'static str,
    pub(crate) put_back: &'static str,
    pub(crate) only_my_words: &'static str,
    pub(crate) other_words_too: &'static str,
    pub(crate) further_marks: Counted,
    pub(crate) defined_here: &'static str,
    pub(crate) did_you_mean: &'static str,
    pub(crate) with_reasons: &'static str,
    pub(crate) without_reasons: &'static str,
    pub(crate) similar: &'static str,
    pub(crate) no_hits: &'static str,
    pub(crate) no_hits_here: &'static str,
    pub(crate) no_hits_filters: &'static str,
    pub(crate) no_hits_words: &'static str,
    pub(crate) no_hits_help: &'static str,
    pub(crate) no_hits_one_word: &'static str,
    pub(crate) cite: &'static str,
    pub(crate) cite_note: &'static str,
    pub(crate) cite_page: &'static str,
    pub(crate) cite_to_copy: &'static str,
    pub(crate) undated: &'static str,
    pub(crate) broken_query: &'static str,
    pub(crate) broken_here: &'static str,
    pub(crate) try_instead: &'static str,
    pub(crate) kind_body: &'static str,
    pub(crate) kind_heading: &'static str,
    pub(crate) kind_table: &'static str,
    pub(crate) kind_front: &'static str,
    pub(crate) kind_back: &'static str,
    pub(crate) kind_note: &'static str,
    pub(crate) language_en: &'static str,
    pub(crate) language_es: &'static str,
    pub(crate) language_und: &'static str,
    /// Names of languages that notes quote, by their tags.
    pub(crate) languages: &'static [(&'static str, &'static str)],
    pub(crate) contents: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) title_page: &'static str,
    pub(crate) back_to_text: &'static str,
    pub(crate) type_label: &'static str,
    pub(crate) date_label: &'static str,
    pub(crate) languages_label: &'static str,
    pub(crate) pages_label: &'static str,
    pub(crate) files_label: &'static str,
    pub(crate) translation: &'static str,
    pub(crate) translations_label: &'static str,
    pub(crate) other_forms: Counted,
    pub(crate) forms_label: &'static str,
    pub(crate) publisher_label: &'static str,
    pub(crate) identifiers_label: &'static str,
    pub(crate) page_of: &'static str,
    pub(crate) pages_word: &'static str,
    pub(crate) original: &'static str,
    pub(crate) as_json: &'static str,
    pub(crate) warnings: &'static str,
    pub(crate) has_warnings: &'static str,
    pub(crate) matches_in_document: Counted,
    pub(crate) no_matches_in_document: &'static str,
    pub(crate) back_to_hits: &'static str,
    pub(crate) remove_marks: &'static str,
    pub(crate) places: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) not_found_text: &'static str,
    pub(crate) no_document: &'static str,
    pub(crate) gone: &'static str,
    pub(crate) gone_removed: &'static str,
    pub(crate) gone_replaced: &'static str,
    pub(crate) newer_version: &'static str,
    pub(crate) bad_request: &'static str,
    pub(crate) bad_parameter: &'static str,
    pub(crate) bad_cursor: &'static str,
    pub(crate) bad_method: &'static str,
    pub(crate) not_ready: &'static str,
    pub(crate) too_slow: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) to_start: &'static str,
    pub(crate) help_title: &'static str,
    pub(crate) help_intro: &'static str,
    pub(crate) help_examples: &'static str,
    pub(crate) help_words: &'static str,
    pub(crate) help_words_text: &'static str,
    pub(crate) help_filters: &'static str,
    pub(crate) help_filters_text: &'static str,
    pub(crate) help_notes: &'static str,
    pub(crate) help_notes_text: &'static str,
    pub(crate) help_keys: &'static str,
    pub(crate) help_keys_text: &'static str,
    pub(crate) help_programs: &'static str,
    pub(crate) help_programs_text: &'static str,
    /// The librarian's pages.
    pub(crate) desk: &'static DeskTexts,
    /// What each warning's code says.
    pub(crate) doubts: &'static [(&'static str, &'static str)],
    /// What is wrong with a query.
    pub(crate) query_error: fn(QueryErrorKind) -> &'static str,
}

impl Texts {
    /// The word for a kind of passage.
    pub(crate) fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Body => self.kind_body,
            Kind::Heading => self.kind_heading,
            Kind::Table => self.kind_table,
            Kind::Front => self.kind_front,
            Kind::Back => self.kind_back,
            Kind::Note => self.kind_note,
        }
    }

    /// What a warning with this code says; none for a code that no text is written for.
    pub(crate) fn doubt(&self, code: &str) -> Option<&'static str> {
        self.doubts.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
    }

    /// The word for a language; its tag where there is none.
    pub(crate) fn language(&self, language: &Language) -> String {
        match language.as_str() {
            "en" => self.language_en.to_owned(),
            "es" => self.language_es.to_owned(),
            "und" => self.language_und.to_owned(),
            other => {
                let named = self.languages.iter().find(|(tag, _)| *tag == other);
                named.map_or(other, |(_, name)| name).to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use apostille_engine::{Explanation, Found, Lowered, QueryPart, Reason};

    use super::*;
    use crate::answer::in_words;

    #[test]
    fn both_languages_name_the_same_warnings_and_languages() {
        let codes = |list: &[(&'static str, &str)]| list.iter().map(|(code, _)| *code).collect::<Vec<_>>();
        let (en, es) = (Locale::En.texts(), Locale::Es.texts());
        assert_eq!(codes(en.doubts), codes(es.doubts));
        assert_eq!(codes(en.languages), codes(es.languages));
    }

    #[test]
    fn a_hit_is_explained_in_both_languages_to_the_last_sentence() {
        let words = |times, added: &[&str], in_title| Found::Words {
            times,
            added: added.iter().map(|word| (*word).to_owned()).collect(),
            in_title,
        };
        let reason = |sought, found| Reason { sought, found, having: 3, of: 1_000, rarity: 5.25, score: 1.5 };
        let word = |word: &str| QueryPart::Word(word.to_owned());
        let explanation = Explanation {
            parts: vec![
                reason(word("{asilo}"), words(2, &["asylum", "refuge"], false)),
                reason(QueryPart::Phrase("la ley".to_owned()), words(0, &[], true)),
                reason(QueryPart::Term("trata de personas".to_owned()), words(1, &[], false)),
                reason(QueryPart::Near("a b".to_owned()), words(3, &[], true)),
                reason(QueryPart::Pattern("m?grant".to_owned()), words(1, &[], false)),
                reason(QueryPart::Fuzzy("asylm".to_owned()), words(0, &[], false)),
                reason(QueryPart::Said("year:2019".to_owned()), Found::Said(true)),
                reason(QueryPart::Added, words(0, &["derecho de asilo"], false)),
            ],
            pairs: vec![(word("right"), word("asylum"), 0.25)],
            document: 2.0,
            factor: 0.75,
            lowered: vec![Lowered::Name, Lowered::OtherLanguage],
            score: 8.0,
        };
        let [english, spanish] = [Locale::En, Locale::Es].map(|locale| {
            in_words(&explanation, locale.texts().reasons).lines().map(str::to_owned).collect::<Vec<_>>()
        });
        assert_eq!(english.len(), 12);
        assert_eq!(english.len(), spanish.len());
        assert!(english.iter().zip(&spanish).all(|(english, spanish)| english != spanish));
        for (line, expected) in [
            (0, "\"{asilo}\": twice, and as \"asylum\", \"refuge\"; 3 of 1000 passages have it (rarity 5.2), +1.500."),
            (1, "the phrase \"la ley\": not here, but in the title; 3 of 1000 passages have it (rarity 5.2), +1.500."),
            (
                10,
                "All that times 0.750: it is a heading or a title page, which names the matter and does not tell it, and it is in another language than the query.",
            ),
            (11, "Score 8.000."),
        ] {
            assert_eq!(english[line], expected);
        }
        assert_eq!(
            spanish[0],
            "«{asilo}»: dos veces, y como «asylum», «refuge»; lo tienen 3 de 1000 pasajes (rareza 5.2), +1.500."
        );
    }
}
