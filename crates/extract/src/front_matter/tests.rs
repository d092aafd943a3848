use super::*;

#[test]
fn the_fields_of_a_record_are_found_under_their_usual_names() {
    let text = "---\ntitle: \"Una familia, unida\"\nsubtitle: crónica\nautores:\n- name: Ana Ruiz\n- Eva Paz\nfecha: 2019-02-04\n\
                tipo: Informe\nidioma: es\nweight: 3\n---\nBody";
    let (found, body, warning) = split(text);
    assert_eq!(found.title.as_deref(), Some("Una familia, unida: crónica"));
    assert_eq!(found.authors, ["Ana Ruiz", "Eva Paz"]);
    assert_eq!(found.date.as_deref(), Some("2019-02-04"));
    assert_eq!(found.kind.as_deref(), Some("Informe"));
    assert_eq!(found.language.as_deref(), Some("es"));
    assert_eq!((body, warning), ("Body", None));
}

#[test]
fn a_year_alone_is_a_date_and_a_yes_is_not() {
    assert_eq!(split("---\npublished: true\nyear: 2021\n---\n").0.date.as_deref(), Some("2021"));
    assert_eq!(split("---\npublished: \"true\"\n---\n").0.date, None);
}

#[test]
fn authors_are_told_apart_and_bodies_kept_whole() {
    for (given, wanted) in [
        ("Ana Ruiz and Eva Paz", &["Ana Ruiz", "Eva Paz"][..]),
        ("Ana Ruiz y Eva Paz", &["Ana Ruiz", "Eva Paz"]),
        ("Ana Ruiz, Eva Paz and Tom Ode", &["Ana Ruiz", "Eva Paz", "Tom Ode"]),
        ("Ana Ruiz, Eva Paz, and Tom Ode", &["Ana Ruiz", "Eva Paz", "Tom Ode"]),
        ("Ana Ruiz, Eva Paz", &["Ana Ruiz", "Eva Paz"]),
        ("Ruiz, Ana", &["Ruiz, Ana"]),
        ("Ruiz, Ana; Paz, Eva", &["Ruiz, Ana", "Paz, Eva"]),
        ("[Ana Ruiz, Eva Paz]", &["Ana Ruiz", "Eva Paz"]),
        ("Ministerio de Trabajo y Economía Social", &["Ministerio de Trabajo y Economía Social"]),
        ("REDACCION", &["REDACCION"]),
        ("\"\"", &[]),
    ] {
        assert_eq!(split(&format!("---\nauthor: {given}\n---\n")).0.authors, wanted, "{given}");
    }
}

#[test]
fn broken_yaml_is_a_warning_and_its_simple_lines_are_read() {
    let (found, body, warning) = split("---\ntitle: Appendix A: settlement\nauthor: 'Eva Paz'\ntags: [a\n---\nBody");
    assert_eq!(found.title.as_deref(), Some("Appendix A: settlement"));
    assert_eq!(found.authors, ["Eva Paz"]);
    assert_eq!(body, "Body");
    assert_eq!(warning.unwrap().code, "front-matter");
}

#[test]
fn a_rule_at_the_start_is_no_front_matter() {
    for text in ["---\nThe rule above is drawn.\n\n---\nEnd", "---\ntitle: never closed\n", "----\na: b\n---\n", "a: b"]
    {
        assert_eq!(split(text), (FrontMatter::default(), text, None), "{text}");
    }
}

#[test]
fn empty_front_matter_is_taken_off() {
    assert_eq!(split("---\n---\nBody").1, "Body");
}
