use super::*;
use crate::Reason;

const SPANISH: &str = "La migración de retorno creció en «los años» noventa; ¿por qué? El señor Núñez lo explicó así.";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn every_encoding_that_is_promised_gives_the_same_text() {
    let marked = [&b"\xEF\xBB\xBF"[..], SPANISH.as_bytes()].concat();
    for (name, bytes) in [
        ("UTF-8", SPANISH.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked),
        ("UTF-16LE", utf16(SPANISH, u16::to_le_bytes)),
        ("UTF-16BE", utf16(SPANISH, u16::to_be_bytes)),
        ("Windows-1252", WINDOWS_1252.encode(SPANISH).0.into_owned()),
    ] {
        let decoded = text(&bytes).unwrap();
        assert_eq!(decoded.text, SPANISH, "{name}");
        assert!(decoded.warnings.is_empty(), "{name}");
    }
}

#[test]
fn short_legacy_texts_are_spanish_rather_than_anything_else() {
    for words in ["El niño", "Migración", "¿Qué política?", "Año 1998: España, Perú y México", "“Quédate” — 50 €"]
    {
        let bytes = WINDOWS_1252.encode(words).0;
        assert_eq!(text(&bytes).unwrap().text, words);
    }
}

#[test]
fn damaged_utf8_is_read_with_a_warning_that_counts() {
    let mut bytes = SPANISH.as_bytes().to_vec();
    let accent = SPANISH.find('ó').unwrap();
    bytes.remove(accent);
    let decoded = text(&bytes).unwrap();
    assert_eq!(decoded.text, SPANISH.replacen('ó', "\u{fffd}", 1));
    assert_eq!(decoded.warnings[0].code, "doubtful-characters");
    assert!(decoded.warnings[0].message.starts_with("1 character was"), "{}", decoded.warnings[0].message);
}

#[test]
fn a_character_cut_at_the_very_end_does_not_make_the_text_legacy() {
    let bytes = b"A plain English sentence with one dash \xE2\x80";
    assert_eq!(text(bytes).unwrap().text, "A plain English sentence with one dash \u{fffd}");
}

#[test]
fn what_is_not_text_is_said_to_look_like_what_it_is() {
    for (bytes, named) in [
        (&b"%PDF-1.4 and so on"[..], "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\xFF\xD8\xFF\xE0rest", "JPEG"),
        (b"{\\rtf1\\ansi words}", "RTF"),
        (b"\n <!DOCTYPE html><p>words", "HTML"),
        (b"w\0o\0r\0d\0s\0", "UTF-16LE text without"),
        (b"\0w\0o\0r\0d\0s", "UTF-16BE text without"),
        (b"words and \0 zero", "zero bytes"),
        (b"\x01\x02\x03\x04words", "binary"),
        (b"\xFF\xFE\0\xD8\0\xD8\0\xD8a\0", "binary"),
    ] {
        let failure = text(bytes).unwrap_err();
        assert_eq!(failure.reason, Reason::NotText, "{named}");
        assert!(failure.message.contains(named), "{failure}");
    }
}

#[test]
fn nothing_but_white_space_is_empty() {
    for bytes in [&b"   \n\t\n"[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xEF\xBB\xBF \n", b"\x0c\n\x0c"] {
        assert_eq!(text(bytes).unwrap_err().reason, Reason::Empty, "{bytes:?}");
    }
}

#[test]
fn quotes_that_were_once_decoded_wrongly_are_mended() {
    let decoded = text("los \u{93}coyotes\u{94} \u{96} 10 años\u{85}".as_bytes()).unwrap();
    assert_eq!(decoded.text, "los “coyotes” – 10 años…");
    assert!(decoded.warnings.is_empty());
}
