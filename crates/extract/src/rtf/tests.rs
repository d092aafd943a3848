use apostille_corpus::Manuscript;

use crate::written::written;
use crate::{Reason, rtf};

fn manuscript(inside: &str) -> Manuscript {
    rtf::read(format!("{{\\rtf1\\ansi\\ansicpg1252 {inside}}}").as_bytes()).unwrap()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (inside, wanted) in cases {
        let manuscript = manuscript(inside);
        let blocks: Vec<String> = manuscript.pages[0].blocks.iter().map(written).collect();
        assert_eq!(blocks, *wanted, "{inside}");
        assert!(manuscript.warnings.is_empty(), "{:?}", manuscript.warnings);
    }
}

#[test]
fn characters_are_read_however_they_are_written() {
    check(&[
        (r"migraci\'f3n \'93a\'94", &["migración “a”"]),
        (r"migraci\u243?n \u243\'f3n \u8212-x", &["migración ón —x"]),
        (r"{\uc2 a\u243 oon}b\u243?c", &["aónbóc"]),
        (r"\uc0 a\u243\u-4051 b", &["aó-b"]),
        (r"{\uc0\u55357\u56832 x}", &["😀x"]),
        (r"\u243{x}", &["óx"]),
        (r"o\u769?", &["ó"]),
        ("a\r\nb\\\nc", &["ab", "c"]),
        (r"\{a\}\\ b\~c\_d\-e", &["{a}\\ b\u{a0}c-de"]),
        (r"\lquote a\rquote\emdash b\endash\ldblquote c\rdblquote\tab d\line e", &["‘a’—b–“c”\td\ne"]),
        (
            r"{\fonttbl{\f0 A;}{\f1\fcharset238 B;}{\f2\fcharset2 S;}{\f3\fcharset128 J;}}\f1 \'b3\'f3d\'9f \f2\'b7\f3\'83A",
            &["łódź •ア"],
        ),
        (r"\'zz a\bin4 }}\{b", &["zz ab"]),
    ]);
}

#[test]
fn runs_look_as_their_group_says() {
    check(&[
        (r"{\i a} {\b b\b0 c} {\i d\plain e}", &["*a* *b*c *d*e"]),
        (r"m{\super 2} R\super 2\nosupersub  x{\up6 3}{\sub 4}", &["m^2^ R^2^ x^3^4"]),
        (r"a{\v hidden}b{\deleted gone}c", &["abc"]),
    ]);
}

#[test]
fn what_is_not_text_stays_out() {
    check(&[
        (r"{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator X;}{\header H}{\footerr F}a", &["a"]),
        (r"{\pict\wmetafile8 0123}{\*\shppict{\pict 01}}{\nonshppict{\pict 01}}a", &["a"]),
        (r#"{\field{\*\fldinst{HYPERLINK "http://x"}}{\fldrslt{\ul link}}} a{\xe entry}{\*\bkmkstart b}"#, &["link a"]),
        (r"a{\*\atnid X}{\*\annotation{\pard no\par}}b", &["ab"]),
        (
            r"a {\shp{\*\shpinst{\sp{\sn n}{\sv 1}}{\shptxt\pard boxed\par}}{\shprslt{\*\do boxed}}}b\par",
            &["a b", "P boxed"],
        ),
    ]);
}

#[test]
fn paragraphs_are_of_the_kind_that_their_marks_say() {
    check(&[
        (r"{\pard\outlinelevel1 A\par}\pard\outlinelevel9 b\par c", &["H2 A", "b", "c"]),
        (
            r"{\stylesheet{Normal;}{\s1\outlinelevel0 Heading 1;}{\s2 heading 2;}{\s3 Title;}{\s4 toc 1;}{\*\cs5 c;}}\s1 a\par\s2 b\par\s3 c\par\s4 d\tab 3\par\pard e\par",
            &["H1 a", "H2 b", "H1 c", "R d\t3", "e"],
        ),
        (r"{\listtext 1.\tab}one\par{\pntext\'b7\tab}two\par three\par", &["I(1.) one", "I(•) two", "three"]),
        (
            r"\fi-360 \bullet \tab one\par (a)\tab two\par\pard 2020\tab three\par",
            &["I(•) one", "I((a)) two", "2020\tthree"],
        ),
    ]);
}

#[test]
fn notes_are_numbered_by_their_order() {
    check(&[
        (
            r"a{\super\chftn}{\footnote\pard\plain {\super\chftn} First.\par More.\par} b{\super\chftn}{\*\footnote\chftn\~Second.}.\par c",
            &["a{1} b{2}.", "c", "N(1) First.", "N(1) More.", "N(2) Second."],
        ),
        (
            r"a\chftn{\footnote\ftnalt\chftn  End.}b\chftn{\footnote\chftn  Foot.}",
            &["a{i}b{1}", "N(i) End.", "N(1) Foot."],
        ),
        (r"a{\super *}{\footnote {\super *} Own.}b\chftn{\footnote Next.}", &["a{*}b{1}", "N(*) Own.", "N(1) Next."]),
        (r"\ftnnrlc\ftnstart4 a\chftn{\footnote F.}\chftn{\footnote\ftnalt E.}", &["a{iv}{1}", "N(iv) F.", "N(1) E."]),
    ]);
}

#[test]
fn tables_are_rows() {
    check(&[
        (
            r"a\par\trowd\pard\intbl b\cell c\par d\cell\row\trowd\pard\intbl\cell 2{\super\chftn}{\footnote N.}\cell\row\pard e\par",
            &["a", "R b\tc d", "R \t2{1}", "e", "N(1) N."],
        ),
        (
            r"{\trowd \trgaph120{ {\pard\intbl a\par}\cell}{ {\pard\intbl b\par}\cell}\intbl\row}{\pard c\par}",
            &["R a\tb", "c"],
        ),
        (r"\pard\intbl a\cell b", &["R a\tb"]),
        (r"\trowd\pard\intbl boxed\cell\row\pard", &["P boxed"]),
    ]);
}

#[test]
fn the_file_s_own_properties_are_read() {
    let front = manuscript(
        r"{\info{\title Migraci\'f3n}{\author Ana Ruiz}{\company C}{\creatim\yr2019\mo5\dy3\hr4}{\revtim\yr2020}}the fees of 2019 were paid by those who could pay",
    )
    .front_matter;
    assert_eq!(front.title.as_deref(), Some("Migración"));
    assert_eq!((front.authors, front.date.as_deref()), (vec!["Ana Ruiz".to_owned()], Some("2019-05-03")));
}

#[test]
fn other_and_broken_files_are_refused_or_doubted() {
    for (bytes, reason) in [
        (b"words".to_vec(), Reason::NotText),
        (b"%PDF-1.4".to_vec(), Reason::NotText),
        ([b"{\\rtf1 ".as_slice(), &b"{".repeat(5000)].concat(), Reason::Damaged),
    ] {
        let failure = rtf::read(&bytes).unwrap_err();
        assert_eq!(failure.reason, reason, "{failure}");
    }
    let cut = rtf::read(br"{\rtf1 Text{\i cut").unwrap();
    assert_eq!((written(&cut.pages[0].blocks[0]), cut.warnings[0].code.as_str()), ("Text*cut*".to_owned(), "damaged"));
    assert_eq!(rtf::read(b"\xEF\xBB\xBF\r\n{\\rtf1 a}\n\0}} after").unwrap().pages[0].blocks.len(), 1);
}
