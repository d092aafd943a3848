//! Does the tagger tell the language that a reader would, and does it cut a mixed note where its language changes?

use std::sync::LazyLock;

use apostille_corpus::{Block, BlockKind, DocumentId, Language, Manuscript, Page, Run, Tagger, structure};
use proptest::prelude::*;

static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

const NO_PRIOR: Option<&Language> = None;
/// With no document around, in an English one, in a Spanish one.
const PRIORS: [Option<&Language>; 3] = [NO_PRIOR, Some(&Language::EN), Some(&Language::ES)];

fn tag(text: &str) -> String {
    TAGGER.tag(text, NO_PRIOR).language.to_string()
}

#[test]
fn an_everyday_text_has_the_language_a_reader_gives_it() {
    let cases = [
        ("Selee et al., *Investing in the Neighborhood*.", "en"),
        ("The border was closed in March.", "en"),
        ("Border Crossings (Fees) Regulations", "en"),
        ("Comhairle Ealaíon (Grants) Act, 1958", "en"),
        ("Conclusions", "en"),
        ("Ibíd., pág. 88.", "es"),
        ("Véase el anexo B.", "es"),
        ("Ley Nº 4.321 - FONDO DE VIVIENDA", "es"),
        ("¿Quién decide?", "es"),
        ("Conclusión", "es"),
        ("Cuadro 3. Flujos por año", "es"),
        ("", "und"),
        ("1.250 (2019): 33-45", "und"),
        ("https://example.org/la-ley-de-los-extranjeros", "und"),
    ];
    for (text, language) in cases {
        assert_eq!(tag(text), language, "{text}");
    }
}

#[test]
fn the_quoted_title_of_a_citation_decides() {
    let cases = [
        ("María Núñez and José Ibáñez, “The Long Road to the Northern Border,” *Revista de Estudios* 4 (2011).", "en"),
        (
            "John Smith and Mary Brown, \"La larga espera en la frontera norte,\" *Border Review* 7, no. 2 (May 2016).",
            "es",
        ),
        ("Peter White, «Los caminos del norte», Journal of Travel 3 (2004).", "es"),
        ("Ana Pérez, “Caring for Children,” Cuadernos de Salud Pública 12 (2009).", "en"),
    ];
    for (text, language) in cases {
        for prior in PRIORS {
            assert_eq!(TAGGER.tag(text, prior).language.as_str(), language, "{text} in a document in {prior:?}");
        }
    }
}

#[test]
fn other_languages_have_their_own_code() {
    let cases = [
        ("A lei de migração do país foi aprovada em maio e não foi ainda aplicada pelo governo.", "pt"),
        ("La loi sur le séjour des étrangers a été votée au mois de mai par les deux chambres.", "fr"),
        ("La legge sull'immigrazione è stata approvata dal parlamento nel mese di maggio.", "it"),
        ("Das Gesetz über den Aufenthalt von Ausländern wurde im Mai vom Bundestag beschlossen.", "de"),
        ("La llei d'estrangeria va ser aprovada pel parlament amb els vots dels dos grups més grans.", "ca"),
        ("De wet op het verblijf van vreemdelingen werd in mei door de Tweede Kamer goedgekeurd.", "nl"),
        ("Ustawa o pobycie cudzoziemców została przyjęta przez Sejm w maju ubiegłego roku.", "pl"),
        ("Loven om udlændinges ophold her i landet blev vedtaget af Folketinget i maj måned.", "da"),
        ("Le séjour des étrangers dans les communes", "fr"),
        ("Закон о пребывании иностранцев был принят парламентом в мае.", "ru"),
    ];
    for (text, language) in cases {
        assert_eq!(tag(text), language, "{text}");
    }
}

#[test]
fn a_document_decides_for_a_text_that_says_nothing_and_for_no_other() {
    let cases = [
        ("Ibid., p. 88.", ["en", "en", "es"]),
        ("The report says nothing of the sort.", ["en", "en", "en"]),
        ("El informe no dice nada de eso.", ["es", "es", "es"]),
        ("12-15", ["und", "und", "und"]),
    ];
    for (text, languages) in cases {
        let tagged = PRIORS.map(|prior| TAGGER.tag(text, prior).language.to_string());
        assert_eq!(tagged, languages, "{text}");
    }
}

