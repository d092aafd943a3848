use super::*;
use crate::written::lines;

#[test]
fn a_law_has_headings_items_tables_and_notes() {
    let law = "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><act><meta><identification><FRBRWork>\
        <FRBRuri value='/eli/es/l/2009/12/11/12'/><FRBRdate date='2009-12-11'/><FRBRauthor href='#cortes'/></FRBRWork>\
        <FRBRExpression><FRBRlanguage language='spa'/></FRBRExpression></identification><references><TLCOrganization \
        eId='cortes' showAs='Cortes Generales'/></references></meta><preface><longTitle><p><docType>Ley</docType> 12/2009\
        </p></longTitle><p><docTitle>Ley de asilo</docTitle></p></preface><body><title><num>TÍTULO I</num><heading>Del asilo\
        <authorialNote marker='*'><p>Nota.</p></authorialNote></heading><chapter><num>I</num><article eId='a1'><num>Artículo 1</num>\
        <heading>Objeto</heading><paragraph><num>1.</num><content><p>Texto<authorialNote><p>Otra <i>nota</i>.</p></authorialNote> \
        que sigue.</p></content></paragraph><paragraph><num>2.</num><content><p>Segundo.</p></content></paragraph><table><tr><td>\
        <p>a</p></td><td><p>b</p></td></tr></table></article></chapter></title></body></act></akomaNtoso>";
    let manuscript = read(law.as_bytes()).unwrap();
    assert_eq!(
        lines(&manuscript.pages),
        [
            "Ley 12/2009",
            "Ley de asilo",
            "H1 TÍTULO I Del asilo{*}",
            "H2 I",
            "H3 Artículo 1 Objeto",
            "I(1.) Texto{2} que sigue.",
            "I(2.) Segundo.",
            "R a\tb",
            "N(*) Nota.",
            "N(2) Otra *nota*.",
        ]
    );
    let front = manuscript.front_matter;
    assert_eq!((front.title.as_deref(), front.date.as_deref()), (Some("Ley de asilo"), Some("2009-12-11")));
    assert_eq!((front.kind.as_deref(), front.language.as_deref()), (Some("Ley"), Some("spa")));
    assert_eq!(front.authors, ["Cortes Generales"]);
    assert_eq!(
        (front.identifiers[0].scheme.as_str(), front.identifiers[0].value.as_str()),
        ("eli", "/eli/es/l/2009/12/11/12")
    );
}

#[test]
fn heads_and_feet_of_printed_pages_leave_the_text_of_a_law() {
    let page = |number: usize| {
        let own = char::from(b'a' + number as u8);
        format!("Texto {number}\n{number} de 9\nLEY DE ASILO\nReforma 1{number}-02-2020\nque sigue {own}")
    };
    let text: String = (1..=9).map(|number| format!("<p>{}</p>", page(number))).collect();
    let law =
        format!("<akomaNtoso><act><body>{text}<p>3 de 9\nno es pie</p><p>2 de 3 partes</p></body></act></akomaNtoso>");
    let manuscript = read(law.as_bytes()).unwrap();
    let found = lines(&manuscript.pages);
    assert_eq!(found[0], "Texto 1\nque sigue b");
    assert_eq!(found[9..], ["no es pie", "2 de 3 partes"]);
    assert_eq!(manuscript.front_matter.title.as_deref(), Some("LEY DE ASILO"));
}

