use super::*;
use crate::structure::bodies::Reach;

#[test]
fn a_caption_between_the_halves_of_a_sentence_stays_outside() {
    let first = "Applicants whose claims are plainly strong are offered a written procedure with a short interview, and \
        each such decision frees nine hours for the cases";
    let caption = "Table 1: Pending cases, median wait, and share of applicants with a lawyer";
    let texts = [first, caption, "in which credibility really is in doubt."];
    let plain =
        |text: &str| Paragraph { kind: BlockKind::Plain, text: text.to_owned(), reach: Reach::Page, size: 10.0 };
    let words = Words::of(texts.into_iter());
    let joined = cut_paragraphs(texts.map(plain).into(), |_, _| false, &words);
    let joined: Vec<&str> = joined.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(joined, [caption, &format!("{first} {}", texts[2])]);
    assert!(!is_caption("Table 1 gives pending cases."));
}

#[test]
fn small_print_between_the_halves_of_a_paragraph_does_not_come_under_its_heading() {
    let first = "Este trabajo tiene como objetivo analizar la base intelectual de la literatura científica que se publicó en las \
        revistas, con 53";
    let texts = ["Resumen", first, "1 Universidad, Departamento de Ciencia.", "citas y una red de autores."];
    let sizes = [10.0, 10.0, 7.0, 10.0];
    let plain = |(text, size): (&str, f32)| Paragraph {
        kind: BlockKind::Plain,
        text: text.to_owned(),
        reach: Reach::Page,
        size,
    };
    let words = Words::of(texts.into_iter());
    let paragraphs = texts.into_iter().zip(sizes).map(plain).collect();
    let joined = cut_paragraphs(paragraphs, |_, at| at == 0, &words);
    let joined: Vec<&str> = joined.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(joined, [texts[2], "Resumen", &format!("{first} {}", texts[3])]);
}

#[test]
fn a_clause_is_not_the_rest_of_the_one_before_it() {
    for (text, clause) in
        [("(d) “retreat” means", true), ("(iv) the sea", true), ("(see above) and", false), ("d", false)]
    {
        assert_eq!(is_clause(text), clause, "{text}");
    }
}