#[test]
fn a_mixed_note_is_cut_where_its_language_changes() {
    let cases: [(&str, &[(&str, &str)]); 8] = [
        (
            "Jane Doe, \"Waiting at the Gate,\" 2019; and Casa del Norte, “Guía para quienes esperan en la frontera,” 2020.",
            &[
                ("en", "Jane Doe, \"Waiting at the Gate,\" 2019;"),
                ("es", " and Casa del Norte, “Guía para quienes esperan en la frontera,” 2020."),
            ],
        ),
        (
            "The translation is ours. El texto original se publicó en el boletín de la secretaría.",
            &[
                ("en", "The translation is ours."),
                ("es", " El texto original se publicó en el boletín de la secretaría."),
            ],
        ),
        (
            "Ley de Extranjería, art. 12; Aliens Act, sec. 9; Statute of the Court, para. 4.",
            &[("es", "Ley de Extranjería, art. 12;"), ("en", " Aliens Act, sec. 9; Statute of the Court, para. 4.")],
        ),
        (
            "Interview with a member of El Colegio del Sur, Monterrey, May 2018.",
            &[("en", "Interview with a member of El Colegio del Sur, Monterrey, May 2018.")],
        ),
        (
            "Both treaties (the first of 1951; el segundo, de 1967) are in force in the three countries.",
            &[("en", "Both treaties (the first of 1951; el segundo, de 1967) are in force in the three countries.")],
        ),
        ("Ibíd., pág. 4; cf. 12.", &[("es", "Ibíd., pág. 4; cf. 12.")]),
        ("12 (2010); 14.", &[("und", "12 (2010); 14.")]),
        ("", &[]),
    ];
    for (note, expected) in cases {
        for prior in PRIORS {
            let runs = TAGGER.runs(note, prior);
            let found: Vec<(&str, &str)> = runs.iter().map(|run| (run.language.as_str(), run.text.as_str())).collect();
            assert_eq!(found, expected, "in a document in {prior:?}");
        }
    }
}

proptest! {
    // Without a place to keep failures: proptest finds none beside an integration test, and says so each time.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_runs_of_any_note_are_the_note(note in "(?s).{0,60}|[a-zñ¿ ;.,\"“”«»()<>A-Z0-9]{0,120}") {
        for prior in PRIORS {
            let runs = TAGGER.runs(&note, prior);
            prop_assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), note.as_str());
            prop_assert!(runs.iter().all(|run| !run.text.is_empty()));
            prop_assert!(runs.windows(2).all(|pair| pair[0].language != pair[1].language));
        }
    }

    #[test]
    fn a_confidence_is_a_probability(text in "(?s).{0,200}") {
        let tagged = TAGGER.tag(&text, NO_PRIOR);
        prop_assert!((0.0..=1.0).contains(&tagged.confidence), "{}", tagged.confidence);
    }
}

#[test]
fn names_make_no_language_of_a_document() {
    let prose =
        "The office registers every worker who asks for a permit, and answers within two weeks of the request. ";
    let note = "Ruiz, \u{201c}La migración y el derecho de asilo en la frontera sur\u{201d}, 2019.";
    let block = |kind: BlockKind, text: &str| Block::new(kind, vec![Run::plain(text)]);
    let document = |more: Block| {
        let blocks = (0..12).map(|_| block(BlockKind::Paragraph, &prose.repeat(4))).chain([more]).collect();
        let manuscript = Manuscript { pages: vec![Page { blocks, ..Page::default() }], ..Manuscript::default() };
        structure::document(DocumentId::from_u64(1), manuscript, "stem", &Tagger::new())
    };
    let row = "Staatssecretaris van Justitie en Veiligheid\tFamilienkasse Niedersachsen-Bremen";
    let cases = [
        (BlockKind::Row, row.to_owned(), vec![Language::EN]),
        (BlockKind::Heading(1), row.replace('\t', " "), vec![Language::EN]),
        (BlockKind::NoteBody("1".to_owned()), note.to_owned(), vec![Language::EN, Language::ES]),
        (BlockKind::NoteBody("1".to_owned()), "Jobcenter Krefeld, 12.".to_owned(), vec![Language::EN]),
    ];
    for (kind, text, languages) in cases {
        let document = document(block(kind, &text));
        assert_eq!(document.record.languages, languages, "{text}");
        assert!(document.passages.iter().all(|passage| passage.language == Language::EN), "{text}");
    }
}
