use super::*;
use crate::structure::bodies::Reach;

const TEXT: &str = "La región ha experimentado flujos migratorios muy significativos desde el año en que se firmó el acuerdo, y las oficinas afirman que los conflictos internos dificultan la planificación eficaz de los servicios públicos que atienden a la población.";

/// Size, whether it is marked as a heading, text.
type Line<'a> = (f32, bool, &'a str);
/// Lines, title of the file, and what they give: title, authors, date, paragraphs of the title page.
type Case<'a> = (&'a [Line<'a>], Option<&'a str>, &'a str, &'a [&'a str], Option<&'a str>, usize);

fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let text = std::iter::repeat_n((10.0, false, TEXT), 4);
    let paragraph = |(size, heading, text): (f32, bool, &str)| Paragraph {
        kind: if heading { BlockKind::Heading(1) } else { BlockKind::Plain },
        text: text.to_owned(),
        reach: Reach::Page,
        size,
    };
    lines.iter().copied().chain(text).map(paragraph).collect()
}

#[test]
fn the_title_is_in_the_largest_type_and_the_page_ends_where_the_text_begins() {
    let cases: &[Case] = &[
        (
            &[
                (9.0, true, "Revista de derechos"),
                (14.0, true, "Puentes y muros:\nuna mirada*"),
                (9.0, true, "Eva Rey*"),
                (10.0, true, "Contenido"),
            ],
            None,
            "Puentes y muros: una mirada",
            &["Eva Rey"],
            None,
            3,
        ),
        (
            &[
                (20.0, true, "Collective Action:"),
                (16.0, true, "Lessons from a Project"),
                (12.0, true, "Edited by Ana Ruiz, Luz Sáez,\nand Eva Rey"),
            ],
            None,
            "Collective Action: Lessons from a Project",
            &["Ana Ruiz", "Luz Sáez", "Eva Rey"],
            None,
            3,
        ),
        (
            &[(30.0, true, "CONSTITUCIÓN POLÍTICA"), (22.0, true, "DE LA REPÚBLICA")],
            None,
            "CONSTITUCIÓN POLÍTICA DE LA REPÚBLICA",
            &[],
            None,
            2,
        ),
        (
            &[
                (17.0, true, "The elite of researchers"),
                (17.0, true, "La élite de las investigadoras"),
                (9.0, false, "Paula Carina de ARAÚJO"),
                (9.0, false, "Abstract"),
            ],
            None,
            "The elite of researchers",
            &["Paula Carina de ARAÚJO"],
            None,
            3,
        ),
        (
            &[
                (18.0, true, "Tests for Migrants"),
                (14.0, true, "Will Sims, MPP 2020\nw@example.org"),
                (14.0, true, "School of Policy\nUniversity of Michigan"),
                (14.0, false, "April 29, 2020"),
                (10.0, false, "Abstract"),
            ],
            None,
            "Tests for Migrants",
            &["Will Sims"],
            Some("2020-04-29"),
            4,
        ),
        (
            &[
                (11.0, false, "Rights Project v. Agency"),
                (22.0, true, "United States\nCourt of Appeals"),
                (13.0, false, "AUGUST TERM"),
            ],
            None,
            "United States Court of Appeals",
            &[],
            None,
            3,
        ),
        (
            &[
                (16.0, true, "DETERMINANTES DEL DESPLAZAMIENTO"),
                (12.0, false, "HÉCTOR ALEXANDER SOLANO\nPAWERD MAURICIO MEDINA"),
                (12.0, false, "UNIVERSIDAD DE MANIZALES"),
                (12.0, false, "2018"),
            ],
            None,
            "DETERMINANTES DEL DESPLAZAMIENTO",
            &["Héctor Alexander Solano", "Pawerd Mauricio Medina"],
            Some("2018"),
            4,
        ),
        (
            &[
                (9.5, true, "REGULATION No 604/2013"),
                (9.5, false, "of 26 June 2013"),
                (9.5, false, "establishing criteria"),
                (8.0, false, "THE COUNCIL OF THE UNION, AS EVER,"),
            ],
            Some("Regulation No 604/2013 of 26 June 2013 establishing criteria"),
            "REGULATION No 604/2013 of 26 June 2013 establishing criteria",
            &[],
            Some("2013-06-26"),
            3,
        ),
        (
            &[
                (13.9, true, "Landscape Planning"),
                (6.0, false, "Landscape Planning 147 (2016)"),
                (13.4, true, "A network approach"),
                (8.0, false, "Ana Ruiz, Eva Rey"),
            ],
            None,
            "A network approach",
            &["Ana Ruiz", "Eva Rey"],
            Some("2016"),
            4,
        ),
    ];
    for (lines, given, title, authors, date, end) in cases {
        let given = FrontMatter { title: given.map(str::to_owned), ..FrontMatter::default() };
        let front = read(&given, &paragraphs(lines)).expect("a title is found");
        assert_eq!(&front.record.title, title);
        assert_eq!(&front.record.authors, authors, "{title}");
        assert_eq!(front.record.date.map(|date| date.to_string()).as_deref(), *date, "{title}");
        assert_eq!(front.paragraphs, *end, "{title}");
    }
    assert!(read(&FrontMatter::default(), &paragraphs(&[])).is_none());
}
