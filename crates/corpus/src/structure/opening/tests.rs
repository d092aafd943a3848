use super::*;
use crate::manuscript::{Block, Page, Run};

fn opening(blocks: &[&str]) -> Opening {
    let block = |text: &&str| Block::new(BlockKind::Plain, vec![Run::plain(*text)]);
    let page = Page { number: Some(1), height: 800.0, blocks: blocks.iter().map(block).collect(), ..Page::default() };
    Opening::of(&Manuscript { pages: vec![page], ..Manuscript::default() })
}

#[test]
fn the_small_print_gives_the_date_of_issue() {
    let cases: &[(&[&str], Option<&str>, Option<&str>)] = &[
        (&["ARGUED: MAY 18, 2022", "DECIDED: JANUARY 26, 2023"], Some("2023-01-26"), None),
        (
            &["Ley publicada en el Diario el 25 de mayo de 2011", "Última reforma publicada 15-01-2026"],
            Some("2011-05-25"),
            None,
        ),
        (&["Received 1 October 2014", "Landscape 147 (2016) 18–27"], None, Some("2016")),
        (&["Entramado Vol. 11 No. 2, 2015 (Julio - Diciembre)"], None, Some("2015-07")),
        (&["Official Journal, C series 22.12.2023", "see vol 3"], None, Some("2023-12-22")),
        (&["© Some Publishing AG 2018 45\nL. Perez (ed.)"], None, Some("2018")),
        (&["2: © 2003 Ana Ruiz", "Copyright © September 2007, the Institute"], None, Some("2007-09")),
        (
            &["Scholarship – Process nº 308477/2016-2", "https://doi.org/10.1590/a TransInformação, 33:e200068, 2021"],
            None,
            Some("2021"),
        ),
        (&["Entrevista núm. 24, Tapachula, 14 de marzo de 2016."], None, None),
        (&["Revista Aportes Nº 7. Globalización. Octubre 2003"], None, Some("2003-10")),
        (&["In 2019 they left."], None, None),
    ];
    for (blocks, issued, imprinted) in cases {
        let opening = opening(blocks);
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        assert_eq!(text(opening.issued()).as_deref(), *issued, "{blocks:?}");
        assert!(
            issued.is_some() || text(opening.imprinted()).as_deref() == *imprinted,
            "{blocks:?}: {:?}",
            opening.imprinted()
        );
    }
}

#[test]
fn a_document_has_one_doi_and_the_numbers_of_its_imprint() {
    let opening = opening(&["https://doi.org/10.1000/a", "https://doi.org/10.1000/cited", "ISBN 978-92-9068-789-4"]);
    let list = opening.identifiers(&[]);
    let values: Vec<&str> = list.iter().map(|i| i.value.as_str()).collect();
    assert_eq!(values, ["10.1000/a", "978-92-9068-789-4"]);
    let glued = self::opening(&["https://doi.org/10.1000/abcBY", "as 10.1000/abc."]).identifiers(&[]);
    assert_eq!(glued[0].value, "10.1000/abc");
    let again = opening.identifiers(&[Identifier { scheme: "isbn".into(), value: "9789290687894".into() }]);
    assert_eq!(again.len(), 2, "{again:?}");
}
