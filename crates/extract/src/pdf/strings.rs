//! What do the bytes of a PDF text string say? UTF-16 or UTF-8 with a mark, or else PDFDocEncoding (ISO 32000-1, 7.9.2.2).

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::normalize;

/// The text of a text string. PDFDocEncoding is read as Windows-1252, which has the same letters in nearly all places.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => std::str::from_utf8(bytes).map_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0, Into::into),
    };
    normalize::text(text.trim_matches(['\0', ' ']))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn text_strings_are_read_in_their_encoding() {
        assert_eq!(decoded(b"\xfe\xff\x00P\x00a\x00\xed\x00s"), "País");
        assert_eq!(decoded(b"Pa\xeds"), "País");
        assert_eq!(decoded("País".as_bytes()), "País");
    }
}