#[test]
fn a_paper_in_jats_has_its_front_notes_tables_and_references() {
    let paper = "<!DOCTYPE article PUBLIC '-//NLM//DTD JATS 1.3//EN' 'JATS.dtd'><article article-type='research-article' xml:lang='es'>\
        <front><journal-meta><issn>1234-5678</issn><publisher><publisher-name>El Colegio</publisher-name></publisher></journal-meta>\
        <article-meta><article-id pub-id-type='doi'>10.1000/182</article-id><title-group><article-title>Sobre el asilo\
        <xref ref-type='fn' rid='f0'>*</xref></article-title><subtitle>Un estudio</subtitle></title-group><contrib-group><contrib \
        contrib-type='author'><name><surname>Ruiz</surname><given-names>Ana</given-names></name></contrib></contrib-group>\
        <pub-date pub-type='epub'><day>7</day><month>5</month><year>2021</year></pub-date><abstract><p>Resumen aqu&iacute;.</p></abstract>\
        </article-meta></front><body><sec><label>1</label><title>Introducci&oacute;n</title><p>Uno<xref ref-type='fn' rid='f1'><sup>1</sup></xref>,\
        <xref ref-type='fn' rid='f2'><sup>2</sup></xref> y dos<fn id='f3'><p>Dentro.</p></fn> (<xref ref-type='bibr' rid='r1'>Sáez 2020</xref>).\
        <sup><xref ref-type='bibr' rid='r1'>1</xref></sup> 5 m<sup>2</sup></p><sec><title>Datos</title><list list-type='order'><list-item><p>a</p>\
        </list-item><list-item><p>b</p></list-item></list><table-wrap><label>Tabla 1</label><caption><p>Cifras</p></caption><table><tr><td>1</td>\
        <td>2<xref ref-type='table-fn' rid='t1'>a</xref></td></tr></table><table-wrap-foot><fn id='t1'><label>a</label><p>Pie.</p></fn></table-wrap-foot>\
        </table-wrap></sec></sec></body><back><ack><p>Gracias.</p></ack><fn-group><title>Notas</title><fn id='f1'><label>1</label><p>Primera.</p></fn>\
        <fn id='f2'><label>2</label><p>Segunda.</p></fn></fn-group><ref-list><ref id='r1'><label>1.</label><mixed-citation>Sáez, 2020.</mixed-citation>\
        </ref></ref-list></back></article>";
    let manuscript = read(paper.as_bytes()).unwrap();
    assert_eq!(
        lines(&manuscript.pages),
        [
            "H1 Resumen",
            "Resumen aquí.",
            "H1 1 Introducción",
            "Uno{1}{2} y dos{3} (Sáez 2020).[1] 5 m^2^",
            "H2 Datos",
            "I(1.) a",
            "I(2.) b",
            "P Tabla 1 Cifras",
            "R 1\t2a",
            "P a",
            "P Pie.",
            "H1 Agradecimientos",
            "Gracias.",
            "N(1) Primera.",
            "N(2) Segunda.",
            "H1 Referencias",
            "P 1. Sáez, 2020.",
            "N(3) Dentro.",
        ]
    );
    let front = manuscript.front_matter;
    assert_eq!(front.title.as_deref(), Some("Sobre el asilo: Un estudio"));
    assert_eq!(front.authors, ["Ana Ruiz"]);
    assert_eq!((front.date.as_deref(), front.publisher.as_deref()), (Some("2021-05-07"), Some("El Colegio")));
    let identifiers: Vec<_> = front.identifiers.iter().map(|i| (i.scheme.as_str(), i.value.as_str())).collect();
    assert_eq!(identifiers, [("doi", "10.1000/182"), ("issn", "1234-5678")]);
}

#[test]
fn other_xml_is_called_by_its_root_and_broken_xml_fails_with_a_reason() {
    for (xml, reason, says) in [
        ("<rss><channel/></rss>", Reason::UnknownFormat, "<rss>"),
        ("<article><title>DocBook</title><para>x</para></article>", Reason::UnknownFormat, "<article>"),
        ("<akomaNtoso><act><p>cut off", Reason::Damaged, "whole copy"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><akomaNtoso><p>&b;</p></akomaNtoso>", Reason::Damaged, "entities"),
        (&"<a>".repeat(100_000), Reason::Damaged, "deep"),
    ] {
        let failure = read(xml.as_bytes()).unwrap_err();
        assert_eq!(failure.reason, reason, "{says}");
        assert!(failure.message.contains(says), "{failure}");
    }
    let latin =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><akomaNtoso><act><body><p>a\xF1o</p></body></act></akomaNtoso>";
    assert_eq!(lines(&read(latin).unwrap().pages), ["año"]);
}
