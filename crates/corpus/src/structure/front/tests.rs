use super::*;
use crate::structure::bodies::Reach;

/// Lines, and what they give: title, authors, date, type, paragraphs of the title page.
type Expected<'a> = (&'a [&'a str], &'a str, &'a [&'a str], Option<&'a str>, Option<&'a str>, usize);

fn plain(texts: &[&str]) -> Vec<Paragraph> {
    texts
        .iter()
        .map(|text| Paragraph { kind: BlockKind::Plain, text: (*text).to_owned(), reach: Reach::Document, size: 0.0 })
        .collect()
}

#[test]
fn a_title_page_gives_title_authors_date_and_type() {
    let text = "La región ha experimentado flujos migratorios muy significativos desde el año en que se firmó el acuerdo, y las oficinas afirman que los conflictos internos dificultan la planificación eficaz de los servicios públicos que atienden a la población.";
    let act = "ACUERDO POR EL QUE SE MODIFICA LA COMPETENCIA DE LAS SALAS DEL TRIBUNAL SUPERIOR DE JUSTICIA DEL ESTADO, ESPECÍFICAMENTE DE LA SALA PENAL COLEGIADA Y DE LAS SALAS CIVILES UNITARIAS DEL PRIMER DISTRITO JUDICIAL CON SEDE EN LA CAPITAL";
    let pages: &[Expected] = &[
        (
            &[
                "INSTITUTE",
                "A BRIDGE TOO FAR",
                "By Ana Ruiz and John B. Cole",
                "May 2021\nWorking Paper*",
                "A Bridge too Far",
                "Ana Ruiz and John B. Cole",
                text,
            ],
            "A Bridge too Far",
            &["Ana Ruiz", "John B. Cole"],
            Some("2021-05"),
            Some("Working Paper"),
            6,
        ),
        (
            &[
                "Puentes y muros",
                "Por Luz de la Vega, Iván Sáez y Eva Rey",
                "Bogotá, 3 de marzo de 2020",
                "Documento de trabajo núm. 4",
                text,
            ],
            "Puentes y muros",
            &["Luz de la Vega", "Iván Sáez", "Eva Rey"],
            Some("2020-03-03"),
            Some("Documento de trabajo"),
            4,
        ),
        (&["Un título solo", text], "Un título solo", &[], None, None, 1),
        (
            &["El Pleno del Tribunal, en sesión de enero de", "2022, emitió el siguiente:", act, text],
            act,
            &[],
            Some("2022"),
            None,
            3,
        ),
        (&[text, text], "", &[], None, None, 0),
    ];
    for (texts, title, authors, date, kind, paragraphs) in pages {
        let front = read(&FrontMatter::default(), &plain(texts), &Opening::default());
        assert_eq!(&front.record.title, title);
        assert_eq!(&front.record.authors, authors, "{title}");
        assert_eq!(front.record.date.map(|d| d.to_string()).as_deref(), *date, "{title}");
        assert_eq!(front.record.kind.as_deref(), *kind, "{title}");
        assert_eq!(front.paragraphs, *paragraphs, "{title}");
    }
}
